"""Align, part: what the lexicons say of predicates and of what each level of comparison is worth."""

from __future__ import annotations

from functools import cache, lru_cache

from factcheck.data import load_yaml
from factcheck.model.cell import Level
from factcheck.values.predicate_entries import predicate_entries
from factcheck.values.words import stem, synonym

VETO = float("-inf")


@cache
def related_classes(predicate: str) -> tuple[str, ...]:
    """The classes that may report the same event as this one, in either direction, sorted."""
    classes = predicate_entries()
    entry = classes.get(predicate)
    if entry is None:
        return ()
    back = [name for name, other in classes.items() if predicate in other.related]
    return tuple(sorted({*entry.related, *back}))


@cache
def _classes_by_stem() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, entry in predicate_entries().items():
        for word in (*entry.verbs, *entry.nouns):
            found.setdefault(stem(word), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def classes_of(word_stem: str) -> frozenset[str]:
    """The classes that list a word, given by its stem, among their verbs or nouns."""
    return _classes_by_stem().get(word_stem, frozenset())


def is_known(predicate: str) -> bool:
    """Whether the lexicon has this class."""
    return predicate in predicate_entries()


@cache
def _tasks() -> frozenset[str]:
    return frozenset(load_yaml("claims/predicates/tasks.en.yaml")["nouns"]) - {"use", "withdraw"}


@cache
def _stage_of_paper() -> dict[str, int]:
    stages = load_yaml("claims/predicates/tasks.en.yaml")["stages"]
    return {synonym(stem(word)): number for number, words in enumerate(stages) for word in words}


def are_of_two_stages(a: str, b: str) -> bool:
    """Whether two papers, as stems, are sent in different stages of a matter: the proposal before it, the report after it."""
    stages = _stage_of_paper()
    x, y = stages.get(synonym(a)), stages.get(synonym(b))
    return x is not None and y is not None and x != y


def is_task(predicate: str) -> bool:
    """Whether a class is something that people are asked to do by a last day: to apply, to register, to pay."""
    return predicate in _tasks()


def happens_once(predicate: str) -> bool:
    """Whether such an event can happen only once to a thing."""
    entry = predicate_entries().get(predicate)
    return entry is not None and entry.once


def is_repeatable(predicate: str) -> bool:
    """Whether such events happen to one thing again and again: announcements, meetings, releases."""
    entry = predicate_entries().get(predicate)
    return entry is not None and entry.repeats


@cache
def wordings_of(item: str) -> frozenset[str]:
    """The stems of the words for a member of a series of `claims/contrasts.yaml`, as `term:spring`."""
    series, _, member = item.partition(":")
    listed = load_yaml("claims/contrasts.yaml").get(series, {}).get(member, [member])
    return frozenset(stem(word) for wording in listed for word in wording.split())


@cache
def weights() -> dict[str, dict[str, float]]:
    """The log-odds of each level; a veto is minus infinity."""
    return {
        attribute: {level: VETO if value == "veto" else float(value) for level, value in levels.items()}
        for attribute, levels in load_yaml("claims/align/weights.yaml").items()
    }


@lru_cache(maxsize=1 << 14)
def level_of(attribute: str, level: str, detail: str = "") -> Level:
    """A level of an attribute with its weight of `claims/align/weights.yaml`."""
    return Level(attribute=attribute, level=level, weight=weights()[attribute][level], detail=detail)


def threshold(type_of_claim: str) -> float:
    """The score from which two claims of a type are taken to be about the same thing."""
    table = weights()["threshold"]
    return table.get(type_of_claim, table["date"])
