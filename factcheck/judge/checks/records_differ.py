"""Check: two collections of records agree on a property row by row, but not for this row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict, ConflictSide, Evidence
from factcheck.model.claim import ClaimType
from factcheck.model.corpus import MANY
from factcheck.model.document import Span
from factcheck.model.record import Column, ColumnMatch, Difference, RecordField
from factcheck.model.rule import Rule, Severity
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.record_keys import classes_of_column

LEAST_HABIT = 2
HABITUAL = 0.05
"""So many rows, and such a share of them, that differ in the same way are a habit of one source and no slips."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: nothing."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A difference with the columns that it is told of, and in which way it is one of several."""

    match: ColumnMatch
    difference: Difference
    habit: str = ""


Cell = tuple[str, Span]


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """One conflict for each row, with all places that state a value for it; one note for what differs by habit."""
    told = [
        item for match in case.matches for item in _with_habits(match) if not _is_no_name(item, len(case.documents))
    ]
    claims = _claims_at(case) if told else {}
    slips = [item for item in told if not item.habit]
    for group in _groups(slips):
        yield _conflict(case, group, claims)
    seen = {_cell(f) for item in slips for f in (item.difference.a, item.difference.b)}
    habits: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[_Told]] = defaultdict(list)
    for item in told:
        cells = {_cell(item.difference.a), _cell(item.difference.b)}
        if item.habit and not cells <= seen:
            seen |= cells
            habits[item.habit, item.match.a.pool, item.match.b.pool].append(item)
    for (habit, _, _), items in sorted(habits.items()):
        yield _note(items, habit, claims)


_SENTENCE = pattern_of(r"\W*[A-Z`][^\W\d]*\S*(?:\s\S+){3,}\.\W*")


def _is_no_name(told: _Told, documents: int) -> bool:
    """Whether a row tells a text in two wordings: one of the two is a whole sentence, or both are as long as one.

    In a corpus of many documents, where rows of one name may be of several things, that they are sorted in two ways tells nothing, either.
    """
    if told.match.a.type != "text":
        return False
    if (
        documents >= MANY
        and _is_category(told.match.a, told.difference.a)
        and _is_category(told.match.b, told.difference.b)
    ):
        return True
    shown = told.difference.a.shown, told.difference.b.shown
    return any(_SENTENCE.fullmatch(text) for text in shown) or min(len(text.split()) for text in shown) > _LONGEST_NAME


def _is_category(column: Column, field: RecordField) -> bool:
    """Whether several other rows of a column have the same words: they sort the rows and name nothing."""
    same = sum(any(other.shown == field.shown for other in fields) for fields in column.fields.values())
    return same > _A_SORT


_A_SORT = 3
"""Rows with one text up to which it may be a name."""
_LONGEST_NAME = 12
"""Words that the title of a work may have."""


# --- habits -----------------------------------------------------------------------------------------------------------


def _with_habits(match: ColumnMatch) -> Iterator[_Told]:
    """The differences of two columns; those that recur are marked: a day more or less, the first for the last of a month."""
    ways = [_way(d) for d in match.differences]
    for difference, way in zip(match.differences, ways, strict=True):
        many = ways.count(way) >= max(LEAST_HABIT, HABITUAL * match.shared)
        yield _Told(match, difference, way if way and many else "")


def _way(difference: Difference) -> str:
    a, b = difference.a.value, difference.b.value
    if not isinstance(a, DateValue) or not isinstance(b, DateValue):
        return ""
    if a.granularity is not Granularity.DAY or b.granularity is not Granularity.DAY:
        return ""
    if abs(a.earliest - b.earliest) == 1:
        return "a day earlier" if a.earliest < b.earliest else "a day later"
    p, q = dates.civil(a.earliest), dates.civil(b.earliest)
    if p[:2] == q[:2] and {p[2], q[2]} == {1, dates.days_in_month(*p[:2])}:
        return "the first day of the month" if p[2] == 1 else "the last day of the month"
    return ""


# --- one row ----------------------------------------------------------------------------------------------------------


def _groups(items: Sequence[_Told]) -> list[list[_Told]]:
    """The differences of one row: those that share a cell."""
    home: dict[Cell, int] = {}
    groups: dict[int, list[_Told]] = {}
    for number, item in enumerate(items):
        cells = (_cell(item.difference.a), _cell(item.difference.b))
        joined = sorted({home[c] for c in cells if c in home})
        target = joined[0] if joined else number
        groups.setdefault(target, []).append(item)
        for other in joined[1:]:
            groups[target] += groups.pop(other)
        for member in groups[target]:
            home[_cell(member.difference.a)] = home[_cell(member.difference.b)] = target
    return list(groups.values())


def _cell(field: RecordField) -> Cell:
    return field.document, field.span


def _conflict(case: Case, group: Sequence[_Told], claims: dict[Cell, tuple[int, ...]]) -> Conflict:
    best = max(group, key=lambda item: (item.match.agreeing / item.match.shared, item.match.agreeing))
    cells: dict[Cell, tuple[RecordField, Column]] = {}
    for item in group:
        for field, column in ((item.difference.a, item.match.a), (item.difference.b, item.match.b)):
            cells.setdefault(_cell(field), (field, column))
    by_value: dict[object, list[RecordField]] = {}
    for field, _ in cells.values():
        by_value.setdefault(field.value, []).append(field)
    sides = tuple(
        ConflictSide(label=fields[0].shown, evidence=tuple(_evidence(f, claims) for f in fields))
        for fields in by_value.values()
    )
    a, b = best.difference.a, best.difference.b
    return Conflict(
        sides=sides,
        reason=_reason(best.match),
        of_one_thing=True,
        entity=a.row if len(a.row) >= len(b.row) else b.row,
        predicate=f"`{_name(best.match.a) or _name(best.match.b) or 'date'}`",
        confidence=round(min(0.95, 0.55 + 0.4 * best.match.agreeing / best.match.shared), 3),
        kind=_kind(best.match),
        severity=None if best.match.agreeing >= 0.8 * best.match.shared else Severity.NOTE,
        values={"a.value": a.shown, "a.source": a.document, "b.value": b.shown, "b.source": b.document},
        settles=tuple(sorted({c for cell in cells for c in claims.get(cell, ())})),
        explanation=tuple(dict.fromkeys(_explained(item.match) for item in group)),
    )


def _evidence(field: RecordField, claims: dict[Cell, tuple[int, ...]]) -> Evidence:
    own = claims.get(_cell(field), ())
    return Evidence(
        document=field.document, span=field.span, values=(field.span,), claim=own[0] if len(own) == 1 else None
    )


def _claims_at(case: Case) -> dict[Cell, tuple[int, ...]]:
    """The claims of each value, which the finding speaks of."""
    found: dict[Cell, tuple[int, ...]] = {}
    for claim in case.claims.values():
        if claim.type is not ClaimType.TEXT:
            place = (claim.document, claim.value_span)
            found[place] = (*found.get(place, ()), claim.id)
    return found


def _kind(match: ColumnMatch) -> str:
    if match.a.type == "quantity":
        return "quantity"
    if match.a.type == "text":
        return "name"
    ends = "end" in classes_of_column(match.a.name) or "end" in classes_of_column(match.b.name)
    return "deadline" if ends else "event-date"


# --- words ------------------------------------------------------------------------------------------------------------


def _name(column: Column) -> str:
    return " ".join(column.name.split())


def _named(column: Column) -> str:
    return f"`{_name(column)}`" if column.name else "the list"


def _reason(match: ColumnMatch) -> str:
    others = match.agreeing
    words = (
        f"{_named(match.a)} of {_source(match.a)} and {_named(match.b)} of {_source(match.b)} agree for {others} of the "
        f"{match.shared} that both name."
    )
    return words[:1].upper() + words[1:]


def _source(column: Column) -> str:
    """The document that a column stands in, or the folder of the documents that it is gathered from."""
    documents = {cell.document for cells in column.fields.values() for cell in cells}
    if len(documents) == 1:
        return next(iter(documents))
    return column.pool[0] or "the documents"


def _explained(match: ColumnMatch) -> str:
    return (
        f"columns {_named(match.a)} and {_named(match.b)} (names: {match.names}): "
        f"{match.agreeing} of {match.shared} shared rows agree"
    )


def _note(items: Sequence[_Told], habit: str, claims: dict[Cell, tuple[int, ...]]) -> Conflict:
    """What one source does by habit: told once, with all rows."""
    match = items[0].match
    rows = [item.difference.a.row for item in items]
    listed = ", ".join(rows[:3]) + (f" and {len(rows) - 3} more" if len(rows) > 3 else "")
    a, b = ([getattr(item.difference, side) for item in items] for side in "ab")
    what = f"is {habit} than" if habit.startswith("a day") else f"gives {habit} where the other end of it stands in"
    return Conflict(
        sides=tuple(
            ConflictSide(label=fields[0].shown, evidence=tuple(_evidence(f, claims) for f in fields))
            for fields in (a, b)
        ),
        reason=f"They agree for {match.agreeing} of {match.shared} that both name; {_why(habit)}.",
        entity=listed,
        predicate=_name(match.a) or _name(match.b),
        confidence=0.6,
        kind=_kind(match),
        severity=Severity.NOTE,
        message=f"{_named(match.a)} in {_source(match.a)} {what} {_named(match.b)} in {_source(match.b)}: {listed}",
        settles=tuple(sorted({c for f in (*a, *b) for c in claims.get(_cell(f), ())})),
        explanation=(_explained(match),),
    )


def _why(habit: str) -> str:
    if habit.startswith("a day"):
        return "clocks of two zones put one moment on neighbouring days"
    return "a month stored as a day can be its first or its last"
