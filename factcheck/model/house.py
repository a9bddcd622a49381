"""A house fact: what the publisher declares to be true. Read from a facts file, it becomes a claim like any other."""

from __future__ import annotations

from factcheck.frozen import dataclass
from factcheck.model.document import Span
from factcheck.values.dates import DateValue


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseFact:
    """One fact of a facts file, as it is declared; nothing of it is inferred."""

    entity: str
    """What it is about; in the short hand all words of the key but the scope, since a key is not cut into parts."""
    predicate: str = ""
    """What is said of it; empty in the short hand."""
    scope: str = ""
    """The part, cohort, plan or edition that it holds for."""
    value: str
    type: str = ""
    """The type of claim, where it is declared."""
    aliases: tuple[str, ...] = ()
    source: str = ""
    """Where the publisher has it from."""
    valid: DateValue | None = None
    """The days at which it holds; none: no time is declared."""
    severity: str = "error"
    document: str
    line: int
    span: Span
    """The whole fact, or its `value:` line, in the source."""
    value_span: Span

    @property
    def words(self) -> str:
        """The fact as it would be written by hand: `Lantern Bridge opened: 1998-05-03`."""
        return f"{self.key}: {self.value}"

    @property
    def key(self) -> str:
        """All words but the value."""
        said = " ".join(part for part in (self.entity, self.predicate) if part)
        return f"{said}, {self.scope}" if self.scope else said

    @property
    def place(self) -> str:
        """Where it is declared, and the source that it names: `facts.yaml:7, price list 2025`."""
        return f"{self.document}:{self.line}" + (f", {self.source}" if self.source else "")
