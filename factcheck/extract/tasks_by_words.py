"""Extract, part of tasks: the task told by set words around the last day: `the deadline for`, `have until … to`, `from then on no`."""

from __future__ import annotations

import re

from factcheck.extract.clauses import Clauses
from factcheck.extract.last_day_words import LAST_DAY
from factcheck.extract.tags import Tag
from factcheck.extract.task_phrases import (
    LINKS,
    Matter,
    index_at,
    read_matter,
    task_before_head,
    task_of_verb,
    task_words,
)
from factcheck.frozen import replace
from factcheck.model.extraction import DraftClaim
from factcheck.model.time import Timex
from factcheck.patterns import last_match, pattern_of
from factcheck.values.words import stem

_WHICH = pattern_of(
    r"\s(?:(?:on|by|in|at|until)\swhich|when)\s(?:\w+\s){1,4}?(?:can|may|must|should|could|will)\s(?:be\s)?", re.I
)
_AFTER_DAY = pattern_of(
    r"\W*(?:is|was|will be|has been set as|as|being)?\s*(?:the|our|your)?\s*(?=(?:last|final|closing|latest|deadline)\b)",
    re.I,
)
_LAST_DAY_OR_CHANCE = pattern_of(rf"{LAST_DAY.pattern}|\b(?:last|final)\s(?:chance|opportunity)\b", re.I)
THERE = pattern_of(
    r"\b(?:must|shall|should|has to|have to|had to|needs? to|is to|are to|ought to)\s(?:be\s(?:in|back|here|with\s(?:us|the|our)|received|on\sour|at\s(?:the|our)\s(?:[a-z]+\s)?(?:office|desk|secretariat|registry|town\shall|counter))\b|(?:reach|arrive)\b)", re.I,
)  # fmt: skip
"""Words by which something is to be where it is sent: `must be in by`, `has to be with us`, `should reach the office`."""


def none_from(draft: DraftClaim, sentence: Clauses, timex: Timex) -> Matter | None:
    """`From 9 May on no further boats will be admitted`: what stands between the day and the verb."""
    if not draft.day_before:
        return None
    words, tags = sentence.tokens, sentence.grammar.tags
    first = index_at(words, timex.end)
    while first < len(words) and words[first].low in _ONWARDS:
        first += 1
    last = next(
        (k for k in range(first, len(words)) if tags[k] is Tag.AUXILIARY or words[k].low in ("no", "longer")), first
    )
    found = read_matter(words, tags, first, last) if last > first else None
    if found is None or found.task:
        return found
    taken = any([stem(w.text) in _TAKEN for w in words[last : last + 6]])
    return replace(found, task="use") if taken else found


_ONWARDS = frozenset(["on", "onwards", "onward", ",", "no", "any"])


def given_until(sentence: Clauses, timex: Timex) -> Matter | None:
    """`They have until 3 May to lodge an appeal`, `withdrawals, for which students have until 3 May`.

    `Those who wish to appeal have until 3 May`: who has so long tells what for.
    """
    text, words, tags = sentence.block.text, sentence.tokens, sentence.grammar.tags
    begins = timex.relation_start if timex.relation_start is not None else timex.start
    k = index_at(words, timex.end)
    is_given = _GIVEN.search(text, sentence.start, begins) is not None
    behind = next((n for n in range(k, min(k + 4, len(words))) if words[n].low not in _HOURS), k)
    if is_given and behind < len(words) and words[behind].low == "to":
        k = behind
    if k + 1 < len(words) and words[k].low == "to" and (is_given or not tags[:k].count(Tag.VERB)):
        found = read_matter(words, tags, k + 1, len(words), is_verb=True)
        return found if found is not None and found.task else None
    wish = last_match(_WISHING, text, sentence.start, begins) if is_given else None
    if wish is not None:
        found = read_matter(words, tags, index_at(words, wish.end()), index_at(words, begins), is_verb=True)
        return found if found is not None and found.task else None
    which = last_match(_FOR_WHICH, text, sentence.start, begins) if is_given else None
    if which is not None:
        return read_matter(words, tags, index_at(words, which.start(1)), index_at(words, which.end(1)))
    return None


