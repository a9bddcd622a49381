"""Judge, part of sequences: a statement with the bounds that it puts, as the other modules make them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.events import Event, Says, Statement, day_bounds, finite
from factcheck.model.claim import Claim
from factcheck.model.document import BlockKind, Span
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.durations import Duration
from factcheck.values.network import ORIGIN, Bound, between

Events = Mapping[str, Mapping[str, Event]]
"""By the key of the thing and the class of the event."""


ByBlock = Mapping[tuple[str, int], Sequence[Claim]]
"""Claims by document and block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement with the bounds that it puts."""

    statement: Statement
    bounds: tuple[Bound, ...]


def dated_point(claim: Claim, point: str) -> Said:
    """The date of a claim, as a point of its own."""
    assert isinstance(claim.value, DateValue)
    first, last = day_bounds(claim)
    statement = Statement(
        label=f"{point} date",
        says=Says.DATE,
        words=claim.predicate_words.lower() or claim.predicate,
        shown=claim.shown,
        evidence=(Evidence(document=claim.document, span=claim.span, values=(claim.value_span,), claim=claim.id),),
        documents=(claim.document,),
        date=claim.value,
        name=claim.entity,
    )
    return Said(statement=statement, bounds=tuple(between(ORIGIN, point, finite(first), finite(last), statement.label)))


def time_point(path: str, span: Span, timex: Timex, point: str, words: str = "") -> Said:
    """The date of a bare time expression, as a point of its own."""
    assert timex.value is not None
    statement = Statement(
        label=point,
        says=Says.DATE,
        words=words,
        shown=timex.text,
        evidence=(Evidence(document=path, span=span, values=(span,)),),
        documents=(path,),
        date=timex.value,
    )
    low, high = finite(timex.value.earliest), finite(timex.value.latest)
    return Said(statement=statement, bounds=tuple(between(ORIGIN, point, low, high, statement.label)))


def time_between(
    path: str,
    spans: tuple[Span, Span],
    words: str,
    points: tuple[str, str],
    days: tuple[float, float],
    *,
    duration: Duration | None = None,
    name: str = "",
) -> Said:
    """A length of time as the distance of two points, with the least and the most days that it may be; infinity leaves it open.

    `spans` are those of the words that tell it and of the value in them. Without a duration its arithmetic is not written out.
    """
    told, value = spans
    statement = Statement(
        label=f"length {path} {value.start}",
        says=Says.LENGTH,
        words=words,
        shown=words,
        evidence=(Evidence(document=path, span=told, values=(value,)),),
        documents=(path,),
        count=duration.count if duration is not None else None,
        unit=duration.unit if duration is not None else "",
        start=points[0],
        name=name,
    )
    high = None if days[1] == float("inf") else days[1]
    return Said(statement=statement, bounds=tuple(between(points[0], points[1], days[0], high, statement.label)))


_DATE_KEY = pattern_of(r"(?:^|[._ -])(?:date|published|pubdate|published_time|issued)\Z", re.I)
_DATED_TITLE = pattern_of(
    r"\b(?:report|review|newsletter|bulletin|minutes|statement|accounts|press|notice|brochure)\b", re.I
)


def own_day(case: Case, path: str) -> Said | None:
    """The day of a document by its front matter, or the year in the title of a report."""
    document, times = case.documents[path], case.times[path]
    keyed = [
        b
        for b in document.blocks[:40]
        if b.kind is BlockKind.FRONT_MATTER or (b.kind is BlockKind.KEY_VALUE and b.index < 12)
        if _DATE_KEY.search(b.key)
    ]
    title = document.title
    titled = [title] if title is not None and _DATED_TITLE.search(title.text) else []
    for block in (*keyed, *titled):
        for timex in times.get(block.index, ()):
            value = timex.value
            if value is None or value.extended or value.granularity > Granularity.YEAR or timex.impossible:
                continue
            span = block.source_span(timex.start, timex.end)
            return time_point(path, span, timex, f"day {path}", "this text is of")
    return None


def day_of_text(case: Case, path: str) -> Said | None:
    """The day of a document by its own words, or else by its name or place: that has no words to show."""
    told, value = own_day(case, path), case.dated.get(path)
    if told is not None or value is None or value.granularity is not Granularity.DAY:
        return told
    label = f"day {path}"
    statement = Statement(
        label=label,
        says=Says.DATE,
        words="this text is of",
        shown=dates.describe(value),
        evidence=(),
        documents=(path,),
        date=value,
    )
    return Said(statement=statement, bounds=tuple(between(ORIGIN, label, value.earliest, value.latest, label)))


def latest_day(case: Case) -> Said | None:
    """The latest day of the documents whose own day is known, if several are: one without a day is hardly much younger."""
    if "latest day" not in case.memo:
        days = [said for path in sorted(case.documents) if (said := own_day(case, path)) is not None]
        latest = max(days, key=lambda said: said.statement.date.latest if said.statement.date else 0, default=None)
        case.memo["latest day"] = latest if len(days) > 1 else None
    found: Said | None = case.memo["latest day"]
    return found
