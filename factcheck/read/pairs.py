"""Read, part: lists whose items are pairs of a label and a value, as sheets of facts are in every format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from factcheck.data import load_yaml
from factcheck.frozen import replace
from factcheck.model.document import RECORD, Block, BlockKind, Piece, Span
from factcheck.patterns import pattern_of

_PAIR = pattern_of(r"(?P<key>[A-Z][^:.!?\n]{0,48}?)\s*:\s+(?P<value>\S.{0,80})\Z", re.S)
_SENTENCE = pattern_of(r"[.!?]\s|[.!?]\Z")
_ABBREVIATED = pattern_of(
    r"\b(?:[A-Z]|[a-z]|No|St|Dr|Mr|Mrs|Ms|ca|c|approx|est|incl|vs|Ltd|Co|Inc|Corp|etc|[ap]\.m)\.(?:\s|\Z)"
)
_LABEL_ENDS = pattern_of(r"\s*\([^)]*\)\Z")
_FACTS = pattern_of(
    r"[€£$¥]\s?\d|\d[^()]*,\s|,[^()]*\d|\b(?:\d+|one|two|three|four|half a)\s(?:hours?|days?|weeks?|minutes?|min|places|seats|people)\b"
)
"""What tells facts of its own in brackets behind a label, and is no unit of its value."""
_MOST_WORDS = 6
_MOST_BEFORE_FIGURES = 9
"""The most words of a label; one before a figure may say more: `Boats entered for the 2031 regatta: 164`."""
_FIGURE = pattern_of(r"(?:[€£$¥]|[A-Z]{3}\s)?\s?\d")
_YEAR_OR_VERSION = pattern_of(r"\b(?:1[5-9]|20)\d\d\b(?:[/–-]\d\d\b)?|\b\d{1,2}\.\d{1,2}\b")
_DATED = pattern_of(r"(?:[A-Z][a-z]{2,8}\.?\s)?(?:\d{1,2},?\s)?\d{4}(?:[/–-]\d{2,4})?\Z")
"""A label that is a time and nothing else: `May 2026`; a date stands there in front of what happened then."""
_LEAST = 3
"""Items from which on a list is a sheet of facts."""


def with_pairs(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with the items of lists that are sheets of facts as pairs: `- Height: 42 m`, `- Architect: Jane Orr`.

    A sheet has three items at least, all but one of them with a short label before a colon and a short value behind it,
    and some value with a number; what a sentence with a count announces (`three reasons:`) stays a list. One or two items
    are a sheet where the lists of other sections beside theirs have the same labels.
    """
    changed: dict[int, Block] = {}
    lists = _lists(blocks)
    repeated = _repeated_labels(blocks, lists)
    for items in lists:
        pairs = [(block, match) for block in items if (match := _pair(block)) is not None]
        known = [block for block in items if block.kind is BlockKind.KEY_VALUE or _is_of_somebody(block)]
        if len(items) < _LEAST and len(pairs) == len(items) and all(_place(blocks, b, m) in repeated for b, m in pairs):
            changed.update({block.index: _as_pair(block, match) for block, match in pairs})
            continue
        if len(items) < _LEAST or len(pairs) + len(known) < max(2, len(items) - 1):
            continue
        values = [*(match["value"] for _, match in pairs), *(block.text for block in known)]
        is_telling = any(re.search(r"\d", value) for value in values) or _have_one_label(pairs)
        if not is_telling or _is_announced(blocks, items[0]):
            continue
        if len({match["key"].lower() for _, match in pairs}) < len(pairs):
            continue  # a dialogue, or entries of one sort
        changed.update({block.index: _as_pair(block, match) for block, match in pairs})
    return tuple(changed.get(block.index, block) for block in blocks) if changed else tuple(blocks)


def _have_one_label(pairs: Sequence[tuple[Block, re.Match[str]]]) -> bool:
    """Whether all items name a thing of their own before one label: `Tarn Gallery – Architect: Ada Orr`."""
    parts = [_MARK.split(match["key"]) for _, match in pairs]
    return bool(parts) and all(len(p) == 2 for p in parts) and len({p[1].strip().lower() for p in parts}) == 1


