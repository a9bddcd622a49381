"""Render, part: the Reviewdog Diagnostic Format: findings with their other places, and repairs as suggestions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from factcheck.model.document import Span
from factcheck.model.finding import Finding, Place, Report, Side
from factcheck.model.rule import Severity
from factcheck.render._digest import main_place, one_line, other_places, told
from factcheck.render._lines import Lines
from factcheck.render._markdown import defuse
from factcheck.render.options import Options

_SEVERITY = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}
_SOURCE = {"name": "factcheck"}


def render(report: Report, options: Options) -> str:
    """All findings that have a place, as one JSON object."""
    found = {"source": _SOURCE, "diagnostics": diagnostics(report, options)}
    return json.dumps(found, ensure_ascii=False, indent=1)


def diagnostics(report: Report, options: Options) -> list[dict[str, Any]]:
    """A diagnostic a finding; columns count from 1 in bytes of UTF-8, ends are exclusive."""
    texts = {document.path: Lines(document.text) for document in report.documents}
    found = []
    for finding in report.findings:
        main = _main(finding)
        if main is not None:
            found.append(_diagnostic(finding, main, texts, options.rulebook_url))
    return found


def _main(finding: Finding) -> tuple[Side, Place] | None:
    """The place to comment on: where the first repair would be made, so that it can be offered there."""
    edited = next((edit for repair in finding.repairs[:1] for edit in repair.edits), None)
    if edited is not None:
        changed = [side for side in finding.sides if side.changed]
        for side in changed or finding.sides:
            for place in side.places:
                if place.document == edited.document and place.span.overlaps(edited.span):
                    return side, place
    return main_place(finding)


def _diagnostic(finding: Finding, main: tuple[Side, Place], texts: Mapping[str, Lines], url: str) -> dict[str, Any]:
    message = defuse(told(finding))
    reason = defuse(one_line(finding.reason))
    if reason and reason.rstrip(".") not in message:
        message += "\n" + reason
    code = {"value": finding.rule} | ({"url": url + quote(finding.rule)} if url else {})
    found: dict[str, Any] = {
        "message": message,
        "location": _location(main[1], texts),
        "severity": _SEVERITY[finding.severity],
        "source": _SOURCE,
        "code": code,
    }
    others = [(side, place) for side, place in [*_all(finding)] if place is not main[1]]
    if others:
        found["related_locations"] = [
            {"message": defuse(one_line(side.label)) or "other side", "location": _location(place, texts)}
            for side, place in others
        ]
    suggestions = _suggestions(finding, main[1].document, texts)
    return found | ({"suggestions": suggestions} if suggestions else {})


def _all(finding: Finding) -> list[tuple[Side, Place]]:
    first = main_place(finding)
    return [*([first] if first else []), *other_places(finding)]


def _suggestions(finding: Finding, path: str, texts: Mapping[str, Lines]) -> list[dict[str, Any]]:
    """The repairs that are one edit of the file that is commented on: a suggestion is applied by itself, never half a repair."""
    lines = texts.get(path)
    if lines is None:
        return []
    edits = [repair.edits[0] for repair in finding.repairs if len(repair.edits) == 1]
    return [{"range": _range(edit.span, lines), "text": edit.text} for edit in edits if edit.document == path]


def _location(place: Place, texts: Mapping[str, Lines]) -> dict[str, Any]:
    lines = texts.get(place.document)
    if lines is None:
        return {"path": place.document, "range": {"start": {"line": place.line}}}
    return {"path": place.document, "range": _range(place.span, lines)}


def _range(span: Span, lines: Lines) -> dict[str, Any]:
    return {"start": _position(span.start, lines), "end": _position(span.end, lines)}


def _position(offset: int, lines: Lines) -> dict[str, int]:
    line, _ = lines.position(offset)
    before = lines.text[lines.starts[line - 1] : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
