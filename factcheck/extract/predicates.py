"""Extract, part: which words of a sentence say that something happened or is so (verbs, event nouns, set phrases).

The lexicon groups wordings into classes; a verb outside it stands for itself by its lemma.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress, count

from factcheck.extract.closed_words import BE, DETERMINERS, HAVE, MODALS, closed_class
from factcheck.extract.imperatives import is_imperative, is_prohibition
from factcheck.extract.names import is_organisation_word
from factcheck.extract.noun_places import is_surely_plural, stands_as_noun
from factcheck.extract.passives import has_be_before, is_reduced_passive, is_remainder
from factcheck.extract.predicate_lexicon import (
    AFTER_MODAL,
    ALONE,
    ANYWHERE,
    CHANCES,
    GETTING,
    IN_PHRASE,
    IS_MODAL,
    Lexicon,
    lexicon_of_predicates,
)
from factcheck.extract.predicate_mention import Form as Form
from factcheck.extract.predicate_mention import PredicateMention as PredicateMention
from factcheck.extract.set_phrases import match_phrase
from factcheck.extract.verb_forms import IS_PARTICIPLE, LEMMAS, with_silent_e
from factcheck.extract.verb_or_noun import is_unknown_verb, stands_as_plain_verb, stands_as_verb
from factcheck.extract.verbal_words import NEVER_ADJECTIVES, SAME_PARTICIPLES, UNCHANGED
from factcheck.frozen import maker
from factcheck.patterns import pattern_of
from factcheck.values.words import Token, function_words, tokens

_mention = maker(PredicateMention)

_VERB, _NOUN = Form.VERB, Form.NOUN
"""Once, for the members of an Enum cost five times as much to name as a variable does."""


@lru_cache(maxsize=8192)
def predicate_of_words(text: str) -> str:
    """The class that a short label stands for (`Opened`, `Date of birth`, `End of support`), or nothing."""
    bare = text.strip(" :*").lower()
    if bare in ("found", "free"):  # what was founded is labelled `Founded`; a plan is free, and nobody was freed
        return "discover" if bare == "found" else ""
    of_what = (
        find_predicates(tokens(text[led.end() :]), label=True) if (led := _LAST_DAY.match(text)) is not None else ()
    )
    found = of_what or find_predicates(tokens(text), label=True)
    if not found and (lasting := text.strip(" :*").lower()).endswith(" since"):
        being = find_predicates(tokens(f"been {lasting}"))
        found = being if being and being[0].name == "found" else ()  # `In business since`, but not `Independent since`
    return found[0].name if found else ""


def is_first_event(label: str) -> bool:
    """Whether a label is nothing but a noun of the lexicon that begins with `first`: `First performance`, `First light`."""
    words = tokens(label.strip(" :*"))
    found = find_predicates(words, label=True)
    is_noun = bool(found) and found[0].known and found[0].form is Form.NOUN
    return is_noun and words[0].low == "first" and (found[0].first, found[0].last) == (0, len(words) - 1)


_LAST_DAY = pattern_of(
    r"\W*(?:the\s)?(?:last|final|latest)\s(?:possible\s)?(?:day|date)\s(?:to|for|of|on\swhich\sto)\s", re.I
)
"""What of `Last day to apply` says that a deadline follows, and not which."""


def find_predicates(
    tokens: Sequence[Token], lows: Sequence[str] | None = None, *, label: bool = False
) -> tuple[PredicateMention, ...]:
    """The predicates of a sentence in order, never overlapping; phrases win over single words.

    A label (a key, a table head) is read without a verb's surroundings. `lows` are the tokens in lower case, where they
    are at hand.
    """
    lowered = [token.low for token in tokens] if lows is None else lows
    if "since" in lowered:
        lowered = _with_adverb_since(lowered)
    chances = list(map(CHANCES.__getitem__, lowered))
    candidates = list(compress(count(), map(ANYWHERE.__and__, chances)))
    for after in compress(count(1), map(IS_MODAL.__and__, chances[:-1])):
        if chances[after] & AFTER_MODAL and not chances[after] & ANYWHERE:
            insort(candidates, after)
    if not candidates:
        return ()
    lexicon = lexicon_of_predicates()
    stems = list(map(LEMMAS.__getitem__, lowered))
    if "found" in lowered and not label:
        # the past of `find`, but for an infinitive: `was found at the quay`, `to found a school`
        before = ("", *lowered[:-1])
        stems = [
            "find" if word == "found" and prior != "to" and prior not in MODALS else base
            for word, prior, base in zip(lowered, before, stems, strict=True)
        ]
    present: set[str] | None = None
    found: list[PredicateMention] = []
    free = 0
    for index in candidates:
        if index < free or (index and lowered[index - 1] == "whichever"):
            continue  # `24 months or 500 flights, whichever comes first`
        chance, mention = chances[index], None
        if chance & IN_PHRASE and (rarest := lexicon.rarest.get(stems[index])) is not None:
            present = set(stems) if present is None else present
            mention = (
                None if rarest.isdisjoint(present) else match_phrase(lexicon, tokens, lowered, stems, present, index)
            )
            if mention is not None and stems[index] == "be":
                mention = _by_participle(lexicon, tokens, lowered, stems, present, mention)
        if mention is None and (chance & ALONE or (chance & AFTER_MODAL and index and chances[index - 1] & IS_MODAL)):
            mention = _match_word(lexicon, tokens, stems, lowered, index, label)
        if mention is not None:
            found.append(mention)
            free = mention.last + 1
    return tuple(found)


def _with_adverb_since(lowered: Sequence[str]) -> list[str]:
    """`has since lowered its price`: `since` between `have` and its participle as the adverb that it is there."""
    return [
        "already" if word == "since" and k and lowered[k - 1] in HAVE and _may_follow_since(after) else word
        for k, (word, after) in enumerate(zip(lowered, [*lowered[1:], "."], strict=True))
    ]


def _may_follow_since(word: str) -> bool:
    return word in BE or word in SAME_PARTICIPLES or (IS_PARTICIPLE[word] and bool(CHANCES[word] & ~AFTER_MODAL))


def _by_participle(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    lowered: Sequence[str],
    stems: Sequence[str],
    present: set[str],
    mention: PredicateMention,
) -> PredicateMention:
    """The phrase that the participle of a phrase with `be` begins, if its subject tells more or it goes further.

    `contact with the boat was lost`, `was taken into public ownership`.
    """
    for k in range(mention.first + 1, mention.last + 1):
        if stems[k] in lexicon.phrases and (IS_PARTICIPLE[lowered[k]] or lowered[k] in UNCHANGED):
            inner = match_phrase(lexicon, tokens, lowered, stems, present, k)
            if inner is not None and ((inner.passive and inner.by_subject) or inner.last > mention.last):
                return inner
    return mention


def _stands_before_noun(lowered: Sequence[str], index: int) -> bool:
    """Whether a noun follows right behind: a word that is no verb, preposition or other word of grammar."""
    after = lowered[index + 1] if index + 1 < len(lowered) else "."
    if not after[0].isalpha() or after in function_words() or after.endswith("ly"):
        return False
    return not (CHANCES[after] & ANYWHERE and IS_PARTICIPLE[after])


def _has_object(lowered: Sequence[str], index: int) -> bool:
    """Whether an object or an amount follows right behind: `gets a private studio`, `get £40 back`, not `gets paid`; `would do the work`."""
    after = lowered[index + 1] if index + 1 < len(lowered) else "."
    if lowered[index] == "do":
        return index > 0 and lowered[index - 1] in MODALS - {"to"} and after in _BEFORE_WORK
    return after in DETERMINERS or after[0].isdigit() or after[0] in "$£€¥" or after in _AMOUNTS


_BEFORE_WORK = frozenset(["the", "a", "an", "its", "his", "her", "our", "your", "their"])
_AMOUNTS = closed_class("counting") | {"up", "about", "half", "one", "between", "them", "it"}
_BEFORE_IMPERATIVE = frozenset(["please", ",", ";", ":", "–", "—", "or", "and"])
_FORBIDDING = frozenset(["not", "never", "don't", "don’t"])
_OPEN_TO_ALL = frozenset(["evening", "evenings", "day", "days", "house", "houses", "night", "nights", "morning", "mornings", "weekend", "weekends", "afternoon", "studio", "studios", "rehearsal", "rehearsals", "mic", "session", "sessions", "garden", "gardens", "source", "access", "air", "water", "letter"])  # fmt: skip
"""What is called open and is not opened."""
_DEGREES = frozenset(["best", "worst", "least", "better", "worse"])


def _stands_in_name(words: Sequence[Token], index: int) -> bool:
    """Whether words with capitals stand on both sides of a word."""
    return index + 1 < len(words) and words[index - 1].text[0].isupper() and words[index + 1].text[0].isupper()


def _match_word(
    lexicon: Lexicon, tokens: Sequence[Token], stems: Sequence[str], lowered: Sequence[str], index: int, label: bool
) -> PredicateMention | None:
    if index > 0 and tokens[index].text[0].isupper() and not label:
        return None  # inside a name: the Treaty, a Bridge Opening Committee
    if label and index and is_organisation_word(tokens[index].text) and _stands_in_name(tokens, index):
        return None  # `Hale Foundation Board`
    word, base = lowered[index], stems[index]
    if word == "free" and lowered[index + 1 : index + 2] == ["of"]:
        return None  # `replaced free of charge`
    if word == "open" and lowered[index + 1 : index + 2] and lowered[index + 1] in _OPEN_TO_ALL:
        return None  # `the open evening`
    if word == "last" and index and IS_PARTICIPLE[lowered[index + 1] if index + 1 < len(lowered) else "."]:
        return None  # `We last changed the rate`
    if word in GETTING and not _has_object(lowered, index):
        return None
    verb, noun = lexicon.verbs.get(base), lexicon.nouns.get(base) or lexicon.nouns.get(word)
    if verb and not label and lexicon.only.get(base, word) != word:
        verb = None  # `bears the cost`
    if noun and not verb and IS_PARTICIPLE[word] and word not in lexicon.nouns:
        noun = None  # `fired`, `showed`: no fire, no show
    if noun and word in lexicon.modifiers and _stands_before_noun(lowered, index):
        return None
    if label and (verb or noun):
        return _mention(first=index, last=index, name=verb or noun or "", form=_NOUN)
    if (word == "left" and is_remainder(lowered, index)) or (
        word[-1] == "s" and index and not label and is_surely_plural(lowered, index)
    ):
        return None
    if index and IS_PARTICIPLE[word] and lowered[index - 1] in _DEGREES and word not in NEVER_ADJECTIVES:
        return None  # `was the best attended for years`, `the most visited`
    in_noun_place = stands_as_noun(tokens, lowered, index)
    if in_noun_place and base in lexicon.things and not word.endswith("ing"):
        return None  # `the plant`, `a book`
    is_opening = index == 0 or lowered[index - 1] in _BEFORE_IMPERATIVE
    is_forbidding = index > 0 and lowered[index - 1] in _FORBIDDING and is_prohibition(lowered, index)
    if (verb or base in lexicon.others) and (
        is_forbidding or (is_opening and not label and is_imperative(lowered, index))
    ):
        name = verb or lexicon.others[base]
        return _mention(first=index, last=index, name=name, form=_VERB, known=bool(verb))
    if word in UNCHANGED and index and lowered[index + 1 : index + 2] == ["by"] and lowered[index - 1][0].isdigit():
        own = verb or lexicon.others.get(base, base)  # `the record of 25 set by`
        return _mention(first=index, last=index, name=own, form=_VERB, passive=True)
    if word in UNCHANGED and index and (lowered[index - 1] in BE or lowered[index - 1] in HAVE) and (verb or noun):
        passive = has_be_before(tokens, index)  # `was read 900 times`
        own = verb or lexicon.others.get(base) or noun or base
        return _mention(first=index, last=index, name=own, form=_VERB, passive=passive)
    if verb and not in_noun_place and stands_as_verb(tokens, lowered, index):
        passive = IS_PARTICIPLE[word] and (has_be_before(tokens, index) or is_reduced_passive(tokens, lowered, index))
        return _mention(first=index, last=index, name=verb, form=_VERB, passive=passive)
    if (
        (noun or verb)
        and index
        and lowered[index - 1] == "as"
        and word == base
        and lowered[index + 1 : index + 2] != ["of"]
    ):
        return None  # `succeeds Dr Frey as chair`
    if noun and (in_noun_place or not verb):
        return _mention(first=index, last=index, name=noun, form=_NOUN)
    if verb and in_noun_place and word != "founder" and (word == base or word.endswith("ing")):
        return _mention(first=index, last=index, name=verb, form=_NOUN)
    if verb or noun:
        return None
    other = lexicon.others.get(base) or (base if base in lexicon.only else "")
    if (other and not in_noun_place and stands_as_plain_verb(tokens, lowered, index)) or is_unknown_verb(
        tokens, lowered, index
    ):
        passive = (IS_PARTICIPLE[word] or word in UNCHANGED) and (
            has_be_before(tokens, index) or is_reduced_passive(tokens, lowered, index)
        )
        name = other or with_silent_e(base)
        return _mention(first=index, last=index, name=name, form=_VERB, passive=passive, known=False)
    return None
