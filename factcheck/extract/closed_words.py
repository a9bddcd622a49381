"""Extract, part: the closed classes of English words that tell what the other words of a sentence do.

The lists stand in `claims/words/classes.en.yaml`, but for the few forms that the code itself names.
"""

from __future__ import annotations

from functools import cache

from factcheck.data import load_yaml
from factcheck.values.words import stem


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in load_yaml("claims/words/classes.en.yaml").items()}


def closed_class(name: str) -> frozenset[str]:
    """The words of that class of `claims/words/classes.en.yaml`."""
    return _classes()[name]


def closed_stems(name: str) -> frozenset[str]:
    """The stems of the words of that class."""
    return frozenset(map(stem, closed_class(name)))


def alternatives(name: str) -> str:
    """The words of that class as alternatives of a pattern, the longest first."""
    return "|".join(sorted(closed_class(name), key=lambda word: (-len(word), word)))


BE = closed_class("be")
DIMENSIONS = closed_class("dimensions")
HAVE = frozenset({"have", "has", "had", "having"})
DO = frozenset({"do", "does", "did"})
MODALS = closed_class("modals")
AUXILIARIES = BE | HAVE | DO | MODALS | {"not", "never", "n't", "also", "already", "only", "then", "first", "finally"}
DETERMINERS = closed_class("determiners")
PREPOSITIONS = closed_class("prepositions")
