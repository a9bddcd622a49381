"""Render, part: SARIF 2.1.0 as GitHub code scanning and other consumers take it; both sides of every conflict located."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from factcheck.model.document import Span
from factcheck.model.finding import Finding, Place, Report, Side
from factcheck.model.rule import Rule, Severity
from factcheck.render.options import Options

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
MAX_RESULTS = 25_000
MAX_LOCATIONS = 1_000
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_PROBLEM_SEVERITY = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


def render(report: Report, options: Options) -> str:
    """The report as one SARIF run."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=1)


def as_data(report: Report) -> dict[str, Any]:
    """The SARIF log as plain data."""
    texts = {d.path: d.text for d in report.documents}
    rules = [*report.rules]
    index = {rule.id: n for n, rule in enumerate(rules)}
    shown = [f for f in report.findings if f.sides][:MAX_RESULTS]
    notifications = [
        _notification(p.message + (f" ({p.remedy})" if p.remedy else ""), p.path, p.line, fatal=p.fatal)
        for p in report.problems
    ]
    notifications += [_notification(f.message, "", 0, fatal=False) for f in report.findings if not f.sides]
    hidden = len([f for f in report.findings if f.sides]) - len(shown)
    if hidden > 0:
        notifications.append(
            _notification(
                f"{hidden} more findings, the least severe, were left out: a run holds {MAX_RESULTS}",
                "",
                0,
                fatal=False,
            )
        )
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "factcheck",
                        "version": report.version,
                        "semanticVersion": report.version,
                        "rules": [_rule(rule) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not any(p.fatal for p in report.problems),
                        "toolExecutionNotifications": notifications,
                    }
                ],
                "artifacts": [
                    {"location": {"uri": _uri(d.path)}, "encoding": d.encoding or "unknown"} for d in report.documents
                ],
                "results": [_result(f, index, texts) for f in shown],
            }
        ],
    }


def _notification(message: str, path: str, line: int, *, fatal: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"level": "error" if fatal else "warning", "message": {"text": message}}
    if path:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
        if line:
            place["region"] = {"startLine": line}
        found["locations"] = [{"physicalLocation": place}]
    return found


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(part.title() for part in rule.id.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": " ".join(rule.explain.split())[:1024]},
        "help": {"text": rule.explain, "markdown": f"**{rule.title}**\n\n{rule.explain}"},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {
            "precision": rule.precision,
            "problem.severity": _PROBLEM_SEVERITY[rule.severity],
            "tags": ["facts", rule.kind],
        },
    }


def _result(finding: Finding, index: dict[str, int], texts: dict[str, str]) -> dict[str, Any]:
    places = [(side, place) for side in finding.sides for place in side.places]
    first, rest = places[0], places[1:MAX_LOCATIONS]
    links = " ".join(f"[{_escape(_link(side, place))}]({n})" for n, (side, place) in enumerate(rest, 1) if n <= 8)
    text = _escape(
        f"{finding.message}. {finding.reason}"
        if not finding.message.endswith((".", "!", "?"))
        else f"{finding.message} {finding.reason}"
        if finding.reason not in finding.message
        else finding.message
    )
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVEL[finding.severity],
        "kind": "fail",
        "message": {"text": f"{text} {('Other places: ' + links) if links else ''}".strip()},
        "locations": [{"physicalLocation": _physical(first[1], texts, one_line=True)}],
        "partialFingerprints": {"primaryLocationLineHash": finding.fingerprint, "factcheck/v1": finding.fingerprint},
        "rank": round(100 * finding.confidence, 1),
        "properties": {
            "kind": finding.kind,
            "confidence": finding.confidence,
            "entity": finding.entity,
            "predicate": finding.predicate,
            "sides": [side.label for side in finding.sides],
        },
    }
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    if rest:
        result["relatedLocations"] = [
            {"id": n, "message": {"text": side.label}, "physicalLocation": _physical(place, texts, one_line=False)}
            for n, (side, place) in enumerate(rest, 1)
        ]
    if finding.repairs:
        result["fixes"] = [
            {
                "description": {"text": repair.description},
                "artifactChanges": [
                    {
                        "artifactLocation": {"uri": _uri(repair.document)},
                        "replacements": [
                            {
                                "deletedRegion": _region(repair.span, texts[repair.document]),
                                "insertedContent": {"text": repair.text},
                            }
                        ],
                    }
                ],
            }
            for repair in finding.repairs
        ]
    return result


def _link(side: Side, place: Place) -> str:
    return f"{side.label} in {place.document}:{place.line}"


def _physical(place: Place, texts: dict[str, str], *, one_line: bool) -> dict[str, Any]:
    span = _one_line(place, texts[place.document]) if one_line else place.span
    region = _region(span, texts[place.document])
    region["snippet"] = {"text": texts[place.document][span.start : span.end]}
    return {"artifactLocation": {"uri": _uri(place.document)}, "region": region}


def _one_line(place: Place, text: str) -> Span:
    """The part of the evidence on the line of its first value: GitHub shows an alert only on lines of the diff."""
    at = place.values[0].start if place.values else place.span.start
    if not place.span.start <= at < place.span.end:
        at = place.span.start
    start = max(place.span.start, max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1)
    ends = [n for n in (text.find("\n", at), text.find("\r", at)) if n >= 0]
    return Span(start, min([place.span.end, *ends]))


def _region(span: Span, text: str) -> dict[str, Any]:
    line, column = _position(text, span.start)
    end_line, end_column = _position(text, span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _position(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    line = before.count("\n") + before.replace("\r\n", "").count("\r") + 1
    return line, offset - max(before.rfind("\n"), before.rfind("\r"))


def _uri(path: str) -> str:
    return quote(path, safe="/-._~!$&'()*+,;=:@") if not path.startswith("/") else "file://" + quote(path)


def _escape(text: str) -> str:
    """Brackets of documents are no links of ours."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
