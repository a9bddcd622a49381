"""Extract, part: numbers with their unit, currency or counted thing, their precision and the words that qualify them.

Numbers are read by `numbers.py`, units by `unit_words.py`, things by `counted.py`, qualifiers by `comparators.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from factcheck.extract.bare_numbers import is_part_of_which, is_told_bare
from factcheck.extract.comparators import comparator_after, comparator_before, range_word_before
from factcheck.extract.counted import counted_after, counted_before, counted_by_hyphen, shared_after
from factcheck.extract.figures import Figure, read_figure, with_second_after_unit
from factcheck.extract.numbers import number_data, number_starts, read_number
from factcheck.extract.quantity_forms import find_forms, read_out_of, read_rank
from factcheck.extract.unit_words import UnitWords, name_at, read_unit, with_rate
from factcheck.frozen import maker, replace
from factcheck.model.mention import QuantityMention
from factcheck.patterns import pattern_of
from factcheck.values.quantities import Quantity
from factcheck.values.units import unit_of, units
from factcheck.values.words import Token, fold, function_words, stem

_mention = maker(QuantityMention)
_quantity = maker(Quantity)

_HALF = Decimal("0.5")


def find_quantities(
    text: str,
    taken: Sequence[tuple[int, int]] = (),
    *,
    decimal_comma: bool = False,
    words: Sequence[Token] | None = None,
) -> tuple[QuantityMention, ...]:
    """The quantities of a block's plain text in order; stretches that are times are given as taken and left alone.

    A number without unit or counted thing is given only where the text is hardly more than it (a table cell): pattern
    `bare`. With `decimal_comma`, `1.234` is more than a thousand, as the document writes it. `words` are the tokens of
    the text, where they are known.
    """
    found: list[QuantityMention] = []
    closed = sorted(taken)
    for mention in find_forms(text):
        if _inside(closed, mention.start, mention.end) is None:
            found.append(mention)
            insort(closed, (mention.start, mention.end))
    at = 0
    for start in number_starts(text, words):
        if start < at:
            continue
        if closed and (inside := _inside(closed, start, start + 1)) is not None:
            at = inside
            continue
        if (rank := read_rank(text, start)) is not None:
            found.append(rank)
            at = rank.end
            continue
        if (share := read_out_of(text, start)) is not None:
            found.append(share)
            at = share.end
            continue
        figure = read_figure(text, start, decimal_comma)
        if figure is None:
            continue
        at = figure.first.end
        if closed and _inside(closed, figure.start, figure.end) is not None:
            continue
        if (read := _read(figure)) is not None:
            found.append(read)
            at = max(read.end, read.number_end)
    return tuple(sorted(found, key=lambda m: m.start))


def _inside(closed: Sequence[tuple[int, int]], start: int, end: int) -> int | None:
    """Where the last of the stretches ends that a stretch meets; they are in order and none reaches into another."""
    last = bisect_left(closed, (end,)) - 1
    return closed[last][1] if last >= 0 and closed[last][1] > start else None


# --- what it measures or counts -------------------------------------------------------------------------------------


_RUNS_ON = pattern_of(r"[^\W\d]*\d|[:/]\d|-\d|\.\d")
_PREFIX_UNIT = pattern_of(r"(?<!\w)(pH|Mach)(?:\s(?:value\s)?(?:of|was|is))?\s?\Z")
_MARKED = pattern_of(
    r"\b(?:marked|labelled|labeled|lettered|coded|stamped|(?:begin|start|end)(?:s|ning|ing)?\swith)\s[\"“‘']?\Z", re.I
)
_LABEL = pattern_of(r"([A-Za-z.]+)\s?\Z")
_VERSIONED = pattern_of(
    r"\s(?:cycle|series|branch|line|releases?|version|docs|documentation|beta|alpha|candidate|milestone|update|upgrade|generation|track|kernel|API)\b"
)
"""What a number with a point before it is the version of: `the 5.3 cycle`."""
_NAME = pattern_of(r"[^.!?:\s]\s(?:[A-Z]\w{0,2}\.|[A-Z][\w.]*\w|[A-Z])\s\Z")


_BEHIND_NUMBER = pattern_of(r"\s(?:A|An|In|At|If|As|All|On|By|No|For|The|To)\s[a-z]")


def _numbers_clause(text: str, start: int, end: int) -> bool:
    """Whether a figure with a point opens a sentence as the number of a clause: `1.2 A deposit is due`."""
    if "." not in text[start:end] or _BEHIND_NUMBER.match(text, end) is None:
        return False
    return start == 0 or text[max(0, start - 2) : start].rstrip()[-1:] in (".", ";", ":")


def _read(figure: Figure) -> QuantityMention | None:
    text, number = figure.text, figure.first
    before = text[max(0, figure.start - 28) : figure.start]
    if ("pH" in before or "Mach" in before) and _PREFIX_UNIT.search(before):
        return _with_unit_before(figure, before)
    if not figure.currency and (label := _LABEL.search(before)):
        if label[1].lower() in _labels():
            return None
        if number.digits and label[1][0].isupper() and abs(figure.low) <= 100 and _NAME.search(before):
            return None  # `Node 20 helps`, `Area 51`: the number belongs to the name
    if number.digits and not figure.currency and _MARKED.search(before):
        return None  # `Buses marked 4E`: what stands on them
    if number.part:
        return _of_share(figure)
    if number.digits and not figure.currency and _numbers_clause(text, figure.start, figure.end):
        return None
    if (
        number.digits
        and not figure.currency
        and _VERSIONED.match(text, figure.end)
        and "." in text[figure.start : figure.end]
    ):
        return None
    runs_on = _RUNS_ON.match(text, figure.end) if number.digits else None
    if figure.currency:
        if runs_on:
            return None
        figure, _ = with_second_after_unit(figure, UnitWords(figure.currency, figure.end))
        return _made(figure, with_rate(text, UnitWords(figure.currency, figure.end)), "measure")
    unit = read_unit(text, figure.end, digits=number.digits)
    if runs_on and (unit is None or unit.end < runs_on.end() or text[figure.end] in ":/.-"):
        return None
    if unit is not None:
        return _of_measure(figure, unit)
    if number.unsure:
        return None
    return _of_count(figure, before)


@cache
def _labels() -> frozenset[str]:
    return frozenset(number_data()["labels"])


def _with_unit_before(figure: Figure, before: str) -> QuantityMention | None:
    match = _PREFIX_UNIT.search(before)
    if match is None:
        return None
    begin = figure.start - len(before) + match.start()
    tolerance = figure.tolerance or _HALF
    return _made(
        replace(figure, start=begin, tolerance=Decimal(0) if figure.ranged else tolerance),
        UnitWords(match[1], figure.end),
        "measure",
    )


def _of_share(figure: Figure) -> QuantityMention | None:
    """`two-thirds of the seats`, `three quarters of a mile`."""
    text = figure.text
    if measure := _OF_A.match(text, figure.end):
        unit = read_unit(text, measure.end(), digits=False)
        if unit is not None:
            return _made(replace(figure, tolerance=Decimal(0)), unit, "measure")
    thing, end = shared_after(text, figure.end)
    return _made(figure, UnitWords("part", end), "share", thing=thing) if thing else None


_OF_A = pattern_of(r"\sof\san?(?=\s)")
_AGE = pattern_of(r"(?:-|\s)(?:old\b|of\sage\b)")


def _of_measure(figure: Figure, unit: UnitWords) -> QuantityMention:
    text = figure.text
    if unit.symbol in _mixed() and not figure.ranged:
        figure, unit = _with_smaller(figure, unit)
    if unit.symbol.endswith("/100"):
        code = unit.symbol.removesuffix("/100")
        figure = replace(figure, low=figure.low / 100, high=figure.high / 100, tolerance=figure.tolerance / 100)
        return _made(figure, with_rate(text, UnitWords(code, unit.end)), "measure")
    if not figure.ranged:
        figure, unit = with_second_after_unit(figure, unit)
    if unit.symbol in ("year", "month", "week", "d") and (old := _AGE.match(text, unit.end)):
        unit = UnitWords(unit.symbol, old.end())
    return _made(figure, unit, "measure")


@cache
def _mixed() -> dict[str, str]:
    mixed: dict[str, str] = number_data()["mixed"]
    return mixed


_SMALLER = pattern_of(r",?[ \u00a0]?(?=\d)")


def _with_smaller(figure: Figure, unit: UnitWords) -> tuple[Figure, UnitWords]:
    """`6 lb 4 oz` in ounces: the number of the greater unit and the number of the smaller behind it."""
    text = figure.text
    for _ in range(2):
        smaller = _mixed().get(unit.symbol)
        step = _SMALLER.match(text, unit.end) if smaller else None
        number = read_number(text, step.end()) if step else None
        if smaller is None or number is None or not number.digits or figure.low != figure.low.to_integral_value():
            break
        other = name_at(text, number.end + text.startswith((" ", "\u00a0"), number.end))
        ratio = units()[unit.symbol].factor / units()[smaller].factor
        if other is None or other.symbol != smaller or number.value >= ratio.numerator / ratio.denominator:
            break
        whole = figure.low * ratio.numerator / ratio.denominator
        total = whole - number.value if figure.low < 0 else whole + number.value
        figure = replace(figure, low=total, high=total, tolerance=number.tolerance, end=number.end)
        unit = other
    return figure, unit


def _of_count(figure: Figure, before: str) -> QuantityMention | None:
    text, number = figure.text, figure.first
    words = "" if number.digits else text[number.start : number.end].lower()
    qualified = comparator_after(text, figure.end)
    at = qualified[1] if qualified else figure.end
    if qualified and (unit := read_unit(text, at, digits=number.digits)) is not None:
        return _made(figure, unit, "measure", sign=qualified)
    if text[at : at + 1] == "-" and not qualified:
        thing, end = counted_by_hyphen(text, at)
        return (
            _made(replace(figure, tolerance=number.tolerance), UnitWords("", end), "hyphen", thing=thing)
            if thing
            else None
        )
    plain = number.digits and not _GROUPED.search(text, number.start, number.end)
    if number.digits and "." in text[number.start : number.end] and number.value < 1000 and _follows_a_name(before):
        return None  # `Go 1.24 includes`: things are counted in whole numbers
    if plain and _NAMED_YEAR.match(text, figure.start) is not None and _follows_a_name(before):
        return None  # `FairCon 2031 visitors`
    if number.digits and _OF_VERSION.match(text, number.start) is not None:
        return None  # `the removal of 1.13 jobs`
    thing, end = counted_after(text, at, plain=plain, rate=True)
    if thing:
        rate = with_rate(text, UnitWords("", end), counted=True)
        if rate.symbol and words != "one":
            return _made(figure, rate, "count", thing=thing, sign=qualified)
        thing, end = counted_after(text, at, plain=plain)
    if thing:
        return _made(figure, UnitWords("", end), "count", thing=thing, sign=qualified) if words != "one" else None
    if words in ("one", "a", "zero"):
        return None
    if not qualified and (some := _SOME_OF.match(text, figure.end)) is not None:
        thing, _ = counted_after(text, some.end())
        if thing:  # `31 of the 90 panes`
            return _made(figure, UnitWords("", figure.end), "some", thing=thing)
    if not number.digits and before.endswith(", ") and is_part_of_which(text, at):
        return _made(figure, UnitWords("", at), "told", sign=qualified)
    if not figure.ranged:
        rate = with_rate(text, UnitWords("", figure.end))
        if rate.symbol and all(part in units() for part in rate.symbol[1:].split("/")):
            return _made(figure, rate, "measure")
    if "ged " in before and (age := _AGED.search(before)):
        if number.value < 120 and not figure.ranged:
            begin = figure.start - len(before) + age.start(1)
            return _made(replace(figure, start=begin), UnitWords("year", figure.end), "age")
    is_year = plain and _YEAR.match(text, figure.start) is not None
    leads = number.digits and number.value > 12 and not is_year and not before.strip()
    if _is_nearly_all(figure) or (leads and _IN_GROUPS.match(text, at)):
        return _made(figure, UnitWords("", at), "bare", sign=qualified)
    if figure.written and figure.ranged and _is_score(figure, before):
        low, high = figure.written
        return _made(replace(figure, low=low, high=high), UnitWords("score", figure.end), "score")
    if (number.digits or number.value > 12) and _ROOM.search(before) and _ENDS.match(text, at):
        return _made(figure, UnitWords("", at), "room", sign=qualified)
    if (thing := counted_before(before)) and number.sign != "~":
        return _made(figure, UnitWords("", at), "of", thing=thing, sign=qualified)
    if number.digits and number.value > 12 and is_told_bare(before, text, at) and not is_year:
        return _made(figure, UnitWords("", at), "told", sign=qualified)
    return None


_SOME_OF = pattern_of(
    r"\sof\s(?:over\s|about\s|nearly\s|some\s)?\d{1,3}(?:,\d{3})*(?=\s[a-z])|\sof\s(?:all\s)?(?:the|its|their|his|her|our|these|those)(?:\s(?:planned|original|first|other|last|remaining|old|new))?"
    r"(?:\s(?:\d{1,3}(?:,\d{3})*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|hundred))?(?=\s[a-z])"
)
_IN_GROUPS = pattern_of(
    r"\s(?:in\s(?:all|total)|altogether)\b|\sper\s[A-Za-z]{3,}(?:\s[a-z]{3,})?(?=[\s.,;)]|\Z)|\s(?:in|at|on|across|from)\s(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)\s[a-z]"
)
"""`Pupils: 286 in twelve classes`: what is counted stands before."""
_NAMED_YEAR = pattern_of(r"(?:19|20)\d\d\b(?![.,]\d)")
_OF_VERSION = pattern_of(
    r"v?\d{1,2}\.\d{1,2}(?:\.\d+)?\s(?:releases?|branch(?:es)?|jobs?|milestones?|cycles?|builds?|betas?|alphas?|versions?|backports?|patch(?:es)?|upgrades?|docs|enhancements?)\b",
    re.I,
)
"""Things of software, which are named by a version and not counted in fractions."""
_YEAR = pattern_of(r"1[0-9]\d\d\b|20\d\d\b")


_ROOM = pattern_of(
    r"\b(?:holds?|held|seats|seated|sleeps?|accommodates?|accommodated|(?:can|could|will|would)\s(?:hold|seat|sleep|take|carry|accommodate))"
    r"\s(?:(?:about|some|nearly|almost|only|just|around|over|up\sto|more\sthan|at\smost|no\smore\sthan|no\sfewer\sthan|at\sleast)\s)?\Z"
)
"""Verbs that tell how many a place has room for: `the tent seats 250`."""
_ENDS = pattern_of(r"\s?(?:[.,;:)]|\Z|[–—]|\s(?:and|but|while|when|in|at|on|or)\b)")
_GROUPED = pattern_of(r"[^\d.]")


def _follows_a_name(before: str) -> bool:
    word = _LABEL.search(before)
    return word is not None and word[1][0].isupper() and fold(word[1]) not in function_words()


_AGED = pattern_of(r"\b([Aa]ged)\s(?:about\s|only\s|just\s)?\Z")
_WON = pattern_of(
    r"\b(?:won|wins|win|beat|beaten|beating|defeated|lost|lose|drew|draw|victory|defeat|thrashed)\b[^.;:\d]*\Z"
)
_MORE_SCORES = pattern_of(r"\s?[,(]\s?\(?\d+[-–]\d|\s?\(")


def _is_score(figure: Figure, before: str) -> bool:
    """`won 3–1`, but not the sets of a match: `6–4, 7–6`."""
    text = figure.text
    return (
        text[figure.first.end] in "-–"
        and figure.high < 200
        and bool(_WON.search(before))
        and not _MORE_SCORES.match(text, figure.end)
    )


_PRICED = pattern_of(r"(?:\A|[:(,;–—|*]\s?|\b(?:prices?|tickets?|fares?|rates?|rooms?|starts?|starting|priced|costs?|costing|are|is|available|entry|admission|seats?|menus?|packages?|plans?|and)\s)\Z", re.I)  # fmt: skip


def _is_nearly_all(figure: Figure) -> bool:
    text = figure.text
    if len(text) > 60 and len(text) - (figure.end - figure.start) > 24:
        return False
    rest = (text[: figure.start] + text[figure.end :]).strip(" *()[]+-–~≈<>.:,%")
    return len(rest) <= 2 or (
        figure.start <= 2
        and text[figure.end : figure.end + 1] in ("", " ", ",", "(")
        and len(text) < 60
        and bool(re.match(r"\s*(?:\(|$|,)", text[figure.end :]))
    )


_BEHIND_PLURAL = re.compile(r"[a-z]{2}[^s\W]s\s\Z")
_AGED_OR_COUNTED = frozenset(stem(w) for w in ["people", "person", "year", "child", "pupil", "member", "employee", "student", "guest", "seat", "page", "word", "point", "item", "unit"])  # fmt: skip
"""What may be fewer than so many: `groups under ten people`."""


def _made(
    figure: Figure, unit: UnitWords, pattern: str, *, thing: str = "", sign: tuple[str, int] | None = None
) -> QuantityMention:
    """The mention, with the comparators around it and the tolerance of a measure."""
    text = figure.text
    end = max(unit.end, figure.end)
    comparator, begin = comparator_before(text, figure.start)
    if text[begin : begin + 5].lower() == "from ":
        if not figure.currency or not _PRICED.search(text, max(0, begin - 20), begin):
            comparator, begin = "=", figure.start  # `rose from 40 fathoms`; prices are from £20
    if pattern == "count" and begin < figure.start and thing not in _AGED_OR_COUNTED:
        if text[begin : figure.start].lower() == "under " and _BEHIND_PLURAL.search(text, max(0, begin - 12), begin):
            comparator, begin = "=", figure.start  # `ships under nine flags`
    if figure.ranged and (start := range_word_before(text, figure.start)) < figure.start:
        comparator, begin = "=", start
    after = sign or comparator_after(text, end)
    if after is not None:
        comparator, end = after[0], max(end, after[1])
    elif figure.first.sign != "=" and comparator == "=":
        comparator = figure.first.sign
    tolerance = figure.tolerance
    measured = bool(unit.symbol) and not thing and unit_of(unit.symbol) is not None and pattern not in ("age", "score")
    if measured and not tolerance and figure.low == figure.low.to_integral_value():
        # a measure is rounded to its last digit, a count or a price is not; `2 km` is not said of 2.4
        tolerance = min(_HALF, abs(figure.low) / 10)
    return _mention(
        start=begin,
        end=end,
        text=text[begin:end],
        number_start=figure.start,
        number_end=figure.end,
        quantity=_quantity(
            low=figure.low,
            high=figure.high,
            unit=unit.symbol,
            thing=thing,
            comparator=comparator,
            tolerance=tolerance,
        ),
        pattern=pattern,
    )
