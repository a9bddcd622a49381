"""Extract, part of times: what a matched expression is worth. One function a pattern of the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from factcheck.extract.times.forms import forms
from factcheck.model.time import DateParts, Modifier, Shift, TimexType
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.durations import Duration
from factcheck.values.parts import value_of

Match = re.Match[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the words of one expression say."""

    type: TimexType = TimexType.DATE
    parts: DateParts | None = None
    until: DateParts | None = None
    shift: Shift | None = None
    value: DateValue | None = None
    alternatives: tuple[DateValue, ...] = ()
    duration: Duration | None = None
    modifier: Modifier | None = None
    impossible: str = ""
    edtf: str = ""


def range_value(first: DateValue, last: DateValue) -> DateValue | None:
    """From one to the other; none if it would end before it begins."""
    return dates.interval(first, last) if first.earliest <= last.latest else None


def _month(word: str | None) -> int | None:
    return forms().months[word.strip(". ").lower()] if word else None


def _weekday(word: str | None) -> int | None:
    if not word:
        return None
    word = word.strip(". ").lower()
    table = forms().weekdays
    return table.get(word, table.get(word.removesuffix("s")))


def _day(word: str | None) -> int | None:
    if not word:
        return None
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else forms().ordinals[word.lower()]


def _year(match: Match) -> int | None:
    groups = match.groupdict()
    if groups.get("year"):
        year = int(groups["year"])
        return 1 - year if groups.get("era") in ("BC", "BCE") else year
    return _short_year(groups["year2"]) if groups.get("year2") and len(groups["year2"]) == 2 else None


def _short_year(digits: str) -> int:
    number = int(digits)
    return 2000 + number if number < 50 else 1900 + number


def _complete(parts: DateParts, until: DateParts | None = None, modifier: Modifier | None = None) -> Reading:
    value, impossible, edtf = value_of(parts)
    if until is not None and value is not None and not impossible:
        last, impossible, edtf = value_of(until)
        value = range_value(value, last) if last else None
        if impossible:
            edtf = edtf or ""
    elif until is not None and not impossible:
        _, impossible, edtf = value_of(until)
    if value is not None and modifier is not None and until is None:
        value = _modified(value, modifier)
    return Reading(
        parts=parts, until=until, value=value, modifier=modifier, impossible=impossible, edtf=edtf if impossible else ""
    )


def _modified(value: DateValue, modifier: Modifier) -> DateValue:
    """A part of a coarse value: early, mid or late; thirds with soft edges, the text stays that of the whole."""
    length = value.latest - value.earliest + 1
    low, high = {
        Modifier.START: (0.0, 0.5),
        Modifier.MID: (0.25, 0.75),
        Modifier.END: (0.5, 1.0),
    }.get(modifier, (0.0, 1.0))
    return replace(
        value,
        earliest=value.earliest + int(length * low),
        latest=value.earliest + max(int(length * high) - 1, int(length * low)),
        approximate=True,
    )


def _part(match: Match) -> Modifier | None:
    word = match.groupdict().get("part")
    if not word:
        return None
    if word in ("early", "beginning", "start"):
        return Modifier.START
    if word in ("late", "end", "close"):
        return Modifier.END
    return Modifier.START if word == "turn" else Modifier.MID


def read_iso(match: Match) -> Reading:
    parts = DateParts(
        year=int(match["year"]),
        month=int(match["month"]),
        day=int(match["day"]),
        hour=int(match["hour"]) if match["hour"] else None,
        minute=int(match["minute"]) if match["minute"] else None,
        zone=match["zone"] or "",
    )
    return _complete(parts)


def read_iso_week(match: Match) -> Reading | None:
    return (
        _complete(DateParts(year=int(match["year"]), week=int(match["week"])))
        if 1 <= int(match["week"]) <= 53
        else None
    )


def read_iso_month(match: Match) -> Reading:
    return _complete(DateParts(year=int(match["year"]), month=int(match["month"])))


