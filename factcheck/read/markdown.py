"""Read, part: Markdown (CommonMark with tables, footnotes, strike-through and front matter) by pyromark's events."""

from __future__ import annotations

import re
from typing import Any

from factcheck.errors import Problem
from factcheck.model.document import RECORD, Block, BlockKind, Document, Span
from factcheck.patterns import pattern_of
from factcheck.read.building import Blocks, Run, TableCell, add_table, run_of
from factcheck.read.frontmatter import read_front_matter
from factcheck.read.pairs import are_pairs, is_record

_BOLD_PAIR = pattern_of(r"\s*(?:\*\*|__)[^\W\d_][^:*\n]{0,40}(?::(?:\*\*|__)|(?:\*\*|__):)\s+\S")
_KEY_VALUE = pattern_of(r"(?P<key>[^\W\d_][^:\n.!?]{0,48}?)\s*:\s+(?P<value>\S.*)")
_CAPTION = pattern_of(r"(?:Table|Figure|Fig\.)\s*\w*\s*[:.]\s", re.I)
_NO_BREAK = pattern_of(r"[^\r\n]")


def read(path: str, text: str, encoding: str) -> Document:
    """The document of a Markdown text."""
    reader = _Reader(path, text)
    reader.run()
    return Document(
        path=path,
        text=text,
        format="markdown",
        encoding=encoding,
        blocks=tuple(reader.blocks.made),
        problems=tuple(reader.problems),
    )


def _without_comments(source: str, *, mdx: bool) -> str:
    """The source with white space for MDX comments, byte for byte; outside MDX only for those that speak to factcheck."""
    at, parts, done = source.find("{/*"), [], 0
    while at >= 0:
        end = source.find("*/", at + 3)
        if end < 0:
            break
        stop = end + 2
        while source[stop : stop + 1].isspace():
            stop += 1
        if source.startswith("}", stop) and (mdx or source[at + 3 : end].lstrip().startswith("factcheck:")):
            parts += [source[done:at], _NO_BREAK.sub(_blank, source[at : stop + 1])]
            done = stop + 1
        at = source.find("{/*", stop)
    return "".join((*parts, source[done:])) if parts else source


def _blank(sign: re.Match[str]) -> str:
    return " " * len(sign[0].encode("utf-8", "surrogatepass"))


