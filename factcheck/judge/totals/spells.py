"""Judge, part of the check total-mismatch: lengths of time that are added up: `41:20`, `3:05:15`, `1 hour 30 minutes`.

The parts stand in pairs, in the items of a list or in a column of a table; the total in a last or first one of them with a
word for it, or in a sentence beside them that tells a total, a finishing time and the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import SPELL, Amount, number_of_words
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.grids import around_of, is_no_total, rank_of
from factcheck.judge.totals.words import words
from factcheck.model.document import Block, BlockKind, Document
from factcheck.patterns import pattern_of

_FAR = Fraction(1, 4)
_HOUR = 3600
_CLOCK = r"(?P<a>\d{1,3}):(?P<b>[0-5]\d)(?::(?P<c>[0-5]\d))?(?P<d>\.\d{1,3})?(?![\d:])"
_COUNT = r"\d+(?:\.\d+)?|an?|half an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|forty-five|fifty"
_WORDS = (
    rf"(?:(?P<h>{_COUNT})(?P<half>\sand\sa\shalf|½)?[\s-]?(?:hours?|hrs?\.?|h)(?![a-z]))?(?:(?<=[a-z.])(?:,|\sand|,\sand)?\s?)?"
    rf"(?:(?P<m>{_COUNT})[\s-]?(?:minutes?|mins?\.?|m|min)(?![a-z]))?(?:(?<=[a-z.])(?:,|\sand|,\sand)?\s?)?"
    r"(?:(?P<s>\d+(?:\.\d+)?)[\s-]?(?:seconds?|secs?\.?|s)(?![a-z]))?"
)
_SPELL = pattern_of(rf"(?<![\d:.,])(?:{_CLOCK}|(?<![\w-]){_WORDS})", re.I)
_MARK = pattern_of(r"\d:\d\d|(?:hours?|hrs?|h|minutes?|mins?|m|secs?|seconds?|s)(?![a-z])", re.I)
_PAIR = pattern_of(r"(?P<label>[^\W\d_].{0,80}?)(?::\s|\s[–—-]\s|,\s|\s\((?=[^()]*\)\Z)|\s(?=\d+:\d))(?P<value>[^:,()]*(?:\d:\d\d[\d:.]*)?\)?)\Z")  # fmt: skip
_TOLD = pattern_of(
    r"\b(?:total|overall|combined|finishing|finish|whole|aggregate|team|team’s|joint|complete)\s(?:[a-z’']+\s){0,3}?(?:time|duration|length|running\stime|journey)?\s?"
    r"(?:of|was|is|came\sto|comes\sto|:|=)\s\Z"
    r"|\btotall?(?:ing|ed|s)\s|\b(?:in\sall|in\stotal|altogether|all\stold|together)\b,?\s(?:[^\s,;:()]+\s){0,6}\Z|\badd(?:s|ed)?\sup\sto\s\Z",
    re.I,
)
_BEHIND = pattern_of(r"\s(?:in\s(?:all|total)|altogether|all\stold)\b", re.I)
_ASIDE = pattern_of(r"\b(?:meanwhile|meantime|overlap\w*|at\sthe\ssame\stime|simultaneous\w*|parallel|while|during|whilst|optional|overnight|active|hands-on|working|of\swhich|includ\w*|about|around|approx\w*|up\sto|at\sleast|or\smore|or\sso|gap|behind|lead|penalt\w*|interval|break)\b|[~≈+<>]|\d\s?[–-]\s?\d", re.I)  # fmt: skip
_SOME = pattern_of(r"\b(?:first|last|fastest|slowest|best|winn\w+|other|another|record|previous|earlier|only|without|than)\b", re.I)  # fmt: skip
_AROUND = pattern_of(r"\b(?:meanwhile|meantime|overlap\w*|at\sthe\ssame\stime|simultaneous\w*|in\sparallel|while\sthe|during|not\scounting|without\s(?:the\s)?(?:stops?|breaks?|pauses?|transitions?|changeovers?)|plus|changeovers?|transitions?|penalt\w*|intervals?|handicap\w*|rounded|approximate\w*)\b", re.I)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A named length of time."""

    label: str
    stated: Stated


def spell_conflicts(document: Document) -> Iterator[Conflict]:
    """Lengths of time that do not add up to the total that is told of them."""
    for legs in _runs(document):
        blocks = [leg.stated.block for leg in legs]
        around = around_of(document, blocks)
        if _AROUND.search(around) or words("silence", "table").search(around):
            continue
        if any(_ASIDE.search(leg.label) for leg in legs):
            continue
        yield from _judge(document, legs)


