"""Calls the command: in this process, which has loaded everything, or in one of its own where the process matters."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from factcheck.cli import main


def call(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """What the command gives in a folder, called in this process."""
    with contextlib.chdir(cwd):
        done = CliRunner().invoke(main, arguments, prog_name="factcheck")
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def start(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """As `call`, in a process of its own, with more variables in its environment."""
    return subprocess.run(
        [sys.executable, "-m", "factcheck", *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, **environment},
    )  # fmt: skip
