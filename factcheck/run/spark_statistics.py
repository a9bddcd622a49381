"""Run, part: what `align` asks of the whole corpus, counted by the executors of Spark and sent to all of them."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from types import SimpleNamespace
from typing import Any, cast

from factcheck.align.blocking import group_of, measure_of, measure_words
from factcheck.align.comparison import Comparer, Row, shared_heads
from factcheck.align.consensus import Consensus, Support
from factcheck.align.crowd import Crowd
from factcheck.align.folders import Fields, Folders, fields_of, folder_of
from factcheck.align.holding import latest_year
from factcheck.align.lone import LoneValues
from factcheck.align.occasions import Occasions
from factcheck.align.parallels import Place, listed
from factcheck.align.sole import SoleValues
from factcheck.frozen import dataclass
from factcheck.model.claim import Claim, ClaimType, EntityId
from factcheck.model.corpus import MANY
from factcheck.values.dates import DateValue
from factcheck.values.names import state_of
from factcheck.values.quantities import Quantity
from factcheck.values.words import synonym

_MOST_SUPPORT = 60
"""A number that more places state is a common one and supports nothing."""


@dataclass(slots=True)
class Counts:
    """What some documents tell of how common words, names and numbers are; those of two parts of a corpus add up."""

    places: Counter[str] = field(default_factory=Counter)
    """By word: in how many blocks it is a word of a claim."""
    passages: Counter[str] = field(default_factory=Counter)
    """By word: in how many passages it stands."""
    blocks: int = 0
    support: dict[tuple[str, str], list[tuple[Quantity, str]]] = field(default_factory=dict)
    """By measure the numbers that are stated for it; of those beyond the limit none but enough to know it."""
    spread: Counter[EntityId] = field(default_factory=Counter)
    """By entity: in how many documents."""
    days: dict[str, DateValue | None] = field(default_factory=dict)
    """By document: the day that it says it was published on."""
    named: Counter[EntityId] = field(default_factory=Counter)
    """By name: how many documents have it in a claim or in what they are about."""
    fields: dict[str, Counter[Fields]] = field(default_factory=dict)
    """By folder the fields that its documents tell, each with how many do."""
    stands: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """By type of claims and word: the documents that have such a claim with it."""
    lone: LoneValues = field(default_factory=LoneValues)
    """The values that are told, each with its documents."""

    def count(self, document: str, claims: Sequence[Claim]) -> None:
        """Takes in the claims of a document."""
        told = [claim for claim in claims if counts(claim)]
        if not told:
            return
        words = {(claim.block, claim.type.value, word) for claim in told for word in Comparer._words_of(claim)}
        self.places.update(word for _, word in {(block, word) for block, _, word in words})
        for key in {(kind, word) for _, kind, word in words}:
            self.stands.setdefault(key, []).append(document)
        self.named.update(traits_of(told).named)
        passages = {claim.block: {*claim.passage, *claim.under} for claim in told}
        self.blocks += len(passages)
        self.passages.update(synonym(word) for passage in passages.values() for word in passage)
        for claim in told:
            if isinstance(claim.value, Quantity) and abs(claim.value.high) > 12:
                for word in measure_words(claim):
                    self._support((group_of(claim), word), [(claim.value, document)])
        self.spread.update({entity for claim in told for entity in claim.entities})
        self.lone.count(told)
        self._tell_fields(folder_of(document), fields_of(told))
        self.days[document] = next((c.told_on for c in told if c.told_on is not None), None)

    def add(self, other: Counts) -> Counts:
        """Takes in what other documents tell."""
        self.places.update(other.places)
        self.passages.update(other.passages)
        self.blocks += other.blocks
        for key, stated in other.support.items():
            self._support(key, stated)
        self.spread.update(other.spread)
        self.days.update(other.days)
        self.named.update(other.named)
        self.lone.add(other.lone)
        for folder, fields in other.fields.items():
            self._tell_fields(folder, fields)
        for word, documents in other.stands.items():
            self.stands.setdefault(word, []).extend(documents)
        return self

    def _tell_fields(self, folder: str, fields: Counter[Fields]) -> None:
        if fields:
            self.fields.setdefault(folder, Counter()).update(fields)

    def _support(self, key: tuple[str, str], stated: list[tuple[Quantity, str]]) -> None:
        known = self.support.setdefault(key, [])
        known.extend(stated[: max(0, _MOST_SUPPORT + 1 - len(known))])


def counts(claim: Claim) -> bool:
    """Whether a claim tells how common words and names are: not what is said of the spelling of a name."""
    return claim.type is not ClaimType.NAME or claim.predicate != "spelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a document alone tells of itself when its claims are compared."""

    last_days: Counter[str]
    """By predicate: how many last days it gives."""
    dates: Counter[str]
    lengths: Counter[str]
    """By what they are of: how many lengths of time."""
    named: frozenset[EntityId]
    shared_heads: dict[Row, frozenset[str]]
    """By row of a table: the words that head several of its cells."""
    listed: dict[Place, int]
    """By clause or row with several values side by side: how many."""
    latest: int
    """The latest year that its dates tell."""


