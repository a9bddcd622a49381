"""Judge, part of sequences: a post that somebody held, and for how long: what its readers share."""

from __future__ import annotations

import re

from factcheck.frozen import dataclass
from factcheck.judge.sequence.durations import BROKEN
from factcheck.model.claim import EntityId
from factcheck.model.document import Span
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import OPEN_END, OPEN_START, DateValue
from factcheck.values.words import stem, synonym

Post = tuple[tuple[str, ...], frozenset[str]]
"""The sort of a post with what makes it a lesser one, and the stems of the words behind it: of what it is the post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """From when to when somebody held a post."""

    who: EntityId
    post: Post
    first: DateValue
    last: DateValue | None
    """None while it goes on, as far as is told."""
    document: str
    span: Span
    value: Span
    shown: str
    sentence: tuple[int, int]
    is_broken: bool
    is_listed: bool = False
    """Whether it comes from a list of holders, which need not say of what."""


STAFF = ("staff",)
"""The sort of whoever works for somebody."""


DONE = r"directed|led|headed|ran|run|chaired|managed|edited|conducted|coached|governed|commanded|ruled|reigned|captained|presided"
"""Verbs by which one holds a post, in the past."""


_NO_NOUN = (
    r"(?!(?:of|at|for|to|in|on|from|by|with|as|and|or|the|who|which|until|till|since|after|before|between|he|she|it)\b)"
)
ROLE = (
    rf"(?P<post>{_NO_NOUN}[A-Za-z][a-z-]+(?:\s{_NO_NOUN}[A-Za-z][a-z-]+){{0,2}}?)"
    r"(?:\s(?:of|at|for|to|in|on)\s(?:the\s|its\s|our\s)?(?P<of>[^,;:()\d]{2,60}?))?"
)
"""The words for a post, as the part of a pattern: who has it, and of what."""


def end_of(value: DateValue, *, last: bool) -> DateValue:
    """The day or month that `since 2012` or `until 2020` names."""
    if value.earliest == OPEN_START or value.latest == OPEN_END:
        first, second = value.edtf.split("/")
        return dates.from_edtf(second if first in ("..", "") else first)
    return value


_CUT = pattern_of(r"\s(?:he|she|they|it|had|has|was|were|in|from|for|after|before|and|until|between|during)\b.*", re.S)


_NO_BODY = frozenset(
    [
        "place",
        "house",
        "whole",
        "show",
        "concern",
        "enterprise",
        "the",
        "of",
        "and",
        "as",
        "an",
        "it",
        "them",
        "us",
        "him",
        "her",
        "his",
        "its",
        "their",
        "our",
    ]
)


def stems_of(words: str) -> frozenset[str]:
    """The stems of the words for what a post is in, each as the head of its synonyms: a firm is a company."""
    words = _CUT.sub("", words)
    return frozenset(synonym(stem(w)) for w in re.findall(r"[A-Za-z][\w’'-]+", words) if w.lower() not in _NO_BODY)


_AGAIN = pattern_of(
    r"\b(?:return\w*|again|came back|second (?:term|spell|time|stint)|re-?(?:appointed|elected|joined|hired)|left (?:it|the firm|the company)? ?(?:for|to))\b"
)


_UNBROKEN = pattern_of(r"\bwithout\s(?:a|any)\s(?:break|interruption|gap)\b")


def is_broken(text: str) -> bool:
    return BROKEN.search(_UNBROKEN.sub("", text)) is not None


def comes_back(text: str) -> bool:
    """Whether a text tells that somebody came back, or held a post twice."""
    return _AGAIN.search(text) is not None


_GOES_ON = pattern_of(
    r"[^.;]{0,60}\b(?:and|then)\b[^.;]{0,60}\b(?:until|till|up to)\s(?:(?:[a-z]+|[A-Z][a-z]+|\d\d?)\s){0,3}(?:1\d|20)\d\d\b"
)


def goes_on_behind(text: str, end: int) -> bool:
    """Whether a text tells behind a range that it went on: `to 1924, was ashore for a year and then commanded her until 1930`."""
    return _GOES_ON.match(text, end) is not None


_PARTS = ["section", "committee", "branch", "department", "division", "group", "wing", "youth", "junior", "women", "children", "ladies", "team", "reserve", "foundation", "friends", "supporters", "faculty", "chapter", "district", "student", "supplement", "edition"]  # fmt: skip
_PART_NOUNS = frozenset(synonym(stem(w)) for w in _PARTS)


def is_of_part(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether only one of two posts is of a part: the union, the union's women's section."""
    return not _PART_NOUNS.isdisjoint({synonym(stem(re.sub(r"[’']s?\Z", "", w))) for w in one ^ other})
