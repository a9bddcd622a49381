"""Same input, same bytes: whatever the hash seed, the order of arguments, or the run."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from factcheck.render import formats

PATHS = ("examples/marathon/docs", "tests/corpora/newsroom-flood/docs", "tests/corpora/troop-withdrawals/docs")
EXPORTED = ("examples/marathon/docs/about", "examples/marathon/docs/race")


COMMANDS = [
    ("graph", "dot"),
    ("graph", "mermaid"),
    ("graph", "graphml"),
    ("timeline", "ics"),
    ("timeline", "json"),
    ("claims", "csv"),
]
SEVERAL = "import json, sys; from factcheck.cli import main; [main(c, 'factcheck', standalone_mode=False) for c in json.loads(sys.argv[1])]"


def run(root: Path, seed: str, *commands: Sequence[str]) -> None:
    """Calls commands in one process that has a hash seed of its own."""
    subprocess.run(
        [sys.executable, "-c", SEVERAL, json.dumps(commands)],
        cwd=root, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip


@pytest.fixture(scope="module")
def twice(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of two runs, each with the report in every format and the exports."""
    folders = []
    for seed, turn in (("1", 1), ("4711", -1)):
        folder = tmp_path_factory.mktemp(f"seed-{seed}-")
        wanted = [part for name in formats() for part in ("--format", f"{name}={folder / name}")]
        exports = [
            (name, *EXPORTED[::turn], "--format", form, "--output", str(folder / f"{name} {form}"))
            for name, form in COMMANDS
        ]
        run(root, seed, ("check", *PATHS[::turn], *wanted), *exports)
        folders.append(folder)
    return folders[0], folders[1]


@pytest.mark.parametrize("name", formats())
def test_equal_bytes(twice: tuple[Path, Path], name: str) -> None:
    first, second = ((folder / name).read_bytes() for folder in twice)

    assert len(first) > 1000
    assert first == second


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_equal_exports(twice: tuple[Path, Path], command: tuple[str, str]) -> None:
    first, second = ((folder / " ".join(command)).read_bytes() for folder in twice)

    assert len(first) > 1000
    assert first == second
