"""Run, part: records of a large run in a file, some together in a drawer. Few drawers are open at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from factcheck.run.packing import NotPackable, flat_records, made_of_flat
from factcheck.run.spool import Place, Spool


class Drawers:
    """The drawers of one sort of records, of which so many are open at most."""

    def __init__(self, spool: Spool, most_open: int) -> None:
        self._spool, self._most_open = spool, most_open
        self._open: deque[Drawer] = deque()

    def filled(self, records: list[Any], common: Any = None) -> Drawer | None:
        """A drawer with the records; none where they cannot be packed or written."""
        try:
            place = self._spool.written(flat_records(records))
        except NotPackable:
            return None
        return Drawer(self, place, common) if place is not None else None

    def opened(self, drawer: Drawer) -> list[Any]:
        """The records of a drawer, out of the file; the one that was opened first is shut for it."""
        while len(self._open) >= self._most_open:
            self._open.popleft().held = None
        self._open.append(drawer)
        held: list[Any] = made_of_flat(self._spool.read(drawer.place))
        drawer.held = held
        return held


class Drawer:
    """Some records, which are loaded when one of them is asked for; and what they have in common, which stays in memory."""

    __slots__ = ("common", "drawers", "held", "place")

    def __init__(self, drawers: Drawers, place: Place, common: Any) -> None:
        self.drawers, self.place, self.common = drawers, place, common
        self.held: list[Any] | None = None

    def records(self) -> list[Any]:
        """What is in it."""
        return self.held or self.drawers.opened(self)


class StandIn:
    """Stands for a record in a drawer. A class of it says which fields stay in memory; `completed` makes it whole."""

    __slots__ = ("_drawer", "_number")

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"cannot assign to field {name!r}")

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return bool(self._opened() == (other._opened() if isinstance(other, StandIn) else other))

    def __hash__(self) -> int:
        return hash(self._opened())

    def __repr__(self) -> str:
        return repr(self._opened())

    def __reduce__(self) -> tuple[Any, ...]:
        return _itself, (self._opened(),)

    def _opened(self) -> Any:
        """The record."""
        return self._drawer.records()[self._number]  # type: ignore[attr-defined]


def _itself(record: Any) -> Any:
    return record


def opened(standing: Any) -> Any:
    """The record that is stood for."""
    return standing._opened()


def in_drawer(name: str) -> Any:
    """A field that is looked up in the drawer."""

    def field(self: Any) -> Any:
        drawer = self._drawer
        return getattr((drawer.held or drawer.records())[self._number], name)

    return property(field)


def setters_of(cls: type[StandIn], names: tuple[str, ...]) -> tuple[Callable[[Any, Any], None], ...]:
    """What sets the slots of a class that is made once and never changed."""
    slots = {**StandIn.__dict__, **cls.__dict__}
    return tuple(slots[name].__set__ for name in ("_drawer", "_number", *names))
