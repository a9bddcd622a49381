"""Extract, part: births and deaths as reference works write them: `(1774–1849)` behind a name, `b. 1774`, `† 3 May 1849`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.extract.clauses import Clauses
from factcheck.extract.draft_of_value import draft_of
from factcheck.extract.stretches import begun_in
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.model.time import DateParts, Timex, TimexType
from factcheck.patterns import pattern_of

_MARK = pattern_of(r"(?:\A|[\s,;(])(?P<mark>b\.|d\.|born|died|\*|†)\s*(?:(?:on|in)\s)?\Z")
_MARKS = {"b.": "born", "born": "born", "*": "born", "d.": "die", "died": "die", "†": "die"}
_OFFICE = pattern_of(
    r"\b(?:president|mayor|chair\w*|minister|chancellor|governor|king|queen|emperor|bishop|director|editor|pope|captain|manager|coach|secretary|reign\w*|rul\w+|term|served)\b",
    re.I,
)
_LIVES = range(15, 111)
"""How many years lie between the two years in brackets, where they are those of a life."""


def lives_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """The birth and the death of a person from the two years in brackets behind the name: `Elsbeth Tarn (1820–1891)`."""
    if "(" not in sentence.block.text[sentence.start : sentence.end]:
        return
    times = found.times[sentence.block.index]
    for index in begun_in(times, sentence.start, sentence.end):
        timex = times[index]
        who = who_lived(sentence, timex)
        if who is None:
            continue
        first, last = timex.split or (timex.end, timex.start)
        for predicate, value, end in (("born", (timex.start, first), 1), ("die", (last, timex.end), 2)):
            yield _about(_draft(found, sentence, value, index), sentence, who, predicate, range_end=end)


def who_lived(sentence: Clauses, timex: Timex) -> NameMention | None:
    """Of whose life a range of years in brackets is; nothing if of none."""
    text = sentence.block.text
    if not sentence.start <= timex.start < sentence.end or not _is_life(text, timex):
        return None
    who = _before_bracket(sentence, timex.start)
    if who is None or not _may_live(sentence, who) or len(who.text.split()) < 2:
        return None
    is_office = _OFFICE.search(text, sentence.start, timex.start) is not None  # `Bishop Otto (1820–1841)`
    return None if is_office else who


def with_life(draft: DraftClaim, sentence: Clauses, timex: Timex) -> DraftClaim:
    """The draft of a date that a mark tells to be that of a birth or death: `b. 9 February 1898 in Bergen`, `(* 1898)`."""
    if draft.predicate or timex.type is not TimexType.DATE or timex.until is not None:
        return draft
    text = sentence.block.text
    match = _MARK.search(text, sentence.start, timex.start)
    if match is None or (match["mark"] == "*" and text[match.start() : match.start() + 1].strip() not in ("(", "")):
        return draft
    who = _before_bracket(sentence, timex.start) or next(iter(sentence.names), None)
    if who is None or who.start > timex.start or not _may_live(sentence, who):
        return draft
    return _about(draft, sentence, who, _MARKS[match["mark"]])


def _is_life(text: str, timex: Timex) -> bool:
    """Whether a range of years, or of days of known years, fills a bracket and is as long as a life."""
    if timex.split is None or not (_year(timex.parts) and _year(timex.until)):
        return False
    years = _year(timex.until) - _year(timex.parts)
    return text[timex.end : timex.end + 1] == ")" and text[timex.start - 1 : timex.start] == "(" and years in _LIVES


def _may_live(sentence: Clauses, who: NameMention) -> bool:
    """Whether a name may be a person's: an article before it makes a thing of it."""
    if sentence.block.text[max(0, who.start - 4) : who.start].lower() == "the ":
        return False
    return who.kind in (NameKind.PERSON, NameKind.UNKNOWN)


def _year(parts: DateParts | None) -> int:
    """The year, 0 where it is not told: what is not told is no life of a known length."""
    return (parts.year or 0) if parts is not None else 0


def _before_bracket(sentence: Clauses, at: int) -> NameMention | None:
    """The name that a bracket stands behind, which holds the place."""
    text = sentence.block.text
    opened = text.rfind("(", sentence.start, at)
    if opened < 0 or ")" in text[opened:at]:
        return None
    return next((n for n in sentence.names if n.end <= opened and not text[n.end : opened].strip()), None)


def _draft(found: Extraction, sentence: Clauses, value: tuple[int, int], index: int) -> DraftClaim:
    return draft_of(found, sentence, None, ClaimType.DATE, value, timex=index, extractor="prose/life")


def _about(draft: DraftClaim, sentence: Clauses, who: NameMention, predicate: str, *, range_end: int = 0) -> DraftClaim:
    return replace(
        draft,
        start=min(draft.start, who.start),
        predicate=predicate,
        subject=who.text,
        subject_start=who.start,
        subject_names=(who.text,),
        names=tuple(dict.fromkeys((who.text, *draft.names))),
        subject_stems=(),
        range_end=range_end,
    )
