"""Extract, part: numbers in digits and in words, and what their digits say of their precision."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import compress
from typing import Any

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.patterns import pattern_of
from factcheck.values.words import Token, WordTable

SPACES = " \u00a0\u202f\u2009"
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875"}  # fmt: skip
_GLYPHS = "".join(_FRACTIONS)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")

_DIGITS = pattern_of(
    rf"""
    (?P<mixed>\d{{1,4}}[{SPACES}][1-9]\d?/(?:2|3|4|5|6|8|10|16|32|64))(?![\d/,.]\d|/|\d)     # 5 1/4
  | (?P<ratio>[1-9]\d?/(?:2|3|4|5|6|8|10|16|32|64))(?![\d/]|[,.]\d)                          # 3/4
  | (?P<num>
        \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!,?\d)                                             # 1,234.5
      | \d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?:\.\d+)?(?!,?\d)                                     # 12,34,567
      | \d{{1,3}}(?:\.\d{{3}})+,\d{{1,2}}(?![\d,.]*\d)                                       # 1.234,5
      | \d{{1,3}}(?:\.\d{{3}}){{2,}}(?![\d,.]*\d)                                            # 1.234.567
      | \d{{1,3}}(?:['’]\d{{3}})+(?:\.\d+)?(?!['’]?\d)                                       # 1'234.5
      | \d{{1,3}}(?:[{SPACES}]\d{{3}})+(?:[.,]\d{{1,2}})?(?![\d.,]*\d)                       # 1 234,5
      | \d+,\d{{1,2}}(?![\d,.]*\d)                                                           # 12,5
      | \d+(?:\.\d+)?
      | \.\d+
    )(?P<glyph>[{_GLYPHS}])?
    (?P<power>[{SPACES}]?[×x·⋅*][{SPACES}]?10(?:\^\(?[-−+]?\d{{1,2}}\)?|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)(?!\d)|[eE][-−+]?\d{{1,3}}(?!\w))?
  | (?P<only>[{_GLYPHS}])
    """,
    re.X,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as it stands; `digits` is False for one in words."""

    start: int
    end: int
    value: Decimal
    tolerance: Decimal
    digits: bool
    part: bool = False
    """A share in words: `two-thirds`."""
    unsure: bool = False
    """Reads as a number only beside a unit: `12,5`, `3/4`."""
    sign: str = "="
    """The comparator that lies in the word: `a couple`."""


@cache
def number_data() -> dict[str, Any]:
    """The content of `claims/numbers.yaml`."""
    data: dict[str, Any] = load_yaml("claims/numbers.yaml")
    return data


