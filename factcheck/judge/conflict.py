"""Judge, part: what a check sees and gives. A check is one module of `checks/`, one comparison each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from factcheck.model.cell import Cell, Pair
from factcheck.model.claim import Claim, Entity
from factcheck.model.document import Document, Span
from factcheck.model.rule import Rule
from factcheck.model.time import Timex


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
    repairs: tuple[ConflictRepair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that a check may look at."""

    documents: Mapping[str, Document]
    claims: Mapping[int, Claim]
    cells: Sequence[Cell]
    pairs: Sequence[Pair]
    times: Mapping[str, Mapping[int, tuple[Timex, ...]]]
    path_times: Mapping[str, tuple[Timex, ...]]
    entities: Sequence[Entity] = ()
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What one check worked out of this case for others to use."""


class Check(Protocol):
    """The interface of a module of `factcheck/judge/checks`."""

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
