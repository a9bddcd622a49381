"""A rule as the rulebook holds it: knowledge from a YAML file of `rules/`, validated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any

from factcheck.frozen import dataclass


class Severity(StrEnum):
    """The levels of SARIF, strongest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for error, 1 for warning, 2 for note: sorts strongest first."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Documents with marked evidence, and what the rule must make of them. Every example is a test."""

    name: str
    finds: int
    documents: Mapping[str, str]
    """Path to text, the marks ⟦ ⟧ still in it."""
    facts: str = ""
    """The text of a facts file, the marks still in it."""
    todo: str = ""
    """Why this one does not hold yet: a strict expected failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """Which claims meet under a rule, and which never do."""

    type: tuple[str, ...] = ()
    """Types of claim: date, deadline, quantity, duration, place, role."""
    same: tuple[str, ...] = ()
    """The blocking key: entity, predicate, occurrence, measure, scope, period."""
    entity: str = ""
    """What the claims are about, in the words of whoever wrote the rule."""
    predicate: str = ""
    files: tuple[str, ...] = ()
    """Patterns of paths; all, if empty."""
    never: tuple[str, ...] = ()
    """Modalities and marks that keep a claim out: planned, proposed, denied, refuted, superseded, recurring, reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the rulebook."""

    id: str
    title: str
    kind: str
    """One of the fifteen kinds of finding."""
    severity: Severity
    explain: str
    check: str
    """Module of `factcheck/judge/checks`, with dashes: `dates-disjoint`."""
    message: str
    """Template with the placeholders of `MESSAGE_PLACEHOLDERS`."""
    compare: Compare = field(default_factory=Compare)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """`with:` of the file, still as text; the check's own `Params` model validates them."""
    precision: str = "medium"
    """very-high, high, medium or low: measured on labelled corpora; SARIF shows it."""
    false_positives: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    path: str = ""
    """Of the YAML file, as it is shown."""