def _judge(document: Document, legs: Sequence[Leg]) -> Iterator[Conflict]:
    totals = [n for n, leg in enumerate(legs) if _is_total(leg.label)]
    if len(totals) > 1 or any(is_no_total(leg.label) for n, leg in enumerate(legs) if n not in totals):
        return
    if totals:
        parts = [leg.stated for n, leg in enumerate(legs) if n not in totals]
        if totals[0] in (0, len(legs) - 1):
            total = legs[totals[0]]
            if not (rank_of(total.label) and all(_is_number(s.amount) for s in (*parts, total.stated))):
                labels = [leg.label for leg in legs]
                yield from _told(document, parts, total.stated, total.label, labels)
        return
    parts = [leg.stated for leg in legs]
    found = [t for t in _beside(document, parts) if t is not None]
    if len(found) == 1:
        yield from _told(document, parts, found[0], "", [leg.label for leg in legs])


_SPORTS = pattern_of(r"\b(?:swim|bike|cycl|run|ski|paddl|kayak|row|shoot)", re.I)


def _has_changeovers(labels: Sequence[str]) -> bool:
    """Whether the legs are of several sports, between which the time goes on."""
    return len({m[0].lower() for k in labels for m in _SPORTS.finditer(k)}) > 1


def _is_number(amount: Amount) -> bool:
    """Whether a length is a number of minutes, which are added as all measures are."""
    return re.fullmatch(r"[\d.]+ ?(?:minutes?|min|mins)", amount.text) is not None


def _is_total(label: str) -> bool:
    return rank_of(label) > 0 or re.match(r"(?:total|overall|altogether|in all|whole|entire)\b", label.strip(), re.I) is not None  # fmt: skip


def _told(
    document: Document, parts: Sequence[Stated], total: Stated, label: str, labels: Sequence[str]
) -> Iterator[Conflict]:
    if len(parts) < 3 or any(p.amount.value <= 0 for p in parts):
        return  # of two, `preparing` and `cooking`, something between them is often not told
    scaled = _of_one_scale(parts, total)
    if scaled is None:
        return
    found = Sum(parts=tuple(scaled[0]), total=scaled[1])
    if found.holds or found.share_off > _FAR or found.given <= max(p.amount.value for p in found.parts):
        return
    if abs(found.off) > _rounding(found) and not (found.off < 0 and _has_changeovers(labels)):
        yield conflict_of(document, found, entity=label.strip(" :*"), confidence=0.75)


def _rounding(found: Sum) -> Fraction:
    """How far a total may be rounded: to the quarter where it is of whole hours, to five minutes where its parts are not."""
    minutes, of_parts = found.given / 60, [p.amount.value / 60 for p in found.parts]
    if ":" in found.total.amount.text or found.given.denominator != 1:
        is_cut = all(":" in p.amount.text and p.amount.value.denominator == 1 for p in found.parts)
        is_short = max(p.amount.value for p in found.parts) < _HOUR
        return Fraction(len(found.parts) - 1) if is_cut and is_short else Fraction(0)  # each may be cut to the second
    if minutes % 60 == 0 and sum(of_parts) % 60 != 0:
        return Fraction(15 * 60)
    return Fraction(5 * 60) if minutes % 5 == 0 and any(m % 5 for m in of_parts) else Fraction(0)


def _of_one_scale(parts: Sequence[Stated], total: Stated) -> tuple[list[Stated], Stated] | None:
    """The lengths in seconds. `41:20` is of minutes unless all of them, the total too, have but two fields: then of either."""
    clocks = [":" in s.amount.text for s in (*parts, total)]
    if any(clocks) and not all(clocks[:-1]):
        return None
    if not any(clocks) or clocks[-1] or not all(clocks[:-1]):
        return list(parts), total
    hours = [replace(p, amount=replace(p.amount, value=p.amount.value * 60)) for p in parts]
    near = min((list(parts), hours), key=lambda ps: abs(sum(p.amount.value for p in ps) - total.amount.value))
    return near, total


# --- lengths as written ------------------------------------------------------------------------------------------------


