"""Align, part: which columns of two collections speak of one property, told by the rows that they share.

Instance-based schema matching (Bilke and Naumann, ICDE 2005, match schemas by duplicates): where two columns agree for
nearly all things that both list, far beyond chance, they mean the same, whatever they are called; the rows that then
differ are the findings. Rows meet by hashing, never all pairs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from factcheck.model.record import CellValue, Column, ColumnMatch, Difference, RecordField
from factcheck.patterns import pattern_of
from factcheck.values import dates, quantities
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.quantities import Quantity
from factcheck.values.record_keys import RecordKey, record_words, relation_of_names

MOST_SHARING = 40
"""A value that more columns have for one thing tells none of them apart."""
LEAST_AGREEING = 3
LEAST_OF_WORDS = 6
"""So many rows of words must agree where the columns have nothing in common by name."""
NEAR = 45
"""Days that a slip of the hand or of the plan may lie off."""
_LEAST_SHARE = {"same": 0.5, "related": 0.5, "none": 0.7, "contrast": 0.9}
"""How many of the rows that two columns share must agree, by how their names stand to each other."""
_SURE = 0.8
"""From this share on, a row may also differ by more than a slip."""


def match_columns(columns: Sequence[Column]) -> tuple[ColumnMatch, ...]:
    """The pairs of columns that agree far beyond chance, each column once for each other collection."""
    forms = Forms(columns)
    made = [match for a, b in _candidates(columns) if (match := _compared(columns[a], columns[b], forms)) is not None]
    return tuple(_one_to_one(made))


# --- candidates -------------------------------------------------------------------------------------------------------


def _candidates(columns: Sequence[Column]) -> list[tuple[int, int]]:
    """Pairs of columns that have about the same value for at least three things."""
    buckets: dict[tuple[RecordKey, object], list[int]] = defaultdict(list)
    for number, column in enumerate(columns):
        for key, cells in column.fields.items():
            for rough in dict.fromkeys(_rough(cell.value) for cell in cells[:3]):
                buckets[key, rough].append(number)
    count: Counter[tuple[int, int]] = Counter()
    for members in buckets.values():
        if 2 <= len(members) <= MOST_SHARING:
            count.update(combinations(members, 2))
    return sorted(
        pair for pair, n in count.items() if n >= LEAST_AGREEING and _may_meet(columns[pair[0]], columns[pair[1]])
    )


def _rough(value: CellValue) -> object:
    """What two values that agree surely share: the month of a date, a number, the words."""
    if isinstance(value, DateValue):
        return dates.civil(value.earliest)[:2] if value.earliest > dates.OPEN_START else value.edtf
    if isinstance(value, Quantity):
        return (value.low, value.high)
    return value


def _exact(value: CellValue) -> object:
    """What two values share that are the same."""
    return value.edtf if isinstance(value, DateValue) else _rough(value)


def _may_meet(a: Column, b: Column) -> bool:
    """Whether two columns are of two collections, and of the same years as far as these are named."""
    if a.type != b.type or a.tables & b.tables or (a.years and b.years and not a.years & b.years):
        return False
    return not _is_same_place(a, b)


def _is_same_place(a: Column, b: Column) -> bool:
    """Whether two columns hold the very same cells, keyed otherwise or pooled more coarsely."""
    if a.pool[0] != b.pool[0] or a.pool[1] != b.pool[1]:
        return False
    return a.pool[1] == "line" or a.pool[2:4] == b.pool[2:4]


# --- comparison -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Tally:
    agreeing: int
    coarse: int
    by_a_day: int
    unclear: int
    """Rows of which one side says several things, none of them what the other says."""
    near: list[Difference]
    far: list[Difference]
    values: set[object]


def _compared(a: Column, b: Column, forms: Forms) -> ColumnMatch | None:
    names = relation_of_names(a.name, b.name)
    if names == "apart":
        return None
    tally = _tallied(a, b, forms)
    shared = tally.agreeing + tally.coarse + len(tally.near) + len(tally.far) + tally.unclear
    agreeing = tally.agreeing + tally.coarse
    if tally.agreeing < LEAST_AGREEING or len(tally.values) < LEAST_AGREEING:
        return None
    if a.type == "text" and names == "none" and tally.agreeing < LEAST_OF_WORDS:
        return None
    # a day more or less is what two clocks make of one moment: it tells for the match, and is told as a difference
    share = (agreeing + tally.by_a_day) / shared
    chance = _chance(a, b, agreeing, shared)
    if (share - chance) / (1 - chance) < _least_share(a, names):
        return None
    if len(tally.far) + tally.unclear > max(1.0, 0.1 * shared):
        return None
    differences = tally.near if share < _SURE or agreeing < 5 else [*tally.near, *tally.far]
    return ColumnMatch(
        a=a, b=b, names=names, agreeing=agreeing, shared=shared,
        differences=tuple(sorted(differences, key=lambda d: (d.a.document, d.a.span.start, d.b.document, d.b.span.start))),
    )  # fmt: skip


def _least_share(column: Column, names: str) -> float:
    least = _LEAST_SHARE[names]
    return least if column.type == "date" else max(least, 0.8 if column.type == "quantity" else 0.85)


def _chance(a: Column, b: Column, agreeing: int, shared: int) -> float:
    """The share of rows that would agree if the values were dealt out at random: as often as two different rows do."""
    x, y = (Counter(_exact(cells[0].value) for cells in column.fields.values()) for column in (a, b))
    alike = sum(n * y[value] for value, n in x.items()) - agreeing
    return min(0.95, max(0.0, alike / max(1, sum(x.values()) * sum(y.values()) - shared)))


def _tallied(a: Column, b: Column, forms: Forms) -> _Tally:
    tally = _Tally(0, 0, 0, 0, [], [], set())
    few, many = (a, b) if len(a.fields) <= len(b.fields) else (b, a)
    for key in few.fields:
        if key not in many.fields:
            continue
        pairs = [
            (x, y)
            for x in a.fields[key]
            for y in b.fields[key]
            if not (x.document == y.document and x.block == y.block)
            and not are_editions(x.document, y.document, languages=a.type == "text")
            and not forms.are_siblings(x.document, y.document)
        ]
        if not pairs or len(pairs) > 9:
            continue
        level, x, y = min(((_level(x.value, y.value, x, y), x, y) for x, y in pairs), key=lambda item: item[0])
        if level == 0:
            tally.agreeing += 1
            tally.values.add(_exact(x.value))
        elif level == 1:
            tally.coarse += 1
        elif _is_single(a.fields[key]) and _is_single(b.fields[key]):
            (tally.near if level == 2 else tally.far).append(Difference(key=key, a=x, b=y))
            tally.by_a_day += is_by_a_day(x.value, y.value)
        else:
            tally.unclear += 1
    return tally


def agree_mostly(a: Column, b: Column) -> bool:
    """Whether at least half of the rows that two columns share agree, be they too few to tell that both are of one property."""
    same = other = 0
    for key in a.fields.keys() & b.fields.keys():
        least = min(_level(x.value, y.value, x, y) for x in a.fields[key][:3] for y in b.fields[key][:3])
        same += least < 2
        other += least >= 2
    return 0 < same >= other


def _is_single(cells: Sequence[RecordField]) -> bool:
    """Whether a collection says one thing only of this row."""
    return len({cell.shown for cell in cells}) == 1


def _level(a: CellValue, b: CellValue, x: RecordField, y: RecordField) -> int:
    """0 the same, 1 one contains the other, 2 a slip apart, 3 something else."""
    if isinstance(a, DateValue) and isinstance(b, DateValue):
        if x.is_yearless or y.is_yearless:
            a, b = _in_one_year(a, b) if x.is_yearless else _in_one_year(b, a)[::-1]
        return _level_of_dates(a, b, clock=x.has_clock or y.has_clock)
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        if quantities.comparable(a, b) and quantities.agree(a, b):
            return 0 if (a.low, a.high) == (b.low, b.high) else 1
        return 2 if quantities.relative_difference(a, b) < 0.25 or _one_digit(x.shown, y.shown) else 3
    if isinstance(a, str) and isinstance(b, str):
        if a == b:
            return 0
        p, q = set(a.split()), set(b.split())
        if p <= q or q <= p or a.replace(" ", "") == b.replace(" ", ""):
            return 1
        return 2 if p & q else 3
    return 3


def _level_of_dates(a: DateValue, b: DateValue, *, clock: bool) -> int:
    if a.edtf == b.edtf or (a.earliest, a.latest) == (b.earliest, b.latest):
        return 0
    if dates.overlaps(a, b):
        return 1
    apart = dates.distance(a, b)
    if clock and apart <= 1:
        return 1
    if a.granularity is not Granularity.DAY or b.granularity is not Granularity.DAY:
        return 2 if apart <= NEAR else 3
    if apart <= NEAR:
        return 2
    p, q = dates.civil(a.earliest), dates.civil(b.earliest)
    same = sum(x == y for x, y in zip(p, q, strict=True))
    return 2 if same == 2 or (p[0] == q[0] and (p[1], p[2]) == (q[2], q[1])) else 3


def is_by_a_day(a: CellValue, b: CellValue) -> bool:
    """Whether two days are neighbours."""
    return (
        isinstance(a, DateValue)
        and isinstance(b, DateValue)
        and a.granularity is b.granularity is Granularity.DAY
        and dates.distance(a, b) == 1
    )


def _in_one_year(yearless: DateValue, other: DateValue) -> tuple[DateValue, DateValue]:
    """A date without a year, put into that year in which it lies nearest to the other, and the other."""
    if yearless.granularity is not Granularity.DAY or other.earliest == dates.OPEN_START:
        return yearless, other
    year = dates.civil(other.earliest)[0]
    moved = [dates.shift(yearless, y - dates.civil(yearless.earliest)[0], "year") for y in (year - 1, year, year + 1)]
    return min(moved, key=lambda value: dates.distance(value, other)), other


def _one_digit(a: str, b: str) -> bool:
    x, y = re.sub(r"\D", "", a), re.sub(r"\D", "", b)
    return len(x) == len(y) > 1 and sum(p != q for p, q in zip(x, y, strict=True)) == 1


# --- pages of one form ------------------------------------------------------------------------------------------------

_LEAST_OF_A_FORM = 3
_ALIKE = 0.6


class Forms:
    """What columns each document has: pages of one folder in one form are each about a thing of their own."""

    def __init__(self, columns: Sequence[Column]) -> None:
        named: dict[str, set[str]] = defaultdict(set)
        for column in columns:
            if column.pool[1] == "table":
                named[column.pool[0]].add(column.name)
        self.named = {document: frozenset(names) for document, names in named.items()}

    def are_siblings(self, one: str, other: str) -> bool:
        """Whether two documents of one folder have most of their columns in common: two products, two grounds, two lines."""
        if one == other or one.rpartition("/")[0] != other.rpartition("/")[0]:
            return False
        a, b = self.named.get(one, frozenset()), self.named.get(other, frozenset())
        shared = len(a & b)
        return shared >= _LEAST_OF_A_FORM and shared >= _ALIKE * min(len(a), len(b))


# --- editions ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def are_editions(one: str, other: str, *, languages: bool = False) -> bool:
    """Whether two paths differ only in their numbers, or in words as `archive` and `latest`: the same page of two times.

    With `languages` also in the code of a language, whose words are others.
    """
    if one == other:
        return False
    return _bare(one) == _bare(other) or (
        languages and _bare(_LANGUAGE.sub("/", one)) == _bare(_LANGUAGE.sub("/", other))
    )


_LANGUAGE = pattern_of(r"(?:^|[/._-])[a-z]{2}(?:[_-][A-Za-z]{2,4})?(?=[/.])")


def _bare(path: str) -> tuple[str, ...]:
    words = record_words()["editions"]
    parts = [re.sub(r"[\W\d_]+", " ", part).strip().lower() for part in path.split("/")]
    return tuple(kept for part in parts if (kept := " ".join(w for w in part.split() if w not in words and w != "v")))


# --- one to one -------------------------------------------------------------------------------------------------------


def _one_to_one(matches: Sequence[ColumnMatch]) -> Iterator[ColumnMatch]:
    """Of the pairs between two collections those that agree best, each column once; keyed otherwise, a pair counts once."""
    taken: set[tuple[object, ...]] = set()
    for match in sorted(matches, key=_rank):
        own = ((match.a.pool, _collection(match.b)), (match.b.pool, _collection(match.a)))
        if any(o in taken for o in own):
            continue
        taken.update(own)
        yield match


def _collection(column: Column) -> tuple[object, ...]:
    """The collection that a column belongs to, as far as it is keyed by one of its columns."""
    return (*sorted(column.tables), column.keyed_by) if column.tables else column.pool


def _rank(match: ColumnMatch) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
    bonus = {"same": 1.5, "related": 1.2, "none": 1.0, "contrast": 0.6}[match.names]
    return (-bonus * match.agreeing * match.agreeing / match.shared, match.a.pool, match.b.pool)
