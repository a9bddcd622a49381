"""Extract, part: noun phrases as stretches of tokens, their heads and stems, and where clauses end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count

from factcheck.extract.closed_words import AUXILIARIES, PREPOSITIONS, closed_class
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.word_hints import hint_of
from factcheck.frozen import dataclass
from factcheck.values.words import Token, WordTable, fold, function_words, stem

RELATIVES = frozenset({"which", "who", "that", "whose", "whom", "where"})
SUBORDINATORS = closed_class("subordinators")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as token indices, first inclusive, last exclusive."""

    first: int
    last: int


def clause_breaks(
    tokens: Sequence[Token], lows: Sequence[str], predicates: Sequence[PredicateMention], hints: int
) -> list[int]:
    """For each token the number of clause boundaries before it; `lows` are the tokens in lower case."""
    if not hints & _MAY_BREAK:
        return [0] * len(lows)
    noun = Form.NOUN
    verbs = {k for p in predicates if p.form is not noun for k in range(p.first, p.last + 1)}
    last_verb = max(verbs, default=-1)
    numbers: list[int] = []
    level = 0
    for k in compress(count(), map(_BREAKING.__contains__, lows)):
        word, before = lows[k], lows[k - 1] if k else ""
        if (
            word in _CLOSING
            or (word == "–" and k and tokens[k - 1].end < tokens[k].start)
            or (before == "," and word in _AFTER_COMMA)
            or (before == "," and word in _CONJUNCTIONS and last_verb > k)
            or (word in ("and", "but") and k + 1 < len(tokens) and (k + 1 in verbs or lows[k + 1] in AUXILIARIES))
            or (word in _SUBORDINATE and k and before != ",")
        ):
            numbers += [level] * (k - len(numbers))
            level += 1
    return numbers + [level] * (len(lows) - len(numbers))


_CLOSING = frozenset(";:()[]—")
_AFTER_COMMA = RELATIVES | {"but", "while", "whereas", "although", "though", "because", "when", "after", "before", "until", "so"}  # fmt: skip
_CONJUNCTIONS = frozenset({"and", "or", "nor"})
_SUBORDINATE = frozenset({"if", "unless", "while", "whereas", "because", "although", "that", "when"})
_BREAKING = _CLOSING | _AFTER_COMMA | _CONJUNCTIONS | _SUBORDINATE | {"–"}
_MAY_BREAK = hint_of(_BREAKING.__contains__)


def head_group(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """The phrase up to its first preposition: determiner, adjectives and head noun; of `two of its spans` the spans."""
    if (at := _partitive_at(tokens, phrase)) is not None:
        phrase = Phrase(at + 2, phrase.last)
    for k in range(phrase.first + 1, phrase.last):
        if tokens[k].low in PREPOSITIONS:
            return Phrase(phrase.first, k)
    return phrase


def _partitive_at(tokens: Sequence[Token], phrase: Phrase) -> int | None:
    """The token of a number of things that a phrase takes from others or is made of: `three of the wards`, `a pair of swans`."""
    at = phrase.first + (tokens[phrase.first].low in ("the", "a", "an", "another", "about", "some"))
    is_partitive = at + 2 < phrase.last and tokens[at].low in _PARTITIVES and tokens[at + 1].low == "of"
    return at if is_partitive else None


_PARTITIVES = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "pair", "couple", "maximum", "minimum", "handful", "dozen", "dozens", "number", "whole", "bulk", "entirety"})  # fmt: skip


def is_of_some(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a phrase is of some of certain things, or of a pair of them: `two of its spans`, `a pair of swans`."""
    at = _partitive_at(tokens, phrase)
    return at is not None and tokens[at].low not in _OF_ALL


_OF_ALL = frozenset({"whole", "bulk", "entirety", "number", "maximum", "minimum"})


def stems_of(tokens: Sequence[Token], phrase: Phrase) -> tuple[str, ...]:
    """The stems of a phrase's content words, the head last."""
    stems = map(_STEMS.__getitem__, [token.text for token in tokens[phrase.first : phrase.last]])
    return tuple([root for root in stems if root is not None])


def _stem_of(word: str) -> str | None:
    """The stem of a content word; None for marks, numbers and words of grammar."""
    return stem(word) if word[0].isalpha() and fold(word) not in function_words() else None


_STEMS = WordTable(_stem_of)


def holds_matter(texts: Sequence[str]) -> bool:
    """Whether one of some words is a content word, so that `stems_of` would tell something."""
    return any(map(_IS_MATTER.__getitem__, texts))


_IS_MATTER = WordTable(lambda word: _stem_of(word) is not None)
