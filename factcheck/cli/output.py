"""The command line, part: the only place that prints results, writes them to files and complains on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from factcheck.frozen import replace

if TYPE_CHECKING:
    from factcheck.errors import Problem
    from factcheck.model.finding import Finding, Report
    from factcheck.render import Options


def place_outputs(formats: Sequence[tuple[str, str | None]], output: str | None) -> list[tuple[str, str | None]]:
    """Each format with where it goes; raises UsageError if two of them go to one place."""
    placed = [(name, file or output) for name, file in formats]
    targets = [target for _, target in placed]
    if len(set(targets)) < len(targets):
        from factcheck.errors import Problem, UsageError

        raise UsageError(
            Problem(
                message="two formats go to one place",
                remedy="give each its file: --format sarif=out.sarif --format html=out.html",
            )
        )
    return placed


def write_report(
    report: Report,
    name: str,
    target: str | None,
    *,
    paths: Sequence[str] = (),
    closing: Sequence[str] = (),
    show_known: bool = False,
    show_suppressed: bool = False,
    stamp: str = "",
) -> None:
    """Draws the report in one format and writes it; only a terminal gets colours and links."""
    if name == "parquet":
        from factcheck.run.parquet import findings_as_parquet

        write(findings_as_parquet(report), target)
        return
    from factcheck.render import draw

    options = replace(
        options_for(target),
        paths=tuple(paths),
        closing=tuple(closing),
        show_known=show_known,
        show_suppressed=show_suppressed,
        stamp=stamp,
    )
    write(draw(report, name, options), target)


def finding_on_terminal(report: Report, finding: Finding) -> str:
    """One finding of a report as the terminal shows it."""
    from factcheck.render.terminal import draw_finding

    return draw_finding(report, finding, options_for(None))


def options_for(target: str | None) -> Options:
    """How to draw what goes to a place; only a terminal gets colours and links."""
    import shutil

    from factcheck.render import Options

    tty = target is None and sys.stdout.isatty()
    colour = tty and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((80, 24)).columns if tty else 80
    links = tty and shows_links(os.environ)
    return Options(width=width, colour=colour, hyperlinks=links, folder=os.getcwd() if links else "")


def shows_links(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is one of those that show links (OSC 8); others may print the address as rubbish."""
    if "FORCE_HYPERLINK" in environment:
        return environment["FORCE_HYPERLINK"] != "0"
    term, vte = environment.get("TERM", ""), environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM_PROGRAM", "") in _LINKING_PROGRAMS
        or any(name in environment for name in _LINKING_SIGNS)
        or any(name in term for name in ("kitty", "alacritty", "foot", "wezterm", "ghostty"))
        or (vte.isdecimal() and int(vte) >= 5000)
    )


_LINKING_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "WarpTerminal")
_LINKING_SIGNS = ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "KITTY_WINDOW_ID", "WEZTERM_PANE")


def write(text: str | bytes, target: str | None) -> None:
    """Writes to a file, or to standard output where none is named."""
    from factcheck.errors import Problem, UsageError

    if target is None or target == "-":
        if isinstance(text, bytes) and sys.stdout.isatty():
            raise UsageError(Problem(message="this format is no text for a terminal", remedy="add --output FILE"))
        click.echo(text, nl=False)
        return
    try:
        with open(target, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UsageError(
            Problem(
                message=f"cannot be written: {error.strerror}",
                path=target,
                remedy="choose a file in a folder that exists and that you may write to",
            )
        ) from error


def complain(problems: Iterable[Problem]) -> None:
    """Tells what is wrong, on standard error."""
    for problem in problems:
        click.echo(str(problem), err=True)


def progress(quiet: bool) -> Any:
    """A progress bar on a terminal for runs that take a while; nothing elsewhere."""
    if quiet or not sys.stderr.isatty() or os.environ.get("CI") or os.environ.get("PRE_COMMIT"):
        return None
    from factcheck.run.progress import Bar

    return Bar()
