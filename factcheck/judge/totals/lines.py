"""Judge, part of the check total-mismatch: lines of plain text with a name and an amount each, as a table of one column.

Plain text sets out an account in many ways, and one account in more than one: columns, dot leaders, a last line behind a rule.
Whatever the reader makes of each line, lines that follow each other are one column here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass, replace
from factcheck.judge.totals.amounts import Amount, amount_of_cell
from factcheck.judge.totals.grids import Grid, around_of, is_ruled, rank_of, speaks_of_whole
from factcheck.model.document import Block, BlockKind, Document
from factcheck.patterns import pattern_of

_FORMATS = ("text", "markdown", "rst")
_LINE = pattern_of(
    r"[ \t]*(?P<label>[^\W\d_][^\n]{0,60}?)(?::?[ \t]*(?:\.[ \t]?){3,}|:?[ \t]*…+|:?[ \t]{2,}|:?\t|:[ \t])[ \t]*(?P<value>\S[^\n]{0,20})\Z"
)
_BETWEEN = pattern_of(r"[ \t.…:*_-]*\n?[ \t]*(?:[-*+][ \t])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line: its name, its amount and the block that holds it; whether a rule stands before it."""

    label: str
    amount: Amount
    block: Block
    first: Block
    is_ruled: bool = False


def grids_of_lines(document: Document) -> Iterator[Grid]:
    """Lines that follow each other and end in a total, where the reader does not make one table or one run of pairs of them."""
    if document.format not in _FORMATS:
        return
    run: list[Entry] = []
    for entry in [*_entries(document), None]:
        joins = entry is not None and run and _follows(document, run[-1], entry)
        if entry is not None and not entry.label and not (run and is_ruled(document, run[-1].block, entry.first)):
            entry, joins = None, False  # a number alone is a total below a rule only
        if run and (not joins or run[-1].is_ruled):
            if len(run) > 2 and _is_mixed(run):
                yield _grid(document, run)
            run = []
        if entry is not None:
            is_behind = bool(run) and is_ruled(document, run[-1].block, entry.first)
            run.append(replace(entry, is_ruled=is_behind and len(run) > 1))


def _entries(document: Document) -> Iterator[Entry]:
    """The lines of a document that are a name and an amount, or an amount alone, in their order."""
    sizes: dict[tuple[int, int], int] = {}
    for block in document.blocks:
        if block.table is not None:
            place = (block.table.table, block.table.row)
            sizes[place] = sizes.get(place, 0) + 1
    label: Block | None = None
    for block in document.blocks:
        if block.boilerplate or block.struck or block.quoted:
            continue
        if block.table is not None:
            if block.table.head or document.format != "text" or sizes[block.table.table, block.table.row] != 2:
                continue
            if block.table.column == 0:
                label = block
            elif label is not None and (amount := amount_of_cell(block.text)) is not None:
                yield Entry(label=label.text, amount=amount, block=block, first=label)
        elif block.kind is BlockKind.KEY_VALUE:
            if (amount := amount_of_cell(block.text)) is not None:
                yield Entry(label=block.key, amount=amount, block=block, first=block)
        elif block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TITLE) and len(block.text) < 100:
            found = _of_line(document, block)
            if found is not None:
                yield found


def _of_line(document: Document, block: Block) -> Entry | None:
    """A block of one line that is a name, a gap and an amount."""
    raw = document.text[block.span.start : block.span.end].strip().split("\n")
    if len([line for line in raw if line.strip("-=~^_ \t")]) != 1:
        return None
    if (alone := amount_of_cell(block.text)) is not None and "  " not in raw[0]:
        return Entry(label="", amount=alone, block=block, first=block)
    match = _LINE.match(raw[0].rstrip())
    amount = amount_of_cell(match["value"].strip()) if match else None
    if match is None or amount is None:
        return None
    at = block.text.rfind(match["value"].strip())
    if at < 0:
        return None
    return Entry(
        label=match["label"].strip(" .…:"),
        amount=replace(amount, start=amount.start + at, end=amount.end + at),
        block=block,
        first=block,
    )


def _follows(document: Document, one: Entry, other: Entry) -> bool:
    """Whether nothing but a line's end, or a rule, stands between two lines; before a total, an empty line too."""
    start, end = one.block.span.end, (other.first.key_span or other.first.span).start
    between = document.text[start:end]
    if _BETWEEN.fullmatch(between) or is_ruled(document, one.block, other.first):
        return between.count("\n") < 4
    lasts = rank_of(other.label) == 2 or speaks_of_whole(other.label)
    return lasts and not between.strip(" \t\n-=_.*") and between.count("\n") < 3


def _is_mixed(run: Sequence[Entry]) -> bool:
    """Whether the lines are no single table and no single run of pairs, which are judged as such."""
    kinds = {e.block.kind for e in run}
    tables = {e.block.table.table for e in run if e.block.table is not None}
    return len(kinds) > 1 or len(tables) > 1 or bool(kinds & {BlockKind.PARAGRAPH, BlockKind.HEADING})


def _grid(document: Document, run: Sequence[Entry]) -> Grid:
    blocks = [e.block for e in run]
    return Grid(
        document=document,
        cells={(n, 1): e.block for n, e in enumerate(run)},
        amounts={(n, 1): e.amount for n, e in enumerate(run)},
        labels=tuple(e.label for e in run),
        heads=("", ""),
        body=tuple(range(len(run))),
        around=around_of(document, blocks),
        before=around_of(document, blocks, behind=False),
        paired=True,
        set_off=run[-1].is_ruled and len(run) > 3,
    )
