"""Run, part: takes one source through `read` and `extract`; what every runner does with a source, in whichever process."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.errors import Problem, fault
from factcheck.extract import extract_or_report
from factcheck.model.extraction import Extraction
from factcheck.model.extractor import Extractor
from factcheck.read import read_document, read_text
from factcheck.run.sources import Source, load

_SAMPLE = "# The bridge\n\nThe bridge was opened on 3 May 1998 by Anna Smith, who paid 5 million pounds for its 90 m.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a source: its extraction, or the problem for which it has none."""

    extraction: Extraction | None = None
    problem: Problem | None = None
    digest: bytes = b""
    """SHA-256 of the bytes that were read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a source in another process. With neither of the two, it is still to be taken, by whoever asked."""

    packed: bytes = b""
    problem: Problem | None = None
    digest: bytes = b""


def take(source: Source, extractors: Sequence[Extractor] = ()) -> Taken:
    """The extraction of a source; a fault of ours, or memory that does not suffice, costs this one document only."""
    data = load(source)
    if isinstance(data, Problem):
        return Taken(problem=data)
    digest = hashlib.sha256(data).digest()
    try:
        return Taken(extraction=extract_or_report(read_document(source.path, data), extractors), digest=digest)
    except Exception as error:
        return Taken(problem=fault(error, source.path, "read"), digest=digest)


def warm_up() -> None:
    """Loads modules and lexicons, so that processes which are forked from this one share them."""
    extract_or_report(read_text("sample.md", _SAMPLE))
