"""Extract, part: numbers with their unit, currency or counted thing, their precision and the words that qualify them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import cache

from factcheck.data import load_yaml
from factcheck.model.mention import QuantityMention
from factcheck.values.quantities import Quantity, units
from factcheck.values.words import fold, function_words, stem

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d.,]\d)|\d+(?:\.\d+)?)"
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667"}


@cache
def _grammar() -> dict[str, re.Pattern[str]]:
    data = load_yaml("claims/numbers.yaml")
    small = "|".join(sorted(data["small"], key=lambda w: (-len(w), w)))
    scale = "|".join(sorted((w for w in data["scale"] if len(w) > 2), key=lambda w: (-len(w), w)))
    word = rf"(?:(?:{small})(?:[- ](?:{small}))?|a(?=\s(?:{scale}))|half\sa(?=\s(?:million|billion|dozen)))"
    words = rf"{word}(?:(?:\s|-)(?:{scale})(?:(?:\s+and)?\s+{word}(?:\s(?:{scale})(?:(?:\s+and)?\s+{word})?)?)?)*"
    short = rf"(?:\s?(?:{scale})\b|(?:bn|mn|tn|m|k)\b(?![²³/]))"
    number = rf"(?:{_DIGITS}[½¼¾⅓⅔]?|[½¼¾⅓⅔])"
    symbols = "|".join(
        sorted(
            (
                re.escape(s)
                for names in data["currencies"].values()
                for s in names
                if not s[0].isalpha() or s.isupper() or "$" in s
            ),
            key=lambda w: (-len(w), w),
        )
    )
    comparators = "|".join(
        sorted((re.escape(w) for ws in data["comparators"].values() for w in ws), key=lambda w: (-len(w), w))
    )
    return {
        "number": re.compile(
            rf"(?<![\w.,/:#'’-])(?P<cur>(?:{symbols})\s?)?(?:(?P<sign>[-−])?(?P<num>{number})(?P<scale>{short})?(?:\s?±\s?(?P<pm>{number})(?![\w]*\d)|\s?(?:–|—|-|to|and)\s?(?P<cur2>[€$£])?(?P<num2>{number})(?P<scale2>{short})?(?![\d-]))?(?![\w]*\d|[:/]\d|-\d|\.\d)|(?P<words>\b(?:{words})\b)(?![\w’'-]*[\w]))",
            re.I,
        ),
        "before": re.compile(rf"(?:^|[\s(])(?P<cmp>{comparators})\s+(?:the\s)?\Z", re.I),
        "hyphen": re.compile(
            rf"(?<![\w-])(?P<num>{_DIGITS}|(?:{small})(?:-(?:{small}))?)-(?P<unit>[a-z]{{2,14}})(?=[\s,.;)-])", re.I
        ),
    }


@cache
def _unit_names() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = {}
    for symbol, unit in units().items():
        table.setdefault(symbol, symbol)
        for name in unit.names:
            table.setdefault(name, symbol)
            table.setdefault(name + "s", symbol)
    for plural, symbol in (("feet", "ft"), ("inches", "in"), ("acres", "acre")):
        table[plural] = symbol
    for code, names in load_yaml("claims/numbers.yaml")["currencies"].items():
        for name in names:
            if name[0].isalpha() or len(name) > 1:
                table.setdefault(name, code)
    table["€"], table["£"], table["$"] = "EUR", "GBP", "USD"
    pattern = "|".join(re.escape(name) for name in sorted(table, key=lambda w: (-len(w), w)))
    return re.compile(rf"\s?-?(?P<unit>{pattern})(?![\w²³])"), table


@cache
def _currency_of() -> dict[str, str]:
    return {
        name.lower(): code for code, names in load_yaml("claims/numbers.yaml")["currencies"].items() for name in names
    }


@cache
def _comparator_of() -> dict[str, str]:
    return {w.lower(): sign for sign, ws in load_yaml("claims/numbers.yaml")["comparators"].items() for w in ws}


@cache
def _labels() -> frozenset[str]:
    return frozenset(load_yaml("claims/numbers.yaml")["labels"])


_COMPOUND = re.compile(
    r"(?:\s?/\s?[a-zA-Zµμ°]{1,5}(?:[-−–]?[23²³])?(?!\w)|[ ·]?[a-zA-Zµμ]{1,4}[-−–]\s?[1-4](?!\d|[.,]\d|\s?[a-zA-Z%°])"
    r"|[-−]\s?[1-4](?!\d|[.,]\d|\s?[a-zA-Z%°]))+"
)
"""What makes a compound of a unit: `/ml`, ` s−1`, `−1`."""
_SIGN_BEFORE = re.compile(r"([~∼≈<>≤≥⩽⩾])[ ]?\Z")
_SIGNS = {"~": "~", "∼": "~", "≈": "~", "<": "<", ">": ">", "≤": "<=", "≥": ">=", "⩽": "<=", "⩾": ">="}


def find_quantities(text: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[QuantityMention, ...]:
    """The quantities of a block's plain text in order; stretches that are times are given as taken and left alone.

    A number without unit or counted thing is given only where the text is hardly more than it (a table cell): pattern
    `bare`.
    """
    found: list[QuantityMention] = []
    at = 0
    grammar = _grammar()
    while match := grammar["number"].search(text, at):
        start, end = match.start(), match.end()
        at = match.end("num") if match["num"] else end
        if any(a < end and start < b for a, b in taken):
            continue
        mention = _read(text, match)
        if mention is None:
            continue
        found.append(mention)
        at = max(mention.end, mention.number_end)
    found.extend(m for m in _hyphenated(text, taken) if not any(m.start < f.end and f.start < m.end for f in found))
    return tuple(sorted(found, key=lambda m: m.start))


def _read(text: str, match: re.Match[str]) -> QuantityMention | None:
    before = text[max(0, match.start() - 28) : match.start()]
    label = re.search(r"([A-Za-z.]+)\s?\Z", before)
    currency = _currency_of().get((match["cur"] or "").strip().lower(), "")
    if label and not currency and label[1].lower() in _labels():
        return None
    value = _value(match["num"], match["scale"]) if match["num"] else _words_value(match["words"])
    if value is None:
        return None
    if not currency and match["num"] and value[0] <= 100 and re.search(r"[^.!?:\s]\s(?:[A-Z][\w.]*\.?)\s\Z", before):
        return None  # `Node 20 helps`, `Area 51`: the number belongs to the name
    low, tolerance = value
    high = low
    if match["num2"] and _is_two_numbers(text, match):
        return _read_first(text, match)
    if match["num2"]:
        second = _value(match["num2"], match["scale2"] or match["scale"])
        if second is None:
            return None
        if match["scale2"] and not match["scale"]:
            low = low * _scale(match["scale2"])
        high, tolerance = second[0], Decimal(0)
        if high < low:
            low, high = high, low
    if match["pm"] and (margin := _value(match["pm"], match["scale"])) is not None:
        tolerance = margin[0]
    if match["sign"]:
        low, high = -low, -high
    end, unit, thing = match.end(), currency, ""
    if not unit:
        names, table = _unit_names()
        found = names.match(text, match.end())
        if found and not (
            found["unit"]
            in ("in", "A", "a", "B", "K", "N", "V", "bar", "st", "h", "t", "m", "g", "L", "l", "W", "min", "kt")
            and not _is_symbol(text, match, found)
        ):
            unit, end = table[found["unit"]], found.end()
            rest = _COMPOUND.match(text, end) if unit in units() else None
            if rest:
                unit, end = unit + re.sub(r"\s", "", rest[0]).replace("−", "-").replace("–", "-"), rest.end()
    if not unit:
        thing, end = _counted(text, match.end())
        if not thing and match["words"] and match["words"].lower() in ("one", "a", "zero"):
            return None
    pattern = "measure" if unit else "count" if thing else "bare"
    if pattern == "bare" and not _is_nearly_all(text, match):
        thing, pattern = _crew_of(before), "of"
        if not thing:
            return None
    if pattern == "count" and match["words"] and match["words"].lower() == "one":
        return None
    sign, begin = _comparator(text, match.start())
    if unit in units() and not tolerance and low == low.to_integral_value():
        # a measure is rounded to its last digit, a count or a price is not; `2 km` is not said of 2.4
        tolerance = min(Decimal("0.5"), abs(low) / 10)
    return QuantityMention(
        start=begin,
        end=end,
        text=text[begin:end],
        number_start=match.start(),
        number_end=match.end(),
        quantity=Quantity(low=low, high=high, unit=unit, thing=thing, comparator=sign, tolerance=tolerance),
        pattern=pattern,
    )


def _is_two_numbers(text: str, match: re.Match[str]) -> bool:
    """Whether `12 and 15` are two numbers and not the ends of one range (`between 12 and 15`)."""
    between = text[match.end("num") : match.start("num2")]
    if re.search(r"\band\b", between):
        return not re.search(r"\bbetween\s(?:about\s)?\Z", text[max(0, match.start() - 16) : match.start()], re.I)
    return bool(re.search(r"\bto\b", between)) and bool(
        re.search(
            r"\b(?:rose|fell|grew|increased|cut|up|down)\b[^.]*from\s\Z",
            text[max(0, match.start() - 40) : match.start()],
            re.I,
        )
    )


def _read_first(text: str, match: re.Match[str]) -> QuantityMention | None:
    """Reads only the first of two numbers; the scan goes on behind it."""
    alone = _grammar()["number"].match(
        text[: match.end("scale") if match["scale"] else match.end("num")], match.start()
    )
    return _read(text, alone) if alone else None


def _is_symbol(text: str, match: re.Match[str], found: re.Match[str]) -> bool:
    """Whether a one-letter unit is one: after digits, and not the start of a word's use (`3 in the morning`)."""
    if match["num"] is None:
        return False
    after = text[found.end() : found.end() + 12]
    if found["unit"] == "in":
        return bool(re.match(r"\s?(?:[,.;)]|$|wide|long|high|tall|deep|by\b|of\srain)", after))
    return not re.match(r"\s?[A-Z]", after) or found["unit"] in ("m", "t", "g", "L", "h")


