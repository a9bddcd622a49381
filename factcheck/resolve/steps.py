"""Resolve, part: from an anchor by a step to a value: `two years later`, `the following Monday`, `last autumn`."""

from __future__ import annotations

from collections.abc import Callable

from factcheck.frozen import replace
from factcheck.model.time import DateParts, Shift
from factcheck.values import dates, workdays
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.parts import holiday, value_of

_FIRST_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


FreeDays = Callable[[int], frozenset[int]]
"""The holidays of a year, as ordinals."""


def no_holidays(year: int) -> frozenset[int]:
    """Weekends only."""
    return workdays.NONE


def stepped(anchor: DateValue, shift: Shift, parts: DateParts | None, free: FreeDays = no_holidays) -> DateValue | None:
    """The value a step away from an anchor; none where the anchor is too coarse for it or the step is left open."""
    if shift.count is None:
        return None
    unit, count = shift.unit, shift.count
    if unit in ("hour", "minute", "second"):
        return None
    if unit == "weekday":
        return _weekday(anchor, count, parts.weekday if parts else None)
    if unit == "season":
        return _season(anchor, count, parts.season if parts else "")
    if unit == "month-name":
        return _month_name(anchor, count, parts.month if parts else None)
    if unit == "holiday" and parts is not None:
        return _holiday(anchor, count, parts)
    if unit in ("year", "month") and parts is not None and (parts.month or parts.day or parts.season or parts.nth):
        return _within(anchor, count, unit, parts)
    if unit == "year" and parts is not None and (parts.quarter or parts.half):
        return _within(anchor, count, unit, parts)
    if unit == "week" and parts is not None and parts.weekday is not None:
        if anchor.granularity is not Granularity.DAY:
            return None
        monday = anchor.earliest - dates.weekday(anchor.earliest) + 7 * count
        return dates.of_day(monday + parts.weekday)
    if shift.to_the_day and anchor.granularity is Granularity.DAY:
        return dates.shift(anchor, count, unit)
    if shift.working and anchor.granularity is Granularity.DAY:
        year = dates.civil(anchor.earliest)[0]
        return dates.of_day(workdays.add(anchor.earliest, count, free(year - 1) | free(year) | free(year + 1)))
    value = _plain(anchor, count, unit, whole=shift.whole)
    if value is not None and not shift.whole and shift.anchor == "document" and unit in _ROUNDED:
        value = _widened(value, unit)
    for more, finer in shift.also:
        value = None if value is None else _plain(_as_day(anchor, value), more, finer, whole=False)
    return value


_ROUNDED = {"week": 7, "month": 31, "year": 366}


def _widened(value: DateValue, unit: str) -> DateValue:
    """`two months ago` is said of some six to ten weeks: a unit more or less, the text stays."""
    slack = _ROUNDED[unit]
    return replace(value, earliest=value.earliest - slack, latest=value.latest + slack, approximate=True)


def stretched(anchor: DateValue, shift: Shift) -> DateValue | None:
    """The stretch of so many whole units before or after a day: `the last two weeks`, `the next three months`."""
    if anchor.granularity is not Granularity.DAY or not shift.count:
        return None
    count, unit = abs(shift.count), {"fortnight": "week", "night": "day"}.get(shift.unit, shift.unit)
    step = 1 if shift.count > 0 else -1
    near, far = _plain(anchor, step, unit, whole=True), _plain(anchor, step * count, unit, whole=True)
    if near is None or far is None:
        return None
    first, last = (near, far) if step > 0 else (far, near)
    return dates.interval(first, last)


def _as_day(anchor: DateValue, value: DateValue) -> DateValue:
    """Where years and months are counted from a day, the day itself goes along."""
    if anchor.granularity is not Granularity.DAY or value.granularity is Granularity.DAY:
        return value
    year, month, _ = dates.civil(value.earliest)
    _, anchor_month, day = dates.civil(anchor.earliest)
    month = month if value.granularity is Granularity.MONTH else anchor_month
    return dates.day(year, month, min(day, dates.days_in_month(year, month)))


