"""Regular expressions that are compiled when they are first used, not when their module is loaded.

A run over one file uses a small part of them, and compiling them all takes a third of the time in which it answers.
"""

from __future__ import annotations

import re
from typing import Any, cast

_TOLD = (
    "search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "pattern", "flags", "groups", "groupindex",
)  # fmt: skip


class _Ready:
    """What a pattern can do, found at once: its methods are kept in the instance."""


class _Waiting(_Ready):
    """A pattern that is compiled when it is first asked for something."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _TOLD:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in _TOLD})
        self.__class__ = _Ready  # type: ignore[assignment]  # without `__getattr__`, looking up its methods is faster
        return getattr(compiled, name)


def pattern_of(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, for a pattern that is searched for and never compared with that of a match; a wrong one fails when it is used."""
    return cast("re.Pattern[str]", _Waiting(source, flags))


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last place in a stretch of a text where a pattern is found."""
    matches = list(pattern.finditer(text, start, end))
    return matches[-1] if matches else None


def by_first_letter(alternatives: str) -> str:
    """Alternatives for searching whether any of them stands somewhere, gathered by their first letters.

    Which of them matches may be another one. A position of the text is passed over after as many comparisons as there are
    letters, and not as there are words.
    """
    groups: dict[str, list[str]] = {}
    for alternative in _split(alternatives):
        first = alternative[:1] if alternative[:1].isalpha() and alternative[1:2] not in ("?", "*", "{") else ""
        groups.setdefault(first, []).append(alternative[len(first) :])
    return "|".join(f"{first}(?:{'|'.join(rest)})" if first else "|".join(rest) for first, rest in groups.items())


def _split(alternatives: str) -> list[str]:
    """The alternatives of a pattern; those of a group that is an alternative by itself are some of them."""
    found, depth, start, in_class = [], 0, 0, False
    for at, sign in enumerate(f"{alternatives}|"):
        if at and alternatives[at - 1] == "\\":
            continue
        if in_class or sign in "[]":
            in_class = sign != "]"
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not depth:
            found.append(alternatives[start:at])
            start = at + 1
    whole = [_WHOLE_GROUP.fullmatch(alternative) for alternative in found]
    return [
        part
        for alternative, group in zip(found, whole, strict=True)
        for part in (group["inside"].split("|") if group is not None else [alternative])
    ]


_WHOLE_GROUP = re.compile(r"\(\?:(?P<inside>[\w -]+(?:\|[\w -]+)+)\)")
