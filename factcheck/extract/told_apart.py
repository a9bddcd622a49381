"""Extract, part of prose: figures of one subject that a phrase behind each tells apart, and lists of counts without a verb.

`Mileage is paid at 45p for cars and 20p for bicycles`: of mileage for cars, for bicycles. `Three days, five stages, 46 acts`: none is of another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.extract.clauses import Clauses, names_within
from factcheck.extract.tags import VERBAL, Tag
from factcheck.frozen import replace
from factcheck.model.extraction import DraftClaim
from factcheck.model.mention import QuantityMention
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words

_FOR = pattern_of(r"\s(?P<phrase>for\s(?:the\s|an?\s|each\s|every\s)?(?!the\s)[A-Za-z][\w-]*(?:\s(?!for\b|and\b|or\b|in\b)[A-Za-z][\w-]*){0,2})(?=\s?[,.;):]|\s(?:and|or)\b|\Z)", re.I)  # fmt: skip
_WHERE = pattern_of(r"\s(?P<phrase>(?:in|on|at)\s(?:the|our|its)\s[A-Za-z][\w-]*(?:\s(?!for\b|and\b|or\b|in\b|at\b|on\b)[A-Za-z][\w-]*){0,2})(?=\s?[,.;):]|\s(?:and|or)\b|\Z)", re.I)  # fmt: skip
"""Where each of two figures holds: `27 °C in the main pool and 31 °C in the small one`."""
_LONGEST_SUBJECT = 60


def with_phrase_behind(
    sentence: Clauses, mention: QuantityMention, quantities: Sequence[QuantityMention], draft: DraftClaim
) -> DraftClaim:
    """The draft of a figure with the phrase that tells it apart from others of its unit in one sentence."""
    text, unit = sentence.block.text, mention.quantity.unit
    lead = text[mention.end : mention.end + 5]
    if not unit or not lead.startswith((" for ", " in ", " on ", " at ")):
        return draft
    pattern = _FOR if lead == " for " else _WHERE
    own = pattern.match(text, mention.end, sentence.end)
    base = unit.partition("/")[0]
    others = [
        q
        for q in quantities
        if q is not mention
        and sentence.start <= q.start < sentence.end
        and q.quantity.unit.partition("/")[0] == base
        and pattern.match(text, q.end, sentence.end)
    ]
    subject = draft.shown or draft.subject
    if own is None or (pattern is _WHERE and _is_time(sentence, own.start("phrase"))):
        return draft
    if draft.subject.lower() in ("we", "you", "they", "he", "she", "i"):
        return draft
    if not others or not subject or len(subject) > _LONGEST_SUBJECT or own["phrase"] in subject:
        return draft
    names = names_within(sentence, own.start(), own.end())
    return replace(
        draft,
        end=max(draft.end, own.end()),
        shown=f"{subject} {own['phrase']}",
        subject_names=tuple(dict.fromkeys((*draft.subject_names, *names))),
        subject_stems=tuple(dict.fromkeys((*draft.subject_stems, *content_words(own["phrase"])))),
    )


def _is_time(sentence: Clauses, at: int) -> bool:
    """Whether a time stands right behind the preposition there: `4 % in the spring`."""
    first = sentence.index(at)
    return any(k in sentence.blocked for k in range(first, min(first + 4, len(sentence.tokens))))


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
        _about_the_same(draft, before),
        said=before.said.replace("from", "to"),
        shown=before.shown,
        shown_start=before.shown_start,
        names=before.names,
    )


def _about_the_same(draft: DraftClaim, before: DraftClaim) -> DraftClaim:
    """The draft with the predicate and the subject of the one before it."""
    return replace(
        draft,
        predicate=before.predicate,
        predicate_words=before.predicate_words,
        subject=before.subject,
        subject_start=before.subject_start,
        subject_names=before.subject_names,
        subject_stems=before.subject_stems,
    )


_NEXT = pattern_of(r"(?:,|;|,?\s(?:and|but))\s(?P<what>[^,;.:()]{2,40}?)\s(?:by\s|to\s|at\s)?\Z")
_ENDS = pattern_of(r"\s?(?:[,.;)]|\Z)|\s(?:and|but)\b")
_OF_NO_OWN = frozenset(["another", "further", "more", "then", "only", "about", "up", "down", "first", "half", "others", "later", "nearly", "almost"])  # fmt: skip


def of_next_thing(
    sentence: Clauses, mention: QuantityMention, before: DraftClaim | None, unit: str, draft: DraftClaim
) -> DraftClaim:
    """The draft of a figure whose verb is left out, as one of the noun right before it: `A bed costs £22, breakfast £8`.

    `before` is the draft of the figure before it in the sentence, of that unit.
    """
    base = mention.quantity.unit.partition("/")[0]
    if (
        before is None
        or not base
        or base != unit.partition("/")[0]
        or not 0 <= before.subject_start < before.value_start
    ):
        return draft
    text = sentence.block.text
    own = _NEXT.fullmatch(text, before.value_end, mention.start)
    if own is None or _ENDS.match(text, mention.end) is None or draft.said not in ("", before.said, own["what"]):
        return draft
    first, last = sentence.stretch(*own.span("what"))
    tags, lows = sentence.grammar.tags[first : last + 1], sentence.lows[first : last + 1]
    if not tags or any([tag not in (Tag.NOUN, Tag.DETERMINER) for tag in tags]) or not _OF_NO_OWN.isdisjoint(lows):
        return draft
    if tags[-1] is not Tag.NOUN and lows[-1] not in ("second", "third", "fourth", "last", "other"):
        return draft
    return replace(
        _about_the_same(draft, before),
        said=before.said,
        subject=own["what"],
        subject_start=own.start("what"),
        subject_names=names_within(sentence, *own.span("what")),
        subject_stems=content_words(own["what"]),
        shown="",
        shown_start=-1,
    )


def with_subject_of_list(
    sentence: Clauses, mention: QuantityMention, before: DraftClaim | None, unit: str, draft: DraftClaim
) -> DraftClaim:
    """The draft of a further figure of one list that phrases with `for` tell apart, about what the first is: `£20 for students and £5 for children`."""
    if before is None or draft.shown or draft.predicate or unit != mention.quantity.unit or not unit:
        return draft
    text = sentence.block.text
    lead = _FOR.match(text, before.value_end, sentence.end)
    if lead is None or _JOINS.fullmatch(text, lead.end(), mention.start) is None:
        return draft
    if _FOR.match(text, mention.end, sentence.end) is None or draft.subject not in ("", before.subject):
        return draft
    return replace(_about_the_same(draft, before), said=draft.said or before.said)


_JOINS = pattern_of(r"(?:,|,?\s(?:and|or))\s(?:only\s)?")
