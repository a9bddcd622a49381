"""Render, part: one line a finding, `path:line:column: severity[rule] message`, for grep, editors and logs."""

from __future__ import annotations

from factcheck.model.finding import Finding, Report
from factcheck.render._digest import main_place, spot, told
from factcheck.render.options import Options


def render(report: Report, options: Options) -> str:
    """The findings in order; nothing at all where there are none."""
    return "".join(_line(finding) + "\n" for finding in report.findings)


def _line(finding: Finding) -> str:
    main = main_place(finding)
    text = f"{finding.severity.value}[{finding.rule}] {told(finding)}"
    return text if main is None else f"{spot(main[1])}: {text}"
