"""Stages hand their parts to several processes and get the same back, in the same order, whatever becomes of a process."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factcheck import check, draw
from factcheck.errors import Problem
from factcheck.model.finding import Report
from factcheck.model.spread import one_after_another
from factcheck.run import processes, spreading
from factcheck.run.configuration import configure
from factcheck.run.spreading import done_in_processes, spread_for

pytestmark = pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="it forks")
HERE = os.getpid()


@pytest.fixture(autouse=True)
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process of one thread."""
    monkeypatch.setattr(processes, "start_method", lambda: "fork")


def squared(part: int) -> tuple[int, bool]:
    """The result, and whether another process made it."""
    return part * part, os.getpid() != HERE


# --- the parts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "jobs"), [(50, 2), (3, 8), (2, 2)])
def test_results_come_in_order_from_other_processes(count: int, jobs: int) -> None:
    found = list(done_in_processes(squared, range(count), jobs=jobs))

    assert [(n * n, True) for n in range(count)] == found
    assert [] == multiprocessing.active_children()


@pytest.mark.parametrize("count", [0, 1, spreading._MOST_PARTS + 1])
def test_what_cannot_be_shared_is_done_here(count: int) -> None:
    assert [(n * n, False) for n in range(count)] == list(done_in_processes(squared, range(count), jobs=2))


def test_records_and_other_objects_come_back() -> None:
    problem = Problem(message="odd", path="a.md", line=3)
    results: list[Any] = [{"a": (problem, problem)}, ValueError("any object"), frozenset({1}), None, ""]

    found = list(done_in_processes(lambda n: results[n], range(len(results)), jobs=2))

    assert results[:1] + results[2:] == found[:1] + found[2:]
    assert found[0]["a"][0] is found[0]["a"][1]
    assert "any object" == str(found[1])


def test_what_a_process_dies_of_is_done_here() -> None:
    def die(part: int) -> tuple[int, bool]:
        if part in (3, 7) and os.getpid() != HERE:
            os._exit(9)
        return squared(part)

    found = list(done_in_processes(die, range(20), jobs=2))

    assert [n * n for n in range(20)] == [result for result, _ in found]
    assert not found[3][1]
    assert not found[7][1]


def test_what_cannot_be_sent_is_done_here() -> None:
    found = list(done_in_processes(lambda n: lambda: n, range(4), jobs=2))

    assert [0, 1, 2, 3] == [made() for made in found]


def test_a_mistake_is_told_as_ever() -> None:
    def fail(part: int) -> int:
        if part == 5:
            raise ValueError("part five")
        return part

    results = iter(done_in_processes(fail, range(9), jobs=2))

    assert [0, 1, 2, 3, 4] == [next(results) for _ in range(5)]
    with pytest.raises(ValueError, match="part five"):
        next(results)
    assert [] == multiprocessing.active_children()


def test_who_leaves_early_leaves_nothing_behind() -> None:
    results = done_in_processes(squared, range(1000), jobs=2)
    next(results)
    results.close()

    assert [] == multiprocessing.active_children()


def test_processes_that_never_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "_start", lambda *_: None)

    assert [(n * n, False) for n in range(5)] == list(done_in_processes(squared, range(5), jobs=2))


# --- when ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "wanted", "method", "spreads"),
    [
        (1 << 20, None, "fork", True),
        (1 << 20, 2, "fork", True),
        (1 << 20, 1, "fork", False),
        (1 << 10, 2, "fork", False),  # it would not pay
        (1 << 20, 2, "spawn", False),
        (1 << 20, 2, "forkserver", False),
        (1 << 26, 2, "fork", True),  # claims are in a file
        (1 << 28, 2, "fork", False),  # memory is short
    ],
)
def test_where_it_pays(
    monkeypatch: pytest.MonkeyPatch, size: int, wanted: int | None, method: str, spreads: bool
) -> None:
    monkeypatch.setattr(processes, "start_method", lambda: method)
    monkeypatch.setattr(processes, "cores", lambda: 4)

    assert spreads == (spread_for(size, wanted) is not one_after_another)


@pytest.mark.parametrize(
    ("size", "jobs"), [(1 << 20, 5), (1 << 23, 20), (1 << 25, 5), ((1 << 26) - 1, 2), (1 << 26, 5), (5 << 25, 2)]
)
def test_copies_have_a_bound(monkeypatch: pytest.MonkeyPatch, size: int, jobs: int) -> None:
    asked: list[int] = []
    monkeypatch.setattr(spreading, "done_in_processes", lambda work, parts, jobs: asked.append(jobs))
    monkeypatch.setattr(processes, "cores", lambda: 64)

    spread_for(size, None)(squared, range(2))

    assert [jobs] == asked


# --- the stages ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many parts each stage hands out; whatever the size of a run."""
    stages: list[int] = []
    plain = spreading.done_in_processes

    def told(work: Callable[[Any], Any], parts: Any, /, *, jobs: int) -> Any:
        stages.append(len(parts))
        return plain(work, parts, jobs=jobs)

    monkeypatch.setattr(spreading, "BYTES_PER_FORK", 1)
    monkeypatch.setattr(spreading, "done_in_processes", told)
    return stages


@pytest.mark.parametrize("folder", ["examples/marathon/docs", "tests/corpora"])
def test_equal_bytes_for_any_number_of_processes(
    root: Path, monkeypatch: pytest.MonkeyPatch, forks: list[int], folder: str
) -> None:
    monkeypatch.chdir(root)
    settings = configure(paths=[folder]).settings

    def checked(jobs: int) -> Report:
        return check(folder, settings=settings, jobs=jobs)

    alone = checked(1)
    assert [] == forks
    several = [checked(jobs) for jobs in (2, 3)]

    assert 6 == len(forks)
    assert min(forks) > 0
    for report in several:
        assert alone.claims == report.claims
        assert alone.findings == report.findings
        assert draw(alone) == draw(report)
        assert draw(alone, "html") == draw(report, "html")
    assert alone.findings


def test_a_rule_that_crashes_in_another_process(root: Path, monkeypatch: pytest.MonkeyPatch, forks: list[int]) -> None:
    from factcheck.judge.checks import dates_disjoint

    def crash(*_: object) -> None:
        raise RuntimeError("odd")

    monkeypatch.chdir(root)
    monkeypatch.setattr(dates_disjoint, "check", crash)
    alone, several = (check("examples/marathon/docs", jobs=jobs) for jobs in (1, 2))

    assert alone.findings == several.findings
    assert "internal-error" in {finding.rule for finding in several.findings}


def test_what_settles_others_settles_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forks: list[int]) -> None:
    """Two documents against a fact and each other are told once, also where another process judges the rule of facts."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "facts.yaml": "Sund mill opened: 1954-06-02\n",
        "a.md": "# Sund mill\n\nSund mill was opened on 12 June 1955.\n",
        "b.md": "# News\n\nSund mill was opened on 14 June 1957.\n",
    }.items():
        Path(name).write_text(text, encoding="utf-8")
    alone, several = (check(".", facts=["facts.yaml"], jobs=jobs) for jobs in (1, 2))

    assert alone.findings == several.findings
    assert {"house-fact"} == {finding.rule for finding in several.findings}
