"""Judge, part of the check weekday-mismatch: a weekday in one cell of a row and its date in another: `| Sun | 21 June 2031 | Race |`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from factcheck.frozen import dataclass
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import Granularity

_NAMES = [name[:3].lower() for name in dates.WEEKDAYS]
_WEEKDAY = pattern_of(
    r"\W*(?P<first>(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?)\.?"
    r"(?:\s?(?:[-–—/&]|to|and)\s?(?P<last>(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?)\.?)?\W*",
    re.I,
)
_DAYS = pattern_of(r"(?:(?:the )?(?:week-?)?days?(?: of (?:the )?week)?|wkd|dow)?", re.I)
"""Heads of columns that tell on which weekday a date falls; a `Market day` comes back every week."""
_DATES = pattern_of(
    r"(?:(?:(?:the |calendar |event |game |match |race |meeting |session |exam |concert |show )?(?:dates?|days?)|when|on)"
    r"(?: (?:in|of) (?:the year )?\w+)?(?:,? \(?\d{4}\)?)?)?",
    re.I,
)
"""Heads of columns that tell the date itself, and not since when or until when something holds."""
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRow:
    """A row with a weekday in a cell of its own and one date: where both stand, and which day of the week is told for which day."""

    weekday: Block
    date: Block
    timex: Timex
    said: int
    """Monday is 0."""
    day: int


def rows_with_weekdays(document: Document, times: Mapping[int, Sequence[Timex]]) -> Iterator[DatedRow]:
    """The first and last days of the rows of tables whose weekdays stand in a column that holds nothing else."""
    columns: dict[tuple[int, int], list[Block]] = defaultdict(list)
    rows: dict[tuple[int, int], list[Block]] = defaultdict(list)
    for block in document.blocks:
        if block.kind is BlockKind.TABLE_CELL and block.table is not None and not block.table.head and not block.struck:
            columns[block.table.table, block.table.column].append(block)
            rows[block.table.table, block.table.row].append(block)
    for (table, _), cells in sorted(columns.items()):
        told = [(cell, match) for cell in cells if cell.text.strip() and (match := _WEEKDAY.fullmatch(cell.text))]
        if len(told) < _LEAST_ROWS or len(told) < sum(bool(cell.text.strip()) for cell in cells):
            continue
        found: list[DatedRow] = []
        for cell, match in told:
            dated = [
                (b, t)
                for b in (rows[table, cell.table.row] if cell.table is not None else ())
                if b is not cell
                for t in times.get(b.index, ())
                if _is_day(t)
            ]
            if len(dated) == 1 and _DAYS.fullmatch(document.heads_over(cell)):
                if _DATES.fullmatch(document.heads_over(dated[0][0])):
                    found += _days_of(cell, match, *dated[0])
        if _are_one_calendar(found):
            yield from found


def _are_one_calendar(found: Sequence[DatedRow]) -> bool:
    """Whether the weekdays are those of the dates: not of lessons that all start on one day, nor mostly of other days."""
    wrong = sum(dates.weekday(row.day) != row.said for row in found)
    return len({row.day for row in found}) > 1 and 2 * wrong <= len(found)


def _days_of(cell: Block, match: re.Match[str], date: Block, timex: Timex) -> Iterator[DatedRow]:
    value = timex.value
    if value is None:
        return
    first, last = _number(match["first"]), _number(match["last"]) if match["last"] else None
    if last is None and (value.earliest != value.latest or timex.until is not None):
        return
    yield DatedRow(weekday=cell, date=date, timex=timex, said=first, day=value.earliest)
    if last is not None and timex.until is not None and timex.until.day is not None:
        yield DatedRow(weekday=cell, date=date, timex=timex, said=last, day=value.latest)


def _number(name: str) -> int:
    return _NAMES.index(name[:3].lower())


def _is_day(timex: Timex) -> bool:
    """Whether an expression is a day, or a range of days, that gives its year itself or has it from the table's heading."""
    value, parts = timex.value, timex.parts
    if timex.type is not TimexType.DATE or value is None or parts is None or timex.impossible or parts.day is None:
        return False
    if parts.weekday is not None or (value.granularity is not Granularity.DAY and timex.until is None):
        return False
    has_year = parts.year is not None or (timex.until is not None and timex.until.year is not None)
    return has_year or any(p.part == "year" and p.source in ("heading", "title", "file-name") for p in timex.provenance)
