"""Check: one measure of one thing has two numbers that no rounding and no unit reconciles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Case, Conflict
from factcheck.judge.pairwise import pairwise_conflicts
from factcheck.model.claim import Claim
from factcheck.model.rule import Rule
from factcheck.patterns import pattern_of
from factcheck.values import quantities
from factcheck.values.quantities import VERSION, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: nothing."""


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """Conflicts between joined quantities that disagree."""

    def differ(a: Claim, b: Claim) -> str:
        x, y = a.value, b.value
        if not isinstance(x, Quantity) or not isinstance(y, Quantity):
            return ""
        x, y = _as_limits(a, b, x, y)
        if not quantities.comparable(x, y) or quantities.agree(x, y):
            return ""
        if x.unit == VERSION:
            return f"{quantities.describe(x)} and {quantities.describe(y)} are two."
        if any(c.shown.lower().startswith("the ") and q.high <= 12 for c, q in ((a, x), (b, y))):
            return ""  # `the two northern states`: some of a known set, no statement of how many there are
        if _without(a) != _without(b):
            return ""  # `without the gallery the house seats 540`
        if _is_one_of_several(a) and _is_one_of_several(b):
            return ""
        reason = f"{a.shown} and {b.shown} differ by {quantities.relative_difference(x, y):.0%}"
        if x.unit != y.unit:
            low = quantities.to_base(y)[0]
            unit = quantities.units().get(x.unit)
            if unit is not None:
                reason += f" ({b.shown} is {float((low - unit.offset) / unit.factor):,.4g} {x.unit})"
        return reason + ", more than rounding explains."

    yield from pairwise_conflicts(case, rule, differ)


def _without(claim: Claim) -> set[str]:
    """What the number leaves out, as the text says."""
    return {item for item in claim.scope if item.startswith("without:")}


def _is_one_of_several(claim: Claim) -> bool:
    """Whether the words leave open which one is meant: `a £250,000 grant` may be another than `a £520,000 grant`."""
    at = claim.quote.find(claim.shown)
    behind = claim.quote[at + len(claim.shown) :]
    return claim.measure != "cost" and at > 1 and bool(_A.search(claim.quote, 0, at)) and behind[:1] in (" ", "-")


_A = pattern_of(r"\b(?:an?|another)\s\Z", re.I)
_MOST = frozenset({"maximum", "max", "largest", "biggest", "greatest", "limit", "most"})
_LEAST = frozenset({"minimum", "min", "smallest", "least"})


_BOUNDS = frozenset({"<=", "<", ">=", ">"})
_MAY_BE = pattern_of(
    r"\b(?:may|can|cannot|must|shall|(?i:allow\w*|permit(?:s|ted)?|limit(?:s|ed)?|maximum|max|entitled|eligible|holds?|seats?|sleeps|accommodates?|carry|carries|stores?"
    r"|fits?|supports?|accepts?|takes|borrow))\b"
)
_MUST_BE = pattern_of(
    r"\b(?:must|shall|(?i:minimum|min|require[sd]?|requirements?|needs?|needed|necessary|quorum|wears?))\b"
)
"""Words of a rule by which another upper or lower bound is another one; `has over 90,000 objects` is none."""
_PAST = pattern_of(r"\b(?:was|were|had|been|killed|died|[a-z]{3,}ed\s(?:up|no|at|more|fewer|less|over))\b")


def _is_rule(claim: Claim, comparator: str) -> bool:
    """Whether a bound is set, so that another one is another: no estimate of what happened (`at least 40 were hurt`) or is there."""
    said = f"{claim.quote} {' '.join((*claim.labels, *claim.heads))}"
    words = _MAY_BE if comparator in ("<=", "<") else _MUST_BE
    return words.search(said) is not None and not _PAST.search(claim.quote)


def _as_limits(a: Claim, b: Claim, x: Quantity, y: Quantity) -> tuple[Quantity, Quantity]:
    """Two limits of one sort are two numbers: `files of up to 8 GB` and a `largest file` of 5 GB, which is not under 8."""
    if (
        x.comparator == y.comparator
        and x.comparator in _BOUNDS
        and _is_rule(a, x.comparator)
        and _is_rule(b, x.comparator)
    ):
        return replace(x, comparator="="), replace(y, comparator="=")  # `may have up to 12 books` and `up to 10`
    for sign, words in (("<=", _MOST), (">=", _LEAST)):
        signs = (x.comparator, y.comparator)
        told = [bool(words & {*c.labels, *c.heads, c.measure}) for c in (a, b)]
        if signs in ((sign, "="), ("=", sign)) and told[signs.index("=")]:
            return replace(x, comparator="="), replace(y, comparator="=")
    return x, y
