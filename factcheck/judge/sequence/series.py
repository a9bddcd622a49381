"""Judge, part: versions in their order. Chains of one series whose dates must not fall, and what falls out of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from factcheck.frozen import dataclass
from factcheck.model.record import Column, RecordField
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.record_keys import FINAL, RecordKey, tells_of_coming, tells_of_ending

LEAST_STEPS = 5
"""A column shows that its versions came in their order only over so many steps."""
LEAST_ORDERED = 0.9
_CLOCKS = 1
"""Days that two clocks may put a moment apart."""

Row = tuple[RecordKey, RecordField]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disorder:
    """Rows of one chain that cannot all be dated right."""

    fallen: tuple[Row, ...]
    """The fewest rows without which the rest is in order."""
    others: tuple[Row, ...]
    """The rows that these contradict."""
    length: int
    """How many rows the chain has."""


def disorders(column: Column) -> tuple[Disorder, ...]:
    """Where the dates of versions fall, in a column whose versions else come in their order, document by document."""
    return tuple(d for chains in _chains_in_order(column) for chain in chains for d in _disorders_of(chain))


def is_ordered(column: Column) -> bool:
    """Whether a column tells when versions came: its dates rise with them."""
    return any(True for _ in _chains_in_order(column))


def _chains_in_order(column: Column) -> Iterator[list[list[Row]]]:
    """The chains of a column, document by document, where nearly all of their steps go forward."""
    if tells_of_ending(column.name):
        return
    for rows in _by_document(column):
        chains = [_sorted(chain) for chain in chains_of(rows, lines=tells_of_coming(column.name))]
        steps = sum(len(chain) - 1 for chain in chains)
        falls = sum(_falls(x, y) for chain in chains for x, y in pairwise(chain))
        if steps >= LEAST_STEPS and falls <= max(1.0, (1 - LEAST_ORDERED) * steps):
            yield chains


def _by_document(column: Column) -> Iterator[list[Row]]:
    """The rows that name a version once and date it, of one document each."""
    found: dict[str, dict[RecordKey, list[RecordField]]] = defaultdict(lambda: defaultdict(list))
    for key, cells in column.fields.items():
        if key.version and "planned" not in key.words:
            for cell in cells:
                if isinstance(cell.value, DateValue) and not cell.is_yearless:
                    found[cell.document][key].append(cell)
    for rows in found.values():
        yield [(key, cells[0]) for key, cells in rows.items() if len({cell.shown for cell in cells}) == 1]


def chains_of(rows: Sequence[Row], *, lines: bool = True) -> Iterator[list[Row]]:
    """The series in which one version follows another: those of one line, and with `lines` the first ones of all lines.

    Maintained lines run side by side (3.8.20 comes after 3.12.0): only what differs in its last number alone is in order.
    """
    depth = max((len(key.version) for key, _ in rows), default=0)
    if depth < 2:
        return  # numbers of files, houses or proposals are given out in any order
    if depth < 3 and not lines:
        return
    chains: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for key, cell in rows:
        padded = key.version + (0,) * (depth - len(key.version))
        chains[key.words, padded[: depth - 1]].append((key, cell))
        level = depth - 1
        while lines and level > 0 and not any(padded[level:]) and key.stage[0] == FINAL:
            chains[key.words, "first", padded[: level - 1]].append((key, cell))
            level -= 1
    for name in sorted(chains, key=lambda n: (sorted(n[0]), str(n[1:]))):  # type: ignore[call-overload]
        if len(chains[name]) > 1:
            yield chains[name]


def _sorted(chain: Sequence[Row]) -> list[Row]:
    return sorted(chain, key=lambda row: (row[0].version + (0,) * (8 - len(row[0].version)), row[0].stage))


def _falls(earlier: Row, later: Row) -> bool:
    """Whether what must come later is surely dated earlier."""
    a, b = earlier[1].value, later[1].value
    return (
        isinstance(a, DateValue) and isinstance(b, DateValue) and dates.before(b, a) and dates.distance(b, a) > _CLOCKS
    )


def _disorders_of(chain: Sequence[Row]) -> Iterator[Disorder]:
    fallen = set(range(len(chain))) - set(_longest_rise(chain))
    if not fallen or len(fallen) > max(2, len(chain) // 5) or 2 * len(fallen) > len(chain):
        return
    against: Mapping[int, list[int]] = {
        n: [m for m in range(len(chain)) if m != n and _falls(chain[min(m, n)], chain[max(m, n)])] for n in fallen
    }
    groups: list[tuple[set[int], set[int]]] = []
    for n in sorted(fallen):
        partners = set(against[n]) - fallen
        joined = next((g for g in groups if g[1] & partners), None)
        if joined is None:
            groups.append(({n}, partners))
        else:
            joined[0].add(n)
            joined[1].update(partners)
    for own, partners in groups:
        if partners:
            yield Disorder(
                fallen=tuple(chain[n] for n in sorted(own)),
                others=tuple(chain[n] for n in sorted(partners)),
                length=len(chain),
            )


def _longest_rise(chain: Sequence[Row]) -> list[int]:
    """The most rows, by number, that can stay in order; of two equal ways the one that keeps the earlier rows."""
    best: list[tuple[int, int]] = []
    for n in range(len(chain)):
        length, before = 1, -1
        for m in range(n):
            if best[m][0] + 1 > length and not _falls(chain[m], chain[n]):
                length, before = best[m][0] + 1, m
        best.append((length, before))
    at = max(range(len(chain)), key=lambda n: (best[n][0], -n))
    kept = []
    while at >= 0:
        kept.append(at)
        at = best[at][1]
    return kept[::-1]
