"""Resolve, part: completes half-known times from their sentence, headings, the document's date or what was told before.

Each inferred part carries where it came from. Without an anchor a value stays unknown; the clock is never read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import DateParts, Modifier, Provenance, Relation, Timex, TimexType
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity

_DATE_KEYS = re.compile(
    r"(?:^|[._ -])(?:date|published|pubdate|published_time|issued|meeting[_ ]date|lastmod|last[_ ]modified|updated|modified|datetime|created)\Z",
    re.I,
)
_FIRST_KEYS = re.compile(r"(?:^|[._ -])(?:date|published|pubdate|published_time|issued|meeting[_ ]date)\Z", re.I)
_FUTURE = re.compile(r"\b(?:will|shall|is to|are to|be held|next|due|expected|scheduled|tomorrow)\b", re.I)
_ORDER_SAID = re.compile(r"\b(?:day[/. -]month[/. -]year|dd[/.-]mm[/.-]yyyy|day first|day\.month\.year)\b", re.I)
_ORDER_SAID_US = re.compile(r"\b(?:month[/. -]day[/. -]year|mm[/.-]dd[/.-]yyyy|month first)\b", re.I)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A known date that others can be completed from."""

    value: DateValue
    source: str
    detail: str
    block: int | None = None
    start: int | None = None
    end: int | None = None

    def provenance(self, part: str) -> Provenance:
        """The record of an inferred part."""
        return Provenance(
            part=part, source=self.source, detail=self.detail, block=self.block, start=self.start, end=self.end
        )


def document_date(
    document: Document, times: Mapping[int, tuple[Timex, ...]], path_times: tuple[Timex, ...]
) -> Anchor | None:
    """The day that the document speaks from: front matter or meta, a dateline near its top, its file name."""
    for pattern in (_FIRST_KEYS, _DATE_KEYS):
        for block in document.blocks:
            if block.kind in (BlockKind.FRONT_MATTER, BlockKind.KEY_VALUE) and pattern.search(
                block.key.replace(":", ".")
            ):
                if block.kind is BlockKind.KEY_VALUE and block.index > 12:
                    continue
                known = next(
                    (t for t in times[block.index] if t.value and t.value.granularity is Granularity.DAY), None
                )
                if known and known.value:
                    return Anchor(
                        known.value,
                        "document-date",
                        f"`{block.key}: {known.text}`",
                        block.index,
                        known.start,
                        known.end,
                    )
    for timex in path_times:
        if timex.value and timex.value.granularity is Granularity.DAY:
            return Anchor(timex.value, "file-name", f"the file name ({timex.text})")
    for block in document.blocks[:7]:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or len(block.text) > 400:
            continue
        for timex in times[block.index]:
            near_start = timex.start < 60 and (
                len(block.text) < 130 or re.match(r"\s*[.,]?\s*(?:—|–|\(|-\s)", block.text[timex.end :])
            )
            if (
                timex.value
                and timex.value.granularity is Granularity.DAY
                and near_start
                and timex.relation is Relation.AT
            ):
                if re.search(r"\b(?:on|in|since|by)\s(?:the\s)?\Z", block.text[: timex.start]) and not re.search(
                    r"\b(?:published|updated|issued|posted|dated)\b", block.text, re.I
                ):
                    continue
                return Anchor(
                    timex.value, "document-date", f"the dateline ({timex.text})", block.index, timex.start, timex.end
                )
    return None


def resolve_times(
    document: Document, times: Mapping[int, tuple[Timex, ...]], path_times: tuple[Timex, ...] = ()
) -> dict[int, tuple[Timex, ...]]:
    """The same times with their values completed where the document allows it. Keys are block indices."""
    return _Resolver(document, times, path_times).run()


