"""Judge, part of the check total-mismatch: shares, fractions and multiples that a text works out itself.

`33 of the 120 tiles, or 37 per cent`; `exactly half of them, 31 tiles`; `has doubled, from 21 to 52`; `came to £1,900; the
rent of £1,200 leaves £800`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.frozen import replace
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import Amount, shown
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.phrases import Phrase, is_hedged_about, plural_after
from factcheck.judge.totals.remainders import of_a_hundred
from factcheck.patterns import pattern_of

_TENTH = Fraction(1, 10)


_ABOUT = pattern_of(
    r"%|\bper\s?cent|\b(?:doubl|trebl|tripl|quadrupl|halv)(?:ed|es|ing)\b|\b(?:half|thirds?|quarters?|fifths?|tenth)\b|\b(?:leaves?|leaving|left)\b",
    re.I,
)


def is_about_ratio(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a text has a word of a share, a fraction, a multiple or what is left: a cheap test before its numbers are read."""
    return _ABOUT.search(text, start, len(text) if end is None else end) is not None


def ratio_conflict(before: Phrase | None, phrase: Phrase) -> Conflict | None:
    """The first share, fraction, multiple or rest of a sentence that its own numbers refute."""
    return (
        _over_share(phrase)
        or _over_fraction(before, phrase)
        or _over_multiple(phrase)
        or _over_leavings(before, phrase)
    )


# --- 33 of the 120, or 37 per cent ------------------------------------------------------------------------------------

_OF = pattern_of(
    r"(?:\s[\w’'-]+){0,3}?\s(?:out\s)?of\s(?:a\s(?:total|possible)\sof\s|(?:(?:the|its|our|their|all|these|those|some)\s){1,2})?"
)
_OR = pattern_of(
    r"(?:\s(?!and\b|but\b|of\b|in\b)[\w’'-]+){0,4}?(?:\s\((?:or\s|that\sis\s|i\.e\.\s|=\s?)?|,\s(?:or|that\sis|i\.e\.|which\sis|equal\sto|being|=)\s|,\s|\sor\s|\s=\s)",
    re.I,
)
_WHICH_IS = pattern_of(r"\s\(", re.I)


def _over_share(phrase: Phrase) -> Conflict | None:
    amounts, text = phrase.amounts, phrase.text
    for a, b, c in zip(amounts, amounts[1:], amounts[2:], strict=False):
        if c.unit == "%" and _OF.fullmatch(text, a.end, b.start) and _OR.fullmatch(text, b.end, c.start):
            part, whole, share = a, b, c
        elif a.unit == "%" and _WHICH_IS.fullmatch(text, a.end, b.start) and _OF.fullmatch(text, b.end, c.start):
            part, whole, share = b, c, a
        else:
            continue
        if part.unit != whole.unit or "%" in (part.unit, whole.unit) or any(x.hedged for x in (part, whole, share)):
            continue
        if share is c and re.match(r"\s(?:of|among|in|for)\b", text[share.end : phrase.end]):
            continue  # it has a whole of its own
        if not 0 < part.value <= whole.value or (text[part.end : whole.start].strip() == "of" and whole.value < 10):
            continue
        true = 100 * part.value / whole.value
        slack = share.slack + 100 * (part.slack + whole.slack) / whole.value
        if abs(true - share.value) <= max(slack, Fraction(6, 10)) or _is_made_otherwise(phrase, share, (part, whole)):
            continue
        near = Fraction(round(true * 10**share.places), 10**share.places)
        made = replace(
            part, value=near, unit="%", places=share.places, text=text[part.start : whole.end], end=whole.end
        )
        reason = f"{part.text} of {whole.text} are {shown(near, [share])}, but {share.text} is given"
        return _conflict(phrase, share, (Stated(block=phrase.block, amount=made),), reason)
    return None


