"""Judge, part of the check total-mismatch: amounts with their place, their exact value and what their digits leave open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache, lru_cache

from factcheck.data import load_yaml
from factcheck.frozen import dataclass, replace
from factcheck.patterns import by_first_letter, pattern_of
from factcheck.values.quantities import units

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d.,]\d)|\d+(?:\.\d+)?"
SPELL = "spell"
"""The unit of lengths of time that are told in hours, minutes and seconds at once: they are held in seconds."""
_LARGEST_SLACK = Fraction(1, 20)
"""A round number stands for what lies within this share of it, however many zeros it ends in."""
_LARGEST_SLACK_OF_MONEY = Fraction(1, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number as written. Offsets are of its block's text and hold currency, scale and unit."""

    start: int
    end: int
    text: str
    value: Fraction
    slack: Fraction = Fraction(0)
    """How far the true number may lie from the written one, by its digits."""
    unit: str = ""
    """`%`, a currency code, a symbol of `claims/units.yaml`, or nothing for a count."""
    places: int = 0
    """Digits behind the point."""
    scale: int = 1
    hedged: bool = False
    """Said to be about, more or less than so much, or one end of a range."""
    noted: bool = False
    """With a footnote mark."""


@cache
def _words() -> tuple[dict[str, int], dict[str, int]]:
    data = load_yaml("claims/numbers.yaml")
    return {k: int(v) for k, v in data["small"].items()}, {k: int(v) for k, v in data["scale"].items()}


@cache
def _currencies() -> dict[str, str]:
    data = load_yaml("claims/numbers.yaml")["currencies"]
    return {name.lower(): code for code, names in data.items() for name in names}


@cache
def _unit_table() -> dict[str, str]:
    """Names and symbols of units, of currencies and of shares."""
    table = {"%": "%", "per cent": "%", "percent": "%", "percentage points": "%", "percentage point": "%"}
    for symbol, unit in units().items():
        for name in (symbol, *unit.names):
            table.setdefault(name, symbol)
            table.setdefault(name + "s", symbol)
    table.update({"feet": "ft", "inches": "in", "acres": "acre"})
    table.update({name: code for name, code in _currencies().items()})
    table.update({name.upper(): code for name, code in _currencies().items()})
    return table


_AMBIGUOUS = frozenset(
    (
        "in",
        "A",
        "a",
        "B",
        "K",
        "N",
        "V",
        "bar",
        "st",
        "t",
        "m",
        "g",
        "L",
        "l",
        "W",
        "h",
        "s",
        "min",
        "at",
        "d",
        "e",
        "Pa",
    )
)
"""Symbols that are units only right behind digits and before no further word."""


@cache
def _grammar() -> re.Pattern[str]:
    small, scale = _words()
    number = "|".join(sorted(small, key=lambda w: (-len(w), w)))
    large = "|".join(sorted((w for w in scale if len(w) > 2), key=lambda w: (-len(w), w)))
    word = rf"(?:{number})(?:[- ](?:{number}))?"
    words = rf"{word}(?:[ -](?:{large})(?:(?: and)? {word}(?: (?:{large})(?:(?: and)? {word})?)?)?)*"
    symbols = "|".join(re.escape(s) for s in sorted(_currencies(), key=lambda w: (-len(w), w)) if not s.isalpha())
    codes = "|".join(sorted(code for code in set(_currencies().values())))
    return re.compile(
        rf"(?<![\w.,/:#'’-])(?P<cur>(?:{symbols}|(?:{codes}))\s?)?(?P<sign>[-−+](?=\d))?"
        rf"(?:(?P<num>{_DIGITS})(?:\s?(?P<scale>{large})\b|(?P<short>bn|mn|m|k|tn)\b(?!\w))?|\b(?P<words>{words})\b(?![\w’'-]))",
        re.I,
    )


