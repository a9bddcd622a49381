"""The command line, part: `explain`, which tells of a rule, a place, a finding, or why two places are none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.effort import effort
from factcheck.cli.exits import code_of
from factcheck.cli.gating import Standing, standing
from factcheck.cli.options import ENTITIES, ORDER, RULES, settings, suggest
from factcheck.cli.output import complain

if TYPE_CHECKING:
    from factcheck.run.casebook import Casebook
    from factcheck.run.configuration import Configuration
    from factcheck.run.gathering import Effort


@click.command()
@click.argument("what", nargs=-1, metavar="[RULE|PATH:LINE[:COLUMN]|FINGERPRINT] [PATHS]...", type=click.Path())
@click.option(
    "--why-not",
    nargs=2,
    metavar="PATH:LINE PATH:LINE",
    help="What kept the claims of two places apart, or why they are no conflict.",
)
@RULES
@ENTITIES
@ORDER
@standing
@settings(extracts=False)
@effort
@click.pass_context
def explain(
    ctx: click.Context,
    what: Sequence[str],
    why_not: tuple[str, str] | None,
    folders: Sequence[str],
    lexicons: Sequence[str],
    day_first: bool | None,
    standing: Standing,
    settings: Configuration,
    effort: Effort,
) -> None:
    """Tell what a rule looks for; what was read at a place; how a finding came about; or why two places are none.

    The last two check the PATHS, by default the working directory. A fingerprint may be cut to six digits. Of a finding
    it is also told whether it is new, known by the baseline or suppressed, and by whom, why and until when.
    """
    from factcheck.errors import Problem, UsageError
    from factcheck.judge.rulebook import load_rules
    from factcheck.model.triage import OWN_RULES
    from factcheck.run.explanation import explain_finding, is_fingerprint
    from factcheck.run.listing import explain_rule

    if not what and not why_not:
        raise UsageError(Problem(message="nothing to explain", remedy="give a rule, PATH:LINE or a fingerprint"))
    folders = settings.rule_folders(folders)
    rules, problems = load_rules([Path(folder) for folder in folders])
    names = {name: rule for rule in rules for name in (rule.id, *rule.formerly)}
    name, paths = ("", what) if why_not else (what[0], what[1:])
    if why_not or (name not in names and is_fingerprint(name)):
        book = _casebook(paths or (".",), settings.with_extractors(), folders, lexicons, day_first, effort)
        if why_not:
            from factcheck.run.why_not import explain_why_not

            click.echo(explain_why_not(book, *why_not), nl=False)
        else:
            from factcheck.run.orders import suppressions_file
            from factcheck.run.standing import triage_case

            said = settings.settings.suppressions
            file = suppressions_file(standing.suppressions, said, settings.folder)
            triaged = triage_case(book, standing.files(settings, paths or (".",), folders), file)
            click.echo(explain_finding(book, name, triaged), nl=False)
        ctx.exit(code_of(book.problems))
    if paths:
        raise UsageError(
            Problem(message=f"{name!r} is no fingerprint, and only those take paths", remedy="leave the paths out")
        )
    if ":" in name:
        from factcheck.run.times import explain_place

        extractors = settings.with_extractors().extractors
        click.echo(
            explain_place(name, day_first=settings.day_first(day_first), extractors=extractors, configuration=settings),
            nl=False,
        )
        return
    complain(problems)
    if name in OWN_RULES:
        click.echo(f"{name}: {OWN_RULES[name].title}\n\n{OWN_RULES[name].explain}")
        return
    if name not in names:
        remedy = f"{suggest(name, sorted(names))}; a fingerprint has at least six hexadecimal digits"
        raise UsageError(Problem(message=f"no rule {name!r}", remedy=remedy))
    click.echo(explain_rule(names[name]), nl=False)


def _casebook(
    paths: Sequence[str],
    settings: Configuration,
    folders: Sequence[str],
    lexicons: Sequence[str],
    day_first: bool | None,
    effort: Effort,
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
        configuration=settings,
        effort=effort,
    )
    complain((*book.notes, *book.problems))
    return book
