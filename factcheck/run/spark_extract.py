"""Run, part: `read` and `extract` on the executors of Spark, and the checkpoint from which an interrupted run goes on."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import Any

from factcheck.errors import Problem, UsageError
from factcheck.frozen import dataclass
from factcheck.model.extraction import Extraction
from factcheck.model.extractor import Extractor
from factcheck.model.mention import NameMention
from factcheck.resolve import order_of, small_words, years_told
from factcheck.run.packing import NotPackable, pack, unpack
from factcheck.run.sources import Source
from factcheck.run.spark_inputs import Item, chunks
from factcheck.run.taking import digest_of, hold, take

_PACKED, _PICKLED = b"P", b"K"
_MAGIC = b"factcheck extractions 1\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What became of a source on an executor."""

    path: str
    frozen: bytes = b""
    """Its extraction, as `freeze` gives it; empty where there is none."""
    problem: Problem | None = None
    kept: bool = False
    """Whether it was extracted by an earlier run."""


def freeze(extraction: Extraction) -> bytes:
    """An extraction as bytes, also one with records of an extractor from outside."""
    try:
        return _PACKED + pack(extraction)
    except NotPackable:
        return _PICKLED + pickle.dumps(extraction)


def thaw(frozen: bytes) -> Extraction:
    """The extraction that `freeze` gave, on this machine or another one of the same run."""
    if frozen[:1] == _PACKED:
        return unpack(memoryview(frozen)[1:])
    extraction: Extraction = pickle.loads(frozen[1:])
    return extraction


def extract_items(items: Any, extractors: Sequence[Extractor], checkpoint: Checkpoint | None) -> Any:
    """What becomes of the items of an RDD, partition by partition."""
    given = tuple(extractors)
    return items.mapPartitions(lambda part: _extracted(part, given, checkpoint))


def _extracted(
    items: Iterable[Item], extractors: Sequence[Extractor], checkpoint: Checkpoint | None
) -> Iterator[Found]:
    def path_of(item: Item) -> str:
        return item.path

    for chunk in chunks(items, path_of):
        yield from (Found(path=item.path, problem=item) for item in chunk if isinstance(item, Problem))
        sources = [item for item in chunk if isinstance(item, Source)]
        if checkpoint is not None and sources:
            yield from checkpoint.extracted(sources, extractors)
        else:
            yield from (_found(source, extractors) for source in sources)


def _found(source: Source, extractors: Sequence[Extractor]) -> Found:
    taken = take(source, extractors)
    if taken.extraction is None:
        return Found(path=source.path, problem=taken.problem)
    return Found(path=source.path, frozen=freeze(taken.extraction))


# --- the checkpoint -----------------------------------------------------------------------------------------------------


class Checkpoint:
    """A folder of extracted chunks by the contents of their documents and by what extracted them.

    Each chunk is written whole, under another name first, so that a file that is there is complete. What is damaged, or was
    made of other documents or by another version, is not used.
    """

    def __init__(self, folder: Path, start: bytes) -> None:
        self.folder = folder / "extracted"
        self._start = start

    def extracted(self, sources: Sequence[Source], extractors: Sequence[Extractor]) -> Iterator[Found]:
        """What becomes of the sources, out of the folder as far as it is there."""
        held = [(source, hold(source)) for source in sources]
        # what is read now is what is extracted, also where somebody writes to the file in the meantime
        loaded = [
            source
            if isinstance(data, Problem)
            else Source(
                source.path,
                source.file,
                data=data if isinstance(data, bytes) else None,
                text=data if isinstance(data, str) else None,
                declared=source.declared,
            )
            for source, data in held
        ]
        file = self.folder / f"{self._key([(s, d) for s, d in held if not isinstance(d, Problem)])}.bin"
        known = _read(file)
        found = [
            Found(path=source.path, frozen=known[source.path], kept=True)
            if source.path in known
            else _found(source, extractors)
            for source in loaded
        ]
        if any(f.frozen and not f.kept for f in found):
            _write(file, {f.path: f.frozen for f in found if f.frozen[:1] == _PACKED and _is_sound(f)})
        yield from found

    def _key(self, held: Iterable[tuple[Source, bytes | str]]) -> str:
        made = hashlib.sha256(self._start)
        for source, data in held:
            made.update(repr((source.path, isinstance(data, str), source.declared)).encode("utf-8", "surrogatepass"))
            made.update(digest_of(data))
        return made.hexdigest()


def _is_sound(found: Found) -> bool:
    return found.kept or not thaw(found.frozen).problems


