"""Judge, part of the check total-mismatch: sentences that tell all parts: `X and Y, Z in all`, `Z things: X and Y`, `X boxes of Y`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from factcheck.frozen import replace
from factcheck.judge.totals.amounts import Amount
from factcheck.judge.totals.findings import Sum
from factcheck.judge.totals.phrases import BREAK, Phrase, is_one_sort, noun_after, plural_after, sum_of
from factcheck.judge.totals.words import listed
from factcheck.patterns import pattern_of

_BEHIND = pattern_of(
    r"(?:\bin\s(?:all|total)|\baltogether|\ball\stold|\bcombined)\b",
    re.I,
)


_LEADING_IN = pattern_of(
    r"(?:[,;:–—(]|\band|\bso)\s*(?:(?:making|giving|for|or|with|reaching|yielding)\s)?"
    r"(?:(?:a|an|the|its|their)\s(?:(?:grand|combined|overall)\s)?total\s(?:\w+\s)?(?:of|was|is|being|came\sto|comes\sto)"
    r"|totall?ing|making(?:\sup)?|together|in\sall|in\stotal|altogether|that\sis\sa\stotal\sof|which\smakes|that\smakes)\s\Z",
    re.I,
)


_JOINT = pattern_of(r"(?:,|;|\band\b|\bplus\b|&|\+)", re.I)


def with_total_behind(phrase: Phrase) -> Iterator[Sum]:
    """`X and Y, Z in all`, `X, Y and Z, a total of N`."""
    for k, total in enumerate(phrase.amounts):
        if k < 2:
            continue
        after = phrase.text[total.end : total.end + 40]
        lead = phrase.text[max(phrase.start, total.start - 60) : total.start]
        is_behind = _BEHIND.match(after.lstrip()) or re.match(
            r"(?:\s[\w’'-]+){1,3}\s(?:in\s(?:all|total)|altogether|all\stold)\b", after
        )
        if not (
            _LEADING_IN.search(lead) or (is_behind and re.search(r"[,;–—:(]\s*(?:or\s|making\s|that\sis\s)?\Z", lead))
        ):
            continue
        parts = _chain_before(phrase, k)
        if len(parts) > 1 and is_one_sort(phrase, parts, total):
            yield sum_of(phrase, parts, total)


def _chain_before(phrase: Phrase, k: int) -> list[Amount]:
    """The amounts before the k-th that a comma or `and` joins one to the next."""
    parts = [phrase.amounts[k - 1]]
    if BREAK.search(phrase.text, parts[0].end, phrase.amounts[k].start) and not _LEADING_IN.search(
        phrase.text[parts[0].end : phrase.amounts[k].start]
    ):
        return []
    for n in range(k - 2, -1, -1):
        between = phrase.text[phrase.amounts[n].end : parts[0].start]
        if not _JOINT.search(between) or BREAK.search(between) or len(between.split()) > 8:
            break
        parts.insert(0, phrase.amounts[n])
    if not re.search(r"\b(?:and|plus)\b|[&+]", phrase.text[parts[0].end : parts[-1].start + 1], re.I):
        if len(parts) < 3:
            return []
    return parts


_OPENER = pattern_of(
    r",?\s(?:compris(?:ing|es?|ed)(?:\sof)?|consisting\sof|made\sup\sof|composed\sof|namely|(?:divided|split)\sinto)\s"
    r"|[:(]|\s[–—]\s|,\s(?=[\dA-Za-z€£$])"
)


def with_total_before(phrase: Phrase) -> Iterator[Sum]:
    """`Z things: X of one, Y of another`, `Z people (X men and Y women)`."""
    for opener in _OPENER.finditer(phrase.text, phrase.start):
        at = opener.start()
        before = [a for a in phrase.amounts if a.end <= at]
        if not before:
            continue
        total = before[-1]
        gap = phrase.text[total.end : at]
        is_plain = len(gap.split()) <= 7 and not BREAK.search(gap)
        if opener[0] == ", " and not _is_marked_total(phrase, total, gap):
            continue
        is_alone = opener[0] in (":", ", ") and len(before) == 1 and len(gap.split()) <= 14
        if not (is_plain or is_alone) or re.search(r"[,;()]", gap.removesuffix(",")):
            continue
        close = _end_of_body(phrase, opener)
        body, start = phrase.text[:close], opener.end()
        if opener[0] == "(" and ";" in body[start:]:
            continue
        inner = [(m.start(), m.end()) for m in re.finditer(r"\([^()]*\)", body) if m.start() >= start]
        parts = [
            a
            for a in phrase.amounts
            if a.start >= start and a.end <= close and not any(x <= a.start < y for x, y in inner)
        ]
        if _is_named_enumeration(body, start, parts):
            yield sum_of(phrase, parts, total)
            continue
        if not _is_enumeration(body, start, parts, inner) or not is_one_sort(phrase, [*parts, total], total):
            continue
        if opener[0] == "(" and not total.unit and not _are_kinds_of(phrase.text, parts, total):
            continue
        yield sum_of(phrase, parts, total)


_PERSON = pattern_of(
    r"(?:men|women|people|children|boys|girls|adults|males?|females?|pupils|staff|crew|\w{2,}(?:ers|ors|ists|ants|ents|ians|men|women|ees|mates|tives))\Z",
    re.I,
)


def _are_kinds_of(text: str, parts: Sequence[Amount], total: Amount) -> bool:
    """Whether counts in brackets are plainly kinds of what stands before: `38 people (22 women …`, `9 boats (5 in port …`."""
    whole = plural_after(text, total)
    last = max(parts, key=lambda a: a.start)
    for part in parts:
        noun, first = plural_after(text, part), noun_after(text, part)
        is_bare = not first or first in listed("prepositions") or first in ("male", "female")
        if not (is_bare or (noun and noun == whole) or (_PERSON.match(noun) and _PERSON.match(whole))):
            return part is not last and bool(whole) and whole == plural_after(text, last)
    return True


def _is_marked_total(phrase: Phrase, total: Amount, gap: str) -> bool:
    """Whether a number before a comma is said to be a total: `58 chicks altogether, `, `a total of 240 were drawn, `."""
    if _BEHIND.search(gap):
        return True
    return (
        re.search(
            r"\b(?:total\sof|all|in\sall,|in\stotal,|altogether,?)\s\Z", phrase.text[phrase.start : total.start], re.I
        )
        is not None
    )


def _end_of_body(phrase: Phrase, opener: re.Match[str]) -> int:
    """Where the enumeration ends that an opening sign or word begins."""
    if opener[0] == "(":
        return _close(phrase.text, opener.start())
    if opener[0].strip() in ("–", "—"):
        closing = re.compile(r"\s[–—]\s").search(phrase.text, opener.end())
        return closing.start() if closing else phrase.end
    if opener[0] not in (":", ", "):
        last = phrase.amounts[-1]
        closing = re.compile(r",").search(phrase.text, last.end)
        return closing.start() if closing else phrase.end
    return phrase.end


def _close(text: str, at: int) -> int:
    depth = 0
    for k in range(at, len(text)):
        depth += {"(": 1, ")": -1}.get(text[k], 0)
        if depth == 0:
            return k
    return at


def _is_enumeration(text: str, start: int, parts: Sequence[Amount], inner: Sequence[tuple[int, int]] = ()) -> bool:
    """Whether a stretch is `X this, Y that and Z those` and nothing more."""
    if len(parts) < 2 or not re.fullmatch(r"\s*(?:the\s|with\s)?", text[start : parts[0].start]):
        return False
    for a, b in pairwise(parts):
        between = _without(text, a.end, b.start, inner)
        if not re.search(r"(?:,|;|\band|\bplus|&)\s*(?:(?:the|a|another|other)\s)?(?:other\s)?\Z", between):
            return False
        if len(between.split()) > 9 or re.search(r"[:=/×]", between):
            return False
    last = _without(text, parts[-2].end, parts[-1].start, inner)
    if not re.search(r"\b(?:and|plus|&)\s*(?:(?:the|a|another)\s)?(?:other\s)?\Z", last):
        return False
    tail = _without(text, parts[-1].end, len(text), inner)
    return not re.search(r"[,;:]|\band\b|\bto\s\d|\bplus\b", tail) and len(tail.split()) < 10


_NAMED_PART = pattern_of(
    r"\s*(?:,\s|;\s|,?\sand\s|,\sand\s)?(?:the\s)?(?:[A-Z][\w’'-]*(?:\s[A-Z&][\w’'-]*){0,3}|[a-z][\w’'-]+(?:\s[a-z][\w’'-]+)?)(?:\s(?:with|won|took|has|have))?,?\s"
)


def _is_named_enumeration(text: str, start: int, parts: Sequence[Amount]) -> bool:
    """Whether a stretch is `Greens 18, Reds 15 and Blues 10` and nothing more."""
    if len(parts) < 3 or re.search(r"\w", text[parts[-1].end :]):
        return False
    ends = [start, *(a.end for a in parts)]
    between = [text[end : a.start] for end, a in zip(ends, parts, strict=False)]
    return all(_NAMED_PART.fullmatch(b) for b in between) and bool(re.search(r"[,;]", between[1]))


def _without(text: str, start: int, end: int, inner: Sequence[tuple[int, int]]) -> str:
    for a, b in inner:
        if start <= a and b <= end:
            return text[start:a] + _without(text, b, end, inner)
    return text[start:end]


def of_boxes(phrase: Phrase) -> Iterator[Sum]:
    """`12 boxes of 20 lamps, 240 in all`: the total is a product, told as one part."""
    for a, b, total in zip(phrase.amounts, phrase.amounts[1:], phrase.amounts[2:], strict=False):
        if (
            not re.fullmatch(r"\s[a-z]+(?:s|men|people)\s(?:each\s)?of\s", phrase.text[a.end : b.start])
            or a.unit
            or b.unit != total.unit
        ):
            continue
        if not re.fullmatch(
            r"(?:\s[a-z]+){0,2}(?:\seach)?,\s(?:a\stotal\sof\s|making\s)?", phrase.text[b.end : total.start]
        ):
            continue
        after = phrase.text[total.end : total.end + 30]
        if not re.search(r"total\sof\s\Z", phrase.text[: total.start]) and not re.match(
            r"(?:\s[a-z]+){0,2}\s(?:in\s(?:all|total)|altogether)\b", after
        ):
            continue
        product = replace(
            b, value=a.value * b.value, slack=Fraction(0), start=a.start, text=phrase.text[a.start : b.end]
        )
        yield sum_of(phrase, [product], total)
