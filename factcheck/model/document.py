"""What `read` gives: a document as a flat list of blocks, each of which can be mapped back to the raw source."""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum

from factcheck.errors import Problem
from factcheck.frozen import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a source, in code points of its decoded text (byte-order mark left out)."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two stretches share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other stretch lies inside this one."""
        return self.start <= other.start and other.end <= self.end


class BlockKind(StrEnum):
    """What a block is on the page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    KEY_VALUE = "key-value"
    FRONT_MATTER = "front-matter"
    CAPTION = "caption"
    QUOTATION = "quotation"


RECORD_FORMATS = frozenset({"yaml", "json", "toml", "csv"})
"""Formats that hold nothing but records."""
RECORD = 7
"""The level of a heading that is the name of a record: a line with its pairs right below, and nothing else."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a block's text and the run of the source it stands for.

    Where both runs are equally long they correspond code point by code point; where they are not
    (an entity, an escape, a folded line break) the run is atomic and maps as a whole.
    """

    text_start: int
    text_end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePlace:
    """Where a table cell stands. Rows and columns count from 0 and include the head row."""

    table: int
    row: int
    column: int
    head: bool = False
    row_heads: tuple[int, ...] = ()
    """Indices of the blocks that head this cell's row (the first cell of the row, as a rule)."""
    column_heads: tuple[int, ...] = ()
    """Indices of the blocks that head this cell's column, outermost first."""
    caption: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of running text without markup: one paragraph, one list item, one table cell, one value.

    `text` is what a reader sees: markup left out, entities decoded, soft line breaks as one space.
    """

    index: int
    kind: BlockKind
    text: str
    span: Span
    pieces: tuple[Piece, ...]
    level: int = 0
    """Of a heading 1 to 6, `RECORD` if it names a record; of a list item its depth from 1; else 0."""
    headings: tuple[int, ...] = ()
    """Indices of the headings that this block stands under, outermost first; the title is not among them."""
    lead_in: int | None = None
    """Of a list item or table cell: the index of the paragraph or parent item that introduces its list or table."""
    key: str = ""
    """Of a key-value or front-matter block: its key as it is read (a front-matter path is joined by dots)."""
    key_span: Span | None = None
    table: TablePlace | None = None
    boilerplate: bool = False
    """Navigation, footers, cookie notices: kept, but no rule speaks of it alone."""
    quoted: bool = False
    """Inside a block quotation."""
    struck: bool = False
    """Struck out (`~~`, `<del>`, `<s>`) as a whole."""

    def source_span(self, start: int, end: int) -> Span:
        """The stretch of the source that `text[start:end]` stands for; empty stretches are refused."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no stretch {start}:{end} in a block text of {len(self.text)} code points")
        return Span(self._source_offset(start), self._source_offset(end - 1, last=True))

    def _source_offset(self, offset: int, *, last: bool = False) -> int:
        index = bisect_right(self.pieces, offset, key=lambda piece: piece.text_start) - 1
        piece = self.pieces[index]
        if piece.text_end - piece.text_start == piece.source_end - piece.source_start:
            return piece.source_start + (offset - piece.text_start) + (1 if last else 0)
        return piece.source_end if last else piece.source_start


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source, read: its decoded text and its blocks in the order of the source."""

    path: str
    """Posix path as it is shown and as it identifies the document; never absolute unless the user gave it so."""
    text: str
    format: str
    encoding: str
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
    language: str = ""
    """The code of its language, where the settings tell it; found out otherwise."""
    day_first: bool | None = None
    """How 03/04/2025 is meant, where the settings tell it of this document; what it shows itself goes before."""
    dated_by: tuple[str, ...] | None = None
    """What tells the day that it speaks from, in order, where the settings say so: see `resolve/anchors.py`."""

    @property
    def title(self) -> Block | None:
        """The title: a title block, else the first heading of the first level, else a heading that begins the text and has no like."""
        known = _TITLES.get(id(self.blocks))
        if known is None or known[0] is not self.blocks:
            if len(_TITLES) >= _MOST_TITLES:
                _TITLES.clear()
            known = _TITLES[id(self.blocks)] = (self.blocks, _title_of(self.blocks))
        return known[1]

    def heads_over(self, cell: Block) -> str:
        """The words of the heads over a cell of a table, from the top down, without the marks around them; empty where there are none."""
        return " ".join(self.blocks[k].text for k in cell.table.column_heads).strip(" :*") if cell.table else ""

    def quote(self, span: Span) -> str:
        """The raw source of a span."""
        return self.text[span.start : span.end]

    def heading_path(self, block: Block) -> tuple[str, ...]:
        """The texts of the headings above a block, outermost first."""
        return tuple(self.blocks[index].text for index in block.headings)


_TITLES: dict[int, tuple[tuple[Block, ...], Block | None]] = {}
"""The blocks that were looked through last, by identity, each with its title: it is asked for with every sentence."""
_MOST_TITLES = 64


def _title_of(blocks: tuple[Block, ...]) -> Block | None:
    for block in blocks:
        if block.kind is BlockKind.TITLE:
            return block
    headings = [b for b in blocks if b.kind is BlockKind.HEADING]
    if (first := next((b for b in headings if b.level == 1), None)) is not None or not headings:
        return first
    text = next(b for b in blocks if b.kind is not BlockKind.FRONT_MATTER)
    is_alone = headings[0] is text and all(b.level > text.level for b in headings[1:])
    return text if is_alone else None
