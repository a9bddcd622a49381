"""Judge, part of sequences: a statement with the bounds that it puts, as the other modules make them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.judge.conflict import Evidence
from factcheck.judge.sequence.events import Event, Says, Statement, day_bounds, finite
from factcheck.model.claim import Claim
from factcheck.model.document import Span
from factcheck.model.time import Timex
from factcheck.values.dates import DateValue
from factcheck.values.network import ORIGIN, Bound, between

Events = Mapping[str, Mapping[str, Event]]
"""By the key of the thing and the class of the event."""


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
