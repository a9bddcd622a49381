"""Align, part of the attributes: whether two claims are told of the same thing, by the names and nouns of their subjects."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from factcheck.align.blocking import AMOUNTS
from factcheck.align.lexicon import are_of_two_stages, level_of
from factcheck.model.cell import Level
from factcheck.model.claim import Claim, ClaimType, EntityId
from factcheck.values.lengths import length_words
from factcheck.values.names import differ_surely, name_tokens
from factcheck.values.quantities import Quantity
from factcheck.values.words import content_words, stem, synonym


def compare_subjects(a: Claim, b: Claim) -> Level:
    """How far the two are told of one thing, by its name or its noun."""
    if a.subject and b.subject:
        if set(a.subject) & set(b.subject):
            if _are_contrasted(a, b):
                return level_of("subject", "contrasted", f"{' '.join(a.theme)} and {' '.join(b.theme)}")
            if a.type not in AMOUNTS and _are_two_of_one(a, b):
                return level_of("subject", "mentioned", f"{' '.join(a.theme)} and {' '.join(b.theme)}")
            if a.type in AMOUNTS and _are_of_two_parts(a, b):
                return level_of("subject", "of-another", f"{a.entity} and {b.entity}")
            return level_of("subject", "same", a.subject[0])
        if _may_be_one(a, b) or _may_be_one(b, a):
            return level_of("subject", "silent", f"{a.subject[0]} and {b.subject[0]}")
        return level_of("subject", "different", f"{a.subject[0]} and {b.subject[0]}")
    if not a.theme and not b.theme:
        if are_of_one_wording(a, b):
            return level_of("subject", "head", a.entity)
        is_one = bool(set(a.entities) & set(b.entities)) or are_of_one_rule(a, b)
        return level_of("subject", "silent" if is_one else "unknown")
    if a.subject or b.subject:
        named, other = (a, b) if a.subject else (b, a)
        if not other.theme or _is_of_its_page(named):
            return level_of("subject", "silent")
        words = {synonym(stem(t)) for e in named.subject for t in name_tokens(e)} | {synonym(w) for w in named.theme}
        if synonym(_last_of_theme(other)) in words:
            return level_of("subject", "described", _last_of_theme(other))
        if named.theme and {synonym(w) for w in named.theme} & {synonym(w) for w in other.theme}:
            return level_of("subject", "silent", " ".join(other.theme))
        if a.type is ClaimType.DATE and _is_mentioned(named, other):
            return level_of("subject", "mentioned", f"{named.subject[0]} and {other.theme[-1]}")
        return level_of("subject", _other_subject(a), f"{named.subject[0]} and {other.theme[-1]}")
    if not a.theme or not b.theme:
        return level_of("subject", "silent")
    x, y = [synonym(w) for w in a.theme], [synonym(w) for w in b.theme]
    if a.type is ClaimType.DEADLINE and are_of_two_stages(a.theme[-1], b.theme[-1]):
        return level_of("subject", "different", f"{a.theme[-1]} and {b.theme[-1]}")
    if x[-1] == y[-1] and a.predicate == b.predicate == "release" and (version := _one_version(a, b)):
        return level_of("subject", "head", version)
    if x[-1] == y[-1] and x[-1] in GENERIC:
        return level_of("subject", "silent", x[-1])
    if a.type is ClaimType.DURATION and synonym(_last_of_theme(a)) == synonym(_last_of_theme(b)) and len(x) != len(y):
        return level_of("subject", "head", _last_of_theme(a))
    if a.type is ClaimType.DURATION and not length_nouns().isdisjoint((x[-1], y[-1])):
        return level_of("subject", "silent", f"{x[-1]} and {y[-1]}")  # the subject is the length itself
    if x[-1] == y[-1]:
        rest_x, rest_y = set(x[:-1]), set(y[:-1])
        if rest_x and rest_y and not rest_x & rest_y:
            return level_of("subject", "contrasted", f"{' '.join(a.theme)} and {' '.join(b.theme)}")
        if _are_of_two_things(a, b):
            return level_of("subject", "of-another", f"{a.entity} and {b.entity}")
        return level_of("subject", "head", x[-1])
    if set(x) & set(y):
        return level_of("subject", "silent", ", ".join(sorted(set(x) & set(y))))
    if a.type in AMOUNTS and (_is_but_counted(a, x) or _is_but_counted(b, y)):
        return level_of("subject", "silent", f"{x[-1]} and {y[-1]}")
    return level_of("subject", _other_subject(a), f"{x[-1]} and {y[-1]}")


def are_of_one_rule(a: Claim, b: Claim) -> bool:
    """Whether two lengths are told to the reader with one verb, counted from one event: `Do not drive for 24 hours after a sedative`."""
    if a.type is not ClaimType.DURATION or not a.predicate or a.predicate != b.predicate or a.measure != b.measure:
        return False
    return not are_of_two_pages(a, b)


def are_of_two_pages(a: Claim, b: Claim) -> bool:
    """Whether two claims stand on pages or in sections of two things, by what those are about or headed by."""
    if _are_of_two_topics(a, b):
        return True
    x, y = ({synonym(w) for w in c.under} for c in (a, b))
    return bool(x) and bool(y) and not x & y


def _are_of_two_topics(a: Claim, b: Claim) -> bool:
    return bool(a.topic) and bool(b.topic) and not set(a.topic) & set(b.topic)


def _one_version(a: Claim, b: Claim) -> str:
    """The version that both are told of, where the pages are not known to be of two things; else nothing."""
    if _are_of_two_topics(a, b) or a.extractor == b.extractor == "table":
        return ""  # tables of versions may be the histories of two pages
    shared = {item for item in a.scope if item.startswith("version:")} & set(b.scope)
    return min(shared, default="")


def _is_but_counted(claim: Claim, words: list[str]) -> bool:
    """Whether the subject of a count is no more than what is counted: `Up to ten books may be borrowed`."""
    return isinstance(claim.value, Quantity) and bool(claim.value.thing) and words == [synonym(claim.measure)]


def _last_of_theme(claim: Claim) -> str:
    """The head of a subject; of a length that of the thing which has it: the books of `Books | Loan period`."""
    if claim.type is not ClaimType.DURATION:
        return claim.theme[-1]
    left_out = length_nouns() | {synonym(claim.measure)}
    return next((w for w in reversed(claim.theme) if synonym(w) not in left_out), claim.theme[-1])


def are_of_one_wording(a: Claim, b: Claim) -> bool:
    """Whether two subjects that are all predicate stand in the same words: `Boat entry closes`."""
    if a.on_topic or b.on_topic or a.entity.lower() != b.entity.lower():
        return False
    return len(content_words(a.entity)) > 1  # `A climb` is any one


def _other_subject(claim: Claim) -> str:
    """What other words for the subject say: less of a figure, whose measure tells more than its subject does, than of a day."""
    return "other-words" if claim.type in AMOUNTS else "other-thing"


def _are_contrasted(a: Claim, b: Claim) -> bool:
    """Whether two things of one owner are told apart by their words: its welding course and its pottery course."""
    x, y = [synonym(w) for w in a.theme], [synonym(w) for w in b.theme]
    if not x or not y or x[-1] != y[-1]:
        return False
    if x[-1] in _VARIANTS:
        return set(x) != set(y)
    return x[-1] not in GENERIC and bool(x[:-1]) and bool(y[:-1]) and not set(x[:-1]) & set(y[:-1])


def _are_two_of_one(a: Claim, b: Claim) -> bool:
    """Whether two things share but the name that they are told by: the gallery at the Orme factory, the factory in Orme."""
    if any(_is_taken_up(c) for c in (a, b)):
        return False
    x, y = ({synonym(w) for w in c.theme} - _OF_A_VERSION for c in (a, b))
    return bool(x) and bool(y) and not x & y


def _is_taken_up(claim: Claim) -> bool:
    """Whether a thing with a name is told by a noun that takes it up, and by nothing else: `the club`, of Torne Rovers."""
    return len(claim.theme) == 1 and claim.theme[0] not in content_words(claim.entity)


_OF_A_VERSION = frozenset(synonym(stem(w)) for w in ("version", "release"))


_OF_WHAT = re.compile(r"\s(?:of|for|in|to|on|at|from|with|against)\s")


def _are_of_two_things(a: Claim, b: Claim) -> bool:
    """Whether what two subjects of one head are of is another thing: the flaw in the hinge, the flaw in the lid."""
    x, y = _what_it_is_of(a.entity), _what_it_is_of(b.entity)
    if not x or not y or x & y:
        return False
    return not x & {synonym(w) for w in (*b.context, *b.theme)} and not y & {synonym(w) for w in (*a.context, *a.theme)}


def _are_of_two_parts(a: Claim, b: Claim) -> bool:
    """Whether one act or measure is told of two parts of a thing: the painting of its east tower, that of its chapel roof."""
    if not a.theme or not b.theme or synonym(a.theme[-1]) != synonym(b.theme[-1]):
        return False
    named = {synonym(stem(t)) for e in (*a.subject, *b.subject) for t in name_tokens(e)}
    x, y = _what_it_is_of(a.entity) - named, _what_it_is_of(b.entity) - named
    return bool(x) and bool(y) and not x & y


@cache
def length_nouns() -> frozenset[str]:
    """Nouns that say of a thing no more than that it lasts, as claims have them."""
    return frozenset(map(synonym, length_words().nouns))


@lru_cache(maxsize=1 << 14)
def _what_it_is_of(shown: str) -> frozenset[str]:
    """The words of what follows the first preposition of a noun phrase."""
    head, _, rest = shown.partition(match[0]) if (match := _OF_WHAT.search(shown)) else (shown, "", "")
    return frozenset(synonym(w) for w in content_words(rest)) if head and len(rest) < 60 else frozenset()


_VARIANTS = frozenset(stem(w) for w in ["version", "edition", "cut", "variant", "model", "episode", "series", "part", "leg", "stage", "option", "package", "course", "tour"])  # fmt: skip
"""Nouns of things of which there are several sorts as a rule: what is said of one more closely is not said of another."""


def _is_of_its_page(claim: Claim) -> bool:
    """Whether a line of a sheet names no thing itself, and is put down to what its page is about."""
    if isinstance(claim.value, Quantity) and not (claim.value.unit or claim.value.thing):
        return False  # a bare number may be the number of the page itself
    return claim.extractor in ("pair", "front-matter") and not claim.theme and set(claim.subject) <= set(claim.topic)


def _is_mentioned(named: Claim, other: Claim) -> bool:
    """Whether all words of a name stand in the clause of the other: its grammar may have been misread."""
    said = {synonym(w) for w in other.context}
    return any(all(synonym(stem(t)) in said for t in name_tokens(e)) for e in named.subject)


GENERIC = frozenset(
    [
        "majority",
        "number",
        "part",
        "share",
        "rest",
        "half",
        "third",
        "quarter",
        "proportion",
        "most",
        "total",
        "person",
        "respondent",
        "user",
        "one",
        "thing",
        "way",
        "lot",
        "group",
        "case",
        "event",
        "day",
        "year",
        "time",
        "version",
        "percent",
        "percentage",
        "amount",
    ]
)
"""Head nouns that are said of anything."""


def _may_be_one(a: Claim, b: Claim) -> bool:
    """Whether the subject of one takes part in the other, or is a longer wording of it, so that silence is not contrast."""
    others = set(b.entities)
    if set(a.subject) & others and not any(differ_surely(x, y) for x in a.subject for y in b.subject):
        return True
    return are_longer_and_shorter(a.subject, b.subject) or _are_one_and_many(a.subject, b.subject)


@lru_cache(maxsize=1 << 15)
def _are_one_and_many(a: tuple[EntityId, ...], b: tuple[EntityId, ...]) -> bool:
    """Whether two names are one but for the plural: `one of our Swifts`, `the Swift that came down`."""
    return any(x != y and (x + "s" == y or y + "s" == x) for x in a for y in b)


@lru_cache(maxsize=1 << 15)
def are_longer_and_shorter(a: tuple[EntityId, ...], b: tuple[EntityId, ...]) -> bool:
    """Whether a name of one is a longer wording of a name of the other."""
    return any(
        (set(name_tokens(x)) < set(name_tokens(y)) or set(name_tokens(y)) < set(name_tokens(x)))
        and not differ_surely(x, y)
        for x in a
        for y in b
    )