def _is_made_otherwise(phrase: Phrase, share: Amount, used: Sequence[Amount]) -> bool:
    """Whether the share is one of other numbers of the sentence."""
    others = [a.value for a in phrase.amounts if a is not share and not a.unit and a.value > 0]
    made = [100 * x / y for x in others for y in others if x < y]
    return any(abs(m - share.value) <= max(share.slack, Fraction(1, 2)) for m in made)


# --- exactly half of them, 31 -----------------------------------------------------------------------------------------

_FRACTIONS = {
    "half": Fraction(1, 2), "one half": Fraction(1, 2), "a third": Fraction(1, 3), "one third": Fraction(1, 3),
    "two thirds": Fraction(2, 3), "a quarter": Fraction(1, 4), "one quarter": Fraction(1, 4),
    "three quarters": Fraction(3, 4), "a fifth": Fraction(1, 5), "one fifth": Fraction(1, 5),
    "two fifths": Fraction(2, 5), "three fifths": Fraction(3, 5), "four fifths": Fraction(4, 5),
    "a tenth": Fraction(1, 10), "one tenth": Fraction(1, 10),
}  # fmt: skip
_FRACTION = re.compile(
    rf"\b(?P<exactly>exactly\s|precisely\s)?(?P<name>{'|'.join(n.replace(' ', '[ -]') for n in _FRACTIONS)})\s"
    r"(?:of\s)?(?:them|these|those|(?:the|its|our|their|all)\b[^,;:.()]{1,40})(?:,\s(?:or\s|namely\s|that\sis(?:\sto\ssay)?,?\s|i\.e\.\s)?|\s\()\Z",
    re.I,
)
_BARE_FRACTION = re.compile(
    rf"\A\s*(?P<exactly>exactly\s|precisely\s)?(?P<name>{'|'.join(n.replace(' ', '[ -]') for n in _FRACTIONS)})"
    r"(?:,\s(?:or\s|that\sis(?:\sto\ssay)?,?\s|i\.e\.\s)|\s\()\Z",
    re.I,
)
_THAT_IS = pattern_of(r"\b(?:that\sis|i\.e\.|namely)(?:\sto\ssay)?,?\s\Z", re.I)
_THEM = pattern_of(r"\b(?:them|these|those)\b", re.I)
_VAGUE = pattern_of(
    r"\b(?:about|around|almost|nearly|over|under|roughly|some|(?:more|less|fewer)\sthan|at\sleast|up\sto|just\s\w+|a\slittle\s\w+|well\s\w+|only)\s(?:[\w-]+\s){0,2}?\Z",
    re.I,
)


def _over_fraction(before: Phrase | None, phrase: Phrase) -> Conflict | None:
    for part in phrase.amounts:
        lead = phrase.text[phrase.start : part.start]
        match = _FRACTION.search(phrase.text, phrase.start, part.start)
        if match is None and before is not None and len(before.amounts) == 1:
            bare = _BARE_FRACTION.search(lead)
            match = bare and re.compile(r"(?P<exactly>exactly|precisely)?\s?(?P<name>[\w -]+?)(?=,|\s\()").match(
                phrase.text, phrase.start
            )
        if match is None or part.hedged or part.unit == "%" or _VAGUE.search(phrase.text, phrase.start, match.start()):
            continue
        inside = [a for a in phrase.amounts if match.start("name") < a.start and a.end <= match.end()]
        earlier = [
            *(before.amounts if before is not None else ()),
            *(a for a in phrase.amounts if a.end <= match.start()),
        ]
        noun = plural_after(phrase.text, part)
        alike = [
            a
            for a in earlier
            if a.unit == part.unit and (a.unit or not noun or plural_after(phrase.block.text, a) == noun)
        ]
        if _THEM.search(match[0]) and alike and alike[-1].value == max(a.value for a in alike):
            alike = alike[-1:]
        wholes = inside or alike
        if len(wholes) != 1 or wholes[0].hedged or wholes[0].unit != part.unit:
            continue
        whole = wholes[0]
        true = whole.value * _FRACTIONS[match["name"].lower().replace("-", " ")]
        is_exact = match["exactly"] or _THAT_IS.search(lead)
        slack = Fraction(true.denominator != 1)
        if not is_exact:
            slack = max(Fraction(1), true * (_TENTH / 2 if "half" in match["name"].lower() else _TENTH))
        if abs(true - part.value) <= slack + part.slack + whole.slack or not whole.value > part.value > 0:
            continue
        near = Fraction(round(true))
        made = replace(whole, value=near, text=f"{match['name']} of {whole.text}")
        reason = f"{match['name']} of {whole.text} is {shown(near, [part])}, but {part.text} is given"
        return _conflict(phrase, part, (Stated(block=phrase.block, amount=made),), reason)
    return None


