"""Triage, part of comparing revisions: which facts were added, removed and changed. The value decides, not the words.

Statements are paired in passes, each of what the passes before it left over: first those with one value, so that a text
that was moved, wrapped or worded anew is no change; then those that say another value of the same thing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from rapidfuzz.fuzz import ratio

from factcheck.model.claim import Claim, Modality
from factcheck.model.document import Document
from factcheck.model.revision import Change, FactChange, Statement
from factcheck.values.quantities import Quantity, dimension, to_base
from factcheck.values.words import fold

_STANDINGS = {
    Modality.ASSERTED: "stated", Modality.REPORTED: "stated", Modality.PLANNED: "planned", Modality.PROPOSED: "planned",
    Modality.CONDITIONAL: "planned", Modality.ESTIMATED: "estimated", Modality.DENIED: "denied",
    Modality.REFUTED: "denied", Modality.SUPERSEDED: "superseded",
}  # fmt: skip
_ALIKE = 70.0
"""Of a hundred: how alike the words around two values must be, where little else says that they are one statement."""
_MOST_PAIRS = 40_000
_MOST_STILL = 3
_COUNTED = re.compile(r"^(?:the |all |some )*\d[\d,.]* (?=[^\W\d])")
_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"\r\n|\n|\r")

Claims = tuple[Sequence[Claim], Sequence[Document]]


def compare_facts(before: Claims, after: Claims, followed: Mapping[str, str]) -> tuple[tuple[FactChange, ...], int]:
    """The facts that are different between two sets of claims, in order of the later documents; and how many are the same.

    `followed` says which document of the later revision each of the earlier one is.
    """
    old, new = _facts(before, followed), _facts(after, {})
    matching = _Matching(old, new)
    for key in _SAME:
        matching.pair(key)
    same = len(matching.pairs)
    for key, least in _CHANGED:
        matching.pair(key, least=least, by_words=True)
    stated = _Stated(new)
    changes = [(b, stated.change(Change.CHANGED, a, b)) for a, b in matching.pairs[same:]]
    changes += [(b, stated.change(Change.ADDED, None, b)) for b in matching.new]
    changes += [(a, stated.change(Change.REMOVED, a, None)) for a in matching.old]
    changes.sort(key=lambda item: (item[0].document, item[0].claim.span.start, item[1].change, item[0].claim.id))
    return tuple(change for _, change in changes), same


def is_fact(claim: Claim) -> bool:
    """Whether a claim is a statement of a document, and its value known."""
    return claim.fact is None and bool(claim.text_value)


class _Fact:
    """A claim with what it is compared by."""

    __slots__ = ("about", "around", "claim", "document", "said", "source", "starts", "value", "words")

    def __init__(self, claim: Claim, source: Document, starts: Sequence[int], document: str) -> None:
        self.claim, self.source, self.starts = claim, source, starts
        self.document = document
        """Its path in the later revision."""
        self.about: frozenset[str] = frozenset(claim.subject) or frozenset({_without_value(claim)})
        self.said = claim.predicate or claim.measure or fold(claim.said)
        self.value: Hashable = (claim.type, _value(claim), _STANDINGS[claim.modality])
        self.words = _words(claim.quote)
        start, end = claim.value_span.start - claim.span.start, claim.value_span.end - claim.span.start
        inside = 0 <= start < end <= len(claim.quote)
        self.around = _words(f"{claim.quote[:start]} _ {claim.quote[end:]}") if inside else self.words
        """Its words with the value left out."""

    @property
    def thing(self) -> Hashable:
        """What its value is the value of, as closely as the text says it."""
        claim = self.claim
        return claim.type, self.about, self.said, claim.occurrence, claim.scope, claim.labels, claim.heads

    @property
    def context(self) -> Hashable:
        """The block that it stands in, and the headings above: where they stayed, a thing only goes by another name."""
        block, title = self.source.blocks[self.claim.block], self.source.title
        return block.text, self.source.heading_path(block), title.text if title is not None else ""

    def may_be(self, other: _Fact) -> bool:
        """Whether both may be about one thing: names in common, or one name within the other."""
        if self.about & other.about:
            return True
        a, b = fold(self.claim.entity), fold(other.claim.entity)
        return f" {a} " in f" {b} " or f" {b} " in f" {a} "

    def statement(self) -> Statement:
        """As it is told."""
        claim = self.claim
        line = bisect_right(self.starts, claim.span.start)
        said = claim.said or claim.predicate_words or claim.predicate or claim.measure
        return Statement(
            document=claim.document,
            line=line,
            column=claim.span.start - self.starts[line - 1] + 1,
            span=claim.span,
            quote=claim.quote,
            value_span=claim.value_span,
            type=claim.type,
            value=claim.text_value,
            shown=" ".join(claim.shown.split()) or claim.text_value,
            standing=_STANDINGS[claim.modality],
            entity=" ".join(claim.entity.split()),
            predicate=" ".join(said.split()),
            scope=claim.scope,
        )


def _facts(of: Claims, followed: Mapping[str, str]) -> list[_Fact]:
    claims, documents = of
    sources = {d.path: d for d in documents}
    starts = {d.path: [0, *(match.end() for match in _BREAK.finditer(d.text))] for d in documents}
    return [
        _Fact(c, sources[c.document], starts[c.document], followed.get(c.document, c.document))
        for c in claims
        if is_fact(c) and c.document in sources
    ]


def _without_value(claim: Claim) -> str:
    """What a claim is about; of `the 212 runners` not their number, be it counted here or elsewhere."""
    about = fold(claim.entity).replace(fold(claim.shown) or claim.entity, "_")
    return about if claim.labels else _COUNTED.sub("_ ", about)


def _words(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _value(claim: Claim) -> Hashable:
    """The value as it is compared: of a quantity in its base unit, so that 1.5 km is 1,500 m."""
    quantity = claim.value
    if not isinstance(quantity, Quantity):
        return fold(claim.text_value)
    low, high, _ = to_base(quantity)
    return low, high, dimension(quantity), quantity.thing, quantity.comparator


_Key = Callable[[_Fact], Hashable | None]


class _Matching:
    """Facts of both revisions, those that were paired, and those that were not."""

    def __init__(self, old: Sequence[_Fact], new: Sequence[_Fact]) -> None:
        self.old, self.new = list(old), list(new)
        self.pairs: list[tuple[_Fact, _Fact]] = []

    def pair(self, key: _Key, *, least: float = 0.0, by_words: bool = False) -> None:
        """Pairs what has one key: in order, or by how alike the words around the values are, `least` at the least."""
        if not self.old or not self.new:
            return
        groups: dict[Hashable, tuple[list[_Fact], list[_Fact]]] = defaultdict(lambda: ([], []))
        for n, facts in enumerate((self.old, self.new)):
            for fact in facts:
                if (found := key(fact)) is not None:
                    groups[found][n].append(fact)
        paired: set[int] = set()
        for olds, news in groups.values():
            if not olds or not news:
                continue
            both = _by_words(olds, news, least) if by_words else zip(olds, news, strict=False)
            for a, b in both:
                self.pairs.append((a, b))
                paired |= {id(a), id(b)}
        self.old = [fact for fact in self.old if id(fact) not in paired]
        self.new = [fact for fact in self.new if id(fact) not in paired]


def _by_words(olds: Sequence[_Fact], news: Sequence[_Fact], least: float) -> Iterator[tuple[_Fact, _Fact]]:
    """The pairs, those with the likest words around the value first, then those in the likest places."""
    if len(olds) * len(news) > _MOST_PAIRS:
        yield from (pair for pair in zip(olds, news, strict=False) if least == 0.0)
        return
    ranked = []
    for n, a in enumerate(olds):
        for m, b in enumerate(news):
            alike = ratio(a.around, b.around)
            if alike >= least and (least == 0.0 or a.may_be(b)):
                ranked.append((-alike, abs(n - m), n, m))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, _, n, m in sorted(ranked):
        if n not in taken[0] and m not in taken[1]:
            taken[0].add(n)
            taken[1].add(m)
            yield olds[n], news[m]


_SAME: tuple[_Key, ...] = (
    lambda f: (f.document, f.value, f.words, f.about),
    lambda f: (f.document, f.value, f.words, f.context),
    lambda f: (f.document, f.value, f.about, f.said),
    lambda f: (f.value, f.words, f.about),
    lambda f: (f.value, f.words, f.context),
    lambda f: (f.value, f.about, f.said),
)
"""What makes two statements of one value one: the same words, or the same thing, first in one document, then anywhere."""


def _labelled(fact: _Fact) -> Hashable | None:
    return (fact.document, fact.about, fact.said, fact.claim.labels) if fact.claim.labels else None


_CHANGED: tuple[tuple[_Key, float], ...] = (
    (lambda f: (f.document, f.claim.type, f.around, f.about), 0.0),
    (lambda f: (f.document, f.thing) if f.said else None, 0.0),
    (lambda f: (f.document, f.claim.type, f.about, f.said, f.claim.labels) if f.said else None, 0.0),
    (lambda f: (f.document, f.claim.type, f.said, f.claim.labels), _ALIKE),
    (_labelled, 0.0),
    (lambda f: f.thing if f.said else None, _ALIKE),
)
"""What makes two statements of two values one, and how alike the words around the values must be for it."""


class _Stated:
    """What the later revision states, and where."""

    def __init__(self, facts: Sequence[_Fact]) -> None:
        self._facts: dict[Hashable, list[_Fact]] = defaultdict(list)
        for fact in facts:
            for name in fact.about:
                self._facts[name, fact.said, fact.value].append(fact)

    def change(self, change: Change, before: _Fact | None, after: _Fact | None) -> FactChange:
        """The change, with the places that still state what this one no longer does."""
        still: dict[int, _Fact] = {}
        if before is not None and before.said:
            for name in before.about:
                still.update((fact.claim.id, fact) for fact in self._facts.get((name, before.said, before.value), ()))
        return FactChange(
            change=change,
            before=before.statement() if before is not None else None,
            after=after.statement() if after is not None else None,
            still=tuple(fact.statement() for _, fact in sorted(still.items())[:_MOST_STILL]),
        )
