"""Judge, part of the check total-mismatch: tables as grids of what their cells hold, and pairs that stand in a column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass, replace
from factcheck.judge.totals.amounts import Amount, amount_of_cell
from factcheck.judge.totals.findings import Stated
from factcheck.judge.totals.words import whole, words
from factcheck.model.document import Block, BlockKind, Document
from factcheck.patterns import pattern_of

_MOST_ROWS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table by rows and columns, with what its cells hold."""

    document: Document
    cells: dict[tuple[int, int], Block]
    amounts: dict[tuple[int, int], Amount]
    labels: tuple[str, ...]
    """The label of each row."""
    heads: tuple[str, ...]
    """The head of each column."""
    body: tuple[int, ...]
    """The rows below the head."""
    around: str
    """The words before and after the table."""
    before: str
    """Those before it."""
    paired: bool = False
    """Made of pairs or list items that follow each other."""
    set_off: bool = False
    """Whether the last row alone is set in bold or italics, in a foot or behind a rule, as rows of totals are."""

    def at(self, row: int, column: int) -> Stated:
        """What a cell states."""
        return Stated(block=self.cells[row, column], amount=self.amounts[row, column])


def grid_of(document: Document, blocks: Sequence[Block]) -> Grid | None:
    cells = {(b.table.row, b.table.column): b for b in blocks if b.table is not None}
    ruled = {r for r, _ in cells} - {r for (r, _), b in cells.items() if not _DASHES.match(b.text)}
    if ruled and ruled < {r for r, _ in cells}:
        blocks = [b for b in blocks if b.table is not None and b.table.row not in ruled]
        cells = {place: b for place, b in cells.items() if place[0] not in ruled}
    rows, columns = max(r for r, _ in cells) + 1, max(c for _, c in cells) + 1
    if not 2 < rows <= _MOST_ROWS or columns < 2 or columns > 40:
        return None
    heads_at = {r for (r, _), b in cells.items() if b.table is not None and b.table.head}
    heads = []
    for column in range(columns):
        below = next((b for (r, c), b in sorted(cells.items()) if c == column and r not in heads_at), None)
        above = below.table.column_heads if below is not None and below.table is not None else ()
        heads.append(" ".join(document.blocks[k].text for k in above))
    amounts: dict[tuple[int, int], Amount] = {}
    for place, block in cells.items():
        if place[0] not in heads_at and (amount := amount_of_cell(block.text)) is not None:
            amounts[place] = amount
    labels = []
    for row in range(rows):
        told = [cells[row, c].text for c in range(min(3, columns)) if (row, c) in cells and (row, c) not in amounts]
        labels.append(next((t for t in told if re.search(r"\w", t)), ""))
    return Grid(
        document=document,
        cells=cells,
        amounts=amounts,
        labels=tuple(labels),
        heads=tuple(heads),
        body=tuple(r for r in range(rows) if r not in heads_at and any((r, c) in cells for c in range(columns))),
        around=around_of(document, blocks),
        before=around_of(document, blocks, behind=False),
        set_off=_is_last_set_off(document, blocks) or _is_behind_rule(document, blocks),
    )


_BOLD = pattern_of(r"\s*(?:\*\*|__(?=\w)|\*(?=\w)|_(?=\w)|<(?:b|strong|th|em|i)\b)", re.I)
_DASHES = pattern_of(r"\s*[-=_–—─═]{2,}\s*\Z")
"""A cell of a row that is a rule and no row: plain text draws its rules in columns, too."""
_RULE = pattern_of(r"^[ \t]*[-=_–—─═]{3,}[-=_–—─═ \t]*$|<tfoot\b", re.I | re.M)


def _is_last_set_off(document: Document, blocks: Sequence[Block]) -> bool:
    """Whether every cell with text of the last row is set in bold, and a cell of no other row but the head."""
    body = [b for b in blocks if b.table is not None and not b.table.head and b.text.strip()]
    last = max((b.table.row for b in body if b.table is not None), default=0)
    bold: dict[bool, list[bool]] = {False: [], True: []}
    for block in body:
        if block.table is not None and block.table.column:
            before = max(document.text.rfind(mark, 0, block.span.start) for mark in "|>\n") + 1
            bold[block.table.row == last].append(bool(_BOLD.match(document.text, min(before, block.span.start))))
    return bool(bold[True]) and all(bold[True]) and not any(bold[False])


def _is_behind_rule(document: Document, blocks: Sequence[Block]) -> bool:
    """Whether a rule or the beginning of a foot parts the last row, and it alone, from the rows above."""
    rows: dict[int, list[Block]] = {}
    for block in blocks:
        if block.table is not None and not block.table.head:
            rows.setdefault(block.table.row, []).append(block)
    order = [rows[r] for r in sorted(rows)]
    if len(order) < 4:
        return False
    gaps = [is_ruled(document, a[-1], b[0]) for a, b in zip(order[-3:-1], order[-2:], strict=True)]
    return gaps[1] and not gaps[0]


def is_ruled(document: Document, one: Block, other: Block) -> bool:
    """Whether a rule, or the beginning of the foot of a table, stands between two blocks."""
    return _RULE.search(document.text[one.span.end : other.span.start]) is not None


