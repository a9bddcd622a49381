"""The command line, part: `diff`, and the options that narrow a check to what changed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.effort import effort
from factcheck.cli.exits import CLEAN, FINDINGS, USAGE, code_of
from factcheck.cli.options import ENTITIES, HOUSE_FACTS, LEVEL, ORDER, QUIET, RULE, RULES, formats_among, settings
from factcheck.cli.output import complain, options_for, place_outputs, progress, write
from factcheck.frozen import replace

if TYPE_CHECKING:
    from factcheck.run.configuration import Configuration
    from factcheck.run.gathering import Effort


def focus(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command its `focus`: what findings must touch."""

    @wraps(command)
    def focused(
        *arguments: Any, since: str | None, stdin: bool, stdin_path: str | None, against: tuple[str, ...], **others: Any
    ) -> Any:
        from factcheck.run.focus import Focus, refuse_contradictions

        wanted = Focus(since=since or "", unsaved=_unsaved(stdin, stdin_path), against=against)
        refuse_contradictions(wanted)
        return command(*arguments, focus=wanted, **others)

    for option in (
        click.option(
            "--against",
            multiple=True,
            type=click.Path(),
            metavar="PATH",
            help="Documents that PATHS are held against; they are not checked against each other. Repeatable.",
        ),
        click.option("--stdin-path", metavar="FILE", help="The document that the text of --stdin stands for."),
        click.option(
            "--stdin", is_flag=True, help="Read the unsaved text of one document; only findings that touch it are told."
        ),
        click.option(
            "--since",
            metavar="REF",
            help="Only findings that touch lines changed since HEAD left the line of this git revision.",
        ),
    ):
        focused = option(focused)
    return focused


def _unsaved(stdin: bool, path: str | None) -> Any:
    """The text of standard input with the document that it stands for."""
    from factcheck.errors import Problem, UsageError
    from factcheck.run.focus import Unsaved

    if not stdin and path is None:
        return None
    if not stdin or not path:
        missing = "--stdin" if not stdin else "--stdin-path FILE"
        raise UsageError(
            Problem(message=f"{missing} is missing", remedy="--stdin and --stdin-path FILE belong together")
        )
    return Unsaved(path=path, data=sys.stdin.buffer.read())


def _formats(context: click.Context, option: click.Parameter, given: Sequence[str]) -> list[tuple[str, str | None]]:
    from factcheck.render.revision import formats

    return formats_among(given, formats())


@click.command()
@click.argument("base")
@click.argument("head", default="")
@click.option(
    "--path",
    "paths",
    multiple=True,
    type=click.Path(),
    metavar="PATH",
    help="Which documents; all of the working directory by default. Repeatable.",
)
@click.option(
    "--merge-base",
    is_flag=True,
    help="Compare with the commit at which HEAD left the line of BASE, as a pull request does.",
)
@click.option(
    "--format",
    "-f",
    "formats",
    multiple=True,
    metavar="NAME[=FILE]",
    callback=_formats,
    help="terminal (default), html, markdown or json; repeatable, with =FILE written to a file.",
)
@click.option("--output", "-o", metavar="FILE", help="Where the format without =FILE goes; standard output by default.")
@click.option(
    "--fail-on",
    type=LEVEL,
    default="never",
    show_default=True,
    help="The least severity of an introduced finding that makes the exit code 1.",
)
@RULE
@RULES
@HOUSE_FACTS
@ENTITIES
@ORDER
@settings()
@effort
@QUIET
@click.pass_context
def diff(
    ctx: click.Context,
    base: str,
    head: str,
    paths: tuple[str, ...],
    merge_base: bool,
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
    quiet: bool,
) -> None:
    """Compare what two revisions state: facts added, removed and changed, findings introduced and fixed.

    BASE and HEAD are git revisions or two folders; without HEAD it is the working tree that BASE is compared with.
    """
    from factcheck.render.revision import draw
    from factcheck.run.differing import Asked, run_diff
    from factcheck.triage import is_blocked

    outputs = place_outputs(formats, output)
    result = run_diff(
        Asked(base=base, head=head, paths=paths, merge_base=merge_base),
        only=only,
        folders=settings.rule_folders(folders),
        progress=progress(quiet),
        day_first=settings.day_first(day_first),
        extractors=settings.extractors,
        facts=settings.fact_files(facts),
        lexicons=settings.lexicons(lexicons),
        configuration=settings,
        effort=effort,
    )
    found = result.diff
    complain((*result.notes, *found.problems))
    for name, target in outputs:
        write(draw(found, name, replace(options_for(target), fail_on=fail_on)), target)
    if code_of(found.problems) == USAGE:
        ctx.exit(USAGE)
    ctx.exit(FINDINGS if is_blocked(found.introduced, fail_on) else CLEAN)
