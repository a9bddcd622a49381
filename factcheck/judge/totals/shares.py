"""Judge, part of the check total-mismatch: sentences whose shares should make a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from factcheck.judge.totals.amounts import Amount
from factcheck.judge.totals.findings import Sum
from factcheck.judge.totals.phrases import Phrase
from factcheck.judge.totals.remainders import is_aside, of_a_hundred
from factcheck.judge.totals.words import words
from factcheck.patterns import pattern_of

_MOST_OFF = 15
"""By how much shares may miss a hundred to be still meant as shares of one whole."""
_DIVIDED = pattern_of(
    r"\b(?:(?:made\sup|composed|consists?|consisted|consisting)\sof|compris\w+|(?:divided|split|broken\sdown|distributed|shared)"
    r"\s(?:in|into|as|between|among|up|so|follows|thus))\b",
    re.I,
)


def of_shares(phrase: Phrase) -> Iterator[Sum]:
    """Shares of one whole that are no hundred: alternatives, parts of what is divided, those of named sharers, so many purposes."""
    shares = [a for a in phrase.amounts if a.unit == "%"]
    if len(shares) < 3:
        return
    off = sum((a.value for a in shares), Fraction(-100))
    if len(shares) == len(phrase.amounts) and off > 0 and _is_one_chain(phrase, shares):
        if _are_alternatives(phrase, shares) or (off <= _MOST_OFF and _are_of_sharers(phrase, shares)):
            yield from of_a_hundred(phrase, shares)
    elif abs(off) <= _MOST_OFF and _is_one_chain(phrase, shares) and _are_all_announced(phrase, shares):
        yield from of_a_hundred(phrase, shares)


def _is_one_chain(phrase: Phrase, shares: Sequence[Amount]) -> bool:
    between = [phrase.text[a.end : b.start] for a, b in pairwise(shares)]
    return all(re.search(r",|\band\b|\bor\b", t) and len(t.split()) < 8 and not re.search(r"[:;]", t) for t in between)


def _are_alternatives(phrase: Phrase, shares: Sequence[Amount]) -> bool:
    """`by bus (41 %), on foot (28 %) or by car (42 %)`, or `is made up of 41 % clay, 38 % silt and 29 % sand`."""
    last = phrase.text[shares[-2].end : shares[-1].start]
    are_aside = all(is_aside(phrase, a) for a in shares) and re.search(r"\bor\b", last)
    return bool(are_aside or _DIVIDED.search(phrase.text, phrase.start, shares[0].start))


_SHARES = pattern_of(
    r"\b(?:(?P<loose>had|has|have|got)|(?:took|takes?|receive[sd]?|won|holds?|held|account(?:s|ed)?\sfor|made\sup|makes?\sup"
    r"|contribute[sd]?|suppl(?:y|ies|ied)|provide[sd]?|brought\sin|brings\sin))\s\Z",
    re.I,
)
_SHARER = pattern_of(r"(?:,|;|,?\sand)\s(?:the\s)?(?:[A-Z][\w’'-]*|[a-z]{3,})(?:\s[A-Z][\w’'-]*){0,2},?\s\Z")


def _are_of_sharers(phrase: Phrase, shares: Sequence[Amount]) -> bool:
    """`The hills took 48 per cent, the coast 37 and the plain 29 per cent`: the verb of the first goes for the others, too.

    Whoever only `had` so many per cent may have had them of a whole of its own: less so the more of them there are.
    """
    verb = _SHARES.search(phrase.text, phrase.start, shares[0].start)
    if verb is None or (verb["loose"] and len(shares) < 4):
        return False
    ends = re.match(r"\W*\Z|,?\s(?:of|respectively)\b", phrase.text[shares[-1].end :])
    return ends is not None and all(_SHARER.match(phrase.text, a.end, b.start) for a, b in pairwise(shares))


_GOES = pattern_of(
    r"\b(?:(?:went|goes|go|flows?|flowed)\s(?:in)?to|(?:comes?|came)\sfrom|(?:divided|split|spread|distributed|shared|allocated)\b"
    r"|spent\s(?:on|for)|falls?\sinto|fell\sinto|consist\w*|compris\w+|made\sup|composed)",
    re.I,
)


def _are_all_announced(phrase: Phrase, shares: Sequence[Amount]) -> bool:
    """`went to three purposes: wages (54 per cent), rent (29 per cent) and fuel (12 per cent)`: as many as are announced."""
    colon = phrase.text.rfind(": ", phrase.start, shares[0].start)
    if colon < 0 or any(not is_aside(phrase, a) for a in shares):
        return False
    lead = phrase.text[phrase.start : colon]
    goes = _GOES.search(lead)
    if words("silence", "sentence").search(lead):
        return False
    others = [a for a in phrase.amounts if a.unit != "%"]
    if goes is None or words("picking").search(lead[goes.end() :]) or any(a.end > colon for a in others):
        return False
    return any(a.value == len(shares) and not a.unit and a.start >= phrase.start + goes.end() for a in others)
