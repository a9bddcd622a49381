"""The calendar and the algebra of dates."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity

DAYS = st.integers(min_value=dates.day_number(-500, 1, 1), max_value=dates.day_number(2500, 12, 31))


@st.composite
def values(draw: st.DrawFn) -> DateValue:
    number = draw(DAYS)
    year, month, _ = dates.civil(number)
    made = draw(st.sampled_from(["day", "month", "year", "decade", "season", "quarter", "half", "week"]))
    match made:
        case "day":
            return dates.of_day(number)
        case "month":
            return dates.month(year, month)
        case "season":
            return dates.season(year, draw(st.sampled_from(sorted(dates.SEASONS))))
        case "quarter":
            return dates.quarter(year, 1 + month % 4)
        case "half":
            return dates.half(year, 1 + month % 2)
        case "week":
            return dates.week(year, 1 + month)
        case "decade":
            return dates.decade(abs(year) // 10 * 10)
        case _:
            return dates.year(year)


@given(DAYS)
def test_civil_inverts_day_number(number: int) -> None:
    assert number == dates.day_number(*dates.civil(number))


@given(st.dates())
def test_the_calendar_is_that_of_the_standard_library(day: datetime.date) -> None:
    number = dates.day_number(day.year, day.month, day.day)

    assert day.toordinal() == number
    assert day.weekday() == dates.weekday(number)
    assert day.isocalendar().week == next(
        w for w in (*range(day.isocalendar().week, 54), 1) if dates.week(day.isocalendar().year, w).latest >= number
    )


@given(values(), values())
def test_disjoint_is_symmetric_and_the_opposite_of_overlaps(a: DateValue, b: DateValue) -> None:
    assert dates.disjoint(a, b) == dates.disjoint(b, a)
    assert dates.disjoint(a, b) != dates.overlaps(a, b)
    assert (dates.distance(a, b) == 0) == dates.overlaps(a, b)


@given(values(), values(), values())
def test_contains_is_transitive(a: DateValue, b: DateValue, c: DateValue) -> None:
    if dates.contains(a, b) and dates.contains(b, c):
        assert dates.contains(a, c)


@given(values())
def test_edtf_round_trip(value: DateValue) -> None:
    assert value == dates.from_edtf(value.edtf)


@given(values(), st.integers(-50, 50))
def test_a_shift_by_years_keeps_the_order(value: DateValue, count: int) -> None:
    moved = dates.shift(value, count, "year")

    assert (moved.earliest > value.earliest) == (count > 0)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1998-05-03", (1998, 5, 3), (1998, 5, 3)),
        ("1998-02", (1998, 2, 1), (1998, 2, 28)),
        ("199X", (1990, 1, 1), (1999, 12, 31)),
        ("1998-33", (1998, 1, 1), (1998, 3, 31)),
        ("2024-09/2025-08", (2024, 9, 1), (2025, 8, 31)),
        ("2024-W06", (2024, 2, 5), (2024, 2, 11)),
        ("-0043", (-43, 1, 1), (-43, 12, 31)),
    ],
)
def test_bounds(text: str, earliest: tuple[int, int, int], latest: tuple[int, int, int]) -> None:
    value = dates.from_edtf(text)

    assert dates.day_number(*earliest) == value.earliest
    assert dates.day_number(*latest) == value.latest


def test_open_ends() -> None:
    by_august = dates.open_until(dates.month(1993, 8))
    since = dates.open_from(dates.year(1940))

    assert "../1993-08-31" == by_august.edtf
    assert "1940/.." == since.edtf
    assert dates.contains(since, dates.day(2000, 1, 1))
    assert dates.before(dates.day(1939, 12, 31), since)


@pytest.mark.parametrize(("year", "month", "day"), [(1916, 4, 23), (2000, 4, 23), (2025, 4, 20), (1818, 3, 22)])
def test_easter(year: int, month: int, day: int) -> None:
    assert dates.day_number(year, month, day) == dates.easter(year)


def test_old_style() -> None:
    assert dates.day_number(1917, 11, 7) == dates.julian_to_gregorian(1917, 10, 25)


def test_no_such_day() -> None:
    with pytest.raises(ValueError, match="no such day"):
        dates.day(2023, 2, 29)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (dates.day(1920, 7, 12), "12 July 1920"),
        (dates.month(1990, 3), "March 1990"),
        (dates.decade(1990), "the 1990s"),
        (dates.open_until(dates.day(1993, 8, 31)), "by 31 August 1993"),
        (dates.season(1968, "spring"), "spring 1968"),
        (dates.approximately(dates.year(1450)), "about 1450"),
        (dates.century(12), "12th century"),
        (dates.century(1), "1st century"),
        (dates.century(2), "2nd century"),
        (dates.century(3), "3rd century"),
        (dates.century(11), "11th century"),
        (dates.century(21), "21st century"),
        (dates.approximately(dates.century(13)), "about the 13th century"),
    ],
)
def test_describe(value: DateValue, shown: str) -> None:
    assert shown == dates.describe(value)


def test_granularity_orders_from_fine_to_coarse() -> None:
    assert Granularity.DAY < Granularity.MONTH < Granularity.YEAR < Granularity.CENTURY
