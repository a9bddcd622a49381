"""Extract, part of times: resolved times as TIMEX3 says them: one extent, type, value and modifier each.

TIMEX3 (TimeML 1.2.1) has no ranges: each end of one is an expression of its own. A date and its time of day are one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from factcheck.extract.times.language import DEFAULT, language
from factcheck.extract.times.templates import WordClass
from factcheck.frozen import dataclass, replace
from factcheck.model.time import DateParts, Provenance, Timex, TimexType
from factcheck.values.dates import OPEN_END, OPEN_START, SEASONS, Granularity, iso_week, of_day

_SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}
_BY_NUMBER = {number: _SEASON_CODES[name] for name, number in SEASONS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex3:
    """One expression of time; offsets are code points of its block's text."""

    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str
    edtf: str
    bounds: tuple[int, int] | None
    """The first and the last day that it may mean, as ordinals; none where it is not known."""
    impossible: str
    relation: str
    range: str
    """Of an end of a range: `begin` or `end`."""
    provenance: tuple[Provenance, ...]
    pattern: str
    readings: tuple[str, ...] = ()
    """Of a date in figures whose order nothing tells: what it may mean."""


def timex3_of(
    text: str,
    times: Sequence[Timex],
    code: str = DEFAULT,
    *,
    split_ranges: bool = True,
    with_modifiers: bool = True,
) -> list[Timex3]:
    """The TIMEX3 expressions of a block, in order.

    `with_modifiers` takes the words of a modifier in (`more than 50 years`), as TimeML does. Ranges are split into their
    two ends unless `split_ranges` is off; then two times with `to`, `until` or a dash between them are one range, too.
    """
    joins = language(code).joins
    groups = _joined(text, times, joins)
    zones = language(code).classes.get("zone")
    made = [record for group in groups for record in _expressions(text, group, split_ranges, with_modifiers)]
    if zones is not None:
        made = [_zoned(text, record, zones) for record in made]
    return made if split_ranges else _ranged(text, made, joins)


def _zoned(text: str, record: Timex3, zones: WordClass) -> Timex3:
    """A time of day with the zone that stands after its date: `11:59 pm on 7 May anywhere on earth`."""
    if record.type != "TIME" or not re.fullmatch(r".*T\d\d:\d\d(?::\d\d)?", record.value):
        return record
    match = re.compile(rf",? \(?({zones.regex})\b").match(text.lower(), record.end)
    if match is None:
        return record
    end = match.end(1)
    return replace(record, end=end, text=text[record.start : end], value=f"{record.value}{zones.values[match[1]]}")


_Group = list[Timex]


def _joined(text: str, times: Sequence[Timex], joins: Mapping[str, frozenset[str]]) -> list[_Group]:
    """Each date with the time of day beside it, and each step with the date that it counts from."""
    groups: list[_Group] = []
    for timex in times:
        if groups:
            group = groups[-1]
            last = group[-1]
            between = text[last.end : timex.start].strip().lower()
            if last.shift is not None and last.shift.anchor == "event" and last.value is not None:
                group.append(timex)
                continue
            kinds, kind = "".join(_kind(t) for t in group), _kind(timex)
            if "from" in between or "between" in between:
                kinds = kinds if timex.until is not None else ""  # from nine on, but: from nine to ten
            if (
                kind
                and kinds
                and kind not in kinds
                and (
                    (kind in "CP" and between in joins["time_after_date"])
                    or (kind in "DSW" and kinds[-1] in "CP" and between in joins["date_after_time"])
                    or (kind + kinds[-1] in ("DW", "WD", "CP", "PC") and between in joins["date_after_time"])
                )
            ):
                group.append(timex)
                continue
        groups.append([timex])
    return groups


def _kind(timex: Timex) -> str:
    """D a day, W a week in a row, C a time of day, P a part of the day, S a repeated day; nothing for the rest."""
    parts = timex.parts
    if timex.type is TimexType.TIME:
        return "C" if parts is not None and parts.hour is not None else "P"
    if timex.type is TimexType.SET:
        return "S" if timex.repeats.startswith("XXXX-W") or timex.repeats == "P1D" else ""
    if timex.type is not TimexType.DATE or timex.until is not None or timex.impossible:
        return ""
    if parts is not None and parts.hour is not None:
        return ""
    if timex.shift is not None and timex.shift.unit == "week" and (parts is None or parts.weekday is None):
        return "W"
    if timex.value is not None:
        return "D" if timex.value.granularity == 0 else ""
    if timex.shift is not None:
        return "D" if timex.shift.unit in ("day", "weekday") else ""
    return "D" if parts is not None and (parts.day is not None or parts.weekday is not None) else ""


