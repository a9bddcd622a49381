"""Days of the year without a year: their text, and how they agree with each other and with dated values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.values import dates, yearly
from factcheck.values.yearly import YearlyDate

DAYS = st.dates().map(lambda d: f"XXXX-{d.month:02d}-{d.day:02d}")
VALUES = st.one_of(DAYS, st.tuples(DAYS, DAYS).map("/".join), DAYS.map(lambda d: d[:7])).map(yearly.from_edtf)
YEARS = st.integers(min_value=1600, max_value=2400)


def test_text() -> None:
    assert YearlyDate((6, 30), (6, 30), "XXXX-06-30") == yearly.from_edtf("XXXX-06-30")
    assert YearlyDate((2, 1), (2, 29), "XXXX-02") == yearly.from_edtf("XXXX-02")
    assert YearlyDate((10, 1), (3, 14), "XXXX-10-01/XXXX-03-14") == yearly.from_edtf("XXXX-10-01/XXXX-03-14")
    assert "../XXXX-01-31" == yearly.until(yearly.from_edtf("XXXX-01-31")).edtf


@pytest.mark.parametrize("text", ["XXXX-13", "XXXX-02-30", "XXXX-00-01", "2025-03-01", "XXXX", ""])
def test_no_day_of_the_year(text: str) -> None:
    with pytest.raises(ValueError, match="not a day of the year"):
        yearly.from_edtf(text)


@pytest.mark.parametrize(
    ("expected", "a", "b"),
    [
        (True, "XXXX-01-31", "2026-01-31"),
        (True, "XXXX-01-31", "1899-01-31"),
        (True, "XXXX-01", "2026-01-31"),
        (True, "XXXX-01-31", "2026"),
        (False, "XXXX-01-31", "2026-02-28"),
        (True, "XXXX-02-29", "2025-02-28"),
        (True, "XXXX-10-01/XXXX-03-14", "2026-02-01"),
        (False, "XXXX-10-01/XXXX-03-14", "2026-03-15"),
    ],
)
def test_a_day_of_every_year_against_one_of_a_year(expected: bool, a: str, b: str) -> None:
    assert expected is yearly.overlaps(yearly.from_edtf(a), dates.from_edtf(b))
    assert expected is yearly.overlaps(dates.from_edtf(b), yearly.from_edtf(a))


@pytest.mark.parametrize(
    ("days", "a", "b"),
    [(0, "XXXX-06", "XXXX-06-30"), (1, "XXXX-12-31", "XXXX-01-01"), (1, "XXXX-06-30", "XXXX-07-01"), (0, "XXXX-10-01/XXXX-03-14", "XXXX-03")],
)  # fmt: skip
def test_distance_goes_the_shorter_way_round_the_year(days: int, a: str, b: str) -> None:
    assert days == yearly.distance(yearly.from_edtf(a), yearly.from_edtf(b))


def test_contains() -> None:
    season = yearly.from_edtf("XXXX-10-01/XXXX-03-14")

    assert yearly.contains(season, yearly.from_edtf("XXXX-12"))
    assert yearly.contains(season, dates.from_edtf("2026-02-28"))
    assert not yearly.contains(season, yearly.from_edtf("XXXX-03"))
    assert not yearly.contains(dates.from_edtf("2026"), yearly.from_edtf("XXXX-03-01"))


def test_words() -> None:
    assert "by 30 June" == yearly.describe(yearly.until(yearly.from_edtf("XXXX-06-30")))
    assert "1 October to 14 March" == yearly.describe(yearly.from_edtf("XXXX-10-01/XXXX-03-14"))
    assert "June" == yearly.describe(yearly.from_edtf("XXXX-06"))
    assert "June of each year" == yearly.describe(YearlyDate((6, 1), (6, 30), "XXXX-06", recurs=True))


@given(VALUES, VALUES)
def test_overlap_is_symmetric(a: YearlyDate, b: YearlyDate) -> None:
    assert yearly.overlaps(a, b) is yearly.overlaps(b, a)
    assert (yearly.distance(a, b) == 0) is yearly.overlaps(a, b)


@given(VALUES, YEARS)
def test_a_value_contains_its_days_of_any_year(value: YearlyDate, year: int) -> None:
    assert yearly.contains(value, yearly.in_year(value, year))
