"""Read, part: plain text. Paragraphs (hard-wrapped or a line each), headings, lists, `key: value` lines, aligned columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.frozen import dataclass
from factcheck.model.document import RECORD, BlockKind, Document, Span
from factcheck.patterns import pattern_of
from factcheck.read.building import Blocks, Run, TableCell, add_table, is_date_label, run_of
from factcheck.read.pairs import is_record

_KEY_VALUE = pattern_of(
    r"(?P<indent>[ \t]*)(?P<key>[^\W_][^:\n.!?;]{0,44}?)(?:[ ]?:[ \t]+|[ ]?\.{3,}[ ]*|\t+)(?P<value>\S.*)\Z"
)
_DOTTED = pattern_of(r"(?P<indent>[ \t]*)(?P<key>[^\W\d_][^:\n]{0,60}?)[ ]\.{3,}[ ]*(?P<value>\S.*)\Z")
_BULLET = pattern_of(r"(?P<indent>[ \t]*)(?:[-*•–+]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+(?=\S)")
_UNDERLINE = pattern_of(r"[ \t]*(?:={3,}|-{3,}|~{3,}|\*{3,})[ \t]*\Z")
_SUM_RULE = pattern_of(r"[ \t]{4,}[-=_]{2,}[ \t]*\Z")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = (
    rf"(?:\w+day,?\s+)?(?:\d{{1,2}}\.?\s+(?:{_MONTHS})|(?:{_MONTHS})\s+\d{{1,2}}),?(?:\s+\d{{4}})?"
    rf"|(?:{_MONTHS})\s+\d{{4}}|\d{{4}}"
)
_FIGURES = r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d"
_HANGING = pattern_of(
    rf"(?P<date>(?:c\.\s?)?(?:{_DATE}|{_FIGURES})(?:[–-]\d{{2,4}})?):?(?:[ ]{{2,}}|\t+)(?=[^\W\d_]|\d{{1,2}}\s(?:{_MONTHS}))"
)
"""A year or day that hangs out before what happened then: `1745  18 September: peace is signed`."""
_HUNG = pattern_of(rf"[ \t]{{3,}}(?:{_DATE}|{_MONTHS})(?::|[ ]{{2,}})\s*(?=\S)")
"""A further entry under the year above."""
_DATE_LINE = pattern_of(rf"\W*(?:{_DATE})\W*\Z")


_ENDS, _CLOSING = (".", "!", "?", ":"), " \t\"”’')*_"
_WRAPPED = 60
"""How long a line is at least that goes on in the next one without being indented."""
_CHRONICLE = 3
"""How many lines of a stanza a date must lead for it to be a chronicle."""


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


def read(path: str, text: str, encoding: str) -> Document:
    """The document of a plain text."""
    blocks = Blocks()
    lines = lines_of(text)
    TextReader(text, lines, blocks).run()
    return Document(path=path, text=text, format="text", encoding=encoding, blocks=tuple(blocks.made))


def lines_of(text: str) -> list[Line]:
    """The lines of a text, the empty ones too, without their ends."""
    return [Line(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\r\n]*", text) if m[0] or _is_line(text, m.start())]


def _is_line(text: str, at: int) -> bool:
    """Whether an empty match stands for an empty line and not for the place between a carriage return and a newline."""
    return at == 0 or (text[at - 1] == "\n") or (text[at - 1] == "\r" and text[at : at + 1] != "\n")


def _pair(line: str) -> re.Match[str] | None:
    """The match of `key: value`; what a date leads is an entry of a chronicle and no pair."""
    return None if _is_dated(line) else _KEY_VALUE.match(line)


def _is_dated(line: str) -> bool:
    """Whether a line is an entry of a chronicle: a date, a colon or tab, and words (`1848: The canal opens`)."""
    match = _KEY_VALUE.match(line)
    return match is not None and is_date_label(match["key"]) and not match["value"][0].isdigit()


def _is_broken(line: Line, following: Line) -> bool:
    """Whether a line breaks off within a sentence that the next one goes on with in small letters."""
    words = following.text.lstrip()
    is_open = len(line.text) >= _WRAPPED and not line.text.rstrip(_CLOSING).endswith((*_ENDS, ";"))
    return is_open and words[:2].islower() and words[:2].isalpha() and following.indent == line.indent


def _goes_on(line: Line, following: Line) -> bool:
    """Whether a wrapped line of an item goes on in the next one, which begins where the item does."""
    is_open = not line.text.rstrip(_CLOSING).endswith(_ENDS) or following.text.lstrip()[:1].islower()
    return len(line.text) >= _WRAPPED and following.indent == line.indent and is_open and _pair(following.text) is None


class TextReader:
    """Reads the lines of one text, stanza by stanza (a stanza ends at a blank line)."""

    def __init__(self, text: str, lines: list[Line], blocks: Blocks) -> None:
        self.text, self.lines, self.blocks = text, lines, blocks
        full = [line for line in lines if not line.blank]
        long = [k for k, line in enumerate(lines) if len(line.text) > 110]
        broken = [k for k in long if k + 1 < len(lines) and lines[k + 1].text.lstrip()[:1].islower()]
        self.unwrapped = len(long) >= max(1, len(full) // 6) and 3 * len(broken) < len(long)
        """One paragraph per line, however many blank lines there are; lines that go on in small letters are wrapped ones."""
        self.tables = 0
        self.lead_in: int | None = None
        self.titled = False

    def run_of(self, start: int, end: int) -> Run:
        """The run of a stretch of the source."""
        return run_of(self.text, start, end)

    def run(self) -> None:
        stanza: list[Line] = []
        for line in [*self.lines, Line(len(self.text), len(self.text), "")]:
            if not line.blank:
                stanza.append(line)
            elif stanza:
                self.read_stanza(stanza)
                stanza = []

    def read_stanza(self, stanza: list[Line]) -> None:
        if self.unwrapped:
            n = 0
            while n < len(stanza):
                rows = self.count_rows(stanza, n)
                if rows >= 3 and all(len(_cells(row.text)) > 2 for row in stanza[n : n + rows]):
                    self.add_columns(stanza[n : n + rows])
                    n += rows
                    continue
                following = stanza[n + 1] if n + 1 < len(stanza) else None
                self.read_line(stanza[n], following)
                n += 1
            return
        at = 0
        while at < len(stanza):
            at += self.read_part(stanza, at)

    def read_part(self, stanza: list[Line], at: int) -> int:
        """Reads what begins at a line of a stanza and gives the number of lines used."""
        line = stanza[at]
        if at + 1 < len(stanza) and _UNDERLINE.match(stanza[at + 1].text) and len(line.text.strip()) < 100:
            self.add_heading(line, 1 if "=" in stanza[at + 1].text else 2)
            return 2
        if _UNDERLINE.match(line.text):
            return 1
        if (used := self.record_from(stanza, at)) > 0:
            return used
        if (
            at == 0
            and not self.titled
            and len(stanza) <= 3
            and not _pair(line.text)
            and not line.text.rstrip().endswith((".", ":"))
        ):
            self.titled = True
            self.blocks.add(self.run_of(line.start, line.end), BlockKind.TITLE)
            return 1
        self.titled = True
        if at == 0 and self.is_heading(line, stanza):
            self.add_heading(line, 2)
            return 1
        rows = self.count_rows(stanza, at)
        if rows >= 2:
            self.add_columns(stanza[at : at + rows])
            return rows
        if _HANGING.match(line.text) and sum(bool(_HANGING.match(other.text)) for other in stanza) >= _CHRONICLE:
            return self.add_entry(stanza, at)
        if _pair(line.text) and self.is_key_value(stanza, at):
            return self.add_key_value(stanza, at)
        if _BULLET.match(line.text) or _is_dated(line.text):
            return self.add_item(stanza, at)
        return self.add_paragraph(stanza, at)

    def record_from(self, stanza: list[Line], at: int) -> int:
        """Reads a record that begins at a line, and gives the number of lines used: the stanza, or an item with its pairs below it."""
        line = stanza[at]
        bullet = _BULLET.match(line.text)
        if at and bullet is None:
            return 0
        used = 1
        while at + used < len(stanza) and (bullet is None or stanza[at + used].indent > line.indent):
            used += 1
        rows = stanza[at : at + used]
        name = line.text[bullet.end() :] if bullet is not None else line.text
        if not is_record([name, *(row.text for row in rows[1:])]) or self.count_rows(rows, 1) > 1:
            return 0
        run = self.run_of(line.start + (bullet.end() if bullet is not None else 0), line.end)
        if not self.titled:
            self.titled = True
            self.blocks.add(run, BlockKind.TITLE)
            return 1
        self.blocks.add(run, BlockKind.HEADING, level=RECORD)
        for row in rows[1:]:
            match = _pair(row.text)
            if match is not None:
                self.add_pair(row, match, row.end)
            else:
                self.blocks.add(self.run_of(row.start, row.end), BlockKind.PARAGRAPH)
        self.blocks.leave(RECORD)
        return used

    def is_heading(self, line: Line, stanza: list[Line]) -> bool:
        words = line.text.strip()
        if _DATE_LINE.match(words):
            return True
        if len(words) > 80 or words.endswith((".", ",", ";")):
            return False
        letters = [c for c in words if c.isalpha()]
        if letters and all(c.isupper() for c in letters) and len(letters) > 2 and not re.search(r"\s{3,}", words):
            return True
        return (
            len(stanza) == 1
            and len(words) < 70
            and not words.endswith(":")
            and (words[0].isupper() or _is_dated(words))
            and not _pair(line.text)
            and not _BULLET.match(line.text)
        )

    def read_line(self, line: Line, following: Line | None) -> None:
        """A line of a text that has a paragraph on each line."""
        words = line.text.strip()
        if _UNDERLINE.match(words):
            return
        run = self.run_of(line.start, line.end)
        if not self.titled and not words.endswith("."):
            self.titled = True
            self.blocks.add(run, BlockKind.TITLE)
            return
        self.titled = True
        bullet = _BULLET.match(line.text)
        match = _pair(line.text)
        short = len(words) < 90 and not words.endswith((".", ",", ";", ":"))
        if bullet:
            self.blocks.add(
                self.run_of(line.start + bullet.end(), line.end),
                BlockKind.LIST_ITEM,
                level=1,
                lead_in=self.lead_in,
            )
        elif match and len(words) < 160 and not re.search(r"[.!?]\s", match["value"]):
            self.add_pair(line, match, line.end)
        elif _DATE_LINE.match(words) or (
            short
            and not match
            and (words[0].isupper() or _is_dated(words))
            and following is not None
            and len(following.text) > 110
        ):
            self.blocks.add(run, BlockKind.HEADING, level=2)
        else:
            self.lead_in = self.blocks.add(run, BlockKind.PARAGRAPH)

    def add_heading(self, line: Line, level: int) -> None:
        self.titled = True
        self.blocks.add(self.run_of(line.start, line.end), BlockKind.HEADING, level=level)
        self.lead_in = None

    def is_key_value(self, stanza: list[Line], at: int) -> bool:
        """Whether `words: words` is a pair and not a sentence with a colon."""
        match = _pair(stanza[at].text)
        if match is None:
            return False
        if len(match["key"].split()) > 7 or re.search(r"\b(?:is|are|was|were|has|have|said|says)\b", match["key"]):
            return False
        neighbours = [line for line in stanza if _pair(line.text)]
        return len(neighbours) >= 2 or (len(stanza) == 1 and len(match["key"].split()) <= 4)

    def add_key_value(self, stanza: list[Line], at: int) -> int:
        line = stanza[at]
        match = _pair(line.text)
        assert match is not None
        used, end = 1, line.end
        while at + used < len(stanza):
            following = stanza[at + used]
            if following.indent <= line.indent + 1 or (
                _pair(following.text) and following.indent < match.start("value") - 2
            ):
                break
            if following.indent < match.start("value") - 2:
                break
            end, used = following.end, used + 1
        self.add_pair(line, match, end)
        return used

    def add_pair(self, line: Line, match: re.Match[str], end: int) -> None:
        self.blocks.add(
            self.run_of(line.start + match.start("value"), end),
            BlockKind.KEY_VALUE,
            key=match["key"].strip(),
            key_span=Span(line.start + match.start("key"), line.start + match.end("key")),
            lead_in=self.lead_in,
        )

    def add_item(self, stanza: list[Line], at: int) -> int:
        bullet = _BULLET.match(stanza[at].text)
        indent, text_at = stanza[at].indent, bullet.end() if bullet else stanza[at].indent
        used = 1
        while (
            at + used < len(stanza)
            and not _BULLET.match(stanza[at + used].text)
            and not _is_dated(stanza[at + used].text)
            and (
                stanza[at + used].indent > indent
                or bullet is None
                or _goes_on(stanza[at + used - 1], stanza[at + used])
            )
        ):
            used += 1
        run = self.run_of(stanza[at].start + text_at, stanza[at + used - 1].end)
        self.blocks.add(run, BlockKind.LIST_ITEM, level=1 + indent // 2, lead_in=self.lead_in)
        return used

    def add_entry(self, stanza: list[Line], at: int) -> int:
        """An entry of a chronicle with its hanging date, and those further ones under its year."""
        start = at
        for k in range(at + 1, len(stanza) + 1):
            is_end = k == len(stanza) or _HANGING.match(stanza[k].text) or not stanza[k].text[0].isspace()
            if is_end or _HUNG.match(stanza[k].text):
                run = self.run_of(stanza[start].start + stanza[start].indent, stanza[k - 1].end)
                self.blocks.add(run, BlockKind.LIST_ITEM, level=1 + (start > at), lead_in=self.lead_in)
                start = k
            if is_end:
                return k - at
        return len(stanza) - at

    def add_paragraph(self, stanza: list[Line], at: int) -> int:
        used = 1
        while at + used < len(stanza):
            line = stanza[at + used]
            if _is_broken(stanza[at + used - 1], line) and self.count_rows(stanza, at + used) < 2:
                used += 1  # `The choice is with / the members: do write`
                continue
            if (
                _BULLET.match(line.text)
                or _is_dated(line.text)
                or (_HANGING.match(line.text) and sum(bool(_HANGING.match(o.text)) for o in stanza) >= _CHRONICLE)
                or self.count_rows(stanza, at + used) >= 2
                or (_pair(line.text) and self.is_key_value(stanza[at + used :], 0))
            ):
                break
            used += 1
        run = self.run_of(stanza[at].start, stanza[at + used - 1].end)
        self.lead_in = self.blocks.add(run, BlockKind.PARAGRAPH)
        return used

    def count_rows(self, stanza: list[Line], at: int) -> int:
        """How many lines from here on are rows of columns kept apart by two spaces, a tab or a bar."""
        count = 0
        while at + count < len(stanza):
            line = stanza[at + count].text
            if count and _SUM_RULE.match(line) and at + count + 1 < len(stanza):
                count += 1  # the rule above a total
                continue
            if ": " in line.split("  ")[0] or line.rstrip().endswith("."):
                break
            cells = _cells(line)
            if len(cells) < 2 or line[: cells[0][1]].endswith(":") or _DOTTED.match(line):
                break
            count += 1
        return count

    def add_columns(self, rows: list[Line]) -> None:
        rows = [row for row in rows if not _SUM_RULE.match(row.text)]
        found = [_cells(row.text) for row in rows]
        most = max(map(len, found))
        full = [parts for parts in found if len(parts) == most]
        columns = [(min(p[n][0] for p in full), max(p[n][1] for p in full)) for n in range(most)]
        head = not any(re.search(r"\d", row.text) for row in rows[:1]) and any(
            re.search(r"\d", row.text) for row in rows[1:]
        )
        cells: list[TableCell] = []
        for number, (row, parts) in enumerate(zip(rows, found, strict=True)):
            for n, (start, end) in enumerate(parts):
                column = n if len(parts) == most else _nearest(columns, start, end, n)
                run = Run()
                run.add(row.text[start:end], row.start + start, row.start + end)
                cells.append(TableCell(run, number, column, head and number == 0))
        add_table(self.blocks, cells, self.tables, lead_in=self.lead_in)
        self.tables += 1


def _nearest(columns: Sequence[tuple[int, int]], start: int, end: int, first: int) -> int:
    """The column, not before that one, that a cell of a shorter row is set flush with, on its left or on its right."""
    return min(range(first, len(columns)), key=lambda k: min(abs(start - columns[k][0]), abs(end - columns[k][1])))


def _cells(line: str) -> list[tuple[int, int]]:
    """The stretches of a line that two or more spaces, a tab or a bar keep apart."""
    if line.count("|") >= 1:
        found = []
        for match in re.finditer(r"[^|]+", line):
            words = match[0].strip()
            if words and not set(words) <= set("-:+= "):
                start = match.start() + match[0].index(words)
                found.append((start, start + len(words)))
        return found
    return [(m.start(), m.end()) for m in re.finditer(r"[^\s.](?:(?![ ]{2,}|\t|[ ]?\.{4,}).)*", line)]
