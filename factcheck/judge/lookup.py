"""Judge, part: finds what a case holds of a document, a name or a word, so that no check goes through all of it again and again."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from factcheck.judge.conflict import Case
from factcheck.model.claim import Claim, Entity, EntityId
from factcheck.values.words import WordTable, stem, tokens

_WORD = re.compile(r"\w+")


class Lookup:
    """The claims and entities of each document, and the documents of each word. Each index is made when it is first asked for."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self.paths: Sequence[str] = sorted(case.documents)

    def claims_in(self, document: str) -> Sequence[Claim]:
        """The claims of a document, in the order of the case."""
        return self._claims.get(document, ())

    def entities_in(self, document: str) -> Iterable[Entity]:
        """The entities of which a document has a name, in the order of the case."""
        return self._entities.get(document, {}).values()

    def shared_entities(self, a: str, b: str) -> list[Entity]:
        """The entities of which both documents have a name."""
        theirs = self._entities.get(b, {})
        return [entity for entity in self.entities_in(a) if entity.id in theirs]

    def share_name(self, a: str, b: str) -> bool:
        """Whether two documents share a name of several words."""
        return any(len(entity.name.split()) > 1 for entity in self.shared_entities(a, b))

    def documents_with(self, *texts: str) -> list[str]:
        """The documents, in order of their paths, whose source has all words of the texts: no other can hold them all."""
        held = [self._words.get(word, ()) for text in texts for word in _WORD.findall(text)]
        if not held:
            return list(self.paths)
        first, *others = sorted(held, key=len)
        return [self.paths[n] for n in first if all(_holds(other, n) for other in others)]

    def documents_with_stem(self, root: str) -> list[str]:
        """The documents, in order of their paths, that have a word with this stem."""
        return [self.paths[n] for n in self._stems.get(root, ())]

    @cached_property
    def _claims(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._case.claims.values():
            found[claim.document].append(claim)
        return dict(found)

    @cached_property
    def _entities(self) -> dict[str, dict[EntityId, Entity]]:
        found: dict[str, dict[EntityId, Entity]] = defaultdict(dict)
        for entity in self._case.entities:
            for document in entity.documents:
                found[document][entity.id] = entity
        return dict(found)

    @cached_property
    def _words(self) -> dict[str, array[int]]:
        return _postings(set(_WORD.findall(self._case.documents[path].text)) for path in self.paths)

    @cached_property
    def _stems(self) -> dict[str, array[int]]:
        # no token reaches across a space
        roots = WordTable(lambda stretch: tuple(stem(t.text) for t in tokens(stretch) if t.text[:1].isalpha()))

        def stems_of(path: str) -> set[str]:
            stretches = {stretch for block in self._case.documents[path].blocks for stretch in block.text.split(" ")}
            return {root for stretch in stretches for root in roots[stretch]}

        return _postings(stems_of(path) for path in self.paths)


def lookup_of(case: Case) -> Lookup:
    """The lookup of a case, made once. A case without its house facts shares the memo, and has fewer documents."""
    key = f"lookup {len(case.documents)}"
    if key not in case.memo:
        case.memo[key] = Lookup(case)
    found: Lookup = case.memo[key]
    return found


def _postings(words_of_documents: Iterable[set[str]]) -> dict[str, array[int]]:
    """The numbers of the documents of each word, ascending."""
    found: dict[str, array[int]] = {}
    for number, words in enumerate(words_of_documents):
        for word in words:
            found.setdefault(word, array("I")).append(number)
    return found


def _holds(numbers: Sequence[int], number: int) -> bool:
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number
