"""Judge, part of the check total-mismatch: a title that counts stages, and the one numbered list of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import amounts_in
from factcheck.judge.totals.lists import count_conflict, ends_in_remark, is_count, items_of_first_list, mark_of
from factcheck.judge.totals.words import listed, stems
from factcheck.model.document import Block, BlockKind, Document
from factcheck.patterns import pattern_of
from factcheck.values.words import stem

_COUNTED = pattern_of(r"(?:(?:\A|[:–—,;]\s)(?:the|our|its|her|his|their|my|all|in)\s|\A)\Z", re.I)
_NOUN = pattern_of(r"\s(?P<noun>[a-z]+)(?:\s(?:of|in|to|for|that|by|behind|we|from|on)\b|\W*\Z)", re.I)
_OPEN = pattern_of(
    r"\b(?:first|second|part|chapter|lesson|episode|volume)\s(?:one|two|three|[ivx]+|\d+)\b|\b(?:continu\w+|next\s(?:week|issue|time|month|part)|(?:last|final|missing|another|further|remaining|other)\s(?:one|{nouns})s?)\b".replace(
        "{nouns}", "step|stage|phase|reason|rule|point|part|way"
    ),
    re.I,
)
_JOINT = pattern_of(r"\b(?:and|or)\b|[/&;+]")
_EXTRA = pattern_of(r"\W*(?:bonus|extra|p\.?\s?s\b|postscript|appendix|optional)\b", re.I)
_MOST_OFF = 2
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")  # fmt: skip


def title_conflicts(document: Document) -> Iterator[Conflict]:
    """`The six stages of cheese` over a numbered list of five."""
    heads = [b for b in document.blocks if b.kind in (BlockKind.HEADING, BlockKind.TITLE)][:1]
    items = [b for b in document.blocks if b.kind is BlockKind.LIST_ITEM and not b.boilerplate]
    if not heads or not 3 <= len(items) <= 14 or any(b.table is not None for b in document.blocks):
        return
    if len([b for b in document.blocks if b.kind is BlockKind.HEADING]) > 1 or _OPEN.search(document.text):
        return
    head = heads[0]
    for count in amounts_in(head.text):
        noun = _NOUN.match(head.text, count.end)
        if (
            not is_count(count)
            or not 3 <= count.value <= 12
            or noun is None
            or not _COUNTED.search(head.text[: count.start])
        ):
            continue
        if not noun["noun"].endswith("s") or stem(noun["noun"].lower()) not in stems("items"):
            continue
        stated = int(count.value)
        told = _numbered(document, items)
        if (
            told is None
            or not 0 < abs(len(told) - stated) <= _MOST_OFF
            or noun["noun"].lower() in listed("no_modifiers")
        ):
            continue
        if len(told) < stated and any(_JOINT.search(re.split(r"[.:]\s", b.text)[0]) for b in told):
            continue  # one item may hold two
        if re.search(rf"\b{_ORDINALS[stated]}\b", document.text, re.I):
            continue  # the last of them is told elsewhere
        yield count_conflict(document, head, count, noun["noun"].lower(), [b.span for b in told], "the list")


def _numbered(document: Document, items: Sequence[Block]) -> list[Block] | None:
    """The items of the document, where they are one list, numbered from one on, and no item holds two."""
    told = items_of_first_list(document, items)
    if told is None or len(told) != len(items) or told[0].index + len(told) - 1 != told[-1].index:
        return None
    if ends_in_remark(told) or any(_EXTRA.match(b.text) for b in told):
        return None
    marks = [mark_of(document, b) for b in told]
    if marks != [str(n + 1) for n in range(len(told))] and set(marks) != {"<"}:
        return None
    if set(marks) == {"<"} and "<ol" not in document.text[: told[0].span.start].lower():
        return None
    return told
