"""Extract, part: which words of a sentence say that something happened or is so (verbs, event nouns, set phrases).

The lexicon `claims/predicates/` groups wordings into classes; a verb outside it stands for itself by its lemma.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from factcheck.data import load_yaml
from factcheck.values.words import Token, WordTable, stem

BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "get", "gets", "got", "am", "'s"})
HAVE = frozenset({"have", "has", "had", "having"})
DO = frozenset({"do", "does", "did"})
MODALS = frozenset({"will", "would", "shall", "should", "can", "could", "may", "might", "must", "cannot", "'ll", "to"})
AUXILIARIES = BE | HAVE | DO | MODALS | {"not", "never", "n't", "also", "already", "only", "then", "first", "finally"}
DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "its",
        "his",
        "her",
        "their",
        "our",
        "your",
        "my",
        "no",
        "any",
        "some",
        "each",
        "every",
        "another",
        "both",
        "all",
        "such",
        "first",
        "second",
        "third",
        "last",
        "next",
        "previous",
        "new",
        "old",
        "earlier",
        "later",
        "former",
        "final",
    ]
)
PREPOSITIONS = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "to",
        "with",
        "within",
        "without",
        "under",
        "over",
        "after",
        "before",
        "since",
        "until",
        "till",
        "during",
        "through",
        "between",
        "among",
        "against",
        "about",
        "around",
        "into",
        "onto",
        "upon",
        "across",
        "along",
        "towards",
        "toward",
        "near",
        "beyond",
        "above",
        "below",
        "behind",
        "beside",
        "besides",
        "despite",
        "except",
        "per",
        "via",
        "as",
        "than",
        "off",
        "out",
        "up",
        "down",
        "back",
    ]
)


class Form(StrEnum):
    """How a predicate is worded."""

    VERB = "verb"
    NOUN = "noun"
    PHRASE = "phrase"


_VERB, _NOUN, _PHRASE = Form.VERB, Form.NOUN, Form.PHRASE
"""Once, for the members of an Enum cost five times as much to name as a variable does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateClass:
    """One class of the lexicon."""

    name: str
    theme: str
    once: bool
    deadline: bool
    related: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateMention:
    """A predicate in a sentence. `first` and `last` are token indices, inclusive."""

    first: int
    last: int
    name: str
    form: Form
    passive: bool = False
    known: bool = True
    """Whether the lexicon has it."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    classes: dict[str, PredicateClass]
    verbs: dict[str, str]
    nouns: dict[str, str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    """Set phrases by their first stem."""
    last_words: dict[str, frozenset[str]]
    """The last stems of those: where a sentence has none of them, no phrase is tried."""
    others: dict[str, str]
    """Verbs of no class by their stems, each with its lemma."""
    no_nouns: frozenset[str]
    """The stems of those whose form in -s is no plural."""


@cache
def _lexicon() -> _Lexicon:
    classes: dict[str, PredicateClass] = {}
    verbs: dict[str, str] = {}
    nouns: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, entry in load_yaml("claims/predicates/en.yaml").items():
        classes[name] = PredicateClass(
            name=name,
            theme=entry.get("theme", "object"),
            once=entry.get("once") == "yes",
            deadline=entry.get("deadline") == "yes",
            related=frozenset(entry.get("related", ())),
        )
        for verb in entry.get("verbs", ()):
            verbs.setdefault(lemma(verb), name)
        for noun in entry.get("nouns", ()):
            nouns.setdefault(lemma(noun), name)
        for phrase in entry.get("phrases", ()):
            words = tuple(lemma(word) for word in phrase.split())
            phrases.setdefault(words[0], []).append((words, name))
    plain = load_yaml("claims/predicates/verbs.en.yaml")
    others = {lemma(verb): verb for verb in plain["verbs"].split()}
    no_nouns = frozenset(others) - {lemma(word) for word in plain["also_nouns"].split()} - nouns.keys()
    ordered = {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in phrases.items()}
    last_words = {first: frozenset(words[-1] for words, _ in found) for first, found in ordered.items()}
    return _Lexicon(classes, verbs, nouns, ordered, last_words, others, no_nouns)


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The stem of a word, with all forms of `be` and `have` made one."""
    lowered = word.lower()
    if lowered in BE:
        return "be"
    if lowered in HAVE:
        return "have"
    return stem(lowered)


