"""Render, part: the report as JSON, versioned; its JSON Schema is published in `reports/report.schema.json`."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from factcheck.model.claim import Claim, ClaimType, Modality
from factcheck.model.document import Span
from factcheck.model.finding import Finding, Place, Report
from factcheck.model.rule import Severity
from factcheck.model.triage import KnownFinding, Origin, Status, Suppression
from factcheck.render.options import Options

SCHEMA_VERSION = "factcheck-report/2"
SHOWS_TRIAGED = True


def render(report: Report, options: Options) -> str:
    """The report with its findings in full and its documents and rules in short."""
    return json.dumps(as_data(report, claims=options.claims), ensure_ascii=False, indent=2)


def as_data(report: Report, *, claims: bool = False) -> dict[str, Any]:
    """The report as plain data, in the order of the schema; with every claim if so wanted."""
    kinds = Counter(finding.kind for finding in report.new)
    data = {
        "schema": SCHEMA_VERSION,
        "version": report.version,
        "focus": report.focus,
        "summary": {
            "documents": len(report.documents),
            "claims": len(report.claims),
            "entities": len(report.entities),
            "findings": len(report.findings),
            **{f"{severity.value}s": report.count(severity) for severity in Severity},
            **{status.value: len(report.of(status)) for status in Status},
            "fixed": len(report.fixed),
            "kinds": dict(sorted(kinds.items())),
        },
        "documents": [
            {"path": d.path, "format": d.format, "encoding": d.encoding, "blocks": len(d.blocks)}
            for d in report.documents
        ],
        "findings": [_finding(f) for f in report.findings],
        "baseline": report.baselined,
        "fixed": [_known(entry) for entry in report.fixed],
        "problems": [
            {
                "message": p.message,
                "path": p.path,
                "line": p.line,
                "column": p.column,
                "quote": p.quote,
                "remedy": p.remedy,
                "fatal": p.fatal,
            }
            for p in report.problems
        ],
        "rules": [{"id": r.id, "title": r.title, "kind": r.kind, "severity": r.severity.value} for r in report.rules],
    }
    if claims:
        data["claims"] = [_claim(claim) for claim in report.claims]
    return data


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "path": claim.document,
        **_span(claim.span),
        "quote": claim.quote,
        "value_start": claim.value_span.start,
        "value_end": claim.value_span.end,
        "type": claim.type.value,
        "value": claim.text_value,
        "shown": claim.shown,
        "entity": claim.entity,
        "predicate": claim.predicate,
        "measure": claim.measure,
        "modality": claim.modality.value,
        "occurrence": claim.occurrence,
        "scope": list(claim.scope),
        "attribution": claim.attribution,
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "fingerprint": finding.fingerprint,
        "wording": finding.wording,
        "rule": finding.rule,
        "status": finding.status.value,
        "suppression": _suppression(finding.suppression) if finding.suppression is not None else None,
        "kind": finding.kind,
        "severity": finding.severity.value,
        "confidence": finding.confidence,
        "message": finding.message,
        "reason": finding.reason,
        "entity": finding.entity,
        "predicate": finding.predicate,
        "sides": [
            {"letter": letter, "label": s.label, "changed": s.changed, "places": [_place(p) for p in s.places]}
            for letter, s in zip(finding.letters, finding.sides, strict=True)
        ],
        "suspect": finding.suspect,
        "suspect_reasons": list(finding.suspect_reasons),
        "repairs": [
            {
                "letter": r.letter,
                "description": r.description,
                "edits": [{"document": e.document, **_span(e.span), "text": e.text} for e in r.edits],
            }
            for r in finding.repairs
        ],
        "explanation": list(finding.explanation),
        "folded": [_finding(f) for f in finding.folded],
    }


def _suppression(suppression: Suppression) -> dict[str, Any]:
    return {
        "reason": suppression.reason,
        "owner": suppression.owner,
        "until": suppression.until.isoformat() if suppression.until is not None else "",
        "origin": suppression.origin.value,
        "path": suppression.path,
        "line": suppression.line,
    }


def _known(entry: KnownFinding) -> dict[str, Any]:
    return {
        "id": entry.id,
        "rule": entry.rule,
        "entity": entry.entity,
        "predicate": entry.predicate,
        "sides": [{"says": s.says, "path": s.path, "quote": s.quote} for s in entry.sides],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "path": place.document,
        "start": place.span.start,
        "end": place.span.end,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "quote": place.quote,
        "values": [_span(v) for v in place.values],
        "before": place.before,
        "after": place.after,
        "headings": list(place.heading_path),
        "claim": place.claim,
    }


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the output."""
    text, number, count = {"type": "string"}, {"type": "integer"}, {"type": "integer", "minimum": 0}

    def record(required: dict[str, Any]) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": False, "required": list(required), "properties": required}

    def many(item: dict[str, Any]) -> dict[str, Any]:
        return {"type": "array", "items": item}

    severity = {"enum": [s.value for s in Severity]}
    place = record(
        {"path": text, "start": count, "end": count, "line": count, "column": count, "end_line": count, "end_column": count,
         "quote": text, "values": many(record({"start": count, "end": count})), "before": text, "after": text, "headings": many(text),
         "claim": {"type": ["integer", "null"]}}
    )  # fmt: skip
    suppression = record(
        {**dict.fromkeys(("reason", "owner", "until", "path"), text), "origin": {"enum": [o.value for o in Origin]}, "line": count}
    )  # fmt: skip
    known = record(
        {**dict.fromkeys(("id", "rule", "entity", "predicate"), text),
         "sides": many(record(dict.fromkeys(("says", "path", "quote"), text)))}
    )  # fmt: skip
    finding = record(
        {"fingerprint": text, "wording": text, "rule": text, "status": {"enum": [s.value for s in Status]},
         "suppression": {"anyOf": [suppression, {"type": "null"}]}, "kind": text, "severity": severity, "confidence": {"type": "number", "minimum": 0, "maximum": 1},
         "message": text, "reason": text, "entity": text, "predicate": text, "sides": many(record({"letter": text,
         "label": text, "changed": {"type": "boolean"}, "places": many(place)})),
         "suspect": {"type": ["integer", "null"]}, "suspect_reasons": many(text), "repairs": many(record({"letter": text, "description": text,
         "edits": many(record({"document": text, "start": count, "end": count, "text": text}))})), "explanation": many(text),
         "folded": many({"$ref": "#/$defs/finding"})}
    )  # fmt: skip
    claim = record(
        {**dict.fromkeys(("id", "start", "end", "value_start", "value_end"), count), "scope": many(text),
         "type": {"enum": [t.value for t in ClaimType]}, "modality": {"enum": [m.value for m in Modality]},
         **dict.fromkeys(("path", "quote", "value", "shown", "entity", "predicate", "measure", "occurrence", "attribution"), text)}
    )  # fmt: skip
    counts = (
        *("documents", "claims", "entities", "findings", "errors", "warnings", "notes"),
        *(status.value for status in Status),
        "fixed",
    )
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Report of factcheck",
        **record(
            {
                "schema": {"const": SCHEMA_VERSION},
                "version": text,
                "focus": text,
                "summary": record(
                    {
                        **dict.fromkeys(counts, count),
                        "kinds": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}},
                    }
                ),
                "documents": many(record({"path": text, "format": text, "encoding": text, "blocks": count})),
                "findings": many({"$ref": "#/$defs/finding"}),
                "baseline": {"type": "boolean"},
                "fixed": many(known),
                "problems": many(
                    record(
                        {
                            "message": text,
                            "path": text,
                            "line": number,
                            "column": number,
                            "quote": text,
                            "remedy": text,
                            "fatal": {"type": "boolean"},
                        }
                    )
                ),
                "rules": many(record({"id": text, "title": text, "kind": text, "severity": severity})),
            }
        ),
    }
    whole["properties"]["claims"] = many(claim)
    whole["$defs"] = {"finding": finding}
    return whole
