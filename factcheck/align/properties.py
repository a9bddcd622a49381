"""Align, part of comparison: whether the labels of two cells or pairs of one named thing tell one property of it.

What heads a column or leads a pair says what the value is of and nothing else, so that two labels without a word in common
are two properties, however alike their values are: `Founded` and `Opened`, `Fee` and `Deposit`.
"""

from __future__ import annotations

from factcheck.align.attributes import are_prices
from factcheck.align.blocking import AMOUNTS
from factcheck.align.lexicon import classes_of, is_known, level_of, related_classes
from factcheck.align.statements import LABELLED
from factcheck.model.cell import Level
from factcheck.model.claim import Claim, ClaimType
from factcheck.values.lengths import length_words
from factcheck.values.names import name_tokens
from factcheck.values.words import stem, synonym

IDLE = frozenset(stem(w) for w in ["date", "day", "first", "time", "year", "when", "actual", "current", "official", "original", "full", "exact"])  # fmt: skip
"""Words of a label that say nothing of what its value is of."""
LAST = frozenset(stem(w) for w in ["close", "closing", "closure", "deadline", "due", "last", "latest", "end", "until", "final"])  # fmt: skip
"""Words of the label of a last day that say no more than that it is one."""


def are_cells(a: Claim, b: Claim) -> bool:
    """Whether both are cells or pairs, whose labels say what they are of and nothing else."""
    return a.extractor in LABELLED and b.extractor in LABELLED and a.document != b.document


def compare_properties(a: Claim, b: Claim) -> Level | None:
    """Whether two records give one property of one thing that both name, by what their labels say beside its name."""
    if not are_cells(a, b) or not _are_of_one_thing(a, b):
        return None
    detail = f"{' '.join((*a.labels, *a.heads))} and {' '.join((*b.labels, *b.heads))}"
    if are_prices(a, b) and are_all_prices(a, b):
        return level_of("cells", "of-one", detail)
    x, y = _property_of(a), _property_of(b)
    if x and y and (not x & y or (x - y and y - x)):
        return level_of("cells", "other", detail)
    if not (x and y) and a.type is ClaimType.DATE and _are_two_events(a.predicate, b.predicate):
        return level_of("cells", "other", detail)
    if x != y and (a.type is not ClaimType.DEADLINE or (x and y)):
        return level_of("cells", "part", detail)
    is_one = a.type in AMOUNTS and bool(a.measure) and synonym(a.measure) == synonym(b.measure)
    return level_of("cells", "of-one", detail) if is_one else None


def _are_of_one_thing(a: Claim, b: Claim) -> bool:
    """Whether two cells or pairs are of one named thing; a page without one for its pair is of what its title names."""
    x, y = (c.subject or c.topic[:1] for c in (a, b))
    return bool(x) and x == y


def _are_two_events(p: str, q: str) -> bool:
    """Whether two labels tell of two events, as columns of one record do: `Founded` and `Opened`, `Start` and `End`."""
    if p == q or not all(c and (is_known(c) or "-" not in c) for c in (p, q)):
        return False  # a label of several words that has no predicate tells no event
    return q not in related_classes(p) or not _SIDE_BY_SIDE.isdisjoint((p, q))


_SIDE_BY_SIDE = frozenset({"found", "announce", "build", "create", "renovate", "sell"})
"""Classes of events that records date besides those which they are related to."""


def _property_of(claim: Claim) -> frozenset[str]:
    """What the labels of a cell or pair say beside the name of its thing, its predicate and words that say nothing."""
    named = {stem(t) for e in (*claim.subject, *claim.topic) for t in name_tokens(e)}
    idle = IDLE | _OF_NUMBERS | (LAST - {_FINAL} if claim.type is ClaimType.DEADLINE else frozenset())
    if claim.type is ClaimType.DURATION:
        idle |= length_words().nouns | length_words().verbs
    said = [w for w in (*claim.labels, *claim.heads) if w not in named and w not in idle]
    is_amount = claim.type in AMOUNTS  # whose label measures, and tells no event
    return frozenset([synonym(w) for w in said if is_amount or claim.predicate not in classes_of(w)])


_FINAL = stem("final")
_OF_NUMBERS = frozenset(stem(w) for w in ["number", "total", "overall", "size", "figure", "count", "amount", "net"])
"""Words of a label that only say that its value is a number."""


def are_all_prices(a: Claim, b: Claim) -> bool:
    """Whether the labels of two cells that are not the name of their thing say no more than what one pays: `Entrance fee`, `Charge`."""
    named = {stem(t) for e in (*a.subject, *b.subject) for t in name_tokens(e)}
    said = {w for c in (a, b) for w in (*c.labels, *c.heads)} - named
    return bool(said) and said <= _PAID


_PAID = frozenset(
    stem(w) for w in ["price", "cost", "fee", "charge", "rate", "admission", "entrance", "entry", "ticket"]
)