_MARK = pattern_of(r"\s[–—-]\s")
Label = tuple[tuple[int, ...], int, str]
"""The headings above a section, its level, and a label in it."""


def _place(blocks: Sequence[Block], block: Block, match: re.Match[str]) -> Label:
    above = block.headings
    return above[:-1], blocks[above[-1]].level if above else 0, match["key"].strip().lower()


def _repeated_labels(blocks: Sequence[Block], lists: Sequence[Sequence[Block]]) -> frozenset[Label]:
    """The labels of short lists that several sections of one level have, each once."""
    sections: dict[Label, list[int]] = {}
    for items in lists:
        for block in items if len(items) < _LEAST else ():
            if block.headings and (match := _pair(block)) is not None:
                sections.setdefault(_place(blocks, block, match), []).append(block.headings[-1])
    return frozenset(label for label, heads in sections.items() if len(heads) > 1 and len(set(heads)) == len(heads))


def with_records(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with the headings of sections that hold pairs and hardly anything else as names of records.

    One section alone may be the sheet of its page; two beside each other that share a label are of two things.
    """
    below: dict[int, list[Block]] = {b.index: [] for b in blocks if b.kind is BlockKind.HEADING and b.level > 1}
    for block in blocks:
        if block.headings and block.headings[-1] in below:
            below[block.headings[-1]].append(block)
    beside: dict[tuple[int, ...], list[tuple[Block, set[str]]]] = {}
    for head, held in below.items():
        keys = {block.key.lower() for block in held if block.kind is BlockKind.KEY_VALUE}
        if len(keys) > 1 and sum(block.kind is not BlockKind.KEY_VALUE for block in held) <= 1:
            beside.setdefault(blocks[head].headings, []).append((blocks[head], keys))
    named = {
        heading.index: replace(heading, level=RECORD)
        for group in beside.values()
        for heading, keys in group
        if any(not keys.isdisjoint(others) for other, others in group if other is not heading)
    }
    return tuple(named.get(block.index, block) for block in blocks) if named else tuple(blocks)


_PAIR_LINE = pattern_of(r"\s*[^\W\d_][\w ()/'-]{0,40}:\s+\S")
_LABEL_LINE = pattern_of(r"\s*[^\W\d_][^:\n!?;]{0,48}?:\s+\S[^\n]{0,70}\Z")


def are_pairs(lines: Sequence[str]) -> bool:
    """Whether the lines of a paragraph are pairs of a label and a value: all of them plain, or a sheet of short ones (`Width × depth: 30 × 40 cm`)."""
    plain = [_PAIR_LINE.match(line) is not None for line in lines]
    if all(plain):
        return True
    return (
        len(lines) >= _LEAST
        and 2 * sum(plain) >= len(lines)
        and all([_LABEL_LINE.match(line) and not _SENTENCE.search(line.partition(":")[0] + " ") for line in lines])
    )


_NAME_LINE = pattern_of(r"[A-ZÀ-Þ\d][^:!?;|\t]{1,70}(?<![.,;–—-])\Z")
_FIELD_LINE = pattern_of(r"[A-ZÀ-Þ][\w ()/,'’-]{0,40}:\s+\S.{0,80}\Z")
_FREE_LINE = pattern_of(r"[A-ZÀ-Þ].{3,80}(?<![.,;:!?])\Z")
_MOST_IN_NAME = 10


def is_record(lines: Sequence[str]) -> bool:
    """Whether lines that follow each other are a record: a name, and below it two pairs at least and hardly anything else."""
    name, *rest = [line.strip().replace("**", "").replace("__", "").strip("*_ \t") for line in lines]
    if len(rest) < 2 or _NAME_LINE.match(name) is None or len(name.split()) > _MOST_IN_NAME:
        return False
    fields = [_FIELD_LINE.match(line) is not None for line in rest]
    free = [line for line, is_field in zip(rest, fields, strict=True) if not is_field]
    return sum(fields) >= 2 and len(free) <= 1 and all([_FREE_LINE.match(line) for line in free])


def _lists(blocks: Sequence[Block]) -> list[list[Block]]:
    """The runs of neighbouring items of one depth, with those that are pairs already (`- **Height:** 42 m`)."""
    items = [b for b in blocks if b.kind is BlockKind.LIST_ITEM or (b.kind is BlockKind.KEY_VALUE and b.level)]
    runs: list[list[Block]] = [items[:1]] if items else []
    for before, block in pairwise(items):
        is_next = block.index == before.index + 1 and block.level == before.level
        if is_next and (block.lead_in, block.headings, block.quoted) == (
            before.lead_in,
            before.headings,
            before.quoted,
        ):
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


def _pair(block: Block) -> re.Match[str] | None:
    match = _PAIR.match(block.text) if block.kind is BlockKind.LIST_ITEM and not block.struck else None
    if match is None:
        return None
    key = _LABEL_ENDS.sub("", match["key"])
    if len(key) < len(match["key"]) and _FACTS.search(match["key"], len(key)):
        return None  # `Sharpening (3 hours, £12): Saturday 21 March`
    if "," in key and _tells_office(key):
        return None
    most = _MOST_BEFORE_FIGURES if _FIGURE.match(match["value"]) else _MOST_WORDS
    if len(key.split()) > most or re.search(r"\d", _YEAR_OR_VERSION.sub("", key)) or _DATED.match(key):
        return None
    return None if _SENTENCE.search(_ABBREVIATED.sub("", match["value"].rstrip(".") + " ")) else match


def _is_of_somebody(block: Block) -> bool:
    """Whether an item tells who holds an office, and what that one does: `Principal investigator, Ann Lee: built the probe`."""
    match = _PAIR.match(block.text) if block.kind is BlockKind.LIST_ITEM and not block.struck else None
    return match is not None and "," in match["key"] and _tells_office(match["key"])


_PERSON_AND = pattern_of(r"[A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]*){1,3},\s[a-z][a-z -]+")


def _tells_office(key: str) -> bool:
    """Whether a label is an office with a name beside it: `Ann Lee, treasurer`, `Keeper of birds, Holm Museum`."""
    parts = [part.strip(" *_") for part in key.split(",", 1)]
    for office, other in (parts, parts[::-1]):
        words = office.split(" of ")[0].split(" for ")[0].lower().split()
        if _PERSON_AND.fullmatch(key):
            return True
        is_named = any(word[0].isupper() for word in other.split()[-1:]) and len(other.split()) < 6
        if is_named and words and (" ".join(words[-2:]) in _offices() or words[-1] in _offices()):
            return True
    return False


@cache
def _offices() -> frozenset[str]:
    return frozenset(noun for nouns in load_yaml("claims/statements/en.yaml")["roles"].values() for noun in nouns)


_COUNT = pattern_of(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?!(?:1[5-9]|20)\d\d\b)\d+)\b", re.I
)


def _is_announced(blocks: Sequence[Block], first: Block) -> bool:
    lead = blocks[first.lead_in] if first.lead_in is not None and first.lead_in < len(blocks) else None
    return lead is not None and lead.kind is not BlockKind.HEADING and _COUNT.search(lead.text[-160:]) is not None


def _as_pair(block: Block, match: re.Match[str]) -> Block:
    cut = match.start("value")
    pieces = []
    for piece in block.pieces:
        if piece.text_end <= cut:
            continue
        ahead = max(0, cut - piece.text_start)
        is_exact = piece.text_end - piece.text_start == piece.source_end - piece.source_start
        pieces.append(
            Piece(
                max(0, piece.text_start - cut),
                piece.text_end - cut,
                piece.source_start + (ahead if is_exact else 0),
                piece.source_end,
            )
        )
    return replace(
        block,
        kind=BlockKind.KEY_VALUE,
        text=block.text[cut:],
        span=Span(pieces[0].source_start, pieces[-1].source_end),
        pieces=tuple(pieces),
        key=match["key"].strip(),
        key_span=block.source_span(match.start("key"), match.end("key")),
    )
