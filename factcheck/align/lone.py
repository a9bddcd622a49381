"""Align, part: values that differ by a slip and have no third one near them. Two facts seldom fall so by chance, a copied one does.

A date that was copied wrongly keeps two of its parts, and of the third a digit or all but one step; of a number one
digit changes. Whether that tells anything depends on the corpus: where a dozen dates lie in one month, any two of them
look like slips of each other. So only those tell that no other value is a slip of, and of which neither stands in the
document of the other. That the slip is of one fact is the likelier explanation then, even if few words speak for it: the
likelihood ratio of record linkage (Fellegi and Sunter 1969), with the chance of a coincidence taken from the corpus at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator

from factcheck.align.blocking import LEAST_DIGITS, LEAST_OF_COUNT
from factcheck.align.closeness import (
    agree,
    are_ends_of_next_months,
    are_years_apart_by_a_digit,
    differ_by_a_digit,
    duration_closeness,
)
from factcheck.align.lexicon import is_repeatable
from factcheck.frozen import dataclass
from factcheck.model.claim import Claim, ClaimType
from factcheck.model.corpus import MANY
from factcheck.values import durations
from factcheck.values.dates import OPEN_END, DateValue, Granularity, civil, days_in_month
from factcheck.values.durations import Duration
from factcheck.values.quantities import Quantity, format_number

Day = int
"""A day as its ordinal number."""
_MOST_DOCUMENTS = 8
"""A value that more documents tell is known to all, and no slip."""
_MOST_DAYS = 4
"""From so many days of a month on none of them stands alone, and which further ones there are is of no use."""
TIED = 0.6
"""From so much on the words that two claims share tie them: what `context` is worth."""
CLOSELY_TIED = 1.2
"""The same where less speaks for one fact: for two lengths of time, which differ in the same ways whatever they are of, and for two acts."""
_WEEK, _YEAR = 7, 12


class Told:
    """The values of one sort that a corpus tells, each with the documents that do. Parts of a corpus add up in any order."""

    def __init__(self) -> None:
        self.documents: dict[Hashable, set[str]] = {}

    def tell(self, value: Hashable, documents: Iterable[str]) -> None:
        told = self.documents.setdefault(value, set())
        if len(told) <= _MOST_DOCUMENTS:
            told.update(documents)

    def add(self, other: Told) -> None:
        for value, documents in other.documents.items():
            self.tell(value, documents)

    def is_in(self, value: Hashable, document: str) -> bool:
        """Whether a document tells a value, or nearly all do."""
        told = self.documents.get(value, ())
        return document in told or len(told) > _MOST_DOCUMENTS

    def are_in_one(self, value: Hashable, other: Hashable) -> bool:
        """Whether a document tells both of two values, or nearly all tell one of them."""
        one, two = self.documents[value], self.documents[other]
        return max(len(one), len(two)) > _MOST_DOCUMENTS or not one.isdisjoint(two)


Bucket = tuple[str, int, int]
"""Two parts of a date and which these are: the dates that share them are slips of one another."""


class LoneValues:
    """Tells of two claims of two documents whether their values are slips of each other and of no third one."""

    def __init__(self) -> None:
        self.days, self.numbers, self.lengths = Told(), Told(), Told()
        self._buckets: dict[Bucket, set[Day]] = {}

    def count(self, claims: Iterable[Claim]) -> None:
        """Takes in the claims of a document."""
        for claim in claims:
            if (day := _day_of(claim)) is not None:
                self._tell(day, (claim.document,))
            elif (number := _number_of(claim)) is not None:
                self.numbers.tell(number, (claim.document,))
            elif (length := _length_of(claim)) is not None:
                self.lengths.tell(length, (claim.document,))

    def add(self, other: LoneValues) -> None:
        """Takes in what other documents tell."""
        for day, documents in other.days.documents.items():
            assert isinstance(day, int)
            self._tell(day, documents)
        self.numbers.add(other.numbers)
        self.lengths.add(other.lengths)

    def slip(self, a: Claim, b: Claim, tie: float, documents: int) -> str:
        """By what two values of one type differ if they differ by a slip, as a level of `lone`; else nothing.

        `tie` is what the words that they share are worth, `documents` how many the corpus has.
        """
        if a.document == b.document or a.type is not b.type:
            return ""
        find = _FINDERS.get(a.type)
        return find(self, a, b, tie, documents >= MANY) if find else ""

    def may_slip(self, claim: Claim, documents: int) -> bool:
        """Whether the value of a claim can be a slip of another at all: in a large corpus few are, and this is told once for each."""
        if documents < MANY:
            return True
        if (day := _day_of(claim)) is not None:
            if claim.type is ClaimType.DATE:
                return any(len(self._buckets[bucket]) == 2 for bucket in _buckets(day))
            return self._told_near(self.days, _slips_of, day) <= 1
        number = _number_of(claim)
        return number is not None and self._told_near(self.numbers, _numbers_near, number) == 1

    @staticmethod
    def _told_near(told: Told, near: Near, value: Hashable) -> int:
        """How many other values are told that are slips of this one."""
        return len({other for other in near(value) if other in told.documents and other != value})

    def _tell(self, day: Day, documents: Iterable[str]) -> None:
        self.days.tell(day, documents)
        for bucket in _buckets(day):
            days = self._buckets.setdefault(bucket, set())
            if len(days) < _MOST_DAYS:
                days.add(day)

    def _of_dates(self, a: Claim, b: Claim, tie: float, is_large: bool) -> str:
        one, other = _day_of(a), _day_of(b)
        if one is None or other is None:
            return ""
        kind = _slip(one, other)
        if not kind and tie >= TIED and not any(is_repeatable(claim.predicate) for claim in (a, b)):
            kind = _step(one, other)  # what happens again and again does so every week
        if not kind or self.days.are_in_one(one, other):
            return ""
        if tie >= TIED and not is_large:
            return "" if self._are_near_others(self.days, _slips_of, one, other, a, b) else kind
        return kind if self._are_alone(one, other, a, b) else ""

    def _of_last_days(self, a: Claim, b: Claim, tie: float, is_large: bool) -> str:
        one, other = _day_of(a), _day_of(b)
        if one is None or other is None or tie < TIED:
            return ""
        kind = _step(one, other) or _slip(one, other)
        if not kind or self.days.are_in_one(one, other):
            return ""
        if is_large and self._are_near_any(self.days, _slips_of, one, other):
            return ""
        return f"{kind}-of-task"

    def _of_numbers(self, a: Claim, b: Claim, tie: float, is_large: bool) -> str:
        one, other = _number_of(a), _number_of(b)
        if one is None or other is None or tie < TIED or not _are_slips(one, other):
            return ""
        x, y = a.value, b.value
        assert isinstance(x, Quantity)
        assert isinstance(y, Quantity)
        if agree(x, y) or not (x.unit or x.thing or y.unit or y.thing):
            return ""  # as 8,300 and about 8,000 do; two bare numbers may be of two things
        if self.numbers.are_in_one(one, other):
            return ""
        if self._are_near_others(self.numbers, _numbers_near, one, other, a, b):
            return ""
        return "" if is_large and self._are_near_any(self.numbers, _numbers_near, one, other) else "number"

    def _of_lengths(self, a: Claim, b: Claim, tie: float, is_large: bool) -> str:
        x, y = a.value, b.value
        if is_large or tie < CLOSELY_TIED or not isinstance(x, Duration) or not isinstance(y, Duration):
            return ""
        if not durations.comparable(x, y) or durations.agree(x, y) or duration_closeness(x, y) not in ("close", "near"):
            return ""
        return "" if self.lengths.are_in_one(_length_of(a), _length_of(b)) else "length"

    @staticmethod
    def _are_near_others(told: Told, near: Near, one: Hashable, other: Hashable, a: Claim, b: Claim) -> bool:
        """Whether the document of one claim tells a third value that is a slip of the other's."""
        return any(
            value not in (one, other) and told.is_in(value, document)
            for own, document in ((one, b.document), (other, a.document))
            for value in near(own)
        )

    @staticmethod
    def _are_near_any(told: Told, near: Near, one: Hashable, other: Hashable) -> bool:
        """Whether any document tells a third value that is a slip of one of the two."""
        return any(value not in (one, other) and value in told.documents for own in (one, other) for value in near(own))

    def _are_alone(self, one: Day, other: Day, a: Claim, b: Claim) -> bool:
        """Whether no third day shares with the two what they have in common, and neither document has one beside the day of the other."""
        shared = set(_buckets(one)) & set(_buckets(other))
        if any(len(self._buckets[bucket]) > 2 for bucket in shared):
            return False
        return not any(
            len(days := self._buckets[bucket]) >= _MOST_DAYS or any(self.days.is_in(day, document) for day in days)
            for day, document in ((one, b.document), (other, a.document))
            for bucket in _buckets(day)
            if bucket not in shared
        )


