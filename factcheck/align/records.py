"""Align, part: the records of all documents as columns: cells of tables and data files, pairs, list lines `3.2.1: 2 April 2024`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from factcheck.frozen import replace
from factcheck.model.document import RECORD_FORMATS, Block, BlockKind, Document
from factcheck.model.mention import QuantityMention
from factcheck.model.record import CellValue, Column, RecordField
from factcheck.model.time import Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.dates import DateValue
from factcheck.values.field_names import is_handling_field
from factcheck.values.record_keys import RecordKey, record_key, record_words
from factcheck.values.words import fold

LONGEST_LINE = 120
"""A list line or heading with more signs tells a story and is no record."""
MOST_WORDS = 8
LONGEST_CELL = 80
LONGEST_ROW = 60
_VERSION = pattern_of(r"v?\d+(?:\.\d+){1,4}(?:[-.]?\w+)?")
MOST_AMBIGUOUS = 0.15
"""Of the rows of a column so many may have two values; more, and its rows are named by something else."""
MOST_ALTERNATIVES = 3
"""So many columns of a table may name its rows, beside the one that heads them."""
_YEAR = pattern_of(r"(?<![\d.])(?:1[5-9]|20)\d\d(?![\d.])")
_WORD = pattern_of(r"\w+")

_DOTTED = pattern_of(r"v?\d{1,4}\.\d{1,3}(?:\.\d{1,3})?")
"""A number of parts (`3.12.14`, `1911.4.1`), which could also be read as a day."""

Reading = tuple[CellValue, int, int, Timex | None]
"""What a cell says, where in its text, and the time that it is."""
Times = Mapping[str, Mapping[int, tuple[Timex, ...]]]
Amounts = Mapping[str, Mapping[int, tuple[QuantityMention, ...]]]


@dataclass(slots=True)
class _Growing:
    """A column while it is collected."""

    name: str
    kind: str
    keyed_by: str
    tables: set[tuple[str, int]] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    cells: list[tuple[RecordKey, RecordField]] = field(default_factory=list)


def collect_columns(documents: Sequence[Document], times: Times, amounts: Amounts) -> tuple[Column, ...]:
    """The columns of all records with at least two rows that have a name and a value of one type."""
    growing: dict[tuple[str, ...], _Growing] = {}
    for document in documents:
        reader = _Reader(document, times.get(document.path, {}), amounts.get(document.path, {}))
        for pool, name, kind, by, table, years, key, cell in reader.read():
            own = growing.setdefault(pool, _Growing(name, kind, by))
            own.cells.append((key, cell))
            own.years |= years
            if table is not None:
                own.tables.add(table)
    return tuple(column for pool in sorted(growing) for column in _finished(pool, growing[pool]))


def _finished(pool: tuple[str, ...], own: _Growing) -> Iterator[Column]:
    """The column by its commonest type; words that name most of its rows name none of them."""
    types: dict[str, int] = defaultdict(int)
    for _, cell in own.cells:
        types[type_of(cell.value)] += 1
    kind = max(sorted(types), key=lambda t: types[t])
    kept = [(key, cell) for key, cell in own.cells if type_of(cell.value) == kind]
    if len(kept) < 2 or not _names_one_row_each(kept):
        return
    shared: dict[str, int] = defaultdict(int)
    for key, _ in kept:
        for word in key.words if key.version else ():
            shared[word] += 1
    usual = {word for word, count in shared.items() if 2 * count > len(kept)} - {"planned"}
    fields: dict[RecordKey, list[RecordField]] = defaultdict(list)
    for key, cell in kept:
        plain = replace(key, words=key.words - usual) if usual & key.words and key.version else key
        fields[plain].append(cell)
    if own.kind == "table":
        fields = _without_words(fields)
    yield Column(
        pool=pool,
        name=own.name,
        keyed_by=own.keyed_by,
        type=kind,
        tables=frozenset(own.tables),
        years=frozenset(own.years),
        fields={key: tuple(cells) for key, cells in fields.items()},
    )


def _names_one_row_each(cells: Sequence[tuple[RecordKey, RecordField]]) -> bool:
    """Whether the keys tell the rows apart: for few of them a column says two things."""
    said: dict[tuple[RecordKey, str], set[str]] = defaultdict(set)
    for key, cell in cells:
        said[key, cell.document].add(cell.shown)
    return sum(len(shown) > 1 for shown in said.values()) <= MOST_AMBIGUOUS * len(said)


def _without_words(fields: Mapping[RecordKey, list[RecordField]]) -> dict[RecordKey, list[RecordField]]:
    """The rows by their numbers alone, where these tell them apart: `12 "bookworm"` is 12, but `1.9 p330` is not 1.9."""
    telling = {
        key: replace(key, words=frozenset(w for w in key.words if w == "planned" or _DIGIT.search(w))) for key in fields
    }
    count = Counter(telling.values())
    return {telling[key] if key.version and count[telling[key]] == 1 else key: cells for key, cells in fields.items()}


_DIGIT = pattern_of(r"\d")


def type_of(value: CellValue) -> str:
    """date, quantity or text."""
    return "date" if isinstance(value, DateValue) else "text" if isinstance(value, str) else "quantity"


_Item = tuple[
    tuple[str, ...], str, str, str, tuple[str, int] | None, frozenset[str], RecordKey, RecordField
]  # pool, name, kind, keyed by, table, years, key, field


class _Reader:
    """Reads the records of one document."""

    def __init__(
        self,
        document: Document,
        times: Mapping[int, tuple[Timex, ...]],
        amounts: Mapping[int, tuple[QuantityMention, ...]],
    ) -> None:
        self.document, self.times, self.amounts = document, times, amounts
        path = document.path
        self.folder, _, name = path.rpartition("/")
        self.stem = re.sub(r"\.[A-Za-z]\w*\Z", "", name)
        title = document.title.text if document.title is not None else ""
        self.title = title
        self.about = frozenset(w for w in map(fold, _WORD.findall(f"{path} {title}")) if not w.isdigit())
        numbers = {
            key.version
            for key in (record_key(title, self.about), record_key(self.stem, self.about))
            if key is not None and key.version
        }
        self.version = next(iter(numbers)) if len(numbers) == 1 else self._version_of_title()

    def _version_of_title(self) -> tuple[int, ...]:
        """What completes a line that names a stage alone (`beta 2: 3 May`): the one version of the title."""
        key = record_key(self.title, self.about)
        return key.version if key is not None else ()

    def read(self) -> Iterator[_Item]:
        tables: dict[int, list[Block]] = defaultdict(list)
        pairs: list[Block] = []
        for block in self.document.blocks:
            if block.boilerplate or block.struck:
                continue
            if block.table is not None:
                tables[block.table.table].append(block)
            elif block.kind in (BlockKind.FRONT_MATTER, BlockKind.KEY_VALUE):
                pairs.append(block)
            elif block.kind in (BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.PARAGRAPH):
                yield from self._line(block)
        for number, cells in tables.items():
            yield from self._table(number, cells)
        yield from self._pairs(pairs)

    # --- tables

    def _table(self, number: int, cells: Sequence[Block]) -> Iterator[_Item]:
        blocks = self.document.blocks
        rows: dict[int, dict[int, Block]] = defaultdict(dict)
        for block in cells:
            assert block.table is not None
            if not block.table.head:
                rows[block.table.row].setdefault(block.table.column, block)
        if not rows:
            return
        names = self._names_of_columns(cells)
        years = frozenset(_YEAR.findall(" ".join(blocks[k].text for k in cells[0].headings)))
        values = {
            (r, c): read
            for r, row in rows.items()
            for c, block in row.items()
            if (read := self.value(block)) is not None
        }
        for by, keys in self._keys(rows, values):
            for (r, c), (value, start, end, timex) in values.items():
                key = keys.get(r)
                if key is None or c == by:
                    continue
                block = rows[r][c]
                name = names.get(c, f"column {c + 1}" if not names else "")
                if not name or (self.document.format in RECORD_FORMATS and is_handling_field(name)):
                    continue
                pool = (self.document.path, "table", fold(name), names.get(by, "") if by else "", *sorted(years))
                yield (
                    pool,
                    name,
                    "table",
                    names.get(by, "") if by else "",
                    (self.document.path, number),
                    years | frozenset(_YEAR.findall(name)),
                    key[0],
                    self._field(block, key[1], value, start, end, timex),
                )

    def _names_of_columns(self, cells: Sequence[Block]) -> dict[int, str]:
        names: dict[int, list[str]] = {}
        for block in cells:
            assert block.table is not None
            if block.table.head:
                names.setdefault(block.table.column, []).append(block.text.strip())
            elif block.table.column not in names and block.table.column_heads:
                names[block.table.column] = [self.document.blocks[k].text.strip() for k in block.table.column_heads]
        return {c: " ".join(parts) for c, parts in names.items()}

    def _keys(
        self, rows: Mapping[int, Mapping[int, Block]], values: Mapping[tuple[int, int], Reading]
    ) -> Iterator[tuple[int, dict[int, tuple[RecordKey, str]]]]:
        """The columns that may name the rows, the heading one first, each with the key and the name of each row."""
        yield 0, {r: key for r, row in rows.items() if 0 in row and (key := self._key(row[0]))}
        tried = 0
        for column in sorted({c for row in rows.values() for c in row} - {0}):
            cells = {r: row[column] for r, row in rows.items() if column in row}
            texts = [block.text for block in cells.values()]
            typed = {type_of(values[r, column][0]) for r in cells if (r, column) in values}
            if (
                len(cells) < 3
                or tried >= MOST_ALTERNATIVES
                or "date" in typed
                or len(set(texts)) < 0.9 * len(texts)
                or any("://" in text for text in texts)
            ):
                continue
            keys = {r: key for r, block in cells.items() if (key := self._key(block))}
            if len(keys) >= 0.7 * len(cells):
                tried += 1
                yield column, keys

    def _key(self, block: Block) -> tuple[RecordKey, str] | None:
        text = block.text.strip()
        if not text or len(text) > LONGEST_ROW or fold(text) in record_words()["empty"]:
            return None
        dated = [t for t in self.times_of(block) if t.type is TimexType.DATE and t.value is not None]
        if len(dated) == 1 and len(dated[0].text) > 0.7 * len(text) and dated[0].value is not None:
            if dated[0].parts is None or not dated[0].parts.day:
                named = record_key(text, self.about)
                return (named, text) if named is not None else None  # `(1889–1967)`: nothing is left that names a row
            return RecordKey(words=frozenset({dated[0].value.edtf})), text
        key = self._completed(record_key(text, self.about))
        return (key, text) if key is not None else None

    def _completed(self, key: RecordKey | None) -> RecordKey | None:
        """With the version of the document, where a row names a stage alone."""
        if key is None or key.version or key.words - {"planned"}:
            return key
        return RecordKey(self.version, key.stage, key.words) if self.version else None

    # --- pairs

    def _pairs(self, pairs: Sequence[Block]) -> Iterator[_Item]:
        """Pairs of one document: it is a record of its folder, by its name and its title; or records of its headings."""
        count: dict[str, int] = defaultdict(int)
        for block in pairs:
            count[block.key] += 1
        names: dict[str, tuple[RecordKey, str]] = {}
        title = self.title or next((b.text.strip() for b in pairs if b.key.lower() in ("title", "name")), "")
        for how, text in (("file", self.stem), ("title", title)):
            key = record_key(text, frozenset(map(fold, _WORD.findall(self.folder))))
            if text and len(text) <= LONGEST_ROW and key is not None:
                names[how] = (key, text)
        for block in pairs:
            read = self.value(block)
            is_field = block.kind is BlockKind.FRONT_MATTER or self.document.format in RECORD_FORMATS
            if read is None or (is_field and is_handling_field(block.key)):
                continue
            value, start, end, timex = read
            if count[block.key] == 1:
                for how, (key, text) in names.items():
                    pool = (self.folder, "pair", block.kind.value, block.key, how)
                    yield (
                        pool, block.key, "pair", how, (self.folder, -1), frozenset(_YEAR.findall(block.key)),
                        key, self._field(block, text, value, start, end, timex),
                    )  # fmt: skip
            if block.headings:
                head = self.document.blocks[block.headings[-1]]
                own = self._key(head)
                if own is not None:
                    pool = (self.document.path, "section", str(len(block.headings)), block.key, "")
                    yield (
                        pool, block.key, "pair", "", (self.document.path, -2), frozenset(),
                        own[0], self._field(block, own[1], value, start, end, timex),
                    )  # fmt: skip

    # --- lines

    def _line(self, block: Block) -> Iterator[_Item]:
        """A list line or a heading that is a name and a day: `3.2.1: Tuesday, 2 April 2024`, `Release 4.2 (2024-04-02)`."""
        found = [t for t in self.times_of(block) if t.type is TimexType.DATE and t.parts is not None]
        if not found:
            return
        timex = found[0]
        is_line = block.kind is not BlockKind.PARAGRAPH and len(block.text) <= LONGEST_LINE
        name = self._name_beside(block.text, timex, found) if is_line else _name_before(block.text, timex)
        if not name or len(name) > LONGEST_ROW or len(name.split()) > MOST_WORDS or not _is_plain_day(timex):
            return
        key = self._completed(record_key(name, self.about))
        if key is None or not key.version:
            return
        assert timex.value is not None
        is_heading = block.kind is BlockKind.HEADING
        cell = self._field(block, name, timex.value, timex.start, timex.end, timex)
        head = fold(self.document.blocks[block.headings[-1]].text) if block.headings and not is_heading else ""
        bare = " ".join(w for w in _WORD.findall(head) if not w.isdigit())
        kind = "heading" if is_heading else "line"
        for pool in ((self.folder, "line", "", ""), (self.folder, "line", kind, bare)):
            yield pool, "", "line", "", None, frozenset(), key, cell

    @staticmethod
    def _name_beside(text: str, timex: Timex, found: Sequence[Timex]) -> str:
        """What a short line says beside its only day."""
        known = [t for t in found if t.value is not None and t.parts and (t.parts.day or t.parts.month)]
        if known != [timex]:
            return ""
        label = re.sub(r"\s+", " ", f"{text[: timex.start]} {text[timex.end :]}").strip(" :–—-,;.|\t")
        return re.split(r"\s[–—-]\s|: |; ", label)[0] if timex.start > 0 else label

    # --- values

    def times_of(self, block: Block) -> list[Timex]:
        """The times of a block but for those that are rather the number of a version."""
        return [t for t in self.times.get(block.index, ()) if not _DOTTED.fullmatch(t.text)]

    def value(self, block: Block) -> Reading | None:
        """What a cell says, and where in its text: its one date, its one number, or all its words."""
        text = block.text
        bare = text.strip()
        if not bare or len(text) > LONGEST_CELL or fold(bare) in record_words()["empty"]:
            return None
        dated = [t for t in self.times_of(block) if t.type in (TimexType.DATE, TimexType.TIME)]
        known = [t for t in dated if t.value is not None and t.parts is not None]
        if len(known) == 1 == len(dated) and len(known[0].text) >= 0.5 * len(bare):
            timex = known[0]
            assert timex.value is not None
            if timex.impossible or timex.until is not None or timex.shift is not None:
                return None
            return timex.value, timex.start, timex.end, timex
        if dated:
            return None
        start = text.index(bare)
        amounts = self.amounts.get(block.index, ())
        if len(amounts) == 1 and len(amounts[0].text) >= 0.6 * len(bare):
            mention = amounts[0]
            return mention.quantity, mention.start, mention.end, None
        if len(amounts) > 1:
            return None
        if "://" in bare or bare.startswith("/") or _VERSION.fullmatch(bare):
            return None  # an address is compared with nothing, and the last version of a line is not told by the line
        words = " ".join(_WORD.findall(fold(bare)))
        return (words, start, start + len(bare), None) if words else None

    def _field(
        self, block: Block, row: str, value: CellValue, start: int, end: int, timex: Timex | None
    ) -> RecordField:
        return RecordField(
            document=self.document.path,
            block=block.index,
            span=block.source_span(start, end),
            row=" ".join(row.split()),
            shown=" ".join(block.text[start:end].split()),
            value=value,
            has_clock=timex is not None and timex.parts is not None and timex.parts.hour is not None,
            is_yearless=timex is not None and timex.parts is not None and timex.parts.year is None,
        )


_LEADING = pattern_of(r"[^().:;]*(?:\.\w[^().:;]*)*\((?:\w+ (?:on )?)?\Z")


def _name_before(text: str, timex: Timex) -> str:
    """What stands at the head of a paragraph before a day in brackets: `Release 4.2 (of 2 April 2024) adds ...`."""
    lead = text[: timex.start]
    if len(lead) > LONGEST_ROW or text[timex.end : timex.end + 1] != ")" or not _LEADING.match(lead):
        return ""
    return lead.partition("(")[0].strip()


def _is_plain_day(timex: Timex) -> bool:
    """Whether a time is one day or month, not the end of a range and not told relative to another."""
    parts = timex.parts
    if timex.value is None or parts is None or not (parts.day or parts.month):
        return False
    return not timex.impossible and timex.until is None and timex.shift is None
