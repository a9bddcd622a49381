"""Judge, part of the check total-mismatch: sums along a column or a row of a table, and what columns are never added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from factcheck.frozen import dataclass, replace
from factcheck.judge.totals.amounts import Amount
from factcheck.judge.totals.findings import Stated, Sum
from factcheck.judge.totals.grids import Grid
from factcheck.judge.totals.words import words
from factcheck.patterns import pattern_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sum along a column or a row, with the places of its cells."""

    sum: Sum
    places: tuple[tuple[int, int], ...]
    total: tuple[int, int]


def line_of(grid: Grid, run: Sequence[int], total: tuple[int, int], slack: Fraction, *, down: bool) -> Line | None:
    """The sum of a run of cells, where all of them hold amounts of one unit."""
    places = [(r, total[1]) if down else (total[0], r) for r in run]
    if down:
        places = [p for p in places if any((p[0], c) in grid.cells for c in range(1, len(grid.heads)))]
    if len(places) < 2 or any(p not in grid.amounts for p in places):
        return None
    amounts = [grid.amounts[p] for p in [*places, total]]
    if len({a.unit for a in amounts if a.unit}) > 1:
        return None
    stated = [grid.at(*p) for p in places]
    heads = f"{grid.heads[total[1]]} {grid.heads[0]}" if down else " ".join(grid.heads)
    is_exact = _IN_THOUSANDS.search(heads) is None
    if not is_exact and not any(a.places for a in amounts):
        slack = max(slack, Fraction(amounts[-1].scale, 2))
    evened = _evened([s.amount for s in stated], grid.amounts[total], slack, is_exact=is_exact)
    return Line(
        sum=Sum(
            parts=tuple(replace(s, amount=a) for s, a in zip(stated, evened[:-1], strict=True)),
            total=Stated(block=grid.cells[total], amount=evened[-1]),
        ),
        places=tuple(places),
        total=total,
    )


_IN_THOUSANDS = pattern_of(
    r"\b(?:thousands?|millions?|billions?|trillions?|rounded|bn|mn|mln|mio|tsd)\b|[$€£]\s?[mk]\b|\b[mk][$€£]|[’']?000",
    re.I,
)
"""Heads of columns in which nothing is exact to its last digit."""


def _evened(parts: Sequence[Amount], total: Amount, slack: Fraction, *, is_exact: bool = True) -> list[Amount]:
    """The amounts of one column share one precision: `8` beside `7.5` is 8.0, and 8,000 beside 1,234 is exact."""
    places = min((a.places for a in parts if a.places), default=0)
    finest = min((a.slack for a in parts if a.value), default=Fraction(0))
    evened = []
    for amount in [*parts, total]:
        own = amount.slack
        if places and not amount.places and amount is not total:
            own = Fraction(amount.scale, 2 * 10**places)
        elif not amount.places and not places and (amount is not total or (is_exact and _is_money(amount))):
            own = min(own, finest)  # a count may be rounded in the total alone, money is not
        elif not amount.places and not places:
            own = min(own, _coarsest(parts))
        evened.append(replace(amount, slack=max(own, slack)))
    return evened


def _coarsest(parts: Sequence[Amount]) -> Fraction:
    """How far a count may lie off by rounding where all its parts are round: 10,000 beside 6,500, 2,000 and 900 is told to the hundred."""
    digits = [str(abs(a.value.numerator)) for a in parts if a.value and a.value.denominator == 1]
    zeros = min((len(d) - len(d.rstrip("0")) for d in digits), default=0)
    return Fraction(10**zeros, 2) if zeros > 1 else Fraction(10**9)


def _is_money(amount: Amount) -> bool:
    return amount.scale == 1 and len(amount.unit) == 3 and amount.unit.isupper()


def is_rate(grid: Grid, column: int) -> bool:
    """Whether a column holds what is not added: years, ranks, rates, a count of rows."""
    if words("heads", "rates").search(grid.heads[column]):
        return True
    values = [a.value for (_, c), a in sorted(grid.amounts.items()) if c == column]
    parts = values[:-1]
    if len(parts) > 1 and all(b - a == 1 for a, b in pairwise(parts)):
        return True
    texts = [a.text for (_, c), a in sorted(grid.amounts.items()) if c == column]
    return bool(parts) and all(re.fullmatch(r"1[5-9]\d\d|20\d\d", t) for t in texts[:-1])
