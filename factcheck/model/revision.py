"""What became of the facts and findings of documents between two revisions of them."""

from __future__ import annotations

from enum import StrEnum

from factcheck.errors import Problem
from factcheck.frozen import dataclass
from factcheck.model.claim import ClaimType
from factcheck.model.document import Span
from factcheck.model.finding import Finding


class Change(StrEnum):
    """What became of a fact."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A fact as one document states it. Line and column count from 1 in code points."""

    document: str
    line: int
    column: int
    span: Span
    quote: str
    """The raw source of the evidence."""
    value_span: Span
    """The value's own words; of an inherited value they lie outside of the evidence."""
    type: ClaimType
    value: str
    """For machines: EDTF, number and unit, or words."""
    shown: str
    """The value for people, as it stands in the text."""
    standing: str
    """How it is said: `stated`, `planned`, `estimated`, `denied`, `superseded`."""
    entity: str
    predicate: str
    """What is said of the entity, in the words of the text."""
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """A fact that was added, removed or changed."""

    change: Change
    before: Statement | None
    after: Statement | None
    still: tuple[Statement, ...] = ()
    """Where the later revision still states the value that this place no longer has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One of the two revisions."""

    name: str
    """As it was asked for: `main`, `the working tree`, `old/`."""
    commit: str = ""
    """The name of its commit; none of a folder and of a working tree."""
    documents: int = 0
    facts: int = 0
    """Statements with a known value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionDiff:
    """Everything that is different, in order of documents and places of the later revision."""

    base: Revision
    head: Revision
    added: tuple[str, ...]
    """Documents that are new."""
    removed: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    """Documents that have another path: the old and the new one."""
    facts: tuple[FactChange, ...]
    same_facts: int
    """How many facts are stated as before, re-worded and moved ones among them."""
    introduced: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    unchanged: tuple[Finding, ...]
    """As the later revision has them."""
    problems: tuple[Problem, ...] = ()
    version: str = ""
    """Of factcheck."""

    def count(self, change: Change) -> int:
        """How many facts were changed so."""
        return sum(fact.change is change for fact in self.facts)
