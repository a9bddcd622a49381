"""Generated corpora: the same pages for the same seed, what is planted in them, and that a check finds it."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from factcheck.run import claim_shelf, drawers, gathering


def benchmark(root: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, root / "tests" / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look there for the names of their types
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def generator(root: Path) -> ModuleType:
    return benchmark(root, "make_corpus")


def pages(folder: Path) -> dict[str, str]:
    docs = folder / "docs"
    return {f.relative_to(docs).as_posix(): f.read_text("utf-8") for f in docs.rglob("*") if f.is_file()}


def test_a_smaller_corpus_is_the_start_of_a_larger_one(generator: ModuleType, tmp_path: Path) -> None:
    for name, count, seed in (("small", 60, 3), ("again", 60, 3), ("large", 150, 3), ("other", 60, 4)):
        generator.make(tmp_path / name, count, seed)
    small, again, large, other = (pages(tmp_path / name) for name in ("small", "again", "large", "other"))

    assert 60 == len(small)
    assert small == again
    assert small.items() <= large.items()
    assert not small.keys() & other.keys()


def test_what_is_planted_stands_there_and_nowhere_else(generator: ModuleType, tmp_path: Path) -> None:
    generator.make(tmp_path, 1000, 1)
    written = pages(tmp_path)
    rows = [json.loads(line) for line in (tmp_path / "planted.jsonl").read_text("utf-8").splitlines()]

    assert 50 < len(rows) < 110
    assert {"begun", "opened", "measure", "counted", "deadline", "weekday"} == {row["fact"] for row in rows}
    for row in rows:
        assert row["words"] in written[row["path"]]
        assert row["fact"] == "weekday" or 4 == len(row["others"])
        assert all(path in written for path in row["others"])


@pytest.fixture(scope="module")
def planted(root: Path, generator: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred pages about twenty things, one page of each of them wrong."""
    folder = tmp_path_factory.mktemp("planted")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generator, "PLANTED", 1.0)
        generator.make(folder, 100, 9)
    return folder


def test_what_is_planted_is_found_and_nothing_else(root: Path, planted: Path) -> None:
    told = benchmark(root, "scale").measure(planted, 1, None, "", "judge")

    assert 20 == told["planted"]
    assert 19 <= told["found"], told["missed"]
    assert not told["false"]


def test_with_the_claims_in_a_file_the_same_is_found(
    root: Path, planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: Counter[int] = Counter()
    load = drawers.Drawers.opened

    def counted(self: drawers.Drawers, drawer: drawers.Drawer) -> list[Any]:
        opened[id(self)] += 1
        return load(self, drawer)

    monkeypatch.setattr(gathering, "LARGE", 0)
    monkeypatch.setattr(claim_shelf, "_OPEN", 16)
    monkeypatch.setattr(drawers.Drawers, "opened", counted)
    told = benchmark(root, "scale").measure(planted, 1, None, "", "judge")

    assert 19 <= told["found"], told["missed"]
    assert not told["false"]
    # the claims of more documents than may be open at a time were loaded again, and so were the levels of some pairs
    assert len(opened) == 2
    assert max(opened.values()) > 100
