"""Extract, part of clauses: the noun phrase that a value without a verb hangs on: `the Treaty of Utrecht in 1713`."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from factcheck.extract.closed_words import AUXILIARIES, BE, DIMENSIONS, HAVE, PREPOSITIONS
from factcheck.extract.phrases import Phrase, stems_of
from factcheck.extract.tags import VERBAL, Tag
from factcheck.patterns import pattern_of

if TYPE_CHECKING:
    from factcheck.extract.clauses import Clauses

_EVENT_OF = pattern_of(
    r"\b(?:after|before|following)\s(?P<what>(?:the|an?|its|their|his|her)\s(?!(?:end|close|start|beginning)\sof\s)(?:[a-z-]+\s){0,2}[a-z-]+)\sof\s\Z",
    re.I,
)


def _is_dimension_behind(sentence: Clauses, at: int) -> bool:
    """Whether `long`, `wide` or the like stands behind the measure that begins there."""
    k = sentence.at(at)
    while k < len(sentence.tokens) and k in sentence.blocked:
        k += 1
    return k < len(sentence.tokens) and sentence.lows[k] in DIMENSIONS


def dates_event(sentence: Clauses, start: int) -> bool:
    """Whether a time only tells which event is meant: `rebuilt after the fire of 1934`."""
    text = sentence.block.text
    return text.endswith(" of ", 0, start) and bool(_EVENT_OF.search(text, max(sentence.start, start - 60), start))


_VERSION = re.compile(r"\d+(?:\.\d+)+")


def phrase_before(sentence: Clauses, at: int) -> Phrase | None:
    """The noun phrase that a bare time hangs on: `the Treaty of Utrecht in 1713`, `the mill of 1874`."""
    words = sentence.tokens
    if (event := _EVENT_OF.search(sentence.block.text, max(sentence.start, at - 60), at)) is not None:
        return Phrase(sentence.index(event.start("what")), sentence.index(event.end("what")))
    last = end = bisect_right(sentence.ends, at)
    while end > 0 and (
        end - 1 in sentence.blocked or words[end - 1].low in ("in", "of", "on", "from", "the", "(", ",", "since")
    ):
        end -= 1
    if 0 < end < len(words) and words[end].text == "(" and _VERSION.fullmatch(words[end - 1].text):
        return Phrase(end - 1, end)  # `has been there since 5.4 (November 2021)`
    if end > 1 and words[end - 1].text == ":":
        # `First beta: 3 May 2021`: a label, and its value after the colon
        end -= 1
        first = end
        while first > 0 and end - first < 9 and words[first - 1].text not in ".;:—–!?":
            first -= 1
        if any(sentence.grammar.tags[k] in (Tag.VERB, Tag.AUXILIARY, Tag.PRONOUN) for k in range(first, end)):
            return None  # a clause and no label: `It has eased since: December was quiet`
        return _with_matter(sentence, first, end)
    owner = _owner_before(sentence, end)
    if owner is not None:
        return owner
    if end < last and words[end].text == "," and end > 0 and _is_dimension_behind(sentence, at):
        return sentence.grammar.ending_at(end - 1)  # `An extension to Cape Sorrel, 4.2 kilometres long, is`
    copula = end
    while copula > 0 and (
        words[copula - 1].low in AUXILIARIES
        or words[copula - 1].low in ("about", "some", "nearly", "measures", "measured", "just", "exactly", "around")
    ):
        copula -= 1
    if (
        copula < end
        and copula > 0
        and any(
            words[k].low in BE or words[k].low in HAVE or words[k].low in ("measures", "measured")
            for k in range(copula, end)
        )
    ):
        # `the main span of the bridge is 384 metres long`: the subject of the copula
        found = sentence.grammar.subject(copula)
        if found is not None:
            return found
    verb = next((k for k in range(end - 1, max(-1, end - 9), -1) if sentence.grammar.tags[k] in VERBAL), None)
    if verb is not None and sentence.breaks[verb] == sentence.breaks[min(last, len(words) - 1)]:
        if (found := sentence.grammar.subject(verb)) is not None:
            return found
    first = end
    while (
        first > 0
        and end - first < 8
        and words[first - 1].text not in ",.;:()—–"
        and words[first - 1].low not in ("and", "that", "which", "was", "is", "were", "by", "to", "with", "in", "from")
    ):
        first -= 1
    return _with_matter(sentence, first, end)


def _owner_before(sentence: Clauses, end: int) -> Phrase | None:
    """The subject of `has a capacity of`, before the index of the value: whose measure it is."""
    words = sentence.tokens
    k = end - 1
    while k > 0 and end - k < 6 and words[k].low[0].isalpha() and words[k].low not in HAVE:
        if words[k].low in PREPOSITIONS and words[k].low != "of":
            return None
        k -= 1
    if k <= 0 or words[k].low not in HAVE or k + 1 >= end or words[k + 1].low not in ("a", "an", "the"):
        return None
    return sentence.grammar.subject(k)


def _with_matter(sentence: Clauses, first: int, end: int) -> Phrase | None:
    """A phrase without the prepositions and softeners at its ends; none if nothing is left that names a thing."""
    words = sentence.tokens
    while first < end and words[first].low in _SOFT:
        first += 1
    while first < end and words[end - 1].low in _SOFT_LAST:
        end -= 1
    phrase = Phrase(first, end)
    if first < end and all([k in sentence.blocked or words[k].low in _AWAY for k in range(first, end)]):
        return None  # `two weeks ahead, for three hours`
    return phrase if first < end and stems_of(words, phrase) else None


_AWAY = frozenset(["ahead", "before", "after", "later", "earlier", "away", "apart"])


_SOFT = PREPOSITIONS | frozenset(["just", "only", "about", "over", "more", "less", "than", "almost", "nearly", "at", "least", "some", "also", "still", "exactly"])  # fmt: skip
_SOFT_LAST = _SOFT | {"the", "a", "an"}
