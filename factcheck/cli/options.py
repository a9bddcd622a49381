"""The command line, part: the arguments and options that commands share, and what the command line says put in form."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from factcheck.run.fixing import Pick

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path())
FOLDERS = click.argument("folders", nargs=-1, type=click.Path(), metavar="[FOLDER]...")
LEVEL = click.Choice(["error", "warning", "note", "never"])
"""`triage.gate.LEVELS`, without loading what that needs."""
OUTPUT = click.option("--output", "-o", metavar="FILE")
ORDER = click.option(
    "--day-first/--month-first",
    "day_first",
    default=None,
    help="How 03/04/2025 is meant where the document itself does not show it (by default: what the other documents show).",
)
ENTITIES = click.option(
    "--entities",
    "lexicons",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="A lexicon of your own: names that are one thing, or others; repeatable (docs/entities.md).",
)
RULE = click.option("--rule", "-r", "only", multiple=True, metavar="ID", help="Judge by this rule only; repeatable.")
RULES = click.option(
    "--rules",
    "folders",
    multiple=True,
    type=click.Path(),
    metavar="FOLDER",
    help="Rule files of your own beside the shipped ones; repeatable.",
)
HOUSE_FACTS = click.option(
    "--facts",
    "facts",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="House facts that the documents are held against; repeatable.",
)
QUIET = click.option("--quiet", "-q", is_flag=True, help="No progress.")
FACTS = click.option(
    "--facts", "files", multiple=True, type=click.Path(), metavar="FILE", help="A facts file; repeatable."
)


def settings(*, extracts: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Gives a command its `settings`: the configuration of the run, by the options that say which file is taken.

    `extracts` says whether the command calls extractors from outside, which are then built.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def configured(*arguments: Any, config: str | None, no_config: bool, **others: Any) -> Any:
            from factcheck.run.configuration import configure

            found = configure(
                config,
                ignore=no_config,
                extracts=extracts,
                paths=_checked(others),
                day_first=others.get("day_first"),
            )
            return command(*arguments, settings=found, **others)

        for option in (
            click.option("--no-config", is_flag=True, help="Take no settings file."),
            click.option(
                "--config",
                metavar="FILE",
                help="The settings file; by default the nearest factcheck.toml or pyproject.toml with [tool.factcheck], upwards from the PATHS.",
            ),
        ):
            configured = option(configured)
        return configured

    return decorate


def _checked(arguments: Mapping[str, Any]) -> tuple[str, ...]:
    """The paths that a command is about, where the settings are looked for: those of places, too."""
    own = (arguments["path"],) if arguments.get("path") else ()
    given = arguments.get("paths") or (*own, *(arguments.get("why_not") or ()), *arguments.get("what", ()))
    places = (re.sub(r"(?::\d+){1,2}\Z", "", path) for path in given)
    return tuple(path for path in places if os.path.exists(path))


def one_format(*names: str, default: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option of a listing that says how it is written."""
    return click.option("--format", "-f", "name", type=click.Choice(names), default=default, show_default=True)


def read_formats(context: click.Context, option: click.Parameter, given: Sequence[str]) -> list[tuple[str, str | None]]:
    """The outputs of a report that are wanted, each with its file if it names one."""
    from factcheck.render import formats

    return formats_among(given, (*formats(), "parquet"))


def formats_among(given: Sequence[str], known: Sequence[str]) -> list[tuple[str, str | None]]:
    """The outputs that are wanted, each with its file if it names one; raises UsageError for one that there is not."""
    from factcheck.errors import Problem, UsageError

    wanted: list[tuple[str, str | None]] = []
    for item in given or ("terminal",):
        name, _, file = item.partition("=")
        if name not in known:
            raise UsageError(Problem(message=f"no format {name!r}", remedy=suggest(name, known)))
        wanted.append((name, file or None))
    return wanted


def read_fixes(context: click.Context, option: click.Parameter, given: Sequence[str]) -> tuple[Pick, ...]:
    """The repairs that the user picked."""
    if not given:
        return ()
    from factcheck.run.fixing import picks_of

    return picks_of(given)


def read_stamp(context: click.Context, option: click.Parameter, given: str) -> str:
    """What reports are stamped with: the text as it is, or the time for `now`."""
    if given != "now":
        return given
    from datetime import UTC, datetime

    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"


def suggest(name: str, known: Sequence[str]) -> str:
    """What may have been meant, and what there is."""
    import difflib

    close = difflib.get_close_matches(name, known, 1)
    return (f"did you mean {close[0]}? " if close else "") + f"there are {', '.join(known)}"
