"""Run, part: `resolve` on Spark. What the corpus tells of names, dates and slips goes to all executors; each document is then one's own."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from factcheck.frozen import dataclass, replace
from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.extraction import Extraction
from factcheck.model.lexicon import EntityLexicon
from factcheck.model.mention import NameMention
from factcheck.model.time import Timex
from factcheck.pipeline import path_times_of
from factcheck.resolve import (
    Background,
    Resolution,
    index_of,
    misspelled_names,
    order_of,
    order_of_run,
    resolve_document,
    small_words,
    with_counted,
    year_of_corpus,
    years_told,
)
from factcheck.resolve.limits import may_be_counted_from
from factcheck.run.spark_extract import Found, Survey, extractions_with, freeze, thaw
from factcheck.run.spark_session import kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A document with its claims, whose ids count from 0."""

    path: str
    slim: bytes
    """The extraction without what is not asked for any more; its times are the completed ones."""
    claims: bytes

    @property
    def unpacked(self) -> list[Claim]:
        """The claims."""
        claims: list[Claim] = pickle.loads(zlib.decompress(self.claims))
        return claims


def background_of(
    found: Any,
    told: Survey,
    houses: Sequence[Extraction],
    session: Any,
    *,
    day_first: bool | None,
    lexicon: EntityLexicon,
) -> Background:
    """What the corpus tells of each document, worked out by this process of what the executors counted.

    `houses` are the extractions of house facts, which no executor sees.
    """
    by_path = {h.document.path: h for h in houses}
    mentions: dict[str, Mapping[int, tuple[NameMention, ...]]] = {
        **told.names,
        **{p: h.names for p, h in by_path.items()},
    }
    ordinary = frozenset(told.small) | small_words(houses)
    index = index_of(
        ((path, name) for path in sorted(mentions) for names in mentions[path].values() for name in names),
        lexicon,
        ordinary,
        frozenset(path for path, house in by_path.items() if any(d.fact for d in house.drafts)),
    )
    orders = [*told.orders, *(order_of(h.document, h.times) for h in houses if not any(d.fact for d in h.drafts))]
    years = [*told.years, *(years_told(h.times) for h in houses if not any(d.fact for d in h.drafts))]
    misspelled: Mapping[str, Sequence[Claim]] = {}
    if index.near_misses:
        suspicious = frozenset(name for pair in index.near_misses for name in pair)
        full = {**extractions_with(found, suspicious, session), **by_path}
        every = [full[path] if path in full else _named(path, mentions[path]) for path in sorted(mentions)]
        misspelled = misspelled_names(every, index, lexicon, ordinary)
    return Background(
        index=index,
        order=order_of_run(day_first, orders),
        year=year_of_corpus(years),
        misspelled=dict(misspelled),
    )


def _named(path: str, names: Mapping[int, tuple[NameMention, ...]]) -> Extraction:
    """A document of which nothing but its names is asked."""
    document = Document(path=path, text="", format="text", encoding="utf-8", blocks=())
    return Extraction(document=document, tokens={}, sentences={}, times={}, quantities={}, names=names, drafts=())


def resolve_all(found: Any, background: Background, session: Any) -> tuple[Any, list[tuple[str, int]]]:
    """The documents of an RDD, resolved, with last days that are counted from an event of another one; and how many claims each has."""
    told = session.sparkContext.broadcast(background)
    resolved = kept(found.filter(lambda item: bool(item.frozen)).map(lambda item: _resolved(item, told.value)))
    looked = resolved.map(_looked_at).collect()
    counted = [claim for _, _, own in looked for claim in own]
    if not counted:
        return resolved, [(path, n) for path, n, _ in looked]
    events = session.sparkContext.broadcast(resolved.flatMap(lambda item: _events(item, counted)).collect())
    completed = kept(resolved.map(lambda item: _completed(item, events.value)))
    counts = completed.map(lambda item: (item.path, len(item.unpacked))).collect()
    resolved.unpersist()
    return completed, counts


def _resolved(item: Found, background: Background) -> Resolved:
    extraction = thaw(item.frozen)
    times, claims = resolve_document(extraction, path_times_of(extraction.document), background)
    slim = replace(extraction, tokens={}, sentences={}, times=times, names={}, drafts=(), referents={})
    return Resolved(path=item.path, slim=freeze(slim), claims=_packed(claims))


def _packed(claims: Sequence[Claim]) -> bytes:
    return zlib.compress(pickle.dumps(list(claims), pickle.HIGHEST_PROTOCOL), 1)


def _looked_at(item: Resolved) -> tuple[str, int, list[Claim]]:
    """How many claims a document has, and those that are counted from an event."""
    claims = item.unpacked
    return item.path, len(claims), [claim for claim in claims if claim.counted]


def _events(item: Resolved, counted: Sequence[Claim]) -> Iterator[Claim]:
    """The claims of a document that a day of another one may be counted from."""
    for claim in item.unpacked:
        if any(other.document != claim.document and may_be_counted_from(claim, other) for other in counted):
            yield claim


def _completed(item: Resolved, events: Sequence[Claim]) -> Resolved:
    claims = item.unpacked
    if not any(claim.counted for claim in claims):
        return item
    return replace(item, claims=_packed(complete(item.path, claims, events)))


def complete(path: str, claims: Sequence[Claim], events: Sequence[Claim]) -> list[Claim]:
    """The claims of a document with those counted from events, of itself or of the others; what stays unknown is left out."""
    others = [event for event in events if event.document != path]
    made = [claim for claim in with_counted([*claims, *others]) if claim.document == path]
    return [claim if claim.id == n else replace(claim, id=n) for n, claim in enumerate(made)]


def resolution_of(
    resolved: Iterable[Resolved],
    houses: Iterable[tuple[Extraction, Mapping[int, tuple[Timex, ...]], Sequence[Claim]]],
    background: Background,
) -> Resolution:
    """The resolution of the run, in this process: documents and claims in order of their paths, ids over all of them."""
    held = list(resolved)
    slim = {item.path: thaw(item.slim) for item in held}
    claims = {item.path: item.unpacked for item in held}
    for extraction, times, own in houses:
        path = extraction.document.path
        slim[path], claims[path] = replace(extraction, times=times), list(own)
    numbered: list[Claim] = []
    for path in sorted(claims):
        start = len(numbered)
        numbered += [replace(claim, id=start + n) if start else claim for n, claim in enumerate(claims[path])]
    return Resolution(
        claims=tuple(numbered),
        entities=background.index.entities,
        near_misses=background.index.near_misses,
        times={path: dict(extraction.times) for path, extraction in slim.items()},
        extractions=tuple(slim[path] for path in sorted(slim)),
    )
