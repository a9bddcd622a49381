"""The command line, part: `facts`, the house facts of the publisher and which documents keep to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from factcheck.cli.effort import effort
from factcheck.cli.exits import CLEAN, FINDINGS, USAGE, code_of
from factcheck.cli.options import FACTS, ORDER, PATHS, settings
from factcheck.cli.output import complain

if TYPE_CHECKING:
    from factcheck.run.configuration import Configuration
    from factcheck.run.gathering import Effort


@click.group()
def facts() -> None:
    """House facts: what the publisher declares true, and which documents say so."""


@facts.command("list")
@FACTS
@settings(extracts=False)
@click.pass_context
def list_(ctx: click.Context, files: Sequence[str], settings: Configuration) -> None:
    """List the house facts, how each value was understood, and what is wrong with the files."""
    from factcheck.run.facts import list_facts

    text, problems = list_facts(settings.fact_files(files))
    complain(problems)
    click.echo(text, nl=False)
    ctx.exit(USAGE if problems else CLEAN)


@facts.command("check")
@PATHS
@FACTS
@ORDER
@settings()
@effort
@click.pass_context
def check(
    ctx: click.Context,
    paths: Sequence[str],
    files: Sequence[str],
    day_first: bool | None,
    settings: Configuration,
    effort: Effort,
) -> None:
    """Tell of each house fact which documents state it, which contradict it, and which facts no document states.

    Exit code 1 if a fact is contradicted or unstated.
    """
    from factcheck.run.facts import check_facts

    found = check_facts(
        paths,
        settings.fact_files(files),
        day_first=settings.day_first(day_first),
        extractors=settings.extractors,
        configuration=settings,
        effort=effort,
    )
    complain((*found.notes, *found.problems))
    click.echo(found.text, nl=False)
    if code_of(found.problems) == USAGE:
        ctx.exit(USAGE)
    ctx.exit(CLEAN if found.all_stated else FINDINGS)
