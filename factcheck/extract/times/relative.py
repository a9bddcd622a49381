"""Extract, part of times: readers of what is said from another time: `two years later`, `the following Monday`, `yesterday`."""

from __future__ import annotations

import re

from factcheck.extract.times.reading import Groups, Reader, Reading, modifier_of, number
from factcheck.frozen import replace
from factcheck.model.time import DateParts, Modifier, Shift, TimexType
from factcheck.values.durations import Duration

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def shift(groups: Groups, text: str) -> Reading | None:
    """A step from an anchor: by a count of units, or to such a unit, weekday, month or season in a row."""
    if "direction" in groups or "sign" in groups:
        return _counted(groups, text)
    if "adverb" in groups:
        return _adverb(groups)
    if "weekref" in groups:
        week, anchor = str(groups["weekref"]).split()
        parts = DateParts(weekday=groups["weekday"])  # type: ignore[arg-type]
        return Reading(parts=parts, shift=Shift(count=int(week), unit="week", anchor=anchor))
    step, anchor, modifier = _which(groups)
    if "weekday" in groups:
        parts = DateParts(weekday=groups["weekday"], day_part=_day_part(groups))  # type: ignore[arg-type]
        return Reading(parts=parts, shift=Shift(count=step, unit="weekday", anchor=anchor), modifier=modifier)
    if "month" in groups:
        return Reading(
            parts=DateParts(month=number(groups["month"])),
            shift=Shift(count=step, unit="month-name", anchor=anchor),
            modifier=modifier,
        )
    if "season" in groups:
        return Reading(
            parts=DateParts(season=str(groups["season"])),
            shift=Shift(count=step, unit="season", anchor=anchor),
            modifier=modifier,
        )
    unit = "day" if "daypart" in groups else str(groups["unit"])
    part = _day_part(groups)
    if unit == "night":
        unit, part = "day", "TNI"
    if unit in ("hour", "minute"):
        return None
    return Reading(
        parts=DateParts(day_part=part) if part else None,
        shift=Shift(count=step, unit=unit, anchor=anchor),
        modifier=modifier,
    )


def _which(groups: Groups) -> tuple[int, str, Modifier | None]:
    modifier = modifier_of(groups)
    told = groups.get("adjective")
    if told is None:
        return number(groups.get("count")) or 0, str(groups.get("anchor", "narrative")), modifier
    step, anchor, *part = str(told).split()
    return int(step), anchor, modifier or (Modifier(part[0]) if part else None)


def _day_part(groups: Groups) -> str:
    part = str(groups.get("daypart") or "")
    return part if part.isalpha() else ""


def _adverb(groups: Groups) -> Reading | None:
    words = str(groups["adverb"]).split()
    if not words:
        return None
    anchor = words[1] if len(words) > 1 else "document"
    part = words[2] if len(words) > 2 else _day_part(groups)
    return Reading(
        parts=DateParts(day_part=part) if part else None,
        shift=Shift(count=int(words[0]), unit="day", anchor=anchor),
        modifier=modifier_of(groups),
    )


def _counted(groups: Groups, text: str) -> Reading | None:
    count, vague = count_of(groups)
    unit = groups.get("unit")
    if unit is None or (count is None and not vague):
        return None
    sign, anchor = str(groups.get("direction") or f"{groups['sign']} {groups['anchor']}").split()
    if isinstance(unit, int):  # three Fridays from now
        if count is None:
            return None
        return Reading(
            parts=DateParts(weekday=unit), shift=Shift(count=int(sign) * int(count), unit="weekday", anchor=anchor)
        )
    unit = "day" if unit == "night" else str(unit)
    to_the_day = anchor == "day-event"
    anchor = anchor.removeprefix("day-")
    if anchor == "event" and int(sign) == 0:
        return None
    whole, name = _whole(count, unit)
    also = tuple(
        (int(sign) * int(number(groups[f"count_{n}"]) or 0), str(groups[f"unit_{n}"]))
        for n in (2, 3)
        if f"unit_{n}" in groups
    )
    shown = plain_duration(Duration(count=count or 2, unit=unit, shown=text, vague=count is None))
    step = None if whole is None else int(sign) * whole
    return Reading(
        shift=Shift(
            count=step,
            unit=name,
            anchor=anchor,
            also=also,
            whole=False,
            working=groups.get("working") == "working" and name == "day",
            to_the_day=to_the_day,
        ),
        duration=shown,
    )


def _whole(count: float | None, unit: str) -> tuple[int | None, str]:
    """A whole count of a plain unit: a fortnight is two weeks, half a year six months."""
    if count is None:
        return None, unit
    for coarse, times, fine in (
        ("fortnight", 2, "week"),
        ("quarter", 3, "month"),
        ("millennium", 1000, "year"),
        ("weekend", 1, "week"),
    ):
        if unit == coarse:
            count, unit = count * times, fine
    if count != int(count):
        for coarse, times, fine in (
            ("century", 100, "year"),
            ("decade", 10, "year"),
            ("year", 12, "month"),
            ("week", 7, "day"),
            ("day", 24, "hour"),
            ("hour", 60, "minute"),
        ):
            if unit == coarse:
                count, unit = count * times, fine
                break
    return round(count), unit


def plain_duration(made: Duration) -> Duration:
    """Half a year is six months, half an hour thirty minutes, half a century fifty years."""
    unit, count = made.unit, made.count
    if count == int(count) or made.high is not None or made.also:
        return made
    for coarse, times, fine in (("century", 100, "year"), ("decade", 10, "year"), ("hour", 60, "minute")):
        if unit == coarse and (count < 1 or unit != "hour"):
            return replace(made, unit=fine, count=count * times)
    if unit == "year" and count < 1:
        return replace(made, unit="month", count=count * 12)
    return made


def count_of(groups: Groups, end: str = "") -> tuple[float | None, bool]:
    """The count that a hole holds, and whether it is left open (`a few`, or a bare plural)."""
    told = groups.get("count" + end)
    if told is None:
        return (None, True) if not end else (None, False)
    if told == "X":
        return None, True
    if isinstance(told, int):
        count: float = told
    elif str(told)[-1] in _FRACTIONS:
        count = float(str(told)[:-1] or 0) + _FRACTIONS[str(told)[-1]]
    else:
        try:
            count = _decimal(str(told))
        except ValueError:
            return None, False
    if "and_half" in groups and not end:
        count += 0.5
    return count, False


def _decimal(figure: str) -> float:
    """The value of a figure: a dot or comma before three digits groups thousands, any other is a decimal sign."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", figure):
        return float(re.sub(r"[.,]", "", figure))
    return float(figure.replace(",", "."))


RELATIVE: dict[str, Reader] = {"shift": shift}

__all__ = ["RELATIVE", "TimexType", "count_of"]
