"""Judge, part of sequences: things that are said to be so many years old, in a text whose own day is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.judge.conflict import Case
from factcheck.judge.sequence.durations import events_about, of_length, parts_of, plain_duration
from factcheck.judge.sequence.knowledge import BUILT, knowledge
from factcheck.judge.sequence.said import Events, Said, day_of_text
from factcheck.judge.sequence.scene import Scene
from factcheck.model.claim import Claim
from factcheck.patterns import pattern_of
from factcheck.values.network import between

_OLD = pattern_of(r"\s+old\b(?!\s+(?:when|at the time|then|on|in)\b)")
_THING_BEFORE = pattern_of(r"(?:\s(?:is|are)\s|,\s)(?:now |already |well )?(?:[a-z]+ ){0,3}\Z")
_MARGIN = 366


def years_old(case: Case, scene: Scene, claims: Sequence[Claim], events: Events) -> Iterator[Said]:
    """`The levee, more than fifty years old, …`: it cannot be older than what it began with."""
    parts = None
    for claim in claims:
        duration = plain_duration(claim)
        if duration is None or duration.unit not in ("year", "decade", "century"):
            continue
        text = scene.documents[claim.document].text
        if not _OLD.match(text, claim.value_span.end):
            continue
        sentence = scene.sentence_of(claim)
        before = text[sentence.start : claim.value_span.start]
        match = _THING_BEFORE.search(before)
        if match is None or not _is_thing_alone(scene, claim, before[: match.start()]):
            continue
        parts = parts_of(events) if parts is None else parts
        known = events_about(scene, claim, events, parts)
        starts = [known[k] for k in (*knowledge().anniversary, *BUILT) if k in known]
        now = day_of_text(case, claim.document)
        if now is None or now.statement.date is None or not starts or "born" in known:
            continue
        slack = _MARGIN if duration.count % 5 or duration.comparator != "=" else 5 * _MARGIN
        low = duration.least_days - slack
        high = None if duration.comparator in (">", ">=") else duration.most_days + slack
        first, last = now.statement.date.earliest, now.statement.date.latest
        if any(last - s.low >= low and (high is None or first - s.high <= high) for s in starts):
            continue
        statement = of_length(claim, duration, starts[0].point)
        yield now
        yield Said(
            statement=statement,
            bounds=tuple(between(starts[0].point, now.statement.label, low, high, statement.label)),
        )


def _is_thing_alone(scene: Scene, claim: Claim, before: str) -> bool:
    """Whether the sentence so far is the thing and no more: no part of it, no second subject."""
    words = before.strip()
    if not claim.subject:
        return re.fullmatch(r"[Tt]he [a-z]+(?: [a-z]+)?", words) is not None
    return len(claim.subject) == 1 and re.sub(r"^[Tt]he ", "", words) in scene.names(claim.subject[0])
