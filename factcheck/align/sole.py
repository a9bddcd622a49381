"""Align, part of comparison: whether two documents each tell but one last day, event or length of a kind, and two that lie close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from factcheck.align.blocking import measure_of
from factcheck.align.closeness import (
    TELLING_SLIPS,
    closeness_of_dates,
    date_closeness,
    duration_closeness,
)
from factcheck.align.lexicon import (
    is_known,
    is_repeatable,
    is_task,
    level_of,
    related_classes,
)
from factcheck.align.subjects import are_of_one_rule, length_nouns
from factcheck.model.cell import Level
from factcheck.model.claim import Claim, ClaimType
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.durations import Duration
from factcheck.values.lengths import is_sort_of_length
from factcheck.values.words import synonym

Kind = tuple[str, str]
"""A document, and a predicate or a measure."""


class SoleValues:
    """How many last days, days of events and lengths of time each document tells, by predicate and measure."""

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self.last_days, self.dates, self.lengths = Counter[Kind](), Counter[Kind](), Counter[Kind]()
        for claim in claims:
            if claim.type is ClaimType.DEADLINE:
                self.last_days[claim.document, claim.predicate] += 1
            elif claim.type is ClaimType.DATE:
                self.dates[claim.document, claim.predicate] += 1
            elif claim.type is ClaimType.DURATION:
                self.lengths[claim.document, measure_of(claim)] += 1

    def level(self, a: Claim, b: Claim) -> Level | None:
        """What it says that both values are the only ones of their kind where they stand; nothing if they are not."""
        if a.type is ClaimType.DEADLINE:
            return self._of_task(a, b)
        if a.type is ClaimType.DATE:
            return self._of_event(a, b)
        return self._of_length(a, b) if a.type is ClaimType.DURATION else None

    def _of_task(self, a: Claim, b: Claim) -> Level | None:
        """Whether both documents have but one last day for this task, and the two lie close: hardly two of them are meant."""
        related = {a.predicate, *related_classes(a.predicate)}
        if (
            a.document == b.document
            or b.predicate not in related
            or not (is_task(a.predicate) and is_task(b.predicate))
        ):
            return None
        if not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
            return None
        if dates.civil(a.value.latest)[0] != dates.civil(b.value.latest)[0]:
            return None  # of two years, as a rule two rounds
        if date_closeness(a, b, a.value, b.value) not in ("slip", "slip-of-month", "near"):
            return None
        family = {p for p in {*related, *related_classes(b.predicate)} if is_task(p)}
        alone = all(sum(self.last_days[c.document, p] for p in family) == 1 for c in (a, b))
        return level_of("sole", "both", a.predicate) if alone else None

    def _of_event(self, a: Claim, b: Claim) -> Level | None:
        """Whether both documents date but one event of this class, and the two days differ by a telling slip."""
        if a.document == b.document or a.predicate != b.predicate or not is_known(a.predicate):
            return None
        if is_repeatable(a.predicate) or closeness_of_dates(a, b) not in TELLING_SLIPS:
            return None
        alone = all(self.dates[c.document, c.predicate] == 1 for c in (a, b))
        return level_of("sole", "event", a.predicate) if alone else None

    def _of_length(self, a: Claim, b: Claim) -> Level | None:
        """Whether two documents tell but one length of one sort (how long things are kept), or of what is called alike and not far apart."""
        x, y = a.value, b.value
        if a.document == b.document or not isinstance(x, Duration) or not isinstance(y, Duration):
            return None
        if measure_of(a) != measure_of(b) or not measure_of(a):
            return None
        if not all(self.lengths[c.document, measure_of(c)] == 1 for c in (a, b)):
            return None
        if is_sort_of_length(a.measure):
            idle = length_nouns() | {measure_of(a), synonym(a.measure)}
            are_bare = all([c.theme and idle.issuperset(map(synonym, c.theme)) for c in (a, b)])
            if are_bare and not set(a.topic) & set(b.topic):
                return None  # the loan period of the page on books, and that of the page on films
            return level_of("sole", "sort", a.measure)
        is_one_rule = a.extractor == b.extractor == "prose/limit" and are_of_one_rule(a, b)
        is_close = is_one_rule or duration_closeness(x, y) in ("close", "near")
        return level_of("sole", "length", measure_of(a)) if is_close else None
