"""Render, part of HTML: what the pictures of the page are drawn from: documents, places of findings, dates of entities.

Plain data for a script, each text once. Lists stand for records where there are many: `PLACE` and `MOMENT` name their fields.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from factcheck.frozen import replace
from factcheck.model.document import Span
from factcheck.model.finding import Finding, Report
from factcheck.render._lines import visible
from factcheck.render._picture_dates import Dates, moment
from factcheck.render._picture_texts import Places, Text, carried, texts_to_carry

_ROOM = 4_500_000


def picture_data(report: Report, *, room: int = _ROOM) -> dict[str, Any]:
    """Documents, findings in the order of the page (those with a place, numbered from 1 there), entities and their dates.

    `room` is how many bytes the texts of the documents may take, about.
    """
    shown = [_by_letter(finding) for finding in report.findings if finding.sides]
    texts = {document.path: Text(document) for document in report.documents}
    spans: dict[str, list[Span]] = defaultdict(list)
    for finding in shown:
        for place in (p for f in (finding, *finding.folded) for p in f.places if p.document in texts):
            spans[place.document] += (place.span, *place.values)
    kept = texts_to_carry(texts, spans, room=room)
    places = Places(texts, kept)
    dates = Dates(report, shown)
    moments = dates.numbers
    return {
        "documents": [_document(text, kept.get(path, ())) for path, text in texts.items()],
        "findings": [_finding(finding, n, places, dates) for n, finding in enumerate(shown)],
        "entities": [
            {"name": visible(name), "dates": [moments[key] for key in keys if key in moments], "more": more}
            for name, keys, more in dates.entities
        ],
        "moments": [moment(dates.groups[key], places) for key in moments],
    }


def _by_letter(finding: Finding) -> Finding:
    """The finding with its sides in the order of their letters, which pictures tell by position."""
    if not any(side.letter for side in finding.sides):
        return finding
    order = sorted(range(len(finding.sides)), key=lambda n: (finding.letters[n], n))
    suspect = None if finding.suspect is None else order.index(finding.suspect)
    return replace(finding, sides=tuple(finding.sides[n] for n in order), suspect=suspect)


def _document(text: Text, kept: Sequence[Span]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "path": visible(text.document.path),
        "lines": len(text.lines.starts),
        "parts": carried(text, kept),
    }
    if text.wide and kept:
        found["wide"] = text.wide
        """Offsets of code points that are two units for a script, which has to count them."""
    return found


def _finding(finding: Finding, n: int, places: Places, dates: Dates) -> dict[str, Any]:
    found: dict[str, Any] = {
        "severity": finding.severity.value,
        "kind": visible(finding.kind),
        "about": visible(finding.entity),
        "sides": [[visible(side.label), [places.row(place) for place in side.places]] for side in finding.sides],
    }
    if finding.suspect is not None:
        found["suspect"] = finding.suspect
    if finding.folded:
        found["folded"] = [places.row(place) for folded in finding.folded for place in folded.places]
    entity, own = dates.of_finding[n]
    if entity is not None:
        found["entity"] = entity
    if own:
        found["dates"] = [[side, dates.numbers[key]] for side, key in own]
    return found
