"""Judge, part of sequences: durations of a thing's being, between two of its events or up to the day of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.judge.conflict import Evidence
from factcheck.judge.sequence.events import SPOKEN, Event, Says, Statement
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.judge.sequence.said import Events, Said, time_point
from factcheck.judge.sequence.things import Scene, thing_of
from factcheck.model.claim import Claim, ClaimType
from factcheck.model.document import BlockKind
from factcheck.model.time import Relation, Timex
from factcheck.values.dates import Granularity
from factcheck.values.durations import Duration
from factcheck.values.network import between

_BROKEN = re.compile(
    r"\b(?:breaks?|interrupt\w*|on and off|gaps?|altogether|in all|in total|combined|intermittent\w*|each|per|every"
    r"|another|further|more years|additional|except|apart from|non-consecutive|at a time|seasons?|working)\b",
    re.I,
)
"""Words by which a length is no more that of the whole."""
_COUNTED = frozenset({"day", "night", "week", "fortnight", "month", "year", "decade", "century"})
_MARGIN = 366
"""Days by which a length up to the day of the text may be off."""


def durations_of(scene: Scene, claims: Sequence[Claim], events: Events) -> Iterator[Said]:
    """Durations of a thing's whole being, or from its beginning to an end that is told: `closed after nine years`."""
    for claim in claims:
        duration = _plain_duration(claim)
        if duration is None or _BROKEN.search(scene.sentence_of(claim).text):
            continue
        known = _events_about(scene, claim, events)
        pairs = [(known[s], known[e]) for s, e in _pairs(claim) if s in known and e in known and s != e]
        if not pairs or any(_fits(duration, start, end) for start, end in pairs):
            continue
        start, end = pairs[0]
        statement = _of_length(claim, duration)
        least, most = duration.least_days - 1, duration.most_days + 1
        yield Said(
            statement=statement,
            bounds=tuple(
                between(start.point, end.point, least, None if most == float("inf") else most, statement.label)
            ),
        )


def _plain_duration(claim: Claim) -> Duration | None:
    """The value of a claim that states a length of plain days, weeks, months or years, as a fact."""
    duration = claim.value
    if claim.type is not ClaimType.DURATION or not isinstance(duration, Duration) or claim.modality not in SPOKEN:
        return None
    if duration.vague or duration.working or duration.unit not in _COUNTED or claim.occurrence:
        return None
    if any(unit == "night" for _, unit in duration.also):
        return None  # eight days and seven nights are eight days
    return duration


def _events_about(scene: Scene, claim: Claim, events: Events) -> Mapping[str, Event]:
    """The events of what a duration is said of; its own words need no class: `the war lasted`, `filming took`."""
    found = thing_of(scene, claim) if claim.predicate else None
    if found is not None and found[0].key in events:
        return events[found[0].key]
    if len(claim.subject) == 1:
        entity = claim.subject[0]
        head = claim.theme[-1] if claim.theme else ""
        if not head or head in scene.stems(entity):
            return events.get(f"{entity}||", {}) if scene.calls_in_full(claim.document, entity) else {}
        part = tuple(w for w in claim.theme if w not in scene.stems(entity))
        return events.get(f"{entity}|{' '.join(part)}|{claim.document}", {})
    if not claim.subject and claim.theme:
        return events.get(f"|{' '.join(claim.theme)}|{claim.document} {claim.block}", {})
    return {}


def _pairs(claim: Claim) -> Iterator[tuple[str, str]]:
    """The classes of events that the length may lie between."""
    if claim.timex is not None and claim.timex.relation is Relation.AFTER:
        for start in knowledge().after.get(claim.predicate, ()):
            yield start, claim.predicate
        return
    for entry in knowledge().lengths:
        if entry.words.search(claim.quote):
            for start in entry.starts:
                for end in entry.ends:
                    yield start, end


def _fits(duration: Duration, start: Event, end: Event) -> bool:
    least, most = end.low - start.high, end.high - start.low
    return least <= duration.most_days + 1 and duration.least_days <= most + 1


def _of_length(claim: Claim, duration: Duration) -> Statement:
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
        name=claim.entity,
    )


# --- up to the day of the text ----------------------------------------------------------------------------------------

_DATE_KEY = re.compile(r"(?:^|[._ -])(?:date|published|pubdate|published_time|issued)\Z", re.I)


def until_now(
    scene: Scene, claims: Sequence[Claim], events: Events, times: Mapping[str, Mapping[int, tuple[Timex, ...]]]
) -> Iterator[Said]:
    """`for more than 70 years it has …` in a text whose own day is known: no thing is older than its beginning."""
    for claim in claims:
        duration = _plain_duration(claim)
        if duration is None or duration.unit not in ("year", "decade", "century"):
            continue
        if duration.comparator not in (">", ">="):
            continue
        text = scene.sentence_of(claim).text
        about = [e for e in claim.entities if "born" not in events.get(f"{e}||", {"born": None})]
        if len(about) != 1 or _BROKEN.search(text):
            continue
        if not any(re.search(rf"\b{re.escape(n)}\s+(?:has|have)\b", text) for n in scene.names(about[0])):
            continue
        known = events[f"{about[0]}||"]
        starts = [known[k] for k in knowledge().anniversary if k in known]
        now = _own_day(scene, claim.document, times[claim.document])
        least = duration.least_days - _MARGIN
        if now is None or not starts or now.statement.date is None:
            continue
        if any(now.statement.date.latest - s.low >= least for s in starts):
            continue
        statement = _of_length(claim, duration)
        yield now
        yield Said(
            statement=statement,
            bounds=tuple(between(starts[0].point, now.statement.label, least, None, statement.label)),
        )


def _own_day(scene: Scene, path: str, times: Mapping[int, tuple[Timex, ...]]) -> Said | None:
    """The day of a document, as its front matter states it."""
    for block in scene.documents[path].blocks[:40]:
        if block.kind is not BlockKind.FRONT_MATTER or not _DATE_KEY.search(block.key):
            continue
        for timex in times.get(block.index, ()):
            if timex.value is not None and timex.value.granularity is Granularity.DAY:
                span = block.source_span(timex.start, timex.end)
                return time_point(path, span, timex, f"day {path}", "this text is of")
    return None
