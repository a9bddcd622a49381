"""Render, part: CSV for spreadsheets and scripts: a line for each place of each finding; no cell is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from factcheck.model.finding import Finding, Report
from factcheck.render._digest import one_line, shown_path
from factcheck.render._standing import because
from factcheck.render.options import Options

FIELDS = (
    "severity", "rule", "kind", "fingerprint", "folded_under", "message", "side", "value", "likely_wrong",
    "path", "line", "column", "end_line", "end_column", "quote", "entity", "confidence", "status", "suppressed_because",
)  # fmt: skip
SHOWS_TRIAGED = True
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_AMOUNT = re.compile(r"[+-]\d[\d.,]*(?: [^\W\d_]+)?")


def render(report: Report, options: Options) -> str:
    """The findings in order, each followed by those folded under it; one without a place is a line of its own."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    for finding in report.findings:
        writer.writerows(_rows(finding, ""))
        for folded in finding.folded:
            writer.writerows(_rows(folded, finding.fingerprint))
    return out.getvalue()


def inert(text: str) -> str:
    """The text as a cell on one line that no spreadsheet takes for a formula: an apostrophe stands before what looks like one."""
    return _quoted(one_line(text))


def _quoted(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) and not _AMOUNT.fullmatch(cell) else cell


def _rows(finding: Finding, under: str) -> Iterable[list[object]]:
    head = [
        finding.severity.value,
        finding.rule,
        finding.kind,
        inert(finding.fingerprint),
        inert(under),
        inert(finding.message),
    ]
    reason = inert(because(finding.suppression)) if finding.suppression is not None else ""
    tail = [inert(finding.entity), f"{finding.confidence:.2f}", finding.status.value, reason]
    if not finding.places:
        yield [*head, *[""] * 9, *tail]
    for number, side in enumerate(finding.sides):
        wrong = "" if finding.suspect is None else "yes" if finding.suspect == number else "no"
        for place in side.places:
            path = shown_path(place.document)
            yield [
                *head, finding.letters[number].upper(), inert(side.label), wrong, _quoted(path),
                place.line, place.column, place.end_line, place.end_column, inert(place.quote), *tail,
            ]  # fmt: skip
