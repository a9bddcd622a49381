"""Stage 4, align: claims of the whole corpus in, pairs and cells of claims that speak of the same thing out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.align.blocking import candidate_pairs
from factcheck.align.cells import make_cells
from factcheck.align.comparison import Comparer
from factcheck.align.declared import declared_pairs
from factcheck.align.rivals import with_rivals
from factcheck.align.statements import STATEMENTS, compare_statements
from factcheck.model.cell import Cell, Pair
from factcheck.model.claim import Claim, ClaimType

__all__ = ["Alignment", "align"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """All candidate pairs with their levels, and the cells that the joined ones make."""

    claims: tuple[Claim, ...]
    pairs: tuple[Pair, ...]
    cells: tuple[Cell, ...]


def align(claims: Sequence[Claim]) -> Alignment:
    """The cells of claims that must agree. Pairs come from blocking keys, each once; never all pairs."""
    # a fact that is declared changes nothing between documents
    told = [claim for claim in claims if claim.fact is None]
    # what is said of the spelling of a name tells nothing of how common a word or a name is
    comparer = Comparer([c for c in told if c.type is not ClaimType.NAME or c.predicate != "spelled"])
    by_id = {claim.id: claim for claim in told}
    made = [
        (compare_statements if by_id[a].type in STATEMENTS else comparer.compare)(by_id[a], by_id[b], key)
        for a, b, key in candidate_pairs(told)
    ]
    made = with_rivals(made, by_id)
    pairs = tuple(sorted((*made, *declared_pairs(claims)), key=lambda pair: (pair.a, pair.b)))
    return Alignment(claims=tuple(claims), pairs=pairs, cells=make_cells(claims, pairs))
