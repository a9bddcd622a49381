"""Judge, part: which single value, put right, settles a conflict. Folding and suspects go by it."""

from __future__ import annotations

from fractions import Fraction

from factcheck.judge.conflict import Case, Conflict, ConflictSide, Evidence, Remedy, Value
from factcheck.model.claim import Claim
from factcheck.model.document import Span
from factcheck.model.time import Timex, TimexType
from factcheck.values import dates, quantities
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.durations import Duration
from factcheck.values.quantities import Quantity

_IN_ORDER = ("order", "deadline-missed")
"""Kinds of which one day stands before another that it must not precede."""


def remedies_of(case: Case, conflict: Conflict, kind: str = "") -> tuple[Remedy, ...]:
    """The spans whose correction alone settles the conflict, each with what it must agree with then."""
    if conflict.remedies or len(conflict.sides) != 2 or not (conflict.of_one_thing or kind in _IN_ORDER):
        return conflict.remedies
    return tuple(
        Remedy(document=spans[0][0], span=spans[0][1], wanted=wanted)
        for side, other in (conflict.sides, conflict.sides[::-1])
        if len(spans := value_spans(side)) == 1 and (wanted := _wanted(case, conflict, side, other))
    )


def _wanted(case: Case, conflict: Conflict, side: ConflictSide, other: ConflictSide) -> tuple[Value, ...]:
    """The values of the other side; where two days stand in the wrong order, all days from or up to it."""
    values = values_of(case, other)
    if conflict.of_one_thing:
        return values
    own = values_of(case, side)
    if len(own) != 1 or len(values) != 1 or not isinstance(own[0], DateValue) or not isinstance(values[0], DateValue):
        return ()
    if dates.before(own[0], values[0]):
        return (dates.open_from(values[0]),)
    return (dates.open_until(values[0]),) if dates.before(values[0], own[0]) else ()


def nearest(value: Value) -> Value:
    """The value itself; of all days from or up to one just that one, which can be written."""
    if isinstance(value, DateValue) and value.latest == dates.OPEN_END:
        return dates.of_day(value.earliest)
    if isinstance(value, DateValue) and value.earliest == dates.OPEN_START:
        return dates.of_day(value.latest)
    return value


def value_spans(side: ConflictSide) -> tuple[tuple[str, Span], ...]:
    """The distinct places of a side's values; one heading that several claims stand under counts once."""
    return tuple(dict.fromkeys((e.document, v) for e in side.evidence for v in e.values))


def values_of(case: Case, side: ConflictSide) -> tuple[Value, ...]:
    """The distinct values of a side; none at all if one of them is not known."""
    found: dict[Value, None] = {}
    for evidence in side.evidence:
        for span in evidence.values:
            value = value_at(case, evidence, span)
            if value is None:
                return ()
            found[value] = None
    return tuple(found)


def value_at(case: Case, evidence: Evidence, span: Span) -> Value | None:
    """What stands at a value's span: the value of its claim, else of the time that was read there."""
    if evidence.claim is not None and evidence.claim in case.claims:
        return value_of(case.claims[evidence.claim])
    timex = timex_at(case, evidence, span)
    if timex is None:
        return None
    return timex.duration if timex.type is TimexType.DURATION else timex.value


def timex_at(case: Case, evidence: Evidence, span: Span) -> Timex | None:
    """The time that stands at a value's span, if it is one."""
    if evidence.claim is not None and evidence.claim in case.claims:
        return case.claims[evidence.claim].timex
    document = case.documents[evidence.document]
    for block in document.blocks:
        if not block.span.start <= span.start < block.span.end:
            continue
        for timex in case.times[evidence.document].get(block.index, ()):
            if block.source_span(timex.start, timex.end) == span:
                return timex
    return None


def value_of(claim: Claim) -> Value | None:
    """A claim's value; of a deadline the day that it names, since its open start agrees with everything."""
    if claim.timex is not None and claim.timex.value is not None and isinstance(claim.value, DateValue):
        return claim.timex.value
    return claim.value if isinstance(claim.value, (DateValue, Quantity, Duration)) else None


def accepts(remedy: Remedy, value: Value) -> bool:
    """Whether a value, written into the remedy's span, would settle the conflict."""
    if remedy.weekday is not None:
        if not isinstance(value, DateValue) or value.granularity is not Granularity.DAY:
            return False
        if dates.weekday(value.earliest) != remedy.weekday:
            return False
    return all(agree(value, wanted) for wanted in remedy.wanted)


def agree(x: Value, y: Value) -> bool:
    """Whether two values can both be true; of different sorts never, but for a count and a bare number."""
    if isinstance(x, DateValue) and isinstance(y, DateValue):
        return dates.overlaps(x, y)
    if isinstance(x, Duration) and isinstance(y, Duration):
        return x.most_days >= y.least_days and y.most_days >= x.least_days
    if isinstance(x, Quantity) and isinstance(y, Quantity):
        return quantities.comparable(x, y) and quantities.agree(x, y)
    if isinstance(x, Fraction) and isinstance(y, Fraction):
        return x == y
    if isinstance(x, Quantity) and isinstance(y, Fraction):
        return Fraction(x.low) <= y <= Fraction(x.high)
    return isinstance(x, Fraction) and isinstance(y, Quantity) and agree(y, x)