# --- doubled, from 21 to 52 -------------------------------------------------------------------------------------------

_TIMES = {
    "doubl": Fraction(2),
    "trebl": Fraction(3),
    "tripl": Fraction(3),
    "quadrupl": Fraction(4),
    "halv": Fraction(1, 2),
}
_MULTIPLE = pattern_of(
    r"\b(?P<how>exactly\s|precisely\s|(?:rather\s|much\s|far\s)?more\sthan\s|nearly\s|almost\s|about\s|roughly\s|some\s|over\s|all\sbut\s|virtually\s|practically\s)?"
    r"(?P<verb>doubl|trebl|tripl|quadrupl|halv)(?:ed|es|ing)\b[^,.;:]{0,40}?,?\s(?:(?P<from>from)|to)\s(?:the\s)?\Z",
    re.I,
)
_FAR = Fraction(3, 20)


def _over_multiple(phrase: Phrase) -> Conflict | None:
    for a, b in zip(phrase.amounts, phrase.amounts[1:], strict=False):
        match = _MULTIPLE.search(phrase.text, phrase.start, a.start)
        if match is None or not a.value or a.hedged or b.hedged:
            continue
        gap = r"(?:\s[\w’'-]+){0,4}?\sto\s" if match["from"] else r"(?:\s[\w’'-]+){0,4}?,?\sfrom\s"
        if not re.fullmatch(gap, phrase.text[a.end : b.start]):
            continue
        first, last = (a, b) if match["from"] else (b, a)
        if not first.unit and last.unit:
            first = replace(first, unit=last.unit, value=first.value * last.scale)
        if first.unit != last.unit or not first.value:
            continue
        times = _TIMES[match["verb"].lower()]
        ratio, how = last.value / first.value, (match["how"] or "").strip().lower()
        if _allows(how, ratio / times if times > 1 else times / ratio if ratio else Fraction(0)):
            continue
        true = first.value * times
        made = replace(first, value=true, text=f"{match['verb']}ed {first.text}")
        reason = f"{match['verb']}ed, {first.text} would be {shown(true, [last])}, but {last.text} is given"
        return _conflict(phrase, last, (Stated(block=phrase.block, amount=made),), reason)
    return None


def _allows(how: str, share: Fraction) -> bool:
    """Whether a multiple said so may be so many times what is meant: 1 is just it."""
    if how in ("exactly", "precisely"):
        return abs(share - 1) <= Fraction(1, 100)
    if how.endswith("more than") or how == "over":
        return share >= 1 - Fraction(1, 100)
    if how in ("nearly", "almost", "all but", "virtually", "practically"):
        return 1 - 2 * _FAR <= share <= 1 + Fraction(1, 100)
    return abs(share - 1) <= (_FAR if not how else 2 * _FAR)


# --- 1,900 less 1,200 leaves 800 --------------------------------------------------------------------------------------

_LEAVES = pattern_of(
    r"\b(?:leaves?|leaving|left)\s(?:us\s|them\s|it\s|the\s\w+\s)?(?:with\s)?(?:a\s(?:balance|surplus|profit|sum|total|remainder)\sof\s)?(?:just\s|only\s)?\Z",
    re.I,
)


