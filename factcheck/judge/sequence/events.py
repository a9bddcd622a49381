"""Judge, part of sequences: dated events of things, made of the claims that can be trusted to date them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Evidence, evidence_of
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.judge.sequence.scene import Scene
from factcheck.judge.sequence.things import READ, Thing, before_bracket, is_person, thing_of
from factcheck.model.cell import Cell
from factcheck.model.claim import Claim, ClaimType, EntityId, Modality
from factcheck.model.document import BlockKind
from factcheck.model.time import Modifier, Relation, Timex
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import OPEN_END, OPEN_START, DateValue, Granularity
from factcheck.values.network import ORIGIN, Bound, between

SPOKEN = (Modality.ASSERTED, Modality.REPORTED)
PERSONAL = frozenset({"born", "die", "marry", "divorce", "graduate", "bury"})
_YEAR = 366


class Says(StrEnum):
    """What a statement says."""

    DATE = "date"
    LENGTH = "length"
    AGE = "age"
    ANNIVERSARY = "anniversary"
    STEP = "step"
    """`two years later`"""
    ACT = "act"
    """Somebody did something then, and so lived."""
    LIFE = "life"
    """A lifespan of the lexicon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something said in one or several places, of one label in the network."""

    label: str
    says: Says
    words: str
    """The words of the event: `founded`, or of the length."""
    shown: str
    """The value as it stands."""
    evidence: tuple[Evidence, ...]
    documents: tuple[str, ...]
    date: DateValue | None = None
    count: float | None = None
    """Of a length: how many units."""
    unit: str = ""
    start: str = ""
    """Of a length: the point that it is counted from."""
    name: str = ""
    """Of whom or what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a thing, with all that dates it."""

    point: str
    thing: Thing
    name: str
    """The class of the predicate."""
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    bounds: tuple[Bound, ...]
    low: int
    high: int


def events_of(scene: Scene, claims: Iterable[Claim], cells: Sequence[Cell] = ()) -> dict[str, dict[str, Event]]:
    """The events of all things that have some, by the key of the thing and the class.

    Where the claims of a cell speak of a named thing and of things without a name, they are one thing under several keys.
    """
    told: dict[str, dict[str, list[Claim]]] = {}
    things: dict[str, Thing] = {}
    key_of: dict[int, str] = {}
    for claim in claims:
        for thing, name in _told(scene, claim):
            things.setdefault(thing.key, thing)
            told.setdefault(thing.key, {}).setdefault(name, []).append(claim)
            key_of[claim.id] = thing.key
    same = _same_things(cells, key_of, things)
    merged: dict[str, dict[str, list[Claim]]] = {}
    for key, by_class in told.items():
        for name, listed in by_class.items():
            merged.setdefault(same.get(key, key), {}).setdefault(name, []).extend(listed)
    events = {
        key: {
            name: make_event(things[key], name, sorted(listed, key=lambda c: c.id)) for name, listed in by_class.items()
        }
        for key, by_class in merged.items()
    }
    return {**events, **{key: events[named] for key, named in same.items() if named in events}}


def _same_things(cells: Sequence[Cell], key_of: Mapping[int, str], things: Mapping[str, Thing]) -> dict[str, str]:
    """For the key of a thing without a name the key of the only named thing that some cell joins it with."""
    named: dict[str, set[str]] = {}
    for cell in cells:
        keys = {key_of[c.id] for c in cell.claims if c.id in key_of}
        full = {k for k in keys if things[k].entity is not None and not things[k].where}
        for key in keys:
            if things[key].entity is None:
                named.setdefault(key, set()).update(full)
    return {key: next(iter(full)) for key, full in named.items() if len(full) == 1}


def _told(scene: Scene, claim: Claim) -> list[tuple[Thing, str]]:
    known = knowledge()
    classes = known.classes
    is_special = bool(claim.theme) and (claim.theme[-1] in known.parts or claim.theme[-1] in known.of_heads)
    if claim.predicate and claim.predicate not in classes and claim.predicate not in READ and not is_special:
        return []
    if not is_dated(scene, claim):
        return []
    if life := _life(scene, claim):
        return life
    if claim.predicate == "born" and isinstance(claim.value, DateValue) and claim.value.extended:
        return []
    found = thing_of(scene, claim)
    if found is None or found[1] not in classes:
        return []
    thing, name = found
    is_range = isinstance(claim.value, DateValue) and claim.value.extended
    if name in PERSONAL and (is_range or not is_person(scene, thing)):
        return []
    if name in ("start", "end") and not _is_intransitive(scene, claim):
        return []
    return [(thing, name)]


_THEN = frozenset({Relation.AT, Relation.FROM, Relation.SINCE, Relation.DURING})
_SURE = frozenset({"sentence", "other-end", "heading"})
"""Sources of a year that leave no other; the day of the text and what was told before do."""


def is_dated(scene: Scene, claim: Claim, *, inferred: bool = False, repeated: bool = False) -> bool:
    """Whether a claim dates what it tells: by its own words, as a fact, and not as one of several such events.

    `inferred` lets pass a year that the day of the text gives, `repeated` what happened again: who rebuilt a thing acted then.
    """
    if not isinstance(claim.value, DateValue):
        return False
    timex = claim.timex
    if timex is None or timex.impossible or timex.value is None:
        return False
    if claim.type is ClaimType.DEADLINE and not (claim.predicate == "expire" and timex.relation is Relation.AT):
        return False
    if claim.type not in (ClaimType.DATE, ClaimType.DEADLINE) or timex.shift is not None:
        return False
    if claim.occurrence and not repeated:
        return False
    if timex.relation is Relation.UNTIL:
        if claim.type is not ClaimType.DATE or claim.modality not in SPOKEN or not _is_not_until(scene, claim):
            return False
    elif timex.relation not in _THEN or not (claim.modality in SPOKEN or _is_pluperfect(claim)):
        return False
    if (timex.parts is not None and timex.parts.fiscal) or timex.alternatives:
        return False
    if not inferred and any(p.part in ("year", "century") and p.source not in _SURE for p in timex.provenance):
        return False
    block = scene.documents[claim.document].blocks[claim.block]
    if block.boilerplate or claim.headed or (block.kind is BlockKind.FRONT_MATTER and claim.predicate in _OF_PAGE):
        return False
    return not knowledge().namesake.search(scene.sentence_of(claim).text)


_OF_PAGE = frozenset(["open", "start", "launch", "release", "close", "end", "create", "expire"])
"""Deeds that the front matter tells of the page, or of what it is about: `opened`, `created`."""
_NOT_UNTIL = pattern_of(r"(?:\b(?:not|never)\b|n't\b|n’t\b)[^.;:]{0,80}\buntil\s+(?:\w+\s+(?:of|in)\s+|the\s+)?\Z")


def _is_not_until(scene: Scene, claim: Claim) -> bool:
    """`did not open until 2009`: then it opened."""
    sentence = scene.sentence_of(claim)
    return _NOT_UNTIL.search(sentence.text[: claim.value_span.start - sentence.start]) is not None


_FORMERLY = pattern_of(r"\b(?:formerly|previously|until then|used to|earlier|older|at that time|in those days)\b", re.I)


def _is_pluperfect(claim: Claim) -> bool:
    """`It had been sunk on 3 February 1911`: told of before, and a fact all the same."""
    if claim.modality is not Modality.SUPERSEDED or "had been" not in claim.quote:
        return False
    return not _FORMERLY.search(claim.quote)


_OFFICE_WORDS = pattern_of(
    r"\b(?:president|mayor|chair\w*|minister|chancellor|governor|king|queen|emperor|bishop|director|editor|reign\w*|rul\w+|term|served|head|leader|pope|captain|manager|coach|secretary)\b"
    r"|\b(?:r|fl|reg|act)\.",
    re.I,
)


_OPENED = pattern_of(r"\((?P<inside>[^()]*)\Z")
_MARK = pattern_of(r"(?:\A|[\s,;])(?P<mark>b\.|d\.|\*|†)\s*\Z")
_BORN_OR_DEAD = pattern_of(
    r"\s*[–—:-]\s+(?P<who>[^,.;:]+?)(?:,[^,.;:]{1,60},)?\s(?P<verb>dies|died|is born|was born)\b"
)


def _life(scene: Scene, claim: Claim) -> list[tuple[Thing, str]]:
    """The birth and death of a person by the years in brackets behind the name: `Elsbeth Tarn (1820–1891)`.

    So, too, `(b. 1820, d. 1891)`, and the entry of a chronicle: `1891 – Elsbeth Tarn dies in Torne`.
    """
    value = claim.value
    if claim.predicate not in ("", "born") or not isinstance(value, DateValue) or claim.extractor == "table":
        return []
    text = scene.documents[claim.document].text
    sentence = scene.sentence_of(claim)
    before = text[sentence.start : claim.value_span.start]
    opened = _OPENED.search(before)
    names: tuple[str, ...] = ()
    if opened is not None and value.extended and "/" in value.edtf:
        is_closed = text[claim.value_span.end : claim.value_span.end + 1] == ")"
        is_life = 15 * _YEAR < value.latest - value.earliest < 110 * _YEAR
        if is_closed and is_life and not _OFFICE_WORDS.search(before):
            names = ("born", "die")
    elif opened is not None and not claim.predicate and (mark := _MARK.search(opened["inside"])):
        names = ("born",) if mark["mark"] in ("b.", "*") else ("die",)
    elif not claim.predicate and (entry := _BORN_OR_DEAD.match(text[claim.value_span.end : sentence.end])):
        who = scene.named(entry["who"].split(" the ")[-1])
        return _lives_of(scene, claim, who, ("die",) if entry["verb"].startswith("die") else ("born",))
    owner = before_bracket(scene, claim) if names else None
    return _lives_of(scene, claim, owner, names)


def _lives_of(scene: Scene, claim: Claim, entity: EntityId | None, names: tuple[str, ...]) -> list[tuple[Thing, str]]:
    if entity is None or scene.kind(entity) != "person" or not scene.calls_in_full(claim.document, entity):
        return []
    thing = Thing(entity=entity, name=scene.entities[entity].name)
    return [(thing, name) for name in names]


_INTRANSITIVE = pattern_of(
    r"\s*(?:[.,;:)]|\Z|\d|(?:on|in|at|from|and|with|early|late|again|after|before|when|during|around|about|well|the (?:following|next|same)|by)\b)"
)


def _is_intransitive(scene: Scene, claim: Claim) -> bool:
    """`The fair began on 9 June`, but not `the firm began production in 1950`."""
    if claim.extractor in ("pair", "table", "timeline") or not claim.predicate_words:
        return True
    text = scene.documents[claim.document].text
    at = text.find(claim.predicate_words, claim.span.start, scene.sentence_of(claim).end)
    return at >= 0 and _INTRANSITIVE.match(text[at + len(claim.predicate_words) :][:40]) is not None


def make_event(thing: Thing, name: str, claims: Sequence[Claim]) -> Event:
    """One event of all claims of its class, read generously: where they differ, it was some day of any of them."""
    point = f"{thing.key} {name}"
    by_value: dict[str, list[Claim]] = {}
    for claim in claims:
        assert isinstance(claim.value, DateValue)
        by_value.setdefault(claim.value.edtf, []).append(claim)
    dated = [(statement_of(point, name, listed), day_bounds(listed[0], name)) for listed in by_value.values()]
    lows, highs = [low for _, (low, _) in dated], [high for _, (_, high) in dated]
    low, high = max(lows), min(highs)
    bounds: list[Bound] = []
    if low <= high:
        for statement, (first, last) in dated:
            bounds += between(ORIGIN, point, finite(first), finite(last), statement.label)
    else:
        low, high = min(lows), max(highs)
        for statement, (first, last) in dated:
            bounds += between(
                ORIGIN,
                point,
                finite(first) if first == low else None,
                finite(last) if last == high else None,
                statement.label,
            )
    return Event(
        point=point,
        thing=thing,
        name=name,
        claims=tuple(claims),
        statements=tuple(s for s, _ in dated),
        bounds=tuple(bounds),
        low=low,
        high=high,
    )


def statement_of(point: str, name: str, claims: Sequence[Claim]) -> Statement:
    """The statement that some claims of one value make."""
    first = claims[0]
    assert isinstance(first.value, DateValue)
    value = _end_of(first, name)
    return Statement(
        label=f"{point} {first.value.edtf}",
        says=Says.DATE,
        words=_event_words(first, name),
        shown=first.shown if value is first.value else dates.describe(value),
        evidence=tuple(e for c in claims for e in evidence_of(c)),
        documents=tuple(dict.fromkeys(c.document for c in claims)),
        date=value,
        name=first.entity,
    )


def _event_words(claim: Claim, name: str) -> str:
    plain = {"born": "born", "die": "died"}
    if claim.predicate != name and name in plain:
        return plain[name]  # a lifespan in brackets
    words = claim.predicate_words or plain.get(name, name.replace("-", " "))
    return words.lower()


def _end_of(claim: Claim, name: str) -> DateValue:
    """The value of a claim; of a lifespan in brackets its one end."""
    value = claim.value
    assert isinstance(value, DateValue)
    if name not in ("born", "die") or "/" not in value.edtf or not value.extended:
        return value
    first, last = value.edtf.split("/")
    return dates.from_edtf(first if name == "born" else last)


def day_bounds(claim: Claim, name: str = "") -> tuple[int, int]:
    """The first and the last day that the words of a dated claim allow, with some slack where they are vague."""
    value = _end_of(claim, name)
    return widened(value, claim.timex)


def widened(value: DateValue, timex: Timex | None) -> tuple[int, int]:
    """The bounds of a date, wider where it is said to be approximate."""
    is_vague = value.approximate or (timex is not None and timex.modifier is Modifier.APPROX)
    slack = 0
    if is_vague:
        slack = max(400, (value.latest - value.earliest + 1) // 2)
        if value.granularity is Granularity.YEAR:
            slack = 5 * _YEAR
        elif value.granularity is Granularity.SEASON:
            slack = 95
    low = value.earliest if value.earliest <= OPEN_START else value.earliest - slack
    high = value.latest if value.latest >= OPEN_END else value.latest + slack
    return low, high


def finite(day: int) -> int | None:
    """None for an open end."""
    return None if day in (OPEN_START, OPEN_END) else day
