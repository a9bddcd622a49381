"""Resolve, part of coreference: what a grammatical subject stands for, and how the names of a document tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass
from factcheck.model.claim import EntityId
from factcheck.model.extraction import Extraction
from factcheck.model.mention import NameMention
from factcheck.resolve.entities import EntityIndex
from factcheck.resolve.name_traits import NameTraits
from factcheck.values.names import name_tokens
from factcheck.values.words import content_words

PERSONAL = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
NEUTRAL = frozenset({"it", "its", "itself", "this", "that", "which"})
PLURAL = frozenset({"they", "them", "their", "these", "those"})
OWNERS = {"its": "it", "his": "he", "her": "she", "their": "they"}
"""What stands for the owner himself."""
_ABOVE = 12
"""How many blocks up a description reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a grammatical subject stands for: entities, or words where it has no name."""

    ids: tuple[EntityId, ...] = ()
    words: str = ""
    stems: tuple[str, ...] = ()
    person: bool = False
    gender: str = ""
    plural: bool = False
    how: str = ""
    owner: tuple[EntityId, ...] = ()
    """Whose it is: of `Rao's result`, Rao."""
    minor: bool = False
    """Whether it is only the antecedent of a relative clause: `left the house to the town, which sold it`."""
    inner: bool = False
    """Whether it is the subject of a clause inside another: `did not dispute that services had been given`."""
    is_object: bool = False
    """Whether a verb brought it in as its object: `opened a depot`."""


NOTHING = Meaning()


class NamedThings:
    """The names of one document, as what its subjects may mean."""

    def __init__(self, found: Extraction, index: EntityIndex, topic: Sequence[EntityId]) -> None:
        self.found, self.index, self.topic = found, index, tuple(topic)
        self._path = found.document.path
        self.traits = NameTraits(found, index, self.topic)
        self.named_in = self.traits.named_in

    def entity(self, name: str) -> EntityId | None:
        """What a name names in this document."""
        return self.index.entity(self._path, name)

    def names_in(self, block: int, start: int, end: int) -> Iterator[NameMention]:
        """The names that begin in a stretch of a block."""
        return (n for n in self.found.names[block] if start <= n.start < end)

    def names_above(self, block: int, start: int, reach: int = _ABOVE) -> list[EntityId]:
        """The entities named in the blocks before, the nearest first."""
        seen: list[EntityId] = []
        for index in range(block, max(-1, block - reach), -1):
            for name, entity in reversed(self.named_in.get(index, ())):
                if entity not in seen and (index != block or name.start < start):
                    seen.append(entity)
        return seen

    def named(self, words: str, named: tuple[EntityId, ...], stems: tuple[str, ...]) -> Meaning:
        """What a subject means that names these; of a list, first what has a name of several words."""
        named = tuple(sorted(named, key=lambda e: len(name_tokens(e)) < 2)) if "," in words else named
        first = named[0]
        return Meaning(
            ids=named,
            words=words,
            stems=stems,
            person=self.traits.is_person(first),
            gender=self.traits.gender(first),
            plural=" and " in words and len(named) > 1,
        )

    def by_own_name(self, entity: EntityId) -> Meaning:
        """What the name of an entity means."""
        return self.named(self.index.name(entity), (entity,), ())

    def stands(self, words: str, candidate: EntityId) -> Meaning:
        """What words mean that stand for an entity without its name."""
        name = self.index.name(candidate)
        return Meaning(
            ids=(candidate,), words=words, stems=content_words(words), person=self.traits.is_person(candidate),
            gender=self.traits.gender(candidate), how=f"`{words}` stands for {name}",
        )  # fmt: skip

    def shown(self, meaning: Meaning) -> str:
        """How what a subject means is told to people."""
        return self.index.name(meaning.ids[0]) if meaning.ids else meaning.words
