"""Where the tests work: a folder, or a scratch repository, which is the working directory of the test."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from scratch import Scratch


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """An empty repository, which is the working directory of the test."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    repository = Scratch(tmp_path / "repository")
    monkeypatch.chdir(repository.folder)
    return repository


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a repository, of which git knows nothing, as the working directory."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path
