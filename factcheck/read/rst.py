"""Read, part: reStructuredText. Sections, field lists, lists, tables, directives; what is code is left out.

A stanza without structure of its own is read as plain text is: paragraphs, `key: value` lines, aligned columns.
"""

from __future__ import annotations

import re

from factcheck.model.document import BlockKind, Document, Span
from factcheck.patterns import pattern_of
from factcheck.read.building import Blocks, Run
from factcheck.read.rst_tables import add_csv_table, add_grid_table, add_list_table, add_simple_table
from factcheck.read.text import Line, TextReader, lines_of

_INLINE = pattern_of(
    r"``(?P<literal>[^`\n]+?)``|(?::(?P<name>[\w:+-]+):)?`(?P<role>[^`<>]+?)(?:\s*<[^`<>]*>)?`_{0,2}|\*\*(?P<strong>[^*]+?)\*\*"
    r"|(?<![\w*])\*(?P<emphasis>[^*\s][^*]*?)\*(?![\w*])|(?P<note>\[(?:\d+|#[\w-]*|\*)\]_)"
    r"|(?<!\w)\|(?P<substitution>[^|\s][^|\n]*)\|_{0,2}|(?<=[A-Za-z0-9])(?P<mark>_{1,2})(?!\w)|\\(?P<escaped>.)",
    re.S,
)
_ADORNMENT = pattern_of(r"(?P<sign>[!-/:-@\[-`{-~])(?P=sign)+[ \t]*\Z")
_HEADER = pattern_of(r"(?P<key>[A-Z][\w-]*):(?:[ \t]+(?P<value>\S.*))?\Z")
_FIELD = pattern_of(r"[ \t]*:(?P<key>[^:\s][^:]*):(?:[ \t]+(?P<value>\S.*))?\Z")
_DIRECTIVE = pattern_of(r"[ \t]*\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?(?P<name>[\w-]+(?::[\w-]+)*)::[ \t]*(?P<argument>.*)\Z")
_FOOTNOTE = pattern_of(r"[ \t]*\.\.[ \t]+\[(?:\d+|#[\w-]*|\*|[\w.-]+)\][ \t]+(?P<text>\S.*)\Z")
_MARKUP = pattern_of(r"[ \t]*(?:\.\.(?:[ \t]|\Z)|__[ \t])")
_SIMPLE = pattern_of(r"[ \t]*={2,}(?:[ \t]+={2,})+[ \t]*\Z")
_GRID = pattern_of(r"[ \t]*\+(?:[-=]+\+)+[ \t]*\Z")
_PROSE = frozenset(
    [
        "note",
        "warning",
        "tip",
        "important",
        "caution",
        "danger",
        "attention",
        "hint",
        "error",
        "seealso",
        "admonition",
        "topic",
        "sidebar",
        "versionadded",
        "versionchanged",
        "deprecated",
        "epigraph",
        "highlights",
        "pull-quote",
        "container",
        "class",
        "only",
        "compound",
        "parsed-literal",
        "canonical-pep",
        "removed",
    ]
)
_CODE = pattern_of(r"[{}=<>]|\(\)|^\s*(?:>>>|\$|#|import |from |def |class |return )", re.M)


def read(path: str, text: str, encoding: str) -> Document:
    """The document of a text in reStructuredText."""
    blocks = Blocks()
    RstReader(text, lines_of(text), blocks).run()
    return Document(path=path, text=text, format="rst", encoding=encoding, blocks=tuple(blocks.made))


