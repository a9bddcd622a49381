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
_TELLS = pattern_of(
    r"(?:state|status|stage|outcome|results?|progress|actual|(?:done|complet\w+|finished|deliver(?:y|ed)|achieved|fulfilled|closed|handed (?:in|over)|handover)"
    r"(?: (?:on|in|when|date|at))?)(?: (?:now|today|so far|to date|(?:on|at|as of|by|in) .{1,25}))?",
    re.I,
)
"""Heads of columns that say what became of a task."""
_REMARKS = pattern_of(r"(?:notes?|remarks?|comments?)?", re.I)
_DONE = (
    r"(?:done|complete|ready|made|built|sent|paid|held|laid"
    r"|(?!(?:start|launch|review|check|enter|not|updat|report|record|plan|schedul|expect)n?ed\b)\w+ed)(?: (?:in(?! (?:good )?time)|out|up|off|over))?"
)
_LED = pattern_of(
    rf"\W*(?:(?:all )?(?P<done>{_DONE})[,:]?\s)?(?P<kept>\w.*?)(?:(?P<mark>\s?[,:;(–—-]\s?(?:on\s)?)|\s(?:on\s)?)(?:the\s)?",
    re.I,
)
"""What may stand before the day on which a task was done: `Done on schedule, `."""
_BEFORE = pattern_of(rf"\W*(?:(?:all )?(?P<done>{_DONE})[,:]?\s(?:on\s)?)?(?:the\s)?", re.I)
_BEHIND = pattern_of(r"(?P<mark>\s?[,:;(–—-])?\s?(?P<kept>\w[^.;)]*)(?:[.;)].*)?", re.I)
"""What may stand behind it: `Done 6 March, on schedule`."""
_KEPT = pattern_of(
    r"ahead of (?:time|schedule|plan)|in good time|within (?:time|the (?:time|term|limit|deadline))"
    r"|(?:deadline|date|target|limit|term) (?:met|kept)",
    re.I,
)
_KEPT_APART = pattern_of(r"met|kept|early|on the day", re.I)
"""Says it only where a mark parts it from the day: `met on 6 March` may be a meeting, `early on 6 March` a morning."""
_MOVED = pattern_of(
    r"\b(?:not|late|missed|overdue|behind|delayed|exten\w+|postponed|moved|put (?:back|off)|new (?:date|deadline|limit)|revised)\b",
    re.I,
)


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
        due = [(c, t) for c in cells if _DUE.fullmatch(document.heads_over(c)) and (t := _day(c, times)) is not None]
        if len(due) != 1 or any(_MOVED.search(c.text) for c in cells):
            continue
        block, limit = due[0]
        for cell in cells:
            done = _day(cell, times)
            if cell is block or done is None or done.value is None or limit.value is None:
                continue
            if done.value.earliest <= limit.value.latest or not _is_kept(document.heads_over(cell), cell.text, done):
                continue
            if not _has_later(document, cells, times, done):
                yield LateRow(due=block, due_time=limit, done=cell, done_time=done)


def _is_kept(head: str, text: str, done: Timex) -> bool:
    """Whether a cell says of the task, and of nothing else, that it was done in time on its day.

    Under `Note` it must name the deed, too, and under another head it tells of another matter.
    """
    before, behind = text[: done.start], text[done.end :]
    led, set_out, told = _LED.fullmatch(before), _BEFORE.fullmatch(before), _BEHIND.fullmatch(behind)
    if led is not None and _says_kept(led) and re.match(r"\W*\Z|\s?[.;)]", behind):
        deed = led["done"]
    elif set_out is not None and told is not None and _says_kept(told):
        deed = set_out["done"]
    else:
        return False
    return _TELLS.fullmatch(head) is not None or (deed is not None and _REMARKS.fullmatch(head) is not None)


def _says_kept(match: re.Match[str]) -> bool:
    if _KEPT_APART.fullmatch(match["kept"]):
        return match["mark"] is not None
    return bool(_KEPT.fullmatch(match["kept"]) or knowledge().kept.fullmatch(match["kept"]))


def _has_later(document: Document, cells: Sequence[Block], times: Mapping[int, Sequence[Timex]], done: Timex) -> bool:
    """Whether a cell under a head of its own has a later day: a limit that took the place of the first."""
    return any(
        t.value is not None and done.value is not None and t.value.latest >= done.value.earliest
        for c in cells
        if not _REMARKS.fullmatch(head := document.heads_over(c)) and not _TELLS.fullmatch(head)
        for t in times.get(c.index, ())
        if t.type is TimexType.DATE
    )


def _day(cell: Block, times: Mapping[int, Sequence[Timex]]) -> Timex | None:
    found = [t for t in times.get(cell.index, ()) if t.type is TimexType.DATE]
    if len(found) != 1 or found[0].impossible or found[0].shift is not None or found[0].value is None:
        return None
    return found[0] if found[0].value.granularity <= Granularity.MONTH else None
