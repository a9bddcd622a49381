"""Resolve, part of coreference: whether somebody is a he or a she, by the pronouns that a document tells of them with.

A given name tells it only where the list knows it. Else the pronouns that follow a name before another person is named do,
and in a document on one person the pronoun that it uses throughout.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from factcheck.model.claim import EntityId
from factcheck.model.extraction import Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.values.words import low_words_of

_GENDERS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
    "its": "n",
}
_OFTEN = 3
"""How many pronouns of one gender a document has that tells of somebody with them, and how many times more than of the other."""
_NEAR = 160
"""Characters behind a name within which a pronoun may be of who bears it."""


def told_genders(
    found: Extraction,
    named_in: Mapping[int, Sequence[tuple[NameMention, EntityId]]],
    unsure: Collection[EntityId],
    topic: Sequence[EntityId],
) -> dict[EntityId, str]:
    """The genders that pronouns tell of people whose names do not; `topic` is what the title names."""
    if not unsure:
        return {}
    votes: dict[EntityId, Counter[str]] = defaultdict(Counter)
    every: Counter[str] = Counter()
    for block in found.tokens:
        if _GENDERS.keys().isdisjoint(low_words_of(found.document.blocks[block].text)):
            continue
        people = [(n.start, n.end, e) for n, e in named_in.get(block, ()) if n.kind is NameKind.PERSON or e in unsure]
        known = 0
        last: tuple[int, EntityId] | None = None
        for token in found.tokens[block]:
            while known < len(people) and people[known][0] <= token.start:
                last, known = (people[known][1], people[known][2]), known + 1
            gender = _GENDERS.get(token.low)
            if gender is None:
                continue
            every[gender] += 1
            if last is not None and token.start - last[0] < _NEAR:
                votes[last[1]][gender] += 1
            last = None
    told = {entity: gender for entity in sorted(unsure) if (gender := _agreed(votes[entity], 2))}
    if len(topic) == 1 and topic[0] in unsure and (gender := _agreed(every, _OFTEN)):
        told[topic[0]] = gender
    return told


def _agreed(votes: Counter[str], least: int) -> str:
    """The gender that enough votes are for and hardly any against."""
    for gender, other in (("m", "f"), ("f", "m")):
        if least <= votes[gender] >= _OFTEN * votes[other] and not (least < _OFTEN and votes["n"]):
            return gender
    return ""
