"""Run, part: claims as a Parquet file, for data frames and queries; needs the extra `parquet`."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.errors import Problem, UsageError

_NUMBERS = frozenset(("start", "end", "line", "column"))


def claims_as_parquet(records: Sequence[Mapping[str, Any]], fields: Sequence[str]) -> bytes:
    """One file with a column a field, also where there are no claims; raises UsageError if pyarrow is missing."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError(
            Problem(
                message="Parquet needs the library pyarrow, which is not installed",
                remedy="pip install 'factcheck[parquet]', or choose --format jsonl or csv",
            )
        ) from error
    schema = pyarrow.schema([(field, _type(field, pyarrow)) for field in fields])
    columns = {field: [_plain(record[field]) for record in records] for field in fields}
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(columns, schema=schema), out, compression="zstd")
    return out.getvalue()


def _type(field: str, pyarrow: Any) -> Any:
    if field in _NUMBERS:
        return pyarrow.int64()
    return pyarrow.list_(pyarrow.string()) if field == "scope" else pyarrow.string()


def _plain(value: Any) -> Any:
    # the name of a file that is no UTF-8 comes with lone surrogates
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
