"""The command line, part: `triage`, which walks a person through the findings, and `stats`, which tells what came of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.effort import effort
from factcheck.cli.exits import CLEAN, USAGE, code_of
from factcheck.cli.gating import Standing, standing
from factcheck.cli.options import ENTITIES, HOUSE_FACTS, ORDER, OUTPUT, PATHS, RULES, settings
from factcheck.cli.output import complain, finding_on_terminal, write

if TYPE_CHECKING:
    from factcheck.run.configuration import Configuration
    from factcheck.run.gathering import Effort
    from factcheck.run.session import Session

LABELS = click.option(
    "--labels",
    type=click.Path(),
    metavar="FILE",
    help="The file of labels; by default factcheck-labels.jsonl beside the settings.",
)
KEYS = (
    ("r", "real", "a mistake: it stays reported until it is mended"),
    ("l", "later", "a mistake, but not now: into the baseline"),
    ("u", "until", "a mistake that may stand until a day, which is asked for"),
    ("d", "different", "the sides are not about the same thing"),
    ("s", "superseded", "one side tells of an earlier state"),
    ("m", "misread", "the text does not say what was read"),
    ("n", "next", "leave it for another time"),
    ("b", "back", "take the last decision back"),
    ("q", "quit", "stop; what was decided is written"),
)


@click.command()
@PATHS
@RULES
@HOUSE_FACTS
@LABELS
@click.option("--again", is_flag=True, help="Ask about findings that have a label, too.")
@click.option("--owner", default="", metavar="NAME", help="Who answers for the suppressions that are written.")
@ENTITIES
@ORDER
@settings()
@effort
@standing
@click.pass_context
def triage(
    ctx: click.Context,
    paths: Sequence[str],
    folders: Sequence[str],
    facts: Sequence[str],
    labels: str | None,
    again: bool,
    owner: str,
    lexicons: Sequence[str],
    day_first: bool | None,
    settings: Configuration,
    effort: Effort,
    standing: Standing,
) -> None:
    """Go through the findings one by one, a key each: real, later, not the same thing, superseded and so on.

    Decisions are written at once, into the baseline, the file of suppressions and the file of labels, so that you may
    stop at any time and go on another day. Keys can be piped in.
    """
    from factcheck.run.casebook import open_casebook
    from factcheck.run.orders import baseline_file, suppressions_file
    from factcheck.run.session import Files, open_session

    folders = settings.rule_folders(folders)
    files = Files(
        baseline=baseline_file(standing.baseline, settings.settings.baseline, settings.folder),
        suppressions=suppressions_file(standing.suppressions, settings.settings.suppressions, settings.folder),
        labels=_labels_file(labels, settings),
    )
    book = open_casebook(
        paths,
        folders=folders,
        day_first=settings.day_first(day_first),
        extractors=settings.extractors,
        facts=settings.fact_files(facts),
        lexicons=settings.lexicons(lexicons),
        configuration=settings,
        effort=effort,
    )
    session = open_session(book, standing.files(settings, paths, folders), files, again=again)
    complain((*book.notes, *session.problems))
    _walk(session, owner)
    left = len(session.queue) - session.done
    click.echo(f"{session.done} decided, {left} left.")
    if session.done:
        written = [file for file in (files.baseline, files.suppressions, files.labels) if file.exists()]
        click.echo(f"Written: {', '.join(map(str, written))}. `factcheck stats` tells what they say of the rules.")
    ctx.exit(code_of(session.problems))


def _walk(session: Session, owner: str) -> None:
    """Shows the findings and obeys the keys, until there are no more of either."""
    from factcheck.triage.labels import Verdict

    verdicts = {
        "r": Verdict.REAL,
        "l": Verdict.LATER,
        "d": Verdict.DIFFERENT,
        "s": Verdict.SUPERSEDED,
        "m": Verdict.MISREAD,
    }
    shown = -1
    while (finding := session.current) is not None:
        if shown != session.at:
            click.echo(f"\n{session.at + 1} of {len(session.queue)}")
            click.echo(finding_on_terminal(session.report, finding), nl=False)
            click.echo(
                " ".join(f"[{key}]{name[1:]}" if name.startswith(key) else f"[{key}]{name}" for key, name, _ in KEYS)
                + " [?]"
            )
            shown = session.at
        key = _key()
        if key in verdicts:
            session.decide(verdicts[key], owner=owner)
            click.echo(f"  {verdicts[key].value}")
        elif key == "u":
            until = _day()
            if until:
                session.decide(Verdict.LATER, until=until, owner=owner)
                click.echo(f"  until {until}")
        elif key in ("n", " "):
            session.skip()
        elif key == "b":
            if not session.back():
                click.echo("  this is the first")
        elif key in ("q", "\x03", "\x04", ""):
            return
        else:
            click.echo("".join(f"  {key}  {what}\n" for key, _, what in KEYS), nl=False)


def _key() -> str:
    """One key; from a pipe the next sign that is no line break, and nothing at its end."""
    if sys.stdin.isatty():
        return click.getchar().lower()
    while (sign := sys.stdin.read(1)) in ("\n", "\r") and sign:
        pass
    return sign.lower()


def _day() -> str:
    """The day that is asked for, on a line of its own; nothing if it is none."""
    from factcheck.triage.directives import Mistake, day_of

    if sys.stdin.isatty():
        text = str(click.prompt("  until (2027-01-31)", default="", show_default=False))
    else:
        text = sys.stdin.readline()
    day = day_of(text.strip())
    if isinstance(day, Mistake):
        click.echo(f"  {day.message}: {day.remedy}")
        return ""
    return day.isoformat()


def _labels_file(named: str | None, settings: Configuration) -> Path:
    from factcheck.triage.labels import NAME

    return Path(named) if named else settings.settings.labels or (settings.folder or Path()) / NAME


@click.command()
@LABELS
@click.option("--format", "-f", "name", type=click.Choice(["table", "json", "pairs"]), default="table", show_default=True,
              help="A table, JSON, or the training pairs of the alignment as JSON lines.")  # fmt: skip
@OUTPUT
@settings(extracts=False)
@click.pass_context
def stats(ctx: click.Context, labels: str | None, name: str, output: str | None, settings: Configuration) -> None:
    """Tell how often each rule was right, by the labels that `factcheck triage` wrote, with its interval at 95 %."""
    from factcheck.errors import Problem, UsageError
    from factcheck.run.labels import load_labels, measured_as_json, pairs_as_lines, tell_measured

    file = _labels_file(labels, settings)
    if not file.is_file():
        remedy = "label some findings: `factcheck triage PATHS`"
        raise UsageError(Problem(message="is no file of labels", path=str(file), remedy=remedy))
    found, problems = load_labels(file)
    complain(problems)
    draw = {"table": tell_measured, "json": measured_as_json, "pairs": pairs_as_lines}[name]
    write(draw(found), output)
    ctx.exit(USAGE if problems else CLEAN)
