"""What `judge` gives: conflicts as a user sees them, and the report that holds them."""

from __future__ import annotations

from factcheck.errors import Problem
from factcheck.frozen import dataclass
from factcheck.model.claim import Claim, Entity
from factcheck.model.document import Document, Span
from factcheck.model.rule import Rule, Severity
from factcheck.model.triage import KnownFinding, Status, Suppression

__all__ = ["Edit", "Finding", "Place", "Repair", "Report", "Side", "Status"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of a finding, exact in the raw source. Lines and columns count from 1 in code points, ends are exclusive."""

    document: str
    span: Span
    """The evidence."""
    values: tuple[Span, ...]
    """The conflicting values inside (or, for an inherited value, beside) the evidence, in order of the source."""
    line: int
    column: int
    end_line: int
    end_column: int
    quote: str
    """The raw source of the evidence."""
    before: str
    after: str
    """The raw source around the evidence, to the ends of its sentence or block (cut at 240 code points)."""
    heading_path: tuple[str, ...] = ()
    """Title and headings above it, outermost first."""
    claim: int | None = None
    """Id of the claim, if it stands for one."""
    lead: int | None = None
    """Offset of the spot to show where one line has to do: on a changed line, where the run was narrowed to changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a conflict: all places that say the same."""

    label: str
    """The value that this side states, for people: `12 July 1920`, `46,300 sheep`."""
    places: tuple[Place, ...]
    letter: str = ""
    """What repairs call it where it was moved; else it is called by its position, the first `a`."""
    changed: bool = False
    """Whether a place of it lies on the lines that the run was narrowed to. Such sides, and such places of them, stand first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Replaces a span of a document's raw source by a text."""

    document: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One way to settle a finding: all its edits together. Offered, never applied by itself."""

    letter: str
    """How a user picks it: the letter of the side that it keeps (`a` is the first side); of one side alone a, b in order."""
    edits: tuple[Edit, ...]
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A conflict, as a user sees it."""

    rule: str
    kind: str
    severity: Severity
    message: str
    """One sentence with both values and both sources."""
    reason: str
    """One sentence: why the sides cannot both be true, with the arithmetic where there is some."""
    sides: tuple[Side, ...]
    entity: str
    predicate: str
    confidence: float
    """From 0 to 1."""
    fingerprint: str
    """Hexadecimal; rule, entity, predicate and normalised quotes; never a line number."""
    wording: str = ""
    """As the fingerprint, without the names of the documents: many findings may share it, and a renamed file keeps it."""
    suspect: int | None = None
    """Index of the side that is more likely wrong, if there are grounds."""
    suspect_reasons: tuple[str, ...] = ()
    """Why that side, or why none: one clause for each piece of evidence, the strongest first."""
    repairs: tuple[Repair, ...] = ()
    """The one that corrects the suspect first."""
    explanation: tuple[str, ...] = ()
    """How the sides were aligned: one line for each comparison level, anchor and alias that mattered."""

    folded: tuple[Finding, ...] = ()
    """Knock-on findings: one value put right settles this one and all of them. They have none of their own."""
    status: Status = Status.NEW
    """What triage made of it: only new ones count for the gate."""
    suppression: Suppression | None = None
    """What set it aside, if its status says so."""

    @property
    def places(self) -> tuple[Place, ...]:
        """All places of all sides, in order of the sides."""
        return tuple(place for side in self.sides for place in side.places)

    @property
    def named(self) -> tuple[str, ...]:
        """The documents that its fingerprint is made of: those of the first places of its sides, sorted."""
        return tuple(sorted({place.document for side in self.sides for place in side.places[:1]}))

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the sides, by which repairs and people call them; small, from `a`."""
        return tuple(side.letter or chr(ord("a") + n % 26) for n, side in enumerate(self.sides))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything one run has to say. Documents are in order of their paths, findings in order of severity and place."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...] = ()
    version: str = ""
    """Of factcheck."""
    baselined: bool = False
    """Whether a baseline was at hand, so that `new` means new since then."""
    fixed: tuple[KnownFinding, ...] = ()
    """What the baseline knows and is found no more."""

    @property
    def new(self) -> tuple[Finding, ...]:
        """The findings that count: neither known nor suppressed."""
        return self.of(Status.NEW)

    def of(self, status: Status) -> tuple[Finding, ...]:
        """The findings of one status, in order."""
        return tuple(finding for finding in self.findings if finding.status is status)

    focus: str = ""
    """What the findings were narrowed to, for people: `lines changed since main`; empty where all are told."""

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """The findings, each followed by those that are folded under it."""
        return tuple(f for finding in self.findings for f in (finding, *finding.folded))

    @property
    def short_fingerprints(self) -> dict[str, str]:
        """Each fingerprint with its first eight digits, or as many as no other begins with."""
        ordered = sorted({finding.fingerprint for finding in self.all_findings})
        found = {}
        for n, own in enumerate(ordered):
            neighbours = (*ordered[max(0, n - 1) : n], *ordered[n + 1 : n + 2])
            found[own] = own[: max(8, *(_shared(own, other) + 1 for other in neighbours), 0)]
        return found

    def count(self, severity: Severity) -> int:
        """How many new findings have this severity."""
        return sum(finding.severity is severity and finding.status is Status.NEW for finding in self.findings)


def _shared(a: str, b: str) -> int:
    """How many signs two texts have in common from their start."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
