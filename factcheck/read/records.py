"""Read, part: the facts of data files. A tree of mappings, lists and scalars becomes tables of records and `key: value` pairs.

A list of records, or a mapping of records, is a table: a row for each, named by its naming field or key; a column for each field.
All other scalars are pairs whose key is the path of keys. Spans are of the source, so that quotes are exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.frozen import dataclass, replace
from factcheck.model.document import BlockKind, Span, TablePlace
from factcheck.patterns import pattern_of
from factcheck.read.building import Blocks, Run

MAX_SCALARS = 20_000
"""A file with more is data of a machine and not read."""
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value without parts: its text, and the stretch of the source inside its quotation marks."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their places and values, in order."""

    items: tuple[tuple[Scalar, Node], ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """Values in order."""

    items: tuple[Node, ...]


Node = Scalar | Mapping | Sequence

_NAMING = pattern_of(
    r"(?:name|title|id|label|version|stage|release|cycle|releasecycle|code|key|event|edition|station|product|slug|number|no|year)\Z",
    re.I,
)
_IDENTIFIER = pattern_of(
    r"(?i:(?:\A|[_\W])(?:id|code|key|slug|number|no))\Z|(?<=[a-z])(?:I[dD]|Code|Key|Slug|Number|No)\Z"
)
"""Keys of what tells records apart for machines, where another one has the name that people use."""
_TITLE = pattern_of(r"(?:title|name|project|product)\Z", re.I)


def words_of_key(key: str) -> str:
    """A key as words: `releaseDate`, `release_date` and `release-date` are `release date`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", key)
    if re.fullmatch(r"[\w.-]*\d[\w.-]*", spaced) and not re.search(r"[A-Za-z]{3}", spaced):
        return key
    spaced = re.sub(r"[_-]+", " ", spaced).strip()
    return spaced.lower() if not spaced.isupper() else spaced


def count_scalars(node: Node) -> int:
    """How many values without parts a tree holds."""
    if isinstance(node, Scalar):
        return 1
    children = node.items if isinstance(node, Sequence) else [value for _, value in node.items]
    return sum(count_scalars(child) for child in children)


class RecordWriter:
    """Adds the blocks of a tree: tables, pairs, and headings for the groups above them."""

    def __init__(self, blocks: Blocks, kind: BlockKind = BlockKind.KEY_VALUE, first_table: int = 0) -> None:
        self.blocks, self.kind, self.tables = blocks, kind, first_table

    def write(self, root: Node) -> None:
        """Adds everything that a document holds; its own title or name becomes the title."""
        if isinstance(root, Mapping) and self.kind is BlockKind.KEY_VALUE:
            for key, value in root.items:
                if isinstance(value, Scalar) and _TITLE.match(key.text):
                    self.blocks.add(_run(value), BlockKind.TITLE)
                    break
        self.node(root, (), None, 0)

    def node(self, node: Node, path: tuple[str, ...], key: Scalar | None, depth: int) -> None:
        """Adds a node that stands under a path of keys."""
        if isinstance(node, Scalar):
            if node.text.strip():
                self.blocks.add(
                    _run(node), self.kind, key=".".join(path), key_span=key.span if key is not None else None
                )
            return
        records = list(_records(node))
        if records:
            if key is not None:
                self.heading(key, depth)
            self.table(records)
            for name, record in records:
                self.rest(record, (*path, name.text) if name is not None else path, depth + 1)
            if key is not None:
                self.leave(depth)
            return
        if isinstance(node, Sequence):
            for item in node.items:
                self.node(item, path, key, depth)
            return
        for name, value in node.items:
            nested = isinstance(value, Mapping) and key is None and depth < 5 and self.kind is BlockKind.KEY_VALUE
            if nested and not list(_records(value)):
                self.heading(name, depth)
                self.node(value, (), None, depth + 1)
                self.leave(depth)
            else:
                self.node(value, (*path, name.text), name, depth + 1)

    def rest(self, record: Mapping, path: tuple[str, ...], depth: int) -> None:
        """What of a record is no cell: its parts that have parts."""
        for name, value in record.items:
            if not isinstance(value, Scalar):
                self.node(value, (*path, name.text), name, depth + 1)

    def heading(self, key: Scalar, depth: int) -> None:
        """A key that groups what is below it; front matter has no headings."""
        if self.kind is BlockKind.KEY_VALUE:
            self.blocks.add(_run(key, words_of_key(key.text)), BlockKind.HEADING, level=min(depth, 5) + 2)

    def leave(self, depth: int) -> None:
        """Ends the group that `heading` began."""
        if self.kind is BlockKind.KEY_VALUE:
            self.blocks.leave(min(depth, 5) + 2)

    def table(self, records: list[tuple[Scalar | None, Mapping]]) -> None:
        """A table of records: heads from the keys where they first stand, then a row for each record."""
        columns: dict[str, Scalar] = {}
        for name, record in records:
            for key, value in record.items:
                if isinstance(value, Scalar) and value is not name:
                    columns.setdefault(key.text, key)
        table, self.tables = self.tables, self.tables + 1
        heads = {
            key: self.cell(_run(scalar, words_of_key(key)), TablePlace(table=table, row=0, column=n + 1, head=True))
            for n, (key, scalar) in enumerate(columns.items())
        }
        numbers = {key: n + 1 for n, key in enumerate(columns)}
        for row, (name, record) in enumerate(records, start=1):
            row_heads: tuple[int, ...] = ()
            if name is not None and name.text.strip():
                at = self.cell(_run(name), TablePlace(table=table, row=row, column=0))
                row_heads = (at,) if at is not None else ()
            for key, value in record.items:
                if not isinstance(value, Scalar) or value is name or not value.text.strip():
                    continue
                head = heads[key.text]
                self.cell(
                    _run(value),
                    TablePlace(
                        table=table,
                        row=row,
                        column=numbers[key.text],
                        row_heads=row_heads,
                        column_heads=(head,) if head is not None else (),
                    ),
                )

    def cell(self, run: Run, place: TablePlace) -> int | None:
        """A cell in its place; gives the index of its block."""
        index = self.blocks.add(run, BlockKind.TABLE_CELL)
        if index is not None:
            self.blocks.made[index] = replace(self.blocks.made[index], table=place)
        return index


def _run(scalar: Scalar, shown: str | None = None) -> Run:
    run = Run()
    run.add(scalar.text if shown is None else shown, scalar.span.start, scalar.span.end)
    return run


def _records(node: Node) -> Iterator[tuple[Scalar | None, Mapping]]:
    """The records of a list or mapping, each with its name; none if it holds anything else or just one without fields."""
    if isinstance(node, Sequence):
        found = [item for item in node.items if isinstance(item, Mapping)]
        if len(found) < len(node.items) or len(found) < 2 or not _is_uniform(found):
            return
        naming = _naming_field(found)
        for record in found:
            yield next((v for k, v in record.items if k.text == naming and isinstance(v, Scalar)), None), record
    elif isinstance(node, Mapping):
        values = [value for _, value in node.items]
        mappings = [value for value in values if isinstance(value, Mapping)]
        if len(mappings) < max(2, len(values)) or not _is_uniform(mappings):
            return
        for key, value in node.items:
            if isinstance(value, Mapping):
                yield key, value


def _is_uniform(records: list[Mapping]) -> bool:
    """Whether most records share a field that is a scalar, so that a column makes sense."""
    count: dict[str, int] = {}
    for record in records:
        for key, value in record.items:
            if isinstance(value, Scalar):
                count[key.text] = count.get(key.text, 0) + 1
    return bool(count) and max(count.values()) * 2 >= len(records)


def _naming_field(records: list[Mapping]) -> str:
    """The field that tells the records of a list apart: one that names by its key, else the first with values all different.

    A name or title goes before a code or number, by which no text calls the thing.
    """
    fields: dict[str, list[str]] = {}
    for record in records:
        for key, value in record.items:
            if isinstance(value, Scalar):
                fields.setdefault(key.text, []).append(value.text)
    unique = [k for k, values in fields.items() if len(values) == len(records) and len(set(values)) == len(values)]
    named = sorted((k for k in unique if _NAMING.search(k)), key=lambda k: _IDENTIFIER.search(k) is not None)
    plain = [k for k in unique if not re.fullmatch(r"\d{4}-\d\d-\d\d.*", fields[k][0])]
    return next(iter((*named, *plain)), "")
