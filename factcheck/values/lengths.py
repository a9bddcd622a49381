"""Words that say of a thing no more than that it lasts: the lexicon `claims/words/lengths.en.yaml`. Below every stage."""

from __future__ import annotations

from functools import cache

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.values.words import stem


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthWords:
    """The lexicon, its words as stems."""

    nouns: frozenset[str]
    verbs: frozenset[str]
    """Those whose subject lasts."""
    staying: frozenset[str]
    """Those whose subject is somewhere or in some state for so long."""


@cache
def length_words() -> LengthWords:
    """The lexicon of lasting."""
    data = load_yaml("claims/words/lengths.en.yaml")
    return LengthWords(**{key: frozenset(stem(word) for word in words) for key, words in data.items()})


@cache
def sorts_of_length() -> dict[str, str]:
    """By the stem of each word for a sort of length (`retain`, `storage`) the stem of the one that stands for all of them."""
    return {stem(word): stem(words[0]) for words in load_yaml("claims/words/terms.en.yaml")["sorts"] for word in words}


@cache
def is_sort_of_length(measure: str) -> bool:
    """Whether the measure of a length is such a sort."""
    return measure in sorts_of_length().values()
