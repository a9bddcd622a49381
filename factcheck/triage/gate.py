"""Triage, part: whether findings close the gate."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model.finding import Finding
from factcheck.model.rule import Severity

LEVELS = ("error", "warning", "note", "never")


def is_blocked(findings: Sequence[Finding], fail_on: str) -> bool:
    """Whether some finding is at or above the level; `never` lets everything pass."""
    if fail_on == "never":
        return False
    return any(finding.severity.rank <= Severity(fail_on).rank for finding in findings)
