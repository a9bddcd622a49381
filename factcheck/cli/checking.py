"""The command line, part: `check`, which finds what cannot all be true, and repairs what the user picks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from factcheck.cli.effort import effort
from factcheck.cli.exits import CLEAN, FINDINGS, USAGE, code_of
from factcheck.cli.options import ENTITIES, ORDER, PATHS, read_fixes, read_formats, settings
from factcheck.cli.output import complain, place_outputs, progress, write_report

if TYPE_CHECKING:
    from factcheck.run.configuration import Configuration
    from factcheck.run.fixing import Pick
    from factcheck.run.gathering import Effort


@click.command()
@PATHS
@click.option(
    "--format",
    "-f",
    "formats",
    multiple=True,
    metavar="NAME[=FILE]",
    callback=read_formats,
    help="terminal (default), html, sarif, junit or another of `factcheck list formats`; repeatable, with =FILE written to a file.",
)
@click.option("--output", "-o", metavar="FILE", help="Where the format without =FILE goes; standard output by default.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="warning",
    show_default=True,
    help="The least severity that closes the gate.",
)
@click.option("--rule", "-r", "only", multiple=True, metavar="ID", help="Judge by this rule only; repeatable.")
@click.option(
    "--rules",
    "folders",
    multiple=True,
    type=click.Path(),
    metavar="FOLDER",
    help="Rule files of your own beside the shipped ones; repeatable.",
)
@click.option(
    "--facts",
    "facts",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="House facts that the documents are held against; repeatable.",
)
@click.option(
    "--fix",
    "picks",
    multiple=True,
    metavar="FINGERPRINT=LETTER",
    callback=read_fixes,
    help="Apply this repair of this finding to its files, print the diff and no findings; repeatable. Nothing else is changed.",
)
@click.option("--fix-dry-run", is_flag=True, help="Print the diff of --fix, and change no file.")
@ENTITIES
@ORDER
@settings()
@effort
@click.option("--timings", is_flag=True, help="Tell on standard error how long each stage took.")
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
@click.pass_context
def check(
    ctx: click.Context,
    paths: Sequence[str],
    formats: Sequence[tuple[str, str | None]],
    output: str | None,
    fail_on: str,
    only: Sequence[str],
    folders: Sequence[str],
    facts: Sequence[str],
    lexicons: Sequence[str],
    day_first: bool | None,
    settings: Configuration,
    effort: Effort,
    timings: bool,
    quiet: bool,
    picks: Sequence[Pick],
    fix_dry_run: bool,
) -> None:
    """Check documents and folders against each other."""
    from factcheck.errors import Problem, UsageError
    from factcheck.run.local import run_check
    from factcheck.triage import is_blocked

    outputs = place_outputs(formats, output)
    if fix_dry_run and not picks:
        raise UsageError(Problem(message="--fix-dry-run without --fix", remedy="add --fix FINGERPRINT=LETTER"))
    result = run_check(
        paths,
        only=only,
        folders=settings.rule_folders(folders),
        progress=progress(quiet),
        day_first=settings.day_first(day_first),
        extractors=settings.extractors,
        facts=settings.fact_files(facts),
        lexicons=settings.lexicons(lexicons),
        authority=settings.authority,
        effort=effort,
    )
    report = result.report
    complain((*result.notes, *result.problems))
    if timings:
        for stage, seconds in result.timings:
            click.echo(f"{stage:<10} {seconds * 1000:8.1f} ms", err=True)
    if picks:
        from factcheck.run.fixing import apply_repairs

        diff = apply_repairs(report.all_findings, report.documents, paths, picks, dry_run=fix_dry_run)
        click.echo(diff, nl=False)
        ctx.exit(code_of(result.problems))
    for name, target in outputs:
        write_report(report, name, target, fail_on=fail_on)
    if code_of(result.problems) == USAGE:
        ctx.exit(USAGE)
    ctx.exit(FINDINGS if is_blocked(report.findings, fail_on) else CLEAN)
