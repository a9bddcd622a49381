"""The command line, part: `check`, which finds what cannot all be true, and repairs what the user picks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from factcheck.cli.effort import effort
from factcheck.cli.engine import engine
from factcheck.cli.exits import CLEAN, FINDINGS, USAGE, code_of
from factcheck.cli.gating import GateChoice, Standing, gate, shown, standing
from factcheck.cli.options import (
    ENTITIES,
    HOUSE_FACTS,
    ORDER,
    PATHS,
    QUIET,
    RULE,
    RULES,
    read_fixes,
    read_formats,
    read_stamp,
    settings,
)
from factcheck.cli.output import complain, place_outputs, progress, write_report
from factcheck.cli.revisions import focus

if TYPE_CHECKING:
    from factcheck.run.configuration import Configuration
    from factcheck.run.fixing import Pick
    from factcheck.run.focus import Focus
    from factcheck.run.gathering import Effort
    from factcheck.run.spark_session import Engine


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
@RULE
@RULES
@HOUSE_FACTS
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
@focus
@settings()
@effort
@engine
@gate
@standing
@shown
@click.option(
    "--stamp",
    default="",
    metavar="TEXT",
    callback=read_stamp,
    help="A text to stand in HTML and Markdown, or `now` for the time; nothing by default, so that equal runs are equal bytes.",
)
@click.option("--timings", is_flag=True, help="Tell on standard error how long each stage took.")
@QUIET
@click.pass_context
def check(
    ctx: click.Context,
    paths: Sequence[str],
    formats: Sequence[tuple[str, str | None]],
    output: str | None,
    only: Sequence[str],
    folders: Sequence[str],
    facts: Sequence[str],
    lexicons: Sequence[str],
    day_first: bool | None,
    settings: Configuration,
    effort: Effort,
    engine: Engine | None,
    stamp: str,
    timings: bool,
    quiet: bool,
    picks: Sequence[Pick],
    fix_dry_run: bool,
    gate: GateChoice,
    standing: Standing,
    show_known: bool,
    show_suppressed: bool,
    focus: Focus,
) -> None:
    """Check documents and folders against each other."""
    from factcheck.api import examine
    from factcheck.errors import Problem, UsageError
    from factcheck.run.labels import with_measured_precision
    from factcheck.triage import closing, keep_changed

    outputs = place_outputs(formats, output)
    if fix_dry_run and not picks:
        raise UsageError(Problem(message="--fix-dry-run without --fix", remedy="add --fix FINGERPRINT=LETTER"))
    result = examine(
        paths,
        settings=settings,
        rules=only,
        rule_folders=folders,
        facts=facts,
        entities=lexicons,
        day_first=day_first,
        orders=standing.files(settings, paths, settings.rule_folders(folders), only),
        progress=progress(quiet),
        focus=focus,
        effort=effort,
        engine=engine,
    )
    report = with_measured_precision(result.report, settings.settings.labels)
    if result.changes is not None:
        report = keep_changed(report, result.changes)
    complain((*result.notes, *result.problems))
    if timings:
        for stage, seconds in result.timings:
            click.echo(f"{stage:<10} {seconds * 1000:8.1f} ms", err=True)
    if picks:
        from factcheck.run.fixing import apply_repairs

        diff = apply_repairs(
            report.all_findings, report.documents, paths, picks, dry_run=fix_dry_run, selection=settings.selection
        )
        click.echo(diff, nl=False)
        ctx.exit(code_of(result.problems))
    closed = closing(report.findings, gate.gate(settings))
    for name, target in outputs:
        write_report(
            report,
            name,
            target,
            paths=paths,
            closing=closed,
            show_known=show_known,
            show_suppressed=show_suppressed,
            stamp=stamp,
        )
    if code_of(result.problems) == USAGE:
        ctx.exit(USAGE)
    ctx.exit(FINDINGS if closed and not gate.exit_zero else CLEAN)
