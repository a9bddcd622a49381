"""Resolve, part of dates: what the words around a time tell: that it is to come, that it is past, that it comes every year."""

from __future__ import annotations

import re

from factcheck.model.document import Block
from factcheck.model.time import Relation, Timex
from factcheck.patterns import pattern_of
from factcheck.resolve.anchors import Anchor
from factcheck.values import dates
from factcheck.values.dates import Granularity

_TOLD = pattern_of(r"[^.;!?]*\b(?:had|was|were|did)\b")
_FUTURE = pattern_of(
    r"\b(?:will|shall|is to|are to|be held|next|must(?! have)|(?<!was )(?<!were )(?<!first )(?:due|expected|scheduled)|set for|tomorrow|would|plans? to|wird|werden|soll|sollen|demnächst|sera|seront|aura|auront|doit|doivent|devra|prochaine?|\w{5,}(?:era|eront))\b",
    re.I,
)
_NAME_BEFORE = pattern_of(
    r"(?:\A|\s)(?!(?:The|This|That|Our|Its|Their|His|Her|Your|My|In|Since|From|Until|Till|By|During|After|Before|For|Of|On|At|Around|About|Late|Early|Throughout|Through|Between|And|Or|To|Mid|Summer|Spring|Autumn|Winter|Christmas|Easter|Im|Seit|Bis|Ab|En|Depuis|Dès)\s\Z)"
    r"[A-Z][a-z]+\s\Z"
)
_CLAUSE = pattern_of(r"[,;:.!?()]\s|\s[–—]\s|\b(?:and|but|which|who|that|while|because|until)\b")
_FRONTED = pattern_of(
    r"\W*(?:(?:only|early|late|again|back)\s)?(?:in|on|since|during|the|from|at|by|by the end of)?\s?(?:the\s)?(?:early|late)?\W*",
    re.I,
)
_PAST = pattern_of(
    r"\b(?:was|were|had|did|began|became|broke|brought|built|came|chose|drew|fell|gave|went|grew|held|kept|knew|led|left|lost|made|met|paid|ran|"
    r"rose|said|sold|sent|showed|spoke|spent|stood|took|taught|told|won|wrote|died|tied|saw|ate|flew|threw|drove|rode|sang|sank|swam|wore|froze|stole|"
    r"swore|tore|woke|felt|dealt|meant|slept|swept|dug|hung|struck|stuck|swung|sought|bought|caught|fought|thought|got|forgot|shot|fled|fed|slid|hid|"
    r"bit|lit|[a-z]{3,}ed)\b"
)
_PRESENT = pattern_of(r"\b(?:is|are|has|have|can|may|must|should|could|if|when|once|expect\w*|need\w*|to be)\b", re.I)
_USUAL = pattern_of(
    r"\b(?:opens?|closes?|runs?|starts?|begins?|ends?|flowers?|blooms?|can|must|is open|are open|is closed|are closed)\b"
)


def is_told(block: Block, timex: Timex) -> bool:
    """Whether the sentence goes on in the past behind a time: `By Friday the water had gone`."""
    return _TOLD.match(block.text[timex.end : timex.end + 60]) is not None


def tells_of_past(clause: str) -> bool:
    """Whether a verb of a clause is told in the past."""
    return _PAST.search(clause) is not None


_NOW = pattern_of(
    r"\b(?:will|shall|can|may|is\sto|are\sto|has\suntil|have\suntil|must(?!\shave)|(?:is|are)\s(?:[a-z]+ly\s)?[a-z]{3,}ed)\b"
)
ENDS = re.compile(r"[.!?]\s+(?=[A-Z“\"])")
"""Where a sentence ends."""


def sentence_at(text: str, at: int) -> str:
    """The sentence of a text that stands there."""
    start = 0
    for end in ENDS.finditer(text):
        if end.end() > at:
            return text[start : end.start()]
        start = end.end()
    return text[start:]


def tells_of_now(sentence: str) -> bool:
    """Whether a sentence tells what will be, may be done or has to be."""
    return _NOW.search(sentence) is not None


def is_behind_name(block: Block, timex: Timex) -> bool:
    """Whether a name right before a year makes it a part of itself: `Reserva 2020`."""
    return _NAME_BEFORE.search(block.text[max(0, timex.start - 24) : timex.start]) is not None


def comes_every_year(block: Block, timex: Timex) -> bool:
    """Whether a page of no day tells what is so each year: `The tearoom opens at Easter`, `must not be entered from May`."""
    clause = _CLAUSE.split(block.text[max(0, timex.start - 90) : timex.start])[-1]
    return _USUAL.search(clause) is not None and _PAST.search(clause) is None


def is_told_too_early(block: Block, timex: Timex, anchor: Anchor, value: dates.DateValue) -> bool:
    """Whether a day to come is told as past: in January, `the rent was cut in April` is of the year before."""
    is_of_month = anchor.source in ("heading", "title") and anchor.value.granularity is Granularity.MONTH
    is_told_on = anchor.source in ("document-date", "file-name", "given") or is_of_month
    if not is_told_on or value.earliest <= anchor.value.latest:
        return False
    if timex.parts is not None and (timex.parts.weekday is not None or timex.relation in (Relation.UNTIL, Relation.BY)):
        return False
    text = block.text
    before = _CLAUSE.split(text[max(0, timex.start - 90) : timex.start])[-1]
    after = _CLAUSE.split(text[timex.end : timex.end + 70])[0]
    is_fronted = _FRONTED.fullmatch(before) is not None
    clause = after if is_fronted else before
    return _PAST.search(clause) is not None and not _PRESENT.search(clause) and not _FUTURE.search(before + after)


def looks_ahead(block: Block, timex: Timex) -> bool:
    """Whether the words of the sentence up to the time speak of what is to come."""
    text = block.text
    begins = max(0, max(text.rfind(end, 0, timex.start) for end in (". ", "! ", "? ", "; ")))
    if _FUTURE.search(text[max(timex.start - 70, begins) : timex.start]):
        return True
    if timex.start - begins > 12:
        return False
    clause = re.split(r"[,;.]\s", text[timex.end : timex.end + 70])[0]  # On Friday the council will vote
    return _FUTURE.search(clause) is not None


_LINKS = frozenset({"", "the", "on", "of", "dem", "den", "der", "le", "la", "du", "au", "l'"})


def touches(text: str, end: int, start: int) -> bool:
    """Whether no more than an article or a preposition stands between two times."""
    return start >= end and text[end:start].strip().lower() in _LINKS