_UNIT_NEXT = pattern_of(r"\s?(?P<unit>%|per\s?cent(?:age points?)?\b|[a-zA-Z°µ€$£]+[²³]?)")
_NOT_AFTER = pattern_of(r"[\w]|[:/]\d|[.,]\d|[-–—]\s?\d|[’']\w")
_RANGE_AFTER = pattern_of(r"\s?[-–—]\s?\d|\s?\+(?!\s?\d)|\s(?:or so|or more|or less|or fewer|plus)\b|-odd\b")
_RANGE_BEFORE = pattern_of(r"\d\s?[-–—]\s?\Z|[~∼≈<>≤≥±]\s?\Z")


@cache
def _hedges() -> frozenset[str]:
    data = load_yaml("claims/numbers.yaml")["comparators"]
    return frozenset(w.lower() for sign, ws in data.items() if sign != "=" for w in ws if w != "from")


def _is_hedged(before: str) -> bool:
    """Whether the last words before a number say that it is about, more or less than so much."""
    found = before.lower().replace("(", " ").split()[-5:]
    if found and found[-1] in ("the", "a"):
        found.pop()
    return any(" ".join(found[-n:]) in _hedges() for n in range(1, len(found) + 1))


@cache
def _labels() -> frozenset[str]:
    return frozenset(load_yaml("claims/numbers.yaml")["labels"])


@cache
def _numberish() -> re.Pattern[str]:
    small, scale = _words()
    names = "|".join(sorted({*small, *(w for w in scale if len(w) > 2)} - {"one", "zero"}, key=lambda w: (-len(w), w)))
    return re.compile(rf"\d[\d.,]*|\b(?:{by_first_letter(names)})\b")


def has_numbers(text: str, start: int, end: int, count: int, taken: Sequence[tuple[int, int]] = ()) -> bool:
    """Whether a stretch has at least so many things like a number that are no dates: a cheap test before reading them."""
    low = text.lower()
    for match in _numberish().finditer(low if len(low) == len(text) else text, start, end):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            count -= 1
            if count == 0:
                return True
    return False


def amounts_in(
    text: str, taken: Sequence[tuple[int, int]] = (), start: int = 0, end: int | None = None
) -> tuple[Amount, ...]:
    """All amounts of a running text, those that are hedged or ends of ranges marked so; `taken` stretches are dates."""
    if start == 0 and (end is None or end == len(text)):
        return _amounts_of_all(text, tuple(taken))
    return _found(text, taken, start, len(text) if end is None else end)


@lru_cache(maxsize=512)
def _amounts_of_all(text: str, taken: tuple[tuple[int, int], ...]) -> tuple[Amount, ...]:
    """The amounts of a whole text: several forms of sums ask for those of one block."""
    return _found(text, taken, 0, len(text))


def _found(text: str, taken: Sequence[tuple[int, int]], start: int, end: int) -> tuple[Amount, ...]:
    found = []
    for match in _grammar().finditer(text, start, end):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        amount = _amount(text, match)
        if amount is not None:
            found.append(amount)
    return tuple(found)


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    start, end = match.start(), match.end()
    before = text[max(0, start - 30) : start]
    label = before.rsplit(None, 1)[-1:]
    currency = _currencies().get((match["cur"] or "").strip().lower(), "")
    if label and not currency and label[0].lstrip("(").lower() in _labels():
        return None
    if match["short"] and not currency:
        end = match.end("num")
    if (
        match["num"]
        and not currency
        and re.search(r"(?<!\band)(?<=[a-z])\s[A-Z][\w.]*\s\Z", before)
        and len(match["num"]) < 3
        and _unit_after(text, end)[0] != "%"
    ):
        return None  # `Node 20 helps`: the number belongs to the name
    if (match["words"] or "").lower() == "one" and _is_pronoun(text, start, end):
        return None
    unit = currency
    if not unit:
        unit, end = _unit_after(text, end)
    if end == match.end("num") and match["num"] and _NOT_AFTER.match(text, end) and not _RANGE_AFTER.match(text, end):
        return None
    value, places, scale = _value(match, bool(currency))
    if match["sign"] in ("-", "−"):
        value = -value
    hedged = bool(_RANGE_AFTER.match(text, end) or _RANGE_BEFORE.search(before[-5:]) or _is_hedged(before))
    amount = Amount(
        start=start, end=end, text=text[start:end], value=value, unit=unit, places=places, scale=scale, hedged=hedged
    )
    return replace(amount, slack=slack_of(amount))


