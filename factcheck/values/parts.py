"""From the parts of a date to its value, or to the reason why there is no such date. Pure algebra below every stage."""

from __future__ import annotations

import re
from typing import Protocol

from factcheck.values import dates
from factcheck.values.dates import DateValue


class Parts(Protocol):
    """The parts of a date as its words give them."""

    @property
    def year(self) -> int | None: ...
    @property
    def month(self) -> int | None: ...
    @property
    def day(self) -> int | None: ...
    @property
    def weekday(self) -> int | None: ...
    @property
    def season(self) -> str: ...
    @property
    def quarter(self) -> int | None: ...
    @property
    def half(self) -> int | None: ...
    @property
    def week(self) -> int | None: ...
    @property
    def day_of_year(self) -> int | None: ...
    @property
    def nth(self) -> int | None: ...
    @property
    def nth_unit(self) -> str: ...
    @property
    def holiday(self) -> str: ...
    @property
    def julian(self) -> bool: ...


def value_of(parts: Parts) -> tuple[DateValue | None, str, str]:
    """The value of parts that hold a year, why there is none if no such date exists, and then the EDTF as written.

    The value of an impossible day is its month, that of an impossible month its year.
    """
    year, month, day = parts.year, parts.month, parts.day
    if year is None:
        return None, _impossible_in_any_year(parts), ""
    if parts.nth is not None:
        return _nth(parts, year), "", ""
    if month is not None:
        if not 1 <= month <= 12:
            return dates.year(year), f"there is no month {month}", f"{dates.format_year(year)}-{month:02d}"
        if day is None:
            return dates.month(year, month), "", ""
        if parts.julian:
            return _julian(year, month, day)
        if 1 <= day <= 28 or 1 <= day <= dates.days_in_month(year, month):
            return dates.day(year, month, day), "", ""
        written = f"{dates.format_year(year)}-{month:02d}-{day:02d}"
        return dates.month(year, month), _why_not(year, month, day), written
    if parts.season:
        return dates.season(year, parts.season), "", ""
    if parts.quarter:
        return dates.quarter(year, parts.quarter), "", ""
    if parts.half:
        return dates.half(year, parts.half), "", ""
    if parts.week:
        return _week(parts, year, parts.week)
    if parts.holiday:
        return holiday(year, parts.holiday), "", ""
    if parts.day_of_year:
        return _day_of_year(year, parts.day_of_year)
    return dates.year(year), "", ""


def _julian(year: int, month: int, day: int) -> tuple[DateValue | None, str, str]:
    most = 29 if month == 2 and year % 4 == 0 else dates.days_in_month(2001, month)
    if not 1 <= day <= most:
        return dates.month(year, month), _why_not(year, month, day), f"{dates.format_year(year)}-{month:02d}-{day:02d}"
    return dates.of_day(dates.julian_to_gregorian(year, month, day)), "", ""


def _week(parts: Parts, year: int, number: int) -> tuple[DateValue | None, str, str]:
    if number > dates.weeks_in_year(year):
        return dates.year(year), f"{year} has {dates.weeks_in_year(year)} weeks", f"{dates.format_year(year)}-W{number}"
    week = dates.week(year, number)
    return (week if parts.weekday is None else dates.of_day(week.earliest + parts.weekday)), "", ""


def _day_of_year(year: int, number: int) -> tuple[DateValue | None, str, str]:
    days = 366 if dates.is_leap(year) else 365
    if not 1 <= number <= days:
        return dates.year(year), f"{year} has {days} days", f"{dates.format_year(year)}-{number:03d}"
    return dates.of_day(dates.day_number(year, 1, 1) + number - 1), "", ""


def _nth(parts: Parts, year: int) -> DateValue | None:
    """The nth weekday, day, week, month of a month or year."""
    nth, unit, month = parts.nth or 1, parts.nth_unit, parts.month
    whole = (
        dates.month(year, month) if month else dates.season(year, parts.season) if parts.season else dates.year(year)
    )
    if unit == "weekday" and parts.weekday is not None:
        return _nth_weekday(whole, parts.weekday, nth)
    if unit == "day":
        number = whole.earliest + nth - 1 if nth > 0 else whole.latest + nth + 1
        return dates.of_day(number) if whole.earliest <= number <= whole.latest else None
    if unit == "month" and not month:
        number = nth if nth > 0 else 13 + nth
        return dates.month(year, number) if 1 <= number <= 12 else None
    if unit == "quarter" and not month:
        number = nth if nth > 0 else 5 + nth
        return dates.quarter(year, number) if 1 <= number <= 4 else None
    if unit in ("week", "weekend", "fortnight"):
        # which seven days are meant differs from writer to writer: a soft edge of two days on either side
        length = 14 if unit == "fortnight" else 7
        if nth > 0:
            low, high = whole.earliest + length * (nth - 1) - 2, whole.earliest + length * nth + 1
        else:
            low, high = whole.latest + length * nth - 1, whole.latest + length * (nth + 1)
        low, high = max(low, whole.earliest), min(high, whole.latest)
        if low <= high:
            return dates.between(low, high, dates.Granularity.WEEK, approximate=True)
    return whole


def _nth_weekday(whole: DateValue, weekday: int, nth: int) -> DateValue | None:
    if nth > 0:
        number = whole.earliest + (weekday - dates.weekday(whole.earliest)) % 7 + 7 * (nth - 1)
    else:
        number = whole.latest - (dates.weekday(whole.latest) - weekday) % 7 + 7 * (nth + 1)
    return dates.of_day(number) if whole.earliest <= number <= whole.latest else None


def holiday(year: int, rule: str) -> DateValue | None:
    """The day of a holiday in a year: `12-24`; `1944-06-06` (that day only); `easter+1`; `nth 4 3 11 +1`; `advent 2`."""
    if rule.startswith("easter"):
        return dates.of_day(dates.easter(year) + int(rule[6:] or 0))
    if rule.startswith("nth"):
        nth, weekday, month, *extra = (int(x) for x in rule.split()[1:])
        value = _nth_weekday(dates.month(year, month), weekday, nth)
        return dates.of_day(value.earliest + (extra[0] if extra else 0)) if value else None
    if rule.startswith("advent"):
        fourth = dates.day_number(year, 12, 24)
        fourth -= (dates.weekday(fourth) + 1) % 7
        return dates.of_day(fourth - 7 * (4 - int(rule.split()[1])))
    if re.fullmatch(r"\d\d-\d\d", rule):
        return dates.day(year, int(rule[:2]), int(rule[3:]))
    return dates.from_edtf(rule)


def _why_not(year: int, month: int, day: int) -> str:
    if month == 2 and day == 29:
        return f"{year} is no leap year: its February has 28 days"
    return f"{dates.MONTHS[month - 1]} has {dates.days_in_month(year, month)} days"


def _impossible_in_any_year(parts: Parts) -> str:
    if parts.month and parts.day:
        if parts.month > 12:
            return f"there is no month {parts.month}"
        most = 29 if parts.month == 2 else dates.days_in_month(2000, parts.month)
        if not 1 <= parts.day <= most:
            return f"{dates.MONTHS[parts.month - 1]} has {'at most ' if parts.month == 2 else ''}{most} days"
    elif parts.day and parts.day > 31:
        return "no month has more than 31 days"
    return ""
