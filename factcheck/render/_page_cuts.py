"""Render, part of HTML: what is left of passages that are too long to be read, and how much of them is left out, exactly."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.render._page_words import Piece

LONGEST = 2_000
"""Code points of a passage up to which all of it is shown."""
_KEEP = 300
"""Code points kept beside a value, where a passage has few of them, and at both ends of a value that is long itself."""
_LEAST = 30
_ROOM = 8_000
"""Code points kept of a passage with many values, about."""
_MOST_PIECES = 120
CUT = "cut"


def cut_passage(pieces: Sequence[Piece]) -> list[Piece]:
    """The passage around its values: the words between them cut, each cut a piece that says how much it leaves out."""
    if sum(len(text) for _, text in pieces) <= LONGEST:
        return list(pieces)
    keep = min(_KEEP, max(_LEAST, _ROOM // len(pieces)))
    found: list[Piece] = []
    last = min(len(pieces), _MOST_PIECES) - 1
    rest = sum(len(text) for _, text in pieces[last + 1 :])
    has_values = any(kind == "value" for kind, _ in pieces)
    for n, (kind, text) in enumerate(pieces[: last + 1]):
        is_value = kind == "value"
        head = keep if is_value or n > 0 or not has_values else 0
        tail = keep if is_value or n < last or (rest and not is_value) else 0
        found += _cut(kind, text, head, tail, more=rest if n == last else 0)
    return found


def shorten(text: str, longest: int = LONGEST, keep: int = _KEEP) -> str:
    """A text of which both ends are kept, if it is long, and between them how much is left out."""
    if len(text) <= longest:
        return text
    return "".join(part for _, part in _cut("text", text, keep, keep))


def left_out(number: int) -> str:
    """The mark of a cut."""
    return f" … {number:,} character{'s' if number != 1 else ''} left out … "


def _cut(kind: str, text: str, head: int, tail: int, *, more: int = 0) -> list[Piece]:
    """A piece with so much of its start and its end; `more` code points follow that are left out with what is cut."""
    first, end = _start(text, head), _end(text, 0 if more else tail)
    middle = len(text) - len(first) - len(end) + more
    if not more and middle <= len(left_out(middle)):
        return [(kind, text)]
    return [piece for piece in ((kind, first), (CUT, left_out(middle)), (kind, end)) if piece[1]]


def _start(text: str, most: int) -> str:
    """The first words, as many as fit."""
    if len(text) <= most:
        return text
    return text[: text.rfind(" ", most // 2, most) + 1] or text[:most]


def _end(text: str, most: int) -> str:
    """The last words, as many as fit."""
    if len(text) <= most:
        return text
    at = text.find(" ", len(text) - most, len(text) - most // 2) if most else -1
    return text[at:] if at >= 0 else text[len(text) - most :]
