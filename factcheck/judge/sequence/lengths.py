"""Judge, part of sequences: lengths of time between two events, by which the one refutes the date of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factcheck.judge.conflict import Evidence
from factcheck.judge.sequence.events import SPOKEN, Event, Says, Statement, day_bounds, finite, widened
from factcheck.judge.sequence.knowledge import knowledge, number_of
from factcheck.judge.sequence.things import PERSON, Scene, thing_of
from factcheck.model.claim import Claim, ClaimType
from factcheck.model.document import Block, BlockKind
from factcheck.model.time import Timex, TimexType
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.durations import DAYS, Duration
from factcheck.values.network import ORIGIN, Bound, between

YEAR = DAYS["year"]
Events = Mapping[str, Mapping[str, Event]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement with the bounds that it puts, and the points that it speaks of."""

    statement: Statement
    bounds: tuple[Bound, ...]


# --- durations --------------------------------------------------------------------------------------------------------

_BROKEN = re.compile(
    r"\b(?:break|breaks|interrupt\w*|on and off|gaps?|altogether|in all|in total|combined|intermittent\w*|each|per|every|another|further|more years|additional|except|apart from|non-consecutive|at a time|seasons?|working)\b",
    re.I,
)


def durations_of(scene: Scene, claims: Sequence[Claim], events: Events) -> Iterator[Said]:
    """Durations of a thing's whole being, or from its beginning to an end that is told: `closed after nine years`."""
    for claim in claims:
        duration = claim.value
        if claim.type is not ClaimType.DURATION or not isinstance(duration, Duration) or claim.modality not in SPOKEN:
            continue
        if duration.vague or duration.working or duration.unit not in _COUNTED or claim.occurrence:
            continue
        sentence = scene.sentence_of(claim)
        if _BROKEN.search(sentence.text):
            continue
        known = _events_about(scene, claim, events)
        if not known:
            continue
        pairs = [(s, e) for s, e in _pairs(claim, sentence.text) if s in known and e in known and s != e]
        if not pairs or any(_fits(duration, known[s], known[e]) for s, e in pairs):
            continue
        start, end = pairs[0]
        statement = _of_length(claim, Says.LENGTH, duration)
        least, most = duration.least_days - 1, duration.most_days + 1
        yield Said(
            statement=statement,
            bounds=tuple(
                between(
                    known[start].point,
                    known[end].point,
                    least,
                    None if most == float("inf") else most,
                    statement.label,
                )
            ),
        )


_COUNTED = frozenset({"day", "night", "week", "fortnight", "month", "year", "decade", "century"})


def _events_about(scene: Scene, claim: Claim, events: Events) -> Mapping[str, Event]:
    found = thing_of(scene, claim) if claim.predicate else None
    if found is not None and found[0].key in events:
        return events[found[0].key]
    # the words of a duration need no class: `the war lasted`, `filming took`
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


def _pairs(claim: Claim, sentence: str) -> Iterator[tuple[str, str]]:
    is_after = claim.timex is not None and claim.timex.relation.value == "after"
    if is_after:
        for start in knowledge().after.get(claim.predicate, ()):
            yield start, claim.predicate
        return
    quote = claim.quote
    for entry in knowledge().lengths:
        if entry.words.search(quote):
            for start in entry.starts:
                for end in entry.ends:
                    yield start, end


def _fits(duration: Duration, start: Event, end: Event) -> bool:
    least, most = end.low - start.high, end.high - start.low
    return least <= duration.most_days + 1 and duration.least_days <= most + 1


def _of_length(claim: Claim, says: Says, duration: Duration) -> Statement:
    return Statement(
        label=f"length {claim.id}",
        says=says,
        words=claim.shown,
        shown=claim.shown,
        evidence=(
            Evidence(document=claim.document, span=claim.span, values=(claim.value_span,), claim=claim.id),
        ),
        documents=(claim.document,),
        count=duration.count,
        unit=duration.unit,
        name=claim.entity,
    )