def by_first_letter(words: Iterable[str], *, capital: bool = False) -> str:
    """A pattern of any of the words, grouped by first letter so that most places of a text fail at once."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    first = {k: f"[{k.upper()}{k}]" if capital and k.isalpha() else re.escape(k) for k in groups}
    return "|".join(f"{first[k]}(?:{'|'.join(groups[k])})" for k in sorted(groups))


@cache
def scales() -> dict[str, Decimal]:
    """Scale words and what they multiply by."""
    return {word: Decimal(value) for word, value in number_data()["scale"].items()}


@cache
def _small() -> dict[str, int]:
    return {word: int(value) for word, value in number_data()["small"].items()}


@cache
def _parts() -> dict[str, int]:
    """Names of parts, singular and plural: `third`, `thirds`, `halves`."""
    found = {}
    for word, value in number_data()["parts"].items():
        found[word] = int(value)
        found[word + "s" if word != "half" else "halves"] = int(value)
    return found


@cache
def _collectives() -> dict[str, tuple[str, int]]:
    return {w: (v.split()[0], int(v.split()[1])) for w, v in number_data()["collective"].items()}


@cache
def _word_starts() -> re.Pattern[str]:
    words = [*_small(), *(w for w in scales() if len(w) > 2), *_collectives(), *number_data()["ordinals"]]
    return re.compile(rf"(?<![\w'’-])(?:{by_first_letter([*words, 'quarter', 'half'], capital=True)})(?![\w’'])")


_RUN = pattern_of(rf"[\d{_GLYPHS}]+")


def number_starts(text: str, tokens: Sequence[Token] | None = None) -> list[int]:
    """Where numbers may start, in order: a first digit, or a word of number that is no part of a longer word.

    With the tokens of the text, words of number are looked for only in those that may be one.
    """
    if tokens is None:
        return sorted(_digit_starts(text) + [m.start() for m in _word_starts().finditer(text)])
    counting = list(map(_COUNTING.__getitem__, [token.text for token in tokens]))
    if not any(counting):
        return []
    words: list[int] = []
    has_digits = False
    for token, kind in zip(compress(tokens, counting), filter(None, counting), strict=True):
        has_digits = has_digits or bool(kind & _IN_DIGITS)
        if kind & _IN_WORDS:
            for match in _word_starts().finditer(text, token.start):
                if match.start() >= token.end:
                    break
                words.append(match.start())
    digits = _digit_starts(text) if has_digits else []
    return sorted(digits + words) if words else digits


def _digit_starts(text: str) -> list[int]:
    return [start for m in _RUN.finditer(text) if (start := _first_digit(text, m.start())) is not None]


_IN_DIGITS, _IN_WORDS = 1, 2
_COUNTING = WordTable(
    lambda word: _IN_DIGITS * (_RUN.search(word) is not None) | _IN_WORDS * (_word_starts().search(word) is not None)
)


def _first_digit(text: str, at: int) -> int | None:
    """Where the number of a run of digits starts; none where letters stand before it that are no currency's."""
    before = text[at - 1] if at else " "
    if before == ".":
        return None if at > 1 and (text[at - 2].isalnum() or text[at - 2] == "_") else at - 1
    if not before.isalnum() and before != "_":
        return at
    return (
        at
        if (text[max(0, at - 3) : at].isupper() and text[at - 3 : at].isalpha()) or text[at - 2 : at] == "Rs"
        else None
    )


def starts_number(text: str, at: int) -> bool:
    """Whether a number may start there."""
    return text[at].isdecimal() or text[at] in _FRACTIONS or text[at] == "." or bool(_word_starts().match(text, at))


def read_number(text: str, at: int, *, decimal_comma: bool = False) -> Number | None:
    """The number that starts there, in digits or in words, without scale words after digits."""
    first = text[at]
    if first.isdecimal() or first == "." or first in _FRACTIONS:
        return _read_digits(text, at, decimal_comma)
    return _read_words(text, at)


def _read_digits(text: str, at: int, decimal_comma: bool) -> Number | None:
    match = _DIGITS.match(text, at)
    if match is None:
        return None
    if fraction := match["mixed"] or match["ratio"]:
        whole, _, part = fraction.rpartition(" ") if match["mixed"] else ("0", "", fraction)
        whole = whole.strip(SPACES) or "0"
        above, below = (Decimal(n) for n in re.split("/", part.strip(SPACES)))
        if above >= below:
            return None
        number = Decimal(whole) + above / below
        return Number(
            start=at, end=match.end(), value=number, tolerance=Decimal(0), digits=True, unsure=not match["mixed"]
        )
    if match["only"]:
        return _of_glyph(at, match.end(), Decimal(0), match["only"])
    plain, unsure = _plain(match["num"], decimal_comma)
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    if match["glyph"]:
        return _of_glyph(at, match.end("glyph"), number, match["glyph"])
    factor, end = Decimal(1), match.end("num")
    if power := match["power"]:
        exponent = int(re.sub(r"^\s?[×x·⋅*]\s?10|[\^()eE]", "", power).translate(_RAISED).strip())
        factor, end = Decimal(10) ** exponent, match.end("power")
    tolerance = _tolerance(plain, factor) if factor == 1 else _tolerance_of_scaled(plain, factor)
    return Number(start=at, end=end, value=number * factor, tolerance=tolerance, digits=True, unsure=unsure)


