"""What makes two texts tell of one event or one standing thing: the lexicon `claims/statements/events.en.yaml`. Below every stage."""

from __future__ import annotations

from functools import cache

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.values.words import stem


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """The lexicon, its words as stems."""

    gatherings: frozenset[str]
    gathering_acts: frozenset[str]
    standing_acts: frozenset[str]
    made_acts: frozenset[str]
    idle: frozenset[str]


@cache
def event_words() -> EventWords:
    """The lexicon of events told by their nouns."""
    data = load_yaml("claims/statements/events.en.yaml")
    return EventWords(**{key: frozenset(stem(word) for word in words) for key, words in data.items()})
