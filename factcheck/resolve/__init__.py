"""Stage 3, resolve: half-known claims in, known claims out; dates anchored, pronouns bound, names merged over the corpus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, MutableMapping, Sequence

from factcheck.errors import Problem
from factcheck.frozen import dataclass, replace
from factcheck.model.claim import Claim, Entity
from factcheck.model.extraction import Extraction, rest_of
from factcheck.model.keeping import IN_MEMORY, Keeping
from factcheck.model.lexicon import NO_LEXICON, EntityLexicon
from factcheck.model.mention import NameMention
from factcheck.model.spread import Spread, one_after_another
from factcheck.model.time import Timex
from factcheck.resolve.anchors import Order, counts_file_name, document_date, order_of, order_of_corpus
from factcheck.resolve.claims import resolve_claims
from factcheck.resolve.corpus_year import year_of_corpus, years_told
from factcheck.resolve.dates import resolve_times
from factcheck.resolve.entities import EntityIndex, merge_entities
from factcheck.resolve.limits import with_counted
from factcheck.resolve.misspellings import misspelled_names, with_misspelled
from factcheck.resolve.sharing import Sharing
from factcheck.values.words import fold

__all__ = [
    "Background", "Resolution", "counts_file_name", "document_date", "index_of", "misspelled_names", "order_of", "order_of_run", "resolve",
    "resolve_document", "small_words", "with_counted", "year_of_corpus", "years_told",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The claims of a corpus, its entities, and the completed times of each document by path and block."""

    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    near_misses: tuple[tuple[str, str], ...]
    times: Mapping[str, Mapping[int, tuple[Timex, ...]]]
    extractions: tuple[Extraction, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What went wrong in extractors from outside, by document."""
        return tuple(p for e in self.extractions for p in e.problems)


def resolve(
    extractions: Iterable[Extraction],
    path_times: dict[str, tuple[Timex, ...]],
    *,
    day_first: bool | None = None,
    lexicon: EntityLexicon = NO_LEXICON,
    times: MutableMapping[str, Mapping[int, tuple[Timex, ...]]] | None = None,
    keeping: Keeping = IN_MEMORY,
    let_go: bool = False,
    spread: Spread = one_after_another,
) -> Resolution:
    """Completes the claims of all documents; ids number them in order of path and place.

    `day_first` says how 03/04/2025 is meant where a document does not show it; else the other documents tell.
    What `lexicon` says of names goes before what is guessed. `times` is where the completed times are kept, `keeping` where
    the claims are. With `let_go`, of each extraction only what later stages ask for is kept (`rest_of`). `spread` hands out the documents.
    """
    ordered = sorted(extractions, key=lambda e: e.document.path)
    background = _background_of(ordered, day_first, lexicon)
    times = {} if times is None else times
    claims: list[Claim] = []
    sharing = Sharing()

    def resolved(part: range) -> list[tuple[dict[int, tuple[Timex, ...]], list[Claim]]]:
        own = [ordered[number] for number in part]
        return [resolve_document(e, path_times.get(e.document.path, ()), background) for e in own]

    parts = [range(start, min(start + _PART, len(ordered))) for start in range(0, len(ordered), _PART)]
    for part, results in zip(parts, spread(resolved, parts), strict=True):
        for number, (completed, found) in zip(part, results, strict=True):
            extraction = ordered[number]
            times[extraction.document.path] = completed
            claims.extend(keeping.claims(sharing(found, len(claims))))
            if let_go and type(extraction) is Extraction:  # what stands for one on a shelf holds nothing itself
                ordered[number] = rest_of(extraction, completed)
    return Resolution(
        claims=tuple(keeping.claims(with_counted(claims))),
        entities=background.index.entities,
        near_misses=background.index.near_misses,
        times=times,
        extractions=tuple(ordered),
    )


_PART = 16
"""Documents that are resolved in one go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What the corpus as a whole tells of each of its documents."""

    index: EntityIndex
    order: Order | None
    year: int | None
    """The one that its documents are of, where they are of one."""
    misspelled: Mapping[str, Sequence[Claim]]
    """By document, the claims that a name is misspelled; their ids are still to be given."""


def _background_of(ordered: Sequence[Extraction], day_first: bool | None, lexicon: EntityLexicon) -> Background:
    """What the corpus tells; the documents are gone through once, since each may have to be loaded."""
    small: set[str] = set()
    mentions: list[tuple[str, NameMention]] = []
    orders: list[bool | None] = []
    years: list[tuple[int, ...]] = []
    declared: set[str] = set()
    for extraction in ordered:
        path = extraction.document.path
        small |= _small_words_of(extraction)
        mentions.extend((path, name) for names in extraction.names.values() for name in names)
        if any(draft.fact for draft in extraction.drafts):
            declared.add(path)
        else:
            orders.append(order_of(extraction.document, extraction.times))
            years.append(years_told(extraction.times))
    ordinary = _folded(small)
    index = index_of(mentions, lexicon, ordinary, frozenset(declared))
    return Background(
        index=index,
        order=order_of_run(day_first, orders),
        year=year_of_corpus(years),
        misspelled=misspelled_names(ordered, index, lexicon, ordinary),
    )


def index_of(
    mentions: Iterable[tuple[str, NameMention]],
    lexicon: EntityLexicon,
    ordinary: frozenset[str],
    declared: frozenset[str],
) -> EntityIndex:
    """The entities of a corpus by the mentions of its documents; `declared` are those that hold house facts."""
    index = merge_entities(mentions, lexicon, ordinary)
    if declared:  # what only a facts file names is nothing that `the bridge` of a document could stand for
        kept = tuple(e for e in index.entities if not declared.issuperset(e.documents))
        index = replace(index, entities=kept, by_id={e.id: e for e in kept})
    return index


def order_of_run(day_first: bool | None, orders: Iterable[bool | None]) -> Order | None:
    """How 03/04/2025 is meant where a document does not show it, by those that do; `day_first` is what the settings say."""
    return Order(day_first, "the settings") if day_first is not None else order_of_corpus(orders)


def resolve_document(
    extraction: Extraction, path_times: tuple[Timex, ...], background: Background, first_id: int = 0
) -> tuple[dict[int, tuple[Timex, ...]], list[Claim]]:
    """The completed times of one document, and its claims, without those that other documents complete (`with_counted`)."""
    document = extraction.document
    times = resolve_times(document, extraction.times, path_times, order=background.order, year=background.year)
    told = document_date(document, times, path_times)
    dated = told.value if told is not None else None
    found = resolve_claims(extraction, times, background.index, first_id, dated)
    if document.path in background.misspelled:
        found = with_misspelled(found, background.misspelled[document.path], first_id)
    return times, found


_SMALL = re.compile(r"(?<![\w/.@#-])[a-zß-öø-ÿ]{3,}(?![\w/@-]|\.\w)")
"""A word in small letters, no part of an address or of a file's name."""


def small_words(extractions: Sequence[Extraction]) -> frozenset[str]:
    """The words that stand in small letters somewhere in the corpus, folded."""
    found: set[str] = set()
    for extraction in extractions:
        found |= _small_words_of(extraction)
    return _folded(found)


def _small_words_of(extraction: Extraction) -> set[str]:
    return {word for block in extraction.document.blocks for word in _SMALL.findall(block.text)}


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word if word.isascii() else fold(word) for word in words)
