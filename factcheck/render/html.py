"""Render, part: the HTML diff report, one self-contained file; everything from documents is escaped by the template engine."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html import unescape
from typing import Any

from factcheck.data import folder
from factcheck.model.document import Document
from factcheck.model.finding import Finding, Place, Report
from factcheck.model.rule import Severity
from factcheck.render.options import Options

_WINDOW = 6
_MAX_LINES = 6000


def render(report: Report, options: Options) -> str:
    """The report as a page that works offline, without script, on paper, on a phone and in the dark."""
    import jinja2
    from markupsafe import Markup

    source = folder("reports") / "html"
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(source),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style = (source / "style.css").read_text(encoding="utf-8")
    script = (source / "page.js").read_text(encoding="utf-8")
    documents = {d.path: n for n, d in enumerate(report.documents)}
    shown = [f for f in report.findings if f.sides]
    kinds = sorted(Counter(f.kind for f in report.findings).items(), key=lambda item: (-item[1], item[0]))
    return environment.get_template("page.html.j2").render(
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        summary=_summary(report),
        documents=len(report.documents),
        claims=len(report.claims),
        kinds=kinds,
        severities=[s.value for s in Severity if report.count(s)],
        paths=sorted({p.document for f in shown for p in f.places}),
        findings=[_finding(f, documents) for f in shown],
        problems=report.problems,
        sources=[s for d in report.documents if (s := _source(d, shown, documents[d.path])) is not None],
        version=report.version,
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _summary(report: Report) -> str:
    if not report.findings:
        return "No contradictions found"
    parts = [f"{n} {s.value}{'s' if n != 1 else ''}" for s in Severity if (n := report.count(s))]
    return ", ".join(parts)


def _anchor(document: int, line: int) -> str:
    return f"d{document}-l{line}"


def _finding(finding: Finding, documents: dict[str, int]) -> dict[str, Any]:
    return {
        "fingerprint": finding.fingerprint,
        "severity": finding.severity.value,
        "kind": finding.kind,
        "rule": finding.rule,
        "message": finding.message,
        "reason": "" if finding.reason in finding.message else finding.reason,
        "documents": "\n".join(sorted({p.document for p in finding.places})),
        "sides": [{"label": s.label, "places": [_place(p, documents) for p in s.places]} for s in finding.sides],
        "suspect": finding.suspect_reason,
        "repairs": [{"path": r.document, "text": r.text, "description": r.description} for r in finding.repairs],
        "explanation": finding.explanation,
    }


def _place(place: Place, documents: dict[str, int]) -> dict[str, Any]:
    return {
        "path": place.document,
        "line": place.line,
        "anchor": _anchor(documents[place.document], place.line),
        "headings": " › ".join(place.heading_path),
        "before": _fold(place.before, place.document, keep_end=True),
        "after": _fold(place.after, place.document, keep_end=False),
        "pieces": _pieces(place),
    }


def _fold(text: str, path: str, *, keep_end: bool) -> str:
    folded = re.sub(r"\s+", " ", _without_markup(text, path))
    if len(folded) > 160:
        folded = "… " + folded[-150:].split(" ", 1)[-1] if keep_end else folded[:150].rsplit(" ", 1)[0] + " …"
    return folded


def _pieces(place: Place) -> list[tuple[str, str]]:
    """The evidence cut at its values; of an HTML source without its tags and entities."""
    pieces: list[tuple[str, str]] = []
    at = 0
    for value in place.values:
        start, end = value.start - place.span.start, value.end - place.span.start
        if start < at or end > len(place.quote) or start >= end:
            continue
        pieces.append(("text", place.quote[at:start]))
        pieces.append(("value", place.quote[start:end]))
        at = end
    pieces.append(("text", place.quote[at:]))
    readable = [(kind, re.sub(r"\s+", " ", _without_markup(text, place.document))) for kind, text in pieces]
    return [(kind, text) for kind, text in readable if text]


def _without_markup(text: str, path: str) -> str:
    if not path.lower().endswith((".html", ".htm", ".xhtml")):
        return text
    return unescape(re.sub(r"<[^>]*>|^[^<>]*>|<[^<>]*$", " ", text))


def _source(document: Document, findings: list[Finding], number: int) -> dict[str, Any] | None:
    """The lines of a document around its places; None if it has none."""
    hits = {
        line
        for f in findings
        for p in f.places
        if p.document == document.path
        for line in range(p.line, min(p.end_line, p.line + 40) + 1)
    }
    if not hits:
        return None
    lines = re.split(r"\r\n|\n|\r", document.text)
    wanted = sorted({k for h in hits for k in range(max(1, h - _WINDOW), min(len(lines), h + _WINDOW) + 1)})[
        :_MAX_LINES
    ]
    rows: list[dict[str, Any]] = []
    last = 0
    for k in wanted:
        if k > last + 1:
            rows.append({"gap": True})
        rows.append(
            {"gap": False, "number": k, "anchor": _anchor(number, k), "hit": k in hits, "text": lines[k - 1][:2000]}
        )
        last = k
    return {"path": document.path, "lines": rows}
