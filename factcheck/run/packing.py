"""Run, part: what stages gave as bytes, for other processes and for the cache: of a document, of a whole run.

Pickle's format, with a table of our own for what may stand in it: the records that extractions, claims and findings are
made of, and nothing else. Loading calls no function but their builders, so that bytes which somebody else wrote cannot run code.
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from types import FunctionType
from typing import Any, get_args, get_type_hints

from factcheck.frozen import positional_maker
from factcheck.model.cell import Pair
from factcheck.model.claim import Claim, Entity
from factcheck.model.document import Document
from factcheck.model.extraction import Extraction
from factcheck.model.finding import Finding
from factcheck.values.words import Token, tokens

MOST = 1 << 30
"""The most bytes that a packed document may grow to when it is unpacked."""
_LEVEL = 1
_Tokens = tuple[Token, ...]


class NotPackable(Exception):
    """Something is in an extraction that is no record of ours: an extractor from outside put it there."""


class TokensOfBlocks(Mapping[int, _Tokens]):
    """The tokens of a document's blocks, worked out when they are asked for: they are a third of all that is packed."""

    __slots__ = ("_document",)

    def __init__(self, document: Document) -> None:
        self._document = document

    def __getitem__(self, index: int) -> _Tokens:
        if not 0 <= index < len(self._document.blocks):
            raise KeyError(index)
        return tokens(self._document.blocks[index].text)

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self._document.blocks)))

    def __len__(self) -> int:
        return len(self._document.blocks)


def pack(extraction: Extraction) -> bytes:
    """The extraction and its document as bytes, without its tokens; raises NotPackable."""
    held = (
        extraction.document,
        dict(extraction.sentences),
        dict(extraction.times),
        dict(extraction.quantities),
        dict(extraction.names),
        extraction.drafts,
        dict(extraction.referents),
        extraction.problems,
    )
    return pack_records(held)


def unpack(packed: bytes | memoryview) -> Extraction:
    """The extraction that was packed; raises ValueError where the bytes are not those of one."""
    try:
        held = unpack_records(packed)
        document, sentences, times, quantities, names, drafts, referents, problems = held
        if not isinstance(document, Document):
            raise ValueError("no document")
    except Exception as error:
        raise ValueError(f"no packed extraction: {type(error).__name__}: {error}") from error
    return Extraction(
        document=document, tokens=TokensOfBlocks(document), sentences=sentences, times=times, quantities=quantities,
        names=names, drafts=drafts, referents=referents, problems=problems,
    )  # fmt: skip


def pack_records(held: Any) -> bytes:
    """Records, and tuples, lists, dictionaries and sets of them, as bytes; raises NotPackable where something else is among them."""
    return zlib.compress(flat_records(held), _LEVEL)


def flat_records(held: Any) -> memoryview:
    """As `pack_records`, and not compressed: for another process, which is as fast as the room is cheap."""
    written = io.BytesIO()
    _Packer(written, pickle.HIGHEST_PROTOCOL).dump(held)
    return written.getbuffer()


def made_of_flat(flat: bytes | memoryview) -> Any:
    """The records that were made flat."""
    return _Unpacker(io.BytesIO(flat)).load()


def unpack_records(packed: bytes | memoryview) -> Any:
    """What was packed; raises ValueError where the bytes do not hold records and nothing else."""
    flat = zlib.decompressobj()
    try:
        data = flat.decompress(packed, MOST)
        if not flat.eof:
            raise ValueError("cut off, or too large")
        return made_of_flat(data)
    except Exception as error:
        raise ValueError(f"no packed records: {type(error).__name__}: {error}") from error


def packs_as(kind: type, cls: type, opened: Callable[[Any], Any]) -> None:
    """Lets objects of a class that stand for records of a kind be packed as these."""
    _FLATTEN[cls] = lambda value: _FLATTEN[kind](opened(value))


class _Packer(pickle.Pickler):
    """Writes a record as the name of its builder and its values, trailing defaults left out."""

    def reducer_override(self, value: Any) -> Any:
        flatten = _FLATTEN.get(type(value))
        if flatten is not None:
            return flatten(value)
        if type(value) in _NATIVE or value in _BUILDERS.values():
            return NotImplemented
        raise NotPackable(f"{type(value).__module__}.{type(value).__qualname__}")


class _Unpacker(pickle.Unpickler):
    """Knows the builders by their names, and nothing else that could be called."""

    def find_class(self, module: str, name: str) -> Any:
        builder = _BUILDERS.get(name)
        if module != __name__ or builder is None:
            raise pickle.UnpicklingError(f"{module}.{name} is no record")
        return builder


# --- the records --------------------------------------------------------------------------------------------------------

_NATIVE = frozenset({frozenset, set})
"""What is no record, and which pickle writes without a function."""
_BUILDERS: dict[str, FunctionType] = {}
_FLATTEN: dict[type, Callable[[Any], tuple[Any, tuple[Any, ...]]]] = {}


def _records() -> list[type]:
    """The classes of all that an extraction, a claim, a pair or a finding can hold, read off the types of their fields."""
    found: dict[type, None] = {}
    waiting: list[Any] = [Pair, Finding, Entity, Claim, Extraction]
    while waiting:
        kind = waiting.pop()
        waiting += get_args(kind)
        if not isinstance(kind, type) or kind in found:
            continue
        if is_dataclass(kind):
            found[kind] = None
            waiting += get_type_hints(kind).values()
        elif issubclass(kind, (Enum, Decimal)):
            found[kind] = None
    return [kind for kind in found if kind is not Extraction]


def _learn(kind: type) -> None:
    builder, flatten = _of_record(kind) if is_dataclass(kind) else _of_value(kind)
    name = f"_build_{kind.__name__}"
    if name in _BUILDERS:
        raise TypeError(f"two records are called {kind.__name__}")
    # pickle writes a function as the module and the name under which it can be found
    builder.__module__, builder.__qualname__, builder.__name__ = __name__, name, name
    globals()[name] = _BUILDERS[name] = builder
    _FLATTEN[kind] = lambda value: (builder, flatten(value))


def _of_record(kind: Any) -> tuple[Any, Callable[[Any], tuple[Any, ...]]]:
    """How a record is built of its values and taken apart into them.

    Its slots are filled one by one, which is several times as fast as what dataclasses offer pickle for frozen records.
    """
    parts = fields(kind)
    if not all(part.init for part in parts) or any(part.default_factory is not MISSING for part in parts):
        raise TypeError(f"{kind.__name__} has fields that are worked out")
    builder = positional_maker(kind)
    if builder is None:
        raise TypeError(f"{kind.__name__} has no slots of its own")
    defaults = tuple(part.default for part in parts)
    getters = tuple(kind.__dict__[part.name].__get__ for part in parts)

    def flatten(record: Any) -> tuple[Any, ...]:
        values = [get_slot(record) for get_slot in getters]
        while values and values[-1] is defaults[len(values) - 1]:
            values.pop()
        return tuple(values)

    return builder, flatten


def _of_value(kind: Any) -> tuple[Any, Callable[[Any], tuple[Any, ...]]]:
    if issubclass(kind, Decimal):

        def number(value: Any) -> Any:
            return kind(value)

        return number, lambda value: (str(value),)
    members = {member.value: member for member in kind}

    def member_of(value: Any) -> Any:
        return members[value]  # a third of the time of a call of the class

    return member_of, lambda value: (value.value,)


for _record in _records():
    _learn(_record)
