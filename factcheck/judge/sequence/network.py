"""Judge, part of sequences: all statements of a case in one temporal network, and its contradictions told in words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict, ConflictSide
from factcheck.judge.sequence.acts import acts_of, lives_of, with_beginnings
from factcheck.judge.sequence.after_clauses import after_clauses_of
from factcheck.judge.sequence.ages import ages_of
from factcheck.judge.sequence.ages_told import ages_told
from factcheck.judge.sequence.anniversaries import anniversaries_of
from factcheck.judge.sequence.beginnings import beginnings_of
from factcheck.judge.sequence.birthdays import birthdays_of
from factcheck.judge.sequence.distances import distances_of
from factcheck.judge.sequence.durations import durations_of
from factcheck.judge.sequence.editions import editions_of
from factcheck.judge.sequence.events import PERSONAL, Event, Says, Statement, events_of
from factcheck.judge.sequence.hours import hours_of
from factcheck.judge.sequence.knowledge import Order, knowledge
from factcheck.judge.sequence.lasting import lasting_of
from factcheck.judge.sequence.makers import DID, makers_of
from factcheck.judge.sequence.offices import offices_of
from factcheck.judge.sequence.ordered import ordered_of
from factcheck.judge.sequence.presences import presences_of
from factcheck.judge.sequence.reckonings import reckonings_of
from factcheck.judge.sequence.said import Said
from factcheck.judge.sequence.scene import Scene
from factcheck.judge.sequence.sequels import sequels_of
from factcheck.judge.sequence.sittings import sittings_of
from factcheck.judge.sequence.stages import stages_of
from factcheck.judge.sequence.steps import clauses_of, looks_back, steps_of
from factcheck.judge.sequence.tenures import ranges_of
from factcheck.judge.sequence.things import is_person, words_of
from factcheck.judge.sequence.voyages import voyages_of
from factcheck.judge.sequence.waits import waits_of
from factcheck.judge.sequence.widows import widows_of
from factcheck.judge.sequence.works import works_of
from factcheck.judge.sequence.years_old import years_old
from factcheck.model.claim import Claim
from factcheck.model.document import Block, BlockKind
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.network import ORIGIN, Bound, Cycle, contradictions, labels_of

_OUT_OF_SEASON = 300
"""Days between a closing and an opening of what closes for the winter or for a repair."""
_OLD_STYLE = dates.day_number(1931, 1, 1)
"""Until then some dates are those of the Julian calendar, 10 to 13 days off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Statements of which at least one is wrong."""

    kind: str
    conflict: Conflict


def contradictions_of(case: Case, kind: str, lifespans: str = "") -> Iterator[Conflict]:
    """The conflicts of one kind, found once for all kinds; `lifespans` are those that a rule adds to the lexicon."""
    memo = f"sequence {lifespans}"
    if memo not in case.memo:
        case.memo[memo] = tuple(_found(case, lifespans))
    for contradiction in case.memo[memo]:
        if contradiction.kind == kind:
            yield contradiction.conflict


def _found(case: Case, lifespans: str) -> Iterator[Contradiction]:
    scene = Scene(case)
    claims = sorted(case.claims.values(), key=lambda c: c.id)
    events = events_of(scene, claims, case.cells)
    points = {event.point: event for by_class in events.values() for event in by_class.values()}
    statements = {s.label: s for event in points.values() for s in event.statements}
    bounds: list[Bound] = [bound for event in points.values() for bound in event.bounds]
    for by_class in events.values():
        bounds += _orders(scene, by_class)
    for said in _said(case, scene, claims, events, lifespans):
        statements.setdefault(said.statement.label, said.statement)
        bounds += said.bounds
    known: list[frozenset[tuple[str, int]]] = []
    for cycle in contradictions(_needed(bounds)):
        told = _tell(cycle, statements, points)
        if told is None:
            continue
        # what two modules read of the same words is one contradiction
        values = frozenset(
            (e.document, v.start) for side in told.conflict.sides for e in side.evidence for v in e.values
        )
        if not any(values <= other or other <= values for other in known):
            known.append(values)
            yield told


def _said(
    case: Case,
    scene: Scene,
    claims: Sequence[Claim],
    events: Mapping[str, Mapping[str, Event]],
    lifespans: str,
) -> Iterator[Said]:
    if not claims:
        return
    yield from reckonings_of(case)
    yield from ages_told(case)
    yield from ordered_of(case)
    blocks = _Running(case)
    by_block: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        by_block[claim.document, claim.block].append(claim)
    yield from durations_of(scene, claims, events)
    yield from ages_of(scene, blocks, by_block, events)
    yield from anniversaries_of(case, scene, blocks, by_block, events)
    ranges = tuple(ranges_of(scene, claims))
    yield from ranges
    yield from offices_of(case, scene, events, frozenset((path, at) for path, at, _ in _places(ranges)))
    yield from voyages_of(case)
    yield from waits_of(case)
    yield from hours_of(case)
    yield from birthdays_of(case, scene, events)
    yield from lasting_of(case, scene, claims, events)
    yield from widows_of(scene, claims, events)
    yield from years_old(case, scene, claims, events)
    yield from distances_of(scene, claims, events)
    yield from clauses_of(scene, by_block)
    yield from steps_of(scene, claims, events, case.times)
    yield from stages_of(case)
    yield from editions_of(case)
    yield from works_of(case, scene)
    yield from sittings_of(case, scene)
    yield from sequels_of(case, scene, claims)
    yield from after_clauses_of(case, scene)
    told = tuple(makers_of(case, scene, events))
    made = [said for said in told if not said.statement.label.startswith(DID)]
    yield from made
    judged = _places(made)
    lives = lives_of(events)
    wider = with_beginnings(scene, lives, beginnings_of(case, scene))
    acts = [said for said in acts_of(scene, claims, wider, lifespans) if judged.isdisjoint(_places((said,)))]
    edges = {event.point: event for life in wider.values() for _, event in life}
    acts = _single(acts, {**{e.point: e for by_class in events.values() for e in by_class.values()}, **edges})
    yield from acts
    used = {point for said in acts for bound in said.bounds for point in (bound.earlier, bound.later)}
    for point in sorted(used & edges.keys()):
        if not edges[point].claims:
            yield Said(statement=edges[point].statements[0], bounds=edges[point].bounds)
    judged |= _places(acts)
    did = [said for said in told if said not in made and judged.isdisjoint(_places((said,)))]
    yield from did
    yield from presences_of(case, scene, lives, judged | _places(did))


class _Running(Mapping[str, Sequence[Block]]):
    """The blocks of running text by document, put together when they are asked for."""

    def __init__(self, case: Case) -> None:
        self._documents, self._paths = case.documents, sorted(case.documents)

    def __getitem__(self, path: str) -> list[Block]:
        blocks = self._documents[path].blocks
        return [b for b in blocks if b.kind not in (BlockKind.TITLE, BlockKind.HEADING)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _places(told: Iterable[Said]) -> frozenset[tuple[str, int, str]]:
    """Where the dates of statements stand, and whom they are about."""
    return frozenset(
        (e.document, v.start, said.statement.name) for said in told for e in said.statement.evidence for v in e.values
    )


def _single(acts: Sequence[Said], points: Mapping[str, Event]) -> list[Said]:
    """The acts without those of a body that several sentences tell outside its time: then its beginning is another."""
    outside: dict[str, set[str]] = defaultdict(set)
    breaks: dict[str, str] = {}
    for said in acts:
        days = [b for b in said.bounds if ORIGIN in (b.earlier, b.later)]
        first = max((-b.days for b in days if b.later == ORIGIN), default=0.0)
        last = min((b.days for b in days if b.earlier == ORIGIN), default=0.0)
        for bound in said.bounds:
            event = points.get(bound.later) or points.get(bound.earlier)
            if event is None or event.name in PERSONAL:
                continue
            is_early = bound.later == event.point and last + bound.days < event.low
            is_late = bound.earlier == event.point and first - bound.days > event.high
            if is_early or is_late:
                outside[event.point].add(said.statement.label)
                breaks[said.statement.label] = event.point
    return [s for s in acts if len(outside.get(breaks.get(s.statement.label, ""), ())) < 2]


def _needed(bounds: Sequence[Bound]) -> list[Bound]:
    """The bounds of points that some bound other than a date links to another: a date alone refutes nothing."""
    linked = {p for b in bounds if b.earlier and b.later for p in (b.earlier, b.later)}
    lives = {p for b in bounds if b.label.startswith("life ") for p in (b.earlier, b.later) if p}
    return [b for b in bounds if not {b.earlier, b.later}.isdisjoint(linked | lives)]


# --- orders of classes ------------------------------------------------------------------------------------------------


def _orders(scene: Scene, by_class: Mapping[str, Event]) -> Iterator[Bound]:
    if len(by_class) < 2:
        return
    has_lived = "born" in by_class or "die" in by_class
    for order in knowledge().orders:
        if has_lived and not order.of_person:
            continue
        first = by_class.get(order.first)
        if first is None:
            continue
        for name in order.then:
            then = by_class.get(name)
            # most pairs are in order: what follows is costly
            if then is not None and first.low > then.high and _holds(scene, order, first, then):
                yield Bound(then.point, first.point, _slack(first, then))


def _holds(scene: Scene, order: Order, first: Event, then: Event) -> bool:
    """Whether the order binds these two: the right sort of thing, one occurrence, no return after an end."""
    thing = first.thing
    claims = (*first.claims, *then.claims)
    if order.of_person:
        return is_person(scene, thing)
    words = words_of(scene, thing, claims)
    if order.only == "ship" and not words & knowledge().ship:
        return False
    places = {(c.document, scene.sentence_of(c).start) for c in claims}
    told_in_order = max(c.value_span.start for c in first.claims) < min(c.value_span.start for c in then.claims)
    if len(places) == 1:
        return told_in_order and not looks_back(scene, first.claims[0], then.claims[0])
    if order.first == "open" and then.name == "close" and first.low - then.high < _OUT_OF_SEASON:
        return False
    if any(knowledge().again.search(scene.sentence_of(c).text) for c in claims):
        return False
    documents = {c.document for c in claims}
    if len(documents) == 1 and not told_in_order and order.first in ("open", "start", "launch", "found", "release"):
        return False  # told as a return: it closed, and opened months later
    if words & knowledge().recurring and len({(c.document, c.block) for c in claims}) > 1:
        return False
    return not _are_editions(claims)


def _are_editions(claims: Sequence[Claim]) -> bool:
    """Whether the documents are editions of one series, each of its own year."""
    series = {(c.series, c.edition) for c in claims}
    return len(series) > 1 and len({name for name, _ in series}) == 1 and all(edition for _, edition in series)


def _slack(first: Event, then: Event) -> float:
    """Days that an order may be short of: none in one document; time zones and old calendars between several."""
    documents = {c.document for c in (*first.claims, *then.claims)}
    if len(documents) == 1:
        return 0.0
    return 13.0 if then.high < _OLD_STYLE else 1.0


# --- telling ----------------------------------------------------------------------------------------------------------


def _tell(cycle: Cycle, statements: Mapping[str, Statement], points: Mapping[str, Event]) -> Contradiction | None:
    told = [statements[label] for label in labels_of(cycle)]
    if not told or not any(s.evidence for s in told):
        return None
    kind = _kind(told)
    if kind == "order" and len(told) == 1 and len(told[0].evidence) < 2:
        return None
    ordered, reason = _reason(cycle, told)
    sides = tuple(ConflictSide(label=s.shown, evidence=s.evidence) for s in ordered if s.evidence)
    documents = tuple(dict.fromkeys(d for s in ordered for d in s.documents))
    name = next((e.thing.name for b in cycle for p in (b.earlier, b.later) if (e := points.get(p)) is not None), "")
    name = name or next((s.name for s in ordered if s.name), "")
    first, last = ordered[0], ordered[-1] if ordered[-1].evidence else ordered[0]
    conflict = Conflict(
        sides=sides,
        reason=reason,
        entity=name if len(name) <= 60 else name[:57] + "…",
        predicate=kind,
        confidence=_confidence(kind, len(documents), len(ordered)),
        values={
            "a.value": _value(first),
            "b.value": _value(last),
            "a.source": first.documents[0] if first.documents else "",
            "b.source": last.documents[0] if last.documents else "",
        },
        explanation=tuple(f"{s.documents[0] if s.documents else 'lexicon'}: {_value(s)}" for s in ordered),
    )
    return Contradiction(kind=kind, conflict=conflict)


def _kind(told: Sequence[Statement]) -> str:
    says = {s.says for s in told}
    if says & {Says.LIFE, Says.ACT}:
        return "anachronism"
    if says & {Says.LENGTH, Says.AGE, Says.ANNIVERSARY}:
        return "duration"
    return "order"


def _confidence(kind: str, documents: int, statements: int) -> float:
    base = {"order": 0.8, "duration": 0.8, "anachronism": 0.65}[kind]
    return round(base - 0.05 * (documents > 1) - 0.05 * max(0, statements - 3), 3)


_PLAIN = (Granularity.DAY, Granularity.MONTH, Granularity.YEAR)


def _value(statement: Statement) -> str:
    """What a statement says, for people: `founded 1948`, `nine years`."""
    if statement.words == statement.shown:
        return statement.shown
    words = re.sub(r"^(?:was|were|is|are|be|been)\s", "", statement.words)
    date = statement.date
    shown = statement.shown
    if date is not None and date.granularity in _PLAIN and not date.extended:
        shown = dates.describe(date)  # with the year, where the text leaves it to the heading
    return f"{words} {shown}".strip()


def _reason(cycle: Cycle, told: Sequence[Statement]) -> tuple[list[Statement], str]:
    several = len({d for s in told for d in s.documents}) > 1

    def cite(statement: Statement) -> str:
        where = f" [{statement.documents[0]}]" if several and statement.documents else ""
        return f"{_value(statement)}{where}"

    dated = [s for s in told if s.date is not None and s.says in (Says.DATE, Says.ACT)]
    lengths = [s for s in told if s.says in (Says.LENGTH, Says.AGE, Says.ANNIVERSARY, Says.STEP)]
    lives = [s for s in told if s.says is Says.LIFE]
    if lives and dated:
        life, act = lives[0], dated[0]
        return [act], _capital(f"{cite(act)}, but {life.name} {life.words} {life.shown}.")
    if len(lengths) == 1 and len(dated) == 2 and lengths[0].count is not None:
        length = lengths[0]
        start, end = _start_and_end(cycle, dated, length)
        total = _sum(start, length)
        added = f"{cite(start)} + {cite(length)} = {total}" if total else f"{cite(start)} + {cite(length)}"
        return [start, length, end], _capital(f"{added}, but {cite(end)}.")
    if len(lengths) == 1 and len(dated) == 2 and lengths[0].start:
        first, then = _start_and_end(cycle, dated, lengths[0])
        return [first, lengths[0], then], _capital(f"{cite(first)}: {cite(lengths[0])}, but {cite(then)}.")
    if len(lengths) == 1 and len(dated) == 1:
        return [*dated, *lengths], _capital(f"{cite(dated[0])}, but {cite(lengths[0])}.")
    if not lengths and len(dated) == 2:
        early, late = sorted(dated, key=lambda s: (s.date.earliest if s.date else 0, s.label))
        deed = next((s for s in dated if s.says is Says.ACT), None)
        if deed is not None:
            life = late if deed is early else early
            return [deed, life], _capital(
                f"{cite(deed)}, but {cite(life)}: too {'early' if deed is early else 'late'}."
            )
        return [early, late], _capital(f"{cite(early)}, but {cite(late)}, which must come first.")
    ordered = [*dated, *lengths]
    return ordered, _capital(f"{'; '.join(cite(s) for s in ordered)}: these cannot all be true.")


def _start_and_end(cycle: Cycle, dated: Sequence[Statement], length: Statement) -> tuple[Statement, Statement]:
    """Of the two dates, the one that the length is counted from and the one that it leads to."""
    a, b = dated
    starts = {bound.label for bound in cycle if length.start in (bound.earlier, bound.later)}
    return (b, a) if b.label in starts else (a, b)


def _sum(start: Statement, length: Statement) -> str:
    value = start.date
    if value is None or length.count is None or length.count != int(length.count):
        return ""
    unit = {"night": "day", "fortnight": "week"}.get(length.unit, length.unit)
    count = int(length.count) * (2 if length.unit == "fortnight" else 1)
    try:
        total = _moved(value, count, unit)
    except (ValueError, KeyError):
        return ""
    return dates.describe(total)


def _moved(value: DateValue, count: int, unit: str) -> DateValue:
    if value.extended and "/" in value.edtf:
        value = dates.from_edtf(value.edtf.split("/")[0 if count > 0 else 1])
    if unit in ("year", "decade", "century") and value.granularity is not Granularity.DAY:
        years = count * {"year": 1, "decade": 10, "century": 100}[unit]
        return dates.year(dates.civil(value.earliest)[0] + years)
    return dates.shift(value, count, unit)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
