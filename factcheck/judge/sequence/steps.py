"""Judge, part of sequences: words of order: `two years later`, `after`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Evidence
from factcheck.judge.sequence.distances import is_plain
from factcheck.judge.sequence.events import SPOKEN, Says, Statement, day_bounds, widened
from factcheck.judge.sequence.said import Events, Said, dated_point, time_point
from factcheck.judge.sequence.scene import Scene
from factcheck.judge.sequence.things import thing_of
from factcheck.model.claim import Claim, ClaimType
from factcheck.model.document import Block
from factcheck.model.time import Shift, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import Granularity
from factcheck.values.durations import DAYS
from factcheck.values.network import Bound, between

_UNITS = frozenset({"day", "week", "month", "year", "decade"})


def steps_of(
    scene: Scene, claims: Sequence[Claim], events: Events, times: Mapping[str, Mapping[int, tuple[Timex, ...]]]
) -> Iterator[Said]:
    """`two years later`: from what was told before to what is told, against the date that it has here or elsewhere."""
    by_value: dict[tuple[str, int], Claim] = {}
    for claim in claims:
        if claim.type is ClaimType.DATE and claim.value is not None:
            by_value[claim.document, claim.value_span.start] = claim  # a step is counted from what stands before it
        shift = _counted_step(claim)
        if shift is None or claim.timex is None:
            continue
        if scene.block(claim).text.startswith(" than ", claim.timex.end):
            continue  # five days later than last time
        step = _Step(claim, claim.timex, shift.count or 0, shift.unit)
        anchor = _anchor(scene, claim, times[claim.document])
        if anchor is not None:
            yield from _apposed(scene, step, anchor, times[claim.document])
            if not shift.whole:
                yield from _told_elsewhere(scene, step, anchor, by_value, events)


@dataclass(frozen=True, slots=True)
class _Step:
    claim: Claim
    timex: Timex
    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class _Anchor:
    timex: Timex
    block: Block


def _counted_step(claim: Claim) -> Shift | None:
    """The step of a claim, where it is a plain count of days to decades from what was told before."""
    timex = claim.timex
    if timex is None or timex.shift is None or timex.modifier is not None:
        return None
    shift, length = timex.shift, timex.duration
    if length is None:  # `The day after, on 4 May 1911`
        is_next = shift.whole and shift.unit == "day" and shift.count == 1 and shift.anchor == "narrative"
        return shift if is_next and claim.type is ClaimType.DATE and claim.modality in SPOKEN else None
    if claim.type is not ClaimType.DATE or claim.modality not in SPOKEN or shift.unit not in _UNITS:
        return None
    if shift.anchor != "narrative" or not shift.count or shift.whole or shift.working or shift.also:
        return None
    return shift if length.comparator == "=" and length.high is None and not length.vague else None


def _anchor(scene: Scene, claim: Claim, times: Mapping[int, tuple[Timex, ...]]) -> _Anchor | None:
    """The date that the step was counted from, if it stands in this paragraph or the one before."""
    assert claim.timex is not None
    for told in claim.timex.provenance:
        if told.part != "anchor" or told.block is None or claim.block - told.block not in (0, 1):
            continue
        timex = next((t for t in times.get(told.block, ()) if t.start == told.start), None)
        if timex is not None and timex.value is not None and not timex.impossible:
            return _Anchor(timex, scene.documents[claim.document].blocks[told.block])
    return None


_APPOSED = pattern_of(r"\s*[,(–—-]?\s*(?:on|in|at)?\s*(?:the\s)?\Z")


def _apposed(scene: Scene, step: _Step, anchor: _Anchor, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Said]:
    """`Two years later, in 1874,`: step and date stand side by side, and no date before them fits."""
    block = scene.block(step.claim)
    here = times.get(block.index, ())
    text, end = block.text, step.timex.end
    dated = next((t for t in here if t.start >= end and _APPOSED.fullmatch(text[end : t.start])), None)
    if dated is None:  # `In 1874, two years later,`
        start = step.timex.start
        dated = next((t for t in here if t.end <= start and re.fullmatch(r",\s*", text[t.end : start])), None)
    if dated is None or dated.type is not TimexType.DATE or dated.value is None or dated.shift is not None:
        return
    if dated.impossible or dated.modifier is not None or dated.provenance or dated.until:
        return
    before = [*times.get(block.index - 1, ()), *(t for t in here if t.end <= step.timex.start and t is not dated)]
    if any(t.type is TimexType.DATE and _leads_to(t, step, dated) for t in before):
        return
    if anchor.timex is dated:
        anchored = [t for t in before if t.value is not None and t.type is TimexType.DATE]
        if not anchored or anchored[-1] not in here:
            return
        anchor = _Anchor(anchored[-1], block)
    value = anchor.timex.value
    if value is None or value.granularity > Granularity.YEAR or anchor.timex.shift is not None:
        return
    path = step.claim.document
    points = []
    for timex, place in ((anchor.timex, anchor.block), (dated, block)):
        points.append(f"at {path} {place.index} {timex.start}")
        yield time_point(path, place.source_span(timex.start, timex.end), timex, points[-1])
    slack = {"day": 0.0, "week": 3.0, "decade": 0.3 * DAYS["decade"]}.get(step.unit, 1.0)
    yield _said(step, points[0], points[1], slack, "exact")


def _leads_to(a: Timex, step: _Step, b: Timex) -> bool:
    """Whether so many units lead from one date to the other; whole years are counted as years, others with a half."""
    if a.value is None or b.value is None:
        return True
    low, high = widened(a.value, a)
    is_sharp = (low, high) == (a.value.earliest, a.value.latest)
    if step.unit == "year" and is_sharp and a.value.granularity is b.value.granularity is Granularity.YEAR:
        return dates.civil(b.value.earliest)[0] - dates.civil(a.value.earliest)[0] == step.count
    days = step.count * DAYS[step.unit]
    slack = {"day": 1.0, "week": 4.0}.get(step.unit, 0.55 * DAYS[step.unit])
    return b.value.earliest - high <= days + slack and days - slack <= b.value.latest - low


def _said(step: _Step, start: str, end: str, slack: float, how: str = "") -> Said:
    claim = step.claim
    days = step.count * DAYS[step.unit]
    statement = Statement(
        label=f"step {claim.id} {how}",
        says=Says.STEP,
        words=claim.shown,
        shown=claim.shown,
        evidence=(Evidence(document=claim.document, span=claim.span, values=(claim.value_span,), claim=claim.id),),
        documents=(claim.document,),
        count=step.count,
        unit=step.unit,
        start=start,
        name=claim.entity,
    )
    return Said(statement=statement, bounds=tuple(between(start, end, days - slack, days + slack, statement.label)))


def _told_elsewhere(
    scene: Scene, step: _Step, anchor: _Anchor, by_value: Mapping[tuple[str, int], Claim], events: Events
) -> Iterator[Said]:
    """`founded in 1948 and closed nine years later`, where another passage dates the closing."""
    claim = step.claim
    found = thing_of(scene, claim)
    if found is None or found[0].where or anchor.block.index != claim.block:
        return
    known = events.get(found[0].key, {})
    event = known.get(found[1])
    told = by_value.get((claim.document, anchor.block.source_span(anchor.timex.start, anchor.timex.end).start))
    start = next((e for e in known.values() if told is not None and told in e.claims and e.name != found[1]), None)
    if event is not None and start is not None:
        yield _said(step, start.point, event.point, 0.999 * DAYS[step.unit] + 1)


# --- two clauses ------------------------------------------------------------------------------------------------------

_CONJUNCTION = pattern_of(
    r"\s*,?\s*(?:but |only |shortly |soon |long |just |some time )?(?P<side>after|before|following)\s+", re.I
)
_FRONTED = pattern_of(r"[\"“(]?(?P<side>After|Before|Following)\s+")


def clauses_of(scene: Scene, claims: Mapping[tuple[str, int], Sequence[Claim]]) -> Iterator[Said]:
    """`opened on 2 May, after a trial that started on 3 June`: two dated clauses and the word of order between them."""
    for listed in claims.values():
        dated = [c for c in listed if c.predicate and is_plain(c) and c.timex is not None and not c.timex.provenance]
        for one, other in pairwise(sorted(dated, key=lambda c: (c.value_span.start, c.id))):
            if one.value_span == other.value_span or one.predicate == other.predicate:
                continue
            in_order = _in_order(scene, one, other)
            if in_order is not None and day_bounds(in_order[0])[0] > day_bounds(in_order[1])[1]:
                first, then = (f"clause {c.id} {one.id}" for c in in_order)
                yield dated_point(in_order[0], first)
                said = dated_point(in_order[1], then)
                yield Said(statement=said.statement, bounds=(*said.bounds, Bound(then, first, 0.0)))


def _in_order(scene: Scene, one: Claim, other: Claim) -> tuple[Claim, Claim] | None:
    """Two clauses of one sentence in the order that a word between or before them says."""
    text = scene.documents[one.document].text
    sentence = scene.sentence_of(one)
    if other.value_span.start >= sentence.end:
        return None
    between_them = text[one.value_span.end : max(one.value_span.end, other.span.start)]
    if match := _CONJUNCTION.fullmatch(between_them):
        return (one, other) if match["side"].lower() == "before" else (other, one)
    match = _FRONTED.fullmatch(text[sentence.start : max(sentence.start, one.span.start)])
    if match and re.match(r"\s*,", text[one.value_span.end : one.value_span.end + 3]):
        return (other, one) if match["side"] == "Before" else (one, other)
    return None


_HAVING = pattern_of(r"\bhaving\s|\bafter (?:it|he|she|they) had\b|\bwhich had\b")


def looks_back(scene: Scene, one: Claim, other: Claim) -> bool:
    """Whether what is told second was before: `opened in May 2021, having been closed in March 2020`."""
    text = scene.documents[one.document].text
    return _HAVING.search(text, one.value_span.end, other.value_span.start) is not None
