"""Run, part: takes one source through `read` and `extract`; what every runner does with a source, in whichever process."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from factcheck.errors import Problem, fault
from factcheck.extract import extract_or_report
from factcheck.frozen import dataclass
from factcheck.model.document import Document
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
    """Of what was read: `digest_of`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a source in another process. With neither of the two, it is still to be taken, by whoever asked."""

    packed: bytes = b""
    problem: Problem | None = None
    digest: bytes = b""


def take(source: Source, extractors: Sequence[Extractor] = ()) -> Taken:
    """The extraction of a source; a fault of ours, or memory that does not suffice, costs this one document only."""
    held = hold(source)
    if isinstance(held, Problem):
        return Taken(problem=held)
    digest = digest_of(held)
    try:
        return Taken(extraction=extract_or_report(read_source(source, held), extractors), digest=digest)
    except Exception as error:
        return Taken(problem=fault(error, source.path, "read"), digest=digest)


def hold(source: Source) -> bytes | str | Problem:
    """What a source holds, or why that cannot be had."""
    return source.text if source.text is not None else load(source)


def digest_of(held: bytes | str) -> bytes:
    """SHA-256 of what a source holds."""
    data = held.encode("utf-8", "surrogatepass") if isinstance(held, str) else held
    return hashlib.sha256(data).digest()


def read_source(source: Source, held: bytes | str) -> Document:
    """The document that a source holds, with what the settings say of it."""
    read = read_text(source.path, held) if isinstance(held, str) else read_document(source.path, held)
    return source.declared.of(read) if source.declared is not None else read


def warm_up() -> None:
    """Loads modules and lexicons, so that processes which are forked from this one share them."""
    extract_or_report(read_text("sample.md", _SAMPLE))
