"""What `triage` goes by and says: the standing of a finding, who set it aside and why, and what a baseline knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from factcheck.frozen import dataclass
from factcheck.model.document import Span
from factcheck.model.rule import Rule, Severity

NOWHERE = Span(0, 0)


class Status(StrEnum):
    """What triage made of a finding."""

    NEW = "new"
    KNOWN = "known"
    SUPPRESSED = "suppressed"


class Origin(StrEnum):
    """Where a suppression is written."""

    COMMENT = "comment"
    FRONT_MATTER = "front-matter"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Who set findings aside, why, until when, and where that is written."""

    reason: str
    owner: str = ""
    until: date | None = None
    """The last day on which it holds; for good, if none."""
    origin: Origin
    path: str
    """Of the document, or of the file of suppressions, as it is shown."""
    line: int
    column: int = 1

    @property
    def in_source(self) -> bool:
        """Whether it stands in a document itself."""
        return self.origin is not Origin.FILE

    @property
    def place(self) -> str:
        """`path:line`."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a document that a suppression names; an empty path is any document."""

    path: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A suppression with what it sets aside: one finding, the findings of two passages, or those of a stretch."""

    suppression: Suppression
    rules: tuple[str, ...] = ()
    """Ids; all rules, if none."""
    fingerprint: str = ""
    """The first digits of one, at least eight."""
    wording: str = ""
    """Beside a fingerprint: by it the finding is known again once one of the `paths` is gone."""
    paths: tuple[str, ...] = ()
    """The documents that the fingerprint was made of."""
    passages: tuple[Passage, ...] = ()
    """One for each side that is named."""
    about: str = ""
    """The entity that the finding must be about, if passages alone do not tell."""
    document: str = ""
    """Of one in the source: the document that it speaks of."""
    spans: tuple[Span, ...] = ()
    """Where in the document; all of it, if none."""
    span: Span = NOWHERE
    """Where it is written, in the raw source."""
    quote: str = ""
    """The line or comment that says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSide:
    """One side of a finding of the baseline: its value, and the words of its first place."""

    says: str
    path: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFinding:
    """An entry of the baseline: a finding that was there when it was written."""

    id: str
    """Twelve hexadecimal digits of rule and sides: ties the lines of the file together."""
    rule: str
    entity: str = ""
    predicate: str = ""
    sides: tuple[KnownSide, ...]
    line: int = 0
    """Where it stands in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """All that triage goes by beside the findings and the documents themselves."""

    baseline: tuple[KnownFinding, ...] | None = None
    """None where there is no baseline."""
    suppressions: tuple[Order, ...] = ()
    """Those of the file of suppressions."""
    today: date | None = None
    """The day that `until` is compared with; none where no source of it is at hand."""
    complete: bool = True
    """Whether the run saw enough to say that a suppression is of no use: not if single files or rules were picked."""
    vanished: frozenset[str] = frozenset()
    """Documents that the baseline or the suppressions name and that are there no more."""
    rules: Mapping[str, str] | None = None
    """The ids that rules have and had before, each with today's; none where any name will do."""


NO_ORDERS = Orders()

UNUSED, EXPIRED = "unused-suppression", "expired-suppression"
OWN_RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule(
            id=UNUSED,
            title="A suppression that sets nothing aside",
            kind=UNUSED,
            severity=Severity.NOTE,
            explain="A comment, a field of front matter or an entry of the file of suppressions meets no finding any more: "
            "what it was for is mended, or its words changed. Delete it, so that it hides nothing later. Told only when "
            "folders are checked by all rules, since the other side of a finding may lie in a file that was left out.",
            check="",
            message="",
        ),
        Rule(
            id=EXPIRED,
            title="A suppression whose last day has passed",
            kind=EXPIRED,
            severity=Severity.WARNING,
            explain="The day after `until` has come, by `--today`, the day of the commit or SOURCE_DATE_EPOCH. What was set "
            "aside is reported again: settle it, or give another day.",
            check="",
            message="",
        ),
    )
}
"""What triage itself finds: about suppressions, not about documents. Judged by no check."""
