"""Simple temporal networks: points in time, bounds between them, and the smallest set of bounds that cannot all hold.

Pure algebra below every stage. A network is inconsistent exactly when its distance graph has a negative cycle
(R. Dechter, I. Meiri, J. Pearl, Temporal constraint networks, Artificial Intelligence 49, 1991).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from factcheck.frozen import dataclass

ORIGIN = ""
"""The point that dates are counted from: a bound from it is a date."""
_HAIR = 1e-6


@dataclass(frozen=True, slots=True)
class Bound:
    """`later` lies at most so many days after `earlier`; a negative count puts it before."""

    earlier: str
    later: str
    days: float
    label: str = ""
    """What says so. Bounds of one label stand and fall together; those without one are beyond doubt."""


Cycle = tuple[Bound, ...]
"""Bounds that lead back to where they began, with a negative sum: they cannot all hold."""


def between(a: str, b: str, least: float | None, most: float | None, label: str = "") -> Iterator[Bound]:
    """The bounds of `b` lying from `least` to `most` days after `a`; none is an open end."""
    if most is not None:
        yield Bound(a, b, most, label)
    if least is not None:
        yield Bound(b, a, -least, label)


def contradictions(bounds: Sequence[Bound]) -> Iterator[Cycle]:
    """One minimal negative cycle after the other; those that fall with a culprit told before are left out.

    After each cycle the bounds of one of its labels are dropped: the one label without which its whole component
    holds, if there is one, else all of them.
    """
    for component in components(bounds):
        left = component
        while (cycle := negative_cycle(left)) is not None:
            cycle = minimal(left, cycle)
            yield cycle
            labels = labels_of(cycle)
            if not labels:
                break
            cured = next((k for k in labels if negative_cycle(_without(left, {k})) is None), None)
            left = _without(left, {cured} if cured is not None else set(labels))


def components(bounds: Iterable[Bound]) -> list[tuple[Bound, ...]]:
    """The bounds that are linked by points other than the origin or by a label, in the order of their first bound."""
    parent: dict[str, str] = {}

    def find(x: str) -> str:
        root = x
        while parent.setdefault(root, root) != root:
            root = parent[root]
        while parent[x] != root:
            parent[x], x = root, parent[x]
        return root

    listed = list(bounds)
    for bound in listed:
        ends = [f"p {p}" for p in (bound.earlier, bound.later) if p != ORIGIN]
        if bound.label:
            ends.append(f"l {bound.label}")
        for other in ends[1:]:
            parent[find(other)] = find(ends[0])
    grouped: dict[str, list[Bound]] = defaultdict(list)
    for bound in listed:
        point = bound.earlier if bound.earlier != ORIGIN else bound.later
        grouped[find(f"p {point}")].append(bound)
    return [tuple(group) for group in grouped.values()]


def negative_cycle(bounds: Sequence[Bound]) -> Cycle | None:
    """A negative cycle, or none if the network is consistent. Algorithm: Bellman and Ford, from all points at once."""
    distance: dict[str, float] = {}
    for bound in bounds:
        distance.setdefault(bound.earlier, 0.0)
        distance.setdefault(bound.later, 0.0)
    into: dict[str, Bound] = {}
    moved = ""
    for _ in range(len(distance) + 1):
        last = None
        for bound in bounds:
            if distance[bound.earlier] + bound.days < distance[bound.later] - _HAIR:
                distance[bound.later] = distance[bound.earlier] + bound.days
                into[bound.later] = bound
                last = bound.later
        if last is None:
            return None
        moved = last
    # some point on a cycle is reached from the last one that moved, by as many steps back as there are points
    point = moved
    for _ in range(len(distance)):
        point = into[point].earlier
    cycle: list[Bound] = []
    at = point
    while not cycle or at != point:
        cycle.append(into[at])
        at = into[at].earlier
    return tuple(reversed(cycle))


def minimal(bounds: Sequence[Bound], cycle: Cycle) -> Cycle:
    """A negative cycle whose labels are needed all: without any one of them, the others can hold."""
    labels = labels_of(cycle)
    for label in labels:
        kept = set(labels_of(cycle)) - {label}
        if label not in labels_of(cycle):
            continue
        smaller = negative_cycle([b for b in bounds if not b.label or b.label in kept])
        if smaller is not None:
            cycle = smaller
    return cycle


def labels_of(cycle: Iterable[Bound]) -> tuple[str, ...]:
    """The labels of some bounds, each once, in their order."""
    return tuple(dict.fromkeys(b.label for b in cycle if b.label))


def _without(bounds: Sequence[Bound], labels: set[str]) -> tuple[Bound, ...]:
    return tuple(b for b in bounds if b.label not in labels)