def around_of(document: Document, blocks: Sequence[Block], *, behind: bool = True) -> str:
    """Caption, lead-in, nearest heading and neighbours of a table."""
    first, last = blocks[0], blocks[-1]
    after = last.index + 1
    is_next_part = after < len(document.blocks) and document.blocks[after].kind is BlockKind.HEADING
    near = {first.index - 1, after} if behind and not is_next_part else {first.index - 1}
    if first.lead_in is not None:
        near.add(first.lead_in)
    if first.headings:
        near.add(first.headings[-1])
    if first.table is not None and first.table.caption is not None:
        near.add(first.table.caption)
    near -= {b.index for b in blocks}
    alone = [b for b in blocks if b.table is not None and len(b.text) > 25 and not b.table.head]
    told = [document.blocks[k] for k in sorted(near) if 0 <= k < len(document.blocks)]
    if document.title is not None:
        told.append(document.title)
    return _EXTRACT.sub(" ", " \n ".join(b.text for b in [*(t for t in told if t.table is None), *alone]))


_EXTRACT = pattern_of(r"\((?:an?\s)?(?:extracts?|excerpts?)\)|\b(?:extracts?|excerpts?)\s(?:from|of)\b", re.I)
"""What makes an extract of a text, and not of its tables."""


def grids_of_pairs(document: Document) -> Iterator[Grid]:
    """Pairs with amounts that follow each other and end in a total, as a table of one column."""
    run: list[tuple[str, Block, Amount, int]] = []
    for block in [*document.blocks, None]:
        pair = _pair(block) if block is not None else None
        group = (block.headings, block.lead_in, block.kind) if block is not None else None
        if run and (pair is None or group != (run[0][1].headings, run[0][1].lead_in, run[0][1].kind)):
            if len(run) > 2:
                yield _grid_of_pairs(document, run)
            run = []
        if pair is not None and block is not None:
            run.append((*pair[:1], block, *pair[1:]))


_ITEM = pattern_of(r"(?P<label>[^\W\d_][^:]{0,60}?)(?::\s| [–—-] )(?P<value>\S.{0,40})\Z")


def _pair(block: Block) -> tuple[str, Amount, int] | None:
    if block.boilerplate or block.struck:
        return None
    if block.kind in (BlockKind.KEY_VALUE, BlockKind.FRONT_MATTER):
        amount = amount_of_cell(block.text)
        return (block.key, amount, 0) if amount else None
    if block.kind is BlockKind.LIST_ITEM and (match := _ITEM.match(block.text)):
        amount = amount_of_cell(match["value"])
        if amount:
            at = match.start("value")
            return match["label"], replace(amount, start=amount.start + at, end=amount.end + at), at
    return None


def _grid_of_pairs(document: Document, run: Sequence[tuple[str, Block, Amount, int]]) -> Grid:
    paths = {key.rpartition(".")[0] for key, *_ in run}
    cut = "." if len(paths) == 1 else "\0"
    return Grid(
        document=document,
        cells={(n, 1): block for n, (_, block, _, _) in enumerate(run)},
        amounts={(n, 1): amount for n, (_, _, amount, _) in enumerate(run)},
        labels=tuple(key.rpartition(cut)[2] for key, *_ in run),
        heads=("", ""),
        body=tuple(range(len(run))),
        around=around_of(document, [b for _, b, *_ in run]),
        before=around_of(document, [b for _, b, *_ in run], behind=False),
        paired=True,
    )


def is_opened(grid: Grid) -> bool:
    """Whether the first row of a column bears a word for a sum and a rule parts it from the rows below."""
    is_named = rank_of(grid.labels[0]) > 0 or words("labels", "entire").search(grid.labels[0]) is not None
    return is_named and (1, 1) in grid.cells and is_ruled(grid.document, grid.cells[0, 1], grid.cells[1, 1])


def text_of(document: Document) -> str:
    return document.text


def rank_of(label: str) -> int:
    """How much a label is one of a total. 0: not; 1: perhaps; 2: plainly."""
    text = re.sub(r"\s*[\[(].*\Z|[:*.†‡]+\Z", "", " ".join(label.split())).strip()
    if whole("labels", "plain").match(text) or whole("labels", "part").match(text):
        return 2
    return 1 if whole("labels", "named").match(text) else 0


def speaks_of_whole(label: str) -> bool:
    """Whether a label speaks of the whole without a word for a sum: `Whole fleet`, `Raised in all three villages`."""
    return words("labels", "wholes").search(label) is not None and not is_no_total(label)


def is_no_total(label: str) -> bool:
    """Whether a label tells that its row is no sum of others: a mean, a highest value, a rest, something taken away."""
    return is_singled(label) or any(words("labels", name).search(label) for name in ("partial", "apart"))


def is_singled(label: str) -> bool:
    """Whether a label tells that its row picks or evens out what the others hold: a mean, a best, a target."""
    return words("labels", "singled").search(label) is not None


def is_taken_apart(label: str) -> bool:
    """Whether what a row holds must not be added: counted already, taken away, brought over."""
    return words("labels", "apart").search(label) is not None
