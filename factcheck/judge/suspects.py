"""Judge, part: which side of a finding is likely wrong, and why. Evidence in order of its weight; the first that speaks decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import HOUSE_FACTS, Case, Evidence
from factcheck.judge.copies import Copies
from factcheck.judge.folding import Told
from factcheck.judge.remedies import timex_at
from factcheck.model.claim import Claim, ClaimType, Modality
from factcheck.model.document import Span
from factcheck.model.finding import Finding, Side
from factcheck.model.time import Timex
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.written import differ_by_a_slip

_CONTEMPORARY = 60
"""Days after an event within which a dated text counts as written of its time."""
_NEWER = 30
"""Days by which the newest text of one side must be newer."""
_DECISIVE = ("weekday", "impossible-date", "total", "duration")
"""Kinds whose first side is wrong by reckoning alone, or else the little that it is reckoned from."""


@dataclass(frozen=True, slots=True)
class _Vote:
    side: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the evidence is looked for in."""

    case: Case
    copies: Copies
    told: Told
    reckoned: Mapping[str, Sequence[tuple[Span, Finding]]]
    """By document: the values that reckoning alone puts in doubt."""

    @property
    def sides(self) -> tuple[Side, ...]:
        return self.told.finding.sides


def with_suspects(case: Case, told: Sequence[Told], copies: Copies) -> tuple[Told, ...]:
    """The findings with two sides or more with the one that is likely wrong, or undecided, with reasons in words."""
    reckoned: dict[str, list[tuple[Span, Finding]]] = {}
    for finding in (f for item in told for f in (item.finding, *item.finding.folded)):
        if finding.kind in _DECISIVE and finding.sides:
            for place in finding.sides[0].places:
                reckoned.setdefault(place.document, []).extend((value, finding) for value in place.values)
    return tuple(
        _judged(_Scene(case, copies, item, reckoned)) if len(item.finding.sides) > 1 else item for item in told
    )


def _judged(scene: _Scene) -> Told:
    if any(not side.places for side in scene.sides):
        return scene.told
    votes = [vote for look in _EVIDENCE for vote in look(scene)]
    finding = scene.told.finding
    if not votes:
        return replace(scene.told, finding=replace(finding, suspect_reasons=(_undecided(scene),)))
    suspect = votes[0].side
    reasons = [vote.reason if vote.side == suspect else f"but {vote.reason}" for vote in votes]
    return replace(scene.told, finding=replace(finding, suspect=suspect, suspect_reasons=tuple(reasons)))


def _undecided(scene: _Scene) -> str:
    counts = [len(scene.copies.independent(side.places)) for side in scene.sides]
    if len({*counts}) == 1 and counts[0] == 1 and len({p.document for s in scene.sides for p in s.places}) == 1:
        return "undecided: one document says both, and nothing else tells which is meant"
    told = ", ".join(f"{_documents(n)} for {side.label}" for n, side in zip(counts, scene.sides, strict=True))
    return f"undecided: {told}, and nothing else tells"


def _documents(count: int) -> str:
    return f"{count} independent document{'s' if count != 1 else ''}"


# --- the evidence, the strongest first --------------------------------------------------------------------------------


def _by_authority(scene: _Scene) -> Iterator[_Vote]:
    """House facts and sources that the settings declare to be worth more."""
    if len(scene.sides) != 2:
        return
    best = [max(side.places, key=lambda p: scene.case.authority.get(p.document, 0)) for side in scene.sides]
    worth = [scene.case.authority.get(place.document, 0) for place in best]
    if worth[0] == worth[1]:
        return
    right = worth.index(max(worth))
    if worth[right] >= HOUSE_FACTS:
        yield _Vote(1 - right, f"{best[right].document} declares {scene.sides[right].label}")
        return
    yield _Vote(
        1 - right,
        f"{best[right].document} has authority {worth[right]}, {best[1 - right].document} {worth[1 - right]} (settings)",
    )


