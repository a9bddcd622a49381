"""Extract, part: the lexicon of predicates: which class a word's stem belongs to, and what chance a word has to be one.

The classes stand in `claims/predicates/en.yaml`, the common verbs of no class in `verbs.en.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from factcheck.data import load_yaml
from factcheck.extract.closed_words import AUXILIARIES, MODALS
from factcheck.extract.verb_forms import IS_PARTICIPLE, lemma
from factcheck.values.words import WordTable


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateClass:
    """One class of the lexicon."""

    name: str
    theme: str
    once: bool
    deadline: bool
    related: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
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
    event_nouns: frozenset[str]
    """The nouns of the classes as they stand."""


@cache
def lexicon_of_predicates() -> Lexicon:
    classes: dict[str, PredicateClass] = {}
    verbs: dict[str, str] = {}
    nouns: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    classes_of = load_yaml("claims/predicates/en.yaml")
    for name, entry in classes_of.items():
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
    event_nouns = frozenset(noun for entry in classes_of.values() for noun in entry.get("nouns", ()))
    ordered = {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in phrases.items()}
    last_words = {first: frozenset(words[-1] for words, _ in found) for first, found in ordered.items()}
    return Lexicon(classes, verbs, nouns, ordered, last_words, others, no_nouns, event_nouns)


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


def _chances_of(word: str) -> int:
    """Whether a word in lower case can begin a set phrase, be a predicate alone, or be one right behind a modal at least.

    It also says whether the word is such a modal itself.
    """
    lexicon, base = lexicon_of_predicates(), lemma(word)
    chance = IN_PHRASE if base in lexicon.phrases or word == "found" else 0
    if word in MODALS:
        chance |= IS_MODAL
    if not word[0].isalpha() or word in AUXILIARIES:
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
