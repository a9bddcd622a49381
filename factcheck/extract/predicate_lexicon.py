"""Extract, part: the lexicon of predicates: which class a word's stem belongs to, and what chance a word has to be one.

The classes stand in `claims/predicates/en.yaml`, the common verbs of no class in `verbs.en.yaml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import product

from factcheck.data import load_yaml
from factcheck.extract.closed_words import AUXILIARIES, MODALS
from factcheck.extract.verb_forms import IS_PARTICIPLE, lemma
from factcheck.frozen import dataclass
from factcheck.values.predicate_entries import predicate_entries
from factcheck.values.words import WordTable


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateClass:
    """One class of the lexicon."""

    name: str
    theme: str
    once: bool
    deadline: bool
    related: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPhrase:
    """Several words that stand for a class. `words` are stems from the verb on, or those of a noun of several words."""

    words: tuple[str, ...]
    name: str
    subject: tuple[str, ...] = ()
    """The stems of the subject, where that is part of the phrase: `the curtain went up`, `ground was broken`."""
    object_size: int = 0
    """How many of its last words are the object: `cut the ribbon`."""
    names: bool = False
    """Whether the subject or object names the thing that the event befalls, and is no mere part of the phrase."""
    passive: bool = False
    is_noun: bool = False
    since: bool = False
    """Whether it stands for the class only beside `since`: `has existed since 1990`."""
    number: int = 0
    needed: frozenset[str] = frozenset()
    """The stems that a sentence must have for the phrase to be there."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    classes: dict[str, PredicateClass]
    verbs: dict[str, str]
    only: dict[str, str]
    """By the stem of a verb that belongs to its class in one form alone, that form."""
    nouns: dict[str, str]
    phrases: dict[str, dict[str, tuple[SetPhrase, ...]]]
    """Set phrases by their first stem and the rarest one that they need besides: without it in a sentence none is tried."""
    rarest: dict[str, frozenset[str]]
    """For each first stem those rarest ones: without any of them in a sentence no phrase begins there."""
    others: dict[str, str]
    """Verbs of no class by their stems, each with its lemma."""
    no_nouns: frozenset[str]
    """The stems of those whose form in -s is no plural."""
    event_nouns: frozenset[str]
    """The nouns of the classes as they stand."""
    things: frozenset[str]
    """The stems of verbs that as nouns name a thing and no event: `the plant`, `a book`."""
    modifiers: frozenset[str]
    """Event nouns that often stand before another noun, which then tells what is meant: `show tickets`."""


POSSESSIVE = "one's"
"""In a phrase any possessive: `lose one's life`."""


@cache
def lexicon_of_predicates() -> Lexicon:
    classes: dict[str, PredicateClass] = {}
    verbs: dict[str, str] = {}
    only: dict[str, str] = {}
    nouns: dict[str, str] = {}
    phrases = _Phrases()
    entries = predicate_entries()
    for name, entry in entries.items():
        classes[name] = PredicateClass(
            name=name, theme=entry.theme, once=entry.once, deadline=entry.deadline, related=frozenset(entry.related)
        )
        for base in entry.verbs:
            verbs.setdefault(_STEMS[base], name)
            if entry.only:
                only[_STEMS[base]] = entry.only
        for noun in entry.nouns:
            if " " in noun:
                phrases.add(_stems(noun), name, is_noun=True)
            elif noun.endswith("ing") and verbs.get(_STEMS[noun]) != name:
                nouns.setdefault(noun, name)  # `the screening`, not `the screen`
            else:
                nouns.setdefault(_STEMS[noun], name)
        for phrase in entry.phrases:
            for words in _wordings(phrase):
                since = words[-1] == _STEMS["since"]
                phrases.add(words[:-1] if since else words, name, since=since)
        for phrase in entry.objects:
            verb, _, thing = phrase.partition("|")
            for words, its_noun in product(map(_stems, verb.split("/")), tuple(_wordings(thing))):
                phrases.add_with_object(name, words, its_noun, names=entry.names)
        for phrase in entry.subjects:
            subject, _, verb = phrase.partition("|")
            for words, its_noun in product(map(_stems, verb.split("/")), tuple(_wordings(subject))):
                phrases.add(words, name, subject=its_noun, names=entry.names)
    plain = load_yaml("claims/predicates/verbs.en.yaml")
    others = {lemma(verb): verb for verb in plain["verbs"].split()}
    no_nouns = frozenset(others) - {lemma(word) for word in plain["also_nouns"].split()} - nouns.keys()
    things = frozenset(map(lemma, plain["things"].split()))
    modifiers = frozenset(plain["modifiers"].split())
    event_nouns = frozenset(noun for entry in entries.values() for noun in entry.nouns)
    by_stems = phrases.by_stems()
    rarest = {first: frozenset(rest) for first, rest in by_stems.items()}
    return Lexicon(classes, verbs, only, nouns, by_stems, rarest, others, no_nouns, event_nouns, things, modifiers)


