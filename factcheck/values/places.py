"""Whether two places of which one at least has no name of its own are surely two, by their nouns. Below every stage."""

from __future__ import annotations

from functools import cache

from factcheck.data import load_yaml
from factcheck.values.words import stem, tokens


@cache
def _sorts() -> dict[str, str]:
    data = {k: v for k, v in load_yaml("claims/statements/places.en.yaml").items() if k != "alike"}
    return {" ".join(stem(w) for w in phrase.split()): sort for sort, phrases in data.items() for phrase in phrases}


@cache
def _alike() -> frozenset[frozenset[str]]:
    """Pairs of nouns that are one."""
    return frozenset(frozenset(map(stem, pair)) for pair in load_yaml("claims/statements/places.en.yaml")["alike"])


def are_two_places(a: str, b: str) -> bool:
    """Whether the nouns of two places are of two that neither stands within the other: a refectory and a pump room."""
    x, y = _noun_of(a), _noun_of(b)
    if x is None or y is None or x == y or frozenset({x[0], y[0]}) in _alike():
        return False
    if x[0].split()[-1] == y[0].split()[-1] and 1 in (len(x[0].split()), len(y[0].split())):
        return False  # `the hall` may be the market hall
    sorts = {x[1], y[1]}
    if len(sorts) == 1:
        return True
    return "holders" not in sorts and "grounds" in sorts


def _noun_of(place: str) -> tuple[str, str] | None:
    """The noun of a place and its sort, of its last words, what follows `of` or a comma left out."""
    words = [stem(t.text) for t in tokens(place.split(" of ")[0].split(",")[0])]
    for size in (2, 1):
        phrase = " ".join(words[-size:])
        if len(words) >= size and phrase in _sorts():
            return phrase, _sorts()[phrase]
    return None
