"""Run, part: keeps the documents of a large run packed, so that memory holds a few of them at a time and not all.

What stands for a document or an extraction knows its path and loads the rest whenever it is asked for: those who work on
documents see no difference, as long as they go through them one after the other. Once the times of a document have been
completed, nothing of it is kept but its text and blocks, its times and its quantities.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from factcheck.errors import Problem
from factcheck.frozen import dataclass
from factcheck.model.document import Document
from factcheck.model.extraction import Extraction, rest_of
from factcheck.model.keeping import Keeping
from factcheck.model.time import Timex
from factcheck.run.claim_shelf import ClaimShelf
from factcheck.run.packing import NotPackable, pack, unpack
from factcheck.run.pair_shelf import PairShelf
from factcheck.run.spool import Place, Spool

LARGE = 64 * 1024 * 1024
"""Bytes of sources beyond which a run keeps its documents packed."""
_OPEN = 256
"""Documents that are open at a time, beside those that stay so."""
_STAY = 32 * 1024 * 1024
"""Bytes of packed documents that stay open, about ten times as many in memory: the checks go through all documents two dozen
times, and whatever was used last would be gone when its turn comes again."""

Times = Mapping[int, tuple[Timex, ...]]


class Shelf:
    """The packed extractions of a run, in a file without a name. Where that takes no more, the rest stays in memory."""

    def __init__(self) -> None:
        self._spool = Spool()
        self._places: list[Place] = []
        self._kept: dict[int, Extraction] = {}
        """What stays open, or could not be written any more."""
        self._room = _STAY
        self._open: dict[int, Extraction] = {}
        self.times = _CompletedTimes(self)
        self.keeping = Keeping(claims=ClaimShelf(self._spool), pairs=PairShelf(self._spool))

    @property
    def notes(self) -> list[Problem]:
        """That the disk takes no more."""
        return self._spool.notes

    def put(self, extraction: Extraction, packed: bytes = b"") -> Extraction:
        """What stands for an extraction; the extraction itself where it cannot be packed or written."""
        try:
            packed = packed or pack(extraction)
        except NotPackable:
            return extraction
        place = self._spool.written(packed)
        if place is None:
            return extraction
        number = len(self._places)
        self._places.append(place)
        self.times.add(extraction.document.path, number)
        self._stays(number, extraction)
        return _standing_for(extraction, self, number)

    def opened(self, number: int) -> Extraction:
        """The extraction of a number."""
        if (kept := self._kept.get(number)) is not None:
            return kept
        found = self._open.pop(number, None)
        if found is None:
            while len(self._open) >= _OPEN:
                del self._open[next(iter(self._open))]
            found = unpack(self._spool.read(self._places[number]))
            if self._stays(number, found):
                return found
        self._open[number] = found  # the last one now: the longest unused is the first
        return found

    def complete(self, number: int, times: Times) -> None:
        """Keeps the completed times of a document, and of the rest what is still asked for."""
        found = self.opened(number)
        slim = rest_of(found, times)
        place = self._spool.written(pack(slim))
        if place is None:
            self._kept[number] = slim
            return
        if number in self._kept:
            self._room += self._places[number][1] - place[1]
            self._kept[number] = slim
        else:
            self._open[number] = slim
        self._places[number] = place

    def _stays(self, number: int, extraction: Extraction) -> bool:
        """Whether an extraction stays open: as long as there is room."""
        length = self._places[number][1]
        if length > self._room:
            return False
        self._room -= length
        self._kept[number] = extraction
        return True


class _CompletedTimes(MutableMapping[str, Times]):
    """The completed times of the documents of a shelf, by path, and of those beside it."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._numbers: dict[str, int] = {}
        self._others: dict[str, Times] = {}
        self._completed: dict[str, None] = {}

    def add(self, path: str, number: int) -> None:
        """Notes which document on the shelf has this path."""
        self._numbers[path] = number

    def __getitem__(self, path: str) -> Times:
        if path in self._others:
            return self._others[path]
        if path not in self._completed:
            raise KeyError(path)
        return self._shelf.opened(self._numbers[path]).times

    def __setitem__(self, path: str, times: Times) -> None:
        if path in self._numbers:
            self._shelf.complete(self._numbers[path], times)
        else:
            self._others[path] = times
        self._completed[path] = None

    def __delitem__(self, path: str) -> None:
        del self._completed[path]
        self._others.pop(path, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._completed)

    def __len__(self) -> int:
        return len(self._completed)


# --- what stands for them -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    shelf: Shelf
    number: int

    @property
    def held(self) -> Extraction:
        return self.shelf.opened(self.number)


def _standing_for(extraction: Extraction, shelf: Shelf, number: int) -> Extraction:
    place = _Place(shelf, number)
    document = object.__new__(_ShelvedDocument)
    for name in ("path", "format", "encoding", "problems", "language", "day_first", "dated_by"):
        object.__setattr__(document, name, getattr(extraction.document, name))
    object.__setattr__(document, "_place", place)
    found = object.__new__(_ShelvedExtraction)
    for name, value in (("document", document), ("problems", extraction.problems), ("_place", place)):
        object.__setattr__(found, name, value)
    return found


def _of_document(name: str) -> Any:
    return property(lambda self: getattr(self._place.held.document, name))


def _of_extraction(name: str) -> Any:
    return property(lambda self: getattr(self._place.held, name))


class _ShelvedDocument(Document):
    """Stands for a document whose text and blocks are on a shelf."""

    __slots__ = ("_place",)
    text = _of_document("text")
    blocks = _of_document("blocks")
    title = _of_document("title")


class _ShelvedExtraction(Extraction):
    """Stands for an extraction on a shelf."""

    __slots__ = ("_place",)
    tokens = _of_extraction("tokens")
    sentences = _of_extraction("sentences")
    times = _of_extraction("times")
    quantities = _of_extraction("quantities")
    names = _of_extraction("names")
    drafts = _of_extraction("drafts")
    referents = _of_extraction("referents")
    title = _of_extraction("title")
    front_titles = _of_extraction("front_titles")
