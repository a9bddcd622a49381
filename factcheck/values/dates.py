"""Dates with granularity: closed intervals of day numbers, and their text in EDTF (ISO 8601-2).

Pure algebra below every stage. Day numbers are those of `calendar.py`, whose functions callers find here, too.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from factcheck.frozen import dataclass, replace
from factcheck.values.calendar import civil as civil
from factcheck.values.calendar import day_number as day_number
from factcheck.values.calendar import days_in_month as days_in_month
from factcheck.values.calendar import easter as easter
from factcheck.values.calendar import is_last_of_month as is_last_of_month
from factcheck.values.calendar import is_leap as is_leap
from factcheck.values.calendar import iso_week as iso_week
from factcheck.values.calendar import julian_to_gregorian as julian_to_gregorian
from factcheck.values.calendar import weekday as weekday
from factcheck.values.calendar import weeks_in_year as weeks_in_year

OPEN_START = -(10**9)
OPEN_END = 10**9
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}


class Granularity(IntEnum):
    """How coarse a date is; a span is an explicit range or an interval with an open end."""

    DAY = 0
    WEEK = 1
    MONTH = 2
    SEASON = 3
    QUARTER = 4
    HALF = 5
    YEAR = 6
    DECADE = 7
    CENTURY = 8
    SPAN = 9


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as far as it is known: some day from `earliest` to `latest`, or, if extended, all of them."""

    earliest: int
    latest: int
    granularity: Granularity
    edtf: str
    approximate: bool = False
    extended: bool = False

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"{self.edtf}: ends before it begins")


# --- making values ----------------------------------------------------------------------------------------------------


def format_year(year: int) -> str:
    """Four digits, BC with a minus sign (44 BC is -0043)."""
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


@lru_cache(maxsize=65536)
def day(year: int, month: int, day_of_month: int) -> DateValue:
    """One day; raises ValueError if there is none."""
    if not 1 <= month <= 12 or not 1 <= day_of_month <= days_in_month(year, month):
        raise ValueError(f"no such day: {year}-{month}-{day_of_month}")
    number = day_number(year, month, day_of_month)
    return DateValue(number, number, Granularity.DAY, f"{format_year(year)}-{month:02d}-{day_of_month:02d}")


def of_day(number: int) -> DateValue:
    """The value of an ordinal."""
    return day(*civil(number))


@lru_cache(maxsize=8192)
def month(year: int, number: int) -> DateValue:
    """One month."""
    first = day_number(year, number, 1)
    return DateValue(
        first, first + days_in_month(year, number) - 1, Granularity.MONTH, f"{format_year(year)}-{number:02d}"
    )


@lru_cache(maxsize=4096)
def year(number: int) -> DateValue:
    """One year; 0 is 1 BC."""
    return DateValue(day_number(number, 1, 1), day_number(number, 12, 31), Granularity.YEAR, format_year(number))


def decade(first_year: int) -> DateValue:
    """Ten years from a year that ends in 0: 1990 gives 199X."""
    return DateValue(
        day_number(first_year, 1, 1), day_number(first_year + 9, 12, 31), Granularity.DECADE, f"{first_year // 10:03d}X"
    )


def century(number: int) -> DateValue:
    """The nth century, 18 being 1701 to 1800 but written, as is usual, 17XX (1700 to 1799 are let in)."""
    first = (number - 1) * 100
    return DateValue(
        day_number(first, 1, 1), day_number(first + 100, 12, 31), Granularity.CENTURY, f"{number - 1:02d}XX"
    )


def season(of_year: int, name: str) -> DateValue:
    """A northern meteorological season; the winter of a year is its December with the two months after it."""
    first = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[name]
    start = day_number(of_year, first, 1)
    end = (
        day_number(of_year + 1, 2, days_in_month(of_year + 1, 2))
        if name == "winter"
        else (day_number(of_year, first + 2, days_in_month(of_year, first + 2)))
    )
    if name == "winter":  # `winter 1990` is said of either end of the year
        start = day_number(of_year, 1, 1)
    return DateValue(start, end, Granularity.SEASON, f"{format_year(of_year)}-{SEASONS[name]}", approximate=True)


def quarter(of_year: int, number: int) -> DateValue:
    """The first to fourth quarter of a calendar year."""
    first = 3 * number - 2
    return DateValue(
        day_number(of_year, first, 1),
        day_number(of_year, first + 2, days_in_month(of_year, first + 2)),
        Granularity.QUARTER,
        f"{format_year(of_year)}-{32 + number}",
    )


def half(of_year: int, number: int) -> DateValue:
    """The first or second half of a calendar year."""
    first = 6 * number - 5
    return DateValue(
        day_number(of_year, first, 1),
        day_number(of_year, first + 5, days_in_month(of_year, first + 5)),
        Granularity.HALF,
        f"{format_year(of_year)}-{39 + number}",
    )


