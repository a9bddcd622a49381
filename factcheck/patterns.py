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
