"""Read, part: the tables of reStructuredText: grid, simple, `list-table` and `csv-table`."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from factcheck.model.document import Span
from factcheck.patterns import pattern_of
from factcheck.read.building import Blocks, Run, TableCell, add_table
from factcheck.read.text import Line

RunOf = Callable[[int, int], Run]

_FIELD = pattern_of(r'\s*(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<plain>[^,]*))\s*(?:,|\Z)')
_STAR = pattern_of(r"[ \t]*\*[ \t]+-(?:[ \t]+|\Z)")
_DASH = pattern_of(r"[ \t]*-(?:[ \t]+|\Z)")


def _joined(parts: list[Span], run_of: RunOf) -> Run:
    """The run of a cell's lines, one after the other."""
    run = Run()
    last = 0
    for part in parts:
        piece = run_of(part.start, part.end)
        if not piece.parts:
            continue
        if run.parts:
            run.space(last, piece.pieces[0].source_start)
        text = "".join(piece.parts)
        for made in piece.pieces:
            run.add(text[made.text_start : made.text_end], made.source_start, made.source_end)
        last = piece.pieces[-1].source_end
    return run


def add_grid_table(blocks: Blocks, lines: list[Line], table: int, run_of: RunOf, lead_in: int | None) -> None:
    """A table drawn with `+---+` and `|`; `+===+` ends its head. A cell may span columns."""
    edges = [m.start() for m in re.finditer(r"\+", lines[0].text)]
    rows: list[list[Line]] = [[]]
    head_rows = 0
    for line in lines[1:]:
        if line.text.strip().startswith("+"):
            if "=" in line.text:
                head_rows = len(rows)
            rows.append([])
        else:
            rows[-1].append(line)
    cells: list[TableCell] = []
    for number, row in enumerate(r for r in rows if r):
        bars = [
            n for n, edge in enumerate(edges) if all(edge < len(line.text) and line.text[edge] in "|+" for line in row)
        ]
        for first, last in pairwise(bars):
            spans = [Span(line.start + edges[first] + 1, line.start + min(edges[last], len(line.text))) for line in row]
            cells.append(TableCell(_joined(spans, run_of), number, first, number < head_rows, 1, last - first))
    add_table(blocks, cells, table, lead_in=lead_in)


def add_simple_table(
    blocks: Blocks, lines: list[Line], borders: list[int], table: int, run_of: RunOf, lead_in: int | None
) -> None:
    """A table whose columns are those of its `====` lines; a line with an empty first column goes on with the row above."""
    columns = [m.span() for m in re.finditer(r"=+", lines[0].text)]
    head_end = borders[1] if len(borders) > 2 else 0
    rows: list[tuple[bool, list[list[Span]]]] = []
    for n, line in enumerate(lines):
        if n in borders or line.blank or set(line.text.strip()) <= {"-", " "}:
            continue
        parts: list[list[Span]] = []
        for k, (start, _) in enumerate(columns):
            stop = len(line.text) if k == len(columns) - 1 else min(columns[k + 1][0], len(line.text))
            parts.append(
                [Span(line.start + start, line.start + stop)] if start < stop and line.text[start:stop].strip() else []
            )
        if rows and not parts[0] and any(parts) and rows[-1][0] == (n < head_end):
            for k, part in enumerate(parts):
                rows[-1][1][k].extend(part)
        else:
            rows.append((n < head_end, parts))
    cells = [
        TableCell(_joined(parts, run_of), number, column, head)
        for number, (head, row) in enumerate(rows)
        for column, parts in enumerate(row)
    ]
    add_table(blocks, cells, table, lead_in=lead_in)


def add_list_table(
    blocks: Blocks, lines: list[Line], table: int, run_of: RunOf, caption: int | None, head_rows: int
) -> None:
    """A table written as a list of lists."""
    rows: list[list[list[Span]]] = []
    for line in lines:
        if line.blank:
            continue
        if match := _STAR.match(line.text):
            rows.append([[Span(line.start + match.end(), line.end)]])
        elif rows and (match := _DASH.match(line.text)):
            rows[-1].append([Span(line.start + match.end(), line.end)])
        elif rows:
            rows[-1][-1].append(Span(line.start, line.end))
    cells = [
        TableCell(_joined([p for p in parts if p.start < p.end], run_of), number, column, number < head_rows)
        for number, row in enumerate(rows)
        for column, parts in enumerate(row)
    ]
    add_table(blocks, cells, table, caption=caption)


def add_csv_table(
    blocks: Blocks, lines: list[Line], table: int, run_of: RunOf, caption: int | None, head_rows: int
) -> None:
    """A table of lines with commas; a field in quotation marks may hold commas."""
    cells: list[TableCell] = []
    for number, line in enumerate(line for line in lines if not line.blank):
        at, column = 0, 0
        while at < len(line.text):
            match = _FIELD.match(line.text, at)
            if match is None or match.end() == at:
                break
            group = "quoted" if match["quoted"] is not None else "plain"
            start, end = match.span(group)
            if line.text[start:end].strip():
                cells.append(
                    TableCell(run_of(line.start + start, line.start + end), number, column, number < head_rows)
                )
            at, column = match.end(), column + 1
    add_table(blocks, cells, table, caption=caption)
