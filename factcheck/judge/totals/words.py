"""Judge, part of the check total-mismatch: its closed classes of words, from `claims/totals.yaml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.values.words import stem


@cache
def words(*path: str) -> re.Pattern[str]:
    """Any of a list's words, standing alone."""
    return re.compile(rf"(?<![\w-])(?:{_joined(path)})(?![\w-])", re.I)


@cache
def whole(*path: str) -> re.Pattern[str]:
    """One of a list's forms and nothing else."""
    return re.compile(rf"(?:{_joined(path)})\Z", re.I)


@cache
def joined(*path: str) -> str:
    """The alternatives of a list, for a larger expression."""
    return _joined(path)


@cache
def listed(name: str) -> frozenset[str]:
    """The plain words of a list."""
    return frozenset(load_yaml("claims/totals.yaml")[name])


@cache
def stems(name: str) -> frozenset[str]:
    """The stems of the plain words of a list."""
    return frozenset(stem(word) for word in listed(name))


def _joined(path: Sequence[str]) -> str:
    node = load_yaml("claims/totals.yaml")
    for key in path:
        node = node[key]
    return "|".join(sorted(node, key=lambda w: (-len(w), w)))


def is_plural(word: str) -> bool:
    """Whether a word has the form of an English plural."""
    low = word.lower().strip(".,;:)")
    return low in listed("plurals") or (
        len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s"))
    )


def is_total_or_apart(label: str) -> bool:
    """Whether the label of a row makes it a total, a part of one, or something that is not added (`of which`, `less`)."""
    text = " ".join(label.split()).strip(" :*")
    is_total = any(whole("labels", kind).match(text) for kind in ("plain", "part", "named"))
    return is_total or words("labels", "apart").search(text) is not None