def spells_in(text: str) -> Iterator[Amount]:
    """The lengths of time of a text, in seconds; `41:20` counts as minutes and seconds."""
    if _MARK.search(text) is None:
        return
    for match in _SPELL.finditer(text):
        if match.end() == match.start():
            continue
        end = match.start() + len(match[0].rstrip(" ,").removesuffix(" and").rstrip(","))
        written = text[match.start() : end]
        value = _seconds(match)
        if value:
            yield Amount(start=match.start(), end=end, text=written, value=value, unit=SPELL)


def _seconds(match: re.Match[str]) -> Fraction:
    if match["a"]:
        fields = [Fraction(match[k]) for k in "abc" if match[k]]
        value = Fraction(0)
        for field in fields:
            value = value * 60 + field
        return value + Fraction(f"0{match['d']}") if match["d"] else value
    total = _count(match["h"]) * 3600 + _count(match["m"]) * 60 + _count(match["s"])
    return total + 1800 if match["half"] else total


def _count(text: str | None) -> Fraction:
    if not text:
        return Fraction(0)
    low = text.lower()
    if low in ("a", "an", "half an"):
        return Fraction(1, 2) if low == "half an" else Fraction(1)
    return Fraction(low) if low[0].isdigit() else Fraction(number_of_words(low))


def _spell_of(text: str) -> Amount | None:
    """The one length of time that a text is."""
    if len(text) > 60:
        return None
    bare = text.strip(" *)")
    found = list(spells_in(bare))
    if len(found) != 1 or found[0].start != 0 or found[0].end != len(bare.rstrip(".")):
        return None
    lead = len(text) - len(text.lstrip(" *"))
    return replace(found[0], start=lead, end=lead + found[0].end)


# --- runs of them ------------------------------------------------------------------------------------------------------


def _runs(document: Document) -> Iterator[list[Leg]]:
    """Lengths of time that follow each other as pairs, as items of one list or in one column of a table."""
    run: list[Leg] = []
    key: object = None
    columns: dict[tuple[int, int], list[Leg] | None] = {}
    labels: dict[tuple[int, int], str] = {}
    for block in [*document.blocks, None]:
        leg, group = (None, None) if block is None else _leg(block)
        if run and (leg is None or group != key):
            if len(run) > 1:
                yield run
            run = []
        if leg is not None:
            run.append(leg)
            key = group
        if block is not None and block.table is not None and not block.table.head:
            _put(columns, labels, block)
    yield from (legs for legs in columns.values() if legs is not None and len(legs) > 2)  # fmt: skip


def _put(columns: dict[tuple[int, int], list[Leg] | None], labels: dict[tuple[int, int], str], block: Block) -> None:
    place = block.table
    if place is None:
        return
    if place.column == 0:
        labels[place.table, place.row] = block.text
        return
    amount = _spell_of(block.text)
    key = (place.table, place.column)
    legs = columns.setdefault(key, [])
    if amount is None:
        columns[key] = None
    elif legs is not None:
        legs.append(Leg(label=labels.get((place.table, place.row), ""), stated=Stated(block=block, amount=amount)))


def _leg(block: Block) -> tuple[Leg | None, object]:
    if block.boilerplate or block.struck:
        return None, None
    group = (block.kind, block.headings, block.lead_in, block.level)
    if block.kind in (BlockKind.KEY_VALUE, BlockKind.FRONT_MATTER):
        amount = _spell_of(block.text)
        return (Leg(label=block.key, stated=Stated(block=block, amount=amount)), group) if amount else (None, None)
    if block.kind is BlockKind.LIST_ITEM and (match := _PAIR.match(block.text.rstrip("."))):
        amount = _spell_of(match["value"])
        if amount:
            at = match.start("value")
            amount = replace(amount, start=amount.start + at, end=amount.end + at)
            return Leg(label=match["label"], stated=Stated(block=block, amount=amount)), group
    return None, None


def _beside(document: Document, parts: Sequence[Stated]) -> Iterator[Stated]:
    """The totals that the paragraphs right before and behind a list tell."""
    first, last = parts[0].block, parts[-1].block
    near = [last.index + 1, *([first.lead_in] if first.lead_in is not None else [first.index - 1])]
    for index in near:
        block = document.blocks[index] if 0 <= index < len(document.blocks) else None
        if block is None or block.kind is not BlockKind.PARAGRAPH or block.boilerplate:
            continue
        for amount in spells_in(block.text):
            before = re.split(r"(?<=[.!?])\s", block.text[: amount.start])[-1]
            if _ASIDE.search(before) or _SOME.search(before):
                continue
            if _TOLD.search(before) or _BEHIND.match(block.text, amount.end):
                yield Stated(block=block, amount=amount)