class _Reader:
    """Walks the events of one text. Ranges come as UTF-8 bytes and are turned into code points as they come."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.blocks, self.problems = Blocks(), list[Problem]()
        self.bytes = text.encode("utf-8", "surrogatepass")
        self.ascii = len(self.bytes) == len(text)
        self.byte_at, self.point_at = 0, 0
        self.run_: Run | None = None
        self.stack: list[str] = []
        self.items: list[dict[str, Any]] = []
        self.quotes = self.skip = self.struck = 0
        self.bold_end: int | None = None
        self.last_paragraph: int | None = None
        self.tables = 0
        self.cells: list[TableCell] = []
        self.row = self.column = 0
        self.in_head = False
        self.level = 0
        self.html: list[tuple[int, int]] = []
        self.image = 0
        self.any_text = self.any_unstruck = False

    def point(self, byte: int) -> int:
        """The code point at a byte offset; offsets come almost in order, the end of an element goes back to its start."""
        if self.ascii:
            return byte
        if byte < self.byte_at:
            self.point_at -= len(self.bytes[byte : self.byte_at].decode("utf-8", "surrogatepass"))
        else:
            self.point_at += len(self.bytes[self.byte_at : byte].decode("utf-8", "surrogatepass"))
        self.byte_at = byte
        return self.point_at

    def run(self) -> None:
        import pyromark

        options = (
            pyromark.Options.ENABLE_TABLES
            | pyromark.Options.ENABLE_FOOTNOTES
            | pyromark.Options.ENABLE_STRIKETHROUGH
            | pyromark.Options.ENABLE_TASKLISTS
            | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
        )
        body = read_front_matter(self.path, self.text, self.blocks, self.problems)
        offset = len(self.text[:body].encode("utf-8", "surrogatepass"))
        source = _without_comments(self.text[body:], mdx=self.path.lower().endswith(".mdx"))
        for event, where in pyromark.events_with_range(source, options=options):
            self.event(event, self.point(where["start"] + offset), where["end"] + offset)
        self.flush_html()

    def event(self, event: Any, start: int, end_byte: int) -> None:
        """One event: a string or a one-item mapping of its name to its value."""
        name: str
        value: Any
        name, value = (event, None) if isinstance(event, str) else next(iter(event.items()))
        if (
            name not in ("Html",)
            and self.html
            and not (name in ("Start", "End") and (value == "HtmlBlock" or value == {"HtmlBlock": None}))
        ):
            self.flush_html()
        if name == "Start":
            tag, detail = (value, None) if isinstance(value, str) else next(iter(value.items()))
            self.start(tag, detail, start)
        elif name == "End":
            tag, detail = (value, None) if isinstance(value, str) else next(iter(value.items()))
            self.end(tag)
        elif name in ("Text", "Code"):
            self.add_text(name, value, start, self.point(end_byte))
        elif name in ("SoftBreak", "HardBreak"):
            if self.run_ is not None:
                self.run_.space(start, self.point(end_byte))
        elif name == "Html":
            self.html.append((start, self.point(end_byte)))
        elif name == "InlineHtml" and self.run_ is not None:
            tag_text = self.text[start : self.point(end_byte)].lower()
            if tag_text.startswith("<br"):
                self.run_.space(start, self.point(end_byte))
            elif tag_text.startswith(("<del", "<s>")):
                self.struck += 1
            elif tag_text.startswith(("</del", "</s>")):
                self.struck = max(0, self.struck - 1)

    def add_text(self, name: str, value: str, start: int, end: int) -> None:
        if self.run_ is None or self.skip:
            return
        if self.image:
            return
        self.any_text = True
        if self.struck:
            return
        self.any_unstruck = True
        if name == "Code":
            inner = self.text.find(value, start, end)
            if inner >= 0:
                self.run_.add(value, inner, inner + len(value))
                return
        if self.text[start:end] == value:
            self.run_.add(value, start, end)
        else:
            self.run_.add(value, start, end) if len(value) != end - start else self.run_._append(value, start, end)

    def open(self) -> None:
        self.run_ = Run()
        self.any_text = self.any_unstruck = False
        self.bold_end = None

    def start(self, tag: str, detail: Any, start: int) -> None:
        match tag:
            case "Paragraph" | "Heading" | "TableCell":
                self.open()
                if tag == "Heading":
                    level = detail.get("level", "H1") if isinstance(detail, dict) else "H1"
                    self.level = int(str(level).lstrip("H") or 1)
            case "List":
                self.close_item_text()
            case "Item":
                lead = self.items[-1]["index"] if self.items else self.last_paragraph
                self.items.append({"index": None, "lead": lead, "quotes": self.quotes})
                self.open()
            case "BlockQuote":
                self.close_item_text()
                self.quotes += 1
            case "CodeBlock" | "MetadataBlock":
                self.close_item_text()
                self.skip += 1
            case "Table":
                self.close_item_text()
                self.cells, self.row = [], 0
            case "TableHead" | "TableRow":
                self.in_head, self.column = tag == "TableHead", 0
            case "Strikethrough":
                self.struck += 1
            case "Image":
                self.image += 1
            case _:
                pass

    def end(self, tag: str) -> None:
        match tag:
            case "Paragraph":
                self.finish_paragraph()
            case "Heading":
                self.finish(BlockKind.HEADING, level=self.level)
                self.last_paragraph = None
            case "Item":
                self.close_item_text()
                self.items.pop()
                self.run_ = None
            case "BlockQuote":
                self.quotes -= 1
            case "CodeBlock" | "MetadataBlock":
                self.skip -= 1
            case "TableCell":
                if self.run_ is not None:
                    self.cells.append(TableCell(self.run_, self.row, self.column, self.in_head))
                self.run_ = None
                self.column += 1
            case "TableHead" | "TableRow":
                self.row += 1
            case "Table":
                caption = self.last_paragraph
                is_caption = caption is not None and bool(_CAPTION.match(self.blocks.made[caption].text))
                add_table(
                    self.blocks, self.cells, self.tables, caption=caption if is_caption else None, lead_in=caption
                )
                self.tables += 1
            case "Strikethrough":
                self.struck -= 1
            case "Strong":
                if self.bold_end is None and self.run_ is not None:
                    self.bold_end = self.run_.length
            case "Image":
                self.image -= 1
            case _:
                pass

    def close_item_text(self) -> None:
        """Ends the text of a tight list item before what is nested in it."""
        if self.items and self.run_ is not None:
            self.finish_paragraph()

    def finish_paragraph(self) -> None:
        item = self.items[-1] if self.items else None
        if self.run_ is None:
            return
        if item is not None:
            index = self.finish_text(BlockKind.LIST_ITEM, level=len(self.items), lead_in=item["lead"])
            if index is not None and item["index"] is None:
                item["index"] = index
        else:
            index = self.finish_text(BlockKind.QUOTATION if self.quotes else BlockKind.PARAGRAPH)
            if index is not None:
                self.last_paragraph = index

    def finish_text(self, kind: BlockKind, *, level: int = 0, lead_in: int | None = None) -> int | None:
        """A paragraph or item; `**Key:** value` and single lines of `Key: value` become key-value blocks."""
        run = self.run_
        self.run_ = None
        if run is None or (self.any_text and not self.any_unstruck):
            return None
        text, pieces = run.finish()
        if not text:
            return None
        first, last = pieces[0].source_start, pieces[-1].source_end
        while first and self.text[first - 1] in "*_":
            first -= 1  # the mark of what is bold at its start
        lines = [line for line in self.text[first:last].splitlines() if line.strip()]
        if kind is BlockKind.PARAGRAPH and len(lines) > 1 and all(_BOLD_PAIR.match(line) for line in lines):
            return self.add_lines(first, last)
        if kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and len(lines) > 2 and is_record(lines):
            return self.add_record(first, last)
        bold = self.bold_end or 0
        match = _KEY_VALUE.match(text)
        if match and bold and match.start("value") >= bold - 1 and match.end("key") <= bold + 1:
            return self.add_key_value(text, run, match, lead_in, level)
        if kind is BlockKind.PARAGRAPH and len(lines) > 1 and are_pairs(lines):
            return self.add_lines(first, last)
        return self.blocks.add(run, kind, level=level, lead_in=lead_in, quoted=self.quotes > 0)

    def add_key_value(self, text: str, run: Run, match: re.Match[str], lead_in: int | None, level: int) -> int | None:
        probe = Blocks()
        probe.add(run, BlockKind.PARAGRAPH)
        block: Block = probe.made[0]
        value = Run()
        for piece in block.pieces:
            if piece.text_end <= match.start("value"):
                continue
            cut = max(0, match.start("value") - piece.text_start)
            exact = piece.text_end - piece.text_start == piece.source_end - piece.source_start
            start = piece.source_start + (cut if exact else 0)
            value._append(text[piece.text_start + cut : piece.text_end], start, piece.source_end)
        return self.blocks.add(
            value,
            BlockKind.KEY_VALUE,
            key=match["key"].strip(),
            key_span=block.source_span(match.start("key"), match.end("key")),
            quoted=self.quotes > 0,
            lead_in=lead_in,
            level=level,
        )

    def add_record(self, first: int, last: int) -> int | None:
        """A line that names something, and the pairs below it; what follows them is of something else."""
        line = re.search(r"[^\n\r]+", self.text[first:last])
        assert line is not None
        start, end = first + line.start(), first + line.end()
        while start < end and self.text[start] in "*_ ":
            start += 1
        while end > start and self.text[end - 1] in "*_ \\":
            end -= 1
        is_first = not any(block.kind is BlockKind.HEADING for block in self.blocks.made)
        run = run_of(self.text, start, end)
        index = self.blocks.add(run, BlockKind.HEADING, level=1 if is_first else RECORD, quoted=self.quotes > 0)
        self.add_lines(first + line.end(), last, keep_rest=True)
        if not is_first:
            self.blocks.leave(RECORD)
        return index

    def add_lines(self, first: int, last: int, *, keep_rest: bool = False) -> int | None:
        """A pair of each line; of a line that is none a paragraph, where the rest is wanted."""
        index = None
        for line in re.finditer(r"[^\n\r]+", self.text[first:last]):
            match = re.match(r"\s*(?P<key>[^:]+?)\s*:[*_]{0,2}\s+(?P<value>\S.*)", line[0])
            at = first + line.start()
            if not match:
                if keep_rest:
                    self.blocks.add(run_of(self.text, at, first + line.end()), BlockKind.PARAGRAPH)
                continue
            index = self.blocks.add(
                run_of(self.text, at + match.start("value"), at + match.end("value")),
                BlockKind.KEY_VALUE,
                key=match["key"].strip("*_ "),
                key_span=Span(at + match.start("key"), at + match.end("key")),
                quoted=self.quotes > 0,
            )
        return index

    def finish(self, kind: BlockKind, *, level: int = 0) -> int | None:
        run = self.run_
        self.run_ = None
        return self.blocks.add(run, kind, level=level, quoted=self.quotes > 0) if run is not None else None

    def flush_html(self) -> None:
        """Hands a block of raw HTML to the HTML reader, whose blocks join ours."""
        if not self.html:
            return
        from factcheck.read.html import read_fragment

        start, end = self.html[0][0], self.html[-1][1]
        self.html = []
        self.tables = read_fragment(self.text, start, end, self.blocks, self.tables)
