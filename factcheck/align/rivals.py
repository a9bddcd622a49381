"""Align, part: what else the other document has that a claim could mean; the best match by far is the likelier one.

One-to-one matching as in record linkage (Jaro 1989), without its assignment problem: a pair is held against the next
best partner of either side in the other's document, and gains or loses by the distance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from factcheck.align.lexicon import VETO, threshold, weights
from factcheck.frozen import replace
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim
from factcheck.values import dates, durations, quantities, yearly
from factcheck.values.dates import DateValue
from factcheck.values.durations import Duration
from factcheck.values.quantities import Quantity
from factcheck.values.yearly import YearlyDate

_FAR, _NEAR = 3.0, 1.0
"""By how much a pair must be better than its best rival for that one to lie far behind, or behind."""
_BY_FAR = 6.0
"""By how much a rival must be better to be the one that is meant, whatever else speaks for the pair."""
_REACH = 3.0
"""How far below the threshold a pair may lie to be looked at: none comes up from deeper."""

Rivals = Callable[[Claim, str], Iterable[Claim]]
"""The claims of a document that a claim could mean, besides the one that it is held against."""


def with_rivals(pair: Pair, a: Claim, b: Claim, met: Rivals, score: Callable[[Claim, Claim], float]) -> Pair:
    """A pair of two documents whose values contradict each other, with one more level, and scored anew; any other as it is."""
    lowest = threshold(a.type.value) - _REACH
    if pair.score < lowest or a.document == b.document or are_alike(a, b) is not False:
        return pair
    rivals = [
        (scored, rival)
        for own, other in ((a, b), (b, a))
        for rival in met(own, other.document)
        if rival.id != other.id and are_alike(rival, other) is False and (scored := score(own, rival)) != VETO
    ]
    return _weighed(pair, max(rivals, key=lambda r: (r[0], -r[1].id), default=None), a.type.value)


def are_alike(a: Claim, b: Claim) -> bool | None:
    """Whether two values agree; nothing where they are not of one sort."""
    x, y = a.value, b.value
    if isinstance(x, DateValue) and isinstance(y, DateValue):
        return x.latest == y.latest if a.type.value == "deadline" else dates.overlaps(x, y)
    if isinstance(x, YearlyDate) and isinstance(y, YearlyDate):
        return x.last == y.last if a.type.value == "deadline" else yearly.overlaps(x, y)
    if isinstance(x, Quantity) and isinstance(y, Quantity) and quantities.comparable(x, y):
        return quantities.agree(x, y)
    if isinstance(x, Duration) and isinstance(y, Duration) and durations.comparable(x, y):
        return durations.agree(x, y)
    return None


def _weighed(pair: Pair, rival: tuple[float, Claim] | None, type_of_claim: str) -> Pair:
    if rival is None:
        name, detail = "none", ""
    else:
        margin = pair.score - rival[0]
        name = (
            "far"
            if margin >= _FAR
            else "weaker"
            if margin >= _NEAR
            else "equal"
            if margin > -_NEAR
            else "better"
            if margin > -_BY_FAR
            else "by-far"
        )
        detail = f"{rival[1].shown} in {rival[1].document}"
    level = Level(attribute="rivals", level=name, weight=weights()["rivals"][name], detail=detail)
    score = pair.score + level.weight
    return replace(pair, levels=(*pair.levels, level), score=score, joined=score >= threshold(type_of_claim))
