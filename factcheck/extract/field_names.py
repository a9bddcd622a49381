"""Extract, part of structure: what the values of the fields of front matter and records can state, by the names of the fields."""

from __future__ import annotations

import re
from functools import cache

from factcheck.data import load_yaml
from factcheck.model.document import Block, BlockKind, Document
from factcheck.patterns import pattern_of
from factcheck.values.words import fold

_RECORDS = frozenset({"yaml", "json", "toml", "csv", "tsv"})
"""Formats that hold nothing but records."""
_WORDS = pattern_of(r"[^\W\d_]+(?:['’]\w+)?\s[a-z]+\s")
"""Words that follow each other as in a sentence."""
_LAST = pattern_of(r"[^.:\[\]]+\Z")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@cache
def _fields(sort: str) -> frozenset[str]:
    return frozenset(load_yaml("claims/words/fields.en.yaml")[sort])


def is_filing(name: str) -> bool:
    """Whether a field or column says how a page or an entry is called and filed."""
    return _last(name) in _fields("filing")


def is_published(name: str) -> bool:
    """Whether a field of front matter says when the page came out or was changed: also `date_published`, `article:modified_time`."""
    last = _last(name.replace("article:", "").replace("_time", ""))
    return "_date" not in name and any(last == field or last.startswith(field) for field in _fields("published"))


def states_nothing(document: Document, block: Block) -> bool:
    """Whether a field holds what is true of the record alone: when it was looked up, and where it stands among others."""
    if not _is_field(document, block):
        return False
    name = _last(block.key)
    if name in _fields("handling"):
        return True
    is_figure = block.kind is BlockKind.FRONT_MATTER and block.text.strip().isdecimal()
    return is_figure and name in _fields("place among others")


def holds_text(document: Document, block: Block) -> bool:
    """Whether a field holds a text in plain words: its name then says nothing of what the text tells."""
    return _is_field(document, block) and _last(block.key) in _fields("texts") and _WORDS.search(block.text) is not None


def _is_field(document: Document, block: Block) -> bool:
    return block.kind is BlockKind.FRONT_MATTER or document.format in _RECORDS


def _last(name: str) -> str:
    """The last part of the path of a field, in lower case and with its words joined by `_`: `meta.dateAdded` gives `date_added`."""
    match = _LAST.search(name.strip(" :*"))
    return fold(_CAMEL.sub("_", match[0].strip()).replace(" ", "_").replace("-", "_")) if match is not None else ""
