"""Judge, part: what the rest of the corpus says of two claims that contradict each other. It may tell that both are true.

All tests are of the corpus at hand and none of its words. A document that tells both values, each where the others
tell it, knows two facts where the two claims seemed to be one. What contradicts many other values about as well as
this one is said of many things, or of what happens again and again: were it one thing, most would agree. And where
all that is aligned in one way (two predicates, one measure, two documents) contradicts each other more often than it
agrees, it is not the facts that are wrong but the alignment: mistakes are rarer than facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from factcheck.model.cell import Pair
from factcheck.model.claim import Claim
from factcheck.values.dates import DateValue
from factcheck.values.editions import are_sibling_pages

Differ = Callable[[Claim, Claim], str]
"""Says why two values cannot both be true, or nothing if they can."""

AGREEMENT_MARGIN = 2.0
"""By how much worse aligned, likeness of the values apart, an agreeing claim may be and still explain a contradiction away."""
CROWD = 3
"""So many further values that a claim contradicts about as well, and it is said of many things."""
CROWD_MARGIN = 1.5
"""By how much worse aligned, likeness of the values apart, a contradicting claim may be and still compete."""
_OF_VALUES = frozenset({"closeness", "consensus", "sole", "lone", "rivals", "crowd"})
"""Attributes that tell how alike two values are, and not whether the claims speak of one thing."""
OFTEN = 8
"""From so many contradictions on they are counted against the agreements of their sort."""


def identity(pair: Pair) -> float:
    """What speaks for the two claims being about one thing, whatever their values are."""
    return sum(level.weight for level in pair.levels if level.attribute not in _OF_VALUES)


class Elsewhere:
    """The pairs of a cell, each claim with those it agrees with and those it contradicts."""

    def __init__(self, members: Mapping[int, Claim], pairs: Iterable[Pair], differ: Differ) -> None:
        self.members = members
        self._differ = differ
        self.contradicting: list[tuple[Pair, str]] = []
        self.agreed: list[Pair] = []
        self._agreeing: dict[int, dict[str, list[tuple[int, float]]]] = {}
        self._against: dict[int, list[tuple[int, float]]] = {}
        self._opposed: set[tuple[int, int]] = set()
        for pair in pairs:
            if pair.a not in members or pair.b not in members:
                continue
            a, b = members[pair.a], members[pair.b]
            why = differ(a, b)
            if why:
                self.contradicting.append((pair, why))
                self._opposed.add((pair.a, pair.b))
            else:
                self.agreed.append(pair)
            for claim, other in ((a, b), (b, a)):
                if why:
                    self._against.setdefault(claim.id, []).append((other.id, identity(pair)))
                else:
                    beside = self._agreeing.setdefault(claim.id, {})
                    beside.setdefault(other.document, []).append((other.id, identity(pair)))

    def is_explained(self, pair: Pair) -> bool:
        """Whether something else in the cell tells that the two may both be true."""
        a, b = self.members[pair.a], self.members[pair.b]
        if a.document == b.document:
            return False
        return self._tells_both(pair, a, b) or self._is_of_another_edition(a, b) or self._is_crowded(pair, a, b)

    def _is_of_another_edition(self, a: Claim, b: Claim) -> bool:
        """Whether one of two claims agrees with another edition of the page that the other one stands in: what changed since."""
        return any(
            are_sibling_pages(document, other.document)
            for own, other in ((a, b), (b, a))
            for document in self._agreeing.get(own.id, ())
        )

    def _tells_both(self, pair: Pair, a: Claim, b: Claim) -> bool:
        """Whether a document tells both: one of the two documents beside its own value, or a third one."""
        least = identity(pair) - AGREEMENT_MARGIN
        for own, other in ((a, b), (b, a)):
            beside = [self.members[k] for k in self._beside(own.id, other.document, least)]
            # a date that fits both is told less exactly: the year that a chronicle puts before its entry
            if any(self._differ(c, other) or not isinstance(c.value, DateValue) for c in beside):
                return True
        documents = self._agreeing.get(a.id, {}).keys() & self._agreeing.get(b.id, {}).keys()
        return any(
            (min(x, y), max(x, y)) not in self._opposed and x != y
            for document in documents
            for x in self._beside(a.id, document, least)
            for y in self._beside(b.id, document, least)
        )

    def _beside(self, claim_id: int, document: str, least: float) -> list[int]:
        """The claims of a document that agree with this one and are aligned well enough."""
        found = self._agreeing.get(claim_id, {}).get(document, ())
        return [other for other, score in found if score >= least]

    def _is_crowded(self, pair: Pair, a: Claim, b: Claim) -> bool:
        least = identity(pair) - CROWD_MARGIN
        return any(self._rivals(own, other, least) >= CROWD for own, other in ((a, b), (b, a)))

    def _rivals(self, claim: Claim, other: Claim, least: float) -> int:
        """How many further values a claim contradicts about as well as this one."""
        values = {self.members[k].text_value for k, known in self._against[claim.id] if known >= least}
        return len(values - {claim.text_value, other.text_value})


_ROWS = 2
"""Rows of two tables that contradict each other, where none agrees, from which the tables are of two things."""


class TrackRecord:
    """How often what is aligned in one way agrees, and how often it contradicts each other."""

    def __init__(self, cells: Iterable[Elsewhere]) -> None:
        self._agreed: dict[tuple[str, ...], set[tuple[object, ...]]] = defaultdict(set)
        self._contradicted: dict[tuple[str, ...], set[tuple[object, ...]]] = defaultdict(set)
        for cell in cells:
            for table, pairs in (
                (self._agreed, cell.agreed),
                (self._contradicted, [pair for pair, _ in cell.contradicting]),
            ):
                for pair in pairs:
                    for sort, item in _sorts(pair, cell.members[pair.a], cell.members[pair.b]):
                        table[sort].add(item)

    def is_poor(self, pair: Pair, a: Claim, b: Claim) -> bool:
        """Whether what is aligned like these two contradicts each other more often than not."""
        return any(self._is_poor(sort) for sort, _ in _sorts(pair, a, b))

    def _is_poor(self, sort: tuple[str, ...]) -> bool:
        against = self._contradicted.get(sort, ())
        if sort[0] == "tables":  # two lists of one sort, of two things: no row of them agrees
            return len(against) >= _ROWS and not self._agreed.get(sort)
        return len(against) >= OFTEN and 2 * len(self._agreed.get(sort, ())) < len(against)


def _sorts(pair: Pair, a: Claim, b: Claim) -> Iterator[tuple[tuple[str, ...], tuple[object, ...]]]:
    """The ways in which two claims are aligned, each with what is counted of it."""
    of = sorted(((a.measure or a.predicate), (b.measure or b.predicate)))
    documents = (a.document, b.document) if a.document < b.document else (b.document, a.document)
    if a.document != b.document:
        yield ("documents", *documents), (pair.a,)
        if a.extractor == b.extractor == "table":
            yield ("tables", *documents, *of), (pair.a,)
    yield ("said", a.type.value, *of), documents
