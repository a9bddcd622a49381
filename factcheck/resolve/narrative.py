"""Resolve, part: what the text has told so far: the times from which the next half-known ones are counted."""

from __future__ import annotations

import re

from factcheck.model.document import Block, BlockKind
from factcheck.model.time import DateParts, Relation, Timex, TimexType
from factcheck.resolve.anchors import Anchor
from factcheck.values import dates
from factcheck.values.dates import Granularity


class Narrative:
    """Where the story of one document stands, by what was told last."""

    def __init__(self) -> None:
        self.last: Anchor | None = None
        """The time that the story has come to; times in passing do not move it."""
        self.last_block = -1
        self.fine: dict[Granularity, tuple[Anchor, int]] = {}
        """The last time at least as fine as a day or a month, and its block."""
        self.mentioned: Anchor | None = None
        """The last time of all, one in passing, too."""
        self.coarse: Anchor | None = None
        """The last decade or century."""
        self.clock: tuple[int, DateParts] | None = None
        """The last time of day, and its block."""

    def enter(self, block: Block) -> None:
        """A heading, or a list far from what was told, begins anew."""
        is_far = self.last_block >= 0 and block.index - self.last_block > 6
        if block.kind is BlockKind.HEADING or (block.lead_in is None and block.kind is BlockKind.LIST_ITEM and is_far):
            self.last = None
            self.fine.clear()

    def tell(self, block: Block, timex: Timex) -> None:
        """Takes in the next time of the text: as a rule the narrative has come to it."""
        if timex.parts is not None and timex.parts.hour is not None:
            self.clock = (block.index, timex.parts)
        if timex.type is not TimexType.DATE:
            return
        value = timex.value
        if value is not None and timex.until is not None and not timex.impossible:
            value = _end_of(timex)  # after a range the narrative stands at its end
        if value is not None and value.granularity in (Granularity.DECADE, Granularity.CENTURY):
            self.coarse = Anchor(value, "preceding", f"`{timex.text}` before it", block.index, timex.start, timex.end)
        if (
            value is None
            or timex.impossible
            or value.granularity > Granularity.YEAR
            or value.earliest <= dates.OPEN_START
        ):
            return
        told = Anchor(value, "preceding", f"`{timex.text}` before it", block.index, timex.start, timex.end)
        self.mentioned = told
        if self.is_aside(block, timex):
            return
        self.last = told
        self.last_block = block.index
        for grain in (Granularity.DAY, Granularity.MONTH):
            if value.granularity <= grain:
                self.fine[grain] = (self.last, block.index)

    def is_aside(self, block: Block, timex: Timex) -> bool:
        """Whether a time leads away from the narrative: what was before, `the 1968 convention`, a year in passing."""
        if timex.relation is Relation.SINCE:
            return True  # `her first victory since May 2023`
        shift = timex.shift
        if shift is not None and (
            shift.count is None or (shift.count > 0 if shift.anchor == "document" else shift.count < 0)
        ):
            return True
        if timex.pattern != "year" or timex.value is None:
            return False
        text = block.text
        if _is_put_in(text, timex):
            return True
        before = text[max(0, timex.start - 6) : timex.start].lower()
        if (
            before.endswith(("the ", " its ", " his ", " her ", "their "))
            and text[timex.end : timex.end + 2].strip().isalpha()
        ):
            return True
        year = dates.civil(timex.value.earliest)[0]
        if (
            before.endswith(" of ")
            and self.last is not None
            and self.last_block == block.index
            and year < dates.civil(self.last.value.earliest)[0]
        ):
            return True
        known = self.fine.get(Granularity.MONTH)
        if known is None or block.index - known[1] > 2:
            return False
        told = dates.civil(known[0].value.earliest)[0]
        begins = max(text.rfind(". ", 0, timex.start), text.rfind(".\n", 0, timex.start)) + 1
        is_fronted = text.count(" ", begins, timex.start) <= 3
        return not is_fronted and not told <= year <= told + 2


_PUT_IN = re.compile(r",\s(?:which|who|whose)\s[^,;.:]{2,80}\Z")


def _is_put_in(text: str, timex: Timex) -> bool:
    """Whether a year closes a relative clause between commas: `The farmhouse, which was listed in 1986, stands on`."""
    return text.startswith(", ", timex.end) and _PUT_IN.search(text, max(0, timex.start - 100), timex.start) is not None


def _end_of(timex: Timex) -> dates.DateValue | None:
    """The day or month that a range ends with."""
    value, until = timex.value, timex.until
    if value is None or until is None or value.latest >= dates.OPEN_END or until.month is None:
        return None
    year, month, _ = dates.civil(value.latest)
    return dates.of_day(value.latest) if until.day else dates.month(year, month)