def _of_glyph(start: int, end: int, whole: Decimal, glyph: str) -> Number:
    value = whole + Decimal(_FRACTIONS[glyph])
    return Number(start=start, end=end, value=value, tolerance=Decimal(0), digits=True)


_SEPARATORS = pattern_of(rf"[{SPACES}'’]")


def _plain(digits: str, decimal_comma: bool) -> tuple[str, bool]:
    """The digits with a decimal point and without separators, and whether only a unit would make a number of them."""
    plain = digits if digits.isdecimal() else _SEPARATORS.sub("", digits)
    comma, point = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and point >= 0:
        return (plain.replace(",", ""), False) if point > comma else (plain.replace(".", "").replace(",", "."), False)
    if comma >= 0:
        decimals = len(plain) - comma - 1
        if decimals < 3 or (decimal_comma and plain.count(",") == 1):
            return plain.replace(",", "."), not decimal_comma and plain == digits
        return plain.replace(",", ""), False
    if plain.count(".") > 1 or (decimal_comma and re.fullmatch(r"\d{1,3}\.\d{3}", plain)):
        return plain.replace(".", ""), False
    return plain, False


def _tolerance(digits: str, factor: Decimal = Decimal(1)) -> Decimal:
    """Half the worth of the last digit that was not rounded away."""
    if "." in digits:
        return Decimal(5).scaleb(-len(digits.split(".")[1]) - 1) * factor
    zeros = len(digits) - len(digits.rstrip("0"))
    if int(digits) < 1000 or not zeros:
        return Decimal(0)
    # 46,300 may be rounded to hundreds, 70,000 to ten thousands; below a thousand people count
    return Decimal(5).scaleb(zeros - 1)


def _tolerance_of_scaled(digits: str, factor: Decimal) -> Decimal:
    return _tolerance(digits, factor) if "." in digits else abs(factor) / 2


_SCALE = pattern_of(
    rf"[{SPACES}]?(?P<long>[Hh]undred|[Tt]housand|[Mm]illion|[Bb]illion|[Tt]rillion|lakh|crore|dozen)\b|(?P<short>bn|mn|tn|[mMkK])(?![\w²³/])"
)


def with_scale(text: str, number: Number, *, short_million: bool) -> Number:
    """A number in digits with the scale word behind it: `1.2 million`, `3bn`; `3m` is three metres unless told otherwise."""
    match = _SCALE.match(text, number.end)
    if match is None or not number.digits:
        return number
    word = (match["long"] or match["short"]).lower()
    if word == "m" and not short_million:
        return number
    factor = scales()[word]
    digits = text[number.start : number.end]
    tolerance = number.tolerance * factor if "." in digits else factor / 2 if digits.isdecimal() else Decimal(0)
    value = number.value * factor
    return Number(start=number.start, end=match.end(), value=value, tolerance=tolerance, digits=True)


_WORD = pattern_of(r"(?P<and>\sand\s)?(?(and)|[ \u00a0-])(?P<word>[A-Za-z]+)")
_LETTERS = pattern_of(r"[A-Za-z]+")
_ARTICLE = pattern_of(r"(?<![\w'’-])(?:(?P<half>[Hh]alf)(?:\s+an?)?|[Aa])\s\Z")
_OF = pattern_of(r"\sof(?=\s)")
_HALF_A = pattern_of(r"\s+an?(?=\s(?P<word>[a-z]+))")
_AND_A_PART = pattern_of(r"\s(half|quarter|third)\b")


