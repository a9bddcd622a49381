"""Extract, part: figures: one number or both ends of a range, with the sign, currency and scale that belong to it."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.extract.comparators import range_word_before
from factcheck.extract.counted import counted_after
from factcheck.extract.numbers import SPACES, Number, read_number, starts_number, with_scale
from factcheck.extract.unit_words import UnitWords, currency_at_end, currency_of, read_unit
from factcheck.frozen import dataclass, maker, replace
from factcheck.patterns import pattern_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number, or both ends of a range, with what stands before it."""

    text: str
    start: int
    """Of the sign or currency before the number."""
    end: int
    low: Decimal
    high: Decimal
    tolerance: Decimal
    first: Number
    currency: str = ""
    ranged: bool = False
    written: tuple[Decimal, Decimal] | None = None
    """Both numbers as they stand, which of a score say who won."""


_figure = maker(Figure)

_SIGN_BEFORE = pattern_of(r"(?<![\w.,)%])[-−–]\Z")
_LOST_POWER = pattern_of(r"10\d{1,2}")
_TIMES = pattern_of(r"[×x]\s?\Z")
_SEPARATOR = pattern_of(rf"[{SPACES}]?[–—-][{SPACES}]?(?=[^\W_a-z]|[.$€£½¼¾])|\s(?:to|and|or)\s(?=\w|[.$€£−½¼¾-])")
_CURRENCY_AHEAD = pattern_of(r"(?:[A-Z]{0,3}[$€£¥]\s?)?(?P<sign>[-−])?")
_LONG = pattern_of(
    r"\s(?:high|long|wide|deep|tall|thick|above|below|away|from|by|x|×|apart|race|races|sprint|pool|pools)\b|-"
)


def read_figure(text: str, at: int, decimal_comma: bool) -> Figure | None:
    number = read_number(text, at, decimal_comma=decimal_comma)
    if number is None:
        return None
    begin, currency, negative = number.start, "", False
    if number.digits and begin:
        before = text[begin - 1]
        if not before.isspace() and before not in "(":
            if before in "-−–" and (sign := _SIGN_BEFORE.search(text, max(0, begin - 2), begin)):
                begin, negative = sign.start(), True
        elif (
            before.isspace()
            and text[begin - 2 : begin - 1] == "s"
            and (sign := _MINUS.search(text[max(0, begin - 18) : begin]))
        ):
            begin, negative = begin - len(sign["word"]), True
        if begin and (match := currency_at_end(text, begin)):
            currency = currency_of()[match[1].lower()]
            begin -= len(match[0])
            if text[begin - 1 : begin] in "-−–" and (sign := _SIGN_BEFORE.search(text, max(0, begin - 2), begin)):
                begin, negative = sign.start(), True
        if begin and (text[begin - 1].isalnum() or text[begin - 1] in "_.,/:#%'’-–—"):
            if text[begin - 1] not in "–—" or not text[begin - 2 : begin - 1].isspace():
                return None
    if (
        number.digits
        and _LOST_POWER.fullmatch(text, number.start, number.end)
        and _TIMES.search(text, max(0, begin - 3), begin)
    ):
        return None  # `6 × 106 kg`: a power of ten whose exponent is no longer raised, or a product
    scaled = with_scale(text, number, short_million=bool(currency))
    if scaled is number and number.digits and text[number.end : number.end + 1] in ("m", "M") and not currency:
        scaled = _million_of_things(text, number)
    figure = _figure(
        text=text,
        start=begin,
        end=scaled.end,
        low=-scaled.value if negative else scaled.value,
        high=-scaled.value if negative else scaled.value,
        tolerance=scaled.tolerance,
        first=scaled,
        currency=currency,
    )
    return figure if scaled.part else _with_second(figure, number, scaled, decimal_comma)


_MINUS = pattern_of(
    r"(?:^|[(,;:–—]\s?|\b(?:to|at|of|between|from|is|was|were|and|or|by|below|above|about|around|nearly|reached|hit|under|over)\s|(?<!\w)(?!(?:one|two|three|four|five|six|seven|eight|nine|ten|plus|or)\s)[a-z]{3,}\s)(?P<word>[Mm]inus\s)\Z"
)


def _million_of_things(text: str, number: Number) -> Number:
    """`3m viewers`: millions, where what follows is counted and not measured."""
    end = number.end + 1
    if text[end : end + 1].isalnum() or _LONG.match(text, end) or not counted_after(text, end)[0]:
        return number
    return with_scale(text, number, short_million=True)


