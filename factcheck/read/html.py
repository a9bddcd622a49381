"""Read, part: HTML pages and fragments by one linear tokenizer and a stack of open elements, exact to the code point."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass, field

from factcheck.errors import Problem
from factcheck.model.document import BlockKind, Document, Span
from factcheck.patterns import pattern_of
from factcheck.read.building import Blocks, Run, TableCell, add_table, is_date_label
from factcheck.read.frontmatter import read_front_matter
from factcheck.read.html_elements import (
    BLOCKS,
    BOILERPLATE_TAGS,
    BOILERPLATE_WORDS,
    CLOSES,
    RAW,
    SCOPES,
    VOID,
    attributes_of,
    cells_spanned,
)

_TERM_LEVEL = 7
"""Of a term of a definition list that is a date, and so a heading of its definition."""

# every token that begins must end at `>` or at the end of the text, and all loops are possessive: linear on any input
_TOKEN = pattern_of(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9:-]*+)(?P<attributes>(?:[^>\"']++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+)(?:>|\Z)"
    r"|<[!?/][^>]*+(?:>|\Z)"
    r"|&(?P<entity>#[xX]?[0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?"
    r"|(?P<text>[^<&]++)"
    r"|[<&]",
    re.S,
)
_REFERENCE = pattern_of(r"\s*(?:\[\s*\w{1,3}\s*\]|\(\w\)|[*†‡§]+|\d{1,2})\s*\Z")


def read(path: str, text: str, encoding: str) -> Document:
    """The document of an HTML page, of one with front matter too, as generators of sites take them."""
    blocks, problems = Blocks(), list[Problem]()
    body = read_front_matter(path, text, blocks, problems)
    _Reader(text, body, len(text), blocks, 0, page=True).run()
    return Document(
        path=path, text=text, format="html", encoding=encoding, blocks=tuple(blocks.made), problems=tuple(problems)
    )


def read_fragment(text: str, start: int, end: int, blocks: Blocks, tables: int) -> int:
    """Adds the blocks of HTML inside another format; gives the number of tables so far."""
    reader = _Reader(text, start, end, blocks, tables, page=False)
    reader.run()
    return reader.tables


@dataclass(slots=True)
class _Open:
    """An open element."""

    name: str
    boilerplate: bool = False
    quoted: bool = False
    struck: bool = False
    head: bool = False
    list_lead: int | None = None


@dataclass(slots=True)
class _Table:
    """A table under construction."""

    cells: list[TableCell] = field(default_factory=list)
    row: int = -1
    column: int = 0
    in_head: bool = False
    caption: int | None = None
    lead_in: int | None = None
    taken: set[tuple[int, int]] = field(default_factory=set)


class _Reader:
    """Reads one stretch of HTML into blocks."""

    def __init__(self, text: str, start: int, end: int, blocks: Blocks, tables: int, *, page: bool) -> None:
        self.text, self.start, self.end = text, start, end
        self.blocks, self.tables, self.page = blocks, tables, page
        self.stack: list[_Open] = []
        self.run_ = Run()
        self.key: tuple[str, Span] | None = None
        self.table: list[_Table] = []
        self.last_paragraph: int | None = None
        self.sup: int | None = None
        self.struck_from = (0, 0, 0)

    def run(self) -> None:
        skip_until: re.Pattern[str] | None = None
        at = self.start
        while at < self.end:
            if skip_until is not None:
                found = skip_until.search(self.text, at, self.end)
                at = found.start() if found else self.end
                skip_until = None
                continue
            match = _TOKEN.match(self.text, at, self.end)
            if match is None:
                break
            at = match.end()
            if match["text"] is not None:
                self.run_.add(match["text"], match.start(), match.end())
            elif match["entity"] is not None:
                self.add_entity(match)
            elif match["name"] is not None:
                name = match["name"].lower()
                if match["close"]:
                    self.close(name, match.start(), match.end())
                else:
                    self.open(name, match)
                    if name in RAW and not match["attributes"].rstrip().endswith("/"):
                        skip_until = re.compile(rf"</{re.escape(name)}\b", re.I)
            elif match[0] in ("<", "&"):
                self.run_.add(match[0], match.start(), match.end())
        self.flush()
        while self.table:
            self.end_table()

    def add_entity(self, match: re.Match[str]) -> None:
        decoded = entities.unescape(match[0] if match[0].endswith(";") else match[0] + ";")
        if decoded in (match[0], match[0] + ";"):
            self.run_.add(match[0], match.start(), match.end())
        elif decoded == "\xad":
            return
        elif decoded.isspace():
            self.run_.space(match.start(), match.end())
        else:
            self.run_._append(decoded, match.start(), match.end())

    # --- elements ---------------------------------------------------------------------------------------------------

    def open(self, name: str, match: re.Match[str]) -> None:
        attributes = attributes_of(match["attributes"])
        if name == "br" or name in ("hr", "wbr"):
            if name != "wbr":
                self.run_.space(match.start(), match.end())
            return
        if name == "meta":
            self.add_meta(attributes, match)
            return
        if name == "time" and "datetime" in attributes and self.page:
            self.add_time(match)
        if name in VOID:
            return
        if name in BLOCKS:
            self.flush()
        for other in CLOSES.get(name, ()):
            self.imply_end(other, match.start())
        if name in BLOCKS and self.inside("p") and name != "p":
            self.imply_end("p", match.start())
        outer = self.stack[-1] if self.stack else _Open("")
        words = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('role', '')}"
        boilerplate = (
            outer.boilerplate
            or name in BOILERPLATE_TAGS
            or (name == "header" and self.page and not self.inside("main") and not self.inside("article"))
            or attributes.get("role") in ("navigation", "banner", "contentinfo", "complementary")
            or bool(name in ("div", "ul", "p", "section") and BOILERPLATE_WORDS.search(words))
        )
        self.stack.append(
            _Open(
                name,
                boilerplate=boilerplate and name not in ("main", "article"),
                quoted=outer.quoted or name == "blockquote",
                struck=outer.struck or name in ("del", "s", "strike"),
                list_lead=self.last_paragraph if name in ("ul", "ol", "dl") else outer.list_lead,
            )
        )
        if name in ("del", "s", "strike"):
            self.sup = None
            self.struck_from = self.run_.length, len(self.run_.parts), len(self.run_.pieces)
        if name == "sup":
            self.sup = len(self.run_.parts)
        self.open_table_part(name, attributes)

    def open_table_part(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self.table.append(_Table(lead_in=self.last_paragraph))
            return
        if not self.table:
            return
        table = self.table[-1]
        if name == "tr":
            table.row += 1
            table.column = 0
        elif name in ("td", "th"):
            if table.row < 0:
                table.row = 0
            while (table.row, table.column) in table.taken:
                table.column += 1
            rows, columns = cells_spanned(attributes, "rowspan"), cells_spanned(attributes, "colspan")
            for row in range(table.row, table.row + rows):
                for column in range(table.column, table.column + columns):
                    table.taken.add((row, column))
            head = self.inside("thead") or (name == "th" and attributes.get("scope") != "row")
            self.run_ = Run()
            table.cells.append(TableCell(self.run_, table.row, table.column, head, rows, columns))
            table.column += columns

    def close(self, name: str, start: int, end: int) -> None:
        if name == "sup" and self.sup is not None:
            self.drop_reference()
        if name in ("del", "s", "strike") and self.inside(name):
            length, parts, pieces = self.struck_from
            del self.run_.parts[parts:], self.run_.pieces[pieces:]
            self.run_.length = length
        if name == "br":
            self.run_.space(start, end)
        if not self.inside(name):
            return
        if name in BLOCKS:
            self.flush()
        while self.stack:
            popped = self.stack.pop()
            if popped.name in ("td", "th"):
                self.run_ = Run()
            if popped.name == "table" and self.table:
                self.end_table()
            if popped.name == "dl":
                self.blocks.leave(_TERM_LEVEL)
            if popped.name == name:
                break

    def drop_reference(self) -> None:
        """Takes a footnote mark such as `[3]` out of the sentence, lest it lengthen the number before it."""
        assert self.sup is not None
        inner = "".join(self.run_.parts[self.sup :])
        before = "".join(self.run_.parts[: self.sup])
        if _REFERENCE.match(inner) and not before.endswith(("m", "km", "cm", "ft")):
            dropped = len(inner)
            del self.run_.parts[self.sup :]
            self.run_.length -= dropped
            kept = [p for p in self.run_.pieces if p.text_start < self.run_.length]
            if kept and kept[-1].text_end > self.run_.length:
                last = kept[-1]
                cut = last.text_end - self.run_.length
                kept[-1] = type(last)(last.text_start, self.run_.length, last.source_start, last.source_end - cut)
            self.run_.pieces[:] = kept
        self.sup = None

    def imply_end(self, name: str, at: int) -> None:
        """Closes an element that a new one ends by itself, unless a list or table lies between."""
        for element in reversed(self.stack):
            if element.name == name:
                self.close(name, at, at)
                return
            if element.name in SCOPES:
                return

    def inside(self, name: str) -> bool:
        return any(element.name == name for element in self.stack)

    def end_table(self) -> None:
        table = self.table.pop()
        boilerplate = bool(self.stack and self.stack[-1].boilerplate)
        for cell in table.cells:
            _stripped(cell.run)
        add_table(
            self.blocks, table.cells, self.tables, caption=table.caption, lead_in=table.lead_in, boilerplate=boilerplate
        )
        self.tables += 1
        self.run_ = Run()

    # --- blocks -----------------------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Ends the running text and makes the block that its element asks for."""
        inner = self.stack[-1] if self.stack else _Open("")
        names = [element.name for element in self.stack]
        if self.table and any(name in ("td", "th") for name in names[_last_index(names, "table") :]):
            return  # the cell's own run goes on
        run, self.run_ = self.run_, Run()
        boilerplate, quoted = inner.boilerplate, inner.quoted
        structural = next((n for n in reversed(names) if n in BLOCKS), "")
        if not "".join(run.parts).strip():
            return
        if structural == "title" or "title" in names:
            self.blocks.add(_stripped(run), BlockKind.TITLE)
        elif "head" in names and self.page:
            return
        elif re.fullmatch(r"h[1-6]", structural):
            self.blocks.add(
                _stripped(run), BlockKind.HEADING, level=int(structural[1]), boilerplate=boilerplate, quoted=quoted
            )
            self.last_paragraph = None
        elif structural == "dt":
            probe = _stripped(run)
            text, pieces = probe.finish()
            self.key = None
            if is_date_label(text):
                self.blocks.add(probe, BlockKind.HEADING, level=_TERM_LEVEL, boilerplate=boilerplate, quoted=quoted)
            elif text:
                self.key = (text.rstrip(" :"), Span(pieces[0].source_start, pieces[-1].source_end))
        elif structural == "dd" and self.key:
            self.blocks.add(
                _stripped(run),
                BlockKind.KEY_VALUE,
                key=self.key[0],
                key_span=self.key[1],
                boilerplate=boilerplate,
                quoted=quoted,
            )
        elif "li" in names:
            depth = sum(name in ("ul", "ol") for name in names)
            self.blocks.add(
                _stripped(run),
                BlockKind.LIST_ITEM,
                level=max(1, depth),
                lead_in=inner.list_lead,
                boilerplate=boilerplate,
                quoted=quoted,
            )
        elif structural in ("figcaption", "caption"):
            index = self.blocks.add(_stripped(run), BlockKind.CAPTION, boilerplate=boilerplate, quoted=quoted)
            if structural == "caption" and self.table:
                self.table[-1].caption = index
        else:
            kind = BlockKind.QUOTATION if inner.quoted else BlockKind.PARAGRAPH
            index = self.blocks.add(_stripped(run), kind, boilerplate=boilerplate, quoted=quoted)
            if index is not None:
                self.last_paragraph = index

    def add_meta(self, attributes: dict[str, str], match: re.Match[str]) -> None:
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
        content = re.search(r"\bcontent\s*=\s*([\"'])(.*?)\1", match[0], re.S | re.I)
        if name and content and content[2].strip() and not name.startswith(("viewport", "og:image", "twitter:card")):
            start = match.start() + content.start(2)
            run = Run()
            run.add(content[2], start, start + len(content[2]))
            self.blocks.add(_stripped(run), BlockKind.FRONT_MATTER, key=f"meta.{name.lower()}")

    def add_time(self, match: re.Match[str]) -> None:
        if not (self.inside("header") or any(b.kind is BlockKind.PARAGRAPH for b in self.blocks.made) is False):
            return
        value = re.search(r"\bdatetime\s*=\s*([\"'])(.*?)\1", match[0], re.S | re.I)
        if value and value[2].strip():
            start = match.start() + value.start(2)
            run = Run()
            run.add(value[2], start, start + len(value[2]))
            self.blocks.add(run, BlockKind.FRONT_MATTER, key="time.datetime")


def _stripped(run: Run) -> Run:
    """The run without a space at its start."""
    while run.parts and not run.parts[0].strip():
        gone = len(run.parts.pop(0))
        run.length -= gone
        pieces = []
        for piece in run.pieces:
            if piece.text_end <= gone:
                continue
            exact = piece.text_end - piece.text_start == piece.source_end - piece.source_start
            cut = max(0, gone - piece.text_start)
            start = piece.source_start + (cut if exact else 0)
            pieces.append(type(piece)(max(0, piece.text_start - gone), piece.text_end - gone, start, piece.source_end))
        run.pieces[:] = pieces
    return run


def _last_index(names: list[str], name: str) -> int:
    return len(names) - 1 - names[::-1].index(name) if name in names else 0
