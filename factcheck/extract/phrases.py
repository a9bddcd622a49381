"""Extract, part: the noun phrases around a predicate: who does it, what it is done to, and their head nouns.

A shallow reading by closed classes and punctuation, without a tagger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.extract.predicates import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    Form,
    PredicateMention,
    predicate_class,
)
from factcheck.values.words import Token, fold, function_words, stem

RELATIVES = frozenset({"which", "who", "that", "whose", "whom", "where"})
SUBORDINATORS = frozenset(
    [
        "when",
        "while",
        "whereas",
        "although",
        "though",
        "because",
        "since",
        "until",
        "after",
        "before",
        "if",
        "unless",
        "once",
        "as",
        "that",
        "than",
        "so",
        "but",
        "and",
        "or",
        "nor",
    ]
)
_MARKS = frozenset(',;:()[]"“”—–!?.…|')


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as token indices, first inclusive, last exclusive."""

    first: int
    last: int


def clause_breaks(tokens: Sequence[Token], predicates: Sequence[PredicateMention]) -> list[int]:
    """For each token the number of clause boundaries before it."""
    verbs = {k for p in predicates if p.form is not Form.NOUN for k in range(p.first, p.last + 1)}
    last_verb = max(verbs, default=-1)
    level, numbers = 0, []
    before = ""
    for k, token in enumerate(tokens):
        word = token.low
        if word in _BREAKING:
            if (
                word in _CLOSING
                or (word == "–" and k and tokens[k - 1].end < token.start)
                or (before == "," and word in _AFTER_COMMA)
                or (before == "," and word in _CONJUNCTIONS and last_verb > k)
                or (
                    word in ("and", "but")
                    and k + 1 < len(tokens)
                    and (k + 1 in verbs or tokens[k + 1].low in AUXILIARIES)
                )
                or (word in _SUBORDINATE and k and before != ",")
            ):
                level += 1
        before = word
        numbers.append(level)
    return numbers


_CLOSING = frozenset(";:()[]—")
_AFTER_COMMA = RELATIVES | {"but", "while", "whereas", "although", "though", "because", "when", "after", "before", "until", "so"}  # fmt: skip
_CONJUNCTIONS = frozenset({"and", "or", "nor"})
_SUBORDINATE = frozenset({"while", "whereas", "because", "although", "that", "when"})
_BREAKING = _CLOSING | _AFTER_COMMA | _CONJUNCTIONS | _SUBORDINATE | {"–"}


def subject_of(
    tokens: Sequence[Token], predicate: PredicateMention, predicates: Sequence[PredicateMention], blocked: set[int]
) -> Phrase | None:
    """The noun phrase before a verb; a relative pronoun or a participle reaches back to the noun before its comma."""
    at = predicate.first - 1
    while at >= 0 and (tokens[at].low in AUXILIARIES or tokens[at].low.endswith("ly")):
        at -= 1
    if at >= 0 and tokens[at].low in RELATIVES:
        at -= 1
        if at >= 0 and tokens[at].text == ",":
            at -= 1
        if at >= 0 and tokens[at].text == ")":
            at = _before_bracket(tokens, at)
    elif at >= 0 and tokens[at].text == ":":
        # `Water advisory, in force from Monday: lifted on Friday`: what stands before the colon, without its additions
        colon = at
        at = next((k - 1 for k in range(1, colon) if tokens[k].text in ",("), colon - 1)
    elif at >= 0 and tokens[at].text == ")":
        # `The Society (founded as a club) moved`: what stands before the bracket
        at = _before_bracket(tokens, at)
    elif at >= 0 and tokens[at].text == ",":
        at = _before_parenthesis(tokens, at)
        if at >= 0 and tokens[at].text == ")":
            at = _before_bracket(tokens, at)
    elif at >= 1 and tokens[at].low in ("and", "but") and (shared := _shared_subject(tokens, at, predicates)):
        return subject_of(tokens, shared, predicates, blocked)
    end = at + 1
    verbs = {k for p in predicates if p.form is not Form.NOUN for k in range(p.first, p.last + 1)}
    while at >= 0:
        word = tokens[at].low
        if tokens[at].text in _MARKS or at in verbs or word in RELATIVES or word in AUXILIARIES:
            break
        if word in SUBORDINATORS and word not in ("and", "or"):
            break
        at -= 1
    return _trimmed(tokens, at + 1, end, blocked)


def _before_bracket(tokens: Sequence[Token], closing: int) -> int:
    """The index before the bracket that closes there."""
    opening = next((k for k in range(closing - 1, max(-1, closing - 24), -1) if tokens[k].text == "("), None)
    return opening - 1 if opening else closing


def _before_parenthesis(tokens: Sequence[Token], comma: int) -> int:
    """Skips `, the mayor,` between a subject and its verb; without an opening comma the comma itself."""
    for k in range(comma - 1, max(-1, comma - 14), -1):
        if tokens[k].text in ".;:()":
            break
        if tokens[k].text == "," and k > 0 and comma - k > 1:
            return k - 1
    return comma - 1


def _shared_subject(
    tokens: Sequence[Token], conjunction: int, predicates: Sequence[PredicateMention]
) -> PredicateMention | None:
    """The verb before an `and` whose subject the second verb shares."""
    earlier = [p for p in predicates if p.form is not Form.NOUN and p.last < conjunction]
    return earlier[-1] if earlier and conjunction - earlier[-1].last < 16 else None


