"""The command line, part: `rules`, the rule files of the user and the shipped ones, and their examples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from factcheck.cli.exits import CLEAN, FINDINGS, USAGE
from factcheck.cli.options import FOLDERS, settings
from factcheck.cli.output import complain

if TYPE_CHECKING:
    from factcheck.run.configuration import Configuration


@click.group()
def rules() -> None:
    """Rule files: yours and the shipped ones."""


@rules.command("list")
@FOLDERS
@click.option("--all", "shipped", is_flag=True, help="The shipped rules, too.")
@settings(extracts=False)
@click.pass_context
def list_(ctx: click.Context, folders: Sequence[str], shipped: bool, settings: Configuration) -> None:
    """List the rules of your folders (those of the settings, if none is named), each with its examples and its file."""
    from factcheck.run.rules import list_rules, own_rules

    found, problems = own_rules(folders or settings.rule_folders(()), shipped=shipped)
    complain(problems)
    click.echo(list_rules(found), nl=False)
    ctx.exit(USAGE if problems else CLEAN)


@rules.command("test")
@FOLDERS
@click.option("--all", "shipped", is_flag=True, help="The examples of the shipped rules, too.")
@click.option("--rule", "-r", "only", multiple=True, metavar="ID", help="The examples of this rule only; repeatable.")
@settings(extracts=False)
@click.pass_context
def test(
    ctx: click.Context, folders: Sequence[str], shipped: bool, only: Sequence[str], settings: Configuration
) -> None:
    """Run the examples of your rules: of the folders named, else of those of the settings.

    Exit codes: 0 all examples are as they say, 1 some are not, 2 a rule file is wrong or there is none.
    """
    from factcheck.run.rules import own_rules, test_rules

    found, problems = own_rules(folders or settings.rule_folders(()), shipped=shipped, only=only)
    complain(problems)
    text, failures = test_rules(found)
    click.echo(text, nl=False)
    ctx.exit(USAGE if problems else FINDINGS if failures else CLEAN)
