"""The command line, part: the exit codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.errors import Problem

CLEAN, FINDINGS, USAGE, INTERNAL = 0, 1, 2, 3
INTERRUPTED = 130
"""By Ctrl-C: 128 and the number of the signal, as shells count."""


def code_of(problems: Iterable[Problem]) -> int:
    """The exit code of a command that only lists: 2 if an input could not be used at all."""
    return USAGE if any(problem.fatal for problem in problems) else CLEAN
