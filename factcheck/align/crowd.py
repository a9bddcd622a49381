"""Align, part: how many documents share what two claims share. Where it is many, the two are two of a crowd.

The odds that two claims speak of one thing fall with the number of claims that might be meant instead (the prior of
Fellegi and Sunter, 1969), and the chance that some two of them look like a slip of each other rises with it, as the
expected number of equally good matches does in a search of sequences. So in a corpus of many documents a pair needs
something in common that few have: a name, or words that seldom stand together. Where it has nothing of the kind, that
its values are alike is what chance makes.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache

from factcheck.align.blocking import AMOUNTS
from factcheck.align.lexicon import level_of, weights
from factcheck.model.cell import Level
from factcheck.model.claim import Claim, EntityId
from factcheck.values.names import name_tokens
from factcheck.values.words import keep

FEW = 6
"""What so many documents share tells a thing as well as it can be told."""
SEVERAL = 2 * FEW
"""A name that more documents have tells no thing among them."""
_ALL = math.log(4)
"""From four times FEW on the likeness of two values is worth no more than what any two close ones are worth."""
_CLOSE = 0.6
_RAREST = 3
_OF_LIKENESS = frozenset({"closeness", "consensus", "sole"})


class Crowd:
    """Which words and names stand in which documents, for claims of each type.

    `named` tells the names of each document that is met, `spread` in how many of all `documents` each name stands, and
    `places` for each type and word the numbers of the documents in ascending order.
    """

    def __init__(
        self,
        named: Mapping[str, Set[EntityId]],
        spread: Mapping[EntityId, int],
        places: Mapping[tuple[str, str], Sequence[int]],
        documents: int,
    ) -> None:
        self._named, self._spread, self._places, self._total = named, spread, places, documents
        self._together: dict[tuple[str, ...], int] = {}

    def contrast(self, a: Claim, b: Claim) -> Level | None:
        """Whether two claims name two things of one sort, as the Orme Fund and the Hale Fund are, and no third one is known to both."""
        if a.document == b.document or set(a.entities) & set(b.entities):
            return None
        if any(self._spread[entity] <= FEW for entity in self._named[a.document] & self._named[b.document]):
            return None
        for x in a.entities or a.topic:
            for y in b.entities or b.topic:
                if _are_contrasted(x, y):
                    return Level(
                        attribute="names",
                        level="contrasted",
                        weight=weights()["names"]["contrasted"],
                        detail=f"{x} and {y}",
                    )
        return None

    def common_ground(self, a: Claim, b: Claim) -> Level | None:
        """Whether nothing that few documents name is named with both claims: `this process` may be any process then."""
        if a.document == b.document or a.type not in AMOUNTS:
            return None
        shared = {*a.entities, *a.topic} & {*b.entities, *b.topic}
        if any(self._spread.get(entity, SEVERAL + 1) <= SEVERAL for entity in shared):
            return None
        return level_of("crowd", "unnamed", ", ".join(sorted(shared)[:3]))

    def level(self, a: Claim, b: Claim, common: Sequence[str], levels: Iterable[Level]) -> Level | None:
        """What it takes away that many share what the two share; nothing if few do. `common` are the words of both clauses."""
        if a.document == b.document:
            return None
        size = self._size(a, b, common)
        if size <= FEW:
            return None
        excess = math.log(size / FEW)
        likeness = sum(level.weight for level in levels if level.attribute in _OF_LIKENESS) - _CLOSE
        weight = weights()["crowd"]["many"] * excess - max(0.0, likeness) * min(1.0, excess / _ALL)
        return Level(attribute="crowd", level="many", weight=round(weight, 4), detail=f"{size} documents")

    def _size(self, a: Claim, b: Claim, common: Sequence[str]) -> int:
        """How many documents have in common what two claims have in common that is rarest."""
        size = self._total
        shared = self._named[a.document] & self._named[b.document]
        for entity in shared:
            size = min(size, self._spread[entity])
        if size <= FEW:
            return size
        kind, places = a.type.value, self._places
        words = sorted(common, key=lambda word: len(places.get((kind, word), ())))[:_RAREST]
        if not words:
            return size
        key = (kind, *words)
        known = self._together.get(key)
        if known is None:
            known = keep(self._together, key, _common([places.get((kind, word), ()) for word in words]))
        return min(size, known)


def _common(lists: Sequence[Sequence[int]]) -> int:
    """How many documents stand in all lists, which ascend, the shortest first; of a short one all are taken to, and at least one is."""
    first, *others = lists
    if len(first) <= FEW:
        return len(first)
    return max(1, sum(all(_holds(other, number) for other in others) for number in first))


def _holds(numbers: Sequence[int], number: int) -> bool:
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number


def crowd_of(named: Mapping[str, Set[EntityId]], places: Mapping[tuple[str, str], Sequence[int]]) -> Crowd:
    """The crowd of a corpus; documents are numbered in order of their paths."""
    return Crowd(named, Counter(e for entities in named.values() for e in entities), places, len(named))


@lru_cache(maxsize=1 << 16)
def _are_contrasted(x: EntityId, y: EntityId) -> bool:
    """Whether two names end in one word and have no other in common."""
    p, q = name_tokens(x), name_tokens(y)
    return len(p) > 1 and len(q) > 1 and p[-1] == q[-1] and not set(p[:-1]) & set(q[:-1])
