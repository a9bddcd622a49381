"""Render, part of HTML: the source text around the places of the findings, its evidence marked and linked back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from factcheck.model.document import Document, Span
from factcheck.model.finding import Place
from factcheck.render._lines import Lines, visible
from factcheck.render._page_cuts import left_out, shorten

_KEEP = 300
"""Code points kept around a mark in a line that is too long to show."""
_LONG = 1200

Piece = dict[str, Any]


def anchor(document: int, start: int) -> str:
    """The id of the spot where an evidence begins."""
    return f"d{document}-{start}"


def source(document: Document, number: int, places: Iterable[tuple[Place, int]], around: int) -> dict[str, Any]:
    """So many lines of a document around its places, in windows; `places` come with the number of their finding."""
    lines = Lines(document.text)
    marks: dict[int, list[tuple[Span, bool]]] = defaultdict(list)
    backs: dict[int, set[int]] = defaultdict(set)
    for place, finding in places:
        for span, is_value in ((place.span, False), *((value, True) for value in place.values)):
            first, last = lines.position(span.start)[0], lines.position(max(span.start, span.end - 1))[0]
            for line in range(first, last + 1):
                marks[line].append((span, is_value))
            if not is_value:
                backs[first].add(finding)
    windows: list[dict[str, Any]] = []
    for line in _around(marks, len(lines.starts), around):
        if not windows or line > windows[-1]["end"] + 1:
            windows.append({"start": line, "end": line, "lines": []})
        windows[-1]["end"] = line
        start, end = lines.starts[line - 1], lines.ends[line - 1]
        pieces = _pieces(document.text, Span(start, end), marks.get(line, []), number)
        windows[-1]["lines"].append({"pieces": pieces, "backs": sorted(backs.get(line, ())), "hit": line in marks})
    whole = len(windows) == 1 and windows[0]["start"] == 1 and windows[0]["end"] == len(lines.starts)
    return {"path": document.path, "number": number, "windows": windows, "whole": whole, "total": len(lines.starts)}


def _around(marks: Mapping[int, object], total: int, around: int) -> list[int]:
    return sorted({near for line in marks for near in range(max(1, line - around), min(total, line + around) + 1)})


def _pieces(text: str, line: Span, marks: list[tuple[Span, bool]], number: int) -> list[Piece]:
    """The line cut wherever a mark begins or ends: a sweep, so that overlapping marks cost no more than others."""
    evidence: dict[int, int] = defaultdict(int)
    values: dict[int, int] = defaultdict(int)
    begins: set[int] = set()
    for span, is_value in marks:
        start, end = max(span.start, line.start), min(span.end, line.end)
        if start >= end:
            continue
        changes = values if is_value else evidence
        changes[start] += 1
        changes[end] -= 1
        if not is_value and span.start >= line.start:
            begins.add(start)
    cuts = sorted({line.start, line.end, *evidence, *values})
    pieces: list[Piece] = []
    in_evidence = in_value = 0
    for at, until in pairwise(cuts):
        in_evidence += evidence.get(at, 0)
        in_value += values.get(at, 0)
        kind = "value" if in_value else "evidence" if in_evidence else ""
        between = text[at:until]
        shown = visible(
            shorten(between) if kind else _shorten(between, after_mark=at > line.start, before_mark=until < line.end)
        )
        pieces.append({"kind": kind, "text": shown, "id": anchor(number, at) if at in begins else ""})
    return pieces


def _shorten(text: str, *, after_mark: bool, before_mark: bool) -> str:
    if len(text) <= _LONG:
        return text
    if not before_mark:
        kept = _KEEP if after_mark else _LONG
        return text[:kept] + left_out(len(text) - kept)
    head = text[:_KEEP] if after_mark else ""
    return head + left_out(len(text) - len(head) - _KEEP) + text[-_KEEP:]
