"""Resolve, part: completes half-known times by what stands around them, which `surroundings.py` finds.

Each inferred part carries where it came from. Without an anchor a value stays unknown; the clock is never read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from factcheck.frozen import replace
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import DateParts, Relation, Timex, TimexType
from factcheck.resolve.anchors import Anchor, Order
from factcheck.resolve.corpus_year import tells_no_year, with_year_of_corpus
from factcheck.resolve.steps import FreeDays, no_holidays, stepped, stretched
from factcheck.resolve.surroundings import LAST_DAYS, Surroundings
from factcheck.resolve.time_cues import (
    ENDS,
    comes_every_year,
    is_told,
    is_told_too_early,
    looks_ahead,
    touches,
)
from factcheck.resolve.yearly import recurs, recurs_by_nature, with_yearly
from factcheck.resolve.years import follows_insertion, is_later_told, is_of_next_year, pick_year, year_by_weekday
from factcheck.values import dates
from factcheck.values.dates import Granularity
from factcheck.values.parts import value_of

_OWN_DAYS = frozenset(["document-date", "file-name", "given"])
"""Sources of the day that a document speaks from."""


def resolve_times(
    document: Document,
    times: Mapping[int, tuple[Timex, ...]],
    path_times: tuple[Timex, ...] = (),
    *,
    day: dates.DateValue | None = None,
    ahead: bool = False,
    free: FreeDays = no_holidays,
    order: Order | None = None,
    year: int | None = None,
) -> dict[int, tuple[Timex, ...]]:
    """The same times with their values completed where the document allows it. Keys are block indices.

    `day` is the day that the document speaks from where it does not say so itself. `ahead` takes half-known dates for the
    next such ones, as a calendar does, not for the nearest. `free` gives the holidays that are no working days;
    `order` that of day and month in figures, `year` the year of the corpus, where the document does not tell it.
    """
    if year is not None and not tells_no_year(document, times, year):
        year = None
    return _Resolver(Surroundings(document, times, path_times, day, ahead, order), free, year).run()


class _Resolver:
    """Goes through the times of one document in order and remembers what was told last."""

    def __init__(self, around: Surroundings, free: FreeDays, year: int | None = None) -> None:
        self.around, self.free, self.year = around, free, year
        self.document, self.times = around.document, around.times
        self.dct, self.story, self.is_history, self.ahead = around.dct, around.story, around.is_history, around.ahead

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
                recurs(self.document, block, timex)
                or (recurs_by_nature(block, timex) and self.around.scope(block) is None)
            ):
                return with_yearly(timex, recurs=True)
            found_year = self.with_year(block, timex, parts, before)
            if found_year.value is None and self.year is not None and self.dct is None:
                found_year = with_year_of_corpus(timex, self.year)
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
        title = self.around.title
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
        anchor = self.around.year_anchor(block, timex, parts, before)
        if anchor is None:
            return timex
        ahead = self.ahead or looks_ahead(block, timex)
        is_top = anchor.source == "title" or (anchor.source == "heading" and anchor.block in block.headings[:1])
        if is_top and (parts.month or 12) < 8 and block.table is None and self.around.is_before_school_year(anchor):
            anchor, ahead = self.dct or anchor, True
        elif is_top and block.table is None and self._is_told_before(anchor, timex):
            anchor, ahead = self.dct or anchor, True  # a page of June 2031 on the races of 2032: until 21 August
        elif ahead and anchor.source in ("title", "heading") and block.table is None and self.around.is_within(anchor):
            anchor = self.dct or anchor  # a letter of winter 2024: what is to come is counted from its day
        if self._is_to_come(block, timex, before, ahead):
            anchor, ahead = self.dct or anchor, True  # a history that ends with what is to come
        year = pick_year(anchor, parts, ahead=ahead)
        if year is None:
            return timex
        if (block.table is None or is_top) and is_of_next_year(anchor, parts):
            year += 1  # a newsletter of October: by the end of January
        if follows_insertion(block.text, anchor, timex.start, block.index) and is_later_told(
            anchor, parts, year, self.dct
        ):
            year += 1  # `The sale, agreed in November 2031, was done on 30 August`
        if anchor.source in ("sentence", "preceding") and self._is_over(block, timex, parts, year):
            year += 1  # `The jetty lost in the gale of 27 December will be rebuilt before 24 July`
        year = year_by_weekday(parts, year, anchor, self.around.told_years)
        if anchor.source in _OWN_DAYS and self.around.year_told_of(parts) == year + 1:
            year += 1  # of January: `22 September`, beside `on 22 September 2031`
        value, impossible, edtf = value_of(replace(parts, year=year))
        if value is not None and timex.until is None and is_told_too_early(block, timex, anchor, value):
            value, impossible, edtf = value_of(replace(parts, year=year - 1))
        if value is not None and timex.relation is Relation.SINCE and value.earliest > anchor.value.latest:
            if anchor.value.granularity is Granularity.DAY and anchor.source not in ("preceding", "sentence"):
                value, impossible, edtf = value_of(replace(parts, year=year - 1))  # told in March, since July
        is_past = self.dct is not None and not ahead and value is not None and value.earliest > self.dct.value.latest
        if is_past and timex.relation is Relation.SINCE and anchor.value.granularity is Granularity.DAY:
            value, impossible, edtf = value_of(replace(parts, year=year - 1))  # told of Saturday, since November
        if impossible and (parts.month, parts.day) == (2, 29) and not self.around.is_written(anchor, year):
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

    def _is_over(self, block: Block, timex: Timex, parts: DateParts, year: int) -> bool:
        """Whether what a sentence says will be would have been before the day of the text, and comes after it a year later."""
        if self.is_history or self.dct is None or self.dct.value.granularity is not Granularity.DAY:
            return False
        if not looks_ahead(block, timex):
            return False
        value, following = value_of(replace(parts, year=year))[0], value_of(replace(parts, year=year + 1))[0]
        today = self.dct.value.earliest
        return value is not None and following is not None and value.latest < today <= following.earliest

    def _is_to_come(self, block: Block, timex: Timex, before: list[Timex], ahead: bool) -> bool:
        if not self.is_history or self.dct is None or self.dct.source != "document-date" or block.table is not None:
            return False
        if any(t.value is not None and not ENDS.search(block.text, t.end, timex.start) for t in before):
            return False
        return ahead or comes_every_year(block, timex)

    def _is_told_before(self, scope: Anchor, timex: Timex) -> bool:
        """Whether a last day is told on a page of the year before the one of its title."""
        is_last = timex.relation in LAST_DAYS and timex.until is None
        return is_last and self.around.is_within(scope, 366) and not self.around.is_within(scope, 0)

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
        today = self.around.day_of_entry(block) or self.dct
        if today is None or parts.weekday is None or block.kind is BlockKind.FRONT_MATTER:
            return timex
        if self.is_history and not self.around.is_news(block):
            return timex
        if self.around.is_of_later_year(block):
            return timex  # a weekday of the fair that the page announces a year ahead
        if re.search(r"\bthe\s\Z", block.text[: timex.start]):
            return timex  # `on the Friday` goes with what was told before
        day = today.value.earliest
        if (programme := self.around.day_to_come_above(block, timex)) is not None:
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

    def anchor_of(
        self, block: Block, timex: Timex, before: list[Timex], found: tuple[Timex, ...], number: int
    ) -> Anchor | None:
        """What a step is counted from: `two days before the wedding on 4 May` from what stands behind it."""
        assert timex.shift is not None
        anchor = self.around.anchor_of(block, timex.shift)
        if anchor is not None or timex.shift.anchor in ("document", "narrative"):
            return anchor
        if number + 1 < len(found):
            following = found[number + 1]
            if following.type is TimexType.DATE and touches(block.text, timex.end, following.start):
                known = self.resolve(block, following, before, found, number + 1)
                if known.value is not None and not known.impossible:
                    return Anchor(
                        known.value, "sentence", f"`{known.text}` right after it", block.index, known.start, known.end
                    )
        return None
