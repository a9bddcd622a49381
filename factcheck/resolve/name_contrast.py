"""Resolve, part of misspellings: what the words around two names tell of two bearers: kin, another place, one list that has both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.model.document import BlockKind
from factcheck.patterns import pattern_of
from factcheck.resolve.name_ground import Place
from factcheck.values.name_variants import variants
from factcheck.values.names import name_tokens
from factcheck.values.words import content_words, fold

_INTRODUCED = pattern_of(
    r"(?:,\s(?:aged?\s)?(?P<age>\d{1,2})\b(?!\s\w)|,\s(?:an?\s|the\s)?(?!(?:who|and|or|which|whose|whom|with|as|in|at|on|to|by|for|from|said|says|was|is|then|now|but|while|he|she|they)\b)(?P<who>[a-z]+[^,.;()\n]{0,50})(?=[,.;)]|\s*\Z)"
    r"|\s\((?P<of>[A-Z][^)\d]{2,40})\)|,?\s(?:of|from|in)\s(?:the\s)?(?P<home>[A-Z]\w+))"
)
"""What introduces somebody behind the name: `, 34,`, `, a grocer,`, `(Labour)`, `of Weston`."""


_WRITTEN = pattern_of(
    r"\b(?:spel(?:t|led|ling)|misspel\w+|written|wrote\s(?:his|her|their)\sname|entered\sas|known\sas|listed\sas|signs?|signed\sas|transliterat\w+|formerly|maiden|née|born\sas|also\scalled|correct(?:ed|ion|ly)|erratum|corrigendum|wrongly|relation|namesake|not\sto\sbe|no\skin)\b",
    re.I,
)


def is_told_apart(rare: Sequence[Place], right: Sequence[Place]) -> bool:
    """Whether a text introduces the bearer of one spelling as somebody of whom the texts of the other know nothing, or speaks of spellings."""
    known = fold(" ".join(place.found.document.text for place in right))
    for place in rare:
        sentence = _sentence_around(place)
        text = place.found.document.blocks[place.block].text
        if _WRITTEN.search(sentence) or _kin().search(sentence) or text[: place.mention.start].endswith(("“", '"')):
            return True
        told = _INTRODUCED.match(text, place.mention.end)
        if told is None:
            continue
        if told["age"] and told["age"] not in known:
            return True
        words = content_words(str(told["who"] or told["of"] or told["home"] or ""))
        if words and not any(word in known for word in words):
            return True
    return False


def _sentence_around(place: Place) -> str:
    text = place.found.document.blocks[place.block].text
    start, end = place.mention.start, place.mention.end
    for sentence in place.found.sentences.get(place.block, ()):
        if sentence.start <= start < sentence.end:
            return text[sentence.start : sentence.end]
    return text[max(0, start - 80) : end + 80]


@cache
def _kin() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(variants()["kin"], key=len, reverse=True))
    return re.compile(rf"\b(?:his|her|their|whose|the|(?-i:[A-Z])\w+[’']s)\s(?:\w+[\s-]){{0,2}}(?:{words})s?\b")


def stand_together(place: Place, word: str) -> bool:
    """Whether a name with the other spelling stands in the same sentence: who writes both knows of two."""
    sentence = next(
        (s for s in place.found.sentences.get(place.block, ()) if s.start <= place.mention.start < s.end), None
    )
    if sentence is None:
        return False
    return any(
        sentence.start <= m.start < sentence.end and word in name_tokens(m.text) for m in place.found.names[place.block]
    )


def is_introduced_as_another(place: Place) -> bool:
    """`His cousin Jonas Hellberg`, `not to be confused with Harleston`."""
    text = place.found.document.blocks[place.block].text
    return _another().search(text, max(0, place.mention.start - 40), place.mention.start) is not None


@cache
def _another() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(variants()["kin"], key=len, reverse=True))
    return re.compile(rf"\b(?:{words})s?,?\s(?!by\b)[^.;:!?]{{0,12}}\Z", re.I)


def are_listed_together(rare: Sequence[Place], right: Sequence[Place]) -> bool:
    """Whether one table or list has both names: who fills it with both knows of two."""
    lists = ({_list_of(place) for place in places} - {None} for places in (rare, right))
    return not next(lists).isdisjoint(next(lists))


def _list_of(place: Place) -> tuple[str, str, int] | None:
    """The table or list that a mention stands in."""
    document = place.found.document
    block = document.blocks[place.block]
    if block.table is not None:
        return document.path, "table", block.table.table
    if block.kind is not BlockKind.LIST_ITEM:
        return None
    first = place.block
    while first and document.blocks[first - 1].kind is BlockKind.LIST_ITEM:
        first -= 1
    return document.path, "list", first


def is_headed(place: Place) -> bool:
    """Whether the mention is a heading of its own: whoever writes a page on it knows its name."""
    block = place.found.document.blocks[place.block]
    return block.level > 0 and len(place.mention.text) > len(block.text) // 2
