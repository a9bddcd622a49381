"""Judge, part of the check total-mismatch: sentences that tell a change with both its ends: `rose by 30 from 120 to 160`."""

from __future__ import annotations

import re
from fractions import Fraction

from factcheck.frozen import replace
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import Amount, shown
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.phrases import Phrase
from factcheck.judge.totals.words import joined


def change_conflict(phrase: Phrase) -> Conflict | None:
    """`rose by 30, from 120 to 160`; `from 40 % to 55 %, up 10 points`."""
    text = phrase.text
    for k in range(len(phrase.amounts) - 1):
        low, high = phrase.amounts[k], phrase.amounts[k + 1]
        if not re.search(r"\bfrom\s\Z", text[: low.start]) or not re.fullmatch(
            r"(?:\s[\w’'-]+){0,4}?\sto\s(?:just\s)?", text[low.end : high.start]
        ):
            continue
        by = _step_before(phrase, k) or _step_behind(phrase, k + 1)
        if by is None or any(a.hedged for a in (low, high, by)):
            continue
        if not low.unit and high.unit:
            low = replace(low, unit=high.unit, value=low.value * high.scale, slack=low.slack * high.scale)
        if not (low.unit == high.unit == by.unit) or low.scale != high.scale != 1:
            continue
        is_points = bool(re.search(r"point", by.text)) or bool(re.match(r"\spoint", text[by.end :]))
        if by.unit == "%" and not is_points:
            continue
        if re.match(r"(?:\s[\w’'-]+){0,2}\s(?:a|an|per|each|every|annually|yearly|monthly)\b", text[by.end :]):
            continue
        first, second = (low, high) if low.value <= high.value else (high, low)
        found = Sum(
            parts=(Stated(block=phrase.block, amount=second), Stated(block=phrase.block, amount=first)),
            total=Stated(block=phrase.block, amount=by),
            signs=(1, -1),
        )
        slack = found.slack if by.unit or low.places or by.places else Fraction(0)
        if (
            abs(found.off) <= slack
            or found.added == 0
            or found.given > 4 * found.added
            or found.added > 4 * found.given
        ):
            continue
        reason = (
            f"{shown(second.value, [second])} - {shown(first.value, [first])} = "
            f"{shown(found.added, [second, first])}, but {shown(by.value, [by])} is given"
        )
        return conflict_of(phrase.document, found, reason=reason, confidence=0.8)
    return None


def _step_before(phrase: Phrase, k: int) -> Amount | None:
    """The amount of `rose by D, from`."""
    if k == 0:
        return None
    by = phrase.amounts[k - 1]
    if not re.fullmatch(r"(?:\s[\w’'-]+){0,3},?\sfrom\s", phrase.text[by.end : phrase.amounts[k].start]):
        return None
    verbs = rf"(?:{joined('verbs', 'up')}|{joined('verbs', 'down')})"
    return by if re.search(rf"\b{verbs}(?:\s\w+ly)?\sby\s\Z", phrase.text[phrase.start : by.start], re.I) else None


def _step_behind(phrase: Phrase, k: int) -> Amount | None:
    """The amount of `to B, up D` or `to B, an increase of D`."""
    if k + 1 >= len(phrase.amounts):
        return None
    by = phrase.amounts[k + 1]
    between = phrase.text[phrase.amounts[k].end : by.start]
    form = rf"(?:\s[\w’'-]+){{0,3}},\s(?:up|down|(?:an?|the)\s(?:\w+\s)?(?:{joined('verbs', 'change')})\sof)\s(?:by\s)?"
    return by if re.fullmatch(form, between, re.I) else None
