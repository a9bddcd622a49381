"""A large run keeps its documents packed in a file: what comes out is what comes out of memory."""

from __future__ import annotations

import os
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from factcheck import resolve
from factcheck.align import align, meeting
from factcheck.judge.rulebook import load_rules
from factcheck.pipeline import case_of, check, claims_of
from factcheck.run import claim_shelf, gathering, shelf, spool
from factcheck.run.cache import CacheChoice
from factcheck.run.gathering import Effort, gather
from factcheck.run.shelf import Shelf
from factcheck.run.sources import Source
from factcheck.run.spreading import done_in_processes
from factcheck.run.taking import take

PAGES = {
    "kiln.md": "# The Vosk kiln\n\nThe Vosk kiln was built on 4 March 1874. Two years later, in 1876, it was fired.\n",
    "press.txt": "The Vosk kiln was built on 4 March 1879, and fires 1,200 tiles a day.\n",
    "table.md": "# Kilns\n\n| Kiln | Built | Tiles a day |\n|---|---|---|\n| Vosk kiln | 1874-03-04 | 1,400 |\n| Harn kiln | 1881 | 900 |\n",
    "visit.html": "<html><body><h1>Visits</h1><p>The guild meets on Tuesday, 4 March 2024.</p></body></html>",
    "log.md": "# Log of 3 May 2019\n\nOn 5 May 2019 the guild of Harn met. Edda Brandt led the guild until 2018.\n",
}


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("room", [0, 2000, 1 << 20])
@pytest.mark.parametrize("cached", [False, True])
def test_the_same_comes_out(pages: Path, monkeypatch: pytest.MonkeyPatch, *, cached: bool, room: int) -> None:
    rules, _ = load_rules()
    paths = sorted(PAGES)
    effort = Effort(jobs=1, cache=CacheChoice(folder=pages / "kept") if cached else None)
    found = gather(paths, effort=effort)
    assert found.times is None
    plain = check(found.documents, rules, extracted=found.extracted)
    monkeypatch.setattr(gathering, "LARGE", 0)
    monkeypatch.setattr(shelf, "_OPEN", 1)
    monkeypatch.setattr(claim_shelf, "_OPEN", 1)
    monkeypatch.setattr(shelf, "_STAY", room)
    for _ in range(1 + cached):
        kept = gather(paths, effort=effort)
        assert kept.times is not None
        report = check(kept.documents, rules, extracted=kept.extracted, times=kept.times, keeping=kept.keeping)
        assert report.findings == plain.findings
        assert report.findings
        assert report.claims == plain.claims
        assert [d.text for d in report.documents] == [d.text for d in plain.documents]
        assert [d.title for d in report.documents] == [d.title for d in plain.documents]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="stages are spread by fork")
def test_processes_read_one_file(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules, _ = load_rules()
    found = gather(sorted(PAGES))
    plain = check(found.documents, rules, extracted=found.extracted)
    for module, name, value in (
        (gathering, "LARGE", 0),
        (shelf, "_OPEN", 1),
        (claim_shelf, "_OPEN", 1),
        (shelf, "_STAY", 0),
    ):
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(resolve, "_PART", 1)
    monkeypatch.setattr(meeting, "_PART", 2)
    spread = partial(done_in_processes, jobs=2)
    kept = gather(sorted(PAGES))
    report = check(
        kept.documents, rules, extracted=kept.extracted, times=kept.times, keeping=kept.keeping, spread=spread
    )
    assert report.findings == plain.findings
    assert report.claims == plain.claims


def test_a_case_sees_completed_times_and_quantities(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = sorted(PAGES)
    found = gather(paths)
    known = claims_of(found.documents, extracted=found.extracted)
    plain = case_of(found.documents, known, align(known.claims))
    monkeypatch.setattr(gathering, "LARGE", 0)
    monkeypatch.setattr(shelf, "_OPEN", 2)
    monkeypatch.setattr(shelf, "_STAY", 0)
    kept = gather(paths)
    resolution = claims_of(kept.documents, extracted=kept.extracted, times=kept.times, keeping=kept.keeping)
    case = case_of(kept.documents, resolution, align(resolution.claims))
    assert {path: dict(times) for path, times in case.times.items()} == dict(plain.times)
    assert {path: dict(held) for path, held in case.quantities.items()} == dict(plain.quantities)
    assert case.dated == plain.dated


def test_what_was_put_comes_back(pages: Path) -> None:
    one = take(Source("kiln.md", pages / "kiln.md")).extraction
    assert one is not None
    kept = Shelf().put(one)
    assert kept.document.path == "kiln.md"
    assert kept.document.blocks == one.document.blocks
    assert (kept.times, kept.drafts, kept.names) == (one.times, one.drafts, one.names)
    assert kept.title == one.title


def test_a_full_disk_costs_memory_and_no_finding(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules, _ = load_rules()
    paths = sorted(PAGES)
    found = gather(paths)
    plain = check(found.documents, rules, extracted=found.extracted)
    monkeypatch.setattr(gathering, "LARGE", 0)
    monkeypatch.setattr(shelf, "_STAY", 1000)
    monkeypatch.setattr(spool, "_read_at", None)
    for room in (0, 1500, 6000):
        monkeypatch.setattr(spool.tempfile, "TemporaryFile", lambda room=room, **_: _Small(room))
        kept = gather(paths)
        report = check(kept.documents, rules, extracted=kept.extracted, times=kept.times, keeping=kept.keeping)
        assert report.findings == plain.findings
    monkeypatch.setattr(spool.tempfile, "TemporaryFile", _none)
    kept = gather(paths)
    assert [note.message.split(":")[0] for note in kept.notes] == [
        "what is known of the documents is kept in memory, since the folder of temporary files takes no more"
    ]
    assert (
        check(kept.documents, rules, extracted=kept.extracted, times=kept.times, keeping=kept.keeping).findings
        == plain.findings
    )


class _Small(BytesIO):
    """A disk with so much room."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def write(self, data: Any) -> int:
        return super().write(data[: max(0, self._room - self.tell())])


def _none(**_: object) -> None:
    raise OSError("no usable temporary directory")
