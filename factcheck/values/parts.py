"""From the parts of a date to its value, or to the reason why there is no such date. Pure algebra below every stage."""

from __future__ import annotations

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
    def season(self) -> str: ...
    @property
    def quarter(self) -> int | None: ...
    @property
    def half(self) -> int | None: ...
    @property
    def week(self) -> int | None: ...


def value_of(parts: Parts) -> tuple[DateValue | None, str, str]:
    """The value of parts that hold a year, why there is none if no such date exists, and then the EDTF as written.

    The value of an impossible day is its month, that of an impossible month its year.
    """
    year = parts.year
    if year is None:
        return None, _impossible_in_any_year(parts), ""
    if parts.season:
        return dates.season(year, parts.season), "", ""
    if parts.quarter:
        return dates.quarter(year, parts.quarter), "", ""
    if parts.half:
        return dates.half(year, parts.half), "", ""
    if parts.week:
        return dates.week(year, parts.week), "", ""
    if parts.month is None:
        return dates.year(year), "", ""
    if not 1 <= parts.month <= 12:
        return dates.year(year), f"there is no month {parts.month}", f"{dates.format_year(year)}-{parts.month:02d}"
    if parts.day is None:
        return dates.month(year, parts.month), "", ""
    if not 1 <= parts.day <= dates.days_in_month(year, parts.month):
        written = f"{dates.format_year(year)}-{parts.month:02d}-{parts.day:02d}"
        return dates.month(year, parts.month), _why_not(year, parts.month, parts.day), written
    return dates.day(year, parts.month, parts.day), "", ""


def _why_not(year: int, month: int, day: int) -> str:
    if month == 2 and day == 29:
        return f"{year} is no leap year: its February has 28 days"
    return f"{dates.MONTHS[month - 1]} has {dates.days_in_month(year, month)} days"


def _impossible_in_any_year(parts: Parts) -> str:
    if parts.month and parts.day:
        most = 29 if parts.month == 2 else dates.days_in_month(2000, parts.month)
        if not 1 <= parts.day <= most:
            return f"{dates.MONTHS[parts.month - 1]} has {'at most ' if parts.month == 2 else ''}{most} days"
    return ""
