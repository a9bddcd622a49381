"""Resolve, part of misspellings: what the words around two names have in common: the same office, the same surroundings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.model.document import Block
from factcheck.model.extraction import Extraction
from factcheck.model.mention import NameMention
from factcheck.values.names import name_tokens
from factcheck.values.words import Token, content_stem, content_words, fold, stem, tokens


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a name that may be misspelled."""

    found: Extraction
    block: int
    mention: NameMention


@dataclass(frozen=True, slots=True)
class Ground:
    """What the surroundings of two names share."""

    office: str = ""
    """A word that stands right beside both, as the name of an office does."""
    words: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        return 3 if self.office else min(2, len(self.words))

    @property
    def told(self) -> tuple[str, ...]:
        if self.office:
            return (f"`{self.office}` stands beside both",)
        return (f"{', '.join(f'`{w}`' for w in self.words[:3])} stands near both",) if self.words else ()


def shared_ground(rare: Sequence[Place], right: Sequence[Place]) -> Ground:
    """What the mentions of one name share with those of the other."""
    offices = _union(rare, _beside) & _union(right, _beside)
    if offices:
        return Ground(office=min(offices))
    near = _union(rare, _around) & _union(right, _around)
    return Ground(words=tuple(sorted(near)))


def _union(places: Sequence[Place], words: Callable[[Place], frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*(words(place) for place in places))


def _beside(place: Place) -> frozenset[str]:
    """Stems of the words in small letters that describe a name: `the chief surgeon, X`, `X, our vice president`, a key."""
    block, name = _block(place), place.mention
    words = tokens(block.text)
    first = next((k for k, t in enumerate(words) if t.start >= name.start), len(words))
    last = next((k for k, t in enumerate(words) if t.start >= name.end), len(words))
    found = {*_before(words, first), *_after(words, last)}
    if block.key and len(block.key.split()) <= 4:
        found |= set(content_words(block.key))
    return frozenset(found) - _own(place)


def _before(words: Sequence[Token], first: int) -> Sequence[str]:
    at = first - 1
    comma = at >= 0 and words[at].text == ","
    at -= comma
    if at > 0 and words[at].low in _COPULAS:
        at -= 1  # `the main contractor was X`
    found: list[str] = []
    while at >= 0 and len(found) < 3 and words[at].text.islower() and (root := content_stem(words[at].text)):
        found.append(root)
        at -= 1
    led_in = at >= 0 and words[at].low in _DETERMINERS
    if led_in or len(found) == 1:
        return found if led_in or not (comma or words[first - 1].low in _verbs()) else ()
    return () if comma else [w for w in found if w not in _verbs()]


def _after(words: Sequence[Token], last: int) -> Sequence[str]:
    if last >= len(words) or words[last].text not in (",", "("):
        return ()
    at, found = last + 1, list[str]()
    while at < len(words) and len(found) < 4:
        text = words[at].text
        if not text.islower() or not text[0].isalpha():
            return found if text in (",", ".", ")", ";") else ()
        root = content_stem(text)
        if not root and text not in _DETERMINERS:
            return found
        if root:
            found.append(root)
        at += 1
    return found


_COPULAS = frozenset(["is", "was", "are", "were"])
_DETERMINERS = frozenset(["the", "a", "an", "its", "our", "their", "his", "her", "then"])


@cache
def _verbs() -> frozenset[str]:
    return frozenset(load_yaml("claims/predicates/verbs.en.yaml")["verbs"].split())


def _around(place: Place) -> frozenset[str]:
    """Stems of the sentence of a name and of the headings above it."""
    block, name = _block(place), place.mention
    sentence = next((s for s in place.found.sentences.get(place.block, ()) if s.start <= name.start < s.end), None)
    text = block.text[sentence.start : sentence.end] if sentence is not None else block.text[:400]
    headings = (place.found.document.blocks[k].text for k in block.headings[-2:])
    return frozenset(w for part in (text, *headings) for w in content_words(part)) - _own(place)


def _own(place: Place) -> frozenset[str]:
    return frozenset(stem(w) for w in name_tokens(fold(place.mention.text)))


def _block(place: Place) -> Block:
    return place.found.document.blocks[place.block]
