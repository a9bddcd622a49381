"""Check: versions of one series that are dated against their order, where all the others of the series are in order."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict, ConflictSide, Evidence
from factcheck.judge.sequence.series import Disorder, Row, disorders
from factcheck.model.document import Span
from factcheck.model.record import RecordField
from factcheck.model.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: nothing."""


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """One conflict for the rows that fall out of a series, against those that they contradict."""
    seen: set[frozenset[tuple[str, Span]]] = set()
    for column in case.columns:
        if column.type != "date":
            continue
        for disorder in disorders(column):
            cells = frozenset((cell.document, cell.span) for _, cell in (*disorder.fallen, *disorder.others))
            if not any(cells <= other for other in seen):
                seen.add(cells)
                yield _conflict(disorder)


def _conflict(disorder: Disorder) -> Conflict:
    fallen, other = disorder.fallen[-1], _nearest(disorder)
    first, second = sorted((fallen, other), key=_order)
    return Conflict(
        sides=(_side(disorder.fallen), _side(disorder.others)),
        reason=(
            f"{_named(second)} follows {_named(first)}, but is dated {_shown(second)}, before {_shown(first)}; the others of "
            f"the series, {disorder.length} in all, are in order."
        ),
        entity=_named(fallen),
        predicate="order",
        confidence=0.85 if disorder.length > 2 else 0.7,
        values={
            "a.value": f"{_named(first)} on {_shown(first)}",
            "a.source": first[1].document,
            "b.value": f"{_named(second)} on {_shown(second)}",
            "b.source": second[1].document,
        },
    )


def _nearest(disorder: Disorder) -> Row:
    """Of the rows that are contradicted the one that stands next to the fallen ones in the series."""
    last = _order(disorder.fallen[-1])
    above = [row for row in disorder.others if _order(row) > last]
    return above[0] if above else disorder.others[-1]


def _order(row: Row) -> tuple[tuple[int, ...], tuple[int, int]]:
    return (row[0].version + (0,) * (8 - len(row[0].version)), row[0].stage)


def _side(rows: tuple[Row, ...]) -> ConflictSide:
    return ConflictSide(label=rows[0][1].shown, evidence=tuple(_evidence(cell) for _, cell in rows[:6]))


def _evidence(cell: RecordField) -> Evidence:
    return Evidence(document=cell.document, span=cell.span, values=(cell.span,))


def _named(row: Row) -> str:
    return row[1].row


def _shown(row: Row) -> str:
    return row[1].shown
