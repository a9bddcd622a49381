"""Extract, part of verb or noun: whether the words right before a word make it a noun, or a plural."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.closed_words import AUXILIARIES, DETERMINERS, MODALS, PREPOSITIONS, closed_class
from factcheck.extract.predicate_lexicon import ALONE, CHANCES, class_of_verb, lexicon_of_predicates
from factcheck.extract.verb_forms import IS_BARE, IS_PARTICIPLE, lemma
from factcheck.extract.verbal_words import (
    BEFORE_ADJECTIVES,
    CLAUSE_ENDS,
    COUNTING,
    FINITE,
    LIKE_ADJECTIVES,
    MIDDLE_ADVERBS,
    NEVER_NOUN_STEMS,
    NEVER_NOUNS,
    OBJECT_WORDS,
    OUTWARD,
    PLURAL_FINITE,
    SINGULAR_IN_S,
    SPEAKING,
    UNCHANGED,
    is_only_verb,
    is_plural_form,
)
from factcheck.values.words import Token, stem

_OF_WHAT = frozenset(["for", "of", "from", "in", "on", "with"])
_DUTIES = frozenset(["must", "shall", "should", "can", "cannot", "will"])


def _leads_duty(lowered: Sequence[str], index: int) -> bool:
    """Whether a word of duty follows in a few words, and nothing that begins another clause before it."""
    for word in lowered[index : index + 5]:
        if word in _DUTIES:
            return True
        if not word[0].isalnum() or word in ("and", "but", "or", "who", "which", "that", "when", "where"):
            return False
    return False


def is_surely_plural(lowered: Sequence[str], index: int) -> bool:
    """`two engineers will answer`: behind a number, or a finite verb right behind it."""
    word = lowered[index]
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return False
    after = lowered[index + 1] if index + 1 < len(lowered) else "."
    if (
        index > 1
        and lowered[index - 2] in MODALS
        and lowered[index - 1] not in AUXILIARIES
        and lowered[index - 1] not in MIDDLE_ADVERBS
        and (lowered[index - 2] != "to" or class_of_verb(lowered[index - 1]))  # `from Tolne to Askham takes`
    ):
        return True  # `will answer questions`
    if index == 1 and after in _OF_WHAT and _leads_duty(lowered, index + 2):
        return True  # `Tax returns for 2031 must reach us by`
    if after in _RELATIVES and index + 2 < len(lowered) and lowered[index + 2] in PLURAL_FINITE:
        return True  # `Season passes that are valid`
    if (
        index == 1
        and IS_PARTICIPLE[lowered[0]]
        and lowered[0].endswith("ed")
        and IS_BARE[after]
        and class_of_verb(after)
    ):
        return True  # `Guided tours start at 11`
    if IS_BARE[after] and is_only_verb(after) and after not in lexicon_of_predicates().event_nouns:
        return True  # `Service charges go up in April`
    return lowered[index - 1] in COUNTING or (after in FINITE and after not in ("'s", "got", "get", "being", "been"))


_RELATIVES = frozenset(["that", "which", "who"])
_OWNED = frozenset(["its", "their", "his", "our"])


def stands_as_noun(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """Whether a determiner or an adjective before it makes a word a noun here."""
    if index == 0:
        return False
    before = lowered[index - 1]
    if before not in _TELLING and before[-1] != "s" and (index < 2 or lowered[index - 2] not in DETERMINERS):
        return False  # what is asked below is about such words only
    if before[-1] == "s" and before.endswith(("'s", "’s")):
        return True
    if before in SPEAKING or is_of_each(lowered, index) or is_only_past(lowered, index):
        return False  # `below that we charge £2`
    if before == "that" and index > 1 and is_plural_form(lowered[index - 2]) and IS_BARE[lowered[index]]:
        return False  # `reports that run at midnight`
    if before in _ORDINAL and index > 1 and lowered[index - 2] in DETERMINERS and lowered[index].endswith("s"):
        after = lowered[index + 1] if index + 1 < len(lowered) else "."
        if IS_PARTICIPLE[after] and class_of_verb(after):
            return True  # `The first bottles left the yard`
        if lowered[index + 1 : index + 2] == ["of"] or (index > 2 and lowered[index - 3][0].isalpha()):
            return True  # `printed the first tables of the tides`, but `; the last leaves at`
    if before == "each" and lowered[index].endswith("s") and not IS_BARE[lowered[index]]:
        return False  # `Each takes about twenty minutes`
    if before in DETERMINERS:
        # `that opened`, `all opened`, `first opened`: pronouns and adverbs before a finite verb
        return not (
            (lowered[index].endswith("ed") and IS_PARTICIPLE[lowered[index]])
            or (
                before in {"that", "this", "all", "first", "last", "later", "earlier"}
                and lowered[index] != lemma(lowered[index])
            )
        )
    if before in PREPOSITIONS and before not in {"to", "up", "out", "off", "down", "back"}:
        return True
    if index < 2 or lowered[index - 2] not in DETERMINERS or IS_PARTICIPLE[lowered[index]] or lowered[index] == "found":
        return False
    after = lowered[index + 1] if index + 1 < len(lowered) else "."
    if lowered[index] in UNCHANGED and (after in OBJECT_WORDS or after in _OWNED or after[0] in "$£€¥"):
        return False  # `The rollback cost us 38 minutes`
    if IS_BARE[lowered[index]] and is_plural_form(before) and is_only_verb(lowered[index]):
        return False  # `New prices apply from May`
    if (
        after in DETERMINERS
        and IS_BARE[lowered[index]]
        and is_plural_form(before)
        and after not in ("no", "all", "both")
    ):
        return False  # `The auditors want the ledgers`
    if lowered[index] in NEVER_NOUNS and before.endswith("s"):
        return False  # `The shelves begin 80 centimetres above`
    if lowered[index] in UNCHANGED and after in OUTWARD and before.endswith("s"):
        return False  # `The masons cut out 2,300 metres`
    return not _is_third_person(tokens, lowered, index)


_ORDINAL = frozenset(["first", "last"])


def is_only_past(lowered: Sequence[str], index: int) -> bool:
    """`The mill shut in 1984`: a past like its base form that is no noun, behind a noun."""
    if lowered[index] == "lay" and lowered[index + 1 : index + 2] and lowered[index + 1] in _BEHIND_LAY:
        return lowered[index - 1] not in DETERMINERS and lowered[index - 1] not in PREPOSITIONS
    return (
        lowered[index] in _ONLY_PASTS
        and lowered[index - 1] not in DETERMINERS
        and lowered[index - 1] not in PREPOSITIONS
    )


_BEHIND_LAY = PREPOSITIONS - {"out", "down", "up", "on", "of"} | {
    "less",
    "more",
    "some",
    "about",
    "only",
    "idle",
    "empty",
}
_ONLY_PASTS = frozenset(["shut", "quit", "burst"])


def is_of_each(lowered: Sequence[str], index: int) -> bool:
    """`There are 90 members, each paying £12`: what each of those before the comma does."""
    return index > 1 and lowered[index - 1] == "each" and lowered[index - 2] == "," and lowered[index].endswith("ing")


_BEHIND_VERB = closed_class("behind verb")


def _is_third_person(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """`the tide rises by 4 m`, `the bridge carries lorries`: a form in -s after a singular noun, where no other verb is near."""
    word, before = lowered[index], lowered[index - 1]
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or not before[0].isalpha():
        return False
    if (before.endswith("s") and before not in SINGULAR_IN_S and not before.endswith(("ss", "us", "is"))) or (
        before not in LIKE_ADJECTIVES and before.endswith(("ic", "al", "ive", "ous", "ish", "ary", "ful", "less"))
    ):
        return False
    after = lowered[index + 1] if index + 1 < len(lowered) else "."
    is_no_noun = stem(word) in NEVER_NOUN_STEMS or lemma(word) in lexicon_of_predicates().no_nouns
    if is_no_noun and lowered[index - 2] in BEFORE_ADJECTIVES:
        return True  # `The fund replaces version 2.1`, `Each course takes eight people`
    is_named = index + 1 < len(tokens) and tokens[index + 1].text[0].isupper()  # `The guild buys Orme House`
    if (
        after not in _BEHIND_VERB
        and after not in DETERMINERS
        and after not in COUNTING
        and after not in (".", ";")
        and not is_named
        and not after[0].isdigit()
        and after[0] not in "$£€¥"
    ):
        return False
    for k in range(index + 1, min(len(lowered), index + 9)):
        if lowered[k] in CLAUSE_ENDS:
            break
        if lowered[k] in FINITE and tokens[k].text != "May":
            return False  # but `The ferry runs from 1 May`
    for k in range(index - 2, -1, -1):
        if lowered[k] in CLAUSE_ENDS:
            break
        if lowered[k] in FINITE or (CHANCES[lowered[k]] & ALONE and IS_PARTICIPLE[lowered[k]]):
            return False  # `ran from the quay to the lime works`
    return True


_TELLING = DETERMINERS | PREPOSITIONS | SPEAKING | _ORDINAL | {"each", "that"}
"""Words that say something of whether what they stand right before is a noun."""
