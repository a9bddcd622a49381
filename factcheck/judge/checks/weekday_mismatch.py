"""Check: the weekday that stands with a date is not that date's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict, ConflictRepair, ConflictSide, Evidence, Remedy
from factcheck.judge.parameters import setting
from factcheck.judge.weekday_rows import DatedRow, rows_with_weekdays
from factcheck.model.document import Block, Document, Span
from factcheck.model.rule import Rule
from factcheck.model.time import DateParts, Timex
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import Granularity
from factcheck.values.written import date_written_like


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set."""

    inferred_within_days: int = setting(200, "an inferred year counts only this close to its anchor")


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """Conflicts inside single dates; a year that was only inferred from far away proves nothing."""
    for path, document in sorted(case.documents.items()):
        for block in document.blocks:
            for timex in case.times[path].get(block.index, ()):
                for parts, day in _days(timex):
                    if (
                        parts.weekday is None
                        or dates.weekday(day) == parts.weekday
                        or _fits_old_style(day, parts.weekday)
                        or not _year_is_sure(timex, parts, params)
                        or _fits_nearest(parts, day, _spoken_from(case, document, block))
                    ):
                        continue
                    yield _conflict(path, block, timex, parts.weekday, day)
        for row in rows_with_weekdays(document, case.times[path]):
            if dates.weekday(row.day) != row.said and not _fits_old_style(row.day, row.said):
                yield _conflict_of_row(path, row)


def _fits_old_style(day: int, weekday: int) -> bool:
    """Whether the date is right in the Julian calendar, which parts of Europe kept until 1923."""
    year, month, number = dates.civil(day)
    return year < 1924 and dates.weekday(dates.julian_to_gregorian(year, month, number)) == weekday


def _spoken_from(case: Case, document: Document, block: Block) -> Iterator[int]:
    """The days that a block may speak from: those of its headings, and that of its document."""
    for index in block.headings:
        for timex in case.times[document.path].get(index, ()):
            if timex.value is not None and timex.value.granularity is Granularity.DAY:
                yield timex.value.earliest
    own = case.dated.get(document.path)
    if own is not None and own.granularity is Granularity.DAY:
        yield own.earliest


def _fits_nearest(parts: DateParts, day: int, spoken: Iterable[int]) -> bool:
    """Whether a date told without its year is right in the year in which it lies nearest to the day that its text speaks from.

    `The council of 2032 is open, and the vote ends on Friday, 5 December`, in a letter of December 2031.
    """
    if parts.year is not None or parts.month is None or parts.day is None:
        return False
    for said in spoken:
        year = dates.civil(said)[0]
        days = [
            dates.day_number(y, parts.month, parts.day)
            for y in (year - 1, year, year + 1)
            if parts.day <= dates.days_in_month(y, parts.month)
        ]
        nearest = min(days, key=lambda other: abs(other - said), default=day)
        if nearest != day and dates.weekday(nearest) == parts.weekday:
            return True
    return False


def _days(timex: Timex) -> Iterator[tuple[DateParts, int]]:
    value = timex.value
    if value is None or timex.impossible or timex.parts is None or timex.parts.day is None or timex.parts.month is None:
        return
    if timex.until is None:
        if value.granularity is Granularity.DAY:
            yield timex.parts, value.earliest
        return
    yield timex.parts, value.earliest
    if timex.until.day is not None:
        yield timex.until, value.latest


_IN_SHORT = pattern_of(r"`(?!.*\d{4})[\d.:/ -]+`")
"""Figures whose last two may be a year or the seconds of a time: `1.04.49`."""


def _year_is_sure(timex: Timex, parts: DateParts, params: Params) -> bool:
    if parts.year is not None or (timex.until is not None and timex.until.year is not None):
        return True
    for provenance in timex.provenance:
        if provenance.part == "year" and provenance.source in ("document-date", "file-name"):
            return provenance.days_off is None or provenance.days_off <= params.inferred_within_days
        if provenance.part == "year" and provenance.source in ("sentence", "heading", "title"):
            return _IN_SHORT.search(provenance.detail) is None and not _fits_year_beside(provenance.detail, parts)
    return False


