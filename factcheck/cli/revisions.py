"""The command line, part: options that narrow a check to what changed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click


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
