"""Extract, part of structure: the labels of a cell or pair: their texts, their order, the names in them, and what they say for people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.model.document import Block
from factcheck.model.extraction import Extraction
from factcheck.model.time import TimexType
from factcheck.patterns import pattern_of
from factcheck.values.paths import stands_in_path
from factcheck.values.words import is_generic_head, is_measure_word


def labels_of(found: Extraction, block: Block) -> tuple[list[str], list[int]]:
    """The texts that head a cell or pair, nearest first, and the indices of their blocks."""
    if block.table is None:
        return [block.key], []
    columns = [k for k in block.table.column_heads if not _is_idle(found, block, k)]
    heads = [*block.table.row_heads, *columns]
    if block.table.caption is not None:
        heads.append(block.table.caption)
    return [_without_times(found, k) for k in heads], heads


def _is_idle(found: Extraction, block: Block, head: int) -> bool:
    """Whether a column's head tells nothing beside the row's: `Value`, `Amount`."""
    assert block.table is not None
    return bool(block.table.row_heads) and is_generic_head(found.document.blocks[head].text)


def _without_times(found: Extraction, index: int) -> str:
    """The text of a head without the dates and hours in it, which are no words for what is told."""
    text = found.document.blocks[index].text
    for timex in reversed(found.times[index]):
        if timex.type in (TimexType.DATE, TimexType.TIME) and timex.parts is not None:
            if stands_in_path(text, timex.start, timex.end):
                continue  # `alder-build-2031-05-16-a`
            text = text[: timex.start] + text[timex.end :]
    return text.strip()


def names_of_heads(found: Extraction, block: Block, heads: Sequence[int]) -> tuple[str, ...]:
    """The names in the heads of a cell. Beside a row head of plain words, a column head of one word is no name."""
    rows = block.table.row_heads if block.table is not None else ()
    words = any(c.isalnum() for k in rows for c in found.document.blocks[k].text)
    named = any(found.names[k] for k in rows)
    return tuple(
        n.text
        for k in heads
        for n in found.names[k]
        if (k in rows or named or not words or len(n.text.split()) > 1) and not is_measure_word(n.text)
    )


def columns_first(found: Extraction, block: Block, labels: Sequence[str]) -> tuple[list[str], list[str]]:
    """The labels in the order in which they tell what is said (of a cell its column, then a row head that is no name), and the columns'."""
    if block.table is None:
        return list(labels), list(labels)
    rows, columns = block.table.row_heads, block.table.column_heads
    own = [_without_times(found, k) for k in columns if not _is_idle(found, block, k)]
    others = [_without_times(found, k) for k in rows if not found.names[k]]
    caption = [_without_times(found, block.table.caption)] if block.table.caption is not None else []
    return [*own, *others, *caption], own


def every_label(found: Extraction, block: Block, labels: Sequence[str]) -> list[str]:
    """The labels of a cell or pair: of a cell its column heads first, then its row heads and the caption."""
    if block.table is None:
        return list(labels)
    own = [_without_times(found, k) for k in block.table.column_heads]
    return [*own, *(label for label in labels if label not in own)]


def _is_last_of_two(found: Extraction, block: Block) -> bool:
    """Whether a cell is in the second column of a table that has no third one: a sheet of labels and values."""
    place, blocks = block.table, found.document.blocks
    after = blocks[block.index + 1].table if block.index + 1 < len(blocks) else None
    is_followed = place is not None and after is not None and after.table == place.table and after.row == place.row
    return place is not None and place.column == 1 and not is_followed


def said_by_labels(found: Extraction, block: Block, labels: Sequence[str]) -> str:
    """What the labels say for people: of a cell its column, where it has one, else its row or key."""
    columns = columns_first(found, block, labels)[1]
    if block.table is not None and block.table.column_heads:
        columns = [  # with their years
            found.document.blocks[k].text
            for k in block.table.column_heads
            if not (_is_idle(found, block, k) and _is_last_of_two(found, block))
        ]
    told = (part.strip(" :*") for part in (*columns, *labels))
    return next((part for part in told if any(c.isalnum() for c in part)), "")


def is_code(label: str) -> bool:
    """Whether a label is of numbers that count nothing: a reference, a telephone, an order in a list."""
    return _CODE.search(label.strip()) is not None


_CODE = pattern_of(
    r"\b(?:number|no|nr|(?:topic|post|user|page|item|event|thread|record|entry|object|node|product|parent|author|video|image|form|session)?ids?|code|ref|reference|phone|tel|telephone|fax|isbn|issn|entry|weight|order|rank|page|room|line|version|zip|postcode|serial|structure number|pr|pull request|ticket|bug|commit|criterion)\b\.?\Z",
    re.I,
)
