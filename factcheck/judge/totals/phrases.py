"""Judge, part of the check total-mismatch: a sentence with its amounts, and whether its numbers are meant as parts and total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from factcheck.frozen import dataclass
from factcheck.judge.totals.amounts import Amount
from factcheck.judge.totals.findings import Stated, Sum
from factcheck.judge.totals.words import is_plural, listed, words
from factcheck.model.document import Block, Document
from factcheck.model.time import Timex, TimexType
from factcheck.patterns import pattern_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A sentence with its amounts; offsets are of the block's text."""

    document: Document
    block: Block
    start: int
    end: int
    text: str
    """The block's text up to the end of the sentence: offsets hold in it."""
    amounts: tuple[Amount, ...]


def dates_in(times: Sequence[Timex]) -> list[tuple[int, int]]:
    """The stretches of dates and times of day; a duration is an amount like others."""
    return [(t.start, t.end) for t in times if t.type in (TimexType.DATE, TimexType.TIME)]


_BOUNDARY = pattern_of(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")


_ABBREVIATION = pattern_of(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vs|ca|c|approx|incl|excl|resp))\.\Z")


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of the sentences of a text."""
    start = 0
    for match in _BOUNDARY.finditer(text):
        if _ABBREVIATION.search(text, start, match.start()):
            continue
        yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def sum_of(phrase: Phrase, parts: Sequence[Amount], total: Amount) -> Sum:
    return Sum(
        parts=tuple(Stated(block=phrase.block, amount=a) for a in parts),
        total=Stated(block=phrase.block, amount=total),
    )


_FAR = Fraction(1, 5)


REST = pattern_of(
    r"\b(?:the|its|their|and)\s(?:remaining|other|rest|remainder)(?:\s(?:of\sthe\s\w+\s)?|,\s|\s?\()\Z", re.I
)


def is_meant(phrase: Phrase, found: Sum) -> bool:
    """Whether the words let the parts be all parts of the total, and no other reading makes the numbers right."""
    parts, total = [p.amount for p in found.parts], found.total.amount
    first, last = min(a.start for a in [*parts, total]), max(a.end for a in [*parts, total])
    if any(a.hedged for a in [*parts, total]) or len({a.unit for a in [*parts, total]}) > 1:
        return False
    if words("silence", "shares").search(phrase.block.text):
        return False
    if not total.unit and _has_member_without_number(phrase, parts, total):
        return False
    behind = 0 if REST.search(phrase.text[: max(parts, key=lambda a: a.start).start]) else 60
    if is_hedged_about(phrase, max(min(phrase.start, first), first - 25), min(phrase.end, last + behind)):
        return False
    if found.share_off > _FAR or _is_within(found) or any(a.value <= 0 for a in parts):
        return False
    return not _is_told_otherwise(phrase, found)


_ONE_MORE = r"\b(?:an?|the|his|her|my|our|their|its)\s(?!total|grand|combined|remaining|other|rest|further|sum\b)[^\W\d][\w’'-]*(?:\s[^\W\d][\w’'-]*)?"
_MEMBER_BEFORE = pattern_of(rf"{_ONE_MORE}(?:,|\sand|,\sand|\swith|\splus)\s\Z", re.I)
_MEMBER_BETWEEN = pattern_of(rf"(?:,|\band|\bwith|\bplus)\s{_ONE_MORE}\s?(?:,|\band\b|\Z)", re.I)


def _has_member_without_number(phrase: Phrase, parts: Sequence[Amount], total: Amount) -> bool:
    """Whether somebody is counted without a number: `the captain, 24 sailors and a boy, 26 in all`."""
    ordered = sorted(parts, key=lambda a: a.start)
    stops = [*ordered, *([total] if total.start > ordered[-1].start else [])]
    is_of_total = re.match(r"Of\s(?:the|all|its|our|their)\s\Z", phrase.text[phrase.start : total.start])
    if not is_of_total and _MEMBER_BEFORE.search(
        phrase.text, max(phrase.start, ordered[0].start - 60), ordered[0].start
    ):
        return True
    return any(_MEMBER_BETWEEN.search(phrase.text[a.end : b.start].rstrip(" ")) for a, b in pairwise(stops))


def _is_within(found: Sum) -> bool:
    """Whether the total is no more than its largest part, as the average or the most of several is."""
    return len(found.parts) > 1 and found.given <= max(p.amount.value for p in found.parts)


def is_hedged_about(phrase: Phrase, start: int, end: int) -> bool:
    return bool(words("silence", "sentence").search(phrase.text, start, end))


def _is_told_otherwise(phrase: Phrase, found: Sum) -> bool:
    """Whether other numbers of the sentence make the total: a subset of them, a product, a difference."""
    if _IS_SAID.search(phrase.text, found.total.amount.end, found.parts[0].amount.start):
        return False
    total = found.given
    others = [a for a in phrase.amounts if found.whole is not None or a != found.total.amount][:9]
    values = [a.value for a in others]
    for size in range(1, len(values) + 1):
        if any(abs(sum(chosen) - total) <= found.total.amount.slack for chosen in combinations(values, size)):
            return True
    is_product = _PRODUCT.search(phrase.text, phrase.start) is not None
    parts = [p.amount for p in found.parts]
    return any(
        total == abs(a.value - b.value)
        or (total == a.value * b.value and (is_product or not (a in parts and b in parts)))
        for a, b in combinations(others, 2)
    )


_IS_SAID = pattern_of(r"\b(?:namely|comprising|consisting\sof|made\sup\sof|composed\sof)\b", re.I)
"""What says that the parts behind it are all parts, whatever else their numbers may come to."""
_PRODUCT = pattern_of(
    r"\b(?:each|every|apiece|per|times|by)\b|[a-z]s(?<!consists)\sof\s(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|[x×*]\s?\d",
    re.I,
)
"""What lets two numbers be multiplied: `seven rows of twelve`."""


_AT = pattern_of(r"\b(?:at|past|until|till|before|after|from|by|since|aged?)\s\Z", re.I)


def has_further_count(text: str, amounts: Sequence[Amount]) -> bool:
    """Whether more than one number of a sentence is neither a measure nor a time of day."""
    return sum(not a.unit and _AT.search(text[: a.start]) is None for a in amounts) > 1


def noun_after(text: str, amount: Amount) -> str:
    match = re.match(r"\s([^\W\d_][\w’'-]*)", text[amount.end :])
    return match[1].lower() if match else ""


def plural_after(text: str, amount: Amount) -> str:
    following = re.match(r"(?:\s[^\W\d_][\w’'-]*){0,4}", text[amount.end :])
    return next((w.lower() for w in (following[0].split() if following else []) if is_plural(w)), "")


def _is_counted(text: str, amount: Amount) -> bool:
    """Whether a plural, a preposition or the end of its phrase follows a count."""
    following = re.match(r"(?:\s[^\W\d_][\w’'-]*){0,4}", text[amount.end :])
    found = following[0].split() if following else []
    if not found or found[0].lower() in listed("prepositions") or found[0].lower() in ("male", "female", "and"):
        return True
    if amount.value == 1 or re.fullmatch(r"[a-z]{3,}(?:ed|ing)", found[0]):
        return True
    return any(is_plural(w) for w in found[:3])


def is_one_sort(phrase: Phrase, parts: Sequence[Amount], total: Amount) -> bool:
    """Whether counts are of things and not of days, tries or grades; measures and money are of one sort by their unit."""
    if total.unit:
        return True
    nouns = [noun_after(phrase.text, a) for a in parts]
    if any(n in listed("times") for n in [*nouns, noun_after(phrase.text, total)]):
        return False
    if all(_is_counted(phrase.text, a) for a in parts):
        return True
    shared = plural_after(phrase.text, total)  # `44 clocks: 19 longcase, 14 bracket and 11 carriage clocks`
    if shared and shared == plural_after(phrase.text, max(parts, key=lambda a: a.start)):
        return True
    return bool(shared) and all(_LONE_WORD.match(phrase.text, a.end) for a in parts if a is not total)


_LONE_WORD = pattern_of(r"\s[a-z][a-z-]{2,}(?=[,;.)]|\sand\s|\splus\s|\Z)")
"""One word behind a number that says of what sort the things are: `30 faults: two grave, nine slight and 19 trifling`."""


BREAK = pattern_of(
    r"\b(?:of(?=\s\d)|per|times|each|between|against|than|compared|out\sof|versus|vs|by|while|whereas|but|after|before|until"
    r"|since|because|from|which|who|that|if|when|beat|won|lost|to|wide|deep|high|long|tall|thick|broad|across)\b|[:()×x*/=]",
    re.I,
)
