"""Render, part of HTML: which words of two passages differ, as in a diff; what they share can then stay quiet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

Piece = tuple[str, str]
"""What it is (`text`, `value`, or `differs` for words that the other side does not have there) and its words."""

_WORD = re.compile(r"\w+(?:[.,:/’'\-]\w+)*")
_MAX_WORDS = 150
_ALIKE = 0.34
"""Share of equal words below which two passages are told in other words, where marking nearly all of them helps nobody."""
_VALUE = "\0"


def mark_differences(own: Sequence[Piece], other: Sequence[Piece]) -> list[Piece]:
    """The pieces of one passage, its running text cut where it has other words than the other passage."""
    words, others = _words(own), _words(other)
    if not 1 < len(words) <= _MAX_WORDS or not 1 < len(others) <= _MAX_WORDS:
        return list(own)
    matcher = SequenceMatcher(None, [word for word, _, _ in words], [word for word, _, _ in others], autojunk=False)
    if matcher.ratio() < _ALIKE:
        return list(own)
    differing: dict[int, list[tuple[int, int]]] = {}
    for tag, start, end, _, _ in matcher.get_opcodes():
        if tag in ("equal", "insert"):
            continue
        for word, piece, at in words[start:end]:
            if word != _VALUE:
                differing.setdefault(piece, []).append((at, at + len(word)))
    return [part for n, piece in enumerate(own) for part in _cut(piece, differing.get(n, []))]


def differing_parts(own: str, other: str) -> list[Piece]:
    """A value cut at the words in which it differs from the other value: `14 May` and `1988`."""
    if own == other:
        return [("text", own)]
    marked = mark_differences([("text", own)], [("text", other)])
    return marked if any(kind == "differs" for kind, _ in marked) else [("text", own)]


def _words(pieces: Sequence[Piece]) -> list[tuple[str, int, int]]:
    """Each word with the number of its piece and its place there; a value is one word, equal to every other value."""
    found = []
    for n, (kind, text) in enumerate(pieces):
        if kind == "value":
            found.append((_VALUE, n, 0))
        else:
            found += [(match[0].lower(), n, match.start()) for match in _WORD.finditer(text)]
    return found


def _cut(piece: Piece, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    kind, text = piece
    parts: list[Piece] = []
    at = 0
    for start, end in _joined(text, spans):
        parts += [(kind, text[at:start]), ("differs", text[start:end])]
        at = end
    parts.append((kind, text[at:]))
    return [(kind, words) for kind, words in parts if words]


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbours become one: what stands between two differing words is no word."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not _WORD.search(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
