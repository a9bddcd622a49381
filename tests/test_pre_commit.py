"""The hook, installed and run by pre-commit itself from a local clone."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PARTS = ("factcheck", "claims", "rules", "reports", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
CONFIG = """\
repos:
  - repo: {clone}
    rev: {commit}
    hooks:
      - id: factcheck
        args: [docs]
"""
DIARY = "# Diary\n\nThe first Stonebeck Marathon was held on 14 May 1988.\n"
UNREACHABLE = ("No matching distribution found", "Could not find a version", "Connection", "Temporary failure")


@pytest.fixture(scope="module")
def program() -> list[str]:
    """How pre-commit is called."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    if importlib.util.find_spec("pre_commit") is not None:
        return [sys.executable, "-m", "pre_commit"]
    found = shutil.which("pre-commit")
    if found is None:
        pytest.skip("pre-commit is not installed (pip install pre-commit)")
    return [found]


def git(folder: Path, *arguments: str, code: int = 0, **environment: str) -> str:
    """What git says."""
    identity = {f"GIT_{who}_{what}": told for who in ("AUTHOR", "COMMITTER") for what, told in (("NAME", "a"), ("EMAIL", "a@example.org"))}  # fmt: skip
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **identity, **environment}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, env={**os.environ, **own}, check=False
    )
    said = done.stdout + done.stderr
    if done.returncode != code and any(reason in said for reason in UNREACHABLE):
        pytest.skip("no package index can be reached, from which pre-commit would install the hook")
    assert code == done.returncode, said
    return said


def test_the_hook_of_a_clone(root: Path, tmp_path: Path, program: list[str]) -> None:
    """It is installed from the clone into an environment of its own, stops a commit that brings in a conflict, and lets others pass."""
    clone, work = tmp_path / "factcheck", tmp_path / "work"
    for name in PARTS:
        source, target = root / name, clone / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    for folder in (clone, work):
        folder.mkdir(exist_ok=True)
        git(folder, "init", "-q", "-b", "main")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "a release")
    commit = git(clone, "rev-parse", "HEAD").strip()
    (work / "docs").mkdir()
    (work / ".pre-commit-config.yaml").write_text(CONFIG.format(clone=clone, commit=commit), encoding="utf-8")
    (work / "docs" / "diary.md").write_text(DIARY, encoding="utf-8")
    (work / "notes.ini").write_text("a\n", encoding="utf-8")
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home"), "PYTHONPATH": ""}
    subprocess.run([*program, "install"], cwd=work, env={**os.environ, **home}, check=True, capture_output=True)

    git(work, "add", "-A")
    first = git(work, "commit", "-m", "the diary", **home)
    (work / "docs" / "history.md").write_text(DIARY.replace("1988", "1989"), encoding="utf-8")
    git(work, "add", "-A")
    stopped = git(work, "commit", "-m", "the history", code=1, **home)
    (work / "docs" / "history.md").write_text(DIARY.replace("The", "So the"), encoding="utf-8")
    git(work, "add", "-A")
    git(work, "commit", "-m", "the history", **home)
    (work / "notes.ini").write_text("b\n", encoding="utf-8")
    passed = git(work, "commit", "-am", "no document", **home)

    assert "factcheck" in first
    assert "Passed" in first
    assert "14 May 1988 in docs/diary.md, but 14 May 1989 in" in " ".join(stopped.split())
    assert "exit code: 1" in stopped
    assert "Skipped" in passed
    assert "3" == git(work, "rev-list", "--count", "HEAD").strip()
