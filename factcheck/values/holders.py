"""What one alone can do, be or hold: the lexicon `claims/statements/holders.en.yaml`, compiled. Below every stage."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words, stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role with one holder, or an event with one place."""

    name: str
    when: str
    """`once`, `edition`, `event`, `office` or `state`: at which times one alone holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """The lexicon, its words as stems."""

    roles: dict[str, Role]
    """By the stems of a noun or verb."""
    places: dict[str, Role]
    label_words: frozenset[str]
    """Words of heads and keys that name no thing: those of roles and places, and `value`, `name`."""
    happenings: frozenset[str]
    repeated: frozenset[str]
    """Happenings that come back under the same name."""
    placing: frozenset[str]
    sorts: dict[str, str]
    """The last word of a place's name, to the sort of place."""
    recurring: frozenset[str]
    lasting: frozenset[str]
    shared_before: re.Pattern[str]
    shared_beside: re.Pattern[str]
    """What makes a holder one of several only beside the name or the noun of the role."""
    shared_after: re.Pattern[str]
    hedged: re.Pattern[str]
    passing: re.Pattern[str]
    firms: frozenset[str]
    document_words: frozenset[str]
    """Keys of who made the document itself: `Author`."""
    generic_things: frozenset[str]
    """Nouns that stand for what the whole document is about: `the company`."""
    some: frozenset[str]
    """Nouns for some of a thing: `pieces of the meteorite`."""
    patrons: frozenset[str]
    """Titles of those in whose name others did the acts of `patronised`."""
    patronised: frozenset[str]
    sole_offices: frozenset[str]
    """Stems of offices of which a body has one holder at a time."""
    office_words: frozenset[str]
    """The stems in them, and in names of papers that tell of them."""
    bodies: frozenset[str]
    """Nouns for bodies that have one head, whatever they are called."""
    works: frozenset[str]
    """Works that are made once and stay, beside buildings."""
    personal: frozenset[str]
    """Names of roles in which two people contradict, two firms not."""
    known_from: frozenset[str]
    """Stems that a superlative may have or not: `found in`, `from its soil`."""
    open_scopes: frozenset[str]
    """Nouns that leave it to the text where a title holds: `mayor of the town`."""
    light: frozenset[str]
    """Stems that a title may have or not."""
    one_at_once: frozenset[str]
    """Stems of nouns of roles of which an occasion has one."""
    ceremonies: frozenset[str]
    """Acts that are done once for one thing or on one occasion."""
    met_by_occasion: frozenset[str]
    """Names of roles whose thing the text may leave to what was told before."""
    leading: dict[str, str]
    """Of what leads to a leader (`chairmanship`), the role."""
    lectures: frozenset[str]
    """Stems of what one person gives to an audience."""
    alike: dict[str, str]
    """Stems of verbs that titles are told with, to one of them."""


_GENERIC = ["value", "fact", "name", "detail", "item", "entry", "field", "role", "position", "by", "at", "in", "of", "the", "date", "place", "location", "city", "town", "property", "attribute", "key", "person", "office", "held", "main", "lead", "first", "particular", "data", "information", "feature"]  # fmt: skip


@cache
def holders() -> Holders:
    """The lexicon of what has one holder."""
    data = load_yaml("claims/statements/holders.en.yaml")
    roles, places = _table(data["roles"]), _table(data["places"])
    labels = {w for phrase in (*roles, *places) for w in phrase.split()}
    return Holders(
        roles=roles,
        places=places,
        label_words=frozenset(labels | {stem(w) for w in _GENERIC}),
        happenings=frozenset(stem(w) for w in data["happenings"]),
        repeated=frozenset(stem(w) for w in data["repeated"]),
        placing=frozenset(data["placing"]),
        sorts={stem(word): sort for sort, words in data["sorts"].items() for word in words},
        recurring=frozenset(stem(w) for w in data["recurring"]),
        lasting=frozenset(data["lasting"]),
        shared_before=_any_of(data["shared_before"]),
        shared_beside=_any_of(data["shared_beside"]),
        shared_after=re.compile(rf"\A[\s,(]*(?:{'|'.join(data['shared_after'])})\b", re.I),
        hedged=_any_of(data["hedged"]),
        passing=_any_of(data["passing"]),
        firms=frozenset(data["firms"]),
        document_words=frozenset(stem(w) for w in data["document_words"]),
        generic_things=frozenset(stem(w) for w in data["generic_things"]),
        some=frozenset(stem(w) for w in data["some"]),
        patrons=frozenset(data["patrons"]),
        patronised=frozenset(data["patronised"]),
        sole_offices=frozenset(" ".join(stem(w) for w in phrase.split()) for phrase in data["sole_offices"]),
        office_words=frozenset(
            stem(w) for key in ("sole_offices", "papers", "bodies") for p in data[key] for w in p.split()
        ),
        bodies=frozenset(stem(w) for w in data["bodies"]),
        works=frozenset(stem(w) for w in data["works"]),
        personal=frozenset(data["personal"]),
        known_from=frozenset(stem(w) for w in data["known_from"]),
        open_scopes=frozenset(stem(w) for w in data["open_scopes"]),
        light=frozenset(stem(w) for w in data["light"]),
        one_at_once=frozenset(" ".join(stem(w) for w in phrase.split()) for phrase in data["one_at_once"]),
        ceremonies=frozenset(data["ceremonies"]),
        met_by_occasion=frozenset(data["met_by_occasion"]),
        leading={word: role for role, words in data["leading"].items() for word in words},
        lectures=frozenset(stem(w) for w in data["lectures"]),
        alike={stem(w): stem(group[0]) for group in data["alike"] for w in group},
    )


_OF_ONE = pattern_of(
    r"\bto\s[a-z]+\san?\s(?:[a-z-]+\s){0,3}?[a-z-]+\Z"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s(?:times(?:\sin\sa\srow)?|(?:years|seasons|months|weeks|rounds)\s(?:running|in\sa\srow|in\ssuccession))\b",
    re.I,
)
"""What is done once, though its noun comes back elsewhere: `to host a public session`, `three times running`."""


def recurs(title: str, stems: frozenset[str] | set[str]) -> bool:
    """Whether a title is one of many by its own words, held anew each season or round: `first win of the season`."""
    found = stems & holders().recurring
    return bool(found) and not found <= _stems_of_one(title)


def _stems_of_one(title: str) -> frozenset[str]:
    return frozenset(word for match in _OF_ONE.finditer(title) for word in content_words(match[0]))


def _table(entries: dict[str, Any]) -> dict[str, Role]:
    return {
        " ".join(stem(w) for w in phrase.split()): Role(name=name, when=entry["when"])
        for name, entry in entries.items()
        for phrase in entry["words"]
    }


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.I)