def predicate_class(name: str) -> PredicateClass | None:
    """The class of that name, or none if it is a lemma outside the lexicon."""
    return _lexicon().classes.get(name)


def predicate_of_words(text: str) -> str:
    """The class that a short label stands for (`Opened`, `Date of birth`, `End of support`), or nothing."""
    from factcheck.values.words import tokens

    if text.strip(" :*").lower() == "found":
        return "discover"  # what was founded is labelled so
    found = find_predicates(tokens(text), label=True)
    return found[0].name if found else ""


def class_of_noun(word: str) -> str:
    """The class or verb that a deverbal noun stands for (`applications`: apply), or nothing."""
    lexicon, low = _lexicon(), word.lower()
    base = lemma(low)
    if found := lexicon.nouns.get(base) or lexicon.nouns.get(low):
        return found
    for ending, verb_ending in (("ations", "ate"), ("ation", "ate"), ("ions", ""), ("ion", ""), ("ments", ""), ("ment", ""), ("ings", ""), ("ing", "")):  # fmt: skip
        if low.endswith(ending) and len(low) - len(ending) > 2:
            root = lemma(low[: -len(ending)] + verb_ending)
            if found := lexicon.verbs.get(root) or lexicon.others.get(root, ""):
                return found
    return ""


def class_of_verb(word: str) -> str:
    """The class of a verb in any form, else its lemma where it is a common verb, or nothing."""
    lexicon, base = _lexicon(), lemma(word)
    return lexicon.verbs.get(base) or lexicon.others.get(base, "")


def class_of_event(word: str) -> str:
    """The class that lists a word among its nouns, or nothing: `foundation`, `outbreak`."""
    lexicon, low = _lexicon(), word.lower()
    return lexicon.nouns.get(lemma(low)) or lexicon.nouns.get(low, "")


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
    chances = list(map(_CHANCES.__getitem__, lowered))
    candidates = [
        k
        for k, chance in enumerate(chances)
        if chance & _ANYWHERE or (chance & _AFTER_MODAL and k and chances[k - 1] & _IS_MODAL)
    ]
    if not candidates:
        return ()
    lexicon = _lexicon()
    stems = list(map(_LEMMAS.__getitem__, lowered))
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
        if index < free:
            continue
        chance, mention = chances[index], None
        if chance & _IN_PHRASE and stems[index] in lexicon.phrases:
            present = set(stems) if present is None else present
            if not lexicon.last_words[stems[index]].isdisjoint(present):
                mention = _match_phrase(lexicon, tokens, stems, present, index)
        if mention is None and (
            chance & _ALONE or (chance & _AFTER_MODAL and index and chances[index - 1] & _IS_MODAL)
        ):
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
    return word in BE or word in _SAME_PARTICIPLES or (_is_participle(word) and bool(_CHANCES[word] & ~_AFTER_MODAL))


_IN_PHRASE, _ALONE, _AFTER_MODAL, _IS_MODAL = 1, 2, 4, 8
_ANYWHERE = _IN_PHRASE | _ALONE


def _chances_of(word: str) -> int:
    """Whether a word in lower case can begin a set phrase, be a predicate alone, or be one right behind a modal at least.

    It also says whether the word is such a modal itself.
    """
    lexicon, base = _lexicon(), lemma(word)
    chance = _IN_PHRASE if base in lexicon.phrases or word == "found" else 0
    if word in MODALS:
        chance |= _IS_MODAL
    if not word[0].isalpha() or word in AUXILIARIES:
        return chance
    if (
        base in lexicon.verbs
        or base in lexicon.nouns
        or word in lexicon.nouns
        or base in lexicon.others
        or _IS_PARTICIPLE[word]
    ):
        chance |= _ALONE
    return chance | _AFTER_MODAL


_CHANCES = WordTable(_chances_of)
_IS_BARE = WordTable(lambda word: word in (lemma(word), lemma(word) + "e"))
_LEMMAS = WordTable(lemma)


_TURNING = frozenset({"off", "on", "out", "up", "down", "in", "not", "never", "no"})
"""Words that make another verb of the one before: none may stand inside a phrase that has it not."""


