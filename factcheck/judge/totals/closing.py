"""Judge, part of the check total-mismatch: rows that are a total though no word for a sum says so, told by their place and number."""

from __future__ import annotations

import re
from fractions import Fraction

from factcheck.judge.totals.findings import Sum
from factcheck.judge.totals.grids import Grid, is_taken_apart, rank_of, speaks_of_whole
from factcheck.judge.totals.runs import is_rate, line_of
from factcheck.judge.totals.words import words

_FAR, _NEARER = Fraction(1, 5), Fraction(1, 10)


def closes(grid: Grid, row: int, slack: Fraction) -> bool:
    """Whether a last row without a word for it adds up what is above it: in one column exactly, in every other nearly.

    Where it does so exactly in all columns but one, that one may be off by any one digit.
    """
    if grid.paired or len(grid.body) < 4:
        return False
    above = grid.body[:-1]
    lines = [
        line_of(grid, above, (row, c), slack, down=True) for c in range(1, len(grid.heads)) if (row, c) in grid.amounts
    ]
    known = [line.sum for line in lines if line is not None]
    if len(known) < 2 or len(known) < len(lines):
        return False
    right = [s for s in known if s.holds and sum(p.amount.value > 0 for p in s.parts) > 2]
    far = [s for s in known if s.share_off > _NEARER]
    if len(right) > 1 and len(known) - len(right) == 1:
        return all(s.is_slip for s in far)
    return bool(right) and not far


def is_said_whole(grid: Grid, row: int) -> bool:
    """Whether a first or last row, alone of all, has a word for the whole, and is the sum of the others or just misses it."""
    if row not in (grid.body[0], grid.body[-1]) or len(grid.body) < 4 or not speaks_of_whole(grid.labels[row]):
        return False
    if grid.paired and not grid.set_off and not words("labels", "entire").search(grid.labels[row]):
        return False
    others = [r for r in grid.body if r != row]
    if any(
        rank_of(grid.labels[r]) or is_taken_apart(grid.labels[r]) or speaks_of_whole(grid.labels[r]) for r in others
    ):
        return False
    columns = [c for c in range(1, len(grid.heads)) if (row, c) in grid.amounts]
    lines = [line_of(grid, others, (row, c), Fraction(0), down=True) for c in columns if not is_rate(grid, c)]
    return bool(lines) and all(line is not None and just_misses(line.sum) for line in lines)


def just_misses(found: Sum) -> bool:
    """Whether a sum holds or is off by one digit, two that changed places, or one carried too much or too little."""
    step = abs(found.off) * 10**found.total.amount.places
    is_step = step.denominator == 1 and re.fullmatch(r"10{0,6}", str(step.numerator)) is not None
    return found.holds or ((found.is_slip or is_step) and found.share_off <= _FAR)


def bears_name_of_whole(grid: Grid, row: int) -> bool:
    """Whether a last row of the only column of numbers is, but for one digit, what a long column above it adds up to.

    Large numbers are so by no chance: the row bears the name of the whole, a country below its counties.
    """
    columns = sorted({c for r, c in grid.amounts if c})
    if grid.paired or len(grid.body) < 5 or len(columns) != 1:
        return False
    line = line_of(grid, grid.body[:-1], (row, columns[0]), Fraction(0), down=True) if (row, columns[0]) in grid.amounts else None  # fmt: skip
    return line is not None and line.sum.is_slip and line.sum.given >= 10_000 and line.sum.share_off <= _NEARER
