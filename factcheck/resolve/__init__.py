"""Stage 3, resolve: half-known claims in, known claims out; dates anchored, pronouns bound, names merged over the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcheck.errors import Problem
from factcheck.model.claim import Claim, Entity
from factcheck.model.extraction import Extraction
from factcheck.model.time import Timex
from factcheck.resolve.anchors import Order, document_date, order_of, order_of_corpus
from factcheck.resolve.claims import resolve_claims
from factcheck.resolve.dates import resolve_times
from factcheck.resolve.entities import EntityIndex, merge_entities

__all__ = ["Resolution", "document_date", "resolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The claims of a corpus, its entities, and the completed times of each document by path and block."""

    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    near_misses: tuple[tuple[str, str], ...]
    times: dict[str, dict[int, tuple[Timex, ...]]]
    extractions: tuple[Extraction, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What went wrong in extractors from outside, by document."""
        return tuple(p for e in self.extractions for p in e.problems)


def resolve(
    extractions: Sequence[Extraction], path_times: dict[str, tuple[Timex, ...]], *, day_first: bool | None = None
) -> Resolution:
    """Completes the claims of all documents; ids number them in order of path and place.

    `day_first` says how 03/04/2025 is meant where a document does not show it; else the other documents tell.
    """
    ordered = tuple(sorted(extractions, key=lambda e: e.document.path))
    index: EntityIndex = merge_entities(
        [(e.document.path, name) for e in ordered for names in e.names.values() for name in names]
    )
    declared = {e.document.path for e in ordered if any(d.fact for d in e.drafts)}
    if declared:  # what only a facts file names is nothing that `the bridge` of a document could stand for
        told = tuple(e for e in index.entities if not declared.issuperset(e.documents))
        index = replace(index, entities=told)
    order = (
        Order(day_first, "the settings")
        if day_first is not None
        else order_of_corpus(order_of(e.document, e.times) for e in ordered if e.document.path not in declared)
    )
    times = {
        e.document.path: resolve_times(e.document, e.times, path_times.get(e.document.path, ()), order=order)
        for e in ordered
    }
    claims: list[Claim] = []
    for extraction in ordered:
        claims.extend(resolve_claims(extraction, times[extraction.document.path], index, len(claims)))
    return Resolution(
        claims=tuple(claims), entities=index.entities, near_misses=index.near_misses, times=times, extractions=ordered
    )