def traits_of(claims: Iterable[Claim]) -> Traits:
    """The traits of a document by all its claims."""
    told = [claim for claim in claims if counts(claim)]
    return Traits(
        last_days=Counter(c.predicate for c in told if c.type is ClaimType.DEADLINE),
        dates=Counter(c.predicate for c in told if c.type is ClaimType.DATE),
        lengths=Counter(measure_of(c) for c in told if c.type is ClaimType.DURATION),
        named=frozenset(e for c in told for e in (*c.entities, *c.topic) if not state_of(e)),
        shared_heads=shared_heads(told),
        listed=listed(told),
        latest=latest_year(told),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What the corpus tells, in the form in which claims are compared by it; every executor has it."""

    support: Support
    occasions: Occasions
    folders: Folders
    lone: LoneValues
    documents: int
    spread: dict[EntityId, int]
    total: int
    idf: dict[str, float]
    rarity: dict[str, float]
    named: dict[EntityId, int]
    stands: dict[tuple[str, str], array[int]]
    """Of a corpus of many documents by type and word the numbers of the documents, in ascending order."""


def statistics_of(counts: Counts) -> Statistics:
    """The statistics of a corpus by the counts of all its documents."""
    total = max(40, counts.blocks)

    def weights(counted: Counter[str]) -> dict[str, float]:
        return {word: math.log(total / n) / math.log(total) for word, n in counted.items()}

    return Statistics(
        support={key: tuple(stated) for key, stated in counts.support.items() if len(stated) <= _MOST_SUPPORT},
        occasions=Occasions([_publication(path, day) for path, day in counts.days.items()]),
        folders=Folders(sorted(counts.days), counts.fields),
        lone=counts.lone,
        documents=len(counts.days),
        spread=dict(counts.spread),
        total=total,
        idf=weights(counts.places),
        rarity=weights(counts.passages),
        named=dict(counts.named),
        stands=_numbered(counts) if len(counts.days) >= MANY else {},
    )


def _numbered(counts: Counts) -> dict[tuple[str, str], array[int]]:
    numbers = {document: number for number, document in enumerate(sorted(counts.days))}
    return {key: array("I", sorted(numbers[d] for d in documents)) for key, documents in counts.stands.items()}


class SentComparer(Comparer):
    """Compares as `align` does, by statistics that were made elsewhere; the documents are told as they come."""

    def __init__(self, statistics: Statistics) -> None:
        self._make_tables()
        self.consensus = Consensus(statistics.support)
        self.sole = SoleValues()
        self.named: dict[str, set[EntityId]] = {}
        self.shared_heads: dict[Row, frozenset[str]] = {}
        self.listed: dict[Place, int] = {}
        self.latest: dict[str, int] = {}
        self.occasions = statistics.occasions
        self.folders = statistics.folders
        self.lone = statistics.lone
        self.rarity = statistics.rarity
        self.documents = statistics.documents
        self.spread = statistics.spread
        self.total = statistics.total
        self.idf = statistics.idf
        is_large = statistics.documents >= MANY
        self._crowd = Crowd(self.named, statistics.named, statistics.stands, statistics.documents) if is_large else None

    def meet(self, document: str, traits: Traits) -> None:
        """Takes in a document before claims of it are compared."""
        if document not in self.named:
            self.named[document] = set(traits.named)
            self.shared_heads.update(traits.shared_heads)
            self.listed.update(traits.listed)
            self.latest[document] = traits.latest
            self.sole.last_days.update({(document, predicate): n for predicate, n in traits.last_days.items()})
            self.sole.dates.update({(document, predicate): n for predicate, n in traits.dates.items()})
            self.sole.lengths.update({(document, measure): n for measure, n in traits.lengths.items()})


def _publication(document: str, day: DateValue | None) -> Claim:
    """As much of a claim as tells when a document was published."""
    return cast(Claim, SimpleNamespace(document=document, told_on=day))


def count_all(claims: Any) -> Counts:
    """The counts of an RDD of documents with their claims, added up in two steps so that no one machine adds all parts."""
    parts = claims.mapPartitions(_counted)
    whole: Counts = parts.treeReduce(lambda one, other: one.add(other), 2)
    return whole


def _counted(documents: Iterable[tuple[str, Sequence[Claim]]]) -> Iterator[Counts]:
    part = Counts()
    for document, claims in documents:
        part.count(document, claims)
    yield part
