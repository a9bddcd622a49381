"""Extract, part of times: where in a text a time may begin: at a figure, or at one of the first words of the patterns.

The first words are three thousand, and one regular expression of them all takes a tenth of a second to compile. So in the
first pages a small one finds the letters that they begin with, and those that begin alike are compiled when such letters
are first met. Where there is more to read, the large one is faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from factcheck.extract.times.templates import trie_regex

Search = Callable[[str, int], re.Match[str] | None]
"""The first figure, or the longest of the words at the first place where one stands, from an offset on."""
_LETTERS = 3
_NO_LETTERS = re.compile("[ #]")
"""A space and the sign of a figure may stand for several characters."""
_FIGURE = r"(?<![^\W_])(?<![.,])(\d+)"
_FIRST_PAGES = 20_000
"""So many characters are searched in the small way."""


class Trigger:
    """The first words of a language's patterns, made ready to be searched for."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, list[str]] = {}
        for word in words:
            self._words.setdefault(_NO_LETTERS.split(word[:_LETTERS], maxsplit=1)[0], []).append(word)
        self._beginning = re.compile(rf"{_FIGURE}|(?<!\w)(?:{trie_regex(self._words)})")
        self._groups: dict[str, re.Pattern[str]] = {}
        self._searched = 0
        self._whole: Search | None = None

    def search_of(self, size: int) -> Search:
        """How a text of that size is searched."""
        if self._whole is None:
            self._searched += size
            if self._searched < _FIRST_PAGES:
                return self._search
            words = _regex([word for some in self._words.values() for word in some])
            self._whole = re.compile(rf"{_FIGURE}|(?<!\w)(?:{words})").search
        return self._whole

    def begins(self, folded: str, at: int) -> bool:
        """Whether a figure or one of the words stands there."""
        found = self._beginning.match(folded, at)
        if found is None or found.lastindex:
            return found is not None
        return self._group(found[0]).match(folded, at) is not None

    def _search(self, folded: str, at: int) -> re.Match[str] | None:
        search = self._beginning.search
        found = search(folded, at)
        while found is not None:
            if found.lastindex:  # a figure; a word may begin with one, too
                return found
            start = found.start()
            if (match := self._group(found[0]).match(folded, start)) is not None:
                return match
            found = search(folded, start + 1)
        return None

    def _group(self, beginning: str) -> re.Pattern[str]:
        """The words that may stand where those letters do."""
        if beginning not in self._groups:
            few = [w for size in range(1, len(beginning) + 1) for w in self._words.get(beginning[:size], ())]
            self._groups[beginning] = re.compile(_regex(few))
        return self._groups[beginning]


def _regex(words: Iterable[str]) -> str:
    """Matches the longest of the words; a letter may not go on where one ends."""
    worded: list[str] = []
    joined: list[str] = []
    for word in words:
        (worded if word[-1].isalpha() or word[-1] == "." else joined).append(word)
    options = [rf"(?:{trie_regex(worded)})(?![a-z])"] * bool(worded) + [trie_regex(joined)] * bool(joined)
    return "|".join(options)
