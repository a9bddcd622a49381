"""Extract, part of times: readers of durations, sets and times of day."""

from __future__ import annotations

import re

from factcheck.extract.times.reading import Groups, Reader, Reading, number, zone_of
from factcheck.extract.times.relative import count_of, plain_duration
from factcheck.model.time import DateParts, Shift, TimexType
from factcheck.values.durations import Duration


def duration(groups: Groups, text: str) -> Reading | None:
    """A length of time: a count of a unit, a range of counts, or several units."""
    if "unit_long" in groups:
        word = str(groups["unit_long"])
        told, _, long_unit = word.rpartition(" ")
        if word.endswith("s") and not told:
            return _made(Duration(count=2, unit=_singular(word), shown=text, vague=True))
        return _made(Duration(count=float(told or 1), unit=_singular(long_unit), shown=text))
    if "unit_cued" in groups:
        return _made(Duration(count=2, unit=str(groups["unit_cued"]), shown=text, vague=True))
    unit = str(groups["unit"])
    count, vague = count_of(groups)
    stretch = groups.get("stretch")
    if "count" not in groups and "and_half" in groups:
        count, vague = 1.5, False
    if count is None and not vague:
        return None
    high, _ = count_of(groups, "_2") if "unit_2" not in groups else (None, False)
    if high is not None and count is not None and high <= count:
        return None
    also = tuple(
        (float(number(groups[f"count_{n}"]) or 0), str(groups[f"unit_{n}"])) for n in (2, 3) if f"unit_{n}" in groups
    )
    made = Duration(
        count=2.0 if count is None else count,
        unit=unit,
        working=groups.get("working") == "working",
        shown=text,
        high=high,
        also=also,
        vague=count is None,
    )
    if also and _rank(also[0][1]) >= _rank(unit):
        return None
    reading = _made(made)
    if (
        stretch not in (None, 0)
        and count is not None
        and count == int(count)
        and unit not in ("hour", "minute", "second")
    ):
        anchor = "narrative" if text.startswith("the ") else "document"
        reading.shift = Shift(count=int(count) * int(str(stretch)), unit=unit, anchor=anchor)
    return reading


_UNITS = ("second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade", "century")


def _rank(unit: str) -> int:
    return _UNITS.index(unit) if unit in _UNITS else 0


def _made(made: Duration) -> Reading:
    return Reading(type=TimexType.DURATION, duration=plain_duration(made))


def _singular(unit: str) -> str:
    return {"centuries": "century"}.get(unit, unit.removesuffix("s"))


_REPEATS = {
    "second": "PT{}S",
    "minute": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "week": "P{}W",
    "month": "P{}M",
    "quarter": "P{}M",
    "year": "P{}Y",
    "decade": "P{}DE",
    "century": "P{}CE",
    "weekend": "P{}WE",
    "night": "P{}D",
    "fortnight": "P{}W",
}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}


def repeated(groups: Groups, text: str) -> Reading | None:
    """How often: `every Tuesday`, `annually`, `twice a week`, `Fridays`."""
    part = str(groups.get("daypart", groups.get("dayparts", "")) or "")
    part = part if part.isalpha() else ""
    count = groups.get("every_other", 1)
    if "frequency" in groups:
        repeats = str(groups["frequency"])
    elif "weekpart" in groups:
        repeats = f"XXXX-WXX-{groups['weekpart']}"
    elif "weekdays" in groups or "weekday" in groups:
        repeats = f"XXXX-WXX-{int(str(groups.get('weekdays', groups.get('weekday')))) + 1}{part}"
    elif "month" in groups:
        day = number(groups.get("day"))
        repeats = f"XXXX-{number(groups['month']):02d}" + (f"-{day:02d}" if day else "")
    elif "season" in groups:
        repeats = f"XXXX-{_SEASONS[str(groups['season'])]}"
    elif "unit" in groups:
        unit = str(groups["unit"])
        if unit == "night" and count == 1:
            return Reading(type=TimexType.SET, repeats="XXXX-XX-XXTNI")
        times = {"fortnight": 2, "quarter": 3}.get(unit, 1)
        repeats = _REPEATS[unit].format("X" if count == "X" else f"{float(str(count)) * times:g}")
    elif part:
        repeats = f"XXXX-XX-XX{part}"
    else:
        return None
    return Reading(type=TimexType.SET, repeats=repeats) if repeats else None


