"""Which lines of which documents a run is about: what version control or an editor tells, and triage goes by."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.frozen import dataclass


@dataclass(frozen=True, slots=True, order=True)
class LineRange:
    """Lines from start to end, both counted from 1 at line feeds (as git counts) and both inside.

    `end == start - 1` says that lines were taken away before `start` and none stand in their place.
    """

    start: int
    end: int

    @property
    def is_gap(self) -> bool:
        """Whether lines were only taken away."""
        return self.end < self.start

    def touches(self, first: int, last: int) -> bool:
        """Whether a stretch of lines holds a line of this range, or runs over the place where lines were taken away."""
        if self.is_gap:
            return first < self.start <= last
        return self.start <= last and first <= self.end


EVERY_LINE = (LineRange(1, 2**31),)
"""A document that is new as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLines:
    """The changed lines by document, sorted; documents that are not named have none."""

    lines: Mapping[str, tuple[LineRange, ...]]
    told: str = ""
    """What they are, for people: `lines changed since main`."""
