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


def remedies_of(case: Case, conflict: Conflict) -> tuple[Remedy, ...]:
    """The spans whose correction alone settles the conflict, each with what it must agree with then."""
    if conflict.remedies or len(conflict.sides) != 2 or not conflict.of_one_thing:
        return conflict.remedies
    return tuple(
        Remedy(document=spans[0][0], span=spans[0][1], wanted=wanted)
        for side, other in (conflict.sides, conflict.sides[::-1])
        if len(spans := value_spans(side)) == 1 and (wanted := values_of(case, other))
    )


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
