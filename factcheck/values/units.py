"""Units of measurement: their dimension, their exact factor, and units made of others (`mg/kg/d`, `GBP/month`).

Pure algebra below every stage; the units are data in `claims/units.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache
from itertools import product
from typing import Any

from factcheck.data import load_yaml
from factcheck.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement: its dimension and its exact factor to the dimension's base."""

    symbol: str
    dimension: str
    factor: Fraction
    offset: Fraction = Fraction(0)
    names: tuple[str, ...] = ()
    """All its names as they may stand in a text, plurals included."""
    also: tuple[str, ...] = ()
    """Symbols of the units that the bare name may mean as well: of `gal` the imperial gallon."""
    near: frozenset[str] = frozenset()
    """Words one of which must stand near, where the name is also a common word."""
    never: frozenset[str] = frozenset()
    """Words that may not follow: `18-carat gold`."""
    pint: str = ""
    """Its definition in terms of pint, by which a test checks the factor."""


@cache
def units() -> dict[str, Unit]:
    """All units of the table by symbol, those made by prefixes included."""
    table: dict[str, Any] = load_yaml("claims/units.yaml")
    prefixes, prefix_names = table["prefixes"], table["prefix names"]
    found = {}
    for dimension, entries in table.items():
        if dimension in ("prefixes", "prefix names"):
            continue
        for symbol, entry in entries.items():
            found[symbol] = unit = _unit(symbol, dimension, entry)
            for prefix in entry.get("prefixes", "").split():
                names = [prefix_names[prefix] + name for name in entry.get("names", ())]
                definition = f"{prefixes[prefix]} * ({unit.pint})"
                made = {"factor": entry["factor"], "names": names, "pint": definition}
                if prefix == "µ":
                    made["forms"] = [f"μ{symbol}"]  # the Greek letter beside the micro sign
                found[prefix + symbol] = _unit(prefix + symbol, dimension, made, Fraction(prefixes[prefix]))
    return found


def _unit(symbol: str, dimension: str, entry: Mapping[str, Any], scale: Fraction = Fraction(1)) -> Unit:
    names = [symbol]
    for name in entry.get("names", ()):
        names += [name, name if name.endswith("s") else f"{name}es" if name.endswith(("ch", "x")) else f"{name}s"]
    return Unit(
        symbol,
        dimension,
        Fraction(entry["factor"]) * scale,
        Fraction(entry.get("offset", "0")),
        tuple(dict.fromkeys((*names, *entry.get("forms", ())))),
        tuple(entry.get("or", ())),
        frozenset(entry.get("with", "").split()),
        frozenset(entry.get("without", "").split()),
        entry.get("pint", symbol),
    )


_SHORT = frozenset({"s", "min", "h", "ms", "µs", "ns"})
_OWN = frozenset({"week", "month", "year"})


@lru_cache(maxsize=4096)
def unit_of(symbol: str) -> Unit | None:
    """The unit of a symbol: one of the table, or one made of others; None for a currency and for what is unknown.

    A rate by a period that people agree upon (a month, a night) is converted to no other: `12 a month` says nothing of
    the year. A count by the second, minute or hour is; of a physical measure also by the day.
    """
    found = units().get(symbol)
    if found is not None or "/" not in symbol:
        return found if found is not None else _power(symbol)
    above, *below = symbol.split("/")
    factor, dimension = Fraction(1), "count"
    if above:
        unit = unit_of(above)
        if unit is None or (unit.offset and len(below) > 1):
            return None  # money: its dimension is that of `dimension_of`
        factor, dimension = unit.factor, unit.dimension
    parts = []
    for part in below:
        unit = unit_of(part)
        short = part in _SHORT or (above and part == "d")
        if unit is None or part in _OWN or (unit.dimension == "time" and not short):
            parts.append(part)
            continue
        factor /= unit.factor
        parts.append(unit.dimension)
    return Unit(symbol, "/".join((dimension, *sorted(parts))), factor)


def _power(symbol: str) -> Unit | None:
    """`s²`, and products such as `W·h`."""
    if symbol[-1:] in ("²", "³") and (base := units().get(symbol[:-1])) is not None:
        exponent = 2 if symbol[-1] == "²" else 3
        return Unit(symbol, f"{base.dimension}{symbol[-1]}", base.factor**exponent)
    if "·" in symbol:
        parts = [units().get(part) for part in symbol.split("·")]
        known = [p for p in parts if p is not None]
        if len(known) == len(parts):
            factor = Fraction(1)
            for unit in known:
                factor *= unit.factor
            return Unit(symbol, "·".join(sorted(u.dimension for u in known)), factor)
    return None


def is_currency(symbol: str) -> bool:
    """Whether a symbol is the ISO code of a currency."""
    return len(symbol) == 3 and symbol.isascii() and symbol.isupper() and symbol not in units()


@lru_cache(maxsize=4096)
def dimension_of(symbol: str) -> str:
    """The dimension of a unit: `length`, `mass/volume`, `money:EUR`, `money:GBP/month`; `count` of no unit."""
    if not symbol:
        return "count"
    unit = unit_of(symbol)
    if unit is not None:
        return unit.dimension
    return f"money:{symbol}" if is_currency(symbol.split("/")[0]) else f"compound:{symbol}"


@lru_cache(maxsize=4096)
def readings(symbol: str) -> tuple[Unit, ...]:
    """All units that a symbol may mean, the likeliest first: a gallon is that of the one country or of the other."""
    unit = unit_of(symbol)
    if unit is None:
        return ()
    if "/" not in symbol or symbol in units():
        return (unit, *(units()[other] for other in unit.also))
    parts = [(part, *(units()[part].also if part in units() else ())) for part in symbol.split("/")]
    return tuple(made for choice in product(*parts) if (made := unit_of("/".join(choice))) is not None)
