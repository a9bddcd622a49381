"""Render, part: for people at a terminal: each finding with both sides quoted and the conflicting values marked."""

from __future__ import annotations

import posixpath
import re
import textwrap
from collections.abc import Mapping
from html import unescape
from urllib.parse import quote

from factcheck.model.finding import Finding, Place, Report
from factcheck.model.rule import Severity
from factcheck.model.triage import Status
from factcheck.render._standing import fixed_in_short, set_aside, standing
from factcheck.render.options import Options

SHOWS_TRIAGED = True

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_MAX_PLACES = 3
_BAR = "      | "
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Stand for the marks of a value until the lines are wrapped; control codes of documents never get this far."""


def render(report: Report, options: Options) -> str:
    """The findings in order, then the counts and what to do next."""
    paint = _Paint(options)
    width = max(40, min(options.width, 100))
    names = report.short_fingerprints
    wanted = {Status.NEW: True, Status.KNOWN: options.show_known, Status.SUPPRESSED: options.show_suppressed}
    parts = [_finding(finding, names, width, paint) for finding in report.findings if wanted[finding.status]]
    return "\n".join([*parts, _summary(report, options, paint)])


def draw_finding(report: Report, finding: Finding, options: Options) -> str:
    """One finding of a report alone."""
    width = max(40, min(options.width, 100))
    return _finding(finding, report.short_fingerprints, width, _Paint(options))


class _Paint:
    """Colours, or plain marks where there are none."""

    def __init__(self, options: Options) -> None:
        self.colour, self.hyperlinks, self.folder = options.colour, options.hyperlinks, options.folder

    def __call__(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text

    def marks(self, text: str) -> str:
        if self.colour:
            return text.replace(_OPEN, "\x1b[1;4m").replace(_CLOSE, "\x1b[0m")
        return text.replace(_OPEN, "»").replace(_CLOSE, "«")

    def quote(self, lines: list[str]) -> list[str]:
        """The marked lines of a quote; a value that goes over a line ends there in colour and begins anew after the bar."""
        drawn, inside = [], False
        for line in lines:
            if self.colour and inside:
                line = line[: len(_BAR)] + _OPEN + line[len(_BAR) :]
            inside = line.rfind(_OPEN) > line.rfind(_CLOSE)
            drawn.append(self.marks(line + _CLOSE if self.colour and inside else line))
        return drawn

    def place(self, place: Place) -> str:
        shown = f"{clean(place.document)}:{place.line}:{place.column}"
        # a terminal opens whole addresses only
        whole = posixpath.join(self.folder, place.document)
        if self.hyperlinks and whole.startswith("/"):
            address = "file://" + quote(posixpath.normpath(whole), errors="surrogateescape")
            shown = f"\x1b]8;;{address}\x1b\\{shown}\x1b]8;;\x1b\\"
        return self("1", shown)


def clean(text: str) -> str:
    """The text without control characters, which a terminal would obey, and with single spaces."""
    return re.sub(
        r"\s+",
        " ",
        re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000\ue001\u202a-\u202e\u2066-\u2069\ufffe\uffff]", "", text),
    )


def _finding(finding: Finding, names: Mapping[str, str], width: int, paint: _Paint) -> str:
    code = _COLOURS[finding.severity]
    head = f"{paint('1;' + code, finding.severity.value)} {paint(code, finding.rule)}"
    lines = [head, *textwrap.wrap(clean(finding.message), width, initial_indent="  ", subsequent_indent="  ")]
    for side in finding.sides:
        for n, place in enumerate(side.places[:_MAX_PLACES]):
            lines.append(f"    {paint.place(place)}" + (" (changed)" if side.changed and n == 0 else ""))
            lines.extend(paint.quote(_quote(place, width)))
        more = len(side.places) - _MAX_PLACES
        if more > 0:
            lines.append(f"    and {more} more place{'s' if more > 1 else ''} with {clean(side.label)}")
    reason = clean(finding.reason)
    if reason and reason.rstrip(".") not in clean(finding.message):
        lines.extend(textwrap.wrap(f"why: {reason}", width, initial_indent="  ", subsequent_indent="       "))
    if finding.suspect is not None and finding.suspect_reasons:
        label = finding.sides[finding.suspect].label if finding.suspect < len(finding.sides) else ""
        told = f"likely wrong: {label}. Why: {'; '.join(finding.suspect_reasons)}"
        lines.extend(textwrap.wrap(clean(told), width, initial_indent="  ", subsequent_indent="    "))
    for other in finding.folded:
        told = f"also explains: {other.rule}, {other.message} ({names[other.fingerprint]})"
        lines.extend(textwrap.wrap(clean(told), width, initial_indent="  ", subsequent_indent="    "))
    if finding.status is not Status.NEW:
        told = clean(standing(finding))
        lines.extend(textwrap.wrap(told, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False))
    if finding.fingerprint:
        lines.append(f"  {paint('2', names[finding.fingerprint])}")
    return "\n".join(lines) + "\n"


def _quote(place: Place, width: int) -> list[str]:
    """The evidence with its values marked, at most three lines; what is cut shows as an ellipsis."""
    raw = re.sub("[\x00\x01]", " ", place.quote)
    for value in sorted(place.values, key=lambda v: v.start, reverse=True):
        start, end = value.start - place.span.start, value.end - place.span.start
        if 0 <= start < end <= len(raw) and end - start < len(raw):
            raw = raw[:start] + "\x00" + raw[start:end] + "\x01" + raw[end:]
    text = re.sub(
        r"\s+", " ", re.sub(r"[\x02-\x08\x0e-\x1f\x7f-\x9f\ue000\ue001\u202a-\u202e\u2066-\u2069\ufffe\uffff]", "", raw)
    )
    if place.document.lower().endswith((".html", ".htm", ".xhtml")):
        text = unescape(re.sub(r"\s*<[^>]*>\s*", " ", text))
        text = re.sub(r"[\x02-\x1f\x7f-\x9f\ue000\ue001\u202a-\u202e\u2066-\u2069\ufffe\uffff]", "", text)
    text = text.replace("\x00", _OPEN).replace("\x01", _CLOSE).strip()
    text = _around_values(text, 3 * (width - 8))
    return textwrap.wrap(text, width - 8, initial_indent=_BAR, subsequent_indent=_BAR)


def _around_values(text: str, room: int) -> str:
    """The stretch around the first value that there is room for; a mark that is cut in two is closed at the cut."""
    if len(text) <= room:
        return text
    at = text.find(_OPEN)
    start = max(0, min(at - room // 2, len(text) - room)) if at >= 0 else 0
    cut = text[start : start + room].strip()
    if cut.rfind(_OPEN) > cut.rfind(_CLOSE):
        cut += _CLOSE
    return ("… " if start else "") + cut + (" …" if start + room < len(text) else "")


def _summary(report: Report, options: Options, paint: _Paint) -> str:
    documents = f"{len(report.documents)} document{'s' if len(report.documents) != 1 else ''}"
    looked = f"{documents}, {len(report.claims)} claims"
    aside = "".join(line + "\n" for line in _aside(report, options))
    if not report.new and report.focus:
        nothing = paint("32", f"No contradictions touch {clean(report.focus)}.") + f" Compared: {looked}."
        return nothing + ("\n" + aside.rstrip("\n") if aside else "")
    if not report.new:
        new = "new " if report.baselined else ""
        return paint("32", f"No {new}contradictions found in {looked}.") + ("\n" + aside.rstrip("\n") if aside else "")
    counts = [(report.count(s), s.value) for s in Severity]
    told = ", ".join(f"{n} {name}{'s' if n != 1 else ''}" for n, name in counts if n)
    narrowed = f"Only what touches {clean(report.focus)} is told.\n" if report.focus else ""
    return f"{paint('1', told)} in {looked}.\n" + narrowed + aside + _next(report)


_MOST_FIXED = 5


def _aside(report: Report, options: Options) -> list[str]:
    """What does not count: how much is known and suppressed and how to see it, and what of the baseline is fixed."""
    lines = []
    if aside := set_aside(report):
        hidden = [
            f"--show-{status.value}"
            for status, shown in ((Status.KNOWN, options.show_known), (Status.SUPPRESSED, options.show_suppressed))
            if report.of(status) and not shown
        ]
        lines.append(f"Not counted: {aside}" + (f" (shown by {', '.join(hidden)})" if hidden else "") + ".")
    if report.fixed:
        number = len(report.fixed)
        what = "1 entry of the baseline is" if number == 1 else f"{number} entries of the baseline are"
        lines.append(
            f"Fixed: {what} found no more; `factcheck baseline PATHS --prune` takes {'it' if number == 1 else 'them'} out:"
        )
        lines += [f"  {clean(fixed_in_short(entry))}" for entry in report.fixed[:_MOST_FIXED]]
        lines += [f"  and {number - _MOST_FIXED} more"] if number > _MOST_FIXED else []
    return lines


def _next(report: Report) -> str:
    """What a reader may do now, a command a line."""
    names = report.short_fingerprints
    first = report.new[0]
    steps = [(f"factcheck explain {first.rule}", "what its rule looks for")]
    if first.fingerprint:
        steps.insert(0, (f"factcheck explain {names[first.fingerprint]} PATHS", "how the first came about"))
    mended = next((f for f in report.new if f.repairs and f.fingerprint), None)
    if mended is not None:
        pick = f"{names[mended.fingerprint]}={mended.repairs[0].letter}"
        steps.append((f"factcheck check PATHS --fix {pick}", f"apply repair {mended.repairs[0].letter}"))
    steps.append(("factcheck check PATHS --format html=report.html", "both sides, as a page"))
    wide = max(len(command) for command, _ in steps)
    return "\n".join(
        f"{'Next:' if n == 0 else '':<5} {command:<{wide}}  {why}" for n, (command, why) in enumerate(steps)
    )
