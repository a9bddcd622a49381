"""Triage, part of suppressions: which document took the place of one that is there no more, so that renames lose nothing.

A vanished document has one heir for each passage: where several hold its words, the one that holds most of what was said of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from factcheck.frozen import dataclass
from factcheck.model.finding import Finding
from factcheck.model.triage import Order, Passage
from factcheck.triage.spoken import Spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Where to look for what lay in documents that are gone."""

    passages: Mapping[Passage, str]
    """The document that holds the words of a passage now; only of those that are found again."""
    findings: Mapping[Order, str]
    """The fingerprint that the finding of an order has now."""


def follow_moved(spoken: Spoken, orders: Sequence[Order], vanished: frozenset[str]) -> Moved:
    """Finds again what orders say of vanished documents: passages by their words, findings by their wording."""
    if not vanished:
        return Moved(passages={}, findings={})
    passages = {
        passage: spoken.documents(passage) for order in orders for passage in order.passages if passage.path in vanished
    }
    renamed = {
        order: _candidates(spoken.findings, order, vanished)
        for order in orders
        if order.wording and vanished & set(order.paths)
    }
    votes = Counter((passage.path, path) for passage, found in passages.items() for path in found)
    for order, candidates in renamed.items():
        heirs = {heir for candidate in candidates for heir in candidate.named} - set(order.paths)
        votes.update((path, heir) for path in vanished & set(order.paths) for heir in heirs)
    now: dict[Order, str] = {}
    taken: set[str] = set()
    for order, candidates in renamed.items():
        gone = sorted(vanished & set(order.paths))
        free = [c for c in candidates if c.fingerprint not in taken]
        best = min(
            free,
            key=lambda c: (-sum(votes[p, d] for p in gone for d in c.named), c.named, c.fingerprint),
            default=None,
        )
        if best is not None:
            now[order] = best.fingerprint
            taken.add(best.fingerprint)
    return Moved(
        passages={
            passage: min(found, key=lambda path: (-votes[passage.path, path], path))
            for passage, found in passages.items()
            if found
        },
        findings=now,
    )


def _candidates(findings: Sequence[Finding], order: Order, vanished: frozenset[str]) -> list[Finding]:
    """The findings in the same words whose documents are those of the order, but for the vanished ones.

    None while the finding itself is still there.
    """
    if any(finding.fingerprint.startswith(order.fingerprint) for finding in findings):
        return []
    kept = set(order.paths) - vanished
    return [
        finding
        for finding in findings
        if finding.wording.startswith(order.wording)
        and kept <= set(finding.named)
        and len(finding.named) == len(set(order.paths))
    ]
