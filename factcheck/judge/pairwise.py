"""Judge, part: from contradicting pairs of a cell to one conflict with two sides and all their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factcheck.judge.conflict import Case, Conflict, ConflictSide, evidence_of
from factcheck.judge.elsewhere import Differ, Elsewhere, TrackRecord
from factcheck.model.cell import Cell, Pair
from factcheck.model.claim import Claim, ClaimType
from factcheck.model.corpus import MANY
from factcheck.model.rule import Rule
from factcheck.model.time import Relation, Timex
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.words import stem, tokens


def pairwise_conflicts(case: Case, rule: Rule, differ: Differ) -> Iterator[Conflict]:
    """One conflict for each pair of contradicting values of a cell, the best-aligned pair first."""
    never = set(rule.compare.never)
    types = set(rule.compare.type)
    found = []
    for cell in _cells_of(case, frozenset(types)):
        members = {
            c.id: c
            for c in cell.claims
            if c.type.value in types
            and c.value is not None
            and c.modality.value not in never
            and (is_nearly_sure(c) or not is_guessed(c))
        }
        pairs = [
            p for p in cell.pairs if p.a in members and p.b in members and may_contradict(p, members[p.a], members[p.b])
        ]
        found.append((cell, Elsewhere(members, pairs, differ)))
    record = TrackRecord(elsewhere for _, elsewhere in found if len(case.documents) >= MANY)
    for cell, elsewhere in found:
        of = elsewhere.members
        contradicting = [
            (pair, why)
            for pair, why in elsewhere.contradicting
            if not elsewhere.is_explained(pair) and not record.is_poor(pair, of[pair.a], of[pair.b])
        ]
        if contradicting:
            yield from _conflicts_of_cell(cell, of, contradicting, differ)


def _cells_of(case: Case, types: frozenset[str]) -> tuple[Cell, ...]:
    """The cells with at least two claims of these types, looked up once for all rules that compare them."""
    key = f"cells of {' '.join(sorted(types))}"
    if key not in case.memo:
        case.memo[key] = tuple(c for c in case.cells if sum(claim.type.value in types for claim in c.claims) > 1)
    found: tuple[Cell, ...] = case.memo[key]
    return found


def is_guessed(claim: Claim) -> bool:
    """Whether a relative date hangs on what was told before it, or is the text's own day (`today`, `this month`)."""
    shift = claim.timex.shift if claim.timex is not None else None
    if shift is None or claim.timex is None:
        return False
    return shift.anchor == "narrative" or shift.count == 0 or claim.timex.relation is Relation.SINCE


def is_nearly_sure(claim: Claim) -> bool:
    """Of the days that are guessed: a plain number of units from what was told before (`ten days later`), and the day of an entry."""
    timex = claim.timex
    if timex is None or timex.shift is None or timex.relation is Relation.SINCE or timex.modifier is not None:
        return False
    shift = timex.shift
    if _is_day_of_told_year(timex):
        return True
    if shift.anchor != "narrative":
        is_today = (
            shift.count == 0 and shift.unit == "day" and shift.anchor == "document" and claim.type is ClaimType.DATE
        )
        is_close = timex.parts is not None and bool(
            timex.parts.day_part
        )  # `today` is said of what is told again and again
        return is_today and (is_close or any(why.source in ("heading", "title") for why in timex.provenance))
    is_round = shift.unit in _ROUGH_UNITS and (shift.count or 0) % 5 == 0
    return bool(shift.count) and not shift.whole and not is_round


def _is_day_of_told_year(timex: Timex) -> bool:
    """Whether day and month are written, and the year alone was told before: `9 May of that year`."""
    shift, parts = timex.shift, timex.parts
    if shift is None or parts is None or not parts.month or not parts.day:
        return False
    return shift.unit == "year" and shift.count == 0


_ROUGH_UNITS = frozenset(["year", "decade", "century"])


def may_contradict(pair: Pair, a: Claim, b: Claim) -> bool:
    """Whether a guess is held against a day that is told; what hangs on the story, of a thing of one name only."""
    guessed = [claim for claim in (a, b) if is_guessed(claim)]
    if not guessed:
        return not _are_of_two_texts(a, b) and not _are_one_as_written(a, b)
    timex = guessed[0].timex
    if len(guessed) > 1 or timex is None or timex.shift is None:
        return False
    if timex.shift.anchor == "document":
        return True
    if not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
        return False
    is_of_name = any(level.attribute == "subject" and level.level == "same" for level in pair.levels)
    return is_of_name and (
        _is_day_of_told_year(timex) or dates.distance(a.value, b.value) > _OFF_BY.get(timex.shift.unit, 1)
    )


