"""Judge, part: whether two claims that are known to speak of the same thing can both be true, whatever their type.

Stricter checks of one type stand in `checks/`; here nothing is asked but the values.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.judge.checks.deadlines_differ import said
from factcheck.model.claim import Claim, ClaimType
from factcheck.values import dates, quantities
from factcheck.values.dates import DateValue
from factcheck.values.durations import Duration
from factcheck.values.names import differ_surely, name_tokens
from factcheck.values.quantities import Quantity
from factcheck.values.words import content_words, synonym


def differ(one: Claim, other: Claim) -> str:
    """Why two claims that speak of the same thing contradict each other, or nothing if both can be true."""
    x, y = one.value, other.value
    if isinstance(x, Quantity) and isinstance(y, Quantity):
        if not quantities.comparable(x, y) or quantities.agree(x, y):
            return ""
        return f"{other.shown} and {one.shown} differ by {quantities.relative_difference(x, y):.0%}, more than rounding explains."
    if isinstance(x, DateValue) and isinstance(y, DateValue):
        return _dates_differ(one, other)
    if isinstance(x, Duration) and isinstance(y, Duration):
        if _may_be_one(x, y):
            return ""
        return f"{other.shown} and {one.shown} are not the same length of time."
    if isinstance(x, str) and isinstance(y, str):
        return _words_differ(x, y, one.type)
    return ""


def _may_be_one(x: Duration, y: Duration) -> bool:
    """Whether two lengths of time can be the same. Of one unit the counts are taken as they stand: two years are not three."""
    plain = x.comparator == y.comparator == "=" and not (x.vague or y.vague or x.also or y.also)
    if plain and x.unit == y.unit:
        return x.count <= (y.high or y.count) and y.count <= (x.high or x.count)
    return x.most_days >= y.least_days and y.most_days >= x.least_days


def _dates_differ(one: Claim, other: Claim) -> str:
    deadline = one.type is ClaimType.DEADLINE
    x, y = (said(one), said(other)) if deadline else (one.value, other.value)
    if not isinstance(x, DateValue) or not isinstance(y, DateValue) or dates.overlaps(x, y):
        return ""
    if any(p.part == "year" for p in (other.timex.provenance if other.timex is not None else ())):
        first, second = dates.civil(x.latest), dates.civil(y.latest)
        if first[1:] == second[1:]:
            return ""  # they differ in nothing but a year that the document does not say
    if y.approximate and dates.distance(x, y) <= max(10, (y.latest - y.earliest + 1) // 3):
        return ""
    if deadline:
        return f"The last day is either {dates.describe(x)} or {dates.describe(y)}."
    return f"No day is both {dates.describe(x)} and {dates.describe(y)}."


def _words_differ(x: str, y: str, kind: ClaimType) -> str:
    """Names that share a word may be one (`Lee`, `Dr Ann B. Lee`); other texts that share a word are left alone, too."""
    if kind is ClaimType.ROLE:
        first, second = set(name_tokens(x)), set(name_tokens(y))
        if not second or (first & second and not differ_surely(x, y)) or not y[:1].isupper():
            return ""
        return f"It is either {x} or {y}."
    first, second = {synonym(w) for w in content_words(x)}, {synonym(w) for w in content_words(y)}
    return f"It is either {x} or {y}." if first and second and not first & second else ""


def statements_of(by_value: Sequence[Sequence[Claim]]) -> str:
    """`pricing.md says 29 euros, faq.md and team.md say 31 euros`."""
    told = []
    for claims in by_value:
        documents = list(dict.fromkeys(c.document for c in claims))
        listed = documents[0] if len(documents) == 1 else f"{', '.join(documents[:-1])} and {documents[-1]}"
        told.append(f"{listed} {'says' if len(documents) == 1 else 'say'} {claims[0].shown}")
    return ", ".join(told)