# --- ages -------------------------------------------------------------------------------------------------------------

_AGE = re.compile(
    r"(?P<at>\bat (?:the )?age (?:of )?|\baged? )(?P<age>\d{1,3}|[a-z]+(?:-[a-z]+)?)\b(?!\s*(?:or|to|and|–|-|days?|weeks?|months?|hours?|%))",
    re.I,
)
_LOOSE = re.compile(r"\b(?:about|around|over|under|nearly|almost|approximately|some|of|perhaps)\s*\Z", re.I)


def ages_of(scene: Scene, blocks: Mapping[str, Sequence[Block]], claims: Mapping[tuple[str, int], Sequence[Claim]], events: Events) -> Iterator[Said]:
    """Ages at dated events of persons whose birth is dated: `died on 9 April 1920, aged 75`."""
    for path, listed in blocks.items():
        for block in listed:
            low = block.text
            if ("age" not in low and "Age" not in low) or block.boilerplate:
                continue
            for match in _AGE.finditer(low):
                age = number_of(match["age"])
                if age is None or age > 115:
                    continue
                span = block.source_span(match.start(), match.end())
                value = block.source_span(match.start("age"), match.end("age"))
                sentence = scene.sentence(path, block, span.start)
                near = [
                    c
                    for c in claims.get((path, block.index), ())
                    if sentence.start <= c.value_span.start < sentence.end and c.type is ClaimType.DATE
                ]
                is_plain = "at" in match["at"].lower()
                yield from _age_at(scene, near, events, age, match[0], (path, span.start, span.end, value), is_plain)


def _age_at(
    scene: Scene,
    near: Sequence[Claim],
    events: Events,
    age: int,
    words: str,
    place: tuple[str, int, int, object],
    is_plain: bool,
) -> Iterator[Said]:
    path, start, end, value = place
    about = sorted(near, key=lambda c: (_apart(c, start, end), c.id))
    for claim in about:
        found = thing_of(scene, claim)
        if found is None or found[0].entity is None or found[0].part or found[0].where:
            continue
        thing, name = found
        born = events.get(thing.key, {}).get("born")
        if name == "born":
            continue
        if born is None or claim.timex is None or not isinstance(claim.value, DateValue):
            return
        if name != "die" and not (is_plain and scene.kind(thing.entity) == PERSON):  # type: ignore[arg-type]
            return
        if claim.timex.shift is not None or claim.modality not in SPOKEN or claim.timex.relation.value != "at":
            return
        others = {e for e in claim.entities if e != thing.entity and scene.kind(e) == PERSON}
        if others and not is_plain:
            return
        event = events.get(thing.key, {}).get(name)
        label = f"age {path} {start}"
        low = age * YEAR - 2
        high = (age + 1) * YEAR + 1
        statement = Statement(
            label=label,
            says=Says.AGE,
            words=words,
            shown=words,
            evidence=(Evidence(document=path, span=_span(start, end), values=(value,), claim=None),),  # type: ignore[arg-type]
            documents=(path,),
            count=age,
            unit="year",
            name=claim.entity,
        )
        if event is not None and claim in event.claims:
            yield Said(statement=statement, bounds=tuple(between(born.point, event.point, low, high, label)))
            return
        point = f"claim {claim.id}"
        first, last = day_bounds(claim)
        dated = _dated(claim, point)
        yield Said(statement=dated, bounds=tuple(between(ORIGIN, point, finite(first), finite(last), dated.label)))
        yield Said(statement=statement, bounds=tuple(between(born.point, point, low, high, label)))
        return


def _apart(claim: Claim, start: int, end: int) -> int:
    """How far the value stands from an age; dates before it are nearer."""
    if claim.value_span.end <= start:
        return start - claim.value_span.end
    return 2 * max(0, claim.value_span.start - end) + 20


