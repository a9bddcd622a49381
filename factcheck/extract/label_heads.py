"""Extract, part: what the label of a cell or pair names first of all: the boats of `Boats entered for the 2031 regatta`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from factcheck.values.words import content_words, is_generic_head

_CUT = re.compile(
    r"\s+(?:of|in|at|for|per|by|on|from|to|as|with|without|since|under|over|across|during|between|within|around|near|"
    r"through|against|behind|before|after|until|up|that|which|who|whose|where|when)\s+|\s*[,;:(\[]\s*",
    re.I,
)
_IRREGULAR = frozenset(["sold", "held", "built", "made", "spent", "paid", "taken", "given", "lost", "won", "born", "grown", "kept", "sent", "shown", "drawn", "written", "known", "found", "lent", "bought", "caught", "driven", "flown", "laid", "led", "sown", "sunk", "bred", "dug", "fed", "taught", "worn", "woven", "needed"])  # fmt: skip
_COUNTING = frozenset(["number", "count", "total", "sum", "tally", "quantity", "amount", "share", "percentage", "proportion", "rate", "no"])  # fmt: skip
"""Heads that only say that something is counted; what is counted follows: `Number of visitors`."""


@lru_cache(maxsize=8192)
def heads_of_label(label: str) -> tuple[str, ...]:
    """The stems of the nouns that a label names, the one that it is about first, then those of its later phrases.

    A phrase ends at a preposition, at a comma, or at a participle behind its noun: `Drinks | sold | at the bar`.
    """
    heads: list[str] = []
    for phrase in _CUT.split(label):
        if words := content_words(_before_participle(phrase)):
            heads.append(words[-1])
    if len(heads) > 1 and (heads[0] in _COUNTING or is_generic_head(_CUT.split(label)[0])):
        heads = [*heads[1:], heads[0]]
    return tuple(dict.fromkeys(heads))


def _before_participle(phrase: str) -> str:
    words = phrase.split()
    for k, word in enumerate(words):
        if k and word.islower() and (word in _IRREGULAR or _REGULAR.fullmatch(word)):
            return " ".join(words[:k])
    return phrase


_REGULAR = re.compile(r"[a-z]{2,}(?<!e)ed")


def with_head_last(stems: Sequence[str], labels: Sequence[str]) -> tuple[str, ...]:
    """The stems of labels in their order, but what the last of them is about at the end, as the head of a noun phrase is."""
    head = next((h for label in reversed(labels) for h in heads_of_label(label)[:1] if h in stems), None)
    return (*(s for s in stems if s != head), head) if head is not None else tuple(stems)
