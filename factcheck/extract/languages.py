"""Extract, part: the language that a document is in, as far as times are known in it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from factcheck.data import load_yaml
from factcheck.extract.times.language import DEFAULT, known_words, languages
from factcheck.model.document import BlockKind, Document
from factcheck.patterns import pattern_of

_HTML_LANG = pattern_of(r"<html\b[^>]{0,300}?\blang\s*=\s*[\"']?([A-Za-z]{2})", re.I)
_WORD = pattern_of(r"[^\W\d_]+")
_READ = 4_000
"""How many characters of running text are looked at."""


def language_of(document: Document) -> str:
    """The code of the language: what the settings say, else the document, else its function words, else English."""
    known = languages()
    if document.language in known:
        return document.language
    declared = _declared(document)
    if declared in known:
        return declared
    if len(known) < 2:
        return DEFAULT
    hits, _ = words_by_language(document)
    best = max(known, key=lambda code: hits[code])
    if hits[best] < 4 or hits[best] <= 2 * hits[DEFAULT]:
        return DEFAULT
    counts = _first_words(document)
    by_language = {code: sum([counts[w] for w in counts.keys() & words]) for code, words in _by_language().items()}
    return best if by_language.get(best, 0) == max(by_language.values()) else DEFAULT  # Spanish has words of French


_SURE = 3
"""So many different function words of another language tell that a sentence is in it."""


def is_in_other_language(vocabulary: frozenset[str]) -> bool:
    """Whether the words of a sentence, in lower case, are of a language whose grammar is not known, and not English."""
    if len(vocabulary & _foreign_words()) < _SURE:
        return False
    most = max([len(vocabulary & words) for words in _by_language().values()])
    return most >= _SURE and most > 2 * len(vocabulary & known_words(DEFAULT))


def is_english(vocabulary: frozenset[str]) -> bool:
    """Whether a sentence has two function words of English."""
    return len(vocabulary & known_words(DEFAULT)) > 1


@cache
def _by_language() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in load_yaml("claims/words/other_languages.yaml").items()}


@cache
def _foreign_words() -> frozenset[str]:
    return frozenset().union(*_by_language().values())


def words_by_language(document: Document) -> tuple[dict[str, int], int]:
    """How many function words of each language stand in the first running text, and how many words that is."""
    counts = _first_words(document)
    hits = {code: sum([counts[word] for word in counts.keys() & known_words(code)]) for code in languages()}
    return hits, counts.total()


_SURE_OF_PAGE = 12
"""So many function words of another language, and hardly an English one for two of them, tell that a page is in it."""


_ENGLISH = 0.05
"""The share of English function words from which on a page is surely in English."""


def is_page_in_other_language(document: Document) -> bool:
    """Whether the first running text of a page is in a language whose grammar is not known."""
    counts = _first_words(document)
    english = sum([counts[word] for word in counts.keys() & known_words(DEFAULT)])
    if english > _ENGLISH * counts.total():
        return False
    most = max([sum([counts[word] for word in counts.keys() & words]) for words in _by_language().values()])
    return most >= _SURE_OF_PAGE and most > 2 * english


def _first_words(document: Document) -> Counter[str]:
    """The words of the first running text in lower case."""
    texts: list[str] = []
    left = _READ
    for block in document.blocks:
        if block.kind is BlockKind.FRONT_MATTER:
            continue
        texts.append(block.text[:left])
        left -= len(block.text)
        if left <= 0:
            break
    return _counted("\n".join(texts))


@lru_cache(maxsize=4)
def _counted(text: str) -> Counter[str]:
    return Counter(map(str.lower, _WORD.findall(text)))


def _declared(document: Document) -> str:
    for block in document.blocks:
        if block.kind is BlockKind.FRONT_MATTER and block.key.lower() in ("lang", "language", "locale"):
            return block.text.strip()[:2].lower()
    if document.format == "html":
        match = _HTML_LANG.search(document.text[:4_000])
        if match:
            return match[1].lower()
    return ""