_TWO_YEARS = pattern_of(r"`[^`]*?(?P<first>(?:1[5-9]|20)\d\d)\s?[–—/-]\s?(?:\d\d)?\d\d[^`]*`")


def _fits_year_beside(detail: str, parts: DateParts) -> bool:
    """Whether the weekday is right in one of two years that a heading names, or in the next: a review of 2023–24 looks ahead."""
    told = _TWO_YEARS.search(detail)
    if told is None or parts.month is None or parts.day is None:
        return False
    years = [int(told["first"]) + n for n in range(3)]
    days = [
        dates.day_number(y, parts.month, parts.day) for y in years if parts.day <= dates.days_in_month(y, parts.month)
    ]
    return any(dates.weekday(day) == parts.weekday for day in days)


def _conflict(path: str, block: Block, timex: Timex, said: int, day: int) -> Conflict:
    span = block.source_span(timex.start, timex.end)
    true, named = dates.WEEKDAYS[dates.weekday(day)], dates.WEEKDAYS[said]
    shown = dates.describe(dates.of_day(day))
    nearest = day + min((k for k in range(-3, 4)), key=lambda k: (dates.weekday(day + k) != said, abs(k)))
    inferred = "; ".join(f"the {p.part} comes from {p.detail}" for p in timex.provenance)
    return Conflict(
        sides=(ConflictSide(label=timex.text, evidence=(Evidence(document=path, span=span, values=(span,)),)),),
        reason=f"{shown} is a {true}, not a {named}" + (f" ({inferred})." if inferred else "."),
        entity="",
        predicate="weekday",
        confidence=0.97 if not timex.provenance else 0.85,
        values={"value": timex.text, "source": path, "expected": true},
        remedies=(Remedy(document=path, span=span, weekday=said),),
        repairs=tuple(_repairs(path, span, timex, day, nearest)),
    )


def _conflict_of_row(path: str, row: DatedRow) -> Conflict:
    said = row.weekday.source_span(0, len(row.weekday.text))
    span = row.date.source_span(row.timex.start, row.timex.end)
    true, named = dates.WEEKDAYS[dates.weekday(row.day)], dates.WEEKDAYS[row.said]
    return Conflict(
        sides=(
            ConflictSide(label=row.weekday.text, evidence=(Evidence(document=path, span=said, values=(said,)),)),
            ConflictSide(label=row.timex.text, evidence=(Evidence(document=path, span=span, values=(span,)),)),
        ),
        reason=f"{dates.describe(dates.of_day(row.day))} is a {true}, not a {named}.",
        entity="",
        predicate="weekday",
        confidence=0.9,
        values={"value": f"{row.weekday.text}, {row.timex.text}", "source": path, "expected": true},
        remedies=(Remedy(document=path, span=span, weekday=row.said),),
    )


def _repairs(path: str, span: Span, timex: Timex, day: int, nearest: int) -> Iterator[ConflictRepair]:
    """The right weekday, and the nearest day that has the one given; none where the form of the date is not understood."""
    true, named = dates.WEEKDAYS[dates.weekday(day)], dates.WEEKDAYS[dates.weekday(nearest)]
    old, other = dates.of_day(day), dates.of_day(nearest)
    text = date_written_like(old, old, timex.text) or timex.text.replace(named, true)
    if text == timex.text:
        return
    yield ConflictRepair(document=path, span=span, text=text, description=f"the weekday is wrong: {true}")
    yield ConflictRepair(
        document=path,
        span=span,
        text=date_written_like(other, old, timex.text) or f"{named}, {dates.describe(other)}",
        description=f"the day is wrong: {dates.describe(other)} is a {named}",
    )
