"""Resolve, part of coreference: what a noun with an article stands for: `the bridge`, `the 44-year-old`, `the company`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.model.claim import EntityId
from factcheck.model.document import Block
from factcheck.patterns import pattern_of
from factcheck.resolve.meanings import OWNERS, Meaning, NamedThings
from factcheck.resolve.subject_words import (
    BODIES,
    HUMANS,
    SORTS,
    head_of,
    is_plural,
    noun_stems,
)
from factcheck.values.names import final_nouns, name_tokens
from factcheck.values.words import stem

_ANY_BODY = frozenset(["firm", "company", "club", "team", "side"])
_OF_AGE = pattern_of(r"the\s[\w-]+-year-old\b", re.I)
_NEXT_WORD = pattern_of(r"\s([A-Z][A-Za-z]{1,10})\b")
_FIRMS = frozenset(["company", "firm"])
_FORMS = frozenset(["Ltd", "Limited", "plc", "PLC", "Inc", "LLC", "GmbH", "AG", "KG", "AS", "ASA", "AB", "Oy", "ApS", "BV", "NV", "SA", "SpA", "Srl", "SARL", "Pty", "Co", "Corporation"])  # fmt: skip
"""How the full names of firms end."""
_ANOTHER = pattern_of(r"(?:a|the)\s(?:second|third|fourth|new|further|larger|smaller)\s|another\s", re.I)


@cache
def _wider_nouns() -> dict[str, frozenset[str]]:
    return {stem(w): frozenset(map(stem, nouns)) for w, nouns in load_yaml("claims/names/wider.yaml").items()}


def _is_one_of(name: str, nouns: frozenset[str]) -> bool:
    """Whether a name is that of such a thing: by its last noun, the one before `of`, or `St` at its head."""
    parts = name_tokens(name)
    if not parts:
        return False
    if parts[0] in ("saint", "st"):
        return "saint" in nouns
    before = name_tokens(name.partition(" of ")[0])
    return not nouns.isdisjoint(map(stem, (parts[-1], *before[-1:])))


class Descriptions:
    """The definite descriptions of one document, by its names and by what its sentences told before."""

    def __init__(
        self, things: NamedThings, salience: Counter[EntityId], meanings: Mapping[tuple[int, int], Meaning]
    ) -> None:
        self._things, self._salience, self._meanings = things, salience, meanings
        self._found, self._index, self._topic = things.found, things.index, things.topic
        self._traits, self._named_in = things.traits, things.named_in
        self._by_last: dict[str, set[EntityId]] | None = None

    def meaning(
        self,
        block: Block,
        start: int,
        words: str,
        low: Sequence[str],
        stems: tuple[str, ...],
        recent: Sequence[Sequence[Meaning]],
    ) -> Meaning | None:
        """What `the bridge` means: a name that holds the noun or is said to be one, else the same words before."""
        head = head_of(words)
        if not head or low[0] in OWNERS:
            return None
        if _OF_AGE.match(words) and (whose := self._of_age(block, start, recent)) is not None:
            return self._things.stands(words, whose)
        nearest = [m for sentence in reversed(recent) for m in sentence]
        near = [e for m in nearest for e in m.ids]
        own_topic = [e for e in self._topic if head in map(stem, name_tokens(self._index.name(e))[-1:])]
        around = dict.fromkeys((*near, *own_topic, *self._things.names_above(block.index, start), *self._topic))
        candidates = [e for e in around if not self._is_named_after(e, head)]
        if is_plural(low) and len(low) < 4 and "and" not in low:
            candidates = [e for e in candidates if not self._traits.is_person(e)]  # `the rectors` are no one of them
        extra = set(stems) - {head}
        for candidate in candidates:
            own = noun_stems(self._index.name(candidate)) | noun_stems(candidate)
            if head in own and self._is_one_of_many(candidate, head, low):
                continue
            if head in own and extra <= own | self._traits.sorts.get(candidate, set()):
                return self._things.stands(words, candidate)
        for candidate in candidates if not (head in HUMANS and low[-1].endswith("s")) else ():
            if head in self._traits.sorts.get(candidate, ()) and extra <= self._traits.sorts[candidate]:
                return self._things.stands(words, candidate)
        for candidate in candidates:
            if self._is_one_of_many(candidate, head, low):
                continue
            if head in noun_stems(self._index.name(candidate)) and len(stems) == 1:
                return self._things.stands(words, candidate)
        close = [m for sentence in recent[-2:] for m in sentence]
        for meaning in nearest:
            if _ANOTHER.match(meaning.words) and meaning not in close:
                continue  # `a second reservoir was begun`, and long after: `The reservoir`
            is_one = meaning.plural and meaning.is_object and not is_plural(low)
            if is_one or not meaning.stems or meaning.ids:
                continue
            if head_of(meaning.words) == head and extra <= set(meaning.stems):
                return Meaning(words=meaning.words, stems=meaning.stems, plural=meaning.plural)
        if len(stems) > 1:
            return None
        by_name = self._by_head(head, words) or self._firm_above(head, block, start, words)
        return by_name or self._body(head, words) or self._of_sort(head, words, recent) or self._wider(head, words)

    def _wider(self, head: str, words: str) -> Meaning | None:
        """What `the building` means on a page about Foster Hall, which names no other building."""
        nouns = _wider_nouns().get(head)
        if nouns is None or len(self._topic) != 1 or is_plural(words.lower().split()):
            return None
        among = {e for names in self._named_in.values() for _, e in names if _is_one_of(self._index.name(e), nouns)}
        return self._things.stands(words, self._topic[0]) if among == {self._topic[0]} else None

    def _is_named_after(self, candidate: EntityId, head: str) -> bool:
        """Whether a name ends in a noun of its own and only begins with that of a description: `the bridge`, the Bridge Committee."""
        name = self._index.name(candidate)
        last = next(reversed(name_tokens(name)), "")
        return last in final_nouns() and stem(last) != head and {stem(last), head} <= noun_stems(name)

    def _is_one_of_many(self, candidate: EntityId, head: str, low: Sequence[str]) -> bool:
        """Whether a name is of several of what a description is one of: `the steamer`, and the Danube Steamers."""
        last = name_tokens(self._index.name(candidate))[-1:]
        return bool(last) and last[0].endswith("s") and stem(last[0]) == head and not low[-1].endswith("s")

    def _of_age(self, block: Block, start: int, recent: Sequence[Sequence[Meaning]]) -> EntityId | None:
        """Who `the 44-year-old former rower` is: the person told of last, in this sentence or the two before."""
        told = (m.ids[0] for sentence in reversed(recent[-2:]) for m in sentence if m.ids and not m.minor)
        people = (
            e for e in (*told, *self._things.names_above(block.index, start, 2)) if self._traits.kind(e) == "person"
        )
        return next(people, None)

    def _of_sort(self, head: str, words: str, recent: Sequence[Sequence[Meaning]]) -> Meaning | None:
        """What `the drug` means behind a sentence on something with a name that is no person and of no other sort that is told."""
        told = [sentence for sentence in recent if sentence]
        if head not in SORTS | BODIES or not told or is_plural(words.lower().split()):
            return None
        before = next((m for m in told[-1] if m.words and not m.minor), None)
        if before is None or not before.ids or before.person or before.plural or before.gender:
            return None
        candidate = before.ids[0]
        sorts = self._traits.sorts.get(candidate, set())
        if head in BODIES:
            is_other = bool(sorts & BODIES) and head not in sorts and head not in _ANY_BODY
            return None if is_other or not self._traits.is_body(candidate) else self._things.stands(words, candidate)
        if (sorts and head not in sorts) or self._traits.is_body(candidate) or self._traits.kind(candidate) == "person":
            return None
        if any(not m.ids and m.words and head_of(m.words) == head for m in self._meanings.values()):
            return None
        return self._things.stands(words, candidate)

    def _body(self, head: str, words: str) -> Meaning | None:
        """What `the company` means of a document on one body, where no other such thing is told of in it."""
        if head not in BODIES or len(self._topic) != 1 or not self._traits.is_body(self._topic[0]):
            return None
        others = {e for e in self._salience if e != self._topic[0] and head in self._traits.sorts.get(e, ())}
        return None if others else self._things.stands(words, self._topic[0])

    def _firm_above(self, head: str, block: Block, start: int, words: str) -> Meaning | None:
        """What `the company` means where a firm with its legal form stands before in its paragraph, or in the line above."""
        if head not in _FIRMS:
            return None
        for index in (block.index, block.index - 1):
            for name, entity in reversed(self._named_in.get(index, ())):
                text = self._found.document.blocks[index].text
                behind = _NEXT_WORD.match(text, name.end)
                form = behind[1] if behind is not None else name.text.rsplit(" ", 1)[-1].strip(".")
                if (index != block.index or name.start < start) and form in _FORMS:
                    return self._things.stands(words, entity)
        return None

    def _by_head(self, head: str, words: str) -> Meaning | None:
        """The only thing whose name ends in that noun: of the document, or else of those that the corpus is about."""
        low = words.lower().split()
        ending = {e for e in self._ending_in(head) if not self._is_one_of_many(e, head, low)}
        if len(ending) == 1:
            return self._things.stands(words, next(iter(ending)))
        if not ending:
            same = [e for e in self._index.headed(head) if head in noun_stems(self._index.name(e))]
            same = [e for e in same if not self._is_one_of_many(e, head, low)]
            if len(same) == 1:
                return self._things.stands(words, same[0])
        return None

    def _ending_in(self, head: str) -> set[EntityId]:
        """The entities of the document whose names end in a noun with that stem."""
        if self._by_last is None:
            self._by_last = defaultdict(set)
            for entity in {entity for names in self._named_in.values() for _, entity in names}:
                name = self._index.name(entity)
                if (parts := name_tokens(name)) and (last := stem(parts[-1])) in noun_stems(name):
                    self._by_last[last].add(entity)
        return self._by_last.get(head, set())