Near = Callable[[Hashable], Iterable[Hashable]]
_FINDERS: dict[ClaimType, Callable[[LoneValues, Claim, Claim, float, bool], str]] = {
    ClaimType.DATE: LoneValues._of_dates,
    ClaimType.DEADLINE: LoneValues._of_last_days,
    ClaimType.QUANTITY: LoneValues._of_numbers,
    ClaimType.DURATION: LoneValues._of_lengths,
}


# --- days -------------------------------------------------------------------------------------------------------------


def _day_of(claim: Claim) -> Day | None:
    value = claim.value
    if claim.type not in (ClaimType.DATE, ClaimType.DEADLINE) or not isinstance(value, DateValue):
        return None
    is_told = value.granularity is Granularity.DAY or (claim.type is ClaimType.DEADLINE and value.latest < OPEN_END)
    return value.latest if is_told else None


def _buckets(day: Day) -> Iterator[Bucket]:
    year, month, number = civil(day)
    yield "day", year, month
    yield "month", year, number
    yield "year", month, number


def _slip(one: Day, other: Day) -> str:
    """Which part of one day was changed by a digit or a step to make the other; nothing where more than that differs."""
    (y, m, d), (v, n, e) = civil(one), civil(other)
    if (y, m) == (v, n):
        return "digit" if _is_slip_of_day(d, e) else ""
    if (y, d) == (v, e):
        return "month" if abs(m - n) == 1 else ""
    if (m, d) == (n, e):
        return "year" if abs(y - v) == 1 or are_years_apart_by_a_digit(y, v) else ""
    return ""


