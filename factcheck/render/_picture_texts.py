"""Render, part of the pictures: the texts of documents as a script reads them, whole or in parts, and places in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import Any

from factcheck.model.claim import Claim
from factcheck.model.document import Document, Span
from factcheck.model.finding import Place
from factcheck.render._lines import Lines, visible

Row = list[Any]
PLACE = ("document", "line", "start", "end", "values", "quote")
"""Offsets in code points, `values` flat as start, end, start, end; `quote` only where the document does not carry the text."""

_WIDE = re.compile("[\U00010000-\U0010ffff]")
_LONE = re.compile("[\ud800-\udfff]")
_TAGS = re.compile(r"<[^>]*>|^[^<>]*>|<[^<>]*$")
_MARKUP = (".html", ".htm", ".xhtml")
_QUOTE = 200
_SMALL = 400_000
"""Bytes of all texts up to which documents without a finding carry theirs, too."""
_AROUND = (100, 2_000)
"""The least and the most code points around a place, where the text is cut into parts."""


class Text:
    """One document's text with its lines, and which of its code points are two units for a script (UTF-16)."""

    __slots__ = ("document", "lines", "wide")

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines = Lines(document.text)
        self.wide = [] if document.text.isascii() else [match.start() for match in _WIDE.finditer(document.text)]

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return self.lines.position(offset)[0]

    def stretch(self, span: Span) -> str:
        """The text of a span, of the same length, each line break of one kind and nothing in it that would be obeyed."""
        raw = _LONE.sub("\ufffd", self.document.text[span.start : span.end])
        return visible(raw.replace("\r\n", " \n").replace("\r", "\n"))

    @property
    def is_markup(self) -> bool:
        """Whether readers of it never see its source."""
        return self.document.path.lower().endswith(_MARKUP)


def quote_of(text: Text, span: Span) -> str:
    """The words of a span on one line, cut where they are many; of an HTML source without tags and entities."""
    raw = text.document.text[span.start : min(span.end, span.start + 4 * _QUOTE)]
    if text.is_markup:
        raw = unescape(_TAGS.sub(" ", raw))
    words = " ".join(visible(_LONE.sub("\ufffd", raw)).split())
    return words if len(words) <= _QUOTE else words[: _QUOTE - 1].rsplit(" ", 1)[0] + " …"


def texts_to_carry(
    texts: Mapping[str, Text], places: Mapping[str, Sequence[Span]], *, room: int
) -> dict[str, list[Span]]:
    """What each document carries of its text: all of it where there is room (in bytes), else what lies around its places.

    Documents without a place carry theirs only where all texts together are small.
    """
    sizes = {path: len(text.document.text.encode("utf-8", "surrogatepass")) for path, text in texts.items()}
    is_small = sum(sizes.values()) <= min(_SMALL, room)
    whole = [path for path in texts if is_small or path in places]
    if sum(sizes[path] for path in whole) <= room:
        return {path: [Span(0, len(texts[path].document.text))] for path in whole}
    share = room // max(1, len(places))
    short = {path for path in places if sizes[path] <= share}
    left = room - sum(sizes[path] for path in short)
    count = sum(len(places[path]) for path in places if path not in short)
    around = min(_AROUND[1], max(_AROUND[0], left // max(1, 2 * count) - 50))
    return {
        path: [Span(0, len(texts[path].document.text))]
        if path in short
        else _windows(texts[path], places[path], around)
        for path in texts
        if path in places
    }


def _windows(text: Text, places: Iterable[Span], around: int) -> list[Span]:
    """The stretches around the places, in order, none touching another, from line to line where lines are short."""
    found: list[Span] = []
    for span in sorted(places):
        start, end = _widened(text, Span(span.start, min(span.end, span.start + 2_000)), around)
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, end))
        else:
            found.append(Span(start, end))
    return found


def _widened(text: Text, span: Span, around: int) -> tuple[int, int]:
    low, high = max(0, span.start - around), min(len(text.document.text), span.end + around)
    starts, ends = text.lines.starts, text.lines.ends
    first, last = starts[text.line(low) - 1], starts[text.line(span.start) - 1]
    low = first if low - first <= around // 2 else next((s for s in starts[text.line(low) :] if s <= last), low)
    line = text.line(high)
    if ends[line - 1] - high <= around // 2:
        return low, max(high, ends[line - 1])
    return low, ends[line - 2] if line > text.line(max(span.start, span.end - 1)) else high


def carried(text: Text, spans: Iterable[Span]) -> list[list[Any]]:
    """For each stretch the number of its first line, its offset, its words."""
    return [[text.line(span.start), span.start, text.stretch(span)] for span in spans]


class Places:
    """Makes the rows of places; knows which offsets the carried texts hold."""

    def __init__(self, texts: dict[str, Text], kept: dict[str, list[Span]]) -> None:
        self._texts, self._kept = texts, kept
        self._starts = {path: [part.start for part in parts] for path, parts in kept.items()}
        self._numbers = {path: n for n, path in enumerate(texts)}

    def row(self, place: Place) -> Row:
        """The place of a finding."""
        return self._row(place.document, place.span, place.values, place.line)

    def row_of_claim(self, claim: Claim) -> Row:
        """The evidence of a claim with its value."""
        value = claim.head_span or claim.value_span
        return self._row(claim.document, claim.span, (value,), None)

    def _row(self, path: str, span: Span, values: Sequence[Span], line: int | None) -> Row:
        text = self._texts.get(path)
        if text is None:
            return [-1, line or 0, 0, 0, [], visible(path)]
        flat = [at for value in values for at in (value.start, value.end)]
        row: Row = [self._numbers[path], line or text.line(span.start), span.start, span.end, flat]
        if text.is_markup or not self._is_carried(path, span):
            row.append(quote_of(text, span))
        return row

    def _is_carried(self, path: str, span: Span) -> bool:
        at = bisect_right(self._starts.get(path, ()), span.start) - 1
        return at >= 0 and self._kept[path][at].contains(span)
