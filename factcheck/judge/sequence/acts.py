"""Judge, part of sequences: who did what when, and so lived or existed then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from factcheck.judge.conflict import Evidence
from factcheck.judge.sequence.events import Event, Says, Statement, day_bounds, finite, is_dated
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.judge.sequence.said import Events, Said
from factcheck.judge.sequence.things import Scene
from factcheck.model.claim import Claim, ClaimType, EntityId
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.names import is_state_adjective, normalise, states
from factcheck.values.network import ORIGIN, Bound, between

_LEAD = re.compile(
    r"(?:\s+(?:had|has|have|also|then|later|first|again|soon|still|finally|formally|officially|publicly|[a-z]+ly)\b)*\s*\Z"
)
_PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were|get|got|gets)\b")
_GOVERNED = re.compile(
    r"\b(?:of|by|with|to|for|from|in|at|on|after|before|against|between|named|called|like|as|than|about|and|or|under|with|de)\s+(?:the\s+|late\s+)*\Z",
    re.I,
)
_FOUNDING_SLACK = 366
"""A body may act while it is being set up."""


def acts_of(scene: Scene, claims: Sequence[Claim], events: Events) -> Iterator[Said]:
    """What was done by persons and bodies whose birth and death, founding and end are known."""
    lives = lives_of(events)
    known = set(lives) | set(_lexicon())
    for claim in claims:
        if claim.type is not ClaimType.DATE or claim.predicate not in knowledge().acts:
            continue
        if known.isdisjoint(claim.entities) or not is_dated(scene, claim) or not isinstance(claim.value, DateValue):
            continue
        sentence = scene.sentence_of(claim)
        if knowledge().posthumous.search(sentence.text):
            continue
        for entity in claim.entities:
            if entity not in known:
                continue
            life = lives.get(entity, ())
            if does(scene, claim, entity, has_lived=any(event.name in ("born", "die") for _, event in life)):
                yield from _lived(scene, claim, entity, life)
                break


def lives_of(events: Events) -> dict[EntityId, tuple[tuple[str, Event], ...]]:
    """Of each entity with a known beginning or end: `from` or `to`, and the event."""
    found: dict[EntityId, tuple[tuple[str, Event], ...]] = {}
    for by_class in events.values():
        for name, event in by_class.items():
            thing = event.thing
            if thing.entity is None or thing.part or thing.where or name not in ("born", "die", "found", "dissolve"):
                continue
            side = "from" if name in ("born", "found") else "to"
            found[thing.entity] = (*found.get(thing.entity, ()), (side, event))
    return found


def does(scene: Scene, claim: Claim, entity: EntityId, *, has_lived: bool = False) -> bool:
    """Whether the entity is who acts: its name stands right before an active verb and hangs on no other word."""
    sentence = scene.sentence_of(claim)
    at = sentence.text.find(claim.predicate_words, max(0, claim.span.start - sentence.start))
    if at < 0 or _PASSIVE.search(claim.predicate_words) or not claim.predicate_words:
        return False
    before = _LEAD.sub("", sentence.text[:at])
    if _PASSIVE.search(sentence.text[len(before) : at]) or not scene.calls_in_full(claim.document, entity):
        return False
    for name in _forms(scene, entity):
        if not before.endswith(name):
            continue
        lead = before[: len(before) - len(name)]
        if lead and (lead[-1].isalnum() or lead[-1] in "-'’"):
            continue
        if _GOVERNED.search(lead) or (has_lived and re.search(r"\b[Tt]he\s\Z", lead)):
            return False  # `the Aurel Voss` is a ship
        return not re.search(r"\b(?:late|former|ex-|future|then|young)[\s-]*\Z", lead)
    return False


def _forms(scene: Scene, entity: EntityId) -> tuple[str, ...]:
    return tuple(n for n in scene.names(entity) if not is_state_adjective(n))


@cache
def _lexicon() -> Mapping[EntityId, tuple[str, str, str]]:
    """States by entity: name, first and last day as ISO dates, empty where they are not known or not meant."""
    loosely = knowledge().loosely
    return {
        EntityId(normalise(name)): (name, "" if name in loosely else state.exists_from, state.exists_to)
        for name, state in states().items()
        if (state.exists_from and name not in loosely) or state.exists_to
    }


def _lived(scene: Scene, claim: Claim, entity: EntityId, life: Sequence[tuple[str, Event]]) -> Iterator[Said]:
    assert isinstance(claim.value, DateValue)
    point, label = f"act {claim.id}", f"act {claim.id}"
    first, last = day_bounds(claim)
    bounds: list[Bound] = list(between(ORIGIN, point, finite(first), finite(last), label))
    shown = scene.entities[entity].name
    again = knowledge().again
    for side, event in life:
        if claim in event.claims or (
            side == "to" and any(again.search(scene.sentence_of(c).text) for c in event.claims)
        ):
            continue
        if side == "from":
            slack = 0.0 if event.name == "born" else _FOUNDING_SLACK
            bounds.append(Bound(point, event.point, slack, label))
        else:
            bounds.append(Bound(event.point, point, 31.0, label))
    lexicon = _lexicon().get(entity)
    if lexicon is not None:
        name, since, until = lexicon
        if since:
            day = dates.from_edtf(since)
            bounds += between(ORIGIN, point, None, None, label)
            yield _of_lexicon(point, name, "was not there before", day, "from")
        if until:
            day = dates.from_edtf(until)
            yield _of_lexicon(point, name, "was gone after", day, "to")
    yield Said(
        statement=Statement(
            label=label,
            says=Says.ACT,
            words=claim.predicate_words.lower(),
            shown=claim.shown,
            evidence=(Evidence(document=claim.document, span=claim.span, values=(claim.value_span,), claim=claim.id),),
            documents=(claim.document,),
            date=claim.value,
            name=shown,
        ),
        bounds=tuple(bounds),
    )


def _of_lexicon(point: str, name: str, words: str, day: DateValue, side: str) -> Said:
    label = f"life {point} {side}"
    statement = Statement(
        label=label,
        says=Says.LIFE,
        words=words,
        shown=dates.describe(day),
        evidence=(),
        documents=(),
        date=day,
        name=name,
    )
    low, high = (day.earliest, None) if side == "from" else (None, day.latest)
    return Said(statement=statement, bounds=tuple(between(ORIGIN, point, low, high, label)))
