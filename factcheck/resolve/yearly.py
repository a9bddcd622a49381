"""Resolve, part of dates: days to which no year belongs, for they come each year: `closed until 30 June every year`."""

from __future__ import annotations

import re

from factcheck.frozen import replace
from factcheck.model.document import Block, Document
from factcheck.model.time import DateParts, Provenance, Timex
from factcheck.patterns import pattern_of
from factcheck.resolve.time_cues import tells_of_past
from factcheck.values import yearly

_EACH_YEAR = (
    r"(?:each|every|any|each and every)\s(?:(?:single|calendar|tax|financial|fiscal|school|academic|given)\s)?year"
)
_AFTER = pattern_of(
    rf"(?:\s[\w’'-]+){{0,6}}?,?\s(?:(?:of|in|during)\s)?(?:{_EACH_YEAR}|year\safter\syear|in\sall\syears|annually|yearly|once\sa\syear)\b"
    r"(?!\s(?:since|until|till|between|before|after|from)\s(?:\w+\s)?\d)(?!\s(?:from\s)?\d{4})",
    re.I,
)
"""What makes a day before it one of every year: `by 31 January each year`, `on 1 March, annually`."""
_BEFORE = pattern_of(
    rf"\b(?:{_EACH_YEAR}|year\safter\syear|annually|yearly|once\sa\syear)\b"
    r"(?!\s(?:since|until|till|between|before|after|from)\s(?:\w+\s)?\d{4})(?P<between>[^.;:!?]{0,120})\Z",
    re.I,
)
_FRONTED = pattern_of(
    rf"(?:\A|[.:;!?]\s|[\n])\W*(?:so,?\s)?(?:\w+,\s|once\smore:\s)?(?:(?:in|of)\s)?{_EACH_YEAR}\b(?!\s(?:since|until|till|between|before|after|from)\s(?:\w+\s)?\d{{4}})",
    re.I,
)
"""What holds for all days of its sentence: `Every year, from 3 April, the lane is closed, and it stays so until 9 July`."""
_OF_FRAME = pattern_of(
    rf"\b(?:{_EACH_YEAR}|annually|annual\s(?:dates|deadlines|calendar|cycle|timetable)|yearly\s(?:dates|deadlines|calendar|cycle|timetable))\b",
    re.I,
)
"""What makes the days yearly that stand under a caption, a heading or a lead-in."""
_OTHER_CLAUSE = pattern_of(r"\b(?:and|but|which|who|where|when|that|while|because|although|since)\b", re.I)
_BY_NATURE = pattern_of(
    r"\b(?:fiscal|financial|tax|accounting|academic|school|university|college|budget|reporting|business|church|liturgical|water|crop|marketing|policy|pension|trading)\syear\b"
    r"|\b(?:close|closed|breeding|nesting|growing|hunting|shooting|stalking|fishing|angling|calving|lambing|spawning|flowering|rainy|dry|wet|hurricane|cyclone|typhoon|monsoon|fire|pollen|grazing|heating|grouse|pheasant|partridge|deer|duck|salmon|trout|oyster|lobster|crab)\sseason\b",
    re.I,
)
"""Stretches of time that come each year by their nature."""
_ONE_OF_THEM = pattern_of(
    r"\b(?:this|that|next|last|current|coming|upcoming|previous|following|first|new|\d{4}|\d\d/\d\d)\b", re.I
)
_STANDING = pattern_of(
    r"\b(?:runs?|lasts?|begins?|starts?|ends?|opens?|closes?|extends?|goes|covers?|is|are|falls?)\s(?:\w+\s){0,3}\Z",
    re.I,
)
_SINCE = pattern_of(
    r"\b(?:following|after)\s(?:the\send\sof\s)?(?:the|each|every)\s(?:relevant\s)?(?:tax|financial|fiscal|accounting|calendar)\syear\b",
    re.I,
)


def recurs(document: Document, block: Block, timex: Timex) -> bool:
    """Whether the words around a day say that it comes each year, or that what it bounds does so by its nature."""
    return _is_told(block, timex) or any(_OF_FRAME.search(text) for text in _frame_of(document, block))


def _frame_of(document: Document, block: Block) -> list[str]:
    """The short texts that a cell, a list item or a line stands under: caption, column heads, lead-in, heading."""
    place = block.table
    above = [block.lead_in, *block.headings[-1:]]
    if place is not None:
        above += [place.caption, *place.column_heads]
    texts = [document.blocks[k].text for k in above if k is not None]
    return [text for text in texts if len(text) < _SHORT and not _YEAR.search(text)]


_SHORT = 160
_YEAR = pattern_of(r"\b(?:1[5-9]|20)\d\d\b")


def _is_told(block: Block, timex: Timex) -> bool:
    text = block.text
    after = text[timex.end : timex.end + 90]
    if "year" in after.lower() or "annually" in after.lower():
        told = _AFTER.match(after)
        if told is not None and _is_one_clause(told[0]) and " than " not in told[0]:
            return True
        if _SINCE.match(after.lstrip(" ,")):
            return True
    before = _sentence_before(text, timex.start)
    low = before.lower()
    if "year" in low or "annually" in low:
        if _FRONTED.search(before) is not None and not tells_of_past(before):
            return True
        told = _BEFORE.search(before)
        if told is not None and _is_one_clause(told["between"]) and not tells_of_past(told["between"]):
            return True
    return False


def recurs_by_nature(block: Block, timex: Timex) -> bool:
    """Whether what a day bounds comes each year by its nature: `The fiscal year ends on`, `The close season runs from`."""
    before = _sentence_before(block.text, timex.start)
    low = before.lower()
    return (
        ("year" in low or "season" in low)
        and _BY_NATURE.search(before) is not None
        and _ONE_OF_THEM.search(before) is None
        and _STANDING.search(_without_relation(before)) is not None
    )


def _sentence_before(text: str, at: int) -> str:
    begins = max(text.rfind(mark, 0, at) for mark in (". ", "! ", "? ", "; ", "\n")) + 1
    return text[begins:at]


def _is_one_clause(between: str) -> bool:
    return _OTHER_CLAUSE.search(between) is None


def _without_relation(before: str) -> str:
    return re.sub(r"\b(?:on|from|between|to|until|about|around|at|in|by)\s(?:the\s)?\Z", "", before)


def with_yearly(timex: Timex, *, recurs: bool) -> Timex:
    """A day or month with its days of the year as value; the time as it is where it is no such day."""
    parts = timex.parts
    if timex.repeats:
        days = _of_set(timex.repeats)
    else:
        modifier = timex.modifier.value if timex.modifier is not None else ""
        days = (
            yearly.of_parts(parts, timex.until, modifier, recurs=recurs)
            if parts is not None and not _is_of_one_year(parts)
            else None
        )
    if days is None:
        return timex
    why = Provenance(part="year", source="sentence", detail="the words around it: it comes each year")
    return replace(
        timex, yearly=replace(days, recurs=recurs), provenance=(*timex.provenance, why) if recurs else timex.provenance
    )


def _is_of_one_year(parts: DateParts) -> bool:
    """Whether a day has what it has in few years alone: its weekday."""
    return parts.weekday is not None


def _of_set(repeats: str) -> yearly.YearlyDate | None:
    try:
        return yearly.from_edtf(repeats)
    except ValueError:
        return None
