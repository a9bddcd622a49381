"""Check: a version that came out after the day on which the support of its line is said to have ended."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict, ConflictSide, Evidence
from factcheck.judge.sequence.series import is_ordered
from factcheck.model.document import BlockKind, Span
from factcheck.model.record import Column, RecordField
from factcheck.model.rule import Rule
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.record_keys import FINAL, RecordKey, is_end_of_life


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: how many days of grace a last version has."""

    grace_days: int = 31


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """One conflict for each line whose end is stated and that had versions after it, in one document."""
    coming = [column for column in case.columns if column.type == "date" and is_ordered(column)]
    by_document: dict[str, dict[tuple[str, Span], tuple[RecordKey, RecordField]]] = defaultdict(dict)
    for column in coming:
        for key, cells in column.fields.items():
            for cell in cells:
                if key.stage[0] == FINAL and not key.words:
                    by_document[cell.document][cell.document, cell.span] = (key, cell)
    seen: set[tuple[str, Span]] = set()
    for column in case.columns:
        if column.type != "date" or not is_end_of_life(column.name):
            continue
        for key, end in _ends(column):
            if (end.document, end.span) not in seen:
                seen.add((end.document, end.span))
                late = _late(key, end, by_document.get(end.document, {}), params.grace_days)
                if late and not _is_told(case, end, late):
                    yield _conflict(column, end, late)


def _ends(column: Column) -> Iterator[tuple[RecordKey, RecordField]]:
    for key, cells in column.fields.items():
        if key.version and not key.words and key.stage[0] == FINAL and len({c.shown for c in cells}) == 1:
            yield key, cells[0]


def _late(
    key: RecordKey, end: RecordField, rows: Mapping[tuple[str, Span], tuple[RecordKey, RecordField]], grace: int
) -> list[RecordField]:
    """The versions of the line that are dated after its end."""
    if not isinstance(end.value, DateValue):
        return []
    return [
        cell
        for own, cell in rows.values()
        if len(own.version) > len(key.line)
        and own.version[: len(key.line)] == key.line
        and isinstance(cell.value, DateValue)
        and cell.value.earliest - end.value.latest > grace
        and not dates.overlaps(cell.value, end.value)
    ]


def _is_told(case: Case, end: RecordField, late: list[RecordField]) -> bool:
    """Whether some paragraph names both the day of the end and the late version: then the text tells how it came."""
    names = [re.compile(rf"(?<![\w.]){re.escape(n[0])}(?![\w.]*\d)") for c in late if (n := _NUMBER.search(c.row))]
    return any(
        timex.value == end.value and any(name.search(document.blocks[index].text) for name in names)
        for path, document in case.documents.items()
        for index, found in case.times[path].items()
        if document.blocks[index].kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        for timex in found
    )


_NUMBER = pattern_of(r"\d+(?:\.\d+)+")


def _conflict(column: Column, end: RecordField, late: list[RecordField]) -> Conflict:
    last = max(late, key=lambda cell: cell.value.earliest if isinstance(cell.value, DateValue) else 0)
    return Conflict(
        sides=(
            ConflictSide(label=end.shown, evidence=(_evidence(end),)),
            ConflictSide(label=last.shown, evidence=tuple(_evidence(cell) for cell in late[:6])),
        ),
        reason=f"{last.row} is dated {last.shown}, after {end.shown}, the `{column.name}` of {end.row}.",
        entity=end.row,
        predicate=column.name,
        confidence=0.6,
        values={
            "a.value": end.shown,
            "a.source": end.document,
            "b.value": f"{last.row} on {last.shown}",
            "b.source": last.document,
        },
    )


def _evidence(cell: RecordField) -> Evidence:
    return Evidence(document=cell.document, span=cell.span, values=(cell.span,))
