"""Judge, part: which documents are copies or translations of one another, so that what they say counts once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factcheck.judge.conflict import Case
from factcheck.model.finding import Place
from factcheck.values.words import fold, keep

_SHINGLE = 5
_NEAR = 0.8
_MOST_WORDS = 20_000
_MOST_SHINGLES = 1024
"""Documents whose shingles are kept."""
_LEAST_PASSAGE = 60
"""A shorter passage may be worded alike by chance."""
_CODES = frozenset(
    [
        "ar",
        "bg",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "eu",
        "fa",
        "fi",
        "fr",
        "ga",
        "gl",
        "he",
        "hi",
        "hr",
        "hu",
        "id",
        "is",
        "it",
        "ja",
        "ka",
        "ko",
        "lt",
        "lv",
        "mk",
        "ms",
        "nb",
        "nl",
        "nn",
        "no",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sq",
        "sr",
        "sv",
        "th",
        "tr",
        "uk",
        "ur",
        "vi",
        "zh",
    ]
)
_CODE = re.compile(
    r"(?:(?<=/)|\A)(?P<folder>[a-z]{2})(?:[_-][a-z]{2,4})?/|(?P<sign>[._-])(?P<ending>[a-z]{2})(?:(?<=\...)[_-][a-z]{2})?(?=\.\w+\Z)"
)


class Copies:
    """Compares the documents of a case when asked, and remembers what it found."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._shingles: dict[str, frozenset[str]] = {}
        self._told: dict[tuple[str, str], str] = {}

    def relation(self, a: str, b: str) -> str:
        """`same`, `copy` or `translation`; empty for two documents of their own."""
        if a == b:
            return "same"
        key = (min(a, b), max(a, b))
        if key not in self._told:
            self._told[key] = self._compare(*key)
        return self._told[key]

    def _compare(self, a: str, b: str) -> str:
        if are_translations(a, b):
            return "translation"
        x, y = self._shingles_of(a), self._shingles_of(b)
        if min(len(x), len(y)) < 8 or min(len(x), len(y)) < _NEAR * max(len(x), len(y)):
            return ""
        return "copy" if len(x & y) >= _NEAR * len(x | y) else ""

    def _shingles_of(self, path: str) -> frozenset[str]:
        known = self._shingles.get(path)
        if known is None:
            blocks = self._case.documents[path].blocks
            words = [word for block in blocks for word in fold(block.text).split()][:_MOST_WORDS]
            spans = range(max(0, len(words) - _SHINGLE + 1))
            known = keep(
                self._shingles, path, frozenset(" ".join(words[n : n + _SHINGLE]) for n in spans), _MOST_SHINGLES
            )
        return known

    def independent(self, places: Iterable[Place]) -> tuple[str, ...]:
        """The documents of the places, one for each set of copies: the first in order of their paths."""
        kept: list[Place] = []
        for place in sorted(places, key=lambda p: (p.document, p.span.start)):
            if not any(self.relation(place.document, k.document) or _is_passage_copied(place, k) for k in kept):
                kept.append(place)
        return tuple(place.document for place in kept)


def _is_passage_copied(a: Place, b: Place) -> bool:
    """Whether two documents share the passage itself, whatever else stands in them."""
    from rapidfuzz import fuzz

    x, y = (fold(p.before + p.quote + p.after) for p in (a, b))
    return min(len(x), len(y)) >= _LEAST_PASSAGE and fuzz.ratio(x, y) >= 90


def are_translations(a: str, b: str) -> bool:
    """Whether two paths differ only in a code of a language: `en/guide.md` and `de/guide.md`, `guide.md` and `guide.fr.md`."""
    x, y = _without_code(a), _without_code(b)
    if a == b or x[0] != y[0] or x[1] == y[1]:
        return False
    # `report-no.md` beside `report.md` need not be Norwegian
    return bool(x[1] and y[1]) or (x[2] or y[2]) in ("/", ".")


def _without_code(path: str) -> tuple[str, str, str]:
    """The path without its code of a language, that code, and the sign that sets it off."""
    for match in _CODE.finditer(path.lower()):
        code = match["folder"] or match["ending"]
        if code in _CODES:
            rest = path[: match.start()] + path[match.end() :]
            return rest.lower(), code, match["sign"] or "/"
    return path.lower(), "", ""
