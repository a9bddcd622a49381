"""Render, part: what a caller may set for any output."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to draw."""

    width: int = 80
    """Columns of the terminal."""
    colour: bool = False
    hyperlinks: bool = False
    claims: bool = False
    """Whether JSON holds every claim, too."""
    rulebook_url: str = ""
    """Where the rules are documented: SARIF links to this address with the rule's id after it; empty for no link."""
