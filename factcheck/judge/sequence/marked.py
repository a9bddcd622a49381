"""Judge, part of sequences: a passage with its time expressions as single marks, to be read by forms of sentences.

`It opened on 3 May 1984 and closed nine days later` becomes `It opened on ‹D› and closed ‹T›`: D is a known date, L a length, A and B
a length after and before something, T and E a length later and earlier, R a range of dates, X any other time of days; S ends a sentence
and P a paragraph. Forms are written with these letters in angle brackets; `<w60>` stands for up to sixty characters of one clause without a time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from factcheck.frozen import dataclass
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.scene import cut_sentences
from factcheck.model.document import Block, Span
from factcheck.model.time import Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import OPEN_START, DateValue
from factcheck.values.durations import Duration

_FIRST, _LAST = "\ue000", "\ue01f"
_CHARS = {letter: chr(0xE001 + n) for n, letter in enumerate("DLABTERXSP")}
_COUNTED = frozenset({"day", "night", "week", "fortnight", "month", "year", "decade", "century"})
_YEARLESS = 2001
"""The year that two dates without one are held to be of; none of its months is longer than elsewhere."""


@cache
def form(source: str) -> re.Pattern[str]:
    """A form of sentences, compiled when it is used."""
    return pattern_of(marks(source))


def marks(source: str) -> str:
    """A pattern with its letters as marks."""
    source = re.sub(r"<w(\d+)>", rf"[^{_FIRST}-{_LAST};:()]{{0,\1}}?", source)
    source = re.sub(r"<W(\d+)>", rf"[^{_FIRST}-{_CHARS['X']}{_CHARS['P']}-{_LAST}]{{0,\1}}?", source)
    return re.sub(r"<([A-Z])>", lambda m: _CHARS[m[1]], source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A passage of one or several blocks with its times as marks."""

    text: str
    at: tuple[int, ...]
    """Where the marks of times stand."""
    times: tuple[tuple[Block, Timex], ...]

    def time(self, position: int) -> tuple[Block, Timex]:
        """The time whose mark stands at a position."""
        return self.times[bisect_left(self.at, position)]

    def origin(self, position: int) -> int:
        """Where a position lies in the text of the only block."""
        before = bisect_left(self.at, position)
        if not before:
            return position
        timex = self.times[before - 1][1]
        return timex.end - _cut(timex) + position - self.at[before - 1] - 1

    def dates_before(self, position: int) -> list[tuple[Block, Timex]]:
        """All dates whose marks stand before a position."""
        return [
            self.times[n]
            for n, at in enumerate(self.at)
            if at < position and self.text[at] in (_CHARS["D"], _CHARS["R"])
        ]

    def sentence(self, position: int) -> tuple[int, int]:
        """The bounds of the sentence around a position."""
        ends = (_CHARS["S"], _CHARS["P"])
        start = max(self.text.rfind(e, 0, position) for e in ends) + 1
        stops = [at for e in ends if (at := self.text.find(e, position)) >= 0]
        return start, min(stops, default=len(self.text))


def mark_of(timex: Timex) -> str:
    """The letter of a time expression."""
    if timex.type is TimexType.DURATION:
        return "L" if is_length(timex.duration) else "X"
    if timex.type is not TimexType.DATE:
        return "X"
    shift = timex.shift
    if shift is not None:
        if not is_length(timex.duration) or shift.count is None or shift.working or shift.also or shift.whole:
            return "X"
        last = timex.text.lower().rsplit(maxsplit=1)[-1]
        if shift.anchor == "event":
            return {"after": "A", "before": "B", "from": "L"}.get(last, "X")
        return {"later": "T", "earlier": "E"}.get(last, "X") if shift.anchor == "narrative" else "X"
    if timex.until is not None:
        return "R"
    return "D" if is_known(timex) or is_yearless(timex) else "X"


def _is_no_day(timex: Timex) -> bool:
    """Whether it tells how often, at what time of the day or for how many hours, which is read as any other words."""
    if timex.type in (TimexType.SET, TimexType.TIME):
        return True
    return timex.type is TimexType.DURATION and timex.duration is not None and timex.duration.unit in _SHORT


_SHORT = frozenset({"second", "minute", "hour"})


def _cut(timex: Timex) -> int:
    """How much of a time is no part of it: a length behind which a date follows was taken for one from something."""
    return len(" from") if timex.shift is not None and timex.text.endswith(" from") else 0


def is_length(duration: Duration | None) -> bool:
    """Whether a length is a plain count of days to centuries."""
    return duration is not None and not duration.vague and not duration.working and duration.unit in _COUNTED


def is_yearless(timex: Timex) -> bool:
    """Whether a date is a day of the year whose year the text leaves out."""
    yearly = timex.yearly
    return timex.value is None and yearly is not None and not yearly.recurs and yearly.first == yearly.last


def value_of(timex: Timex) -> DateValue | None:
    """The day, month or year that a date names; behind `until` it is the last one meant."""
    if timex.value is not None and timex.value.earliest == OPEN_START and "/" in timex.value.edtf:
        return dates.from_edtf(timex.value.edtf.split("/")[1])
    return timex.value


def pair_of(first: Timex, last: Timex, *, wraps: bool = True) -> tuple[DateValue, DateValue] | None:
    """The values of two dates; two that have no year lie less than a year apart, or in one year."""
    if is_yearless(first) and is_yearless(last) and first.yearly is not None and last.yearly is not None:
        one, other = first.yearly.first, last.yearly.first
        if (2, 29) in (one, other):
            return None
        return dates.day(_YEARLESS, *one), dates.day(_YEARLESS + (wraps and other < one), *other)
    one_value, other_value = value_of(first), value_of(last)
    return (one_value, other_value) if one_value is not None and other_value is not None else None


def marked(blocks: Sequence[tuple[Block, Sequence[Timex]]]) -> Marked:
    """The passage that some neighbouring blocks make."""
    pieces: list[str] = []
    at: list[int] = []
    times: list[tuple[Block, Timex]] = []
    length = 0

    def put(piece: str) -> None:
        nonlocal length
        pieces.append(piece)
        length += len(piece)

    for number, (block, found) in enumerate(blocks):
        if number:
            put(_CHARS["P"])
        text, done = block.text, 0
        ends = [end for _, end in cut_sentences(text)][:-1]
        for timex in sorted(found, key=lambda t: t.start):
            if timex.start < done or _is_no_day(timex):
                continue
            for end in (e for e in ends if done < e <= timex.start):
                put(text[done : end - 1] + _CHARS["S"])
                done = end
            put(text[done : timex.start])
            at.append(length)
            times.append((block, timex))
            letter = mark_of(timex)
            put(_CHARS[letter])
            done = timex.end - _cut(timex)
        for end in (e for e in ends if e > done):
            put(text[done : end - 1] + _CHARS["S"])
            done = end
        put(text[done:])
    return Marked(text="".join(pieces), at=tuple(at), times=tuple(times))


def span_of(block: Block, timex: Timex) -> Span:
    """Where a time stands in the source."""
    return block.source_span(timex.start, timex.end)