def week(of_year: int, number: int) -> DateValue:
    """An ISO 8601 week, from Monday to Sunday."""
    fourth = day_number(of_year, 1, 4)
    monday = fourth - weekday(fourth) + 7 * (number - 1)
    return DateValue(monday, monday + 6, Granularity.WEEK, f"{format_year(of_year)}-W{number:02d}")


def interval(a: DateValue, b: DateValue, *, extended: bool = True) -> DateValue:
    """From the first day of one value to the last of another; raises ValueError if that ends before it begins."""
    return DateValue(a.earliest, b.latest, Granularity.SPAN, f"{a.edtf}/{b.edtf}", extended=extended)


def ordered(a: DateValue, b: DateValue) -> DateValue | None:
    """From one to the other; none if it would end before it begins."""
    return interval(a, b) if a.earliest <= b.latest else None


_PARTS = {"START": (0.0, 0.5), "MID": (0.25, 0.75), "END": (0.5, 1.0)}
_YEARS_OF_DECADE = {"START": (0, 3), "MID": (3, 6), "END": (6, 9)}


def part(value: DateValue, modifier: str) -> DateValue:
    """Early, mid or late in a coarse value (START, MID, END): half of it, for people draw no sharp line; APPROX marks it.

    Its text stays that of the whole, but for the early, mid and late years of a decade.
    """
    if modifier == "APPROX":
        return approximately(value)
    length = value.latest - value.earliest + 1
    if value.granularity is Granularity.DECADE and modifier in _YEARS_OF_DECADE:
        first, (low_year, high_year) = civil(value.earliest)[0], _YEARS_OF_DECADE[modifier]
        years = interval(year(first + low_year), year(first + high_year), extended=False)
        return replace(years, granularity=Granularity.DECADE, approximate=True)
    low, high = _PARTS.get(modifier, (0.0, 1.0))
    return replace(
        value,
        earliest=value.earliest + int(length * low),
        latest=value.earliest + max(int(length * high) - 1, int(length * low)),
        approximate=True,
    )


def between(earliest: int, latest: int, granularity: Granularity, *, approximate: bool = False) -> DateValue:
    """Some day between two ordinals, as coarse as said; its text is the interval."""
    return DateValue(
        earliest, latest, granularity, f"{of_day(earliest).edtf}/{of_day(latest).edtf}", approximate=approximate
    )


def open_until(value: DateValue) -> DateValue:
    """Any day up to a date: `../1993-08-31`. Its text names the last day."""
    return DateValue(OPEN_START, value.latest, Granularity.SPAN, f"../{_last(value)}", approximate=value.approximate)


def open_from(value: DateValue) -> DateValue:
    """From a date on: `1940/..`."""
    return DateValue(
        value.earliest,
        OPEN_END,
        Granularity.SPAN,
        f"{value.edtf.split('/')[0]}/..",
        approximate=value.approximate,
        extended=True,
    )


def approximately(value: DateValue) -> DateValue:
    """The same, marked `~`."""
    text = value.edtf if value.edtf.endswith("~") or "/" in value.edtf else value.edtf + "~"
    return replace(value, approximate=True, edtf=text)


def _last(value: DateValue) -> str:
    return of_day(value.latest).edtf if value.latest < OPEN_END else ".."


# --- relations --------------------------------------------------------------------------------------------------------


def contains(a: DateValue, b: DateValue) -> bool:
    """Whether every day of b is one of a."""
    return a.earliest <= b.earliest and b.latest <= a.latest


def overlaps(a: DateValue, b: DateValue) -> bool:
    """Whether some day is in both."""
    return a.earliest <= b.latest and b.earliest <= a.latest


def disjoint(a: DateValue, b: DateValue) -> bool:
    """Whether no day is in both."""
    return not overlaps(a, b)


def before(a: DateValue, b: DateValue) -> bool:
    """Whether a surely lies before b."""
    return a.latest < b.earliest


def distance(a: DateValue, b: DateValue) -> int:
    """The fewest days from one to the other, 0 where they overlap."""
    if overlaps(a, b):
        return 0
    return b.earliest - a.latest if a.latest < b.earliest else a.earliest - b.latest


def shift(value: DateValue, count: int, unit: str) -> DateValue:
    """A value moved by days, weeks, months, years or decades; a month's end is clipped, the granularity stays or coarsens."""
    if unit == "decade":
        count, unit = count * 10, "year"
    if unit == "century":
        count, unit = count * 100, "year"
    if unit in ("day", "week"):
        days = count * (7 if unit == "week" else 1)
        if value.granularity is Granularity.DAY:
            return of_day(value.earliest + days)
        return replace(
            value,
            earliest=value.earliest + days,
            latest=value.latest + days,
            edtf=f"{of_day(value.earliest + days).edtf}/{of_day(value.latest + days).edtf}",
        )
    months = count * (12 if unit == "year" else 1)
    if value.granularity is Granularity.YEAR and unit == "year":
        return year(civil(value.earliest)[0] + count)
    if value.granularity is Granularity.MONTH:
        return month(*_add_months(*civil(value.earliest)[:2], months))
    low, high = _shift_day(value.earliest, months), _shift_day(value.latest, months)
    if value.granularity is Granularity.DAY:
        return of_day(low)
    return replace(value, earliest=low, latest=high, edtf=f"{of_day(low).edtf}/{of_day(high).edtf}")


