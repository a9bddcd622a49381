"""The words of a claim in their normal form, for whatever compares claims with words that a user wrote."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.model.claim import Claim, ClaimType
from factcheck.values.names import name_tokens
from factcheck.values.words import content_words, stem, synonym

SAID_ANYWAY = frozenset(
    stem(word)
    for word in (
        "deadline", "date", "day", "last", "final", "closing", "close", "due", "end", "time", "number", "total", "value",
    )
)  # fmt: skip
"""Words of labels that name no thing: the closing date of a call is the date of the call."""

_MEASURING = frozenset(
    stem(verb) for verb in ("cover", "measure", "span", "stand", "weigh", "hold", "contain", "comprise", "amount")
)
"""Verbs that say no more than that something has a measure."""


def synonyms(words: Iterable[str]) -> set[str]:
    """The heads of the groups of synonyms of some stems."""
    return {synonym(word) for word in words if word}


def stems_of_names(names: Iterable[str]) -> set[str]:
    """The stems of the words of names, with their numbers."""
    return synonyms(stem(token) for name in names for token in name_tokens(name))


def words_of(claim: Claim) -> set[str]:
    """Everything that a claim, its labels and its heads say, but its value."""
    said = (*claim.theme, *claim.context, *claim.labels, *claim.heads, claim.measure)
    said = (*said, *content_words(claim.predicate_words), *content_words(claim.entity), claim.predicate)
    return synonyms(said) | stems_of_names(claim.entities)


def words_beyond(claim: Claim, known: set[str], predicate: str) -> set[str]:
    """The words for what a claim is about that are not among the known ones: then it is about something more or else."""
    more = synonyms(claim.theme) - known - SAID_ANYWAY
    if claim.type is ClaimType.QUANTITY:
        more -= _MEASURING
    if claim.measure:
        more -= synonyms([claim.measure])
    if claim.type is ClaimType.ROLE or (claim.predicate == predicate and claim.extractor not in ("table", "pair")):
        more -= synonyms(content_words(claim.predicate_words))
    return more


def other_subject(claim: Claim, known: set[str], subject: Iterable[str] = ()) -> str:
    """A named subject of the claim that the known words do not name."""
    own = set(subject)
    return next((e for e in claim.subject if e not in own and not stems_of_names([e]) <= known), "")