def _comparator(text: str, start: int) -> tuple[str, int]:
    if signed := _SIGN_BEFORE.search(text, max(0, start - 3), start):
        return _SIGNS[signed[1]], signed.start()
    window = text[max(0, start - 28) : start]
    match = _grammar()["before"].search(window)
    if not match:
        return "=", start
    sign = _comparator_of()[" ".join(match["cmp"].lower().split())]
    return sign, start - len(window) + match.start("cmp")


def _counted(text: str, at: int) -> tuple[str, int]:
    """The head noun after a number, as its stem, and where it ends: the last plural of the words that follow."""
    words: list[tuple[str, int]] = []
    position = at
    for _ in range(4):
        match = re.match(r"[ \u00a0](?P<word>[^\W\d_][\w'’-]*)", text[position:])
        if not match:
            break
        word = match["word"]
        if fold(word) in function_words():
            break
        if re.fullmatch(r"(?:[a-z]+ly|[a-z]+ed|was|were|died|left|came|went)", word) and words:
            break
        words.append((word, position + match.end()))
        position += match.end()
        if text[position : position + 1] not in (" ", "\u00a0"):
            break
    plural = [n for n, (word, _) in enumerate(words) if _is_plural(word)]
    if not plural:
        return "", at
    word, end = words[plural[0]]
    if re.match(r"\s(?:a|an|the|to|us|you|it|its|their|your|our|that|how)\b", text[end:]) and word.endswith("s"):
        return "", at  # `Node 22 includes a runner`: a verb, not a counted thing
    # `flood victims`, `parking spaces`: a plural directly after a plural heads them both
    return stem(word), end