def _dated(claim: Claim, point: str, words: str = "") -> Statement:
    assert isinstance(claim.value, DateValue)
    return Statement(
        label=f"{point} date",
        says=Says.DATE,
        words=words or claim.predicate_words.lower() or claim.predicate,
        shown=claim.shown,
        evidence=(Evidence(document=claim.document, span=claim.span, values=(claim.value_span,), claim=claim.id),),
        documents=(claim.document,),
        date=claim.value,
        name=claim.entity,
    )


def _span(start: int, end: int):  # type: ignore[no-untyped-def]
    from factcheck.model.document import Span

    return Span(start, end)


# --- anniversaries ----------------------------------------------------------------------------------------------------

_ANNIVERSARY = re.compile(
    r"(?P<verb>celebrat\w+|mark\w*|observ\w+|had|has|reach\w*)\s+(?P<whole>(?:its|their)\s+(?P<n>\d{1,3})(?:st|nd|rd|th)\s+(?:anniversary|birthday))\b(?!\s+(?:of|as|in|since|season|edition))",
)


def anniversaries_of(scene: Scene, blocks: Mapping[str, Sequence[Block]], claims: Mapping[tuple[str, int], Sequence[Claim]], events: Events) -> Iterator[Said]:
    """Anniversaries of what a thing began with: a year more or less is let pass, for feasts are moved."""
    for path, listed in blocks.items():
        for block in listed:
            if "anniversary" not in block.text and "birthday" not in block.text or block.boilerplate:
                continue
            for match in _ANNIVERSARY.finditer(block.text):
                span = block.source_span(match.start("whole"), match.end("whole"))
                sentence = scene.sentence(path, block, span.start)
                before = scene.documents[path].text[sentence.start : span.start]
                near = [
                    c
                    for c in claims.get((path, block.index), ())
                    if sentence.start <= c.value_span.start < sentence.end
                    and c.type is ClaimType.DATE
                    and isinstance(c.value, DateValue)
                    and c.timex is not None
                    and c.timex.shift is None
                    and c.timex.relation.value == "at"
                    and c.modality in SPOKEN
                ]
                if len({c.value_span for c in near}) != 1:
                    continue
                claim = near[0]
                about = [
                    e
                    for e in claim.entities
                    if any(re.search(rf"\b{re.escape(n)}\s+(?:\w+\s+){{0,2}}{match['verb']}\s*\Z", before) for n in scene.names(e))
                ]
                if len(about) != 1:
                    continue
                known = events.get(f"{about[0]}||", {})
                starts = [known[k] for k in knowledge().anniversary if k in known]
                years = int(match["n"])
                low, high = (years - 1) * YEAR - 366, (years + 1) * YEAR + 366
                first, last = day_bounds(claim)
                if not starts or any(first - s.high <= high and low <= last - s.low for s in starts):
                    continue
                point = f"claim {claim.id}"
                dated = _dated(claim, point)
                label = f"anniversary {path} {span.start}"
                yield Said(statement=dated, bounds=tuple(between(ORIGIN, point, finite(first), finite(last), dated.label)))
                yield Said(
                    statement=Statement(
                        label=label,
                        says=Says.ANNIVERSARY,
                        words=match["whole"],
                        shown=match["whole"],
                        evidence=(Evidence(document=path, span=span, values=(span,), claim=None),),
                        documents=(path,),
                        count=years,
                        unit="year",
                        name=scene.entities[about[0]].name,
                    ),
                    bounds=tuple(between(starts[0].point, point, low, high, label)),
                )


# --- up to the day of the text ----------------------------------------------------------------------------------------

_DATE_KEY = re.compile(r"(?:^|[._ -])(?:date|published|pubdate|published_time|issued)\Z", re.I)


