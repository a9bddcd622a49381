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
