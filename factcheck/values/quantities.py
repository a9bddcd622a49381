"""Quantities: numbers with a unit or a counted thing, their implied precision, and whether two agree.

Pure algebra below every stage; what a unit is stands in `units.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from factcheck.frozen import dataclass
from factcheck.values.units import Unit, dimension_of, readings, unit_of, units

Rates = Mapping[str, Decimal]
"""What one unit of a currency is worth, by its code, in any one currency: `{EUR: 1, SEK: 0.09}`."""

_NO_RATES: Rates = {}
_ONE = Unit("", "count", Fraction(1))
_ROUNDED = Fraction(1, 40)
"""The most that a round number (`90 m`) may be off the number in another unit that it was converted from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as written, with its unit. `low` and `high` differ only where the text gives a range or a score."""

    low: Decimal
    high: Decimal
    unit: str = ""
    """Canonical symbol of `claims/units.yaml`, units made of them (`mg/kg`), an ISO currency code, a rate
    (`GBP/month`, `/min`), or nothing for a count."""
    thing: str = ""
    """What is counted: a normalised singular noun."""
    comparator: str = "="
    """`=`, `~`, `>`, `<`, `>=`, `<=`."""
    tolerance: Decimal = Decimal(0)
    """Half the last digit's worth, in the written unit; 0 for small exact counts."""


VERSION = "·version"
"""The unit of a version that is needed: a number of three parts of four digits each."""


def dimension(quantity: Quantity, rates: Rates = _NO_RATES) -> str:
    """The dimension: `length`, `count`, `money:EUR`; `money` alone where a rate makes the currency comparable."""
    found = dimension_of(quantity.unit)
    code, slash, per = quantity.unit.partition("/")
    if rates and code in rates and found.startswith("money:"):
        return f"money{slash}{per}"
    return found


def comparable(a: Quantity, b: Quantity, rates: Rates = _NO_RATES) -> bool:
    """Whether the two have one dimension; whether they count the same thing is the caller's affair."""
    return a.unit == b.unit or dimension(a, rates) == dimension(b, rates)


def to_base(quantity: Quantity, rates: Rates = _NO_RATES) -> tuple[Fraction, Fraction, Fraction]:
    """Low, high and tolerance in the base unit of the dimension, exactly; of an ambiguous unit by its likeliest."""
    return _in_base(quantity, _readings(quantity, rates)[0])


def _in_base(quantity: Quantity, unit: Unit) -> tuple[Fraction, Fraction, Fraction]:
    low, high, tolerance = Fraction(quantity.low), Fraction(quantity.high), Fraction(quantity.tolerance)
    return low * unit.factor + unit.offset, high * unit.factor + unit.offset, tolerance * unit.factor


def _readings(quantity: Quantity, rates: Rates) -> tuple[Unit, ...]:
    code = quantity.unit.partition("/")[0]
    if rates and code in rates and dimension_of(quantity.unit).startswith("money:"):
        return (Unit(quantity.unit, "money", Fraction(rates[code])),)
    return readings(quantity.unit) or (_ONE,)


