"""The command line: reads arguments, calls a runner, prints, and decides the exit code. Nothing heavy loads before it must."""

from __future__ import annotations

import gc
import sys

import click

from factcheck import __version__
from factcheck.cli.group import Group

COMMANDS = {
    "baseline": "baselines:baseline",
    "cache": "cache:cache",
    "check": "checking:check",
    "claims": "listing:claims",
    "config": "configuring:config",
    "diff": "revisions:diff",
    "explain": "explaining:explain",
    "facts": "facts:facts",
    "graph": "listing:graph",
    "init": "configuring:init",
    "list": "listing:list_",
    "rules": "rules:rules",
    "stats": "triaging:stats",
    "timeline": "listing:timeline",
    "times": "listing:times",
    "trace": "listing:trace",
    "triage": "triaging:triage",
}
"""Module and name of each command; a module loads when one of its commands is called or told of."""


_COLLECT = (50_000, 20, 100)
"""How often the search for unreachable cycles runs. Records hold none: at Python's own setting the search takes a fifth
of a run and frees nothing."""


@click.group(cls=Group, places=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="factcheck")
def main() -> None:
    """The linter for facts: finds statements across documents that cannot all be true.

    Exit codes: 0 nothing found at or above the gate, 1 findings, 2 wrong use or an input that could not be read,
    3 an internal error.
    """
    gc.set_threshold(*_COLLECT)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
