"""Resolve, part: the day of what happened a step from an event that the same document dates: `two days after the sinking`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from factcheck.frozen import replace
from factcheck.model.claim import Claim, ClaimType, EntityId, Modality, Step
from factcheck.model.time import CountedFrom, Provenance, Shift
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.words import content_words, synonym

TOLD = (Modality.ASSERTED, Modality.REPORTED, Modality.PLANNED)
_OWNED = pattern_of(r"(?:his|her|its|their)\b")
_TAKES_PLACE = frozenset(["hold", "start", "meet", "sign", "conclude", "agree"])
LABELLED = ("table", "pair")
_NEAR = 160
"""Characters within which the clause of an event tells its own day: `six weeks before the strike began on 3 May`."""


def is_dated_event(claim: Claim) -> bool:
    """Whether a claim dates an event to the year or closer, by words of its own."""
    timex = claim.timex
    return (
        claim.type is ClaimType.DATE
        and claim.counted is None
        and not claim.headed
        and claim.fact is None
        and claim.modality in TOLD
        and claim.extractor != "front-matter/date"
        and timex is not None
        and timex.value is not None
        and timex.shift is None
        and not timex.impossible
        and timex.modifier is None
        and timex.value.granularity <= Granularity.YEAR
        and claim.value == timex.value
    )


class DatedEvents:
    """The claims of a corpus that date events which others are counted from: by document, and by act and one who takes part."""

    def __init__(self, counted: Iterable[Claim]) -> None:
        self._own: dict[str, list[Claim]] = {}
        self._of: dict[tuple[str, EntityId], list[Claim]] = {}
        for claim in counted:
            self._own.setdefault(claim.document, [])
            for key in _keys_of(claim):
                self._of.setdefault(key, [])

    def add(self, claim: Claim) -> None:
        """Takes a claim in, if it dates an event that may be asked for."""
        if not self._own or not is_dated_event(claim):
            return
        if (own := self._own.get(claim.document)) is not None:
            own.append(claim)
        labels = map(synonym, claim.labels) if claim.extractor in LABELLED else ()
        for key in product({claim.predicate, *labels}, _taking_part(claim)):
            if (of := self._of.get(key)) is not None:
                of.append(claim)

    def of_document(self, path: str) -> Sequence[Claim]:
        """Those of one document."""
        return self._own.get(path, ())

    def elsewhere(self, claim: Claim) -> list[Claim]:
        """Those of other documents that tell of the event that a claim is counted from."""
        events = {id(event): event for key in _keys_of(claim) for event in self._of[key]}
        return [e for e in events.values() if e.document != claim.document and is_event_of(e, claim)]


def _keys_of(claim: Claim) -> list[tuple[str, EntityId]]:
    """Under what the event that a claim is counted from may be found: its act or its noun, with one who takes part."""
    counted = claim.counted
    if counted is None or _OWNED.match(counted.words):
        return []
    words = {*(sort for _, sort in counted.sorts), synonym(counted.head), *(() if counted.sorts else _TAKES_PLACE)}
    return list(product(sorted(words), sorted(_taking_part(claim))))


def dated_from_event(claim: Claim, events: DatedEvents) -> Claim | None:
    """The claim with its value, counted from the event among the dated claims of its document, or of the others; none where it is not sure which."""
    counted, timex = claim.counted, claim.timex
    if counted is None or timex is None or timex.shift is None:
        return None
    event = _event_of(claim, counted, events.of_document(claim.document))
    if event is None:
        event = _finest(events.elsewhere(claim))
    if event is None or not isinstance(event.value, DateValue):
        return None
    value = stepped_from(event.value, timex.shift)
    if value is None:
        return None
    where = "" if event.document == claim.document else f" in {event.document}"
    why = Provenance(part="anchor", source="event", detail=f"`{counted.words}`, which is dated {event.shown}{where}")
    return replace(
        claim,
        value=value,
        text_value=value.edtf,
        shown=f"{timex.text} {counted.words}, which was {event.shown}",
        counted=None,
        timex=replace(timex, value=value, edtf=value.edtf, provenance=(*timex.provenance, why)),
        steps=(*claim.steps, Step(stage="resolve", what=f"anchor from {why.detail}")),
    )


def stepped_from(anchor: DateValue, shift: Shift) -> DateValue | None:
    """The value a step away from an event, as wide as people speak: a week three days off, a month half of one, a year all of it."""
    count, unit = shift.count, shift.unit
    if not count or shift.working:
        return None
    is_day = anchor.granularity is Granularity.DAY
    if is_day and (unit == "day" or shift.to_the_day):
        return dates.shift(anchor, count, unit)
    if unit == "week" and is_day:
        return _about(dates.shift(anchor, count, unit), 3)
    if unit == "month" and anchor.granularity <= Granularity.MONTH:
        return _about(dates.shift(anchor, count, unit), 16)
    if unit in ("year", "decade", "century") and anchor.granularity <= Granularity.YEAR:
        years = count * {"year": 1, "decade": 10, "century": 100}[unit]
        value = dates.year(dates.civil(anchor.earliest)[0] + years)
        if anchor.granularity is Granularity.YEAR:
            return value if abs(years) < _ROUND or years % 5 else _about(value, 366)
        moved = _about(dates.shift(anchor, years, "year"), 183)
        slack = 366 if abs(years) >= _ROUND and years % 5 == 0 else 0
        return replace(
            value,
            earliest=min(value.earliest, moved.earliest) - slack,
            latest=max(value.latest, moved.latest) + slack,
            approximate=True,
        )
    return None


_ROUND = 10
"""Years from which a number that ends in 0 or 5 may be a rounded one."""


def _about(value: DateValue, days: int) -> DateValue:
    return replace(value, earliest=value.earliest - days, latest=value.latest + days, approximate=True)


def _event_of(claim: Claim, counted: CountedFrom, dated: Sequence[Claim]) -> Claim | None:
    """The claim that dates the event: told in the clause itself, or the only day that the document knows of such an event."""
    others = [c for c in dated if c.value_span != claim.value_span]
    own = [
        c
        for c in others
        if c.block == claim.block
        and 0 < c.value_span.start - claim.value_span.end < _NEAR
        and claim.span.end <= c.value_span.end
        and c.predicate != claim.predicate
        and any(sort == c.predicate for _, sort in counted.sorts)
    ]
    if own:
        return min(own, key=lambda c: c.value_span.start)
    return _finest([c for c in others if is_event_of(c, claim)])


def _finest(found: Sequence[Claim]) -> Claim | None:
    """The most exact of several days of one event; none where they contradict each other."""
    if not found:
        return None
    finest = min(found, key=lambda c: (_width(c), c.id))
    return finest if all(_holds(c, finest) for c in found) else None


def _width(claim: Claim) -> int:
    assert isinstance(claim.value, DateValue)
    return claim.value.latest - claim.value.earliest


def _holds(wide: Claim, fine: Claim) -> bool:
    assert isinstance(wide.value, DateValue)
    assert isinstance(fine.value, DateValue)
    return wide.value.earliest <= fine.value.earliest and fine.value.latest <= wide.value.latest


def is_event_of(event: Claim, claim: Claim) -> bool:
    """Whether a dated claim tells of the event that a step is counted from, by its act and by all words that say which."""
    counted = claim.counted
    if counted is None:
        return False
    words, sorts = _words(event), dict(counted.sorts)
    if not all(synonym(stem) in words or sorts.get(stem) == event.predicate for stem in counted.stems):
        return False
    if event.document != claim.document and _taking_part(event).isdisjoint(_taking_part(claim)):
        return False
    if _OWNED.match(counted.words) and not _share_subject(event, claim):
        return False
    if event.extractor in LABELLED or (event.predicate and event.predicate in sorts.values()):
        return True
    is_its = bool(event.theme) and synonym(event.theme[-1]) == synonym(counted.head)
    return not sorts and event.predicate in _TAKES_PLACE and is_its


def _taking_part(claim: Claim) -> frozenset[EntityId]:
    return frozenset((*claim.topic, *claim.subject, *claim.entities))


def _share_subject(event: Claim, claim: Claim) -> bool:
    if event.subject:
        return not set(event.subject).isdisjoint((*claim.subject, *claim.entities))
    return bool(event.theme) and event.theme == claim.theme


def _words(claim: Claim) -> frozenset[str]:
    told = (*claim.theme, *claim.labels, *content_words(claim.predicate_words), *content_words(claim.entity))
    return frozenset(map(synonym, told))
