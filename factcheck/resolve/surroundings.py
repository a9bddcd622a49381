"""Resolve, part of dates: what stands around a half-known time and may complete it. The nearest source comes first.

The sentence, the head of a row, the headings, the day of the document, what was told before, the file name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from factcheck.frozen import replace
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import DateParts, Relation, Shift, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.resolve.anchors import REVISED, Anchor, Order, document_date, fronts_of, scope_of
from factcheck.resolve.document_times import NEAR_DAYS, days_near, has_entries, in_order, is_history
from factcheck.resolve.narrative import Narrative
from factcheck.resolve.time_cues import (
    ENDS,
    comes_every_year,
    is_behind_name,
    looks_ahead,
    sentence_at,
    tells_of_now,
    tells_of_past,
)
from factcheck.resolve.years import pick_year
from factcheck.values import dates
from factcheck.values.dates import Granularity
from factcheck.values.parts import value_of

LAST_DAYS = (Relation.BY, Relation.BEFORE, Relation.UNTIL)
"""What leads a last day: that of `Subscriptions for 2026` may lie in the year before."""

_LONG_AGO, _SOON = 150, 40
"""Days: how long a story must be over when its document is dated, and how soon its next day follows."""

_GRAINS = {
    "day": Granularity.DAY,
    "weekday": Granularity.DAY,
    "week": Granularity.DAY,
    "month": Granularity.MONTH,
}


def _is_of_thing(block: Block, anchor: Anchor) -> bool:
    """Whether a year tells of which make a thing is and when nothing happened: `bought the tannery, a stone barn of 1823`."""
    return anchor.start is not None and block.text[max(0, anchor.start - 4) : anchor.start] == " of "


_PUT_IN = re.compile(r",\s(?:which|who|whose)\s[^,;.:\d]{2,60}\Z")


def _is_put_in(block: Block, timex: Timex) -> bool:
    """Whether a month stands in a relative clause behind the first words of a passage: `Astley, who died in February, began`."""
    start = timex.relation_start if timex.relation_start is not None else timex.start
    before = block.text[max(0, start - 80) : timex.start]
    return timex.pattern == "month" and start < 80 and _PUT_IN.search(before) is not None


def _month_joined(block: Block, timex: Timex, parts: DateParts, before: list[Timex]) -> Anchor | None:
    """The month before in the sentence, of whose year a later one is: `travels to Leeds in May and to Ghent in October`."""
    last = before[-1] if before else None
    if last is None or last.value is None or last.parts is None or not last.parts.month or last.parts.year:
        return None
    between = block.text[last.end : timex.start]
    if not parts.month or parts.month <= last.parts.month or len(between) > 40 or not _JOINED.search(between):
        return None
    return Anchor(last.value, "sentence", f"`{last.text}` in the same sentence", block.index, last.start, last.end)


_JOINED = re.compile(r"\A[^.;:!?]*\b(?:and|then|again)\b[^.;:!?]*\Z")


class Surroundings:
    """What one document tells of the times in it, up to the block that is read."""

    def __init__(
        self,
        document: Document,
        times: Mapping[int, tuple[Timex, ...]],
        path_times: tuple[Timex, ...],
        day: dates.DateValue | None,
        ahead: bool,
        order: Order | None,
    ) -> None:
        self.document, self.title = document, document.title
        self.ahead = ahead
        self.times: dict[int, tuple[Timex, ...]] = dict(times)
        """The times of each block as far as they are known by now."""
        self.times.update(in_order(document, self.times, order))
        self.dct = document_date(document, self.times, path_times)
        """The day of the document."""
        if self.dct is None and day is not None:
            self.dct = Anchor(day, "given", f"the day given ({day.edtf})")
        self.path_year = _path_anchor(path_times)
        self.story = Narrative()
        self.is_history = is_history(document, self.times, self.dct)
        self._scopes: dict[tuple[object, ...], Anchor | None] = {}
        self._fronts = fronts_of(document)

    def year_anchor(self, block: Block, timex: Timex, parts: DateParts, before: list[Timex]) -> Anchor | None:
        """Where the missing year comes from; nowhere where a page without a day tells of now, and its last year was that of a story."""
        anchor = self._year_anchor(block, timex, parts, before)
        if anchor is self.dct is not None and (last := _month_joined(block, timex, parts, before)) is not None:
            return last
        if anchor is None or anchor.block is None or anchor.start is None or block.kind is BlockKind.FRONT_MATTER:
            return anchor
        if anchor.source not in ("sentence", "preceding") or block.table is not None:
            return anchor
        above = self.document.blocks[anchor.block].text
        if (
            anchor.block == block.index
            and ENDS.search(above, min(anchor.start, timex.start), max(anchor.start, timex.start)) is None
        ):
            return anchor
        if self.dct is not None:
            return self.dct if self._is_told_today(block, timex, anchor) else anchor
        if dates.civil(anchor.value.latest)[0] >= self._latest_year:
            return anchor  # the page may well be of that year
        is_then = tells_of_past(sentence_at(above, anchor.start)) and not tells_of_now(sentence_at(above, anchor.start))
        return None if is_then and tells_of_now(sentence_at(block.text, timex.start)) else anchor

    def _is_told_today(self, block: Block, timex: Timex, anchor: Anchor) -> bool:
        """Whether a dated page goes on from its own day, after a sentence on a time to come or on one of years ago."""
        assert self.dct is not None
        if self.dct.value.granularity is not Granularity.DAY or self.dct.source != "document-date":
            return False
        if anchor.value.earliest > self.dct.value.latest + 366:
            return not self.ahead and not tells_of_past(sentence_at(block.text, timex.start))
        is_old = dates.civil(anchor.value.latest)[0] < dates.civil(self.dct.value.earliest)[0] - 1
        return is_old and tells_of_now(sentence_at(block.text, timex.start))

    @cached_property
    def _latest_year(self) -> int:
        """The latest year that the document tells."""
        told = [t.value for found in self.times.values() for t in found if t.value and t.parts and t.parts.year]
        return max([dates.civil(v.earliest)[0] for v in told if v.earliest > dates.OPEN_START], default=0)

    def _year_anchor(self, block: Block, timex: Timex, parts: DateParts, before: list[Timex]) -> Anchor | None:
        """The nearest source of the missing year."""
        is_timeless = self.dct is None or self.dct.source == REVISED
        if is_timeless and self.scope(block) is None and comes_every_year(block, timex):
            if not any(t.parts and t.parts.year and _leads(block.text, t, timex) for t in before):
                return None
        for other in reversed(before):
            if (
                other.value
                and other.parts
                and other.parts.year
                and not (
                    other.relation is Relation.SINCE and self._is_aside(block, other, timex)
                )  # `their first flight since 1998`
                and (other.value.granularity <= Granularity.YEAR or other.until is not None)
                and not (other.pattern == "year" and is_behind_name(block, other))
                and not (self.dct is not None and other.relation is Relation.FOR and timex.relation in LAST_DAYS)
            ):
                if self.dct is not None and not self.is_history and ENDS.search(block.text, other.end, timex.start):
                    break  # news: another sentence may recall another year
                if self._is_recalled(block, other) and ENDS.search(block.text, other.end, timex.start):
                    break  # a review of 2022: `The barley sown in 2005 came up. A note appeared in May`
                detail = f"`{other.text}` in the same passage"
                if self.story.last is not None and self.story.last_block == block.index and self.is_history:
                    return replace(self.story.last, source="sentence", detail=detail)
                return Anchor(other.value, "sentence", detail, block.index, other.start, other.end)
        if (told := self._day_just_told(block, timex, parts)) is not None:
            return told
        scope = self.scope(block)
        if scope is not None:
            return scope
        if self.dct is not None and (not self.is_history or self._is_of_these_days(block, parts)):
            is_of_year = self.dct.source != REVISED or parts.day or tells_of_past(sentence_at(block.text, timex.start))
            return self.dct if is_of_year or looks_ahead(block, timex) else None
        following = next(
            (
                t
                for t in self.times[block.index]
                if t.start > timex.start and t.value and t.parts and t.parts.year and t.start - timex.end < 90
                if t.relation is not Relation.SINCE and _IS_BIRTH.search(block.text, timex.end, t.start) is None
            ),
            None,
        )
        if timex.until is None and self._is_of_first_day(block, parts):
            return self._first_day
        if self.dct is not None and not before and _is_put_in(block, timex):
            return self.dct
        if self.story.last is not None and block.index - self.story.last_block <= 3:
            return self.story.last
        if following and following.value:
            return Anchor(
                following.value,
                "sentence",
                f"`{following.text}` in the same passage",
                block.index,
                following.start,
                following.end,
            )
        if self.dct is not None:
            return self.dct
        return self.path_year if self.path_year and self.path_year.value.granularity <= Granularity.YEAR else None

    def _day_just_told(self, block: Block, timex: Timex, parts: DateParts) -> Anchor | None:
        """The last day of a story that lies long before the document, where the next one follows it within weeks.

        A ruling of October 2022: `left on 3 January 2020. The tug reached her on 6 January.`
        """
        known, dct = self.story.fine.get(Granularity.DAY), self.dct
        if known is None or dct is None or not parts.day or not parts.month or self.ahead or block.table is not None:
            return None
        anchor, at = known
        if block.index - at > 1 or dct.value.earliest - anchor.value.latest < _LONG_AGO or timex.relation in LAST_DAYS:
            return None
        if self.story.last is None or self.story.last.value != anchor.value:
            return None
        year = dates.civil(anchor.value.earliest)[0]
        for of_year in (year, year + 1):
            day, _, _ = value_of(replace(parts, year=of_year, weekday=None))
            if day is not None and 0 <= day.earliest - anchor.value.earliest <= _SOON:
                return replace(anchor, source="preceding")
        return None

    def _is_aside(self, block: Block, since: Timex, timex: Timex) -> bool:
        """Whether a year since which something is so leaves the next sentence in its own time."""
        return self.dct is not None or (
            self.story.last is not None and ENDS.search(block.text, since.end, timex.start) is not None
        )

    def _is_recalled(self, block: Block, other: Timex) -> bool:
        """Whether a time lies years before the one year that the title or a heading gives."""
        scope = self.scope(block)
        grains = (Granularity.MONTH, Granularity.YEAR, Granularity.SPAN)
        if scope is None or block.table is not None or scope.value.granularity not in grains:
            return False
        return other.value is not None and other.value.latest < scope.value.earliest - 366

    @cached_property
    def _first_day(self) -> Anchor | None:
        """The day that the first paragraphs tell first, which a report of it goes on to speak of without its year."""
        for block in self.document.blocks[:8]:
            if block.kind is not BlockKind.PARAGRAPH:
                continue
            for timex in self.times[block.index]:
                value = timex.value
                if timex.type is TimexType.DATE and value is not None and value.granularity is Granularity.DAY:
                    detail = f"`{timex.text}`, the first day told"
                    return Anchor(value, "document-date", detail, block.index, timex.start, timex.end)
        return None

    def _is_of_first_day(self, block: Block, parts: DateParts) -> bool:
        """Whether a day without a year lies within weeks of the one that a report without a date tells of first."""
        if self.dct is not None or block.table is not None or not parts.day or not parts.month:
            return False
        last, first = self.story.last, self._first_day
        if first is None or (last is not None and last.value.granularity is Granularity.DAY):
            return False
        year = pick_year(first, parts, ahead=False)
        value = value_of(replace(parts, year=year))[0] if year is not None else None
        return value is not None and abs(value.earliest - first.value.earliest) <= NEAR_DAYS

    def _is_of_these_days(self, block: Block, parts: DateParts) -> bool:
        """Whether a day lies near the one that a report is dated with, of which other days near it are told with their year."""
        dct = self.dct
        if dct is None or dct.source != "document-date" or not self._days_near or not parts.day or not parts.month:
            return False
        if self.story.last_block == block.index or dct.value.granularity is not Granularity.DAY:
            return False
        year = dates.civil(dct.value.earliest)[0]
        days = (value_of(replace(parts, year=y, weekday=None))[0] for y in (year - 1, year, year + 1))
        return any(day is not None and abs(day.earliest - dct.value.earliest) <= NEAR_DAYS for day in days)

    @cached_property
    def _days_near(self) -> int:
        return days_near(self.times, self.dct)

    def scope(self, block: Block) -> Anchor | None:
        """The date that the headings or the table above a block give."""
        key = (block.headings, block.table.table if block.table else None, block.index if block.table else None)
        if key not in self._scopes:
            self._scopes[key] = scope_of(self.document, self.times, block, self.title, self._fronts)
        return self._scopes[key]

    @cached_property
    def _has_entries(self) -> bool:
        return has_entries(self.document, self.times)

    def day_of_entry(self, block: Block) -> Anchor | None:
        """The day that heads an entry of a page with several such entries: statements, a live page, a diary of news."""
        if not block.headings or not self._has_entries:
            return None
        scope = self.scope(block)
        if scope is None or scope.source != "heading" or scope.value.granularity is not Granularity.DAY:
            return None
        return scope if scope.block in block.headings else None

    def day_to_come_above(self, block: Block, timex: Timex) -> Anchor | None:
        """The day to come that heads a part of a programme, for a last day in it: `sign up by Friday` under `Saturday, 9 May`."""
        if timex.relation not in LAST_DAYS or self.dct is None:
            return None
        scope = self.scope(block)
        if scope is None or scope.block not in block.headings or scope.value.granularity is not Granularity.DAY:
            return None
        return scope if scope.value.earliest > self.dct.value.earliest else None

    def is_of_later_year(self, block: Block) -> bool:
        """Whether a page speaks of a year that begins after the day on which it was written."""
        scope = self.scope(block)
        return (
            scope is not None
            and self.dct is not None
            and scope.value.granularity is Granularity.YEAR
            and scope.value.earliest > self.dct.value.latest
        )

    def is_news(self, block: Block) -> bool:
        """Whether a history opens with news: right behind its dateline, before any other day: `died on Friday`."""
        told = self.story.fine.get(Granularity.DAY)
        if self.dct is None or self.dct.block is None or not 0 <= block.index - self.dct.block <= 2:
            return False
        return told is None or told[0].value == self.dct.value

    def _row_of(self, block: Block) -> Anchor | None:
        """The one date in the head of a table's row: what its other cells tell is told of it."""
        if block.table is None:
            return None
        for index in block.table.row_heads:
            known = [t for t in self.times[index] if t.type is TimexType.DATE and t.value is not None]
            if index != block.index and len(known) == 1 and known[0].value is not None:
                timex = known[0]
                shown = f"`{timex.text}` at the head of the row"
                return Anchor(known[0].value, "row", shown, index, timex.start, timex.end)
        return None

    def anchor_of(self, block: Block, shift: Shift) -> Anchor | None:
        """What a step is counted from, but for what stands right behind it."""
        told = self.story.last if self.story.last and block.index - self.story.last_block <= 1 else None
        grain = _GRAINS.get(shift.unit)
        if (
            grain is not None
            and grain in self.story.fine
            and block.index - self.story.fine[grain][1] <= 1
            and told is not None
        ):
            told = self.story.fine[grain][0]
        if (
            shift.unit in ("year", "decade")
            and self.story.mentioned is not None
            and self.story.mentioned.block == block.index
            and (shift.count or (shift.unit == "year" and not _is_of_thing(block, self.story.mentioned)))
        ):
            told = self.story.mentioned  # `which was recalled in 2019, had cracked. In November of that year`
        if shift.anchor == "document":
            if self.dct is None and shift.unit in ("year", "season", "month", "week", "month-name"):
                return None  # `last winter` of a page that does not say when it was written
            is_long = shift.unit in ("year", "season")
            if self.dct is not None and self.dct.source in ("document-date", REVISED) and is_long:
                return self.dct
            if self.dct is not None and self.dct.source == REVISED and shift.count == 0:
                return None  # `today` on a page that was revised now and then
            return self.day_of_entry(block) or (told if self.is_history else self.dct)
        if (
            shift.unit in ("decade", "century")
            and self.story.coarse is not None
            and self.story.coarse.block == block.index
        ):
            return self.story.coarse
        if shift.anchor == "narrative":
            told = self._row_of(block) or told
            is_now = told is None and not self.is_history and (shift.count == 0 or self.ahead)
            return self.dct if is_now and (self.dct is None or self.dct.source != REVISED) else told
        return None

    def is_written(self, anchor: Anchor, year: int) -> bool:
        """Whether a year stands beside what it is taken for, or heads it, and was not guessed itself."""
        if anchor.source not in ("preceding", "sentence"):
            return True
        if anchor.source == "preceding" or anchor.block is None:
            return False
        return str(year) in self.document.blocks[anchor.block].text[anchor.start : anchor.end]

    def is_within(self, scope: Anchor, early: int = 31) -> bool:
        """Whether the day of the document lies in the period that a heading gives, and is no more exactly told there."""
        dct, told = self.dct, scope.value
        return (
            dct is not None
            and dct.value.granularity is Granularity.DAY
            and told.granularity > Granularity.DAY
            and told.earliest - early <= dct.value.earliest <= told.latest
        )

    @cached_property
    def told_years(self) -> frozenset[int]:
        """The years that the document writes out."""
        times = [t for found in self.times.values() for t in found]
        return frozenset(t.parts.year for t in times if t.parts is not None and t.parts.year)

    @cached_property
    def _told_days(self) -> Mapping[tuple[int, int], frozenset[int]]:
        """By month and day the years with which the document writes the day out, first and last days of ranges too."""
        told: dict[tuple[int, int], set[int]] = {}
        for found in self.times.values():
            for timex in found:
                for parts in (timex.parts, timex.until):
                    if parts is not None and parts.year and parts.month and parts.day:
                        told.setdefault((parts.month, parts.day), set()).add(parts.year)
        return {day: frozenset(years) for day, years in told.items()}

    def year_told_of(self, parts: DateParts) -> int | None:
        """The year with which the document writes the same day out elsewhere; none if it does not, or with several."""
        years = self._told_days.get((parts.month or 0, parts.day or 0), frozenset())
        return next(iter(years)) if len(years) == 1 else None

    def is_before_school_year(self, scope: Anchor) -> bool:
        """Whether a page on a year such as 2031–32 is of the months before it: of its enrolment, not of its calendar."""
        dct, told = self.dct, scope.value
        first, last = dates.civil(told.earliest)[0], dates.civil(told.latest)[0]
        if dct is None or dct.value.granularity is not Granularity.DAY or last != first + 1:
            return False
        begins, ends = dates.day_number(first, 8, 1), dates.day_number(last, 8, 1)
        days = [
            t.value.earliest
            for found in self.times.values()
            for t in found
            if t.value is not None and t.parts is not None and t.parts.year and t.parts.day and t.parts.month
        ]
        is_early = any(dct.value.earliest < day < begins for day in days)
        return (
            dct.value.earliest < begins
            and is_early
            and not any(dates.day_number(last, 1, 1) <= day < ends for day in days)
        )


_IS_BIRTH = pattern_of(r"\bborn\b[^.;]*\Z")
"""What leads to a year that nothing else in its sentence is of: `who died on 3 May at 90, was born on 9 June 1930`."""


def _path_anchor(path_times: tuple[Timex, ...]) -> Anchor | None:
    """The first date of the file name."""
    for timex in path_times:
        if timex.value:
            return Anchor(timex.value, "file-name", f"the file name ({timex.text})")
    return None


def _leads(text: str, told: Timex, timex: Timex) -> bool:
    """Whether a time stands in the sentence of another one, or at the head of its entry: `1911: The club joins. It opens in May`."""
    return not ENDS.search(text, told.end, timex.start) or not text[: told.start].strip(" *_-•([")
