"""Addresses, paths of files and names that programs gave, whose figures date and measure nothing. Below every stage."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.patterns import pattern_of

_LONGEST_PATH = 200
"""Code points that are looked at on each side."""
_PATH_SIGNS = frozenset("/-_.=")
_MARKS = frozenset(" \t\n\"'<>()[]{},;|")
"""What ends an address or path in running text."""
_REST = pattern_of(r"[^\s\"'<>()\[\]{},;|]*")
_PATH = pattern_of(
    r".*://.*|www\..*|.*\.(?:html?|md|mdx|rst|txt|pdf|csv|json|ya?ml|toml|png|jpe?g|gif|svg|webp|mp[34]|zip|gz|php|py|js|css|docx?|xlsx?|pptx?)\b.*"
    r"|(?:[^/]*[^\W\d][^/]*/){2}.*|/(?:[^/]+/)+.*"
    r"|[\w.]*[^\W\d][\w.]*(?:-[\w.]+)*?[-_]\d{4}-\d\d(?!\d).*|\d{4}-\d\d-\d\d[-_]\w.*",
    re.I,
)
"""An address, the name of a file, steps of a path, or a name that holds a day in figures: `alder-build-2026-05-16-a`."""


_IDENTIFIER = pattern_of(r"(?=\S*\d)(?=\S*[^\W\d])(?:[^\W_]+[-_.@/:+]){3,}[^\W_]+")
_JOINTS = frozenset("-_.@/:+")


def stands_in_path(text: str, start: int, end: int) -> bool:
    """Whether a stretch is a part of an address or of the path of a file, whose figures date nothing: `news/2015-05-26-letter.md`."""
    if text[start - 1 : start] not in _PATH_SIGNS and text[end : end + 1] not in _PATH_SIGNS:
        return False
    whole = _whole(text, start, end).rstrip(".")
    return end - start < len(whole) and _PATH.fullmatch(whole) is not None


def stands_in_identifier(text: str, start: int, end: int) -> bool:
    """Whether a stretch is a part of the name that a program gave."""
    if text[start - 1 : start] not in _JOINTS and text[end : end + 1] not in _JOINTS:
        return False
    return is_identifier(_whole(text, start, end).strip(".:"))


@lru_cache(maxsize=1 << 14)
def is_identifier(text: str) -> bool:
    """Whether a text is the name that a program gave: one stretch of four or more parts with letters and figures, `alder-2.1-build-04`."""
    return " " not in text and _IDENTIFIER.fullmatch(text) is not None


def _whole(text: str, start: int, end: int) -> str:
    """The stretch between marks that a part of it stands in, as far as it is looked at."""
    first, least = start, max(0, start - _LONGEST_PATH)
    while first > least and text[first - 1] not in _MARKS:
        first -= 1
    rest = _REST.match(text, end, end + _LONGEST_PATH)
    return text[first : rest.end() if rest is not None else end]
