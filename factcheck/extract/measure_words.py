"""Extract, part: what a figure measures, told by the verb before it or the words behind it, and the dimension of its unit.

`runs for 14 km` is a length, `draws 2.8 m` a draught, `reaches 96 m` a height if a spire does it and a depth if a shaft
does; `12 m across` is a width. The words stand in `claims/measures.en.yaml`; `measured.py` asks here last.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from factcheck.data import load_yaml
from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import BE, HAVE, closed_class
from factcheck.extract.tags import Tag
from factcheck.frozen import dataclass
from factcheck.values.units import dimension_of
from factcheck.values.words import stem


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureVerb:
    """A verb with what follows it up to the figure, as offsets in the block, and the measures that it may tell."""

    start: int
    end: int
    measure: str = ""
    """The measure, where the verb tells it of any subject."""
    by_noun: bool = False
    """Whether the noun of the subject decides."""


def verb_of_measure(sentence: Clauses, at: int, unit: str) -> MeasureVerb | None:
    """The verb right before a figure that starts at an offset, if it says what a figure of that unit measures."""
    table, dimension = _table(), _dimension(unit)
    if dimension not in table.dimensions:
        return None
    words, tags = sentence.tokens, sentence.grammar.tags
    last = bisect_left(words, at, key=lambda t: t.start)
    while last > 0 and words[last - 1].low in _SOFTENERS:
        last -= 1
    for length in range(min(table.longest, last), 0, -1):
        first = last - length
        stems = tuple(_plain(t.low) for t in words[first:last])
        measure = table.before.get((dimension, stems), "")
        by_noun = dimension == "length" and stems in table.by_noun
        # `the hedge, now quite wild, runs for ninety metres`: with its preposition a form in -s is surely the verb
        is_verb = tags[first] in (Tag.VERB, Tag.AUXILIARY) or (length > 1 and words[first].low.endswith(("s", "ed")))
        if (measure or by_noun) and is_verb:
            return MeasureVerb(start=words[first].start, end=words[last - 1].end, measure=measure, by_noun=by_noun)
    return None


def measure_behind(sentence: Clauses, at: int, unit: str) -> str:
    """What the words behind a figure that ends at an offset say that it measures: `12 m across`; else empty."""
    table, dimension = _table(), _dimension(unit)
    if dimension not in table.dimensions:
        return ""
    words = sentence.tokens
    first = bisect_left(words, at, key=lambda t: t.start)
    for length in range(min(table.longest, len(words) - first), 0, -1):
        lows = tuple(t.low for t in words[first : first + length])
        if measure := table.behind.get((dimension, lows), ""):
            return measure
    return ""


def measure_by_noun(stems: tuple[str, ...]) -> str:
    """Whether what such a subject reaches is a height or a depth; empty where its noun does not tell."""
    return _table().nouns.get(stems[-1], "") if stems else ""


_SOFTENERS = closed_class("softeners")
"""Words that may stand between the verb and its figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    before: dict[tuple[str, tuple[str, ...]], str]
    behind: dict[tuple[str, tuple[str, ...]], str]
    by_noun: frozenset[tuple[str, ...]]
    nouns: dict[str, str]
    dimensions: frozenset[str]
    longest: int


@cache
def _table() -> _Table:
    data = load_yaml("claims/measures.en.yaml")
    before = {
        (dimension, tuple(_plain(w) for w in phrase.split())): measure
        for dimension, measures in data["before"].items()
        for measure, phrases in measures.items()
        for phrase in phrases
    }
    behind = {
        (dimension, tuple(phrase.split())): measure
        for dimension, measures in data["behind"].items()
        for measure, phrases in measures.items()
        for phrase in phrases
    }
    nouns = data["by noun"]
    by_noun = frozenset(tuple(_plain(w) for w in phrase.split()) for phrase in nouns["verbs"])
    return _Table(
        before=before,
        behind=behind,
        by_noun=by_noun,
        nouns={stem(noun): measure for measure in ("height", "depth") for noun in nouns[measure]},
        dimensions=frozenset(dimension for dimension, _ in (*before, *behind)),
        longest=max(len(key[1]) for key in (*before, *behind)),
    )


def _dimension(unit: str) -> str:
    found = dimension_of(unit) if unit else ""
    return "money" if found.startswith("money:") else "speed" if found == "length/time" else found


def _plain(word: str) -> str:
    return "be" if word in BE else "have" if word in HAVE else stem(word)