class _Resolver:
    """Goes through the times of one document in order and remembers what was told last."""

    def __init__(
        self, document: Document, times: Mapping[int, tuple[Timex, ...]], path_times: tuple[Timex, ...]
    ) -> None:
        self.document = document
        self.times: dict[int, tuple[Timex, ...]] = dict(times)
        self.day_first = _order(document, times)
        self._settle_numeric()
        self.dct = document_date(document, self.times, path_times)
        self.path_year = self._path_anchor(path_times)
        self.last: Anchor | None = None
        self.last_block = -1
        self.explicit_years = _spread(self.times)

    def run(self) -> dict[int, tuple[Timex, ...]]:
        done: dict[int, tuple[Timex, ...]] = {}
        for block in self.document.blocks:
            resolved: list[Timex] = []
            if block.kind is BlockKind.HEADING or (
                block.lead_in is None
                and block.kind is BlockKind.LIST_ITEM
                and self.last_block >= 0
                and block.index - self.last_block > 6
            ):
                self.last = None
            for timex in self.times[block.index]:
                timex = self.resolve(block, timex, resolved)
                resolved.append(timex)
                if (
                    timex.type is TimexType.DATE
                    and timex.value
                    and not timex.impossible
                    and timex.value.granularity <= Granularity.YEAR
                    and timex.value.earliest > dates.OPEN_START
                ):
                    self.last = Anchor(
                        timex.value, "preceding", f"`{timex.text}` before it", block.index, timex.start, timex.end
                    )
                    self.last_block = block.index
            done[block.index] = tuple(resolved)
            self.times[block.index] = done[block.index]
        return done

    def _settle_numeric(self) -> None:
        for index, found in self.times.items():
            if any(t.alternatives for t in found):
                self.times[index] = tuple(self._ordered(t) if t.alternatives else t for t in found)

    def _ordered(self, timex: Timex) -> Timex:
        if self.day_first is None or len(timex.alternatives) < 2 or timex.parts is None:
            return timex
        day_first, month_first = timex.alternatives[0], timex.alternatives[1]
        chosen = day_first if self.day_first else month_first
        why = Provenance(part="order", source="order", detail="the order of the document's other dates")
        return replace(timex, value=chosen, edtf=chosen.edtf, alternatives=(), provenance=(*timex.provenance, why))

    def _path_anchor(self, path_times: tuple[Timex, ...]) -> Anchor | None:
        for timex in path_times:
            if timex.value:
                return Anchor(timex.value, "file-name", f"the file name ({timex.text})")
        return None

    # --- one time -----------------------------------------------------------------------------------------------------

    def resolve(self, block: Block, timex: Timex, before: list[Timex]) -> Timex:
        if timex.pattern == "year" and timex.start <= 2 and block.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH):
            return self.day_of_almanac(block, timex)
        if timex.type is not TimexType.DATE or timex.value is not None or timex.alternatives:
            return timex
        if timex.shift is not None:
            return self.shifted(block, timex)
        parts = timex.parts
        if parts is None:
            return timex
        if parts.month or parts.season or parts.quarter or parts.half:
            return self.with_year(block, timex, parts, before)
        if parts.day:
            return self.with_month(block, timex, parts)
        if parts.weekday is not None:
            return self.nearest_weekday(block, timex, parts)
        return timex

    def day_of_almanac(self, block: Block, timex: Timex) -> Timex:
        """`1806 – the act is signed` on a page headed by a day without a year: that day of the year."""
        if timex.parts is None or timex.modifier or not re.match(r"\s*[–—:-]\s", block.text[timex.end : timex.end + 4]):
            return timex
        title = self.document.title
        for index in [*reversed(block.headings), *([title.index] if title is not None else [])]:
            days = [t for t in self.times[index] if t.parts and t.parts.day and t.parts.month and not t.parts.year]
            if len(days) != 1 or days[0].until is not None or days[0].parts is None:
                continue
            value, impossible, _ = _value_of(replace(days[0].parts, year=timex.parts.year, weekday=None), timex)
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
        year = self.pick_year(anchor, parts)
        if year is None:
            return timex
        year = _year_by_weekday(parts, year, anchor)
        full = replace(parts, year=year)
        value, impossible, edtf = _value_of(full, timex)
        until = timex.until
        if until is not None and value is not None:
            ends = year + 1 if parts.month and until.month and until.month < parts.month else year
            last, bad, text = _value_of(replace(until, year=ends), timex)
            value = dates.interval(value, last) if last and last.latest >= value.earliest else value
            impossible, edtf = impossible or bad, edtf or text
        if value is None:
            return timex
        if timex.modifier and timex.until is None:
            value = _part_of(value, timex.modifier)
        why = replace(anchor.provenance("year"), days_off=dates.distance(anchor.value, value))
        return replace(
            timex, value=value, edtf=edtf or value.edtf, impossible=impossible, provenance=(*timex.provenance, why)
        )

    def year_anchor(self, block: Block, timex: Timex, parts: DateParts, before: list[Timex]) -> Anchor | None:
        """Where the missing year comes from, the nearest source first."""
        for other in reversed(before):
            if other.value and other.parts and other.parts.year and other.value.granularity <= Granularity.YEAR:
                return Anchor(
                    other.value, "sentence", f"`{other.text}` in the same passage", block.index, other.start, other.end
                )
        scope = self.scope_of(block)
        if scope is not None:
            return scope
        if self.dct is not None and not self._is_history():
            return self.dct
        following = next(
            (
                t
                for t in self.times[block.index]
                if t.start > timex.start and t.value and t.parts and t.parts.year and t.start - timex.end < 90
            ),
            None,
        )
        if following and following.value:
            return Anchor(
                following.value,
                "sentence",
                f"`{following.text}` in the same passage",
                block.index,
                following.start,
                following.end,
            )
        if self.last is not None and block.index - self.last_block <= 3:
            return self.last
        if self.dct is not None:
            return self.dct
        return self.path_year if self.path_year and self.path_year.value.granularity <= Granularity.YEAR else None

    def scope_of(self, block: Block) -> Anchor | None:
        """The nearest heading, table head, caption or title that gives a year."""
        indices = [*reversed(block.headings)]
        if block.table is not None:
            indices = [
                *block.table.column_heads,
                *block.table.row_heads,
                *([block.table.caption] if block.table.caption is not None else []),
                *indices,
            ]
        title = self.document.title
        if title is not None and title.index not in indices:
            indices.append(title.index)
        indices += [
            b.index for b in self.document.blocks if b.kind is BlockKind.FRONT_MATTER and b.key.lower() == "title"
        ]
        for index in indices:
            if index == block.index:
                continue
            for timex in self.times[index]:
                if block.table is None and not _heads(self.document.blocks[index].text, timex):
                    continue
                if (
                    timex.type is TimexType.DATE
                    and timex.value
                    and timex.relation is Relation.AT
                    and _years(timex.value) <= 2
                ):
                    kind = "title" if title is not None and index == title.index else "heading"
                    return Anchor(
                        timex.value, kind, f"`{timex.text}` in the {kind} above", index, timex.start, timex.end
                    )
        return None

    def pick_year(self, anchor: Anchor, parts: DateParts) -> int | None:
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
        if anchor.source in ("document-date", "file-name") and anchor.value.granularity is Granularity.DAY:
            middle = anchor.value.earliest
            return min(
                (first - 1, first, first + 1),
                key=lambda y: abs(dates.day_number(y, month, min(parts.day or 15, 28)) - middle),
            )
        if first == last:
            return first
        for year in (first, last):
            value = dates.month(year, month)
            if dates.overlaps(value, anchor.value):
                return year
        return None

    def with_month(self, block: Block, timex: Timex, parts: DateParts) -> Timex:
        anchor = self.last if self.last and block.index - self.last_block <= 1 else None
        if anchor is None or anchor.value.granularity > Granularity.MONTH:
            return timex
        year, month, _ = dates.civil(anchor.value.earliest)
        value, impossible, _ = _value_of(replace(parts, year=year, month=month), timex)
        if value is None or impossible:
            return timex
        return replace(timex, value=value, edtf=value.edtf, provenance=(*timex.provenance, anchor.provenance("month")))

    def nearest_weekday(self, block: Block, timex: Timex, parts: DateParts) -> Timex:
        """A weekday alone: in news the last one that was, or the next one where the sentence looks ahead."""
        if self.dct is None or parts.weekday is None or self._is_history() or block.kind is BlockKind.FRONT_MATTER:
            return timex
        if re.search(r"\bthe\s\Z", block.text[: timex.start]) or timex.text.rstrip(".").endswith("s"):
            return timex  # `on the Friday` goes with what was told before, `Fridays` with no single day
        day = self.dct.value.earliest
        ahead = timex.relation in (Relation.BY, Relation.UNTIL) or bool(
            _FUTURE.search(block.text[max(0, timex.start - 70) : timex.end + 20])
        )
        step = (parts.weekday - dates.weekday(day)) % 7 if ahead else -((dates.weekday(day) - parts.weekday) % 7)
        value = dates.of_day(day + step)
        return replace(
            timex, value=value, edtf=value.edtf, provenance=(*timex.provenance, self.dct.provenance("anchor"))
        )

    def shifted(self, block: Block, timex: Timex) -> Timex:
        shift = timex.shift
        assert shift is not None
        anchor = self.dct if shift.anchor == "document" else None
        if shift.anchor == "narrative":
            anchor = self.last if self.last and block.index - self.last_block <= 1 else None
        if anchor is None or anchor.value.granularity > Granularity.YEAR:
            return timex
        value = _moved(anchor.value, shift.count, shift.unit, timex)
        if value is None:
            return timex
        return replace(timex, value=value, edtf=value.edtf, provenance=(*timex.provenance, anchor.provenance("anchor")))

    def _is_history(self) -> bool:
        """Whether the document tells of years long past its own date: its bare dates then follow its narrative."""
        if self.dct is None:
            return True
        year = dates.civil(self.dct.value.earliest)[0]
        past = sum(n for y, n in self.explicit_years.items() if y < year - 1)
        near = sum(n for y, n in self.explicit_years.items() if abs(y - year) <= 1)
        return past > 3 and past > 2 * near


