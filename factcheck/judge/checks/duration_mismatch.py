"""Check: a stated length of time does not fit the two dates that it is stated with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Case, Conflict, ConflictSide, Evidence
from factcheck.judge.parameters import setting
from factcheck.judge.sequence.careers import Career, careers_in
from factcheck.judge.sequence.network import contradictions_of
from factcheck.judge.sequence.records_stood import records_stood_of
from factcheck.judge.sequence.scene import Scene
from factcheck.judge.sequence.table_spans import Row, bounds, rows_off, sheets_off
from factcheck.judge.sequence.told_spans import ToldSpan, told_spans_of
from factcheck.model.document import Block
from factcheck.model.rule import Rule
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates, durations
from factcheck.values.dates import DateValue

STANDS_ON = "the temporal network"
"""What several checks work out once: the rules of all of them are judged by one process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set."""

    reach: int = setting(45, "how many code points may lie between the length and the dates")


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """Conflicts between a duration and a range of dates in one sentence: `from June 1868 to March 1908, more than 40 years`."""
    told: set[tuple[str, int]] = set()
    for conflict in _told_beside(case, params):
        told.update(_values(conflict))
        yield conflict
    for span in (*told_spans_of(case), *records_stood_of(case)):
        conflict = _conflict_of_span(span)
        if len(told & _values(conflict)) < _SAME:
            told.update(_values(conflict))
            yield conflict
    for conflict in contradictions_of(case, "duration"):
        if len(told & _values(conflict)) < _SAME:
            yield conflict


_SAME = 2
"""Values that two findings share if they tell one thing: a length and a date."""


def _values(conflict: Conflict) -> set[tuple[str, int]]:
    return {(e.document, v.start) for side in conflict.sides for e in side.evidence for v in e.values}


def _told_beside(case: Case, params: Params) -> Iterator[Conflict]:
    """Lengths that stand beside their dates, in sentences and in rows."""
    scene = Scene(case)
    for path, document in sorted(case.documents.items()):
        for block in document.blocks:
            found = case.times[path].get(block.index, ())
            yield from _in_block(path, block, found, params)
            if len(found) > 2 and not block.boilerplate:
                yield from _told_by_verbs(path, block, found)
                for career in careers_in(scene, path, block, found):
                    yield _conflict_of_career(path, career)
        for row in (*rows_off(document, case.times[path]), *sheets_off(document, case.times[path])):
            yield _conflict_of_row(path, row)


def _in_block(path: str, block: Block, found: tuple[Timex, ...], params: Params) -> Iterator[Conflict]:
    spans = list(_ranges(block, found))
    for told in found if spans else ():
        timex = _as_length(told, spans)
        if (
            timex.type is not TimexType.DURATION
            or timex.duration is None
            or timex.duration.unit not in ("day", "week", "month", "year", "decade", "century", "fortnight")
        ):
            continue
        if re.search(r"\b(?:years?|months?|weeks?),?\s(?:and\s)?\Z", block.text[: timex.start]):
            continue  # the tail of `two years, two months and two days`
        if timex.duration.vague or timex.text[:8].lower() == "another " or re.match(r"\w+ [A-Z]", timex.text):
            continue  # `One Day Internationals` is a name
        if _OF_SOMETHING_ELSE.match(block.text, timex.end) or is_rate(block.text, timex) or _is_of_each(block, timex):
            continue
        for (start, end), first, last, parts in spans:
            gap = block.text[end : timex.start] if end <= timex.start else block.text[timex.end : start]
            if len(gap) > params.reach or re.search(r"[.;!?]\s|\d", gap) or not _joins(gap):
                continue
            if any(t.start in (p.start for p in parts) for t in (timex,)):
                continue
            if _GOES_ON.match(block.text, max(end, timex.end)):
                continue
            if durations.fits(timex.duration, first, last) or _is_too_fine(timex, first, last):
                continue
            if _counts_within(block.text, timex, gap, first, last):
                continue
            yield _conflict(path, block, timex, (start, end), first, last)
            break


_SINGLE = pattern_of(
    r"(?:\b(?:an?|the|this|that|one|its|our|their|his|her|my|your|each|every)|[’']s?)\s(?:[a-z]+\s)?\Z", re.I
)
_MANY = pattern_of(r"\s(?:[a-z-]+\s){0,2}?[a-z]+(?<![su])s\b")
_FINENESS = 10


def _is_of_each(block: Block, timex: Timex) -> bool:
    """Whether a length written with a hyphen is that of each of several things: `ran nine two-day courses between March and May`."""
    is_adjective = "-" in timex.text and _MANY.match(block.text, timex.end) is not None
    return is_adjective and _SINGLE.search(block.text, max(0, timex.start - 30), timex.start) is None


def _is_too_fine(timex: Timex, first: DateValue, last: DateValue) -> bool:
    """Whether ends and length are told so differently that they are not of one thing: `2023–2025` and two days, three days and 100 years."""
    assert timex.duration is not None
    least, most = durations.span_between(first, last)
    length = timex.duration.count * durations.DAYS[timex.duration.unit]
    is_other = timex.duration.unit in ("year", "decade", "century") and most < durations.DAYS["month"]
    return is_other or most - least > _FINENESS * length


_GOES_ON = pattern_of(r"[^.;:]{0,50}?\b(?:and|then)\s(?:(?:then|again)\s)*(?:from|until|till|again)\b")
"""After a range: there is another one, `and then until 2010`."""


def _as_length(timex: Timex, spans: list[Span]) -> Timex:
    """`three weeks from` before a range of dates is a length, and counted from nothing."""
    is_counted = timex.shift is not None and timex.shift.anchor == "event" and timex.text.endswith(" from")
    if not is_counted or all(start != timex.end + 1 for (start, _), *_ in spans):
        return timex
    end = timex.end - len(" from")
    text = timex.text[: -len(" from")]
    length = replace(timex.duration, shown=text) if timex.duration is not None else None
    return replace(timex, type=TimexType.DURATION, end=end, text=text, shift=None, duration=length)


_BEGUN = pattern_of(
    r"\b(?:starting|beginning|commencing|running|began|begun|started|commenced|granted|issued|awarded|signed|taken out|took effect|registered)\s(?:on\s|in\s|from\s)?(?:the\s)?\Z"
)
_ENDED = pattern_of(
    r"(?:,|\band)\s(?:(?:it|he|she|they|which)\s)?(?:will\s|duly\s|thus\s|so\s)?(?:ending|expir\w+|laps\w+|ran\sout|runs\sout|run\sout)\s(?:on\s|in\s)?(?:the\s)?\Z"
)
_OTHERWISE = pattern_of(
    r"\b(?:early|premature\w*|renew\w*|extend\w*|terminat\w*|cancel\w*|surrender\w*|instead|but|although|not|suspend\w*|interrupt\w*)\b"
)


def _told_by_verbs(path: str, block: Block, found: tuple[Timex, ...]) -> Iterator[Conflict]:
    """`granted on 5 March 1990 for twenty years and lapsed in 2006`: beginning, length and end of one thing in one clause."""
    for length, timex in enumerate(found):
        duration = timex.duration
        if timex.type is not TimexType.DURATION or duration is None or duration.vague or duration.working:
            continue
        if duration.unit not in ("day", "week", "fortnight", "month", "year") or is_rate(block.text, timex):
            continue
        dated = [t for t in (*found[:length], *found[length + 1 :]) if _is_plain_date(t)]
        for first, last in pairwise(dated):
            start, end = min(timex.start, first.start), max(timex.end, last.end)
            words = block.text[max(0, start - 30) : end]
            if end - start > 160 or re.search(r"[.;:!?]\s", block.text[start:end]) or _OTHERWISE.search(words):
                continue
            lead, behind = block.text[: first.start], block.text[first.end : last.start]
            if timex.end <= first.start:
                lead = block.text[: first.start]
            if not first.end <= timex.start and not timex.end <= first.start:
                continue
            if first.end <= timex.start and last.end <= timex.start:
                continue
            if not _BEGUN.search(lead) or not _ENDED.search(behind) or first.value is None or last.value is None:
                continue
            if first.value.earliest > last.value.latest or durations.fits(duration, first.value, last.value):
                continue
            yield _conflict(path, block, timex, (first.start, last.end), first.value, last.value)
            break


def _is_plain_date(timex: Timex) -> bool:
    value = timex.value
    if timex.type is not TimexType.DATE or value is None or timex.impossible or timex.shift is not None:
        return False
    return not value.extended or "/" not in value.edtf or ".." in value.edtf


_OF_SOMETHING_ELSE = pattern_of(
    r"[\s-]*(?:old|ago|later|earlier|before|after|remaining|left|away|to go)\b|\s+(?:a|an|per|each|every)\s+(?:day|week|month|year)\b"
    r"|\s+(?:terms?|contracts?|deals?|plans?|leases?|Internationals?)\b"
)
"""What makes a length an age, a distance, what is left, or a rate: `four days a week`."""
_TIMES = pattern_of(r"(?:\b(?:once|twice)|\b(?:day|night|hour|time|show|evening|morning)s)\s\Z")


def is_rate(text: str, timex: Timex) -> bool:
    """Whether `a week` tells how often: `four days a week`, `twice a year`."""
    return timex.text[:2].lower() == "a " and _TIMES.search(text[: timex.start]) is not None


def _counts_within(text: str, timex: Timex, gap: str, first: DateValue, last: DateValue) -> bool:
    """Whether the days are counted out of a longer time: `sat on thirteen days between 14 March and 1 April`."""
    assert timex.duration is not None
    if not re.search(r"\bon\s\Z", text[: timex.start]) and gap.strip(" ,").lower() not in ("between", "in", "within"):
        return False
    return timex.duration.count * durations.DAYS[timex.duration.unit] <= durations.span_between(first, last)[1] + 1


def _joins(gap: str) -> bool:
    """Whether nothing between the two makes the length that of something else."""
    return not re.search(
        r"\b(?:after|before|every|each|per|within|another|more(?! than\b)|additional|further|extra|notice|later|earlier|old|aged|but|or|while|at least once)\b",
        gap,
        re.I,
    )


Span = tuple[tuple[int, int], DateValue, DateValue, tuple[Timex, ...]]
"""A range of dates: where it stands, its ends, and the times that tell it."""


def _ranges(block: Block, found: tuple[Timex, ...]) -> Iterator[Span]:
    """The ranges of dates of a block: one expression with two ends, or `from ... to ...`."""
    for n, timex in enumerate(found):
        if timex.type is not TimexType.DATE or timex.value is None or timex.impossible:
            continue
        if timex.until is not None and timex.value.extended:
            first, last = _ends(timex.value)
            yield (timex.start, timex.end), first, last, (timex,)
        elif timex.relation in (Relation.FROM, Relation.SINCE) and n + 1 < len(found):
            other = found[n + 1]
            between = block.text[timex.end : other.start]
            if (
                other.value is not None
                and not other.impossible
                and other.type is TimexType.DATE
                and re.fullmatch(
                    r"\s*,?\s*(?:to|until|till|up to|through|–|—|-)\s+(?:the\s)?(?:\w+\s(?:of|in)\s)?", between, re.I
                )
            ):
                if timex.value.earliest <= other.value.latest:
                    yield (timex.start, other.end), timex.value, other.value, (timex, other)


def _ends(value: DateValue) -> tuple[DateValue, DateValue]:
    first, last = value.edtf.split("/")
    return dates.from_edtf(first), dates.from_edtf(last)


def _conflict_of_row(path: str, row: Row) -> Conflict:
    first, last = bounds(row)
    length = row.length.source_span(0, len(row.length.text))
    days = [block.source_span(t.start, t.end) for block, t in (row.first, row.last)]
    label = f"{dates.describe(first)} to {dates.describe(last)}"
    return Conflict(
        sides=(
            ConflictSide(label=row.shown, evidence=(Evidence(document=path, span=length, values=(length,)),)),
            ConflictSide(label=label, evidence=tuple(Evidence(document=path, span=day, values=(day,)) for day in days)),
        ),
        reason=f"From {dates.describe(first)} to {dates.describe(last)} it is {row.true}, not {row.shown}.",
        predicate="duration",
        confidence=0.85,
        values={
            "a.value": row.shown,
            "b.value": label,
            "a.source": path,
            "b.source": path,
            "value": row.shown,
            "source": path,
        },
    )


def _conflict_of_span(span: ToldSpan) -> Conflict:
    first, last = span.first.timex.value, span.last.timex.value
    assert first is not None
    assert last is not None
    length = span.length
    made = _conflict(length.path, length.block, length.timex, (length.timex.start, length.timex.end), first, last)
    days = [(at.path, at.block.source_span(at.timex.start, at.timex.end)) for at in (span.first, span.last)]
    label = f"{dates.describe(first)} to {dates.describe(last)}"
    evidence = tuple(Evidence(document=path, span=day, values=(day,)) for path, day in days)
    values = {**made.values, "b.value": label, "b.source": span.first.path}
    return replace(
        made, sides=(made.sides[0], ConflictSide(label=label, evidence=evidence)), values=values, confidence=0.7
    )


def _conflict_of_career(path: str, career: Career) -> Conflict:
    first, last = career.first.value, career.last.value
    assert first is not None
    assert last is not None
    made = _conflict(path, career.block, career.length, (career.first.start, career.last.end), first, last)
    days = [career.block.source_span(t.start, t.end) for t in (career.first, career.last)]
    length = career.block.source_span(career.length.start, career.length.end)
    sides = (
        ConflictSide(label=made.sides[0].label, evidence=(Evidence(document=path, span=length, values=(length,)),)),
        ConflictSide(
            label=made.sides[1].label,
            evidence=tuple(Evidence(document=path, span=day, values=(day,)) for day in days),
        ),
    )
    return replace(made, sides=sides, values={**made.values, "b.value": made.sides[1].label}, confidence=0.8)


def _conflict(
    path: str, block: Block, timex: Timex, span: tuple[int, int], first: DateValue, last: DateValue
) -> Conflict:
    least, most = durations.span_between(first, last)
    assert timex.duration is not None
    unit = durations.DAYS[timex.duration.unit]
    low, high = max(0.0, least) / unit, (most + 1) / unit
    true = f"{low:.1f}" if high - low < 0.15 else f"{low:.1f} to {high:.1f}"
    name = {"fortnight": "fortnights", "century": "centuries"}.get(timex.duration.unit, timex.duration.unit + "s")
    length = block.source_span(timex.start, timex.end)
    days = block.source_span(*span)
    whole = block.source_span(min(timex.start, span[0]), max(timex.end, span[1]))
    return Conflict(
        sides=(
            ConflictSide(label=timex.text, evidence=(Evidence(document=path, span=whole, values=(length,)),)),
            ConflictSide(
                label=f"{dates.describe(first)} to {dates.describe(last)}",
                evidence=(Evidence(document=path, span=days, values=(days,)),),
            ),
        ),
        reason=f"From {dates.describe(first)} to {dates.describe(last)} it is {true} {name}, not {timex.duration.shown}.",
        predicate="duration",
        confidence=0.85,
        values={
            "a.value": timex.text,
            "b.value": block.text[span[0] : span[1]],
            "a.source": path,
            "b.source": path,
            "value": timex.text,
            "source": path,
        },
    )
