"""Extract, part of prose: figures of one subject that a phrase behind each tells apart, and lists of counts without a verb.

`Mileage is paid at 45p for cars and 20p for bicycles`: of mileage for cars, for bicycles. `Three days, five stages, 46 acts`: none is of another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.extract.clauses import Clauses, names_within
from factcheck.extract.tags import VERBAL
from factcheck.frozen import replace
from factcheck.model.extraction import DraftClaim
from factcheck.model.mention import QuantityMention
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words

_FOR = pattern_of(r"\s(?P<phrase>for\s(?:the\s|an?\s|each\s|every\s)?(?!the\s)[A-Za-z][\w-]*(?:\s(?!for\b|and\b|or\b|in\b)[A-Za-z][\w-]*){0,2})(?=\s?[,.;):]|\s(?:and|or)\b|\Z)", re.I)  # fmt: skip
_LONGEST_SUBJECT = 60


def with_phrase_behind(
    sentence: Clauses, mention: QuantityMention, quantities: Sequence[QuantityMention], draft: DraftClaim
) -> DraftClaim:
    """The draft of a figure with the phrase that tells it apart from others of its unit in one sentence."""
    text, unit = sentence.block.text, mention.quantity.unit
    if not unit or " for " not in text[mention.end : mention.end + 5]:
        return draft
    own = _FOR.match(text, mention.end, sentence.end)
    base = unit.partition("/")[0]
    others = [
        q
        for q in quantities
        if q is not mention
        and sentence.start <= q.start < sentence.end
        and q.quantity.unit.partition("/")[0] == base
        and _FOR.match(text, q.end, sentence.end)
    ]
    subject = draft.shown or draft.subject
    if own is None or not others or not subject or len(subject) > _LONGEST_SUBJECT or own["phrase"] in subject:
        return draft
    names = names_within(sentence, own.start(), own.end())
    return replace(
        draft,
        end=max(draft.end, own.end()),
        shown=f"{subject} {own['phrase']}",
        subject_names=tuple(dict.fromkeys((*draft.subject_names, *names))),
        subject_stems=tuple(dict.fromkeys((*draft.subject_stems, *content_words(own["phrase"])))),
    )


def of_no_other(sentence: Clauses, quantities: Sequence[QuantityMention], draft: DraftClaim) -> DraftClaim:
    """The draft of a count in a list without a verb, of nothing where only the count before it would be its subject."""
    subject = (draft.shown or draft.subject).strip()
    if not subject or any([tag in VERBAL for tag in sentence.grammar.tags]):
        return draft
    text = sentence.block.text
    counted = [text[q.start : q.end] for q in quantities if q.start != draft.value_start]
    told = [text[t.start : t.end] for t in sentence.found.times[sentence.block.index]]
    if subject not in counted and subject not in told:
        return draft
    return replace(draft, subject="", subject_start=-1, subject_names=(), subject_stems=(), shown="", shown_start=-1)


_FROM = pattern_of(r"\bfrom\s(?:about\s|around\s|just\s)?\Z", re.I)


def of_change(sentence: Clauses, mention: QuantityMention, before: DraftClaim | None, draft: DraftClaim) -> DraftClaim:
    """The draft of the second figure of a change, as one of what the first is of: `Meal allowance up from £6 to £7.50`."""
    text = sentence.block.text
    if before is None or text[before.value_end : mention.start] != " to ":
        return draft
    if _FROM.search(text, sentence.start, before.value_start) is None or not (before.subject or before.shown):
        return draft
    return replace(
        draft,
        predicate=before.predicate,
        predicate_words=before.predicate_words,
        said=before.said.replace("from", "to"),
        subject=before.subject,
        subject_start=before.subject_start,
        subject_names=before.subject_names,
        subject_stems=before.subject_stems,
        shown=before.shown,
        shown_start=before.shown_start,
        names=before.names,
    )
