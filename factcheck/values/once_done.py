"""What is done once to one thing, by its verbs: the lexicon `claims/statements/once_done.en.yaml`. Below every stage."""

from __future__ import annotations

from functools import cache

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.values.holders import holders
from factcheck.values.words import stem


@dataclass(frozen=True, slots=True, kw_only=True)
class OnceDone:
    """The lexicon, its words as stems."""

    sorts: dict[str, str]
    """Verbs, to the sort of what they do."""
    again: frozenset[str]
    """Nouns of what comes again and again."""
    idle: frozenset[str]


@cache
def once_done() -> OnceDone:
    """The lexicon of what is done once to one thing."""
    data = load_yaml("claims/statements/once_done.en.yaml")
    sorts: dict[str, str] = {}
    for sort, verbs in data["sorts"].items():
        for verb in verbs:
            sorts.setdefault(stem(verb), sort)
    again = frozenset(stem(noun) for noun in data["again"])
    return OnceDone(
        sorts=sorts,
        again=again | holders().recurring | holders().repeated,
        idle=frozenset(stem(word) for word in data["idle"]),
    )
