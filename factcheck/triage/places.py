"""Triage, part: places in a document that are no evidence: where a suppression is written."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from factcheck.model.document import Document, Span
from factcheck.model.finding import Place
from factcheck.model.triage import Order

_BREAK = re.compile(r"\r\n|\r|\n")


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column from 1; a carriage return alone ends a line, too."""
    starts = _starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=4)
def _starts(text: str) -> tuple[int, ...]:
    """Where the lines of a text begin."""
    return (0, *(match.end() for match in _BREAK.finditer(text)))


def place_of(order: Order, document: Document | None) -> Place:
    """Where a suppression is written: in its document, or in the file of suppressions."""
    stated = order.suppression
    if document is None or not stated.in_source:
        end = stated.column + len(order.quote)
        return Place(
            document=stated.path,
            span=Span(0, 0),
            values=(),
            line=stated.line,
            column=stated.column,
            end_line=stated.line,
            end_column=end,
            quote=order.quote,
            before="",
            after="",
        )
    end_line, end_column = position(document.text, order.span.end)
    return Place(
        document=document.path,
        span=order.span,
        values=(),
        line=stated.line,
        column=stated.column,
        end_line=end_line,
        end_column=end_column,
        quote=document.quote(order.span),
        before="",
        after="",
    )
