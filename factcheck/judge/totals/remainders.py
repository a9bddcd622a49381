"""Judge, part of the check total-mismatch: sentences that tell some parts and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from factcheck.frozen import replace
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import Amount
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.phrases import (
    REST,
    Phrase,
    has_further_count,
    is_hedged_about,
    is_meant,
    plural_after,
    sum_of,
)
from factcheck.patterns import pattern_of

_OF_THE = pattern_of(
    r"(?:\A|[,;(:]\s)\s*(?:And\s|But\s)?of\s(?:(?:the|its|their|our|these|those|all|his|her)\s){1,2}(?:[\w’'-]+[’']s?\s)?\Z",
    re.I,
)


_OF_WHOLE = pattern_of(r"\s(?:[\w’'-]+\s){0,2}of\s(?:the|its|their|our|these|those|his|her)\s(?:[a-z]+\s)?\Z")


_YEAR = pattern_of(r"\b(?:1[5-9]|20)\d\d\b")


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
            if shares and len(shares) == len([a for a in before if not is_aside(phrase, a)]):
                yield from of_a_hundred(phrase, [*shares, rest])
            continue
        before = tuple(a for a in before if not is_aside(phrase, a))
        if len(before) < 2 or is_aside(phrase, rest):
            continue
        if _OF_THE.search(phrase.text[phrase.start : before[0].start]):
            parts = [*before[1:], rest]
            if all(_is_joined(phrase, a, b) for a, b in zip(before, parts, strict=False)):
                yield sum_of(phrase, parts, before[0])
        elif len(before) == 2 and _OF_WHOLE.search(phrase.text[before[0].end - 0 : before[1].start]):
            if phrase.text[before[0].end : before[1].start].count(" of ") == 1:
                yield sum_of(phrase, [before[0], rest], before[1])


def is_aside(phrase: Phrase, amount: Amount) -> bool:
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


def of_a_hundred(phrase: Phrase, shares: Sequence[Amount]) -> Iterator[Sum]:
    yield Sum(
        parts=tuple(Stated(block=phrase.block, amount=a) for a in shares),
        total=Stated(block=phrase.block, amount=shares[-1]),
        whole=Fraction(100),
    )


_OF_THESE = pattern_of(r"(?:\s[\w’'-]+){0,2}\sof\s(?:these|them|those)\b")


_THESE = pattern_of(r"(?:\A|\s)of\s(?:these|them|those),?\s(?:only\s|just\s)?\Z", re.I)


def conflict_over_two(before: Phrase, phrase: Phrase) -> Conflict | None:
    """`They visited Z wells. X of these were dry; the other Y were not`: the whole is the one number of the sentence before."""
    if len(before.amounts) != 1:
        return None
    whole = before.amounts[0]
    amounts = [a for a in phrase.amounts if not is_aside(phrase, a)][:2]
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


_SOME = pattern_of(
    r"\s(?:(?:of\s(?:them|these|those)|more)\s)?(?:(?:were|was|are|is|have|has|had)\b|[a-z]+(?:ed|nt|ng|ld|ew|lt|ook|ame|ost|ound|aid)\b)"
)


def conflict_over_some(whole: Phrase, some: Phrase, rest: Phrase) -> Conflict | None:
    """`The tower has seven bells. Two are cracked. The other four are sound`: one number in each of three sentences."""
    if not (len(whole.amounts) and len(some.amounts) and len(rest.amounts)):
        return None
    counts = [a for a in whole.amounts if not a.unit and plural_after(whole.text, a)]
    if len(counts) != 1:
        return None
    total, one, other = counts[0], some.amounts[0], rest.amounts[0]
    if some.text[some.start : one.start].strip() or not _SOME.match(some.text, one.end):
        return None
    if not re.fullmatch(r"\s*(?:The|All\sthe)\s(?:other|remaining)\s", rest.text[rest.start : other.start]):
        return None
    noun = plural_after(whole.text, total)
    if one.unit or other.unit or has_further_count(rest.text, rest.amounts):
        return None
    own = re.match(r"\s([a-z][\w’'-]*s)\b", rest.text[other.end :])
    if own is not None and own[1] != noun and own[1] not in ("was", "is", "has", "does"):
        return None
    found = sum_of(whole, (), total)
    found = replace(found, parts=(Stated(block=some.block, amount=one), Stated(block=rest.block, amount=other)))
    hedged = any(is_hedged_about(p, p.start, p.end) for p in (whole, rest))
    if found.holds or hedged or any(a.hedged for a in (total, one, other)) or found.share_off > Fraction(1, 3):
        return None
    return conflict_of(whole.document, found, confidence=0.75)


def of_the_whole(phrase: Phrase) -> Iterator[Sum]:
    """`Of the Z ballots, X came … and Y had been …`: large numbers of which one digit of the total makes the sum hold.

    Only so: of a hundred patients seventy may be women and fifty old. Smaller numbers where one question parts the whole and
    the last part is what is left (`U came from A, V from B and W from elsewhere`).
    """
    if len(phrase.amounts) < 3 or not _OF_THE.search(phrase.text[phrase.start : phrase.amounts[0].start]):
        return
    total, *parts = phrase.amounts
    if REST.search(phrase.text[phrase.start : parts[-1].start]) or any(p.hedged for p in parts):
        return
    if len(parts) > 2 and not total.unit and _ALL_ELSE.search(phrase.text, parts[-1].end):
        if _are_sorts(replace(phrase, amounts=tuple(parts))):
            yield sum_of(phrase, parts, total)
        return
    if total.value < 1000:
        return
    if any(re.search(r"[:;()]", phrase.text[a.end : b.start]) for a, b in pairwise(phrase.amounts)):
        return
    if not re.search(r"\band\s\Z", phrase.text[parts[-2].end : parts[-1].start]):
        return
    found = sum_of(phrase, parts, total)
    if found.is_slip and any(p.value % 10 for p in parts):
        yield found


_ALL_ELSE = pattern_of(
    r"\s(?:(?:of|from|in|to|by|at|for|on)\s)?(?:the\srest\b|elsewhere\b|anywhere\selse\b|(?:all\s)?(?:the\s)?others?\b)",
    re.I,
)
"""A last part that is whatever the parts before it are not."""


def conflict_over_parts(before: Phrase, phrase: Phrase) -> Conflict | None:
    """`There are Z tracks on it. U of them are by one, V by another and W by a third`: sorts by one and the same question."""
    tail = _TAIL.search(phrase.text, phrase.start)
    if tail is not None:
        end = tail.start()
        amounts = tuple(a for a in phrase.amounts if a.end <= end)
        phrase = replace(phrase, end=end, text=phrase.text[:end], amounts=amounts)
    if len(before.amounts) != 1 or len(phrase.amounts) < 3:
        return None
    total, parts = before.amounts[0], phrase.amounts
    lead = phrase.text[phrase.start : parts[0].start]
    if total.unit or total.hedged or not (_THESE.search(lead) or _OF_THESE.match(phrase.text, parts[0].end)):
        return None
    if not _are_sorts(phrase):
        return None
    found = sum_of(phrase, parts, total)
    # elsewhere `of them` tells of some, here it only ties the parts to what was counted before
    rest = replace(phrase, text=re.sub(r"\bof\s(?:them|those|these)\b", lambda m: "-" * len(m[0]), phrase.text))
    if found.holds or not is_meant(rest, found) or is_hedged_about(before, before.start, before.end):
        return None
    return conflict_of(phrase.document, found, confidence=0.75)


_TAIL = pattern_of(r";|,\s(?:all|each|every\sone|none|no\s(?:one|other)\w*|nobody)\b|\.\Z", re.I)
"""What follows the parts and says something of them all."""
_IS = pattern_of(
    r"(?:\sof\s(?:them|these|those))?\s(?:is|are|was|were|comes?|came|went|goes|go)\s(?P<how>(?:by|of|from|in|for|at|to|on)\s)?"
)


def _are_sorts(phrase: Phrase) -> bool:
    """Whether the first part has the verb and the others leave it out: `eight are by A, four by B and two by C`."""
    text, parts = phrase.text, phrase.amounts
    first = _IS.match(text, parts[0].end)
    if first is None or not re.search(r"\band\s\Z", text[parts[-2].end : parts[-1].start]):
        return False
    named = []
    for amount, following in zip(parts, [*parts[1:], None], strict=True):
        end = following.start if following is not None else phrase.end
        said = re.split(r",|;|\.|\band\b", text[amount.end : end])[0].strip()
        if following is not None and not re.search(r"(?:,|\band)\s\Z", text[amount.end : end]):
            return False
        if amount is parts[0]:
            named.append(text[first.end() : amount.end + len(said) + 1].strip())
        elif first["how"]:
            if not said.startswith(first["how"]):
                return False
            named.append(said[len(first["how"]) :])
        elif not 0 < len(said.split()) < 3 or re.search(r"(?:ed|ing)\b", said):
            return False
        else:
            named.append(said)
    stems = [n.lower() for n in named]
    return all(a and a not in b for n, a in enumerate(stems) for k, b in enumerate(stems) if n != k)
