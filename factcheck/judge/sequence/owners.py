"""Judge, part of sequences: whom the words before or around a length of time are about: by name, or the only one a pronoun can mean."""

from __future__ import annotations

import re

from factcheck.judge.sequence.beginnings import ending_name
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.judge.sequence.tenures import sort_of
from factcheck.model.claim import EntityId
from factcheck.model.document import Block
from factcheck.patterns import pattern_of
from factcheck.values.name_variants import gender_of_given, gender_of_title

_GENDERS = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_ASIDE = pattern_of(r"(?:,\s[^,;:.]{3,80},|\s\([^()]{1,60}\))\Z")
_LEAD = pattern_of(r"(?:\s(?:had|has|was|were|then|also|later|first|always|in all|[a-z]+ly))+\Z")
_WHO = pattern_of(r",?\swho\Z")
_APPOSED = pattern_of(r",\s(?:an?|the|its|their|our|then|one of)\s[^,;:.]{3,70}\Z")
_CALLED = pattern_of(r"(?:\A|[\s“\"(])[Tt]he\s(?P<noun>[a-z]+)\Z")
_PRONOUN = pattern_of(r"(?:\A|[\s“\"(])(?P<who>[Hh]e|[Ss]he)\Z")


def owner_before(
    scene: Scene, path: str, block: Block, start: int, at: int, also: frozenset[EntityId] = frozenset()
) -> EntityId | None:
    """The person whose name, or pronoun, the words of a sentence up to a place end with."""
    before = block.text[start:at].rstrip()
    before = _LEAD.sub("", before)
    if (who := _WHO.search(before)) is not None:
        before = _APPOSED.sub("", before[: who.start()])
    before = _ASIDE.sub("", before).rstrip(" ,")
    found = ending_name(scene, before)
    if found is not None:
        entity = found[0]
        return entity if (scene.is_personal(entity) or entity in also) and scene.calls_in_full(path, entity) else None
    match = _PRONOUN.search(before)
    if match is None and (called := _CALLED.search(before)) is not None:
        tied = _called(scene, path, called["noun"])
        if tied is None and sort_of(called["noun"]):
            people = people_in(scene, path, block.text[:start], "", also)
            return next(iter(people)) if len(people) == 1 else None
        return tied
    if match is None:
        return None
    inside = before[: match.start()]
    people = people_in(scene, path, inside, _GENDERS[match["who"].lower()], also)
    if len(people) == 1 and _NEW_CLAUSE.search(inside) is None:
        return None  # `X wrote that she …`: somebody else may be meant
    if people:
        return next(iter(people)) if len(people) == 1 else _described(scene, inside, people)
    return owner_of(scene, path, block, start, match["who"], also)


_NEW_CLAUSE = pattern_of(r"(?:[:;,—–]|\b(?:and|but|when|where|because|until|before|after))\s*\Z")


RANK = pattern_of(r"(?:Dr|Prof|Professor|Sir|Dame|Mr|Mrs|Ms|Miss|Rev|Lord|Lady|Captain|Judge)\.?\s")
"""A rank before a name, which the name in another text may be without."""
_NAME = pattern_of(r"[A-Z][\w’'-]*(?:\s(?:(?:of|de|van|von|der|la|le|the)\s)*[A-Z“\"][\w’'”\"-]*){0,4}")


def name_ahead(scene: Scene, text: str) -> tuple[EntityId, int] | None:
    """The longest name that a text begins with, a rank before it left out, and where it ends."""
    rank = RANK.match(text)
    start = rank.end() if rank is not None else 0
    match = _NAME.match(text, start)
    ends = [m.end() for m in re.finditer(r"[\w’'”\"-]+", match[0])] if match is not None else []
    for end in reversed(ends):
        for first in sorted({0, start}):
            entity = scene.named(text[first : start + end])
            if entity is not None:
                return entity, start + end
    return None


def _called(scene: Scene, path: str, noun: str) -> EntityId | None:
    """The only person of a document to whom any document gives a description: `The captain, Leif Amdahl`."""
    found = set()
    for entity in scene.entities_in(path):
        known = scene.entities[entity]
        if not scene.is_personal(entity):
            continue
        names = "|".join(re.escape(n) for n in scene.names(entity))
        tied = re.compile(
            rf"\b[Tt]he {noun},?\s(?:[A-Z][a-z]+\.?\s)?(?:{names})\b|\b(?:{names}),\s(?:the|its|their|our)\s{noun}\b"
        )
        if any(tied.search(scene.plain(p)) for p in known.documents):
            found.add(entity)
    return next(iter(found)) if len(found) == 1 else None


def owner_of(
    scene: Scene, path: str, block: Block, at: int, pronoun: str, also: frozenset[EntityId] = frozenset()
) -> EntityId | None:
    """The only person named before a place in its paragraph, or in the one before, that a pronoun can mean.

    `also` are held for persons, though nothing but what is told of them says so.
    """
    gender = _GENDERS[pronoun.lower()]
    blocks = scene.documents[path].blocks
    texts = [block.text[:at]]
    if block.index > 0 and not blocks[block.index - 1].boilerplate:
        texts.append(blocks[block.index - 1].text)
    for text in texts:
        people = people_in(scene, path, text, gender, also)
        if people:
            return next(iter(people)) if len(people) == 1 else _described(scene, text, people)
    return None


def _described(scene: Scene, text: str, people: set[EntityId]) -> EntityId | None:
    """Of several in one sentence whom a relative clause describes last: `X talks about Y (1904–1987), who drew: she …`."""
    start = cut_sentences(text)[-1][0]
    for name, who in sorted(
        ((n, e) for e in people for n in scene.names(e)), key=lambda pair: (-text.rfind(pair[0]), -len(pair[0]))
    ):
        at = text.rfind(name, start)
        if at >= 0:
            return who if _WHO_DID.match(text, at + len(name)) else None
    return None


_WHO_DID = pattern_of(r"(?:\s\([^()]*\))?,\swho\s")


def people_in(
    scene: Scene, path: str, text: str, gender: str, also: frozenset[EntityId] = frozenset()
) -> set[EntityId]:
    """The people whom a text names, those of the other sex left out."""
    people: set[EntityId] = set()
    for entity in scene.entities_in(path):
        if not (scene.is_personal(entity) or entity in also):
            continue
        named = [n for n in scene.names(entity) if re.search(rf"(?<![\w’'-]){re.escape(n)}(?![\w-])", text)]
        if named and (not gender or gender_of(scene, entity) in ("", gender)):
            people.add(entity)
    # `Sir Colin` is Colin Pask
    return {e for e in people if not any(e != o and scene.stems(e) < scene.stems(o) for o in people)}


def gender_of(scene: Scene, entity: EntityId) -> str:
    """`m` or `f` by the given name, or by the title that a document puts before the name, else empty."""
    found = {gender_of_title(n) for n in scene.names(entity)}
    given = {gender_of_given(n) for n in scene.names(entity) if " " in n} - {""}
    if len(given) == 1:
        return next(iter(given))
    for path in scene.entities[entity].documents:
        for name in scene.names(entity):
            for match in re.finditer(rf"\b([A-Z][a-z]+\.?)\s{re.escape(name)}\b", scene.plain(path)):
                found.add(gender_of_title(f"{match[1]} {name}"))
    found.discard("")
    return next(iter(found)) if len(found) == 1 else ""
