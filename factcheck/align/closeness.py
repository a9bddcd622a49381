"""Align, part: how close two values are. A slip changes one part of a value and leaves the rest, which chance rarely does."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from factcheck.align.lexicon import happens_once, is_repeatable
from factcheck.model.claim import Claim, ClaimType
from factcheck.values import dates, durations, quantities, yearly
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.durations import Duration
from factcheck.values.quantities import Quantity
from factcheck.values.yearly import YearlyDate

TELLING_SLIPS = frozenset({"slip-of-year", "slip-of-month"})


def closeness_of_dates(a: Claim, b: Claim) -> str:
    """How close two dates are, or two days of every year; nothing for any other values."""
    x, y = a.value, b.value
    if isinstance(x, DateValue) and isinstance(y, DateValue):
        return date_closeness(a, b, x, y)
    if isinstance(x, YearlyDate) and isinstance(y, YearlyDate):
        return date_closeness(a, b, *yearly.side_by_side(x, y))
    return ""


def date_closeness(a: Claim, b: Claim, x: DateValue, y: DateValue) -> str:
    """A slip changes one part of a date and leaves the others; two events lie anywhere."""
    if dates.overlaps(x, y) and x.earliest > dates.OPEN_START:
        return "near"
    first, second = dates.civil(x.latest), dates.civil(y.latest)
    days = abs(x.latest - y.latest)
    if x.granularity in (Granularity.DAY, Granularity.SPAN) and y.granularity in (Granularity.DAY, Granularity.SPAN):
        are_last = a.type is ClaimType.DEADLINE and are_ends_of_next_months(first, second)
        same = sum(p == q for p, q in zip(first[:2], second[:2], strict=True)) + (first[2] == second[2] or are_last)
        if same == 2 and (days <= 366 or are_years_apart_by_a_digit(first[0], second[0])):
            is_telling = first[2] == second[2] and first[2] not in _ROUND_DAYS
            return "slip" if not is_telling else "slip-of-month" if first[0] == second[0] else "slip-of-year"
    if (
        x.granularity is y.granularity is Granularity.MONTH
        and first[1] == second[1]
        and are_years_apart_by_a_digit(first[0], second[0])
    ):
        return "slip"
    if (
        x.granularity is y.granularity is Granularity.YEAR
        and abs(first[0] - second[0]) <= 2
        and happens_once(a.predicate)
    ):
        return "near"
    if days <= 62:
        return "near"
    if days <= 400:
        return "far"
    if happens_once(a.predicate) and days < 4000:
        return "far"
    if is_repeatable(a.predicate) or is_repeatable(b.predicate):
        return "apart"  # what is held each year is held in many
    return "distant" if days <= 1500 and a.type is not ClaimType.DEADLINE else "apart"


def are_ends_of_next_months(x: tuple[int, int, int], y: tuple[int, int, int]) -> bool:
    """Whether two days are the last of a month and of the next one, or of one month in two years."""
    months = abs(12 * (x[0] - y[0]) + x[1] - y[1])
    return months in (1, 12) and dates.is_last_of_month(*x) and dates.is_last_of_month(*y)


_ROUND_DAYS = frozenset({1, 15, 28, 29, 30, 31})
"""Days on which much begins and ends: that two dates share one tells little."""


def are_years_apart_by_a_digit(a: int, b: int) -> bool:
    """Whether two years differ in one digit, or by two neighbouring digits that changed places."""
    return differ_by_a_digit(f"{a:04d}", f"{b:04d}")


def differ_by_a_digit(p: str, q: str) -> bool:
    """Whether two numbers of as many digits differ in one of them, or by two neighbouring ones that changed places."""
    if len(p) != len(q):
        return False
    wrong = [k for k in range(len(p)) if p[k] != q[k]]
    if len(wrong) == 1:
        return "." not in (p[wrong[0]], q[wrong[0]])
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(p) == sorted(q)


def _digits_of(x: Quantity, y: Quantity) -> tuple[str, str]:
    """The digits of two numbers in one unit; nothing where the units are others and the numbers not round in that of both."""
    if x.unit == y.unit:
        return quantities.format_number(x.low), quantities.format_number(y.low)
    p, q = quantities.to_base(x)[0], quantities.to_base(y)[0]
    return (str(int(p)), str(int(q))) if p.denominator == q.denominator == 1 else ("", "")


def _are_swapped(p: str, q: str) -> bool:
    """Whether two numbers differ by two neighbouring digits that changed places, as copied numbers do."""
    if len(p) != len(q) or [k for k, c in enumerate(p) if c == "."] != [k for k, c in enumerate(q) if c == "."]:
        return False
    a, b = p.replace(".", ""), q.replace(".", "")
    wrong = [k for k in range(len(a)) if a[k] != b[k]]
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]


CLOSE_NUMBERS = frozenset({"swapped", "slip-of-two", "slip-of-three", "slip-of-many", "close"})
"""Numbers that differ, and by so little that one may be meant for the other."""


@lru_cache(maxsize=1 << 15)
def agree(x: Quantity, y: Quantity) -> bool:
    """Whether some value satisfies both; kept, since in a large corpus the same numbers meet again and again."""
    return quantities.agree(x, y)


@lru_cache(maxsize=1 << 15)
def number_closeness(x: Quantity, y: Quantity) -> str:
    if agree(x, y):
        return "near"
    if x.low == x.high and y.low == y.high and _are_swapped(*(pair := _digits_of(x, y))):
        told = len(pair[0].replace(".", "").strip("0"))
        if told >= 3 and (x.unit or x.thing or y.unit or y.thing):
            return "swapped"  # two bare numbers may name two things: 569 and 596
        if told == 2 and (x.unit or x.thing or y.unit or y.thing) and "%" not in (x.unit, y.unit):
            return "swapped-two"  # of shares of a survey there are so many that two of them do so by chance
    if (x.unit or x.thing or y.thing) and (x.unit == y.unit or (x.unit and y.unit)):
        # two bare numbers may be those of two pages
        p, q = _digits_of(x, y)
        if (
            len(p) == len(q)
            and len(p) > 1
            and (Counter(p) == Counter(q) or sum(c != d for c, d in zip(p, q, strict=True)) == 1)
        ):
            told = max(len(n.replace(".", "").strip("0")) for n in (p, q))
            return "slip-of-many" if told >= 4 else "slip-of-three" if told == 3 else "slip-of-two"
    difference = quantities.relative_difference(x, y)
    return "close" if difference < 0.15 else "near" if difference < 0.35 else "far" if difference < 0.6 else "apart"


def duration_closeness(x: Duration, y: Duration) -> str:
    """How far two lengths of time are apart; terms that were set differ by more than copied numbers do."""
    if durations.agree(x, y):
        return "near"
    p, q = sorted((durations.days_of(x), durations.days_of(y)))
    difference = (q - p) / q if q else 0.0
    if difference < 0.35:
        return "close" if difference < 0.15 else "near"
    return "far" if difference < 0.7 else "distant" if difference < 0.95 else "apart"
