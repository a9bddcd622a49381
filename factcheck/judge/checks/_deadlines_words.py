"""Check deadline-missed, part: passages with the words of matter, numbers and parts of which they speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.judge.deeds import (
    alike,
    deeds_in,
    number,
    ordinal,
)
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words, stem

PARTS = frozenset(["phase", "lot", "section", "zone", "batch", "wave", "block", "wing", "round", "leg", "dose", "volume", "direction", "floor"])  # fmt: skip
"""Series of which what is said of one member is not said of the whole."""
WEAK = frozenset(stem(w) for w in ["day", "month", "year", "week", "date", "time", "order", "condition", "deadline", "new", "old", "last", "first", "final", "next", "good", "limit", "term", "glad", "able", "today", "comfortable", "early", "end", "spare", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "meet", "keep", "allow", "set", "give", "make", "ask", "require", "go", "get", "work", "works", "people", "begin", "start"])  # fmt: skip
_PAGES = frozenset(alike(w) for w in ["page", "news", "history", "report", "annual", "minute", "meeting", "index", "about", "review", "press", "release", "newsletter", "notice", "board"])  # fmt: skip
"""Words of titles and file names that say what sort of page it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence or row with the words of matter that it and what stands around it have."""

    path: str
    text: str
    own: frozenset[str]
    around: frozenset[str]
    counts: frozenset[int]
    members: frozenset[tuple[str, str]]
    """The phases, lots and sides of which it speaks: (`phase`, `2`)."""
    years: frozenset[int]
    """Years that it names beside its dates: the accounts of 2031."""


# --- passages -----------------------------------------------------------------------------------------------------------


def matter(text: str) -> frozenset[str]:
    return frozenset(alike(w) for w in content_words(text) if w not in WEAK)


def without_times(text: str, start: int, found: Sequence[Timex]) -> str:
    """A stretch that starts at an offset of its block, with blanks for its times."""
    chars = list(text)
    for t in found:
        for n in range(max(0, t.start - start), min(len(chars), t.end - start)):
            chars[n] = " "
    return "".join(chars)


COUNT = pattern_of(r"(?<![\d£$€.,])\d[\d,]*(?![\d%.,:]*\d|%)|\b[a-z]+(?:-[a-z]+)?\b", re.I)
_YEAR = pattern_of(r"\b(?:19|20)\d\d\b(?![-–/]\d)")


def passage_of(document: Document, block: Block, start: int, end: int, found: Sequence[Timex]) -> Passage:
    text = block.text[start:end]
    plain = without_times(text, start, found)
    before = block.text[:start][-400:]
    lead = [before, *document.heading_path(block)]
    lead += [b.text for b in document.blocks[:6] if b.kind is BlockKind.TITLE]
    lead.append(re.sub(r"[\W\d_]+", " ", document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]))
    counts = {n for m in COUNT.finditer(plain) if (n := number(m[0].lower())) is not None and n > 2}
    counts |= {n for m in COUNT.finditer(plain) if (n := ordinal(m[0].lower())) is not None and n > 2}
    members = members_of(plain)
    heading = " ".join(document.heading_path(block)[-1:])
    for near in (before, heading):
        if not {s for s, _ in members} & PARTS:
            members |= frozenset((s, m) for s, m in members_of(near) if s != "direction")
    deeds = deeds_in(plain)
    verbs = {d.verb for d in deeds if d.sort != "complete"}
    done = matter(" ".join(plain[d.start : d.end] for d in deeds if d.sort == "complete"))
    return Passage(
        path=document.path,
        text=plain,
        own=(matter(plain) | verbs) - done - kept_words(),
        around=matter(before) | (matter(" ".join(lead)) - _PAGES),
        counts=frozenset(counts),
        members=members,
        years=frozenset(int(m[0]) for m in _YEAR.finditer(plain)),
    )


@cache
def kept_words() -> frozenset[str]:
    return frozenset(stem(w) for w in ["kept", "met", "within", "spare", "honoured", "fulfilled", "satisfied", "allowed", "achieved", "complied", "comfortably"])  # fmt: skip


_DIRECTION = pattern_of(r"\b(north|south|east|west|upper|lower)(?:ern)?\b")


@cache
def _series() -> tuple[re.Pattern[str], dict[str, str]]:
    heads = {head: series for series, found in load_yaml("claims/scopes.yaml")["heads"].items() for head in found}
    heads |= {"part": "phase", "floor": "floor", "contract": "lot"}
    nouns = "|".join(sorted(heads, key=len, reverse=True))
    ordinals = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final"
    numbers = r"\d{1,2}|[ivx]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten"
    pattern = rf"\b(?:(?P<nth>{ordinals})\s(?P<a>{nouns})|(?P<b>{nouns})\s(?P<number>{numbers}|[a-h]))\b"
    return re.compile(pattern, re.I), heads


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def members_of(text: str) -> frozenset[tuple[str, str]]:
    pattern, heads = _series()
    found = {("direction", m[1].lower()) for m in _DIRECTION.finditer(text)}
    for match in pattern.finditer(text):
        word = (match["nth"] or match["number"]).lower()
        value = ordinal(word) or number(word) or _ROMAN.get(word) or word
        found.add((heads[(match["a"] or match["b"]).lower()], str(value)))
    return frozenset(found)
