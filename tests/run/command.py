"""The command, in this process, and the files that it is run on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from factcheck.cli import main


def run(*arguments: str) -> Result:
    """The command, in the working directory as it is."""
    return CliRunner().invoke(main, arguments, prog_name="factcheck")


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Writes files, by their paths in a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
