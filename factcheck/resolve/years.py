"""Resolve, part of dates: which year a day, month or season has that is told without one, by what anchors it."""

from __future__ import annotations

from collections.abc import Set

from factcheck.frozen import replace
from factcheck.model.time import DateParts
from factcheck.patterns import pattern_of
from factcheck.resolve.anchors import REVISED, Anchor
from factcheck.values import dates
from factcheck.values.dates import Granularity
from factcheck.values.parts import value_of

_BACK = 8
"""How many months a bare month must lie before the last one told to be of the next year."""


def pick_year(anchor: Anchor, parts: DateParts, *, ahead: bool) -> int | None:
    """The year of the parts by their anchor; `ahead` takes the next such time, else the nearest."""
    first, last = dates.civil(anchor.value.earliest)[0], dates.civil(anchor.value.latest)[0]
    month = (
        parts.month
        or {"spring": 4, "summer": 7, "autumn": 10, "winter": 1}.get(parts.season, 0)
        or (3 * parts.quarter - 1 if parts.quarter else 6)
    )
    if (
        anchor.value.granularity >= Granularity.SPAN
        and last == first + 1
        and anchor.value.earliest == dates.day_number(first, 1, 1)
    ):
        # an academic or fiscal year: the autumn is of its first calendar year
        return first if month >= 8 else last
    told_on = ("document-date", "file-name", "given", REVISED, *(("heading", "title") if ahead else ()))
    if anchor.source in told_on and anchor.value.granularity is Granularity.DAY:
        middle = anchor.value.earliest
        if ahead:
            return next((y for y in (first, first + 1) if _not_over(parts, y, middle)), first)
        return min(
            (first - 1, first, first + 1),
            key=lambda y: abs(dates.day_number(y, month, min(parts.day or 15, 28)) - middle),
        )
    if anchor.source in ("preceding", "sentence") and first == last:
        return _told_on(anchor, parts, month, first)
    if first == last and parts.month and _is_of_months(anchor):
        return min(
            (first, first - 1, first + 1),
            key=lambda y: dates.distance(dates.month(y, month), anchor.value),
        )
    if first == last:
        return first
    for year in (first, last):
        if dates.overlaps(dates.month(year, month), anchor.value):
            return year
    return None


def _is_of_months(anchor: Anchor) -> bool:
    """Whether a title or heading gives some months of a year: in a programme of `January to March 2027`, December is the one before."""
    value = anchor.value
    return (
        anchor.source in ("title", "heading")
        and value.granularity is Granularity.SPAN
        and 27 < value.latest - value.earliest < _SOME_MONTHS
    )


_SOME_MONTHS = 190


def _told_on(anchor: Anchor, parts: DateParts, month: int, year: int) -> int:
    """A narrative moves on: the month after a December is of the next year, where it comes early in it."""
    if anchor.value.granularity > Granularity.MONTH or not parts.month:
        return year
    at = dates.civil(anchor.value.latest)[1]
    return year + 1 if at - month >= _BACK else year


def _not_over(parts: DateParts, year: int, day: int) -> bool:
    value = value_of(replace(parts, year=year))[0]
    return value is not None and value.latest >= day


_INSERTED = pattern_of(r",\s(?:first\s|as\s)?[a-z]+(?:ed|n|t)\s(?:(?:back|early|late)\s)?(?:in|on)\s\Z")


def follows_insertion(text: str, anchor: Anchor, at: int, block: int) -> bool:
    """Whether the time that another one is completed from stands in a participle's phrase between commas before it."""
    if anchor.source != "sentence" or anchor.block != block or anchor.start is None or anchor.end is None:
        return False
    is_before = anchor.end <= at and text.startswith(", ", anchor.end)
    return is_before and _INSERTED.search(text, max(0, anchor.start - 40), anchor.start) is not None


def is_later_told(anchor: Anchor, parts: DateParts, year: int, today: Anchor | None) -> bool:
    """Whether a day would come before what was told of it first, and the same day of the next year has been by the day of the text."""
    value = value_of(replace(parts, year=year))[0]
    following = value_of(replace(parts, year=year + 1))[0]
    if value is None or following is None or today is None:
        return False
    return value.latest < anchor.value.earliest and following.latest <= today.value.latest


def year_by_weekday(parts: DateParts, year: int, anchor: Anchor, told: Set[int] = frozenset()) -> int:
    """A weekday decides between neighbouring years, unless the date lies close to the day that the document speaks from.

    After another date of the passage it is one of the years that the document writes out (`told`).
    """
    month, day = parts.month, parts.day
    if parts.weekday is None or not month or not day or parts.nth is not None:
        return year

    def fits(of_year: int) -> bool:
        return (
            1 <= day <= dates.days_in_month(of_year, month)
            and dates.weekday(dates.day_number(of_year, month, day)) == parts.weekday
        )

    if fits(year) or not 1 <= day <= dates.days_in_month(year, month):
        return year
    if anchor.source in ("document-date", "file-name", "given", REVISED):
        if abs(dates.day_number(year, month, day) - anchor.value.earliest) <= 75:
            return year
        return next((y for y in (year + 1, year - 1) if fits(y)), year)
    if anchor.source == "preceding":
        return next((y for y in (year + 1, year - 1) if y in told and fits(y)), year)
    return year


def is_of_next_year(anchor: Anchor, parts: DateParts) -> bool:
    """Whether a month comes so early in the year, and that of the heading above so late, that it is of the next one."""
    if anchor.source not in ("heading", "title") or anchor.value.granularity not in _SHORT:
        return False
    return parts.month is not None and dates.civil(anchor.value.latest)[1] - parts.month >= _BACK


_SHORT = (Granularity.MONTH, Granularity.SEASON, Granularity.QUARTER)
"""Periods that a bulletin is of: in that of autumn, January is the next one."""
