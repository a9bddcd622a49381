"""Days of the year without a year: `30 June every year`, `from 1 April to 31 October`. Pure algebra below every stage.

Their text is EDTF with unspecified digits (`XXXX-06-30`). Held against a dated value, a day of the year stands for that
day of every year.
"""

from __future__ import annotations

import re

from factcheck.frozen import dataclass, replace
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.parts import Parts

_LEAP_YEAR = 2000
"""A year that has all days of the year."""
Day = tuple[int, int]
"""Month and day."""


@dataclass(frozen=True, slots=True)
class YearlyDate:
    """The days from one day of the year to another, over New Year where the last one comes first in the calendar."""

    first: Day
    last: Day
    edtf: str
    recurs: bool = False
    """Whether the text says that it is so each year; else it only leaves the year out."""


# --- making values ----------------------------------------------------------------------------------------------------


def of_parts(
    parts: Parts, until: Parts | None = None, modifier: str = "", *, recurs: bool = False
) -> YearlyDate | None:
    """The days of a month, or day and month, told without a year, or from one to another; none if there is no such day."""
    first = _stretch(parts, modifier if until is None else "")
    last = first if until is None else _stretch(until, "")
    if first is None or last is None:
        return None
    text = first.edtf if until is None else f"{first.edtf}/{last.edtf}"
    return YearlyDate(first.first, last.last, text, recurs=recurs)


def _stretch(parts: Parts, modifier: str) -> YearlyDate | None:
    month, day = parts.month, parts.day
    if parts.year is not None or parts.nth is not None or month is None or not 1 <= month <= 12:
        return None
    length = dates.days_in_month(_LEAP_YEAR, month)
    if day is not None:
        return YearlyDate((month, day), (month, day), f"XXXX-{month:02d}-{day:02d}") if 1 <= day <= length else None
    whole = dates.part(dates.month(_LEAP_YEAR, month), modifier) if modifier in _PARTS else None
    if whole is None:
        return YearlyDate((month, 1), (month, length), f"XXXX-{month:02d}")
    ends = dates.civil(whole.earliest)[2], dates.civil(whole.latest)[2]
    return YearlyDate((month, ends[0]), (month, ends[1]), f"XXXX-{month:02d}")


_PARTS = frozenset({"START", "MID", "END"})


def until(value: YearlyDate) -> YearlyDate:
    """Any day of the year up to a day: `../XXXX-06-30`."""
    month, day = value.last
    return replace(value, edtf=f"../XXXX-{month:02d}-{day:02d}")


_EDTF = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?\Z")


def from_edtf(text: str) -> YearlyDate:
    """The value of a text as this module writes them; raises ValueError for any other."""
    if text.startswith("../"):
        return until(from_edtf(text[3:]))
    if "/" in text:
        first, last = (from_edtf(end) for end in text.split("/", 1))
        return YearlyDate(first.first, last.last, text)
    match = _EDTF.match(text)
    month = int(match[1]) if match else 0
    length = dates.days_in_month(_LEAP_YEAR, month) if 1 <= month <= 12 else 0
    day = int(match[2]) if match and match[2] else None
    if match is None or not length or (day is not None and not 1 <= day <= length):
        raise ValueError(f"not a day of the year: {text!r}")
    return YearlyDate((month, day or 1), (month, day or length), text)


# --- relations --------------------------------------------------------------------------------------------------------


def in_year(value: YearlyDate, year: int) -> DateValue:
    """The days of the value that begin in a year; 29 February is 28 February where there is none."""
    first = _day(year, value.first)
    last = _day(year if value.first <= value.last else year + 1, value.last)
    if value.first == value.last:
        return first
    if value.first[0] == value.last[0] and value.first[1] == 1 and "/" not in value.edtf:
        return dates.month(year, value.first[0])
    return dates.interval(first, last)


def _day(year: int, day: Day) -> DateValue:
    return dates.day(year, day[0], min(day[1], dates.days_in_month(year, day[0])))


def side_by_side(x: DateValue | YearlyDate, y: DateValue | YearlyDate) -> tuple[DateValue, DateValue]:
    """Two values as dates of one calendar: a day of the year as that of the year in which it lies nearest to the other."""
    if isinstance(x, DateValue):
        return (x, y) if isinstance(y, DateValue) else (x, _nearest(y, x))
    if isinstance(y, DateValue):
        return _nearest(x, y), y
    first = in_year(x, _LEAP_YEAR)
    return first, _nearest(y, first)


def _nearest(value: YearlyDate, to: DateValue) -> DateValue:
    bound = to.latest if to.latest < dates.OPEN_END else to.earliest
    year = dates.civil(bound if bound > dates.OPEN_START else 0)[0]
    near = [in_year(value, y) for y in (year, year - 1, year + 1)]
    return min(near, key=lambda one: (dates.distance(one, to), abs(one.latest - bound)))


def overlaps(x: DateValue | YearlyDate, y: DateValue | YearlyDate) -> bool:
    """Whether some day is of both: `31 January every year` and 31 January 2026 agree."""
    return dates.overlaps(*side_by_side(x, y))


def contains(x: DateValue | YearlyDate, y: DateValue | YearlyDate) -> bool:
    """Whether every day of y is one of x. No dated value contains a day of the year, which may be of any other year."""
    if isinstance(x, DateValue) and isinstance(y, YearlyDate):
        return False
    return dates.contains(*side_by_side(x, y))


def distance(x: DateValue | YearlyDate, y: DateValue | YearlyDate) -> int:
    """The fewest days from one to the other, 0 where they overlap; between days of the year the shorter way round."""
    return dates.distance(*side_by_side(x, y))


# --- text -------------------------------------------------------------------------------------------------------------


def describe(value: YearlyDate) -> str:
    """The value for people: `30 June of each year`, `1 April to 31 October`, `June`, `by 30 June of each year`."""
    first, last = (f"{day} {dates.MONTHS[month - 1]}" for month, day in (value.first, value.last))
    named = _EDTF.match(value.edtf)
    if value.edtf.startswith("../"):
        shown = f"by {last}"
    elif named is not None and not named[2]:
        shown = dates.MONTHS[value.first[0] - 1]
    else:
        shown = first if first == last else f"{first} to {last}"
    return f"{shown} of each year" if value.recurs else shown
