"""Resolve, part of claims: the value that a claim states, as it stands and for machines, and the time that it is read from."""

from __future__ import annotations

import re
from collections.abc import Mapping

from factcheck.frozen import replace
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.document import Block
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import ENDS_OF_RANGE, Relation, Timex, TimexType
from factcheck.values import dates, quantities, yearly
from factcheck.values.dates import DateValue
from factcheck.values.durations import Duration
from factcheck.values.parts import value_of
from factcheck.values.quantities import Quantity
from factcheck.values.words import stem, tokens
from factcheck.values.yearly import YearlyDate

ClaimValue = DateValue | YearlyDate | Quantity | Duration | str | None


def timex_of(draft: DraftClaim, times: Mapping[int, tuple[Timex, ...]]) -> Timex | None:
    """The time that a draft is of; of a range the end that it is of."""
    if draft.timex is None:
        return None
    timex = times[draft.block if draft.time_block is None else draft.time_block][draft.timex]
    if not draft.range_end:
        return timex
    told = _end_of(timex, draft.range_end)
    is_life = draft.extractor == "prose/life"
    return told if is_life or told is timex else replace(told, pattern=ENDS_OF_RANGE[draft.range_end - 1])


def _end_of(timex: Timex, end: int) -> Timex:
    """One end of a range as a time of its own."""
    parts = timex.parts if end == 1 else timex.until
    if parts is None or timex.split is None:
        return timex
    value = value_of(parts)[0]
    if value is None and timex.value is not None and parts.day:
        value = dates.of_day(timex.value.earliest if end == 1 else timex.value.latest)  # the year stands elsewhere
    at = (0, timex.split[0] - timex.start) if end == 1 else (timex.split[1] - timex.start, timex.end - timex.start)
    return replace(timex, text=timex.text[slice(*at)], parts=parts, until=None, split=None, value=value)


def states_nothing(draft: DraftClaim, timex: Timex, value: ClaimValue, text_value: str) -> bool:
    """Whether the time of a draft makes no claim."""
    if draft.range_end and not isinstance(value, DateValue):
        return True  # an end of a range of every year is told by the whole of it
    if draft.counted is not None:
        # counted from a time beside it: the claim is there already
        if timex.type is TimexType.DATE and timex.value is not None:
            return True
    elif value is None and (timex.type is TimexType.TIME or not text_value):
        return True  # an hour of no known day, a time of which nothing is known: `in those days`
    # `concerts begin at 7.30 pm`: an hour of every day, not of the day on which the page was written
    return timex.type is TimexType.TIME and not draft.headed and _is_of_no_day(timex, draft)


def _is_of_no_day(timex: Timex, draft: DraftClaim) -> bool:
    """Whether the day of an hour is only that of the document, and nothing is told as past: news tell what happened that day."""
    told = timex.parts is not None and (timex.parts.day or timex.parts.weekday)
    if told or not any(p.part == "day" and p.source == "document-date" for p in timex.provenance):
        return False
    words = draft.predicate_words.lower().split()
    return not any(w.endswith("ed") or (stem(w) not in (w, w[:-1]) and not w.endswith(("s", "ing"))) for w in words)


def value_of_claim(
    found: Extraction, draft: DraftClaim, block: Block, timex: Timex | None
) -> tuple[ClaimValue, str, str]:
    """The value of a claim, as it stands, and for machines."""
    if draft.quantity is not None:
        mention = found.quantities[draft.block][draft.quantity]
        around = block.text[max(0, mention.start - 40) : mention.start]
        if mention.pattern == "some":
            around = block.text[mention.end : mention.end + 80]
        words = _machine_thing(mention.text, mention.quantity, around)
        return mention.quantity, mention.text, words
    if timex is None:
        return draft.words or None, draft.words, draft.words
    if timex.duration is not None and draft.type is ClaimType.DURATION:
        duration = timex.duration
        sign = "" if duration.comparator == "=" else duration.comparator
        if duration.high is not None and not duration.also:
            return duration, timex.text, f"{duration.count:g}/{duration.high:g} {duration.unit}s"
        parts = [(duration.count, duration.unit), *duration.also]
        return duration, timex.text, sign + " ".join(f"{n:g} {unit}{'s' if n != 1 else ''}" for n, unit in parts)
    is_bare = draft.range_end and timex.text.rstrip("stndrh").isdigit() and timex.value is not None
    shown = dates.describe(timex.value) if is_bare and timex.value is not None else timex.text
    if draft.counted is not None:
        return None, shown, ""
    if timex.yearly is not None:
        days = yearly.until(timex.yearly) if draft.type is ClaimType.DEADLINE else timex.yearly
        return days, shown, days.edtf
    if timex.value is None or timex.impossible:
        return (timex.value, shown, timex.edtf or "")
    value = timex.value
    if draft.type is ClaimType.DEADLINE:
        if draft.day_before or (draft.modality is not Modality.DENIED and _is_short_of(timex, block, value)):
            value = dates.of_day(value.earliest - 1)
        return dates.open_until(value), shown, dates.open_until(value).edtf
    if timex.relation is Relation.BY and timex.relation_start is not None:
        if block.text.startswith(("by ", "By "), timex.relation_start):
            return (
                dates.open_until(value),
                shown,
                dates.open_until(value).edtf,
            )  # `by 1908 had closed`: at the latest then
    if timex.relation is Relation.SINCE and value.granularity >= dates.Granularity.YEAR:
        return value, shown, f"{value.edtf}/.."  # since some day of that year on; a day or month is when it began
    return value, shown, value.edtf


_PERIODS = (dates.Granularity.MONTH, dates.Granularity.SEASON, dates.Granularity.QUARTER, dates.Granularity.YEAR)
_RUNS_OUT = re.compile(
    r"\s(?:is|are|was|has)\s(?:out|over|up|through|done|at\san\send|ended)\b|\s(?:ends|closes|runs\sout)\b"
)


def _is_short_of(timex: Timex, block: Block, value: DateValue) -> bool:
    """Whether a last day lies before a month or year begins: `before June`, and not `before June is out`, `before the end of June`."""
    if timex.relation is not Relation.BEFORE or timex.modifier or value.granularity not in _PERIODS:
        return False
    return timex.pattern != "unit-runs-out" and _RUNS_OUT.match(block.text, timex.end) is None


def _machine_thing(text: str, quantity: Quantity, before: str = "") -> str:
    """A quantity for machines, with the counted thing in the form that the text has."""
    scale = re.search(r"\d\s?(million|billion|trillion)\b", text)
    if scale and quantity.low == quantity.high:
        # as written, so that 1.65 million stays legible; the claim's own value is the full number
        factor = {"million": 10**6, "billion": 10**9, "trillion": 10**12}[scale[1]]
        number = quantities.format_number(quantity.low / factor)
        return f"{number} {scale[1]} {quantity.unit or quantity.thing}".strip()
    words = [t.text for t in tokens(text) if quantity.thing and stem(t.text) == quantity.thing]
    if quantity.unit:
        machine = quantities.machine(quantity)
        return machine.replace(f" {quantity.thing}/", f" {words[-1]}/") if words else machine
    words = words or [
        t.text for t in tokens(before) if quantity.thing and stem(t.text) == quantity.thing
    ]  # `an audience of 64`
    number = quantities.machine(Quantity(low=quantity.low, high=quantity.high))
    return f"{number} {words[-1] if words else quantity.thing}".strip()
