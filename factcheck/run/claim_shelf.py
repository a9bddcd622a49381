"""Run, part: keeps the claims of a large run in a file, so that memory holds those of a few documents at a time and not all.

A claim takes more than a kilobyte, most of it words of its passage and its quote, which few of all checks ask for. What
stands for a claim holds what nearly all of them ask for, some of it as numbers, and loads the rest with the other claims of
its document.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import groupby
from operator import attrgetter
from typing import Any, cast

from factcheck.frozen import replace, stands_for
from factcheck.model.claim import Claim
from factcheck.model.document import Span
from factcheck.run.drawers import Drawer, Drawers, StandIn, in_drawer, opened, setters_of
from factcheck.run.packing import packs_as
from factcheck.run.spool import Spool
from factcheck.values.words import WordNumbers

_OPEN = 2048
"""Documents whose claims are open at a time, about thirteen kilobytes each."""
_HELD = (
    "id", "document", "block", "type", "value", "entities", "subject", "topic", "theme", "years", "scope", "predicate_words",
    "shown", "text_value", "entity", "head_span", "timex",
)  # fmt: skip
"""What stays in memory with each claim."""
_COMMON = (
    "predicate", "measure", "modality", "extractor", "group", "labels", "heads", "headed", "occurrence", "counted", "fact",
    "entry",
)  # fmt: skip
"""What stays, too, and is the same for so many claims that it is one object for all of them."""
_OF_DOCUMENT = ("told_on", "edition", "series")
"""What is the same for all claims of a document, and stays with their drawer."""
_MOST_KINDS = 1 << 14


class ClaimShelf:
    """The claims of a run by document. Where the file takes no more, they stay in memory."""

    def __init__(self, spool: Spool) -> None:
        self._drawers = Drawers(spool, _OPEN)
        self._kinds: dict[tuple[Any, ...], _Kind] = {}
        self._words = WordNumbers()

    def __call__(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """What stands for the claims; a claim itself where it cannot be packed or written, or stands for one already."""
        for (_, is_whole), group in groupby(claims, key=lambda claim: (claim.document, type(claim) is Claim)):
            own = list(group)
            told = {_of_document(claim) for claim in own} if is_whole else set()
            drawer = self._drawers.filled(own, (*told.pop(), self._numbers_of(own))) if len(told) == 1 else None
            if drawer is None:
                yield from own
            else:
                yield from (_standing_for(c, self._kind_of(c), drawer, number) for number, c in enumerate(own))

    def _numbers_of(self, claims: Sequence[Claim]) -> Numbers:
        """The spans and contexts of the claims of a document."""
        fixed, words = array("I"), array("I")
        first = _FIXED * len(claims) + 1
        for claim in claims:
            span, value_span = claim.span, claim.value_span
            fixed.extend((first + len(words), span.start, span.end, value_span.start, value_span.end))
            words.extend(map(self._words, claim.context))
        fixed.append(first + len(words))
        return self._words, fixed + words

    def _kind_of(self, claim: Claim) -> _Kind:
        if len(self._kinds) >= _MOST_KINDS:
            self._kinds.clear()
        values = _common(claim)
        return self._kinds.setdefault(values, _Kind(values))


Numbers = tuple[WordNumbers, "array[int]"]
"""The words by their numbers; and of each claim of a document, four bytes each, where its context begins, where span and value begin
and end; then where the last context ends, and the numbers of the words of all contexts."""
_FIXED = 5
"""How many numbers each claim has before the words."""


class _Kind:
    """What many claims have in common."""

    __slots__ = _COMMON

    def __init__(self, values: tuple[Any, ...]) -> None:
        for name, value in zip(_COMMON, values, strict=True):
            setattr(self, name, value)


class _ShelvedClaim(StandIn):
    """Stands for a claim whose fields are in a drawer, but for those that are asked for all the time."""

    __slots__ = ("_kind", *_HELD)

    def __eq__(self, other: object) -> bool:
        return self is other or (self.id == getattr(other, "id", None) and super().__eq__(other))  # type: ignore[attr-defined]

    __hash__ = StandIn.__hash__

    def _opened(self) -> Any:
        """The claim, with the number that it has now."""
        claim, number = super()._opened(), self.id  # type: ignore[attr-defined]
        return claim if claim.id == number else replace(claim, id=number)


def _of_drawer(number: int) -> Any:
    def field(shelved: Any) -> Any:
        return shelved._drawer.common[number]

    return property(field)


def _context(shelved: Any) -> tuple[str, ...]:
    known, numbers = shelved._drawer.common[-1]
    at = _FIXED * shelved._number
    return tuple(map(known.words.__getitem__, numbers[numbers[at] : numbers[at + _FIXED]]))


def _span(shelved: Any) -> Span:
    _, numbers = shelved._drawer.common[-1]
    at = _FIXED * shelved._number
    return Span(numbers[at + 1], numbers[at + 2])


def _value_span(shelved: Any) -> Span:
    _, numbers = shelved._drawer.common[-1]
    at = _FIXED * shelved._number
    return Span(numbers[at + 3], numbers[at + 4])


for _name, _told in (("context", _context), ("span", _span), ("value_span", _value_span)):
    setattr(_ShelvedClaim, _name, property(_told))
for _number, _name in enumerate(_OF_DOCUMENT):
    setattr(_ShelvedClaim, _name, _of_drawer(_number))
for _name in _COMMON:
    setattr(_ShelvedClaim, _name, property(attrgetter(f"_kind.{_name}")))
for _name in (field.name for field in fields(Claim)):
    if not hasattr(_ShelvedClaim, _name):
        setattr(_ShelvedClaim, _name, in_drawer(_name))
_common, _held, _of_document = attrgetter(*_COMMON), attrgetter(*_HELD), attrgetter(*_OF_DOCUMENT)
_SETTERS = setters_of(_ShelvedClaim, ("_kind", *_HELD))
_set_id = setters_of(_ShelvedClaim, ("id",))[-1]


def _standing_for(claim: Claim, kind: _Kind, drawer: Drawer, number: int) -> Claim:
    made = object.__new__(_ShelvedClaim)
    for set_slot, value in zip(_SETTERS, (drawer, number, kind, *_held(claim)), strict=True):
        set_slot(made, value)
    return cast(Claim, made)


def _changed(shelved: Any, changes: dict[str, Any]) -> Claim:
    """As `replace` of a claim. Where it is numbered anew and no more, nothing is loaded."""
    if changes.keys() != {"id"}:
        return replace(cast(Claim, opened(shelved)), **changes)
    made = _standing_for(shelved, shelved._kind, shelved._drawer, shelved._number)
    _set_id(made, changes["id"])
    return made


stands_for(_ShelvedClaim, _changed)
packs_as(Claim, _ShelvedClaim, opened)
