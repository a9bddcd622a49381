"""Judge, part of the check header-disagrees: a line of a calendar under the heading of another week: `Week beginning 20 October`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.judge.checks._headers_findings import ANNOUNCES, WEEK_LABEL, conflict_of, over_stretch, sentence_at
from factcheck.judge.conflict import Conflict
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.dates import Granularity

_Times = Mapping[int, tuple[Timex, ...]]
_WEEK = 6
"""Days from the first to the last one of a week."""
_LEAD = pattern_of(r"\W*(?:(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)[a-z]*\.?,?\s)?\W*", re.I)
_LINES = (BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.PARAGRAPH)
_FAR = 60
"""Days from which on a line tells of another time altogether."""


def week_conflicts(document: Document, times: _Times) -> Iterator[Conflict]:
    """Conflicts of the lines that begin with a day, where most lines under headings of weeks lie in their weeks."""
    held, failed = 0, []
    for heading in document.blocks:
        if heading.kind is not BlockKind.HEADING or (week := _week(heading, times.get(heading.index, ()))) is None:
            continue
        scope, first, last = week
        for block in document.blocks[heading.index + 1 :]:
            if block.headings[-1:] != (heading.index,):
                break
            timex = _own_day(block, times.get(block.index, ()))
            if timex is None or timex.value is None:
                continue
            day = timex.value.earliest
            if first <= day <= last:
                held += 1
            elif ANNOUNCES.search(block.text, *sentence_at(block.text, timex.start)):
                continue
            elif min(abs(day - first), abs(day - last)) <= _FAR:
                failed.append((heading, scope, block, timex))
    if len(failed) * 3 <= held:
        for heading, scope, block, timex in failed:
            why = f"The heading says {heading.text}, the line below it {timex.text}."
            yield conflict_of(document, heading, scope, block, timex, why)


def _week(heading: Block, found: Sequence[Timex]) -> tuple[Timex, int, int] | None:
    """The time of a heading that is a week and nothing else, with its first and its last day."""
    told = [t for t in found if t.type is TimexType.DATE and t.value is not None and not t.impossible]
    week = over_stretch(heading, told[0]) if len(told) == 1 else None
    if week is None or week.value is None or week.value.latest - week.value.earliest < _WEEK:
        return None
    if week.value.granularity is not Granularity.WEEK and week.value.latest - week.value.earliest != _WEEK:
        return None
    around = WEEK_LABEL.sub("", heading.text[: week.start]) + WEEK_LABEL.sub("", heading.text[week.end :])
    return None if re.search(r"\w", around) else (week, week.value.earliest, week.value.latest)


def _own_day(block: Block, found: Sequence[Timex]) -> Timex | None:
    if block.kind not in _LINES or (block.table is not None and (block.table.head or block.table.column > 1)):
        return None
    days = [t for t in found if t.type is TimexType.DATE]
    if not days or not _is_day(days[0]) or _LEAD.fullmatch(block.text, 0, days[0].start) is None:
        return None
    return days[0]


def _is_day(timex: Timex) -> bool:
    return (
        timex.type is TimexType.DATE
        and not timex.impossible
        and timex.until is None
        and timex.shift is None
        and timex.value is not None
        and timex.value.granularity is Granularity.DAY
    )