def _match_phrase(
    lexicon: _Lexicon, tokens: Sequence[Token], stems: Sequence[str], present: set[str], index: int
) -> PredicateMention | None:
    for words, name in lexicon.phrases[stems[index]]:
        if words[-1] not in present or not present.issuperset(words):
            continue
        if len(words) == 2 and words[1] in PREPOSITIONS and index and tokens[index - 1].low in _BEFORE_ADJECTIVES:
            continue  # `closed in its turn in 2003`
        at, last = index, index
        for word in words[1:]:
            at = next((k for k in range(last + 1, min(last + 4, len(stems))) if stems[k] == word), -1)
            if at < 0 or any(
                tokens[k].text in ",.;:()"
                or stems[k] in _TURNING
                or _IS_PARTICIPLE[tokens[k].low]
                or stems[k] in lexicon.verbs
                for k in range(last + 1, at)
            ):
                break
            last = at
        else:
            passive = stems[index] != "be" and _has_be_before(tokens, index) and _IS_PARTICIPLE[tokens[index].low]
            return PredicateMention(first=index, last=last, name=name, form=_PHRASE, passive=passive)
    return None


def _match_word(
    lexicon: _Lexicon, tokens: Sequence[Token], stems: Sequence[str], lowered: Sequence[str], index: int, label: bool
) -> PredicateMention | None:
    if index > 0 and tokens[index].text[0].isupper() and not label:
        return None  # inside a name: the Treaty, a Bridge Opening Committee
    word, base = lowered[index], stems[index]
    verb, noun = lexicon.verbs.get(base), lexicon.nouns.get(base) or lexicon.nouns.get(word)
    if label and (verb or noun):
        return PredicateMention(first=index, last=index, name=verb or noun or "", form=_NOUN)
    if (word == "left" and _is_remainder(lowered, index)) or (
        index and not label and _is_surely_plural(lowered, index)
    ):
        return None
    in_noun_place = _stands_as_noun(tokens, lowered, index)
    if (index == 0 or lowered[index - 1] in ("please", ",")) and (
        not label and (verb or base in lexicon.others) and _is_imperative(lowered, index)
    ):
        name = verb or lexicon.others[base]
        return PredicateMention(first=index, last=index, name=name, form=_VERB, known=bool(verb))
    if word in _UNCHANGED and index and (lowered[index - 1] in BE or lowered[index - 1] in HAVE) and (verb or noun):
        passive = _has_be_before(tokens, index)  # `was read 900 times`
        own = verb or lexicon.others.get(base) or noun or base
        return PredicateMention(first=index, last=index, name=own, form=_VERB, passive=passive)
    if verb and not in_noun_place and _stands_as_verb(tokens, lowered, index):
        passive = _IS_PARTICIPLE[word] and (
            _has_be_before(tokens, index) or _is_reduced_passive(tokens, lowered, index)
        )
        return PredicateMention(first=index, last=index, name=verb, form=_VERB, passive=passive)
    if (
        (noun or verb)
        and index
        and lowered[index - 1] == "as"
        and word == base
        and lowered[index + 1 : index + 2] != ["of"]
    ):
        return None  # `succeeds Dr Frey as chair`
    if noun and (in_noun_place or not verb):
        return PredicateMention(first=index, last=index, name=noun, form=_NOUN)
    if verb and in_noun_place and word != "founder" and (word == base or word.endswith("ing")):
        return PredicateMention(first=index, last=index, name=verb, form=_NOUN)
    if verb or noun:
        return None
    other = lexicon.others.get(base, "")
    if (other and not in_noun_place and _stands_as_plain_verb(tokens, lowered, index)) or _is_unknown_verb(
        tokens, lowered, index
    ):
        passive = (_IS_PARTICIPLE[word] or word in _UNCHANGED) and (
            _has_be_before(tokens, index) or _is_reduced_passive(tokens, lowered, index)
        )
        name = other or with_silent_e(base)
        return PredicateMention(first=index, last=index, name=name, form=_VERB, passive=passive, known=False)
    return None


_COUNTING = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty", "hundred", "thousand", "dozen", "several", "many", "few", "these", "those", "various", "other", "both"])  # fmt: skip


