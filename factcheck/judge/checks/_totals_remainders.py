"""Judge, part of the check total-mismatch: sentences that tell some parts and the rest, and shares of a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.judge.checks._totals_amounts import Amount
from factcheck.judge.checks._totals_findings import Stated, Sum, conflict_of
from factcheck.judge.checks._totals_phrases import REST, Phrase, is_meant, plural_after, sum_of
from factcheck.judge.conflict import Conflict

_OF_THE = re.compile(
    r"(?:\A|[,;(:]\s)\s*(?:And\s|But\s)?of\s(?:(?:the|its|their|our|these|those|all|his|her)\s){1,2}(?:[\w’'-]+[’']s?\s)?\Z",
    re.I,
)


_OF_WHOLE = re.compile(r"\s(?:[\w’'-]+\s){0,2}of\s(?:the|its|their|our|these|those|his|her)\s(?:[a-z]+\s)?\Z")


_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def with_remainder(phrase: Phrase) -> Iterator[Sum]:
    """`Of the Z, X … and the remaining Y`, `X of the Z … the other Y`, `60 % … the remaining 30 %`."""
    for k, rest in enumerate(phrase.amounts):
        if not REST.search(phrase.text[phrase.start : rest.start]):
            continue
        before = phrase.amounts[:k]
        if rest.unit == "%":
            shares = [a for a in before if a.unit == "%"]
            if shares and _YEAR.search(phrase.text, shares[0].end, rest.start):
                continue  # shares of different years
            if shares and len(shares) == len([a for a in before if not _is_aside(phrase, a)]):
                yield from _of_a_hundred(phrase, [*shares, rest])
            continue
        before = tuple(a for a in before if not _is_aside(phrase, a))
        if len(before) < 2 or _is_aside(phrase, rest):
            continue
        if _OF_THE.search(phrase.text[phrase.start : before[0].start]):
            parts = [*before[1:], rest]
            if all(_is_joined(phrase, a, b) for a, b in zip(before, parts, strict=False)):
                yield sum_of(phrase, parts, before[0])
        elif len(before) == 2 and _OF_WHOLE.search(phrase.text[before[0].end - 0 : before[1].start]):
            if phrase.text[before[0].end : before[1].start].count(" of ") == 1:
                yield sum_of(phrase, [before[0], rest], before[1])


def _is_aside(phrase: Phrase, amount: Amount) -> bool:
    """Whether an amount stands in brackets beside another one."""
    opened = phrase.text.rfind("(", phrase.start, amount.start)
    closed = phrase.text.rfind(")", phrase.start, amount.start)
    if opened <= closed or opened < 0:
        return False
    return bool(re.search(r"\d\S*\s*\Z|[\w’'-]+\s*\Z", phrase.text[phrase.start : opened])) and not REST.search(
        phrase.text[phrase.start : amount.start]
    )


def _is_joined(phrase: Phrase, a: Amount, b: Amount) -> bool:
    between = phrase.text[a.end : b.start]
    return bool(
        re.search(
            r"(?:,|;|\band|\bwhile)\s(?:(?:the|another|a\sfurther|only|just)\s)?(?:remaining\s|other\s|rest,?\s|rest\s\()?\Z",
            between,
        )
    )


def _of_a_hundred(phrase: Phrase, shares: Sequence[Amount]) -> Iterator[Sum]:
    yield Sum(
        parts=tuple(Stated(block=phrase.block, amount=a) for a in shares),
        total=Stated(block=phrase.block, amount=shares[-1]),
        whole=Fraction(100),
    )


_DIVIDED = re.compile(
    r"\b(?:(?:made\sup|composed|consists?|consisted|consisting)\sof|compris\w+|(?:divided|split|broken\sdown|distributed|shared)"
    r"\s(?:in|into|as|between|among|up|so|follows|thus))\b",
    re.I,
)


def of_shares(phrase: Phrase) -> Iterator[Sum]:
    """`by bus (41 %), on foot (28 %) or by car (42 %)`: alternatives, or parts of what is divided, of more than a hundred."""
    shares = phrase.amounts
    if len(shares) < 3 or any(a.unit != "%" for a in shares) or not _is_one_chain(phrase):
        return
    last = phrase.text[shares[-2].end : shares[-1].start]
    are_aside = all(_is_aside(phrase, a) for a in shares) and re.search(r"\bor\b", last)
    if (are_aside or _DIVIDED.search(phrase.text, phrase.start, shares[0].start)) and sum(
        a.value for a in shares
    ) > 100:
        yield from _of_a_hundred(phrase, shares)


def _is_one_chain(phrase: Phrase) -> bool:
    between = [phrase.text[a.end : b.start] for a, b in zip(phrase.amounts, phrase.amounts[1:], strict=False)]
    return all(re.search(r",|\band\b|\bor\b", t) and len(t.split()) < 8 and not re.search(r"[:;]", t) for t in between)


_OF_THESE = re.compile(r"(?:\s[\w’'-]+){0,2}\sof\s(?:these|them|those)\b")


_THESE = re.compile(r"(?:\A|\s)of\s(?:these|them|those),?\s(?:only\s|just\s)?\Z", re.I)


def conflict_over_two(before: Phrase, phrase: Phrase) -> Conflict | None:
    """`They visited Z wells. X of these were dry; the other Y were not`: the whole is the one number of the sentence before."""
    if len(before.amounts) != 1:
        return None
    whole = before.amounts[0]
    amounts = [a for a in phrase.amounts if not _is_aside(phrase, a)][:2]
    if len(amounts) != 2 or not REST.search(phrase.text[phrase.start : amounts[1].start]):
        return None
    one, rest = amounts
    lead = phrase.text[phrase.start : one.start]
    if not (_THESE.search(lead) or _OF_THESE.match(phrase.text, one.end)):
        return None
    noun = plural_after(phrase.text, rest)
    if noun and noun != plural_after(phrase.text, whole) and re.match(rf"\s(?:\w+\s)?{noun}", phrase.text[rest.end :]):
        return None
    found = sum_of(phrase, amounts, whole)
    if found.holds or not is_meant(phrase, found):
        return None
    return conflict_of(phrase.document, found, confidence=0.75)
