"""Records as `align` gives them: columns of tables, data files and lists, and pairs of columns that speak of one property."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.frozen import dataclass
from factcheck.model.document import Span
from factcheck.values.dates import DateValue
from factcheck.values.quantities import Quantity
from factcheck.values.record_keys import RecordKey

CellValue = DateValue | Quantity | str
"""What a cell says: a date, a number, or its words in normal form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordField:
    """One cell, pair or list line: what one row says in one column."""

    document: str
    block: int
    span: Span
    """The value in the raw source."""
    row: str
    """What heads the row, as it stands."""
    shown: str
    """The value as it stands."""
    value: CellValue
    has_clock: bool = False
    """Whether a time of day stands beside the day, which another clock may put on the day before or after."""
    is_yearless: bool = False
    """Whether the year of its date was only inferred: then month and day speak alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one collection of records says of one property."""

    pool: tuple[str, ...]
    """What keeps it apart from other columns: document or folder, kind of source, name, and what its rows are keyed by."""
    name: str
    keyed_by: str
    """Which column of its table names the rows, where it is not the one that heads them; of a document its file or its title."""
    type: str
    """date, quantity or text."""
    tables: frozenset[tuple[str, int]]
    """The tables that it is a column of: two columns of one table never speak of one property."""
    years: frozenset[str]
    """Years in the headings above it and in its name: figures of two years are two properties."""
    fields: Mapping[RecordKey, tuple[RecordField, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A row in which two columns that else agree differ."""

    key: RecordKey
    a: RecordField
    b: RecordField


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMatch:
    """Two columns of two collections that agree row by row, so that the rows that differ are mistakes of one of them."""

    a: Column
    b: Column
    names: str
    """How their names stand to each other: same, related, none, contrast."""
    agreeing: int
    shared: int
    differences: tuple[Difference, ...]
