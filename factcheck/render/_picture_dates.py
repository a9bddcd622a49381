"""Render, part of the pictures: the dated claims of a run, and which of them a timeline shows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from factcheck.model.claim import Claim, ClaimType, Modality
from factcheck.model.finding import Finding, Place, Report, Side
from factcheck.render._lines import visible
from factcheck.render._picture_texts import Places, Row
from factcheck.values.dates import (
    MONTHS,
    OPEN_END,
    OPEN_START,
    DateValue,
    Granularity,
    day,
    describe,
    from_edtf,
    month,
    year,
)

MOMENT = ("first", "last", "granularity", "manner", "row", "label", "said", "places", "count", "clock")
"""`first` and `last` are ordinals of days, none where open; `row` is what it is a date of; `clock` is the minute of its day."""

_MAX_MOMENTS, _MAX_DISPUTED = 80, 240
"""Dates of one entity: those of findings, then those of what findings are about, then those that many places state."""
_MAX_PLACES = 8
_MANNERS = {
    Modality.PLANNED: "planned", Modality.PROPOSED: "proposed", Modality.CONDITIONAL: "conditional",
    Modality.ESTIMATED: "estimated", Modality.DENIED: "denied", Modality.REFUTED: "refuted",
    Modality.SUPERSEDED: "superseded",
}  # fmt: skip

About = tuple[str, str]
"""The id of an entity, or no id and the words of the document."""
Key = tuple[Any, ...]
"""What dates that say the same have in common, first of all what they are about."""


class Dates:
    """The dated claims, those that say the same of the same thing together, and which of them each finding is about."""

    def __init__(self, report: Report, shown: Sequence[Finding]) -> None:
        self.groups: dict[Key, list[Claim]] = {}
        self._key_of: dict[int, Key] = {}
        self._by_about: dict[About, list[Key]] = defaultdict(list)
        self._spots: dict[str, list[tuple[int, int, Claim]]] = defaultdict(list)
        self._claims = {claim.id: claim for claim in report.claims}
        for claim in report.claims:
            if _is_dated(claim):
                self._add(claim)
        for spots in self._spots.values():
            spots.sort(key=lambda spot: spot[:2])
        names = {str(entity.id): entity.name for entity in report.entities}
        self.entities: list[tuple[str, list[Key], int]] = []
        self.of_finding: list[tuple[int | None, list[tuple[int, Key]]]] = []
        abouts: dict[About, int] = {}
        touched: dict[About, list[Key]] = defaultdict(list)
        for finding in shown:
            own = self._own(finding)
            about = next((a for p in finding.places if (a := self._about_of(p)) is not None), None)
            if about is None and len(finding.sides) == 1:
                # a weekday is no claim, but stands in the date of one
                about = next((key[0] for _, key in own), None)
            entity = None
            if own and about is not None and about in self._by_about:
                entity = abouts.setdefault(about, len(abouts))
                touched[about] += [key for _, key in own]
            self.of_finding.append((entity, own))
        for about in abouts:
            keys, more = self._most_telling(about, touched[about])
            self.entities.append((names.get(about[0], about[1] or about[0]), keys, more))
        self.numbers = self._number()
        """Of each date that is drawn, in order of the page."""

    def _add(self, claim: Claim) -> None:
        about = _about(claim)
        key = (about, claim.predicate, claim.type, claim.text_value, claim.modality, claim.occurrence, _clock(claim))
        if key not in self.groups:
            self._by_about[about].append(key)
        self.groups.setdefault(key, []).append(claim)
        self._key_of[claim.id] = key
        self._spots[claim.document].append((claim.value_span.start, claim.value_span.end, claim))

    def _about_of(self, place: Place) -> About | None:
        claim = self._claims.get(place.claim) if place.claim is not None else None
        return None if claim is None else _about(claim)

    def _own(self, finding: Finding) -> list[tuple[int, Key]]:
        """The dates of a finding with the number of their side: of its claims, or those that stand where its values stand."""
        found = [
            dict.fromkeys(self._key_of[claim.id] for claim in self._of_side(side) if claim.id in self._key_of)
            for side in finding.sides
        ]
        if any(found):
            found = [keys or self._as_labelled(side) for side, keys in zip(finding.sides, found, strict=True)]
        return [(n, key) for n, keys in enumerate(found) for key in keys]

    def _as_labelled(self, side: Side) -> dict[Key, None]:
        """Of a side whose places are no claims, such as a heading: the date that its label is."""
        value = read_date(side.label)
        if value is None or not side.places:
            return {}
        claims = [_stand_in(place, value) for place in side.places]
        key: Key = (("", ""), "", value.edtf, *((claim.document, claim.span) for claim in claims))
        self.groups[key] = claims
        return {key: None}

    def _of_side(self, side: Side) -> list[Claim]:
        found: list[Claim] = []
        for place in side.places:
            claim = self._claims.get(place.claim) if place.claim is not None else None
            found += [claim] if claim is not None else self._standing_at(place)
        return found

    def _standing_at(self, place: Place) -> list[Claim]:
        spots = self._spots.get(place.document, [])
        found = []
        for span in place.values or (place.span,):
            at = bisect_left(spots, span.start, key=lambda spot: spot[0])
            while at < len(spots) and spots[at][0] < span.end:
                if spots[at][1] <= span.end:
                    found.append(spots[at][2])
                at += 1
        return found

    def _most_telling(self, about: About, touched: list[Key]) -> tuple[list[Key], int]:
        """The dates to draw of an entity in order of time, and how many are left out."""
        first = dict.fromkeys(key for key in touched if key[0] == about)
        rows = {key[1] for key in first}
        rest = [
            key
            for key in self._by_about[about]
            if key not in first and not all(c.predicate.startswith("meta.") for c in self.groups[key])
        ]
        rest.sort(key=lambda key: (key[1] not in rows, -len(self.groups[key]), _order(self.groups[key][0])))
        keys = [*first, *rest][: max(_MAX_MOMENTS, min(_MAX_DISPUTED, len(first)))]
        keys.sort(key=lambda key: _order(self.groups[key][0]))
        return keys, len(first) + len(rest) - len(keys)

    def _number(self) -> dict[Key, int]:
        drawn = [key for _, own in self.of_finding for _, key in own]
        drawn += [key for _, keys, _ in self.entities for key in keys]
        return {key: n for n, key in enumerate(dict.fromkeys(drawn))}


def _is_dated(claim: Claim) -> bool:
    return (
        claim.type in (ClaimType.DATE, ClaimType.DEADLINE)
        and isinstance(claim.value, DateValue)
        and (claim.value.earliest > OPEN_START or claim.value.latest < OPEN_END)
        and not (claim.timex is not None and claim.timex.impossible)
    )


def _about(claim: Claim) -> About:
    return (str(claim.subject[0]), "") if claim.subject else ("", claim.entity)


def _clock(claim: Claim) -> int | None:
    """The minute of the day, where the words name one."""
    parts = claim.timex.parts if claim.timex is not None else None
    if parts is None or parts.hour is None:
        return None
    return parts.hour * 60 + (parts.minute or 0)


def _order(claim: Claim) -> tuple[int, int, int, int]:
    value = claim.value
    assert isinstance(value, DateValue)
    known = [day for day in (value.earliest, value.latest) if OPEN_START < day < OPEN_END]
    return (known[0], known[-1], _clock(claim) or 0, claim.id) if known else (0, 0, 0, claim.id)


def moment(claims: Sequence[Claim], places: Places) -> Row:
    """The record of claims that say the same, as `MOMENT` names its fields."""
    claim = claims[0]
    value = claim.value
    assert isinstance(value, DateValue)
    clock = _clock(claim) if value.granularity is Granularity.DAY else None
    is_open = claim.type is ClaimType.DEADLINE or value.earliest <= OPEN_START
    label = _label(value)
    if claim.type is ClaimType.DEADLINE and not label.startswith("by "):
        label = f"by {label}"
    if clock is not None:
        label += f", {clock // 60:02d}:{clock % 60:02d}"
    row: Row = [
        None if value.earliest <= OPEN_START or (is_open and value.latest < OPEN_END) else value.earliest,
        None if value.latest >= OPEN_END else value.latest,
        int(value.granularity),
        _MANNERS.get(claim.modality, "") or ("about" if value.approximate else ""),
        visible((claim.predicate or claim.said).removeprefix("meta.")),
        visible(label),
        _said(claim),
        [places.row_of_claim(c) for c in claims[:_MAX_PLACES]],
        len(claims),
    ]
    return row if clock is None else [*row, clock]


def _stand_in(place: Place, value: DateValue) -> Claim:
    """A date that no claim states, as if one did."""
    return Claim(
        id=-1, document=place.document, block=0, span=place.span, value_span=next(iter(place.values), place.span),
        quote=place.quote, type=ClaimType.DATE, value=value, shown=describe(value), text_value=value.edtf, entity="",
    )  # fmt: skip


_DATE = re.compile(rf"(?:(\d{{1,2}}) )?(?:({'|'.join(MONTHS)}) )?(\d{{3,4}})")


def read_date(label: str) -> DateValue | None:
    """The date that a label is, in EDTF or as `describe` writes it; none of any other label."""
    try:
        if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", label):
            return from_edtf(label)
        match = _DATE.fullmatch(label)
        if match is None or (match[1] and not match[2]):
            return None
        of_month = MONTHS.index(match[2]) + 1 if match[2] else 0
        of_year = int(match[3])
        return (
            day(of_year, of_month, int(match[1]))
            if match[1]
            else month(of_year, of_month)
            if of_month
            else year(of_year)
        )
    except ValueError:
        return None


def _label(value: DateValue) -> str:
    """The value for people, each end of a range as coarse as it was said."""
    ends = value.edtf.split("/")
    if len(ends) != 2 or value.granularity is not Granularity.SPAN or not value.extended:
        return describe(value)
    try:
        told = [describe(from_edtf(end)) if end != ".." else "" for end in ends]
    except ValueError:
        return describe(value)
    return f"{told[0]} to {told[1]}" if all(told) else f"since {told[0]}" if told[0] else f"by {told[1]}"


def _said(claim: Claim) -> str:
    """What is dated, for people."""
    said = claim.said or claim.predicate_words or claim.predicate or claim.measure
    return visible(" ".join(said.removeprefix("meta.").split()))
