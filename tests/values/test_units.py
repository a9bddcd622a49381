"""Units: every factor, offset and prefix against pint; units made of others; readings of ambiguous names."""

from fractions import Fraction

import pytest

from factcheck.values.units import dimension_of, readings, unit_of, units

pint = pytest.importorskip("pint", reason="pint is the oracle of the units table")
REGISTRY = pint.UnitRegistry()
UNITS = units()
BASES: dict[str, str] = {}
for _unit in UNITS.values():
    if _unit.factor == 1 and not _unit.offset:
        BASES.setdefault(_unit.dimension, _unit.pint)


@pytest.mark.parametrize("symbol", sorted(UNITS))
def test_factor_is_that_of_pint(symbol: str) -> None:
    unit = UNITS[symbol]
    base = REGISTRY.parse_units("dimensionless") if BASES[unit.dimension] == "1" else REGISTRY(BASES[unit.dimension])
    if unit.offset:
        zero, one = (REGISTRY.Quantity(n, unit.pint).to(base.units).magnitude for n in (0, 1))
        assert float(unit.offset) == pytest.approx(zero, rel=1e-12)
        assert float(unit.factor) == pytest.approx(one - zero, rel=1e-12)
        return
    value = REGISTRY.Quantity(1.0, "dimensionless") * REGISTRY(unit.pint)
    assert float(unit.factor) == pytest.approx((value / base).to("dimensionless").magnitude, rel=1e-9)


def test_no_name_means_two_units() -> None:
    owners: dict[str, str] = {}
    for symbol, unit in UNITS.items():
        for name in unit.names:
            assert owners.setdefault(name, symbol) == symbol, name


def test_what_a_name_may_mean_is_of_one_dimension() -> None:
    for symbol in UNITS:
        assert len({unit.dimension for unit in readings(symbol)}) == 1


@pytest.mark.parametrize(
    ("symbol", "other", "ratio"),
    [
        ("mg/mL", "g/L", "1"),
        ("m/s", "km/h", "18/5"),
        ("m/d", "km/h", "1/24000"),
        ("m³/h", "L/s", "5/18"),
        ("MB/s", "Mbit/s", "8"),
        ("/s", "/min", "60"),
        ("g/cm³", "kg/m³", "1000"),
        ("kg·m/s²", "g·m/s²", "1000"),
        ("t/d", "kg/h", "125/3"),
    ],
)
def test_made_of_others(symbol: str, other: str, ratio: str) -> None:
    a, b = unit_of(symbol), unit_of(other)
    assert a is not None
    assert b is not None
    assert a.dimension == b.dimension
    assert a.factor / b.factor == Fraction(ratio)


@pytest.mark.parametrize(
    ("symbol", "other"),
    [
        ("GBP/month", "GBP/year"),
        ("GBP/h", "GBP/d"),
        ("GBP", "EUR"),
        ("GBP", "GBP/month"),
        ("/d", "/week"),
        ("/h", "/d"),
        ("t/month", "t/year"),
        ("%", "pp"),
        ("N·m", "J"),
        ("mg/kg", "mg"),
        ("ordinal", ""),
        ("USD/user/month", "USD/month"),
    ],
)
def test_never_one_dimension(symbol: str, other: str) -> None:
    assert dimension_of(symbol) != dimension_of(other)


def test_an_ambiguous_name_has_several_readings() -> None:
    assert [u.symbol for u in readings("gal")] == ["gal", "imp gal"]
    assert [u.symbol for u in readings("gal/min")] == ["gal/min", "imp gal/min"]
    assert [u.symbol for u in readings("km")] == ["km"]
