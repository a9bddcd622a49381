"""Quantities: conversion, rounding, agreement."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.extract.quantities import find_quantities
from factcheck.values import quantities
from factcheck.values.quantities import Quantity


def said(text: str) -> Quantity:
    """The first quantity of a text."""
    return find_quantities(text)[0].quantity


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("384 metres", "1,260 feet"),
        ("about 70,000 troops", "73,500 troops"),
        ("more than 50 km", "52 km"),
        ("4 km", "4.2 km"),
        ("2 TB", "2,000 GB"),
        ("up to 46 metres", "45 metres"),
        ("8%", "8.0 per cent"),
        ("1.45 billion euros", "€1,448.2 million"),
        ("151 feet", "46 m"),
    ],
)
def test_agree(a: str, b: str) -> None:
    assert quantities.agree(said(a), said(b))
    assert quantities.agree(said(b), said(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("384 metres", "348 metres"),
        ("1,260 feet", "348 metres"),
        ("more than 50 km", "49 km"),
        ("600 requests", "500 requests"),
        ("$412", "$421"),
        ("2 TB", "2,500 GB"),
        ("73,500 troops", "92,000 soldiers"),
        ("$54 million", "€54 million"),
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
    st.sampled_from(["m", "ft", "km", "kg", "%", "", "EUR"]),
    st.sampled_from(["=", "~", ">", "<", ">=", "<="]),
)


@given(QUANTITIES, QUANTITIES)
def test_agreement_is_symmetric(a: Quantity, b: Quantity) -> None:
    assert quantities.agree(a, b) == quantities.agree(b, a)


@given(QUANTITIES)
def test_a_quantity_agrees_with_itself(a: Quantity) -> None:
    assert quantities.agree(a, a)


def test_every_factor_is_that_of_pint() -> None:
    pint = pytest.importorskip("pint", reason="pint is the oracle of the units table")
    registry = pint.UnitRegistry()
    names = {
        "fathom": "fathom",
        "L": "liter",
        "mi": "mile",
        "nmi": "nautical_mile",
        "acre": "acre",
        "lb": "pound",
        "oz": "ounce",
        "kn": "knot",
        "mph": "mph",
        "psi": "psi",
        "ft": "foot",
        "in": "inch",
        "yd": "yard",
        "gal": "gallon",
        "km": "km",
        "ha": "hectare",
        "t": "metric_ton",
        "st": "stone",
        "kWh": "kWh",
        "cal": "calorie",
        "atm": "atm",
        "ly": "light_year",
        "furlong": "furlong",
        "GiB": "GiB",
    }
    bases = {
        "length": "m",
        "area": "m**2",
        "volume": "m**3",
        "mass": "kg",
        "speed": "m/s",
        "data": "byte",
        "energy": "J",
        "pressure": "Pa",
    }
    for symbol, unit in quantities.units().items():
        if symbol in names:
            expected = registry.Quantity(1, names[symbol]).to(bases[unit.dimension]).magnitude
            assert float(unit.factor) == pytest.approx(expected, rel=1e-5), symbol
