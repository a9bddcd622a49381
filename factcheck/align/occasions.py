"""Align, part: serials. In a blog, a news archive or a series of notes each document speaks of its own time and occasion.

So does each entry of a log that stands in one document, as minutes of many days do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from functools import lru_cache

from factcheck.align.folders import folder_of
from factcheck.align.lexicon import happens_once
from factcheck.model.claim import Claim, ClaimType, EntityId
from factcheck.patterns import pattern_of
from factcheck.values import dates, quantities
from factcheck.values.dates import DateValue
from factcheck.values.quantities import Quantity

LEAST_ISSUES = 12
"""So many dated documents of one folder, over more than a year, are a serial."""
LEAST_DAYS = 366
APART = 45
"""Days between two issues from which on they tell of two times."""
_A_SLIP = 3
"""Days that a slip of the day of one meeting may lie from it."""
_NEAR = 7
"""Days that one day and a slip of it may lie apart, though not two turns of what takes place every month."""
_NEW = pattern_of(r"(?:an?|another|one)\s", re.I)
"""How a text begins to tell of what it has not told of."""
_MEETINGS = pattern_of(r"\b(?:meetings?|calls?|sessions?|stand-?ups?|office hours|webinars?|meetups?)\W*\Z", re.I)
"""What is held again and again."""
_LONGEST = 366 * 1000
"""Days that no span of an issue's time lasts: one of its ends is not told."""
_LASTING = frozenset({"length", "area", "volume", "mass", "speed"})
"""Dimensions of what a thing measures, which stays as it is."""

Days = tuple[int, int]
"""The first and the last day."""


