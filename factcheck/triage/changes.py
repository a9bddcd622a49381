"""Triage, part: keeps the findings that touch the changed lines, with the side that changed first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from factcheck.frozen import replace
from factcheck.model.changes import ChangedLines, LineRange
from factcheck.model.document import Span
from factcheck.model.finding import Finding, Place, Report, Side


def keep_changed(report: Report, changes: ChangedLines) -> Report:
    """The report with only those findings of which some side lies on changed lines; that side stands first.

    A finding without a place stays. One that is folded under a finding that does not touch them comes to stand by itself.
    """
    touched = _Touched(report, changes.lines)
    kept: list[Finding] = []
    for finding in report.findings:
        if not finding.places or touched.finding(finding):
            kept.append(_lead(finding, touched))
            continue
        own = [_lead(f, touched) for f in finding.folded if touched.finding(f)]
        if own:
            kept.append(replace(own[0], folded=tuple(own[1:])))
    return replace(report, findings=tuple(sorted(kept, key=_order)), focus=changes.told)


class _Touched:
    """Says what lies on changed lines; the lines of a document are counted once."""

    def __init__(self, report: Report, lines: Mapping[str, tuple[LineRange, ...]]) -> None:
        self.lines = {path: ranges for path, ranges in lines.items() if ranges}
        texts = {document.path: document.text for document in report.documents}
        self.breaks = {path: _breaks(texts[path]) for path in self.lines if path in texts}

    def place(self, place: Place) -> bool:
        """Whether the evidence, or a value that it takes from elsewhere in its document, is on changed lines."""
        ranges = self.lines.get(place.document)
        if ranges is None or place.document not in self.breaks:
            return False
        stretches = [self._lines(place.document, span) for span in (place.span, *place.values)]
        return any(r.touches(first, last) for r in ranges for first, last in stretches)

    def lead(self, place: Place) -> int:
        """Where a changed line of the evidence begins to tell: at a value that is on one, else at the first such line."""
        ranges, breaks = self.lines[place.document], self.breaks[place.document]
        spots = [value.start for value in place.values if place.span.start <= value.start < place.span.end]
        spots += [place.span.start, *(at + 1 for at in breaks if place.span.start <= at < place.span.end - 1)]
        for spot in spots:
            line = self._lines(place.document, Span(spot, spot + 1))[0]
            if any(r.touches(line, line) for r in ranges):
                return spot
        return spots[0]

    def side(self, side: Side) -> bool:
        return any(map(self.place, side.places))

    def finding(self, finding: Finding) -> bool:
        return any(map(self.side, finding.sides)) or self._lost_a_member(finding)

    def _lost_a_member(self, finding: Finding) -> bool:
        """Whether a line was taken away from between the members of a sum: its evidence is what still stands there."""
        if finding.kind != "total":
            return False
        members: dict[str, list[int]] = {}
        for place in finding.places:
            if place.document in self.breaks:
                members.setdefault(place.document, []).extend(self._lines(place.document, place.span))
        return any(
            r.is_gap and r.touches(min(lines), max(lines)) for path, lines in members.items() for r in self.lines[path]
        )

    def _lines(self, path: str, span: Span) -> tuple[int, int]:
        breaks = self.breaks[path]
        return bisect_right(breaks, span.start - 1) + 1, bisect_right(breaks, max(span.start, span.end - 1) - 1) + 1


def _breaks(text: str) -> list[int]:
    """Where the line feeds are: git knows no other end of a line."""
    found, at = [], text.find("\n")
    while at >= 0:
        found.append(at)
        at = text.find("\n", at + 1)
    return found


def _lead(finding: Finding, touched: _Touched) -> Finding:
    """The finding with its changed sides first, each with its changed places first; letters and the suspect stay theirs."""
    letters = finding.letters
    sides = [
        replace(side, letter=letters[n], changed=touched.side(side), places=_first(side.places, touched))
        for n, side in enumerate(finding.sides)
    ]
    order = sorted(range(len(sides)), key=lambda n: not sides[n].changed)
    suspect = order.index(finding.suspect) if finding.suspect in order else finding.suspect
    return replace(finding, sides=tuple(sides[n] for n in order), suspect=suspect)


def _first(places: Sequence[Place], touched: _Touched) -> tuple[Place, ...]:
    found = (replace(place, lead=touched.lead(place)) if touched.place(place) else place for place in places)
    return tuple(sorted(found, key=lambda place: place.lead is None))


def _order(finding: Finding) -> tuple[int, str, int, str]:
    first = finding.places[0] if finding.places else None
    return (finding.severity.rank, first.document if first else "", first.span.start if first else 0, finding.rule)
