"""Judge, part: one finding for one mistake. Copies of a conflict are joined, knock-on conflicts folded under their cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Case, Conflict, Evidence, Remedy, Value
from factcheck.judge.copies import Copies
from factcheck.judge.cover import smallest_cover
from factcheck.judge.remedies import accepts, nearest, remedies_of, value_at
from factcheck.model.document import Span
from factcheck.model.finding import Finding, Place, Side
from factcheck.values.quantities import Quantity
from factcheck.values.words import fold as folded_words

ARITHMETIC = ("impossible-date", "weekday", "total", "duration", "anachronism", "order", "deadline-missed")
"""Kinds that a reckoning alone shows, those that take the fewest things for granted first."""
_STRUCTURE = ("header-date",)
"""Kinds that rest on how one document is laid out; all others rest on two passages being about the same thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding with the conflict that it tells of."""

    conflict: Conflict | None
    finding: Finding
    hub: tuple[str, Span] | None = None
    """The value that alone settles the finding and all that is folded under it."""
    wanted: Value | None = None
    """What stands there then."""


def fold_findings(case: Case, told: Sequence[Told], copies: Copies) -> tuple[Told, ...]:
    """The findings that say something new, each with those that are only its consequence.

    A finding is folded under another only if one value put right settles both; that is what the same spans, and wanted
    values that agree, show. Nothing is lost: it stays in `folded`.
    """
    told = _join_copies(case, _without_repeats(told), copies)
    echoes = _fold_echoes(told)
    return tuple(_fold_by_cause(case, echoes))


def rank(finding: Finding) -> tuple[int, int, float]:
    """What is the cause of what: the most severe first, then what takes least for granted, then the surest."""
    kinds = (*ARITHMETIC, *_STRUCTURE)
    order = kinds.index(finding.kind) if finding.kind in kinds else len(kinds)
    return (finding.severity.rank, order, -finding.confidence)


def values_key(finding: Finding) -> frozenset[tuple[str, int, int]]:
    """The places of all values of a finding."""
    return frozenset((p.document, v.start, v.end) for p in finding.places for v in p.values)


def _without_repeats(told: Sequence[Told]) -> list[Told]:
    """Leaves out what the same rule says twice of the same values."""
    seen: set[tuple[str, frozenset[tuple[str, int, int]]]] = set()
    kept = []
    for item in sorted(told, key=lambda t: -t.finding.confidence):
        key = (item.finding.rule, values_key(item.finding))
        if not key[1] or key not in seen:
            kept.append(item)
        seen.add(key)
    return sorted(kept, key=_order)


def _order(item: Told) -> tuple[int, int, float, str, int, str]:
    first = item.finding.places[0] if item.finding.places else None
    place = (first.document, first.span.start) if first else ("", 0)
    return (*rank(item.finding), *place, item.finding.rule)


def _fold_echoes(told: Sequence[Told]) -> list[Told]:
    """Folds what another rule says of just the same values."""
    groups: dict[frozenset[tuple[str, int, int]], list[Told]] = {}
    alone = []
    for item in told:
        key = values_key(item.finding)
        if key:
            groups.setdefault(key, []).append(item)
        else:
            alone.append(item)
    return sorted([*alone, *(_folded(group) for group in groups.values())], key=_order)


def _folded(group: Sequence[Told]) -> Told:
    """The first of a group with all others under it, flat."""
    cause, *others = sorted(group, key=_order)
    if not others:
        return cause
    under = [f for item in others for f in (replace(item.finding, folded=()), *item.finding.folded)]
    return replace(cause, finding=replace(cause.finding, folded=(*cause.finding.folded, *under)))


# --- one value, several conflicts -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Choice:
    """A value written into one span, and the findings (by number) that it settles."""

    hub: tuple[str, Span]
    settles: frozenset[int]
    value: Value


def _fold_by_cause(case: Case, told: Sequence[Told]) -> Iterator[Told]:
    remedies = [remedies_of(case, item.conflict, item.finding.kind) if item.conflict else () for item in told]
    choices = list(_choices(remedies))
    left = set(range(len(told)))
    for number in smallest_cover([choice.settles for choice in choices]):
        group = sorted(choices[number].settles & left)
        if len(group) > 1:
            left -= set(group)
            cause = _folded([told[n] for n in group])
            yield replace(cause, hub=choices[number].hub, wanted=choices[number].value)
    yield from (told[n] for n in sorted(left))


def _choices(remedies: Sequence[Sequence[Remedy]]) -> Iterator[_Choice]:
    """The corrections that settle two findings or more, the same set of findings at one span once."""
    for hub, members in _spans(remedies).items():
        wanted: dict[Value, None] = {nearest(v): None for _, remedy in members for v in remedy.wanted}
        seen: set[frozenset[int]] = set()
        for value in wanted:
            settles = frozenset(n for n, remedy in members if accepts(remedy, value))
            if len(settles) > 1 and settles not in seen:
                seen.add(settles)
                yield _Choice(hub, settles, value)


def _spans(remedies: Sequence[Sequence[Remedy]]) -> dict[tuple[str, Span], list[tuple[int, Remedy]]]:
    """The remedies by their span; one that lies within another (a date in `Monday, 3 May`) is the same value."""
    known = sorted({(r.document, r.span) for own in remedies for r in own}, key=_widest_first)
    home: dict[tuple[str, Span], tuple[str, Span]] = {}
    last: tuple[str, Span] | None = None
    for document, span in known:
        is_inside = last is not None and last[0] == document and span.start < last[1].end and span.end <= last[1].end
        if not is_inside:
            last = (document, span)
        assert last is not None
        home[document, span] = last
    found: dict[tuple[str, Span], list[tuple[int, Remedy]]] = {}
    for n, own in enumerate(remedies):
        for remedy in own:
            found.setdefault(home[remedy.document, remedy.span], []).append((n, remedy))
    return found


def _widest_first(place: tuple[str, Span]) -> tuple[str, int, int]:
    return (place[0], place[1].start, -place[1].end)


# --- copies -----------------------------------------------------------------------------------------------------------


def _join_copies(case: Case, told: Sequence[Told], copies: Copies) -> list[Told]:
    """Joins the same conflict between copies or translations of documents: one finding with the places of all."""
    alike: dict[tuple[object, ...], list[Told]] = {}
    for item in told:
        alike.setdefault((item.finding.rule, *(_figures(case, side) for side in item.finding.sides)), []).append(item)
    joined: list[Told] = []
    for group in alike.values():
        kept: list[Told] = []
        for item in group:
            home = next(
                (n for n, other in enumerate(kept) if _is_copy(case, other.finding, item.finding, copies)), None
            )
            if home is None:
                kept.append(item)
            else:
                kept[home] = _with_places(kept[home], item)
        joined += kept
    return sorted(joined, key=_order)


def _figures(case: Case, side: Side) -> tuple[object, ...]:
    """What the first place of a side states: what is no copy of another differs in this, as a rule."""
    return tuple(_figure(case, place, value) for place in side.places[:1] for value in place.values)


def _is_copy(case: Case, one: Finding, other: Finding, copies: Copies) -> bool:
    if not one.sides or any(not side.places for side in (*one.sides, *other.sides)):
        return False
    pairs = [(x.places[0], y.places[0]) for x, y in zip(one.sides, other.sides, strict=True)]
    # a document against its own copy is a conflict in itself, and one of its sides is no copy of the other finding's
    return any(x.document != y.document for x, y in pairs) and all(_is_same(case, x, y, copies) for x, y in pairs)


def _is_same(case: Case, x: Place, y: Place, copies: Copies) -> bool:
    """Whether two places are one, or the same passage of a copy or translation."""
    relation = copies.relation(x.document, y.document)
    if relation == "same":
        return x.span == y.span
    if relation == "copy":
        return folded_words(x.quote) == folded_words(y.quote)
    return relation == "translation" and _block(case, x) == _block(case, y) and _same_values(case, x, y)


def _block(case: Case, place: Place) -> int:
    blocks = case.documents[place.document].blocks
    return next((b.index for b in blocks if b.span.start <= place.span.start < b.span.end), -1)


def _same_values(case: Case, x: Place, y: Place) -> bool:
    """Whether two places state the same figures; the words beside them may be of two languages."""
    a, b = ([_figure(case, p, v) for v in p.values] for p in (x, y))
    return a == b and None not in a


def _figure(case: Case, place: Place, span: Span) -> object:
    evidence = Evidence(document=place.document, span=place.span, values=place.values, claim=place.claim)
    value = value_at(case, evidence, span)
    return (value.low, value.high, value.unit) if isinstance(value, Quantity) else value


def _with_places(home: Told, item: Told) -> Told:
    sides = tuple(
        Side(label=x.label, places=tuple(dict.fromkeys((*x.places, *y.places))))
        for x, y in zip(home.finding.sides, item.finding.sides, strict=True)
    )
    conflict = home.conflict
    if conflict is not None and item.conflict is not None:
        merged = tuple(
            replace(x, evidence=tuple(dict.fromkeys((*x.evidence, *y.evidence))))
            for x, y in zip(conflict.sides, item.conflict.sides, strict=True)
        )
        # what one of the copies alone would settle does not settle the other
        repairs = (*conflict.repairs, *item.conflict.repairs)
        conflict = replace(conflict, sides=merged, remedies=(), repairs=repairs)
    return replace(home, conflict=conflict, finding=replace(home.finding, sides=sides))
