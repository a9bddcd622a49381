"""Frozen records that are made and altered quickly. Below every stage; for the records of which a run makes thousands.

A frozen dataclass sets each of its fields through `object.__setattr__`, which takes most of the time in which a record of
many fields is made. Here the fields are set while the object still is of a twin class that is not frozen and has the same
slots; then it becomes what it is. What a record can do, and how it is made, is the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

Record = TypeVar("Record")
_COPIERS: dict[type, Callable[[Any, Mapping[str, Any]], Any]] = {}
_MISSING = dataclasses.MISSING


def quick(cls: type[Record]) -> type[Record]:
    """Stands above `@dataclass(frozen=True, slots=True)`. A class with a base or a `__post_init__` stays as it is."""
    fields = dataclasses.fields(cls)  # type: ignore[arg-type]
    if cls.__bases__ != (object,) or hasattr(cls, "__post_init__") or not all(f.init for f in fields):
        return cls
    names = [f.name for f in fields]
    twin = type(cls.__name__, (), {"__slots__": cls.__slots__})  # type: ignore[attr-defined]
    known: dict[str, Any] = {
        "_cls": cls, "_twin": twin, "_set_class": object.__dict__["__class__"].__set__, "_make": object.__new__, "_none": _MISSING,
    }  # fmt: skip
    positional: list[str] = []
    named: list[str] = []
    made: list[str] = []
    for f in fields:
        given = f.name
        if f.default is not _MISSING:
            known[f"_default_{f.name}"] = f.default
            given += f"=_default_{f.name}"
        elif f.default_factory is not _MISSING:
            known[f"_factory_{f.name}"] = f.default_factory
            given += "=_none"
            made.append(f"    if {f.name} is _none: {f.name} = _factory_{f.name}()\n")
        (named if f.kw_only else positional).append(given)
    given = ", ".join(["self", *positional, *(["*", *named] if named else [])])
    source = (
        f"def __init__({given}):\n{''.join(made)}    _set_class(self, _twin)\n"
        + "".join(f"    self.{name} = {name}\n" for name in names)
        + "    self.__class__ = _cls\n"
        + "def copy(record, changes):\n    new = _make(_twin)\n"
        + "".join(f"    new.{name} = record.{name}\n" for name in names)
        + "    for name, value in changes.items(): setattr(new, name, value)\n    new.__class__ = _cls\n    return new\n"
    )
    exec(source, known)
    known["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    known["__init__"].__annotations__ = cls.__init__.__annotations__
    cls.__init__ = known["__init__"]  # type: ignore[method-assign]
    _COPIERS[cls] = known["copy"]
    return cls


if TYPE_CHECKING:
    from dataclasses import replace as replace
else:

    def replace(record, /, **changes):
        """As `dataclasses.replace`."""
        copier = _COPIERS.get(type(record))
        return dataclasses.replace(record, **changes) if copier is None else copier(record, changes)
