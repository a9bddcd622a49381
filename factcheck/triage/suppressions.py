"""Triage, part: which findings suppressions set aside, and which suppressions are of no use."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from factcheck.frozen import dataclass
from factcheck.model.finding import Finding, Place, Report, Side
from factcheck.model.triage import Order, Status, Suppression
from factcheck.triage.moved import follow_moved
from factcheck.triage.spoken import Said, Spoken, is_said
from factcheck.triage.wording import compared_words
from factcheck.values.words import fold

_ALTERNATIVES = frozenset({"event-date", "deadline", "quantity", "place", "role", "unique", "name"})
"""Kinds whose sides each say something else of one thing: if one is set aside, two others still contradict each other."""


@dataclass(frozen=True, slots=True)
class Applied:
    """The suppression of each finding that one sets aside, by fingerprint; and the orders that met a finding."""

    suppressed: Mapping[str, Suppression]
    used: frozenset[int]
    """Indices of the orders that set a finding aside, or a place of one."""


def is_expired(order: Order, today: date | None) -> bool:
    """Whether the last day of a suppression has passed; never where no day is known."""
    until = order.suppression.until
    return until is not None and today is not None and today > until


def apply_orders(findings: Sequence[Finding], orders: Sequence[Order], *, vanished: Iterable[str] = ()) -> Applied:
    """Holds each finding against the orders: its passages and fingerprint first, then the stretches that it lies in.

    `vanished` are documents that orders name and that are there no more. What was said of one is said of the document
    that it became, and of no other: a copy of its words elsewhere is reported.
    """
    by_document: dict[str, list[int]] = defaultdict(list)
    others: list[int] = []
    for number, order in enumerate(orders):
        if order.document:
            by_document[order.document].append(number)
        else:
            others.append(number)
    meant_by = _meant_by(findings, orders, others, frozenset(vanished)) if others else {}
    suppressed: dict[str, Suppression] = {}
    used: set[int] = set()
    for number, finding in enumerate(findings):
        meant = meant_by.get(number, [])
        near = [
            n
            for path in dict.fromkeys(place.document for place in finding.places)
            for n in by_document.get(path, ())
            if _rule_fits(finding, orders[n])
        ]
        aside = _set_aside(finding, orders, near) if near else ()
        used.update(meant)
        if near:
            used.update(n for n in near if any(_covers(orders[n], place) for place in finding.places))
        if meant or aside:
            suppressed[finding.fingerprint] = orders[(*meant, *aside)[0]].suppression
    return Applied(suppressed=suppressed, used=frozenset(used))


def claims_in_the_way(report: Report) -> dict[str, frozenset[int]]:
    """By rule, the claims that stand in two suppressed findings and in none that counts.

    Of several values of one thing each is told against one of them. If that one is set aside, what the others say of
    each other must be judged without it.
    """
    times: dict[str, Counter[int]] = defaultdict(Counter)
    counting: dict[str, set[int]] = defaultdict(set)
    for finding in report.all_findings:
        claims = {place.claim for place in finding.places if place.claim is not None}
        if finding.status is Status.SUPPRESSED:
            times[finding.rule].update(claims)
        else:
            counting[finding.rule] |= claims
    found = {
        rule: frozenset(claim for claim, n in counter.items() if n > 1 and claim not in counting[rule])
        for rule, counter in times.items()
    }
    return {rule: claims for rule, claims in found.items() if claims}


def _rule_fits(finding: Finding, order: Order) -> bool:
    return not order.rules or finding.rule in order.rules


def _meant_by(
    findings: Sequence[Finding], orders: Sequence[Order], entries: Sequence[int], vanished: frozenset[str]
) -> dict[int, list[int]]:
    """By the number of a finding, the entries of the file that name it: by fingerprint, or by passages."""
    spoken = Spoken(findings)
    moved = follow_moved(spoken, [orders[n] for n in entries], vanished)
    found: dict[int, list[int]] = defaultdict(list)
    for n in entries:
        order = orders[n]
        wanted = [
            (moved.passages.get(passage, passage.path), compared_words(passage.quote, passage.path))
            for passage in order.passages
        ]
        now = moved.findings.get(order) if moved.findings else None
        for number in spoken.in_document(wanted[0][0] if wanted else ""):
            finding = findings[number]
            if not _rule_fits(finding, order):
                continue
            if order.fingerprint:
                is_meant = finding.fingerprint.startswith(order.fingerprint) or finding.fingerprint == now
            else:
                is_about = not order.about or fold(order.about) == fold(finding.entity)
                is_meant = is_about and _are_held(spoken.sides[number], wanted)
            if is_meant:
                found[number].append(n)
    return found


def _are_held(sides: Sequence[Said], wanted: Sequence[tuple[str, str]]) -> bool:
    """Whether passages, each with its document or none, stand on sides of a finding, no two on one."""
    free = list(range(len(sides)))
    for document, words in wanted:
        held = (
            n for n in free if any((not document or path == document) and is_said(words, key) for path, key in sides[n])
        )
        side = next(held, None)
        if side is None:
            return False
        free.remove(side)
    return True


def _covers(order: Order, place: Place) -> bool:
    """Whether a place lies in a stretch of the order, with its evidence or with a value."""
    if place.document != order.document:
        return False
    return not order.spans or any(
        span.overlaps(stretch) for stretch in order.spans for span in (place.span, *place.values)
    )


def _set_aside(finding: Finding, orders: Sequence[Order], near: Sequence[int]) -> tuple[int, ...]:
    """The orders that together take so much from a finding that nothing of it stands any more; none if it still does."""
    credited: list[int] = []
    gone = 0
    for side in finding.sides:
        by: list[int] = []
        for unit in _units(side):
            cover = next((n for n in near if any(_covers(orders[n], place) for place in unit)), None)
            if cover is None:
                break
            by.append(cover)
        else:
            if by:
                gone += 1
                credited += by
    left = len(finding.sides) - gone
    if not gone or (finding.kind in _ALTERNATIVES and left > 1):
        return ()
    return tuple(dict.fromkeys(credited))


def _units(side: Side) -> list[list[Place]]:
    """The statements of a side: the value and the words that it was inherited by are one."""
    numbered = enumerate(side.places)
    runs = groupby(
        numbered, key=lambda item: (item[1].document, item[1].claim, item[0] if item[1].claim is None else 0)
    )
    return [[place for _, place in run] for _, run in runs]
