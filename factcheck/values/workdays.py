"""Working days: counting and adding them, with weekends and, where wanted, a country's holidays. Days are ordinals."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

from factcheck.errors import Problem, UsageError
from factcheck.values.dates import day_number, weekday

WEEKEND = frozenset({5, 6})
"""Saturday and Sunday, Monday being 0."""
NONE: frozenset[int] = frozenset()


def is_working(day: int, free: Set[int] = NONE, weekend: Set[int] = WEEKEND) -> bool:
    """Whether a day is neither of the weekend nor free."""
    return weekday(day) not in weekend and day not in free


def add(day: int, count: int, free: Set[int] = NONE, weekend: Set[int] = WEEKEND) -> int:
    """The day so many working days later (earlier, if negative); the day itself is not counted."""
    step = 1 if count >= 0 else -1
    left = abs(count)
    if not free and weekend == WEEKEND and left > 10:
        weeks = left // 5 - 1  # whole weeks at once; the rest is walked
        day, left = day + step * 7 * weeks, left - 5 * weeks
    while left:
        day += step
        left -= is_working(day, free, weekend)
    return day


def between(first: int, last: int, free: Set[int] = NONE, weekend: Set[int] = WEEKEND) -> int:
    """How many working days there are from the first day to the last, both counted in."""
    if last < first:
        return 0
    weeks, rest = divmod(last - first + 1, 7)
    days = weeks * (7 - len(weekend)) + sum(weekday(first + n) not in weekend for n in range(rest))
    return days - sum(first <= day <= last and weekday(day) not in weekend for day in free)


def calendar_days(count: float, *, holidays: int = 3) -> tuple[float, float]:
    """The fewest and the most calendar days that so many working days may span, some holidays among them."""
    whole = max(1.0, count)
    return whole + 2 * ((whole - 1) // 5), whole + 2 * ((whole + 4) // 5) + holidays * (1 + whole // 20)


@lru_cache(maxsize=256)
def free_days(country: str, year: int) -> frozenset[int]:
    """The public holidays of a country (`SE`) or a part of one (`DE-BY`) in a year, as ordinals.

    Raises UsageError where the `holidays` extra is not installed or knows no such country.
    """
    try:
        import holidays
    except ImportError as error:
        raise UsageError(
            Problem(
                message=f"the holidays of {country} need the `holidays` package",
                remedy="install it: pip install 'factcheck[holidays]'",
            )
        ) from error
    code, _, part = country.upper().partition("-")
    try:
        found = holidays.country_holidays(code, subdiv=part or None, years=[year])
    except NotImplementedError as error:
        raise UsageError(
            Problem(message=f"no holidays are known of `{country}`", remedy="use an ISO 3166 code: SE, DE-BY, US")
        ) from error
    return frozenset(day_number(day.year, day.month, day.day) for day in found)
