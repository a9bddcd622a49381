"""The command line, part: the options of triage and of the gate, which several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.options import LEVEL
from factcheck.frozen import dataclass, replace

if TYPE_CHECKING:
    from factcheck.run.configuration import Configuration
    from factcheck.run.orders import TriageFiles
    from factcheck.triage import Gate

Command = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the command line says of baseline, suppressions and the day; the settings fill in what it leaves open."""

    baseline: str | None
    no_baseline: bool
    suppressions: str | None
    today: str | None

    def files(
        self, settings: Configuration, paths: Sequence[str], folders: Sequence[str] = (), only: Sequence[str] = ()
    ) -> TriageFiles:
        """The files to go by; raises UsageError for one that is named here and is not there."""
        from factcheck.run.day import day_told
        from factcheck.run.orders import files_at_hand

        found = files_at_hand(settings, paths, folders=folders, only=only)
        return replace(
            found,
            baseline=None if self.no_baseline else self._baseline() or found.baseline,
            suppressions=self._suppressions() or found.suppressions,
            today=day_told(self.today),
        )

    def _baseline(self) -> Path | None:
        from factcheck.run.orders import not_there

        if self.baseline is not None and not Path(self.baseline).is_file():
            raise not_there(self.baseline, "baseline", "write it: `factcheck baseline PATHS --baseline FILE`")
        return Path(self.baseline) if self.baseline is not None else None

    def _suppressions(self) -> Path | None:
        from factcheck.run.orders import not_there

        if self.suppressions is not None and not Path(self.suppressions).is_file():
            raise not_there(self.suppressions, "file of suppressions", "check the spelling; docs/gate.md shows one")
        return Path(self.suppressions) if self.suppressions is not None else None


SUPPRESSIONS = click.option(
    "--suppressions",
    type=click.Path(),
    metavar="FILE",
    help="The file of suppressions; by default factcheck-suppressions.yaml beside the settings.",
)
TODAY = click.option(
    "--today",
    metavar="YYYY-MM-DD",
    help="The day that `until` is held against; by default that of the commit, or SOURCE_DATE_EPOCH, and never the clock.",
)
BASELINE = click.option(
    "--baseline",
    type=click.Path(),
    metavar="FILE",
    help="The file of known findings; by default factcheck-baseline.yaml beside the settings.",
)


def standing(command: Command) -> Command:
    """Gives a command its `standing`: which baseline, which suppressions, which day."""

    @wraps(command)
    def told(
        *arguments: Any,
        baseline: str | None,
        no_baseline: bool,
        suppressions: str | None,
        today: str | None,
        **others: Any,
    ) -> Any:
        if baseline is not None and no_baseline:
            from factcheck.errors import Problem, UsageError

            raise UsageError(
                Problem(message="--baseline and --no-baseline exclude each other", remedy="give one of them")
            )
        found = Standing(baseline=baseline, no_baseline=no_baseline, suppressions=suppressions, today=today)
        return command(*arguments, standing=found, **others)

    without = click.option("--no-baseline", is_flag=True, help="Count all findings, known ones too.")
    for option in (TODAY, SUPPRESSIONS, without, BASELINE):
        told = option(told)
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class GateChoice:
    """The gate as the command line has it."""

    fail_on: str | None
    budgets: tuple[int | None, int | None, int | None]
    exit_zero: bool

    def gate(self, settings: Configuration) -> Gate:
        """With what the settings say where the command line says nothing."""
        from factcheck.model.rule import Severity
        from factcheck.triage import Gate

        said = settings.settings
        defaults = (said.max_errors, said.max_warnings, None)
        budgets = [own if own is not None else default for own, default in zip(self.budgets, defaults, strict=True)]
        return Gate(
            fail_on=self.fail_on or said.fail_on or "warning",
            budgets={severity: n for severity, n in zip(Severity, budgets, strict=True) if n is not None},
        )


def gate(command: Command) -> Command:
    """Gives a command its `gate`: which findings make the exit code 1."""

    @wraps(command)
    def told(
        *arguments: Any,
        fail_on: str | None,
        max_errors: int | None,
        max_warnings: int | None,
        max_notes: int | None,
        exit_zero: bool,
        **others: Any,
    ) -> Any:
        found = GateChoice(fail_on=fail_on, budgets=(max_errors, max_warnings, max_notes), exit_zero=exit_zero)
        return command(*arguments, gate=found, **others)

    for option in (
        click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found; errors of use are still told."),
        *(
            click.option(
                f"--max-{name}s", type=click.IntRange(0), metavar="N", help=f"Let so many {name}s pass the gate."
            )
            for name in ("note", "warning", "error")
        ),
        click.option(
            "--fail-on",
            type=LEVEL,
            help="The least severity that closes the gate; warning by default. A budget decides for its own severity.",
        ),
    ):
        told = option(told)
    return told


def shown(command: Command) -> Command:
    """The options of a report that say which findings the terminal shows beside the new ones."""
    for option in (
        click.option(
            "--show-suppressed", is_flag=True, help="Show suppressed findings on the terminal, with the reasons."
        ),
        click.option("--show-known", is_flag=True, help="Show findings of the baseline on the terminal, too."),
    ):
        command = option(command)
    return command
