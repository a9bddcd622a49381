"""Same input, same bytes: whatever the hash seed, the order of arguments, or the run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.render import formats

PATHS = ("examples/marathon/docs", "tests/corpora/newsroom-flood/docs", "tests/corpora/troop-withdrawals/docs")
EXPORTED = ("examples/marathon/docs/about", "examples/marathon/docs/race")


def run(root: Path, seed: str, *arguments: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "factcheck", *arguments],
        cwd=root, capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": seed},
    ).stdout  # fmt: skip


@pytest.fixture(scope="module")
def twice(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of two runs, each with the report in every format."""
    folders = []
    for seed, paths in (("1", PATHS), ("4711", PATHS[::-1])):
        folder = tmp_path_factory.mktemp(f"seed-{seed}-")
        wanted = [part for name in formats() for part in ("--format", f"{name}={folder / name}")]
        run(root, seed, "check", *paths, *wanted)
        folders.append(folder)
    return folders[0], folders[1]


@pytest.mark.parametrize("name", formats())
def test_equal_bytes(twice: tuple[Path, Path], name: str) -> None:
    first, second = ((folder / name).read_bytes() for folder in twice)

    assert len(first) > 1000
    assert first == second


@pytest.mark.parametrize(
    "command",
    [
        ("graph", "dot"),
        ("graph", "mermaid"),
        ("graph", "graphml"),
        ("timeline", "ics"),
        ("timeline", "json"),
        ("claims", "csv"),
    ],
    ids=" ".join,
)
def test_equal_exports(root: Path, command: tuple[str, str]) -> None:
    name, form = command
    first = run(root, "1", name, *EXPORTED, "--format", form)

    assert len(first) > 1000
    assert first == run(root, "4711", name, *EXPORTED[::-1], "--format", form)
