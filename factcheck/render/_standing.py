"""Render, part of several outputs: what triage says of findings, in words: known, suppressed by whom and why, fixed."""

from __future__ import annotations

from factcheck.model.finding import Finding, Report
from factcheck.model.triage import KnownFinding, Status, Suppression
from factcheck.render._digest import one_line, shown_path


def standing(finding: Finding) -> str:
    """Why a finding does not count, in one clause; nothing for one that does."""
    if finding.status is Status.KNOWN:
        return "known: it stands in the baseline"
    if finding.status is Status.SUPPRESSED and finding.suppression is not None:
        return f"suppressed: {because(finding.suppression)}"
    return "suppressed" if finding.status is Status.SUPPRESSED else ""


def because(suppression: Suppression) -> str:
    """The reason, who gave it, until when, and where that is written."""
    more = [f"by {one_line(suppression.owner)}"] if suppression.owner else []
    more += [f"until {suppression.until.isoformat()}"] if suppression.until is not None else []
    told = f" ({', '.join(more)})" if more else ""
    return f"{one_line(suppression.reason)}{told}, {shown_path(suppression.path)}:{suppression.line}"


def set_aside(report: Report) -> str:
    """How many findings do not count: `3 known, 2 suppressed`; nothing where all do."""
    counts = ((len(report.of(status)), status.value) for status in (Status.KNOWN, Status.SUPPRESSED))
    return ", ".join(f"{n} {name}" for n, name in counts if n)


def fixed_in_short(entry: KnownFinding) -> str:
    """An entry of the baseline that is found no more, on one line."""
    says = " / ".join(dict.fromkeys(one_line(side.says) for side in entry.sides))
    where = ", ".join(dict.fromkeys(shown_path(side.path) for side in entry.sides))
    return f"{one_line(entry.rule)}: {says} ({where})"
