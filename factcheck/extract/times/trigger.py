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
        self._firsts: dict[str, tuple[str, ...]] = {}
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
            elif stretch.startswith(self._first_parts(found[0]), start):
                places.append((start, "", self._group(found[0]).match))
            found = self._beginning.search(stretch, start + 1)
        return tuple(places)

    def _first_parts(self, beginning: str) -> tuple[str, ...]:
        """What may stand before the first space or figure of the words that begin with those letters."""
        if beginning not in self._firsts:
            self._firsts[beginning] = tuple({_NO_LETTERS.split(w, maxsplit=1)[0] for w in self._few(beginning)})
        return self._firsts[beginning]

    def _group(self, beginning: str) -> re.Pattern[str]:
        """The words that may stand where those letters do."""
        if beginning not in self._groups:
            self._groups[beginning] = re.compile(_regex(self._few(beginning)))
        return self._groups[beginning]

    def _few(self, beginning: str) -> list[str]:
        return [w for size in range(1, len(beginning) + 1) for w in self._words.get(beginning[:size], ())]


def _regex(words: Iterable[str]) -> str:
    """Matches the longest of the words; a letter may not go on where one ends."""
    worded: list[str] = []
    joined: list[str] = []
    for word in words:
        (worded if word[-1].isalpha() or word[-1] == "." else joined).append(word)
    options = [rf"(?:{trie_regex(worded)})(?![a-z])"] * bool(worded) + [trie_regex(joined)] * bool(joined)
    return "|".join(options)
