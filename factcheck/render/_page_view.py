"""Render, part of HTML: a report in plain data, as the template takes it, and the index by which the page's script filters."""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from factcheck.frozen import replace
from factcheck.model.document import Document
from factcheck.model.finding import Finding, Place, Report, Status
from factcheck.model.rule import Severity
from factcheck.render._lines import visible
from factcheck.render._page_finding import Cards, Detail
from factcheck.render._page_names import Names
from factcheck.render._sources import anchor, source
from factcheck.render._standing import fixed_in_short

DRAWN = 100
"""So many findings stand in the page from the start; what follows is text for a browser with script, which draws on demand."""
_FEW_DOCUMENTS = 40
_EXPLAINED = 300
"""Up to so many findings have their explanations in their cards; those of more are put in a table, each line once."""
_SHORT = Detail(around=60, places=8)
_WINDOW = 12
"""Lines of a document shown around a finding; in reports of more than `_EXPLAINED` findings its places are listed instead."""


def view(report: Report, paths: Sequence[str] = ()) -> dict[str, Any]:
    """What the template shows; `paths` are what was checked, for commands to copy."""
    names = Names([document.path for document in report.documents])
    shown = [finding for finding in report.findings if finding.sides]
    ids = _ids(shown)
    table = _Table() if len(shown) > _EXPLAINED else None
    titles = {rule.id: rule.title for rule in report.rules}
    short = report.short_fingerprints
    statuses = _statuses(report, shown)
    detail = replace(Detail() if len(shown) <= _EXPLAINED else _SHORT, status=bool(statuses))
    cards = Cards(report.documents, names, titles, detail)
    findings = [cards.card(finding, n, ids[n - 1], short[finding.fingerprint]) for n, finding in enumerate(shown, 1)]
    lines = [_numbered(card, table) for card in findings] if table is not None else None
    documents = _documents(report, shown, names)
    return {
        "summary": _summary(report),
        "severities": [(s.value, n) for s in Severity if (n := sum(f.severity is s for f in shown))],
        "statuses": statuses,
        "kinds": sorted(Counter(f.kind for f in shown).items(), key=lambda item: (-item[1], item[0])),
        "claims": len(report.claims),
        "documents": documents,
        "few_documents": len(documents) <= _FEW_DOCUMENTS,
        "folder": visible(names.shared),
        "focus": visible(report.focus),
        "findings": findings,
        "drawn": DRAWN,
        "ids": ids,
        "fixed": [fixed_in_short(entry) for entry in report.fixed],
        "problems": [
            {"place": visible(p.place), "message": visible(p.message), "remedy": visible(p.remedy)}
            for p in report.problems
        ],
        "broken": [visible(finding.message) for finding in report.findings if not finding.sides],
        "rules": [rule for rule in report.rules if rule.id in {f.rule for f in report.all_findings}],
        "index": {
            **_index(shown, ids, names),
            "documents": [document["path"] for document in documents],
            "folder": visible(names.shared),
            "command": f"factcheck check {shlex.join(sorted(paths)) or 'PATHS'}",
            "lines": list(table.numbers) if table is not None else [],
            "aligned": lines or [],
        },
    }


class _Table:
    """Lines, each kept once."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, line: str) -> int:
        return self.numbers.setdefault(line, len(self.numbers))


def _numbered(card: dict[str, Any], table: _Table) -> list[int]:
    """Takes the explanation out of a card: the numbers of its lines."""
    lines = card["explanation"]
    card["explanation"] = ()
    return [table.number(line) for line in lines]


def _summary(report: Report) -> str:
    if not report.new and report.focus:
        return "No contradictions there"
    if not report.new:
        return "No new contradictions" if report.baselined else "No contradictions found"
    return ", ".join(f"{n:,} {s.value}{'s' if n != 1 else ''}" for s in Severity if (n := report.count(s)))


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings as the page has them: what is new first, then what is known, then what was set aside."""
    order = list(Status)
    return tuple(sorted(findings, key=lambda finding: order.index(finding.status)))


def _statuses(report: Report, findings: Iterable[Finding]) -> list[tuple[str, int]]:
    """How many are new, known and suppressed; nothing where all are new and there was nothing to compare with."""
    counts = Counter(finding.status for finding in findings)
    aside = counts[Status.KNOWN] or counts[Status.SUPPRESSED]
    return [(status.value, counts[status]) for status in Status] if aside or report.baselined else []


def _ids(findings: Sequence[Finding]) -> list[str]:
    """The anchors of the findings: their fingerprints, told apart where two are equal."""
    seen: Counter[str] = Counter()
    ids = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        times = seen[finding.fingerprint]
        ids.append(finding.fingerprint + (f"-{times}" if times > 1 else ""))
    return ids


def _documents(report: Report, findings: Sequence[Finding], names: Names) -> list[dict[str, Any]]:
    places: dict[str, list[tuple[Place, int]]] = defaultdict(list)
    found: dict[str, set[int]] = defaultdict(set)
    for n, finding in enumerate(findings, 1):
        for place in (p for f in (finding, *finding.folded) for p in f.places):
            places[place.document].append((place, n))
            found[place.document].add(n)
    claims = Counter(claim.document for claim in report.claims)
    whole = len(findings) <= _EXPLAINED
    return [
        {
            "number": n,
            "path": names.short(document.path),
            "title": _title(document),
            "claims": claims[document.path],
            "findings": len(found[document.path]),
            "source": source(document, n, places[document.path], _WINDOW)
            if whole and document.path in places
            else None,
            "places": [] if whole else _listed(n, places.get(document.path, ())),
        }
        for n, document in enumerate(report.documents)
    ]


def _listed(document: int, places: Iterable[tuple[Place, int]]) -> list[dict[str, Any]]:
    """The places of a document, each once with the number of its finding, in order of the text."""
    listed = []
    seen: set[str] = set()
    for place, finding in sorted(places, key=lambda pair: (pair[0].span.start, pair[1])):
        spot = anchor(document, place.span.start)
        listed.append({"id": "" if spot in seen else spot, "line": place.line, "finding": finding})
        seen.add(spot)
    return listed


def _title(document: Document) -> str:
    title = document.title
    return visible(" ".join(title.text.split())[:120]) if title is not None else ""


def _index(findings: Sequence[Finding], ids: Sequence[str], names: Names) -> dict[str, Any]:
    """What the script filters and sorts by, in numbers wherever a text would come twice."""
    kinds, entities = _Table(), _Table()
    severities, statuses = [s.value for s in Severity], [s.value for s in Status]
    rows = []
    for finding, id in zip(findings, ids, strict=True):
        rows.append(
            [
                id,
                severities.index(finding.severity.value),
                kinds.number(finding.kind),
                statuses.index(finding.status.value),
                round(100 * finding.confidence),
                entities.number(visible(finding.entity)),
                sorted({names.numbers.get(place.document, -1) for place in finding.places}),
            ]
        )
    return {
        "findings": rows,
        "severities": severities,
        "statuses": statuses,
        "kinds": list(kinds.numbers),
        "entities": list(entities.numbers),
        "wordings": [
            [finding.wording, [names.numbers.get(path, -1) for path in finding.named]] for finding in findings
        ],
    }