def object_of(
    tokens: Sequence[Token], predicate: PredicateMention, predicates: Sequence[PredicateMention], blocked: set[int]
) -> Phrase | None:
    """The noun phrase right after a verb, with its `of`."""
    start = predicate.last + 1
    if start >= len(tokens) or tokens[start].low in PREPOSITIONS | {"that", "and", "but"} or start in blocked:
        return None
    verbs = {k for p in predicates if p.form is not Form.NOUN for k in range(p.first, p.last + 1)}
    at = start
    while at < len(tokens):
        word = tokens[at].low
        if tokens[at].text in _MARKS or at in verbs or at in blocked or word in RELATIVES:
            break
        if word in PREPOSITIONS and word != "of" and at > start:
            break
        if word in SUBORDINATORS and word not in ("and", "or"):
            break
        at += 1
    return _trimmed(tokens, start, at, blocked)


def complement_of(
    tokens: Sequence[Token], predicate: PredicateMention, predicates: Sequence[PredicateMention], blocked: set[int]
) -> Phrase | None:
    """What an event noun is of: `the signing of the treaty`, or the nouns before it: `the levee breach`, `its opening`."""
    at = predicate.last + 1
    if at < len(tokens) and tokens[at].low in ("of", "for", "by", "to", "from", "between", "with"):
        found = object_of(tokens, PredicateMention(first=at, last=at, name="", form=Form.NOUN), predicates, blocked)
        if found:
            return found
    start = predicate.first
    verbs = {k for p in predicates if p.form is not Form.NOUN for k in range(p.first, p.last + 1)}
    while start > 0 and predicate.first - start < 5:
        word = tokens[start - 1].low
        if (
            tokens[start - 1].text in _MARKS
            or word in PREPOSITIONS
            or word in DETERMINERS
            or start - 1 in verbs
            or word in SUBORDINATORS
            or word in AUXILIARIES
            or start - 1 in blocked
        ):
            break
        start -= 1
    return _trimmed(tokens, start, predicate.first, blocked) if start < predicate.first else None


def _trimmed(tokens: Sequence[Token], first: int, last: int, blocked: set[int]) -> Phrase | None:
    """Drops what cannot begin or end a noun phrase: times, prepositional openings, marks."""
    while first < last and (first in blocked or tokens[first].text in _MARKS):
        first += 1
    if first < last and tokens[first].low in PREPOSITIONS:
        # `In 1990 the bridge`, `At dawn the government`: the phrase begins at the next determiner, if there is one
        follow = next(
            (k for k in range(first + 1, last) if tokens[k].low in ("the", "a", "an", "its", "their", "his", "her")),
            None,
        )
        after_time = next((k + 1 for k in range(last - 1, first, -1) if k in blocked), None)
        start = after_time if after_time and after_time < last else follow
        if start is None or start == first + 1:
            return None
        first = start
    while last > first and (
        last - 1 in blocked or tokens[last - 1].text in _MARKS or tokens[last - 1].low in ("and", "or", "also")
    ):
        last -= 1
    return Phrase(first, last) if first < last else None


def head_group(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """The phrase up to its first preposition: determiner, adjectives and head noun."""
    for k in range(phrase.first + 1, phrase.last):
        if tokens[k].low in PREPOSITIONS:
            return Phrase(phrase.first, k)
    return phrase


def stems_of(tokens: Sequence[Token], phrase: Phrase) -> tuple[str, ...]:
    """The stems of a phrase's content words, the head last."""
    skip = function_words()
    return tuple(
        [
            stem(word)
            for k in range(phrase.first, phrase.last)
            if (word := tokens[k].text)[0].isalpha() and fold(word) not in skip
        ]
    )


_PRONOUNS = frozenset(["it", "he", "she", "they", "we", "you", "this", "that", "these", "those", "who", "which"])


def _is_empty(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a phrase names nothing: no content word and no pronoun."""
    return not stems_of(tokens, phrase) and not any(
        tokens[k].low in _PRONOUNS for k in range(phrase.first, phrase.last)
    )


def theme_of(
    tokens: Sequence[Token], predicate: PredicateMention, predicates: Sequence[PredicateMention], blocked: set[int]
) -> tuple[Phrase | None, Phrase | None]:
    """What the event happens to, and who else takes part: the theme and the other argument."""
    if predicate.form is Form.NOUN:
        return complement_of(tokens, predicate, predicates, blocked) or Phrase(
            predicate.first, predicate.last + 1
        ), None
    subject = subject_of(tokens, predicate, predicates, blocked)
    if predicate.form is Form.PHRASE and (subject is None or _is_empty(tokens, subject)) and not predicate.passive:
        # `an agreement was reached`: the noun stands inside the phrase
        inside = object_of(tokens, predicate, predicates, blocked)
        return inside or Phrase(predicate.first, predicate.first + 1), None
    if predicate.passive:
        return subject, None
    target = object_of(tokens, predicate, predicates, blocked)
    known = predicate_class(predicate.name)
    if known is not None and known.theme == "subject":
        return (subject, target) if subject is not None else (target, None)
    return (target, subject) if target is not None else (subject, None)
