"""Judge, part of sequences: how long something stayed as it was, told with both ends in one sentence.

`In May 1902 the bell was sunk, and there it lay, nearly sixty years in the mud, until June 1931`: the length lies between the day
of the clause before and the day behind `until`. Ranges of one expression (`from 1902 to 1931`) are compared by the check itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.durations import BROKEN
from factcheck.judge.sequence.events import Says, Statement
from factcheck.judge.sequence.office_lengths import bounds_of
from factcheck.judge.sequence.said import Said, time_point
from factcheck.judge.sequence.scene import cut_sentences
from factcheck.model.document import Block, BlockKind
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import OPEN_START, DateValue
from factcheck.values.network import ORIGIN, between

_STAYED = pattern_of(
    r"(?:,|\band\b|\bwhere\b|\bthere\b|\bbut\b|\bso\b|\bthen\b)[^.;:]{0,40}?\b(?:lay|stayed|remained|stood|slept|hung|lived|sat|rested|waited|was\s(?:kept|left|stored|held|hidden)"
    r"|were\s(?:kept|left|stored|held|hidden)|(?:was|were|kept)\s(?:closed|shut|dark|idle|empty|silent|vacant))\b[^.;:]{0,60}\Z"
)
_NO_LENGTH = pattern_of(
    r"\b(?:after|before|every|each|another|within|further|aged|first|last)\s(?:[a-z]+\s){0,2}\Z", re.I
)


def waits_of(case: Case) -> Iterator[Said]:
    """The length of a state against the day on which it came about and the day on which it ended."""
    for path, document in sorted(case.documents.items()):
        for block in document.blocks:
            found = case.times[path].get(block.index, ())
            if len(found) > 2 and not block.boilerplate and block.kind not in (BlockKind.TITLE, BlockKind.HEADING):
                yield from _in_block(path, block, found)


def _in_block(path: str, block: Block, found: Sequence[Timex]) -> Iterator[Said]:
    text = block.text
    for start, end in cut_sentences(text):
        inside = [t for t in found if start <= t.start < end]
        kinds = [t.type for t in inside]
        if kinds != [TimexType.DATE, TimexType.DURATION, TimexType.DATE] or BROKEN.search(text[start:end]):
            continue
        first, timex, last = inside
        duration, until = timex.duration, _until(last)
        if duration is None or duration.vague or duration.working or until is None or not _begins(first, block):
            continue
        if first.value is None or first.value.latest >= until.earliest or _NO_LENGTH.search(text[start : timex.start]):
            continue
        if not _STAYED.search(text[first.end : timex.start]) or re.search(r"[.;:]", text[timex.end : last.start]):
            continue
        least, most = bounds_of(duration, text[start : timex.start])
        low, high = until.earliest - first.value.latest, until.latest - first.value.earliest
        if not (low <= most + 1 and least <= high + 1):
            yield from _tell(path, block, (first, timex, last), until, (least, most))


def _begins(timex: Timex, block: Block) -> bool:
    """Whether a date is known, or is `that September` of a year told right before."""
    if is_known(timex):
        return timex.relation in (Relation.AT, Relation.FROM, Relation.SINCE)
    shift = timex.shift
    return (
        timex.value is not None
        and shift is not None
        and shift.whole
        and shift.count in (0, 1)
        and any(
            p.part == "anchor" and p.block is not None and block.index - p.block in (0, 1) for p in timex.provenance
        )
    )


def _until(timex: Timex) -> DateValue | None:
    """The day or month that `until` names."""
    if timex.relation is not Relation.UNTIL or timex.value is None or timex.impossible:
        return None
    if timex.value.earliest == OPEN_START:
        return dates.from_edtf(timex.value.edtf.split("/")[1])
    return timex.value


def _tell(
    path: str, block: Block, told: tuple[Timex, Timex, Timex], until: DateValue, days: tuple[float, float]
) -> Iterator[Said]:
    first, timex, last = told
    start, end = (f"wait {path} {block.index} {t.start}" for t in (first, last))
    yield time_point(path, block.source_span(first.start, first.end), first, start)
    span = block.source_span(last.start, last.end)
    statement = Statement(
        label=end,
        says=Says.DATE,
        words="until",
        shown=last.text,
        evidence=(Evidence(document=path, span=span, values=(span,)),),
        documents=(path,),
        date=until,
    )
    yield Said(statement=statement, bounds=tuple(between(ORIGIN, end, until.earliest, until.latest, end)))
    span = block.source_span(timex.start, timex.end)
    length = Statement(
        label=f"length {path} {block.index} {timex.start}",
        says=Says.LENGTH,
        words=timex.text,
        shown=timex.text,
        evidence=(Evidence(document=path, span=span, values=(span,)),),
        documents=(path,),
        count=timex.duration.count if timex.duration is not None else None,
        unit=timex.duration.unit if timex.duration is not None else "",
        start=start,
    )
    high = None if days[1] == float("inf") else days[1] + 1
    yield Said(statement=length, bounds=tuple(between(start, end, days[0] - 1, high, length.label)))
