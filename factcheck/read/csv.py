"""Read, part: CSV and TSV files. A file is one table: its first row heads the columns, the first cell of each row heads the row."""

from __future__ import annotations

from factcheck.errors import Problem
from factcheck.model.document import Document
from factcheck.patterns import pattern_of
from factcheck.read.building import Blocks, Run, TableCell, add_table, is_date_label, run_of
from factcheck.read.fields import LINE_BREAK, REST_OF_LINE, Field, delimiter_of, fields_of
from factcheck.read.records import words_of_key
from factcheck.read.yaml import too_large
from factcheck.values.time_stamps import is_time_stamp

MAX_VALUES = 20_000
"""A file with more is data of a machine and not read: every value becomes a claim, which is compared with all others."""
_KEY = pattern_of(r"[^\W_]+(?:_[^\W_]+)+|[a-z]{2,}(?:[A-Z][a-z]+)+")
"""A head that is written as a key: `first_lit`, `firstLit`."""
_VALUE = pattern_of(r"(?=\D*\d)[\W\d_]+")
"""A number with its signs, a date or a time in figures."""


def read(path: str, text: str, encoding: str) -> Document:
    """The document of a CSV or TSV file."""
    delimiter, begin = ("\t", 0) if path.lower().endswith(".tsv") else delimiter_of(text)
    blocks, problems = Blocks(), list[Problem]()
    rows: list[list[Field]] = []
    first_broken: Field | None = None
    broken = count = 0
    row = -1
    for field in fields_of(text, delimiter, begin):
        if field.broken:
            first_broken, broken = first_broken or field, broken + 1
        elif field.start < field.end and not text[field.start : field.end].isspace():
            if field.row != row:
                row = field.row
                rows.append([])
            rows[-1].append(field)
            count += 1
            if count > MAX_VALUES:
                break
    if first_broken is not None:
        problems.append(_unclosed(path, text, first_broken.start, broken - 1))
    if count > MAX_VALUES:
        problems = [too_large(path, MAX_VALUES)]
    elif rows:
        has_heads = not all(_is_value(text[field.start : field.end].strip()) for field in rows[0])
        cells = []
        for number, fields in enumerate(rows):
            is_head = has_heads and number == 0
            cells += [TableCell(_run(text, field, is_head=is_head), number, field.column, is_head) for field in fields]
        add_table(blocks, cells, 0)
    return Document(
        path=path, text=text, format="csv", encoding=encoding, blocks=tuple(blocks.made), problems=tuple(problems)
    )


def _run(text: str, field: Field, *, is_head: bool) -> Run:
    """The run of a field: of two quotation marks one, of a head that is a key its words."""
    value = text[field.start : field.end].strip()
    run = Run()
    if is_head and _KEY.fullmatch(value):
        start = text.index(value, field.start)
        run.add(words_of_key(value), start, start + len(value))
        return run
    if not field.quoted or '""' not in value:
        return run_of(text, field.start, field.end)
    at = field.start
    while (double := text.find('""', at, field.end)) >= 0:
        run.add(text[at:double], at, double)
        run.add('"', double, double + 2)
        at = double + 2
    run.add(text[at : field.end], at, field.end)
    return run


def _is_value(words: str) -> bool:
    """Whether a cell of the first row is a number, a time or a date, and hence no head."""
    return _VALUE.fullmatch(words) is not None or is_time_stamp(words) or is_date_label(words)


def _unclosed(path: str, text: str, start: int, more: int) -> Problem:
    """What is said of quotation marks that are not closed: the first with its place, of the others how many."""
    breaks = [match.end() for match in LINE_BREAK.finditer(text, 0, start)]
    begin = breaks[-1] if breaks else 0
    line = REST_OF_LINE.match(text, begin)
    return Problem(
        message="a quotation mark that opens a field is not closed" + (f" ({more:,} more like it)" if more else ""),
        path=path,
        line=len(breaks) + 1,
        column=start - begin + 1,
        quote=line[0][:200] if line else "",
        remedy="close it, or double it where it stands for itself; the rest of the line was left out, all others were read",
    )
