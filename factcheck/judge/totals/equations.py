"""Judge, part of the check total-mismatch: equations between the columns of a table that the table itself tells.

Where a column is the sum, the difference or the product of others in all rows but one, whatever its head is called, the odd
row is wrong. The rows that hold must be so many, and their numbers so large, that they do so by no chance.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import Amount, is_slip, shown
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.grids import Grid, is_singled, is_taken_apart, rank_of
from factcheck.judge.totals.words import words
from factcheck.values.words import content_words

_LEAST_KNOWN, _LEAST_KNOWN_OF_ROWS = 3.0, 4.0
"""How many digits must agree, the choice among the columns taken off, that an equation is one: of columns, and of rows.

The rows of a table may be of different things, sizes and counts and ratios of one model; those of most columns are of one.
"""
_MOST_COLUMNS = 10
_FAR = Fraction(1, 5)
_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """A column and those that it is made of; `tried` is how many equations of the kind the table allows."""

    target: int
    parts: tuple[int, ...]
    is_product: bool = False
    tried: int = 1

    def value(self, grid: Grid, row: int) -> Fraction:
        """What the parts of a row come to."""
        values = [grid.amounts[row, c].value for c in self.parts]
        if not self.is_product:
            return sum(values, Fraction(0))
        made = math.prod(values, start=Fraction(1))
        return made / 100 if any(_is_of_shares(grid, c) for c in self.parts) else made

    def holds(self, grid: Grid, row: int) -> bool:
        """Whether a row is right: to the digit, and a product to its rounding."""
        given = grid.amounts[row, self.target]
        off = abs(self.value(grid, row) - given.value)
        return off <= Fraction(given.scale, 2 * 10**given.places) if self.is_product else off == 0

    def is_plain(self, grid: Grid, row: int) -> bool:
        """Whether a row that holds says nothing: all of it noughts but for one number, or something taken once."""
        values = [grid.amounts[row, c].value for c in self.parts]
        return any(v in (0, 1) for v in values) if self.is_product else sum(v != 0 for v in values) < 2


def equation_conflicts(grid: Grid) -> Iterator[Conflict]:
    """The row that breaks an equation of columns which all the other rows hold, or the column that breaks one of rows."""
    if grid.paired:
        return
    told = False
    for conflict in _of_columns(grid):
        told = True
        yield conflict
    if not told and len(grid.body) <= _MOST_COLUMNS:
        yield from _of_columns(_turned(grid), is_turned=True)


def _turned(grid: Grid) -> Grid:
    """The grid with its rows as columns, without the columns that hold rates, shares and the like."""
    columns = [
        c
        for c in range(1, len(grid.heads))
        if not _is_of_shares(grid, c)
        and not words("heads", "rates").search(grid.heads[c])
        and any((r, c) in grid.amounts for r in grid.body)
    ]
    return replace(
        grid,
        cells={(c, r): block for (r, c), block in grid.cells.items()},
        amounts={(c, r): a for (r, c), a in grid.amounts.items() if c in columns and r in grid.body},
        labels=grid.heads,
        heads=grid.labels,
        body=tuple(columns),
        set_off=False,
    )


def _of_columns(grid: Grid, *, is_turned: bool = False) -> Iterator[Conflict]:
    if len(grid.body) < 3:
        return
    columns = [c for c in range(len(grid.heads)) if _is_usable(grid, c)]
    if not 3 <= len(columns) <= _MOST_COLUMNS:
        return
    for make in (_sums,) if is_turned else (_sums, _products):
        least = _LEAST_KNOWN_OF_ROWS if is_turned else _LEAST_KNOWN
        found = [known for e in make(grid, columns) if (known := _odd_row(grid, e, least)) is not None]
        settled = {e.target for e, row in found if row is None} | {
            c for e, row in found if row is None for c in e.parts if len(e.parts) == 2
        }
        odd = [(e, row) for e, row in found if row is not None and e.target not in settled]
        if not odd:
            continue
        if len({row for _, row in odd}) == 1:
            chosen, row = min(odd, key=lambda o: (abs(_off(grid, *o)), -len(o[0].parts), -o[0].target))
            if _may_be_wrong(grid, chosen, row) and (not is_turned or _is_slip(grid, chosen, row)):
                yield _conflict(grid, chosen, row)
                return


def _is_of_shares(grid: Grid, column: int) -> bool:
    units = {a.unit for (_, c), a in grid.amounts.items() if c == column}
    return "%" in units or ("%" in grid.heads[column] and units <= {""})


def _is_usable(grid: Grid, column: int) -> bool:
    """Whether a column holds exact amounts of one unit in three rows or more, and no years, ages, places or numbers of rows."""
    amounts = [grid.amounts[r, column] for r in grid.body if (r, column) in grid.amounts]
    if len(amounts) < 3 or words("heads", "inexact").search(grid.heads[column]):
        return False
    if len({a.unit for a in amounts if a.unit}) > 1 or {a.value for a in amounts} == {0}:
        return False
    if any(a.hedged for a in amounts) or [a.value for a in amounts] == list(range(1, len(amounts) + 1)):
        return False
    return not all(_YEAR.fullmatch(a.text) for a in amounts)


def _sums(grid: Grid, columns: Sequence[int]) -> Iterator[Equation]:
    """Each column as the sum of all others, of those right beside it, and of any two."""
    columns = [c for c in columns if not _is_of_shares(grid, c)]
    seen: set[tuple[int, tuple[int, ...]]] = set()
    for n, target in enumerate(columns):
        before, after = columns[:n], columns[n + 1 :]
        others = tuple(c for c in columns if c != target)
        beside = [tuple(before[k:]) for k in range(len(before) - 1)] + [tuple(after[:k]) for k in range(2, len(after) + 1)]  # fmt: skip
        pairs = list(combinations(others, 2)) if len(columns) <= 8 else []
        for parts, tried in [(others, 1), *((b, 2) for b in beside), *((p, len(pairs) * len(columns)) for p in pairs)]:
            if len(parts) > 1 and (target, parts) not in seen:
                seen.add((target, parts))
                yield Equation(target=target, parts=parts, tried=tried)


def _products(grid: Grid, columns: Sequence[int]) -> Iterator[Equation]:
    """Each column as the product of two others."""
    for target in columns:
        pairs = list(combinations([c for c in columns if c != target], 2))
        for parts in pairs:
            if _is_of_shares(grid, target) or all(_is_of_shares(grid, c) for c in parts):
                continue
            yield Equation(target=target, parts=parts, is_product=True, tried=len(pairs) * len(columns))


def _odd_row(grid: Grid, equation: Equation, least: float) -> tuple[Equation, int | None] | None:
    """The one row that breaks an equation, `None` for it where no row does; nothing where it is none."""
    rows = []
    for row in grid.body:
        if equation.is_product and (rank_of(grid.labels[row]) or (row == grid.body[-1] and grid.set_off)):
            continue
        if is_singled(grid.labels[row]) or any((row, c) not in grid.amounts for c in (*equation.parts, equation.target)):  # fmt: skip
            continue
        rows.append(row)
    units = {a.unit for r in rows for c in (equation.target, *equation.parts) if (a := grid.amounts[r, c]).unit}
    if len(rows) < 3 or (len(units) > 1 and not equation.is_product):
        return None
    wrong: list[int] = []
    for row in rows:
        if not equation.holds(grid, row):
            wrong.append(row)
            if len(wrong) > 1:
                return None
    telling = [r for r in rows if r not in wrong and not equation.is_plain(grid, r)]
    known = -math.log10(equation.tried)
    known += sum(_digits(grid.amounts[r, equation.target]) / (1 if r in telling else 2) for r in rows if r not in wrong)
    same = [len({grid.amounts[r, c].value for r in telling}) < 2 for c in (*equation.parts, equation.target)]
    if len(telling) < 2 or any(same[:-1]) or (same[-1] and len(telling) < 3) or known < least:
        return None
    return equation, wrong[0] if wrong else None


def _digits(amount: Amount) -> float:
    """How many digits a number has that must agree; noughts at its end are none."""
    whole = abs(int(amount.value * 10**amount.places / amount.scale))
    while whole > 99 and whole % 10 == 0:
        whole //= 10
    return math.log10(whole + 1)


def _off(grid: Grid, equation: Equation, row: int) -> Fraction:
    return equation.value(grid, row) - grid.amounts[row, equation.target].value


def _is_slip(grid: Grid, equation: Equation, row: int) -> bool:
    """Whether one digit explains it: of the number that the others come to, or of either part where there are two."""
    given, off = grid.amounts[row, equation.target].value, _off(grid, equation, row)
    if is_slip(given, given + off):
        return True
    parts = [grid.amounts[row, c].value for c in equation.parts]
    return len(parts) == 2 and not equation.is_product and any(is_slip(v, v - off) for v in parts)


_AREA = re.compile(r"\barea\b|\bsurface\b|\bm²|\bsq", re.I)


def _is_spoken_of(grid: Grid, row: int) -> bool:
    """Whether the odd row is an exception by its label, `Bathroom (L-shaped)`, or the text beside the table speaks of it alone."""
    if "(" in grid.labels[row] or "*" in grid.labels[row]:
        return True
    of_others = {w for r, label in enumerate(grid.labels) if r != row for w in content_words(label)}
    own = [w for w in content_words(grid.labels[row]) if w not in of_others and not w.isdigit()]
    told = set(content_words(grid.around))
    return any(w in told for w in own)


_LARGE_HEAD = re.compile(
    r"\b0{3}s?\b|\bmillions?\b|\bbillions?\b|\bthousands?\b|[£€$](?:m|bn|k)\b|\((?:m|bn|k)\)", re.I
)


def _may_be_wrong(grid: Grid, equation: Equation, row: int) -> bool:
    """Whether the odd row is near enough to be meant, and nothing in the table accounts for it."""
    columns = (*equation.parts, equation.target)
    amounts = [grid.amounts[row, c] for c in columns]
    given, value, off = amounts[-1].value, equation.value(grid, row), _off(grid, equation, row)
    if any(a.noted for a in amounts) or is_taken_apart(grid.labels[row]) or _is_spoken_of(grid, row):
        return False
    largest = max(abs(given), abs(value), *(abs(a.value) for a in amounts if not equation.is_product))
    far = Fraction(1, 2) if _is_slip(grid, equation, row) else _FAR
    if abs(off) > far * largest or (given < 0) != (value < 0):
        return False
    others = [a.value for (r, c), a in grid.amounts.items() if r == row and c not in columns and a.value]
    if any(abs(off) == abs(v) for v in others) or any(off == 2 * a.value for a in amounts[:-1]):
        return False  # another column accounts for it, or a part is taken away
    if equation.is_product:
        if _AREA.search(grid.heads[columns[-1]]) and not _is_slip(grid, equation, row):
            return False  # a room may be of any form
        return words("labels", "reduced").search(grid.around) is None and abs(off) >= Fraction(1, 10 ** amounts[-1].places)  # fmt: skip
    last_digit = Fraction(1, 10 ** max(a.places for a in amounts))
    is_rounded = (
        any(a.places for a in amounts)
        or any(a.scale > 1 or abs(a.value) >= 10_000 for a in amounts)
        or any(_LARGE_HEAD.search(grid.heads[c]) for c in columns)
        or words("rounding").search(grid.document.text) is not None
    )
    return abs(off) > (Fraction(len(columns), 2) * last_digit if is_rounded else 0)


def _conflict(grid: Grid, equation: Equation, row: int) -> Conflict:
    label, head = grid.labels[row].strip(" :"), grid.heads[equation.target].strip(" :")
    if equation.is_product:
        return _product_conflict(grid, equation, row, f"{label}, {head}" if label and head else label or head)
    target, parts = equation.target, equation.parts
    signs: tuple[int, ...] = ()
    if len(parts) == 2 and max(parts) > target:
        target, parts, signs = parts[1], (target, parts[0]), (1, -1)  # `gross - tax = net`
        head = grid.heads[target].strip(" :")
    found = Sum(parts=tuple(grid.at(row, c) for c in parts), total=grid.at(row, target), signs=signs)
    made = conflict_of(grid.document, found, entity=f"{label}, {head}" if label and head else label or head)
    return replace(made, explanation=(*made.explanation, "all the other rows of the table hold this equation"))


def _product_conflict(grid: Grid, equation: Equation, row: int, entity: str) -> Conflict:
    """The conflict of a product, whose arithmetic is written with a sign of multiplication."""
    stated: list[Stated] = [grid.at(row, c) for c in equation.parts]
    total = grid.at(row, equation.target)
    value = equation.value(grid, row)
    power = 10**total.amount.places
    true = shown(Fraction(round(value * power), power), [total.amount])
    factors = " × ".join(s.amount.text for s in stated)
    one = Sum(parts=(replace(stated[0], amount=replace(stated[0].amount, value=value)), *stated[1:]), total=total, signs=(1, *(0 for _ in stated[1:])))  # fmt: skip
    made = conflict_of(
        grid.document, one, reason=f"{factors} = {true}, but {total.amount.text} is given", entity=entity
    )
    return replace(
        made,
        values={**made.values, "b.value": true},
        explanation=("all the other rows of the table hold this equation",),
        repairs=(),
        remedies=made.remedies[:1],
    )
