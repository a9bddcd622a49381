"""Check: one obligation, right or window ends on different days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.judge.checks.dates_disjoint import differ_by_inferred_year
from factcheck.judge.conflict import Case, Conflict
from factcheck.judge.pairwise import pairwise_conflicts
from factcheck.judge.run_ends import are_of_other_runs
from factcheck.model.claim import Claim
from factcheck.model.rule import Rule
from factcheck.model.time import Relation
from factcheck.values import dates, yearly
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.yearly import YearlyDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: nothing."""


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """Conflicts between joined deadlines whose last days differ; a coarse one that holds the finer agrees."""

    moved: dict[int, bool] = {}

    def is_moved(claim: Claim) -> bool:
        if claim.id not in moved:
            moved[claim.id] = _is_moved(case, claim)
        return moved[claim.id]

    def differ(a: Claim, b: Claim) -> str:
        if isinstance(a.value, YearlyDate) and isinstance(b.value, YearlyDate):
            return "" if _are_apart(a.predicate, b.predicate) else _differ_each_year(a, b)
        x, y = said(a), said(b)
        if x is None or y is None or dates.overlaps(x, y) or differ_by_inferred_year(a, b):
            return ""
        if is_of_another_round(case, a, x, b, y) or dates.distance(x, y) <= max(_slack(a), _slack(b)):
            return ""
        if _are_apart(a.predicate, b.predicate):
            return ""
        if is_moved(a) or is_moved(b) or are_of_other_runs(case, a, b):
            return ""
        if (x.approximate or y.approximate) and dates.distance(x, y) <= 10:
            return ""
        return f"The last day is either {dates.describe(x)} or {dates.describe(y)}."

    yield from pairwise_conflicts(case, rule, differ)


def _differ_each_year(a: Claim, b: Claim) -> str:
    """Why the last days of two deadlines of every year differ."""
    x, y = (claim.timex.yearly if claim.timex is not None else None for claim in (a, b))
    if x is None or y is None or yearly.overlaps(x, y):
        return ""
    return f"The last day is either {yearly.describe(x)} or {yearly.describe(y)}."


@cache
def _sorts() -> dict[str, int]:
    """The sort of each task, by `apart` of `claims/predicates/tasks.en.yaml`."""
    apart = load_yaml("claims/predicates/tasks.en.yaml")["apart"]
    return {task: n for n, tasks in enumerate(apart) for task in tasks}


def _are_apart(a: str, b: str) -> bool:
    """Whether two last days are of tasks of two sorts: to register a team, and to withdraw one."""
    x, y = _sorts().get(a), _sorts().get(b)
    return x is not None and y is not None and x != y


_MOVED = re.compile(
    r"(?<!not )(?<!never )(?<!not been )(?<!never been )(?<!be )"
    r"\b(?:extended|prolonged|postponed|put back|brought forward|pushed back|moved (?:back |forward )?(?:to|from))\b", re.I,
)  # fmt: skip
_BESIDE = 160
_ENDS = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])")


def _is_moved(case: Case, claim: Claim) -> bool:
    """Whether the text beside a last day, its own sentence or the one next to it, says that it was moved."""
    document = case.documents[claim.document]
    block, span = document.blocks[claim.block].span, claim.span
    first, last = max(block.start, span.start - _BESIDE), min(block.end, span.end + _BESIDE)
    for match in _MOVED.finditer(document.text, first, last):
        between = document.text[min(match.end(), span.end) : max(match.start(), span.start)]
        if len(_ENDS.findall(between)) <= 1:
            return True
    return False


_ROUND = 60
"""Days between the last days of two rounds of one thing, at least."""


def is_of_another_round(case: Case, a: Claim, x: DateValue, b: Claim, y: DateValue) -> bool:
    """Whether one last day is of another edition, or was long over when the other was told as still to come."""
    for claim, value, other, against in ((a, x, y, b), (b, y, x, a)):
        own, theirs = dates.civil(value.latest), dates.civil(other.latest)
        are_of_one = (
            str(own[0]) in against.edition and dates.distance(value, other) <= _ROUND
        )  # both pages are of that year
        is_of_its_year = str(own[0]) in claim.edition and not are_of_one
        if is_of_its_year and own[0] != theirs[0] and own[1:] != theirs[1:]:
            return True  # the page of that year's edition
        day = case.dated.get(claim.document)
        is_ahead = day is not None and other.latest < day.earliest <= value.latest
        if is_ahead and a.document != b.document and value.latest - other.latest > _ROUND:
            return True
    return False


def _slack(claim: Claim) -> int:
    """Days by which a last day counted from an event may be meant otherwise: with or without its first day, holidays."""
    if claim.counted is None:
        return 0
    if claim.counted.words == "its opening" and "week" in claim.shown:
        return 3  # from a Monday to a Friday
    return 4 if "working" in claim.shown or "business" in claim.shown else 1


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
