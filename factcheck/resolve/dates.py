"""Resolve, part: completes half-known times from their sentence, headings, the document's date or what was told before.

Each inferred part carries where it came from. Without an anchor a value stays unknown; the clock is never read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import DateParts, Provenance, Relation, Timex, TimexType
from factcheck.resolve.anchors import Anchor, Order, document_date, fronts_of, order_of, scope_of
from factcheck.resolve.narrative import Narrative
from factcheck.resolve.steps import FreeDays, no_holidays, stepped, stretched
from factcheck.values import dates
from factcheck.values.dates import Granularity
from factcheck.values.parts import value_of

_TOLD = re.compile(r"[^.;!?]*\b(?:had|was|were|did)\b")
_NEWS = re.compile(
    r"\b(?:[Yy]esterday|[Tt]omorrow|[Ll]ast night|[Tt]his (?:morning|afternoon|evening)|[Tt]onight"
    r"|[Tt]oday(?:,| (?:announced|said|confirmed|published|launched|opened|released|unveiled)))"
)
_ENDS = re.compile(r"[.!?]\s+(?=[A-Z“\"])")
_FUTURE = re.compile(
    r"\b(?:will|shall|is to|are to|be held|next|due|expected|scheduled|set for|tomorrow|would|plans? to|wird|werden|soll|sollen|demnächst|sera|seront|aura|auront|doit|doivent|devra|prochaine?|\w{5,}(?:era|eront))\b",
    re.I,
)


_NAME_BEFORE = re.compile(
    r"(?:\A|\s)(?!(?:In|Since|From|Until|Till|By|During|After|Before|For|Of|On|At|Around|About|Late|Early|Throughout|Through|Between|And|Or|To|Mid|Summer|Spring|Autumn|Winter|Christmas|Easter|Im|Seit|Bis|Ab|En|Depuis|Dès)\s\Z)"
    r"[A-Z][a-z]+\s\Z"
)
"""What makes a year part of a name: `Reserva 2020`."""
_CLAUSE = re.compile(r"[,;:.!?()]\s|\s[–—]\s|\b(?:and|but|which|who|that|while|because|until)\b")
_FRONTED = re.compile(
    r"\W*(?:(?:only|early|late|again|back)\s)?(?:in|on|since|during|the|from|at|by|by the end of)?\s?(?:the\s)?(?:early|late)?\W*",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|began|became|broke|brought|built|came|chose|drew|fell|gave|went|grew|held|kept|knew|led|left|lost|made|met|paid|ran|"
    r"rose|said|sold|sent|showed|spoke|spent|stood|took|taught|told|won|wrote|[a-z]{3,}ed)\b"
)
_PRESENT = re.compile(r"\b(?:is|are|has|have|can|may|must|should|could|if|when|once|expect\w*|need\w*|to be)\b", re.I)


_USUAL = re.compile(
    r"\b(?:opens?|closes?|runs?|starts?|begins?|ends?|flowers?|blooms?|can|must|is open|are open|is closed|are closed)\b"
)


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
        self.order = order
        self.free = free
        self.document, self.title = document, document.title
        self.ahead = ahead
        self.times: dict[int, tuple[Timex, ...]] = dict(times)
        self._settle_numeric()
        self.dct = document_date(document, self.times, path_times)
        if self.dct is None and day is not None:
            self.dct = Anchor(day, "given", f"the day given ({day.edtf})")
        self.path_year = self._path_anchor(path_times)
        self.story = Narrative()
        self.is_history = self._is_history()
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

    def _settle_numeric(self) -> None:
        """Reads 03/04/2025 in the order that the document shows or says, else in the one given."""
        if not any(t.alternatives for found in self.times.values() for t in found):
            return
        told, known = order_of(self.document, self.times), self.order
        if told is not None:
            known = Order(told, "the order of the document's other dates")
        elif self.document.day_first is not None:
            known = Order(self.document.day_first, "the settings")
        if known is None:
            return
        for index, found in self.times.items():
            if any(t.alternatives for t in found):
                self.times[index] = tuple(_ordered(t, known) if t.alternatives else t for t in found)

    def _path_anchor(self, path_times: tuple[Timex, ...]) -> Anchor | None:
        for timex in path_times:
            if timex.value:
                return Anchor(timex.value, "file-name", f"the file name ({timex.text})")
        return None

    def _is_history(self) -> bool:
        """Whether the document tells of years long past its own date: its bare dates then follow its narrative."""
        if self.dct is None:
            return True
        if self._opens_with_news(self.dct):
            return False
        year = dates.civil(self.dct.value.earliest)[0]
        past = near = 0
        others: set[int] = set()
        for found in self.times.values():
            for timex in found:
                told = timex.parts.year if timex.parts else None
                if told is not None:
                    past += told < year - 1
                    if told < year - 1:
                        others.add(told)
                    near += abs(told - year) <= 1
        return len(others) > 3 and ((past > 3 and past > 2 * near) or (past > 24 and past > near))

    def _opens_with_news(self, day: Anchor) -> bool:
        """Whether the first words below a dateline tell of that day: `today announced`, `last night`."""
        if day.block is None:
            return False
        body = [b for b in self.document.blocks[day.block : day.block + 4] if b.kind is BlockKind.PARAGRAPH]
        return any(_NEWS.search(b.text[:200]) for b in body)

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
        if timex.type is not TimexType.DATE or timex.alternatives:
            return timex
        if timex.shift is not None:
            return self.shifted(block, timex, before, found, number)
        parts = timex.parts
        if parts is None:
            return timex
        if parts.month or parts.season or parts.quarter or parts.half or parts.holiday or parts.nth is not None:
            return self.with_year(block, timex, parts, before)
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
        ahead = self.ahead or self.looks_ahead(block, timex)
        if ahead and anchor.source in ("title", "heading") and block.table is None and self._is_within(anchor):
            anchor = self.dct or anchor  # a letter of winter 2024: what is to come is counted from its day
        if self._is_to_come(block, timex, before, ahead):
            anchor, ahead = self.dct or anchor, True  # a history that ends with what is to come
        year = self.pick_year(anchor, parts, ahead=ahead)
        if year is None:
            return timex
        if block.table is None and _is_of_next_year(anchor, parts):
            year += 1  # a newsletter of October: by the end of January
        year = _year_by_weekday(parts, year, anchor)
        value, impossible, edtf = value_of(replace(parts, year=year))
        if value is not None and timex.until is None and self.is_told_too_early(block, timex, anchor, value):
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
        return ahead or self._comes_every_year(block, timex)

    def _is_within(self, scope: Anchor) -> bool:
        """Whether the day of the document lies in the period that a heading gives, and is no more exactly told there."""
        dct, told = self.dct, scope.value
        return (
            dct is not None
            and dct.value.granularity is Granularity.DAY
            and told.granularity > Granularity.DAY
            and told.earliest - 31 <= dct.value.earliest <= told.latest
        )

    def year_anchor(self, block: Block, timex: Timex, parts: DateParts, before: list[Timex]) -> Anchor | None:
        """Where the missing year comes from, the nearest source first."""
        if self.dct is None and self.scope(block) is None and self._comes_every_year(block, timex):
            return None
        for other in reversed(before):
            if (
                other.value
                and other.parts
                and other.parts.year
                and not (other.relation is Relation.SINCE and self.dct is not None)  # `their first tour since 2019`
                and (other.value.granularity <= Granularity.YEAR or other.until is not None)
                and not (
                    other.pattern == "year" and _NAME_BEFORE.search(block.text[max(0, other.start - 24) : other.start])
                )
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

    def _is_recalled(self, block: Block, other: Timex) -> bool:
        """Whether a time lies years before the one year that the title or a heading gives."""
        scope = self.scope(block)
        grains = (Granularity.MONTH, Granularity.YEAR)
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
        return any(day is not None and abs(day.earliest - dct.value.earliest) <= _NEAR_DAYS for day in days)

    @cached_property
    def _days_near(self) -> int:
        """How many days with their year are told of the weeks around that of the document, beside its own."""
        if self.dct is None:
            return 0
        own = self.dct.value.earliest
        told = {
            t.value.earliest
            for found in self.times.values()
            for t in found
            if t.value is not None and t.parts and t.parts.day and t.parts.year
        }
        return sum(0 < abs(day - own) <= _NEAR_DAYS for day in told)

    def _comes_every_year(self, block: Block, timex: Timex) -> bool:
        """Whether a page of no day tells what is so each year: `The tearoom opens at Easter`, `must not be entered from May`."""
        clause = _CLAUSE.split(block.text[max(0, timex.start - 90) : timex.start])[-1]
        return _USUAL.search(clause) is not None and _PAST.search(clause) is None

    def scope(self, block: Block) -> Anchor | None:
        key = (block.headings, block.table.table if block.table else None, block.index if block.table else None)
        if key not in self._scopes:
            self._scopes[key] = scope_of(self.document, self.times, block, self.title, self._fronts)
        return self._scopes[key]

    def pick_year(self, anchor: Anchor, parts: DateParts, *, ahead: bool) -> int | None:
        first, last = dates.civil(anchor.value.earliest)[0], dates.civil(anchor.value.latest)[0]
        month = (
            parts.month
            or {"spring": 4, "summer": 7, "autumn": 10, "winter": 1}.get(parts.season, 0)
            or (3 * parts.quarter - 1 if parts.quarter else 6)
        )
        if (
            anchor.value.granularity >= Granularity.SPAN
            and last == first + 1
            and anchor.value.earliest == dates.day_number(first, 1, 1)
        ):
            # an academic or fiscal year: the autumn is of its first calendar year
            return first if month >= 8 else last
        told_on = (*_TOLD_ON, *(("heading", "title") if ahead else ()))
        if anchor.source in told_on and anchor.value.granularity is Granularity.DAY:
            middle = anchor.value.earliest
            if ahead:
                return next((y for y in (first, first + 1) if _not_over(parts, y, middle)), first)
            return min(
                (first - 1, first, first + 1),
                key=lambda y: abs(dates.day_number(y, month, min(parts.day or 15, 28)) - middle),
            )
        if anchor.source in ("preceding", "sentence") and first == last:
            return self._told_on(anchor, parts, month, first)
        if first == last:
            return first
        for year in (first, last):
            if dates.overlaps(dates.month(year, month), anchor.value):
                return year
        return None

    def _told_on(self, anchor: Anchor, parts: DateParts, month: int, year: int) -> int:
        """A narrative moves on: the month after a December is of the next year, where it comes early in it."""
        if anchor.value.granularity > Granularity.MONTH or not parts.month:
            return year
        at = dates.civil(anchor.value.latest)[1]
        return year + 1 if at - month >= _BACK else year

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
        if re.search(r"\bthe\s\Z", block.text[: timex.start]):
            return timex  # `on the Friday` goes with what was told before
        day = today.value.earliest
        if self.ahead and parts.weekday == dates.weekday(day):
            day += 7
        ahead = (
            self.ahead
            or (
                timex.relation in (Relation.BY, Relation.UNTIL)
                and not _TOLD.match(block.text[timex.end : timex.end + 60])
            )
            or self.looks_ahead(block, timex)
        )
        step = (parts.weekday - dates.weekday(day)) % 7 if ahead else -((dates.weekday(day) - parts.weekday) % 7)
        value = dates.of_day(day + step)
        return replace(timex, value=value, edtf=value.edtf, provenance=(*timex.provenance, today.provenance("anchor")))

    def day_of_entry(self, block: Block) -> Anchor | None:
        """The day that heads an entry of a page with several such entries: statements, a live page, a diary of news."""
        if not block.headings or not self._has_entries:
            return None
        scope = self.scope(block)
        if scope is None or scope.source != "heading" or scope.value.granularity is not Granularity.DAY:
            return None
        return scope if scope.block in block.headings else None

    @cached_property
    def _has_entries(self) -> bool:
        """Whether two or more headings are days."""
        days = {
            timex.value.edtf
            for b in self.document.blocks
            if b.kind is BlockKind.HEADING
            for timex in self.times[b.index][:1]
            if timex.value is not None
            and timex.value.granularity is Granularity.DAY
            and timex.parts
            and timex.parts.year
        }
        return len(days) > 1

    def _is_news(self, block: Block) -> bool:
        """Whether a history opens with news: right behind its dateline, before any other day: `died on Friday`."""
        told = self.story.fine.get(Granularity.DAY)
        if self.dct is None or self.dct.block is None or not 0 <= block.index - self.dct.block <= 2:
            return False
        return told is None or told[0].value == self.dct.value

    def is_told_too_early(self, block: Block, timex: Timex, anchor: Anchor, value: dates.DateValue) -> bool:
        """Whether a day to come is told as past: in January, `the rent was cut in April` is of the year before."""
        is_of_month = anchor.source in ("heading", "title") and anchor.value.granularity is Granularity.MONTH
        if (anchor.source not in _TOLD_ON and not is_of_month) or value.earliest <= anchor.value.latest:
            return False
        if timex.parts is not None and (
            timex.parts.weekday is not None or timex.relation in (Relation.UNTIL, Relation.BY)
        ):
            return False
        text = block.text
        before = _CLAUSE.split(text[max(0, timex.start - 90) : timex.start])[-1]
        after = _CLAUSE.split(text[timex.end : timex.end + 70])[0]
        is_fronted = _FRONTED.fullmatch(before) is not None
        clause = after if is_fronted else before
        return _PAST.search(clause) is not None and not _PRESENT.search(clause) and not _FUTURE.search(before + after)

    def looks_ahead(self, block: Block, timex: Timex) -> bool:
        """Whether the words of the sentence up to the time speak of what is to come."""
        text = block.text
        begins = max(0, max(text.rfind(end, 0, timex.start) for end in (". ", "! ", "? ", "; ")))
        if _FUTURE.search(text[max(timex.start - 70, begins) : timex.start]):
            return True
        if timex.start - begins > 12:
            return False
        clause = re.split(r"[,;.]\s", text[timex.end : timex.end + 70])[0]  # On Friday the council will vote
        return _FUTURE.search(clause) is not None

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
            shift.count
            and shift.unit in ("year", "decade")
            and self.story.mentioned is not None
            and self.story.mentioned.block == block.index
        ):
            told = self.story.mentioned
        if shift.anchor == "document":
            if self.dct is None and shift.unit in ("year", "season", "month", "week"):
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
            if following.type is TimexType.DATE and _touches(block.text, timex.end, following.start):
                known = self.resolve(block, following, before, found, number + 1)
                if known.value is not None and not known.impossible:
                    return Anchor(
                        known.value, "sentence", f"`{known.text}` right after it", block.index, known.start, known.end
                    )
        return None


_GRAINS = {
    "day": Granularity.DAY,
    "weekday": Granularity.DAY,
    "week": Granularity.DAY,
    "month": Granularity.MONTH,
}
_NEAR_DAYS = 45
_TOLD_ON = ("document-date", "file-name", "given")
"""Sources of the day on which a document speaks."""
_BACK = 8
"""How many months a bare month must lie before the last one told to be of the next year."""


def _is_of_next_year(anchor: Anchor, parts: DateParts) -> bool:
    """Whether a month comes so early in the year, and that of the heading above so late, that it is of the next one."""
    if (
        anchor.source not in ("heading", "title")
        or anchor.value.granularity is not Granularity.MONTH
        or not parts.month
    ):
        return False
    return dates.civil(anchor.value.latest)[1] - parts.month >= _BACK


def _not_over(parts: DateParts, year: int, day: int) -> bool:
    value = value_of(replace(parts, year=year))[0]
    return value is not None and value.latest >= day


_LINKS = frozenset({"", "the", "on", "of", "dem", "den", "der", "le", "la", "du", "au", "l'"})


def _touches(text: str, end: int, start: int) -> bool:
    return start >= end and text[end:start].strip().lower() in _LINKS


def _ordered(timex: Timex, order: Order) -> Timex:
    day_first = order.day_first
    if len(timex.alternatives) < 2 or timex.parts is None:
        return timex
    chosen = timex.alternatives[0] if day_first else timex.alternatives[1]
    parts = timex.parts if day_first else replace(timex.parts, day=timex.parts.month, month=timex.parts.day)
    why = Provenance(part="order", source="order", detail=order.detail)
    return replace(
        timex, value=chosen, edtf=chosen.edtf, parts=parts, alternatives=(), provenance=(*timex.provenance, why)
    )


def _year_by_weekday(parts: DateParts, year: int, anchor: Anchor) -> int:
    """A weekday decides between neighbouring years, unless the date lies close to the day that the document speaks from."""
    month, day = parts.month, parts.day
    if parts.weekday is None or not month or not day or parts.nth is not None:
        return year

    def fits(of_year: int) -> bool:
        return (
            1 <= day <= dates.days_in_month(of_year, month)
            and dates.weekday(dates.day_number(of_year, month, day)) == parts.weekday
        )

    if fits(year) or not 1 <= day <= dates.days_in_month(year, month):
        return year
    if anchor.source in ("document-date", "file-name", "given"):
        if abs(dates.day_number(year, month, day) - anchor.value.earliest) <= 75:
            return year
        return next((y for y in (year + 1, year - 1) if fits(y)), year)
    return year
