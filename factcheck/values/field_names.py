"""Names of fields of front matter and records, by what their values can state: `claims/words/fields.en.yaml`. Below every stage."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from factcheck.data import load_yaml
from factcheck.patterns import pattern_of
from factcheck.values.words import fold

_LAST = pattern_of(r"[^.:\[\]]+\Z")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@cache
def _fields(sort: str) -> frozenset[str]:
    return frozenset(load_yaml("claims/words/fields.en.yaml")[sort])


@lru_cache(maxsize=4096)
def _last(name: str) -> str:
    """The last part of the path of a field, in lower case and with its words joined by `_`: `meta.dateAdded` gives `date_added`."""
    match = _LAST.search(name.strip(" :*"))
    return fold(_CAMEL.sub("_", match[0].strip()).replace(" ", "_").replace("-", "_")) if match is not None else ""


def is_filing_field(name: str) -> bool:
    """Whether a field or column says how a page or an entry is called and filed."""
    return _last(name) in _fields("filing")


def is_publishing_field(name: str) -> bool:
    """Whether a field of front matter says when the page came out or was changed: also `article:modified_time`."""
    last = _last(name.replace("article:", "").replace("_time", ""))
    return "_date" not in name and any(last.startswith(field) for field in _fields("published"))


def is_handling_field(name: str) -> bool:
    """Whether a field or column says when somebody looked at a source, or when a program wrote the record down."""
    return _last(name) in _fields("handling")


def is_ordering_field(name: str) -> bool:
    """Whether a figure in a field of front matter says where the page stands among others."""
    return _last(name) in _fields("place among others")


def is_text_field(name: str) -> bool:
    """Whether a field holds texts in plain words, so that its name says nothing of what they tell."""
    return _last(name) in _fields("texts")
