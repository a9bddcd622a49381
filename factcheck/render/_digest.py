"""Render, part of the line formats: a finding in short: where to look first, where else, and what it says on one line."""

from __future__ import annotations

import re

from factcheck.model.finding import Finding, Place, Report, Side
from factcheck.render._lines import visible

MAX_OTHERS = 8
"""Places that a message names beside its own."""
_SPACES = re.compile(r"\s+")
_LONE = re.compile("[\ud800-\udfff]")


def main_place(finding: Finding) -> tuple[Side, Place] | None:
    """The place to look at first: of the side that changed, of the one that is likely wrong, else of the first.

    None for a finding without places. Whether sides changed is known of a run that was narrowed to changes.
    """
    known = finding.suspect is not None and finding.suspect < len(finding.sides)
    told = finding.suspect if known and not finding.sides[0].changed else 0
    sides = [*finding.sides[told:], *finding.sides[:told]]
    return next(((side, side.places[0]) for side in sides if side.places), None)


def other_places(finding: Finding) -> list[tuple[Side, Place]]:
    """All other places: first one of every other side, then the rest."""
    main = main_place(finding)
    if main is None:
        return []
    own, _ = main
    first = [(side, side.places[0]) for side in finding.sides if side is not own and side.places]
    return first + [(side, place) for side in finding.sides for place in side.places[1:]]


def one_line(text: str) -> str:
    """The text with single spaces and nothing in it that a terminal, a parser or the direction of writing would obey."""
    return _LONE.sub("\ufffd", visible(_SPACES.sub(" ", text))).strip()


def shown_path(path: str) -> str:
    """The path as it is, but for signs that would break a line."""
    return _LONE.sub("\ufffd", re.sub(r"[\t\n]", "\ufffd", visible(path)))


def spot(place: Place) -> str:
    """`path:line:column`."""
    return f"{shown_path(place.document)}:{place.line}:{place.column}"


def told(finding: Finding) -> str:
    """The message, on one line."""
    return one_line(finding.message) or finding.rule


def told_fully(finding: Finding) -> list[str]:
    """The message, the reason where it adds something, which side is likely wrong, and where the other places are."""
    lines = [told(finding)]
    reason = one_line(finding.reason)
    if reason and reason.rstrip(".") not in lines[0]:
        lines.append(f"Why: {reason}")
    if finding.suspect is not None and finding.suspect < len(finding.sides):
        grounds = one_line("; ".join(finding.suspect_reasons))
        lines.append(
            f"Likely wrong: {one_line(finding.sides[finding.suspect].label)}" + (f" ({grounds})" if grounds else "")
        )
    others = other_places(finding)
    lines += [f"See also {spot(place)}: {one_line(side.label)}" for side, place in others[:MAX_OTHERS]]
    if len(others) > MAX_OTHERS:
        lines.append(f"and {len(others) - MAX_OTHERS} more places")
    if finding.folded:
        count = len(finding.folded)
        lines.append(f"The same correction settles {count} other finding{'s' if count > 1 else ''}.")
    return lines


def told_in_sentences(finding: Finding) -> str:
    """All of `told_fully` on one line."""
    lines = told_fully(finding)
    return " ".join(line if line.endswith((".", "!", "?")) else line + "." for line in lines)


def unique_fingerprints(report: Report) -> list[str]:
    """The fingerprint of each finding, in order, with a number after it where an earlier one has the same."""
    seen: dict[str, int] = {}
    found = []
    for finding in report.findings:
        seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        times = seen[finding.fingerprint]
        found.append(finding.fingerprint + (f"+{times}" if times > 1 else ""))
    return found
