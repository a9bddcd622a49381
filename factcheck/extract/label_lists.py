"""Extract, part: entries under a label, in running text and as a value: `Baptisms: Ida Holm on 3 May; Per Roth on 4 June`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.extract.closed_words import PREPOSITIONS
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.tags import VERBAL, Tag
from factcheck.frozen import dataclass
from factcheck.model.mention import NameKind, NameMention

if TYPE_CHECKING:
    from factcheck.extract.clauses import Clauses

_LONGEST_LABEL = 5
_STARTS = frozenset([Tag.NOUN, Tag.DETERMINER])


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry is of, where that begins, and the label that it stands under."""

    words: str
    start: int
    label: str


def entry_under_label(sentence: Clauses, predicate: PredicateMention | None, value: tuple[int, int]) -> Entry | None:
    """The noun phrase that a value stands behind in its entry, where the sentence is a label with entries and no clause."""
    lows = sentence.lows
    if ":" not in sentence.vocabulary:
        return None
    colon = lows.index(":")
    if not 0 < colon <= _LONGEST_LABEL or (
        predicate is not None and (predicate.form is not Form.NOUN or predicate.last > colon)
    ):
        return None
    at = sentence.at(value[0])
    tags = sentence.grammar.tags
    if at <= colon + 1 or any(tag in VERBAL for tag in tags[:at]):
        return None
    after = sentence.starts[colon + 1]
    if any(q.start == after for q in sentence.found.quantities[sentence.block.index]):
        label = sentence.block.text[sentence.starts[0] : sentence.ends[colon - 1]].strip(" *_")
        return Entry(label, sentence.starts[0], "")  # `Nursery: 9 rooms, 143 children`
    if not sentence.texts[colon + 1][0].isalpha():
        return None
    start = max((k for k in range(colon, at) if lows[k] in (";", ":")), default=colon) + 1
    beside = max((k for k in range(start, at) if tags[k] is Tag.COMMA), default=start - 1) + 1
    for first in (beside, start):  # `children £2.10` behind a comma, else the head of the entry: `Ida Holm, aged 91,`
        last = first
        while last < at and tags[last] in _STARTS and last not in sentence.blocked and not lows[last][0].isdigit():
            last += 1
        if (
            last > first
            and (last == at or tags[last] in (Tag.COMMA, Tag.OPENING, Tag.PREPOSITION))
            and lows[first] not in _NO_ENTRY
        ):
            text = sentence.block.text
            label = text[sentence.starts[0] : sentence.ends[colon - 1]].strip(" *_")
            return Entry(text[sentence.starts[first] : sentence.ends[last - 1]], sentence.starts[first], label)
    return None


_NO_ENTRY = PREPOSITIONS | {"aged", "about", "some", "born", "died", "only", "max", "min", "approx", "c"}


_ENTRY = re.compile(
    r"(?:and\s)?(?P<what>[^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]*){0,5}?)(?:\s(?:on|in|at|from|since|by|for|until)|:|\s[–—])?"
)
_PLURAL_LABEL = re.compile(r"[A-Z][a-z]+s\Z")
_NO_THING = frozenset(["from", "about", "up", "to", "or", "and", "only", "under", "over", "circa", "around", "nearly", "than", "on", "in", "at", "by", "is", "was", "are", "were", "not", "then", "now", "later", "until", "since", "aged", "the"])  # fmt: skip


def entries_of_value(label: str, text: str, starts: Sequence[int], names: Sequence[NameMention]) -> dict[int, str]:
    """Of a value with several entries what each of its figures and times is of, by where these begin: `adults £4, children £2`.

    All of them have to be led by words of their own, or one by the name of somebody under a label in the plural.
    """
    found = {start: entry for start in starts if (entry := _entry_before(text, start))}
    if len(starts) > 1 and len(found) == len(starts) and len(set(found.values())) == len(starts):
        return found
    people = {n.text for n in names if n.kind is NameKind.PERSON and " " in n.text}
    return {k: v for k, v in found.items() if v in people} if _PLURAL_LABEL.match(label) else {}


def _entry_before(text: str, at: int) -> str:
    """The words of an entry right before a place, else those at its head: `Ida Holm, aged 91, on`."""
    part = text[text.rfind(";", 0, at) + 1 : at]
    for words in (part.rpartition(",")[2], part.partition(",")[0]):
        match = _ENTRY.fullmatch(words.strip())
        if match is not None and _NO_THING.isdisjoint(match["what"].lower().split()):
            return match["what"]
    return ""
