"""Settings, part: a settings file as it stands, and the place of each of its keys, which the TOML reader does not tell."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from factcheck.errors import Problem

KeyPath = tuple[str | int, ...]
Place = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Source:
    """A settings file: its text, and the table of it that is ours; without a text it is no file but a mapping of Python's."""

    shown: str
    """Its path as messages show it."""
    folder: Path
    """The folder that paths in it count from."""
    text: str
    value: Any
    root: KeyPath = ()
    """The key path of our table in the file."""

    @cached_property
    def places(self) -> Mapping[KeyPath, Place]:
        """Line and column (from 1) of each key and list item of the file; found out only when a message needs one."""
        return places_of(self.text) if self.text else dict.fromkeys(_paths_in(self.value), (0, 0))

    def place_of(self, at: KeyPath) -> Place:
        """The place of a key path below our table, or of the nearest key above it that the file has."""
        path = (*self.root, *at)
        known = next((path[:n] for n in range(len(path), -1, -1) if path[:n] in self.places), None)
        return self.places[known] if known is not None else (1, 1) if self.text else (0, 0)

    def problem(self, message: str, at: KeyPath, remedy: str) -> Problem:
        """A problem at a key path below our table, or at the nearest key above it that the file has."""
        line, column = self.place_of(at)
        lines = self.text.split("\n")
        quote = lines[line - 1] if 0 < line <= len(lines) else ""
        return Problem(message=message, path=self.shown, line=line, column=column, quote=quote, remedy=remedy)


def suggestion(given: str, known: Iterable[str]) -> str:
    """`did you mean ...? ` where a known word is close to the given one, else nothing."""
    by_fold = {word.lower().replace("-", "_"): word for word in known}
    close = difflib.get_close_matches(given.lower().replace("-", "_"), list(by_fold), 1, 0.6)
    return f"did you mean `{by_fold[close[0]]}`? " if close else ""


def _paths_in(value: Any, above: KeyPath = ()) -> Iterator[KeyPath]:
    """The paths of all keys and list items of a value."""
    items = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list | tuple) else ()
    for key, inner in items:
        yield (*above, key)
        yield from _paths_in(inner, (*above, key))


_BLANK = re.compile(r"(?:[\s,]+|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.S
)
_BARE_KEY = re.compile(r"[\w-]+")
_DOT = re.compile(r"[ \t]*\.")
_BARE_VALUE = re.compile(r"[^,\]}#\n]+")


def places_of(text: str) -> dict[KeyPath, Place]:
    """The line and column of each key and list item of a text that is valid TOML. Linear in its length."""
    return _Scanner(text).scan()


class _Scanner:
    """Walks over a valid text once and notes where keys and items begin."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.found: dict[KeyPath, Place] = {}
        self.rows: dict[KeyPath, int] = {}
        self.line, self.line_start, self.counted = 1, 0, 0

    def scan(self) -> dict[KeyPath, Place]:
        table: KeyPath = ()
        while self.next():
            if self.next() != "[":
                self.pair(table)
                continue
            row = self.text.startswith("[[", self.at)
            self.at += 2 if row else 1
            table = self.header(row)
            self.next()
            self.at += 2 if row else 1
        return self.found

    def next(self) -> str:
        """The character after white space, commas and comments; empty at the end."""
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def note(self, path: KeyPath) -> None:
        self.line += self.text.count("\n", self.counted, self.at)
        self.line_start = self.text.rfind("\n", 0, self.at) + 1
        self.counted = self.at
        self.found.setdefault(path, (self.line, self.at - self.line_start + 1))

    def key(self, above: KeyPath, *, rows: bool = False) -> KeyPath:
        """A key, dotted or not, below a path; in a header each part that is a list of tables means its last one."""
        path = above
        while True:
            self.next()
            match = _STRING.match(self.text, self.at) or _BARE_KEY.match(self.text, self.at)
            if match is None:
                return path
            part = match[0]
            if part[0] in "\"'":
                part = json.loads(part) if part[0] == '"' and "\\U" not in part else part[1:-1]
            if rows and path in self.rows:
                path = (*path, self.rows[path])
            path = (*path, part)
            self.note(path)
            self.at = match.end()
            if not _DOT.match(self.text, self.at):
                return path
            self.at = self.text.index(".", self.at) + 1

    def header(self, row: bool) -> KeyPath:
        path = self.key((), rows=True)
        if row:
            self.rows[path] = self.rows.get(path, -1) + 1
        if path in self.rows:
            path = (*path, self.rows[path])
            self.note(path)
        return path

    def pair(self, table: KeyPath) -> None:
        before = self.at
        path = self.key(table)
        if self.next() == "=":
            self.at += 1
            self.value(path)
        self.at = max(self.at, before + 1)  # never stand still, whatever the text

    def value(self, path: KeyPath) -> None:
        first = self.next()
        if first in ("[", "{"):
            self.at += 1
            number = 0
            while (here := self.next()) and here not in "]}":
                if first == "{":
                    self.pair(path)
                    continue
                self.note((*path, number))
                self.value((*path, number))
                number += 1
            self.at += 1
            return
        match = _STRING.match(self.text, self.at) or _BARE_VALUE.match(self.text, self.at)
        self.at = match.end() if match else self.at + 1
