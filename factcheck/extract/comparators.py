"""Extract, part: the words and signs around a number that say how exactly it is meant: `about`, `≥`, `or more`."""

from __future__ import annotations

import re
from functools import cache

from factcheck.extract.numbers import number_data
from factcheck.patterns import pattern_of

_SIGN = pattern_of(r"(<=|>=|[~∼≈<>≤≥⩽⩾])[ ]?\Z")
_SIGNS = {"~": "~", "∼": "~", "≈": "~", "<": "<", ">": ">", "≤": "<=", "≥": ">=", "⩽": "<=", "⩾": ">=", "<=": "<=", ">=": ">="}  # fmt: skip
_WINDOW = 32
_ODD = pattern_of(r"-odd\b")


@cache
def _signs_of_words() -> dict[str, str]:
    return {w.lower(): sign for sign, words in number_data()["comparators"].items() for w in words}


@cache
def _after() -> re.Pattern[str]:
    words = [w for w in _signs_of_words() if w.startswith(_AFTER)]
    return re.compile(
        rf",?\s((?:{'|'.join(sorted(words, key=lambda w: (-len(w), w)))})\b(?!\s(?:the|a|an|his|her|its)\b)"
        rf"|(?:{'|'.join(_BEHIND)})\b(?!\s[a-z]))"
    )


@cache
def _before() -> dict[str, str]:
    return {w: sign for w, sign in _signs_of_words().items() if not w.startswith(_AFTER)}


_AFTER = ("or ", "and ", "give ")
_BEHIND = {"at most": "<=", "at the most": "<=", "at least": ">=", "at the least": ">=", "at the very least": ">="}
"""Words of a bound that stand behind its number as well: `two pages at most`, but `2 kB at most sites`."""


def comparator_before(text: str, start: int) -> tuple[str, int]:
    """The comparator before a number and where its words begin; `=` and the number's own start where none stands."""
    before = text[start - 1 : start]
    if before and before in "~∼≈<>≤≥⩽⩾= " and (signed := _SIGN.search(text, max(0, start - 3), start)):
        return _SIGNS[signed[1]], signed.start()
    if not before.isspace():
        return "=", start
    low = max(0, start - _WINDOW)
    window = text[low:start]
    words = window.lower().split()
    if low and not text[low - 1].isspace():
        words = words[1:]
    if len(words) > 1 and words[-1] == "the" and words[-2] != "than":
        for count in (4, 3, 2):
            if (sign := _before().get(" ".join(words[-count:-1]).lstrip("("))) is not None and sign != "=":
                return sign, _begin(window, words[-count:], low)
    if words and words[-1] == "than" and (denied := _DENIED.search(window)) is not None:
        return "<=", low + denied.start()
    for count in (4, 3, 2, 1):
        if count <= len(words) and (sign := _before().get(" ".join(words[-count:]).lstrip("("))) is not None:
            return sign, _begin(window, words[-count:], low)
    return "=", start


_DENIED = re.compile(
    r"\b(?:not|never)\s(?:[a-z]+\s)?(?:taller|higher|longer|larger|bigger|wider|deeper|heavier|older|greater|more|faster|later)\sthan\s\Z",
    re.I,
)
"""A bound that a denied verb has before it: `must not grow taller than 3 metres`."""


def _begin(window: str, words: list[str], offset: int) -> int:
    place = len(window)
    for word in reversed(words):
        place = window.lower().rindex(word.lstrip("("), 0, place)
    return offset + place


def range_word_before(text: str, start: int) -> int:
    """Where `between` or `from` begins before the first number of a range; else the number's own start."""
    match = _RANGE_WORD.search(text, max(0, start - 10), start)
    return match.start(1) if match else start


_RANGE_WORD = pattern_of(r"(?<![\w-])(between|from|Between|From)\s+\Z")


def comparator_after(text: str, end: int) -> tuple[str, int] | None:
    """The comparator behind a number or its unit, and where it ends: `or more`, `-odd`, `+`."""
    following = text[end : end + 1]
    if following == "+" and not text[end + 1 : end + 2].isalnum():
        return ">=", end + 1
    if following == "-" and (odd := _ODD.match(text, end)):
        return "~", odd.end()
    if following not in (" ", ",", "\u00a0"):
        return None
    match = _after().match(text, end)
    if match is None:
        return None
    return _BEHIND.get(match[1]) or _signs_of_words()[match[1]], match.end()