def open_checkpoint(folder: str | None, extractors: Sequence[Extractor], notes: list[Problem]) -> Checkpoint | None:
    """The checkpoint of a run; none where none is wanted, or where extractors from outside do not tell what they depend on.

    Raises UsageError for a folder that cannot be made.
    """
    if folder is None:
        return None
    from factcheck.run.cache import fingerprint, tell_what_they_depend_on

    if not tell_what_they_depend_on(extractors):
        message = "--checkpoint is not used, since an extractor from outside does not tell what it depends on"
        notes.append(Problem(message=message, remedy="docs/extractors.md says how it can"))
        return None
    made = hashlib.sha256(fingerprint())
    for extractor in extractors:
        made.update(repr((extractor.name, getattr(extractor, "cache_key", ""))).encode())
    checkpoint = Checkpoint(Path(folder).absolute(), made.digest())
    try:
        checkpoint.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remedy = "name a folder that all machines of the run can write to"
        raise UsageError(
            Problem(message=f"cannot hold a checkpoint: {error.strerror}", path=folder, remedy=remedy)
        ) from error
    return checkpoint


def _write(file: Path, frozen: dict[str, bytes]) -> None:
    """Writes a chunk in one step; a disk that is full costs the checkpoint, not the run."""
    head = json.dumps([[path, len(data)] for path, data in frozen.items()]).encode() + b"\n"
    body = head + b"".join(frozen.values())
    draft = file.with_name(f"{file.name}.{uuid.uuid4().hex}.part")
    try:
        draft.write_bytes(_MAGIC + hashlib.sha256(body).digest() + body)
        os.replace(draft, file)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _read(file: Path) -> dict[str, bytes]:
    """What a chunk holds by path; nothing where it is not there or damaged."""
    try:
        data = file.read_bytes()
    except OSError:
        return {}
    start = len(_MAGIC) + hashlib.sha256().digest_size
    body = data[start:]
    if not data.startswith(_MAGIC) or hashlib.sha256(body).digest() != data[len(_MAGIC) : start]:
        return {}
    head, _, rest = body.partition(b"\n")
    found: dict[str, bytes] = {}
    at = 0
    for path, length in json.loads(head):
        found[path] = rest[at : at + length]
        at += length
    return found


# --- what the corpus as a whole is asked ---------------------------------------------------------------------------------


@dataclass(slots=True)
class Survey:
    """What a partition tells of the corpus, before anything in it is resolved."""

    names: dict[str, dict[int, tuple[NameMention, ...]]] = field(default_factory=dict)
    """By document and block."""
    orders: list[bool | None] = field(default_factory=list)
    years: list[tuple[int, ...]] = field(default_factory=list)
    small: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    kept: int = 0
    """How many documents an earlier run had extracted."""

    def add(self, other: Survey) -> None:
        """Takes in what the next partition tells."""
        self.twice += [path for path in other.names if path in self.names] + other.twice
        self.names |= other.names
        self.orders += other.orders
        self.years += other.years
        self.small |= other.small
        self.problems += other.problems
        self.kept += other.kept

    def look_at(self, extraction: Extraction) -> None:
        """Takes in a document."""
        path = extraction.document.path
        if path in self.names:
            self.twice.append(path)
        self.names[path] = {block: names for block, names in extraction.names.items() if names}
        self.orders.append(order_of(extraction.document, extraction.times))
        self.years.append(years_told(extraction.times))
        self.small |= small_words([extraction])


def survey(found: Any) -> Survey:
    """What all partitions tell, in their order."""
    whole = Survey()
    for part in found.mapPartitions(_surveyed).collect():
        whole.add(part)
    return whole


def _surveyed(found: Iterable[Found]) -> Iterator[Survey]:
    part = Survey()
    for item in found:
        if item.problem is not None:
            part.problems.append(item.problem)
        if item.frozen:
            part.look_at(thaw(item.frozen))
            part.kept += item.kept
    yield part


def extractions_with(found: Any, names: frozenset[str], session: Any) -> dict[str, Extraction]:
    """The extractions of the documents in which one of some names stands, given in their normalised form."""
    from factcheck.values.names import normalise

    wanted = session.sparkContext.broadcast(names)

    def holds(item: Found) -> bool:
        if not item.frozen:
            return False
        mentions = (m for block in thaw(item.frozen).names.values() for m in block)
        return any(normalise(m.text) in wanted.value for m in mentions)

    return {item.path: thaw(item.frozen) for item in found.filter(holds).collect()}