def _step(one: Day, other: Day) -> str:
    """Which step leads from one day to the other: a week, a month (from the last day of it to the last), a year."""
    if abs(one - other) in (_WEEK, 2 * _WEEK):
        return "week"
    x, y = civil(one), civil(other)
    if x[2] == y[2] or are_ends_of_next_months(x, y):
        months = abs(_YEAR * (x[0] - y[0]) + x[1] - y[1])
        return "month" if months == 1 else "year" if months == _YEAR else ""
    return ""


def _is_slip_of_day(d: int, e: int) -> bool:
    """Whether two days of a month share their last digit or are each other's digits the other way round: 4 and 14, 12 and 21."""
    return d != e and (d % 10 == e % 10 or (d % 10 > 0 and e == 10 * (d % 10) + d // 10 and d > 9))


def _slips_of(day: Hashable) -> Iterator[Day]:
    """The days that may be slips of a day, those of other decades left out."""
    assert isinstance(day, int)
    year, month, number = civil(day)
    first = day - number
    length = days_in_month(year, month)
    yield from (first + other for other in range(1, length + 1) if _is_slip_of_day(number, other))
    yield from (day - _WEEK, day + _WEEK)
    before, after = first, first + length + 1  # the last day of the month before, the first of the one behind
    for start, last in ((before - civil(before)[2], civil(before)[2]), (after - 1, days_in_month(*civil(after)[:2]))):
        if number <= last:
            yield start + number
        if number == length:
            yield start + last
    yield from (other for other in (day - 365, day - 366, day + 365, day + 366) if civil(other)[1:] == (month, number))


# --- numbers ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit; none for what is counted."""

    digits: str
    unit: str


def _number_of(claim: Claim) -> Number | None:
    value = claim.value
    if claim.type is not ClaimType.QUANTITY or not isinstance(value, Quantity) or value.low != value.high:
        return None
    digits = format_number(value.low)
    return Number(digits, value.unit) if len(digits.replace(".", "").strip("0")) >= LEAST_DIGITS else None


def _are_slips(one: Number, other: Number) -> bool:
    p, q = one.digits, other.digits
    is_count = not one.unit and len(p) < LEAST_OF_COUNT and sorted(p) != sorted(q)
    return one.unit == other.unit and not is_count and differ_by_a_digit(p, q)


def _numbers_near(number: Hashable) -> Iterator[Number]:
    """The numbers that may be slips of a number."""
    assert isinstance(number, Number)
    digits = number.digits
    for k, digit in enumerate(digits):
        if digit.isdigit():
            yield from (Number(f"{digits[:k]}{d}{digits[k + 1 :]}", number.unit) for d in "0123456789" if d != digit)
        if k and digit != digits[k - 1]:
            yield Number(f"{digits[: k - 1]}{digit}{digits[k - 1]}{digits[k + 1 :]}", number.unit)


# --- lengths of time --------------------------------------------------------------------------------------------------


def _length_of(claim: Claim) -> Hashable | None:
    value = claim.value
    return durations.days_of(value) if claim.type is ClaimType.DURATION and isinstance(value, Duration) else None
