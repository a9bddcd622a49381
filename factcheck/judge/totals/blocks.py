"""Judge, part of the check total-mismatch: totals of the blocks of one table, and cells that span the rows they add up.

A table may fall into blocks: under heads that span it, under rows with nothing but a label, or before a label that comes again
and again. What adds up the rows of one block to the digit is taken for a total in the others too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import is_slip
from factcheck.judge.totals.findings import Sum, conflict_of
from factcheck.judge.totals.grids import Grid, is_no_total, is_taken_apart, rank_of

_FAR = Fraction(1, 5)
_LEAST = 10
"""A smaller total may be the sum of its rows by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A block of rows with its last row, by column: the sum that the last row would be."""

    label: str
    name: str
    sums: dict[int, Sum]


def block_conflicts(grid: Grid) -> Iterator[Conflict]:
    """The block whose last row does not add up, where those of the other blocks do."""
    if grid.paired:
        return
    yield from _of_spans(grid)
    parts = [p for name, rows in _blocks(grid) if (p := _part(grid, name, rows)) is not None]
    if len(parts) < 2:
        return
    for column in sorted({c for p in parts for c in p.sums}):
        here = [p for p in parts if column in p.sums]
        right = [p for p in here if p.sums[column].off == 0 and p.sums[column].given >= _LEAST]
        wrong = [p for p in here if not p.sums[column].holds]
        if len(wrong) != 1 or len(right) < 1 or len(right) + 1 < len(here) - 1:
            continue
        odd = wrong[0]
        is_known = len(right) > 1 or any(_bare(p) == _bare(odd) for p in right)
        if is_known and _is_meant(odd.sums[column]):
            where = f"{odd.label}, {odd.name}" if odd.name else odd.label
            yield conflict_of(grid.document, odd.sums[column], entity=where)


def _blocks(grid: Grid) -> list[tuple[str, list[int]]]:
    """The blocks of a table with their names: under heads and rows that are nothing but a label, else before a label that recurs."""
    blocks: list[tuple[str, list[int]]] = [("", [])]
    for row in range(max(grid.body, default=0) + 1):
        is_bare = not any((row, c) in grid.amounts for c in range(len(grid.heads)))
        if row not in grid.body or (is_bare and grid.labels[row]):
            name = grid.cells[row, 0].text if (row, 0) in grid.cells else ""
            blocks.append((name, []))
        elif not is_bare:
            blocks[-1][1].append(row)
    full = [(name, rows) for name, rows in blocks if rows]
    if len(full) > 1:
        return full
    rows = full[0][1] if full else []
    again = [label for label in grid.labels if label and sum(grid.labels[r] == label for r in rows) > 1]
    if not again or len(set(again)) > 1:
        return full
    cut: list[tuple[str, list[int]]] = [("", [])]
    for row in rows:
        cut[-1][1].append(row)
        if grid.labels[row] == again[0]:
            cut.append(("", []))
    return [c for c in cut if c[1]]


def _part(grid: Grid, name: str, rows: Sequence[int]) -> Part | None:
    last = rows[-1]
    if (
        len(rows) < 3
        or rank_of(grid.labels[last])
        or is_no_total(grid.labels[last])
        or any(is_taken_apart(grid.labels[r]) for r in rows)
    ):
        return None
    sums = {}
    for column in range(1, len(grid.heads)):
        if all((r, column) in grid.amounts for r in rows):
            amounts = [grid.amounts[r, column] for r in rows]
            if len({a.unit for a in amounts if a.unit}) < 2 and not any(a.noted or a.hedged for a in amounts):
                sums[column] = Sum(parts=tuple(grid.at(r, column) for r in rows[:-1]), total=grid.at(last, column))
    return Part(label=grid.labels[last], name=name, sums=sums) if sums else None


def _bare(part: Part) -> tuple[str, ...]:
    """The words of a label but for those of its block's name."""
    named = {w.lower() for w in re.findall(r"\w+", part.name)}
    return tuple(w for w in re.findall(r"\w+", part.label.lower()) if w not in named)


def _is_meant(found: Sum) -> bool:
    """Whether a sum that fails is near enough to be meant."""
    values = [p.amount.value for p in found.parts]
    if any(v < 0 for v in values) or found.given <= max(values) or any(found.off == 2 * v for v in values):
        return False
    return found.share_off <= _FAR or is_slip(found.given, found.added)


# --- cells that span rows ----------------------------------------------------------------------------------------------


def _of_spans(grid: Grid) -> Iterator[Conflict]:
    """A cell over several rows, like the label beside it, that is not the sum of these rows, where the others of its column are."""
    columns = range(1, len(grid.heads))
    rows = list(grid.body)
    starts = [r for r in rows if (r, 0) in grid.cells and grid.cells[r, 0].text.strip()]
    if len(starts) < 2 or len(starts) == len(rows) or not rows or starts[0] != rows[0]:
        return
    if any(is_taken_apart(grid.labels[r]) or rank_of(grid.labels[r]) for r in starts):
        return
    spans = [[r for r in rows if a <= r < b] for a, b in zip(starts, [*starts[1:], rows[-1] + 1], strict=True)]
    for total in columns:
        if [r for r in rows if (r, total) in grid.amounts] != starts or is_no_total(grid.heads[total]):
            continue
        for column in columns:
            if column == total or any((r, column) not in grid.amounts for r in rows):
                continue
            sums = [Sum(parts=tuple(grid.at(r, column) for r in span), total=grid.at(span[0], total)) for span in spans]
            right = [s for s in sums if s.off == 0 and len(s.parts) > 1 and s.given >= _LEAST]
            wrong = [s for s in sums if not s.holds]
            if len(wrong) == 1 and right and len(right) + 1 >= len([s for s in sums if len(s.parts) > 1]):
                odd = wrong[0]
                if len(odd.parts) > 1 and _is_meant(odd) and not any(p.amount.noted for p in (*odd.parts, odd.total)):
                    row = spans[sums.index(odd)][0]
                    yield conflict_of(grid.document, odd, entity=f"{grid.cells[row, 0].text}, {grid.heads[total]}".strip(", "))  # fmt: skip
