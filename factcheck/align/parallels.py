"""Align, part: what tells that two claims of one form speak of two cases.

Whoever contradicts himself in one document does it in other words; a sentence that is repeated there with another value
tells the next case (the next plan, the next insurance). Days that one clause lists are those of something that happens
again and again. A folder or file for each year or version holds the editions of one page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from factcheck.align.lexicon import level_of
from factcheck.model.cell import Level
from factcheck.model.claim import Claim, ClaimType
from factcheck.patterns import pattern_of
from factcheck.values.dates import DateValue
from factcheck.values.editions import numbers_of_path, year_of_folder

REPEATED = 0.5
"""From this share of their words in common on, two claims of one document are said in one form."""

Place = tuple[object, ...]
"""Where values stand side by side: the document with a clause and its predicate, or with a row and column of a table."""


def compare_wordings(a: Claim, b: Claim, shared: float, all_words: float) -> Level | None:
    """Whether one document says the two in one form, or in two of its sections; the weights of words are sums of rarity."""
    if a.document != b.document:
        return None
    share = shared / max(all_words, 0.1)
    if share >= REPEATED:
        return level_of("wording", "repeated", f"{share:.0%} of the words")
    x, y = set(a.under), set(b.under)
    return level_of("wording", "of-two-sections") if x - y and y - x else None


def listed(claims: Iterable[Claim]) -> dict[Place, int]:
    """How many values stand side by side at each place that has several: the days of a clause, the cells of one row and column."""
    found: dict[Place, dict[int, str]] = defaultdict(dict)
    for claim in claims:
        if (place := place_of(claim)) is not None:
            # of what one cell tells the first value stands for it: `12 berths (8 before May)`
            found[place].setdefault(claim.block if claim.group else claim.id, claim.text_value)
    several = {place: len(set(values.values())) for place, values in found.items()}
    return {place: n for place, n in several.items() if n > 1}


def compare_lists(a: Claim, b: Claim, several: Mapping[Place, int]) -> Level | None:
    """Whether one of two claims is a member of such a list."""
    most = max(several.get(place, 0) if (place := place_of(c)) is not None else 0 for c in (a, b)) if several else 0
    return level_of("listed", "several", f"{most} values") if most else None


def place_of(claim: Claim) -> Place | None:
    """Where a claim stands beside others like it, if it stands in a clause or table that may hold several."""
    if claim.group and (claim.labels or claim.heads):
        head = (claim.labels, claim.heads, claim.years, claim.predicate, claim.measure)
        return (claim.document, claim.group, *head, claim.type)
    if claim.group or claim.type is not ClaimType.DATE or _is_aside(claim):
        return None
    if isinstance(claim.value, DateValue) and not bears_year(claim):
        is_led = claim.value_span.start == claim.span.start  # `On 3 and 9 May and at Easter it is shut`
        edge = -claim.span.end if is_led else claim.span.start
        return (claim.document, claim.block, edge, claim.predicate, claim.value.granularity)
    return None


def _is_aside(claim: Claim) -> bool:
    """Whether the value stands in brackets: another name of the day before them, as a rule."""
    before = claim.quote[: claim.value_span.start - claim.span.start]
    return before.count("(") > before.count(")")


def compare_paths(a: Claim, b: Claim) -> Level | None:
    """Whether two documents lie in folders or files named alike but for their numbers: of another year, of another version."""
    if a.document == b.document or not (numbers := _numbers_apart(a.document, b.document)):
        return None
    detail = f"{' '.join(numbers[0])} and {' '.join(numbers[1])}"
    is_date = a.type is ClaimType.DATE and not (_tells_no_year(a) and _tells_no_year(b))
    return level_of("edition", "sibling" if is_date else "sibling-figure", detail)


def _tells_no_year(claim: Claim) -> bool:
    """Whether a day or month is told without its year: it is of the year of its edition."""
    parts = claim.timex.parts if claim.timex is not None else None
    return parts is not None and parts.year is None and (parts.month is not None or parts.day is not None)


@lru_cache(maxsize=1 << 14)
def _numbers_apart(one: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The numbers that tell two paths apart that are else alike, or the folders in which they part: `2030/a.md`, `2031/b.md`."""
    x, y = numbers_of_path(one), numbers_of_path(other)
    if x[1] and y[1] and x[0] == y[0] and x[1] != y[1]:
        return x[1], y[1]
    for own, their in zip(one.split("/")[:-1], other.split("/")[:-1], strict=False):
        if own != their:
            if (first := year_of_folder(own)) and (second := year_of_folder(their)):
                return ((first,), (second,)) if first != second else ((own,), (their,))
            x, y = numbers_of_path(own), numbers_of_path(their)
            return (x[1], y[1]) if x[1] and y[1] and x[0] == y[0] else None
    return None


def bears_year(claim: Claim) -> bool:
    """Whether its value is the year of a name, as in `the Harbour Festival 2019`: the edition, and no date of what is told."""
    if claim.type is not ClaimType.DATE or not _YEAR.fullmatch(claim.shown):
        return False
    return _NAME_BEFORE.search(claim.quote[: claim.value_span.start - claim.span.start]) is not None


_YEAR = pattern_of(r"(?:19|20)\d\d")
_NAME_BEFORE = pattern_of(
    r"(?:[A-Z][\w’'-]+ (?:[a-z]{1,3} )?[A-Z][\w’'-]+|\b[A-Z][a-z]+[A-Z]\w*|\b(?!AD\b|BC\b|CE\b)[A-Z]{3,})[ ]\Z"
)
"""Two words of a name, or one that is surely none of the language: `PumpCon 2031`, `ORM 2031`."""


def compare_years_of_names(a: Claim, b: Claim) -> Level | None:
    """Whether the value of one is the year of a name."""
    if a.type is ClaimType.DATE and (bears_year(a) or bears_year(b)):
        return level_of("edition", "of-name", a.shown if bears_year(a) else b.shown)
    if a.type in _DAYS and a.subject and set(a.subject) & set(b.subject):
        x, y = _years_behind_name(a), _years_behind_name(b)
        if x and y and not x & y:
            # `FairCon 2015 is held from`, `FairCon 2016 is held from`
            return level_of("edition", "of-name", f"{min(x)} and {min(y)}")
    return None


_DAYS = frozenset({ClaimType.DATE, ClaimType.DEADLINE})
_BEHIND_NAME = pattern_of(r"\b[A-Z][\w&.’'-]{0,30}\s(?P<year>(?:19|20)\d\d)\b")


def _years_behind_name(claim: Claim) -> set[int]:
    """The years that stand behind a name where a day without a year of its own is told: those of an edition."""
    parts = claim.timex.parts if claim.timex is not None else None
    if parts is None or parts.year or not claim.years:
        return set()
    return set(_told_behind_names(claim.quote) & set(claim.years))


@lru_cache(maxsize=1 << 12)
def _told_behind_names(quote: str) -> frozenset[int]:
    return frozenset(int(match["year"]) for match in _BEHIND_NAME.finditer(quote))
