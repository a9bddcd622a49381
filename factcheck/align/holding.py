"""Align, part of the attributes: whether two claims hold for the same occurrence, the same member of a series, the same time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from factcheck.align.blocking import AMOUNTS
from factcheck.align.closeness import number_closeness
from factcheck.align.lexicon import level_of
from factcheck.model.cell import Level
from factcheck.model.claim import Claim, ClaimType, Modality
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.names import name_tokens
from factcheck.values.quantities import Quantity


def compare_occurrences(a: Claim, b: Claim) -> Level:
    """Whether the two are of one opening: the first, the second, one again."""
    x, y = a.occurrence, b.occurrence
    if x == y or {x, y} == {"", "1"}:  # what is told of one opening is told of the first
        return level_of("occurrence", "same")
    if x and y and {x, y} not in _PERHAPS_ONE:
        return level_of("occurrence", "different", f"{x} and {y}")
    if is_of_that_year(x or y, b if x else a):
        return level_of("occurrence", "same", x or y)
    return level_of("occurrence", "one-silent", x or y)


_PERHAPS_ONE = ({"again", "2"}, {"again", "3"}, {"1", "earlier"})
"""What may be one: to open again is to open for the second or third time."""


def is_of_that_year(occurrence: str, other: Claim) -> bool:
    """Whether the round that one claim tells by its year is that of the year of another: `applications for 2026/27`."""
    found = re.fullmatch(r"(?P<year>(?:19|20)\d\d)(?:/\d\d)?", occurrence)
    return found is not None and int(found["year"]) in other.years


def compare_scopes(a: Claim, b: Claim) -> Level:
    """Whether the two are of one member of each series: of one phase, one plan, one region."""
    x, y = series_of(a), series_of(b)
    for series in sorted((set(x) & set(y)) - {"with", "without"}):
        if not x[series] & y[series]:
            return level_of("scope", "different", f"{'/'.join(sorted(x[series]))} and {'/'.join(sorted(y[series]))}")
    for one, other in ((x, y), (y, x)):
        if shared := one.get("without", set()) & other.get("with", set()):
            return level_of("scope", "different", f"without and with {', '.join(sorted(shared))}")
    said = (set(x) ^ set(y)) - {"with"}
    if "package" in said and _names_package(a, b, next(iter((x | y)["package"]))):
        said -= {"package"}
    if "package" in said:
        return level_of("scope", "different", "one of them is of a package")
    if "version" in said and a.predicate == b.predicate == "require":
        return level_of("scope", "different", "what one version needs")
    is_of_part = (a.type in AMOUNTS and said & _STAGES) or (a.type in _TIMES and said & _LINES)
    if said & _PARTS or is_of_part:
        return level_of("scope", "part", ", ".join(sorted(said)))
    if said:
        return level_of("scope", "one-silent", ", ".join(sorted(said)))
    # that both are told per head, or both of a part, says nothing of the thing that they are told of
    return level_of("scope", "same" if (set(x) & set(y)) - _FIGURES_ONLY - _PARTS - {"with"} else "none")


_PARTS = frozenset({"whole", "without", "valid", "temporary"})
"""Series of which a claim that is silent holds the whole."""
_STAGES = frozenset({"phase", "stage", "leg", "half"})
"""Series of parts that follow each other: what the first phase cost is not what all of them cost."""
_TIMES, _LINES = frozenset({ClaimType.DATE, ClaimType.DEADLINE}), frozenset({"version"})
"""What comes out version by version, each on its day: the day of one is not that of the first."""
_FIGURES_ONLY = frozenset({"region", "per", "days", "peak"})
"""Series that only a figure or a last day may differ by: an event in Scotland is an event in Europe."""
_NO_SERIES = frozenset({"as-of"})


def _names_package(a: Claim, b: Claim, package: str) -> bool:
    """Whether the one of two claims whose folder does not tell of which package it is names it."""
    silent = b if any(s.startswith("package:") for s in a.scope) else a
    return any(package in name_tokens(e) for e in (*silent.subject, *silent.topic))


def series_of(claim: Claim) -> dict[str, set[str]]:
    """The members of each series that a claim holds for, of the series that claims of its type may differ by."""
    found: dict[str, set[str]] = {}
    figure = claim.type in (ClaimType.QUANTITY, ClaimType.DEADLINE, ClaimType.DURATION)
    for item in claim.scope:
        series, _, member = item.partition(":")
        if (
            series in _NO_SERIES
            or (series in _FIGURES_ONLY and not figure)
            or (series == "service" and claim.predicate == "release")
        ):
            continue
        found.setdefault(series, set()).add(member)
    return found


def compare_times_of_figures(a: Claim, b: Claim) -> Level | None:
    """Whether two figures that change are of one time: the totals of two dates are two figures."""
    if a.type not in AMOUNTS:
        return None
    x, y = time_of_figure(a), time_of_figure(b)
    if x and y:
        same = dates.overlaps(dates.from_edtf(x), dates.from_edtf(y))
        return level_of("as-of", "same" if same else "different", f"{x} and {y}")
    if not x and not y:
        if _is_of_its_day(a) != _is_of_its_day(b):
            return level_of("as-of", "another", "a report of its day")
        return level_of("as-of", "none")
    # what is told without a time is not told of a day after that of its document
    day = (b if x else a).told_on
    if day is not None and day.latest < dates.from_edtf(x or y).earliest:
        return level_of("as-of", "another", f"{x or y} and {dates.describe(day)}")
    return level_of("as-of", "one-silent", x or y)


_SAME_TIME = 100
"""Days between two documents within which what is counted stays as it is."""


def are_of_two_days(a: Claim, b: Claim) -> bool:
    """Whether a count or share of a dated document is compared with one that is not of about that time: members and users come and go."""
    if a.document == b.document or not (_is_passing(a) and _is_passing(b)):
        return False
    if time_of_figure(a) or time_of_figure(b):
        return False
    x, y = set(a.years), set(b.years)
    if not x and not y and a.told_on is not None and b.told_on is not None:
        return abs(a.told_on.earliest - b.told_on.earliest) > _SAME_TIME
    x, y = x or _years_of_document(a), y or _years_of_document(b)
    return bool(x or y) and not x & y


_LATER = 2
"""Years after which a count that a page gives as its present one is another than that of the year that a text tells."""
_OF_TODAY = ("pair", "front-matter", "table")


def latest_year(claims: Iterable[Claim]) -> int:
    """The latest year that the dates of a document tell; 0 if they tell none."""
    told = [c.value for c in claims if c.type is ClaimType.DATE and isinstance(c.value, DateValue)]
    days = [value.latest if value.latest < dates.OPEN_END else value.earliest for value in told]
    return max((dates.civil(day)[0] for day in days if dates.OPEN_START < day < dates.OPEN_END), default=0)


def are_of_then_and_now(a: Claim, b: Claim, latest: Mapping[str, int]) -> bool:
    """Whether one count is told of a year, and the other is what a sheet gives without one whose page tells of years well after that."""
    if bool(a.years) is bool(b.years) or not (_is_count(a) or _is_count(b)):
        return False
    if not all(isinstance(c.value, Quantity) and not c.value.unit for c in (a, b)):
        return False
    told, now = (a, b) if a.years else (b, a)
    return now.extractor in _OF_TODAY and latest.get(now.document, 0) >= max(told.years) + _LATER


def _years_of_document(claim: Claim) -> set[int]:
    """The years in the name and title of a document, or that of its own date."""
    named = {int(n) for n in claim.edition if re.fullmatch(r"(?:1[5-9]|20)\d\d", n)}
    return named or ({dates.civil(claim.told_on.earliest)[0]} if claim.told_on is not None else set())


def _is_passing(claim: Claim) -> bool:
    """Whether a figure is a count of things or a share: what changes with time, as what a thing measures does not."""
    return _is_count(claim) or (isinstance(claim.value, Quantity) and claim.value.unit == "%")


def _is_count(claim: Claim) -> bool:
    return isinstance(claim.value, Quantity) and bool(claim.value.thing) and not claim.value.unit


def _is_of_its_day(claim: Claim) -> bool:
    """Whether a count stands in one of the reports of which each is named by its day and by nothing else: `2031-11-09.md`."""
    return _is_count(claim) and _NAMED_BY_DAY.search(claim.document) is not None


_NAMED_BY_DAY = pattern_of(r"(?:\A|/)(?:19|20)\d\d[-_.]?[01]\d[-_.]?[0-3]\d\.\w+\Z")


def time_of_figure(claim: Claim) -> str:
    """The time that a running figure is told of, in EDTF; empty where it is not told."""
    return next((item.partition(":")[2] for item in claim.scope if item.startswith("as-of:")), "")


def compare_bases(a: Claim, b: Claim) -> Level | None:
    """An estimate and a figure that was counted may differ and both be right."""
    if (a.modality is Modality.ESTIMATED) == (b.modality is Modality.ESTIMATED):
        return None
    return level_of("basis", "one-estimated")


def compare_periods(a: Claim, b: Claim) -> Level | None:
    """Whether two figures or last days are of one year or quarter."""
    if a.type not in AMOUNTS and a.type is not ClaimType.DEADLINE:
        return None
    x, y = set(a.years), set(b.years)
    if _are_of_two_business_years(a, b):
        return level_of("period", "different", "two business years")
    if x and y:
        told = f"{sorted(x)} and {sorted(y)}"
        if not x & y and may_be_of_one_time(a, b):
            return level_of("period", "one-silent" if a.type is ClaimType.DEADLINE else "miscopied", told)
        if a.type is ClaimType.QUANTITY and _is_year_of(x, y):
            return level_of("period", "overlapping", told)
        return level_of("period", "same" if x & y else "different", told)
    if not x and not y:
        return level_of("period", "none")
    # what is told without a year is told of the time that its document is of
    own = {int(n) for n in (b if x else a).edition if re.fullmatch(r"(?:1[5-9]|20)\d\d", n)}
    named = {y // 10 if y > 9999 else y for y in x | y}
    if a.type in AMOUNTS and own and not own & named:
        return level_of("period", "another", f"{sorted(named)} and {sorted(own)}")
    return level_of("period", "one-silent")


def _is_year_of(x: set[int], y: set[int]) -> bool:
    """Whether one figure is told of one year, and the other of two that lie side by side: of a calendar year and a business year."""
    short, long = sorted((x, y), key=len)
    return len(short) == 1 and len(long) == 2 and short < long and max(long) - min(long) == 1


_LEAST_COPIED = 1000
"""A number from which two digits that changed places tell more of a copy than of another year."""


def may_be_of_one_time(a: Claim, b: Claim) -> bool:
    """Whether two claims that stand under different years may be of one time: their days are of one year, or one figure is a miscopied other."""
    x, y = a.value, b.value
    if isinstance(x, DateValue) and isinstance(y, DateValue):
        return dates.civil(x.latest)[0] == dates.civil(y.latest)[0] and "X" not in a.text_value + b.text_value
    if not isinstance(x, Quantity) or not isinstance(y, Quantity) or min(x.low, y.low) < _LEAST_COPIED:
        return False
    return (x.low - y.low) % 9 == 0 and number_closeness(x, y) == "swapped"


_SPLIT = re.compile(r"\b((?:1[89]|20)\d\d)\s?[–—/-]\s?(?:20)?(\d\d)\b(?![–—/.-]?\d)")


def _are_of_two_business_years(a: Claim, b: Claim) -> bool:
    """Whether two figures are told of business years that only overlap: 2030–31 and 2031–32."""
    if a.type not in AMOUNTS or not a.years or not b.years:
        return False
    x, y = _business_years(a), _business_years(b)
    if not x and not y:
        return False
    x, y = x or _two_in_a_row(a), y or _two_in_a_row(b)
    return bool(x and y) and not x & y


def _business_years(claim: Claim) -> set[int]:
    """The first years of those that the words or the label of a claim write as two: `in 2030–31`."""
    found = {int(m[1]) for m in _SPLIT.finditer(f"{claim.quote}\n{claim.entity}") if _follows(m[1], m[2])}
    found.update(int(x) for x, y in pairwise(claim.labels) if len(x) == 4 and x.isdigit() and _follows(x, y))
    return found


def _two_in_a_row(claim: Claim) -> set[int]:
    """The first of two years in a row, which may be a business year."""
    years = sorted(set(claim.years))
    return {years[0]} if len(years) == 2 and years[1] == years[0] + 1 else set()


def _follows(year: str, short: str) -> bool:
    return short == f"{int(year) + 1}"[2:]


_ROUND = 30
"""Days after which a last day that is announced is surely not one that had passed by then."""


_RECURRING = {"annual": 0, "yearly": 0, "annually": 0, "monthly": 1, "weekly": 2, "daily": 2}
"""How often a thing takes place, and to which part of a date two of its times are told apart: year, month or day."""
_RECURS = pattern_of(rf"\b(?:{'|'.join(_RECURRING)})\b", re.I)
_NEXT_LABEL = pattern_of(r"next\b", re.I)


@lru_cache(maxsize=1 << 14)
def _recurrence(name: str) -> str:
    """How often what has a name takes place, as the name says it: `annual`; nothing where it does not."""
    match = _RECURS.search(name)
    return match[0].lower() if match is not None else ""


def _are_of_two_turns(a: Claim, b: Claim) -> str:
    """Why two days are of two turns of what takes place every year, month or week, or nothing."""
    often = _recurrence(a.entity) if a.type is ClaimType.DATE else ""
    if not often or often != _recurrence(b.entity):
        return ""
    if not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
        return ""
    to = _RECURRING[often] + 1
    return often if dates.civil(a.value.earliest)[:to] != dates.civil(b.value.earliest)[:to] else ""


_NEXT = pattern_of(r"(?:\b(?:the|our|its|their|your)\s|\A)(?:next|coming|upcoming)\s(?!(?:to|of)\b)", re.I)


def compare_rounds(a: Claim, b: Claim) -> Level | None:
    """Whether the two are of two rounds of one thing.

    One last day had long passed when the other, still to come, was announced; or two texts of two days each announce
    the next one, as two newsletters do.
    """
    if turns := _are_of_two_turns(a, b):
        return level_of("round", "each-next", turns)
    if _NEXT_LABEL.match(a.predicate_words) and _NEXT_LABEL.match(b.predicate_words) and a.told_on != b.told_on:
        return level_of("round", "each-next", a.predicate_words)
    if a.type in (ClaimType.DATE, ClaimType.DEADLINE) and a.told_on is not None and b.told_on is not None:
        if a.told_on.earliest != b.told_on.earliest and _NEXT.search(a.quote) and _NEXT.search(b.quote):
            told = f"told on {dates.describe(a.told_on)} and on {dates.describe(b.told_on)}"
            return level_of("round", "each-next", told)
    if a.type is not ClaimType.DEADLINE or not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
        return None
    for old, new in ((a, b), (b, a)):
        if new.told_on is None or not isinstance(old.value, DateValue) or not isinstance(new.value, DateValue):
            continue
        day = new.told_on.earliest
        if old.value.latest + _ROUND < day <= new.value.latest:
            return level_of("round", "passed", f"{dates.describe(old.value)} before {dates.describe(new.told_on)}")
    return None
