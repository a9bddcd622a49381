"""The command line, part: the options that have a run spread over machines by Apache Spark."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click


def engine(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command its `engine`, by the options `--engine`, `--master` and `--checkpoint`; none for a run on this machine."""

    @wraps(command)
    def equipped(*arguments: Any, engine: str, master: str | None, checkpoint: str | None, **others: Any) -> Any:
        if engine == "spark":
            from factcheck.run.spark_session import Engine

            return command(*arguments, engine=Engine(master=master, checkpoint=checkpoint), **others)
        for name, value in (("--master", master), ("--checkpoint", checkpoint)):
            if value is not None:
                from factcheck.errors import Problem, UsageError

                raise UsageError(Problem(message=f"{name} without --engine spark", remedy="add --engine spark"))
        return command(*arguments, engine=None, **others)

    for option in (
        click.option(
            "--checkpoint",
            metavar="FOLDER",
            type=click.Path(file_okay=False),
            help="With --engine spark: keep what was extracted there, so that an interrupted run goes on from it.",
        ),
        click.option(
            "--master",
            metavar="URL",
            help="With --engine spark: where it runs, `local[2]`, `spark://HOST:7077`, `yarn`; by default all cores of this machine.",
        ),
        click.option(
            "--engine",
            type=click.Choice(["local", "spark"]),
            default="local",
            help="What does the work: this machine, or Apache Spark (docs/spark.md) with the same findings.",
        ),
    ):
        equipped = option(equipped)
    return equipped
