"""Extract, part: the last day of a period in which something can be done: `Registration: 1 October to 9 November`, `The window runs from … to`.

The period is a claim of its own; its end is one more, a last day.
"""

from __future__ import annotations

import re

from factcheck.extract.clauses import Clauses
from factcheck.extract.tags import TaggedSentence
from factcheck.extract.task_phrases import Matter, index_at, read_matter, right_before, stems_with_of
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim
from factcheck.model.time import Timex, TimexType
from factcheck.values.words import content_words, stem, tokens

_OPEN = re.compile(
    r"\b(?:runs?|lasts?|(?:is|are|be|stays?|remains?)\sopen|(?:can|may|will)\sbe\s(?:made|sent|submitted|handed\sin|lodged|filed|entered|uploaded|cast|posted)"
    r"|(?:is|are|will\sbe)\s(?:accepted|received|taken|possible))\b[^.;:]{0,40}\Z", re.I,
)  # fmt: skip
"""What is said of something that can be done in a period, in the present: `runs`, `is open`, `can be made`."""
_DONE_IN_TIME = frozenset(
    ["apply", "register", "appoint", "comment", "vote", "order", "submit", "renew", "appeal", "propose"]
)
_PERIODS = frozenset(stem(w) for w in ["period", "window", "phase", "round", "time", "dates", "opening", "open"])


def end_of_period(draft: DraftClaim, timex: Timex, sentence: Clauses | None, label: str = "") -> DraftClaim | None:
    """The last day that a period beside a label or in a sentence ends with, where it is one of something to be done."""
    if draft.type is not ClaimType.DATE or timex.type is not TimexType.DATE or timex.until is None:
        return None
    if not timex.until.day:
        return None
    if sentence is None:
        return _of_label(draft, label)
    text, start = sentence.block.text, timex.relation_start if timex.relation_start is not None else timex.start
    if sentence.vocabulary.isdisjoint(_NOUNS):
        return None
    led = text[sentence.start : start].rstrip(" *_")
    if led.endswith((":", "–", "—")) and len(led) < 60:
        return _of_label(draft, led.strip(" *_:–—"))
    if _OPEN.search(text, sentence.start, start) is None:
        return None
    words, tags = sentence.tokens, sentence.grammar.tags
    end = index_at(words, start)
    for k in range(end):
        if words[k].low not in _NOUNS:
            continue
        about = right_before(words, tags, k + 1)
        matter = read_matter(words, tags, about.first, end, is_subject=True) if about is not None else None
        if matter is not None and matter.task in _DONE_IN_TIME:
            return _with(draft, matter, stems_with_of(words, matter.thing) if matter.thing is not None else ())
    return None


_NOUNS = frozenset(f"{w}{s}" for w in ["application", "registration", "enrolment", "enrollment", "booking", "nomination", "candidature", "comment", "objection", "consultation", "voting", "vote", "ballot", "polling", "order", "pre-order", "preorder", "submission", "filing", "renewal", "sign-up", "subscription", "reservation"] for s in ("", "s"))  # fmt: skip
"""Nouns of what can be done in a period."""


def _of_label(draft: DraftClaim, label: str) -> DraftClaim | None:
    """Of a label that names what can be done: `Registration`, `Submission period`, and not `Interviews`."""
    words = [t for t in tokens(label.strip(" :*_")) if stem(t.low) not in _PERIODS]
    if not words or not any([t.low in _NOUNS for t in words]):
        return None
    tags = TaggedSentence(words, [t.text for t in words], [t.low for t in words], (), set()).tags
    matter = read_matter(words, tags, 0, len(words))
    if matter is None or matter.task not in _DONE_IN_TIME:
        return None
    return _with(draft, matter, stems_with_of(words, matter.thing) if matter.thing is not None else ())


def _with(draft: DraftClaim, matter: Matter, thing: tuple[str, ...]) -> DraftClaim:
    return replace(
        draft,
        type=ClaimType.DEADLINE,
        predicate=matter.task,
        subject_stems=thing,
        context=tuple(dict.fromkeys((*draft.context, *content_words(matter.task)))),
    )
