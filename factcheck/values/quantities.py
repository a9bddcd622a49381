"""Quantities: numbers with a unit or a counted thing, their implied precision, and whether two agree.

Pure algebra below every stage; the units are data in `claims/units.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from factcheck.data import load_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as written, with its unit. `low` and `high` differ only where the text gives a range."""

    low: Decimal
    high: Decimal
    unit: str = ""
    """Canonical symbol of `claims/units.yaml`, an ISO currency code, or nothing for a count."""
    thing: str = ""
    """What is counted: a normalised singular noun."""
    comparator: str = "="
    """`=`, `~`, `>`, `<`, `>=`, `<=`."""
    tolerance: Decimal = Decimal(0)
    """Half the last digit's worth, in the written unit; 0 for small exact counts."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement: its dimension and its exact factor to the dimension's base."""

    symbol: str
    dimension: str
    factor: Fraction
    offset: Fraction
    names: tuple[str, ...]


@cache
def units() -> dict[str, Unit]:
    """All units by symbol."""
    found = {}
    for dimension, entries in load_yaml("claims/units.yaml").items():
        for symbol, entry in entries.items():
            found[symbol] = Unit(
                symbol,
                dimension,
                Fraction(entry["factor"]),
                Fraction(entry.get("offset", "0")),
                tuple(entry.get("names", ())),
            )
    return found


def dimension(quantity: Quantity) -> str:
    """The dimension: `length`, `money:EUR`, `count`."""
    if not quantity.unit:
        return "count"
    unit = units().get(quantity.unit)
    if unit:
        return unit.dimension
    return (
        f"money:{quantity.unit}" if quantity.unit.isupper() and len(quantity.unit) == 3 else f"compound:{quantity.unit}"
    )


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether the two have one dimension; whether they count the same thing is the caller's affair."""
    return dimension(a) == dimension(b)


def to_base(quantity: Quantity) -> tuple[Fraction, Fraction, Fraction]:
    """Low, high and tolerance in the base unit of the dimension, exactly."""
    unit = units().get(quantity.unit)
    low, high, tolerance = Fraction(quantity.low), Fraction(quantity.high), Fraction(quantity.tolerance)
    if unit is None:
        return low, high, tolerance
    return low * unit.factor + unit.offset, high * unit.factor + unit.offset, tolerance * unit.factor


def bounds(quantity: Quantity) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that the words allow, in the base unit; none where they set no bound."""
    low, high, tolerance = to_base(quantity)
    if quantity.comparator == "~":
        tolerance = max(tolerance, abs(high) / 10)
    match quantity.comparator:
        case ">":
            # `more than 70,000` is said of up to half as much again, not of ten times that
            return low, None
        case ">=":
            return low - tolerance / 1000, None
        case "<" | "<=":
            return None, high
        case _:
            return low - tolerance, high + tolerance


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether some value satisfies both, given what the digits and the words around them leave open."""
    if not comparable(a, b):
        return False
    low_a, high_a = bounds(a)
    low_b, high_b = bounds(b)
    exact = a.comparator == b.comparator == "=" and bool(a.tolerance or b.tolerance)
    for low, high in ((low_a, high_b), (low_b, high_a)):
        if low is not None and high is not None and (low > high or (exact and low == high)):
            return False  # two roundings that only touch are different numbers
    return True


def relative_difference(a: Quantity, b: Quantity) -> float:
    """How far apart the two lie, as a share of the larger: 0 to 1 for numbers of one sign."""
    x, y = (Fraction(sum(to_base(q)[:2]), 2) for q in (a, b))
    largest = max(abs(x), abs(y))
    return float(abs(x - y) / largest) if largest else 0.0


def format_number(number: Decimal) -> str:
    """Without exponent and trailing zeros."""
    text = f"{number.normalize():f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def machine(quantity: Quantity) -> str:
    """Number and unit for machines: `73500 troops`, `4.2 km`, `20/25 km`."""
    number = format_number(quantity.low)
    if quantity.high != quantity.low:
        number += "/" + format_number(quantity.high)
    return f"{number} {quantity.unit or quantity.thing}".strip()


def describe(quantity: Quantity) -> str:
    """Number and unit for people: `about 73,500 troops`."""
    words = {"~": "about ", ">": "more than ", "<": "less than ", ">=": "at least ", "<=": "at most "}
    number = f"{quantity.low:,f}" if quantity.low == quantity.high else f"{quantity.low:,f} to {quantity.high:,f}"
    return f"{words.get(quantity.comparator, '')}{number} {quantity.unit or quantity.thing}".strip()