def read_numeric(match: Match) -> Reading | None:
    a, b = int(match["a"]), int(match["b"])
    if match["sep"] == "." and len(match["year"]) == 2 and not (1 <= a <= 31 and 1 <= b <= 12):
        return None
    year = int(match["year"]) if len(match["year"]) == 4 else _short_year(match["year"])
    if not 1000 <= year <= 2199 or a == 0 or b == 0:
        return None
    day_first = DateParts(year=year, month=b, day=a)
    if match["sep"] == "." or b <= 12 < a:
        return _complete(day_first)
    month_first = DateParts(year=year, month=a, day=b)
    if a <= 12 < b:
        return _complete(month_first)
    if a == b:
        return _complete(day_first)
    if a > 12 and b > 12:
        return Reading(
            parts=day_first, value=dates.year(year), impossible="neither number can be a month", edtf=match[0]
        )
    readings = tuple(v for v in (value_of(day_first)[0], value_of(month_first)[0]) if v)
    return Reading(parts=day_first, value=None, alternatives=readings)


def read_numeric_ymd(match: Match) -> Reading | None:
    if not 1000 <= int(match["year"]) <= 2199:
        return None
    return _complete(DateParts(year=int(match["year"]), month=int(match["month"]), day=int(match["day"])))


def read_numeric_dm(match: Match) -> Reading | None:
    day, month = int(match["day"] or match["day2"]), int(match["month"] or match["month2"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return _complete(DateParts(day=day, month=month))


def read_dmy(match: Match) -> Reading | None:
    day, month = _day(match["day"]), _month(match["month"])
    if day is not None and (day == 0 or day > 39) and not match["wd"]:
        return None
    first = DateParts(
        year=_year(match),
        month=_month(match["month0"]) or month,
        day=day,
        weekday=_weekday(match["wd"] or match["wd3"]),
    )
    if not match["day2"]:
        return None if match["month0"] else _complete(replace(first, month=month))
    last = DateParts(year=_year(match), month=month, day=_day(match["day2"]), weekday=_weekday(match["wd2"]))
    return _complete(_earlier_year(first, last), last)


def _earlier_year(first: DateParts, last: DateParts) -> DateParts:
    """`28 December to 3 January 2025` begins in the year before."""
    if first.year is not None and first.month and last.month and first.month > last.month:
        return replace(first, year=first.year - 1)
    return first


def read_mdy(match: Match) -> Reading | None:
    day = _day(match["day"])
    if day is None or day == 0 or day > 39:
        return None
    first = DateParts(
        year=_year(match), month=_month(match["month"]), day=day, weekday=_weekday(match["wd"] or match["wd3"])
    )
    if not match["day2"]:
        return _complete(first)
    last = DateParts(
        year=_year(match),
        month=_month(match["month2"]) or first.month,
        day=_day(match["day2"]),
        weekday=_weekday(match["wd2"]),
    )
    return _complete(_earlier_year(first, last), last)


def read_month(match: Match) -> Reading:
    year = _year(match)
    first = DateParts(year=int(match["year1"]) if match["year1"] else year, month=_month(match["month"]))
    if match["month2"]:
        last = DateParts(year=year, month=_month(match["month2"]))
        return _complete(_earlier_year(first, last) if not match["year1"] else first, last)
    return _complete(first, modifier=_part(match))


def read_season(match: Match) -> Reading:
    year = _year(match)
    parts = DateParts(year=year, season=forms().seasons[match["season"].lower()])
    if match["tail"] and parts.season == "winter" and year is not None:
        first = dates.day(year, 11, 15)
        last = dates.day(year + 1, 3, 15)
        return Reading(
            parts=parts, value=replace(dates.season(year, "winter"), earliest=first.earliest, latest=last.latest)
        )
    return _complete(parts, modifier=_part(match))


_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def read_quarter(match: Match) -> Reading | None:
    number = int(match["q"]) if match["q"] else _NTH[match["qw"]]
    return _complete(DateParts(year=_year(match), quarter=number))


def read_half(match: Match) -> Reading:
    if match["h"]:
        return _complete(DateParts(year=int(match["yearh"]), half=int(match["h"])))
    return _complete(DateParts(year=_year(match), half=_NTH[match["hw"]]))


def read_fiscal(match: Match) -> Reading | None:
    year = int(match["year"])
    tail = match["tail"]
    parts = DateParts(year=year, fiscal=True)
    if not tail:
        # which months a fiscal year covers is the publisher's affair: some twelve months in the year or the one before
        value = dates.between(
            dates.day_number(year - 1, 4, 1),
            dates.day_number(year + 1, 3, 31),
            dates.Granularity.YEAR,
            approximate=True,
        )
        return Reading(parts=parts, value=replace(value, edtf=dates.format_year(year)))
    last = int(tail) if len(tail) == 4 else year // 100 * 100 + int(tail)
    if last == year + 1 or (len(tail) == 2 and last % 100 == (year + 1) % 100):
        if (
            match[0][4:5] == "-"
            and len(match[0]) == 7
            and 1 <= int(tail) <= 12
            and not re.search(r"[A-Za-z]", match[0])
        ):
            return (
                None
                if int(tail) != (year + 1) % 100
                else Reading(parts=parts, value=dates.interval(dates.year(year), dates.year(year + 1), extended=False))
            )
        return Reading(parts=parts, value=dates.interval(dates.year(year), dates.year(year + 1), extended=False))
    return None


def read_decade(match: Match) -> Reading | None:
    if match["year"]:
        first = int(match["year"])
        if first % 100 == 0 and first >= 1100 and not match["part"] and first not in (1900, 2000):
            return Reading(parts=DateParts(century=first // 100 + 1), value=dates.century(first // 100 + 1))
    elif match["short"]:
        first = 1900 + int(match["short"]) * 10 if len(match["short"]) == 1 else 1900 + int(match["short"])
    else:
        words = match["words"].lower()
        first = 1900 + forms().decades[re.split(r"[- ]", words)[-1]]
        if not words.startswith("nineteen") and not match[0].lower().startswith("the") and not match["part"]:
            return None
    value = dates.decade(first)
    modifier = _part(match)
    return Reading(parts=DateParts(decade=first), value=_early_decade(value, first, modifier), modifier=modifier)


def _early_decade(value: DateValue, first: int, modifier: Modifier | None) -> DateValue:
    """`the early 1990s` is 1990 to 1993, mid 1993 to 1996, late 1996 to 1999, as dates go in prose."""
    if modifier is None:
        return value
    low, high = {Modifier.START: (0, 3), Modifier.MID: (3, 6), Modifier.END: (6, 9)}[modifier]
    return replace(
        dates.interval(dates.year(first + low), dates.year(first + high), extended=False),
        granularity=dates.Granularity.DECADE,
        approximate=True,
    )


def read_century(match: Match) -> Reading | None:
    number = _day(match["n"])
    if number is None or number > 21:
        return None
    if match["era"]:
        value = DateValue(
            dates.day_number(1 - number * 100, 1, 1),
            dates.day_number(100 - number * 100, 12, 31),
            dates.Granularity.CENTURY,
            f"-{number - 1:02d}XX",
        )
        return Reading(parts=DateParts(century=-number), value=value)
    modifier = _part(match)
    value = dates.century(number)
    return Reading(
        parts=DateParts(century=number), value=_modified(value, modifier) if modifier else value, modifier=modifier
    )


def read_era_year(match: Match) -> Reading:
    return _complete(DateParts(year=int(match["ad"]) if match["ad"] else _year(match)))


def read_years(match: Match) -> Reading | None:
    first, tail = int(match["year"]), match["year2"]
    last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
    if last <= first or (len(tail) == 2 and not re.search(r"\d\s?[–—-]", match[0])):
        return None
    return _complete(DateParts(year=first), DateParts(year=last))


def read_year(match: Match) -> Reading:
    return _complete(DateParts(year=int(match["year"])), modifier=_part(match))


def read_end_year(match: Match) -> Reading:
    return _complete(DateParts(year=_year(match)), modifier=_part(match))


def read_weekday(match: Match) -> Reading | None:
    wd = _weekday(match["wd"])
    if wd is None:
        return None
    which = " ".join((match["which"] or "").split())
    parts = DateParts(weekday=wd)
    if not which:
        return Reading(parts=parts)
    count = -1 if which in ("last", "the previous", "the preceding") else 1
    anchor = "narrative" if which.startswith("the ") else "document"
    return Reading(parts=parts, shift=Shift(count=0 if which == "this" else count, unit="weekday", anchor=anchor))


def read_nth_weekday(match: Match) -> Reading | None:
    year, month, wd = _year(match), _month(match["month"]), _weekday(match["wd"])
    parts = DateParts(year=year, month=month, weekday=wd)
    if year is None or month is None or wd is None:
        return Reading(parts=DateParts(month=month), edtf="")
    return Reading(parts=parts, value=dates.nth_weekday(year, month, wd, match["n"]))


def read_nth_week(match: Match) -> Reading:
    year, month = _year(match), _month(match["month"])
    parts = DateParts(year=year, month=month)
    if year is None or month is None:
        return Reading(parts=parts)
    start = dates.day_number(year, month, 1)
    length = dates.days_in_month(year, month)
    low, high = (
        (length - 9, length - 1) if match["n"] == "last" else (7 * (_NTH[match["n"]] - 1) - 2, 7 * _NTH[match["n"]] + 2)
    )
    value = dates.between(start + max(0, low), start + min(high, length - 1), dates.Granularity.WEEK, approximate=True)
    return Reading(parts=parts, value=value)


def read_holiday(match: Match) -> Reading:
    rule = forms().holidays[match["holiday"].lower()]
    year = int(match["year"]) if match["year"] else None
    if rule.startswith("easter"):
        if year is None:
            return Reading(parts=DateParts(), type=TimexType.DATE)
        return Reading(parts=DateParts(year=year), value=dates.of_day(dates.easter(year) + int(rule[6:])))
    month, day = (int(x) for x in rule.split("-"))
    return _complete(DateParts(year=year, month=month, day=day))


def read_clock(match: Match) -> Reading:
    return Reading(type=TimexType.TIME)


def read_day_only(match: Match) -> Reading | None:
    day = _day(match["day"])
    return Reading(parts=DateParts(day=day)) if day and day <= 31 else None


def number_of(words: str) -> float | None:
    """The value of a number in digits or words (up to some hundreds)."""
    words = words.strip().lower()
    if re.fullmatch(r"\d+(?:[.,]\d+)?", words):
        return float(words.replace(",", "."))
    if words in ("half a", "half-"):
        return 0.5
    if words == "a quarter of a":
        return 0.25
    if words == "three quarters of a":
        return 0.75
    extra = 0.5 if words.endswith("and a half") else 0.0
    words = words.removesuffix("and a half").strip()
    table, total = forms().numbers, 0
    for word in re.split(r"[-\s]", words):
        if word == "hundred":
            total = max(total, 1) * 100
        elif word in table:
            total += table[word]
        elif word.isdigit():
            total += int(word)
        else:
            return None
    return total + extra


def read_relative(match: Match) -> Reading | None:
    if match["count"]:
        count = number_of(match["count"])
        unit = forms().units[match["unit"].removesuffix("s") if match["unit"] not in forms().units else match["unit"]]
        word = match["dir"]
        sign = -1 if word in ("earlier", "before", "ago", "previously") else 1
        anchor = "document" if word in ("ago", "hence") else "narrative"
        if count is None or count != int(count):
            return Reading(shift=None, parts=DateParts(), type=TimexType.DATE)
        shown = Duration(count=count, unit=unit, shown=match[0])
        unit, whole = ("day", 14 * int(count)) if unit == "fortnight" else (unit, int(count))
        if word in ("before", "after") and "that" not in match[0]:
            anchor = "event"
        return Reading(shift=Shift(count=sign * whole, unit=unit, anchor=anchor), duration=shown)
    if match["adj"]:
        word, unit = " ".join(match["adj"].split()), match["unit2"]
        count = {"following": 1, "next": 1, "very next": 1, "previous": -1, "preceding": -1, "same": 0}[word]
        return _shift_of(count, unit, "narrative")
    if match["this"]:
        word, unit = " ".join(match["this"].split()), match["unit3"]
        count = {"next": 1, "last": -1}.get(word, 0)
        return _shift_of(count, unit, "narrative" if "that" in word or "same" in word else "document")
    adverb = " ".join(match["adv"].split())
    if adverb.startswith("the "):
        unit = "year" if adverb.endswith(("year before", "year after")) else "day"
        return _shift_of(-1 if "before" in adverb else 1, unit, "narrative")
    return _shift_of({"yesterday": -1, "tomorrow": 1}.get(adverb, 0), "day", "document")


def _shift_of(count: int, unit: str, anchor: str) -> Reading:
    unit = {
        "night": "day",
        "morning": "day",
        "evening": "day",
        "afternoon": "day",
        "fall": "autumn",
        "weekend": "week",
    }.get(unit, unit)
    if unit in ("spring", "summer", "autumn", "winter"):
        return Reading(parts=DateParts(season=unit), shift=Shift(count=count, unit="season", anchor=anchor))
    return Reading(shift=Shift(count=count, unit=unit, anchor=anchor))


def read_duration(match: Match) -> Reading | None:
    count = number_of(match["count"])
    words = match["unit"]
    unit = forms().units.get(words) or forms().units.get(words.removesuffix("s"))
    if words == "centuries":
        unit = "century"
    if count is None or unit is None or (unit == "second" and match["count"] in ("a", "one", "the")):
        return None
    if (
        re.fullmatch(r"an?", match["count"])
        and match["work"] is None
        and unit in ("day", "minute", "second", "hour")
        and not match["half"]
    ):
        return None
    if match["half"]:
        count += 0.5
    high = number_of(match["high"]) if match["high"] else None
    before = match.string[max(0, match.start() - 28) : match.start()].lower()
    comparator, modifier = "=", None
    for words_, sign, mod in _COMPARATORS:
        if re.search(rf"\b{words_}\s+(?:the\s)?\Z", before):
            comparator, modifier = sign, mod
            break
    duration = Duration(
        count=count,
        unit=unit,
        comparator=comparator,
        working=(match["work"] or "").strip() in ("working", "business"),
        shown=match[0],
        high=high,
    )
    return Reading(type=TimexType.DURATION, duration=duration, modifier=modifier)


_COMPARATORS = (
    ("(?:more|longer) than|over|well over|in excess of", ">", Modifier.MORE_THAN),
    ("(?:less|fewer|shorter) than|under|within|not quite|just under", "<", Modifier.LESS_THAN),
    ("at least|no less than|not less than|a minimum of", ">=", Modifier.EQUAL_OR_MORE),
    ("at most|up to|no more than|no longer than|not more than|a maximum of", "<=", Modifier.EQUAL_OR_LESS),
    ("about|around|some|roughly|approximately|nearly|almost|close to", "~", Modifier.APPROX),
)


def read_duration_word(match: Match) -> Reading | None:
    word = match["unit"]
    if word == "half-century":
        return Reading(type=TimexType.DURATION, duration=Duration(count=50, unit="year", shown=match[0]))
    if not match[0].startswith("a "):
        return None
    return Reading(type=TimexType.DURATION, duration=Duration(count=1, unit=word, shown=match[0]))


def read_set(match: Match) -> Reading:
    return Reading(type=TimexType.SET)


READINGS: dict[str, Callable[[Match], Reading | None]] = {
    name.removeprefix("read_"): function for name, function in list(globals().items()) if name.startswith("read_")
}
