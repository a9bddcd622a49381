"""Judge, part of sequences: what must come before what, as `claims/sequences.yaml` has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from factcheck.data import load_yaml
from factcheck.errors import Problem, UsageError
from factcheck.frozen import dataclass
from factcheck.model.claim import EntityId
from factcheck.patterns import pattern_of
from factcheck.values.names import normalise, states
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
    of_heads: Mapping[str, Mapping[str, str]]
    """By the stem of the head: what a class of predicate means for things of that sort."""
    reads: tuple[tuple[re.Pattern[str], str], ...]
    """Words of a predicate and what follows it, and the class that they mean."""
    meant: Mapping[str, re.Pattern[str]]
    recurring: frozenset[str]
    common: frozenset[str]
    """Heads of descriptions that are never enough to know a thing by."""
    ship: frozenset[str]
    other: frozenset[str]
    lengths: tuple[LengthWords, ...]
    after: Mapping[str, tuple[str, ...]]
    anniversary: tuple[str, ...]
    acts: frozenset[str]
    idle: frozenset[str]
    posts: Mapping[str, str]
    """By the stem of a noun or verb: the sort of the post that it is of."""
    loosely: frozenset[str]
    tasks: tuple[frozenset[str], ...]
    late: re.Pattern[str]
    kept: re.Pattern[str]
    may_be_kept: re.Pattern[str]
    """The same, to be looked for in lower case: several times as fast."""
    again: re.Pattern[str]
    namesake: re.Pattern[str]
    no_person: frozenset[str]
    """First words of names of no person: `Comet Harden`."""
    posthumous: re.Pattern[str]
    classes: frozenset[str]
    """All classes that some order, length or anniversary speaks of."""


BUILT = ("build", "build-end")
"""From when on a building is counted, beside what anniversaries are counted from."""


@cache
def knowledge() -> Knowledge:
    """What the rules of sequences know, read once."""
    read = load_yaml("claims/sequences.yaml")
    orders = tuple(
        Order(first=o["first"], then=tuple(o["then"]), of_person=o["of"] == "person", only=o.get("only", ""))
        for o in read["orders"]
    )
    lengths = tuple(
        LengthWords(words=pattern_of(entry["words"], re.I), starts=tuple(entry["from"]), ends=tuple(entry["to"]))
        for entry in read["lengths"]
    )
    after = {name: tuple(starts) for name, starts in read["after"].items()}
    classes = {c for o in orders for c in (o.first, *o.then)}
    classes |= {c for entry in lengths for c in (*entry.starts, *entry.ends)}
    classes |= {c for name, starts in after.items() for c in (name, *starts)} | {*read["anniversary"], *BUILT}
    return Knowledge(
        orders=orders,
        parts={stem(head): dict(table) for head, table in read["parts"].items()},
        of_heads={stem(head): dict(table) for head, table in read["heads"].items()},
        reads=tuple((pattern_of(entry["words"], re.I), entry["class"]) for entry in read["reads"]),
        meant={name: pattern_of(words, re.I) for name, words in read["meant"].items()},
        recurring=_stems(read["recurring"]),
        common=_stems(read["common"]) | _stems(read["recurring"]),
        ship=_stems(read["ship"]),
        other=_stems(read["other"]),
        lengths=lengths,
        after=after,
        anniversary=tuple(read["anniversary"]),
        acts=frozenset(read["acts"]),
        idle=frozenset(read["idle"]),
        posts={stem(word): sort for sort, listed in read["posts"].items() for word in listed},
        loosely=frozenset(read["loosely"]),
        tasks=tuple(frozenset(row) for row in read["tasks"]),
        late=pattern_of(read["late"], re.I),
        kept=pattern_of(read["kept"], re.I),
        may_be_kept=pattern_of(read["kept"]),
        again=pattern_of(read["again"], re.I),
        no_person=frozenset(read["presence"]["things"]),
        namesake=pattern_of(read["namesake"]),
        posthumous=pattern_of(read["posthumous"], re.I),
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


def ordinal_of(text: str) -> int | None:
    """A rank in figures or words up to ninety-ninth: `28th`, `twenty-eighth`, `sixtieth`."""
    if match := re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", text):
        return int(match[1])
    ordinals = {"first": 1, "second": 2, **{w: int(n) for w, n in load_yaml(_NUMBERS)["ordinals"].items()}}
    tens, _, unit = text.lower().replace(" ", "-").rpartition("-")
    if unit in ordinals:
        before = number_of(tens) if tens else 0
        return None if before is None or (tens and before < 20) else before + ordinals[unit]
    if text.lower().endswith("tieth"):
        return number_of(text.lower()[:-4] + "y")
    return None


@dataclass(frozen=True, slots=True)
class Lifespan:
    """From when to when a well-known body or state existed; empty where that is open or not known."""

    name: str
    since: str
    until: str


@cache
def lifespans(more: str = "") -> Mapping[EntityId, Lifespan]:
    """By entity: states and well-known bodies, and `more` as `Name 1939/1995; Other name ../1912`."""
    found: dict[EntityId, Lifespan] = {}
    loosely = knowledge().loosely
    for name, state in states().items():
        span = Lifespan(name, "" if name in loosely else state.exists_from, state.exists_to)
        _add(found, span, (name,))
    for name, entry in load_yaml("claims/entities/lifespans.yaml").items():
        _add(found, Lifespan(name, entry.get("from", ""), entry.get("to", "")), (name, *entry.get("aliases", ())))
    for part in filter(None, (p.strip() for p in more.split(";"))):
        match = _OWN.fullmatch(part)
        if match is None:
            raise UsageError(
                Problem(
                    message=f"no lifespan: {part!r}", quote=part, remedy="write `Name 1939/1995`, `..` for an open end"
                )
            )
        since, until = ("" if end in ("..", "") else end for end in (match["since"], match["until"]))
        _add(found, Lifespan(match["name"], since, until), (match["name"],))
    return found


_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?|\.\."
_OWN = pattern_of(rf"(?P<name>\S.*?)\s+(?P<since>{_DAY})/(?P<until>{_DAY})")


def _add(found: dict[EntityId, Lifespan], span: Lifespan, names: tuple[str, ...]) -> None:
    if span.since or span.until:
        for name in names:
            found[EntityId(normalise(name))] = span
