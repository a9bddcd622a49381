"""Extract, part of prose: hours of every day, as short texts: `The barrier closes at 10.30 pm`, `The laundry is open from 7 am to 9 pm`.

An hour without a day is no date, so that what a rule says of it is listed as its words.
"""

from __future__ import annotations

import re

from factcheck.extract.clauses import Clauses
from factcheck.extract.draft_of_value import draft_of
from factcheck.extract.governing import governing
from factcheck.extract.predicates import Form
from factcheck.extract.standing_rules import is_standing_rule
from factcheck.extract.tags import VERBAL
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.document import BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.values.words import content_words

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_LEAD = re.compile(r"\b(?:from|until|till|before|after|by|between)\s(?:about\s)?\Z", re.I)
_CHANGED = re.compile(r"\b(?:until\snow|so\sfar|formerly|previously|used\sto)\b", re.I)


def of_hour(found: Extraction, sentence: Clauses, timex: Timex) -> DraftClaim | None:
    """The claim of an hour that a rule gives to every day; nothing in a story, and beside a day."""
    parts = timex.parts
    if timex.type is not TimexType.TIME or parts is None or parts.hour is None or sentence.block.kind not in _KINDS:
        return None
    if parts.day or parts.weekday is not None or any([_is_day(t, sentence) for t in _times(sentence)]):
        return None
    if _tells_which(sentence, timex):
        return None
    text = sentence.block.text
    if not any([c.isdigit() for c in timex.text]):
        return None
    is_weekly = any([t.type is TimexType.SET for t in _times(sentence)])
    if not is_weekly and _stands_under_day(found, sentence):
        return None
    first = sentence.at(timex.start)
    if not any([tag in VERBAL for tag in sentence.grammar.tags[:first]]) or not is_standing_rule(sentence):
        return None
    if _CHANGED.search(text, sentence.start, timex.start) is not None:
        return None
    lead = _LEAD.search(text, max(sentence.start, timex.start - 16), timex.start)
    start = lead.start() if lead is not None else timex.start
    predicate = governing(sentence, timex.start, timex.end, timex)
    if predicate is not None and predicate.form is Form.NOUN:
        predicate = None
    draft = draft_of(
        found, sentence, predicate, ClaimType.TEXT, (timex.start, timex.end), extractor=f"prose/{timex.pattern}"
    )
    draft = replace(draft, words=text[start : timex.end], start=min(draft.start, start))
    own = _OWN.search(text, max(sentence.start, start - 40), start)
    if own is not None:
        draft = replace(
            draft,
            shown=own["what"],
            shown_start=-1,
            subject=own["what"],
            subject_start=-1,
            subject_names=(),
            subject_stems=content_words(own["what"]),
        )
    return draft


_OWN = re.compile(r"[(,;]\s?(?P<what>[A-Za-z][a-z-]+(?:\s[a-z-]+)?)(?::\s|\s)\Z")
"""A noun of its own before an hour, in brackets or behind a comma: `leave by 11 am (cabins: 10 am)`."""


def _tells_which(sentence: Clauses, timex: Timex) -> bool:
    """Whether an hour stands between a noun and its verb: `A late check-out until 4 pm costs £12`."""
    first, last = sentence.at(timex.start), sentence.index(timex.end)
    tags = sentence.grammar.tags
    return last < len(tags) and tags[last] in VERBAL and not any([tag in VERBAL for tag in tags[:first]])


def _stands_under_day(found: Extraction, sentence: Clauses) -> bool:
    """Whether a heading or the block before the sentence has told a day: what follows happened on it."""
    block = sentence.block
    earlier = [t for t in found.times[block.index] if t.start < sentence.start]
    for head in block.headings[-2:]:
        earlier.extend(found.times[head])
    return any([t.type is TimexType.DATE and t.parts is not None and bool(t.parts.day) for t in earlier])


def _times(sentence: Clauses) -> list[Timex]:
    return [t for t in sentence.found.times[sentence.block.index] if sentence.start <= t.start < sentence.end]


def _is_day(timex: Timex, sentence: Clauses) -> bool:
    parts = timex.parts
    if timex.relation is Relation.FROM and not sentence.block.text[sentence.start : timex.relation_start].strip("*_ "):
        return False  # `From 1 March the pool is open from 7 am to 9 pm`
    return timex.type is TimexType.DATE and (
        timex.shift is not None or (parts is not None and bool(parts.day or parts.weekday is not None or parts.month))
    )
