"""Extract, part: of the mentions of a block those that begin in a stretch of it, without a look at all the others.

A paragraph of a thousand sentences has thousands of mentions, and each sentence asks for its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

_START = attrgetter("start")
_LONGEST = 250
"""No mention is as long, with the words that lead it."""
_FEW = 16
"""So few are looked at faster than they are searched."""


class Begun(Protocol):
    """What has a place in a text."""

    @property
    def start(self) -> int: ...


Mention = TypeVar("Mention", bound=Begun)


def begun_in(mentions: Sequence[Begun], start: int, end: int) -> range:
    """The numbers of the mentions, which are in order, that begin from `start` on and before `end`; of a few mentions all."""
    if len(mentions) < _FEW:
        return range(len(mentions))
    first = bisect_left(mentions, start, key=_START)
    return range(first, bisect_left(mentions, end, first, key=_START))


def near(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """The mentions that may reach into a stretch: those that begin in it or shortly before or behind it; of a few all."""
    if len(mentions) < _FEW:
        return mentions
    found = begun_in(mentions, start - _LONGEST, end + _LONGEST)
    return mentions[found.start : found.stop]
