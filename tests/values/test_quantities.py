"""Quantities: conversion, rounding, agreement."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.data import load_yaml_file
from factcheck.extract.quantities import find_quantities
from factcheck.values import quantities
from factcheck.values.quantities import Quantity


def said(text: str) -> Quantity:
    """The first quantity of a text."""
    return find_quantities(text)[0].quantity


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("433 metres", "1,420 feet"),
        ("about 60,000 troops", "62,300 troops"),
        ("more than 70 km", "73 km"),
        ("6 km", "6.3 km"),
        ("3 TB", "3,000 GB"),
        ("up to 37 metres", "36 metres"),
        ("8%", "8.0 per cent"),
        ("2.31 billion euros", "€2,308.6 million"),
        ("121 feet", "37 m"),
    ],
)
def test_agree(a: str, b: str) -> None:
    assert quantities.agree(said(a), said(b))
    assert quantities.agree(said(b), said(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("433 metres", "343 metres"),
        ("1,420 feet", "343 metres"),
        ("more than 70 km", "69 km"),
        ("700 visits", "400 visits"),
        ("$538", "$583"),
        ("3 TB", "3,800 GB"),
        ("62,300 troops", "81,000 soldiers"),
        ("$87 million", "€87 million"),
        ("12 metres", "12 kilograms"),
    ],
)
def test_disagree(a: str, b: str) -> None:
    assert not quantities.agree(said(a), said(b))


NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
QUANTITIES = st.builds(
    lambda low, more, unit, sign: Quantity(
        low=low, high=low + more, unit=unit, comparator=sign, tolerance=Decimal("0.5")
    ),
    NUMBERS,
    st.decimals(min_value=0, max_value=10, places=1),
    st.sampled_from(
        ["m", "ft", "km", "kg", "%", "", "EUR", "gal", "L", "°C", "°F", "EUR/month", "/min", "mg/mL", "cal", "kcal"]
    ),
    st.sampled_from(["=", "~", ">", "<", ">=", "<="]),
)


@given(QUANTITIES, QUANTITIES)
def test_agreement_is_symmetric(a: Quantity, b: Quantity) -> None:
    assert quantities.agree(a, b) == quantities.agree(b, a)


@given(QUANTITIES)
def test_a_quantity_agrees_with_itself(a: Quantity) -> None:
    assert quantities.agree(a, a)


TABLE = load_yaml_file(Path(__file__).with_name("agreement.yaml"))


@pytest.mark.parametrize(("a", "b"), TABLE["agree"])
def test_the_two_can_both_be_true(a: str, b: str) -> None:
    assert quantities.agree(said(a), said(b))
    assert quantities.agree(said(b), said(a))


@pytest.mark.parametrize(("a", "b"), TABLE["differ"])
def test_the_two_cannot_both_be_true(a: str, b: str) -> None:
    assert quantities.comparable(said(a), said(b))
    assert not quantities.agree(said(a), said(b))
    assert not quantities.agree(said(b), said(a))


@pytest.mark.parametrize(("a", "b"), TABLE["incomparable"])
def test_the_two_say_nothing_of_each_other(a: str, b: str) -> None:
    assert not quantities.comparable(said(a), said(b))
    assert not quantities.agree(said(a), said(b))


CODES = ["EUR", "USD", "GBP", "SEK", "JPY"]
RATES = {"EUR": Decimal(1), "USD": Decimal("0.9"), "SEK": Decimal("0.09")}
MONEY = st.builds(
    lambda low, unit, sign: Quantity(low=low, high=low, unit=unit, comparator=sign),
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(CODES),
    st.sampled_from(["=", "~", ">", "<"]),
)


@given(MONEY, MONEY)
def test_money_of_two_currencies_never_compares_without_a_rate(a: Quantity, b: Quantity) -> None:
    if a.unit != b.unit:
        assert not quantities.comparable(a, b)
        assert not quantities.agree(a, b)


@given(MONEY, MONEY)
def test_money_compares_by_rates_where_both_have_one(a: Quantity, b: Quantity) -> None:
    known = a.unit in RATES and b.unit in RATES
    assert quantities.comparable(a, b, RATES) == (known or a.unit == b.unit)
    assert quantities.agree(a, b, RATES) == quantities.agree(b, a, RATES)


@pytest.mark.parametrize(
    ("a", "b", "result"),
    [
        ("about €90", "$100", True),
        ("€90", "$100", True),
        ("€90", "$120", False),
        ("about 1,000 Swedish kronor", "€92", True),
        ("€9 per month", "$10 per month", True),
        ("€9 per month", "$10 per year", False),
        ("€90", "£90", False),
    ],
)
def test_rates(a: str, b: str, *, result: bool) -> None:
    assert quantities.agree(said(a), said(b), RATES) is result
    assert not quantities.agree(said(a), said(b))


@given(QUANTITIES, QUANTITIES)
def test_exact_numbers_agree_only_if_equal_within_their_digits(a: Quantity, b: Quantity) -> None:
    if a.unit == b.unit and a.comparator == b.comparator == "=" and a.low == a.high and b.low == b.high:
        coarser = max(a.tolerance, b.tolerance)
        assert quantities.agree(a, b) == (abs(a.low - b.low) < coarser if coarser else a.low == b.low)
