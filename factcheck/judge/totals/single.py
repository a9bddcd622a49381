"""Judge, part of the check total-mismatch: tables of one row, whose last column is headed by a word for the whole.

No other row can show what the last column adds up, so it must just miss the sum of all the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import amount_of_cell
from factcheck.judge.totals.closing import just_misses
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.grids import around_of, is_no_total, rank_of, speaks_of_whole
from factcheck.judge.totals.words import words
from factcheck.model.document import Block, Document
from factcheck.patterns import pattern_of

_PARTLY = pattern_of(r"\b(?:in(?!\sall\b)|for|by|from|per|to|at|on|of|first|twice|again)\b", re.I)
"""What makes a word for the whole one for a part of it: `paid in advance`."""
_LEAST = 50
"""A smaller number may be like the sum of those beside it by chance, where no word for a sum is above it."""


def conflict_of_row(document: Document, blocks: Sequence[Block]) -> Conflict | None:
    """The last cell of a table's only row, where the cells before it do not come to it."""
    heads = {b.table.column: b for b in blocks if b.table is not None and b.table.head}
    cells = {b.table.column: b for b in blocks if b.table is not None and not b.table.head}
    if len({b.table.row for b in blocks if b.table is not None}) != 2 or not set(cells) <= {*heads, 0}:
        return None
    stated = {c: Stated(block=b, amount=a) for c, b in cells.items() if (a := amount_of_cell(b.text)) is not None}
    columns = sorted(stated)
    if (
        len(columns) < 4
        or not set(columns) <= set(heads)
        or columns != sorted(cells)[-len(columns) :]
        or len(cells) - len(columns) > 1
    ):
        return None
    *parts, total = (stated[c] for c in columns)
    *named, head = (heads[c].text for c in columns)
    is_sum = rank_of(head) > 0
    if not (is_sum or speaks_of_whole(head)) or any(rank_of(h) or is_no_total(h) for h in named):
        return None
    if any(words("heads", name).search(h) for h in named for name in ("rates", "inexact")):
        return None
    around = around_of(document, blocks)
    if any(words("silence", name).search(around) for name in ("table", "before")) or words("rounding").search(around):
        return None
    if not is_sum and _PARTLY.search(head):
        return None
    amounts = [p.amount for p in (*parts, total)]
    if (
        len({a.unit for a in amounts}) > 1
        or "%" in {a.unit for a in amounts}
        or any(a.noted or a.hedged for a in amounts)
    ):
        return None
    made = Sum(parts=tuple(parts), total=total)
    if not just_misses(made) or made.holds or made.given <= max(p.amount.value for p in parts):
        return None
    if any(a.value < 0 for a in amounts) or (not is_sum and made.given < _LEAST):
        return None
    if any(abs(made.off) == p.amount.value or abs(made.off) == 2 * p.amount.value for p in parts):
        return None  # a column may be left out, or taken away
    return conflict_of(document, made, entity=head)
