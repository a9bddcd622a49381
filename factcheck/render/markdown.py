"""Render, part: a Markdown comment for a pull request: one that a bot can find and update, short enough to be accepted."""

from __future__ import annotations

from factcheck.model.finding import Finding, Place, Report, Side
from factcheck.model.rule import Severity
from factcheck.model.triage import Status
from factcheck.render._digest import shown_path
from factcheck.render._markdown import code, plain
from factcheck.render._standing import because, fixed_in_short, set_aside
from factcheck.render.options import Options

SHOWS_TRIAGED = True
MARKER = "<!-- factcheck: report -->"
"""The first line: by it a bot finds its own comment again."""
LIMIT = 65_535
"""Characters that GitHub takes of a comment; GitLab takes more."""
_ROOM = LIMIT - 1_500
_MAX_SIDES = 12
_MAX_PLACES = 6
_MAX_QUOTE = 300
_MAX_TEXT = 600
_SIGN = {Severity.ERROR: "🔴", Severity.WARNING: "🟠", Severity.NOTE: "🔵"}


def render(report: Report, options: Options) -> str:
    """Counts, then every finding folded under its message, as many as there is room for, the severest first."""
    parts = [MARKER, f"### factcheck: {_counts(report)}"]
    aside = _aside(report)
    used = sum(_length(part) + 2 for part in (*parts, *aside))
    names = report.short_fingerprints
    shown = 0
    for finding in report.new:
        part = _finding(finding, names[finding.fingerprint], _MAX_PLACES, _MAX_QUOTE)
        if _length(part) > _ROOM // 4:
            part = _finding(finding, names[finding.fingerprint], 1, _MAX_QUOTE // 6)
        if used + _length(part) + 2 > _ROOM:
            break
        parts.append(part)
        used += _length(part) + 2
        shown += 1
    missing = len(report.new) - shown
    if missing:
        parts.append(f"**{missing} more finding{'s' if missing > 1 else ''}** did not fit here: see the full report.")
    parts += aside
    parts += _problems(report, _ROOM + 900 - used)
    if report.new:
        first = code(f"factcheck explain {names[report.new[0].fingerprint]}")
        parts.append(f"{first} tells how a finding came about.")
    if options.stamp:
        parts.append(plain(_cut(options.stamp, 80)))
    return "\n\n".join(parts) + "\n"


def _length(text: str) -> int:
    """Characters as the strictest site counts them: in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _counts(report: Report) -> str:
    documents = f"{len(report.documents)} document{'s' if len(report.documents) != 1 else ''}"
    aside = set_aside(report)
    more = f" ({aside})" if aside else ""
    more += f" ({plain(report.focus)})" if report.focus else ""
    if not report.new:
        return f"no {'new ' if report.baselined else ''}contradictions found in {documents}{more}"
    counts = [(report.count(severity), severity.value) for severity in Severity]
    return ", ".join(f"{n} {name}{'s' if n != 1 else ''}" for n, name in counts if n) + f" in {documents}{more}"


_MOST_ASIDE = 20


def _aside(report: Report) -> list[str]:
    """What was suppressed and why, and what of the baseline is fixed, folded; as many as a reader would look through."""
    suppressed = [
        f"{plain(f.rule)}: {plain(_cut(f.message, 160))} Reason: {plain(_cut(because(f.suppression), 240))}"
        for f in report.of(Status.SUPPRESSED)
        if f.suppression is not None
    ]
    fixed = [plain(_cut(fixed_in_short(entry), 240)) for entry in report.fixed]
    parts = []
    for title, told in (("Suppressed", suppressed), ("Fixed since the baseline", fixed)):
        if told:
            lines = [f"- {line}" for line in told[:_MOST_ASIDE]]
            lines += [f"- and {len(told) - _MOST_ASIDE} more"] if len(told) > _MOST_ASIDE else []
            parts.append("\n".join([f"<details><summary>{title}: {len(told)}</summary>", "", *lines, "", "</details>"]))
    return parts


def _finding(finding: Finding, name: str, most: int, longest: int) -> str:
    """A finding with so many places a side, and quotes of so many characters."""
    head = f"{_SIGN[finding.severity]} <b>{finding.severity.value}</b> {plain(finding.rule)}: {plain(_cut(finding.message, _MAX_TEXT))}"
    lines = [f"<details><summary>{head}</summary>", ""]
    if finding.places:
        lines += ["| | says | where | words |", "|---|---|---|---|"]
    for number, side in enumerate(finding.sides[:_MAX_SIDES]):
        mark = (" (changed)" if side.changed else "") + (" (likely wrong)" if number == finding.suspect else "")
        for place in side.places[:most]:
            lines.append(_row(finding.letters[number].upper() + mark, side, place, longest))
        more = len(side.places) - most
        if more > 0:
            lines.append(f"| | | and {more} more | |")
    hidden = len(finding.sides) - _MAX_SIDES
    if hidden > 0:
        lines.append(f"| | and {hidden} more | | |")
    notes = []
    if finding.reason and finding.reason not in finding.message:
        notes.append(f"Why: {plain(_cut(finding.reason, _MAX_TEXT))}")
    if finding.suspect is not None and finding.suspect_reasons:
        notes.append(f"Likely wrong because: {plain(_cut('; '.join(finding.suspect_reasons), _MAX_TEXT))}")
    notes += [f"Repair {repair.letter}: {plain(_cut(repair.description, _MAX_TEXT))}" for repair in finding.repairs[:4]]
    if finding.folded:
        rules = ", ".join(plain(folded.rule) for folded in finding.folded[:6])
        notes.append(f"Also explains {len(finding.folded)} more: {rules}")
    notes.append(f"Finding {code(name)}")
    return "\n".join([*lines, "", *(f"- {note}" for note in notes), "", "</details>"])


def _row(letter: str, side: Side, place: Place, longest: int) -> str:
    where = f"{shown_path(place.document)}:{place.line}"
    quote = code(_cut(place.quote, longest))
    return f"| {letter} | {plain(_cut(side.label, 120))} | {code(_cut(where, 200, end=True))} | {quote} |"


def _problems(report: Report, room: int) -> list[str]:
    if not report.problems:
        return []
    lines = []
    for problem in report.problems:
        line = f"- {code(_cut(problem.place, 200, end=True))}: {plain(_cut(problem.message, 200))}"
        room -= _length(line) + 1
        if room < 200:
            break
        lines.append(line)
    missing = len(report.problems) - len(lines)
    if missing:
        lines.append(f"- and {missing} more")
    return ["\n".join(["<details><summary>Inputs with problems</summary>", "", *lines, "", "</details>"])]


def _cut(text: str, limit: int, *, end: bool = False) -> str:
    if len(text) <= limit:
        return text
    return "…" + text[-limit:] if end else text[:limit] + "…"