def _over_leavings(before: Phrase | None, phrase: Phrase) -> Conflict | None:
    """What an amount of money, or a length or weight, leaves of the only one before it."""
    for k, rest in enumerate(phrase.amounts):
        if not rest.unit or rest.unit == "%" or not _LEAVES.search(phrase.text, phrase.start, rest.start):
            continue
        told = [*(before.amounts if before is not None else ()), *phrase.amounts[:k]]
        alike = [a for a in told if a.unit == rest.unit]
        if len(alike) != 2 or any(a.hedged for a in (*alike, rest)):
            return None
        whole, taken = alike
        found = Sum(
            parts=(Stated(block=phrase.block, amount=whole), Stated(block=phrase.block, amount=taken)),
            total=Stated(block=phrase.block, amount=rest),
            signs=(1, -1),
        )
        is_wide = not rest.unit.isupper() or whole.value <= taken.value or _is_more_told(phrase, taken, rest)
        if (
            is_wide
            or found.holds
            or found.share_off > Fraction(1, 4)
            or is_hedged_about(phrase, phrase.start, rest.start)
        ):
            return None
        return conflict_of(phrase.document, found, confidence=0.75)
    return None


_MORE = pattern_of(
    r"\band\s(?!so\b|this\b|that\b|thus\b|it\b|which\b|there\b)|\b(?:earned|interest|fees?|also|besides|plus|another|after|before|with|without|apart)\b",
    re.I,
)
_UNTIL_PAID = pattern_of(r"[^.;]*\b(?:once|after|when|before|less|plus|apart|besides|includ\w+|not\scounting)\b", re.I)


def _is_more_told(phrase: Phrase, taken: Amount, rest: Amount) -> bool:
    """Whether something without a number was taken or added as well: `spent £40 and earned interest, leaving £60`."""
    begin = taken.end if taken.end <= rest.start and phrase.start <= taken.start else phrase.start
    is_added = _MORE.search(phrase.text, begin, rest.start) is not None
    return is_added or _UNTIL_PAID.match(phrase.text, rest.end) is not None


# --- 60 % by car, 25 % by train and 20 % by bicycle -------------------------------------------------------------------

_FIRST_SHARE = pattern_of(
    r"\sof\s(?:the|all|all\sthe|its|our|their|those)\s(?:[\w’'-]+\s){1,4}?(?:came|come|comes|went|go|goes|were|are|was|is|travelled|live|lived|voted|arrived|work|worked)"
    r"\s(?P<how>by|from|to|in|on|for|with|as)\s"
)
_MOST_OVER = 15
_PARTLY = pattern_of(
    r"\b(?:part(?:ly)?|also|too|both|sometimes|at\stimes|then|first|more\sthan\sone|several|at\sleast)\b", re.I
)


def of_one_question(phrase: Phrase) -> Iterator[Sum]:
    """Shares of one whole: with a last one that is all that is left, or parted by one preposition and more than a hundred."""
    shares = [a for a in phrase.amounts if a.unit == "%"]
    if len(shares) < 3 or len(shares) != len(phrase.amounts) or any(a.hedged for a in shares):
        return
    if _PARTLY.search(phrase.text, phrase.start):
        return
    first = _FIRST_SHARE.match(phrase.text, shares[0].end)
    if re.search(r"\bthe\s(?:last|final)\s\Z", phrase.text[phrase.start : shares[-1].start], re.I):
        yield from of_a_hundred(phrase, shares)
    elif first is not None and all(phrase.text.startswith(f" {first['how']} ", a.end) for a in shares[1:]):
        if 0 < sum((a.value for a in shares), Fraction(-100)) <= _MOST_OVER:
            yield from of_a_hundred(phrase, shares)


def _conflict(phrase: Phrase, given: Amount, parts: tuple[Stated, ...], reason: str) -> Conflict:
    return conflict_of(
        phrase.document,
        Sum(parts=parts, total=Stated(block=phrase.block, amount=given)),
        reason=reason,
        confidence=0.8,
    )
