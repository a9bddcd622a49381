"""Extract, part of times: readers of dates that name themselves: days, months, years, decades, holidays."""

from __future__ import annotations

from factcheck.extract.times.reading import (
    Groups,
    Reader,
    Reading,
    completed,
    modifier_of,
    number,
    year_of,
    zone_of,
)
from factcheck.extract.times.relative import RELATIVE
from factcheck.extract.times.spans import SPANS
from factcheck.frozen import maker, replace
from factcheck.model.time import DateParts, Modifier, Shift, TimexType
from factcheck.values import dates
from factcheck.values.parts import value_of

_date_parts = maker(DateParts)


def date(groups: Groups, text: str) -> Reading | None:
    """A day, month, season, quarter, half, week or year, or a range of two of them."""
    parts = _parts(groups)
    if groups.get("quarter") == -1 and parts.year is None and "yearref" not in groups:
        return None  # the last quarter: the one before this
    if parts.day is not None and parts.day > 39:
        return None
    modifier = modifier_of(groups)
    if groups.get("approximate"):
        modifier = Modifier.APPROX
    if "to" in groups:
        return _range(parts, groups, modifier)
    reading = completed(parts, modifier=modifier)
    told = groups.get("yearref")
    if told:
        count, anchor = str(told).split()[:2]
        reading.shift = Shift(count=int(count), unit="year", anchor=anchor)
    if "yy_2" in groups or "year_2" in groups:  # the winter of 1939–40
        return _split_season(reading, groups)
    return reading


def named_days(groups: Groups, text: str) -> Reading | None:
    """Two weekdays and their two days, told in one order: `Friday and Saturday, 7 and 8 May`; from the first to the last."""
    return date({**groups, "to": "to"}, text)


def _parts(groups: Groups, end: str = "") -> DateParts:
    """The parts that the holes of a date hold."""
    if "century" in groups:
        told = (number(groups["century"]) or 0) + (number(groups.get("tail")) or 0)
        groups = {**groups, "year": told}
    weekday = groups.get("weekday" + end, groups.get("weekday_after") if not end else None)
    iso_weekday = number(groups.get("iso_weekday"))
    return _date_parts(
        year=year_of(groups, end),
        month=number(groups.get("month" + end)),
        day=number(groups.get("day" + end)),
        weekday=iso_weekday - 1 if iso_weekday else weekday,  # type: ignore[arg-type]
        season=str(groups.get("season" + end) or ""),
        quarter=number(groups.get("quarter" + end)) if groups.get("quarter") != -1 else 4,
        half=number(groups.get("half" + end)) if groups.get("half") != -1 else 2,
        week=number(groups.get("week")),
        day_of_year=number(groups.get("day_of_year")),
        hour=number(groups.get("hour")),
        minute=number(groups.get("minute")),
        second=number(groups.get("seconds")),
        zone=zone_of(groups),
        day_part=str(groups.get("daypart") or "") if str(groups.get("daypart", "")).isalpha() else "",
        julian=groups.get("style") == "julian",
    )


def _range(first: DateParts, groups: Groups, modifier: Modifier | None) -> Reading | None:
    last = _parts(groups, "_2")
    if last.month is None:
        last = replace(last, month=first.month)
    if last.day is not None and first.day is not None and first.month is None:
        first = replace(first, month=last.month)
    if last.year is None and first.year is not None:
        last = replace(last, year=first.year)
    elif first.year is None and last.year is not None:
        later = first.month is not None and last.month is not None and first.month > last.month
        first = replace(first, year=last.year - later)
    if first.month == last.month and first.year == last.year and first.day and last.day and last.day <= first.day:
        return None
    reading = completed(first, last, modifier)
    if groups.get("yearref"):
        count, anchor = str(groups["yearref"]).split()[:2]
        reading.shift = Shift(count=int(count), unit="year", anchor=anchor)
    return reading


def _split_season(reading: Reading, groups: Groups) -> Reading | None:
    parts = reading.parts
    tail = number(groups.get("yy_2", groups.get("year_2")))
    if parts is None or parts.year is None or tail is None or tail % 100 != (parts.year + 1) % 100:
        return None
    if parts.season == "winter":
        first, last = dates.day(parts.year, 11, 15), dates.day(parts.year + 1, 3, 15)
        value = replace(dates.season(parts.year, "winter"), earliest=first.earliest, latest=last.latest)
        return Reading(parts=parts, value=value)
    return reading


