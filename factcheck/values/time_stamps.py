"""Time stamps: a day with its hour and minute in figures, as programs write down when a row was made. Below every stage."""

from __future__ import annotations

import re

from factcheck.patterns import pattern_of

_STAMP = pattern_of(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d)),?[T ]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[ap]\.?m\.?)?(?:Z|\s?[+-]\d\d:?\d\d)?",
    re.I,
)


def is_time_stamp(words: str) -> bool:
    """Whether words are a day with its hour and minute in figures and nothing else."""
    return _STAMP.fullmatch(words.strip()) is not None
