"""Align, part: from joined pairs to cells, the groups of claims that must agree."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model.cell import Cell, Pair
from factcheck.model.claim import Claim


def make_cells(claims: Sequence[Claim], pairs: Sequence[Pair]) -> tuple[Cell, ...]:
    """The connected components of the joined pairs, in order of their first claim."""
    parent = {claim.id: claim.id for claim in claims}

    def find(x: int) -> int:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    joined = [pair for pair in pairs if pair.joined]
    for pair in joined:
        a, b = sorted((find(pair.a), find(pair.b)))
        parent[b] = a
    members: dict[int, list[Claim]] = {}
    for claim in claims:
        members.setdefault(find(claim.id), []).append(claim)
    links: dict[int, list[Pair]] = {}
    for pair in joined:
        links.setdefault(find(pair.a), []).append(pair)
    return tuple(
        Cell(id=f"{group[0].document}#{root}", claims=tuple(group), pairs=tuple(links[root]))
        for root, group in sorted(members.items())
        if len(group) > 1
    )
