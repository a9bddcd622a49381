"""Tokens, stems and the closed classes of English words. Pure functions below every stage; lexicon in `claims/words/`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from factcheck.data import load_yaml
from factcheck.values.predicate_entries import predicate_entries

_TOKEN = re.compile(
    r"[A-Za-z]++(?![\w.'’–-])"  # most words; what follows is for the rest
    r"|[^\W\d_](?:(?:\.[^\W\d_])+\.|\w*(?:[-'’–][^\W\d_]\w*)*+)|\d+(?:[.,]\d+)*[^\W\d_]*|\w+(?:[-'’]\w+)*+|[^\w\s]"
)
_DASHES = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "“": '"', "”": '"'})


class Token(NamedTuple):
    """A word, a number or a mark, with its offsets in the text."""

    start: int
    end: int
    text: str
    low: str
    """In lower case."""


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text in order; a possessive `'s` stays with its word, hyphenated words stay whole."""
    make = tuple.__new__  # half the cost of Token(...)
    known = _STRETCHES
    found: list[Token] = []
    add = found.append
    at = 0
    for stretch in text.split(" "):
        for start, end, word, low in known[stretch]:
            add(make(Token, (at + start, at + end, word, low)))
        at += len(stretch) + 1
    return tuple(found)


def words_of(text: str) -> list[str]:
    """The words, numbers and marks of a text in order, as `tokens` tells them, at a third of the cost."""
    return [word for stretch in text.split(" ") for _, _, word, _ in _STRETCHES[stretch]]


def low_words_of(text: str) -> list[str]:
    """As `words_of`, in lower case."""
    return [low for stretch in text.split(" ") for _, _, _, low in _STRETCHES[stretch]]


def _tokens_of_stretch(stretch: str) -> tuple[tuple[int, int, str, str], ...]:
    return tuple([(m.start(), m.end(), word := m[0], word.lower()) for m in _TOKEN.finditer(stretch)])


_MOST_WORDS = 1 << 16
Fact = TypeVar("Fact")
Key = TypeVar("Key")


