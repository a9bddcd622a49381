"""Render, part: two revisions for people at a terminal: old and new value under each other, side by side where it is wide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from factcheck.model.finding import Finding
from factcheck.model.revision import Change, FactChange, RevisionDiff, Statement
from factcheck.model.rule import Severity
from factcheck.render._digest import one_line
from factcheck.render.options import Options
from factcheck.render.revision._told import (
    about,
    by_document,
    compared,
    counts_of_facts,
    counts_of_findings,
    documents_told,
    pieces,
    sides,
    still,
    values,
)

_WIDE = 110
"""Columns from which on old and new stand side by side."""
_SIGNS = {Change.ADDED: ("+", "32"), Change.REMOVED: ("-", "31"), Change.CHANGED: ("~", "33")}
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_OPEN, _CLOSE = "\ue000", "\ue001"
_NUMBER = 5


def render(diff: RevisionDiff, options: Options) -> str:
    """The facts by document, then the findings, then the counts."""
    width, colour = max(50, min(options.width, 180)), options.colour
    lines: list[str] = []
    for path, changes in by_document(diff):
        lines.append(_paint("1", one_line(path), colour))
        for change in changes:
            lines += _fact(change, width, colour)
        lines.append("")
    documents = documents_told(diff)
    if documents:
        lines += ["Documents:", *(f"  {line}" for line in documents), ""]
    for name, findings in (("introduced", diff.introduced), ("fixed", diff.fixed)):
        if findings:
            lines.append(_paint("1", f"Findings {name}:", colour))
            lines += [line for finding in findings for line in _finding(finding, width, colour)]
            lines.append("")
    return "\n".join([*lines, *_summary(diff, width)]) + "\n"


def _paint(code: str, text: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _fact(change: FactChange, width: int, colour: bool) -> list[str]:
    sign, code = _SIGNS[change.change]
    head = textwrap.wrap(
        f"{sign} {about(change)}: {values(change)}", width, initial_indent="  ", subsequent_indent="    "
    )
    head[0] = head[0].replace(sign, _paint("1;" + code, sign, colour), 1)
    lines = head
    if change.before is not None and change.after is not None and width >= _WIDE:
        half = (width - 3) // 2
        old, new = (_quote(s, half, colour) for s in (change.before, change.after))
        for (a, plain), (b, _) in zip_longest(old, new, fillvalue=("", 0)):
            lines.append(f"{a}{' ' * (half - plain)} | {b.removeprefix(' ')}".rstrip())
    else:
        for statement, mark in ((change.before, "-"), (change.after, "+")):
            if statement is not None:
                lines += [line for line, _ in _quote(statement, width, colour, mark)]
    if change.still:
        lines += textwrap.wrap(still(change), width, initial_indent="      ! ", subsequent_indent="        ")
    return lines


def _quote(statement: Statement, width: int, colour: bool, sign: str = " ") -> list[tuple[str, int]]:
    """The lines of an evidence after the number of its line, each with its columns; the value is marked."""
    text = "".join(_OPEN + t + _CLOSE if kind == "value" else t for kind, t in pieces(statement))
    head = f"{statement.line:>{_NUMBER}} {sign} "
    wrapped = textwrap.wrap(text, width - len(head)) or [""]
    return [(drawn, len(plain)) for drawn, plain in _drawn(wrapped, head, colour)]


def _drawn(wrapped: Sequence[str], head: str, colour: bool) -> Iterator[tuple[str, str]]:
    inside = False
    for n, line in enumerate(wrapped):
        lead = head if n == 0 else " " * len(head)
        if not colour:
            shown = lead + line.replace(_OPEN, "»").replace(_CLOSE, "«")
            yield shown, shown
            continue
        plain = lead + line.replace(_OPEN, "").replace(_CLOSE, "")
        begun = _OPEN + line if inside else line
        inside = begun.rfind(_OPEN) > begun.rfind(_CLOSE)
        marked = begun + _CLOSE if inside else begun
        yield lead + marked.replace(_OPEN, "\x1b[1;4m").replace(_CLOSE, "\x1b[0m"), plain


def _finding(finding: Finding, width: int, colour: bool) -> list[str]:
    code = _COLOURS[finding.severity]
    head = f"  {_paint('1;' + code, finding.severity.value, colour)} {_paint(code, finding.rule, colour)} {finding.fingerprint[:8]}"
    lines = [
        head.rstrip(),
        *textwrap.wrap(one_line(finding.message), width, initial_indent="    ", subsequent_indent="    "),
    ]
    for place, label in sides(finding):
        # a place stays whole, so that it can be searched for and clicked on
        lines += textwrap.wrap(
            f"{place}  {label}", width, initial_indent=" " * 6, subsequent_indent=" " * 8,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
    return lines


def _summary(diff: RevisionDiff, width: int) -> list[str]:
    facts = counts_of_facts(diff)
    told = (
        f"Facts: {facts}, {diff.same_facts} as before."
        if facts
        else f"No facts changed; {diff.same_facts} are as before."
    )
    lines = [*textwrap.wrap(f"{compared(diff)}.", width), told, f"Findings: {counts_of_findings(diff)}."]
    if diff.problems:
        lines.append(f"Inputs with problems: {len(diff.problems)}, see above.")
    return lines