def _ranged(text: str, single: list[Timex3], joins: Mapping[str, frozenset[str]]) -> list[Timex3]:
    """Two expressions with a word for a range between them are one."""
    made: list[Timex3] = []
    for record in single:
        if made:
            last = made[-1]
            between = text[last.end : record.start].strip().lower()
            is_led = last.relation == "from" or text[max(0, last.start - 8) : last.start].lower().endswith("between ")
            if (
                last.type in ("DATE", "TIME")
                and record.type in ("DATE", "TIME")
                and "/" not in last.value + record.value
                and (between in joins["range"] or (between == "and" and is_led))
            ):
                made[-1] = replace(
                    last,
                    end=record.end,
                    text=text[last.start : record.end],
                    value=f"{last.value}/{record.value}",
                    edtf=f"{last.edtf}/{record.edtf}" if last.edtf and record.edtf else "",
                    bounds=(last.bounds[0], record.bounds[1]) if last.bounds and record.bounds else None,
                    type="TIME" if "TIME" in (last.type, record.type) else "DATE",
                )
                continue
        made.append(record)
    return made


def _expressions(text: str, group: _Group, split_ranges: bool, with_modifiers: bool) -> list[Timex3]:
    first, last = group[0], group[-1]
    start = first.modifier_start if with_modifiers and first.modifier_start is not None else first.start
    if len(group) == 1:
        if first.until is not None and first.split is not None and split_ranges:
            return _ends(text, first, start)
        if _is_length(first):
            return [_length(text, first, start)]
        return [_one(text, first, start, first.end, first)]
    times = [t for t in group if t.type is TimexType.TIME]
    days = [t for t in group if t.type is not TimexType.TIME]
    if not days:
        return [replace(_one(text, _clocked(times), start, last.end, first), type="TIME")]
    step = first.shift is not None and first.shift.anchor == "event"
    day = first if step else next((t for t in reversed(days) if _kind(t) == "D" and t.value is not None), days[0])
    record = _one(text, day, start, last.end, first)
    if not times:
        return [record]
    time = _clocked([*times, *days])
    assert time.parts is not None
    named = "XXXX-XX-XX" if day.type is TimexType.SET and day.repeats == "P1D" else _value(day)[:10]
    value = "/".join(named + _clock(p) for p in (time.parts, time.until) if p is not None)
    return [replace(record, type="SET" if day.type is TimexType.SET else "TIME", value=value)]


def _clocked(times: list[Timex]) -> Timex:
    """The time of day that several expressions tell together: `7 in the evening` is 19:00."""
    clock = next(
        (t for t in times if t.type is TimexType.TIME and t.parts is not None and t.parts.hour is not None), times[0]
    )
    part = next((t.parts.day_part for t in times if t.parts is not None and t.parts.day_part), "")
    parts = clock.parts
    if parts is not None and parts.hour is not None and 1 <= parts.hour < 12 and part in ("TAF", "TEV", "TNI"):
        return replace(clock, parts=replace(parts, hour=parts.hour + 12))
    return clock


def _is_length(timex: Timex) -> bool:
    return (
        timex.shift is not None and timex.shift.anchor == "event" and timex.value is None and timex.duration is not None
    )


def _length(text: str, timex: Timex, start: int) -> Timex3:
    """`a week after the signing`: what is known is the length."""
    end = timex.split[0] if timex.split else timex.end
    while end > start and text[end - 1] == " ":
        end -= 1
    assert timex.duration is not None
    record = _one(text, timex, start, end, timex)
    return replace(record, type="DURATION", value=timex.duration.iso, edtf="")


def _ends(text: str, timex: Timex, start: int) -> list[Timex3]:
    assert timex.split is not None
    assert timex.parts is not None
    assert timex.until is not None
    whole = _value(timex)
    if timex.type is TimexType.TIME:
        values = [f"XXXX-XX-XX{_clock(timex.parts)}", f"XXXX-XX-XX{_clock(timex.until)}"]
    elif "/" in whole:
        values = whole.split("/", 1)
    else:
        values = [_half_known(timex.parts), _half_known(timex.until)]
    record = _one(text, timex, start, timex.end, timex)
    edtfs = timex.edtf.split("/") if timex.edtf.count("/") == 1 else [timex.edtf, timex.edtf]
    (end, again) = timex.split
    return [
        replace(record, end=end, text=text[start:end], value=values[0], edtf=edtfs[0], range="begin"),
        replace(record, start=again, text=text[again : timex.end], value=values[1], edtf=edtfs[1], range="end", mod=""),
    ]


def _one(text: str, timex: Timex, start: int, end: int, first: Timex) -> Timex3:
    kind = timex.type
    parts = timex.parts
    if kind is TimexType.DATE and parts is not None and (parts.hour is not None or parts.day_part):
        kind = TimexType.TIME
    bounds = None
    if timex.value is not None and not timex.impossible:
        bounds = (timex.value.earliest, timex.value.latest)
    return Timex3(
        start=start,
        end=end,
        text=text[start:end],
        type=kind.value,
        value=_value(timex),
        mod=timex.modifier.value if timex.modifier else "",
        edtf=timex.edtf,
        bounds=bounds,
        impossible=timex.impossible,
        relation=first.relation.value,
        range="",
        provenance=timex.provenance,
        pattern=timex.pattern,
        readings=tuple(timex3_value(v.edtf) for v in timex.alternatives),
    )


