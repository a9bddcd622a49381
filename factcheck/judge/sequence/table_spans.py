"""Judge, part of sequences: rows of a table with a first day, a last day and the length between them: born, died, age."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.frozen import dataclass
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.dates import civil as civil_of
from factcheck.values.durations import DAYS, span_between

_FIRST = pattern_of(
    r"(?:date of )?(?:born|birth|from|start(?:ed)?|began|begun|opened|founded|established|launched|commissioned|in service|entered service|elected|appointed|took office|joined|arrived|arrival|signed|checked in)(?: date| on)?",
    re.I,
)
_LAST = pattern_of(
    r"(?:date of )?(?:died|death|to|until|till|end(?:ed)?|closed|closure|dissolved|scrapped|withdrawn|out of service|left(?: office)?|retired|departed|departure|expired|checked out)(?: date| on)?",
    re.I,
)
_LENGTH = pattern_of(
    r"(?P<age>age(?:d)?(?: at death)?)|(?:duration|length|lasted|term|time|reigned|served|lived|in service|years|months|days)"
    r"(?: (?:in|of) (?:office|service|use|stay))?(?:,? ?[(\[]?(?P<unit>years|months|weeks|days)[)\]]?)?",
    re.I,
)
_NUMBER = pattern_of(r"(?P<count>\d{1,3})(?: (?P<unit>years?|months?|weeks?|days?))?(?: old)?\.?", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row whose length does not fit its two days."""

    first: tuple[Block, Timex]
    last: tuple[Block, Timex]
    length: Block
    shown: str
    true: str


def rows_off(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Row]:
    """The rows of the tables of a document that are off, where no more than a third of the rows are."""
    tables: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.table is not None and not block.boilerplate and not block.struck:
            tables.setdefault(block.table.table, []).append(block)
    for _, blocks in sorted(tables.items()):
        columns = _columns(document, blocks)
        if columns is not None:
            yield from _off(blocks, columns, times)


_SHEET_FIRST = pattern_of(
    r"(?:start(?:ed)?|began|begun|begin|opened|opening|works? (?:began|started|start)|start (?:on site|of works?|of building)|construction (?:began|start(?:ed)?)|ground broken|commenced|from|set out|departed|departure)(?: date| on)?",
    re.I,
)
_SHEET_LAST = pattern_of(
    r"(?:end(?:ed)?|finish(?:ed)?|completed|completion|handed over|handover|last [a-z]+(?: [a-z]+)?|closed|works? (?:ended|completed|finished)|end of works?|until|to|arrived|arrival|returned|return)(?: date| on)?",
    re.I,
)
_SHEET_LENGTH = pattern_of(
    r"(?:time (?:on site|taken|under way|at sea|away)|duration|(?:building|construction|total|running) time|length(?: of (?:works?|stay|voyage|closure))?|lasted|took|time|period)",
    re.I,
)
_GAP = 4
"""Blocks that may lie between two lines of one sheet."""


def sheets_off(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Row]:
    """The sheets whose line of a length does not fit those of the first and the last day: `Start`, `Finished`, `Time on site`."""
    run: list[Block] = []
    for block in (*document.blocks, None):
        if block is not None and block.kind is not BlockKind.KEY_VALUE:
            continue
        if run and (block is None or block.headings != run[-1].headings or block.index - run[-1].index > _GAP):
            yield from _of_sheet(run, times)
            run = []
        if block is not None:
            run.append(block)


def _of_sheet(run: Sequence[Block], times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Row]:
    keyed = [(b, b.key.strip(" :*")) for b in run]
    firsts = [b for b, key in keyed if _SHEET_FIRST.fullmatch(key) and _day(b, times) is not None]
    lasts = [b for b, key in keyed if _SHEET_LAST.fullmatch(key) and _day(b, times) is not None]
    lengths = [b for b, key in keyed if _SHEET_LENGTH.fullmatch(key)]
    if not len(firsts) == len(lasts) == len(lengths) == 1:
        return
    first, last = _day(firsts[0], times), _day(lasts[0], times)
    found = [
        t.duration for t in times.get(lengths[0].index, ()) if t.type is TimexType.DURATION and t.duration is not None
    ]
    if (
        first is None
        or last is None
        or len(found) != 1
        or found[0].comparator != "="
        or found[0].vague
        or found[0].working
    ):
        return
    length = found[0]
    if length.unit not in ("day", "week", "month", "year") or length.count != int(length.count) or length.also:
        return
    true = _true(first, last, length.unit, int(length.count))
    if true:
        yield Row(first=(firsts[0], first), last=(lasts[0], last), length=lengths[0], shown=lengths[0].text, true=true)


