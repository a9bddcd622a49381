"""How a stage hands out work that falls into parts: whoever runs it may have several processes do them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")


class Spread(Protocol):
    """Gives the result of each part in the order of the parts.

    What `work` changes may be lost, since another process may do it: it tells all by its result.
    """

    def __call__(self, work: Callable[[Part], Result], parts: Sequence[Part], /) -> Iterable[Result]:
        """As `map`."""
        ...


def one_after_another(work: Callable[[Part], Result], parts: Sequence[Part], /) -> Iterable[Result]:
    """The parts in this process."""
    return map(work, parts)