_STEMS = WordTable(lambda word: word if word == POSSESSIVE else lemma(word))


class _Phrases:
    """Set phrases, numbered as they come."""

    def __init__(self) -> None:
        self._every: list[SetPhrase] = []
        self._counts: Counter[str] = Counter()

    def by_stems(self) -> dict[str, dict[str, tuple[SetPhrase, ...]]]:
        """The phrases by their first stem and, of the others that they need, the one that the fewest phrases need."""
        found: dict[str, dict[str, list[SetPhrase]]] = {}
        for phrase in self._every:
            first = phrase.words[0]
            rarest = min(phrase.needed - {first} or {first}, key=lambda word: (self._counts[word], word))
            found.setdefault(first, {}).setdefault(rarest, []).append(phrase)
        return {first: {stem: tuple(few) for stem, few in rest.items()} for first, rest in found.items()}

    def add(
        self,
        words: tuple[str, ...],
        name: str,
        *,
        subject: tuple[str, ...] = (),
        object_size: int = 0,
        names: bool = False,
        passive: bool = False,
        is_noun: bool = False,
        since: bool = False,
    ) -> None:
        needed = {*words, *subject}
        needed.discard(POSSESSIVE)
        if since:
            needed.add(_STEMS["since"])
        phrase = SetPhrase(
            words=words, name=name, subject=subject, object_size=object_size, names=names, passive=passive,
            is_noun=is_noun, since=since, number=len(self._every), needed=frozenset(needed),
        )  # fmt: skip
        self._every.append(phrase)
        self._counts.update(phrase.needed)

    def add_with_object(self, name: str, verb: tuple[str, ...], thing: tuple[str, ...], *, names: bool) -> None:
        """`cut the ribbon`, `hand over the keys`, `hand the keys over`, `the ribbon was cut`."""
        self.add((*verb, *thing), name, object_size=len(thing), names=names)
        if len(verb) > 1 and not names:
            self.add((verb[0], *thing, *verb[1:]), name, object_size=len(thing))
        self.add(verb, name, subject=thing, passive=True, names=names)


def _stems(phrase: str) -> tuple[str, ...]:
    return tuple([_STEMS[word] for word in phrase.split()])


def _wordings(phrase: str) -> Iterable[tuple[str, ...]]:
    """The stems of a phrase whose words may have others beside them: `become head/mayor`."""
    if "/" not in phrase:
        return (_stems(phrase),)
    return product(*[[_STEMS[word] for word in choice.split("/")] for choice in phrase.split()])


def predicate_class(name: str) -> PredicateClass | None:
    """The class of that name, or none if it is a lemma outside the lexicon."""
    return lexicon_of_predicates().classes.get(name)


def class_of_noun(word: str) -> str:
    """The class or verb that a deverbal noun stands for (`applications`: apply), or nothing."""
    lexicon, low = lexicon_of_predicates(), word.lower()
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
    lexicon, base = lexicon_of_predicates(), lemma(word)
    return lexicon.verbs.get(base) or lexicon.others.get(base, "")


def class_of_event(word: str) -> str:
    """The class that lists a word among its nouns, or nothing: `foundation`, `outbreak`."""
    lexicon, low = lexicon_of_predicates(), word.lower()
    return lexicon.nouns.get(lemma(low)) or lexicon.nouns.get(low, "")


IN_PHRASE, ALONE, AFTER_MODAL, IS_MODAL = 1, 2, 4, 8
ANYWHERE = IN_PHRASE | ALONE


GETTING = frozenset(["get", "gets", "do"])
"""Forms that lead a participle or a verb (`get paid`) and are verbs of their own before an object (`gets a studio`, `would do the work`)."""


def _chances_of(word: str) -> int:
    """Whether a word in lower case can begin a set phrase, be a predicate alone, or be one right behind a modal at least.

    It also says whether the word is such a modal itself.
    """
    lexicon, base = lexicon_of_predicates(), lemma(word)
    chance = IN_PHRASE if base in lexicon.phrases or word == "found" else 0
    if word in MODALS:
        chance |= IS_MODAL
    if not word[0].isalpha() or (word in AUXILIARIES and word not in GETTING):
        return chance
    if (
        base in lexicon.verbs
        or base in lexicon.nouns
        or word in lexicon.nouns
        or base in lexicon.others
        or IS_PARTICIPLE[word]
    ):
        chance |= ALONE
    return chance | AFTER_MODAL


CHANCES = WordTable(_chances_of)
