"""Render, part: SARIF 2.1.0 as GitHub code scanning and other consumers take it; both sides of every conflict located."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from factcheck.errors import Problem
from factcheck.model.document import Span
from factcheck.model.finding import Finding, Place, Repair, Report, Side
from factcheck.model.rule import Rule, Severity
from factcheck.model.triage import OWN_RULES, Status, Suppression
from factcheck.render._lines import Lines, LinesOf, visible
from factcheck.render.options import Options

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
SHOWS_TRIAGED = True
MAX_RESULTS = 25_000
MAX_LOCATIONS = 1_000
MAX_LINKS = 8
_MAX_DESCRIPTION = 1_024
_MAX_TAGS = 10
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_PROBLEM_SEVERITY = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


def render(report: Report, options: Options) -> str:
    """The report as one SARIF run."""
    return json.dumps(as_data(report, options), ensure_ascii=False, indent=1)


def as_data(report: Report, options: Options | None = None) -> dict[str, Any]:
    """The SARIF log as plain data."""
    texts = LinesOf(report.documents)
    rules = [*report.rules, *_rules_unknown(report)]
    index = {rule.id: n for n, rule in enumerate(rules)}
    # what counts comes first: a run holds so many results only
    located = sorted(
        (f for f in report.findings if f.sides), key=lambda f: (f.status is not Status.NEW, f.severity.rank)
    )
    url = options.rulebook_url if options else ""
    driver: dict[str, Any] = {"name": "factcheck", "rules": [_rule(r, url) for r in rules]}
    if report.version:
        driver |= {"version": report.version, "semanticVersion": report.version}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not any(problem.fatal for problem in report.problems),
                "toolExecutionNotifications": _notifications(report, len(located)),
            }
        ],
        "artifacts": [_artifact(document.path, document.encoding) for document in report.documents],
        "results": [
            _result(finding, index, texts) | _triaged(finding, baselined=report.baselined)
            for finding in located[:MAX_RESULTS]
        ],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rules_unknown(report: Report) -> list[Rule]:
    """Stand-ins for rules that findings name and the rulebook does not hold (`internal-error`)."""
    known = {rule.id for rule in report.rules}
    first = {f.rule: f for f in reversed(report.findings) if f.rule not in known}
    return [
        OWN_RULES.get(id)
        or Rule(id=id, title=id, kind=f.kind, severity=f.severity, explain=f"Reported as {id}.", check="", message="")
        for id, f in sorted(first.items())
    ]


def _artifact(path: str, encoding: str) -> dict[str, Any]:
    found: dict[str, Any] = {"location": {"uri": _uri(path)}, "roles": ["analysisTarget"]}
    return found | ({"encoding": encoding} if encoding else {})


def _notifications(report: Report, located: int) -> list[dict[str, Any]]:
    """What the run could not do: inputs with problems, findings without a place, results above the limit."""
    problems = [*report.problems, *(Problem(message=f.message) for f in report.findings if not f.sides)]
    if located > MAX_RESULTS:
        problems.append(
            Problem(
                message=f"{located - MAX_RESULTS} more findings, the least severe, were left out: "
                f"a run holds {MAX_RESULTS} results"
            )
        )
    return [_notification(problem) for problem in problems]


def _notification(problem: Problem) -> dict[str, Any]:
    text = problem.message + (f" ({problem.remedy})" if problem.remedy else "")
    found: dict[str, Any] = {
        "level": "error" if problem.fatal else "warning",
        "message": {"text": _escape(text) or "a problem without a message"},
    }
    if problem.path:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(problem.path)}}
        if problem.line:
            place["region"] = {"startLine": problem.line}
            if problem.column:
                place["region"]["startColumn"] = problem.column
        found["locations"] = [{"physicalLocation": place}]
    return found


def _rule(rule: Rule, url: str) -> dict[str, Any]:
    explain = rule.explain.strip() or rule.title
    exceptions = "".join(f"\n- {text}" for text in rule.false_positives)
    known = f"\n\nNot a mistake, though it may be reported:\n{exceptions}" if exceptions else ""
    found: dict[str, Any] = {
        "id": rule.id,
        "name": "".join(part.title() for part in rule.id.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": _cut(" ".join(explain.split()), _MAX_DESCRIPTION)},
        "help": {"text": explain + known, "markdown": f"# {rule.title}\n\n{explain}{known}"},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {
            "precision": rule.precision,
            "problem.severity": _PROBLEM_SEVERITY[rule.severity],
            "tags": list(dict.fromkeys(["facts", "consistency", rule.kind]))[:_MAX_TAGS],
        },
    }
    return found | ({"helpUri": url + quote(rule.id)} if url else {})


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 2].rsplit(" ", 1)[0] + " …"


def _result(finding: Finding, index: dict[str, int], texts: Mapping[str, Lines]) -> dict[str, Any]:
    first, others = _order(finding)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVEL[finding.severity],
        "kind": "fail",
        "message": {"text": _message(finding, first[0], others)},
        "locations": [{"physicalLocation": _physical(first[1], texts, one_line=True)}],
        "partialFingerprints": {
            "primaryLocationLineHash": finding.fingerprint,
            "factcheck/v1": finding.fingerprint,
            **({"factcheckWording/v1": finding.wording} if finding.wording else {}),
        },
        "rank": round(100 * finding.confidence, 1),
        "properties": {
            "kind": finding.kind,
            "confidence": finding.confidence,
            "entity": finding.entity,
            "predicate": finding.predicate,
            "sides": [side.label for side in finding.sides],
            **_verdict(finding),
        },
    }
    knocked = [(f"{f.rule}: {side.label}", place) for f in finding.folded for side in f.sides for place in side.places]
    related = [*((side.label, place) for side, place in others), *knocked][: MAX_LOCATIONS - 1]
    if related:
        result["relatedLocations"] = [
            {
                "id": n,
                "message": {"text": _escape(label) or "other side"},
                "physicalLocation": _physical(place, texts, one_line=False),
            }
            for n, (label, place) in enumerate(related, 1)
        ]
    fixes = [_fix(r, texts) for r in finding.repairs if all(e.document in texts for e in r.edits)]
    return result | ({"fixes": fixes} if fixes else {})


def _triaged(finding: Finding, *, baselined: bool) -> dict[str, Any]:
    """Where a baseline was at hand, whether the finding is new since then; and what set it aside.

    A run in which one result has a list of suppressions has one in each, else readers could not tell "none" from "not known".
    """
    state = {"baselineState": "unchanged" if finding.status is Status.KNOWN else "new"} if baselined else {}
    return state | {"suppressions": [_suppression(finding.suppression)] if finding.suppression is not None else []}


def _suppression(suppression: Suppression) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": "inSource" if suppression.in_source else "external",
        "status": "accepted",
        "justification": _escape(suppression.reason) or "no reason given",
        "location": {
            "physicalLocation": {
                "artifactLocation": {"uri": _uri(suppression.path)},
                "region": {"startLine": max(1, suppression.line)},
            }
        },
    }
    more = {"owner": suppression.owner, "until": suppression.until.isoformat() if suppression.until else ""}
    if any(more.values()):
        found["properties"] = {key: value for key, value in more.items() if value}
    return found


def _order(finding: Finding) -> tuple[tuple[Side, Place], list[tuple[Side, Place]]]:
    """The primary place, then the first place of every other side, then the rest: the other side is always number 1."""
    places = [(n, side, place) for side in finding.sides for n, place in enumerate(side.places)]
    first, *rest = [(side, place) for n, side, place in sorted(places, key=lambda item: item[0] > 0)]
    return first, rest[: MAX_LOCATIONS - 1]


def _message(finding: Finding, own: Side, others: list[tuple[Side, Place]]) -> str:
    """Message, reason where it adds something, and a link to every other place, as far as a reader would follow them."""
    told = finding.message.strip() or finding.rule
    if finding.reason and finding.reason not in told:
        told += ("" if told.endswith((".", "!", "?")) else ".") + " " + finding.reason
    links, seen = [], [own]
    for n, (side, place) in enumerate(others[:MAX_LINKS], 1):
        new = not any(side is known for known in seen)
        seen.append(side)
        name = "other side" if new else f"{side.label} in {place.document}:{place.line}"
        links.append(f"[{_escape(name)}]({n})")
    more = len(others) - len(links)
    return (
        _escape(told)
        + (f" See {', '.join(links)}" if links else "")
        + (f" and {more} more." if more > 0 else "." if links else "")
    )


def _verdict(finding: Finding) -> dict[str, Any]:
    """Which side is likely wrong and why, and the findings that the same correction settles."""
    found: dict[str, Any] = {}
    if finding.suspect is not None:
        found["suspect"] = finding.suspect
    if finding.suspect_reasons:
        found["suspectReasons"] = list(finding.suspect_reasons)
    if finding.folded:
        found["folded"] = [
            {
                "fingerprint": f.fingerprint,
                "rule": f.rule,
                "kind": f.kind,
                "message": f.message,
                "sides": [s.label for s in f.sides],
            }
            for f in finding.folded
        ]
    return found


def _fix(repair: Repair, texts: Mapping[str, Lines]) -> dict[str, Any]:
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in sorted(repair.edits, key=lambda e: (e.document, e.span.start)):
        replacement = {
            "deletedRegion": _region(edit.span, texts[edit.document]),
            "insertedContent": {"text": edit.text},
        }
        changes.setdefault(edit.document, []).append(replacement)
    return {
        "description": {"text": _escape(repair.description) or "Replace the value"},
        "artifactChanges": [
            {"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}
            for path, replacements in changes.items()
        ],
    }


def _physical(place: Place, texts: Mapping[str, Lines], *, one_line: bool) -> dict[str, Any]:
    artifact = {"uri": _uri(place.document)}
    lines = texts.get(place.document)
    if lines is None:
        # a place outside the checked documents: its own figures are all there is
        region = {"startLine": place.line, "startColumn": place.column}
        end = (place.line, place.column) if one_line else (place.end_line, place.end_column)
        return {"artifactLocation": artifact, "region": region | {"endLine": end[0], "endColumn": end[1]}}
    span = _one_line(place, lines) if one_line else place.span
    region = _region(span, lines) | {"snippet": {"text": lines.text[span.start : span.end]}}
    return {"artifactLocation": artifact, "region": region}


def _one_line(place: Place, lines: Lines) -> Span:
    """The part of the evidence on a changed line, else that of its first value: GitHub shows alerts on lines of the diff only."""
    inside = [value.start for value in place.values if place.span.start <= value.start < place.span.end]
    known = place.lead if place.lead is not None and place.span.start <= place.lead < place.span.end else None
    line, _ = lines.position(known if known is not None else inside[0] if inside else place.span.start)
    start = max(place.span.start, lines.starts[line - 1])
    return Span(start, max(start, min(place.span.end, lines.ends[line - 1])))


def _region(span: Span, lines: Lines) -> dict[str, Any]:
    line, column = lines.position(span.start)
    end_line, end_column = lines.position(span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _uri(path: str) -> str:
    """A relative reference, percent-encoded from its bytes; an absolute path as a file address."""
    raw = path.encode("utf-8", "surrogateescape")
    return "file://" + quote(raw) if path.startswith("/") else quote(raw, safe="/-._~!$&'()*+,;=@")


def _escape(text: str) -> str:
    """Brackets of documents are no links of ours, their braces no place for an argument, their control codes not obeyed."""
    escaped = visible(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return re.sub(r"\{(\d+)\}", r"{{\1}}", escaped)
