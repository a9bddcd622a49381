"""Render, part: what a caller may set for any output."""

from __future__ import annotations

from factcheck.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to draw."""

    width: int = 80
    """Columns of the terminal."""
    colour: bool = False
    hyperlinks: bool = False
    claims: bool = False
    """Whether JSON holds every claim, too."""
    fail_on: str = "warning"
    """The least severity that closes the gate, or `never`: JUnit calls failures what does."""
    closing: tuple[str, ...] | None = None
    """The severities that close the gate, where budgets decide it, too; else `fail_on` does."""
    show_known: bool = False
    """Whether the terminal shows findings of the baseline."""
    show_suppressed: bool = False
    """Whether the terminal shows what was suppressed."""
    folder: str = ""
    """Where relative paths start, so that a terminal can link to them; empty for no link."""
    rulebook_url: str = ""
    """Where the rules are documented: SARIF and reviewdog link to this address with the rule's id after it; empty for no link."""
    paths: tuple[str, ...] = ()
    """What was checked, as it was written: commands to copy name it; with none they say PATHS."""
    stamp: str = ""
    """A line that says when, or for what, it was drawn (HTML and Markdown); empty for none, so that a run can be compared."""
