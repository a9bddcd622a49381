"""Frozen records: what `dataclasses.dataclass(frozen=True, slots=True)` makes, made faster. Below every stage.

Two things take time in the original. It compiles the source of six functions for each class, most of which nobody calls;
here a class has its constructor when the first of its records is made, and the rest is shared. And it sets each field
through `object.__setattr__`; here the fields are set while the object still is of a twin class that is not frozen and has
the same slots, then it becomes what it is. What a record can do, and how it is made, is the same. Where very many records are
made, `maker` gives a function that makes them in half to a third of the time of a call of the class.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

Record = TypeVar("Record")

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace

    def maker(cls: type[Record]) -> type[Record]:
        """What makes the records of a class of which very many are made: a function of their fields, called faster than the class."""
        return cls

    def positional_maker(cls: type[Any]) -> Callable[..., Any] | None:
        """As `maker`, of all fields in their order, whether they may else be given so or not; nothing is checked or worked out of them.

        None for a class without slots, or one that is made of another.
        """
        return None

else:

    def maker(cls):
        return _maker(cls) if cls in _COPIERS else cls

    def positional_maker(cls):
        has_slots = cls.__bases__ == (object,) and "__slots__" in vars(cls)
        return _maker(cls, is_positional=True) if has_slots else None

    def dataclass(cls=None, /, *, frozen=False, slots=False, order=False, **options):
        """As `dataclasses.dataclass`."""

        def made(cls):
            if frozen and slots and not order and _is_plain(cls):
                return _frozen(cls, options)
            return dataclasses.dataclass(cls, frozen=frozen, slots=slots, order=order, **options)

        return made if cls is None else made(cls)

    def replace(record, /, **changes):
        """As `dataclasses.replace`."""
        copier = _COPIERS.get(type(record))
        return dataclasses.replace(record, **changes) if copier is None else copier(record, changes)


def stands_for(cls: type, copied: Callable[[Any, dict[str, Any]], Any]) -> None:
    """Lets `replace` take objects of a class that stand for records; `copied` makes the changed record."""
    _COPIERS[cls] = copied


_HANDMADE = frozenset({"__post_init__", "__init__", "__eq__", "__hash__", "__setattr__", "__delattr__", "__getstate__"})
_MISSING = dataclasses.MISSING
_COPIERS: dict[type, Callable[[Any, dict[str, Any]], Any]] = {}
_new = object.__new__
_set_class = object.__dict__["__class__"].__set__


def _is_plain(cls: type) -> bool:
    given = vars(cls)
    return (
        cls.__bases__ == (object,)
        and _HANDMADE.isdisjoint(given)
        and all([value.init for value in given.values() if isinstance(value, dataclasses.Field)])
    )


def _frozen(cls: Any, options: dict[str, Any]) -> Any:
    is_compared = options.pop("eq", True)
    is_documented = cls.__doc__ is not None
    if not is_documented:
        cls.__doc__ = cls.__name__  # else its signature is worked out
    has_repr = "__repr__" in vars(cls)
    cls = dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=True, **options)
    cls.__dataclass_params__.frozen = cls.__dataclass_params__.init = True
    fields = dataclasses.fields(cls)
    names = tuple([f.name for f in fields])

    def __init__(self: Any, *given: Any, **named: Any) -> None:
        cls.__init__ = initializer = _initializer(cls)
        initializer(self, *given, **named)

    def __setattr__(self: Any, name: str, value: Any) -> None:
        if type(self) is cls or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self: Any, name: str) -> None:
        if type(self) is cls or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    cls.__init__, cls.__setattr__, cls.__delattr__ = __init__, __setattr__, __delattr__
    cls.__getstate__, cls.__setstate__ = _state, _set_state
    if not has_repr:
        cls.__repr__ = _shown
    if is_compared:
        cls.__eq__, cls.__hash__ = _comparison(fields)
    _COPIERS[cls] = _first_copy
    return cls


def _comparison(fields: tuple[dataclasses.Field[Any], ...]) -> tuple[Any, Any]:
    """Equality and hash of records by their fields."""
    compared = [f.name for f in fields if f.compare]
    hashed = [f.name for f in fields if (f.compare if f.hash is None else f.hash)]
    values, key = _values(compared), _values(hashed)

    def __eq__(self: Any, other: Any) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(key(self))

    return __eq__, __hash__


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple([getattr(record, name) for name in names])


def _shown(self: Any) -> str:
    shown = ", ".join([f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr])
    return f"{self.__class__.__qualname__}({shown})"


def _state(self: Any) -> list[Any]:
    """What is pickled."""
    return [getattr(self, f.name) for f in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for f, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)


def _initializer(cls: Any) -> Callable[..., None]:
    """The constructor of a class, which takes its fields as that of the original does."""
    given, made, known = _signature(cls)
    names = [f.name for f in dataclasses.fields(cls)]
    body = "".join([f"    self.{name} = {name}\n" for name in names])
    each = "".join([f"        _set(self, {name!r}, {name})\n" for name in names])
    exec(
        f"def __init__(self, {given}):\n{made}"
        f"    if self.__class__ is _cls:\n        _set_class(self, _twin)\n"  # else of a class made of it
        f"    else:\n{each}        return\n{body}    self.__class__ = _cls\n",
        known,
    )
    initializer: Callable[..., None] = known["__init__"]
    initializer.__qualname__ = f"{cls.__qualname__}.__init__"
    return initializer


def _maker(cls: Any, *, is_positional: bool = False) -> Callable[..., Any]:
    """A function that makes records of a class: no arguments are packed for it, as they are where a class is called."""
    given, made, known = _signature(cls, is_positional=is_positional)
    body = "".join([f"    new.{f.name} = {f.name}\n" for f in dataclasses.fields(cls)])
    exec(f"def make({given}):\n{made}    new = _new(_twin)\n{body}    new.__class__ = _cls\n    return new\n", known)
    make: Callable[..., Any] = known["make"]
    return make


def _signature(cls: Any, *, is_positional: bool = False) -> tuple[str, str, dict[str, Any]]:
    """The parameters that a constructor takes for the fields of a class, how it makes values that are not given, and what it knows."""
    fields = dataclasses.fields(cls)
    known: dict[str, Any] = {
        "_cls": cls,
        "_twin": _twin(cls),
        "_set_class": _set_class,
        "_none": _MISSING,
        "_set": object.__setattr__,
        "_new": _new,
    }
    positional: list[str] = []
    named: list[str] = []
    made: list[str] = []
    needed = max([n for n, f in enumerate(fields) if _is_needed(f)], default=-1) if is_positional else -1
    for number, f in enumerate(fields):
        given = f.name
        if number <= needed:
            pass  # what comes after it has no default
        elif f.default is not _MISSING:
            known[f"_default_{f.name}"] = f.default
            given += f"=_default_{f.name}"
        elif f.default_factory is not _MISSING:
            known[f"_factory_{f.name}"] = f.default_factory
            given += "=_none"
            made.append(f"    if {f.name} is _none: {f.name} = _factory_{f.name}()\n")
        (named if f.kw_only and not is_positional else positional).append(given)
    return ", ".join([*positional, *(["*", *named] if named else [])]), "".join(made), known


def _is_needed(f: dataclasses.Field[Any]) -> bool:
    return f.default is _MISSING and f.default_factory is _MISSING


def _first_copy(record: Any, changes: dict[str, Any]) -> Any:
    cls = type(record)
    body = "".join([f"    new.{f.name} = record.{f.name}\n" for f in dataclasses.fields(cls)])
    known: dict[str, Any] = {"_cls": cls, "_twin": _twin(cls), "_new": _new}
    exec(
        f"def copy(record, changes):\n    new = _new(_twin)\n{body}"
        "    for name, value in changes.items(): setattr(new, name, value)\n    new.__class__ = _cls\n    return new\n",
        known,
    )
    _COPIERS[cls] = known["copy"]
    return known["copy"](record, changes)


_TWINS: dict[type, type] = {}


def _twin(cls: type) -> type:
    """A class of the same slots that is not frozen."""
    if cls not in _TWINS:
        _TWINS[cls] = type(cls.__name__, (), {"__slots__": cls.__slots__})  # type: ignore[attr-defined]
    return _TWINS[cls]
