"""Render, part: the HTML diff report, one self-contained file; everything from documents is escaped by the template engine."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from collections import Counter, defaultdict
from html import unescape
from typing import Any

from factcheck.data import folder
from factcheck.model.finding import Finding, Place, Report
from factcheck.model.rule import Severity
from factcheck.render._lines import visible
from factcheck.render._sources import anchor, source
from factcheck.render.options import Options

_MAX_PLACES = 3


def render(report: Report, options: Options) -> str:
    """The report as a page that works offline, without script, on paper, on a phone and in the dark."""
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
    style = (folder_of_page / "style.css").read_text(encoding="utf-8")
    script = (folder_of_page / "page.js").read_text(encoding="utf-8")
    return environment.get_template("page.html.j2").render(
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        version=report.version,
        **_view(report),
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _view(report: Report) -> dict[str, Any]:
    """What the template shows, in plain data."""
    numbers = {document.path: n for n, document in enumerate(report.documents)}
    shown = [finding for finding in report.findings if finding.sides]
    ids = _ids(shown)
    found_in = Counter(path for finding in shown for path in sorted({place.document for place in finding.places}))
    titles = {rule.id: rule for rule in report.rules}
    return {
        "summary": _summary(report),
        "documents": len(report.documents),
        "claims": len(report.claims),
        "severities": [(s.value, report.count(s)) for s in Severity],
        "kinds": sorted(Counter(f.kind for f in shown).items(), key=lambda item: (-item[1], item[0])),
        "paths": _paths(found_in, numbers),
        "findings": [
            _finding(finding, n, ids[n - 1], numbers, titles[finding.rule].title if finding.rule in titles else "")
            for n, finding in enumerate(shown, 1)
        ],
        "ids": ids,
        "broken": [visible(finding.message) for finding in report.findings if not finding.sides],
        "problems": [
            {"place": visible(p.place), "message": visible(p.message), "remedy": visible(p.remedy)}
            for p in report.problems
        ],
        "sources": _sources(report, shown, numbers),
        "rules": [
            rule
            for rule in report.rules
            if any(f.rule == rule.id for finding in shown for f in (finding, *finding.folded))
        ],
    }


def _summary(report: Report) -> str:
    if not report.findings:
        return "No contradictions found"
    return ", ".join(f"{n} {s.value}{'s' if n != 1 else ''}" for s in Severity if (n := report.count(s)))


def _paths(found_in: Counter[str], numbers: dict[str, int]) -> list[tuple[int, str, int]]:
    """Number, name and count of the documents with findings; the folders that all of them share are left out."""
    paths = sorted(found_in)
    comparable = len(paths) > 1 and len({path.startswith("/") for path in paths}) == 1
    shared = posixpath.commonpath([posixpath.dirname(path) for path in paths]) if comparable else ""
    cut = len(shared) + 1 if len(shared) > 1 else 0
    return [(numbers.get(path, -1), visible(path[cut:]), found_in[path]) for path in paths]


def _ids(findings: list[Finding]) -> list[str]:
    """The anchors of the findings: their fingerprints, told apart where two are equal."""
    seen: Counter[str] = Counter()
    ids = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        times = seen[finding.fingerprint]
        ids.append(f"f-{finding.fingerprint}" + (f"-{times}" if times > 1 else ""))
    return ids


def _sources(report: Report, findings: list[Finding], numbers: dict[str, int]) -> list[dict[str, Any]]:
    places: dict[str, list[tuple[Place, int]]] = defaultdict(list)
    for n, finding in enumerate(findings, 1):
        for place in (p for f in (finding, *finding.folded) for p in f.places):
            places[place.document].append((place, n))
    drawn = [source(d, numbers[d.path], places[d.path]) for d in report.documents if d.path in places]
    return [{**found, "path": visible(found["path"])} for found in drawn]


def _finding(finding: Finding, number: int, id: str, numbers: dict[str, int], title: str) -> dict[str, Any]:
    return {
        "number": number,
        "id": id,
        "severity": finding.severity.value,
        "kind": finding.kind,
        "rule": finding.rule,
        "title": title,
        "message": visible(finding.message),
        "reason": "" if finding.reason in finding.message else visible(finding.reason),
        "confidence": round(100 * finding.confidence),
        "documents": " ".join(str(n) for n in sorted({numbers.get(p.document, -1) for p in finding.places})),
        "sides": [
            {
                "letter": finding.letters[n].upper(),
                "label": visible(side.label),
                "suspect": n == finding.suspect,
                "places": [_place(place, numbers) for place in side.places[:_MAX_PLACES]],
                "more": [_place(place, numbers) for place in side.places[_MAX_PLACES:]],
            }
            for n, side in enumerate(finding.sides)
        ],
        "suspect": "" if finding.suspect is None else visible("; ".join(finding.suspect_reasons)),
        "undecided": "" if finding.suspect is not None else visible("; ".join(finding.suspect_reasons)),
        "repairs": [
            {
                "letter": r.letter,
                "description": visible(r.description),
                "edits": [{"path": visible(e.document), "text": visible(e.text)} for e in r.edits],
            }
            for r in finding.repairs
        ],
        "fingerprint": visible(finding.fingerprint),
        "folded": [
            {
                "severity": f.severity.value,
                "rule": f.rule,
                "message": visible(f.message),
                "fingerprint": visible(f.fingerprint),
                "places": [_place(place, numbers) for place in f.places],
            }
            for f in finding.folded
        ],
        "explanation": [visible(line) for line in finding.explanation],
    }


def _place(place: Place, numbers: dict[str, int]) -> dict[str, Any]:
    number = numbers.get(place.document)
    return {
        "path": visible(place.document),
        "line": place.line,
        "anchor": "" if number is None else anchor(number, place.span.start),
        "headings": visible(" › ".join(place.heading_path)),
        "before": _fold(place.before, place.document, keep_end=True),
        "after": _fold(place.after, place.document, keep_end=False),
        "pieces": _pieces(place),
    }


def _fold(text: str, path: str, *, keep_end: bool) -> str:
    folded = re.sub(r"\s+", " ", _without_markup(text, path))
    if len(folded) > 160:
        folded = "… " + folded[-150:].split(" ", 1)[-1] if keep_end else folded[:150].rsplit(" ", 1)[0] + " …"
    return visible(folded)


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
    return [(kind, visible(text)) for kind, text in readable if text]


def _without_markup(text: str, path: str) -> str:
    if not path.lower().endswith((".html", ".htm", ".xhtml")):
        return text
    return unescape(re.sub(r"<[^>]*>|^[^<>]*>|<[^<>]*$", " ", text))
