"""Extract, part of structure: which cells head the other cells of their row and state nothing, which hold hours only."""

from __future__ import annotations

import re

from factcheck.model.document import Block
from factcheck.model.extraction import Extraction
from factcheck.model.time import Timex, TimexType
from factcheck.patterns import pattern_of


def is_row_head(found: Extraction, block: Block) -> bool:
    """Whether a cell without a value of its own heads the other cells of its row."""
    place = block.table
    assert place is not None
    if place.column != 0:
        return False
    if _CLOCK_ALONE.fullmatch(block.text.strip()) and any(
        [_TIME_HEAD.fullmatch(found.document.blocks[k].text.strip(" :*")) for k in place.column_heads]
    ):
        return True  # `Time` | `17:30`: when what the row names begins
    is_valued = place.column_heads and _is_valued(found, block)
    is_valued = is_valued and not _is_part_of_year(found, block)  # `Summer` | `14 June`
    if is_valued and not _is_dated_beside(found, block) and not _is_named_with_figure(found, block):
        return False
    return any(
        b.table is not None and b.table.table == place.table and block.index in b.table.row_heads
        for b in found.document.blocks[block.index + 1 : block.index + 3]
    )


def _is_part_of_year(found: Extraction, block: Block) -> bool:
    """Whether a cell names only a season, a month or a weekday, without a figure."""
    times = found.times[block.index]
    return (
        not found.quantities[block.index]
        and not any([c.isdigit() for c in block.text])
        and all([t.type in (TimexType.DATE, TimexType.SET) for t in times])
    )


def _is_dated_beside(found: Extraction, block: Block) -> bool:
    """Whether a cell that names a year among its words has a day beside it: `Call for murals 2031` | `30 September 2031`."""
    times, place = found.times[block.index], block.table
    if found.quantities[block.index] or any([t.pattern != "year" for t in times]) or len(block.text.split()) < 3:
        return False
    beside = found.document.blocks[block.index + 1 : block.index + 2]
    return any(
        [
            b.table is not None
            and place is not None
            and (b.table.table, b.table.row) == (place.table, place.row)
            and any([t.parts is not None and t.parts.month for t in found.times[b.index]])
            for b in beside
        ]
    )


def _is_named_with_figure(found: Extraction, block: Block) -> bool:
    """Whether a cell names a thing with a figure or a time of no year in it, and a value stands beside it: `Assistant, per day` | `£145`."""
    text, times, figures = block.text, found.times[block.index], found.quantities[block.index]
    if any([t.parts is not None and (t.parts.day or t.parts.year or t.parts.month) for t in times if _is_dated(t)]):
        return False
    if any([q.quantity.thing for q in figures]):
        return False  # `40 seats` tells something by itself
    rest = _without(text, [*((t.start, t.end) for t in times), *((q.start, q.end) for q in figures)])
    named = [w for w in re.findall(r"[^\W\d_]{3,}", rest) if w.lower() not in _NO_NAMES]
    is_of_days = (
        bool(times)
        and not figures
        and text[:1].isalpha()
        and all([t.type in (TimexType.SET, TimexType.TIME) for t in times])
    )
    return (bool(named) or is_of_days) and any(
        [
            found.times[k] or found.quantities[k] or _CLOCKS.search(found.document.blocks[k].text)
            for k in _beside(found, block)
        ]
    )


_CLOCK_ALONE = pattern_of(r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?[–-]\s?\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?)?|\d{1,2}\s?[ap]\.?m\.?", re.I)  # fmt: skip
_TIME_HEAD = pattern_of(r"(?:start(?:ing)?\s)?times?|start|from|begins|when|hours?|clock|uhrzeit|at", re.I)
_NO_NAMES = frozenset(["per", "from", "until", "and", "the", "for", "about", "over", "under", "each", "every", "after", "before", "between", "circa", "more", "than", "less", "least", "most"])  # fmt: skip


def _is_dated(timex: Timex) -> bool:
    return timex.type in (TimexType.DATE, TimexType.TIME)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    return text


def _beside(found: Extraction, block: Block) -> list[int]:
    """The other cells of a row behind its first one."""
    place, beside = block.table, []
    assert place is not None
    for other in found.document.blocks[block.index + 1 : block.index + 12]:
        if other.table is None or (other.table.table, other.table.row) != (place.table, place.row):
            break
        beside.append(other.index)
    return beside


