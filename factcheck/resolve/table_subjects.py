"""Resolve, part of claims: what the cells of a table are about: the words that head their row, or what a sheet is of."""

from __future__ import annotations

import re

from factcheck.model.claim import EntityId
from factcheck.model.document import Block
from factcheck.model.extraction import Extraction
from factcheck.model.time import TimexType
from factcheck.patterns import pattern_of
from factcheck.resolve.entities import EntityIndex
from factcheck.resolve.section_things import is_part_of_page
from factcheck.resolve.topics import topic_words
from factcheck.values.words import content_words, is_generic_head, is_measure_word

_RANK = pattern_of(r"(?:rank|no|nr|number|#|pos|position|place|seed|entry|item)?[.:]?", re.I)


def row_words(found: Extraction, block: Block) -> str:
    """The words that head the row of a cell, where they name something."""
    if block.table is None:
        return ""
    if not block.table.row_heads:
        return _named_beside(found, block)
    head = block.table.row_heads[0]
    text = found.document.blocks[head].text
    column = found.document.blocks[head].table
    heads = [found.document.blocks[k].text for k in column.column_heads] if column is not None else []
    is_named = any(c.isalpha() for c in text)
    is_year = re.fullmatch(r"\d{4}(?:\s?[/–-]\s?\d{2,4})?", text.strip()) is not None
    if (
        not is_named
        and (is_year or not _is_time(found, head))
        and not any(_RANK.fullmatch(h.strip()) for h in heads[:1])
    ):
        return f"{heads[0]} {text}" if heads and len(heads[0]) < 40 else text
    if is_named and (not _is_time(found, head) or not any(c.isdigit() for c in text)):
        return text if len(text) <= 60 else ""
    if is_named and block.index == _first_in_words(found, block):
        return text if len(text) <= 60 else ""  # where it was, of the day that heads the row
    # a row that a date or a number heads is of what its first cell in words names
    place = block.table
    if not is_named and block.table.column == 1:
        return f"{heads[0]} {text}" if heads and len(heads[0]) < 40 else text
    for other in found.document.blocks[head + 1 : head + 12]:
        if other.table is None or (other.table.table, other.table.row) != (place.table, place.row):
            break
        if other.index != block.index and not _is_time(found, other.index) and any(c.isalpha() for c in other.text):
            return other.text if len(other.text) <= 60 else ""
    return f"{heads[0]} {text}" if heads and len(heads[0]) < 40 else ""


def _named_beside(found: Extraction, block: Block) -> str:
    """Of a date that heads a row of three cells or more: the first of them in words."""
    place = block.table
    if place is None or place.head or place.column or not place.column_heads or not _is_time(found, block.index):
        return ""
    first = _first_in_words(found, block)
    cells = [b for b in found.document.blocks[block.index + 1 : block.index + 3] if b.table is not None]
    if first is None or len(cells) < 2 or (cells[-1].table is not None and cells[-1].table.row != place.row):
        return ""
    text = found.document.blocks[first].text
    return text if len(text) <= 60 else ""


def _first_in_words(found: Extraction, block: Block) -> int | None:
    """The first cell of a row behind the one that heads it that is no time and has letters."""
    place = block.table
    if place is None:
        return None
    first = block.index
    while first > 0 and (before := found.document.blocks[first - 1].table) is not None:
        if (before.table, before.row) != (place.table, place.row):
            break
        first -= 1
    for other in found.document.blocks[first + 1 : first + 12]:
        if other.table is None or (other.table.table, other.table.row) != (place.table, place.row):
            return None
        if not _is_time(found, other.index) and any(c.isalpha() for c in other.text):
            return other.index
    return None


def sheet_subject(found: Extraction, block: Block, index: EntityIndex, topic: tuple[EntityId, ...]) -> str:
    """What a table of labels and values is about: what the heading above names, else the topic; nothing of a table of things.

    Labels tell themselves by their words (`Height`, `Opened`), or by values of several kinds in one column.
    """
    place = block.table
    if place is None or place.column != 1 or not place.row_heads or not (topic or found.title):
        return ""
    if not all([is_generic_head(found.document.blocks[k].text) for k in place.column_heads]):
        return ""
    kinds: set[str] = set()
    labels = rows = named = 0
    blocks = found.document.blocks
    first = block.index
    while first > 0 and (before := blocks[first - 1].table) is not None and before.table == place.table:
        first -= 1
    for other in blocks[first:]:
        if other.table is None or other.table.table != place.table:
            break
        if other.table.column > 1:
            return ""
        if other.table.column == 1:
            rows += 1
            kinds.add(_kind_of_value(found, other.index))
        elif any(" " in n.text for n in found.names[other.index]):
            named += 1
        else:
            labels += any(is_measure_word(w) for w in content_words(other.text))
    if rows < 2 or 2 * named > rows or (len(kinds) < 2 and 2 * labels < rows):
        return ""
    above = only_name(found, block, index)
    if (
        above is None
        and place.column_heads
        and found.title is not None
        and not any(" " in index.name(t) for t in topic)
    ):
        return found.title.text  # of `Service information` the one word is no name of anything
    return index.name(above) if above is not None else topic_words(found, index, topic)


def _kind_of_value(found: Extraction, index: int) -> str:
    if any(t.type is TimexType.DATE for t in found.times[index]):
        return "date"
    figures = found.quantities[index]
    return (figures[0].quantity.unit or "count") if figures else "words"


def _is_time(found: Extraction, index: int) -> bool:
    """Whether a block is hardly more than a time."""
    text = found.document.blocks[index].text
    return any(t.end - t.start > 0.6 * len(text) and t.parts for t in found.times[index])


def only_name(found: Extraction, block: Block, index: EntityIndex) -> EntityId | None:
    """The only thing that the nearest heading names, where that is not the title of the whole."""
    title = found.title
    if not block.headings or (title is not None and block.headings[-1] == title.index):
        return None
    if is_part_of_page(found.document.blocks[block.headings[-1]].text.strip(" :*_")):
        return None
    named = {e for n in found.names[block.headings[-1]] if (e := index.entity(found.document.path, n.text))}
    return named.pop() if len(named) == 1 else None
