"""Judge, part of sequences: what must come before what, as `claims/sequences.yaml` has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from factcheck.data import load_yaml
from factcheck.values.words import stem

_NUMBERS = "claims/numbers.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Of one thing, `first` never happens after one of `then`."""

    first: str
    then: tuple[str, ...]
    of_person: bool
    only: str
    """`ship`, where it holds of ships alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthWords:
    """Words that state a length of time, and the events that it lies between."""

    words: re.Pattern[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """The content of `claims/sequences.yaml`."""

    orders: tuple[Order, ...]
    parts: Mapping[str, Mapping[str, str]]
    """By the stem of the head: classes of predicates and the class of the whole that they stand for."""
    meant: Mapping[str, re.Pattern[str]]
    recurring: frozenset[str]
    ship: frozenset[str]
    other: frozenset[str]
    lengths: tuple[LengthWords, ...]
    after: Mapping[str, tuple[str, ...]]
    anniversary: tuple[str, ...]
    acts: frozenset[str]
    loosely: frozenset[str]
    late: re.Pattern[str]
    again: re.Pattern[str]
    namesake: re.Pattern[str]
    posthumous: re.Pattern[str]
    classes: frozenset[str]
    """All classes that some order, length or anniversary speaks of."""


@cache
def knowledge() -> Knowledge:
    """What the rules of sequences know, read once."""
    read = load_yaml("claims/sequences.yaml")
    orders = tuple(
        Order(first=o["first"], then=tuple(o["then"]), of_person=o["of"] == "person", only=o.get("only", ""))
        for o in read["orders"]
    )
    lengths = tuple(
        LengthWords(words=re.compile(entry["words"], re.I), starts=tuple(entry["from"]), ends=tuple(entry["to"]))
        for entry in read["lengths"]
    )
    after = {name: tuple(starts) for name, starts in read["after"].items()}
    classes = {c for o in orders for c in (o.first, *o.then)}
    classes |= {c for entry in lengths for c in (*entry.starts, *entry.ends)}
    classes |= {c for name, starts in after.items() for c in (name, *starts)} | set(read["anniversary"])
    return Knowledge(
        orders=orders,
        parts={stem(head): dict(table) for head, table in read["parts"].items()},
        meant={name: re.compile(words, re.I) for name, words in read["meant"].items()},
        recurring=_stems(read["recurring"]),
        ship=_stems(read["ship"]),
        other=_stems(read["other"]),
        lengths=lengths,
        after=after,
        anniversary=tuple(read["anniversary"]),
        acts=frozenset(read["acts"]),
        loosely=frozenset(read["loosely"]),
        late=re.compile(read["late"], re.I),
        again=re.compile(read["again"], re.I),
        namesake=re.compile(read["namesake"]),
        posthumous=re.compile(read["posthumous"], re.I),
        classes=frozenset(classes),
    )


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words)


@cache
def _small() -> Mapping[str, int]:
    return {word: int(number) for word, number in load_yaml(_NUMBERS)["small"].items()}


def number_of(text: str) -> int | None:
    """A whole number in figures or words up to ninety-nine: `75`, `seventy-five`."""
    if text.isdigit():
        return int(text)
    parts = re.split(r"[\s-]+", text.lower().strip())
    values = [_small().get(part) for part in parts]
    if len(parts) == 1 and values[0] is not None:
        return values[0]
    if len(parts) == 2 and values[0] is not None and values[1] is not None and values[0] >= 20 and 0 < values[1] < 10:
        return values[0] + values[1]
    return None