def until_now(scene: Scene, claims: Sequence[Claim], events: Events, times: Mapping[str, Mapping[int, tuple[Timex, ...]]]) -> Iterator[Said]:
    """`for more than 70 years it has …` in a text whose own day is known: no thing is older than its beginning."""
    for claim in claims:
        duration = claim.value
        if claim.type is not ClaimType.DURATION or not isinstance(duration, Duration) or claim.modality not in SPOKEN:
            continue
        if duration.unit not in ("year", "decade", "century") or duration.vague or duration.comparator not in (">", ">="):
            continue
        text = scene.sentence_of(claim).text
        about = [e for e in claim.entities if scene.kind(e) not in (PERSON, "place") and f"{e}||" in events]
        if len(about) != 1 or not re.search(r"\b(?:has|have)\b", text) or _BROKEN.search(text):
            continue
        if not any(re.search(rf"\b{re.escape(n)}\s+(?:has|have)\b", text) for n in scene.names(about[0])):
            continue
        known = events[f"{about[0]}||"]
        starts = [known[k] for k in knowledge().anniversary if k in known]
        found = _own_day(scene, claim.document, times[claim.document])
        if found is None or not starts:
            continue
        day, dated, point = found
        least = duration.least_days - 366
        if any(day - s.low >= least for s in starts):
            continue
        statement = _of_length(claim, Says.LENGTH, duration)
        yield Said(statement=dated, bounds=tuple(between(ORIGIN, point, day, day, dated.label)))
        yield Said(statement=statement, bounds=tuple(between(starts[0].point, point, least, None, statement.label)))


def _own_day(
    scene: Scene, path: str, times: Mapping[int, tuple[Timex, ...]]
) -> tuple[int, Statement, str] | None:
    for block in scene.documents[path].blocks[:40]:
        if block.kind is not BlockKind.FRONT_MATTER or not _DATE_KEY.search(block.key):
            continue
        for timex in times.get(block.index, ()):
            if timex.value is not None and timex.value.granularity is Granularity.DAY:
                span = block.source_span(timex.start, timex.end)
                point = f"day {path}"
                statement = Statement(
                    label=point,
                    says=Says.DATE,
                    words="this text is",
                    shown=timex.text,
                    evidence=(Evidence(document=path, span=span, values=(span,), claim=None),),
                    documents=(path,),
                    date=timex.value,
                )
                return timex.value.earliest, statement, point
    return None


# --- steps ------------------------------------------------------------------------------------------------------------

_APPOSED = re.compile(r"\s*[,(–—-]?\s*(?:on|in|at)?\s*(?:the\s)?\Z")
_STEP_UNITS = frozenset({"day", "week", "month", "year", "decade"})


def steps_of(scene: Scene, claims: Sequence[Claim], events: Events, times: Mapping[str, Mapping[int, tuple[Timex, ...]]]) -> Iterator[Said]:
    """`two years later`: from what was told before to what is told, against the date that it has here or elsewhere."""
    by_value = {(c.document, c.value_span.start): c for c in claims if c.type is ClaimType.DATE and c.value is not None}
    for claim in claims:
        timex = claim.timex
        if timex is None or timex.shift is None or timex.shift.anchor != "narrative" or not timex.shift.count:
            continue
        shift = timex.shift
        if claim.type is not ClaimType.DATE or claim.modality not in SPOKEN or shift.unit not in _STEP_UNITS:
            continue
        if shift.whole or shift.working or shift.also or timex.modifier is not None or timex.duration is None:
            continue
        if timex.duration.comparator != "=" or timex.duration.high is not None or timex.duration.vague:
            continue
        anchor = _anchor(scene, claim, times[claim.document])
        if anchor is None:
            continue
        yield from _apposed(scene, claim, anchor, times[claim.document])
        yield from _told_elsewhere(scene, claim, anchor, by_value, events)


@dataclass(frozen=True, slots=True)
class _Anchor:
    timex: Timex
    block: Block


