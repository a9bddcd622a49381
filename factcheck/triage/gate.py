"""Triage, part: whether findings close the gate: by the least severity that does, and by budgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from factcheck.frozen import dataclass
from factcheck.model.finding import Finding
from factcheck.model.rule import Severity
from factcheck.model.triage import Status

LEVELS = ("error", "warning", "note", "never")
"""What may close the gate or stop a build: new findings of this severity or above, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What closes the gate."""

    fail_on: str = "warning"
    """The least severity that does, where no budget speaks of it; `never` lets everything pass."""
    budgets: Mapping[Severity, int] = field(default_factory=dict)
    """How many new findings of a severity may pass."""


def closing(findings: Sequence[Finding], gate: Gate) -> tuple[Severity, ...]:
    """The severities of new findings that close the gate, strongest first; none where it is open."""
    if gate.fail_on == "never":
        return ()
    least = Severity(gate.fail_on).rank
    found = []
    for severity in Severity:
        number = sum(f.severity is severity and f.status is Status.NEW for f in findings)
        if number > gate.budgets.get(severity, 0 if severity.rank <= least else number):
            found.append(severity)
    return tuple(found)


def is_blocked(findings: Sequence[Finding], fail_on: str) -> bool:
    """Whether some new finding is at or above the level; `never` lets everything pass."""
    return bool(closing(findings, Gate(fail_on=fail_on)))