def _year_by_weekday(parts: DateParts, year: int, anchor: Anchor) -> int:
    """A weekday decides between neighbouring years, unless the date lies close to the day that the document speaks from."""
    month, day = parts.month, parts.day
    if parts.weekday is None or not month or not day:
        return year

    def fits(of_year: int) -> bool:
        return (
            1 <= day <= dates.days_in_month(of_year, month)
            and dates.weekday(dates.day_number(of_year, month, day)) == parts.weekday
        )

    if fits(year) or not 1 <= day <= dates.days_in_month(year, month):
        return year
    if anchor.source in ("document-date", "file-name"):
        if abs(dates.day_number(year, month, day) - anchor.value.earliest) <= 75:
            return year
        return next((y for y in (year + 1, year - 1) if fits(y)), year)
    return year


def _heads(text: str, timex: Timex) -> bool:
    """Whether a time is a heading's own date: at its start or end, or cut off by a colon or dash."""
    return timex.start == 0 or bool(re.match(r"\s*(?:[:–—)|·-]|$)", text[timex.end :]))


def _years(value: DateValue) -> int:
    if value.earliest == dates.OPEN_START or value.latest == dates.OPEN_END:
        return 99
    return dates.civil(value.latest)[0] - dates.civil(value.earliest)[0] + 1