def _anchor(scene: Scene, claim: Claim, times: Mapping[int, tuple[Timex, ...]]) -> _Anchor | None:
    assert claim.timex is not None
    for told in claim.timex.provenance:
        if told.part != "anchor" or told.block is None or told.start is None or claim.block - told.block not in (0, 1):
            continue
        timex = next((t for t in times.get(told.block, ()) if t.start == told.start), None)
        if timex is not None and timex.value is not None and not timex.impossible:
            return _Anchor(timex, scene.documents[claim.document].blocks[told.block])
    return None


def _apposed(scene: Scene, claim: Claim, anchor: _Anchor, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Said]:
    """`Two years later, in 1874,`: the step and the date stand side by side and the story tells what it is counted from."""
    timex = claim.timex
    assert timex is not None and timex.shift is not None and timex.shift.count is not None
    block = scene.block(claim)
    here = times.get(claim.block, ())
    dated = next(
        (t for t in here if t.start >= timex.end and _APPOSED.fullmatch(block.text[timex.end : t.start])), None
    )
    if dated is None or dated.type is not TimexType.DATE or dated.value is None or dated.shift is not None:
        return
    if dated.impossible or dated.parts is None or dated.modifier is not None or dated.provenance or dated.until:
        return
    before = [t for t in here if t.end <= timex.start]
    if claim.block > 0:
        before += times.get(claim.block - 1, ())
    count, unit = timex.shift.count, timex.shift.unit
    for other in before:
        if other.type is TimexType.DATE and (other.value is None or _steps(other, count, unit, dated)):
            return
    if anchor.timex.value is None or anchor.timex.value.granularity > Granularity.YEAR or anchor.timex.shift:
        return
    start, end = f"at {claim.document} {anchor.block.index} {anchor.timex.start}", f"at {claim.document} {claim.block} {dated.start}"
    for point, t, b in ((start, anchor.timex, anchor.block), (end, dated, block)):
        assert t.value is not None
        statement = _at(scene, claim.document, b, t, point)
        yield Said(statement=statement, bounds=tuple(between(ORIGIN, point, t.value.earliest, t.value.latest, statement.label)))
    yield _step(claim, start, end, exact=True)


def _at(scene: Scene, path: str, block: Block, timex: Timex, point: str) -> Statement:
    span = block.source_span(timex.start, timex.end)
    return Statement(
        label=point,
        says=Says.DATE,
        words="",
        shown=timex.text,
        evidence=(Evidence(document=path, span=span, values=(span,), claim=None),),
        documents=(path,),
        date=timex.value,
    )


def _steps(a: Timex, count: int, unit: str, b: Timex) -> bool:
    """Whether so many units lead from one date to the other, read generously where either is finer than the unit."""
    if a.value is None or b.value is None:
        return True
    if a.value.granularity is Granularity.YEAR and b.value.granularity is Granularity.YEAR and unit in ("year", "decade"):
        first, last = widened(a.value, a)
        years = count * (10 if unit == "decade" else 1)
        if (first, last) == (a.value.earliest, a.value.latest):
            return dates.civil(b.value.earliest)[0] - dates.civil(a.value.earliest)[0] == years
    low, high = widened(a.value, a)
    end = a.value.latest
    if a.value.extended:
        high = end
    slack = {"day": 1.0, "week": 4.0}.get(unit, 0.55 * DAYS[unit])
    least, most = b.value.earliest - high, b.value.latest - low
    return least <= count * DAYS[unit] + slack and count * DAYS[unit] - slack <= most


def _step(claim: Claim, start: str, end: str, *, exact: bool) -> Said:
    timex = claim.timex
    assert timex is not None and timex.shift is not None and timex.shift.count is not None
    count, unit = timex.shift.count, timex.shift.unit
    label = f"step {claim.id}{' exact' if exact else ''}"
    slack = 0.0 if exact else 0.999 * DAYS[unit] + 1
    days = count * DAYS[unit]
    if exact:
        slack = {"day": 0.0, "week": 3.0, "month": 1.0, "year": 1.0}.get(unit, 1.0)
    statement = Statement(
        label=label,
        says=Says.STEP,
        words=claim.shown,
        shown=claim.shown,
        evidence=(Evidence(document=claim.document, span=claim.span, values=(claim.value_span,), claim=claim.id),),
        documents=(claim.document,),
        count=count,
        unit=unit,
        name=claim.entity,
    )
    return Said(statement=statement, bounds=tuple(between(start, end, days - slack, days + slack, label)))