def weekday_range(groups: Groups, text: str) -> Reading | None:
    """`Mon–Fri`: those days of every week; `Monday and Friday` are two days."""
    if groups.get("to") in ("and", "or"):
        return None
    first, last = (int(str(groups[name])) + 1 for name in ("weekday", "weekday_2"))
    return Reading(type=TimexType.SET, repeats=f"XXXX-WXX-{first}/XXXX-WXX-{last}")


def clock(groups: Groups, text: str) -> Reading | None:
    """A time of day, or from one to another."""
    first, last = _time(groups), _time(groups, "_2")
    if first is None:
        return None
    if "to" not in groups:
        return Reading(type=TimexType.TIME, parts=first)
    if last is None:
        return None
    meridiem = groups.get("meridiem_2")
    if meridiem and "meridiem" not in groups and "clock_word" not in groups and (first.hour or 0) < 12:
        # `5 to 6 pm`: both are; `11 to 1 pm` begins in the morning
        plain = number(groups.get("hour")) or 0
        if meridiem == "pm" and plain != 12 and plain < (number(groups.get("hour_2")) or 0) % 12:
            first = DateParts(hour=plain + 12, minute=first.minute, zone=first.zone)
    elif not meridiem and "meridiem" not in groups and ":" not in text and not groups.get("bare"):
        return None
    return Reading(type=TimexType.TIME, parts=first, until=last)


def _time(groups: Groups, end: str = "") -> DateParts | None:
    zone = zone_of(groups)
    if "clock_word" + end in groups:
        hour, minute = str(groups["clock_word" + end]).split(":")
        return DateParts(hour=int(hour), minute=int(minute), zone=zone)
    minute_ = number(groups.get("minute" + end)) or 0
    hour_ = number(groups.get("hour" + end))
    if "half_hour" in groups and not end:
        hour_, minute_ = number(groups["half_hour"]), 30
    if hour_ is None or hour_ > 24 or minute_ > 59:
        return None
    if "quarter_hour" in groups and not end:
        away = number(groups["quarter_hour"]) or 0
        sign = groups.get("past")
        hour_, minute_ = (hour_, away) if sign == 1 else ((hour_ - 1) % 24, 60 - away)
    meridiem = groups.get("meridiem" + end)
    if meridiem:
        if not 1 <= hour_ <= 12:
            return None if hour_ == 0 or hour_ > 23 else DateParts(hour=hour_, minute=minute_, zone=zone)
        hour_ = hour_ % 12 + (12 if meridiem == "pm" else 0)
    second = number(groups.get("seconds")) if not end else None
    return DateParts(hour=hour_, minute=minute_, second=second, zone=zone)


def clock_halves(groups: Groups, text: str) -> Reading | None:
    """`halb acht` is 7:30; `Viertel nach neun` 9:15."""
    half = number(groups.get("hour_half"))
    if half is not None:
        parts = DateParts(hour=(half - 1) % 24, minute=30) if 1 <= half <= 12 else None
    else:
        parts = _time(groups)
    return Reading(type=TimexType.TIME, parts=parts) if parts is not None else None


def clock_figures(groups: Groups, text: str) -> Reading | None:
    """`0730-0930`, `1140 a.m.`"""
    ends = [str(groups[k]) for k in ("clock_figures", "clock_figures_2") if k in groups]
    parts = [DateParts(hour=int(end[:2]), minute=int(end[2:])) for end in ends]
    return Reading(type=TimexType.TIME, parts=parts[0], until=parts[1] if len(parts) > 1 else None)


def daypart(groups: Groups, text: str) -> Reading | None:
    """A part of the day by itself or before its date: `the morning of`."""
    told = str(groups["daypart"])
    if re.fullmatch(r"T\d\d:\d\d", told):
        return Reading(type=TimexType.TIME, parts=DateParts(hour=int(told[1:3]), minute=int(told[4:])))
    return Reading(type=TimexType.TIME, parts=DateParts(day_part=told))


SPANS: dict[str, Reader] = {
    "duration": duration,
    "set": repeated,
    "weekday_range": weekday_range,
    "clock": clock,
    "clock_figures": clock_figures,
    "clock_halves": clock_halves,
    "daypart": daypart,
}
