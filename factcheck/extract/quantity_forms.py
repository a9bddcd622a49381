"""Extract, part: quantities whose writing is a form of its own: `5'11"`, `£3 4s 6d`, `2° 15′ N`, `the 12th president`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from factcheck.extract.comparators import comparator_before
from factcheck.extract.numbers import number_data
from factcheck.frozen import replace
from factcheck.model.mention import QuantityMention
from factcheck.patterns import pattern_of
from factcheck.values.quantities import Quantity
from factcheck.values.words import stem

_DEGREES = pattern_of(
    r"(?<![\w.])(?P<deg>\d{1,3}(?:\.\d+)?)\s?°\s?(?:(?P<min>\d{1,2}(?:\.\d+)?)\s?[′'’]\s?)?(?:(?P<sec>\d{1,2}(?:\.\d+)?)\s?(?:[″\"”]|''|′′)\s?)?(?P<side>[NSEW])(?!\w)"
)
_FEET = pattern_of(
    r"(?<![\w.'’])(?<!° )(?P<feet>\d{1,2})\s?[′'’]\s?(?P<inches>\d{1,2}(?:\.\d)?)\s?(?:[″\"”]|''|′′)(?!\w)"
)
_POUNDS = pattern_of(r"£\s?(?P<l>\d[\d,]*)[\s,]\s?(?:(?P<s>\d{1,2})s\.?[\s,]\s?)?(?P<d>\d{1,2}(?:\.\d+)?)d\b|£\s?(?P<l2>\d[\d,]*)[\s,]\s?(?P<s2>\d{1,2})s\b")  # fmt: skip
_COPULA = pattern_of(r"\b(?:was|is|became|remains|remained|be|are|were)\s(?:also\s)?(?:the|its|their|his|her)\s\Z")
_RANK = pattern_of(
    r"(?:(?P<digits>\d{1,3})(?:st|nd|rd|th)|(?P<word>[a-z]{5,11}))\s(?P<noun>[a-z]{3,})(?=\s(?:of|in|to|from|for|at|on)\b|[.,;)]|$)"
)
_NOT_RANKED = frozenset(["century", "day", "year", "month", "week", "time", "floor", "place", "quarter", "grade", "hour", "minute", "anniversary", "and", "most", "one", "party", "man", "wheel", "son", "daughter", "child"])  # fmt: skip


def read_rank(text: str, at: int) -> QuantityMention | None:
    """`was the 12th president of`: the rank that starts there, if it is said of a subject."""
    match = _RANK.match(text, at)
    if match is None or match["noun"] in _NOT_RANKED or match["noun"].endswith("est"):
        return None
    rank = match["digits"] or number_data()["ordinals"].get(match["word"])
    if rank is None or not _COPULA.search(text, max(0, at - 24), at):
        return None
    return _mention(text, match, Decimal(rank), "ordinal", thing=stem(match["noun"]))


def find_forms(text: str) -> Iterator[QuantityMention]:
    """The quantities of a text that have a form of their own, form by form."""
    if "°" in text:
        for match in _DEGREES.finditer(text):
            value = sum(Decimal(match[k] or 0) / n for k, n in (("deg", 1), ("min", 60), ("sec", 3600)))
            side = -1 if match["side"] in "SW" else 1
            worth = Decimal(1) / (3600 if match["sec"] else 60 if match["min"] else 2)
            yield _mention(text, match, round(Decimal(value), 6) * side, "°", tolerance=round(worth, 6))
    if ("'" in text or "′" in text or "’" in text) and ('"' in text or "″" in text or "”" in text or "''" in text):
        for match in _FEET.finditer(text):
            inches = Decimal(match["feet"]) * 12 + Decimal(match["inches"])
            yield _mention(text, match, inches, "in", tolerance=Decimal("0.5"))
    if "£" in text:
        for match in _POUNDS.finditer(text):
            pounds = Decimal((match["l"] or match["l2"]).replace(",", ""))
            pence = Decimal(match["s"] or match["s2"] or 0) * 12 + Decimal(match["d"] or 0)
            yield _mention(text, match, round(pounds + pence / 240, 6), "GBP")


_OUT_OF = pattern_of(
    r"(?<![\w-])(?P<some>[a-z]{3,7}|\d{1,2})\s(?P<of>in|out\sof)\s(?:every\s)?(?P<all>[a-z]{3,7}|\d{1,3})(?=\sof\s(?:the|its|their|our|all|these|those)\b|\s(?!(?:second|minute|hour|day|night|week|month|year|game|match|tr[iy]|attempt)e?s\b)[a-z]+s\b)",
    re.I,
)


def read_out_of(text: str, at: int) -> QuantityMention | None:
    """`two in five of the electors`, `nine out of ten pupils`: a share, as a percentage."""
    match = _OUT_OF.match(text, at)
    if match is None:
        return None
    some, whole = (_small_number(match[name]) for name in ("some", "all"))
    if not some or not whole or not 0 < some < whole or whole > 100:
        return None
    if match["of"] == "in" and match["some"][0].isdigit() is not match["all"][0].isdigit():
        return None
    begin_sign, begin = comparator_before(text, at)
    share = (Decimal(some) * 100 / whole).quantize(Decimal("0.01")).normalize()
    made = _mention(text, match, share, "%", tolerance=min(Decimal(50) / whole, Decimal(10)))
    return replace(
        made,
        start=begin,
        text=text[begin : made.end],
        quantity=replace(made.quantity, comparator=begin_sign),
        pattern="out-of",
    )


def _small_number(word: str) -> int:
    """What a number below a hundred says, in digits or as one word; 0 for another word."""
    return int(word) if word.isdigit() else int(number_data()["small"].get(word.lower(), 0))


def _mention(
    text: str,
    match: re.Match[str],
    value: Decimal,
    unit: str,
    *,
    thing: str = "",
    tolerance: Decimal = Decimal(0),
) -> QuantityMention:
    start, end = match.span()
    return QuantityMention(
        start=start,
        end=end,
        text=text[start:end],
        number_start=start,
        number_end=end,
        quantity=Quantity(low=value, high=value, unit=unit, thing=thing, tolerance=tolerance),
        pattern="ordinal" if unit == "ordinal" else "form",
    )