def _value(timex: Timex) -> str:
    """The value attribute."""
    parts = timex.parts
    if timex.reference:
        return timex.reference
    if timex.type is TimexType.SET:
        return timex.repeats
    if timex.type is TimexType.DURATION:
        return timex.duration.iso if timex.duration else "PX"
    if timex.type is TimexType.TIME:
        day = timex.value.edtf if timex.value is not None else "XXXX-XX-XX"
        return "/".join(f"{day}{_clock(p)}" for p in (parts, timex.until) if p is not None)
    clock = _clock(parts) if parts is not None else ""
    if timex.impossible and timex.edtf:
        return timex3_value(timex.edtf) + clock
    if timex.value is not None:
        if parts is not None and parts.fiscal and parts.year is not None and timex.until is None:
            return f"FY{parts.year}"
        if timex.value.granularity is Granularity.DECADE and "/" in timex.edtf:
            return timex.edtf[:3]  # a part of a decade
        if timex.shift is not None and timex.shift.unit == "weekend":
            year, week = iso_week(timex.value.earliest)
            return f"{year}-W{week:02d}-WE"
        if parts is not None and parts.nth_unit in ("week", "weekend", "fortnight") and timex.pattern != "week-of":
            return timex3_value(timex.value.edtf[: 7 if parts.month or timex.shift else 4])
        return timex3_value(timex.value.edtf) + clock
    if timex.alternatives:
        return f"{timex.alternatives[0].edtf[:4]}-XX-XX"
    if timex.shift is not None:
        return _shifted(timex) + clock
    if parts is None:
        return ""
    first = _half_known(parts)
    return f"{first}/{_half_known(timex.until)}" if timex.until is not None else first + clock


def _clock(parts: DateParts) -> str:
    if parts.hour is not None:
        second = f":{parts.second:02d}" if parts.second is not None else ""
        return f"T{parts.hour:02d}:{parts.minute or 0:02d}{second}{parts.zone}"
    return parts.day_part


def _half_known(parts: DateParts) -> str:
    year = (
        "XXXX"
        if parts.year is None
        else timex3_value(f"{parts.year:04d}" if parts.year >= 0 else f"-{-parts.year:04d}")
    )
    if parts.nth is not None and parts.nth_unit == "weekday" and parts.weekday is not None:
        return f"{year}-{parts.month:02d}-XX" if parts.month else f"{year}-WXX-{parts.weekday + 1}"
    if parts.month:
        return f"{year}-{parts.month:02d}" + (f"-{parts.day:02d}" if parts.day else "")
    if parts.day:
        return f"{year}-XX-{parts.day:02d}"
    if parts.season:
        return f"{year}-{_SEASON_CODES[parts.season]}"
    if parts.quarter:
        return f"{year}-Q{parts.quarter}"
    if parts.half:
        return f"{year}-H{parts.half}"
    if parts.week:
        return f"{year}-W{parts.week:02d}"
    if parts.weekday is not None:
        return f"{year}-WXX-{parts.weekday + 1}"
    if parts.holiday or parts.nth_unit == "day":
        return f"{year}-XX-XX"
    return year


_OPEN = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
    "hour": "XXXX-XX-XXTXX",
    "minute": "XXXX-XX-XXTXX:XX",
}


def _shifted(timex: Timex) -> str:
    parts, shift = timex.parts, timex.shift
    assert shift is not None
    if shift.unit == "day" and shift.anchor == "document" and shift.count == 0 and not (parts and parts.day_part):
        return "PRESENT_REF"
    if parts is not None and (parts.month or parts.day or parts.season or parts.weekday is not None or parts.holiday):
        return _half_known(parts)
    return _OPEN.get(shift.also[-1][1] if shift.also else shift.unit, "XXXX")


def timex3_value(edtf: str) -> str:
    """An EDTF text of this project as a TIMEX3 value: `199X` is 199, `-0043` BC0044, `1990-21` 1990-SP."""
    if "/" in edtf:
        return "/".join(timex3_value(end) if end != ".." else "" for end in edtf.split("/"))
    text = edtf.rstrip("~?%").rstrip("X") if "XX-" not in edtf and not edtf.startswith("XX") else edtf
    if text.startswith("-"):
        if len(text) < 5:
            return "BC" + text[1:]
        year = int(text[1:5]) + 1
        return f"BC{year:04d}" + _rest(text[5:])
    if text.startswith("0000"):
        return "BC0001" + _rest(text[4:])
    return text[:4] + _rest(text[4:])


def _rest(text: str) -> str:
    match = re.fullmatch(r"-(\d\d)", text)
    if match is None or int(match[1]) <= 12:
        return text
    number = int(match[1])
    if number in _BY_NUMBER:
        return f"-{_BY_NUMBER[number]}"
    return f"-Q{number - 32}" if 33 <= number <= 36 else f"-H{number - 39}" if number in (40, 41) else text


def day_bounds(bounds: tuple[int, int]) -> tuple[str, str]:
    """The first and the last day, given as ordinals, as ISO dates; `..` where it is open."""
    first = ".." if bounds[0] <= OPEN_START else of_day(bounds[0]).edtf
    last = ".." if bounds[1] >= OPEN_END else of_day(bounds[1]).edtf
    return first, last
