"""Align, part: sets of words of very many claims as numbers, four bytes a word where a set takes forty to eighty."""

from __future__ import annotations

from array import array

from factcheck.values.words import WordNumbers


class WordColumn:
    """A set of words for each claim, by its id."""

    def __init__(self) -> None:
        self._numbers = WordNumbers()
        self._held = array("I", [0])
        """Of one claim after the other how many words it has, and their numbers."""
        self._starts = array("I")
        """By claim: where that begins; 0 where nothing is known of it."""

    def add(self, claim_id: int, words: frozenset[str]) -> None:
        """Notes the words of a claim."""
        if claim_id >= len(self._starts):
            self._starts.extend([0] * (claim_id + 1 - len(self._starts)))
        self._starts[claim_id] = len(self._held)
        self._held.append(len(words))
        self._held.extend(map(self._numbers, words))

    def get(self, claim_id: int) -> frozenset[str] | None:
        """The words of a claim; nothing where they were not noted."""
        start = self._starts[claim_id] if claim_id < len(self._starts) else 0
        if not start:
            return None
        return frozenset(map(self._numbers.words.__getitem__, self._held[start + 1 : start + 1 + self._held[start]]))
