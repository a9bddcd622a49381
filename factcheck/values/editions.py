"""Values: editions of one page, as paths tell them: `polls/2021/rules.md` and `polls/2024/rules.md`."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBER = re.compile(r"(?<!\d)(?:(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-3]\d)?)?(?!\d)|\d+(?:\.\d+)+)")
"""A year, with or without its month and day, or a version; a bare number may count publishers or pages."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@lru_cache(maxsize=1 << 14)
def year_of_folder(name: str) -> str:
    """The year that a folder is named for: `2031`, `2031-north`, `fair2031`; nothing where it names none or several."""
    found = _YEAR.findall(name)
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=1 << 14)
def numbers_of_path(path: str) -> tuple[str, tuple[str, ...]]:
    """The path without the years and versions in it, and these."""
    return _NUMBER.sub("#", path), tuple(_NUMBER.findall(path))


def are_sibling_pages(one: str, other: str) -> bool:
    """Whether two paths name one file in folders alike but for a year or version."""
    x, y = one.rpartition("/"), other.rpartition("/")
    return x[2] == y[2] and x[0] != y[0] and numbers_of_path(x[0])[0] == numbers_of_path(y[0])[0]
