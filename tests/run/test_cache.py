"""The cache changes nothing but the time that a run takes; whatever happens to it costs no run."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from calling import call, start
from click.testing import CliRunner

from factcheck.cli import main
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.lexicon import EntityLexicon, LexiconEntry
from factcheck.pipeline import with_lexicon
from factcheck.run import cache as caching
from factcheck.run import gathering
from factcheck.run.cache import NAME, Cache, CacheChoice, choose_cache, default_folder, keys_of_run
from factcheck.run.gathering import ALONE, Effort, Gathered, gather
from factcheck.run.packing import pack, unpack
from factcheck.run.sources import Source
from factcheck.run.taking import Taken, take

A = Source("a.md", Path("a.md"))
posix = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="owners and modes of POSIX")


@pytest.fixture
def farm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "farm"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for number in range(6):
        text = f"# Barn {number}\n\nBarn {number} was built in 19{number + 10} and holds {number + 3} cows.\n"
        Path(f"barn-{number}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the documents that were extracted and not recalled."""
    paths: list[str] = []

    def told(source: caching.Any, extractors: caching.Any = ()) -> Taken:
        paths.append(source.path)
        return take(source, extractors)

    monkeypatch.setattr(gathering, "take", told)
    return paths


def using(folder: Path, *, named: bool = False) -> Effort:
    return Effort(jobs=1, cache=CacheChoice(folder=folder, named=named))


def same(first: Gathered, second: Gathered) -> bool:
    parts = ("document", "sentences", "times", "quantities", "names", "referents", "drafts", "problems", "title")
    assert first.documents == second.documents
    assert first.problems == second.problems
    for path, extraction in first.extracted.items():
        assert dict(extraction.tokens) == dict(second.extracted[path].tokens)
        assert [getattr(extraction, p) for p in parts] == [getattr(second.extracted[path], p) for p in parts]
    return True


# --- what it gives --------------------------------------------------------------------------------------------------


def test_what_is_recalled_is_what_was_found(farm: Path, kept: Path, anew: list[str]) -> None:
    cold, warm = gather(["."], effort=using(kept)), gather(["."], effort=using(kept))

    assert 6 == len(anew)
    assert same(gather(["."]), cold)
    assert same(cold, warm)
    assert () == cold.notes == warm.notes


def test_only_what_changed_is_extracted_anew(farm: Path, kept: Path, anew: list[str]) -> None:
    gather(["."], effort=using(kept))
    anew.clear()
    (farm / "barn-2.md").write_text("# Barn 2\n\nBarn 2 was built in 1999.\n", encoding="utf-8")
    (farm / "barn-3.md").rename(farm / "hut.txt")

    found = gather(["."], effort=using(kept))

    assert ["barn-2.md", "hut.txt"] == anew
    assert same(gather(["."]), found)


def test_equal_bytes_cold_warm_and_without(root: Path, kept: Path) -> None:
    paths = ["examples/marathon/docs", "tests/corpora/city-planning/docs", "tests/corpora/product-docs/docs"]
    reports = []
    for run, options in (
        (call, ["--no-cache"]),
        (start, ["--cache-dir", str(kept)]),
        (call, ["--cache-dir", str(kept)]),
        (start, ["--cache-dir", str(kept), "-j2"]),
    ):
        done = run("check", *paths, "--format", "json", *options, cwd=root)
        reports.append(done.stdout)
        assert 1 == done.returncode

    assert len(reports[0]) > 1000
    assert {reports[0]} == set(reports)
    assert (kept / NAME).stat().st_size > 10_000


def test_processes_fill_it(farm: Path, kept: Path, anew: list[str]) -> None:
    cold = gather(["."], effort=Effort(jobs=2, cache=CacheChoice(folder=kept)))
    warm = gather(["."], effort=using(kept))

    assert [] == anew
    assert same(cold, warm)


def test_another_lexicon_is_another_key(farm: Path, kept: Path, anew: list[str]) -> None:
    for name in ("cows", "cows", "barns"):
        lexicon = EntityLexicon(entries=(LexiconEntry(name=name),))
        gather(["."], with_lexicon((), lexicon), using(kept))

    assert 12 == len(anew)


class Plain:
    name = "plain"

    def mentions(self, found: Extraction) -> Extraction:
        return found

    def claims(self, found: Extraction) -> Iterable[DraftClaim]:
        return ()


class Telling(Plain):
    cache_key = "1"


def test_extractors_that_do_not_tell_what_they_depend_on(farm: Path, kept: Path, anew: list[str]) -> None:
    silent = [gather(["."], [Plain()], using(kept, named=named)).notes for named in (False, True)]

    assert ([], 1) == ([*silent[0]], len(silent[1]))
    assert not kept.exists()
    anew.clear()
    for _ in range(2):
        assert () == gather(["."], [Telling()], using(kept, named=True)).notes
    assert 6 == len(anew)
    assert keys_of_run([Telling()])(A, b"1") != keys_of_run([])(A, b"1")  # type: ignore[misc]