def _add_months(of_year: int, of_month: int, count: int) -> tuple[int, int]:
    total = of_year * 12 + of_month - 1 + count
    return total // 12, total % 12 + 1


def _shift_day(number: int, months: int) -> int:
    if number in (OPEN_START, OPEN_END):
        return number
    of_year, of_month, of_day_ = civil(number)
    to_year, to_month = _add_months(of_year, of_month, months)
    return day_number(to_year, to_month, min(of_day_, days_in_month(to_year, to_month)))


# --- text -------------------------------------------------------------------------------------------------------------

_EDTF = re.compile(r"(?P<year>-?\d{4})(?:-(?:W(?P<week>\d\d)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?P<approx>[~?%])?\Z")


def from_edtf(text: str) -> DateValue:
    """The value of an EDTF text as this module writes them; raises ValueError for any other."""
    if "/" in text:
        first, last = text.split("/", 1)
        if first in ("..", ""):
            return open_until(from_edtf(last))
        if last in ("..", ""):
            return open_from(from_edtf(first))
        return interval(from_edtf(first), from_edtf(last))
    if re.fullmatch(r"\d{3}X~?", text):
        return _marked(decade(int(text[:3]) * 10), text)
    if re.fullmatch(r"\d{2}XX~?", text):
        return _marked(century(int(text[:2]) + 1), text)
    match = _EDTF.match(text)
    if not match:
        raise ValueError(f"not EDTF: {text!r}")
    of_year = int(match["year"])
    if match["week"]:
        return _marked(week(of_year, int(match["week"])), text)
    if match["day"]:
        return _marked(day(of_year, int(match["month"]), int(match["day"])), text)
    if not match["month"]:
        return _marked(year(of_year), text)
    number = int(match["month"])
    if 1 <= number <= 12:
        return _marked(month(of_year, number), text)
    if 21 <= number <= 24:
        return _marked(season(of_year, next(name for name, code in SEASONS.items() if code == number)), text)
    if 33 <= number <= 36:
        return _marked(quarter(of_year, number - 32), text)
    if 40 <= number <= 41:
        return _marked(half(of_year, number - 39), text)
    raise ValueError(f"not EDTF: {text!r}")


def _marked(value: DateValue, text: str) -> DateValue:
    return approximately(value) if text.endswith(("~", "?", "%")) else value


def describe(value: DateValue) -> str:
    """The value for people: `12 July 1920`, `March 1990`, `by 3 May 1871`, `the 1990s`, `12th century`."""
    about = "about " if value.approximate and value.edtf.endswith("~") else ""
    if value.earliest == OPEN_START:
        return f"by {_describe_day(value.latest)}"
    if value.latest == OPEN_END:
        return f"since {_describe_day(value.earliest)}"
    of_year, of_month, _ = civil(value.earliest)
    shown = str(of_year) if of_year > 0 else f"{1 - of_year} BC"
    match value.granularity:
        case Granularity.DAY:
            return about + _describe_day(value.earliest)
        case Granularity.MONTH:
            return f"{about}{MONTHS[of_month - 1]} {shown}"
        case Granularity.YEAR:
            return about + shown
        case Granularity.SEASON if value.edtf[-2:] in ("21", "22", "23", "24"):
            return f"{next(n for n, code in SEASONS.items() if str(code) == value.edtf[-2:])} {value.edtf[:-3]}"
        case Granularity.QUARTER:
            return f"quarter {int(value.edtf[-2:]) - 32} of {shown}"
        case Granularity.HALF:
            return f"half {int(value.edtf[-2:]) - 39} of {shown}"
        case Granularity.DECADE:
            return f"the {shown}s"
        case Granularity.CENTURY:
            number = of_year // 100 + 1
            return f"{about}{'the ' if about else ''}{number}{ordinal_ending(number)} century"
        case Granularity.WEEK if "W" in value.edtf:
            return f"week {value.edtf[-2:]} of {value.edtf[:-4]}"
        case _:
            return f"{_describe_day(value.earliest)} to {_describe_day(value.latest)}"


def ordinal_ending(number: int) -> str:
    """What makes a number an ordinal in English: `st` of 21st, `th` of 12th."""
    return "th" if 11 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _describe_day(number: int) -> str:
    of_year, of_month, of_day_ = civil(number)
    shown = str(of_year) if of_year > 0 else f"{1 - of_year} BC"
    return f"{of_day_} {MONTHS[of_month - 1]} {shown}"
