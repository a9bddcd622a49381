"""The command line, part: `baseline`, which writes down the findings that are there, so that `check` reports new ones only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.effort import effort
from factcheck.cli.exits import USAGE, code_of
from factcheck.cli.gating import BASELINE, SUPPRESSIONS, TODAY, Standing
from factcheck.cli.options import ENTITIES, HOUSE_FACTS, ORDER, PATHS, QUIET, RULES, settings
from factcheck.cli.output import complain, progress

if TYPE_CHECKING:
    from factcheck.run.configuration import Configuration
    from factcheck.run.gathering import Effort


@click.command()
@PATHS
@BASELINE
@click.option("--update", is_flag=True, help="Accept what is new, and quote afresh what is known.")
@click.option("--prune", is_flag=True, help="Take out what is found no more.")
@RULES
@HOUSE_FACTS
@SUPPRESSIONS
@TODAY
@ENTITIES
@ORDER
@settings()
@effort
@QUIET
@click.pass_context
def baseline(
    ctx: click.Context,
    paths: Sequence[str],
    baseline: str | None,
    update: bool,
    prune: bool,
    folders: Sequence[str],
    facts: Sequence[str],
    suppressions: str | None,
    today: str | None,
    lexicons: Sequence[str],
    day_first: bool | None,
    settings: Configuration,
    effort: Effort,
    quiet: bool,
) -> None:
    """Write the findings that are there into factcheck-baseline.yaml; `check` then reports only what is new.

    Suppressed findings are left out. An existing baseline is changed only by --update and --prune.
    """
    from factcheck.errors import Problem
    from factcheck.run.baseline import change_baseline, refuse_to_overwrite, tell_change
    from factcheck.run.local import run_check
    from factcheck.run.orders import baseline_file

    file = baseline_file(baseline, settings.settings.baseline, settings.folder)
    refuse_to_overwrite(file, update=update, prune=prune)
    folders = settings.rule_folders(folders)
    standing = Standing(
        baseline=str(file) if file.exists() else None,
        no_baseline=not file.exists(),
        suppressions=suppressions,
        today=today,
    )
    files = standing.files(settings, paths, folders)
    result = run_check(
        paths,
        folders=folders,
        progress=progress(quiet),
        day_first=settings.day_first(day_first),
        extractors=settings.extractors,
        facts=settings.fact_files(facts),
        lexicons=settings.lexicons(lexicons),
        configuration=settings,
        orders=files,
        effort=effort,
    )
    complain((*result.notes, *result.problems))
    if code_of(result.problems) == USAGE:
        # what could not be read would be missing from the file, and --prune would take its findings out
        complain(
            [
                Problem(
                    message="nothing was written, for not everything could be read",
                    path=str(file),
                    remedy="mend what is told above, then run it again",
                )
            ]
        )
        ctx.exit(USAGE)
    change = change_baseline(result.report, files(result.report.documents), Path(file), update=update, prune=prune)
    click.echo(tell_change(change), nl=False)