def _told_elsewhere(
    scene: Scene, claim: Claim, anchor: _Anchor, by_value: Mapping[tuple[str, int], Claim], events: Events
) -> Iterator[Said]:
    """`founded in 1948 and closed nine years later`, where another passage dates the closing."""
    found = thing_of(scene, claim)
    if found is None or found[0].key not in events or found[0].where:
        return
    event = events[found[0].key].get(found[1])
    if event is None:
        return
    span = anchor.block.source_span(anchor.timex.start, anchor.timex.end)
    told = by_value.get((claim.document, span.start))
    start = next(
        (e.point for e in events[found[0].key].values() if told is not None and told in e.claims and e.name != found[1]),
        None,
    )
    if start is None or anchor.block.index != claim.block:
        return
    yield _step(claim, start, event.point, exact=False)


# --- before and after -------------------------------------------------------------------------------------------------

_BEFORE = re.compile(
    r"\s*,?\s*(?:(?P<n>\d{1,3}|[a-z]+(?:-[a-z]+)?) (?P<unit>day|week|month|year)s?\s+)?(?P<side>before|after) (?P<whose>his|her) (?P<what>death|birth)\b"
)
_WHAT = {"death": "die", "birth": "born"}


def distances_of(scene: Scene, claims: Sequence[Claim], events: Events) -> Iterator[Said]:
    """`in 1957, three years before her death`: a date with its distance from the death or birth of who is spoken of."""
    for claim in claims:
        if claim.type is not ClaimType.DATE or not isinstance(claim.value, DateValue) or claim.timex is None:
            continue
        if claim.timex.shift is not None or claim.modality not in SPOKEN or claim.timex.relation.value != "at":
            continue
        text = scene.documents[claim.document].text
        match = _BEFORE.match(text, claim.value_span.end)
        if match is None:
            continue
        people = [e for e in claim.entities if _WHAT[match["what"]] in events.get(f"{e}||", {})]
        if len(people) != 1 or any(scene.kind(e) == PERSON for e in claim.entities if e not in people):
            continue
        event = events[f"{people[0]}||"][_WHAT[match["what"]]]
        low: float | None = -1.0
        high: float | None = None
        count = 1 if match["n"] in ("a", "one") else number_of(match["n"] or "")
        if match["n"] and count is None:
            continue
        if count is not None:
            unit = DAYS[match["unit"]]
            low, high = (count - 0.999) * unit - 1, (count + 0.999) * unit + 1
        point = f"claim {claim.id}"
        dated = _dated(claim, point)
        first, last = day_bounds(claim)
        label = f"distance {claim.id}"
        span = _span(match.start() + len(match[0]) - len(match[0].lstrip(" ,\n")), match.end())
        ends = (point, event.point) if match["side"] == "before" else (event.point, point)
        yield Said(statement=dated, bounds=tuple(between(ORIGIN, point, finite(first), finite(last), dated.label)))
        yield Said(
            statement=Statement(
                label=label,
                says=Says.STEP,
                words=match[0].strip(" ,\n"),
                shown=match[0].strip(" ,\n"),
                evidence=(Evidence(document=claim.document, span=span, values=(span,), claim=None),),
                documents=(claim.document,),
                count=None if count is None else (count if match["side"] == "before" else -count),
                unit=match["unit"] or "",
                name=scene.entities[people[0]].name,
            ),
            bounds=tuple(between(*ends, low, high, label)),
        )
