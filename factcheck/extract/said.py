"""Extract, part: the words by which something is said, for people: a verb with its auxiliaries, its `not` and its particle.

The class of a predicate serves to compare (`withdraw` for `left 1,150 homes without water`); these words serve to read.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.grammar import Tag
from factcheck.extract.predicates import BE, HAVE, Form, PredicateMention
from factcheck.values.words import Token

_PARTICLES = frozenset(["up", "out", "off", "down", "back", "away", "over", "on"])
_DROPPED = frozenset(["also", "already", "only", "then", "first", "finally", "now", "just", "even", "soon", "still", "therefore", "thus", "instead", "later", "both", "all"])  # fmt: skip
_LONGEST = 6


def said_by(
    words: Sequence[Token], tags: Sequence[Tag], predicate: PredicateMention, blocked: set[int]
) -> str:
    """The words of a predicate as they stand, with what belongs to its verb: `has not been raised`, `gave up`."""
    group = [words[k].text for k in range(predicate.first, predicate.last + 1)]
    if predicate.form is Form.NOUN or tags[predicate.first] is not Tag.VERB:
        return " ".join(group)
    k = predicate.first - 1
    while k >= 0 and predicate.first - k <= _LONGEST and k not in blocked and _goes_with_verb(words[k], tags[k]):
        if words[k].low not in _DROPPED and not (words[k].low.endswith("ly") and tags[k] is Tag.ADVERB):
            group.insert(0, words[k].text)
        k -= 1
    after = predicate.last + 1
    if after < len(words) and after not in blocked and words[after].low in _PARTICLES:
        follows = words[after + 1].low if after + 1 < len(words) else ""
        if words[after].low != "on" and words[after].low != "over" or not follows or not follows[0].isalnum():
            group.append(words[after].text)
    return " ".join(group)


def said_by_copula(words: Sequence[Token], tags: Sequence[Tag], at: int) -> str:
    """The forms of `be` and `have` before a value that no other verb governs: `is`, `has`, `will be`."""
    k, steps = at - 1, 0
    while k >= 0 and steps < 6 and tags[k] not in (Tag.COMMA, Tag.STOP, Tag.OPENING, Tag.CLOSING, Tag.VERB):
        if tags[k] is Tag.AUXILIARY and words[k].low in BE | HAVE:
            first = k
            while first > 0 and tags[first - 1] is Tag.AUXILIARY:
                first -= 1
            return " ".join(words[n].text for n in range(first, k + 1) if words[n].low not in _DROPPED)
        k, steps = k - 1, steps + 1
    return ""


def _goes_with_verb(word: Token, tag: Tag) -> bool:
    return tag is Tag.AUXILIARY or (tag is Tag.ADVERB and (word.low in ("never", "not", "n't") or word.low in _DROPPED or word.low.endswith("ly")))