def thing_of_column(found: Extraction, block: Block) -> str:
    """What heads the column of a cell where the columns are things with names and the rows what is told of them, or nothing.

    `| | Corvel 60 | Corvel 120 |` over `| Weight | 118 kg | 205 kg |`.
    """
    place = block.table
    if place is None or place.head or place.column == 0 or len(place.row_heads) != 1 or len(place.column_heads) != 1:
        return ""
    row, own = found.document.blocks[place.row_heads[0]], place.column_heads[0]
    if _is_named_thing(found, row.index) or found.times[row.index] or not any([c.isalpha() for c in row.text]):
        return ""
    heads = [own]
    for step in (-1, 1):
        k = own + step
        while 0 <= k < len(found.document.blocks):
            other = found.document.blocks[k].table
            if other is None or not other.head or (other.table, other.row) != (place.table, _row_of(found, own)):
                break
            heads += [k] if other.column else []
            k += step
    if len(heads) < 2 or not all([_is_named_thing(found, k) for k in heads]):
        return ""
    return found.document.blocks[own].text.strip()


def _row_of(found: Extraction, index: int) -> int:
    place = found.document.blocks[index].table
    return place.row if place is not None else -1


def _is_named_thing(found: Extraction, index: int) -> bool:
    """Whether a head is a name and no more, and one with a figure or one that the text has in mid-sentence, too."""
    text = found.document.blocks[index].text.strip()
    if not any([n.text == text for n in found.names[index]]):
        return False
    return text[-1].isdigit() or re.search(rf"[a-z,] {re.escape(text)}\b", found.document.text) is not None


# --- hours ------------------------------------------------------------------------------------------------------------


_CLOCKS = pattern_of(r"\b(?:[01]?\d|2[0-4])[.:h][0-5]\d\s?(?:[–—-]|to|until|till)\s?(?:[01]?\d|2[0-4])[.:h][0-5]\d\b|\b\d{1,2}\s?[ap]\.?m\b", re.I)  # fmt: skip
_CLOCK = pattern_of(r"(?:[01]?\d|2[0-4])\.[0-5]\d(?:\s?(?:[–—-]|to)\s?(?:[01]?\d|2[0-4])\.[0-5]\d)?", re.I)
_OF_HOURS = pattern_of(r"\b(?:hours?|times?|opens?|opening|closes?|closing|timetable|schedule|clock|starts?|begins?|ends?|doors|departs?|departures?|arrivals?|arrives?|dep|arr|from|until|to|session|sitting|programme|program|mon|tue|wed|thu|fri|sat|sun)\b|(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b", re.I)  # fmt: skip


def is_clock(found: Extraction, block: Block, start: int, end: int) -> bool:
    """Whether a bare figure is a time of day with a dot, beside heads that speak of hours or days: `Saturday` | `7.00–9.00`."""
    text = block.text
    match = _CLOCK.match(text, start)
    if match is None or match.end() < end or block.table is None:
        return False
    around = [*block.table.row_heads, *block.table.column_heads, *block.headings[-1:]]
    if block.table.caption is not None:
        around.append(block.table.caption)
    return any([_OF_HOURS.search(found.document.blocks[k].text) for k in around])


def is_row_number(found: Extraction, block: Block) -> bool:
    """Whether a bare figure in the first column only numbers its row: 1, 2, 3."""
    place, text = block.table, block.text.strip().rstrip(".")
    if place is None or place.column or not text.isdigit() or len(text) > 3:
        return False
    for step in (-1, 1):
        k = block.index + step
        while 0 <= k < len(found.document.blocks) and abs(k - block.index) < 16:
            other = found.document.blocks[k]
            if other.table is None or other.table.table != place.table or other.table.head:
                break
            if other.table.column == 0 and abs(other.table.row - place.row) == 1:
                figure = other.text.strip().rstrip(".")
                if figure.isdigit() and int(figure) - int(text) == other.table.row - place.row:
                    return True
                break
            k += step
    return _is_among_codes(found, block)


_CODE = re.compile(r"[A-Za-z]{1,3}\s?\d{1,3}[a-z]?|\d{1,3}[A-Za-z]|\d{1,3}(?:\s?[,/+&]\s?\d{1,3})+")
_ROWS = 60


def _is_among_codes(found: Extraction, block: Block) -> bool:
    """Whether the first cells of other rows are codes or several numbers at once, so that a number is one, too: `12, 15`, `44`, `N3`."""
    blocks, table = found.document.blocks, block.table
    assert table is not None
    for other in blocks[max(0, block.index - _ROWS) : block.index + _ROWS]:
        place = other.table
        if place is None or place.table != table.table or place.column or place.head:
            continue
        if _CODE.fullmatch(other.text.strip()):
            return True
    return False


def _is_valued(found: Extraction, block: Block) -> bool:
    """Whether a cell states a time or figure, and is no name with a year: `Blanco 2024`."""
    times, figures = found.times[block.index], found.quantities[block.index]
    if (
        len(times) == 1
        and not figures
        and times[0].pattern == "year"
        and re.fullmatch(r"[A-Z][^\W\d_]+(?:\s[^\W\d_]+)*\s", block.text[: times[0].start])
    ):
        return times[0].end < len(block.text)
    return bool(times or figures)
