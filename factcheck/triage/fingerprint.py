"""Triage, part: the identity of a finding over time: rule and what it quotes, never a line number."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from factcheck.frozen import replace
from factcheck.model.finding import Finding
from factcheck.triage.wording import compared_words
from factcheck.values.words import fold


def fingerprint(finding: Finding) -> str:
    """Sixteen hexadecimal digits of SHA-256 over the rule, the predicate and the sorted, normalised quotes."""
    quotes = sorted({f"{p.document}\x1f{fold(p.quote)}" for side in finding.sides for p in side.places[:1]})
    text = "\x1e".join([finding.rule, fold(finding.predicate), *quotes])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def wording(finding: Finding) -> str:
    """A second identity, without the names of the documents: by it a finding is known again when one was renamed."""
    says = sorted({compared_words(p.quote, p.document) for side in finding.sides for p in side.places[:1]})
    text = "\x1e".join([finding.rule, fold(finding.predicate), *says])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def assign(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, and those folded under them, with fingerprints that are unique in the run.

    Equal ones are numbered in their order, those that stand by themselves first.
    """
    seen: Counter[str] = Counter()

    def named(finding: Finding) -> Finding:
        base = fingerprint(finding)
        seen[base] += 1
        own = base if seen[base] == 1 else f"{base[:13]}-{seen[base]}"
        return replace(finding, fingerprint=own, wording=wording(finding))

    done = [named(finding) for finding in findings]
    return tuple(replace(f, folded=tuple(map(named, f.folded))) if f.folded else f for f in done)