def _spread(times: Mapping[int, tuple[Timex, ...]]) -> dict[int, int]:
    years: dict[int, int] = {}
    for found in times.values():
        for timex in found:
            if timex.parts and timex.parts.year:
                years[timex.parts.year] = years.get(timex.parts.year, 0) + 1
    return years


def _order(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> bool | None:
    """Whether numeric dates put the day first, by what the document says or shows; None if nothing tells."""
    head = document.text[:4000]
    if _ORDER_SAID.search(head):
        return True
    if _ORDER_SAID_US.search(head):
        return False
    day_first = month_first = 0
    for found in times.values():
        for timex in found:
            match = re.match(r"(\d{1,2})[/](\d{1,2})[/]\d", timex.text)
            if match and timex.pattern == "numeric" and not timex.alternatives:
                day_first += int(match[1]) > 12
                month_first += int(match[2]) > 12
    if day_first and not month_first:
        return True
    return False if month_first and not day_first else None


def _value_of(parts: DateParts, timex: Timex) -> tuple[DateValue | None, str, str]:
    from factcheck.values.parts import value_of

    if timex.pattern == "nth_weekday" and parts.year and parts.month:
        words = timex.text.lower().removeprefix("the ").split()
        weekday = next(
            (n for n, name in enumerate(dates.WEEKDAYS) if words[1].strip(".").startswith(name[:3].lower())), None
        )
        return (
            (dates.nth_weekday(parts.year, parts.month, weekday, words[0]), "", "")
            if weekday is not None
            else (None, "", "")
        )
    return value_of(parts)


def _part_of(value: DateValue, modifier: Modifier) -> DateValue:
    length = value.latest - value.earliest + 1
    low, high = {Modifier.START: (0.0, 0.5), Modifier.MID: (0.25, 0.75), Modifier.END: (0.5, 1.0)}.get(
        modifier, (0.0, 1.0)
    )
    return replace(
        value,
        earliest=value.earliest + int(length * low),
        latest=value.earliest + max(int(length * high) - 1, 0),
        approximate=True,
    )


def _moved(anchor: DateValue, count: int, unit: str, timex: Timex) -> DateValue | None:
    year, month, _ = dates.civil(anchor.earliest)
    if unit == "weekday":
        weekday = timex.parts.weekday if timex.parts else None
        if weekday is None or anchor.granularity is not Granularity.DAY:
            return None
        day = anchor.earliest
        if count >= 0:
            return dates.of_day(
                day + ((weekday - dates.weekday(day) - 1) % 7 + 1 if count else (weekday - dates.weekday(day)) % 7)
            )
        return dates.of_day(day - ((dates.weekday(day) - weekday - 1) % 7 + 1))
    if unit == "season":
        name = timex.parts.season if timex.parts else ""
        first = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[name]
        if count < 0:
            return dates.season(year if month > first + 2 else year - 1, name)
        return dates.season(year if month <= first + 2 else year + 1, name) if count else dates.season(year, name)
    if unit in ("year", "decade", "century"):
        shifted = dates.shift(anchor, count, unit)
        return (
            dates.year(dates.civil(shifted.earliest)[0])
            if unit == "year"
            else dates.decade(dates.civil(shifted.earliest)[0] // 10 * 10)
        )
    if unit == "month":
        shifted = dates.shift(anchor, count, unit)
        return dates.month(*dates.civil(shifted.earliest)[:2]) if anchor.granularity <= Granularity.MONTH else None
    if anchor.granularity is not Granularity.DAY or unit not in ("day", "week"):
        return None
    if unit == "week" and abs(count) >= 1 and timex.pattern == "relative" and timex.duration is None:
        start = anchor.earliest - dates.weekday(anchor.earliest) + 7 * count
        return dates.between(start, start + 6, Granularity.WEEK)
    return dates.shift(anchor, count, unit)
