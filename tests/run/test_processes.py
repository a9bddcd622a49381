"""Several processes give what one gives; a worker that dies costs its document, and Ctrl-C leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from calling import call, start

from factcheck.model.document import Document
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.render import formats
from factcheck.run import gathering, processes, taking
from factcheck.run.gathering import ALONE, Effort, Gathered, gather
from factcheck.run.local import run_check

CORPORA = (
    ("examples/marathon/docs",),
    ("tests/corpora/baltic/docs", "tests/corpora/product-docs/docs", "tests/corpora/annual-report/docs"),
    ("tests/read",),
)
TWO = Effort(jobs=2)
os.environ.setdefault("FACTCHECK_TESTED_BY", str(os.getpid()))
"""The process of the tests, which must outlive what extractors do to theirs."""


class Quirks:
    """An extractor that does what a document's text tells it to."""

    name = "quirks"

    def mentions(self, found: Extraction) -> Extraction:
        if os.environ["FACTCHECK_TESTED_BY"] == str(os.getpid()):
            return found
        if "exit at once" in found.document.text:
            os._exit(7)
        if "be killed" in found.document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    def claims(self, found: Extraction) -> Iterable[DraftClaim]:
        return ()


class Odd(Quirks):
    """An extractor that puts something into an extraction that nobody else knows."""

    def claims(self, found: Extraction) -> Iterable[DraftClaim]:
        return (OddDraft.of(found.drafts[0]),) if found.drafts else ()


class OddDraft(DraftClaim):
    __slots__ = ()

    @staticmethod
    def of(draft: DraftClaim) -> OddDraft:
        return OddDraft(**{name: getattr(draft, name) for name in DraftClaim.__dataclass_fields__})


class Reporting(Quirks):
    def report(self) -> Iterable[object]:
        return ()


def same(first: Gathered, second: Gathered) -> None:
    assert first.documents == second.documents
    assert list(first.extracted) == list(second.extracted)
    for path, extraction in first.extracted.items():
        other = second.extracted[path]
        assert dict(extraction.tokens) == dict(other.tokens)
        for part in ("sentences", "times", "quantities", "names", "referents", "drafts", "problems", "title"):
            assert getattr(extraction, part) == getattr(other, part)
    assert first.problems == second.problems