def _is_pronoun(text: str, start: int, end: int) -> bool:
    """Whether `one` stands for a thing and counts none: `the lower one`, `one of them`."""
    return (
        not re.match(r"\s[a-z]", text[end : end + 2])
        or re.match(r"\s(?:of|another|by\sone|more|day|who|that|which|or|is|was|has|can|may|must|and)\b", text[end:])
        is not None
        or re.search(
            r"\b(?:the|this|that|each|every|any|no|some|which|another)\s(?:\w+\s)?\Z",
            text[max(0, start - 24) : start],
            re.I,
        )
        is not None
    )


def _unit_after(text: str, at: int) -> tuple[str, int]:
    match = _UNIT_NEXT.match(text, at)
    if not match:
        return "", at
    words = " ".join(match["unit"].split())
    unit = _unit_table().get(words) or _unit_table().get(words.lower() if len(words) > 3 else words, "")
    if not unit or re.match(r"[\w-]", text[match.end() : match.end() + 1]):
        return "", at
    if words in _AMBIGUOUS and re.match(r"\s\w" if words in ("in", "at", "a") else r"\s[a-z]", text[match.end() :]):
        return "", at  # `17 in Reception` are no inches
    if words in ("foot", "stone") and re.match(r"\s[a-z]+s\b", text[match.end() :]):
        return "", at  # `40 foot soldiers`, `12 stone walls` are counted, not measured
    return unit, match.end()


def _value(match: re.Match[str], is_money: bool) -> tuple[Fraction, int, int]:
    if match["num"] is None:
        return Fraction(number_of_words(match["words"])), 0, 1
    plain = re.sub(r"[,\u00a0\u202f\u2009 ]", "", match["num"])
    name = (match["scale"] or (match["short"] if is_money else "") or "").lower()
    scale = _words()[1].get(name, 1)
    return Fraction(plain) * scale, len(plain.partition(".")[2]), scale


def number_of_words(words: str) -> int:
    """The number that words say: `two hundred and six` is 206."""
    small, scale = _words()
    total, current = 0, 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in small:
            current += small[word]
        elif word in scale and scale[word] in (12, 100):
            current = (current or 1) * scale[word]
        elif word in scale:
            total, current = total + (current or 1) * scale[word], 0
    return total + current


def slack_of(amount: Amount) -> Fraction:
    """Half the worth of the last digit; counts below a thousand and sums of money are exact but for their zeros."""
    if amount.places or amount.scale > 1:
        return Fraction(amount.scale, 2 * 10**amount.places)
    if amount.unit == "%" or amount.unit in units():
        return max(Fraction(1, 2), min(_zeros(amount.value), abs(amount.value) * _LARGEST_SLACK))
    most = _LARGEST_SLACK_OF_MONEY if amount.unit else _LARGEST_SLACK
    return min(_zeros(amount.value), abs(amount.value) * most)


def _zeros(value: Fraction) -> Fraction:
    if value.denominator != 1 or abs(value) < 1000:
        return Fraction(0)
    digits = str(abs(value.numerator))
    zeros = len(digits) - len(digits.rstrip("0"))
    return Fraction(10**zeros, 2) if zeros else Fraction(0)


_CELL = pattern_of(
    r"(?P<pre>[€£$¥₹]|[A-Z]{0,3}\$|[A-Z]{3})?\s?(?P<open>\()?(?P<sign>[-−–+])?\s?(?P<pre2>[€£$¥₹])?\s?"
    rf"(?P<num>{_DIGITS}|\d+,\d{{1,2}})\s?(?P<scale>million|billion|thousand|bn|mn|m|k)?(?(open)\))"
    r"(?:\s?(?P<unit>%|[^\W\d][^\W\d]*[²³]?(?:\s[^\W\d]+){0,2}))?(?P<aside>\s?\(\d+(?:\.\d+)?\s?%\))?"
    r"(?P<note>\s?(?:[*†‡§¹²³]+|\[\w{1,3}\]|\((?:[a-z]|i{1,3})\)))?\.?\Z"
)