def numeric(groups: Groups, text: str) -> Reading | None:
    """Day and month in figures, in an order that only the document can tell if both could be months."""
    a, b = number(groups["a"]) or 0, number(groups["b"]) or 0
    written = next((groups[k] for k in ("year", "dotted", "dashed", "yy", "dotted_yy") if k in groups), None)
    year = None if written is None else number(written)
    if year is not None and len(str(written)) == 2:
        year = 2000 + year if year < 50 else 1900 + year
    if not a or not b or a > 31 or b > 31:
        return None
    if "dotted_yy" in groups and b > 12:
        return None
    day_first, month_first = DateParts(year=year, month=b, day=a), DateParts(year=year, month=a, day=b)
    if b <= 12 < a or a == b:
        return completed(day_first)
    if a <= 12 < b:
        return completed(month_first)
    if "dotted_short" in groups and b > 12:
        return None
    if a > 12 and b > 12 and year is None:
        return None
    if a > 12 and b > 12:
        known = dates.year(year) if year is not None else None
        return Reading(parts=day_first, value=known, impossible="neither number can be a month", edtf=text)
    if groups.get("month_first"):
        return completed(month_first)
    if "dotted" in groups or "dotted_yy" in groups or "dotted_short" in groups or groups.get("day_first"):
        return completed(day_first)
    if year is None:
        return Reading(parts=day_first, alternatives=())
    readings = tuple(v for v in (value_of(day_first)[0], value_of(month_first)[0]) if v)
    return Reading(parts=day_first, alternatives=readings)


def numeric_range(groups: Groups, text: str) -> Reading | None:
    """Two days in figures: 10/1-11/7 (month first), 15.08.–29.08.2026 (day first)."""
    a, b, c, d = (number(groups[k]) or 0 for k in ("a", "b", "a_2", "b_2"))
    if groups.get("day_first"):
        a, b, c, d = b, a, d, c
    if not (1 <= a <= 12 and 1 <= c <= 12 and 1 <= b <= 31 and 1 <= d <= 31):
        return None
    year = year_of(groups)
    first = DateParts(year=year - (a > c) if year is not None else None, month=a, day=b)
    return completed(first, DateParts(year=year, month=c, day=d))


def year_in_words(groups: Groups, text: str) -> Reading | None:
    """`nineteen ninety-six`, `two thousand and fifteen`."""
    tail = number(groups.get("tail")) or 0
    first = number(groups["century"]) or 0
    if tail > 99 or (first < 2000 and tail < 10 and "hundred" not in text):
        return None
    return completed(DateParts(year=first + tail))


def calendar_end(groups: Groups, text: str) -> Reading | None:
    """`EOM`, `the end of year`, `the week`: of the day that the document speaks from."""
    part, unit = str(groups["calendar_end"]).split(" ")
    shift = Shift(count=0, unit=unit, anchor="document")
    return Reading(shift=shift, modifier=Modifier(part) if part else None)


def compact(groups: Groups, text: str) -> Reading | None:
    """Eight figures of a file name or address: 20250314."""
    figures = str(groups["compact"])
    parts = DateParts(year=int(figures[:4]), month=int(figures[4:6]), day=int(figures[6:]))
    reading = completed(parts)
    return None if reading.impossible else reading


def day_only(groups: Groups, text: str) -> Reading | None:
    """The day of a month that the text around it names: `on the 13th`, `Friday the 13th`."""
    day = number(groups.get("day", groups.get("two")))
    if day is None:
        return None
    weekday = groups.get("weekday")
    if day > 31 and weekday is None:
        return None  # the 32 of something else
    reason = "no month has more than 31 days" if day > 31 else ""
    parts = DateParts(day=day, weekday=weekday)  # type: ignore[arg-type]
    return Reading(parts=parts, impossible=reason, edtf=f"XXXX-XX-{day:02d}" if reason else "")


def told_month(groups: Groups, text: str) -> Reading | None:
    """`the 3rd of that month`."""
    count, anchor = str(groups["monthref"]).split()[:2]
    return Reading(
        parts=DateParts(day=number(groups.get("day"))), shift=Shift(count=int(count), unit="month", anchor=anchor)
    )


def years(groups: Groups, text: str) -> Reading | None:
    """From year to year; a short second one is of the same century."""
    first, last = year_of(groups), year_of(groups, "_2")
    if first is None:
        return None
    tail = number(groups.get("yy_2"))
    if tail is not None and "year_2" not in groups:
        if groups.get("to") != "dash":
            return None
        last = first // 100 * 100 + tail
    if last is None or last <= first:
        return None
    return completed(DateParts(year=first), DateParts(year=last), modifier_of(groups))


