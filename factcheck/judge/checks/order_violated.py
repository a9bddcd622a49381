"""Check: dates and words of order that cannot all hold, found in the temporal network of the claims."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict
from factcheck.judge.sequence.network import contradictions_of
from factcheck.model.rule import Rule

STANDS_ON = "the temporal network"
"""What several checks work out once: the rules of all of them are judged by one process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: nothing."""


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """One conflict for each minimal contradiction of events that stand in a wrong order."""
    yield from contradictions_of(case, "order")
