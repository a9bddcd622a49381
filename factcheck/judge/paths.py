"""Judge, part: which documents the patterns of a rule name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath


def matches_any(path: str, patterns: Iterable[str]) -> bool:
    """Whether one of the patterns names the path, from its right end: `pricing.md`, `faq/*.md`; `*` stays within a folder."""
    return any(PurePosixPath(path).match(pattern) for pattern in patterns)