def _plain(anchor: DateValue, count: int, unit: str, *, whole: bool) -> DateValue | None:
    if unit in ("year", "decade", "century"):
        year = dates.civil(anchor.earliest)[0]
        if unit == "year":
            return dates.year(year + count)
        if unit == "century":
            number = year // 100 + 1 if year > 0 else year // 100
            return dates.century(number + count) if number + count > 0 else None
        return dates.decade(year // 10 * 10 + 10 * count) if whole else dates.year(year + 10 * count)
    if unit in ("month", "quarter"):
        if anchor.granularity > Granularity.MONTH and not (
            unit == "quarter" and anchor.granularity is Granularity.QUARTER
        ):
            return None
        year, month, _ = dates.civil(anchor.earliest)
        if unit == "quarter":
            total = year * 4 + (month - 1) // 3 + count
            return dates.quarter(total // 4, total % 4 + 1)
        total = year * 12 + month - 1 + count
        return dates.month(total // 12, total % 12 + 1)
    if unit == "week" and anchor.granularity is Granularity.WEEK:
        return dates.week(*dates.iso_week(anchor.earliest + 7 * count))
    if anchor.granularity is not Granularity.DAY or unit not in ("day", "week", "weekend"):
        return None
    if unit == "weekend":
        saturday = anchor.earliest - dates.weekday(anchor.earliest) + 5 + 7 * count
        return dates.between(saturday, saturday + 1, Granularity.WEEK)
    if unit == "week":
        day = anchor.earliest + 7 * count
        return dates.week(*dates.iso_week(day)) if whole else dates.of_day(day)
    return dates.of_day(anchor.earliest + count)


def _weekday(anchor: DateValue, count: int, weekday: int | None) -> DateValue | None:
    if weekday is None or anchor.granularity is not Granularity.DAY:
        return None
    day = anchor.earliest
    if count > 0:
        return dates.of_day(day + (weekday - dates.weekday(day) - 1) % 7 + 1 + 7 * (count - 1))
    if count == 0:  # this Monday: of this week, or the coming one
        return dates.of_day(day + (weekday - dates.weekday(day)) % 7)
    return dates.of_day(day - ((dates.weekday(day) - weekday - 1) % 7 + 1) + 7 * (count + 1))


def _season(anchor: DateValue, count: int, name: str) -> DateValue | None:
    if name not in _FIRST_MONTH or anchor.granularity > Granularity.YEAR:
        return None
    year, month, _ = dates.civil(anchor.earliest)
    first = _FIRST_MONTH[name]
    if anchor.granularity is Granularity.SEASON and anchor.edtf.endswith("-24"):
        month = 12  # the winter of a year reaches into the next one: `the next spring` is of that
    if anchor.granularity is Granularity.YEAR:
        return dates.season(year + count, name)
    if name == "winter" and month <= 2 and count <= 0:
        year -= 1
    if count < 0:
        return dates.season(year if month > first + 2 else year - 1, name)
    if count > 0:
        return dates.season(year if month < first else year + 1, name)
    return dates.season(year, name)


def _month_name(anchor: DateValue, count: int, month: int | None) -> DateValue | None:
    if month is None or anchor.granularity > Granularity.YEAR:
        return None
    year, at, _ = dates.civil(anchor.earliest)
    if anchor.granularity > Granularity.MONTH or count == 0:
        return dates.month(year + (count if anchor.granularity > Granularity.MONTH else 0), month)
    if count > 0:
        return dates.month(year if month > at else year + 1, month)
    return dates.month(year if month < at else year - 1, month)


def _holiday(anchor: DateValue, count: int, parts: DateParts) -> DateValue | None:
    if anchor.granularity is not Granularity.DAY:
        return None
    year = dates.civil(anchor.earliest)[0]
    near = []
    for candidate in (year - 1, year, year + 1):
        value = holiday(candidate, parts.holiday) if parts.holiday else value_of(replace(parts, year=candidate))[0]
        if value is not None:
            near.append(value)
    if count > 0:
        return next((v for v in near if v.earliest > anchor.earliest), None)
    if count < 0:
        return next((v for v in reversed(near) if v.earliest < anchor.earliest), None)
    return near[1] if len(near) > 1 else None


def _within(anchor: DateValue, count: int, unit: str, parts: DateParts) -> DateValue | None:
    """A day, month or season of the year or month that a step leads to: `August of the same year`."""
    year, month, _ = dates.civil(anchor.earliest)
    if unit == "year":
        return value_of(replace(parts, year=year + count))[0]
    if anchor.granularity > Granularity.MONTH:
        return None
    total = year * 12 + month - 1 + count
    value, impossible, _ = value_of(replace(parts, year=total // 12, month=total % 12 + 1))
    return None if impossible else value