def _by_arithmetic(scene: _Scene) -> Iterator[_Vote]:
    """A side that is impossible by itself; else one whose own weekday bears it out."""
    if len(scene.sides) != 2:
        return
    wrong = [_impossible(scene, side) for side in scene.sides]
    if bool(wrong[0]) is not bool(wrong[1]):
        suspect = 0 if wrong[0] else 1
        yield _Vote(suspect, f"{scene.sides[suspect].label} is in doubt by itself: {wrong[suspect].rstrip('.')}")
        return
    borne_out = [_fitting_weekday(scene, side) for side in scene.sides]
    if not all(_is_day_said(scene, side) for side in scene.sides):
        return
    if bool(borne_out[0]) is not bool(borne_out[1]) and not any(wrong):
        right = 0 if borne_out[0] else 1
        yield _Vote(1 - right, f"{scene.sides[right].label} is borne out by its weekday, {borne_out[right]}")


def _impossible(scene: _Scene, side: Side) -> str:
    """What reckoning says against a value of the side."""
    for place in side.places:
        for span, finding in scene.reckoned.get(place.document, ()):
            if finding is not scene.told.finding and any(
                v.start < span.end and span.start < v.end for v in place.values
            ):
                return finding.reason
    return ""


def _claims(scene: _Scene, side: Side) -> list[Claim]:
    ids = dict.fromkeys(p.claim for p in side.places if p.claim is not None)
    return [scene.case.claims[n] for n in ids if n in scene.case.claims]


def _times(scene: _Scene, side: Side) -> Iterator[tuple[str, Timex]]:
    """The times that stand as values of a side, with their documents."""
    for place in side.places:
        evidence = Evidence(document=place.document, span=place.span, values=place.values, claim=place.claim)
        for span in place.values:
            timex = timex_at(scene.case, evidence, span)
            if timex is not None:
                yield place.document, timex


def _fitting_weekday(scene: _Scene, side: Side) -> str:
    for document, timex in _times(scene, side):
        if timex.value is None or timex.parts is None or timex.parts.weekday is None or timex.until:
            continue
        sure = timex.parts.day and timex.parts.month and timex.value.granularity is Granularity.DAY
        if sure and dates.weekday(timex.value.earliest) == timex.parts.weekday:
            return f"{timex.text} in {document}"
    return ""


def _is_day_said(scene: _Scene, side: Side) -> bool:
    """Whether the day stands in figures, so that a weekday beside it could have given it away."""
    return any(timex.parts is not None and timex.parts.day for _, timex in _times(scene, side))


def _by_file_name(scene: _Scene) -> Iterator[_Vote]:
    """For dates of the document itself: the one that its file name has, too."""
    if len(scene.sides) != 2 or scene.told.finding.kind != "header-date":
        return
    named = [_fitting_name(scene, side) for side in scene.sides]
    if bool(named[0]) is not bool(named[1]):
        right = 0 if named[0] else 1
        yield _Vote(1 - right, f"the file name has {named[right]}, as {scene.sides[right].label}")


def _fitting_name(scene: _Scene, side: Side) -> str:
    for document, timex in _times(scene, side):
        for named in scene.case.path_times.get(document, ()):
            if named.value and timex.value and named.value.granularity is timex.value.granularity is Granularity.DAY:
                if named.value.earliest == timex.value.earliest:
                    return named.text
    return ""


def _by_cover(scene: _Scene) -> Iterator[_Vote]:
    """The value whose correction alone settles several findings."""
    hub, count = scene.told.hub, 1 + len(scene.told.finding.folded)
    if hub is None or len(scene.sides) != 2:
        return
    holding = [
        n
        for n, side in enumerate(scene.sides)
        if any(
            p.document == hub[0] and v.start < hub[1].end and hub[1].start < v.end
            for p in side.places
            for v in p.values
        )
    ]
    if len(holding) == 1:
        label = scene.sides[holding[0]].label
        yield _Vote(holding[0], f"{label} alone stands in {count} conflicts, and correcting it settles them all")