def split_year(groups: Groups, text: str) -> Reading | None:
    """A fiscal, academic or season's year: `FY2024/25`, `the 1987/88 season`, `1987/88`."""
    year = year_of(groups)
    if year is None:
        return None
    tail = number(groups.get("yy_2", groups.get("year_2")))
    fiscal = "fiscal" in (groups.get("school"), groups.get("school_after"))
    parts = DateParts(year=year, fiscal=fiscal)
    if tail is None:
        if "school" not in groups:
            return None
        if not fiscal:
            return completed(DateParts(year=year))
        # which months a fiscal year covers is the publisher's affair: some twelve months in the year or the one before
        low, high = dates.day_number(year - 1, 4, 1), dates.day_number(year + 1, 3, 31)
        value = dates.between(low, high, dates.Granularity.YEAR, approximate=True)
        return Reading(parts=parts, value=replace(value, edtf=dates.format_year(year)))
    if tail % 100 != (year + 1) % 100:
        if "school" in groups or "school_after" in groups:
            return None
        last = tail if tail > 99 else year // 100 * 100 + tail
        return completed(DateParts(year=year), DateParts(year=last)) if last > year else None
    value = dates.interval(dates.year(year), dates.year(year + 1), extended=False)
    return Reading(parts=parts, value=value)


