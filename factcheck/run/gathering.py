"""Run, part: gathers the extractions of all sources: out of the cache, by this process, or by several."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from factcheck.errors import Problem
from factcheck.model.document import Document
from factcheck.model.extraction import Extraction
from factcheck.model.extractor import Extractor
from factcheck.pipeline import Progress
from factcheck.run.packing import NotPackable, pack, unpack
from factcheck.run.sources import Source, find_sources, load
from factcheck.run.taking import Result, Taken, take

if TYPE_CHECKING:
    from factcheck.run.cache import Cache, CacheChoice, KeyMaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """With what means a run works. What comes out is the same."""

    jobs: int | None = None
    """How many processes read and extract; none leaves it to the size of the run."""
    cache: CacheChoice | None = None


ALONE = Effort(jobs=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The documents of a run, what was extracted of each, and everything that went wrong."""

    documents: tuple[Document, ...]
    extracted: Mapping[str, Extraction]
    """By the paths of the documents."""
    problems: tuple[Problem, ...]
    """Of the sources that are no documents now; a document's own problems stay with it."""
    notes: tuple[Problem, ...] = ()
    """What was done in another way than asked for, with the same outcome."""


def gather(
    paths: Sequence[str],
    extractors: Sequence[Extractor] = (),
    effort: Effort = ALONE,
    progress: Progress | None = None,
    *,
    except_for: Sequence[str] = (),
) -> Gathered:
    """The extractions of all documents under the paths, whoever made them, in the order of their paths."""
    sources, problems = wanted_sources(paths, except_for)
    taken: dict[int, Taken] = {}
    notes: list[Problem] = []
    with closing(_Memory(effort, extractors, notes)) as memory, _without_collector():
        missing: dict[int, Source] = {}
        for number, source in enumerate(sources):
            if progress is not None:
                progress("read", number, len(sources))
            if (known := memory.recall(source)) is not None:
                taken[number] = known
            else:
                missing[number] = source
        for done, (number, found) in enumerate(_taken(missing, extractors, effort, notes)):
            if progress is not None:
                progress("extract", done, len(missing))
            taken[number] = memory.keep(sources[number], found)
    in_order = [taken[number] for number in range(len(sources))]
    extractions = [found.extraction for found in in_order if found.extraction is not None]
    return Gathered(
        documents=tuple(extraction.document for extraction in extractions),
        extracted={extraction.document.path: extraction for extraction in extractions},
        problems=(*problems, *(found.problem for found in in_order if found.problem is not None)),
        notes=tuple(notes),
    )


def wanted_sources(
    paths: Sequence[str], except_for: Sequence[str] = ()
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The sources under the paths but for the files `except_for`, and what is wrong with the paths."""
    sources, problems = find_sources(paths)
    left_out = {os.path.realpath(path) for path in except_for}
    return tuple(s for s in sources if not left_out or os.path.realpath(s.file) not in left_out), problems


def _taken(
    sources: Mapping[int, Source], extractors: Sequence[Extractor], effort: Effort, notes: list[Problem]
) -> Iterator[tuple[int, Taken | Result]]:
    """Each source by its number, as it is done."""
    sizes = {number: _size(source) for number, source in sources.items()} if effort.jobs != 1 else {}
    jobs = _jobs(list(sizes.values()), extractors, effort, notes)
    if jobs == 1:
        for number, source in sources.items():
            yield number, take(source, extractors)
        return
    from factcheck.run.processes import take_in_processes

    with closing(take_in_processes(sources, sizes, jobs, extractors)) as results:
        for number, result in results:
            done = result.packed or result.problem is not None
            yield number, result if done else take(sources[number], extractors)


def _jobs(sizes: Sequence[int], extractors: Sequence[Extractor], effort: Effort, notes: list[Problem]) -> int:
    if effort.jobs == 1 or len(sizes) < 2:
        return 1
    from factcheck.run.processes import jobs_for, why_alone

    jobs = jobs_for(sizes, effort.jobs)
    if jobs > 1 and extractors and (reason := why_alone(extractors)):
        if effort.jobs is not None:
            notes.append(Problem(message=f"--jobs {effort.jobs}: one process did the work, since {reason}"))
        return 1
    return jobs


class _Memory:
    """The cache of a run, if it has one: recalls what became of a source before, and keeps what has become of it now."""

    def __init__(self, effort: Effort, extractors: Sequence[Extractor], notes: list[Problem]) -> None:
        self._cache: Cache | None = None
        self._key_of: KeyMaker | None = None
        self._notes = notes
        if effort.cache is None:
            return
        from factcheck.run.cache import Cache, keys_of_run

        self._key_of = keys_of_run(extractors)
        if self._key_of is not None:
            self._cache = Cache(effort.cache.folder)
        elif effort.cache.named:
            notes.append(
                Problem(
                    message="the cache is not used, since an extractor from outside does not tell what it depends on",
                    remedy="docs/extractors.md says how it can",
                )
            )

    def recall(self, source: Source) -> Taken | None:
        """What became of the same bytes under the same path before; where they cannot be read, the problem."""
        if self._cache is None or self._key_of is None:
            return None
        data = load(source)
        if isinstance(data, Problem):
            return Taken(problem=data)
        key = self._key_of(source.path, sha256(data).digest())
        packed = self._cache.get(key)
        if packed is None:
            return None
        try:
            extraction = unpack(packed)
            if extraction.document.path != source.path:
                raise ValueError("of another document")
        except ValueError:
            self._cache.drop(key)
            return None
        return Taken(extraction=extraction)

    def keep(self, source: Source, found: Taken | Result) -> Taken:
        """What was found in this run, kept for the next unless something went wrong with it."""
        packed = b""
        if isinstance(found, Result):
            packed = found.packed
            found = Taken(extraction=unpack(packed) if packed else None, problem=found.problem, digest=found.digest)
        if self._cache is not None and self._key_of is not None:
            if found.extraction is not None and not found.extraction.problems:
                with suppress(NotPackable):
                    self._cache.put(self._key_of(source.path, found.digest), packed or pack(found.extraction))
        return found

    def close(self) -> None:
        """Writes what is left."""
        if self._cache is not None:
            self._cache.close()
            self._notes += self._cache.notes


@contextmanager
def _without_collector() -> Iterator[None]:
    """Lets the cyclic garbage collector rest: records hold no cycles, and it would go through all of them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _size(source: Source) -> int:
    try:
        return source.file.stat().st_size
    except OSError:
        return 0