@lru_cache(maxsize=65536)
def bounds(quantity: Quantity, unit: Unit | None = None) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that the words allow, in the base unit; none where they set no bound."""
    low, high, tolerance = _in_base(quantity, unit or unit_of(quantity.unit) or _ONE)
    if quantity.comparator == "~":
        # a share of the number as written, so that `about 20 °C` is not a tenth of the way from absolute zero
        factor = (unit or unit_of(quantity.unit) or _ONE).factor
        tolerance = max(tolerance, abs(Fraction(quantity.high)) * factor * _leeway(quantity.high))
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


_LEEWAY = (Fraction(1, 10), Fraction(1, 20), Fraction(1, 67))
"""How far off a hedged number of one, two, three significant digits may be: `about 300`, `some 6.8 million`, `some 7,310`."""


def _leeway(number: Decimal) -> Fraction:
    digits = len(number.normalize().as_tuple().digits)
    return _LEEWAY[digits - 1] if digits <= len(_LEEWAY) else Fraction(1, 200)


def agree(a: Quantity, b: Quantity, rates: Rates = _NO_RATES) -> bool:
    """Whether some value satisfies both, given what the digits and the words around them leave open.

    Of units with several readings (`gallons`) any pair of readings may agree. Money of two currencies never agrees
    without rates.
    """
    if not comparable(a, b, rates):
        return False
    if "score" in (a.unit, b.unit):
        return {a.low, a.high} == {b.low, b.high}  # `won 3–1` is `lost 1–3` to the other side
    if a.unit == b.unit:
        return _meet(a, b, _ONE, _ONE) and not _are_two_roundings(a, b)
    a, b = _as_converted(a), _as_converted(b)
    return any(_meet(a, b, one, other) for one in _readings(a, rates) for other in _readings(b, rates))


def _meet(a: Quantity, b: Quantity, unit_a: Unit, unit_b: Unit) -> bool:
    low_a, high_a = bounds(a, unit_a)
    low_b, high_b = bounds(b, unit_b)
    exact = a.comparator == b.comparator == "=" and bool(a.tolerance or b.tolerance)
    # two roundings that only touch are different numbers, and nothing is both under and over five
    apart = exact or {a.comparator, b.comparator} in ({"<", ">"}, {"<", ">="}, {"<=", ">"})
    for low, high in ((low_a, high_b), (low_b, high_a)):
        if low is not None and high is not None and (low > high or (apart and low == high)):
            return False
    return True


def _are_two_roundings(a: Quantity, b: Quantity) -> bool:
    """Whether two plain numbers of one unit are no roundings of one number: 750 is not 700, 3,500 is not 3,000."""
    if not (a.comparator == b.comparator == "=" and a.low == a.high and b.low == b.high):
        return False
    coarser = max(a.tolerance, b.tolerance)
    return coarser > 0 and abs(a.low - b.low) >= coarser


def _as_converted(quantity: Quantity) -> Quantity:
    """With the tolerance of a number that was turned from one unit into another and then rounded: `300 ft (90 m)`."""
    number = quantity.low
    if quantity.comparator != "=" or not number or number != number.to_integral_value() or number % 10:
        return quantity
    exponent = number.normalize().as_tuple().exponent
    worth = Decimal(5).scaleb(int(exponent) - 1)
    most = abs(number) * _ROUNDED.numerator / _ROUNDED.denominator
    return Quantity(
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        thing=quantity.thing,
        comparator=quantity.comparator,
        tolerance=max(quantity.tolerance, min(worth, most)),
    )


def relative_difference(a: Quantity, b: Quantity, rates: Rates = _NO_RATES) -> float:
    """How far apart the two lie, as a share of the larger: 0 to 1 for numbers of one sign."""
    x, y = (Fraction(sum(to_base(q, rates)[:2]), 2) for q in (a, b))
    largest = max(abs(x), abs(y))
    return float(abs(x - y) / largest) if largest else 0.0


def format_number(number: Decimal) -> str:
    """Without exponent and trailing zeros."""
    text = f"{number.normalize():f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def machine(quantity: Quantity) -> str:
    """Number and unit for machines: `46300 sheep`, `4.2 km`, `20/25 km`, `80 beat/min`, `3-1`."""
    if quantity.unit == VERSION:
        return _dotted(quantity)
    number = format_number(quantity.low)
    if quantity.unit == "score":
        return f"{number}-{format_number(quantity.high)}"
    if quantity.high != quantity.low:
        number += "/" + format_number(quantity.high)
    return f"{number} {_named(quantity)}".strip()


def describe(quantity: Quantity) -> str:
    """Number and unit for people: `about 46,300 sheep`."""
    words = {"~": "about ", ">": "more than ", "<": "less than ", ">=": "at least ", "<=": "at most "}
    if quantity.unit == VERSION:
        return f"version {_dotted(quantity)}"
    if quantity.unit == "score":
        return f"{quantity.low:f}–{quantity.high:f}"
    number = f"{quantity.low:,f}" if quantity.low == quantity.high else f"{quantity.low:,f} to {quantity.high:,f}"
    return f"{words.get(quantity.comparator, '')}{number} {_named(quantity)}".strip()


def _dotted(quantity: Quantity) -> str:
    """A version as it is written, without the parts that may be any."""
    low, span = int(quantity.low), int(quantity.high - quantity.low)
    parts = [low // 10**8, low // 10**4 % 10**4, low % 10**4]
    return ".".join(map(str, parts[: 1 if span >= 10**8 - 1 else 2 if span >= 10**4 - 1 else 3]))


def _named(quantity: Quantity) -> str:
    if quantity.thing and quantity.unit.startswith("/"):
        return quantity.thing + quantity.unit
    return " ".join(word for word in (quantity.unit, quantity.thing) if word)


__all__ = [
    "Quantity",
    "Rates",
    "agree",
    "bounds",
    "comparable",
    "describe",
    "dimension",
    "format_number",
    "machine",
    "relative_difference",
    "to_base",
    "unit_of",
    "units",
]
