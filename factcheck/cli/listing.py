"""The command line, part: the commands that list what was read and what there is; they judge nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from factcheck.cli.effort import effort
from factcheck.cli.exits import code_of
from factcheck.cli.options import ENTITIES, ORDER, OUTPUT, PATHS, one_format, settings
from factcheck.cli.output import complain, write

if TYPE_CHECKING:
    from factcheck.run.configuration import Configuration
    from factcheck.run.gathering import Effort


@click.command()
@PATHS
@one_format("jsonl", "table", "csv", "parquet", default="jsonl")
@ENTITIES
@ORDER
@settings()
@effort
@OUTPUT
@click.pass_context
def claims(
    ctx: click.Context,
    paths: Sequence[str],
    name: str,
    lexicons: Sequence[str],
    day_first: bool | None,
    settings: Configuration,
    effort: Effort,
    output: str | None,
) -> None:
    """List the claims that the documents make, each with its exact place."""
    from factcheck.run.listing import export_claims
    from factcheck.run.local import run_claims

    result = run_claims(
        paths,
        progress=None,
        day_first=settings.day_first(day_first),
        extractors=settings.extractors,
        lexicons=settings.lexicons(lexicons),
        configuration=settings,
        effort=effort,
    )
    complain((*result.notes, *result.problems))
    write(export_claims(result.resolution.claims, {d.path: d.text for d in result.documents}, name), output)
    ctx.exit(code_of(result.problems))


@click.command()
@PATHS
@one_format("jsonl", "timeml", "table", default="jsonl")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="The day that documents speak from which do not say so.")
@click.option("--lang", "code", metavar="CODE", help="The language (en, de, fr); found out by default.")
@ORDER
@settings(extracts=False)
@click.option("--casual", is_flag=True, help="Read the forms of chat and calendars, too: `at 6`, `2/15`, `tmrw`.")
@click.option(
    "--country", metavar="CODE", help="Whose holidays are no working days: SE, DE-BY (needs factcheck[holidays])."
)
@OUTPUT
@click.pass_context
def times(
    ctx: click.Context,
    paths: Sequence[str],
    name: str,
    day: str | None,
    code: str | None,
    day_first: bool | None,
    settings: Configuration,
    casual: bool,
    country: str | None,
    output: str | None,
) -> None:
    """List the times that the documents speak of, as TIMEX3 values with their bounds and where each part came from."""
    from factcheck.run.times import day_of, list_times, times_of

    documents, problems = times_of(
        paths,
        day=day_of(day),
        code=code,
        casual=casual,
        country=country,
        day_first=settings.day_first(day_first),
        configuration=settings,
    )
    complain(problems)
    write(list_times(documents, name), output)
    ctx.exit(code_of(problems))


@click.command()
@PATHS
@one_format("graphml", "json", "dot", "mermaid", default="json")
@ENTITIES
@settings()
@effort
@OUTPUT
@click.pass_context
def graph(
    ctx: click.Context,
    paths: Sequence[str],
    name: str,
    lexicons: Sequence[str],
    settings: Configuration,
    effort: Effort,
    output: str | None,
) -> None:
    """Export the claim graph: entities, claims and times, and which claims were taken for the same."""
    from factcheck.run.graphs import list_graph
    from factcheck.run.local import run_claims

    result = run_claims(
        paths,
        progress=None,
        day_first=settings.day_first(None),
        extractors=settings.extractors,
        lexicons=settings.lexicons(lexicons),
        configuration=settings,
        effort=effort,
    )
    complain((*result.notes, *result.problems))
    write(list_graph(result.resolution, name), output)
    ctx.exit(code_of(result.problems))


@click.command()
@PATHS
@one_format("ics", "json", default="ics")
@ENTITIES
@ORDER
@settings()
@effort
@OUTPUT
@click.pass_context
def timeline(
    ctx: click.Context,
    paths: Sequence[str],
    name: str,
    lexicons: Sequence[str],
    day_first: bool | None,
    settings: Configuration,
    effort: Effort,
    output: str | None,
) -> None:
    """Export the dated claims in order of time: a calendar of those known to the month, or all of them as JSON."""
    from factcheck.run.local import run_claims
    from factcheck.run.timeline import list_timeline

    result = run_claims(
        paths,
        progress=None,
        day_first=settings.day_first(day_first),
        extractors=settings.extractors,
        lexicons=settings.lexicons(lexicons),
        configuration=settings,
        effort=effort,
    )
    complain((*result.notes, *result.problems))
    write(list_timeline(result.resolution.claims, {d.path: d.text for d in result.documents}, name), output)
    ctx.exit(code_of(result.problems))


@click.command()
@PATHS
@click.option(
    "--stage", type=click.Choice(["read", "extract", "resolve", "align", "judge"]), default="resolve", show_default=True
)
@settings()
def trace(paths: Sequence[str], stage: str, settings: Configuration) -> None:
    """Print the records that a stage makes of the documents, as JSON."""
    from factcheck.run.listing import trace_stage

    text, problems = trace_stage(
        paths,
        stage,
        day_first=settings.day_first(None),
        extractors=settings.extractors,
        configuration=settings,
    )
    complain(problems)
    click.echo(text, nl=False)


@click.command("list")
@click.argument("what", type=click.Choice(["rules", "checks", "formats", "readers", "lexicons", "extractors"]))
def list_(what: str) -> None:
    """List what is there: rules, checks, formats, readers, lexicons, extractors."""
    from factcheck.run.listing import list_parts

    click.echo(list_parts(what), nl=False)
