"""Read, part: the fields of comma-separated text with the place of each, and the sign that separates them.

The reader of the standard library tells no offsets, so that fields are found here, by the same rules (RFC 4180): a field in
quotation marks may hold delimiters, line breaks and doubled quotation marks. The time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from factcheck.frozen import dataclass
from factcheck.patterns import pattern_of

_DELIMITERS = ("\t", "|", ";", ",")
"""Where two divide the rows equally well, the one that prose and figures hold less often."""
_LOOKED_AT = 30
"""The rows by which the delimiter is told."""
_TOLD = pattern_of(r"sep=(?P<delimiter>[,;|\t])(?:\r\n?|\n)", re.I)
LINE_BREAK = pattern_of(r"\r\n?|\n")
REST_OF_LINE = pattern_of(r"[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its row and column from 0, and the stretch of the source that it fills, quotation marks left out."""

    row: int
    column: int
    start: int
    end: int
    quoted: bool = False
    broken: bool = False
    """It begins with a quotation mark that is not closed, so that nobody can tell where it ends."""


def delimiter_of(text: str) -> tuple[str, int]:
    """The delimiter, and where the first row begins: behind a line `sep=;`, which tells spreadsheets the delimiter.

    Else it is the sign that divides most of the first rows into equally many fields, more than one; a comma where none does.
    """
    told = _TOLD.match(text)
    if told is not None:
        return told["delimiter"], told.end()
    shares: dict[str, float] = {}
    for delimiter in _DELIMITERS:
        lengths: dict[int, int] = {}
        for field in fields_of(text, delimiter):
            if field.row >= _LOOKED_AT:
                break
            lengths[field.row] = field.column + 1
        counts = Counter(length for length in lengths.values() if length > 1)
        shares[delimiter] = max(counts.values(), default=0) / max(1, len(lengths))
    best = max(_DELIMITERS, key=lambda delimiter: shares[delimiter])
    return best if shares[best] else ",", 0


def fields_of(text: str, delimiter: str, at: int = 0) -> Iterator[Field]:
    """The fields of a text from a place on. Of a line with a broken field the rest is left out: its columns are not known."""
    quoted, plain = _patterns(delimiter)
    row = column = 0
    while at < len(text):
        if (match := quoted.match(text, at)) is not None:
            yield Field(row, column, match.start("text"), match.end("text"), quoted=True)
        else:
            match = plain.match(text, at)
            assert match is not None  # it may be empty
            broken = match[0].lstrip(" ").startswith('"') and match[0].count('"') % 2 == 1
            if broken:
                match = REST_OF_LINE.match(text, at)
                assert match is not None
            yield Field(row, column, match.start(), match.end(), broken=broken)
        at = match.end()
        if text[at : at + 1] == delimiter:
            at, column = at + 1, column + 1
        elif (ended := LINE_BREAK.match(text, at)) is not None:
            at, row, column = ended.end(), row + 1, 0


@cache
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a field is with quotation marks, and without."""
    sign = re.escape(delimiter)
    return (
        re.compile(rf' *"(?P<text>[^"]*+(?:""[^"]*+)*+)" *(?=[{sign}\r\n]|\Z)'),
        re.compile(rf"[^{sign}\r\n]*+"),
    )