class Occasions:
    """Which documents are issues of a serial, and whether two claims of two issues can speak of one thing at all."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        dated: dict[str, Days] = {}
        for claim in claims:
            if claim.told_on is not None:
                dated.setdefault(claim.document, (claim.told_on.earliest, claim.told_on.latest))
        for document in {claim.document for claim in claims} - dated.keys():
            if (days := _days_of_name(document)) is not None:
                dated[document] = days
        folders: dict[str, list[str]] = defaultdict(list)
        for document in dated:
            folders[folder_of(document)].append(document)
        self.issued: dict[str, Days] = {}
        for documents in folders.values():
            span = max(dated[d][1] for d in documents) - min(dated[d][0] for d in documents)
            if len(documents) >= LEAST_ISSUES and span >= LEAST_DAYS:
                self.issued.update((document, dated[document]) for document in documents)

    def issue_of(self, claim: Claim) -> Days | None:
        """The days of the issue that a claim is told in: an entry of a log, or a document of a serial."""
        if claim.entry is not None:
            return claim.entry.earliest, claim.entry.latest
        return self.issued.get(claim.document)

    def are_apart(self, a: Claim, b: Claim, few: Callable[[Iterable[EntityId]], Set[EntityId]]) -> str:
        """Why two claims, one of an issue at least, speak of two occasions, or nothing if they may speak of one.

        What happens once, what was long past or lies ahead in both issues, and what a thing measures for good may be told at
        any time, if both name the thing. A figure of nothing that the text names is one of the issue's own matter, and so is a day that
        lies nearer to its own issue than to the other one, on both sides. `few` chooses among names those that few documents
        of the corpus have: where an issue shares none with another text, its days are of a thing of its own.
        """
        if a.document == b.document and a.entry == b.entry:
            return ""
        own, other = self.issue_of(a), self.issue_of(b)
        if own is None and other is None:
            return ""
        named_a, named_b = few(a.subject), few(b.subject)
        if own is not None and other is not None:
            if (why := _are_of_two_issues(a, b, own, other, not named_a.isdisjoint(named_b))) or _is_one_thing(
                a, b, named_a, named_b
            ):
                return why
        if a.type in (ClaimType.QUANTITY, ClaimType.DURATION) and not (named_a and named_b):
            return "a figure of an issue's own matter"
        if a.type in (ClaimType.DATE, ClaimType.DEADLINE):
            if few((*a.entities, *a.topic)).isdisjoint((*b.entities, *b.topic)):
                return "an issue that names no one thing with the other text"
        return ""


def _are_of_two_issues(a: Claim, b: Claim, own: Days, other: Days, are_one: bool) -> str:
    """Why two claims of two issues speak of two occasions by what the issues are of and when they came out."""
    if _is_of_its_day(a, own) and _is_of_its_day(b, other):
        return "each tells of its own day"
    x, y = _numbers(a), _numbers(b)
    p, q = {n for n in x if "." in n}, {n for n in y if "." in n}
    if p and q and p != q:
        return f"{' '.join(sorted(p))} and {' '.join(sorted(q))}"
    if a.type is ClaimType.QUANTITY and x and y and x != y:
        return f"{' '.join(sorted(x))} and {' '.join(sorted(y))}"
    if _NEW.match(a.entity) and _NEW.match(b.entity):
        return "each tells of a new thing"
    if _MEETINGS.search(a.entity) and _MEETINGS.search(b.entity) and _are_of_two_days(a, b):
        return "each tells of a meeting of its own"
    if are_one and not (x and y and not x & y):
        if _lasts(a, b) or _is_past(a, b, own, other) or _is_ahead(a, b, own, other):
            return ""
    if _is_of_its_time(a, b, own, other):
        return "each tells of its own time"
    days = _days_between(own, other)
    return "" if days <= APART or (x and x == y and days <= LEAST_DAYS) else f"two issues {days} days apart"


def _are_of_two_days(a: Claim, b: Claim) -> bool:
    """Whether two claims date something on days too far apart for a slip of one day."""
    if not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
        return False
    return a.type is ClaimType.DATE and _days_between(_days_of(a.value), _days_of(b.value)) > _A_SLIP


def _is_of_its_day(claim: Claim, issue: Days) -> bool:
    """Whether a claim dates something on the day of its issue: a dateline, news of the day."""
    first, last = issue
    return isinstance(claim.value, DateValue) and first - 2 <= claim.value.earliest <= claim.value.latest <= last + 2


def _is_of_its_time(a: Claim, b: Claim, own: Days, other: Days) -> bool:
    """Whether each of two times lies nearer to the issue that tells it than to the other one."""
    if not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
        return False
    x, y = _days_of(a.value), _days_of(b.value)
    return _days_between(x, own) < _days_between(x, other) and _days_between(y, other) < _days_between(y, own)


def _is_past(a: Claim, b: Claim, own: Days, other: Days) -> bool:
    """Whether both times were long over before either issue came out, or over and hardly apart."""
    if not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
        return False
    first, latest = min(own[0], other[0]), max(a.value.latest, b.value.latest)
    is_near = _days_between(_days_of(a.value), _days_of(b.value)) <= _NEAR
    return latest < (first if is_near else first - LEAST_DAYS)


def _is_ahead(a: Claim, b: Claim, own: Days, other: Days) -> bool:
    """Whether both times are still to come when the later of the two issues comes out."""
    last = max(own[1], other[1])
    return all(isinstance(c.value, DateValue) and _days_of(c.value)[0] > last for c in (a, b))


def _days_of(value: DateValue) -> Days:
    """The days of a time; what has only a last or only a first day is of that day."""
    first, last = value.earliest, value.latest
    if last - first > _LONGEST:
        return (last, last) if abs(first) > abs(last) else (first, first)
    return first, last


def _days_between(a: Days, b: Days) -> int:
    """The days from the end of the earlier of two spans to the beginning of the later one."""
    return max(0, a[0] - b[1], b[0] - a[1])


def _days_of_name(document: str) -> Days | None:
    """The days that a file's name begins with, or that its folders spell: `2011-08-01-news.md`, `2011/08/01/news.md`, `2011-08-news.md`."""
    match = _DAY.search(document)
    if match is None:
        return None
    try:
        value = dates.day(*map(int, match.groups())) if match[3] else dates.month(int(match[1]), int(match[2]))
    except ValueError:
        return None
    return value.earliest, value.latest


_DAY = pattern_of(r"(?:^|/)((?:19|20)\d\d)[-/](\d\d)(?:[-/](\d\d))?(?!\d)")


@lru_cache(maxsize=8192)
def _numbers_of(document: str, edition: tuple[str, ...]) -> frozenset[str]:
    """The numbers that name the occasion of a document, its own date left out: versions (`ruby-1-9-3` too) and years."""
    name = re.sub(r"^\d{4}-\d\d(?:-\d\d)?(?!\d)", "", document.rpartition("/")[2])
    named = {n.replace("-", ".") for n in re.findall(r"(?<!\d)\d+(?:[-.]\d+)*", name)}
    return frozenset(named | {n for n in edition if "." in n})


def _numbers(claim: Claim) -> frozenset[str]:
    if claim.entry is not None:
        return frozenset()
    return _numbers_of(claim.document, claim.edition)


def _is_one_thing(a: Claim, b: Claim, named_a: Set[EntityId], named_b: Set[EntityId]) -> bool:
    """Whether two issues tell of one thing that few name, and neither is of an edition that the other is not of."""
    x, y = _numbers(a), _numbers(b)
    return not named_a.isdisjoint(named_b) and not (x and y and not x & y)


def _lasts(a: Claim, b: Claim) -> bool:
    if a.type is ClaimType.DATE:
        return happens_once(a.predicate) and happens_once(b.predicate)
    return isinstance(a.value, Quantity) and isinstance(b.value, Quantity) and quantities.dimension(a.value) in _LASTING