class RstReader(TextReader):
    """Reads the structure of reStructuredText, and hands stanzas without any to the reader of plain text."""

    def __init__(self, text: str, lines: list[Line], blocks: Blocks) -> None:
        super().__init__(text, lines, blocks)
        self.unwrapped = False
        self.titled = True
        self.styles: list[str] = []
        self.first_level = 1

    def run_of(self, start: int, end: int) -> Run:
        """A run of the source without its inline markup."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        run, at = Run(), start
        for match in _INLINE.finditer(self.text, start, end):
            run.add(self.text[at : match.start()], at, match.start())
            group = match.lastgroup or ""
            if group == "role" and match["name"] and match["role"][0].isdigit():
                start_of_name = match.end("name") - len(match["name"].rpartition(":")[2])
                run.add(self.text[start_of_name : match.end("name")], start_of_name, match.end("name"))
                run.space(match.end("name"), match.start("role"))  # `:pep:`621`` is PEP 621, and no count
            if group not in ("note", "mark") and match[group].strip():
                run.add(match[group], *match.span(group))
            at = match.end()
        run.add(self.text[at:end], at, end)
        return run

    def is_heading(self, line: Line, stanza: list[Line]) -> bool:
        """Never: a heading is underlined."""
        return False

    def run(self) -> None:
        """Adds the blocks of the whole text."""
        self.read_lines(self.lines[self.read_header() :])

    # --- the header of the file -------------------------------------------------------------------------------------------

    def read_header(self) -> int:
        """Reads `Key: value` lines at the top of the file, as mail and proposals have them; gives the lines used."""
        end = next((n for n, line in enumerate(self.lines) if line.blank), len(self.lines))
        head = self.lines[:end]
        if sum(_HEADER.match(line.text) is not None for line in head) < 3:
            return 0
        self.first_level = 2
        at = 0
        while at < end:
            match = _HEADER.match(head[at].text)
            used = 1
            while at + used < end and head[at + used].indent:
                used += 1
            if match and match["value"]:
                start, stop = head[at].start + match.start("value"), head[at + used - 1].end
                kind = BlockKind.TITLE if match["key"] == "Title" else BlockKind.FRONT_MATTER
                self.blocks.add(
                    self.run_of(start, stop),
                    kind,
                    key=match["key"],
                    key_span=Span(head[at].start, head[at].start + match.end("key")),
                )
            at += used
        return end

    # --- the body ---------------------------------------------------------------------------------------------------------

    def read_lines(self, lines: list[Line], depth: int = 0) -> None:
        """Adds the blocks of lines of one level of indentation and of what is indented below them."""
        at = 0
        while at < len(lines):
            if lines[at].blank:
                at += 1
                continue
            at += max(1, self.read_here(lines, at, depth))

    def read_here(self, lines: list[Line], at: int, depth: int) -> int:
        """Reads what begins at a line and gives the number of lines used."""
        line = lines[at]
        if used := self.read_section(lines, at):
            return used
        if _MARKUP.match(line.text):
            return self.read_markup(lines, at, depth)
        if _GRID.match(line.text):
            used = next(
                (n for n in range(1, len(lines) - at) if lines[at + n].text.strip()[:1] not in ("+", "|")),
                len(lines) - at,
            )
            add_grid_table(self.blocks, lines[at : at + used], self.next_table(), self.run_of, self.lead_in)
            return used
        if _SIMPLE.match(line.text):
            return self.read_simple_table(lines, at)
        base = line.indent
        if _FIELD.match(line.text):
            return self.read_field(lines, at)
        end = at
        while (
            end < len(lines)
            and not lines[end].blank
            and lines[end].indent >= base
            and (
                end == at
                or not (
                    _MARKUP.match(lines[end].text) or _SIMPLE.match(lines[end].text) or _GRID.match(lines[end].text)
                )
            )
        ):
            if end > at and end + 1 < len(lines) and self.is_underline(lines, end):
                break
            end += 1
        stanza = lines[at:end]
        if len(stanza) > 1 and self.is_definition(stanza):
            return self.read_definition(lines, at)
        self.read_stanza(stanza)
        if stanza and stanza[-1].text.rstrip().endswith("::"):
            return len(stanza) + self.read_literal(lines, end, base)
        return len(stanza)

    def next_table(self) -> int:
        """The number of a new table."""
        self.tables += 1
        return self.tables - 1

    def is_underline(self, lines: list[Line], at: int) -> bool:
        """Whether the line after this one underlines it."""
        under = lines[at + 1].text.rstrip() if at + 1 < len(lines) else ""
        title = lines[at].text.strip()
        return bool(
            _ADORNMENT.match(under)
            and title
            and not _ADORNMENT.match(title)
            and len(under) >= min(len(title), 4)
            and len(under) >= 3
        )

    def read_section(self, lines: list[Line], at: int) -> int:
        """A heading with its line below, and above it if it has one; a line of signs alone is a transition."""
        line = lines[at]
        if line.indent:
            return 0
        over = _ADORNMENT.match(line.text)
        if (
            over
            and len(line.text.strip()) >= 3
            and at + 2 < len(lines)
            and lines[at + 2].text.rstrip() == line.text.rstrip()
        ):
            self.add_section(lines[at + 1], over["sign"] * 2)
            return 3
        if (
            over
            and len(line.text.strip()) >= 4
            and (at + 1 >= len(lines) or lines[at + 1].blank)
            and not _SIMPLE.match(line.text)
        ):
            return 1
        if self.is_underline(lines, at):
            self.add_section(line, lines[at + 1].text.strip()[0])
            return 2
        return 0

    def add_section(self, line: Line, style: str) -> None:
        """A heading; its level is that of the first heading in its style."""
        if style not in self.styles:
            self.styles.append(style)
        self.blocks.add(
            self.run_of(line.start, line.end),
            BlockKind.HEADING,
            level=self.first_level + self.styles.index(style),
        )
        self.lead_in = None

    def read_markup(self, lines: list[Line], at: int, depth: int) -> int:
        """A directive, a footnote, a target or a comment, with all that is indented below it."""
        line = lines[at]
        end = self.end_of_indented(lines, at + 1, line.indent)
        body = lines[at + 1 : end]
        if footnote := _FOOTNOTE.match(line.text):
            last = next((n for n in range(at + 1, end) if lines[n].blank), end)
            self.blocks.add(self.run_of(line.start + footnote.start("text"), lines[last - 1].end), BlockKind.PARAGRAPH)
            return end - at
        directive = _DIRECTIVE.match(line.text)
        if directive is None or depth > 8:
            return end - at
        name = directive["name"].lower()
        options = {m["key"]: m["value"] or "" for b in body if (m := _FIELD.match(b.text))}
        while body and (body[0].blank or _FIELD.match(body[0].text)):
            body = body[1:]
        caption = None
        if directive["argument"] and (name in _PROSE or name.endswith("table") or name in ("figure", "rubric")):
            start = line.start + directive.start("argument")
            kind = BlockKind.CAPTION if name.endswith("table") else BlockKind.PARAGRAPH
            caption = self.blocks.add(self.run_of(start, line.end), kind) if name != "figure" else None
        if name == "list-table":
            add_list_table(
                self.blocks, body, self.next_table(), self.run_of, caption, _number(options.get("header-rows"))
            )
        elif name == "csv-table":
            add_csv_table(
                self.blocks, body, self.next_table(), self.run_of, caption, _number(options.get("header-rows"))
            )
        elif name in _PROSE or name in ("table", "figure"):
            self.read_lines(body, depth + 1)
        return end - at

    def end_of_indented(self, lines: list[Line], at: int, indent: int) -> int:
        """The index after the lines that are indented more, blank lines inside included."""
        end = at
        for n in range(at, len(lines)):
            if lines[n].blank:
                continue
            if lines[n].indent <= indent:
                break
            end = n + 1
        return end

    def read_field(self, lines: list[Line], at: int) -> int:
        """`:Author: a name`, with the lines indented below it."""
        line = lines[at]
        match = _FIELD.match(line.text)
        assert match is not None
        end = self.end_of_indented(lines, at + 1, line.indent)
        last = next((n for n in range(at + 1, end) if lines[n].blank), end)
        start = line.start + (match.start("value") if match["value"] else match.end())
        if start < lines[last - 1].end:
            self.blocks.add(
                self.run_of(start, lines[last - 1].end),
                BlockKind.KEY_VALUE,
                key=match["key"].strip(),
                key_span=Span(line.start + match.start("key"), line.start + match.end("key")),
                lead_in=self.lead_in,
            )
        return last - at

    def is_definition(self, stanza: list[Line]) -> bool:
        """Whether a line with more indented ones right below it is a term with its definition."""
        first = stanza[0]
        return (
            stanza[1].indent > first.indent
            and not first.text.rstrip().endswith((".", ":"))
            and not re.match(r"[ \t]*(?:[-*•+]|\(?\w{1,3}[.)])[ \t]", first.text)
            and len(first.text.strip()) < 80
        )

    def read_definition(self, lines: list[Line], at: int) -> int:
        """A term and the first paragraph of its definition."""
        term = lines[at]
        last = at + 1
        while last < len(lines) and not lines[last].blank and lines[last].indent > term.indent:
            last += 1
        self.blocks.add(
            self.run_of(lines[at + 1].start, lines[last - 1].end),
            BlockKind.KEY_VALUE,
            key=term.text.strip(),
            key_span=Span(term.start + term.indent, term.start + len(term.text.rstrip())),
            lead_in=self.lead_in,
        )
        return last - at

    def read_literal(self, lines: list[Line], at: int, indent: int) -> int:
        """What is indented below `::`: left out as code, unless it is lines of words and dates."""
        end = self.end_of_indented(lines, at, indent)
        body = [line for line in lines[at:end] if not line.blank]
        words = "\n".join(line.text for line in body)
        dated = sum(bool(re.search(r"\d{4}", line.text)) for line in body)
        if body and 2 * dated >= len(body) and not _CODE.search(words):
            self.read_stanza(body)
        return end - at

    def read_simple_table(self, lines: list[Line], at: int) -> int:
        """A table between lines of `====  ====`; three such lines set off its head."""
        borders = [at]
        n = at + 1
        while n < len(lines):
            if _SIMPLE.match(lines[n].text):
                borders.append(n)
                following = lines[n + 1] if n + 1 < len(lines) else None
                if len(borders) >= 3 or following is None or following.blank:
                    break
            elif lines[n].blank and n + 1 < len(lines) and lines[n + 1].blank:
                break
            n += 1
        if len(borders) < 2:
            return 1
        add_simple_table(
            self.blocks,
            lines[at : borders[-1] + 1],
            [b - at for b in borders],
            self.next_table(),
            self.run_of,
            self.lead_in,
        )
        return borders[-1] + 1 - at


def _number(text: str | None) -> int:
    return int(text) if text and text.strip().isdigit() else 0
