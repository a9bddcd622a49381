"""Judge, part of the check total-mismatch: `Of each pound, 63p buys seed`: parts of a whole of a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise

from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import Amount
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.words import joined, words
from factcheck.model.document import Block, Document

_MOST_OVER = 30
"""By how much the parts may pass a hundred to be still meant as parts of it."""
_WORDS_BETWEEN = 9


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"\b(?:of|from|out of|for|in) (?:every|each) (?P<whole>{joined('hundreds', 'whole')})\b", re.I)


@cache
def _part() -> re.Pattern[str]:
    names = joined("hundreds", "part")
    return re.compile(
        rf"(?<![\w.,/£$€¥-])(?P<number>\d{{1,2}}(?:\.\d)?)(?:\s?(?P<unit>{names}))?(?![\w/%:]|[.,]\d)", re.I
    )


def hundred_conflicts(document: Document, block: Block, start: int, end: int) -> Iterator[Conflict]:
    """The conflict of a sentence that tells the parts of every hundred, if they come to more."""
    text = block.text
    whole = _whole().search(text, start, end)
    if whole is None:
        return
    parts = list(_part().finditer(text, whole.end(), end))
    named = [part["unit"].lower() for part in parts if part["unit"]]
    if len(parts) < 3 or not named or len(set(named)) > 1 or not parts[0]["unit"]:
        return
    told = text[start:end]
    if words("silence", "sentence").search(told) or not all(
        _is_chained(text[a.end() : b.start()]) for a, b in pairwise(parts)
    ):
        return
    amounts = [
        Amount(start=p.start(), end=p.end(), text=p[0], value=Fraction(p["number"]), slack=Fraction(1, 2))
        for p in parts
    ]
    stated = tuple(Stated(block=block, amount=amount) for amount in amounts)
    found = Sum(parts=stated, total=stated[-1], whole=Fraction(100))
    if found.slack < found.off <= _MOST_OVER:
        yield conflict_of(document, found, entity=f"every {whole['whole']}", confidence=0.85)


def _is_chained(between: str) -> bool:
    return re.search(r",|;|\band\b", between) is not None and len(between.split()) <= _WORDS_BETWEEN
