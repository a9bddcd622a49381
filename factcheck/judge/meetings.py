"""Judge, part of statements: the cells of a case with further pairs, found by what a check knows of its own kind of claim."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.frozen import replace
from factcheck.judge.conflict import Case
from factcheck.model.cell import Cell, Pair


def with_meetings(case: Case, met: Iterable[Pair]) -> Case:
    """The case whose cells hold the pairs of alignment and those that a check brings; cells that they link become one."""
    pairs = list(met)
    if not pairs:
        return case
    home = {claim.id: cell.id for cell in case.cells for claim in cell.claims}
    parent: dict[str, str] = {}

    def find(key: str) -> str:
        while parent.get(key, key) != key:
            key = parent[key]
        return key

    def key_of(claim: int) -> str:
        return home.get(claim, f"claim {claim}")

    for pair in pairs:
        a, b = sorted((find(key_of(pair.a)), find(key_of(pair.b))))
        parent[b] = a
    grown: dict[str, tuple[set[int], list[Pair]]] = {}
    for pair in pairs:
        ids, links = grown.setdefault(find(key_of(pair.a)), (set(), []))
        ids.update((pair.a, pair.b))
        links.append(pair)
    kept: list[Cell] = []
    for cell in case.cells:
        root = find(cell.id)
        if root in grown:
            grown[root][0].update(c.id for c in cell.claims)
            grown[root][1].extend(cell.pairs)
        else:
            kept.append(cell)
    new = [
        Cell(
            id=f"met {min(ids)}",
            claims=tuple(case.claims[k] for k in sorted(ids)),
            pairs=tuple(sorted(links, key=lambda p: (p.a, p.b))),
        )
        for _, (ids, links) in sorted(grown.items())
    ]
    return replace(case, cells=[*kept, *new])
