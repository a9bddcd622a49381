"""Resolve, part: completes half-known times from their sentence, headings, the document's date or what was told before.

Each inferred part carries where it came from. Without an anchor a value stays unknown; the clock is never read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from factcheck.frozen import replace
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import DateParts, Relation, Timex, TimexType
from factcheck.resolve.anchors import Anchor, Order, document_date, fronts_of, scope_of
from factcheck.resolve.document_times import NEAR_DAYS, days_near, has_entries, in_order, is_history
from factcheck.resolve.narrative import Narrative
from factcheck.resolve.steps import FreeDays, no_holidays, stepped, stretched
from factcheck.resolve.time_cues import (
    comes_every_year,
    is_behind_name,
    is_told,
    is_told_too_early,
    looks_ahead,
    touches,
)
from factcheck.resolve.yearly import recurs, recurs_by_nature, with_yearly
from factcheck.resolve.years import is_of_next_year, pick_year, year_by_weekday
from factcheck.values import dates
from factcheck.values.dates import Granularity
from factcheck.values.parts import value_of

_ENDS = re.compile(r"[.!?]\s+(?=[A-Z“\"])")

_LAST_DAYS = (Relation.BY, Relation.BEFORE, Relation.UNTIL)
"""What leads a last day: that of `Subscriptions for 2026` may lie in the year before."""


def resolve_times(
    document: Document,
    times: Mapping[int, tuple[Timex, ...]],
    path_times: tuple[Timex, ...] = (),
    *,
    day: dates.DateValue | None = None,
    ahead: bool = False,
    free: FreeDays = no_holidays,
    order: Order | None = None,
) -> dict[int, tuple[Timex, ...]]:
    """The same times with their values completed where the document allows it. Keys are block indices.

    `day` is the day that the document speaks from where it does not say so itself. `ahead` takes half-known dates for the
    next such ones, as a calendar does, not for the nearest. `free` gives the holidays that are no working days;
    `order` that of day and month in figures, where the document does not tell it.
    """
    return _Resolver(document, times, path_times, day, ahead, free, order).run()


class _Resolver:
    """Goes through the times of one document in order and remembers what was told last."""

    def __init__(
        self,
        document: Document,
        times: Mapping[int, tuple[Timex, ...]],
        path_times: tuple[Timex, ...],
        day: dates.DateValue | None,
        ahead: bool,
        free: FreeDays,
        order: Order | None,
    ) -> None:
        self.free = free
        self.document, self.title = document, document.title
        self.ahead = ahead
        self.times: dict[int, tuple[Timex, ...]] = dict(times)
        self.times.update(in_order(document, self.times, order))
        self.dct = document_date(document, self.times, path_times)
        if self.dct is None and day is not None:
            self.dct = Anchor(day, "given", f"the day given ({day.edtf})")
        self.path_year = self._path_anchor(path_times)
        self.story = Narrative()
        self.is_history = is_history(document, self.times, self.dct)
        self._scopes: dict[tuple[object, ...], Anchor | None] = {}
        self._fronts = fronts_of(document)

    def run(self) -> dict[int, tuple[Timex, ...]]:
        for block in self.document.blocks:
            found = self.times[block.index]
            self.story.enter(block)
            if not found:
                continue
            resolved: list[Timex] = []
            for number, timex in enumerate(found):
                timex = self.resolve(block, timex, resolved, found, number)
                resolved.append(timex)
                self.story.tell(block, timex)
            self.times[block.index] = tuple(resolved)
        return self.times

    def _path_anchor(self, path_times: tuple[Timex, ...]) -> Anchor | None:
        for timex in path_times:
            if timex.value:
                return Anchor(timex.value, "file-name", f"the file name ({timex.text})")
        return None

    # --- one time -----------------------------------------------------------------------------------------------------

    def resolve(self, block: Block, timex: Timex, before: list[Timex], found: tuple[Timex, ...], number: int) -> Timex:
        if timex.value is not None:
            if (
                timex.pattern == "year"
                and timex.start <= 2
                and block.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)
            ):
                return self.day_of_almanac(block, timex)
            return timex
        if (
            timex.type is TimexType.DURATION
            and timex.shift is not None
            and self.dct is not None
            and not self.is_history
        ):
            value = stretched(self.dct.value, timex.shift)
            why = self.dct.provenance("anchor")
            return timex if value is None else replace(timex, value=value, provenance=(*timex.provenance, why))
        if timex.type is TimexType.TIME:
            return self.of_day_told(block, timex, found, number)
        if timex.type is TimexType.SET and timex.repeats.startswith("XXXX-"):
            return with_yearly(timex, recurs=True)
        if timex.type is not TimexType.DATE or timex.alternatives:
            return timex
        if timex.shift is not None:
            return self.shifted(block, timex, before, found, number)
        parts = timex.parts
        if parts is None:
            return timex
        if parts.month or parts.season or parts.quarter or parts.half or parts.holiday or parts.nth is not None:
            if parts.month and (
                recurs(self.document, block, timex) or (recurs_by_nature(block, timex) and self.scope(block) is None)
            ):
                return with_yearly(timex, recurs=True)
            found_year = self.with_year(block, timex, parts, before)
            return found_year if found_year.value is not None else with_yearly(timex, recurs=False)
        if parts.day:
            return self.with_month(block, timex, parts)
        if parts.weekday is not None:
            return self.nearest_weekday(block, timex, parts)
        return timex

    def of_day_told(self, block: Block, timex: Timex, found: tuple[Timex, ...], number: int) -> Timex:
        """A time of day goes with the day told last, unless it has one beside it."""
        known = self.story.fine.get(Granularity.DAY)
        if timex.parts is None:
            return timex
        beside = [
            t for t in found[max(0, number - 1) : number + 2] if t is not timex and t.type is not TimexType.DURATION
        ]
        for other in beside:
            between = block.text[min(other.end, timex.end) : max(other.start, timex.start)]
            if len(between) < 8 and not re.search(r"[.;!?]\s", between):
                return timex
        if known is not None and known[1] == block.index and timex.parts.hour is not None:
            anchor = known[0]
        elif self.dct is not None and not self.is_history and not any(t.repeats for t in found):
            anchor = self.dct
        else:
            return timex
        return replace(timex, value=anchor.value, provenance=(*timex.provenance, anchor.provenance("day")))

    def hours_later(self, block: Block, timex: Timex) -> Timex:
        """`two hours later`, where the day and the time of day that it counts from were told."""
        shift, known = timex.shift, self.story.fine.get(Granularity.DAY)
        if (
            shift is None
            or shift.count is None
            or known is None
            or self.story.clock is None
            or self.story.clock[0] != block.index
        ):
            return timex
        parts = self.story.clock[1]
        minutes = (parts.hour or 0) * 60 + (parts.minute or 0) + shift.count * (60 if shift.unit == "hour" else 1)
        value = dates.of_day(known[0].value.earliest + minutes // 1440)
        clock = DateParts(hour=minutes % 1440 // 60, minute=minutes % 60, zone=parts.zone)
        why = known[0].provenance("anchor")
        return replace(timex, value=value, edtf=value.edtf, parts=clock, provenance=(*timex.provenance, why))

    def day_of_almanac(self, block: Block, timex: Timex) -> Timex:
        """`1806 – the act is signed` on a page headed by a day without a year: that day of the year."""
        if (
            timex.parts is None
            or timex.modifier
            or not re.match(r"\s*[–—:.-]\s", block.text[timex.end : timex.end + 4])
        ):
            return timex
        title = self.title
        for index in [*reversed(block.headings), *([title.index] if title is not None else [])]:
            days = [t for t in self.times[index] if t.parts and t.parts.day and t.parts.month and not t.parts.year]
            if len(days) != 1 or days[0].until is not None or days[0].parts is None:
                continue
            value, impossible, _ = value_of(replace(days[0].parts, year=timex.parts.year, weekday=None))
            if value is None or impossible:
                return timex
            anchor = Anchor(
                value, "heading", f"`{days[0].text}` in the heading above", index, days[0].start, days[0].end
            )
            why = anchor.provenance("day")
            return replace(timex, value=value, edtf=value.edtf, provenance=(*timex.provenance, why))
        return timex

    def with_year(self, block: Block, timex: Timex, parts: DateParts, before: list[Timex]) -> Timex:
        anchor = self.year_anchor(block, timex, parts, before)
        if anchor is None:
            return timex
        ahead = self.ahead or looks_ahead(block, timex)
        is_top = anchor.source == "title" or (anchor.source == "heading" and anchor.block in block.headings[:1])
        if is_top and block.table is None and self._is_told_before(anchor, timex):
            anchor, ahead = self.dct or anchor, True  # a page of June 2031 on the races of 2032: until 21 August
        elif ahead and anchor.source in ("title", "heading") and block.table is None and self._is_within(anchor):
            anchor = self.dct or anchor  # a letter of winter 2024: what is to come is counted from its day
        if self._is_to_come(block, timex, before, ahead):
            anchor, ahead = self.dct or anchor, True  # a history that ends with what is to come
        year = pick_year(anchor, parts, ahead=ahead)
        if year is None:
            return timex
        if (block.table is None or is_top) and is_of_next_year(anchor, parts):
            year += 1  # a newsletter of October: by the end of January
        year = year_by_weekday(parts, year, anchor)
        value, impossible, edtf = value_of(replace(parts, year=year))
        if value is not None and timex.until is None and is_told_too_early(block, timex, anchor, value):
            value, impossible, edtf = value_of(replace(parts, year=year - 1))
        if value is not None and timex.relation is Relation.SINCE and value.earliest > anchor.value.latest:
            if anchor.value.granularity is Granularity.DAY and anchor.source not in ("preceding", "sentence"):
                value, impossible, edtf = value_of(replace(parts, year=year - 1))  # told in March, since July
        if impossible and (parts.month, parts.day) == (2, 29) and not self._is_written(anchor, year):
            return timex  # a leap day tells that the year told before is not meant
        until = timex.until
        if until is not None and value is not None:
            over = bool(parts.month and until.month and until.month < parts.month)
            if over and until.month and dates.civil(anchor.value.latest)[1] <= until.month + 2:
                year -= 1  # told in spring, `from October to March` has just ended
                value, impossible, edtf = value_of(replace(parts, year=year))
            ends = year + 1 if over else year
            last, bad, text = value_of(replace(until, year=ends))
            value = (dates.ordered(value, last) or value) if last and value else value
            impossible, edtf = impossible or bad, edtf or text
        if value is None:
            return timex
        if timex.pattern == "week-of" and not impossible:
            value = dates.week(*dates.iso_week(value.earliest))
        if timex.modifier and timex.until is None and timex.parts is not None and timex.parts.nth is None:
            value = dates.part(value, timex.modifier)
        why = replace(anchor.provenance("year"), days_off=dates.distance(anchor.value, value))
        return replace(
            timex, value=value, edtf=edtf or value.edtf, impossible=impossible, provenance=(*timex.provenance, why)
        )

    def _is_written(self, anchor: Anchor, year: int) -> bool:
        """Whether a year stands beside what it is taken for, or heads it, and was not guessed itself."""
        if anchor.source not in ("preceding", "sentence"):
            return True
        if anchor.source == "preceding" or anchor.block is None:
            return False
        return str(year) in self.document.blocks[anchor.block].text[anchor.start : anchor.end]

    def _is_to_come(self, block: Block, timex: Timex, before: list[Timex], ahead: bool) -> bool:
        if not self.is_history or self.dct is None or self.dct.source != "document-date" or block.table is not None:
            return False
        if any(t.value is not None and not _ENDS.search(block.text, t.end, timex.start) for t in before):
            return False
        return ahead or comes_every_year(block, timex)

    def _is_told_before(self, scope: Anchor, timex: Timex) -> bool:
        """Whether a last day is told on a page of the year before the one of its title."""
        is_last = timex.relation in (Relation.BY, Relation.BEFORE, Relation.UNTIL) and timex.until is None
        return is_last and self._is_within(scope, 366) and not self._is_within(scope, 0)

    def _is_within(self, scope: Anchor, early: int = 31) -> bool:
        """Whether the day of the document lies in the period that a heading gives, and is no more exactly told there."""
        dct, told = self.dct, scope.value
        return (
            dct is not None
            and dct.value.granularity is Granularity.DAY
            and told.granularity > Granularity.DAY
            and told.earliest - early <= dct.value.earliest <= told.latest
        )

    def _is_aside(self, block: Block, since: Timex, timex: Timex) -> bool:
        """Whether a year since which something is so leaves the next sentence in its own time."""
        return self.dct is not None or (
            self.story.last is not None and _ENDS.search(block.text, since.end, timex.start) is not None
        )

    def year_anchor(self, block: Block, timex: Timex, parts: DateParts, before: list[Timex]) -> Anchor | None:
        """Where the missing year comes from, the nearest source first."""
        if self.dct is None and self.scope(block) is None and comes_every_year(block, timex):
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
                and not (self.dct is not None and other.relation is Relation.FOR and timex.relation in _LAST_DAYS)
            ):
                if self.dct is not None and not self.is_history and _ENDS.search(block.text, other.end, timex.start):
                    break  # news: another sentence may recall another year
                if self._is_recalled(block, other) and _ENDS.search(block.text, other.end, timex.start):
                    break  # a review of 2022: `The barley sown in 2005 came up. A note appeared in May`
                detail = f"`{other.text}` in the same passage"
                if self.story.last is not None and self.story.last_block == block.index and self.is_history:
                    return replace(self.story.last, source="sentence", detail=detail)
                return Anchor(other.value, "sentence", detail, block.index, other.start, other.end)
        scope = self.scope(block)
        if scope is not None:
            return scope
        if self.dct is not None and (not self.is_history or self._is_of_these_days(block, parts)):
            return self.dct
        following = next(
            (
                t
                for t in self.times[block.index]
                if t.start > timex.start and t.value and t.parts and t.parts.year and t.start - timex.end < 90
                if t.relation is not Relation.SINCE
            ),
            None,
        )
        if timex.until is None and self._is_of_first_day(block, parts):
            return self._first_day
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

    def _is_recalled(self, block: Block, other: Timex) -> bool:
        """Whether a time lies years before the one year that the title or a heading gives."""
        scope = self.scope(block)
        grains = (Granularity.MONTH, Granularity.YEAR, Granularity.SPAN)
        if scope is None or block.table is not None or scope.value.granularity not in grains:
            return False
        return other.value is not None and other.value.latest < scope.value.earliest - 366

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

    @cached_property
    def _has_entries(self) -> bool:
        return has_entries(self.document, self.times)

    def scope(self, block: Block) -> Anchor | None:
        key = (block.headings, block.table.table if block.table else None, block.index if block.table else None)
        if key not in self._scopes:
            self._scopes[key] = scope_of(self.document, self.times, block, self.title, self._fronts)
        return self._scopes[key]

    def with_month(self, block: Block, timex: Timex, parts: DateParts) -> Timex:
        anchor = self.story.last if self.story.last and block.index - self.story.last_block <= 1 else None
        if anchor is None and self.dct is not None and not self.is_history:
            anchor = self.dct
        if anchor is None or anchor.value.granularity > Granularity.MONTH:
            return timex
        year, month, today = dates.civil(anchor.value.earliest)
        if self.ahead and parts.day is not None and parts.day < today:
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        value, impossible, _ = value_of(replace(parts, year=year, month=month, weekday=None))
        if (
            value is None
            or impossible
            or (parts.weekday is not None and dates.weekday(value.earliest) != parts.weekday)
        ):
            return timex
        return replace(timex, value=value, edtf=value.edtf, provenance=(*timex.provenance, anchor.provenance("month")))

    def nearest_weekday(self, block: Block, timex: Timex, parts: DateParts) -> Timex:
        """A weekday alone: in news the last one that was, or the next one where the sentence looks ahead."""
        today = self.day_of_entry(block) or self.dct
        if today is None or parts.weekday is None or block.kind is BlockKind.FRONT_MATTER:
            return timex
        if self.is_history and not self._is_news(block):
            return timex
        if self._is_of_later_year(block):
            return timex  # a weekday of the fair that the page announces a year ahead
        if re.search(r"\bthe\s\Z", block.text[: timex.start]):
            return timex  # `on the Friday` goes with what was told before
        day = today.value.earliest
        if (programme := self._day_to_come_above(block, timex)) is not None:
            last = programme.value.earliest
            value = dates.of_day(last - (dates.weekday(last) - parts.weekday) % 7)
            why = programme.provenance("anchor")
            return replace(timex, value=value, edtf=value.edtf, provenance=(*timex.provenance, why))
        if self.ahead and parts.weekday == dates.weekday(day):
            day += 7
        ahead = (
            self.ahead
            or (timex.relation in (Relation.BY, Relation.UNTIL) and not is_told(block, timex))
            or looks_ahead(block, timex)
        )
        step = (parts.weekday - dates.weekday(day)) % 7 if ahead else -((dates.weekday(day) - parts.weekday) % 7)
        value = dates.of_day(day + step)
        return replace(timex, value=value, edtf=value.edtf, provenance=(*timex.provenance, today.provenance("anchor")))

    def _is_of_later_year(self, block: Block) -> bool:
        """Whether a page speaks of a year that begins after the day on which it was written."""
        scope = self.scope(block)
        return (
            scope is not None
            and self.dct is not None
            and scope.value.granularity is Granularity.YEAR
            and scope.value.earliest > self.dct.value.latest
        )

    def _day_to_come_above(self, block: Block, timex: Timex) -> Anchor | None:
        """The day to come that heads a part of a programme, for a last day in it: `sign up by Friday` under `Saturday, 9 May`."""
        if timex.relation not in (Relation.BY, Relation.UNTIL, Relation.BEFORE) or self.dct is None:
            return None
        scope = self.scope(block)
        if scope is None or scope.block not in block.headings or scope.value.granularity is not Granularity.DAY:
            return None
        return scope if scope.value.earliest > self.dct.value.earliest else None

    def day_of_entry(self, block: Block) -> Anchor | None:
        """The day that heads an entry of a page with several such entries: statements, a live page, a diary of news."""
        if not block.headings or not self._has_entries:
            return None
        scope = self.scope(block)
        if scope is None or scope.source != "heading" or scope.value.granularity is not Granularity.DAY:
            return None
        return scope if scope.block in block.headings else None

    def _is_news(self, block: Block) -> bool:
        """Whether a history opens with news: right behind its dateline, before any other day: `died on Friday`."""
        told = self.story.fine.get(Granularity.DAY)
        if self.dct is None or self.dct.block is None or not 0 <= block.index - self.dct.block <= 2:
            return False
        return told is None or told[0].value == self.dct.value

    def shifted(self, block: Block, timex: Timex, before: list[Timex], found: tuple[Timex, ...], number: int) -> Timex:
        shift = timex.shift
        assert shift is not None
        if shift.unit in ("hour", "minute"):
            return self.hours_later(block, timex) if shift.anchor == "narrative" else timex
        anchor = self.anchor_of(block, timex, before, found, number)
        if anchor is None:
            return timex
        if self.ahead and shift.unit == "weekday" and shift.count == 1 and shift.whole and shift.anchor == "document":
            shift = replace(shift, unit="week")  # next Friday: that of the next week
        value = stepped(anchor.value, shift, timex.parts, self.free)
        if value is None:
            return timex
        if timex.modifier and timex.modifier.value in ("START", "MID", "END") and value.granularity > Granularity.DAY:
            value = dates.part(value, timex.modifier)
        return replace(timex, value=value, edtf=value.edtf, provenance=(*timex.provenance, anchor.provenance("anchor")))

    def row_of(self, block: Block) -> Anchor | None:
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

    def anchor_of(
        self, block: Block, timex: Timex, before: list[Timex], found: tuple[Timex, ...], number: int
    ) -> Anchor | None:
        shift = timex.shift
        assert shift is not None
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
            (shift.count or shift.unit == "year")
            and shift.unit in ("year", "decade")
            and self.story.mentioned is not None
            and self.story.mentioned.block == block.index
        ):
            told = self.story.mentioned  # `which was recalled in 2019, had cracked. In November of that year`
        if shift.anchor == "document":
            if self.dct is None and shift.unit in ("year", "season", "month", "week", "month-name"):
                return None  # `last winter` of a page that does not say when it was written
            if self.dct is not None and self.dct.source == "document-date" and shift.unit in ("year", "season"):
                return self.dct
            return self.day_of_entry(block) or (told if self.is_history else self.dct)
        if (
            shift.unit in ("decade", "century")
            and self.story.coarse is not None
            and self.story.coarse.block == block.index
        ):
            return self.story.coarse
        if shift.anchor == "narrative":
            told = self.row_of(block) or told
            if told is None and not self.is_history and (shift.count == 0 or self.ahead):
                return self.dct
            return told
        if number + 1 < len(found):
            following = found[number + 1]
            if following.type is TimexType.DATE and touches(block.text, timex.end, following.start):
                known = self.resolve(block, following, before, found, number + 1)
                if known.value is not None and not known.impossible:
                    return Anchor(
                        known.value, "sentence", f"`{known.text}` right after it", block.index, known.start, known.end
                    )
        return None


def _leads(text: str, told: Timex, timex: Timex) -> bool:
    """Whether a time stands in the sentence of another one, or at the head of its entry: `1911: The club joins. It opens in May`."""
    return not _ENDS.search(text, told.end, timex.start) or not text[: told.start].strip(" *_-•([")


_GRAINS = {
    "day": Granularity.DAY,
    "weekday": Granularity.DAY,
    "week": Granularity.DAY,
    "month": Granularity.MONTH,
}
