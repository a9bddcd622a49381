"""Render, part: two revisions as a comment for a pull request: one that a bot can find and update, short enough to be accepted."""

from __future__ import annotations

from factcheck.model.finding import Finding
from factcheck.model.revision import Change, FactChange, RevisionDiff, Statement
from factcheck.model.rule import Severity
from factcheck.render._digest import one_line
from factcheck.render._markdown import code, plain
from factcheck.render.markdown import LIMIT
from factcheck.render.options import Options
from factcheck.render.revision._told import (
    about,
    by_document,
    compared,
    counts_of_findings,
    documents_told,
    headline,
    pieces,
    sides,
    still,
    value,
)

MARKER = "<!-- factcheck: diff -->"
"""The first line: by it a bot finds its own comment again."""
_ROOM = LIMIT - 2_000
_SIGN = {Severity.ERROR: "🔴", Severity.WARNING: "🟠", Severity.NOTE: "🔵"}
_MAX_TEXT = 300


def render(diff: RevisionDiff, options: Options) -> str:
    """Counts, the findings that were introduced, the facts in a table for each document, and what was fixed."""
    out = _Comment()
    out.add(MARKER)
    out.add(f"### factcheck: {headline(diff).lower()}; {counts_of_findings(diff)}")
    out.add(f"{plain(compared(diff))}.")
    out.rows("**Findings introduced**", "", [_finding(finding) for finding in diff.introduced])
    for path, changes in by_document(diff):
        head = "| | fact | before | after |\n|---|---|---|---|"
        out.rows(f"**{code(path)}**", head, [_row(change) for change in changes])
    out.rows("Documents", "", [f"- {plain(line)}" for line in documents_told(diff)])
    out.rows("<details><summary>Findings fixed</summary>", "", [_finding(f) for f in diff.fixed], "</details>")
    problems = [f"- {code(p.place)}: {plain(_cut(p.message))}" for p in diff.problems]
    out.rows("<details><summary>Inputs with problems</summary>", "", problems, "</details>")
    return out.text()


class _Comment:
    """Parts as far as there is room; what did not fit is counted."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.used = self.missing = 0

    def add(self, part: str) -> bool:
        length = len(part.encode("utf-16-le", "surrogatepass")) // 2 + 2
        if self.used + length > _ROOM:
            return False
        self.parts.append(part)
        self.used += length
        return True

    def rows(self, title: str, head: str, rows: list[str], end: str = "") -> None:
        """A part of rows, as many as fit."""
        while rows:
            block = "\n".join([*([head] if head else []), *rows])
            if self.add("\n\n".join(part for part in (title, block, end) if part)):
                return
            self.missing += (len(rows) + 1) // 2
            rows = rows[: len(rows) // 2]

    def text(self) -> str:
        if self.missing:
            self.parts.append(f"**{self.missing} more** did not fit here: `factcheck diff` tells all.")
        return "\n\n".join(self.parts) + "\n"


def _row(change: FactChange) -> str:
    note = f"<br>⚠ {plain(still(change))}" if change.still else ""
    before, after = _side(change.before, change.after), _side(change.after, change.before)
    return f"| {_NAMES[change.change]} | {plain(_cut(about(change)))}{note} | {before} | {after} |"


_NAMES = {Change.ADDED: "added", Change.REMOVED: "removed", Change.CHANGED: "changed"}


def _side(statement: Statement | None, other: Statement | None) -> str:
    """The value in bold, then where it stands and in which words."""
    if statement is None:
        return ""
    words = plain("".join(text for _, text in pieces(statement)))
    return f"**{plain(_cut(value(statement, other)))}**<br>line {statement.line}: {words}"


def _finding(finding: Finding) -> str:
    head = f"- {_SIGN[finding.severity]} **{finding.severity.value}** {plain(finding.rule)}: {plain(_cut(one_line(finding.message)))}"
    places = "; ".join(f"{code(place)} {plain(_cut(label))}" for place, label in sides(finding)[:6])
    return head + (f"<br>{places}" if places else "")


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_TEXT else text[:_MAX_TEXT] + "…"