def test_other_code_is_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = keys_of_run([])
    monkeypatch.setattr("factcheck.__version__", "0.0.0")
    after = keys_of_run([])

    assert before is not None
    assert after is not None
    assert before(A, b"digest") != after(A, b"digest")
    assert after(A, b"digest") != after(replace(A, path="b.md"), b"digest")


# --- what can go wrong ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", ["no database", "cut off", "other tables", "zeros within"])
def test_a_damaged_cache_is_dropped(farm: Path, kept: Path, anew: list[str], damage: str) -> None:
    whole = gather(["."], effort=using(kept))
    file = kept / NAME
    if damage == "no database":
        file.write_bytes(b"nothing of the kind " * 1000)
    elif damage == "cut off":
        os.truncate(file, 4096 + 100)
    elif damage == "other tables":
        file.unlink()
        with sqlite3.connect(file) as database:
            database.execute("CREATE TABLE entry (name TEXT)")
        database.close()
    else:
        data = bytearray(file.read_bytes())
        data[4096:] = bytes(len(data) - 4096)
        file.write_bytes(bytes(data))
    anew.clear()

    found = gather(["."], effort=using(kept))
    again = gather(["."], effort=using(kept))

    assert same(whole, found)
    assert same(whole, again)
    assert any("damaged" in note.message for note in found.notes)
    assert () == again.notes or () == gather(["."], effort=using(kept)).notes


@pytest.mark.parametrize(
    "packed",
    [b"", b"rubbish", zlib.compress(pickle.dumps(("no", "document"))), zlib.compress(pickle.dumps(os.system))[:-3]],
)
def test_a_damaged_document_is_read_anew(farm: Path, kept: Path, anew: list[str], packed: bytes) -> None:
    whole = gather(["."], effort=using(kept))
    with sqlite3.connect(kept / NAME) as database:
        database.execute("UPDATE body SET packed = ?", (packed,))
    database.close()
    anew.clear()

    found = gather(["."], effort=using(kept))

    assert 6 == len(anew)
    assert same(whole, found)
    assert 1 == len(found.notes)
    assert () == gather(["."], effort=using(kept)).notes
    assert 6 == len(anew)


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return os.mkdir, ("was-here",)


@pytest.mark.parametrize(
    "data",
    [
        pickle.dumps(Evil()),
        b"cbuiltins\neval\n(S'1'\ntR.",
        b"cfactcheck.run.packing\nzlib.compress\n(S'1'\ntR.",
        b"cfactcheck.run.packing\nio\n.",
        b"cfactcheck.run.packing\n_build_Document.__globals__\n.",
    ],
)
def test_what_is_loaded_runs_no_code(farm: Path, data: bytes) -> None:
    with pytest.raises(ValueError, match="is no record"):
        unpack(zlib.compress(data))

    assert not Path("was-here").exists()


