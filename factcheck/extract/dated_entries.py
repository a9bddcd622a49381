"""Extract, part: what the date of an entry dates: the events under a date heading, behind a year label, in a row of a timeline.

A day dates the main event of its entry. A year or month alone dates each sentence that has no time of its own and goes on
in the tense of the entry; what lies before it (`had led it`) or after it (`today`, `would become`) is background.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import BE, HAVE, MODALS
from factcheck.extract.draft_of_value import draft_of
from factcheck.extract.governing import is_put_in
from factcheck.extract.idle_times import is_present
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.tags import Tag
from factcheck.frozen import dataclass
from factcheck.model.claim import ClaimType
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import Timex, TimexType

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_BEHIND_LABEL = re.compile(r"[*_)\]]*(?:\s*(?::|[–—-]\s)[*_]*\s*|\.\s+(?=[A-Z]))")
_BEHIND_ITEM = re.compile(r"[*_)\]]*\s+(?=[A-Z])")
_MARKS = " *_#([•·–-"
_BACKGROUND = frozenset(["today", "now", "nowadays", "still", "later", "earlier", "previously", "formerly", "since", "ago", "if", "unless", "until", "already", "once", "before", "originally", "currently", "presently", "ever", "always", "usually", "never"])  # fmt: skip
"""Words of a sentence that leads away from the year of its entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The year or month that an entry is of: where it stands, and how it leads the entry."""

    block: int
    timex: int
    how: str
    may_be_present: bool
    """Whether the entry may be told in the present: `1811: The comet appears`."""


def entry_of_block(found: Extraction, block: Block) -> Entry | None:
    """The bare year or month that a block stands under or begins with."""
    if block.kind not in _KINDS:
        return None
    if (label := _label_of(found, block)) is not None:
        return Entry(block.index, label, "entry", True)
    if not block.headings:
        return None
    heading = found.document.blocks[block.headings[-1]]
    if heading.kind is not BlockKind.HEADING or (index := _bare(found, heading)) is None:
        return None
    is_chronicle = sum(b.kind is BlockKind.HEADING and _bare(found, b) is not None for b in found.document.blocks) > 1
    return Entry(heading.index, index, "heading", is_chronicle)


def _label_of(found: Extraction, block: Block) -> int | None:
    first = next(iter(found.times[block.index]), None)
    if first is None or not is_coarse(first) or block.text[: first.start].strip(_MARKS):
        return None
    behind = _BEHIND_LABEL.match(block.text, first.end)
    if behind is None and block.kind is BlockKind.LIST_ITEM:
        behind = _BEHIND_ITEM.match(block.text, first.end)
    return 0 if behind is not None else None


def _bare(found: Extraction, heading: Block) -> int | None:
    times = found.times[heading.index]
    if len(times) != 1 or not is_coarse(times[0]) or heading.text.strip(" *_.:") != times[0].text:
        return None
    return 0


def is_coarse(timex: Timex) -> bool:
    """Whether a time is a year, or a month with its year, and no more."""
    parts = timex.parts
    return (
        timex.type is TimexType.DATE
        and parts is not None
        and parts.year is not None
        and not (parts.day or parts.season or parts.quarter or parts.week or parts.nth)
        and timex.until is None
        and timex.modifier is None
    )


def of_entry(found: Extraction, sentence: Clauses, entry: Entry) -> DraftClaim | None:
    """The main event of a sentence as one of the entry's year; nothing where it has a time of its own or is background."""
    verb = main_verb(sentence)
    if verb is None or has_own_time(found, sentence):
        return None
    words = sentence.tokens
    return draft_of(
        found,
        sentence,
        verb,
        ClaimType.DATE,
        (words[verb.first].start, words[verb.last].end),
        timex=entry.timex,
        time_block=entry.block,
        extractor=entry.how,
        headed=True,
    )


def tense_of(sentence: Clauses) -> str:
    """`past` or `present` of the main verb of a sentence that tells what happened; empty for background and for no verb."""
    verb = main_verb(sentence)
    if verb is None or not _BACKGROUND.isdisjoint(sentence.lows):
        return ""
    lows = sentence.lows
    k = verb.first
    while k > 0 and (sentence.grammar.tags[k - 1] in (Tag.AUXILIARY, Tag.ADVERB) or lows[k - 1] in BE):
        k -= 1
    group = set(lows[k : verb.first])
    if group & HAVE or group & MODALS:
        return ""
    finite = next((low for low in lows[k : verb.first] if low in BE or low in ("do", "does", "did")), lows[verb.first])
    if finite in ("was", "were", "did", "got"):
        return "past"
    return "present" if finite in ("is", "are", "do", "does") or is_present(finite) else "past"


def main_verb(sentence: Clauses) -> PredicateMention | None:
    """The verb of the main clause, with a subject of its own."""
    for p in sentence.predicates:
        if p.form is Form.NOUN or is_put_in(sentence, p, -1) or (p.first and sentence.lows[p.first - 1] == "to"):
            continue
        return p if sentence.grammar.subject(p.first) is not None else None
    return None


def has_own_time(found: Extraction, sentence: Clauses) -> bool:
    """Whether a sentence tells when: by a date, or counted from another one."""
    return any(
        sentence.start <= t.start < sentence.end and (t.type in (TimexType.DATE, TimexType.SET) or t.shift is not None)
        for t in found.times[sentence.block.index]
    )


def under_day(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """The main event of the first sentence under the heading of a day, when the sentence has no time of its own."""
    block = sentence.block
    if not block.headings or block.kind not in _KINDS or not sentence.predicates:
        return
    if any(
        b.headings == block.headings and b.kind is block.kind and b.index < block.index
        for b in found.document.blocks[max(0, block.index - 8) : block.index]
    ):
        return
    heading = found.document.blocks[block.headings[-1]]
    dated = [
        (n, t) for n, t in enumerate(found.times[heading.index]) if t.type is TimexType.DATE and t.parts and t.parts.day
    ]
    if len(dated) != 1 or not is_date_heading(heading.text, dated[0][1]):
        return
    verbs = [p for p in sentence.predicates if p.form is not Form.NOUN] or list(sentence.predicates)
    predicate = verbs[0]
    words = sentence.tokens
    yield draft_of(
        found,
        sentence,
        predicate,
        ClaimType.DATE,
        (words[predicate.first].start, words[predicate.last].end),
        timex=dated[0][0],
        time_block=heading.index,
        extractor="heading",
        headed=True,
    )


def is_date_heading(text: str, timex: Timex) -> bool:
    """Whether a heading is a date, alone or with a short title behind or before a colon or dash."""
    rest = (text[: timex.start] + " " + text[timex.end :]).strip(" :–—-.,·|")
    return not rest or bool(re.match(r"\s*(?:[:–—-]|$)", text[timex.end :])) or timex.start == 0
