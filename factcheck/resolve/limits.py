"""Resolve, part: days counted from a dated event: `within 30 days of the award` where a table dates the award.

The event is looked for among the claims of the document, then of the corpus; two days for it leave the last day unknown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from factcheck.frozen import replace
from factcheck.model.claim import Claim, ClaimType, Step
from factcheck.model.time import CountedFrom, Provenance, Relation, Shift, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.resolve.event_dates import LABELLED, TOLD, DatedEvents, dated_from_event, is_dated_event, is_event_of
from factcheck.resolve.steps import FreeDays, no_holidays, stepped
from factcheck.values import dates
from factcheck.values.dates import Granularity
from factcheck.values.durations import DAYS, Duration
from factcheck.values.names import name_tokens
from factcheck.values.words import content_words, stem, synonym

_NAME = pattern_of(r"\b[A-Z][\w’'-]+")
_LINK = pattern_of(r"\s(?:from|after|following|of|before|prior\sto|ahead\sof)\Z")


def with_counted(claims: Sequence[Claim], free: FreeDays = no_holidays) -> list[Claim]:
    """The claims with the values of those that are counted from an event; one whose event has no known day is left out.

    Ids number them anew, in the same order.
    """
    if not any(claim.counted for claim in claims):
        return list(claims)
    dated: dict[str, list[Claim]] = defaultdict(list)
    told = DatedEvents(claim for claim in claims if claim.counted and claim.type is ClaimType.DATE)
    for claim in claims:
        if is_day_of_event(claim):
            dated[claim.document].append(claim)
        told.add(claim)
    events = _Events(dated)

    def completed(claim: Claim) -> Claim | None:
        if claim.counted is None:
            return claim
        if claim.type is ClaimType.DATE:
            return dated_from_event(claim, told)
        return _completed(claim, events, free)

    done = [c for claim in claims if (c := completed(claim)) is not None]
    return [claim if claim.id == n else replace(claim, id=n) for n, claim in enumerate(done)]


def is_day_of_event(claim: Claim) -> bool:
    """Whether a claim dates an event that a last day could be counted from."""
    timex = claim.timex
    return (
        claim.type in (ClaimType.DATE, ClaimType.DEADLINE)
        and claim.counted is None
        and claim.extractor != "front-matter/date"
        and claim.fact is None
        and claim.modality in TOLD
        and timex is not None
        and timex.value is not None
        and not timex.impossible
        and timex.value.granularity is Granularity.DAY
    )


class _Events:
    """The claims that date events, by document: those by a label, those told in a sentence, and the words of each."""

    def __init__(self, dated: Mapping[str, Sequence[Claim]]) -> None:
        self.dated = dated
        self.labelled = {path: [c for c in claims if _is_labelled(c)] for path, claims in dated.items()}
        self.told = {path: [c for c in claims if not _is_labelled(c)] for path, claims in dated.items()}
        self._words: dict[int, frozenset[str]] = {}

    def words(self, claim: Claim) -> frozenset[str]:
        if (known := self._words.get(id(claim))) is None:  # its number may be that of another document's claim, too
            known = self._words[id(claim)] = _words(claim)
        return known


def _completed(claim: Claim, events: _Events, free: FreeDays) -> Claim | None:
    assert claim.counted is not None
    event = _event_of(claim, claim.counted, events) if claim.type is ClaimType.DEADLINE else None
    timex = claim.timex
    if timex is None:
        return None
    if event is None or event.timex is None or event.timex.value is None:
        if claim.counted.at >= 0:
            return None  # the length has a claim of its own
        return _as_length(claim, claim.counted, timex)
    step = _step_of(timex)
    value = stepped(event.timex.value, step, None, free) if step is not None else None
    if value is None:
        return None
    lead, link = ("within ", "of ") if timex.type is TimexType.DURATION else ("", "")
    shown = f"{dates.describe(value)} ({lead}{timex.text} {link}{claim.counted.words})"
    where = "" if event.document == claim.document else f" in {event.document}"
    why = Provenance(
        part="anchor", source="event", detail=f"`{claim.counted.words}`, which is dated {event.shown}{where}"
    )
    told = replace(
        timex, type=TimexType.DATE, relation=Relation.BY, shift=None, duration=None, value=value, edtf=value.edtf,
        provenance=(*timex.provenance, why),
    )  # fmt: skip
    last = dates.open_until(value)
    return replace(
        claim,
        value=last,
        text_value=last.edtf,
        shown=" ".join(shown.split()),
        timex=told,
        steps=(*claim.steps, Step(stage="resolve", what=f"anchor from {why.detail}")),
    )


def _as_length(claim: Claim, counted: CountedFrom, timex: Timex) -> Claim | None:
    """The time between a last day and an event that no day is known of: `six months from the date of the decision`, `14 days before the start`."""
    shift = timex.shift
    if timex.type is TimexType.DURATION or shift is None or not shift.count or shift.unit not in DAYS:
        return None  # a length of time has a claim of its own
    count = abs(shift.count)
    is_limit = claim.type is ClaimType.DEADLINE
    is_most = is_limit or _MOST.search(claim.quote, 0, max(0, claim.value_span.start - claim.span.start)) is not None
    comparator = counted.comparator or ("=" if not is_most else "<=" if shift.count > 0 else ">=")
    length = Duration(count=count, unit=shift.unit, comparator=comparator, working=shift.working, shown=timex.text)
    shown = _LINK.sub("", claim.shown)
    told = replace(timex, type=TimexType.DURATION, relation=Relation.WITHIN, shift=None, duration=length)
    return replace(
        claim,
        type=ClaimType.DURATION,
        value=length,
        shown=shown,
        text_value=f"{comparator.strip('=') and comparator}{count:g} {shift.unit}{'s' if count != 1 else ''}",
        measure=counted.head,
        context=tuple(dict.fromkeys((*claim.context, *counted.stems))),
        counted=None,
        timex=told,
        extractor="prose/limit",
    )


_MOST = pattern_of(r"\b(?:up\sto|until|at\smost|a\smaximum\sof)\s\Z", re.I)
"""Before a length that is the most that is allowed: `accepted up to 14 days after purchase`."""


def _step_of(timex: Timex) -> Shift | None:
    """How far from its event a time lies: exact to the day."""
    if timex.shift is not None and timex.type is not TimexType.DURATION:
        return replace(timex.shift, to_the_day=not timex.shift.working)
    length = timex.duration
    if length is None or length.count != int(length.count):
        return None
    times, unit = {"fortnight": (2, "week"), "quarter": (3, "month")}.get(length.unit, (1, length.unit))
    working = length.working and unit == "day"
    return Shift(
        count=times * int(length.count), unit=unit, anchor="event", whole=False, working=working, to_the_day=not working
    )


def _event_of(claim: Claim, counted: CountedFrom, events: _Events) -> Claim | None:
    """The claim that dates the event: of the document by its label, then by its verb, then of the whole corpus."""
    if counted.at >= 0:
        return next(
            (
                c
                for c in events.dated.get(claim.document, ())
                if c.block == claim.block and c.timex is not None and c.timex.start == counted.at
            ),
            None,
        )
    labelled, told = events.labelled.get(claim.document, ()), events.told.get(claim.document, ())
    for candidates, fits in (
        (labelled, _is_whole),
        (labelled, _is_head),
        (told, _is_told),
        (_elsewhere(claim, counted, events), _is_whole_event),
    ):
        found = [c for c in candidates if fits(c, counted, events) and not _is_of_place(c, claim)]
        values = {c.timex.value.earliest for c in found if c.timex is not None and c.timex.value is not None}
        if len(values) == 1:
            return found[0]
        if values:
            return None
    return None


def _is_of_place(candidate: Claim, claim: Claim) -> bool:
    """Whether two claims are of one value."""
    return candidate.document == claim.document and candidate.value_span == claim.value_span


def _elsewhere(claim: Claim, counted: CountedFrom, events: _Events) -> Iterator[Claim]:
    """The claims of other documents that may date an event with a name."""
    if _NAME.search(counted.words):
        for path in sorted(events.dated):
            if path != claim.document:
                yield from events.dated[path]


def _is_labelled(claim: Claim) -> bool:
    """Whether a label dates the event: a cell, a pair, or `Count: 3 October` in a list."""
    if claim.headed:
        return False
    return claim.extractor in LABELLED or claim.quote.rstrip("*_ ").endswith((f": {claim.shown}", f":** {claim.shown}"))


def _words(claim: Claim) -> frozenset[str]:
    about = content_words(claim.entity) if claim.subject or claim.extractor in LABELLED else ()
    return frozenset(synonym(w) for w in (*claim.theme, *claim.labels, *content_words(claim.predicate_words), *about))


def _is_covered(claim: Claim, counted: CountedFrom, events: _Events, word: str) -> bool:
    return synonym(word) in events.words(claim) or any(
        s == word and sort == claim.predicate for s, sort in counted.sorts
    )


def _is_whole(claim: Claim, counted: CountedFrom, events: _Events) -> bool:
    return bool(counted.stems) and all(_is_covered(claim, counted, events, word) for word in counted.stems)


def _is_head(claim: Claim, counted: CountedFrom, events: _Events) -> bool:
    return bool(counted.head) and _is_covered(claim, counted, events, counted.head)


def _is_told(claim: Claim, counted: CountedFrom, events: _Events) -> bool:
    """A sentence dates an event by its own verb, and is of the same thing."""
    return any(sort == claim.predicate for _, sort in counted.sorts) and _is_whole(claim, counted, events)


def may_be_counted_from(event: Claim, claim: Claim) -> bool:
    """Whether a claim dates, by its words, the event that a claim of another document is counted from."""
    if claim.counted is None:
        return False
    if claim.type is ClaimType.DATE:
        return is_dated_event(event) and is_event_of(event, claim)
    return is_day_of_event(event) and _is_whole_event(event, claim.counted, _Events({}))


def _is_whole_event(claim: Claim, counted: CountedFrom, events: _Events) -> bool:
    """Another document must date an event of the same name: `the signing of the Treaty of Olm`."""
    names = {stem(w) for w in _NAME.findall(counted.words)}
    of = {stem(w) for entity in claim.entities for w in name_tokens(entity)}
    is_dated = _is_labelled(claim) or _is_told(claim, counted, events)
    return is_dated and _is_whole(claim, counted, events) and names <= of


__all__ = ["may_be_counted_from", "with_counted"]
