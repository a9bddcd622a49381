"""Check: one thing lasts two lengths of time: a notice, a warranty, a timeout, a war."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict
from factcheck.judge.pairwise import pairwise_conflicts
from factcheck.model.claim import Claim
from factcheck.model.rule import Rule
from factcheck.values import durations
from factcheck.values.durations import Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: nothing."""


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """Conflicts between joined lengths of time that disagree."""

    def differ(a: Claim, b: Claim) -> str:
        x, y = a.value, b.value
        if not isinstance(x, Duration) or not isinstance(y, Duration) or durations.agree(x, y):
            return ""
        reason = f"{a.shown} and {b.shown} are two lengths of time"
        if x.unit != y.unit:
            reason += f": {durations.days_of(x):,.4g} and {durations.days_of(y):,.4g} days"
        return reason + "."

    yield from pairwise_conflicts(case, rule, differ)
