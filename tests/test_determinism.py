"""Same input, same bytes: whatever the hash seed, the order of arguments, or the run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.render import formats


def render(root: Path, name: str, seed: str, *paths: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "factcheck", "check", *paths, "--format", name],
        cwd=root, capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": seed},
    ).stdout  # fmt: skip


@pytest.mark.parametrize("name", formats())
def test_equal_bytes(root: Path, name: str) -> None:
    paths = ["examples/marathon/docs", "tests/corpora/newsroom-flood/docs", "tests/corpora/troop-withdrawals/docs"]

    first = render(root, name, "1", *paths)

    assert len(first) > 1000
    assert first == render(root, name, "4711", *reversed(paths))