def amount_of_cell(text: str) -> Amount | None:
    """The one amount that a table cell holds and nothing else but its unit and a footnote mark."""
    lead = len(text) - len(text.lstrip())
    match = _CELL.match(text.strip())
    if match is None:
        return None
    plain = re.sub(r"[\u00a0\u202f\u2009 ]", "", match["num"])
    plain = plain.replace(",", ".") if re.fullmatch(r"\d+,\d{1,2}", plain) else plain.replace(",", "")
    prefix = match["pre"] or match["pre2"] or ""
    unit = _currencies().get(prefix.lower(), prefix)
    short = match["scale"] or ""
    scale = _words()[1].get(short, 1) if unit or len(short) > 2 else 1
    if short and scale == 1:
        unit = short  # `12 m` without a currency are metres
    if match["unit"]:
        words = match["unit"]
        unit = unit or _unit_table().get(words) or _unit_table().get(words.lower()) or words.lower()
    value = Fraction(plain) * scale
    if match["open"] or match["sign"] in ("-", "−", "–"):
        value = -value
    amount = Amount(
        start=lead + (match.start("pre") if match["pre"] else match.start(0)),
        end=lead + (match.end("aside") if match["aside"] else match.end("num")),
        text=text.strip(),
        value=value,
        unit=unit,
        places=len(plain.partition(".")[2]),
        scale=scale,
        noted=bool(match["note"]),
    )
    return replace(amount, slack=slack_of(amount))


def shown(value: Fraction, like: Sequence[Amount]) -> str:
    """A number for people, written as the amounts beside it are."""
    if like and like[-1].unit == SPELL:
        return _shown_spell(value, any(":" in a.text for a in like))
    scale = min((a.scale for a in like), default=1) if len({a.scale for a in like}) == 1 else 1
    number = value / scale
    places = max((a.places for a in like), default=0)
    while (number * 10**places).denominator != 1 and places < 6:
        places += 1
    text = f"{float(number):,.{places}f}" if places else f"{number.numerator // number.denominator:,d}"
    if not any("," in a.text for a in like) and abs(number) < 10_000:
        text = text.replace(",", "")
    unit = like[0].unit if like and len({a.unit for a in like}) == 1 else ""
    name = _SCALE_NAMES.get(scale, "")
    if unit == "%":
        return f"{text} %"
    sign = {"EUR": "€", "GBP": "£", "USD": "$"}.get(unit)
    if sign and any(sign in a.text for a in like):
        return f"{'-' if number < 0 else ''}{sign}{text.lstrip('-')}{name}"
    return text + name


def _shown_spell(value: Fraction, is_clock: bool) -> str:
    """A length of time, of seconds, as a clock shows it or in words."""
    seconds = abs(value)
    hours, minutes, rest = int(seconds // 3600), int(seconds % 3600 // 60), seconds % 60
    sign = "-" if value < 0 else ""
    if is_clock:
        last = f"{int(rest):02d}" if rest.denominator == 1 else f"{float(rest):05.2f}"
        return f"{sign}{hours}:{minutes:02d}:{last}" if hours else f"{sign}{minutes}:{last}"
    told = [(hours, "hour"), (minutes, "minute"), (rest, "second")]
    return sign + " ".join(f"{float(n):g} {name}{'' if n == 1 else 's'}" for n, name in told if n)


_SCALE_NAMES = {1000: " thousand", 1_000_000: " million", 1_000_000_000: " billion", 1_000_000_000_000: " trillion"}


def is_slip(given: Fraction, true: Fraction) -> bool:
    """Whether two whole or decimal numbers differ by one digit or by two neighbours that changed places."""
    factor = next((10**p for p in range(7) if (given * 10**p).denominator == (true * 10**p).denominator == 1), 0)
    a, b = str(abs(int(given * factor))), str(abs(int(true * factor)))
    if len(a) != len(b) or a == b or len(a) < 2:
        return False
    off = [k for k in range(len(a)) if a[k] != b[k]]
    return len(off) == 1 or (
        len(off) == 2 and off[1] == off[0] + 1 and a[off[0]] == b[off[1]] and a[off[1]] == b[off[0]]
    )
