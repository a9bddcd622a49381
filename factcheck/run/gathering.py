"""Run, part: gathers the extractions of all sources: by this process, or by several."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from factcheck.errors import Problem
from factcheck.model.document import Document
from factcheck.model.extraction import Extraction
from factcheck.model.extractor import Extractor
from factcheck.pipeline import Progress
from factcheck.run.sources import Source, find_sources
from factcheck.run.taking import Taken, take


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """With what means a run works. What comes out is the same."""

    jobs: int | None = None
    """How many processes read and extract; none leaves it to the size of the run."""


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
    for done, (number, found) in enumerate(_taken(dict(enumerate(sources)), extractors, effort, notes)):
        if progress is not None:
            progress("extract", done, len(sources))
        taken[number] = found
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
) -> Iterator[tuple[int, Taken]]:
    """Each source by its number, as it is done."""
    sizes = {number: _size(source) for number, source in sources.items()} if effort.jobs != 1 else {}
    jobs = _jobs(list(sizes.values()), extractors, effort, notes)
    if jobs == 1:
        for number, source in sources.items():
            yield number, take(source, extractors)
        return
    from factcheck.run.packing import unpack
    from factcheck.run.processes import take_in_processes

    with closing(take_in_processes(sources, sizes, jobs, extractors)) as results:
        for number, result in results:
            if result.packed:
                yield number, Taken(extraction=unpack(result.packed), digest=result.digest)
            elif result.problem is not None:
                yield number, Taken(problem=result.problem)
            else:
                yield number, take(sources[number], extractors)


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


def _size(source: Source) -> int:
    try:
        return source.file.stat().st_size
    except OSError:
        return 0
