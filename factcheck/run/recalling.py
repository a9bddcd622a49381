"""Run, part: what is known of a document already, out of this run or out of the cache, so that nobody extracts it again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from factcheck.errors import Problem
from factcheck.frozen import replace
from factcheck.model.extraction import Extraction
from factcheck.model.extractor import Extractor
from factcheck.model.reporter import Reporter
from factcheck.run.packing import NotPackable, pack, unpack
from factcheck.run.sources import Declared, Source
from factcheck.run.taking import Result, Taken, digest_of, hold

if TYPE_CHECKING:
    from factcheck.run.cache import Cache, CacheChoice, KeyMaker
    from factcheck.run.shelf import Shelf


class Memo:
    """What a run has extracted, for a run that takes a document twice: in two revisions that it is the same in."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, bool, Declared | None, bytes], Extraction] = {}

    @staticmethod
    def key_of(source: Source, digest: bytes) -> tuple[str, bool, Declared | None, bytes]:
        """All that an extraction depends on within a run."""
        return source.path, source.text is not None, source.declared, digest


class Memory:
    """The memo and the cache of a run, if it has them: recalls what became of a source, and keeps what becomes of it now."""

    def __init__(
        self,
        choice: CacheChoice | None,
        extractors: Sequence[Extractor],
        notes: list[Problem],
        memo: Memo | None,
        shelf: Shelf | None = None,
        opened: Cache | None = None,
    ) -> None:
        """`opened` is the cache of the choice where the caller has opened it, and closes it."""
        self._shelf = shelf
        self._opened = opened
        # an extractor that counts over the documents of a run must see all of them
        self._memo = memo if not extractors or _can_be_recalled(extractors) else None
        self._cache: Cache | None = None
        self._key_of: KeyMaker | None = None
        self._notes = notes
        if choice is None:
            return
        from factcheck.run.cache import Cache, keys_of_run

        self._key_of = keys_of_run(extractors)
        if self._key_of is not None:
            self._cache = opened or Cache(choice.folder)
        elif choice.named:
            notes.append(
                Problem(
                    message="the cache is not used, since an extractor from outside does not tell what it depends on",
                    remedy="docs/extractors.md says how it can",
                )
            )

    def recall(self, source: Source) -> Taken | None:
        """What became of the same bytes under the same path before; where they cannot be read, the problem."""
        if self._memo is None and self._cache is None:
            return None
        held = hold(source)
        if isinstance(held, Problem):
            return Taken(problem=held)
        digest = digest_of(held)
        if self._memo is not None and (known := self._memo.known.get(Memo.key_of(source, digest))) is not None:
            return Taken(extraction=known, digest=digest)
        extraction = self._cached(source, digest)
        if extraction is None:
            return None
        self._remember(source, digest, extraction)
        return Taken(extraction=extraction, digest=digest)

    def keep(self, source: Source, found: Taken | Result) -> Taken:
        """What was found in this run, kept for the next unless something went wrong with it."""
        packed = b""
        if isinstance(found, Result):
            packed = found.packed
            found = Taken(extraction=unpack(packed) if packed else None, problem=found.problem, digest=found.digest)
        if found.extraction is not None and not found.extraction.problems:
            self._remember(source, found.digest, found.extraction)
            if self._cache is not None and self._key_of is not None:
                with suppress(NotPackable):
                    packed = packed or pack(found.extraction)
                    self._cache.put(self._key_of(source, found.digest), packed)
        if self._shelf is not None and found.extraction is not None:
            return replace(found, extraction=self._shelf.put(found.extraction, packed))
        return found

    def _remember(self, source: Source, digest: bytes, extraction: Extraction) -> None:
        if self._memo is not None:
            self._memo.known[Memo.key_of(source, digest)] = extraction

    def _cached(self, source: Source, digest: bytes) -> Extraction | None:
        """What the cache holds of a source."""
        if self._cache is None or self._key_of is None:
            return None
        key = self._key_of(source, digest)
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
        return self._shelf.put(extraction, packed) if self._shelf is not None else extraction

    def close(self) -> None:
        """Writes what is left."""
        if self._cache is not None and self._cache is self._opened:
            self._cache.flush()
        elif self._cache is not None:
            self._cache.close()
            self._notes += self._cache.notes


def _can_be_recalled(extractors: Sequence[Extractor]) -> bool:
    from factcheck.run.cache import tell_what_they_depend_on

    return tell_what_they_depend_on(extractors) and not any(isinstance(e, Reporter) for e in extractors)
