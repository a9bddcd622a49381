"""Read, part: the values of JSON and TOML with the place of each: strings, bare words, arrays, objects and inline tables."""

from __future__ import annotations

import json
import re

from factcheck.model.document import Span
from factcheck.patterns import pattern_of
from factcheck.read.records import MAX_DEPTH, Mapping, Node, Scalar, Sequence

_SPACE = pattern_of(r"(?:\s+|#[^\n]*)*")
_STRING = pattern_of(
    r'"""(?P<a>(?:[^"\\]|\\.|"(?!""))*)"""|\'\'\'(?P<b>.*?)\'\'\'|"(?P<c>(?:[^"\\\n]|\\.)*+)"|\'(?P<d>[^\'\n]*)\'', re.S
)
_BARE = pattern_of(r"[^\s,\[\]{}#=:][^,\]}#\n]*")
_KEY = pattern_of(r"[\w-]+")


class Literals:
    """A scanner of one text, which is known to be valid. Linear in its length."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def space(self) -> None:
        """Skips white space, line breaks and comments."""
        match = _SPACE.match(self.text, self.at)
        if match:
            self.at = match.end()

    def next(self) -> str:
        """The character here, after white space; empty at the end."""
        self.space()
        return self.text[self.at : self.at + 1]

    def string(self) -> Scalar | None:
        """A string in quotation marks."""
        match = _STRING.match(self.text, self.at)
        if match is None:
            return None
        self.at = match.end()
        group = match.lastgroup or "c"
        start, end = match.span(group)
        value = match[group]
        if "\\" in value and group in "ac":
            try:
                value = json.loads('"' + value.replace("\n", "\\n") + '"')
            except ValueError:
                value = match[group]
        return Scalar(value, Span(start, end))

    def key(self) -> list[Scalar]:
        """A key, dotted or not."""
        parts: list[Scalar] = []
        while True:
            self.space()
            part = self.string()
            if part is None:
                match = _KEY.match(self.text, self.at)
                if match is None:
                    return parts
                self.at = match.end()
                part = Scalar(match[0], Span(match.start(), match.end()))
            parts.append(part)
            if self.next() != ".":
                return parts
            self.at += 1

    def value(self, depth: int = 0) -> Node | None:
        """The value here; none for `null` and for what is nested too deeply."""
        first = self.next()
        if first in "{[" and first:
            if depth > MAX_DEPTH:
                self.at = len(self.text)
                return None
            return self.mapping(depth) if first == "{" else self.sequence(depth)
        found = self.string()
        if found is not None:
            return found
        match = _BARE.match(self.text, self.at)
        if match is None:
            self.at += 1
            return None
        word = match[0].rstrip()
        self.at = match.end()
        return None if word == "null" else Scalar(word, Span(match.start(), match.start() + len(word)))

    def mapping(self, depth: int) -> Mapping:
        """An object or inline table."""
        self.at += 1
        items: list[tuple[Scalar, Node]] = []
        while self.next() not in ("}", ""):
            if self.text[self.at] == ",":
                self.at += 1
                continue
            keys = self.key()
            if self.next() in (":", "="):
                self.at += 1
            value = self.value(depth + 1)
            if keys and value is not None:
                items.append((keys[-1], value))
        self.at += 1
        return Mapping(tuple(items))

    def sequence(self, depth: int) -> Sequence:
        """An array."""
        self.at += 1
        items: list[Node] = []
        while self.next() not in ("]", ""):
            if self.text[self.at] == ",":
                self.at += 1
                continue
            value = self.value(depth + 1)
            if value is not None:
                items.append(value)
        self.at += 1
        return Sequence(tuple(items))
