"""Which offices have one holder, by the words that name them: the lexicon `claims/statements/offices.en.yaml`. Below every stage."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.values.holders import holders
from factcheck.values.words import stem

CHIEF = "chief"
"""What stands for all words that make an office that of the first of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeWords:
    """The lexicon, its words as stems."""

    heads: dict[str, str]
    """Nouns of offices, to the group of those that stand for one office."""
    many: frozenset[str]
    """Nouns of those of whom there are many unless one is the chief."""
    chief: frozenset[str]
    idle: frozenset[str]
    verbs: dict[str, str]
    whole: frozenset[str]
    """Nouns that stand for what the whole text is about: `of the series`."""


@cache
def office_words() -> OfficeWords:
    """The lexicon of offices."""
    data = load_yaml("claims/statements/offices.en.yaml")
    return OfficeWords(
        heads={stem(word): group for group, words in data["heads"].items() for word in words},
        many=frozenset(stem(word) for word in data["many"]),
        chief=frozenset(stem(word) for word in data["chief"]),
        idle=frozenset(stem(word) for word in data["idle"]),
        whole=frozenset(stem(word) for word in data["whole"]),
        verbs={stem(word): group for group, words in data["verbs"].items() for word in words},
    )


def group_of_office(before: Sequence[str], noun: str, is_told: bool) -> tuple[str, frozenset[str]] | None:
    """The group of an office and the stems that tell it from others, of the stems before its noun; None where many hold it.

    `is_told` says that words behind the noun tell what it is an office of.
    """
    words = office_words()
    if " ".join((*before, noun)) in holders().sole_offices or noun in holders().sole_offices:
        return noun, frozenset(_plain(before))
    if noun in words.heads and (before or is_told):
        return words.heads[noun], frozenset(_plain(before))
    if noun in words.many and before and not words.chief.isdisjoint(before):
        return noun, frozenset(_plain(before))
    return None


def _plain(stems: Sequence[str]) -> list[str]:
    words = office_words()
    return [CHIEF if s in words.chief else s for s in stems if s not in words.idle]