def test_what_unpacks_to_too_much(farm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = pack(gather(["barn-1.md"]).extracted["barn-1.md"])
    monkeypatch.setattr("factcheck.run.packing.MOST", 100)

    with pytest.raises(ValueError, match="too large"):
        unpack(packed)


def test_a_folder_that_cannot_be_made(farm: Path, anew: list[str]) -> None:
    (farm / "file").write_text("", encoding="utf-8")
    found = gather(["."], effort=using(farm / "file" / "cache"))

    assert 6 == len(found.documents)
    assert "cannot be used" in found.notes[0].message
    assert "--no-cache" in found.notes[0].remedy


@posix
def test_a_folder_that_others_can_write_to(farm: Path, kept: Path) -> None:
    kept.mkdir()
    kept.chmod(0o777)

    assert "written to by others" in gather(["."], effort=using(kept)).notes[0].message
    assert [] == list(kept.iterdir())


@posix
def test_the_folder_is_for_its_owner(farm: Path, kept: Path) -> None:
    gather(["."], effort=using(kept))

    assert 0o700 == kept.stat().st_mode & 0o777
    assert "*\n" == (kept / ".gitignore").read_text(encoding="ascii")


@pytest.mark.parametrize(("pragma", "why"), [("max_page_count = 9", "full"), ("query_only = 1", "readonly")])
def test_a_disk_that_takes_nothing_more(
    farm: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, pragma: str, why: str
) -> None:
    class Limited(Cache):
        def _open(self) -> None:
            super()._open()
            assert self._database is not None
            self._database.execute(f"PRAGMA {pragma}")

    monkeypatch.setattr(caching, "Cache", Limited)
    for number in range(9):
        Path(f"long-{number}.md").write_text(f"The {number} sheds were built in 1950.\n\n" * 200, encoding="utf-8")
    plain = gather(["."])

    found = gather(["."], effort=using(kept))

    assert same(plain, found)
    assert [True] == ["takes nothing more" in n.message and why in n.message for n in found.notes]


def test_another_run_is_writing(farm: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "_PATIENCE", 0.05)
    whole = gather(["."], effort=using(kept))
    other = sqlite3.connect(kept / NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    (farm / "barn-7.md").write_text("# Barn 7\n\nBarn 7 was built in 1999.\n", encoding="utf-8")

    found = gather(["."], effort=using(kept))
    other.execute("COMMIT")
    other.close()

    assert 7 == len(found.documents)
    assert () == found.notes == whole.notes


def _fill(folder: Path, number: int) -> None:
    cache = Cache(folder)
    for k in range(200):
        cache.put(b"%d-%d" % (k, number % 2), b"x" * 500)
        cache.get(b"%d-%d" % (k, 1 - number % 2))
    cache.close()
    assert [] == cache.notes


def test_runs_at_the_same_time(kept: Path) -> None:
    context = multiprocessing.get_context("spawn")
    runs = [context.Process(target=_fill, args=(kept, number)) for number in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()

    assert [0] * 4 == [run.exitcode for run in runs]
    cache = Cache(kept)
    assert 400 == cache.contents().documents


def test_killed_while_writing(kept: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from factcheck.run.cache import Cache\n"
        "cache = Cache(Path(sys.argv[1]))\n"
        "for k in range(30): cache.put(b'%d' % k, os.urandom(600_000))\n"
        "cache._database.execute('DELETE FROM entry')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(kept)],
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    cache = Cache(kept)

    assert [] == cache.notes
    assert 20 < cache.contents().documents <= 30
    assert cache.get(b"1") is not None


# --- room -------------------------------------------------------------------------------------------------------------


def _run(folder: Path, wanted: Iterable[int], limit: int = 1_000_000) -> list[int]:
    """The numbers that had to be put; the rest was there."""
    cache = Cache(folder, limit=limit)
    put = []
    for number in wanted:
        if cache.get(b"%d" % number) is None:
            cache.put(b"%d" % number, os.urandom(10_000))
            put.append(number)
    cache.close()
    assert [] == cache.notes
    return put


def test_what_was_longest_unused_goes(kept: Path) -> None:
    _run(kept, range(40))
    _run(kept, range(40, 80))
    assert [] == _run(kept, range(20))
    _run(kept, range(100, 140))
    assert [] == _run(kept, range(100, 140))
    assert [] == _run(kept, range(20))
    assert len(_run(kept, range(20, 60))) >= 15
    cache = Cache(kept, limit=1_000_000)
    assert cache.contents().bytes < 1_500_000


def test_a_run_that_is_larger_than_the_cache_keeps_what_fits(kept: Path) -> None:
    _run(kept, range(300))
    first = _run(kept, range(300))

    assert 200 < len(first) < 240
    assert first == _run(kept, range(300))


# --- the command line -------------------------------------------------------------------------------------------------


def test_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tmp_path / "x" == default_folder({"FACTCHECK_CACHE_DIR": str(tmp_path / "x"), "XDG_CACHE_HOME": "/y"})
    if sys.platform not in ("win32", "darwin"):
        assert Path("/y/factcheck/documents") == default_folder({"XDG_CACHE_HOME": "/y"})
        assert Path.home() / ".cache/factcheck/documents" == default_folder({"XDG_CACHE_HOME": "relative"})
    assert None is choose_cache(None) is choose_cache("x", none=True)
    assert CacheChoice(folder=Path("x"), named=True) == choose_cache("x")
    monkeypatch.delenv("FACTCHECK_NO_CACHE")
    monkeypatch.setenv("FACTCHECK_CACHE_DIR", "y")
    assert CacheChoice(folder=Path("y")) == choose_cache(None)


def test_info_and_clear(farm: Path, kept: Path) -> None:
    def call(*arguments: str) -> str:
        result = CliRunner().invoke(main, [*arguments, "--cache-dir", str(kept)])
        assert result.exit_code < 2, result.output
        return result.output

    assert f"{(kept / NAME).as_posix()}\n" == call("cache", "path")
    call("check", ".", "--no-config")
    assert ": 6 documents, " in call("cache", "info")
    assert "6 documents forgotten\n" == call("cache", "clear")
    assert ": 0 documents, " in call("cache", "info")
    call("claims", ".", "--no-config")
    assert ": 6 documents, " in call("cache", "info")


def test_alone_uses_none(farm: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_CACHE_DIR", str(kept))
    gather(["."], effort=ALONE)

    assert not kept.exists()
