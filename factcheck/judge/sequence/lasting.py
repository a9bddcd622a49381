"""Judge, part of sequences: how long something has been as it is, up to the day of the text or to its own end.

Nothing is older than its beginning: `has fed the mills for more than sixty years`, `after thirty years in service the ferry goes
to the breakers`, `had been sailing for thirty years when she sank`, against the days that other passages tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.judge.conflict import Case
from factcheck.judge.sequence.beginnings import FROM, Beginning, beginnings_of
from factcheck.judge.sequence.durations import BROKEN, of_length, plain_duration
from factcheck.judge.sequence.events import Event, day_bounds, is_dated
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.judge.sequence.said import Events, Said, dated_point, day_of_text, latest_day
from factcheck.judge.sequence.scene import Scene
from factcheck.model.claim import Claim, EntityId
from factcheck.model.time import Relation
from factcheck.patterns import pattern_of
from factcheck.values.durations import Duration
from factcheck.values.network import between
from factcheck.values.words import stem

_MARGIN = 366
"""Days by which a length up to the day of the text may be off."""
_STARTS = ("found", "open", "start", "launch", "release", "create", "merge", "commission")
_COMPLETED = ("complete", "build", "build-end")
"""What may have been in use while it was built: for less than a lifetime."""
_IN_BUILDING = 5 * 366
_LIFETIME = 150 * 366
_ENDS = ("die", "sink", "close", "remove", "dissolve", "end", "damage", "collapse-part", "collapse", "break", "burn", "lose", "switch-off", "decommission", "retire")  # fmt: skip


def lasting_of(case: Case, scene: Scene, claims: Sequence[Claim], events: Events) -> Iterator[Said]:
    """`for more than 70 years it has …` in a text whose own day is known, and `had … for 30 years when it sank`."""
    for claim in claims:
        duration = plain_duration(claim)
        if duration is None or duration.unit not in ("year", "decade", "century"):
            continue
        if duration.comparator not in (">", ">=", "=") or claim.timex is None:
            continue
        sentence = scene.sentence_of(claim)
        if BROKEN.search(sentence.text):
            continue
        at = claim.value_span.start - sentence.start
        start = sentence.text.rfind(";", 0, at) + 1
        end = end if (end := sentence.text.find(";", at)) >= 0 else len(sentence.text)
        clause = sentence.text[start:end]
        yield from _up_to_now(case, scene, claim, duration, clause, events)
        yield from _up_to_its_end(scene, claim, duration, clause, events, claims)


# --- up to the day of the text ----------------------------------------------------------------------------------------


def _up_to_now(
    case: Case, scene: Scene, claim: Claim, duration: Duration, clause: str, events: Events
) -> Iterator[Said]:
    behind = scene.documents[claim.document].text[claim.value_span.end :][:120]
    assert claim.timex is not None
    begun = beginnings_of(case, scene)
    if claim.timex.relation is Relation.AFTER and (state := _STATE.match(behind)):
        body = _who_follows(scene, claim, behind[state.end() :], events, begun)
    elif (claim.timex.relation is Relation.FOR or _HISTORY.match(behind)) and _SINCE_THEN.search(clause):
        # `we have 60 years of practice`: not our own
        body = _who_has(scene, claim, clause, events, begun, duration)
    else:
        return
    now = day_of_text(case, claim.document) or latest_day(case)
    if body is None or now is None or now.statement.date is None:
        return
    starts, least = _starts(events.get(f"{body}||", {}), duration)
    told = [b for b in begun.get(body, ()) if b.side == FROM] if not starts else []
    days: list[Event | Beginning] = [*starts, *told]
    if not days or any(now.statement.date.latest - s.low >= least for s in days):
        return
    statement = of_length(claim, duration, days[0].point)
    yield now
    if told:
        yield told[0].said
    yield Said(
        statement=statement,
        bounds=tuple(between(days[0].point, now.statement.label, least, None, statement.label)),
    )


def _starts(known: Mapping[str, Event], duration: Duration) -> tuple[list[Event], float]:
    """The days on which something began, and the least days that the length asks for after them."""
    least = duration.least_days - _MARGIN
    starts = [known[k] for k in _STARTS if k in known]
    completed = [known[k] for k in _COMPLETED if k in known]
    if starts or not completed:
        return starts + completed, least
    return (completed, least - _IN_BUILDING) if duration.least_days < _LIFETIME else ([], least)


_SINCE_THEN = pattern_of(r"\b(?:has|have|looks? back)\b")
_HISTORY = pattern_of(r"\s+of (?:its |our |own |their )*(?:history|tradition|existence)\b")
_OURS = pattern_of(r"\b[Oo]ur (?:\w+ )?\w+ have\b")
_WORKING_LIFE = 45 * 366
"""Days that nobody works: longer, our people are our forerunners."""
_OURSELVES = pattern_of(
    r"\b(?:[Ww]e have|It has|[Tt]h(?:e|is) (?:company|firm|society|club|trust|association|school|museum|business|family business|institute|college|brewery|bakery|orchestra|choir|theatre) has)\b"
)


Begun = Mapping[EntityId, Sequence[Beginning]]


def _may_last(entity: EntityId, events: Events, begun: Begun) -> bool:
    """Whether documents date something of it that makes it a thing or a body, and no person."""
    key = f"{entity}||"
    return "born" not in events[key] if key in events else entity in begun


def _who_has(
    scene: Scene, claim: Claim, text: str, events: Events, begun: Begun, duration: Duration
) -> EntityId | None:
    """The body that has done something all the time: by its name, or as the one that the document is about."""
    for entity in claim.entities:
        if not _may_last(entity, events, begun):
            continue
        if any(
            re.search(rf"\b{re.escape(n)}\b(?:\s(?:of|in)\s[A-Z]\w+)?(?:,\swhich)?\s+(?:has|have|looks? back)\b", text)
            for n in scene.names(entity)
        ):
            return entity
    is_ours = _OURSELVES.search(text) or (duration.least_days >= _WORKING_LIFE and _OURS.search(text))
    bodies = list(dict.fromkeys(e for e in claim.topic if _may_last(e, events, begun)))
    return bodies[0] if len(bodies) == 1 and is_ours else None


_STATE = pattern_of(
    r"\s(?:on the (?:market|shelves|road|rails|water|air)|in (?:service|operation|use|print|production|business|existence)|at sea"
    r"|of (?:service|operation|publication|production|broadcasting|flying|faithful service|continuous (?:operation|publication|service|use)))"
    r",?\s(?:the\s|our\s)?"
)
_NOW = pattern_of(
    r"\s(?:is|are|has|have|goes|go|retires?|bows|leaves?|makes?|gets?|takes?|deserves?|enters?|comes?|reaches|gives|turns|remains?|receives?|will)\b"
)


def _who_follows(scene: Scene, claim: Claim, text: str, events: Events, begun: Begun) -> EntityId | None:
    """Whose name stands behind `after thirty years in service`, with a verb of the present."""
    for entity in claim.entities:
        if not _may_last(entity, events, begun):
            continue
        for name in scene.names(entity):
            if text.startswith(name) and _NOW.match(text, len(name)):
                return entity
    return None


# --- up to its own end ------------------------------------------------------------------------------------------------

_WHEN_IT_ENDED = pattern_of(
    r"\s(?:when|before|until|by the time)\s(?:(?:it|she|he|they)\s|the\s[a-z]+\s)(?:(?:was|were)\s)?(?:finally\s|suddenly\s)?"
    r"(?:sank|closed|died|burned|burnt|collapsed|failed|fell|broke|gave way|shut|lost|wrecked|scrapped|sunk|destroyed|demolished|pulled down|dissolved|wound up|abolished|retired|withdrawn|switched off)\b"
)
_HAD = r"\s(?:had|has)\s(?:by then\s|already\s|only\s)?(?:been\s)?[a-z]+"
_STOOD = r"(?:\s(?:at|in|on|near|of|above|below)\s[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)?)?\s(?:stood|held|kept(?!\s(?:its|their)\b)|guarded|served|carried|protected|spanned|crossed|fed|lit|watched)\b"
_OF_OTHERS = pattern_of(
    r"\b(?:before|forerunner|predecessor|successor|site|name|later|after|since|not|never|would|will|could|should|planned|might|if|lease|licen[cs]e|sentenced|together|people|families|generations)\b"
)
_OWN = pattern_of(r"\b(?:a|an|the|those)\s[a-z]+\s(?:who|which|that)\b.*")
"""What is another subject: `a baker who worked`."""
_DID = (
    r"(?:,\swhich|,\sthat)?\s(?:fed|served|ground|lit|stood|ran|worked|carried|guided|guarded|protected|employed|housed|printed|published|brewed|baked|milled|educated"
    r"|taught|trained|welcomed|entertained|dominated|linked|connected|crossed|spanned|sheltered|nursed|treated|wove|spun|smelted|forged|pumped|drained|powered|heated"
    r"|was\s(?:home\sto|the\s(?:heart|centre|center|pride|front\sdoor|hub)\sof))\b"
)
"""Nothing did anything for longer than it was there."""


def _up_to_its_end(
    scene: Scene, claim: Claim, duration: Duration, clause: str, events: Events, claims: Sequence[Claim]
) -> Iterator[Said]:
    """What ended: how long it had been there by then, and how long it stood at all."""
    assert claim.timex is not None
    if claim.timex.relation is not Relation.FOR:
        return
    verb = _HAD if _WHEN_IT_ENDED.search(clause) else _STOOD
    found = _who_stood(scene, claim, clause, verb, events)
    if found is None and not _OF_OTHERS.search(clause):
        found = _who_stood(scene, claim, _OWN.sub("", clause), _DID, events)
    if found is None or _came_back(scene, found[0], claims):
        return
    entity, head = found
    known = events[_key(entity, head)]
    if "born" in known:
        return
    starts, least = _starts(known, duration)
    ends = [c for c in claims if _is_its_end(scene, entity, head, c)] if starts else []
    pairs = [(s, e) for s in starts for e in ends]
    if not pairs or any(day_bounds(e)[1] - s.low >= least for s, e in pairs):
        return
    start, end = pairs[0]
    point = f"end {end.id}"
    statement = of_length(claim, duration, start.point)
    yield dated_point(end, point)
    yield Said(statement=statement, bounds=tuple(between(start.point, point, least, None, statement.label)))


def _came_back(scene: Scene, entity: EntityId, claims: Sequence[Claim]) -> bool:
    """Whether something is told to have been there again after an end."""
    about = (c for c in claims if entity in c.entities)
    return any(knowledge().again.search(scene.sentence_of(c).text) for c in about)


def _who_stood(scene: Scene, claim: Claim, clause: str, verb: str, events: Events) -> tuple[EntityId, str] | None:
    """The named thing right before the verb, with the stem of the noun that follows its name: `the Renwick dyke held back`."""
    for entity in claim.entities:
        for name in scene.names(entity):
            match = re.search(rf"\b{re.escape(name)}(?:\s(?P<head>[a-z]+))??{verb}", clause)
            head = stem(match["head"]) if match is not None and match["head"] else ""
            if match is not None and _key(entity, head) in events and not _OF.search(clause[: match.start()]):
                return entity, head
    return None


_OF = pattern_of(r"\b(?:of|by|near|behind|beside)\s(?:the\s)?\Z")
"""What makes a part of it the subject: `the owners of X fed the poor`."""


def _key(entity: EntityId, head: str) -> str:
    """The key of a thing that has a name, known in all documents."""
    return f"{entity}|{head}|"


def _is_its_end(scene: Scene, entity: EntityId, head: str, other: Claim) -> bool:
    """Whether another claim dates the end of the same thing."""
    if other.predicate not in _ENDS or other.subject != (entity,) or not is_dated(scene, other):
        return False
    return not head or not other.theme or other.theme[-1] == head
