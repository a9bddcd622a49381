"""Align, part of comparison: two limits that are counted from one event, `within 30 days of purchase`, `up to 14 days after buying it`."""

from __future__ import annotations

import re

from factcheck.align.blocking import measure_of
from factcheck.align.lexicon import is_known, level_of
from factcheck.align.properties import IDLE
from factcheck.model.cell import Level
from factcheck.model.claim import Claim
from factcheck.values.durations import Duration
from factcheck.values.words import content_words, person_nouns, stem, synonym


def compare_limits(a: Claim, b: Claim) -> Level | None:
    """Whether both are the most time that is given from one event on, and for one task.

    `within 30 days of purchase`, `up to 14 days after buying it`; to return what was bought and to register it are two tasks.
    """
    if not may_be_limits(a, b):
        return None
    if not all(_counts_from(c) for c in (a, b)):
        return None
    x, y = _task_of(a), _task_of(b)
    are_known = a.predicate != b.predicate and is_known(a.predicate) and is_known(b.predicate)
    if are_known and not {synonym(c.predicate) for c in (a, b)} & x & y:
        return level_of("limit", "of-two-tasks", f"{a.predicate} and {b.predicate}")
    return level_of("limit", "of-one-task" if x & y else "of-one-event", f"{a.shown} and {b.shown}")


def _task_of(claim: Claim) -> frozenset[str]:
    """The words for what has to be done within a limit: the verb, as a noun, too, what it is done with; none of the event."""
    event = {synonym(w) for w in content_words(claim.quote[_event_at(claim) :])}
    words = {synonym(w) for w in (claim.predicate, *claim.theme, *claim.context)}
    return frozenset(words - event - {synonym(claim.measure), ""} - IDLE - person_nouns())


def may_be_limits(a: Claim, b: Claim) -> bool:
    """Whether two lengths of time in prose of two documents may be limits that are counted from one event."""
    x, y = a.value, b.value
    if not isinstance(x, Duration) or not isinstance(y, Duration) or a.document == b.document:
        return False
    return x.comparator == y.comparator == "<=" and bool(a.measure) and measure_of(a) == measure_of(b)


def _counts_from(claim: Claim) -> bool:
    """Whether what a length is measured by stands behind it, as the event that it is counted from."""
    return claim.measure in {stem(w) for w in re.findall(r"[A-Za-z]+", claim.quote[_event_at(claim) :])}


def _event_at(claim: Claim) -> int:
    """Where in its quote the event begins that a length is counted from; its end where there is none."""
    match = _FROM.search(claim.quote, claim.value_span.start - claim.span.start)
    return match.end() if match is not None else len(claim.quote)


_FROM = re.compile(r"\b(?:of|from|after|following|since)\b")
