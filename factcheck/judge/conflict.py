"""Judge, part: what a check sees and gives. A check is one module of `checks/`, one comparison each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from typing import Any, Protocol

from factcheck.frozen import dataclass, replace
from factcheck.model.cell import Cell, Pair
from factcheck.model.claim import Claim, Entity
from factcheck.model.document import Document, Span
from factcheck.model.mention import QuantityMention
from factcheck.model.record import Column, ColumnMatch
from factcheck.model.rule import Rule, Severity
from factcheck.model.time import Timex
from factcheck.values.dates import DateValue
from factcheck.values.durations import Duration
from factcheck.values.quantities import Quantity

Value = DateValue | Quantity | Duration | Fraction
HOUSE_FACTS = 1_000_000
"""The authority of what the publisher declares true: above every number that settings may give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One place of a conflict, in the raw source of its document."""

    document: str
    span: Span
    values: tuple[Span, ...]
    claim: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictSide:
    """All places that say the same."""

    label: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRepair:
    """An edit that would settle the conflict."""

    document: str
    span: Span
    text: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A span whose value, put right alone, settles a conflict: any value that agrees with all that is wanted."""

    document: str
    span: Span
    wanted: tuple[Value, ...] = ()
    weekday: int | None = None
    """The weekday that a date must fall on; Monday is 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What cannot all be true, as a check found it."""

    sides: tuple[ConflictSide, ...]
    reason: str
    entity: str = ""
    predicate: str = ""
    measure: str = ""
    confidence: float = 0.8
    values: Mapping[str, str] = field(default_factory=dict)
    """Further placeholders of the rule's message."""
    explanation: tuple[str, ...] = ()
    of_one_thing: bool = False
    """Whether the sides give one thing different values, so that either could take the other's."""
    repairs: tuple[ConflictRepair, ...] = ()
    """None where the sides' own values tell them."""
    remedies: tuple[Remedy, ...] = ()
    """Likewise: which single values settle it."""
    kind: str = ""
    """The kind of finding, where one rule finds several; the rule's own, if empty."""
    severity: Severity | None = None
    """Where it is not the rule's own."""
    message: str = ""
    """A sentence of its own, where the rule's does not fit: what could not be compared."""
    settles: tuple[int, ...] = ()
    """Claims whose other conflicts with each other need not be told any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that a check may look at."""

    documents: Mapping[str, Document]
    claims: Mapping[int, Claim]
    cells: Sequence[Cell]
    pairs: Sequence[Pair]
    times: Mapping[str, Mapping[int, tuple[Timex, ...]]]
    path_times: Mapping[str, tuple[Timex, ...]]
    quantities: Mapping[str, Mapping[int, tuple[QuantityMention, ...]]] = field(default_factory=dict)
    dated: Mapping[str, DateValue] = field(default_factory=dict)
    """The day that a document speaks from, where it is known."""
    authority: Mapping[str, int] = field(default_factory=dict)
    """How much a document's word counts, as the settings declare it; 0 where nothing is declared."""
    entities: Sequence[Entity] = ()
    columns: Sequence[Column] = ()
    """What the records of tables, data files and lists say, property by property."""
    matches: Sequence[ColumnMatch] = ()
    """Columns of two collections that speak of one property."""
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What one check worked out of this case for others to use."""


def without_facts(case: Case) -> Case:
    """The case as the documents alone make it: what a publisher declares is no statement that they could contradict."""
    files = {path for path, document in case.documents.items() if document.format == "facts"}
    if not files:
        return case
    facts = {claim.id for claim in case.claims.values() if claim.fact is not None}

    def told(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
        return tuple(pair for pair in pairs if pair.a not in facts and pair.b not in facts)

    cells = [
        replace(cell, claims=tuple(c for c in cell.claims if c.fact is None), pairs=told(cell.pairs))
        for cell in case.cells
    ]
    return replace(
        case,
        documents={path: document for path, document in case.documents.items() if path not in files},
        claims={id_: claim for id_, claim in case.claims.items() if id_ not in facts},
        cells=[cell for cell in cells if len(cell.claims) > 1],
        pairs=told(case.pairs),
        times={path: times for path, times in case.times.items() if path not in files},
    )


def without_claims(case: Case, left_out: frozenset[int]) -> Case:
    """The case as it were if these claims had not been made."""

    def kept(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
        return tuple(pair for pair in pairs if pair.a not in left_out and pair.b not in left_out)

    cells = [
        replace(cell, claims=tuple(c for c in cell.claims if c.id not in left_out), pairs=kept(cell.pairs))
        for cell in case.cells
    ]
    return replace(
        case,
        claims={id_: claim for id_, claim in case.claims.items() if id_ not in left_out},
        cells=[cell for cell in cells if len(cell.claims) > 1],
        pairs=kept(case.pairs),
        memo={},
    )


class Check(Protocol):
    """The interface of a module of `factcheck/judge/checks`; one with `WITH_FACTS = True` sees the house facts, too."""

    Params: Any

    def check(self, case: Case, rule: Rule, params: Any) -> Iterator[Conflict]: ...


def evidence_of(claim: Claim) -> tuple[Evidence, ...]:
    """The place of a claim; where its value is inherited, the heading or row head first, then what stands under it."""
    if claim.head_span is None:
        return (Evidence(document=claim.document, span=claim.span, values=(claim.value_span,), claim=claim.id),)
    return (
        Evidence(document=claim.document, span=claim.head_span, values=(claim.head_span,), claim=claim.id),
        Evidence(document=claim.document, span=claim.span, values=(), claim=claim.id),
    )