def _are_of_two_texts(a: Claim, b: Claim) -> bool:
    """Whether two texts of two days say the same, each of its own day: `last week` here and there."""
    x, y = a.timex, b.timex
    if a.document == b.document or x is None or y is None or x.shift is None or y.shift is None:
        return False
    return x.shift.anchor == y.shift.anchor == "document" and x.text.lower() == y.text.lower()


def _are_one_as_written(a: Claim, b: Claim) -> bool:
    """Whether two days differ by a year that neither text writes: `22 September` here, `Sunday, 22 September` there."""
    x, y = a.timex, b.timex
    if x is None or y is None or x.shift is not None or y.shift is not None:
        return False
    p, q = x.parts, y.parts
    if p is None or q is None or p.year is not None or q.year is not None or not p.day:
        return False
    return (p.month, p.day) == (q.month, q.day) and x.until == y.until


_OFF_BY = {"week": 3, "month": 16, "year": 183, "decade": 1100, "century": 3700}
"""Days that a number of whole units may be off: `three years later` may be told of January, four years on by the calendar."""


def _conflicts_of_cell(
    cell: Cell, members: Mapping[int, Claim], contradicting: list[tuple[Pair, str]], differ: Differ
) -> Iterator[Conflict]:
    """One conflict for two values, however many places state them; a third value is one more, not one with each."""
    told: list[set[int]] = []
    linked: dict[int, set[int]] = {}
    for pair in cell.pairs:
        linked.setdefault(pair.a, set()).add(pair.b)
        linked.setdefault(pair.b, set()).add(pair.a)
    for pair, why in sorted(contradicting, key=lambda item: (-item[0].score, item[0].a, item[0].b)):
        if any({pair.a, pair.b} <= group for group in told):
            continue  # each of the two is told of already, against the same other value
        a, b = members[pair.a], members[pair.b]
        side_a, side_b = _sides(a, b, members, linked, differ)
        told = _with_group(told, side_a | side_b)
        yield _conflict(a, b, [members[k] for k in sorted(side_a)], [members[k] for k in sorted(side_b)], why, pair)


def _with_group(told: list[set[int]], new: set[int]) -> list[set[int]]:
    """The groups of claims that hang together by the conflicts told, with those of one more."""
    apart = [group for group in told if not group & new]
    return [*apart, new.union(*(group for group in told if group & new))]


def _sides(
    one: Claim, other: Claim, members: Mapping[int, Claim], linked: dict[int, set[int]], differ: Differ
) -> tuple[set[int], set[int]]:
    """The claims that agree with one and contradict the other, for both, as far as they are aligned with any of them."""
    sides: tuple[set[int], set[int]] = ({one.id}, {other.id})
    while True:
        reach = set().union(*(linked.get(k, set()) for k in (*sides[0], *sides[1]))) - sides[0] - sides[1]
        new = [
            (side, key)
            for key in sorted(reach & members.keys())
            for side, mine, its in ((sides[0], one, other), (sides[1], other, one))
            if not differ(mine, members[key]) and differ(its, members[key])
        ]
        if not new:
            return sides
        for side, key in new:
            side.add(key)


def _conflict(a: Claim, b: Claim, side_a: list[Claim], side_b: list[Claim], why: str, pair: Pair) -> Conflict:
    return Conflict(
        sides=(_side_of(a, side_a), _side_of(b, side_b)),
        reason=why,
        of_one_thing=True,
        entity=a.entity if len(a.entity) <= 60 else a.entity[:57] + "…",
        predicate=a.predicate_words or a.predicate,
        measure=_measure_in_words(a) or _measure_in_words(b) or a.measure,
        confidence=round(min(0.97, 0.5 + 0.06 * pair.score), 3),
        values={"a.value": a.shown, "b.value": b.shown, "a.source": a.document, "b.source": b.document},
        explanation=(
            f"blocking key {pair.key}",
            *(
                f"{lv.attribute}: {lv.level} ({lv.weight:+.2f}){' ' + lv.detail if lv.detail else ''}"
                for lv in pair.levels
            ),
        ),
    )


def _measure_in_words(claim: Claim) -> str:
    """The measure of a claim as its text or label has it, not as the stem that claims are compared by."""
    return next((t.low for t in tokens(f"{claim.quote} {claim.predicate_words}") if stem(t.low) == claim.measure), "")


def _side_of(main: Claim, side: list[Claim]) -> ConflictSide:
    ordered = [main, *(c for c in side if c.id != main.id)]
    return ConflictSide(label=main.shown, evidence=tuple(e for c in ordered for e in evidence_of(c)))