def _is_plural(word: str) -> bool:
    lowered = word.lower().replace("’", "'")
    if lowered.endswith("'s"):
        return False
    if lowered in (
        "men",
        "women",
        "children",
        "people",
        "staff",
        "crew",
        "personnel",
        "feet",
        "dead",
        "cattle",
        "sheep",
        "aircraft",
        "series",
    ):
        return True
    return len(lowered) > 3 and lowered.endswith("s") and not lowered.endswith(("ss", "us", "is", "'s"))


def _crew_of(before: str) -> str:
    """`a crew of 38`, `a population of 12,300`, `capacity: 900`: the noun before the number."""
    match = re.search(r"\b([a-z]{4,})\s(?:of|is|was|numbered|totals|totalled|to)\s(?:\w+\s){0,2}\Z", before)
    return stem(match[1]) if match and match[1] in _GROUPS else ""


_GROUPS = frozenset(
    [
        "crew",
        "population",
        "capacity",
        "membership",
        "workforce",
        "staff",
        "garrison",
        "audience",
        "attendance",
        "toll",
        "circulation",
        "enrolment",
        "enrollment",
        "total",
    ]
)


def _is_nearly_all(text: str, match: re.Match[str]) -> bool:
    rest = (text[: match.start()] + text[match.end() :]).strip(" *()[]+-–~≈<>.:,%")
    return len(rest) <= 2 or (
        match.start() <= 2
        and text[match.end() : match.end() + 1] in ("", " ", ",", "(")
        and len(text) < 60
        and bool(re.match(r"\s*(?:\(|$|,)", text[match.end() :]))
    )


def _hyphenated(text: str, taken: Sequence[tuple[int, int]]) -> list[QuantityMention]:
    """`a 1,260-foot span`, `a twelve-storey block`."""
    found = []
    _, table = _unit_names()
    for match in _grammar()["hyphen"].finditer(text):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        value = _value(match["num"], None) if match["num"][0].isdigit() else _words_value(match["num"])
        if value is None:
            continue
        symbol = table.get(match["unit"].lower(), "")
        thing = "" if symbol else stem(match["unit"])
        if not symbol and match["unit"].lower() not in (
            "storey",
            "story",
            "floor",
            "seat",
            "bed",
            "man",
            "room",
            "lane",
            "page",
            "member",
            "person",
            "credit",
            "part",
            "point",
        ):
            continue
        sign, begin = _comparator(text, match.start())
        found.append(
            QuantityMention(
                start=begin,
                end=match.end(),
                text=text[begin : match.end()],
                number_start=match.start(),
                number_end=match.start() + len(match["num"]),
                quantity=Quantity(
                    low=value[0], high=value[0], unit=symbol, thing=thing, comparator=sign, tolerance=value[1]
                ),
                pattern="hyphen",
            )
        )
    return found


