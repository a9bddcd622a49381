"""The classes of `claims/predicates/en.yaml` as they stand there, read once a run. Below every stage, as three of them ask.

Its lists are plain text with commas: a thousand sequences of YAML would take longer to read than a short document to check.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateEntry:
    """One class and the wordings that stand for it; the head of the file says what each list holds."""

    theme: str
    once: bool
    deadline: bool
    repeats: bool
    names: bool
    verbs: Sequence[str]
    only: str
    nouns: Sequence[str]
    phrases: Sequence[str]
    objects: Sequence[str]
    subjects: Sequence[str]
    related: Sequence[str]


@cache
def predicate_entries() -> Mapping[str, PredicateEntry]:
    """The classes by their names, in the order of the file."""
    return {name: _entry(told) for name, told in load_yaml("claims/predicates/en.yaml").items()}


def _entry(told: Mapping[str, str]) -> PredicateEntry:
    verbs, nouns, phrases, objects, subjects, related = (
        told[key].split(", ") if key in told else ()
        for key in ("verbs", "nouns", "phrases", "objects", "subjects", "related")
    )
    return PredicateEntry(
        theme=told.get("theme", "object"),
        once=told.get("once") == "yes",
        deadline=told.get("deadline") == "yes",
        repeats=told.get("repeats") == "yes",
        names=told.get("names") == "yes",
        verbs=verbs,
        only=told.get("only", ""),
        nouns=nouns,
        phrases=phrases,
        objects=objects,
        subjects=subjects,
        related=related,
    )