@pytest.fixture
def farm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for number in range(12):
        text = f"# Barn {number}\n\nBarn {number} was built in 19{number + 10} and holds {number + 3} cows.\n"
        Path(f"barn-{number:02}.md").write_text(text * (1 + number % 3), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("paths", CORPORA)
def test_two_processes_extract_what_one_extracts(
    root: Path, monkeypatch: pytest.MonkeyPatch, paths: tuple[str, ...]
) -> None:
    monkeypatch.chdir(root)

    same(gather(paths, effort=ALONE), gather(paths, effort=TWO))


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_every_way_to_start_processes(farm: Path, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    import multiprocessing

    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} on this system")
    monkeypatch.setattr(processes, "start_method", lambda: method)

    alone = gather(["."], effort=ALONE)
    monkeypatch.setattr(gathering, "take", None)  # nothing is left for this process

    same(alone, gather(["."], effort=Effort(jobs=3)))


def test_equal_bytes_in_every_format(root: Path, tmp_path: Path) -> None:
    for jobs, run in (("1", call), ("3", start)):
        wanted = [part for name in formats() for part in ("--format", f"{name}={tmp_path / f'{name}-{jobs}'}")]
        run("check", *CORPORA[0], *CORPORA[1], "--jobs", jobs, *wanted, cwd=root)
    for name in formats():
        assert (tmp_path / f"{name}-1").read_bytes() == (tmp_path / f"{name}-3").read_bytes(), name


@pytest.mark.parametrize(("words", "how"), [("exit at once", "exit code 7"), ("be killed", "signal SIGKILL")])
def test_a_worker_that_dies_costs_its_document(farm: Path, words: str, how: str) -> None:
    expected = gather(["."], effort=ALONE).documents
    for name in ("barn-03x.md", "a.md"):
        Path(name).write_text(f"It will {words} on 3 May 1998.\n", encoding="utf-8")

    found = gather(["."], [Quirks()], TWO)

    assert [d.path for d in found.documents] == [d.path for d in expected]
    assert ["a.md", "barn-03x.md"] == [p.path for p in found.problems]
    assert all(how in p.message and p.fatal and p.remedy for p in found.problems)


def test_all_documents_may_die(farm: Path) -> None:
    for file in farm.iterdir():
        file.write_text("It will exit at once.\n", encoding="utf-8")

    found = gather(["."], [Quirks()], TWO)

    assert () == found.documents
    assert 12 == len(found.problems)


@pytest.mark.parametrize("effort", [ALONE, TWO], ids=["one", "two"])
def test_memory_that_does_not_suffice(farm: Path, monkeypatch: pytest.MonkeyPatch, effort: Effort) -> None:
    def read(path: str, data: bytes) -> Document:
        if path == "barn-04.md":
            raise MemoryError
        return honest(path, data)

    honest = taking.read_document
    monkeypatch.setattr(taking, "read_document", read)
    monkeypatch.setattr(processes, "start_method", lambda: "fork")

    found = gather(["."], effort=effort)

    assert 11 == len(found.documents)
    assert ["barn-04.md"] == [p.path for p in found.problems]
    assert "MemoryError" in found.problems[0].message


def test_what_went_missing_on_the_way(farm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (farm / "gone.md").symlink_to(farm / "nowhere.md")
    found = gather([".", "gone.md", "barn-01.md"], effort=TWO)

    assert 12 == len(found.documents)
    assert ["gone.md"] == [p.path for p in found.problems]


def test_an_extraction_that_cannot_be_packed_is_made_here(farm: Path) -> None:
    found = gather(["."], [Odd()], TWO)

    assert 12 == len(found.documents)
    assert any(isinstance(draft, OddDraft) for e in found.extracted.values() for draft in e.drafts)


@pytest.mark.parametrize("spoilt", [False, True])
def test_extractors_that_must_stay(farm: Path, spoilt: bool) -> None:
    extractor = Quirks() if spoilt else Reporting()
    if spoilt:
        extractor.handle = lambda: None  # type: ignore[attr-defined]

    found = gather(["."], [extractor], TWO)

    assert 12 == len(found.documents)
    assert () == found.problems
    assert "one process did the work" in found.notes[0].message
    assert () == gather(["."], [extractor], Effort()).notes


def test_processes_that_never_start(farm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_start", lambda crew, extractors: None)

    same(gather(["."], effort=ALONE), gather(["."], effort=TWO))


def test_small_runs_stay_in_one_process() -> None:
    assert 1 == processes.jobs_for([200] * 5, None)
    assert 3 == processes.jobs_for([200] * 5, 3)
    assert 2 == processes.jobs_for([200] * 2, 8)
    assert 1 <= processes.jobs_for([10**6] * 50, None) <= processes.cores()


def test_progress_is_told(farm: Path) -> None:
    told: list[tuple[str, int, int]] = []
    run_check(["."], progress=lambda *what: told.append(what), effort=TWO)

    assert [("extract", n, 12) for n in range(12)] == [t for t in told if t[0] == "extract"]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    for number in range(60):
        text = f"On {number % 28 + 1} May 1998 the ferry {number} sailed with {number * 7 + 90} passengers. " * 300
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "factcheck", "check", ".", "--jobs", "2", "--no-config"]
    run = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        # a shell's job in the background ignores Ctrl-C, and so would what it starts
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )  # fmt: skip
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    while run.poll() is None and len(children.read_text().split()) < 2:
        time.sleep(0.02)
    workers = children.read_text().split()
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=60)

    assert (130, b"") == (run.returncode, out)
    assert b"Traceback" not in err
    assert not [w for w in workers if Path(f"/proc/{w}").exists()]
