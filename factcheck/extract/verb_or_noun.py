"""Extract, part: whether a word that may be a verb or a noun is a verb in its sentence, by the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.closed_words import AUXILIARIES, BE, DETERMINERS, DO, HAVE, MODALS, PREPOSITIONS, closed_class
from factcheck.extract.predicate_lexicon import ALONE, CHANCES, class_of_verb, lexicon_of_predicates
from factcheck.extract.verb_forms import IS_BARE, IS_PARTICIPLE, lemma
from factcheck.values.words import Token, stem

_COUNTING = closed_class("counting")


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
        and lowered[index - 1] not in _MIDDLE_ADVERBS
        and (lowered[index - 2] != "to" or class_of_verb(lowered[index - 1]))  # `from Tolne to Askham takes`
    ):
        return True  # `will answer questions`
    if after in _RELATIVES and index + 2 < len(lowered) and lowered[index + 2] in _PLURAL_FINITE:
        return True  # `Season passes that are valid`
    if (
        index == 1
        and IS_PARTICIPLE[lowered[0]]
        and lowered[0].endswith("ed")
        and IS_BARE[after]
        and class_of_verb(after)
    ):
        return True  # `Guided tours start at 11`
    if IS_BARE[after] and _is_only_verb(after) and after not in lexicon_of_predicates().event_nouns:
        return True  # `Service charges go up in April`
    return lowered[index - 1] in _COUNTING or (after in _FINITE and after not in ("'s", "got", "get", "being", "been"))


_RELATIVES = frozenset(["that", "which", "who"])
_PLURAL_FINITE = frozenset(["are", "were", "have", "had", "do"]) | (MODALS - {"to"})


def is_remainder(lowered: Sequence[str], index: int) -> bool:
    """`had eleven minutes left`, `with two days left`: what remains."""
    return (
        index > 2
        and lowered[index - 1] not in AUXILIARIES
        and any(
            lowered[k] in HAVE or lowered[k] in BE or lowered[k] == "with" for k in range(max(0, index - 6), index - 1)
        )
        and (index + 1 >= len(lowered) or not lowered[index + 1][0].isalpha() or lowered[index + 1] in PREPOSITIONS)
    )


_AFTER_PARTICIPLE = (["in"], ["at"], ["by"], ["on"], ["from"])


def _is_first_done(lowered: Sequence[str], index: int) -> bool:
    """`The species, first described by`: `first` is no word of a noun phrase."""
    if lowered[index - 1] == "last":
        return index > 1 and lowered[index - 2] in _SPEAKING  # `We last changed the rate`
    return lowered[index - 1] == "first" and (index == 1 or not lowered[index - 2][0].isalpha())


def stands_as_plain_verb(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """Whether a verb that may be a noun as well is a verb by what follows: an object, a number, a preposition."""
    word = lowered[index]
    if (
        word in UNCHANGED
        and index
        and lowered[index - 1] == ","
        and lowered[index + 1 : index + 2] in _AFTER_PARTICIPLE
    ):
        return True  # `its bell, cast in 1644,`
    if (
        word in UNCHANGED
        and index
        and (
            (lowered[index - 1][0].isalpha() and lowered[index - 1] not in DETERMINERS)
            or (lowered[index - 1] == "," and not _WHO.isdisjoint(lowered[:index]))
        )
    ):
        follows = lowered[index + 1] if index + 1 < len(lowered) else "."
        if lowered[index - 1] in BE | HAVE and not follows.endswith("s"):
            return True  # `was cast in 14 pieces`
        if follows in _OUTWARD and index + 2 < len(lowered):
            follows = lowered[index + 2]  # `cut out 2,300 metres`
        return (
            follows in DETERMINERS
            or follows in _BEFORE_OBJECTS
            or follows in _OBJECTS
            or follows[0].isdigit()
            or follows[0] in "$£€¥"
        )
    after = lowered[index + 1] if index + 1 < len(lowered) else "."
    if word.endswith("ing") and index > 1 and lowered[index - 1] in _TENSES and after not in ("of", ",", "."):
        return True  # `he was employing fourteen people`
    if not stands_as_verb(tokens, lowered, index) or (
        lowered[index + 1 : index + 2] == ["of"] and lowered[index - 1] in ("nor", "or", "and") and word.endswith("s")
    ):
        return False
    if index and lowered[index - 1] == "," and word.endswith("s") and _closes_clause(lowered, index):
        return True
    if index and lowered[index - 1] == "and" and IS_BARE[word] and _is_only_verb(word) and after != "and":
        return True  # `Plants reach 2 m and carry flat pods`
    subject = lowered[index - 1] if index else ""
    if subject in _MIDDLE_ADVERBS and index > 1:
        subject = lowered[index - 2]
    if IS_BARE[word] and _is_plural(subject) and subject not in _LEADING and _is_only_verb(word):
        return True  # `New members bring proof of address`
    if word.endswith("s") and stem(word) in lexicon_of_predicates().no_nouns and subject not in _LEADING:
        return True  # `The bridge at Mill Cross carries vehicles`
    if subject in ("we", "they", "i") or (subject in ("he", "she", "it", "which", "who") and word.endswith("s")):
        return True
    if not IS_BARE[word] and not word.endswith(("s", "ing", "ed")):
        before = lowered[index - 1] if index else ""
        if index and before not in DETERMINERS and before not in PREPOSITIONS and before[0].isalnum():
            return True  # a past that is no other word: `Demand rose most sharply`
    if IS_PARTICIPLE[word] and word.endswith("ed"):
        before = lowered[index - 1] if index else ""
        return (
            index > 0
            and (before not in DETERMINERS or before == "that" or _is_first_done(lowered, index))
            and (before not in PREPOSITIONS or before == "to")
        )
    if after == "," and word.endswith("s") and index and lowered[index - 1] not in _PRONOUNS:
        return False  # `Ripple marks, each 3 cm high`
    return (
        after in DETERMINERS
        or after in PREPOSITIONS
        or after in _BEFORE_OBJECTS
        or not after[0].isalpha()
        or tokens[index + 1].text[0].isupper()
        or lowered[index - 1] in MODALS
    )


_WHO = frozenset(["who", "which", "that", "whose"])
_TENSES = frozenset(["is", "was", "are", "were", "been"])
_OF_KIND = frozenset(["into", "as", "like", "including"])
_NEVER_NOUNS = closed_class("never nouns")
_NEVER_NOUN_STEMS = frozenset(map(stem, _NEVER_NOUNS))
_OWNED = frozenset(["its", "their", "his", "our"])
SAME_PARTICIPLES = closed_class("same participles")
_OUTWARD = frozenset(["out", "off", "down", "up", "back", "away", "aside"])
UNCHANGED = closed_class("unchanged")
"""Verbs whose past is their base form."""
_BEFORE_OBJECTS = closed_class("before objects")


def stands_as_noun(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """Whether a determiner or an adjective before it makes a word a noun here."""
    if index == 0:
        return False
    before = lowered[index - 1]
    if before not in _TELLING and before[-1] != "s" and (index < 2 or lowered[index - 2] not in DETERMINERS):
        return False  # what is asked below is about such words only
    if before[-1] == "s" and before.endswith(("'s", "’s")):
        return True
    if before in _SPEAKING or _is_of_each(lowered, index) or _is_only_past(lowered, index):
        return False  # `below that we charge £2`
    if before == "that" and index > 1 and _is_plural(lowered[index - 2]) and IS_BARE[lowered[index]]:
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
    if lowered[index] in UNCHANGED and (after in _OBJECTS or after in _OWNED or after[0] in "$£€¥"):
        return False  # `The rollback cost us 38 minutes`
    if IS_BARE[lowered[index]] and _is_plural(before) and _is_only_verb(lowered[index]):
        return False  # `New prices apply from May`
    if after in DETERMINERS and IS_BARE[lowered[index]] and _is_plural(before) and after not in ("no", "all", "both"):
        return False  # `The auditors want the ledgers`
    if lowered[index] in _NEVER_NOUNS and before.endswith("s"):
        return False  # `The shelves begin 80 centimetres above`
    if lowered[index] in UNCHANGED and after in _OUTWARD and before.endswith("s"):
        return False  # `The masons cut out 2,300 metres`
    return not _is_third_person(tokens, lowered, index)


_ORDINAL = frozenset(["first", "last"])


def _is_only_past(lowered: Sequence[str], index: int) -> bool:
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
NEVER_ADJECTIVES = frozenset(["happened", "occurred"])


def _is_of_each(lowered: Sequence[str], index: int) -> bool:
    """`There are 90 members, each paying £12`: what each of those before the comma does."""
    return index > 1 and lowered[index - 1] == "each" and lowered[index - 2] == "," and lowered[index].endswith("ing")


_BEHIND_VERB = closed_class("behind verb")
_FINITE = BE | HAVE | DO | (MODALS - {"to"})


def _is_third_person(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """`the tide rises by 4 m`, `the bridge carries lorries`: a form in -s after a singular noun, where no other verb is near."""
    word, before = lowered[index], lowered[index - 1]
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or not before[0].isalpha():
        return False
    if (before.endswith("s") and before not in _SINGULAR and not before.endswith(("ss", "us", "is"))) or (
        before not in _LIKE_ADJECTIVES and before.endswith(("ic", "al", "ive", "ous", "ish", "ary", "ful", "less"))
    ):
        return False
    after = lowered[index + 1] if index + 1 < len(lowered) else "."
    is_no_noun = stem(word) in _NEVER_NOUN_STEMS or lemma(word) in lexicon_of_predicates().no_nouns
    if is_no_noun and lowered[index - 2] in BEFORE_ADJECTIVES:
        return True  # `The fund replaces version 2.1`, `Each course takes eight people`
    is_named = index + 1 < len(tokens) and tokens[index + 1].text[0].isupper()  # `The guild buys Orme House`
    if (
        after not in _BEHIND_VERB
        and after not in DETERMINERS
        and after not in _COUNTING
        and after not in (".", ";")
        and after not in _COUNTING
        and not is_named
        and not after[0].isdigit()
        and after[0] not in "$£€¥"
    ):
        return False
    for k in range(index + 1, min(len(lowered), index + 9)):
        if lowered[k] in _CLAUSE_ENDS:
            break
        if lowered[k] in _FINITE and tokens[k].text != "May":
            return False  # but `The ferry runs from 1 May`
    for k in range(index - 2, -1, -1):
        if lowered[k] in _CLAUSE_ENDS:
            break
        if lowered[k] in _FINITE or (CHANCES[lowered[k]] & ALONE and IS_PARTICIPLE[lowered[k]]):
            return False  # `ran from the quay to the lime works`
    return True


_CLAUSE_ENDS = frozenset([",", ";", ":", ".", "(", ")", "and", "but", "which", "that", "who", "when", "because", "since", "where", "if", "–", "—"])  # fmt: skip
_AFTER_IMPERATIVE = closed_class("after imperative")
_BEFORE_CLAUSE = frozenset([";", ":", "–", "—"])
_BEFORE_REQUEST = frozenset(["if", "to", "when", "for", "before", "after", "once", "unless", "where"])
_NO_IMPERATIVE = closed_class("no imperative")


def is_imperative(lowered: Sequence[str], index: int) -> bool:
    """`Book your place by 3 May`, `Please register before Friday`: a base form with an object or a preposition behind it."""
    word = lowered[index]
    leads = index == 0 or (lowered[index - 1] == "," and lowered[0] in _BEFORE_REQUEST)
    leads = leads or (lowered[index - 1] in _BEFORE_CLAUSE and _is_request(word))  # `it runs out; renew within 30 days`
    if (not leads and lowered[index - 1] != "please") or index + 1 >= len(lowered) or word in _NO_IMPERATIVE:
        return False
    if not IS_BARE[word]:
        return False
    after = lowered[index + 1]
    is_counting = after[0].isdigit() or after in _COUNTING
    if is_counting and lowered[index - 1 : index] and lowered[index - 1] in _BEFORE_CLAUSE and _is_request(word):
        return True  # `A card costs £12; allow three working days`
    if after in _AFTER_IMPERATIVE or (index > 0 and lowered[index - 1] == "please"):
        return True
    return index == 0 and (after[0].isdigit() or after in _COUNTING or after == "every") and _is_request(word)


def _is_request(word: str) -> bool:
    """Whether a base form that begins a sentence before a number is surely a verb: `Give 250 ml`, `Take two samples`."""
    return _is_only_verb(word) or word in _REQUESTS


_REQUESTS = closed_class("requests")
_LIKE_ADJECTIVES = closed_class("like adjectives")
"""Nouns that end as adjectives do."""
BEFORE_ADJECTIVES = closed_class("before adjectives")
_BEFORE_NOUNS = DETERMINERS - {"that", "last", "next"}
_LEADING = PREPOSITIONS | DETERMINERS
_PLURAL_WORDS = frozenset(["people", "men", "women", "children", "police", "staff", "others"])
_MIDDLE_ADVERBS = closed_class("middle adverbs")
_SPEAKING = frozenset(["i", "we", "you", "he", "she", "it", "they", "who"])
_TELLING = DETERMINERS | PREPOSITIONS | _SPEAKING | _ORDINAL | {"each", "that"}
"""Words that say something of whether what they stand right before is a noun."""
_PRONOUNS = frozenset(["i", "we", "you", "he", "she", "it", "they", "who", "which", "that"])


def stands_as_verb(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    word = lowered[index]
    if word.endswith("ing") and word not in _BASES_IN_ING:
        return index > 0 and (
            lowered[index - 1] in BE
            or lowered[index - 1] in {",", "and", "after", "before", "when"}
            or _is_of_each(lowered, index)
            or tokens[index - 1].text == ","
        )
    if IS_PARTICIPLE[word]:
        if word in NEVER_ADJECTIVES:
            return True  # `The worst happened in March`
        return not (index and word.endswith("ed") and lowered[index - 1] in BEFORE_ADJECTIVES)
    if index == 0:
        return False
    before = lowered[index - 1]
    if word == "found" and before[0].isalnum() and before not in DETERMINERS and before not in PREPOSITIONS:
        if not before.endswith("ly"):
            return True  # `A visitor in 1783 found nine looms`, `which her niece found in 2006`
    if before == "," and word.endswith("s") and (_closes_clause(lowered, index) or _continues(lowered, index)):
        return True
    if _is_only_past(lowered, index) and (before[0].isalpha() or before == ","):
        return True
    if (
        before.isdecimal()
        and index > 1
        and lowered[index - 2] in _NUMBERED
        and word.endswith("s")
        and not IS_BARE[word]
    ):
        return True  # `Bus 14 calls at the gate`
    if before.isdecimal() and is_verb_behind_numbered_name(tokens, lowered, index):
        return True  # `The Corvel 60 draws 26 amps`
    if (
        before in _MIDDLE_ADVERBS
        and index > 1
        and (lowered[index - 2] in _PRONOUNS or lowered[index - 2] in AUXILIARIES)
    ):
        before = lowered[index - 2]  # `We now keep`
    if before == "to" and word.endswith("s") and not IS_BARE[word]:
        return False  # `moved to camps run by`
    if before == "," and _closes_description(lowered, index):
        return True  # `The hearings, called in the old mill, collapse at noon`
    if before in AUXILIARIES or before in _PRONOUNS:
        return True
    if word == "costs" and index + 1 < len(lowered) and lowered[index + 1][0] in "$£€¥":
        return before not in DETERMINERS  # `A visit within ten days costs £25`
    if IS_BARE[word] or not word.endswith("s"):
        after = lowered[index + 1] if index + 1 < len(lowered) else ""
        if before == "," and IS_BARE[word] and _closes_insertion(lowered, index, after):
            return True  # `The old dryers, in use since 2001, consume 90 kilowatt-hours`
        if after in DETERMINERS and before not in DETERMINERS and before not in PREPOSITIONS and IS_BARE[word]:
            return True  # `they all pay the fee`
        # a bare form is a verb after a plural or a conjoined verb; elsewhere it is a noun (`the Roman rule`)
        conjoined = tokens[index - 1].text[0].isupper() and any(
            lowered[k] == "and" for k in range(max(0, index - 4), index - 1)
        )
        return (
            before == "and"
            or _closes_reduced(lowered, index, after)
            or _ends_long_subject(lowered, index, after)
            or conjoined
            or before in _PLURAL_WORDS
            or _is_plural(before)
            or (_ends_pair(lowered, index) and _is_only_verb(word))
        )
    after = lowered[index + 1] if index + 1 < len(lowered) else ""
    if (
        index > 3
        and lowered[index - 2] in ("in", "with", "by")
        and word.endswith("s")
        and after in ("and", "or", ",", ".")
        and _has_finite_before(lowered, index - 2)
    ):
        return False  # `is wrapped in vine leaves and should be eaten`
    if index > 3 and lowered[index - 2] == "of" and word.endswith("s") and _has_finite_before(lowered, index - 2):
        return False  # `was fined for a breach of safety rules in 2021`
    if index > 1 and lowered[index - 2] in HAVE and IS_PARTICIPLE[before]:
        return False  # `has shown films since 1912`
    if index > 1 and lowered[index - 2] in _OF_KIND and tokens[index - 1].text.islower():
        return False  # `into holiday lets by 2029`
    if (
        (
            after in {"on", "at", "by", "from", "until", "in", "to"}
            or after in _BEFORE_NOUNS
            or after in _COUNTING
            or after[:1].isdigit()
            or (
                before == "," and index + 1 < len(tokens) and tokens[index + 1].text[0].isupper()
            )  # `Holm, by trade a cooper, marries Ida Berg`
        )
        and (before[0].isalpha() or before in (",", ")"))
        and before not in DETERMINERS
        and before not in PREPOSITIONS
    ):
        return True  # `the appeal closes on 3 May`, `Vole fever, an infection, affects a few`
    # -s: a third person after a singular noun, a name or a bracket; a plural noun after an adjective or a number
    return (
        before[0].isalnum()
        and not before[0].isdigit()
        and (
            before in _LIKE_ADJECTIVES
            or before.endswith("ment")
            or not before.endswith(("ic", "al", "ive", "ous", "an", "ish", "ent", "ary"))
        )
        and (not before.endswith("s") or before.endswith("ss") or before in _SINGULAR)
    )


_SINGULAR = frozenset(["works", "barracks", "headquarters", "series", "mews", "gasworks", "ironworks", "waterworks", "steelworks", "news"])  # fmt: skip
"""Nouns in -s that name one thing: `The works employs 40 people`."""


def _closes_clause(lowered: Sequence[str], index: int) -> bool:
    """Whether the comma before a form in -s closes what was put in behind its subject.

    `A list, which hangs in the porch, begins with one Walter`, `The claimant, Orme Ltd, makes bread`.
    """
    after = lowered[index + 1] if index + 1 < len(lowered) else "."
    if IS_BARE[lowered[index]] or not (after[0].isalnum() or after[0] in "$£€¥") or after in ("of", "and"):
        return False
    return _closes_relative(lowered, index) or _closes_apposition(lowered, index)


def _continues(lowered: Sequence[str], index: int) -> bool:
    """Whether a form in -s goes on with what the subject of a finite verb does: `It was opened in May, holds palms and is kept warm`."""
    if IS_BARE[lowered[index]] or stem(lowered[index]) not in _NEVER_NOUN_STEMS or not _has_be_in(lowered[:index]):
        return False
    ends = next((k for k in range(index + 1, len(lowered)) if lowered[k] in (";", ".", ":")), len(lowered))
    return any(
        lowered[k] == "and" and lowered[k + 1 : k + 2] and _goes_on(lowered[k + 1]) for k in range(index + 1, ends)
    )


def _has_be_in(words: Sequence[str]) -> bool:
    return not {"is", "was", "has"}.isdisjoint(words) and {"which", "that", "who"}.isdisjoint(words)


def _goes_on(word: str) -> bool:
    return word in _FINITE or (word.endswith("s") and bool(class_of_verb(word)) and not IS_BARE[word])


def _closes_apposition(lowered: Sequence[str], index: int) -> bool:
    """Whether the comma before a word closes a description without a verb that was put in behind the subject of the sentence."""
    opening = next((k for k in range(index - 2, 0, -1) if lowered[k] == ","), 0)
    if not 0 < opening < index - 2 or index - opening > 9 or opening > 6:
        return False
    if lowered[opening - 1] in _COUNTING or lowered[opening - 1].endswith("s"):
        return False
    before = [*lowered[:opening], *lowered[opening + 1 : index - 1]]
    return lowered[0] in DETERMINERS and not any(
        w in _FINITE or w in _CLAUSE_ENDS or w in ("or", "to") or (w.endswith("ed") and IS_PARTICIPLE[w])
        for w in before
    )


def _closes_relative(lowered: Sequence[str], index: int) -> bool:
    """Whether the comma before a word closes a relative clause that another comma opened in the same sentence."""
    for k in range(index - 2, 1, -1):
        if lowered[k] in ("which", "who", "whose") and lowered[k - 1] == ",":
            return True
        if lowered[k] in (",", ";", ":", "."):
            return False
    return False


def is_verb_behind_numbered_name(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """Whether a word behind a name and a figure is a verb of which that is the subject: `The Corvel 60 draws 26 amps`."""
    if index < 2 or not tokens[index - 2].text[0].isupper() or lowered[index - 2] in PREPOSITIONS:
        return False
    k = index - 3
    while k > 0 and (lowered[k] in DETERMINERS or tokens[k].text[0].isupper()):
        k -= 1
    if k >= 0 and lowered[k] in PREPOSITIONS:
        return False  # `At Corvel 60 draws were held`
    return is_finite_behind_figure(lowered[index], lowered[index + 1] if index + 1 < len(lowered) else ".")


def is_finite_behind_figure(word: str, after: str) -> bool:
    """Whether a word behind a figure is a finite verb by its form and the word behind it, and not what the figure counts."""
    if not word.isalpha() or not (word.endswith("ed") or class_of_verb(word)):
        return False
    if IS_PARTICIPLE[word]:
        return True
    if not word.endswith("s") or IS_BARE[word]:
        return False
    if _is_only_verb(word) and stem(word) not in lexicon_of_predicates().event_nouns:
        return True
    return after in DETERMINERS or after in _COUNTING or after[:1].isdigit() or after[:1] in ("$", "£", "€", "¥")


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def _ends_pair(lowered: Sequence[str], index: int) -> bool:
    """Whether the nouns before a word end a series: `Scaffold towers and the cement mixer go out for 48 hours`."""
    for k in range(index - 1, max(0, index - 5), -1):
        if lowered[k] == "and":
            return k < index - 1
        if not lowered[k].isalpha() or lowered[k] in PREPOSITIONS or lowered[k] in AUXILIARIES:
            return False
    return False


def _closes_reduced(lowered: Sequence[str], index: int, after: str) -> bool:
    """Whether a bare form is the verb of a plural that begins the sentence with a participle behind it: `Cabins marked 7B leave from`."""
    if not IS_BARE[lowered[index]] or (after not in PREPOSITIONS and not _is_amount(after)) or after == "of":
        return False
    if lowered[index - 1] in DETERMINERS or lowered[index - 1] in PREPOSITIONS or not class_of_verb(lowered[index]):
        return False
    first = next((k for k in range(1, min(index - 1, 5)) if IS_PARTICIPLE[lowered[k]] and lowered[k].isalpha()), 0)
    if not first or lowered[first] in _PLURAL_FINITE or not _is_plural(lowered[first - 1]):
        return False
    return not any(w in _FINITE or w in _CLAUSE_ENDS for w in lowered[:index]) and not any(
        IS_PARTICIPLE[w] and w.endswith("ed") for w in lowered[first + 1 : index]
    )


_LEADS_PLACE = frozenset(["on", "in", "at", "from", "of", "with", "under", "over", "aged", "between"])


def _ends_long_subject(lowered: Sequence[str], index: int, after: str) -> bool:
    """Whether a form that is only a verb follows a plural with its place, and an amount follows it: `Panels on the south side provide 60 per cent`."""
    is_verb = _is_only_verb(lowered[index]) or (after[:1] in ("$", "£", "€", "¥") and class_of_verb(lowered[index]))
    if not IS_BARE[lowered[index]] or not _is_amount(after) or not is_verb:
        return False
    begin = max([k + 1 for k in range(index) if lowered[k] in (";", ":")], default=0)
    place = next((k for k in range(begin + 1, min(index - 1, begin + 6)) if lowered[k] in _LEADS_PLACE), 0)
    if (
        not place
        or not (_is_plural(lowered[place - 1]) or lowered[place - 1] in _PLURAL_WORDS)
        or lowered[index - 1] in DETERMINERS
    ):
        return False
    return not any(
        w in _FINITE or w in _CLAUSE_ENDS or (IS_PARTICIPLE[w] and w.endswith("ed")) for w in lowered[begin:index]
    )


def _is_amount(word: str) -> bool:
    return word[:1].isdigit() or word[:1] in ("$", "£", "€", "¥") or word in _COUNTING


_NUMBERED = frozenset(["bus", "line", "tram", "train", "flight", "route", "room", "gate", "platform", "group", "team", "track", "pier", "class", "grade", "step", "phase", "stage", "article", "section", "rule", "clause", "plan", "model"])  # fmt: skip
_BASES_IN_ING = frozenset(["bring", "sing", "swing", "cling", "fling", "wring"])


def _has_finite_before(lowered: Sequence[str], index: int) -> bool:
    """Whether the clause has a form of `be`, `have` or `do` or a modal before a place."""
    for k in range(index - 1, -1, -1):
        if lowered[k] in _CLAUSE_ENDS:
            return False
        if lowered[k] in _FINITE:
            return True
    return False


def _is_only_verb(word: str) -> bool:
    """Whether a verb in its base form is no noun and no adjective as well: `expire`, `carry`, but not `flood`, `clean`."""
    lexicon, base = lexicon_of_predicates(), lemma(word)
    return (
        base in lexicon.no_nouns or (base in lexicon.verbs and word not in lexicon.event_nouns)
    ) and word not in _ADJECTIVES


_ADJECTIVES = closed_class("adjectives like verbs")


def _closes_description(lowered: Sequence[str], index: int) -> bool:
    """Whether the comma before a word closes a participle with its phrase that was put in behind the subject of the sentence."""
    after = lowered[index + 1] if index + 1 < len(lowered) else "."
    if after not in PREPOSITIONS and after not in DETERMINERS and after not in (".", ";") and not after[:1].isdigit():
        return False
    opening = next((k for k in range(index - 2, 0, -1) if lowered[k] == ","), 0)
    if opening < 1 or index - opening < 4 or not lowered[opening - 1][0].isalpha():
        return False
    leads = lowered[opening + 1]
    if leads in AUXILIARIES or not IS_PARTICIPLE[leads] or leads.endswith("ing"):
        return False
    inside = lowered[opening + 2 : index - 1]
    return not any(w in _FINITE or w in _CLAUSE_ENDS for w in inside) and not any(
        w in _FINITE or w in (";", ":") or (IS_PARTICIPLE[w] and w.endswith("ed")) for w in lowered[:opening]
    )


def _closes_insertion(lowered: Sequence[str], index: int, after: str) -> bool:
    """Whether the comma before a bare form closes what was put in behind a plural subject, and an object follows."""
    is_valued = after[:1].isdigit() or after[:1] in ("$", "£", "€", "¥") or after in DETERMINERS or after in _COUNTING
    if not is_valued and not (after in PREPOSITIONS and _is_only_verb(lowered[index])):
        return False
    opening = next((k for k in range(index - 2, 0, -1) if lowered[k] == ","), 0)
    if opening < 1 or any(lowered[k] in _FINITE or lowered[k] in (";", ":") for k in range(opening)):
        return False
    subject = lowered[opening - 1]
    return subject in _PLURAL_WORDS or (subject.endswith("s") and not subject.endswith(("ss", "us", "is", "'s")))


def has_be_before(tokens: Sequence[Token], index: int) -> bool:
    for k in range(index - 1, max(-1, index - 4), -1):
        word = tokens[k].low
        if word in BE:
            return True
        if word not in AUXILIARIES and not word.endswith("ly"):
            return False
    return False


def is_reduced_passive(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """`The treaty, signed in March`; `a bridge opened by the king`: a participle with a preposition behind it."""
    if index + 1 >= len(tokens) or lowered[index - 1] in HAVE:
        return False
    after = lowered[index + 1]
    if index == 0:
        return after in _AFTER_FIRST and "," in lowered  # `Opened in 1931 by Lord Haig, the pool`
    before = tokens[index - 1].text
    if before == "," and after in ("to", "as") and lowered[index] in _REPORTED:
        return True  # `the yew, thought to be 800 years old,`
    if before == "," and after[:1].isdigit() and lowered[index] in _BEFORE_DATES:
        return True  # `a note, dated 14 July 1931,`
    return after == "by" or (before == "," and after in {"in", "on", "at", "between", "from"})


_BEFORE_DATES = frozenset(["dated", "built", "founded", "listed", "opened", "published", "signed"])
_REPORTED = closed_class("reported")
_NO_VERBS = closed_class("no verbs")
_AFTER_FIRST = frozenset(["by", "in", "on", "at", "between", "from", "of", "as", "after", "for"])
_OBJECTS = frozenset(["us", "me", "him", "them", "it", "you", "himself", "herself", "itself", "themselves"])


def is_unknown_verb(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """Whether a word outside the lexicon is surely a verb: a participle after an auxiliary, or -ed with a subject."""
    word = lowered[index]
    if index and lowered[index - 1] in AUXILIARIES and has_be_before(tokens, index) and IS_PARTICIPLE[word]:
        return word not in AUXILIARIES
    if index and lowered[index - 1] in MODALS and lowered[index - 1] != "to" and word.isalpha():
        return (
            word not in AUXILIARIES
            and word not in PREPOSITIONS
            and word not in DETERMINERS
            and word not in _NO_VERBS
            and not word.endswith("ly")
        )
    if len(word) < 4 or not word.endswith("ed"):
        return False
    if index == 0:
        # `Posted 22 October`, `Located in the old town`
        return len(tokens) > 1 and (lowered[1] in PREPOSITIONS or lowered[1][0].isdigit())
    before = lowered[index - 1]
    if before in DETERMINERS or before in PREPOSITIONS:
        return False
    return (
        before in AUXILIARIES
        or index + 1 >= len(tokens)
        or not lowered[index + 1][0].isalpha()
        or lowered[index + 1] in _LEADING
        or lowered[index + 1] in _OBJECTS
    )
