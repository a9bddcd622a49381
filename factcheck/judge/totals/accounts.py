"""Judge, part of the check total-mismatch: plain-text accounts whose blocks have a subtotal each, and the sum of these below them.

Headings of blocks, empty lines and rules stand between the lines of such an account, so that the reader makes several tables of
it, or none. Here it is read line by line from the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import amount_of_cell
from factcheck.judge.totals.closing import just_misses
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.grids import is_no_total, is_taken_apart, rank_of
from factcheck.judge.totals.words import whole, words
from factcheck.model.document import Block, BlockKind, Document, Piece, Span
from factcheck.patterns import pattern_of

_FORMATS = ("text", "markdown", "rst")
_ROW = pattern_of(
    r"[ \t]*(?P<label>[^\W\d_][^\n]{0,60}?)(?::?[ \t]*(?:\.[ \t]?){3,}|[ \t]*…+|[ \t]*:[ \t]+|[ \t]{2,}|\t)[ \t]*(?P<value>\S{1,16}(?: \S{1,12}){0,2})[ \t]*\Z"
)
_RULE = pattern_of(r"[-=_–—─═ \t|+]*\Z")
_LONGEST = 60
"""A longer line without an amount is running text and ends an account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of an account: its label and its amount; neither where the line only names what follows."""

    label: str
    stated: Stated | None = None


def account_conflicts(document: Document) -> Iterator[Conflict]:
    """The grand total that its subtotals do not make, where every subtotal is the sum of its own block."""
    if document.format not in _FORMATS:
        return
    yield from _bare_totals(document)
    for rows in accounts_of(document):
        conflict = _of_subtotals(document, rows) or _of_literal(document, rows)
        if conflict is not None:
            yield conflict


def accounts_of(document: Document) -> Iterator[list[Row]]:
    """The stretches of lines that are names with amounts, short heads and rules."""
    rows: list[Row] = []
    at = 0
    for line in [*document.text.split("\n"), "." * (_LONGEST + 1)]:
        row = row_of(document, line, at)
        at += len(line) + 1
        if row is not None:
            rows.append(row)
        elif not _RULE.match(line) and (len(line.strip()) > _LONGEST or line.rstrip().endswith((".", "!", "?"))):
            if sum(r.stated is not None for r in rows) > 3:
                yield rows
            rows = []
        elif line.strip() and not _RULE.match(line):
            rows.append(Row(label=line.strip()))


def row_of(document: Document, line: str, at: int) -> Row | None:
    """A line that is a name, a gap and an amount; `at` is where it begins in the source."""
    match = _ROW.match(line)
    amount = amount_of_cell(match["value"]) if match else None
    if match is None or amount is None:
        return None
    start = match.start("value")
    block = Block(
        index=0,
        kind=BlockKind.KEY_VALUE,
        text=line,
        span=Span(at, at + len(line)),
        pieces=(Piece(text_start=0, text_end=len(line), source_start=at, source_end=at + len(line)),),
    )
    moved = replace(amount, start=amount.start + start, end=amount.end + start)
    return Row(label=match["label"].strip(" .…:"), stated=Stated(block=block, amount=moved))


def _of_subtotals(document: Document, rows: list[Row]) -> Conflict | None:
    told = " ".join(r.label for r in rows)
    if words("silence", "table").search(told) or words("rounding").search(document.text):
        return None
    block: list[Stated] = []
    parts: list[Stated] = []
    for row in rows:
        if row.stated is None:
            if block:
                return None  # a block without a subtotal
            continue
        if is_taken_apart(row.label) or row.stated.amount.value <= 0 or row.stated.amount.noted:
            return None
        if whole("labels", "part").match(row.label):
            if len(block) < 1 or Sum(parts=tuple(block), total=row.stated).off:
                return None
            parts.append(row.stated)
            block = []
        elif rank_of(row.label) and len(parts) > 1 and not block:
            return _told(document, parts, row.stated, row.label)
        else:
            block.append(row.stated)
    return None


_BARE = pattern_of(r"[ \t]{4,}(?P<value>\S{1,16})[ \t]*\Z")
_LINE_OF_RULE = pattern_of(r"[ \t]*[-=_–—─═]{3,}[-=_–—─═ \t]*\Z")


def _bare_totals(document: Document) -> Iterator[Conflict]:
    """A number alone below a rule, flush with those that end the lines above it."""
    lines = document.text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for n in range(4, len(lines)):
        match = _BARE.match(lines[n])
        if match is None or not _LINE_OF_RULE.match(lines[n - 1]) or amount_of_cell(match["value"]) is None:
            continue
        rows: list[Row] = []
        for k in range(n - 2, -1, -1):
            row = row_of(document, lines[k], starts[k])
            if row is None or abs(len(lines[k].rstrip()) - len(lines[n].rstrip())) > 1:
                break
            rows.insert(0, row)
        total = row_of(document, f"x{lines[n][1:]}", starts[n])
        parts = [r.stated for r in rows if r.stated is not None]
        if len(parts) < 3 or total is None or total.stated is None:
            continue
        if any(rank_of(r.label) or is_taken_apart(r.label) for r in rows) or words("rounding").search(document.text):
            continue
        amounts = [p.amount for p in (*parts, total.stated)]
        found = Sum(parts=tuple(parts), total=total.stated)
        if len({a.unit for a in amounts if a.unit}) > 1 or len({a.places for a in amounts}) > 1 or "%" in {a.unit for a in amounts}:  # fmt: skip
            continue
        if any(a.value < 0 or a.noted for a in amounts) or found.given <= max(a.value for a in amounts[:-1]):
            continue
        if found.off and just_misses(found) and not any(abs(found.off) in (a.value, 2 * a.value) for a in amounts[:-1]):
            yield conflict_of(document, found)


_NOT_LITERAL = (BlockKind.TABLE_CELL, BlockKind.KEY_VALUE, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.TITLE)  # fmt: skip


def _of_literal(document: Document, rows: list[Row]) -> Conflict | None:
    """The total below the lines of a literal block, which the reader leaves out."""
    stated = [r for r in rows if r.stated is not None]
    labels = [r.label for r in stated]
    if len(stated) < 4 or rank_of(labels[-1]) != 2 or any(rank_of(k) or is_no_total(k) for k in labels[:-1]):
        return None
    places = [r.stated.block.span for r in stated if r.stated is not None]
    start, end = places[0].start, places[-1].end
    if any(b.span.start < end and start < b.span.end for b in document.blocks if b.kind in _NOT_LITERAL):
        return None
    inside = document.text[start:end]
    if re.search(r"\.{3}\s*$|…|^\s*#", inside, re.M) or sum(bool(x.strip(" -=_")) for x in inside.split("\n")) != len(
        stated
    ):
        return None
    *parts, total = [r.stated for r in stated if r.stated is not None]
    amounts = [p.amount for p in (*parts, total)]
    found = Sum(parts=tuple(parts), total=total)
    if len({a.unit for a in amounts if a.unit}) > 1 or "%" in {a.unit for a in amounts} or found.holds:
        return None
    if words("silence", "table").search(document.text) or any(a.value < 0 or a.noted for a in amounts):
        return None
    is_near = just_misses(found) and found.given > max(a.value for a in amounts[:-1])
    return conflict_of(document, found, entity=labels[-1]) if is_near else None


def _told(document: Document, parts: list[Stated], total: Stated, label: str) -> Conflict | None:
    found = Sum(parts=tuple(parts), total=total)
    amounts = [p.amount for p in (*parts, total)]
    if (
        len({a.unit for a in amounts if a.unit}) > 1
        or found.off == 0
        or found.given <= max(p.amount.value for p in parts)
    ):
        return None
    if not just_misses(found) and found.share_off > Fraction(3, 20):
        return None
    if any(abs(found.off) == p.amount.value for p in parts):
        return None
    return conflict_of(document, found, entity=label)
