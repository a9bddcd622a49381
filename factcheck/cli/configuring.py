"""The command line, part: `config`, which tells what applies to a path, and `init`, which writes a first settings file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.exits import CLEAN, USAGE
from factcheck.cli.options import ENTITIES, HOUSE_FACTS, LEVEL, ORDER, OUTPUT, RULES, one_format, settings
from factcheck.cli.output import complain, write

if TYPE_CHECKING:
    from factcheck.run.configuration import Configuration


@click.command()
@click.argument("path", default=".", type=click.Path())
@one_format("table", "json", default="table")
@click.option("--fail-on", type=LEVEL, help="As `check` would be called with.")
@RULES
@HOUSE_FACTS
@ENTITIES
@ORDER
@settings(extracts=False)
@OUTPUT
@click.pass_context
def config(
    ctx: click.Context,
    path: str,
    name: str,
    fail_on: str | None,
    folders: Sequence[str],
    facts: Sequence[str],
    lexicons: Sequence[str],
    day_first: bool | None,
    settings: Configuration,
    output: str | None,
) -> None:
    """Tell which settings apply to a file or folder, and where each value comes from.

    Of a file it tells, too, whether it is taken when its folder is checked, and why not.
    """
    from factcheck.errors import Problem, UsageError
    from factcheck.run.effective import as_json, as_text, effective
    from factcheck.run.local import choose_rules

    if not Path(path).exists():
        raise UsageError(Problem(message="does not exist", path=path, remedy="name a file or folder that is checked"))
    rules, problems = choose_rules((), settings.rule_folders(folders))
    complain(problems)
    told = {"fail_on": fail_on, "day_first": day_first, "facts": facts, "entities": lexicons, "rule_folders": folders}
    found = effective(path, settings, rules, told)
    write(as_json(found) if name == "json" else as_text(found), output)
    ctx.exit(USAGE if problems else CLEAN)


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.option("--force", is_flag=True, help="Overwrite settings that are there.")
@click.option("--dry-run", is_flag=True, help="Print the settings, and write nothing.")
def init(path: str, force: bool, dry_run: bool) -> None:
    """Look at a folder and write a commented factcheck.toml for it: which files, which order of dates, what else there is."""
    from factcheck.run.initial import next_steps, refuse_to_overwrite, settings_text, write_settings
    from factcheck.run.survey import survey

    folder = Path(path)
    refuse_to_overwrite(folder, force=force or dry_run)
    found = survey(folder)
    text = settings_text(found)
    if dry_run:
        click.echo(text, nl=False)
        click.echo(next_steps(folder, found, written=False), nl=False, err=True)
        return
    write_settings(folder, text)
    click.echo(next_steps(folder, found, written=True), nl=False)