class WordTable(dict[str, Fact]):
    """What is known of each word, worked out when the word is first met; emptied when it has grown too large.

    For whole sentences: `list(map(table.__getitem__, words))` costs half of as many calls of a cached function.
    """

    __slots__ = ("_work_out",)

    def __init__(self, work_out: Callable[[str], Fact]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> Fact:
        if len(self) >= _MOST_WORDS:
            self.clear()
        fact = self[word] = self._work_out(word)
        return fact


def keep(known: dict[Key, Fact], key: Key, fact: Fact, most: int = _MOST_WORDS) -> Fact:
    """Keeps what was worked out of a key; the table is emptied when it has grown too large, as a `WordTable` is."""
    if len(known) >= most:
        known.clear()
    known[key] = fact
    return fact


class WordNumbers:
    """Numbers for words, in the order in which they are met: in an array a word takes four bytes."""

    __slots__ = ("_numbers", "words")

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.words: list[str] = []
        """By their numbers."""

    def __call__(self, word: str) -> int:
        """The number of a word, the next one if it is new."""
        number = self._numbers.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
        return number


_STRETCHES = WordTable(_tokens_of_stretch)
"""The tokens of what stands between two spaces, which no token reaches across. Words that recur are one object each, so that
looking them up in tables and sets costs little."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without diacritics, with plain dashes and apostrophes and single spaces."""
    plain = text.translate(_DASHES).casefold()
    if plain.isascii():
        return " ".join(plain.split())
    plain = unicodedata.normalize("NFKD", plain)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


@cache
def function_words() -> frozenset[str]:
    """Words that carry grammar and no matter."""
    return frozenset(load_yaml("claims/words/en.yaml")["function"].split())


@cache
def _common_stems() -> frozenset[str]:
    """The stems of all words that the lexicons of predicates, measures and synonyms list."""
    words = load_yaml("claims/words/en.yaml")
    found = {w for name in ("function", "idle_heads", "money", "measures", "persons") for w in words[name].split()}
    found |= {w for head, others in load_yaml("claims/words/synonyms.en.yaml").items() for w in (head, *others)}
    for entry in predicate_entries().values():
        found.update(entry.verbs, entry.nouns)
    found.update(load_yaml("claims/predicates/verbs.en.yaml")["verbs"].split())
    return frozenset(stem(w) for w in found)


@cache
def common_words() -> frozenset[str]:
    """Nouns and adjectives of everyday English, in small letters: what opens a sentence with one is no name."""
    return frozenset(word for words in load_yaml("claims/words/common.en.yaml").values() for word in words.split())


def is_common_word(word: str) -> bool:
    """Whether a lexicon lists the word as one of the language: `revenue`, `limit`; not the name of a drug."""
    return stem(fold(word)) in _common_stems()


@cache
def person_nouns() -> frozenset[str]:
    """The stems of nouns of people that may name the same ones in two texts."""
    return frozenset(synonym(stem(w)) for w in load_yaml("claims/words/en.yaml")["persons"].split())


@cache
def _irregular() -> dict[str, str]:
    forms: dict[str, str] = {}
    for base, others in load_yaml("claims/words/en.yaml")["irregular"].items():
        root = base.rstrip("-")
        forms.setdefault(root, root)
        for form in others.split():
            forms.setdefault(form, root)
    return forms


@cache
def _synonyms() -> dict[str, str]:
    groups: dict[str, str] = {}
    for head, others in load_yaml("claims/words/synonyms.en.yaml").items():
        root = groups.get(stem(head), stem(head))
        for word in (head, *others):
            groups.setdefault(stem(word), root)
    return groups


def _head_of_group(word_stem: str) -> str:
    seen = word_stem
    for _ in range(3):
        following = _synonyms().get(seen, seen)
        if following == seen:
            break
        seen = following
    return seen


synonym: Callable[[str], str] = WordTable(_head_of_group).__getitem__
"""The head of the group of words that name the same sort of thing, or the stem itself."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The normal form that all inflected forms of an English word share: no plural, no tense, no silent -e.

    A table of irregular forms and a few rules; a normal form is no word to show (`created`, `create`: `creat`).
    """
    word = fold(word)
    if word.endswith("'s"):
        word = word[:-2]
    word = word.rstrip("'")
    return _without_e(_irregular().get(word) or _by_rule(word))


def _by_rule(word: str) -> str:
    if len(word) > 4 and word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if len(word) > 4 and word.endswith("oes") and word not in _OE:
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    if word.endswith("eed"):
        return word[:-1] if word[:-1] in _FINAL_EE else word
    for ending in ("ed", "ing"):
        root = word[: -len(ending)]
        if len(root) > 2 and word.endswith(ending) and re.search(r"[aeiouy]", root):
            doubled = root[-1] == root[-2] and root[-1] not in "lsfz"
            if doubled:
                return root[:-1]
            return root + "e" if re.fullmatch(r"[^aeiou]?[^aeiou][aeiou][^aeiouwxy]", root) and len(root) == 3 else root
    return word


def _without_e(word: str) -> str:
    return (
        word[:-1] if len(word) > 4 and word.endswith("e") and word[-2] not in "aeiou" and word not in _KEEP_E else word
    )


_FINAL_EE = frozenset({"agree", "disagree", "free", "guarantee", "decree", "referee", "oversee", "pedigree"})
_OE = frozenset({"shoes", "horseshoes", "canoes", "tiptoes", "floes", "oboes"})
_KEEP_E = frozenset({"unite", "plane", "scene", "stage", "whole", "there", "where"})


@lru_cache(maxsize=16384)
def content_words(text: str) -> tuple[str, ...]:
    """The stems of a text's words that carry matter, in order, without numbers."""
    return tuple([root for token in tokens(text) if (root := content_stem(token.text))])


@lru_cache(maxsize=65536)
def content_stem(word: str) -> str:
    """The stem of a word that carries matter; nothing for numbers, marks, single letters and words of grammar."""
    return stem(word) if len(word) > 1 and word[0].isalpha() and fold(word) not in function_words() else ""


@cache
def _stems_of_list(name: str) -> frozenset[str]:
    return frozenset(stem(w) for w in load_yaml("claims/words/en.yaml")[name].split())


def is_generic_head(text: str) -> bool:
    """Whether the head of a column says of its cells no more than that they hold a value: `Value`, `Amount`, `Details`."""
    found = content_words(text)
    return bool(found) and all(word in _stems_of_list("idle_heads") for word in found)


def is_measure_word(word: str) -> bool:
    """Whether a word says what is measured: `Capacity`, `weight`; also of a stem."""
    return stem(word) in _stems_of_list("measures")


def is_page_field(word: str) -> bool:
    """Whether a word is of a field that the front matter of any page may have: `title`, `author`; also of a stem."""
    return stem(word) in _stems_of_list("page_fields")


def is_price_word(word: str) -> bool:
    """Whether a word is of what is asked for a thing: `price`, `fee`, `fare`; also of a stem."""
    return stem(word) in _stems_of_list("prices")


def is_money_word(word: str) -> bool:
    """Whether a word is of money itself, a payment or a sum: `grant`, `stipend`; also of a stem."""
    return stem(word) in _stems_of_list("money")
