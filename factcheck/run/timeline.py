"""Run, part: the dated claims in order of time, as iCalendar or JSON, for `factcheck timeline`."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from factcheck.frozen import dataclass
from factcheck.model.claim import Claim, ClaimType, Modality
from factcheck.run.listing import claim_record
from factcheck.values.dates import DateValue, civil

_MAX_DAYS = 31
"""What is known less well than to the month would lie across the whole calendar; JSON holds it all the same."""
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
_CANCELLED = (Modality.DENIED, Modality.REFUTED, Modality.SUPERSEDED)
_CONFIRMED = (Modality.ASSERTED, Modality.REPORTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something dated, with all the claims that say it: alike in entity, wording, value and manner."""

    start: int | None
    """Ordinal of its first possible day; none where the value is open at this end."""
    end: int | None
    """Ordinal of its last possible day, included."""
    claims: tuple[Claim, ...]


def moments_of(claims: Sequence[Claim]) -> tuple[Moment, ...]:
    """The dated claims, those that say the same together, in order of time; half-known ones are left out."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if claim.type in (ClaimType.DATE, ClaimType.DEADLINE) and isinstance(claim.value, DateValue):
            about = claim.subject or claim.entity
            key = (about, claim.predicate, claim.type, claim.text_value, claim.modality, claim.occurrence)
            groups.setdefault(key, []).append(claim)
    found = [_moment(group) for group in groups.values()]
    return tuple(sorted(found, key=lambda m: (_order(m), m.claims[0].id)))


def _moment(claims: Sequence[Claim]) -> Moment:
    value = claims[0].value
    assert isinstance(value, DateValue)
    start = None if claims[0].text_value.startswith("..") else value.earliest
    end = None if claims[0].text_value.endswith("..") else value.latest
    if claims[0].type is ClaimType.DEADLINE and end is not None:
        start = None
    return Moment(start=start, end=end, claims=tuple(claims))


def _order(moment: Moment) -> tuple[int, int]:
    known = [day for day in (moment.start, moment.end) if day is not None]
    return (known[0], known[-1]) if known else (0, 0)


def list_timeline(claims: Sequence[Claim], texts: Mapping[str, str], name: str) -> str:
    """The moments as JSON, or those known to the month or better as iCalendar."""
    moments = moments_of(claims)
    if name == "json":
        records = [_record(moment, texts) for moment in moments]
        return json.dumps({"moments": records}, ensure_ascii=False, indent=1) + "\n"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//factcheck//timeline//EN", "CALSCALE:GREGORIAN"]
    taken: Counter[str] = Counter()
    for moment in moments:
        lines += _event(moment, texts, taken)
    lines.append("END:VCALENDAR")
    return "".join(part + "\r\n" for line in lines for part in _folded(line))


def _iso(day: int | None) -> str | None:
    if day is None:
        return None
    year, month, of_month = civil(day)
    return f"{year:04d}-{month:02d}-{of_month:02d}" if year >= 0 else f"-{-year:04d}-{month:02d}-{of_month:02d}"


def _record(moment: Moment, texts: Mapping[str, str]) -> dict[str, Any]:
    first = moment.claims[0]
    places = []
    for claim in moment.claims:
        record = claim_record(claim, texts[claim.document])
        places.append({key: record[key] for key in ("path", "line", "column", "start", "end", "quote")})
    return {
        "start": _iso(moment.start),
        "end": _iso(moment.end),
        "value": first.text_value,
        "type": first.type.value,
        "entity": first.entity,
        "predicate": first.predicate or first.measure,
        "summary": _summary(first),
        "modality": first.modality.value,
        "places": places,
    }


def _summary(claim: Claim) -> str:
    said = claim.said or claim.predicate_words or claim.predicate or claim.measure
    told = ": ".join(part for part in (claim.entity, said.removeprefix("meta.")) if part) or claim.shown
    return _seen(("Deadline: " if claim.type is ClaimType.DEADLINE else "") + told)


def _event(moment: Moment, texts: Mapping[str, str], taken: Counter[str]) -> list[str]:
    """A whole-day event; none for what is known too coarsely or lies outside the years that calendars know."""
    first = moment.claims[0]
    start = moment.start if moment.start is not None else moment.end
    end = moment.end if moment.end is not None else moment.start
    if (
        start is None
        or end is None
        or end - start >= _MAX_DAYS
        or not 1 <= civil(start)[0] <= civil(end + 1)[0] <= 9999
    ):
        return []
    places = [claim_record(claim, texts[claim.document]) for claim in moment.claims]
    told = [f"{first.text_value} ({first.modality.value})"]
    told += [f"{_seen(p['path'])}:{p['line']}:{p['column']}: {_seen(p['quote'])}" for p in places]
    identity = "\x00".join(
        (_summary(first), first.type.value, first.text_value, first.modality.value, first.occurrence)
    )
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    taken[digest] += 1
    number = f"-{taken[digest]}" if taken[digest] > 1 else ""
    status = (
        "CANCELLED" if first.modality in _CANCELLED else "CONFIRMED" if first.modality in _CONFIRMED else "TENTATIVE"
    )
    return [
        "BEGIN:VEVENT",
        f"UID:{digest}{number}@factcheck",
        # the time of making is demanded; a clock would make every run differ
        "DTSTAMP:19700101T000000Z",
        f"DTSTART;VALUE=DATE:{_basic(start)}",
        f"DTEND;VALUE=DATE:{_basic(end + 1)}",
        f"SUMMARY:{_escaped(_summary(first))}",
        f"DESCRIPTION:{_escaped(chr(10).join(told))}",
        f"CATEGORIES:{first.type.value},{first.modality.value}",
        f"STATUS:{status}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _basic(day: int) -> str:
    year, month, of_month = civil(day)
    return f"{year:04d}{month:02d}{of_month:02d}"


def _seen(text: str) -> str:
    return " ".join(_UNSEEN.sub("\ufffd", " ".join(text.split())).split())


def _escaped(text: str) -> str:
    """A value of type TEXT: backslash, semicolon, comma and line break have escapes of their own."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 bytes, each after the first with a space before it, no character cut in two."""
    part, room = "", 75
    for sign in line:
        size = len(sign.encode("utf-8", "surrogatepass"))
        if size > room:
            yield part
            part, room = " ", 74
        part += sign
        room -= size
    yield part
