"""Run, part: keeps the levels of the joined pairs of a large run in a file. A pair has fifteen of them, and a finding few pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from factcheck.frozen import replace, stands_for
from factcheck.model.cell import Pair
from factcheck.run.drawers import Drawer, Drawers, StandIn, in_drawer, opened, setters_of
from factcheck.run.packing import packs_as
from factcheck.run.spool import Spool

_TOGETHER = 16
"""Pairs of a drawer. They are made in an order in which those of one thing lie close together."""
_OPEN = 1024
"""Drawers that are open at a time."""
_HELD = ("a", "b", "score", "joined")


class PairShelf:
    """The pairs of a run. Where the file takes no more, they stay in memory."""

    def __init__(self, spool: Spool) -> None:
        self._drawers = Drawers(spool, _OPEN)

    def __call__(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """What stands for the pairs, or the pairs themselves."""
        waiting: list[Pair] = []
        for pair in pairs:
            waiting.append(pair)
            if len(waiting) == _TOGETHER:
                yield from self._put(waiting)
                waiting = []
        yield from self._put(waiting)

    def _put(self, pairs: list[Pair]) -> Iterable[Pair]:
        drawer = self._drawers.filled(pairs) if all(type(pair) is Pair for pair in pairs) else None
        if drawer is None:
            return pairs
        return [_standing_for(pair, drawer, number) for number, pair in enumerate(pairs)]


class _ShelvedPair(StandIn):
    """Stands for a pair whose key and levels are in a drawer."""

    __slots__ = _HELD
    key = in_drawer("key")
    levels = in_drawer("levels")


_SETTERS = setters_of(_ShelvedPair, _HELD)


def _standing_for(pair: Pair, drawer: Drawer, number: int) -> Pair:
    made = object.__new__(_ShelvedPair)
    for set_slot, value in zip(_SETTERS, (drawer, number, pair.a, pair.b, pair.score, pair.joined), strict=True):
        set_slot(made, value)
    return cast(Pair, made)


def _changed(shelved: Any, changes: dict[str, Any]) -> Pair:
    return replace(cast(Pair, opened(shelved)), **changes)


stands_for(_ShelvedPair, _changed)
packs_as(Pair, _ShelvedPair, opened)
