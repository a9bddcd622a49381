"""Run, part: gathers the extractions of all sources: out of the cache, by this process, or by several."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import Problem
from factcheck.frozen import dataclass, replace
from factcheck.model.document import Document
from factcheck.model.extraction import Extraction
from factcheck.model.extractor import Extractor
from factcheck.model.keeping import IN_MEMORY, Keeping
from factcheck.model.spread import Spread, one_after_another
from factcheck.model.time import Timex
from factcheck.pipeline import Progress
from factcheck.run.configuration import DEFAULTS, Configuration
from factcheck.run.recalling import Memo, Memory
from factcheck.run.shelf import LARGE, Shelf
from factcheck.run.sources import Source, find_sources
from factcheck.run.taking import Result, Taken, take

if TYPE_CHECKING:
    from factcheck.run.cache import Cache, CacheChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """With what means a run works. What comes out is the same."""

    jobs: int | None = None
    """How many processes do the work; none leaves it to the size of the run."""
    cache: CacheChoice | None = None


ALONE = Effort(jobs=1)
NO_TEXTS: Mapping[str, str | bytes] = {}


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
    times: MutableMapping[str, Mapping[int, tuple[Timex, ...]]] | None = None
    """Where the completed times of the documents are to be kept, if not in memory."""
    keeping: Keeping = IN_MEMORY
    """Where the claims of the documents and their pairs are to be kept."""
    spread: Spread = one_after_another
    """How the stages that follow hand out their parts."""


def gather(
    paths: Sequence[str],
    extractors: Sequence[Extractor] = (),
    effort: Effort = ALONE,
    progress: Progress | None = None,
    *,
    except_for: Sequence[str] = (),
    configuration: Configuration = DEFAULTS,
    texts: Mapping[str, str | bytes] = NO_TEXTS,
) -> Gathered:
    """The extractions of all documents under the paths, and of `texts` in memory, whoever made them."""
    sources, problems = find_sources(paths, configuration.selection)
    found = gather_sources(
        sources, extractors, effort, progress, except_for=except_for, configuration=configuration, texts=texts
    )
    return replace(found, problems=(*problems, *found.problems))


def gather_sources(
    sources: Sequence[Source],
    extractors: Sequence[Extractor] = (),
    effort: Effort = ALONE,
    progress: Progress | None = None,
    *,
    except_for: Sequence[str] = (),
    configuration: Configuration = DEFAULTS,
    texts: Mapping[str, str | bytes] = NO_TEXTS,
    memo: Memo | None = None,
    opened: Cache | None = None,
) -> Gathered:
    """As `gather`, of sources that were found before; what stands in the `memo` is not extracted again.

    `opened` is the cache of the `effort` where the caller has opened it.
    """
    sources, problems = sources_of_run(sources, except_for, configuration, texts)
    taken: dict[int, Taken] = {}
    notes: list[Problem] = []
    shelf = _shelf_for(sources, memo)
    with closing(Memory(effort.cache, extractors, notes, memo, shelf, opened)) as memory, _without_collector():
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
    notes += shelf.notes if shelf is not None else ()
    in_order = [taken[number] for number in range(len(sources))]
    extractions = [found.extraction for found in in_order if found.extraction is not None]
    return Gathered(
        documents=tuple(extraction.document for extraction in extractions),
        extracted={extraction.document.path: extraction for extraction in extractions},
        problems=(*problems, *(found.problem for found in in_order if found.problem is not None)),
        notes=tuple(notes),
        times=shelf.times if shelf is not None else None,
        keeping=shelf.keeping if shelf is not None else IN_MEMORY,
        spread=_spread_for(sources, effort),
    )


def _spread_for(sources: Sequence[Source], effort: Effort) -> Spread:
    if effort.jobs == 1:
        return one_after_another
    from factcheck.run.spreading import spread_for

    return spread_for(sum(map(size_of, sources)), effort.jobs)


def _shelf_for(sources: Sequence[Source], memo: Memo | None) -> Shelf | None:
    """Where the documents of a large run are kept; a memo keeps its own in memory."""
    if memo is not None or sum(map(size_of, sources)) < LARGE:
        return None
    return Shelf()


def wanted_sources(
    sources: Sequence[Source], except_for: Sequence[str] = (), configuration: Configuration = DEFAULTS
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The sources that are documents, each with what the settings say of it; and the settings files that do not count.

    The files `except_for`, and those that the settings name as something else, are no documents: a facts file in a folder
    of documents is not checked against itself.
    """
    others: tuple[str | Path, ...] = (*except_for, *configuration.own_files)
    left_out = {os.path.realpath(path) for path in others}
    wanted = [s for s in sources if not left_out or os.path.realpath(s.file) not in left_out]
    problems = tuple(configuration.overlooked(source.file for source in wanted))
    return tuple(declared_source(source, configuration) for source in wanted), problems


def sources_of_run(
    sources: Sequence[Source], except_for: Sequence[str], configuration: Configuration, texts: Mapping[str, str | bytes]
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """As `wanted_sources`, with the `texts` in memory behind them."""
    wanted, problems = wanted_sources(sources, except_for, configuration)
    return (*wanted, *_of_texts(texts, configuration)), problems


def _of_texts(texts: Mapping[str, str | bytes], configuration: Configuration) -> Iterator[Source]:
    """Documents in memory, in order of their paths; without those that the settings leave out."""
    selection = configuration.selection
    for path, held in sorted(texts.items()):
        if selection is None or selection.takes(path):
            data, text = (None, held) if isinstance(held, str) else (held, None)
            yield declared_source(Source(path, Path(path), data=data, text=text), configuration)


def declared_source(source: Source, configuration: Configuration) -> Source:
    """The source with what the settings say of it."""
    declared = configuration.declared(source.path)
    return source if declared is None else replace(source, declared=declared)


def _taken(
    sources: Mapping[int, Source], extractors: Sequence[Extractor], effort: Effort, notes: list[Problem]
) -> Iterator[tuple[int, Taken | Result]]:
    """Each source by its number, as it is done."""
    sizes = {number: size_of(source) for number, source in sources.items()} if effort.jobs != 1 else {}
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


def size_of(source: Source) -> int:
    """How many bytes or characters a source holds; 0 where that cannot be had."""
    if source.text is not None:
        return len(source.text)
    if source.data is not None:
        return len(source.data)
    try:
        return source.file.stat().st_size
    except OSError:
        return 0
