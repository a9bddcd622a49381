"""Run, part: the documents of a run on Spark: files that this process finds, and collections that the executors read.

A collection is JSON lines or Parquet with a `path` and a `text` for each document; the path names the document's format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from zlib import crc32

from factcheck.errors import Problem, UsageError
from factcheck.frozen import dataclass, replace
from factcheck.run.configuration import Configuration
from factcheck.run.gathering import declared_source, size_of
from factcheck.run.sources import Source

_COLLECTION = re.compile(r"\.(?P<lines>jsonl|ndjson)(?:\.gz|\.bz2|\.zst)?/?\Z|\.parquet/?\Z", re.I)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)
_BOUNDARY = 32
"""A chunk ends at about every so manieth document: those whose path says so, whatever others come or go."""
_LEAST_PARTITION, _MOST_PARTITION = 128 * 1024, 32 * 1024 * 1024
"""Bytes of a partition: some seconds of work, as many partitions as keep a cluster busy."""
_PARTITIONS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What is to be checked."""

    files: tuple[str, ...]
    """Files and folders, which this process looks through."""
    collections: tuple[str, ...]
    """Files, folders or addresses of records."""


Item = Source | Problem
"""A document to be taken, or what is wrong with a record that is none."""


def sort_inputs(paths: Sequence[str]) -> Inputs:
    """Which of the paths are collections of records; raises UsageError for one that is not there."""
    collections = tuple(p for p in paths if _COLLECTION.search(p) or _ADDRESS.match(p))
    problems = []
    for path in collections:
        if not _COLLECTION.search(path):
            remedy = "name JSON lines (.jsonl) or Parquet (.parquet) with a `path` and a `text` for each document"
            problems.append(Problem(message="is an address of no collection of documents", path=path, remedy=remedy))
        elif not _ADDRESS.match(path) and "*" not in path and not Path(path).exists():
            remedy = "check the spelling; paths are relative to the working directory"
            problems.append(Problem(message="does not exist", path=path, remedy=remedy, fatal=True))
    if problems:
        raise UsageError(*problems)
    return Inputs(files=tuple(p for p in paths if p not in collections), collections=collections)


def items_of_files(session: Any, sources: Sequence[Source]) -> Any:
    """The sources that were found, spread by their bytes over partitions; each partition is a run of whole chunks."""
    sizes = [size_of(source) for source in sources]
    goal = min(max(sum(sizes) // _PARTITIONS, _LEAST_PARTITION), _MOST_PARTITION)
    parts: list[list[Source]] = [[]]
    held = 0
    for chunk in chunks(list(zip(sources, sizes, strict=True)), lambda item: item[0].path):
        if held >= goal:
            parts.append([])
            held = 0
        # executors have working directories of their own
        parts[-1] += [replace(source, file=source.file.absolute()) for source, _ in chunk]
        held += sum(size for _, size in chunk)
    return session.sparkContext.parallelize(parts, len(parts)).flatMap(lambda part: part)


def chunks(items: Iterable[Any], path_of: Any) -> Iterator[list[Any]]:
    """The items in runs that end at boundaries which their paths alone tell, so that few runs change when documents do."""
    held: list[Any] = []
    for item in items:
        held.append(item)
        if crc32(path_of(item).encode("utf-8", "surrogatepass")) % _BOUNDARY == 0 or len(held) >= 4 * _BOUNDARY:
            yield held
            held = []
    if held:
        yield held


def items_of_collection(session: Any, collection: str, configuration: Configuration) -> Any:
    """The records of a collection as sources in order of their paths, each path once."""
    context = session.sparkContext
    where = collection if _ADDRESS.match(collection) else Path(collection).absolute().as_uri()
    match = _COLLECTION.search(collection)
    if match is not None and match["lines"]:
        lines = context.textFile(where, max(2, context.defaultParallelism)).zipWithIndex()
        records = lines.flatMap(lambda pair: _record_of_line(collection, pair[0], pair[1] + 1))
    else:
        frame = session.read.parquet(where)
        missing = [name for name in ("path", "text") if name not in frame.columns]
        if missing:
            remedy = "documents are records with a `path`, which names their format, and a `text`"
            raise UsageError(
                Problem(message=f"has no column {' and no column '.join(missing)}", path=collection, remedy=remedy)
            )
        records = frame.select("path", "text").rdd.flatMap(lambda row: _record_of_row(collection, row[0], row[1]))
    count = max(2, records.getNumPartitions(), context.defaultParallelism)
    ordered = records.sortByKey(numPartitions=count)
    return ordered.mapPartitions(lambda pairs: _sources(collection, pairs, configuration))


Record = tuple[str, str | Problem]
"""A path with its text; what is wrong with a record that is none stands under no path."""


def _record_of_line(collection: str, line: str, number: int) -> Iterator[Record]:
    if not line.strip():
        return
    try:
        held = json.loads(line)
    except ValueError:
        held = None
    path, text = (held.get("path"), held.get("text")) if isinstance(held, dict) else (None, None)
    if isinstance(path, str) and path and isinstance(text, str):
        yield path, text
        return
    yield (
        "",
        Problem(
            message="is no JSON object with a `path` and a `text`",
            path=collection,
            line=number,
            quote=line[:120],
            remedy='one document a line: {"path": "guide.md", "text": "..."}; the others were checked',
            fatal=True,
        ),
    )


def _record_of_row(collection: str, path: object, text: object) -> Iterator[Record]:
    if isinstance(path, str) and path and isinstance(text, str):
        yield path, text
        return
    message = f"holds a row whose path or text is no text (path {path!r})"
    remedy = "give each row a `path` and a `text`; the others were checked"
    yield "", Problem(message=message, path=collection, remedy=remedy, fatal=True)


def _sources(collection: str, records: Iterable[Record], configuration: Configuration) -> Iterator[Item]:
    """The records of a partition, in order of their paths, as sources; all records of a path are in one partition."""
    selection = configuration.selection
    for path, same in groupby(records, key=lambda record: record[0]):
        told = [held for _, held in same]
        texts = [held for held in told if isinstance(held, str)]
        problems = [held for held in told if isinstance(held, Problem)]
        yield from sorted(problems, key=lambda p: (p.line, p.message))
        if len(texts) > 1:
            remedy = "give each document a path of its own; the first in order of their texts was checked"
            yield Problem(message=f"holds two documents of the path {path}", path=collection, remedy=remedy, fatal=True)
        if texts and (selection is None or selection.takes(path)):
            yield declared_source(Source(path, Path(path), text=min(texts)), configuration)
