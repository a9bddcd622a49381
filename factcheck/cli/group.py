"""The command line, part: the group of all commands: loads what is called, and turns errors into exit codes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from factcheck.cli.exits import INTERNAL, INTERRUPTED, USAGE


class Group(click.Group):
    """Commands by their places, `module:name`; errors are 2 for wrong use, 3 for a fault of ours."""

    def __init__(self, *arguments: Any, places: Mapping[str, str], **others: Any) -> None:
        super().__init__(*arguments, **others)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        # of a name that is none all are loaded: click looks among them for the one that was meant
        for wanted in [cmd_name] if cmd_name in self.places else self.places:
            module, _, name = self.places[wanted].partition(":")
            self.commands[wanted] = getattr(import_module(f"factcheck.cli.{module}"), name)
        return self.commands.get(cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        from factcheck.errors import UsageError

        try:
            return super().invoke(ctx)
        except UsageError as error:
            from factcheck.cli.output import complain

            complain(error.problems)
            ctx.exit(USAGE)
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            ctx.exit(INTERRUPTED)
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
