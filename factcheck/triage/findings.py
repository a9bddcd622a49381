"""Triage, part of comparing revisions: which findings are new, which are gone, and which are still there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from factcheck.model.finding import Finding
from factcheck.values.words import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChanges:
    """The findings by what became of them."""

    introduced: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    unchanged: tuple[Finding, ...]


def compare_findings(
    before: Sequence[Finding], after: Sequence[Finding], followed: Mapping[str, str]
) -> FindingChanges:
    """Pairs the findings of two revisions: by their words in their documents, their words anywhere, their values.

    A finding that came to stand under another, or by itself, is not a new one.
    """
    old = [f for finding in before for f in (finding, *finding.folded)]
    new = [f for finding in after for f in (finding, *finding.folded)]
    paired: set[int] = set()
    for key in (_in_documents, _in_words, _in_values):
        groups: dict[Hashable, list[Finding]] = defaultdict(list)
        for finding in old:
            if id(finding) not in paired:
                groups[key(finding, followed)].append(finding)
        for finding in new:
            if id(finding) in paired:
                continue
            known = groups.get(key(finding, {}))
            if known:
                paired |= {id(finding), id(known.pop(0))}
    return FindingChanges(
        introduced=tuple(f for f in after if id(f) not in paired),
        fixed=tuple(f for f in before if id(f) not in paired),
        unchanged=tuple(f for f in after if id(f) in paired),
    )


_Key = Callable[[Finding, Mapping[str, str]], Hashable]


def _in_documents(finding: Finding, followed: Mapping[str, str]) -> Hashable:
    """The rule, and what each side says in which document."""
    sides = (
        frozenset((followed.get(p.document, p.document), fold(p.quote)) for p in side.places) for side in finding.sides
    )
    return finding.rule, fold(finding.predicate), frozenset(sides)


def _in_words(finding: Finding, followed: Mapping[str, str]) -> Hashable:
    quotes = (fold(side.places[0].quote) for side in finding.sides if side.places)
    return finding.rule, fold(finding.predicate), frozenset(quotes)


def _in_values(finding: Finding, followed: Mapping[str, str]) -> Hashable:
    """The rule, what it is about, and the values that contradict each other."""
    labels = frozenset(fold(side.label) for side in finding.sides)
    return finding.rule, fold(finding.entity), fold(finding.predicate), labels