def _by_count(scene: _Scene) -> Iterator[_Vote]:
    """More documents that do not copy each other; and whether the few are one slip away from the many."""
    if len(scene.sides) != 2:
        return
    counts = [len(scene.copies.independent(side.places)) for side in scene.sides]
    if counts[0] == counts[1] or not _are_witnesses(scene):
        return
    few, many = sorted((0, 1), key=lambda n: counts[n])
    said = f"{_documents(counts[many])} say{'s' if counts[many] == 1 else ''} {scene.sides[many].label}"
    yield _Vote(few, f"{said}, {counts[few]} say{'s' if counts[few] == 1 else ''} {scene.sides[few].label}")
    values = [next((c.text_value for c in _claims(scene, side)), "") for side in scene.sides]
    slip = differ_by_a_slip(values[few], values[many])
    if slip:
        yield _Vote(few, f"it differs from what the others say {slip}")


def _are_witnesses(scene: _Scene) -> bool:
    """Whether every side is told by claims about one thing: the parts of a sum and its total are no witnesses."""
    conflict = scene.told.conflict
    return bool(conflict and conflict.of_one_thing) and all(p.claim is not None for s in scene.sides for p in s.places)


def _by_primary(scene: _Scene) -> Iterator[_Vote]:
    """Said outright against only reported; written of its time against written later."""
    if len(scene.sides) != 2 or not _are_witnesses(scene):
        return
    reported = [all(c.modality is Modality.REPORTED or c.attribution for c in _claims(scene, s)) for s in scene.sides]
    if reported[0] is not reported[1]:
        suspect = 0 if reported[0] else 1
        yield _Vote(
            suspect, f"{scene.sides[suspect].label} is only reported, {scene.sides[1 - suspect].label} is said outright"
        )
    near = [_contemporary(scene, side) for side in scene.sides]
    if bool(near[0]) is not bool(near[1]):
        right = 0 if near[0] else 1
        yield _Vote(1 - right, f"{near[right]}, was written when it happened")


def _contemporary(scene: _Scene, side: Side) -> str:
    """A document of the side that is dated within weeks after what it tells of."""
    for claim in _claims(scene, side):
        day, value = scene.case.dated.get(claim.document), claim.value
        if claim.type is not ClaimType.DATE or day is None or not isinstance(value, DateValue):
            continue
        if value.granularity is Granularity.DAY and 0 < day.earliest - value.latest <= _CONTEMPORARY:
            return f"{claim.document}, dated {dates.describe(day)}"
    return ""


def _by_recency(scene: _Scene) -> Iterator[_Vote]:
    """For values that change: the side whose newest text is older may be out of date."""
    if len(scene.sides) != 2 or not _are_witnesses(scene):
        return
    if not all(_may_change(scene.case, c) for side in scene.sides for c in _claims(scene, side)):
        return
    newest = [_newest(scene, side) for side in scene.sides]
    if newest[0] is None or newest[1] is None:
        return
    ages = (newest[0][0], newest[1][0])
    if abs(ages[0] - ages[1]) < _NEWER:
        return
    old = 0 if ages[0] < ages[1] else 1
    first, second = (dates.describe(dates.of_day(ages[n])) for n in (old, 1 - old))
    yield _Vote(old, f"{scene.sides[old].label} is the older ({first}, against {second}) and may be out of date")


def _may_change(case: Case, claim: Claim) -> bool:
    """Whether a value is one that gets changed: a figure of no named year, a deadline that was still to come."""
    if claim.type is ClaimType.QUANTITY:
        return not claim.years
    day, timex = case.dated.get(claim.document), claim.timex
    return (
        claim.type is ClaimType.DEADLINE
        and day is not None
        and timex is not None
        and timex.value is not None
        and timex.value.latest >= day.earliest
    )


def _newest(scene: _Scene, side: Side) -> tuple[int, str] | None:
    """The latest day that a document of the side speaks from; none if one of them is not dated."""
    days = [(scene.case.dated.get(p.document), p.document) for p in side.places]
    known = [(day.earliest, path) for day, path in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


_EVIDENCE: tuple[Callable[[_Scene], Iterator[_Vote]], ...] = (
    _by_authority, _by_arithmetic, _by_cover, _by_file_name, _by_count, _by_primary, _by_recency,
)  # fmt: skip
