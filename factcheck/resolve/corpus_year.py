"""Resolve, part of dates: the year that the documents of a corpus are about, for pages that tell their days without one.

Of a site on one year's edition some pages say `22 October 2026` and others `October 15`. Where all documents that write out the
years of their days tell the same one, it is that of the days of the others.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from factcheck.frozen import replace
from factcheck.model.document import Document
from factcheck.model.time import Provenance, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.parts import value_of

_LEAST = 3
"""So many days of the year must be told."""
_MOST = 0.8
"""So large a part of the documents that tell years must tell that one, and no more than the rest of them any other."""


def years_told(times: Mapping[int, tuple[Timex, ...]]) -> tuple[int, ...]:
    """The years that a document writes out with its days, one for each day."""
    return tuple(
        t.parts.year
        for found in times.values()
        for t in found
        if t.type is TimexType.DATE and t.parts is not None and t.parts.year and t.parts.month and t.parts.day
    )


def year_of_corpus(told: Iterable[Sequence[int]]) -> int | None:
    """The year of a corpus, by what `years_told` gives of each of its documents; none where they are of several."""
    known = [years for years in told if years]
    counted = Counter(year for years in known for year in set(years))
    if not counted:
        return None
    (year, documents), *others = counted.most_common(2)
    rest = others[0][1] if others else 0
    if sum(years.count(year) for years in known) < _LEAST:
        return None  # one day of long ago makes no edition
    return year if documents >= _MOST * len(known) and rest <= (1 - _MOST) * len(known) else None


_YEAR = pattern_of(r"(?<!\d)(?:19|20)\d\d")
_PAST = pattern_of(r"(?:^|[/_-])(?:archived?|old|past|previous|history)(?=[/_.-])", re.I)


def tells_no_year(document: Document, times: Mapping[int, tuple[Timex, ...]], year: int) -> bool:
    """Whether a document leaves out the year of all its times, so that only others can tell it, and all its days may be of that year."""
    if _PAST.search(document.path):
        return False
    days = [t.parts for found in times.values() for t in found if t.parts is not None]
    if any((p.month, p.day) == (2, 29) for p in days) and not calendar.isleap(year):
        return False
    if _YEAR.search(document.path):
        return False
    return not any(t.parts is not None and t.parts.year for found in times.values() for t in found)


def with_year_of_corpus(timex: Timex, year: int) -> Timex:
    """A day or month of that year; the time as it is where its weekday tells another year, or it is no such day."""
    parts = timex.parts
    if parts is None or not parts.month or timex.repeats:
        return timex
    value, impossible, edtf = value_of(replace(parts, year=year))
    if value is None or impossible:
        return timex
    if (until := timex.until) is not None:
        last, impossible, edtf = value_of(replace(until, year=year))
        if last is None or impossible or (until.month or 0) < parts.month:
            return timex
        value = dates.ordered(value, last) or value
    if parts.weekday is not None and dates.weekday(value.earliest) != parts.weekday:
        return timex
    why = Provenance(part="year", source="corpus", detail=f"the other documents, whose days are of {year}")
    return replace(timex, value=value, edtf=edtf or value.edtf, provenance=(*timex.provenance, why))
