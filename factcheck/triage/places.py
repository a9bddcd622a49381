"""Triage, part: places in a document that are no evidence: where a suppression is written."""

from __future__ import annotations

from factcheck.model.document import Document, Span
from factcheck.model.finding import Place
from factcheck.model.triage import Order


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column from 1; a carriage return alone ends a line, too."""
    before = text[:offset].replace("\r\n", "\n\0").replace("\r", "\n").replace("\n\0", "\0\n")
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


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
