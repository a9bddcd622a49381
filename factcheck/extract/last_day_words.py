"""Extract, part of tasks and labels: the words that only say that a day is the last one, and not of what.

They are data in `claims/predicates/last_days.en.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from factcheck.data import load_yaml
from factcheck.patterns import pattern_of

_DATA: dict[str, Any] = load_yaml("claims/predicates/last_days.en.yaml")


def _any_of(*lists: Sequence[str]) -> str:
    return "|".join([re.escape(words) for listed in lists for words in listed])


_TEXT, _COMMA, _ENDS = _DATA["in text"], _DATA["behind a comma"], _DATA["ends of labels"]

LAST_DAY = pattern_of(
    rf"\b(?:(?:{_any_of(_DATA['which'], _TEXT['which'])})\s(?:(?:{_any_of(_TEXT['between'])})\s)?(?:{_any_of(_DATA['what'], _TEXT['what'])})"
    rf"|{_any_of(_DATA['alone'])})\b",
    re.I,
)
"""In a sentence or label: `the closing date`, `deadline`."""
SAYS_LAST = pattern_of(
    rf"(?:the\s)?(?:(?:{_any_of(_DATA['which'], _COMMA['which'])})\s(?:{_any_of(_DATA['what'], _COMMA['what'])})"
    rf"|{_any_of(_DATA['alone'], _COMMA['alone'])})",
    re.I,
)
"""The whole of a part of a label: `closing date` of `Resolutions for the meeting, closing date`."""
CLOSES = pattern_of(rf"\s+(?:{_any_of(_DATA['behind a task'])})\Z", re.I)
"""At the end of the last part of such a label: `close` of `Bookings close`."""
ENDS_LABEL = pattern_of(
    rf"\s*[-–:]?\s*\b(?:will\s)?(?:{_any_of(_ENDS['words'])})(?:\s(?:{_any_of(_ENDS['with'])}))?\s*:?\s*\Z", re.I
)
"""At the end of a label beside its day: `close on` of `Bookings close on`."""
