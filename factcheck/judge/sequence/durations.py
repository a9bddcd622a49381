"""Judge, part of sequences: durations of a thing's being, between two of its events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.judge.conflict import Evidence
from factcheck.judge.sequence.events import SPOKEN, Event, Says, Statement
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.judge.sequence.said import Events, Said
from factcheck.judge.sequence.scene import Scene
from factcheck.judge.sequence.things import description_of, thing_of
from factcheck.model.claim import Claim, ClaimType, subject_without_products
from factcheck.model.time import Relation
from factcheck.patterns import pattern_of
from factcheck.values.durations import Duration
from factcheck.values.network import between

BROKEN = pattern_of(
    r"\b(?:breaks?|interrupt\w*|on and off|gaps?|altogether|in all|in total|combined|intermittent\w*|each|per|every"
    r"|another|further|more years|additional|except|apart from|non-consecutive|at a time|seasons?|working|spells|stints|stretches)\b",
    re.I,
)
"""Words by which a length is no more that of the whole."""
_COUNTED = frozenset({"day", "night", "week", "fortnight", "month", "year", "decade", "century"})


def durations_of(scene: Scene, claims: Sequence[Claim], events: Events) -> Iterator[Said]:
    """Durations of a thing's whole being, or from its beginning to an end that is told: `closed after nine years`."""
    parts = parts_of(events)
    for claim in claims:
        duration = plain_duration(claim)
        if duration is None or _is_rate(scene, claim) or BROKEN.search(scene.sentence_of(claim).text):
            continue
        known = events_about(scene, claim, events, parts) or _trial(scene, claim, events)
        pairs = [(known[s], known[e]) for s, e in _pairs(scene, claim) if s in known and e in known and s != e]
        if not pairs or any(_fits(duration, start, end) for start, end in pairs):
            continue
        start, end = pairs[0]
        statement = of_length(claim, duration, start.point)
        least, most = duration.least_days - 1, duration.most_days + 1
        yield Said(
            statement=statement,
            bounds=tuple(
                between(start.point, end.point, least, None if most == float("inf") else most, statement.label)
            ),
        )


_RATE_AFTER = pattern_of(r"\s+(?:a|an|per|each|every)\s+(?:day|week|month|year)\b")
_RATE_BEFORE = pattern_of(r"(?:\b(?:once|twice)|\b(?:day|night|hour|time|show|evening|morning)s)\s(?:a\s)?\Z")


def _is_rate(scene: Scene, claim: Claim) -> bool:
    """`seven nights a week`: how often, not how long."""
    text = scene.documents[claim.document].text
    start, end = claim.value_span.start, claim.value_span.end
    return bool(_RATE_AFTER.match(text, end) or _RATE_BEFORE.search(text[max(0, start - 20) : start]))


def plain_duration(claim: Claim) -> Duration | None:
    """The value of a claim that states a length of plain days, weeks, months or years, as a fact."""
    duration = claim.value
    if claim.type is not ClaimType.DURATION or not isinstance(duration, Duration) or claim.modality not in SPOKEN:
        return None
    if duration.vague or duration.working or duration.unit not in _COUNTED or claim.occurrence:
        return None
    if any(unit == "night" for _, unit in duration.also):
        return None  # eight days and seven nights are eight days
    return duration