def _with_second(figure: Figure, number: Number, scaled: Number, decimal_comma: bool) -> Figure:
    """The figure with the other end of its range or its margin, where they follow."""
    text = figure.text
    following = text[figure.end : figure.end + 1]
    if not following or following not in " \u00a0\u202f\u2009–—-±+":
        return figure
    if number.digits and (margin := _MARGIN.match(text, figure.end)):
        second = read_number(text, margin.end(), decimal_comma=decimal_comma)
        if second is not None and second.digits:
            second = with_scale(text, second, short_million=False)
            return replace(figure, end=second.end, tolerance=second.value)
    ends = _second_end(figure, decimal_comma)
    if ends is None:
        return figure
    scaled_end, plain_end = ends
    low = figure.low
    if scaled_end.end > plain_end.end and scaled.end == number.end and plain_end.value:
        low *= scaled_end.value / plain_end.value  # `5-6 million`
    return _ranged(figure, low, scaled_end.value, scaled_end.end)


_BEFORE_SECOND = (" ", "\u00a0", "–", "—", "-")
_MARGIN = pattern_of(r"\s?(?:±|\+/-)\s?(?=[\d.])")


def _ranged(figure: Figure, low: Decimal, high: Decimal, end: int) -> Figure:
    return replace(
        figure,
        low=min(low, high),
        high=max(low, high),
        end=end,
        tolerance=Decimal(0),
        ranged=True,
        written=(low, high),
    )


def _second_end(figure: Figure, decimal_comma: bool) -> tuple[Number, Number] | None:
    """The second number of a range that starts right behind the figure, scaled and as it stands in digits."""
    text = figure.text
    separator = _SEPARATOR.match(text, figure.end)
    if separator is None or not _joins_a_range(text, figure, separator):
        return None
    ahead = _CURRENCY_AHEAD.match(text, separator.end())
    at = ahead.end() if ahead else separator.end()
    if at >= len(text) or not starts_number(text, at):
        return None
    plain = read_number(text, at, decimal_comma=decimal_comma)
    if plain is None or plain.start != at or plain.digits != figure.first.digits or plain.part:
        return None
    scaled = with_scale(text, plain, short_million=bool(figure.currency))
    if re.compile(r"-?\d").match(text, scaled.end):
        return None
    word = separator[0].strip()
    if separator[0] != word and word in "–—-" and scaled.value <= figure.low:
        return None  # `10 km - 3 km`
    if word == "to" and scaled.value < figure.low and range_word_before(text, figure.start) < figure.start:
        return None  # `from 2.3 MB to 1.6 MB`: what was and what is
    if word == "or" and not figure.low < scaled.value <= 2 * figure.low + 1:
        return None
    if ahead and ahead["sign"]:
        scaled, plain = replace(scaled, value=-scaled.value), replace(plain, value=-plain.value)
    return scaled, plain


_BETWEEN = pattern_of(r"\b[Bb]etween\s(?:about\s)?\Z")
_CHANGED = pattern_of(
    r"\b(?:ris(?:e|es|en|ing)|rose|f[ae]ll(?:s|en|ing)?|gr[eo]w(?:s|n|ing|th)?|(?:in|de)creas\w+|(?:up|down)|cut(?:s|ting)?|rais\w+|lower\w*|w[eo]nt|goes|go|gone|going|chang\w+|drop\w*|reduc\w+|reduction|climb\w*|improv\w+|shr[iau]nk\w*|declin\w+|jump\w*|sl[iu][pd]\w*|boost\w*|expan\w+|mov\w+|shift\w*|doubl\w+)\b[^.]*from\s\Z",
    re.I,
)


def _joins_a_range(text: str, figure: Figure, separator: re.Match[str]) -> bool:
    """Whether `12 and 15` are the ends of one range (`between 12 and 15`) and not two numbers."""
    word = separator[0].strip()
    if word == "and":
        return bool(_BETWEEN.search(text, max(0, figure.start - 16), figure.start))
    if word == "to":
        return not _CHANGED.search(text, max(0, figure.start - 40), figure.start)
    return True


def with_second_after_unit(figure: Figure, unit: UnitWords) -> tuple[Figure, UnitWords]:
    """A range whose first number has the unit or currency too: `5%–7%`, `£5m to £6m`; else the figure as it is."""
    text = figure.text
    if figure.ranged or text[unit.end : unit.end + 1] not in _BEFORE_SECOND:
        return figure, unit
    probe = replace(figure, end=unit.end)
    second = _second_end(probe, decimal_comma=False)
    if second is None or not figure.first.digits:
        return figure, unit
    if figure.currency:
        ahead = _SEPARATOR.match(text, unit.end)
        if ahead is None or not re.compile(r"[A-Z]{0,3}[$€£¥]").match(text, ahead.end()):
            return figure, unit
        return _ranged(figure, figure.low, second[0].value, second[0].end), unit
    other = read_unit(text, second[0].end, digits=True)
    if other is None or other.symbol != unit.symbol:
        return figure, unit
    return _ranged(figure, figure.low, second[0].value, second[0].end), other
