"""Run, part: what the rules found in a whole run, kept in the cache for a run over the same documents by the same terms.

Triage, what findings must touch and how they are drawn come after it and are worked out anew: a baseline, a suppression or
`--since` never make it another result.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar, cast, overload

from factcheck import __version__
from factcheck.errors import Problem
from factcheck.frozen import dataclass
from factcheck.model.claim import Claim, Entity
from factcheck.model.document import Block, Document
from factcheck.model.extractor import Extractor
from factcheck.model.finding import Finding, Report
from factcheck.model.reporter import Reporter
from factcheck.model.rule import Rule
from factcheck.pipeline import Hidden
from factcheck.read.decoding import decode
from factcheck.read.house import FactBook
from factcheck.run.cache import (
    Cache,
    CacheChoice,
    fingerprint,
    fingerprint_of_stages,
    keys_of_run,
    tell_what_they_depend_on,
)
from factcheck.run.configuration import Configuration
from factcheck.run.packing import NotPackable, pack_records, unpack_records
from factcheck.run.shelf import LARGE
from factcheck.run.sources import Source
from factcheck.run.taking import digest_of, hold, read_source

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a result depends on beside the documents."""

    rules: Sequence[Rule]
    only: Sequence[str]
    extractors: Sequence[Extractor]
    facts: Sequence[FactBook]
    day_first: bool | None
    configuration: Configuration


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was found before."""

    report: Report
    """As triage takes it."""
    documents: tuple[Document, ...]
    """Without those of house facts."""
    hidden: Hidden
    found_behind: tuple[Finding, ...]

    def behind(self, hidden: Hidden) -> tuple[Finding, ...]:
        """What is left without the claims that suppressed findings hide; raises Unknown where these are not those of then."""
        if hidden and hidden != self.hidden:
            raise Unknown
        return self.found_behind if hidden else ()


class Unknown(Exception):
    """What is known does not tell it: it must be judged anew."""


class WholeRun:
    """The place of one run in the cache."""

    def __init__(self, choice: CacheChoice, sources: Sequence[Source], terms: Terms) -> None:
        self.cache = Cache(choice.folder)
        self._terms = terms
        self._held: list[tuple[Source, bytes | str]] = []
        self._failed: list[Problem] = []
        self._documents: list[bytes] = []
        made = fingerprint()
        key_of = keys_of_run(terms.extractors, made)
        assert key_of is not None
        key = hashlib.sha256(fingerprint_of_stages(made) + _digest_of(terms))
        size = 0
        for source in sources:
            held = hold(source)
            if isinstance(held, Problem):
                self._failed.append(held)
                key.update(repr(held).encode())
                continue
            size += len(held)
            if size < LARGE:
                self._held.append((source, held))
            document = key_of(source, digest_of(held))
            self._documents.append(document)
            key.update(document + repr(_terms_of(source.path, terms.configuration)).encode())
        self._key = key.digest()
        self._is_kept = size < LARGE
        if not self._is_kept:
            self._held.clear()

    def recall(self, problems: Sequence[Problem]) -> Known | None:
        """What the rules found in the same documents before; `problems` are those of this run that stand before theirs."""
        packed = self.cache.get(self._key + _HEAD) if self._is_kept else None
        rest = self.cache.get(self._key + _REST) if packed is not None else None
        if packed is None or rest is None:
            self._let_go()
            return None
        try:
            known = self._known(unpack_records(packed), rest, problems)
        except (ValueError, TypeError):
            for part in (_HEAD, _REST):
                self.cache.drop(self._key + part, "result, which was worked out anew")
            self._let_go()
            return None
        self.cache.touch(self._documents)
        return known

    def _let_go(self) -> None:
        """Of documents of which nothing is known only the sources are kept: they are read by whoever extracts them."""
        self._held = [(source, b"") for source, _ in self._held]

    def keep(self, report: Report, hidden: Hidden, behind: tuple[Finding, ...], problems: Sequence[Problem]) -> None:
        """Keeps a result, unless something went wrong that need not go wrong again; `problems` are those of gathering."""
        documents = {document.path: document for document in report.documents}
        heads = [_head_of(documents[source.path]) for source, _ in self._held if source.path in documents]
        told = [*problems, *(p for d in report.documents for p in d.problems)]
        if (
            not self._is_kept
            or len(heads) < len(self._held)
            or len(told) < len(report.problems)  # an extractor went wrong
            or any(finding.rule == "internal-error" for finding in report.all_findings)
        ):
            return
        try:
            rest = pack_records((report.claims, report.entities))
            counts = (len(report.claims), len(report.entities))
            hiding = tuple((rule, tuple(sorted(hidden[rule]))) for rule in sorted(hidden))
            head = pack_records((heads, report.findings, hiding, behind, counts, hashlib.sha256(rest).digest()))
        except NotPackable:
            return
        self.cache.put(self._key + _REST, rest)
        self.cache.put(self._key + _HEAD, head)

    def _known(self, unpacked: Any, rest: bytes, problems: Sequence[Problem]) -> Known:
        heads, findings, hiding, behind, counts, digest = unpacked
        if hashlib.sha256(rest).digest() != digest:
            raise ValueError("parts of two results")
        documents = tuple(
            [_known_document(source, held, *head) for (source, held), head in zip(self._held, heads, strict=True)]
        )
        ordered = tuple(sorted((*documents, *(book.document for book in self._terms.facts)), key=lambda d: d.path))
        parts = _Rest(rest)
        report = Report(
            documents=ordered,
            claims=cast(tuple[Claim, ...], _Part[Claim](parts, 0, counts[0])),
            entities=cast(tuple[Entity, ...], _Part[Entity](parts, 1, counts[1])),
            findings=findings,
            rules=tuple(self._terms.rules),
            problems=(*problems, *(p for d in ordered for p in d.problems)),
            version=__version__,
        )
        return Known(
            report=report,
            documents=documents,
            hidden={rule: frozenset(ids) for rule, ids in hiding},
            found_behind=behind,
        )

    def close(self) -> None:
        """Writes what is left."""
        self.cache.close()


_HEAD, _REST = b"\0", b"\1"


def place_of_run(choice: CacheChoice | None, sources: Sequence[Source], terms: Terms) -> WholeRun | None:
    """Where the result of a run is kept; nowhere without a cache, or where it depends on what cannot be told."""
    extractors = terms.extractors
    if choice is None or not tell_what_they_depend_on(extractors) or any(isinstance(e, Reporter) for e in extractors):
        return None
    return WholeRun(choice, sources, terms)


def _digest_of(terms: Terms) -> bytes:
    settings = terms.configuration.settings
    said = (settings.rules, settings.overrides, settings.min_confidence, bool(settings.sources))
    facts = [(book.document.path, book.document.encoding, book.document.text) for book in terms.facts]
    asked = (tuple(terms.rules), tuple(terms.only), terms.day_first, said, facts)
    return hashlib.sha256(repr(asked).encode("utf-8", "backslashreplace")).digest()


def _terms_of(path: str, configuration: Configuration) -> tuple[Any, ...]:
    """What the settings say of a document beside what its extraction depends on."""
    if configuration.terms is None:
        return ()
    terms = configuration.terms(path)
    return terms.authority.value, terms.overrides


# --- documents that are read where somebody looks into them -----------------------------------------------------------


def _head_of(document: Document) -> tuple[str, str, str, int, tuple[Problem, ...]]:
    return document.path, document.format, document.encoding, len(document.blocks), document.problems


def _known_document(
    source: Source, held: bytes | str, path: str, format: str, encoding: str, blocks: int, problems: tuple[Problem, ...]
) -> Document:
    if path != source.path or not isinstance(blocks, int):
        raise ValueError("of another document")
    document = object.__new__(_KnownDocument)
    named = source.declared.of(_NOTHING) if source.declared is not None else _NOTHING
    values = {
        "path": path, "format": format, "encoding": encoding, "problems": problems, "language": named.language,
        "day_first": named.day_first, "dated_by": named.dated_by, "_source": source, "_held": held, "_count": blocks,
        "_read": None,
    }  # fmt: skip
    for name, value in values.items():
        object.__setattr__(document, name, value)
    return document


_NOTHING = Document(path="", text="", format="", encoding="", blocks=())


class _KnownDocument(Document):
    """A document of which is known how many blocks it has; they are made when one of them is asked for."""

    __slots__ = ("_count", "_held", "_read", "_source")
    _count: int
    _held: bytes | str
    _read: Document | None
    _source: Source

    @property
    def text(self) -> str:
        """As of any document."""
        if isinstance(self._held, str):
            return self._held
        decoded = decode(self.path, self._held)
        return "" if isinstance(decoded, Problem) else decoded[0]

    @property
    def blocks(self) -> Sequence[Block]:  # type: ignore[override]
        """As of any document."""
        return _Blocks(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self.opened() == (
            other.opened() if isinstance(other, _KnownDocument) else other
        )

    def __hash__(self) -> int:
        return hash(self.opened())

    def opened(self) -> Document:
        """The document, read."""
        if self._read is None:
            object.__setattr__(self, "_read", read_source(self._source, self._held))
        assert self._read is not None
        return self._read


class _Lazy(Sequence[T], Generic[T]):
    """What a tuple holds, made when it is asked for; how much that is is known before."""

    __slots__ = ("_count",)
    _count: int

    def _made(self) -> Sequence[T]:
        raise NotImplementedError

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._made()[index]

    def __iter__(self) -> Iterator[T]:
        return iter(self._made())

    def __eq__(self, other: object) -> bool:
        return tuple(self) == (tuple(other) if isinstance(other, _Lazy) else other)

    def __hash__(self) -> int:
        return hash(tuple(self))


class _Blocks(_Lazy[Block]):
    __slots__ = ("_document",)

    def __init__(self, document: _KnownDocument) -> None:
        self._document, self._count = document, document._count

    def _made(self) -> Sequence[Block]:
        return self._document.opened().blocks


class _Rest:
    """The claims and the entities of a result, unpacked at the first look at one of them."""

    def __init__(self, packed: bytes) -> None:
        self._packed, self._parts = packed, ()

    @property
    def parts(self) -> tuple[Any, ...]:
        if not self._parts:
            self._parts, self._packed = unpack_records(self._packed), b""
        return self._parts


class _Part(_Lazy[T]):
    __slots__ = ("_number", "_rest")

    def __init__(self, rest: _Rest, number: int, count: int) -> None:
        self._rest, self._number, self._count = rest, number, count

    def _made(self) -> Sequence[T]:
        made: Sequence[T] = self._rest.parts[self._number]
        return made