def _is_surely_plural(lowered: Sequence[str], index: int) -> bool:
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
    ):
        return True  # `will answer questions`
    return lowered[index - 1] in _COUNTING or (after in _FINITE and after not in ("'s", "got", "get", "being", "been"))


def _is_remainder(lowered: Sequence[str], index: int) -> bool:
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
    return lowered[index - 1] == "first" and (index == 1 or not lowered[index - 2][0].isalpha())


def _stands_as_plain_verb(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """Whether a verb that may be a noun as well is a verb by what follows: an object, a number, a preposition."""
    word = lowered[index]
    if (
        word in _UNCHANGED
        and index
        and lowered[index - 1] == ","
        and lowered[index + 1 : index + 2] in _AFTER_PARTICIPLE
    ):
        return True  # `its bell, cast in 1644,`
    if word in _UNCHANGED and index and lowered[index - 1][0].isalpha() and lowered[index - 1] not in DETERMINERS:
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
    if not _stands_as_verb(tokens, lowered, index) or (
        lowered[index + 1 : index + 2] == ["of"] and lowered[index - 1] in ("nor", "or", "and") and word.endswith("s")
    ):
        return False
    subject = lowered[index - 1] if index else ""
    if subject in _MIDDLE_ADVERBS and index > 1:
        subject = lowered[index - 2]
    if word.endswith("s") and stem(word) in _lexicon().no_nouns and subject not in _LEADING:
        return True  # `The bridge at Mill Cross carries vehicles`
    if subject in ("we", "they", "i") or (subject in ("he", "she", "it", "which", "who") and word.endswith("s")):
        return True
    if not _IS_BARE[word] and not word.endswith(("s", "ing", "ed")):
        before = lowered[index - 1] if index else ""
        if index and before not in DETERMINERS and before not in PREPOSITIONS and before[0].isalnum():
            return True  # a past that is no other word: `Demand rose most sharply`
    if _IS_PARTICIPLE[word] and word.endswith("ed"):
        before = lowered[index - 1] if index else ""
        return (
            index > 0
            and (before not in DETERMINERS or before == "that" or _is_first_done(lowered, index))
            and (before not in PREPOSITIONS or before == "to")
        )
    after = lowered[index + 1] if index + 1 < len(lowered) else "."
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


_OF_KIND = frozenset(["into", "as", "like", "including"])
_NEVER_NOUNS = frozenset(["begin", "become", "remain", "contain", "receive", "require", "belong", "consist", "exist", "include", "provide", "occur", "appear", "arrive", "depend", "allow", "grow", "keep", "bring", "sell", "lead", "cover", "weigh", "carry", "hold", "serve", "earn", "believe", "expect", "produce", "employ", "attract", "consume", "generate", "operate", "replace", "publish", "destroy", "complete", "achieve", "establish", "occupy", "appoint", "acquire", "govern", "own"])  # fmt: skip
_NEVER_NOUN_STEMS = frozenset(map(stem, _NEVER_NOUNS))
_OWNED = frozenset(["its", "their", "his", "our"])
_SAME_PARTICIPLES = frozenset(
    ["run", "come", "become", "overcome", "cut", "put", "set", "hit", "let", "spread", "shed", "split"]
)
_OUTWARD = frozenset(["out", "off", "down", "up", "back", "away", "aside"])
_UNCHANGED = frozenset(["cost", "cut", "put", "set", "hit", "let", "spread", "cast", "split", "shed", "bid", "upset", "read", "beat"])  # fmt: skip
"""Verbs whose past is their base form."""

_BEFORE_OBJECTS = frozenset(["about", "nearly", "almost", "roughly", "approximately", "some", "more", "less", "fewer", "up", "exactly", "it", "them", "him", "us", "that", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty", "hundreds", "thousands", "only", "just", "well", "together", "again", "here", "there", "when", "where", "and"])  # fmt: skip

_SILENT_E = re.compile(
    r"(?:[^aeiou]at|iv|[aeo]v|[aeou]c|nc|rc|[aeiou]z|[aeo]r?g|dg|[lr]g|[aeiou][rn]?s|[aiu]r|[aiu]t|[aiou]d|[iu]n|[aiu]l|[^aeiou][aio]k|[uo]m|[aei]b|bl|tl|dl|fl|gl|kl|pl|[aiy]p|u)\Z"
)


def with_silent_e(base: str) -> str:
    """The lemma of a verb outside all lists, guessed from its stem: `revitalis`, `revitalise`; `stemm` stays."""
    bare = base
    if re.search(r"(?:[aeiou]{2}[^aeiou]|er|en|it|ow|aw|ay|ey|on|ain|al|el|ol)\Z", bare) and not re.search(
        r"(?:uat|iat|eat)\Z", bare
    ):
        return bare
    return bare + "e" if len(bare) > 2 and _SILENT_E.search(bare) else bare


def _stands_as_noun(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """Whether a determiner or an adjective before it makes a word a noun here."""
    if index == 0:
        return False
    before = lowered[index - 1]
    if before[-1] == "s" and before.endswith(("'s", "’s")):
        return True
    if before in DETERMINERS:
        # `that opened`, `all opened`, `first opened`: pronouns and adverbs before a finite verb
        return not (
            lowered[index].endswith("ed")
            or (
                before in {"that", "this", "all", "first", "last", "later", "earlier"}
                and lowered[index] != lemma(lowered[index])
            )
        )
    if before in PREPOSITIONS and before not in {"to", "up", "out", "off", "down", "back"}:
        return True
    if index < 2 or lowered[index - 2] not in DETERMINERS or _IS_PARTICIPLE[lowered[index]]:
        return False
    after = lowered[index + 1] if index + 1 < len(lowered) else "."
    if lowered[index] in _UNCHANGED and (after in _OBJECTS or after in _OWNED or after[0] in "$£€¥"):
        return False  # `The rollback cost us 38 minutes`
    if lowered[index] in _NEVER_NOUNS and before.endswith("s"):
        return False  # `The shelves begin 80 centimetres above`
    if lowered[index] in _UNCHANGED and after in _OUTWARD and before.endswith("s"):
        return False  # `The masons cut out 2,300 metres`
    return not _is_third_person(tokens, lowered, index)


_BEHIND_VERB = frozenset(["below", "above", "under", "between", "within", "beyond", "by", "to", "from", "at", "on", "in", "until", "a", "an", "the", "its", "his", "her", "their", "our", "it", "them", "us", "no", "only", "about", "over", "up", "down", "into", "with", "for", "every", "more", "less", "nearly", "not", "all", "some", "off", "out", "back", "away", "through", "across", "along", "around", "against", "after", "before", "as", "that", "when"])  # fmt: skip
_FINITE = BE | HAVE | DO | (MODALS - {"to"})


def _is_third_person(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """`the tide rises by 4 m`, `the bridge carries lorries`: a form in -s after a singular noun, where no other verb is near."""
    word, before = lowered[index], lowered[index - 1]
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or not before[0].isalpha():
        return False
    if (before.endswith("s") and not before.endswith(("ss", "us", "is"))) or (
        before not in _LIKE_ADJECTIVES and before.endswith(("ic", "al", "ive", "ous", "ish", "ary", "ful", "less"))
    ):
        return False
    after = lowered[index + 1] if index + 1 < len(lowered) else "."
    if stem(word) in _NEVER_NOUN_STEMS and lowered[index - 2] in _BEFORE_ADJECTIVES:
        return True  # `The fund replaces version 2.1`
    is_named = index + 1 < len(tokens) and tokens[index + 1].text[0].isupper()  # `The guild buys Tarn Hall`
    if (
        after not in _BEHIND_VERB
        and after not in (".", ";")
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
        if lowered[k] in _FINITE or (_CHANCES[lowered[k]] & _ALONE and _IS_PARTICIPLE[lowered[k]]):
            return False  # `ran from the quay to the lime works`
    return True


_CLAUSE_ENDS = frozenset([",", ";", ":", ".", "(", ")", "and", "but", "which", "that", "who", "when", "because", "since", "where", "if", "–", "—"])  # fmt: skip


_AFTER_IMPERATIVE = frozenset(["a", "an", "the", "your", "our", "any", "all", "this", "these", "it", "them", "us", "to", "for", "by", "online", "now", "before", "no", "from", "until", "with", "at", "in", "on"])  # fmt: skip


_BEFORE_REQUEST = frozenset(["if", "to", "when", "for", "before", "after", "once", "unless", "where"])
_NO_IMPERATIVE = frozenset(["last", "open", "own", "free", "clear", "complete", "present", "close", "like", "back", "under", "over", "outside", "near", "round", "about", "born", "cost", "height", "time", "date"])  # fmt: skip


def _is_imperative(lowered: Sequence[str], index: int) -> bool:
    """`Book your place by 3 May`, `Please register before Friday`: a base form with an object or a preposition behind it."""
    word = lowered[index]
    leads = lowered[index - 1] == "," and lowered[0] in _BEFORE_REQUEST if index else True
    if (not leads and lowered[index - 1] != "please") or index + 1 >= len(lowered) or word in _NO_IMPERATIVE:
        return False
    if not _IS_BARE[word]:
        return False
    return lowered[index + 1] in _AFTER_IMPERATIVE


_LIKE_ADJECTIVES = frozenset(
    [
        "parish",
        "fish",
        "dish",
        "finish",
        "varnish",
        "hospital",
        "festival",
        "journal",
        "canal",
        "capital",
        "animal",
        "arrival",
        "proposal",
        "trial",
        "signal",
        "medal",
        "rival",
        "terminal",
        "portal",
        "cathedral",
        "tribunal",
        "removal",
        "carnival",
        "appeal",
        "deal",
        "seal",
        "meal",
        "clinic",
        "fabric",
        "traffic",
        "public",
        "republic",
        "epidemic",
        "pandemic",
        "mechanic",
        "critic",
        "archive",
        "executive",
        "initiative",
        "collective",
        "cooperative",
        "representative",
        "hive",
        "library",
        "dictionary",
        "secretary",
        "sanctuary",
        "estuary",
        "tributary",
        "glossary",
        "boundary",
        "anniversary",
        "salary",
        "granary",
        "diary",
        "president",
        "student",
        "patient",
        "government",
        "parliament",
        "document",
        "agent",
        "client",
        "department",
        "monument",
        "instrument",
        "settlement",
        "treatment",
        "experiment",
        "regiment",
        "segment",
        "cement",
        "event",
        "tent",
        "agreement",
        "current",
        "garment",
        "basement",
        "pavement",
        "apartment",
        "equipment",
        "shipment",
        "investment",
        "management",
        "movement",
        "judgment",
        "statement",
        "amendment",
        "parent",
        "incident",
        "accident",
        "continent",
        "resident",
        "superintendent",
        "man",
        "woman",
        "van",
        "plan",
        "pan",
        "ocean",
        "organ",
        "fan",
        "clan",
        "span",
        "dean",
        "guardian",
        "librarian",
        "musician",
        "physician",
        "orphan",
        "veteran",
        "caravan",
        "chairman",
        "foreman",
        "fisherman",
        "human",
    ]
)
"""Nouns that end as adjectives do."""
_BEFORE_ADJECTIVES = frozenset(["a", "an", "the", "its", "his", "her", "their", "our", "my", "your", "no", "every", "each", "another"])  # fmt: skip
_BEFORE_NOUNS = DETERMINERS - {"that", "last", "next"}
_LEADING = PREPOSITIONS | DETERMINERS
_PLURAL_WORDS = frozenset(["people", "men", "women", "children", "police", "staff", "others"])
_MIDDLE_ADVERBS = frozenset(["now", "still", "often", "always", "usually", "sometimes", "generally", "normally", "currently", "rarely", "soon", "again"])  # fmt: skip
_PRONOUNS = frozenset(["i", "we", "you", "he", "she", "it", "they", "who", "which", "that"])


def _stands_as_verb(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    word = lowered[index]
    if word.endswith("ing"):
        return index > 0 and (
            lowered[index - 1] in BE
            or lowered[index - 1] in {",", "and", "after", "before", "when"}
            or tokens[index - 1].text == ","
        )
    if _IS_PARTICIPLE[word]:
        return not (index and word.endswith("ed") and lowered[index - 1] in _BEFORE_ADJECTIVES)
    if index == 0:
        return False
    before = lowered[index - 1]
    if (
        before in _MIDDLE_ADVERBS
        and index > 1
        and (lowered[index - 2] in _PRONOUNS or lowered[index - 2] in AUXILIARIES)
    ):
        before = lowered[index - 2]  # `We now keep`
    if before == "to" and word.endswith("s") and not _IS_BARE[word]:
        return False  # `moved to camps run by`
    if before in AUXILIARIES or before in _PRONOUNS:
        return True
    if _IS_BARE[word] or not word.endswith("s"):
        after = lowered[index + 1] if index + 1 < len(lowered) else ""
        if before == "," and _IS_BARE[word] and _closes_insertion(lowered, index, after):
            return True  # `The old dryers, in use since 2001, consume 90 kilowatt-hours`
        if after in DETERMINERS and before not in DETERMINERS and before not in PREPOSITIONS and _IS_BARE[word]:
            return True  # `they all pay the fee`
        # a bare form is a verb after a plural or a conjoined verb; elsewhere it is a noun (`the Soviet rule`)
        conjoined = tokens[index - 1].text[0].isupper() and any(
            lowered[k] == "and" for k in range(max(0, index - 4), index - 1)
        )
        return (
            before == "and"
            or conjoined
            or before in _PLURAL_WORDS
            or (before.endswith("s") and not before.endswith(("ss", "us", "is", "'s")))
        )
    after = lowered[index + 1] if index + 1 < len(lowered) else ""
    if index > 1 and lowered[index - 2] in HAVE and _IS_PARTICIPLE[before]:
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
        and (before in _LIKE_ADJECTIVES or not before.endswith(("ic", "al", "ive", "ous", "an", "ish", "ent", "ary")))
        and (not before.endswith("s") or before.endswith("ss"))
    )


def _closes_insertion(lowered: Sequence[str], index: int, after: str) -> bool:
    """Whether the comma before a bare form closes what was put in behind a plural subject, and an object follows."""
    if not (after[:1].isdigit() or after[:1] in ("$", "£", "€", "¥") or after in DETERMINERS or after in _COUNTING):
        return False
    opening = next((k for k in range(index - 2, 0, -1) if lowered[k] == ","), 0)
    if opening < 1 or any(lowered[k] in _FINITE or lowered[k] in (";", ":") for k in range(opening)):
        return False
    subject = lowered[opening - 1]
    return subject in _PLURAL_WORDS or (subject.endswith("s") and not subject.endswith(("ss", "us", "is", "'s")))


def _is_participle(word: str) -> bool:
    """Whether a form in lower case is a past tense or participle: -ed, or an irregular form that differs from its stem."""
    base = lemma(word)
    return word.endswith("ed") or (word not in (base, base + "e") and not word.endswith(("s", "ing")))


_IS_PARTICIPLE = WordTable(_is_participle)


def _has_be_before(tokens: Sequence[Token], index: int) -> bool:
    for k in range(index - 1, max(-1, index - 4), -1):
        word = tokens[k].low
        if word in BE:
            return True
        if word not in AUXILIARIES and not word.endswith("ly"):
            return False
    return False


def _is_reduced_passive(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """`The treaty, signed in March`; `a bridge opened by the king`: a participle with a preposition behind it."""
    if index + 1 >= len(tokens) or lowered[index - 1] in HAVE:
        return False
    after = lowered[index + 1]
    if index == 0:
        return after in _AFTER_FIRST and "," in lowered  # `Opened in 1931 by Lord Haig, the pool`
    before = tokens[index - 1].text
    return after == "by" or (before == "," and after in {"in", "on", "at", "between", "from"})


_NO_VERBS = frozenset(["and", "or", "but", "nor", "it", "he", "she", "they", "we", "i", "you", "there", "here", "which", "who", "when", "where", "while", "if", "so", "not", "well", "perhaps", "however"])  # fmt: skip
_AFTER_FIRST = frozenset(["by", "in", "on", "at", "between", "from", "of", "as", "after", "for"])
_OBJECTS = frozenset(["us", "me", "him", "them", "it", "you", "himself", "herself", "itself", "themselves"])


def _is_unknown_verb(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """Whether a word outside the lexicon is surely a verb: a participle after an auxiliary, or -ed with a subject."""
    word = lowered[index]
    if index and lowered[index - 1] in AUXILIARIES and _has_be_before(tokens, index) and _IS_PARTICIPLE[word]:
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
