"""Render, part: GitLab Code Quality, a list of issues; identities hold no line number, so that they outlive edits."""

from __future__ import annotations

import json
from typing import Any

from factcheck.model.finding import Finding, Report
from factcheck.model.rule import Severity
from factcheck.render._digest import main_place, told_in_sentences, unique_fingerprints
from factcheck.render.options import Options

_SEVERITY = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "minor"}


def render(report: Report, options: Options) -> str:
    """The findings that have a place, in order, as JSON; the format has no room for others."""
    names = unique_fingerprints(report)
    issues = [_issue(finding, name) for finding, name in zip(report.findings, names, strict=True)]
    return json.dumps([issue for issue in issues if issue], ensure_ascii=False, indent=1)


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any] | None:
    main = main_place(finding)
    if main is None:
        return None
    place = main[1]
    return {
        "description": told_in_sentences(finding),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITY[finding.severity],
        "location": {
            "path": place.document,
            "lines": {"begin": place.line, "end": place.end_line},
        },
    }
