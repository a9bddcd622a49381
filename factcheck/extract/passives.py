"""Extract, part: whether a participle is a passive, with a form of `be` or without one, or tells what remains."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.closed_words import AUXILIARIES, BE, HAVE, PREPOSITIONS, closed_class
from factcheck.values.words import Token


def is_remainder(lowered: Sequence[str], index: int) -> bool:
    """`had eleven minutes left`, `with two days left`: what remains."""
    return (
        index > 2
        and lowered[index - 1] not in AUXILIARIES
        and any(
            lowered[k] in HAVE or lowered[k] in BE or lowered[k] == "with" for k in range(max(0, index - 6), index - 1)
        )
        and (index + 1 >= len(lowered) or not lowered[index + 1][0].isalpha() or lowered[index + 1] in PREPOSITIONS)
    )


def has_be_before(tokens: Sequence[Token], index: int) -> bool:
    """Whether a form of `be` stands before a place, over adverbs and auxiliaries only."""
    for k in range(index - 1, max(-1, index - 4), -1):
        word = tokens[k].low
        if word in BE:
            return True
        if word not in AUXILIARIES and not word.endswith("ly"):
            return False
    return False


def is_reduced_passive(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """`The treaty, signed in March`; `a bridge opened by the king`: a participle with a preposition behind it."""
    if index + 1 >= len(tokens) or lowered[index - 1] in HAVE:
        return False
    after = lowered[index + 1]
    if index == 0:
        return after in _AFTER_FIRST and "," in lowered  # `Opened in 1931 by Lord Haig, the pool`
    before = tokens[index - 1].text
    if before == "," and after in ("to", "as") and lowered[index] in _REPORTED:
        return True  # `the yew, thought to be 800 years old,`
    if before == "," and after[:1].isdigit() and lowered[index] in _BEFORE_DATES:
        return True  # `a note, dated 14 July 1931,`
    return after == "by" or (before == "," and after in {"in", "on", "at", "between", "from"})


_BEFORE_DATES = frozenset(["dated", "built", "founded", "listed", "opened", "published", "signed"])
_REPORTED = closed_class("reported")
_AFTER_FIRST = frozenset(["by", "in", "on", "at", "between", "from", "of", "as", "after", "for"])
