"""Judge, part of the check header-disagrees: the date of a heading, the sentence around a date, and the conflict of the two."""

from __future__ import annotations

import re

from factcheck.frozen import replace
from factcheck.judge.conflict import Conflict, ConflictSide, Evidence
from factcheck.model.document import Block, Document
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import Granularity

_NUMBER_OF_PAPER = pattern_of(r"[A-Z]{2,}-\Z")
"""What stands before the number of a paper of a year: `KSN-2025-03`."""


OF_THE_TEXT = pattern_of(
    r"\b(?:[Pp]ublished|[Pp]osted|[Ii]ssued|[Ww]ritten|[Dd]ated|[Ee]dited|[Rr]evised|[Uu]pdated|up to date|[Pp]rinted|[Ll]ast changed)\s(?:on\s|in\s)?(?:the\s)?\Z"
    r"|\b(?:section|paragraph|note|page|post|article|entry|text|sentence|line|link|update|answer|correction|appendix|footnote)s?\s(?:was|were|has\sbeen|have\sbeen)\s(?:added|corrected|amended|clarified|removed|changed)\s(?:here\s)?(?:on\s|in\s|at\s)?(?:the\s)?\Z"
)
"""What says that a day is one of the text itself."""


ANNOUNCES = pattern_of(
    r"\b(?:next|(?:up)?coming|forthcoming|following|ahead|soon|outlook|preview|remind\w*|(?:save|hold)\sthe\sdate|keep\b.{0,60}\bfree|join\sus|see\syou|meet\sagain|look(?:s|ing)?\s(?:out|forward)"
    r"|to\s(?:note|come|follow|remember|watch|expect|look)|(?:take|please)\snote|note\sfor|for\syour\sdiar\w+|don.t\s(?:forget|miss)"
    r"|deadlines?|(?:last|final|closing)\s(?:day|date|chance)|due|will|shall|going\sto|not\s(?:until|till|before))\b",
    re.I,
)
"""What says that a sentence looks ahead to a day, and does not tell of its own."""


_NUMBER = (
    r"(?:no\.?\s|number\s|#)?(?:\d{1,3}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
)
_NUMBERED = r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final"
WEEK_LABEL = pattern_of(rf"\b(?:(?:week|wk)\.?\s?{_NUMBER}|(?:{_NUMBERED})\sweek)(?=\s?(?:[-:,;(–—)|]|\Z)|\s\Z)", re.I)
"""What numbers a week in a heading that gives but a day of it: `Week 2: 10 June 2024`."""
_STRETCHES = r"sprint|iteration|fortnight|module|unit|block|phase|stage|term|semester|round|month|season|period"
_STRETCH = pattern_of(
    rf"\b(?:(?:{_STRETCHES})\s{_NUMBER}|(?:{_NUMBERED})\s(?:{_STRETCHES}))(?=\s?(?:[-:,;(–—)|]|\Z)|\s\Z)", re.I
)
"""What numbers a stretch of a length that the heading leaves open."""


_TAKES_NUMBER = pattern_of(rf"\b(?:weeks?|wk|{_STRETCHES}|day|lesson|session|lecture|meeting|part|no)\.?\s\Z", re.I)


def over_stretch(heading: Block, scope: Timex) -> Timex | None:
    """The whole week of a day that a heading names as that of a numbered week; none for a stretch of unknown length."""
    parts, value = scope.parts, scope.value
    if scope.until is not None and _TAKES_NUMBER.search(heading.text, 0, scope.start):
        return None  # `Week 1 – 3 June 2024` is no range of days
    if parts is None or not parts.day or value is None or value.granularity is not Granularity.DAY or scope.until:
        return scope
    around = (heading.text[: scope.start], heading.text[scope.end :])
    if any(WEEK_LABEL.search(text) for text in around):
        monday = value.earliest - dates.weekday(value.earliest)
        first = value.earliest if dates.weekday(value.earliest) >= _SATURDAY else monday
        return replace(scope, value=dates.between(first, value.earliest + 6, Granularity.WEEK))
    return None if any(_STRETCH.search(text) for text in around) else scope


_SATURDAY = 5
"""From then on a day at the end of a week is the first of the one that the heading means."""


def scope_of(heading: Block, found: tuple[Timex, ...], *, yearless: bool = False) -> Timex | None:
    """The one date of a heading that is a date, or begins or ends with one.

    `yearless` takes months, too, whose year nothing tells.
    """
    dated = [
        t
        for t in found
        if t.type is TimexType.DATE
        and t.parts
        and (t.value or t.parts.day or (yearless and t.parts.month))
        and t.relation is Relation.AT
    ]
    if (
        len(dated) == 2
        and not (dated[0].parts and dated[0].parts.year)
        and heading.text[dated[0].end : dated[1].start].strip() == "("
    ):
        dated = dated[:1] if dated[1].value is None else dated[1:]  # Third quarter (April to June 2024)
    if len(dated) > 1 and dated[0].parts and dated[0].parts.day:
        dated = [dated[0], *(t for t in dated[1:] if t.parts and (t.parts.day or t.parts.month or t.parts.year))]
    if len(dated) != 1 or dated[0].impossible or dated[0].shift is not None:
        return None
    timex = dated[0]
    if timex.parts is None or not (timex.parts.day or timex.parts.month or timex.parts.year):
        return None
    if _NUMBER_OF_PAPER.search(heading.text[: timex.start]):
        return None
    rest_before, rest_after = heading.text[: timex.start].strip(), heading.text[timex.end :].strip()
    is_year = not (timex.parts.day or timex.parts.month or timex.parts.season or timex.parts.quarter)
    if is_year and not rest_before and rest_after[:1].isalpha():
        return None  # `2030 survey of the wells`
    if not rest_before or not rest_after or rest_after[0] in ":–—-)" or rest_before[-1] in ",:–—-(":
        return (
            over_stretch(heading, timex) if not re.search(r"\b(?:after|since|until|before|by)\Z", rest_before) else None
        )
    return None


def is_counted_day(timex: Timex) -> bool:
    """Whether a time is some days after one that was told: `heard on 21 May; the door was mended three days later`."""
    shift = timex.shift
    return shift is not None and bool(shift.count) and shift.unit in ("day", "night") and shift.anchor == "narrative"


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """Where the sentence around an offset begins and ends."""
    start = max((m.end() for m in re.finditer(r"[.!?]\s+(?=[A-Z“\"])", text[:at])), default=0)
    end = re.search(r"[.!?](?:\s|$)", text[at:])
    return start, at + end.end() if end else len(text)


def conflict_of(document: Document, heading: Block, scope: Timex, block: Block, timex: Timex, why: str) -> Conflict:
    head = heading.source_span(scope.start, scope.end)
    start, end = sentence_at(block.text, timex.start)
    body = block.source_span(start, max(timex.end, min(end, len(block.text))))
    value = block.source_span(timex.start, timex.end)
    return Conflict(
        sides=(
            ConflictSide(
                label=scope.text, evidence=(Evidence(document=document.path, span=heading.span, values=(head,)),)
            ),
            ConflictSide(label=timex.text, evidence=(Evidence(document=document.path, span=body, values=(value,)),)),
        ),
        reason=why,
        of_one_thing=True,
        predicate="heading",
        confidence=0.75,
        values={
            "a.value": scope.text,
            "b.value": timex.text,
            "a.source": document.path,
            "b.source": document.path,
            "value": timex.text,
            "source": document.path,
        },
    )
