"""Check: the dates of one event have no day in common."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict
from factcheck.judge.pairwise import pairwise_conflicts
from factcheck.judge.parameters import setting
from factcheck.judge.run_ends import are_of_other_runs
from factcheck.model.claim import Claim
from factcheck.model.rule import Rule
from factcheck.patterns import pattern_of
from factcheck.values import dates, yearly
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.predicate_entries import predicate_entries
from factcheck.values.yearly import YearlyDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set."""

    before_year: int = setting(1930, "up to this year Julian and Gregorian dates may stand side by side")


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """Conflicts between joined date claims whose values are disjoint beyond their vagueness."""

    def differ(a: Claim, b: Claim) -> str:
        x, y = a.value, b.value
        if isinstance(x, YearlyDate) and isinstance(y, YearlyDate):
            return _differ_each_year(x, y)
        if not isinstance(x, DateValue) or not isinstance(y, DateValue) or dates.overlaps(x, y):
            return ""
        if differ_by_inferred_year(a, b) or (_is_of_year(case, a) and _is_of_year(case, b)):
            return ""
        if are_of_other_runs(case, a, b) or _is_repeated(a, b):
            return ""
        gap = dates.distance(x, y)
        if gap <= _vagueness(x) + _vagueness(y):
            return ""
        if dates.civil(x.earliest)[0] <= params.before_year and _is_old_style_of(x, y):
            return ""
        return f"No day is both {dates.describe(x)} and {dates.describe(y)}."

    yield from pairwise_conflicts(case, rule, differ)


def _is_repeated(a: Claim, b: Claim) -> bool:
    """Whether two texts tell in the same words a day that only the day of each tells: a paragraph quoted a week later, `on Friday`."""
    if a.shown.lower() != b.shown.lower() or a.timex is None or b.timex is None:
        return False
    told = (a.timex.parts, b.timex.parts)
    return all(parts is None or not (parts.day or parts.month or parts.year) for parts in told)


_AMOUNT = pattern_of(r"\s(?:[a-z]+\s){0,2}[€£$]?\d")


def _is_of_year(case: Case, claim: Claim) -> bool:
    """Whether a year only says of when an amount is, of an act that goes on: `In 2031 the port handled 3.1 million tonnes`."""
    is_year = isinstance(claim.value, DateValue) and claim.value.granularity is Granularity.YEAR
    if not is_year or claim.predicate in predicate_entries():
        return False
    return _AMOUNT.match(case.documents[claim.document].text, claim.span.end) is not None


def _differ_each_year(x: YearlyDate, y: YearlyDate) -> str:
    """Why no day of the year is both; of two stretches that share one end, that they differ in the other."""
    told = f"{yearly.describe(x)} and {yearly.describe(y)}"
    if not yearly.overlaps(x, y):
        return f"No day is both {told}."
    are_stretches = x.first != x.last and y.first != y.last and "/" in x.edtf and "/" in y.edtf
    if are_stretches and (x.first == y.first) != (x.last == y.last):
        return f"It cannot be both {told}."
    return ""


def differ_by_inferred_year(a: Claim, b: Claim) -> bool:
    """Whether two dates agree in all that their own words say, and differ only in a year that was inferred."""
    x, y = a.timex, b.timex
    if x is None or y is None or x.parts is None or y.parts is None:
        return False
    if not any(p.part == "year" and p.source != "heading" for t in (x, y) for p in t.provenance):
        return False
    if x.parts.month != y.parts.month or (x.parts.day != y.parts.day and None not in (x.parts.day, y.parts.day)):
        return False
    return not _are_of_one_year(a, b) and _are_of_one_weekday(a, b)


def _are_of_one_year(a: Claim, b: Claim) -> bool:
    """Whether two dates that share no day lie in one year, so that it is not the year in which they differ."""
    if not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
        return False
    return dates.civil(a.value.latest)[0] == dates.civil(b.value.latest)[0]


def _are_of_one_weekday(a: Claim, b: Claim) -> bool:
    """Whether no weekday that one of two days names tells it from the other: of two years, the weekday knows which one is meant."""
    for one, other in ((a, b), (b, a)):
        said = one.timex.parts.weekday if one.timex is not None and one.timex.parts is not None else None
        if said is None or not isinstance(one.value, DateValue) or not isinstance(other.value, DateValue):
            continue
        if not one.value.granularity == other.value.granularity == Granularity.DAY:
            continue
        if dates.weekday(one.value.earliest) == said != dates.weekday(other.value.earliest):
            return False
    return True


def _is_old_style_of(x: DateValue, y: DateValue) -> bool:
    """Whether the earlier of two days, read in the Julian calendar, is the later one."""
    if not x.granularity == y.granularity == Granularity.DAY:
        return False
    early, late = sorted((x.earliest, y.earliest))
    return dates.julian_to_gregorian(*dates.civil(early)) == late


def _vagueness(value: DateValue) -> int:
    """How far the true day may lie outside the bounds: some for approximate values, none for days and months."""
    if not value.approximate:
        return 0
    return max(10, (value.latest - value.earliest + 1) // 3) if value.granularity is not Granularity.DAY else 400
