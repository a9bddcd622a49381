"""Extract, part of verb or noun: what a word may be by itself: only a verb, a plural, a past like its base form, an amount."""

from __future__ import annotations

from factcheck.extract.closed_words import BE, DETERMINERS, DO, HAVE, MODALS, PREPOSITIONS, closed_class
from factcheck.extract.predicate_lexicon import lexicon_of_predicates
from factcheck.extract.verb_forms import lemma
from factcheck.values.words import stem

COUNTING = closed_class("counting")
PLURAL_FINITE = frozenset(["are", "were", "have", "had", "do"]) | (MODALS - {"to"})
NEVER_NOUNS = closed_class("never nouns")
NEVER_NOUN_STEMS = frozenset(map(stem, NEVER_NOUNS))
SAME_PARTICIPLES = closed_class("same participles")
OUTWARD = frozenset(["out", "off", "down", "up", "back", "away", "aside"])
UNCHANGED = closed_class("unchanged")
"""Verbs whose past is their base form."""
NEVER_ADJECTIVES = frozenset(["happened", "occurred"])
FINITE = BE | HAVE | DO | (MODALS - {"to"})
CLAUSE_ENDS = frozenset([",", ";", ":", ".", "(", ")", "and", "but", "which", "that", "who", "when", "because", "since", "where", "if", "–", "—"])  # fmt: skip
LIKE_ADJECTIVES = closed_class("like adjectives")
"""Nouns that end as adjectives do."""
BEFORE_ADJECTIVES = closed_class("before adjectives")
BEFORE_NOUN_PHRASES = PREPOSITIONS | DETERMINERS
PLURAL_WORDS = frozenset(["people", "men", "women", "children", "police", "staff", "others"])
MIDDLE_ADVERBS = closed_class("middle adverbs")
SPEAKING = frozenset(["i", "we", "you", "he", "she", "it", "they", "who"])
SINGULAR_IN_S = closed_class("singular in s")
"""Nouns in -s that name one thing: `The works employs 40 people`."""


def is_plural_form(word: str) -> bool:
    """Whether a word ends as plurals do."""
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def is_amount(word: str) -> bool:
    """Whether a word is a number or begins with a currency sign."""
    return word[:1].isdigit() or word[:1] in ("$", "£", "€", "¥") or word in COUNTING


def is_only_verb(word: str) -> bool:
    """Whether a verb in its base form is no noun and no adjective as well: `expire`, `carry`, but not `flood`, `clean`."""
    lexicon, base = lexicon_of_predicates(), lemma(word)
    return (
        base in lexicon.no_nouns or (base in lexicon.verbs and word not in lexicon.event_nouns)
    ) and word not in _ADJECTIVES


_ADJECTIVES = closed_class("adjectives like verbs")
OBJECT_WORDS = frozenset(["us", "me", "him", "them", "it", "you", "himself", "herself", "itself", "themselves"])
