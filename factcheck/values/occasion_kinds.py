"""What takes place on one day in one place: the lexicon `claims/statements/occasions.en.yaml`. Below every stage."""

from __future__ import annotations

from functools import cache

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.values.words import stem


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionKinds:
    """The lexicon, its words as stems."""

    kind_of: dict[str, str]
    """By the stems of a noun, of two or three words where it has them."""
    sole: frozenset[str]
    """Kinds of which a body has one on a day."""
    meets: frozenset[str]
    yearly: frozenset[str]
    """Kinds of which a body has one in a year."""
    once_a_year: frozenset[str]
    """Stems of words that make one of that sort of a meeting or dinner."""


@cache
def occasion_kinds() -> OccasionKinds:
    """The lexicon of what takes place on a day."""
    data = load_yaml("claims/statements/occasions.en.yaml")
    both = {**data["sole"], **data["several"]}
    return OccasionKinds(
        kind_of={" ".join(stem(w) for w in noun.split()): kind for kind, nouns in both.items() for noun in nouns},
        sole=frozenset(data["sole"]),
        meets=frozenset(stem(w) for w in data["meets"]),
        yearly=frozenset(data["yearly"]),
        once_a_year=frozenset(stem(w) for w in data["once_a_year"]),
    )


@cache
def occasion_nouns() -> tuple[str, ...]:
    """The nouns as they are written, the longest first."""
    data = load_yaml("claims/statements/occasions.en.yaml")
    nouns = {noun for group in ("sole", "several") for kind in data[group].values() for noun in kind}
    return tuple(sorted(nouns, key=lambda noun: (-len(noun), noun)))
