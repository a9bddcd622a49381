"""Render, part: workflow commands of GitHub Actions, which show findings as annotations beside the lines of a change."""

from __future__ import annotations

from factcheck.model.finding import Finding, Report
from factcheck.model.rule import Severity
from factcheck.render._digest import main_place, one_line, shown_path, told_fully
from factcheck.render.options import Options

PER_STEP = 10
"""Annotations of one kind that GitHub shows of a step; it drops the others without a word."""
_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report, options: Options) -> str:
    """At most ten commands of each kind, in order; the tenth tells how many more there are."""
    titles = {rule.id: rule.title for rule in report.rules}
    lines = []
    for severity in Severity:
        found = [finding for finding in report.findings if finding.severity is severity]
        for number, finding in enumerate(found[:PER_STEP], 1):
            more = len(found) - PER_STEP if number == PER_STEP else 0
            lines.append(_command(finding, titles.get(finding.rule, ""), max(0, more)) + "\n")
    return "".join(lines)


def _command(finding: Finding, title: str, more: int) -> str:
    properties: dict[str, str | int] = {}
    main = main_place(finding)
    if main is not None:
        place = main[1]
        properties = {"file": shown_path(place.document), "line": place.line, "endLine": place.end_line}
        if place.line == place.end_line:
            # GitHub takes columns only of a stretch within one line
            properties |= {"col": place.column, "endColumn": place.end_column}
    properties["title"] = f"{finding.rule}: {one_line(title)}" if title else finding.rule
    lines = told_fully(finding)
    if more:
        name = _COMMAND[finding.severity]
        lines.append(
            f"{more} more {name}{'s' if more > 1 else ''} of this run are not shown here: see the full report."
        )
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_COMMAND[finding.severity]} {told}::{_data(chr(10).join(lines))}"


def _data(text: str) -> str:
    # the older form of a command, `##[name]`, is obeyed anywhere in a line
    return text.replace("##[", "## [").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
