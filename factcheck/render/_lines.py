"""Render, part: lines and columns of a text, found by bisection, and control characters made visible."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from factcheck.model.document import Document

_BREAK = re.compile(r"\r\n|\n|\r")
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")


class Lines:
    """The lines of one text; lines and columns count from 1 in code points."""

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        breaks = [match.span() for match in _BREAK.finditer(text)]
        self.starts = [0, *(end for _, end in breaks)]
        self.ends = [*(start for start, _ in breaks), len(text)]
        """Without the line break."""

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


class LinesOf(Mapping[str, Lines]):
    """The lines of documents by their paths, cut when they are asked for: few of many documents have findings."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.path: document for document in documents}
        self._cut: dict[str, Lines] = {}

    def __getitem__(self, path: str) -> Lines:
        if path not in self._cut:
            self._cut[path] = Lines(self._documents[path].text)
        return self._cut[path]

    def __contains__(self, path: object) -> bool:
        return path in self._documents

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)


def visible(text: str) -> str:
    """The text with what a terminal or the direction of writing would obey shown as a sign; as many code points."""
    return _UNSAFE.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 and match[0] not in "\r\x0b\x0c" else " " if code < 0x20 else "\ufffd"
