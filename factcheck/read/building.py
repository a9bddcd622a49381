"""Read, part: builds blocks out of runs of source, folding white space and keeping every code point's origin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from factcheck.frozen import replace
from factcheck.model.document import Block, BlockKind, Piece, Span, TablePlace
from factcheck.patterns import pattern_of
from factcheck.values.time_stamps import is_time_stamp

_SPACE = pattern_of(r"\s+")
_BLANK = pattern_of(r"[^\S ]")
_GAP = pattern_of(r"  +")


@dataclass(slots=True)
class Run:
    """Text under construction. `add` takes runs in the order of the source."""

    parts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, start: int, end: int) -> None:
        """Appends a run that stands for source[start:end]; equal lengths map code point by code point."""
        if not text:
            return
        if len(text) != end - start:
            self._append(_SPACE.sub(" ", text), start, end)
            return
        plain = _BLANK.sub(" ", text)
        at = 0
        for match in _GAP.finditer(plain):
            self._exact(plain[at : match.start()], start + at)
            self._append(" ", start + match.start(), start + match.end())
            at = match.end()
        self._exact(plain[at:], start + at)

    def _exact(self, text: str, start: int) -> None:
        """Appends a stretch with no white space but single spaces, which is as long as what it stands for."""
        if text[:1] == " " and (not self.parts or self.parts[-1].endswith(" ")):
            text, start = text[1:], start + 1
        if text:
            self._append(text, start, start + len(text))

    def space(self, start: int, end: int) -> None:
        """Appends a space for a stretch of markup that separates words (a line break, a tag)."""
        self._append(" ", start, end)

    def _append(self, text: str, start: int, end: int) -> None:
        if text == " " and (not self.parts or self.parts[-1].endswith(" ")):
            return
        if text[0] == " " and self.parts and self.parts[-1].endswith(" ") and len(text) != end - start:
            text = text[1:]
            if not text:
                return
        last = self.pieces[-1] if self.pieces else None
        if (
            last
            and last.source_end == start
            and last.text_end - last.text_start == last.source_end - last.source_start
            and len(text) == end - start
        ):
            self.pieces[-1] = Piece(last.text_start, last.text_end + len(text), last.source_start, end)
        else:
            self.pieces.append(Piece(self.length, self.length + len(text), start, end))
        self.parts.append(text)
        self.length += len(text)

    def finish(self) -> tuple[str, tuple[Piece, ...]]:
        """The text without white space at its ends, and its pieces."""
        text = "".join(self.parts)
        lead = len(text) - len(text.lstrip())
        pieces = self.pieces
        if 0 < lead < len(text):  # a code span may begin with a space
            pieces = [_without_lead(p, lead) for p in pieces if p.text_end > lead]
            text = text[lead:]
        stripped = text.rstrip()
        if len(stripped) < len(text):
            pieces = [p for p in pieces if p.text_start < len(stripped)]
            last = pieces[-1] if pieces else None
            if last and last.text_end > len(stripped):
                cut = last.text_end - len(stripped)
                exact = last.text_end - last.text_start == last.source_end - last.source_start
                pieces[-1] = replace(last, text_end=len(stripped), source_end=last.source_end - (cut if exact else 0))
            return stripped, tuple(pieces)
        return text, tuple(pieces)


def _without_lead(piece: Piece, lead: int) -> Piece:
    start = max(piece.text_start, lead)
    exact = piece.text_end - piece.text_start == piece.source_end - piece.source_start
    return replace(
        piece,
        text_start=start - lead,
        text_end=piece.text_end - lead,
        source_start=piece.source_start + (start - piece.text_start if exact else 0),
    )


@dataclass(slots=True)
class Blocks:
    """The blocks of a document under construction: numbers them and keeps the path of headings."""

    made: list[Block] = field(default_factory=list)
    path: list[int] = field(default_factory=list)

    def leave(self, level: int) -> None:
        """Ends the sections of headings of a level and below: what follows stands outside them."""
        while self.path and self.made[self.path[-1]].level >= level:
            self.path.pop()

    def add(
        self,
        run: Run,
        kind: BlockKind,
        *,
        level: int = 0,
        lead_in: int | None = None,
        key: str = "",
        key_span: Span | None = None,
        table: TablePlace | None = None,
        boilerplate: bool = False,
        quoted: bool = False,
        struck: bool = False,
    ) -> int | None:
        """Makes a block of a run and gives its index; an empty run makes none."""
        text, pieces = run.finish()
        if not text:
            return None
        index = len(self.made)
        if kind is BlockKind.HEADING:
            self.leave(level)
        self.made.append(
            Block(
                index=index,
                kind=kind,
                text=text,
                span=Span(pieces[0].source_start, pieces[-1].source_end),
                pieces=pieces,
                level=level,
                headings=tuple(self.path),
                lead_in=lead_in,
                key=key,
                key_span=key_span,
                table=table,
                boilerplate=boilerplate,
                quoted=quoted,
                struck=struck,
            )
        )
        if kind is BlockKind.HEADING:
            self.path.append(index)
        return index


def run_of(source: str, start: int, end: int) -> Run:
    """A run of a plain stretch of the source, white space at its ends left out."""
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    run = Run()
    run.add(source[start:end], start, end)
    return run


@dataclass(slots=True)
class TableCell:
    """A cell before its heads are known."""

    run: Run
    row: int
    column: int
    head: bool
    row_span: int = 1
    column_span: int = 1


def add_table(
    blocks: Blocks,
    cells: Sequence[TableCell],
    table: int,
    *,
    caption: int | None = None,
    lead_in: int | None = None,
    boilerplate: bool = False,
) -> None:
    """Makes blocks of a table's cells. Column heads are the head cells above, the row head is the first cell of the row."""
    index: dict[int, int] = {}
    for number, cell in enumerate(cells):
        made = blocks.add(cell.run, BlockKind.TABLE_CELL, lead_in=lead_in, boilerplate=boilerplate)
        if made is not None:
            index[number] = made
    head_rows = _head_rows(cells)
    above = [(index[k], other) for k, other in enumerate(cells) if k in index and other.row in head_rows]
    column = _naming_column(cells, head_rows)
    beside = _row_heads([(index[k], other) for k, other in enumerate(cells) if k in index], head_rows, column)
    for number, cell in enumerate(cells):
        if number not in index:
            continue
        first, end = cell.column, cell.column + cell.column_span
        column_heads = tuple(
            made
            for made, other in above
            if other.row < cell.row and other.column < end and first < other.column + other.column_span
        )
        row_heads = tuple(
            made
            for made, other in beside.get(cell.row, ())
            if other.column < cell.column and (other.column >= column or cell.column <= column)
        )
        at = index[number]
        blocks.made[at] = replace(
            blocks.made[at],
            table=TablePlace(
                table=table,
                row=cell.row,
                column=cell.column,
                head=cell.row in head_rows,
                row_heads=() if cell.row in head_rows else row_heads,
                column_heads=column_heads,
                caption=caption,
            ),
        )