def _scale(words: str | None) -> Decimal:
    if not words:
        return Decimal(1)
    return Decimal(_scale_words()[words.strip().lower()])


@cache
def _scale_words() -> dict[str, str]:
    """Scale words and what they multiply by."""
    scale: dict[str, str] = load_yaml("claims/numbers.yaml")["scale"]
    return scale


def _value(digits: str, scale: str | None) -> tuple[Decimal, Decimal] | None:
    """The number and half the worth of its last significant digit."""
    fraction = Decimal(0)
    if digits[-1] in _FRACTIONS:
        fraction, digits = Decimal(_FRACTIONS[digits[-1]]), digits[:-1] or "0"
    plain = re.sub(r"[,\u00a0\u202f\u2009 ]", "", digits)
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    factor = _scale(scale)
    return (number + fraction) * factor, _tolerance(plain, factor)


def _tolerance(digits: str, factor: Decimal) -> Decimal:
    if "." in digits:
        return Decimal(5).scaleb(-len(digits.split(".")[1]) - 1) * factor
    if factor > 1:
        return factor / 2
    zeros = len(digits) - len(digits.rstrip("0"))
    if int(digits) < 1000:
        return Decimal(0)
    # 73,500 may be rounded to hundreds, 70,000 to ten thousands; below a thousand people count
    return Decimal(5).scaleb(zeros - 1) if zeros else Decimal(0)


def _words_value(words: str) -> tuple[Decimal, Decimal] | None:
    small, scale = _number_words()
    total, current = Decimal(0), Decimal(0)
    for word in re.split(r"[\s-]+", words.lower()):
        if word in ("and",):
            continue
        if word in small:
            current += small[word]
        elif word == "a":
            current = current or Decimal(1)
        elif word == "half":
            current = Decimal("0.5")
        elif word in scale:
            factor = scale[word]
            if factor == 100 or factor == 12:
                current = (current or Decimal(1)) * factor
            else:
                total, current = total + (current or Decimal(1)) * factor, Decimal(0)
        else:
            return None
    number = total + current
    text = f"{int(number)}"
    zeros = len(text) - len(text.rstrip("0"))
    return number, Decimal(0) if number <= 100 or zeros == 0 else Decimal(5).scaleb(zeros - 1)


@cache
def _number_words() -> tuple[dict[str, int], dict[str, int]]:
    data = load_yaml("claims/numbers.yaml")
    return {k: int(v) for k, v in data["small"].items()}, {k: int(v) for k, v in data["scale"].items()}


_LABEL_UNIT = re.compile(
    r"(?:\bin\s+)?(?:(?P<symbol>[€£$])\s?(?P<short>m|mn|million|bn|billion|k|thousand)?\b|(?P<scale>millions?|thousands?|billions?)\s+of\s+(?P<name>[a-z]+)"
    r"|\b(?P<code>EUR|USD|GBP|CHF|SEK|NOK|JPY)\s?(?P<short2>m|mn|million|bn|billion|k|thousand)?\b|(?P<plain>million|thousand|billion)s?\s+(?P<name2>euros|dollars|pounds|kronor|tonnes|litres)|[(\[,]\s?(?:in\s)?(?P<unit>[A-Za-z°%²³/]{1,6})\s?[)\]])"
)


def unit_of_labels(labels: Sequence[str]) -> tuple[str, Decimal] | None:
    """The unit and the factor that the heads, caption or lead-in of a table give its bare numbers (`in EUR million`)."""
    _, table = _unit_names()
    for label in labels:
        for match in _LABEL_UNIT.finditer(label):
            factor = _scale(
                (match["short"] or match["short2"] or match["scale"] or match["plain"] or "").rstrip("s") or None
            )
            name = match["symbol"] or match["code"] or match["name"] or match["name2"] or match["unit"] or ""
            unit = table.get(name) or _currency_of().get(name.lower(), "")
            if unit:
                return unit, factor
    return None


def with_unit(mention: QuantityMention, unit: str, factor: Decimal) -> QuantityMention:
    """A bare number, completed by the unit of its table."""
    from dataclasses import replace

    q = mention.quantity
    quantity = replace(
        q,
        low=q.low * factor,
        high=q.high * factor,
        tolerance=max(q.tolerance, Decimal("0.5") if q.low == q.low.to_integral_value() and factor > 1 else Decimal(0))
        * factor,
        unit=unit,
    )
    return replace(mention, quantity=quantity, pattern="labelled")
