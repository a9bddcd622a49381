"""Resolve, part: equal parts of claims become one object: claims of a whole corpus stay in memory until the end of a run."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from sys import intern
from typing import TypeVar, cast

from factcheck.frozen import maker, replace
from factcheck.model.claim import Claim
from factcheck.model.document import Span
from factcheck.model.time import Timex
from factcheck.values.dates import DateValue
from factcheck.values.quantities import Quantity

_MOST = 1 << 17
"""Parts that are looked up at most; the tables are emptied when they have grown larger."""
_OFFSETS = tuple(range(1 << 15))
"""Offsets as far as they recur in every document."""

T = TypeVar("T", bound=Hashable)
Value = TypeVar("Value")
Facts = TypeVar("Facts", bound=tuple[Hashable, ...])
_span = maker(Span)


class Sharing:
    """The values and words that claims had until now."""

    def __init__(self) -> None:
        self._known: dict[tuple[type, Hashable], Hashable] = {}

    def __call__(self, claims: Iterable[Claim], first_id: int = 0) -> Iterator[Claim]:
        """The claims of a document, numbered from `first_id` on, else equal to what they were."""
        if len(self._known) > _MOST:
            self._known.clear()
        one = self._one
        timexes: dict[int, Timex] = {}
        for number, claim in enumerate(claims, first_id):
            timex = claim.timex
            if timex is not None and id(timex) not in timexes:
                timexes[id(timex)] = self._shared_timex(timex)
            yield replace(
                claim,
                id=number,
                span=_shared_span(claim.span),
                value_span=_shared_span(claim.value_span),
                value=self._shared_value(claim.value),
                timex=None if timex is None else timexes[id(timex)],
                shown=one(claim.shown),
                text_value=one(claim.text_value),
                entity=one(claim.entity),
                predicate_words=one(claim.predicate_words),
                said=one(claim.said),
                series=one(claim.series),
                years=one(claim.years),
                scope=one(claim.scope),
                theme=one(claim.theme),
                edition=one(claim.edition),
            )

    def _shared_value(self, value: Value) -> Value:
        if isinstance(value, (DateValue, str)):
            return self._one(value)
        if isinstance(value, Quantity):  # equal numbers may be written differently: 5 and 5.0
            written = (str(value.low), str(value.high), str(value.tolerance), value.unit, value.thing, value.comparator)
            return self._known.setdefault((Quantity, written), value)  # type: ignore[return-value]
        return value

    def _shared_timex(self, timex: Timex) -> Timex:
        return replace(
            timex,
            text=self._one(timex.text),
            value=self._one(timex.value),
            parts=self._one(timex.parts),
            edtf=self._one(timex.edtf),
            provenance=self._one(timex.provenance),
        )

    def _one(self, part: T) -> T:
        known: T = self._known.setdefault((type(part), part), part)  # type: ignore[assignment]
        return known


def _shared_span(span: Span) -> Span:
    start, end = span.start, span.end
    return _span(_OFFSETS[start], _OFFSETS[end]) if end < len(_OFFSETS) else span


@lru_cache(maxsize=1 << 15)
def _one_of(facts: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    return facts


def shared(facts: Facts) -> Facts:
    """The same facts, one object for all claims that hold them: the pages about one thing name the same things."""
    return cast(Facts, _one_of(facts))


def interned(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, of which many documents have the same: one object for each is a good part of what a claim takes."""
    return tuple(map(intern, words))