def _row_heads(
    cells: Sequence[tuple[int, TableCell]], head_rows: frozenset[int], column: int
) -> dict[int, list[tuple[int, TableCell]]]:
    """For each row the cells that may head it, given with the indices of their blocks: the first, the one that names, head cells."""
    rows = {cell.row for _, cell in cells}
    found: dict[int, list[tuple[int, TableCell]]] = {}
    for made, cell in cells:
        if column and cell.column < column and is_time_stamp("".join(cell.run.parts)):
            continue
        if cell.row not in head_rows and (cell.column in (0, column) or cell.head):
            for row in [cell.row] if cell.row_span == 1 else sorted(rows):
                if cell.row <= row < cell.row + cell.row_span:
                    found.setdefault(row, []).append((made, cell))
    return found


def _naming_column(cells: Sequence[TableCell], head_rows: frozenset[int]) -> int:
    """The column whose cells name what the rows are of: the first, or a later one where the first only numbers or stamps them.

    `No. | Ship | Launched`: the cells behind are of the ship. `Timestamp | Name | Answer`: of the one who has the name.
    """
    if len(head_rows) != 1:
        return 0
    heads = {cell.column: "".join(cell.run.parts).strip(" *_").lower() for cell in cells if cell.row in head_rows}
    if len(heads) < 3:
        return 0
    columns: dict[int, list[str]] = {}
    for cell in cells:
        if cell.row not in head_rows:
            columns.setdefault(cell.column, []).append("".join(cell.run.parts).strip())
    first = columns.get(0, [])
    is_stamp = bool(first) and all(map(is_time_stamp, first))
    is_number = _NUMBERING.fullmatch(heads.get(0, "-")) is not None and all(map(_IDENTIFIER.fullmatch, first))
    for column in sorted(heads)[1:] if is_stamp else [1] if is_number and first else []:
        names = [name.lower() for name in columns.get(column, ())]
        if _NAMING.fullmatch(heads.get(column, "")) and len(set(names)) == len(names) == len(first):
            return column
    return 0


_NUMBERING = pattern_of(
    r"(?:(?:yard|hull|stop|lot|entry|item|catalogue|cat\.?|inventory|exhibit|plot|site|serial|running|list)\s)?(?:no|nr|number|num|#|id|code|ref|reference|key|slug|sku|isbn|uuid)?\.?|#|№"
)
_NAMING = pattern_of(
    r"(?:[a-z]+\s)?(?:name|title|ship|vessel|boat|locomotive|engine|station|stop|horse|book|work|film|painting|product|item|bridge|building|lake|peak|exhibit|object|site|school|club)"
)
_IDENTIFIER = pattern_of(r"(?=.*\d)[\w./-]{1,36}|[a-z0-9]+(?:[-_][a-z0-9]+)*|[A-Z]{2,4}")
"""What tells rows apart for machines: a number, a slug, a code of capitals."""


def _head_rows(cells: Sequence[TableCell]) -> frozenset[int]:
    """The rows at the top that hold head cells only; a last row of them is a row of totals."""
    plain = {cell.row for cell in cells if not cell.head}
    found: set[int] = set()
    for row in sorted({cell.row for cell in cells}):
        if row in plain:
            break
        found.add(row)
    return frozenset(found)


_MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|october"
    "|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet"
    "|août|septembre|octobre|novembre|décembre"
)
_DATE_LABEL = pattern_of(
    rf"(?:\w+(?:day|tag|di|manche),?\s)?(?:\d{{1,2}}(?:\.|st|nd|rd|th|er)?\s(?:{_MONTHS})\.?(?:,?\s\d{{4}})?"
    rf"|(?:{_MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|(?:{_MONTHS})\.?\s\d{{4}}|\d{{4}}s?"
    rf"|\d{{1,4}}\s(?:BC|AD|BCE|CE)|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})\Z",
    re.I,
)


def is_date_label(words: str) -> bool:
    """Whether a key, a term or the first words of a line are a date and nothing else."""
    return _DATE_LABEL.match(words.strip().rstrip(" :.")) is not None
