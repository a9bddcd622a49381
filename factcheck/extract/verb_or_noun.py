"""Extract, part: whether a word that may be a verb or a noun is a verb in its sentence, by the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.closed_words import AUXILIARIES, BE, DETERMINERS, HAVE, MODALS, PREPOSITIONS, closed_class
from factcheck.extract.long_subjects import (
    closes_clause,
    closes_description,
    closes_insertion,
    closes_reduced,
    continues_clause,
    ends_long_subject,
    ends_pair,
    has_finite_before,
    is_verb_behind_numbered_name,
)
from factcheck.extract.noun_places import is_of_each, is_only_past
from factcheck.extract.passives import has_be_before
from factcheck.extract.predicate_lexicon import lexicon_of_predicates
from factcheck.extract.verb_forms import IS_BARE, IS_PARTICIPLE
from factcheck.extract.verbal_words import (
    BEFORE_ADJECTIVES,
    BEFORE_NOUN_PHRASES,
    COUNTING,
    LIKE_ADJECTIVES,
    MIDDLE_ADVERBS,
    NEVER_ADJECTIVES,
    OBJECT_WORDS,
    OUTWARD,
    PLURAL_WORDS,
    SINGULAR_IN_S,
    SPEAKING,
    UNCHANGED,
    is_only_verb,
    is_plural_form,
)
from factcheck.values.words import Token, stem

_AFTER_PARTICIPLE = (["in"], ["at"], ["by"], ["on"], ["from"])
_WHO = frozenset(["who", "which", "that", "whose"])
_TENSES = frozenset(["is", "was", "are", "were", "been"])
_OF_KIND = frozenset(["into", "as", "like", "including"])
_BEFORE_OBJECTS = closed_class("before objects")
_BEFORE_NOUNS = DETERMINERS - {"that", "last", "next"}
_PRONOUNS = frozenset(["i", "we", "you", "he", "she", "it", "they", "who", "which", "that"])
_NUMBERED = closed_class("numbered")
_BASES_IN_ING = frozenset(["bring", "sing", "swing", "cling", "fling", "wring"])
_NO_VERBS = closed_class("no verbs")


def _is_first_done(lowered: Sequence[str], index: int) -> bool:
    """`The species, first described by`: `first` is no word of a noun phrase."""
    if lowered[index - 1] == "last":
        return index > 1 and lowered[index - 2] in SPEAKING  # `We last changed the rate`
    return lowered[index - 1] == "first" and (
        index == 1 or not lowered[index - 2][0].isalpha() or _is_subject(lowered[index - 2])
    )


def _is_subject(word: str) -> bool:
    """Whether a word before an adverb may end a subject: `the quarry first exported`, and not `our first printed map`."""
    return word not in DETERMINERS and word not in PREPOSITIONS and word not in _NO_SUBJECTS


_NO_SUBJECTS = BE | HAVE | frozenset(["and", "or", "but", "s"])


def _is_verb_in_past(lowered: Sequence[str], index: int) -> bool | None:
    """Whether a past like its base form is a verb, by what follows it; nothing where the words before do not allow one."""
    if lowered[index - 1] == "," and lowered[index + 1 : index + 2] in _AFTER_PARTICIPLE:
        return True  # `its bell, cast in 1644,`
    if (lowered[index - 1][0].isalpha() and lowered[index - 1] not in DETERMINERS) or (
        lowered[index - 1] == "," and not _WHO.isdisjoint(lowered[:index])
    ):
        follows = lowered[index + 1] if index + 1 < len(lowered) else "."
        if lowered[index - 1] in BE | HAVE and not follows.endswith("s"):
            return True  # `was cast in 14 pieces`
        if follows in OUTWARD and index + 2 < len(lowered):
            follows = lowered[index + 2]  # `cut out 2,300 metres`
        return (
            follows in DETERMINERS
            or follows in _BEFORE_OBJECTS
            or follows in OBJECT_WORDS
            or follows[0].isdigit()
            or follows[0] in "$£€¥"
        )
    return None


_OF_TIMES = frozenset(["opens", "closes", "begins", "ends", "starts", "runs", "lasts", "expires", "finishes"])


def _leads_time(lowered: Sequence[str], index: int) -> bool:
    """Whether a verb of opening and closing stands there, with what leads its time."""
    return lowered[index] in _OF_TIMES and lowered[index + 1 : index + 2] in (
        ["on"],
        ["in"],
        ["at"],
        ["from"],
        ["for"],
        ["until"],
    )


def stands_as_plain_verb(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """Whether a verb that may be a noun as well is a verb by what follows: an object, a number, a preposition."""
    word = lowered[index]
    if word in UNCHANGED and index and (is_verb := _is_verb_in_past(lowered, index)) is not None:
        return is_verb
    after = lowered[index + 1] if index + 1 < len(lowered) else "."
    if word.endswith("ing") and index > 1 and lowered[index - 1] in _TENSES and after not in ("of", ",", "."):
        return True  # `he was employing fourteen people`
    if not stands_as_verb(tokens, lowered, index) or (
        lowered[index + 1 : index + 2] == ["of"] and lowered[index - 1] in ("nor", "or", "and") and word.endswith("s")
    ):
        return False
    if index and lowered[index - 1] == "," and word.endswith("s") and closes_clause(lowered, index):
        return True
    if index and lowered[index - 1] == "and" and IS_BARE[word] and is_only_verb(word) and after != "and":
        return True  # `Plants reach 2 m and carry flat pods`
    subject = lowered[index - 1] if index else ""
    if subject in MIDDLE_ADVERBS and index > 1:
        subject = lowered[index - 2]
    if IS_BARE[word] and is_plural_form(subject) and subject not in BEFORE_NOUN_PHRASES and is_only_verb(word):
        return True  # `New members bring proof of address`
    if word.endswith("s") and stem(word) in lexicon_of_predicates().no_nouns and subject not in BEFORE_NOUN_PHRASES:
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


def stands_as_verb(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """Whether a verb that may be a noun as well is a verb by its form and by what stands before it."""
    word = lowered[index]
    if word.endswith("ing") and word not in _BASES_IN_ING:
        return index > 0 and (
            lowered[index - 1] in BE
            or lowered[index - 1] in {",", "and", "after", "before", "when"}
            or is_of_each(lowered, index)
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
    if before == "," and word.endswith("s") and (closes_clause(lowered, index) or continues_clause(lowered, index)):
        return True
    if is_only_past(lowered, index) and (before[0].isalpha() or before == ","):
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
        before in MIDDLE_ADVERBS
        and index > 1
        and (lowered[index - 2] in _PRONOUNS or lowered[index - 2] in AUXILIARIES)
    ):
        before = lowered[index - 2]  # `We now keep`
    if before == "to" and word.endswith("s") and not IS_BARE[word]:
        return False  # `moved to camps run by`
    if before == "," and closes_description(lowered, index):
        return True  # `The hearings, called in the old mill, collapse at noon`
    if before in AUXILIARIES or before in _PRONOUNS:
        return True
    if word == "costs" and index + 1 < len(lowered) and lowered[index + 1][0] in "$£€¥":
        return before not in DETERMINERS  # `A visit within ten days costs £25`
    if IS_BARE[word] or not word.endswith("s"):
        return _bare_stands_as_verb(tokens, lowered, index, before)
    return _third_person_stands_as_verb(tokens, lowered, index, before)


def _bare_stands_as_verb(tokens: Sequence[Token], lowered: Sequence[str], index: int, before: str) -> bool:
    """Whether a form without an ending is a verb behind that word: `Plants reach 2 m`."""
    word = lowered[index]
    after = lowered[index + 1] if index + 1 < len(lowered) else ""
    if before == "," and IS_BARE[word] and closes_insertion(lowered, index, after):
        return True  # `The old dryers, in use since 2001, consume 90 kilowatt-hours`
    if after in DETERMINERS and before not in DETERMINERS and before not in PREPOSITIONS and IS_BARE[word]:
        return True  # `they all pay the fee`
    # a bare form is a verb after a plural or a conjoined verb; elsewhere it is a noun (`the Roman rule`)
    conjoined = tokens[index - 1].text[0].isupper() and any(
        lowered[k] == "and" for k in range(max(0, index - 4), index - 1)
    )
    return (
        before == "and"
        or closes_reduced(lowered, index, after)
        or ends_long_subject(lowered, index, after)
        or conjoined
        or before in PLURAL_WORDS
        or is_plural_form(before)
        or (ends_pair(lowered, index) and is_only_verb(word))
    )


def _third_person_stands_as_verb(tokens: Sequence[Token], lowered: Sequence[str], index: int, before: str) -> bool:
    """Whether a form in -s is a verb behind that word, and no plural: `the appeal closes on 3 May`."""
    word = lowered[index]
    after = lowered[index + 1] if index + 1 < len(lowered) else ""
    if after in _OF_TIMES and _leads_time(lowered, index + 1):
        return False  # `The inquiry into market dues opens on 3 May`
    if (
        index > 3
        and lowered[index - 2] in ("in", "with", "by")
        and word.endswith("s")
        and after in ("and", "or", ",", ".")
        and has_finite_before(lowered, index - 2)
    ):
        return False  # `is wrapped in vine leaves and should be eaten`
    if index > 3 and lowered[index - 2] == "of" and word.endswith("s") and has_finite_before(lowered, index - 2):
        return False  # `was fined for a breach of safety rules in 2021`
    if index > 1 and lowered[index - 2] in HAVE and IS_PARTICIPLE[before]:
        return False  # `has shown films since 1912`
    if _is_object(tokens, lowered, index) or (word.endswith("s") and _is_object_of_bare(tokens, lowered, index)):
        return False  # `receives security fixes until May`
    if after == "no" and lowered[index + 2 : index + 3] in (["later"], ["earlier"], ["more"], ["less"], ["fewer"]):
        return False  # `bring back your library books no later than`
    if index > 1 and lowered[index - 2] in _OF_KIND and tokens[index - 1].text.islower():
        return False  # `into holiday lets by 2029`
    if (
        (
            after in {"on", "at", "by", "from", "until", "in", "to"}
            or after in _BEFORE_NOUNS
            or after in COUNTING
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
    if before[0].isdigit() and index > 1 and tokens[index - 2].text[0].isupper() and is_only_verb(word):
        return True  # `Version 4.2 receives security fixes`
    # -s: a third person after a singular noun, a name or a bracket; a plural noun after an adjective or a number
    return (
        before[0].isalnum()
        and not before[0].isdigit()
        and (
            before in LIKE_ADJECTIVES
            or before.endswith("ment")
            or not before.endswith(("ic", "al", "ive", "ous", "an", "ish", "ent", "ary"))
        )
        and (not before.endswith("s") or before.endswith("ss") or before in SINGULAR_IN_S)
    )


_BEFORE_BARE = frozenset({"we", "you", "they", "i", "please"}) | MODALS
_WITH_CLAUSES = frozenset(["think", "say", "said", "believe", "hope", "expect", "know", "see", "find", "show", "feel", "wish", "guess", "note", "assume", "fear", "mean", "ensure", "thought", "knew", "found", "saw", "learn", "read", "heard", "hear", "tell", "told", "ask", "wonder", "trust", "suppose", "doubt", "admit", "argue", "claim", "report", "agree", "make", "let", "help", "watch"])  # fmt: skip
"""Verbs that a clause may follow without `that`."""
_NO_OBJECTS = frozenset(["it", "he", "she", "this", "that", "who", "which", "what", "and", "or", "but", "if", "when", "as", "there", "nobody", "everyone", "someone", "one"])  # fmt: skip


def _is_object_of_bare(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """Whether a verb of `we`, `you`, a modal stands up to three words before, so that a form in -s is its object: `we keep server logs`."""
    before = lowered[index - 1]
    if before.endswith("s") and not before.endswith("ss") and not IS_BARE[before]:
        return False  # `The window to file damage statements closes`
    for k in range(index - 1, max(index - 4, 0), -1):
        word = lowered[k]
        if not tokens[k].text.isalpha() or not tokens[k].text.islower() or word in PREPOSITIONS or word in _NO_OBJECTS:
            return False
        if lowered[k - 1] in _BEFORE_BARE:
            return (
                word not in _WITH_CLAUSES and word not in DETERMINERS and word not in MIDDLE_ADVERBS and IS_BARE[word]
            )
    return False


def _is_object(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """Whether a verb in the third person stands one or two words before, so that a form in -s is what it has for an object."""
    for k in (index - 1, index - 2):
        if k < 1 or not tokens[k].text.isalpha() or not tokens[k].text.islower():
            return False
        word, before = lowered[k], lowered[k - 1]
        if word in MIDDLE_ADVERBS or word in PREPOSITIONS or word in ("and", "or", "that", "who", "which"):
            return False
        if word.endswith("s") and not IS_BARE[word] and is_only_verb(word):
            return before[0].isalnum() and before not in DETERMINERS and before not in PREPOSITIONS
    return False


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
        or lowered[index + 1] in BEFORE_NOUN_PHRASES
        or lowered[index + 1] in OBJECT_WORDS
    )
