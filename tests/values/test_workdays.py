"""Working days, against counting them one by one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import UsageError
from factcheck.values import workdays
from factcheck.values.dates import day
from factcheck.values.durations import Duration, fits

DAYS = st.integers(700_000, 740_000)


@given(DAYS, st.integers(-60, 60), st.frozensets(st.integers(700_000, 740_000), max_size=20))
def test_adding_walks_over_weekends_and_holidays(start: int, count: int, free: frozenset[int]) -> None:
    at, left = date.fromordinal(start), abs(count)
    while left:
        at += timedelta(days=1 if count > 0 else -1)
        left -= at.weekday() < 5 and at.toordinal() not in free

    assert at.toordinal() == workdays.add(start, count, free)


@given(DAYS, st.integers(0, 90), st.frozensets(st.integers(700_000, 740_000), max_size=20))
def test_between_counts_both_ends(start: int, length: int, free: frozenset[int]) -> None:
    days = [start + n for n in range(length)]

    assert sum(workdays.is_working(d, free) for d in days) == workdays.between(start, start + length - 1, free)


@given(st.integers(1, 60), DAYS)
def test_the_calendar_days_of_working_days_hold_every_start(count: int, start: int) -> None:
    while not workdays.is_working(start):
        start += 1
    end = workdays.add(start, count - 1)

    least, most = workdays.calendar_days(count)

    assert least <= end - start + 1 <= most


def test_a_working_week_fits_a_calendar_week() -> None:
    five = Duration(count=5, unit="day", working=True)

    assert fits(five, day(2025, 3, 3), day(2025, 3, 7))
    assert fits(five, day(2025, 3, 5), day(2025, 3, 12))
    assert not fits(five, day(2025, 3, 3), day(2025, 3, 31))


def test_holidays_of_a_country() -> None:
    pytest.importorskip("holidays")

    assert day(2025, 6, 6).earliest in workdays.free_days("SE", 2025)
    with pytest.raises(UsageError, match="no holidays are known of `QQ`"):
        workdays.free_days("QQ", 2025)
