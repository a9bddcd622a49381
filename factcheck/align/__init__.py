"""Stage 4, align: claims of the whole corpus in, pairs and cells of claims that speak of the same thing out."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.align.cells import make_cells
from factcheck.align.declared import declared_pairs
from factcheck.align.meeting import Meeting
from factcheck.frozen import dataclass
from factcheck.model.cell import Cell, Pair
from factcheck.model.claim import Claim
from factcheck.model.keeping import IN_MEMORY, Keeping
from factcheck.model.spread import Spread, one_after_another

__all__ = ["Alignment", "Comparisons", "align", "compared_pairs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The joined pairs with their levels, and the cells that they make."""

    claims: tuple[Claim, ...]
    pairs: tuple[Pair, ...]
    """Those that were joined. What kept another one apart is worked out anew where it is asked for: `Comparisons`."""
    cells: tuple[Cell, ...]
    met: int = 0
    """How many pairs of claims had a key in common and so were looked at."""


def align(claims: Sequence[Claim], spread: Spread = one_after_another, keeping: Keeping = IN_MEMORY) -> Alignment:
    """The cells of claims that must agree. Pairs come from blocking keys, each once; never all pairs.

    `spread` hands out the comparisons, `keeping` tells where the pairs are kept.
    """
    meeting = Meeting(_told(claims))
    made = [*keeping.pairs(meeting.joined(spread)), *(pair for pair in declared_pairs(claims) if pair.joined)]
    pairs = tuple(sorted(made, key=lambda pair: (pair.a, pair.b)))
    return Alignment(claims=tuple(claims), pairs=pairs, cells=make_cells(claims, pairs), met=meeting.met)


def compared_pairs(claims: Sequence[Claim]) -> list[Pair]:
    """Every pair that meets, with all its levels, joined or not: for a look at how a corpus is compared."""
    meeting = Meeting(_told(claims))
    ids = [(a, b) for a in meeting.claims for b in sorted(meeting.blocks.partners(a))]
    made = [pair for a, b in ids if (pair := meeting.pair(a, b)) is not None]
    return sorted((*made, *declared_pairs(claims)), key=lambda pair: (pair.a, pair.b))


class Comparisons:
    """Single pairs with all their levels, joined or not. A check keeps those that it joined; the others are worked out when asked for."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self._meeting: Meeting | None = None
        self._declared: dict[tuple[int, int], Pair] = {}

    def pair(self, a: int, b: int) -> Pair | None:
        """The comparison of two claims; nothing if they never meet."""
        if self._meeting is None:
            self._meeting = Meeting(_told(self.claims))
            self._declared = {(pair.a, pair.b): pair for pair in declared_pairs(self.claims)}
        ids = (min(a, b), max(a, b))
        return self._declared.get(ids) or self._meeting.pair(*ids)


def _told(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of documents: a fact that is declared changes nothing between them."""
    return [claim for claim in claims if claim.fact is None]
