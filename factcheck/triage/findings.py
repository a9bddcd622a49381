"""Triage, part of comparing revisions: which findings are new, which are gone, and which are still there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from factcheck.frozen import dataclass, replace
from factcheck.model.finding import Finding
from factcheck.model.triage import KnownFinding
from factcheck.triage.baseline import can_be_known, entry_of, id_of, match_baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChanges:
    """The findings by what became of them."""

    introduced: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    unchanged: tuple[Finding, ...]


def compare_findings(
    before: Sequence[Finding], after: Sequence[Finding], followed: Mapping[str, str]
) -> FindingChanges:
    """The findings of one revision held against those of another as against a baseline: one identity for both.

    `followed` gives the new path of a document that was renamed. A finding that came to stand under another, or by
    itself, is not a new one.
    """
    entries = {f.fingerprint: _entry(f, followed) for f in _all(before) if can_be_known(f)}
    matched = match_baseline([*_all(after)], [*entries.values()], None)
    gone = {entry.id for entry in matched.unmatched}
    # what has no place, as a rule that crashed, is known by its words
    words = Counter((f.rule, f.message) for f in before if not can_be_known(f))
    kept: set[str] = set(matched.known)
    for finding in after:
        if not can_be_known(finding) and words[finding.rule, finding.message] > 0:
            words[finding.rule, finding.message] -= 1
            kept.add(finding.fingerprint)
    return FindingChanges(
        introduced=tuple(f for f in after if f.fingerprint not in kept),
        fixed=tuple(
            f
            for f in before
            if (entries[f.fingerprint].id in gone if can_be_known(f) else words[f.rule, f.message] > 0)
        ),
        unchanged=tuple(f for f in after if f.fingerprint in kept),
    )


def _all(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, each followed by those folded under it."""
    for finding in findings:
        yield finding
        yield from finding.folded


def _entry(finding: Finding, followed: Mapping[str, str]) -> KnownFinding:
    """What a baseline would hold of it, with the paths that its documents have now."""
    entry = entry_of(finding)
    sides = tuple(replace(side, path=followed.get(side.path, side.path)) for side in entry.sides)
    return replace(entry, sides=sides, id=id_of(entry.rule, sides))
