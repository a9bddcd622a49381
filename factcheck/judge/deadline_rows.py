"""Judge, part of the check deadline-missed: rows of plans that say of a task that it was done in time, on a day after the last one.

`| Split the queue | 28 February | Done on schedule, 6 March |` under `Due` and `State`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.dates import Granularity

_DUE = pattern_of(
    r"(?:due|deadline|target|by|to be (?:done|finished|completed|ready|delivered) by|finish by|last day|time limit|closing date|latest|limit)"
    r"(?: (?:date|day|by|on|for \w+))?",
    re.I,
)
_KEPT = pattern_of(
    r"\b(?:met|ahead of (?:time|schedule|plan)|early|in good time|on the day|within (?:time|the (?:time|term|limit|deadline)))\b",
    re.I,
)
_NOT = pattern_of(r"\b(?:not|late|missed|overdue|behind|delayed|extended|postponed|moved)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRow:
    """A row with the last day of a task and the later day on which it was done `on time`."""

    due: Block
    due_time: Timex
    done: Block
    done_time: Timex


def late_rows(document: Document, times: Mapping[int, Sequence[Timex]]) -> Iterator[LateRow]:
    """The rows of tables under a head such as `Due` of which another cell says that the day was kept, and gives a later one."""
    rows: dict[tuple[int, int], list[Block]] = defaultdict(list)
    for block in document.blocks:
        if block.kind is BlockKind.TABLE_CELL and block.table is not None and not block.table.head and not block.struck:
            rows[block.table.table, block.table.row].append(block)
    for _, cells in sorted(rows.items()):
        due = [(c, t) for c in cells if _DUE.fullmatch(_head(document, c)) and (t := _day(c, times)) is not None]
        if len(due) != 1:
            continue
        block, limit = due[0]
        for cell in cells:
            done = _day(cell, times)
            if cell is block or done is None or done.value is None or limit.value is None:
                continue
            is_kept = knowledge().kept.search(cell.text) or _KEPT.search(cell.text)
            if is_kept and not _NOT.search(cell.text) and done.value.earliest > limit.value.latest:
                yield LateRow(due=block, due_time=limit, done=cell, done_time=done)


def _head(document: Document, cell: Block) -> str:
    return " ".join(document.blocks[k].text for k in cell.table.column_heads).strip(" :*") if cell.table else ""


def _day(cell: Block, times: Mapping[int, Sequence[Timex]]) -> Timex | None:
    found = [t for t in times.get(cell.index, ()) if t.type is TimexType.DATE]
    if len(found) != 1 or found[0].impossible or found[0].shift is not None or found[0].value is None:
        return None
    return found[0] if found[0].value.granularity <= Granularity.MONTH else None
