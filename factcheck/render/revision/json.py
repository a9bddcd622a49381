"""Render, part: two revisions as JSON, versioned; the JSON Schema is published in `reports/diff.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from factcheck.errors import Problem
from factcheck.model.claim import ClaimType
from factcheck.model.finding import Finding, Report
from factcheck.model.revision import Change, FactChange, Revision, RevisionDiff, Statement
from factcheck.render import json as reports
from factcheck.render.options import Options

SCHEMA_VERSION = "factcheck-diff/1"


def render(diff: RevisionDiff, options: Options) -> str:
    """Everything that is different, in full."""
    return json.dumps(as_data(diff), ensure_ascii=False, indent=2)


def as_data(diff: RevisionDiff) -> dict[str, Any]:
    """The differences as plain data, in the order of the schema."""
    return {
        "schema": SCHEMA_VERSION,
        "version": diff.version,
        "base": _revision(diff.base),
        "head": _revision(diff.head),
        "summary": {
            "facts": {**{change.value: diff.count(change) for change in Change}, "same": diff.same_facts},
            "findings": {
                "introduced": len(diff.introduced),
                "fixed": len(diff.fixed),
                "unchanged": len(diff.unchanged),
            },
        },
        "documents": {
            "added": list(diff.added),
            "removed": list(diff.removed),
            "renamed": [{"from": old, "to": new} for old, new in diff.renamed],
        },
        "facts": [_fact(change) for change in diff.facts],
        "findings": {
            "introduced": _findings(diff.introduced),
            "fixed": _findings(diff.fixed),
            "unchanged": _findings(diff.unchanged),
        },
        "problems": reports.as_data(_report((), diff.problems))["problems"],
    }


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "name": revision.name,
        "commit": revision.commit,
        "documents": revision.documents,
        "facts": revision.facts,
    }


def _fact(change: FactChange) -> dict[str, Any]:
    return {
        "change": change.change.value,
        "before": _statement(change.before) if change.before is not None else None,
        "after": _statement(change.after) if change.after is not None else None,
        "still": [_statement(statement) for statement in change.still],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "path": statement.document,
        "start": statement.span.start,
        "end": statement.span.end,
        "line": statement.line,
        "column": statement.column,
        "quote": statement.quote,
        "value_start": statement.value_span.start,
        "value_end": statement.value_span.end,
        "type": statement.type.value,
        "value": statement.value,
        "shown": statement.shown,
        "standing": statement.standing,
        "entity": statement.entity,
        "predicate": statement.predicate,
        "scope": list(statement.scope),
    }


def _findings(findings: Sequence[Finding]) -> Any:
    """As in a report: those of the earlier revision with their places in it."""
    return reports.as_data(_report(findings, ()))["findings"]


def _report(findings: Sequence[Finding], problems: Sequence[Problem]) -> Report:
    return Report(documents=(), claims=(), entities=(), findings=tuple(findings), rules=(), problems=tuple(problems))


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the output; findings and problems are those of a report."""
    report = reports.schema()
    text, count = {"type": "string"}, {"type": "integer", "minimum": 0}

    def record(required: dict[str, Any]) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": False, "required": list(required), "properties": required}

    def many(item: dict[str, Any]) -> dict[str, Any]:
        return {"type": "array", "items": item}

    def or_none(item: dict[str, Any]) -> dict[str, Any]:
        return {"anyOf": [item, {"type": "null"}]}

    statement, finding = {"$ref": "#/$defs/statement"}, {"$ref": "#/$defs/finding"}
    revision = record({"name": text, "commit": text, "documents": count, "facts": count})
    became = ("introduced", "fixed", "unchanged")
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Two revisions compared by factcheck",
        **record(
            {
                "schema": {"const": SCHEMA_VERSION},
                "version": text,
                "base": revision,
                "head": revision,
                "summary": record(
                    {
                        "facts": record(dict.fromkeys((*(change.value for change in Change), "same"), count)),
                        "findings": record(dict.fromkeys(became, count)),
                    }
                ),
                "documents": record(
                    {"added": many(text), "removed": many(text), "renamed": many(record({"from": text, "to": text}))}
                ),
                "facts": many(
                    record(
                        {
                            "change": {"enum": [change.value for change in Change]},
                            "before": or_none(statement),
                            "after": or_none(statement),
                            "still": many(statement),
                        }
                    )
                ),
                "findings": record(dict.fromkeys(became, many(finding))),
                "problems": report["properties"]["problems"],
            }
        ),
    }
    told = record(
        {"path": text, **dict.fromkeys(("start", "end", "line", "column"), count), "quote": text,
         "value_start": count, "value_end": count, "type": {"enum": [t.value for t in ClaimType]},
         "value": text, "shown": text, "standing": {"enum": ["stated", "planned", "estimated", "denied", "superseded"]},
         "entity": text, "predicate": text, "scope": many(text)}
    )  # fmt: skip
    whole["$defs"] = {**report["$defs"], "statement": told}
    return whole