def decade(groups: Groups, text: str) -> Reading | None:
    """`the 1990s`, `the '60s`, `the early nineties`, `the 470s BC`, and `the 1800s`, which is said of a century."""
    first = number(groups["decade"])
    if first is None:
        return None
    modifier = modifier_of(groups)
    if groups.get("era") == -1:
        start, end = dates.year(1 - first - 9), dates.year(1 - first)
        value = dates.DateValue(start.earliest, end.latest, dates.Granularity.DECADE, f"-{first // 10:03d}X")
        return Reading(parts=DateParts(decade=-first), value=value, modifier=modifier)
    if isinstance(groups["decade"], int):
        if not text.startswith("the ") and "part" not in groups and "century" not in groups:
            return None
        first += number(groups.get("century")) or 1900
    elif first < 100:
        first += 1900
    elif first % 100 == 0 and modifier is None and first not in (1900, 2000):
        return Reading(parts=DateParts(century=first // 100 + 1), value=dates.century(first // 100 + 1))
    value = dates.decade(first)
    return Reading(
        parts=DateParts(decade=first), value=dates.part(value, modifier) if modifier else value, modifier=modifier
    )


def century(groups: Groups, text: str) -> Reading | None:
    """`the 18th century`, `5th century BC`."""
    count = number(groups["century"])
    if count is None or not 1 <= count <= 22:
        return None
    modifier = modifier_of(groups)
    if groups.get("era") == -1:
        first, last = dates.year(1 - count * 100), dates.year(100 - count * 100)
        value = dates.DateValue(first.earliest, last.latest, dates.Granularity.CENTURY, f"-{count - 1:02d}XX")
        parts = DateParts(century=-count)
    else:
        value, parts = dates.century(count), DateParts(century=count)
        end = number(groups.get("century_2"))
        if end is not None:
            if not count < end <= 22:
                return None
            whole = dates.interval(value, dates.century(end), extended=False)
            return Reading(parts=parts, until=DateParts(century=end), value=whole)
    return Reading(parts=parts, value=dates.part(value, modifier) if modifier else value, modifier=modifier)


def holiday(groups: Groups, text: str) -> Reading | None:
    """A holiday with a fixed or computed day, of a year or not."""
    rule, year = str(groups["holiday"]), year_of(groups)
    if len(rule) == 10 and rule[4] == "-" and rule[:4].isdigit():
        if year not in (None, int(rule[:4])):
            return None
        return completed(DateParts(year=int(rule[:4]), month=int(rule[5:7]), day=int(rule[8:])))
    parts = DateParts(year=year, holiday=rule)
    if len(rule) == 5 and rule[2] == "-":
        parts = DateParts(year=year, month=int(rule[:2]), day=int(rule[3:]))
    reading = completed(parts)
    told = groups.get("yearref")
    if told:
        count, anchor = str(told).split()[:2]
        reading.shift = Shift(count=int(count), unit="year", anchor=anchor)
    elif groups.get("adjective"):
        count, anchor = str(groups["adjective"]).split()[:2]
        reading.shift = Shift(count=int(count), unit="holiday", anchor=anchor)
    return reading


_ABOUT = {"weekend": (3, 3), "week": (7, 7)}
"""Days before and after a holiday that its weekend or week may lie on."""
_VACATION = (14, 21)


def holiday_time(groups: Groups, text: str) -> Reading | None:
    """The days about a holiday of a year: `the Easter weekend of 1998`, `the Christmas holidays of 1962`."""
    reading = holiday(groups, text)
    if reading is None or reading.value is None or reading.parts is None:
        return None
    before, after = next((days for word, days in _ABOUT.items() if f" {word}" in text), _VACATION)
    low, high = reading.value.earliest - before, reading.value.latest + after
    return Reading(parts=DateParts(year=reading.parts.year), value=dates.between(low, high, dates.Granularity.SPAN))


def nth(groups: Groups, text: str) -> Reading | None:
    """Counted within a month or year: `the last Saturday of April 1988`, `the first week of May`."""
    count = number(groups["nth"])
    unit = "weekday" if "weekday" in groups else str(groups.get("unit", ""))
    decade_ = number(groups.get("decade"))
    if decade_ is not None:
        return completed(DateParts(year=decade_ + (count or 1) - 1)) if unit == "year" and count and count > 0 else None
    parts = DateParts(
        year=year_of(groups),
        month=number(groups.get("month")),
        weekday=groups.get("weekday"),  # type: ignore[arg-type]
        nth=count,
        nth_unit=unit,
    )
    reading = completed(parts)
    if parts.year is not None and reading.value is None:
        reading.impossible = "there are not so many of them"
        reading.edtf = text
    if unit in ("week", "weekend", "fortnight", "quarter") and count is not None:
        last = 5 if parts.month else 52
        reading.modifier = (
            Modifier.START if count == 1 else Modifier.END if count == -1 or count >= last - 1 else Modifier.MID
        )
    told = groups.get("monthref") or groups.get("yearref")
    if told:
        shift, anchor = str(told).split()[:2]
        reading.shift = Shift(count=int(shift), unit="month" if "monthref" in groups else "year", anchor=anchor)
    return reading


def part_season(groups: Groups, text: str) -> Reading | None:
    """A word for a part of a season: Spätsommer."""
    part, season = str(groups["part_season"]).split()
    return date({**groups, "season": season, "part": part}, text)


def compound(groups: Groups, text: str) -> Reading | None:
    """A word for the unit before or after: Vorjahr, Folgemonat."""
    count, unit = str(groups["compound"]).split()
    return Reading(shift=Shift(count=int(count), unit=unit, anchor="narrative"))


def week_of(groups: Groups, text: str) -> Reading | None:
    """`the week of 10 April 2017`: the ISO week that the day lies in."""
    parts = _parts(groups)
    reading = completed(parts)
    if reading.value is None:
        return replace(reading, parts=replace(parts, nth_unit="week"))
    if reading.impossible:
        return reading
    return Reading(parts=replace(parts, nth_unit="week"), value=dates.week(*dates.iso_week(reading.value.earliest)))


def eve(groups: Groups, text: str) -> Reading | None:
    """The day before or after a day that is named."""
    inner = holiday(groups, text) if "holiday" in groups else completed(_parts(groups))
    step = number(groups["eve"])
    if step is None:
        step = 0
    step = -1 if groups["eve"] == -1 else step
    if inner is None or inner.value is None or inner.impossible:
        return None
    return Reading(parts=inner.parts, value=dates.of_day(inner.value.earliest + step))


def reference(groups: Groups, text: str) -> Reading | None:
    """`now`, `recently`, `the future`."""
    name = str(groups["reference"])
    return Reading(type=TimexType.DATE, reference=name) if name else None


READERS: dict[str, Reader] = {
    "date": date,
    "named_days": named_days,
    "numeric": numeric,
    "numeric_range": numeric_range,
    "year_in_words": year_in_words,
    "calendar_end": calendar_end,
    "compact": compact,
    "day_only": day_only,
    "told_month": told_month,
    "years": years,
    "split_year": split_year,
    "decade": decade,
    "century": century,
    "holiday": holiday,
    "holiday_time": holiday_time,
    "nth": nth,
    "week_of": week_of,
    "part_season": part_season,
    "compound": compound,
    "eve": eve,
    "reference": reference,
    **RELATIVE,
    **SPANS,
}
