"""Stage 1, read: one source in, one Document out, every stretch of its text mapped to the raw source."""

from __future__ import annotations

import posixpath

from factcheck import discover, read
from factcheck.errors import Problem
from factcheck.frozen import replace
from factcheck.model.document import Document
from factcheck.read.decoding import decode
from factcheck.read.pairs import with_pairs, with_records
from factcheck.read.sheets import with_sheets
from factcheck.values.manifests import is_manifest

FORMATS = {
    "markdown": (".md", ".markdown", ".mdown", ".mkd", ".mdx"),
    "html": (".html", ".htm", ".xhtml"),
    "text": (".txt", ".text"),
    "rst": (".rst", ".rest"),
    "yaml": (".yaml", ".yml"),
    "toml": (".toml",),
    "json": (".json",),
    "csv": (".csv", ".tsv"),
}
READABLE = frozenset(suffix for suffixes in FORMATS.values() for suffix in suffixes)
_BY_SUFFIX = {suffix: name for name, suffixes in FORMATS.items() for suffix in suffixes}


def format_of(path: str) -> str:
    """The reader for a path: markdown, html, text, rst, yaml, toml, json, csv; an unknown suffix is read as text."""
    return _BY_SUFFIX.get(posixpath.splitext(path)[1].lower(), "text")


def read_document(path: str, data: bytes) -> Document:
    """The document that the bytes hold. Never raises on bad input: its problems then say what could not be read."""
    name = format_of(path)
    decoded = decode(path, data)
    if isinstance(decoded, Problem):
        return Document(path=path, text="", format=name, encoding="", blocks=(), problems=(decoded,))
    text, encoding = decoded
    return read_text(path, text, encoding=encoding)


def read_text(path: str, text: str, *, encoding: str = "utf-8") -> Document:
    """The document that a decoded text holds; the path's suffix names its format."""
    module = discover.load(read, format_of(path), "read")
    document: Document = module.read(path, text, encoding)
    if document.problems and is_manifest(path):  # a template of one, with gaps to be filled in, is nobody's fault
        document = replace(document, blocks=(), problems=())
    return replace(document, blocks=with_records(with_pairs(with_sheets(document.blocks))))