def done_so(sentence: Clauses, timex: Timex) -> Matter | None:
    """What `do so` takes up: `You may object to the plan. You have until 3 May to do so`: in this sentence or the one before."""
    text, words, tags = sentence.block.text, sentence.tokens, sentence.grammar.tags
    begins = timex.relation_start if timex.relation_start is not None else timex.start
    behind = _SO_BEHIND.match(text, timex.end, sentence.end)
    so = None if behind else last_match(_SO_BEFORE, text, sentence.start, begins)
    if behind is None and so is None:
        return None
    end = begins if so is None else so.start()
    asked = last_match(_ASKED, text, sentence.start, end)
    if asked is not None and asked["verb"].lower() != "do":
        first, last = index_at(words, asked.start("verb")), index_at(words, end)
        found = read_matter(words, tags, first, last, is_verb=True)
        return found if found is not None and _is_task(found.task) else None
    earlier = [s for s in sentence.found.sentences[sentence.block.index] if s.end <= sentence.start]
    asked = last_match(_ASKED, text, earlier[-1].start, earlier[-1].end) if earlier else None
    task = task_of_verb(asked["verb"].lower(), asked["verb"].lower()) if asked is not None else ""
    return Matter(task) if _is_task(task) else None


def _is_task(name: str) -> bool:
    """Whether a class is a task that has last days: nobody has until then to see or to receive."""
    return name in task_words().nouns.values() or name in task_words().verbs.values()


_SO_BEHIND = pattern_of(r",?\s(?:in which\s)?to\sdo\s(?:so|this|that|it)\b", re.I)
_SO_BEFORE = pattern_of(r"\b(?:do|done|doing)\s(?:so|this|that)\b(?=[\w ]{0,12}\Z)", re.I)
_ASKED = pattern_of(
    r"\b(?:can|may|must|could|should|shall|please|(?:wish(?:ing|es)?|want(?:ing|s)?|like|intend(?:ing|s)?|need(?:ing|s)?|hop(?:e|ing)|have|has|able|asked|invited)\sto)\s(?:\w+ly\s)?(?P<verb>[a-z]{3,})",
    re.I,
)
_GIVEN = pattern_of(
    r"\b(?:ha(?:s|ve|d)|(?:give|gives|given|gave|allow|allows|allowed|leave|leaves|left)(?:\s(?:them|us|you|him|her|it|the\s\w+|\w+s))?)(?:\s(?:only|just|still|now|exactly))?\s*\Z|\b(?:has|have)\s(?:[^.;,]|,\d){1,30}\sand\s*\Z", re.I,
)  # fmt: skip
_HOURS = frozenset({",", "midnight", "noon", "midday"})
_WISHING = pattern_of(r"\b(?:(?:who|that)\s(?:wish|wishes|want|wants|would\slike|intend|intends|need|needs|hope|hopes)|wishing|wanting|intending|hoping)\sto\s", re.I)  # fmt: skip
_FOR_WHICH = pattern_of(r"\b(\w+),?\sfor\swhich\s", re.I)


def of_last_day(sentence: Clauses, timex: Timex) -> Matter | None:
    """`the last day for`, `the deadline for`, before the day or behind it."""
    text = sentence.block.text
    begins = timex.relation_start if timex.relation_start is not None else timex.start
    found = last_match(LAST_DAY, text, sentence.start, timex.start)
    if found is None:
        lead = _AFTER_DAY.match(text, timex.end, sentence.end)
        found = _LAST_DAY_OR_CHANCE.match(text, lead.end()) if lead is not None else None
        begins = sentence.end
    if found is None or (found.end() < begins and begins - found.end() > 160):
        return None
    every = sentence.found.times[sentence.block.index]
    if any(
        found.end() <= t.start and t.end < begins and t.parts is not None and t.parts.day
        for t in every
        if t is not timex
    ):
        return None  # it led to another day: `The deadline for names is 3 May, and transfers close on 9 May`
    words, tags = sentence.tokens, sentence.grammar.tags
    end = index_at(words, begins) if begins > found.end() else len(words)
    led = task_before_head(words, tags, index_at(words, found.start()))
    if (which := _WHICH.match(text, found.end())) is not None:
        return read_matter(words, tags, index_at(words, which.end()), end, is_verb=True) or led
    k = index_at(words, found.end())
    if k >= len(words) or words[k].low not in LINKS:
        return led
    named = read_matter(words, tags, k + 1, end, is_verb=words[k].low == "to")
    if named is not None and words[k].low == "to" and stem(words[k + 1].text) in task_words().running:
        return replace(named, task="close")  # `the last chance to see the show`
    if named is None or (led is not None and not named.task):
        return replace(led, first=named.first, last=named.last) if led and named else led
    return named


_TAKEN = frozenset(["accept", "take", "receive"])