def _read_words(text: str, at: int) -> Number | None:
    """The longest number in words from there: `two hundred and five`, `two and a half`, `three-quarters`, `a dozen`."""
    first = _LETTERS.match(text, at)
    word = first[0].lower() if first else ""
    if first is None or (word in number_data()["ordinals"] and word != "third"):
        return None
    if word in _small():
        return _continue(text, at, first.end(), Decimal(_small()[word]), scaled=False)
    if word == "half":
        after = _HALF_A.match(text, first.end())
        if after is None or after["word"] in scales():
            return None  # `half a million` is read from its scale word on
        half = Decimal("0.5")
        return Number(start=at, end=after.end(), value=half, tolerance=Decimal(0), digits=False, unsure=True)
    article = _ARTICLE.search(text[max(0, at - 9) : at])
    if article is None or not first[0].islower():
        return None
    start = at - len(article[0])
    if word in scales():
        factor = Decimal("0.5") if article["half"] else Decimal(1)
        return _continue(text, start, first.end(), factor * scales()[word], scaled=True)
    of = _OF.match(text, first.end())
    if of is None or article["half"]:
        return None
    if word in _parts():
        return _share(start, first.end(), 1, _parts()[word])
    sign, count = _collectives()[word]
    return Number(start=start, end=of.end(), value=Decimal(count), tolerance=Decimal(0), digits=False, sign=sign)


def _share(start: int, end: int, above: int, below: int) -> Number:
    value = round(Decimal(above) / Decimal(below), 4)
    return Number(start=start, end=end, value=value, tolerance=Decimal("0.02"), digits=False, part=True)


def _continue(text: str, start: int, end: int, value: Decimal, *, scaled: bool) -> Number | None:
    """A number of which the first word is read (`scaled`: a scale word), with the words that go on."""
    small, scale = _small(), scales()
    total, current, last = (value, Decimal(0), value) if value >= 1000 else (Decimal(0), value, value)
    while match := _WORD.match(text, end):
        word, joined = match["word"].lower(), bool(match["and"])
        if word in scale and len(word) > 2 and not joined:
            last, scaled = scale[word], True
            if last >= 1000:
                total, current = total + (current or Decimal(1)) * last, Decimal(0)
            else:
                current = (current or Decimal(1)) * last
        elif word in small and _goes_on(last, small[word], joined, scaled):
            current, last = current + small[word], Decimal(small[word])
        elif joined and word == "a" and not scaled and (part := _AND_A_PART.match(text, match.end())):
            current, last, end = current + round(Decimal(1) / _parts()[part[1]], 4), Decimal(0), part.end()
            continue
        elif word in _parts() and word not in ("half", "halves") and not joined and not scaled and current < 10:
            if (current > 1) == word.endswith("s") and (word != "quarter" or _OF.match(text, match.end())):
                return _share(start, match.end(), int(current), _parts()[word])
            break
        else:
            break
        end = match.end()
    number = total + current
    return Number(start=start, end=end, value=number, tolerance=_tolerance_of_words(number), digits=False)


def _goes_on(last: Decimal, following: int, joined: bool, scaled: bool) -> bool:
    """Whether a small number belongs to the words before it: `twenty-five`, `hundred and five`, not `five six`."""
    if scaled and last >= 100:
        return 0 < following < 100
    return not joined and 20 <= last <= 90 and last % 10 == 0 and 0 < following < 10


def _tolerance_of_words(number: Decimal) -> Decimal:
    if number != number.to_integral_value() or number <= 100:
        return Decimal(0)
    text = f"{int(number)}"
    zeros = len(text) - len(text.rstrip("0"))
    return Decimal(5).scaleb(zeros - 1) if zeros else Decimal(0)


_MEASURED = r"\s?(?:%|[kcm]?m\b|k?g\b|ha\b|°|€|EUR\b)"
_COMMA_STYLE = pattern_of(rf"\d(?:\.\d{{3}})+,\d{{1,2}}(?![\d,])|\d,\d{{1,2}}{_MEASURED}")
_POINT_STYLE = pattern_of(rf"(?<![\d.,])\d{{1,3}}(?:,\d{{3}})+(?![\d,])|\d\.\d{{1,2}}(?![\d.]){_MEASURED}")


def writes_decimal_comma(texts: Sequence[str]) -> bool:
    """Whether a document writes `1.234,5` or `12,5 %`: it does so somewhere, and nowhere `1,234` or `12.5 %`."""
    return any("," in text and _COMMA_STYLE.search(text) for text in texts) and not any(
        _POINT_STYLE.search(text) for text in texts
    )
