"""Extract, part of clauses: which of two coordinated verbs a time between them is of.

`treated 40 people and by 1908 were running two wards`: of the verb behind. `was organist from 1871 to 1889, taught the choir`:
of what stands before, though the nearest verb is the one behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.extract.closed_words import BE, HAVE, PREPOSITIONS
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.tags import BEFORE_VERB, VERBAL, Tag

if TYPE_CHECKING:
    from factcheck.extract.clauses import Clauses

_JOINING = frozenset(["and", "but", "then"])
_SEPARATES = frozenset([Tag.COMMA, Tag.CONJUNCTION, Tag.STOP])
_BEING = BE | HAVE


def verb_joined_behind(sentence: Clauses, first: int, last: int) -> PredicateMention | None:
    """The verb right behind a time that itself stands right behind `and`: `sold the mill and in 1994 bought the quarry`."""
    lows, tags = sentence.lows, sentence.grammar.tags
    k = first
    while k and (k - 1 in sentence.blocked or lows[k - 1] in PREPOSITIONS or lows[k - 1] in ("about", "around")):
        k -= 1
    if not k or lows[k - 1] not in _JOINING:
        return None
    at = last + 1
    while at < len(tags) and (tags[at] in BEFORE_VERB or tags[at] is Tag.COMMA) and at - last < 5:
        at += 1
    return next((p for p in sentence.predicates if p.first == at and p.form is not Form.NOUN), None)


def verb_behind_insertion(sentence: Clauses, first: int, last: int) -> PredicateMention | None:
    """The verb right behind a figure that stands with its preposition between commas: `the board, by nine votes to two, decided`."""
    lows, tags = sentence.lows, sentence.grammar.tags
    if first < 3 or lows[first - 1] not in ("by", "with", "after", "at", "for") or tags[first - 2] is not Tag.COMMA:
        return None
    if tags[first - 3] is not Tag.NOUN:
        return None
    comma = next((k for k in range(last + 1, min(len(tags), last + 5)) if tags[k] is Tag.COMMA), 0)
    at = comma + 1
    while comma and at < len(tags) and tags[at] in BEFORE_VERB:
        at += 1
    return next((p for p in sentence.predicates if comma and p.first == at and p.form is not Form.NOUN), None)


def verb_of_list(sentence: Clauses, first: int, last: int) -> PredicateMention | None:
    """The verb before the first semicolon, where nothing behind it is a clause: `is survived by two sons; a brother; and six grandchildren`."""
    tags, lows = sentence.grammar.tags, sentence.lows
    opening = lows.index(";")
    if opening > first:
        return None
    if any(tags[k] in VERBAL or tags[k] in (Tag.RELATIVE, Tag.PRONOUN) for k in range(opening, last + 1)):
        return None
    end = next((k for k in range(last + 1, len(lows)) if tags[k] in (Tag.STOP, Tag.COMMA)), len(lows))
    if any(tags[k] in VERBAL for k in range(last + 1, end)):
        return None
    verbs = [p for p in sentence.predicates if p.last < opening and p.form is not Form.NOUN]
    return verbs[-1] if verbs and opening - verbs[-1].last < 14 else None


def is_of_state_before(sentence: Clauses, predicate: PredicateMention, first: int, last: int) -> bool:
    """Whether a time is of a form of `be` or `have` before it, and not of a verb of another clause before or behind."""
    if predicate.form is Form.NOUN:
        return False
    tags, breaks = sentence.grammar.tags, sentence.breaks
    if predicate.last < first and _is_in_relative(sentence, predicate, first):
        return True
    is_before = predicate.last < first
    if is_before and (breaks[predicate.last] == breaks[first] or not _is_figure(sentence, first)):
        return False
    if not is_before and not any(tags[k] in _SEPARATES for k in range(last + 1, predicate.first)):
        return False
    for k in range(first - 1, -1, -1):
        if tags[k] is Tag.VERB or tags[k] is Tag.RELATIVE or breaks[k] != breaks[first]:
            return False
        if tags[k] is Tag.AUXILIARY:
            if k + 1 < first and tags[k + 1] is Tag.COMMA:
                return False  # `is handed down, that is, on 7 June`
            return sentence.lows[k] in _BEING and tags[k + 1] not in VERBAL
    return False


def _is_in_relative(sentence: Clauses, predicate: PredicateMention, first: int) -> bool:
    """Whether a verb is of a relative clause between commas behind which the value's own copula comes.

    `Mr Adair, who gave evidence, was its manager from 2014`.
    """
    tags, lows = sentence.grammar.tags, sentence.lows
    copula = next((k for k in range(first - 1, predicate.last + 1, -1) if tags[k] in VERBAL), None)
    if copula is None or lows[copula] not in _BEING or tags[copula - 1] is not Tag.COMMA or tags[copula + 1] in VERBAL:
        return False
    lead = predicate.first - 1
    while lead > 0 and tags[lead] in (Tag.AUXILIARY, Tag.ADVERB):
        lead -= 1
    return lead > 0 and tags[lead] is Tag.RELATIVE and tags[lead - 1] is Tag.COMMA


def _is_figure(sentence: Clauses, first: int) -> bool:
    """Whether a value is a time or a number, and no name of a place."""
    return first in sentence.blocked or sentence.texts[first][0].isdigit()
