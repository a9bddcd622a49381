"""What `align` gives: pairs and groups of claims that speak of the same thing, and why."""

from __future__ import annotations

from factcheck.frozen import dataclass
from factcheck.model.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One comparison of a candidate pair: which attribute, at which level it agrees, and what that is worth."""

    attribute: str
    """entity, predicate, scope, occurrence, modality, context, measure."""
    level: str
    """exact, alias, class, silent, different, ..."""
    weight: float
    """Log-odds; minus infinity is a veto."""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two claims that may speak of the same thing. Ids in ascending order."""

    a: int
    b: int
    key: str
    """The blocking key that brought them together."""
    levels: tuple[Level, ...]
    score: float
    """Sum of the weights; above the threshold the pair is joined."""
    joined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Claims that speak of the same thing and so must agree, in order of their ids."""

    id: str
    claims: tuple[Claim, ...]
    pairs: tuple[Pair, ...]
