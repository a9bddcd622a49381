"""Read, part: tables of two columns without column heads, as the boxes of facts of an encyclopaedia: pairs of a label and a value."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from factcheck.frozen import replace
from factcheck.model.document import Block, BlockKind
from factcheck.patterns import pattern_of
from factcheck.read.building import is_date_label

_LEAST_ROWS = 3
_MOST_WORDS = 5
_FIGURE = pattern_of(r"\d")
_AMOUNT = pattern_of(r"(?:about |some |ca?\.? |[~≈<>≤≥])?(?:[€£$¥]|[A-Z]{3}\s)?\s?\d")
_LABEL = pattern_of(r"[A-ZÀ-Þ][^:.!?;]*")


def with_sheets(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with the rows of tables that are sheets of facts as pairs.

    Such a table has two columns, no column heads, different short labels and values of different sorts: a list of amounts
    under each other stays a table, whose rows may have a total.
    """
    tables: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.table is not None:
            tables[block.table.table].append(block)
    changed: dict[int, Block] = {}
    for cells in tables.values():
        for label, value in _rows_of(cells):
            changed[label.index] = replace(label, kind=BlockKind.PARAGRAPH, table=None, boilerplate=True)
            changed[value.index] = replace(
                value, kind=BlockKind.KEY_VALUE, key=label.text.rstrip(" :"), key_span=label.span, table=None
            )
    return tuple([changed.get(block.index, block) for block in blocks]) if changed else tuple(blocks)


def _rows_of(cells: Sequence[Block]) -> list[tuple[Block, Block]]:
    """The labels of a sheet with their values; nothing if a table is none."""
    rows: dict[int, list[Block]] = defaultdict(list)
    for cell in cells:
        assert cell.table is not None
        if cell.table.head or cell.table.column_heads or cell.table.column > 1 or cell.kind is not BlockKind.TABLE_CELL:
            return []
        rows[cell.table.row].append(cell)
    pairs = [(row[0], row[1]) for row in rows.values() if len(row) == 2]
    if len(pairs) < max(_LEAST_ROWS, len(rows)) or len({label.text for label, _ in pairs}) < len(pairs):
        return []
    if not all(_is_label(label.text) for label, _ in pairs):
        return []
    amounts = sum(_AMOUNT.match(value.text) is not None and not is_date_label(value.text) for _, value in pairs)
    return pairs if 2 * amounts <= len(pairs) and any(_FIGURE.search(value.text) for _, value in pairs) else []


def _is_label(text: str) -> bool:
    return bool(_LABEL.fullmatch(text.rstrip(" :"))) and len(text.split()) <= _MOST_WORDS and not re.search(r"\d", text)
