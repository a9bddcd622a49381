"""The command line, part: the options that say with what means a run works: how many processes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click


def effort(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command its `effort`, by the option `--jobs`."""

    @wraps(command)
    def equipped(*arguments: Any, jobs: int | None, **others: Any) -> Any:
        from factcheck.run.gathering import Effort

        return command(*arguments, effort=Effort(jobs=jobs), **others)

    return click.option(
        "--jobs",
        "-j",
        type=click.IntRange(min=1),
        metavar="N",
        help="How many processes read and extract; by default as many as there are cores, or one where that is faster.",
    )(equipped)
