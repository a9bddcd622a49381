"""Expressions of time as `extract` finds them and as `resolve` completes them (TIMEX3)."""

from __future__ import annotations

from enum import StrEnum

from factcheck.frozen import dataclass
from factcheck.values.dates import DateValue
from factcheck.values.durations import Duration
from factcheck.values.yearly import YearlyDate

ENDS_OF_RANGE = ("first-day", "last-day")
"""The patterns of times that are one end of a range which a text tells: what begins and ends that goes on between them."""


class TimexType(StrEnum):
    """The types of TIMEX3; a DATE may know its time of day, a TIME is a time of no known day."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Relation(StrEnum):
    """How a time bounds what the clause says: `by 3 May` is a latest day, `since 1940` a start."""

    AT = "at"
    BY = "by"
    """At the latest: by, no later than, at the latest, on or before, closes on."""
    BEFORE = "before"
    UNTIL = "until"
    """Lasts up to it: until, till, to."""
    SINCE = "since"
    AFTER = "after"
    FROM = "from"
    """Starts then: from, as of, with effect from."""
    DURING = "during"
    FOR = "for"
    WITHIN = "within"


class Modifier(StrEnum):
    """The mod attribute of TIMEX3."""

    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"
    MORE_THAN = "MORE_THAN"
    LESS_THAN = "LESS_THAN"
    EQUAL_OR_MORE = "EQUAL_OR_MORE"
    EQUAL_OR_LESS = "EQUAL_OR_LESS"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateParts:
    """Exactly what the words of a date say, nothing inferred. Years before Christ are astronomical (44 BC = -43)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """Monday is 0."""
    season: str = ""
    """spring, summer, autumn, winter."""
    quarter: int | None = None
    half: int | None = None
    week: int | None = None
    decade: int | None = None
    """The first year of the decade: 1990 for `the 1990s`."""
    century: int | None = None
    """18 for the eighteenth century."""
    day_of_year: int | None = None
    nth: int | None = None
    """Counted within the month or year: 1 for the first, -1 for the last; `nth_unit` says what is counted."""
    nth_unit: str = ""
    """weekday, day, week, weekend, month, quarter, year."""
    holiday: str = ""
    """The rule of a holiday: `12-24`, `easter+1`, `nth 4 3 11` (the fourth Thursday of November)."""
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: str = ""
    """Z or the offset from UTC: `+01:00`."""
    day_part: str = ""
    """TMO, TAF, TEV, TNI, TDT as in TIMEX3."""
    fiscal: bool = False
    """A fiscal, academic or split year, `year` being its first calendar year."""
    julian: bool = False
    """Said to be a date of the Julian calendar (old style)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A time said relative to another: `two years later`, `the following Monday`, `the next day`, `yesterday`."""

    count: int | None
    """Signed: negative is before the anchor; none where the words leave it open (`a few days later`)."""
    unit: str
    """day, week, month, quarter, year, decade, century, hour, minute; weekday, season, holiday, weekend: such ones in a row."""
    anchor: str
    """narrative (an event told before), document (the document's date), event (what the words after it name)."""
    also: tuple[tuple[int, str], ...] = ()
    """Further counts and units: two years and three months later."""
    whole: bool = True
    """Whether the unit as such is meant (`the next week`), not so many days (`two weeks later`)."""
    working: bool = False
    """Whether the days are working days."""
    to_the_day: bool = False
    """`fifty years to the day after`: the day itself, not some day of that year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where one inferred part of a value came from."""

    part: str
    """year, month, day, century, order (day/month order), anchor."""
    source: str
    """sentence, preceding, heading, title, document-date, file-name, front-matter, order, corpus (the other documents), other-end (of a range)."""
    detail: str
    """In words, with the text that it came from."""
    block: int | None = None
    start: int | None = None
    end: int | None = None
    days_off: int | None = None
    """How many days the completed value lies from its anchor, where the anchor is a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression. Offsets are code points of its block's text and leave the preposition out."""

    start: int
    end: int
    text: str
    type: TimexType
    relation: Relation = Relation.AT
    relation_start: int | None = None
    """Where the relation's words begin (`by`, `no later than`), if they stand before the expression."""
    modifier_start: int | None = None
    """Where the modifier's words begin (`about`, `more than`), if they stand before the expression."""
    modifier: Modifier | None = None
    parts: DateParts | None = None
    until: DateParts | None = None
    """The other end, where the expression is a range (`from 3 to 5 May 1998`)."""
    shift: Shift | None = None
    value: DateValue | None = None
    """The known value of a DATE or TIME; none while half-known, or for ever if no anchor is found."""
    yearly: YearlyDate | None = None
    """Of a day or month to which no year belongs: `30 June every year`; its value is then none."""
    alternatives: tuple[DateValue, ...] = ()
    """Other readings (03/04/2025), when nothing decides."""
    duration: Duration | None = None
    """Of a DURATION; also of a shift such as `two years later`."""
    impossible: str = ""
    """Why no such date exists: `June has 30 days`. The value then covers the month or year that is left."""
    edtf: str = ""
    """The value as written, also of an impossible date (`2021-06-31`)."""
    split: tuple[int, int] | None = None
    """Of a range: where its first end ends and its second begins."""
    repeats: str = ""
    """Of a SET, how often, as TIMEX3 says it: `P1W`, `XXXX-WXX-2`."""
    reference: str = ""
    """PRESENT_REF, PAST_REF or FUTURE_REF of `now`, `recently`, `the future`."""
    pattern: str = ""
    """Which pattern of the tagger found it."""
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFrom:
    """The event from which a value is counted: `the award` of `within 30 days of the award`. Offsets are of the block's text."""

    words: str
    start: int
    end: int
    head: str
    """The stem of the word that names the event."""
    stems: tuple[str, ...]
    """Of its content words, without `day` and `date`."""
    sorts: tuple[tuple[str, str], ...]
    """Those stems that stand for a class of predicates, each with it."""
    comparator: str = ""
    """Of a length that leads to no day: how it is told, `<` of `less than 7 days before arrival`; empty for a plain limit."""
    at: int = -1
    """Where the time stands that dates the event, if it is in the same block: `opens on 5 April and runs for eight weeks`."""
