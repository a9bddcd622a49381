"""Run, part: claims and findings as Parquet files, for data frames and queries; needs the extra `parquet`."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.errors import Problem, UsageError
from factcheck.model.finding import Finding, Report

_NUMBERS = frozenset(("start", "end", "line", "column", "end_line", "end_column"))


def claims_as_parquet(records: Sequence[Mapping[str, Any]], fields: Sequence[str]) -> bytes:
    """One file with a column a field, also where there are no claims; raises UsageError if pyarrow is missing."""
    pyarrow = _pyarrow()
    schema = pyarrow.schema([(field, _type(field, pyarrow)) for field in fields])
    columns = {field: [_plain(record[field]) for record in records] for field in fields}
    return _written(pyarrow.table(columns, schema=schema))


def findings_as_parquet(report: Report) -> bytes:
    """A row for each finding, folded ones behind the one that they are folded under; raises UsageError if pyarrow is missing."""
    pyarrow = _pyarrow()
    text, number = pyarrow.string(), pyarrow.int64()
    place = pyarrow.struct([(name, number if name in _NUMBERS else text) for name in _OF_PLACE])
    schema = pyarrow.schema(
        [*((name, text) for name in _OF_FINDING), ("confidence", pyarrow.float64()), ("places", pyarrow.list_(place))]
    )
    rows = []
    for finding in report.findings:
        rows.append(_row(finding, ""))
        rows += [_row(folded, finding.fingerprint) for folded in finding.folded]
    return _written(pyarrow.Table.from_pylist(rows, schema=schema))


_OF_FINDING = (
    "fingerprint", "rule", "kind", "severity", "status", "folded_under", "message", "reason", "entity", "predicate", "likely_wrong",
)  # fmt: skip
_OF_PLACE = ("side", "value", "path", "start", "end", "line", "column", "end_line", "end_column", "quote")


def _row(finding: Finding, under: str) -> dict[str, Any]:
    wrong = "" if finding.suspect is None else finding.letters[finding.suspect]
    values = (
        finding.fingerprint, finding.rule, finding.kind, finding.severity.value, finding.status.value, under, finding.message,
        finding.reason, finding.entity, finding.predicate, wrong,
    )  # fmt: skip
    places = []
    for letter, side in zip(finding.letters, finding.sides, strict=True):
        for p in side.places:
            at = (p.document, p.span.start, p.span.end, p.line, p.column, p.end_line, p.end_column, p.quote)
            places.append(dict(zip(_OF_PLACE, map(_plain, (letter, side.label, *at)), strict=True)))
    head = dict(zip(_OF_FINDING, map(_plain, values), strict=True))
    return {**head, "confidence": finding.confidence, "places": places}


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise UsageError(
            Problem(
                message="Parquet needs the library pyarrow, which is not installed",
                remedy="pip install 'factcheck[parquet]', or choose --format jsonl or csv",
            )
        ) from error
    return pyarrow


def _written(table: Any) -> bytes:
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


def _type(field: str, pyarrow: Any) -> Any:
    if field in _NUMBERS:
        return pyarrow.int64()
    return pyarrow.list_(pyarrow.string()) if field == "scope" else pyarrow.string()


def _plain(value: Any) -> Any:
    # the name of a file that is no UTF-8 comes with lone surrogates
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
