"""Extract, part of tasks: what is accepted, valid, on sale or in use until the last day."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import AUXILIARIES, BE
from factcheck.extract.phrases import Phrase
from factcheck.extract.tags import Tag
from factcheck.extract.task_phrases import (
    Matter,
    object_at,
    read_matter,
    right_before,
    task_of_noun,
    task_words,
    with_head,
)
from factcheck.frozen import replace
from factcheck.model.time import Relation, Timex
from factcheck.values.words import Token, stem

_WANTED = frozenset(["want", "wants", "need", "needs", "expect", "expects", "require", "requires"])


def taken_in(sentence: Clauses, end: int, timex: Timex) -> Matter | None:
    """What is taken in until then: `Our portal accepts grant applications until`, `No bookings for the tour are taken after`."""
    words, tags = sentence.tokens, sentence.grammar.tags
    k = next((n for n in range(min(end, len(words)) - 1, -1, -1) if stem(words[n].text) in task_words().accepting), -1)
    if k > 0 and words[k - 1].low in ("who", "which", "that") and words[k].low in _WANTED:
        return None  # `Travellers who want a refund must ask for it by`
    if k > 0 and ";" in sentence.vocabulary and any([w.text == ";" for w in words[k:end]]):
        return None
    if k <= 0 or any([word.low in _TOLD for word in words[max(0, k - 3) : k]]):
        return None
    is_passive = any([word.low in BE for word in words[max(0, k - 3) : k]]) or words[k].low == "received"
    if is_passive:
        if (done := _to_do(words, tags, group_start(words, k))) is not None:
            return done
        subject = right_before(words, tags, group_start(words, k)) or sentence.grammar.subject(k)
        subject = with_head(words, tags, subject)
        found = read_matter(words, tags, subject.first, subject.last) if subject is not None else None
    else:
        found = read_matter(words, tags, k + 1, end)
    after = words[k + 1].low if k + 1 < len(words) else ""
    if after in _PARTICLES:
        return None  # `must be taken down by`
    if found is not None and not found.task and _is_taken(words, k, timex, is_passive=is_passive):
        return replace(found, task="use") if found.thing is not None else None  # `The clinic accepts referrals until`
    return found if found is not None and found.task and found.task != "use" else None


def _to_do(words: Sequence[Token], tags: Sequence[int], at: int) -> Matter | None:
    """`Applications to join the panel` before `are accepted`: a noun of a task with what is asked for."""
    subject = right_before(words, tags, at)
    k = subject.first - 1 if subject is not None else -1
    if subject is None or k < 2 or words[k - 1].low != "to" or tags[k - 2] is not Tag.NOUN:
        return None
    task = task_of_noun(words[k - 2].text)
    return Matter(task, subject.first, subject.last, word=k - 2) if task and task != "submit" else None


def _is_taken(words: Sequence[Token], k: int, timex: Timex, *, is_passive: bool) -> bool:
    """Whether a verb tells of what is accepted for as long as told: not of a decision that is taken."""
    if timex.relation is Relation.BEFORE:
        return False
    if words[k].low == "taken":
        return is_passive and not any([stem(w.text) in task_words().taken_once for w in words[max(0, k - 5) : k]])
    return stem(words[k].text) == "accept"


_PARTICLES = frozenset(["down", "out", "away", "off", "up", "back", "over", "apart", "part", "place"])
_TOLD = frozenset(["was", "were", "had", "been"])


def valid_until(sentence: Clauses, end: int) -> Phrase | None:
    """What is valid until then: `The rail pass is valid to`."""
    words = sentence.tokens
    at = next((n for n in (end - 1, end) if 0 < n < len(words) and words[n].low in ("valid", "usable", "good")), 0)
    k = group_start(words, at)
    return right_before(words, sentence.grammar.tags, k) if 0 < k < at else None


def shown_until(sentence: Clauses, end: int) -> Phrase | None:
    """What is on sale or on show until then: `Tickets are on sale until`."""
    words = sentence.tokens
    at = next(
        (n for n in range(end - 1, max(0, end - 6), -1) if words[n].low in _SHOWN and words[n - 1].low == "on"), 0
    )
    k = group_start(words, at - 1)
    if not 0 < k < at - 1:
        return None
    return right_before(words, sentence.grammar.tags, k) or sentence.grammar.subject(k)


_SHOWN = frozenset(["sale", "show", "display", "view", "offer", "exhibition", "loan"])


def group_start(words: Sequence[Token], k: int) -> int:
    """Where the auxiliaries begin that stand before a participle or an adjective: `are taken`, `will remain open`."""
    while k > 0 and (words[k - 1].low in AUXILIARIES or words[k - 1].low in _STAYS or words[k - 1].low.endswith("ly")):
        k -= 1
    return k


_STAYS = frozenset(["remain", "remains", "stay", "stays"])


def used_until(sentence: Clauses, end: int) -> Phrase | None:
    """What may be used until then: `you may go on using the old pass`."""
    words, tags = sentence.tokens, sentence.grammar.tags
    for k in range(end - 1, max(-1, end - 10), -1):
        if words[k].low in (",", ";", "."):
            return None
        if words[k].low in ("use", "using"):
            return object_at(words, tags, k + 1, end)
    return None
