"""Resolve, part of dates: what the times of a document tell as a whole: the order of figures, history or news, its entries."""

from __future__ import annotations

import re
from collections.abc import Mapping

from factcheck.frozen import replace
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Provenance, Timex
from factcheck.resolve.anchors import Anchor, Order, order_of
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity

Times = Mapping[int, tuple[Timex, ...]]
"""The times of a document by the index of their block."""

_NEWS = re.compile(
    r"\b(?:[Yy]esterday|[Tt]omorrow|[Ll]ast night|[Tt]his (?:morning|afternoon|evening)|[Tt]onight"
    r"|[Tt]oday(?:,| (?:announced|said|confirmed|published|launched|opened|released|unveiled)))"
)
NEAR_DAYS = 45


def in_order(document: Document, times: Times, given: Order | None) -> Times:
    """The times with 03/04/2025 read in the order that the document shows or says, else in the one given."""
    if not any(t.alternatives for found in times.values() for t in found):
        return times
    told, known = order_of(document, times), given
    if told is not None:
        known = Order(told, "the order of the document's other dates")
    elif document.day_first is not None:
        known = Order(document.day_first, "the settings")
    if known is None:
        return times
    return {
        index: tuple(_ordered(t, known) if t.alternatives else t for t in found)
        if any(t.alternatives for t in found)
        else found
        for index, found in times.items()
    }


def is_history(document: Document, times: Times, dct: Anchor | None) -> bool:
    """Whether the document tells of years long past its own date: its bare dates then follow its narrative."""
    if dct is None:
        return True
    if _opens_with_news(document, dct):
        return False
    year = dates.civil(dct.value.earliest)[0]
    past = near = bare = 0
    others: set[int] = set()
    for found in times.values():
        for timex in found:
            told = timex.parts.year if timex.parts else None
            bare += told is None and timex.parts is not None and bool(timex.parts.day and timex.parts.month)
            if told is not None:
                past += told < year - 1
                if told < year - 1:
                    others.add(told)
                near += abs(told - year) <= 1
    if bare > past and dct.source == "document-date":
        return False  # a notice or report: most of its days tell no year
    return len(others) > 3 and ((past > 3 and past > 2 * near) or (past > 24 and past > near))


def _opens_with_news(document: Document, day: Anchor) -> bool:
    """Whether the first words below a dateline tell of that day: `today announced`, `last night`."""
    if day.block is None:
        return False
    body = [b for b in document.blocks[day.block : day.block + 4] if b.kind is BlockKind.PARAGRAPH]
    return any(_NEWS.search(b.text[:200]) for b in body)


def days_near(times: Times, dct: Anchor | None) -> int:
    """How many days with their year are told of the weeks around that of the document, beside its own."""
    if dct is None:
        return 0
    own = dct.value.earliest
    told = {
        t.value.earliest
        for found in times.values()
        for t in found
        if t.value is not None and t.parts and t.parts.day and t.parts.year
    }
    return sum(0 < abs(day - own) <= NEAR_DAYS for day in told)


def has_entries(document: Document, times: Times) -> bool:
    """Whether two or more headings are days."""
    days = {
        timex.value.edtf
        for b in document.blocks
        if b.kind is BlockKind.HEADING
        for timex in times[b.index][:1]
        if timex.value is not None and timex.value.granularity is Granularity.DAY and timex.parts and timex.parts.year
    }
    return len(days) > 1


LEAST_ENTRIES = 12
"""So many days that head entries of their own make a log."""


def entry_days(document: Document, times: Times) -> dict[int, DateValue]:
    """The day of the entry that each block of a log stands in, by its index: below a heading or a first line that is a day.

    Empty for a document with fewer than `LEAST_ENTRIES` such days.
    """
    found: dict[int, DateValue] = {}
    current: DateValue | None = None
    level = 0
    for block in document.blocks:
        if (day := _opening_day(document, block, times)) is not None:
            current = day
            level = block.level if block.kind is BlockKind.HEADING else level
        elif block.kind in (BlockKind.HEADING, BlockKind.TITLE) and block.level <= level:
            current = None
        if current is not None:
            found[block.index] = current
    return found if len({day.edtf for day in found.values()}) >= LEAST_ENTRIES else {}


def _opening_day(document: Document, block: Block, times: Times) -> DateValue | None:
    """The day that a heading begins with, or that is the whole first line of a paragraph."""
    first = next(iter(times.get(block.index, ())), None)
    if first is None or first.value is None or first.value.granularity is not Granularity.DAY or first.start > 2:
        return None
    if block.kind is BlockKind.PARAGRAPH:
        behind = document.text[block.source_span(0, first.end).end :][:40]
        return first.value if _END_OF_LINE.match(behind) is not None else None
    return first.value if block.kind is BlockKind.HEADING else None


_END_OF_LINE = re.compile(r"[*_.:]*[ \t]*(?:\r?\n|\Z)")


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
