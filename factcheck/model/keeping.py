"""Where a run keeps the claims and the pairs that it makes: in memory, if whoever runs it has no other place."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from factcheck.frozen import dataclass
from factcheck.model.cell import Pair
from factcheck.model.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """Each gives what stands for the records that it keeps, in their order; for what stands for one already, itself."""

    claims: Callable[[Iterable[Claim]], Iterable[Claim]] = iter
    pairs: Callable[[Iterable[Pair]], Iterable[Pair]] = iter


IN_MEMORY = Keeping()
