"""Extract, part of times: where in a text a time may begin: at a figure, or at one of the first words of the patterns.

The first words are three thousand, and one regular expression of them all takes a tenth of a second to compile and is tried
at every character. So what stands between two spaces is looked at once: where in it a figure or the first part of such words
begins is kept, and most stretches have no such place. Words that begin with the same letters are compiled when they are met.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from factcheck.extract.times.templates import trie_regex
from factcheck.values.words import WordTable

Match = Callable[[str, int], re.Match[str] | None]
Place = tuple[int, str, Match | None]
"""How far behind the beginning of a stretch a time may begin; the figure there, or what matches the longest of the words."""
_LETTERS = 3
_NO_LETTERS = re.compile("[ #]")
"""A space and the sign of a figure may stand for several characters."""
_FIGURE = r"(?<![^\W_])(?<![.,])(\d+)"


class Trigger:
    """The first words of a language's patterns, made ready to be searched for."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, list[str]] = {}
        for word in words:
            self._words.setdefault(_NO_LETTERS.split(word[:_LETTERS], maxsplit=1)[0], []).append(word)
        self._beginning = re.compile(rf"{_FIGURE}|(?<!\w)(?:{trie_regex(self._words)})")
        self._groups: dict[str, re.Pattern[str]] = {}
        self._firsts: dict[str, _First] = {}
        self.places: WordTable[tuple[Place, ...]] = WordTable(self._places_in)
        """For what stands between two spaces of a folded text the places where a time may begin; in most there is none."""

    def begins(self, folded: str, at: int) -> bool:
        """Whether a figure or one of the words stands there."""
        found = self._beginning.match(folded, at)
        if found is None or found.lastindex:
            return found is not None
        return self._group(found[0]).match(folded, at) is not None

    def _places_in(self, stretch: str) -> tuple[Place, ...]:
        places: list[Place] = []
        found = self._beginning.search(stretch)
        while found is not None:
            start = found.start()
            if found.lastindex:  # a figure; a word may begin with one, too
                places.append((start, found[0], None))
            elif self._may_begin(found[0], stretch, start):
                places.append((start, "", self._group(found[0]).match))
            found = self._beginning.search(stretch, start + 1)
        return tuple(places)

    def _may_begin(self, beginning: str, stretch: str, start: int) -> bool:
        """Whether one of the words that begin with those letters stands there, or goes on behind the space that ends the stretch."""
        if beginning not in self._firsts:
            self._firsts[beginning] = _First(self._few(beginning))
        first = self._firsts[beginning]
        return (
            stretch[start:] in first.before_space
            or stretch.startswith(first.before_figure, start)
            or (stretch.startswith(first.whole, start) and self._group(beginning).match(stretch, start) is not None)
        )

    def _group(self, beginning: str) -> re.Pattern[str]:
        """The words that may stand where those letters do."""
        if beginning not in self._groups:
            self._groups[beginning] = re.compile(_regex(self._few(beginning)))
        return self._groups[beginning]

    def _few(self, beginning: str) -> list[str]:
        return [w for size in range(1, len(beginning) + 1) for w in self._words.get(beginning[:size], ())]


class _First:
    """What some words begin with, up to their first space or figure: in most stretches with such a beginning none of them stands."""

    __slots__ = ("before_figure", "before_space", "whole")

    def __init__(self, words: Iterable[str]) -> None:
        parts = [(_NO_LETTERS.split(word, maxsplit=1)[0], word) for word in words]
        self.whole = tuple([word for part, word in parts if part == word])
        self.before_space = frozenset([part for part, word in parts if word[len(part) : len(part) + 1] == " "])
        self.before_figure = tuple([part for part, word in parts if word[len(part) : len(part) + 1] == "#"])


def _regex(words: Iterable[str]) -> str:
    """Matches the longest of the words; a letter may not go on where one ends."""
    worded: list[str] = []
    joined: list[str] = []
    for word in words:
        (worded if word[-1].isalpha() or word[-1] == "." else joined).append(word)
    options = [rf"(?:{trie_regex(worded)})(?![a-z])"] * bool(worded) + [trie_regex(joined)] * bool(joined)
    return "|".join(options)
