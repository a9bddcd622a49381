"""Extract, part: the noun phrases around a place of a sentence: the subject of a verb there, what ends before it or begins behind."""

from __future__ import annotations

from bisect import bisect_left

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import DETERMINERS, DIMENSIONS, PREPOSITIONS
from factcheck.extract.phrases import Phrase, stems_of
from factcheck.extract.predicate_mention import Form
from factcheck.extract.tags import Tag
from factcheck.values.words import function_words


def subject_of(sentence: Clauses, at: int) -> tuple[int, int] | None:
    """The subject of a verb that stands there: by the grammar where it is one of its verbs, else the phrase before it."""
    words = sentence.tokens
    k = bisect_left(words, at, key=lambda t: t.start)
    if k < len(words) and (k == 0 or words[k - 1].low in ("which", "that", "who") or sentence.grammar.tags[k] in (Tag.VERB, Tag.AUXILIARY)):  # fmt: skip
        phrase = sentence.grammar.subject(k)
        if phrase is not None:
            return words[phrase.first].start, words[phrase.last - 1].end
        return None
    return phrase_ending(sentence, at)


_DIMENSIONS = DIMENSIONS | {"apart"}
_NO_PART = frozenset([",", ".", ";", ":", "(", ")", "—", "–", '"', "“", "”"])


def phrase_ending(sentence: Clauses, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before an offset, with what follows its `of`."""
    words, tags = sentence.tokens, sentence.grammar.tags
    last = bisect_left(words, end, key=lambda t: t.end)
    last = last + 1 if last < len(words) and words[last].end == end else last
    while last > 0 and tags[last - 1] in (Tag.ADVERB, Tag.COMMA):
        last -= 1
    first = last
    while first > 0 and last - first < 9:
        token, tag = words[first - 1], tags[first - 1]
        if token.text in _NO_PART or tag in (Tag.VERB, Tag.AUXILIARY, Tag.CONJUNCTION, Tag.RELATIVE, Tag.SUBORDINATOR, Tag.STOP):  # fmt: skip
            break
        if tag is Tag.PREPOSITION and token.low != "of":
            break
        first -= 1
        if tag is Tag.DETERMINER and (first == 0 or words[first - 1].low != "of"):
            break
    while first < last and words[first].low in PREPOSITIONS:
        first += 1
    if first >= last or not stems_of(words, Phrase(first, last)):
        return None
    return words[first].start, words[last - 1].end


def nouns_behind(sentence: Clauses, at: int) -> tuple[int, int] | None:
    """The nouns right behind an offset, up to a verb, a preposition or the end of their phrase."""
    words, tags = sentence.tokens, sentence.grammar.tags
    first = bisect_left(words, at, key=lambda t: t.start)
    last = first
    while last < len(words) and last - first < 4 and tags[last] is Tag.NOUN:
        low = words[last].low
        if not low[0].isalpha() or low in function_words() or low in DETERMINERS:
            break
        last += 1
    return (words[first].start, words[last - 1].end) if last > first else None


def thing_after(sentence: Clauses, at: int) -> tuple[int, int] | None:
    """What a bare measure is of: `420 g wholegrain flour`, `400 m of rope`."""
    words = sentence.tokens
    first = next((k for k, t in enumerate(words) if t.start >= at), len(words))
    if first < len(words) and words[first].low == "of":
        first += 1
    while first < len(words) and words[first].low in DETERMINERS:
        first += 1
    last = first
    if first < len(words) and words[first].low in _DIMENSIONS:
        return None  # `5 cm deep`
    verbs = {p.first for p in sentence.predicates if p.form is not Form.NOUN}
    while last < len(words) and last - first < 5 and last not in verbs and last not in sentence.blocked:
        low = words[last].low
        if not low[0].isalpha() or low in PREPOSITIONS or low in function_words():
            break
        last += 1
    return (words[first].start, words[last - 1].end) if last > first else None
