"""Render, part: two revisions as a page of one file: old and new side by side, without script; everything is escaped."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from factcheck.data import folder
from factcheck.model.finding import Finding
from factcheck.model.revision import Change, FactChange, RevisionDiff, Statement
from factcheck.render._digest import one_line
from factcheck.render.options import Options
from factcheck.render.revision._told import (
    about,
    by_document,
    compared,
    counts_of_findings,
    headline,
    named,
    pieces,
    sides,
    still,
    value,
)


def render(diff: RevisionDiff, options: Options) -> str:
    """The page; works offline, on paper, on a phone and in the dark."""
    import jinja2
    from markupsafe import Markup

    folder_of_page = folder("reports") / "html"
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder_of_page),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    style = (folder_of_page / "diff.css").read_text(encoding="utf-8")
    return environment.get_template("diff.html.j2").render(
        style=Markup(style),
        style_hash="sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        version=diff.version,
        **_view(diff),
    )


def _view(diff: RevisionDiff) -> dict[str, Any]:
    """What the template shows, in plain data."""
    documents = []
    number = 0
    renamed = {new: old for old, new in diff.renamed}
    for n, (path, changes) in enumerate(by_document(diff), 1):
        facts = []
        for change in changes:
            number += 1
            facts.append(_fact(change, number))
        note = "new" if path in diff.added else "gone" if path in diff.removed else ""
        documents.append(
            {"number": n, "path": one_line(path), "was": one_line(renamed.get(path, "")), "note": note, "facts": facts}
        )
    told = {path for path, _ in by_document(diff)}
    return {
        "headline": headline(diff),
        "compared": compared(diff),
        "base": named(diff.base),
        "head": named(diff.head),
        "tiles": [
            *((c.value, c.value, diff.count(c)) for c in (Change.CHANGED, Change.ADDED, Change.REMOVED)),
            ("same", "as before", diff.same_facts),
            ("introduced", "findings introduced", len(diff.introduced)),
            ("fixed", "findings fixed", len(diff.fixed)),
        ],
        "findings_told": counts_of_findings(diff),
        "documents": documents,
        "others": [
            *(("renamed", f"{one_line(a)} → {one_line(b)}") for a, b in diff.renamed if b not in told),
            *(("new", one_line(path)) for path in diff.added if path not in told),
            *(("gone", one_line(path)) for path in diff.removed if path not in told),
        ],
        "groups": [
            ("introduced", "Findings introduced", [_finding(f) for f in diff.introduced]),
            ("fixed", "Findings fixed", [_finding(f) for f in diff.fixed]),
            ("unchanged", "Findings as before", [_finding(f) for f in diff.unchanged]),
        ],
        "problems": [
            {"place": one_line(p.place), "message": one_line(p.message), "remedy": one_line(p.remedy)}
            for p in diff.problems
        ],
    }


def _fact(change: FactChange, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "change": change.change.value,
        "about": about(change),
        "type": (change.after or change.before).type.value,  # type: ignore[union-attr]
        "before": _statement(change.before, change.after),
        "after": _statement(change.after, change.before),
        "still": still(change),
    }


def _statement(statement: Statement | None, other: Statement | None) -> dict[str, Any] | None:
    if statement is None:
        return None
    return {
        "value": value(statement, other),
        "path": one_line(statement.document),
        "line": statement.line,
        "pieces": pieces(statement),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity.value,
        "rule": finding.rule,
        "message": one_line(finding.message),
        "reason": "" if finding.reason in finding.message else one_line(finding.reason),
        "fingerprint": one_line(finding.fingerprint),
        "sides": [{"place": place, "label": label} for place, label in sides(finding)],
    }