def parts_of(events: Events) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The keys of parts of named things by their document and head: `the hearing` for `the Weller hearing`."""
    found: dict[tuple[str, str], list[str]] = {}
    for key, by_class in events.items():
        thing = next(iter(by_class.values())).thing
        if thing.entity is not None and thing.part:
            for path in dict.fromkeys(c.document for event in by_class.values() for c in event.claims):
                found.setdefault((path, thing.part[-1]), []).append(key)
    return {where: tuple(keys) for where, keys in found.items()}


def events_about(
    scene: Scene, claim: Claim, events: Events, parts: Mapping[tuple[str, str], tuple[str, ...]]
) -> Mapping[str, Event]:
    """The events of what a duration is said of; its own words need no class: `the war lasted`, `filming took`."""
    claim = scene.told_in_full(claim)
    found = thing_of(scene, claim) if claim.predicate else None
    if found is not None and found[0].key in events:
        return events[found[0].key]
    if len(subject_without_products(claim)) == 1:
        entity = claim.subject[0]
        head = claim.theme[-1] if claim.theme else ""
        if not head or head in scene.stems(entity):
            known = events.get(f"{entity}||", {}) or events.get(f"{entity}||{claim.document}", {})
            return known if scene.calls_in_full(claim.document, entity) else {}
        part = tuple(w for w in claim.theme if w not in scene.stems(entity))
        return events.get(f"{entity}|{' '.join(part)}|{claim.document}", {})
    if not claim.subject and claim.theme:
        described = description_of(scene, claim)
        where = claim.document if len(claim.theme) > 1 else f"{claim.document} {claim.block}"
        key = f"|{' '.join(described)}|described" if described else f"|{' '.join(claim.theme)}|{where}"
        here = events.get(key, {})
        keys = parts.get((claim.document, claim.theme[0]), ()) if len(claim.theme) == 1 else ()
        if found_here := here or (events[keys[0]] if len(keys) == 1 else {}):
            return found_here
    return _in_use(scene, claim, events)


_IN_USE = pattern_of(
    r"\s(?:was|were|had been|remained|stayed)\s(?:in (?:use|business|operation|service|existence)|open)\s(?:for\s)?"
    r"(?:(?:about|nearly|almost|over|more than|less than|some|just)\s)*\Z"
)


def _in_use(scene: Scene, claim: Claim, events: Events) -> Mapping[str, Event]:
    """`Bellwether Pottery was in business for 19 years`: who stands before the state, and is not its theme."""
    sentence = scene.sentence_of(claim)
    before = sentence.text[: claim.value_span.start - sentence.start]
    match = _IN_USE.search(before)
    for entity in claim.entities if match else ():
        if match and any(before[: match.start()].endswith(n) for n in scene.names(entity)):
            return events.get(f"{entity}||", {}) if scene.calls_in_full(claim.document, entity) else {}
    return {}


def _pairs(scene: Scene, claim: Claim) -> Iterator[tuple[str, str]]:
    """The classes of events that the length may lie between."""
    if claim.timex is not None and claim.timex.relation is Relation.AFTER:
        text = scene.documents[claim.document].text
        if claim.predicate in ("open", "complete") and _OF_OTHERS.match(text, claim.value_span.end):
            return
        if claim.predicate in ("close", "end", "dissolve") and _OF_TROUBLE.match(text, claim.value_span.end):
            return
        is_trial = _OF_TRIAL.match(text, claim.value_span.end) is not None
        if is_trial and not _tells(claim):
            yield from (("trial-start", "release"), ("trial-start", "launch"))
        for start in knowledge().after.get(claim.predicate, ()):
            if is_trial == (start == "trial-start"):
                yield start, claim.predicate
        return
    sentence = scene.sentence_of(claim)
    before = sentence.text[: claim.value_span.start - sentence.start]
    words = before[-24:] + claim.quote if _IN_USE.search(before) else claim.quote
    for entry in knowledge().lengths:
        if entry.words.search(words):
            for start in entry.starts:
                for end in entry.ends:
                    yield start, end


_OF_OTHERS = pattern_of(
    r"\s+of\s+(?:[a-z]+\s)?(?:planning|negotiations?|debates?|discussions?|preparations?|waiting|delays?|talks?|controversy|litigation|lobbying|fund-?raising|neglect|disuse|closure)\b"
)
"""What goes before the works themselves: `after nine years of planning it was opened`."""
_OF_TROUBLE = pattern_of(
    r"\s+of\s+(?:[a-z]+\s)?(?:strikes?|protests?|loss(?:es)?|decline|rows?|disputes?|trouble|illness|debts?|rain|snow|drought|fighting|talks?|warnings?|uncertainty|decay)\b"
)
"""What goes before an end: `closed after three months of strikes`."""
_OF_TRIAL = pattern_of(r"\s+(?:of|in)\s+(?:the\s|its\s|a\s)?(?:\w+\s)?(?:beta|preview)\b")


def _tells(claim: Claim) -> bool:
    """Whether a verb tells what came after a length, not the noun of the trial itself."""
    return bool(claim.predicate) and claim.predicate_words.lower() not in ("beta", "preview")


def _trial(scene: Scene, claim: Claim, events: Events) -> Mapping[str, Event]:
    """`After twelve weeks of beta, Quern 3 is here`: the only thing in question of which both trial and release are dated."""
    if claim.timex is None or claim.timex.relation is not Relation.AFTER or _tells(claim):
        return {}
    if not _OF_TRIAL.match(scene.documents[claim.document].text, claim.value_span.end):
        return {}
    about = {*claim.entities, *claim.topic}
    found = [
        by_class
        for by_class in events.values()
        if "trial-start" in by_class and not by_class.keys().isdisjoint(("release", "launch"))
        if next(iter(by_class.values())).thing.entity in about
    ]
    return found[0] if len(found) == 1 else {}


def _fits(duration: Duration, start: Event, end: Event) -> bool:
    least, most = end.low - start.high, end.high - start.low
    return least <= duration.most_days + 1 and duration.least_days <= most + 1


def of_length(claim: Claim, duration: Duration, start: str) -> Statement:
    sign = {">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most ", "~": "about "}
    words = claim.shown if claim.shown != duration.shown else sign.get(duration.comparator, "") + claim.shown
    return Statement(
        label=f"length {claim.id}",
        says=Says.LENGTH,
        words=words,
        shown=words,
        evidence=(Evidence(document=claim.document, span=claim.span, values=(claim.value_span,), claim=claim.id),),
        documents=(claim.document,),
        count=duration.count,
        unit=duration.unit,
        start=start,
        name=claim.entity,
    )
