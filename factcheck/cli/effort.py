"""The command line, part: the options that say with what means a run works: how many processes, which cache."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

CACHE_DIR = click.option(
    "--cache-dir",
    "cache_dir",
    metavar="FOLDER",
    type=click.Path(file_okay=False),
    help="Where the cache of extracted documents lies; by default among the user's caches (`factcheck cache path`).",
)


def effort(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command its `effort`, by the options `--jobs`, `--cache-dir` and `--no-cache`."""

    @wraps(command)
    def equipped(*arguments: Any, jobs: int | None, cache_dir: str | None, no_cache: bool, **others: Any) -> Any:
        from factcheck.run.cache import choose_cache
        from factcheck.run.gathering import Effort

        # records hold no cycles, and the process ends with the command: a tenth to a third of resolve and align was the collector's
        gc.set_threshold(200_000, 20, 100)
        cache = choose_cache(cache_dir, none=no_cache)
        return command(*arguments, effort=Effort(jobs=jobs, cache=cache), **others)

    for option in (
        click.option("--no-cache", is_flag=True, help="Extract all documents anew, and keep nothing."),
        CACHE_DIR,
        click.option(
            "--jobs",
            "-j",
            type=click.IntRange(min=1),
            metavar="N",
            help="How many processes do the work; by default as many as there are cores, or one where that is faster.",
        ),
    ):
        equipped = option(equipped)
    return equipped
