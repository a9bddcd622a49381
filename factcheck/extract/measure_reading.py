"""Extract, part of what figures measure: what a construction tells of a figure."""

from __future__ import annotations

from factcheck.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was read: the measure, the stretch of the words for its subject, and the words that say it."""

    measure: str = ""
    subject: tuple[int, int] | None = None
    more: tuple[int, int] | None = None
    """A further stretch whose names the subject is told by: `under Marshal Ode`."""
    says: str = ""
    shown: str = ""
    """What it is of for people, where that is more than the subject: `the area of the fen`."""
    said: str = ""
    """By what words for people, where the verb of the clause does not tell it: `a $9 million depot`."""
    alone: bool = False
    """Whether others that the clause names have no part in it."""
    apposed: bool = False
    """Whether the measure is told in passing, so that neither verb nor years of the clause are its own."""
    context: tuple[str, ...] = ()
    """Stems of words that say the same as the construction."""
    stems: tuple[str, ...] = ()
    """What the subject's words come to, where it is told by a word that the text does not have."""
