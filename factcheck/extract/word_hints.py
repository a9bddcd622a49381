"""Extract, part: what the words of a sentence may lead to, looked up once for all that would ask each word by itself.

A module that looks for rare words gives `hint_of` a question about a single word in lower case and gets a bit for it. A
sentence has the bits of all its words, so that whoever finds his bit missing need not look further.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_

from factcheck.values.words import WordTable

_QUESTIONS: list[Callable[[str], object]] = []


def hint_of(is_one: Callable[[str], object]) -> int:
    """The bit of the words that the answer is yes for; asked for when a module is loaded."""
    _QUESTIONS.append(is_one)
    _HINTS.clear()
    return 1 << (len(_QUESTIONS) - 1)


def hints_in(words: Iterable[str]) -> int:
    """The bits of all words together."""
    return reduce(or_, map(_HINTS.__getitem__, words), 0)


def _hints_of(word: str) -> int:
    return sum([1 << n for n, is_one in enumerate(_QUESTIONS) if is_one(word)])


_HINTS = WordTable(_hints_of)
