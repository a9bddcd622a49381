"""Render, part: Checkstyle XML, which many review tools and Jenkins read: findings by file."""

from __future__ import annotations

from factcheck.model.finding import Finding, Place, Report
from factcheck.model.rule import Severity
from factcheck.render._digest import main_place, shown_path, told_in_sentences
from factcheck.render._xml import Element, element, written
from factcheck.render.options import Options

_SEVERITY = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def render(report: Report, options: Options) -> str:
    """Each finding once, at its main place, in order of file and line; the format has no room for one without a place."""
    by_file: dict[str, list[tuple[Place, Finding]]] = {}
    for finding in report.findings:
        main = main_place(finding)
        if main is not None:
            by_file.setdefault(main[1].document, []).append((main[1], finding))
    files = [
        element(
            "file", {"name": shown_path(path)}, *(_error(place, finding) for place, finding in sorted(found, key=_at))
        )
        for path, found in sorted(by_file.items())
    ]
    return written(element("checkstyle", {"version": "4.3"}, *files))


def _at(found: tuple[Place, Finding]) -> tuple[int, int, str]:
    place, finding = found
    return place.line, place.column, finding.fingerprint


def _error(place: Place, finding: Finding) -> Element:
    return element(
        "error",
        {
            "line": place.line,
            "column": place.column,
            "severity": _SEVERITY[finding.severity],
            "message": told_in_sentences(finding),
            "source": f"factcheck.{finding.rule}",
        },
    )