_Columns = tuple[int, int, int, str]
"""The columns of the first day, the last day and the length, with the unit of the length; `age` for completed years."""


def _columns(document: Document, blocks: Sequence[Block]) -> _Columns | None:
    heads = {b.table.column: document.heads_over(b) for b in blocks if b.table is not None and not b.table.head}
    firsts = [c for c, head in heads.items() if _FIRST.fullmatch(head)]
    lasts = [c for c, head in heads.items() if _LAST.fullmatch(head)]
    lengths = [(c, m) for c, head in heads.items() if (m := _LENGTH.fullmatch(head)) is not None]
    if not len(firsts) == len(lasts) == len(lengths) == 1:
        return None
    column, match = lengths[0]
    named = re.match(r"(years|months|days)\b", heads[column], re.I)
    if match["age"] and not (
        re.search("born|birth", heads[firsts[0]], re.I) and re.search("died|death", heads[lasts[0]], re.I)
    ):
        return None  # at another time
    unit = "age" if match["age"] else (match["unit"] or (named[1] if named else "")).lower().removesuffix("s")
    return firsts[0], lasts[0], column, unit


def _off(blocks: Sequence[Block], columns: _Columns, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Row]:
    cells = {(b.table.row, b.table.column): b for b in blocks if b.table is not None and not b.table.head}
    off, fits = [], 0
    for row in sorted({r for r, _ in cells}):
        here = [cells.get((row, c)) for c in columns[:3]]
        if here[0] is None or here[1] is None or here[2] is None:
            continue
        first, last = _day(here[0], times), _day(here[1], times)
        number = _NUMBER.fullmatch(here[2].text.strip())
        if first is None or last is None or number is None:
            continue
        unit = (number["unit"] or "").lower().removesuffix("s") or columns[3]
        true = _true(first, last, unit, int(number["count"])) if unit else None
        if true is None:
            continue
        if true:
            off.append(Row(first=(here[0], first), last=(here[1], last), length=here[2], shown=here[2].text, true=true))
        else:
            fits += 1
    if len(off) <= max(1 if fits or columns[3] == "age" else 0, fits // 2):
        yield from off


def _day(cell: Block, times: Mapping[int, tuple[Timex, ...]]) -> Timex | None:
    found = [t for t in times.get(cell.index, ()) if t.type is TimexType.DATE]
    if len(found) != 1 or found[0].impossible or found[0].alternatives or found[0].relation is not Relation.AT:
        return None
    value = found[0].value
    return found[0] if value is not None and not value.extended and value.granularity <= Granularity.YEAR else None


def _true(first: Timex, last: Timex, unit: str, count: int) -> str | None:
    """What the length should be; empty where it is that, nothing where the days do not tell."""
    begin, end = first.value, last.value
    assert begin is not None
    assert end is not None
    if begin.earliest > end.latest:
        return None
    if unit == "age":
        low, high = _completed(begin.latest, end.earliest), _completed(begin.earliest, end.latest)
        return "" if low <= count <= high else _shown(low, high, "year")
    least, most = span_between(begin, end)
    low, high = int(max(0, least) // DAYS[unit]), int(most // DAYS[unit]) + 1
    return "" if low - 1 <= count <= high + 1 else _shown(low, high, unit)


def _shown(low: int, high: int, unit: str) -> str:
    return f"{low} {unit}s" if low == high else f"{low} to {high} {unit}s"


def _completed(begin: int, end: int) -> int:
    """The completed years between two days."""
    a, b = civil_of(begin), civil_of(end)
    return b[0] - a[0] - ((b[1], b[2]) < (a[1], a[2]))


def bounds(row: Row) -> tuple[DateValue, DateValue]:
    """The two days of a row."""
    first, last = row.first[1].value, row.last[1].value
    assert first is not None
    assert last is not None
    return first, last
