"""Judge, part: from contradicting pairs of a cell to one conflict with two sides and all their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from factcheck.judge.conflict import Case, Conflict, ConflictRepair, ConflictSide, evidence_of
from factcheck.model.cell import Cell, Pair
from factcheck.model.claim import Claim
from factcheck.model.rule import Rule
from factcheck.model.time import Relation

Differ = Callable[[Claim, Claim], str]
"""Says why two values cannot both be true, or nothing if they can."""


def pairwise_conflicts(case: Case, rule: Rule, differ: Differ) -> Iterator[Conflict]:
    """One conflict for each pair of contradicting values of a cell, the best-aligned pair first."""
    never = set(rule.compare.never)
    types = set(rule.compare.type)
    for cell in case.cells:
        members = {
            c.id: c
            for c in cell.claims
            if c.type.value in types and c.value is not None and c.modality.value not in never and not is_guessed(c)
        }
        contradicting = []
        agreeing: dict[tuple[int, str], float] = {}
        for pair in cell.pairs:
            if pair.a not in members or pair.b not in members:
                continue
            a, b = members[pair.a], members[pair.b]
            why = differ(a, b)
            if why:
                contradicting.append((pair, why))
            else:
                for claim, other in ((a, b), (b, a)):
                    key = (claim.id, other.document)
                    agreeing[key] = max(agreeing.get(key, pair.score), pair.score)
        contradicting = [item for item in contradicting if not _is_explained(item[0], members, agreeing)]
        yield from _conflicts_of_cell(cell, members, contradicting, differ)


def is_guessed(claim: Claim) -> bool:
    """Whether a relative date hangs on what was told before it, or is the text's own day (`today`, `this month`)."""
    shift = claim.timex.shift if claim.timex is not None else None
    if shift is None or claim.timex is None:
        return False
    return shift.anchor == "narrative" or shift.count == 0 or claim.timex.relation is Relation.SINCE


_AGREEMENT_MARGIN = 2.0


def _is_explained(pair: Pair, members: dict[int, Claim], agreeing: dict[tuple[int, str], float]) -> bool:
    """Whether one of the two agrees with another claim of the other's document about as well aligned.

    The document then tells of both events, and the pair are two different ones.
    """
    a, b = members[pair.a], members[pair.b]
    best = max(agreeing.get((a.id, b.document), float("-inf")), agreeing.get((b.id, a.document), float("-inf")))
    return best >= pair.score - _AGREEMENT_MARGIN and a.document != b.document


def _conflicts_of_cell(
    cell: Cell, members: dict[int, Claim], contradicting: list[tuple[Pair, str]], differ: Differ
) -> Iterator[Conflict]:
    told: list[tuple[set[int], set[int]]] = []
    linked: dict[int, set[int]] = {}
    for pair in cell.pairs:
        linked.setdefault(pair.a, set()).add(pair.b)
        linked.setdefault(pair.b, set()).add(pair.a)
    for pair, why in sorted(contradicting, key=lambda item: (-item[0].score, item[0].a, item[0].b)):
        a, b = members[pair.a], members[pair.b]
        if any(_covers(side_a, side_b, pair) for side_a, side_b in told):
            continue
        side_a = _side(a, b, members, linked, differ)
        side_b = _side(b, a, members, linked, differ) - side_a
        told.append((side_a, side_b))
        yield _conflict(a, b, [members[k] for k in sorted(side_a)], [members[k] for k in sorted(side_b)], why, pair)


def _covers(side_a: set[int], side_b: set[int], pair: Pair) -> bool:
    """Whether a conflict already told has this pair's claims: one of them again on either side says nothing new."""
    told = side_a | side_b
    return pair.a in told and pair.b in told


def _side(one: Claim, other: Claim, members: dict[int, Claim], linked: dict[int, set[int]], differ: Differ) -> set[int]:
    """The claims that agree with one and contradict the other, and are aligned with either."""
    side = {one.id}
    for key, claim in members.items():
        if key in (one.id, other.id) or not (linked.get(key, set()) & {one.id, other.id}):
            continue
        if not differ(one, claim) and differ(other, claim):
            side.add(key)
    return side


def _conflict(a: Claim, b: Claim, side_a: list[Claim], side_b: list[Claim], why: str, pair: Pair) -> Conflict:
    best_a, best_b = a, b
    return Conflict(
        sides=(_side_of(a, side_a), _side_of(b, side_b)),
        reason=why,
        entity=best_a.entity if len(best_a.entity) <= 60 else best_a.entity[:57] + "…",
        predicate=a.predicate_words or a.predicate,
        measure=a.measure,
        confidence=round(min(0.97, 0.5 + 0.06 * pair.score), 3),
        values={"a.value": a.shown, "b.value": b.shown, "a.source": a.document, "b.source": b.document},
        explanation=(
            f"blocking key {pair.key}",
            *(
                f"{lv.attribute}: {lv.level} ({lv.weight:+.2f}){' ' + lv.detail if lv.detail else ''}"
                for lv in pair.levels
            ),
        ),
        repairs=(
            ConflictRepair(
                document=best_a.document,
                span=best_a.value_span,
                text=best_b.shown,
                description=f"say {best_b.shown} as {best_b.document} does",
            ),
            ConflictRepair(
                document=best_b.document,
                span=best_b.value_span,
                text=best_a.shown,
                description=f"say {best_a.shown} as {best_a.document} does",
            ),
        )
        if not (best_a.headed or best_b.headed)
        else (),
    )


def _side_of(main: Claim, side: list[Claim]) -> ConflictSide:
    ordered = [main, *(c for c in side if c.id != main.id)]
    return ConflictSide(label=main.shown, evidence=tuple(e for c in ordered for e in evidence_of(c)))
