"""Extract, part of extractors from outside: brings the entities that a tagger found together with the built-in names.

The built-in names come from words that stand in the text, a tagger's entities from what is likely; so where the two
contradict each other, the built-in name stays:

- an entity that shares a character with a time or with the number of a quantity, or that runs over the end of a
  sentence, is dropped: times and quantities are never broken;
- on the same stretch as a built-in name it only gives the kind where that is unknown;
- one that holds a built-in name and more capitalised words widens the name to itself; one that holds several joins
  them, unless a comma, a mark or `and` stands between them; a kind that was known stays;
- one that lies inside a built-in name and ends with it narrows the name where the words before it open the sentence
  and the tagger takes them for no part of a name (`However Ida Holm`); else it only gives the kind where unknown;
- one that merely crosses a built-in name is dropped;
- one on a free stretch is a new name, if it has a capital letter or small letters were asked for.

Where there are no sentences (headings, cells, pairs) an entity only gives the kind to a built-in name on its stretch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from factcheck.frozen import dataclass, replace
from factcheck.model.extraction import Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.model.time import TimexType
from factcheck.patterns import pattern_of

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entity:
    """A name that a tagger found. Offsets are of the block's text."""

    start: int
    end: int
    kind: NameKind


_BEFORE = pattern_of(r"(?:[\W_]+|(?:the|a|an)\s)+", re.I)
_AFTER = pattern_of(r"(?:['’]s?|[^\w).]|_)+\Z", re.I)
_APART = pattern_of(r"[,;:/()|\n]|\b(?:and|or|und|oder|et|ou|y|e)\b", re.I)


def trimmed(text: str, start: int, end: int) -> Stretch | None:
    """A stretch without article, possessive, white space and marks at its ends; none if no letter is left."""
    if match := _BEFORE.match(text, start, end):
        start = match.end()
    while start < end:
        words = text[start:end]
        match = _AFTER.search(words)
        if match is None and not (words.endswith(")") and "(" not in words):
            break
        end -= len(match[0]) if match else 1
    return (start, end) if any(c.isalpha() for c in text[start:end]) else None


def with_entities(
    found: Extraction,
    block: int,
    entities: Iterable[Entity],
    *,
    kinds_only: bool,
    small_letters: bool = False,
    plain: Sequence[Stretch] = (),
) -> tuple[NameMention, ...]:
    """The names of a block, sharpened by entities as above. `plain` are words that the tagger takes for no names."""
    text = found.document.blocks[block].text
    names = list(found.names[block])
    for entity in sorted(entities, key=lambda e: (e.start, -e.end)):
        if kinds_only:
            names = [_with_kind(n, entity) if (n.start, n.end) == (entity.start, entity.end) else n for n in names]
        elif not _breaks_something(found, block, entity):
            names = _joined(found, block, text, names, entity, small_letters, plain)
    return tuple(sorted(names, key=lambda n: n.start))


def _breaks_something(found: Extraction, block: int, entity: Entity) -> bool:
    start, end = entity.start, entity.end
    if any(t.start < end and start < t.end for t in found.times[block] if t.type is not TimexType.SET):
        return True
    for q in found.quantities[block]:
        inside = q.start <= start and end <= q.end
        if q.start < end and start < q.end and (not inside or (q.number_start < end and start < q.number_end)):
            return True
    return not any(s.start <= start and end <= s.end for s in found.sentences[block])


def _joined(
    found: Extraction,
    block: int,
    text: str,
    names: list[NameMention],
    entity: Entity,
    small_letters: bool,
    plain: Sequence[Stretch],
) -> list[NameMention]:
    touched = [n for n in names if n.start < entity.end and entity.start < n.end]
    others = [n for n in names if n not in touched]
    if not touched:
        if not small_letters and not any(
            c.isupper() or (c.isalpha() and not c.islower()) for c in _words(text, entity)
        ):
            return names
        return [*others, NameMention(start=entity.start, end=entity.end, text=_words(text, entity), kind=entity.kind)]
    if len(touched) == 1 and (entity.start, entity.end) == (touched[0].start, touched[0].end):
        return [*others, _with_kind(touched[0], entity)]
    if all(entity.start <= n.start and n.end <= entity.end for n in touched):
        if not _is_one_name(text, touched, entity):
            return names
        return _renamed([*others, _widened(text, touched, entity)], touched, _words(text, entity))
    if len(touched) == 1 and touched[0].start <= entity.start and entity.end == touched[0].end:
        name = touched[0]
        opens = any(s.start == name.start for s in found.sentences[block])
        if opens and _is_plain(text, name.start, entity.start, plain):
            narrowed = replace(_with_kind(name, entity), start=entity.start, text=_words(text, entity))
            return _renamed([*others, narrowed], touched, narrowed.text)
        return [*others, _with_kind(name, entity)]
    return names


def _words(text: str, entity: Entity) -> str:
    return text[entity.start : entity.end]


def _with_kind(name: NameMention, entity: Entity) -> NameMention:
    return replace(name, kind=entity.kind) if name.kind is NameKind.UNKNOWN else name


def _is_one_name(text: str, inside: Sequence[NameMention], entity: Entity) -> bool:
    """Whether what the entity adds to the names in it belongs to one name: no list, and capitals on each side."""
    ordered = sorted(inside, key=lambda n: n.start)
    gaps = [text[a.end : b.start] for a, b in pairwise(ordered)]
    sides = [text[entity.start : ordered[0].start], text[ordered[-1].end : entity.end]]
    return not any(_APART.search(gap) for gap in (*gaps, *sides)) and all(
        not side.strip() or any(c.isupper() for c in side) for side in sides
    )


def _widened(text: str, inside: Sequence[NameMention], entity: Entity) -> NameMention:
    kinds = {n.kind for n in inside} - {NameKind.UNKNOWN}
    known = len(inside) == 1 and bool(kinds)
    return NameMention(
        start=entity.start,
        end=entity.end,
        text=_words(text, entity),
        kind=kinds.pop() if known else entity.kind,
        alias_of=next((n.alias_of for n in inside if n.alias_of), "") if len(inside) == 1 else "",
    )


def _renamed(names: list[NameMention], gone: Sequence[NameMention], text: str) -> list[NameMention]:
    """The names with those that were short for one that changed made short for what it became."""
    old = {n.text for n in gone}
    return [replace(n, alias_of=text) if n.alias_of in old else n for n in names]


def _is_plain(text: str, start: int, end: int, plain: Sequence[Stretch]) -> bool:
    """Whether nothing but words that are no names stands there."""
    left = start
    for first, last in sorted(plain):
        if left <= first and last <= end and not text[left:first].strip():
            left = last
    return left > start and not text[left:end].strip()
