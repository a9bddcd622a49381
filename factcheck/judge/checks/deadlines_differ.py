"""Check: one obligation, right or window ends on different days."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from factcheck.judge.checks.dates_disjoint import differ_by_inferred_year
from factcheck.judge.conflict import Case, Conflict
from factcheck.judge.pairwise import pairwise_conflicts
from factcheck.model.claim import Claim
from factcheck.model.rule import Rule
from factcheck.model.time import Relation
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity


class Params(BaseModel):
    """What the rule may set: nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """Conflicts between joined deadlines whose last days differ; a coarse one that holds the finer agrees."""

    def differ(a: Claim, b: Claim) -> str:
        x, y = said(a), said(b)
        if x is None or y is None or dates.overlaps(x, y) or differ_by_inferred_year(a, b):
            return ""
        if (x.approximate or y.approximate) and dates.distance(x, y) <= 10:
            return ""
        return f"The last day is either {dates.describe(x)} or {dates.describe(y)}."

    yield from pairwise_conflicts(case, rule, differ)


def said(claim: Claim) -> DateValue | None:
    """The date that a deadline names; of a coarse one (`by the end of August`) its last days."""
    if claim.timex is None or claim.timex.value is None or claim.timex.impossible:
        return None
    value = claim.timex.value
    if claim.timex.relation is Relation.BEFORE and value.granularity is Granularity.DAY:
        return dates.of_day(value.earliest - 1)  # `before 1 June` is by 31 May
    words = claim.timex.text.lower()
    if words.startswith(("end of", "the end of", "the close of")) and value.latest < dates.OPEN_END:
        return dates.of_day(value.latest)
    return value
