"""The command line: reads arguments, calls a runner, prints, and decides the exit code. Nothing heavy loads before it must."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck import __version__

if TYPE_CHECKING:
    from factcheck.errors import Problem
    from factcheck.model.finding import Report
    from factcheck.run.casebook import Casebook
    from factcheck.run.configuration import Configuration
    from factcheck.run.fixing import Pick

CLEAN, FINDINGS, USAGE, INTERNAL = 0, 1, 2, 3
_PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path())
_ORDER = click.option(
    "--day-first/--month-first",
    "day_first",
    default=None,
    help="How 03/04/2025 is meant where the document itself does not show it (by default: what the other documents show).",
)
_ENTITIES = click.option(
    "--entities",
    "lexicons",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="A lexicon of your own: names that are one thing, or others; repeatable (docs/entities.md).",
)


def _settings(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which settings file is taken."""
    for option in (
        click.option("--no-config", is_flag=True, help="Take no settings file."),
        click.option(
            "--config",
            metavar="FILE",
            help="The settings file; by default the nearest factcheck.toml or pyproject.toml with [tool.factcheck], upwards.",
        ),
    ):
        command = option(command)
    return command


class _Group(click.Group):
    """Turns errors into exit codes: 2 for wrong use, 3 for a fault of ours."""

    def invoke(self, ctx: click.Context) -> Any:
        from factcheck.errors import UsageError

        try:
            return super().invoke(ctx)
        except UsageError as error:
            _complain(error.problems)
            ctx.exit(USAGE)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("FACTCHECK_DEBUG"):
                raise
            click.echo(f"internal error: {type(error).__name__}: {error}", err=True)
            click.echo(
                "This is a fault of factcheck: please report it. FACTCHECK_DEBUG=1 shows where it arose.", err=True
            )
            ctx.exit(INTERNAL)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="factcheck")
