"""Values in the form of others, for repairs."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck.values import dates
from factcheck.values.dates import from_edtf
from factcheck.values.quantities import Quantity
from factcheck.values.written import date_written_like, differ_by_a_slip, in_year_of, is_english, number_written_like

CASES = yaml.safe_load((Path(__file__).parent / "written.yaml").read_text(encoding="utf-8"))
DAYS = st.dates(date(1583, 1, 1), date(2400, 12, 31))


@pytest.mark.parametrize(("new", "old", "like", "expected"), CASES["dates"])
def test_dates(new: str, old: str, like: str, expected: str | None) -> None:
    assert expected == date_written_like(from_edtf(new), from_edtf(old), like)


@given(DAYS, DAYS)
def test_a_date_in_its_own_form_stays_itself(one: date, other: date) -> None:
    value, old = (from_edtf(d.isoformat()) for d in (one, other))

    written = date_written_like(value, old, dates.describe(old))

    assert dates.describe(value) == written
    assert dates.describe(old) == date_written_like(old, value, written)


@pytest.mark.parametrize(("a", "b", "how"), CASES["slips"])
def test_slips(a: str, b: str, how: str) -> None:
    assert how == differ_by_a_slip(a, b) == differ_by_a_slip(b, a)


def quantity(number: str, unit: str = "", **more: str) -> Quantity:
    return Quantity(low=Decimal(number), high=Decimal(number), unit=unit, **more)


@pytest.mark.parametrize(
    ("new", "words", "old", "like", "expected"),
    [
        (quantity("84"), "84 members", quantity("48"), "48 members", "84 members"),
        (quantity("6400"), "6,400", quantity("4600"), "4,600 runners", "6,400 runners"),
        (quantity("384", "m"), "384 m", quantity("348", "m"), "348 metres", "384 metres"),
        (quantity("384", "m"), "384 m", quantity("348", "ft"), "348 feet", None),
        (quantity("3500000"), "3.5 million", quantity("350000"), "350,000 people", None),
        (quantity("16"), "sixteen days", quantity("9"), "9 days", None),
        (quantity("16", comparator=">"), "more than 16", quantity("9"), "9 days", None),
    ],
)
def test_numbers(new: Quantity, words: str, old: Quantity, like: str, expected: str | None) -> None:
    assert expected == number_written_like(new, words, old, like)


def test_the_year_of_another_date() -> None:
    assert "1911-03-03" == in_year_of(from_edtf("2025-03-03"), from_edtf("1911-08-09")).edtf
    assert "2024-02-29" == in_year_of(from_edtf("2024-02-29"), from_edtf("1911-08-09")).edtf


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Monday, 3 May 1998", True), ("1998-05-03", True), ("yesterday", True), ("3. Mai 1998", False), ("14. Juni 1999", False),
     ("gestern", False), ("le 3 mai 1998", False), ("the 3rd of June", True)],
)  # fmt: skip
def test_english(words: str, expected: bool) -> None:
    assert expected is is_english(words)
