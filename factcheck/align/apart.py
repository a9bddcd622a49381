"""Align, part: cells of columns that speak of two properties, as their rows show, are never compared with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from factcheck.align.columns import agree_mostly
from factcheck.frozen import replace
from factcheck.model.cell import Cell, Pair
from factcheck.model.claim import Claim
from factcheck.model.record import Column, ColumnMatch

LEAST_SHARED = 3
"""Rows that two columns must share before it says something that they do not agree."""


def without_other_properties(
    cells: Sequence[Cell], claims: Mapping[int, Claim], columns: Sequence[Column], matches: Sequence[ColumnMatch]
) -> tuple[Cell, ...]:
    """The cells without the pairs of claims whose columns share rows and yet do not agree: a beginning against an end."""
    at: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, column in enumerate(columns):
        for fields in column.fields.values():
            for field in fields:
                at[field.document, field.block].append(number)
    numbers = {id(column): number for number, column in enumerate(columns)}
    met = {frozenset((numbers[id(m.a)], numbers[id(m.b)])) for m in matches}

    known: dict[frozenset[int], bool] = dict.fromkeys(met, True)

    def may_be_one(x: int, y: int) -> bool:
        key = frozenset((x, y))
        if key not in known:
            known[key] = agree_mostly(columns[x], columns[y])
        return known[key]

    def is_apart(pair: Pair) -> bool:
        a, b = claims[pair.a], claims[pair.b]
        pairs = [
            (x, y)
            for x in at.get((a.document, a.block), ())
            for y in at.get((b.document, b.block), ())
            if columns[x].type == columns[y].type
            and len(columns[x].fields.keys() & columns[y].fields.keys()) >= LEAST_SHARED
        ]
        return bool(pairs) and not any(x == y or may_be_one(x, y) for x, y in pairs)

    kept = [replace(cell, pairs=tuple(p for p in cell.pairs if not is_apart(p))) for cell in cells]
    return tuple(cell for cell in kept if cell.pairs)