def main() -> None:
    """The linter for facts: finds statements across documents that cannot all be true.

    Exit codes: 0 nothing found at or above the gate, 1 findings, 2 wrong use or an input that could not be read,
    3 an internal error.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


@main.command()
@_PATHS
@click.option(
    "--format",
    "-f",
    "formats",
    multiple=True,
    metavar="NAME[=FILE]",
    help="terminal (default), json, sarif or html; repeatable, with =FILE written to a file.",
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
    "fixes",
    multiple=True,
    metavar="FINGERPRINT=LETTER",
    help="Apply this repair of this finding to its files, print the diff and no findings; repeatable. Nothing else is changed.",
)
@click.option("--fix-dry-run", is_flag=True, help="Print the diff of --fix, and change no file.")
@_ENTITIES
@_ORDER
@_settings
@click.option("--timings", is_flag=True, help="Tell on standard error how long each stage took.")
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
@click.pass_context
def check(
    ctx: click.Context,
    paths: Sequence[str],
    formats: Sequence[str],
    output: str | None,
    fail_on: str,
    only: Sequence[str],
    folders: Sequence[str],
    facts: Sequence[str],
    lexicons: Sequence[str],
    day_first: bool | None,
    config: str | None,
    no_config: bool,
    timings: bool,
    quiet: bool,
    fixes: Sequence[str],
    fix_dry_run: bool,
) -> None:
    """Check documents and folders against each other."""
    outputs = _outputs(formats, output)
    picks = _picks(fixes, fix_dry_run)
    from factcheck.run.configuration import configure
    from factcheck.run.local import run_check

    settings = configure(config, ignore=no_config)
    result = run_check(
        paths,
        only=only,
        folders=settings.rule_folders(folders),
        progress=_progress(quiet),
        day_first=settings.day_first(day_first),
        extractors=settings.extractors,
        facts=settings.fact_files(facts),
        lexicons=settings.lexicons(lexicons),
        authority=settings.authority,
    )
    _complain(result.problems)
    if timings:
        for stage, seconds in result.timings:
            click.echo(f"{stage:<10} {seconds * 1000:8.1f} ms", err=True)
    if picks:
        from factcheck.run.fixing import apply_repairs

        report = result.report
        diff = apply_repairs(report.all_findings, report.documents, paths, picks, dry_run=fix_dry_run)
        click.echo(diff, nl=False)
        ctx.exit(USAGE if any(problem.fatal for problem in result.problems) else CLEAN)
    for name, target in outputs:
        _write(_draw(result.report, name, target), target)
    from factcheck.triage import is_blocked

    if any(problem.fatal for problem in result.problems):
        ctx.exit(USAGE)
    ctx.exit(FINDINGS if is_blocked(result.report.findings, fail_on) else CLEAN)


def _picks(fixes: Sequence[str], dry_run: bool) -> tuple[Pick, ...]:
    """The repairs that the user picked."""
    if not fixes:
        if dry_run:
            from factcheck.errors import Problem, UsageError

            raise UsageError(Problem(message="--fix-dry-run without --fix", remedy="add --fix FINGERPRINT=LETTER"))
        return ()
    from factcheck.run.fixing import picks_of

    return picks_of(fixes)


def _outputs(formats: Sequence[str], output: str | None) -> list[tuple[str, str | None]]:
    from factcheck.errors import Problem, UsageError
    from factcheck.render import formats as known

    wanted: list[tuple[str, str | None]] = []
    for item in formats or ("terminal",):
        name, _, file = item.partition("=")
        if name not in known():
            raise UsageError(Problem(message=f"no format {name!r}", remedy=_suggest(name, known())))
        wanted.append((name, file or output))
    targets = [target for _, target in wanted]
    if len(set(targets)) < len(targets):
        raise UsageError(
            Problem(
                message="two formats go to one place",
                remedy="give each its file: --format sarif=out.sarif --format html=out.html",
            )
        )
    return wanted


def _suggest(name: str, known: Sequence[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, known, 1)
    return (f"did you mean {close[0]}? " if close else "") + f"there are {', '.join(known)}"


def _draw(report: Report, name: str, target: str | None) -> str:
    import shutil

    from factcheck.render import Options, draw

    tty = target is None and sys.stdout.isatty()
    colour = tty and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((80, 24)).columns if tty else 80
    return draw(report, name, Options(width=width, colour=colour, hyperlinks=colour))


def _write(text: str, target: str | None) -> None:
    from factcheck.errors import Problem, UsageError

    if target is None or target == "-":
        click.echo(text, nl=False)
        return
    try:
        with open(target, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(
            Problem(
                message=f"cannot be written: {error.strerror}",
                path=target,
                remedy="choose a file in a folder that exists and that you may write to",
            )
        ) from error


def _complain(problems: Sequence[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


def _progress(quiet: bool) -> Any:
    """A progress bar on a terminal for runs that take a while; nothing elsewhere."""
    if quiet or not sys.stderr.isatty() or os.environ.get("CI") or os.environ.get("PRE_COMMIT"):
        return None
    from factcheck.run.progress import Bar

    return Bar()


@main.command()
@_PATHS
@click.option(
    "--format", "-f", "name", type=click.Choice(["jsonl", "table", "csv"]), default="jsonl", show_default=True
)
@_ENTITIES
@_ORDER
@_settings
@click.option("--output", "-o", metavar="FILE")
@click.pass_context
def claims(
    ctx: click.Context,
    paths: Sequence[str],
    name: str,
    lexicons: Sequence[str],
    day_first: bool | None,
    config: str | None,
    no_config: bool,
    output: str | None,
) -> None:
    """List the claims that the documents make, each with its exact place."""
    from factcheck.run.configuration import configure
    from factcheck.run.listing import list_claims
    from factcheck.run.local import run_claims

    settings = configure(config, ignore=no_config)
    result = run_claims(
        paths,
        progress=None,
        day_first=settings.day_first(day_first),
        extractors=settings.extractors,
        lexicons=settings.lexicons(lexicons),
    )
    _complain(result.problems)
    _write(list_claims(result.resolution.claims, {d.path: d.text for d in result.documents}, name), output)
    ctx.exit(USAGE if any(p.fatal for p in result.problems) else CLEAN)


@main.command()
@_PATHS
@click.option(
    "--format", "-f", "name", type=click.Choice(["jsonl", "timeml", "table"]), default="jsonl", show_default=True
)
@click.option("--date", "day", metavar="YYYY-MM-DD", help="The day that documents speak from which do not say so.")
@click.option("--lang", "code", metavar="CODE", help="The language (en, de, fr); found out by default.")
@_ORDER
@_settings
@click.option("--casual", is_flag=True, help="Read the forms of chat and calendars, too: `at 6`, `2/15`, `tmrw`.")
@click.option(
    "--country", metavar="CODE", help="Whose holidays are no working days: SE, DE-BY (needs factcheck[holidays])."
)
@click.option("--output", "-o", metavar="FILE")
@click.pass_context
def times(
    ctx: click.Context,
    paths: Sequence[str],
    name: str,
    day: str | None,
    code: str | None,
    day_first: bool | None,
    config: str | None,
    no_config: bool,
    casual: bool,
    country: str | None,
    output: str | None,
) -> None:
    """List the times that the documents speak of, as TIMEX3 values with their bounds and where each part came from."""
    from factcheck.run.configuration import configure
    from factcheck.run.times import day_of, list_times, times_of

    settings = configure(config, ignore=no_config, extracts=False)
    documents, problems = times_of(
        paths,
        day=day_of(day),
        code=code,
        casual=casual,
        country=country,
        day_first=settings.day_first(day_first),
    )
    _complain(problems)
    _write(list_times(documents, name), output)
    ctx.exit(USAGE if any(p.fatal for p in problems) else CLEAN)


@main.command()
@_PATHS
@click.option("--format", "-f", "name", type=click.Choice(["graphml", "json"]), default="json", show_default=True)
@_ENTITIES
@_settings
@click.option("--output", "-o", metavar="FILE")
@click.pass_context
def graph(
    ctx: click.Context,
    paths: Sequence[str],
    name: str,
    lexicons: Sequence[str],
    config: str | None,
    no_config: bool,
    output: str | None,
) -> None:
    """Export the claim graph: entities, claims and times, and which claims were taken for the same."""
    from factcheck.run.configuration import configure
    from factcheck.run.listing import list_graph
    from factcheck.run.local import run_claims

    settings = configure(config, ignore=no_config)
    result = run_claims(
        paths,
        progress=None,
        day_first=settings.day_first(None),
        extractors=settings.extractors,
        lexicons=settings.lexicons(lexicons),
    )
    _complain(result.problems)
    _write(list_graph(result.resolution, name), output)
    ctx.exit(USAGE if any(p.fatal for p in result.problems) else CLEAN)


@main.command()
@click.argument("what", nargs=-1, metavar="[RULE|PATH:LINE[:COLUMN]|FINGERPRINT] [PATHS]...", type=click.Path())
@click.option(
    "--why-not",
    nargs=2,
    metavar="PATH:LINE PATH:LINE",
    help="What kept the claims of two places apart, or why they are no conflict.",
)
@click.option(
    "--rules", "folders", multiple=True, type=click.Path(), metavar="FOLDER", help="Rule files of your own; repeatable."
)
@_ENTITIES
@_ORDER
@_settings
@click.pass_context
def explain(
    ctx: click.Context,
    what: Sequence[str],
    why_not: tuple[str, str] | None,
    folders: Sequence[str],
    lexicons: Sequence[str],
    day_first: bool | None,
    config: str | None,
    no_config: bool,
) -> None:
    """Tell what a rule looks for; what was read at a place; how a finding came about; or why two places are none.

    The last two check the PATHS, by default the working directory. A fingerprint may be cut to six digits.
    """
    from factcheck.errors import Problem, UsageError
    from factcheck.judge.rulebook import load_rules
    from factcheck.run.configuration import configure
    from factcheck.run.explanation import explain_finding, is_fingerprint
    from factcheck.run.listing import explain_rule

    if not what and not why_not:
        raise UsageError(Problem(message="nothing to explain", remedy="give a rule, PATH:LINE or a fingerprint"))
    folders = configure(config, ignore=no_config, extracts=False).rule_folders(folders)
    rules, problems = load_rules([Path(folder) for folder in folders])
    names = {name: rule for rule in rules for name in (rule.id, *rule.formerly)}
    name, paths = ("", what) if why_not else (what[0], what[1:])
    if why_not or (name not in names and is_fingerprint(name)):
        book = _casebook(paths or (".",), configure(config, ignore=no_config), folders, lexicons, day_first)
        if why_not:
            from factcheck.run.why_not import explain_why_not

            click.echo(explain_why_not(book, *why_not), nl=False)
        else:
            click.echo(explain_finding(book, name), nl=False)
        ctx.exit(USAGE if any(p.fatal for p in book.problems) else CLEAN)
    if paths:
        raise UsageError(
            Problem(message=f"{name!r} is no fingerprint, and only those take paths", remedy="leave the paths out")
        )
    if ":" in name:
        from factcheck.run.times import explain_place

        settings = configure(config, ignore=no_config)
        click.echo(
            explain_place(name, day_first=settings.day_first(day_first), extractors=settings.extractors), nl=False
        )
        return
    _complain(problems)
    if name not in names:
        remedy = f"{_suggest(name, sorted(names))}; a fingerprint has at least six hexadecimal digits"
        raise UsageError(Problem(message=f"no rule {name!r}", remedy=remedy))
    click.echo(explain_rule(names[name]), nl=False)


def _casebook(
    paths: Sequence[str],
    settings: Configuration,
    folders: Sequence[str],
    lexicons: Sequence[str],
    day_first: bool | None,
) -> Casebook:
    """The check of the paths, with everything that it went by."""
    from factcheck.run.casebook import open_casebook

    book = open_casebook(
        paths,
        folders=folders,
        day_first=settings.day_first(day_first),
        extractors=settings.extractors,
        facts=settings.fact_files(()),
        lexicons=settings.lexicons(lexicons),
        authority=settings.authority,
    )
    _complain(book.problems)
    return book


@main.group()
def facts() -> None:
    """House facts: what the publisher declares true, and which documents say so."""


@facts.command("list")
@click.option("--facts", "files", multiple=True, type=click.Path(), metavar="FILE", help="A facts file; repeatable.")
@_settings
@click.pass_context
def facts_list(ctx: click.Context, files: Sequence[str], config: str | None, no_config: bool) -> None:
    """List the house facts, how each value was understood, and what is wrong with the files."""
    from factcheck.run.configuration import configure
    from factcheck.run.facts import list_facts

    settings = configure(config, ignore=no_config, extracts=False)
    text, problems = list_facts(settings.fact_files(files))
    _complain(problems)
    click.echo(text, nl=False)
    ctx.exit(USAGE if problems else CLEAN)


@facts.command("check")
@_PATHS
@click.option("--facts", "files", multiple=True, type=click.Path(), metavar="FILE", help="A facts file; repeatable.")
@_ORDER
@_settings
@click.pass_context
def facts_check(
    ctx: click.Context,
    paths: Sequence[str],
    files: Sequence[str],
    day_first: bool | None,
    config: str | None,
    no_config: bool,
) -> None:
    """Tell of each house fact which documents state it, which contradict it, and which facts no document states.

    Exit code 1 if a fact is contradicted or unstated.
    """
    from factcheck.run.configuration import configure
    from factcheck.run.facts import check_facts

    settings = configure(config, ignore=no_config)
    found = check_facts(
        paths, settings.fact_files(files), day_first=settings.day_first(day_first), extractors=settings.extractors
    )
    _complain(found.problems)
    click.echo(found.text, nl=False)
    if any(problem.fatal for problem in found.problems):
        ctx.exit(USAGE)
    ctx.exit(CLEAN if found.all_stated else FINDINGS)


@main.group()
def rules() -> None:
    """Rule files: yours and the shipped ones."""


@rules.command("list")
@click.argument("folders", nargs=-1, type=click.Path(), metavar="[FOLDER]...")
@click.option("--all", "shipped", is_flag=True, help="The shipped rules, too.")
@_settings
@click.pass_context
def rules_list(ctx: click.Context, folders: Sequence[str], shipped: bool, config: str | None, no_config: bool) -> None:
    """List the rules of your folders (those of the settings, if none is named), each with its examples and its file."""
    from factcheck.run.configuration import configure
    from factcheck.run.rules import list_rules, own_rules

    settings = configure(config, ignore=no_config, extracts=False)
    found, problems = own_rules(folders or settings.rule_folders(()), shipped=shipped)
    _complain(problems)
    click.echo(list_rules(found), nl=False)
    ctx.exit(USAGE if problems else CLEAN)


@rules.command("test")
@click.argument("folders", nargs=-1, type=click.Path(), metavar="[FOLDER]...")
@click.option("--all", "shipped", is_flag=True, help="The examples of the shipped rules, too.")
@click.option("--rule", "-r", "only", multiple=True, metavar="ID", help="The examples of this rule only; repeatable.")
@_settings
@click.pass_context
def rules_test(
    ctx: click.Context,
    folders: Sequence[str],
    shipped: bool,
    only: Sequence[str],
    config: str | None,
    no_config: bool,
) -> None:
    """Run the examples of your rules: of the folders named, else of those of the settings.

    Exit codes: 0 all examples are as they say, 1 some are not, 2 a rule file is wrong or there is none.
    """
    from factcheck.run.configuration import configure
    from factcheck.run.rules import own_rules, test_rules

    settings = configure(config, ignore=no_config, extracts=False)
    found, problems = own_rules(folders or settings.rule_folders(()), shipped=shipped, only=only)
    _complain(problems)
    text, failures = test_rules(found)
    click.echo(text, nl=False)
    ctx.exit(USAGE if problems else FINDINGS if failures else CLEAN)


@main.command("list")
@click.argument("what", type=click.Choice(["rules", "checks", "formats", "readers", "lexicons", "extractors"]))
def list_(what: str) -> None:
    """List what is there: rules, checks, formats, readers, lexicons, extractors."""
    from factcheck.run.listing import list_parts

    click.echo(list_parts(what), nl=False)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option(
    "--stage", type=click.Choice(["read", "extract", "resolve", "align", "judge"]), default="resolve", show_default=True
)
@_settings
def trace(paths: Sequence[str], stage: str, config: str | None, no_config: bool) -> None:
    """Print the records that a stage makes of the documents, as JSON."""
    from factcheck.run.configuration import configure
    from factcheck.run.listing import trace_stage

    settings = configure(config, ignore=no_config)
    text, problems = trace_stage(paths, stage, day_first=settings.day_first(None), extractors=settings.extractors)
    _complain(problems)
    click.echo(text, nl=False)
