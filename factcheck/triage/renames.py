"""Triage, part of comparing revisions: which document of one is which of the other, by path, else by the lines they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from factcheck.model.document import Document

_ALIKE = 0.5
"""The least share of its lines that a document must have in common with what it was, as git wants it, too."""
_COMMON = 8
"""In how many documents a line may stand to tell anything of who is who."""


def follow_renames(before: Sequence[Document], after: Sequence[Document]) -> dict[str, str]:
    """The path in the later revision of each document of the earlier one that is still there."""
    paths = {document.path for document in after}
    followed = {document.path: document.path for document in before if document.path in paths}
    gone = {d.path: _lines(d) for d in before if d.path not in followed}
    new = {d.path: _lines(d) for d in after if d.path not in followed}
    likeness = sorted((-share, old, path) for (old, path), share in _shares(gone, new).items() if share >= _ALIKE)
    taken: set[str] = set()
    for _, old, path in likeness:
        if old not in followed and path not in taken:
            followed[old] = path
            taken.add(path)
    return followed


def _lines(document: Document) -> Counter[str]:
    return Counter(line for line in (" ".join(line.split()) for line in document.text.splitlines()) if line)


def _shares(gone: Mapping[str, Counter[str]], new: Mapping[str, Counter[str]]) -> dict[tuple[str, str], float]:
    """How much the candidates have in common: those that share a line that is not in many documents."""
    holders: dict[str, list[str]] = {}
    for path, lines in new.items():
        for line in lines:
            holders.setdefault(line, []).append(path)
    pairs = {
        (old, path) for old, lines in gone.items() for line in lines if len(holders.get(line, ())) <= _COMMON
        for path in holders.get(line, ())
    }  # fmt: skip
    shares = {}
    for old, path in pairs:
        a, b = gone[old], new[path]
        shares[old, path] = sum((a & b).values()) / max(a.total(), b.total())
    return shares
