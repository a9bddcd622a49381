"""Values, part: writes a value the way another one stands in a text, so that a repair changes nothing but the value."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.quantities import Quantity

_ISO = pattern_of(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_FIGURES = pattern_of(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_MONTHS = {name.lower(): n for n, name in enumerate(dates.MONTHS, 1)} | {
    name[:3].lower(): n for n, name in enumerate(dates.MONTHS, 1)
}
_MONTH = pattern_of(rf"\b(?:{'|'.join(dates.MONTHS)}|(?:{'|'.join(m[:3] for m in dates.MONTHS)}|Sept)(?=\b))", re.I)
_WEEKDAY = pattern_of(rf"\b(?:{'|'.join(dates.WEEKDAYS)}|(?:{'|'.join(d[:3] for d in dates.WEEKDAYS)})\b)", re.I)
_DAY = pattern_of(r"(?<![\d.,/-])(\d{1,2})(st|nd|rd|th)?(?![\d/]|[.,]\d|-\d)")
_YEAR = pattern_of(r"(?<![\d.,/-])\d{4}(?![\d/]|[.,]\d|-\d)")
_NUMBER = pattern_of(r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def date_written_like(value: DateValue, old: DateValue, like: str) -> str | None:
    """The value in the form of `like`, which stands for `old`; none where the form is not understood for sure.

    A weekday beside the date is changed with it; a year is added where the text has none and the year is another.
    """
    if value.approximate or value.granularity not in (Granularity.DAY, Granularity.MONTH, Granularity.YEAR):
        return None
    year, month, day = dates.civil(value.earliest)
    if year < 1000:
        return None
    if match := _ISO.fullmatch(like):
        if (match[3] is not None) is not (
            value.granularity is Granularity.DAY
        ) or value.granularity is Granularity.YEAR:
            return None
        return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if match[3] else "")
    if match := _FIGURES.fullmatch(like):
        return _in_figures(match, value, old)
    return _in_words(value, old, like)


def _in_figures(match: re.Match[str], value: DateValue, old: DateValue) -> str | None:
    """`14/05/1988` for `3/5/1998`: which figure is the day shows in what the old one stands for."""
    if not value.granularity == old.granularity == Granularity.DAY:
        return None
    _, old_month, old_day = dates.civil(old.earliest)
    year, month, day = dates.civil(value.earliest)
    if old_month == old_day:
        return None
    figures = (day, month) if (int(match[1]), int(match[3])) == (old_day, old_month) else (month, day)
    width = 2 if match[1][0] == "0" or match[3][0] == "0" or (len(match[1]) == len(match[3]) == 2) else 1
    return f"{figures[0]:0{width}d}{match[2]}{figures[1]:0{width}d}{match[2]}{year:04d}"


def _in_words(value: DateValue, old: DateValue, like: str) -> str | None:
    year, month, day = dates.civil(value.earliest)
    months, years, weekdays = (list(p.finditer(like)) for p in (_MONTH, _YEAR, _WEEKDAY))
    days = [m for m in _DAY.finditer(like)]
    held = (len(days), len(months))
    wanted = {Granularity.DAY: (1, 1), Granularity.MONTH: (0, 1), Granularity.YEAR: (0, 0)}[value.granularity]
    if held != wanted or len(years) > 1 or len(weekdays) > 1 or (not months and not years):
        return None
    edits: list[tuple[re.Match[str], str]] = []
    edits += [(m, _cased(dates.MONTHS[month - 1], m[0])) for m in months]
    edits += [(m, f"{day}{dates.ordinal_ending(day) if m[2] else ''}") for m in days]
    edits += [(m, f"{year:04d}") for m in years]
    edits += [(m, _cased(dates.WEEKDAYS[dates.weekday(value.earliest)], m[0])) for m in weekdays]
    text = like
    for found, new in sorted(edits, key=lambda e: -e[0].start()):
        text = text[: found.start()] + new + text[found.end() :]
    return text if years or year == dates.civil(old.earliest)[0] else f"{text} {year:04d}"


def _cased(name: str, like: str) -> str:
    """The name, cut to three letters and in capitals where the other is; `May` is taken for a whole name."""
    if len(like) <= 4 and like.lower() not in ("may", "june", "july") and like.lower() != name.lower():
        name = name[:3]
    return name.upper() if like.isupper() else name.lower() if like.islower() else name


_ENGLISH = frozenset(
    [
        "the",
        "of",
        "on",
        "in",
        "st",
        "nd",
        "rd",
        "th",
        "and",
        "to",
        "early",
        "late",
        "mid",
        "end",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "yesterday",
        "today",
        "tomorrow",
        "last",
        "this",
        "next",
        "morning",
        "afternoon",
        "evening",
        "night",
        "day",
        "week",
        "month",
        "year",
    ]
)


def is_english(words: str) -> bool:
    """Whether a date is said in English words or in figures alone, so that an English date may take its place."""
    known = _ENGLISH | _MONTHS.keys() | {d.lower() for d in dates.WEEKDAYS} | {d[:3].lower() for d in dates.WEEKDAYS}
    return all(word.lower() in known for word in re.findall(r"[^\W\d_]+", words))


def number_written_like(new: Quantity, words: str, old: Quantity, like: str) -> str | None:
    """The text `like` with the number of `words` for its own; none unless both hold just the number that they stand for."""
    ours, theirs = _NUMBER.findall(words), _NUMBER.findall(like)
    if len(ours) != 1 or len(theirs) != 1 or new.unit != old.unit or new.comparator != old.comparator:
        return None
    if (
        (_plain_number(ours[0]), _plain_number(theirs[0])) != (new.low, old.low)
        or new.high != new.low
        or old.high != old.low
    ):
        return None  # in millions, in words, or a range
    return like.replace(theirs[0], ours[0], 1)


def _plain_number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", text))


def in_year_of(value: DateValue, other: DateValue) -> DateValue:
    """A day or month whose year is only inferred, in the year of another date, if there is such a day."""
    (_, month, day), year = dates.civil(value.earliest), dates.civil(other.earliest)[0]
    if value.granularity is Granularity.MONTH:
        return dates.month(year, month)
    if value.granularity is not Granularity.DAY or day > dates.days_in_month(year, month):
        return value
    return dates.day(year, month, day)


def differ_by_a_slip(a: str, b: str) -> str:
    """How two texts of a value differ, if it is one slip of the hand: in one digit, in two that changed places; else nothing."""
    x, y = re.sub(r"[^\w]+", " ", a.lower()), re.sub(r"[^\w]+", " ", b.lower())
    if re.sub(r"\d", "", x) == re.sub(r"\d", "", y) and len(x) == len(y):
        wrong = [n for n, (p, q) in enumerate(zip(x, y, strict=True)) if p != q]
        if len(wrong) == 1:
            return "in one digit"
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1 and x[wrong[0]] == y[wrong[1]] and x[wrong[1]] == y[wrong[0]]:
            return "by two digits that changed places"
        return ""
    for short, long in ((x, y), (y, x)):
        if len(long) == len(short) + 1:
            for n, sign in enumerate(long):
                if sign.isdigit() and long[:n] + long[n + 1 :] == short:
                    return "by one digit too many or too few"
    return ""
