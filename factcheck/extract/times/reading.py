"""Extract, part of times: what the words of one expression say, before its clause and its document are looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from factcheck.model.time import DateParts, Modifier, Shift, TimexType
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.durations import Duration
from factcheck.values.parts import value_of

Groups = Mapping[str, object]
Reader = Callable[[Groups, str], "Reading | None"]
"""What the holes of a pattern hold and the folded text of the match, to what they say; none if they say no time."""


@dataclass(slots=True, kw_only=True)
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
    repeats: str = ""
    reference: str = ""


def number(text: object) -> int | None:
    """The whole number that a hole holds: of a word its value, of a figure its digits (`14th`, `'89`)."""
    if text is None or isinstance(text, int):
        return text
    match = _DIGITS.search(str(text))
    return int(match[0]) if match else None


_DIGITS = re.compile(r"\d+")


def modifier_of(groups: Groups) -> Modifier | None:
    """The part of a date that is meant: START, MID, END."""
    name = groups.get("part") or groups.get("lead")
    return Modifier(str(name)) if name else None


def year_of(groups: Groups, end: str = "") -> int | None:
    """The year, astronomical before Christ; of two figures one from 1950 to 2049."""
    year = number(groups.get("year" + end))
    if year is None:
        short = number(groups.get("short_year" + end, groups.get("yy" + end)))
        return None if short is None else 2000 + short if short < 50 else 1900 + short
    era = groups.get("era" + end) or (groups.get("era_2") if not end else None)
    return 1 - year if era == -1 else year


def zone_of(groups: Groups) -> str:
    """Z or an offset such as +01:00; empty if none is said."""
    offset = str(groups.get("zone") or groups.get("offset") or "").upper()
    return f"{offset[:3]}:{offset[3:]}" if len(offset) == 5 and ":" not in offset else offset


def completed(parts: DateParts, until: DateParts | None = None, modifier: Modifier | None = None) -> Reading:
    """The reading of parts, with their value if they hold a year."""
    value, impossible, edtf = value_of(parts)
    if until is not None:
        last, impossible_last, edtf_last = value_of(until)
        impossible, edtf = impossible or impossible_last, edtf or edtf_last
        value = dates.ordered(value, last) if value and last else None
    elif value is not None and modifier is not None:
        value = dates.part(value, modifier)
    return Reading(
        parts=parts, until=until, value=value, modifier=modifier, impossible=impossible, edtf=edtf if impossible else ""
    )
