"""Align, part: serials. In a blog, a news archive or a series of notes each document speaks of its own time and occasion."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from factcheck.align.lexicon import happens_once
from factcheck.model.claim import Claim, ClaimType
from factcheck.patterns import pattern_of
from factcheck.values import dates, quantities
from factcheck.values.dates import DateValue
from factcheck.values.quantities import Quantity

LEAST_ISSUES = 12
"""So many dated documents of one folder, over more than a year, are a serial."""
LEAST_DAYS = 366
APART = 45
"""Days between two issues from which on they tell of two times."""
_LASTING = frozenset({"length", "area", "volume", "mass", "speed"})
"""Dimensions of what a thing measures, which stays as it is."""


class Occasions:
    """Which documents are issues of a serial, and whether two claims of two issues can speak of one thing at all."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        dated: dict[str, int] = {}
        for claim in claims:
            if claim.told_on is not None:
                dated.setdefault(claim.document, claim.told_on.earliest)
        for document in {claim.document for claim in claims} - dated.keys():
            if (day := _day_of_name(document)) is not None:
                dated[document] = day
        folders: dict[str, list[str]] = defaultdict(list)
        for document in dated:
            folders[document.rpartition("/")[0]].append(document)
        self.issued: dict[str, int] = {}
        for documents in folders.values():
            days = [dated[document] for document in documents]
            if len(documents) >= LEAST_ISSUES and max(days) - min(days) >= LEAST_DAYS:
                self.issued.update((document, dated[document]) for document in documents)

    def __bool__(self) -> bool:
        return bool(self.issued)

    def are_apart(self, a: Claim, b: Claim) -> str:
        """Why two claims of two issues speak of two occasions, or nothing if they may speak of one.

        What happens once and what a thing measures for good may be told at any time, if both name the thing. A figure of
        nothing that the text names is one of the issue's own matter.
        """
        if a.document == b.document or a.document not in self.issued or b.document not in self.issued:
            return ""
        if self._is_of_its_day(a) and self._is_of_its_day(b):
            return "each tells of its own day"
        days = abs(self.issued[a.document] - self.issued[b.document])
        x, y = _numbers(a), _numbers(b)
        p, q = {n for n in x if "." in n}, {n for n in y if "." in n}
        if p and q and p != q:
            return f"{' '.join(sorted(p))} and {' '.join(sorted(q))}"
        is_own = a.type is ClaimType.QUANTITY and not (a.subject and b.subject)
        if a.type is ClaimType.QUANTITY and x and y and x != y:
            return f"{' '.join(sorted(x))} and {' '.join(sorted(y))}"
        if days <= APART and (x == y or not is_own):
            return ""
        if x and x == y and days <= LEAST_DAYS and not is_own:
            return ""
        if set(a.subject) & set(b.subject) and not (x and y and not x & y) and _lasts(a, b):
            return ""
        return f"two issues {days} days apart"

    def _is_of_its_day(self, claim: Claim) -> bool:
        """Whether a claim dates something on the day of its issue: a dateline, news of the day."""
        own = self.issued[claim.document]
        return isinstance(claim.value, DateValue) and own - 2 <= claim.value.earliest <= claim.value.latest <= own + 2


def _day_of_name(document: str) -> int | None:
    """The day that a file's name begins with, or that its folders spell: `2011-08-01-news.md`, `2011/08/01/news.md`."""
    match = _DAY.search(document)
    if match is None:
        return None
    try:
        return dates.day(int(match[1]), int(match[2]), int(match[3])).earliest
    except ValueError:
        return None


_DAY = pattern_of(r"(?:^|/)((?:19|20)\d\d)[-/](\d\d)[-/](\d\d)(?!\d)")


@lru_cache(maxsize=8192)
def _numbers_of(document: str, edition: tuple[str, ...]) -> frozenset[str]:
    """The numbers that name the occasion of a document, its own date left out: versions (`ruby-1-9-3` too) and years."""
    name = re.sub(r"^\d{4}-\d\d-\d\d", "", document.rpartition("/")[2])
    named = {n.replace("-", ".") for n in re.findall(r"(?<!\d)\d+(?:[-.]\d+)*", name)}
    return frozenset(named | {n for n in edition if "." in n})


def _numbers(claim: Claim) -> frozenset[str]:
    return _numbers_of(claim.document, claim.edition)


def _lasts(a: Claim, b: Claim) -> bool:
    if a.type is ClaimType.DATE:
        return happens_once(a.predicate) and happens_once(b.predicate)
    return isinstance(a.value, Quantity) and isinstance(b.value, Quantity) and quantities.dimension(a.value) in _LASTING
