"""Every command and the Python door gather in one way: with and without a cache, in one process or two, the same comes out."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from factcheck import check, claims, draw, sites
from factcheck.cli import main
from factcheck.errors import Problem
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.run import gathering
from factcheck.run.cache import NAME, CacheChoice
from factcheck.run.configuration import configure
from factcheck.run.differing import Asked, run_diff
from factcheck.run.gathering import ALONE, Effort, gather
from factcheck.run.taking import Taken, take

SETTINGS = """
sources = [{match = "de/", language = "de", group = "abroad"}, {match = "us/", group = "us"}]
overrides = [{group = "us", day_first = false}]
facts = ["facts.yaml"]
exclude = ["old/"]
"""
FILES = {
    "factcheck.toml": SETTINGS,
    "facts.yaml": "Orvik dam finished: 1954-06-02\n",
    "dam.md": "# The Orvik dam\n\nThe Orvik dam was finished on 2 June 1954, and holds 3,400 cubic metres of water.\n",
    "press.md": "# News\n\nThe Orvik dam was finished on 12 June 1955. It holds 3,900 cubic metres of water.\n",
    "de/damm.md": "# Der Damm\n\nDer Orvik dam wurde am 2. Juni 1954 fertig.\n",
    "us/visit.md": "# Visits\n\nThe Orvik lake trail was opened on 03/04/2021.\n",
    "us/trail.md": "# Trail\n\nThe Orvik lake trail was opened on 4 March 2021.\n",
    "bakery.txt": "The Lund bakery was opened on Friday, 4 June 1972.\n",
    "old/dam.md": "The Orvik dam was finished on 2 June 1970.\n",
}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def valley(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "valley"
    (folder / ".git").mkdir(parents=True)
    write(folder, FILES)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the documents that were extracted and not recalled, in this process."""
    paths: list[str] = []

    def told(source: gathering.Source, extractors: Any = ()) -> Taken:
        paths.append(source.path)
        return take(source, extractors)

    monkeypatch.setattr(gathering, "take", told)
    return paths


def run(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="factcheck", input=input)


def efforts(kept: Path) -> list[list[str]]:
    """Options, the first of which is the plain way."""
    cached = ["--cache-dir", str(kept)]
    return [["--no-cache", "-j1"], ["--no-cache", "-j2"], [*cached, "-j2"], [*cached, "-j1"], [*cached, "-j2"]]


def fingerprint() -> str:
    return str(check(".").findings[0].fingerprint)


COMMANDS = {
    "check": ["check", ".", "--format", "json"],
    "check, some rules": ["check", "dam.md", "press.md", "--select", "event-date", "--format", "markdown"],
    "check, day first": ["check", ".", "--day-first", "--format", "json"],
    "check, drafts": ["check", "press.md", "--against", ".", "--format", "json"],
    "check, unsaved": ["check", ".", "--stdin", "--stdin-path", "press.md", "--format", "json"],
    "claims": ["claims", ".", "--format", "jsonl"],
    "graph": ["graph", ".", "--format", "json"],
    "timeline": ["timeline", ".", "--format", "json"],
    "diff": ["diff", ".", "other", "--format", "json"],
    "diff, same": ["diff", ".", ".", "--format", "json"],
    "facts": ["facts", "check", "."],
    "explain": ["explain", "FINGERPRINT", "."],
    "explain, why not": ["explain", "--why-not", "dam.md:3", "press.md:3"],
    "triage": ["triage", "."],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_gives_the_same(valley: Path, kept: Path, command: list[str]) -> None:
    command = [fingerprint() if part == "FINGERPRINT" else part for part in command]
    write(valley.parent / "other", {**FILES, "dam.md": FILES["dam.md"].replace("1954", "1956")})
    command = [str(valley.parent / "other") if part == "other" else part for part in command]
    given = "The Orvik dam was finished on 9 June 1957.\n" if "--stdin" in command else "nnnnnnn"
    if "--select" in command:
        command[command.index("--select")] = "--rule"

    runs = [run(*command, *options, input=given) for options in efforts(kept)]

    assert runs[0].exit_code in (0, 1), runs[0].output
    assert len(runs[0].stdout) > 20
    assert {(runs[0].exit_code, runs[0].stdout, runs[0].stderr)} == {(r.exit_code, r.stdout, r.stderr) for r in runs}
    assert (kept / NAME).is_file()


def test_the_baseline_is_the_same(valley: Path, kept: Path) -> None:
    written = []
    for options in efforts(kept):
        assert 0 == run("baseline", ".", *options).exit_code
        file = valley / "factcheck-baseline.yaml"
        written.append(file.read_bytes())
        file.unlink()

    assert b"Orvik" in written[0]
    assert {written[0]} == set(written)


def test_the_python_door(valley: Path, kept: Path) -> None:
    names = [name for name in FILES if name.endswith((".md", ".txt"))]
    settings = configure(paths=["."]).settings
    for documents in (
        ".",
        {name: FILES[name] for name in names},
        {name: FILES[name].encode("utf-16") for name in names},
        {"a\udcff.md": FILES["dam.md"], "b.md": "Lone \ud800 sign. " + FILES["press.md"]},
    ):
        reports, stated = [], []
        for jobs, cache in ((1, None), (2, None), (2, kept), (1, str(kept)), (2, kept)):
            reports.append(check(documents, settings=settings, jobs=jobs, cache=cache))
            stated.append(claims(documents, settings=settings, jobs=jobs, cache=cache))
        assert reports[0].claims
        assert all(report == reports[0] for report in reports)
        assert all(each == stated[0] for each in stated)
        assert 1 == len({draw(report, "sarif") for report in reports})
    assert (kept / NAME).is_file()


def test_text_and_bytes_of_one_path_are_two_entries(valley: Path, kept: Path) -> None:
    plain = [check({"a.md": text}).documents for text in (FILES["dam.md"], FILES["dam.md"].encode())]
    for _ in range(2):
        assert plain == [
            check({"a.md": text}, cache=kept).documents for text in (FILES["dam.md"], FILES["dam.md"].encode())
        ]


@pytest.mark.parametrize("kind", [str, bytes])
def test_texts_larger_than_any_pipe(valley: Path, kind: type) -> None:
    many = {}
    for number in range(12):
        text = f"On {number + 1} May 1998 the ferry {number} sailed with {number * 7 + 90} passengers. " * 4
        text += "The water lay grey and still along the quay, and nobody spoke of it. " * (0, 1200)[number % 2]
        many[f"{number:02}.txt"] = text if kind is str else text.encode()

    alone, two = (gather([], effort=effort, texts=many) for effort in (ALONE, Effort(jobs=2)))

    assert 12 == len(alone.documents)
    assert alone.documents == two.documents
    assert [e.drafts for e in alone.extracted.values()] == [e.drafts for e in two.extracted.values()]


# --- what the settings say of a document ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "again"),
    [
        ('sources = [{match = "de/", language = "de"}]', 'sources = [{match = "de/", language = "fr"}]', ["de/a.md"]),
        ('sources = [{match = "de/", language = "de"}]', "", ["de/a.md"]),
        (
            'overrides = [{match = "us/", day_first = false}]',
            'overrides = [{match = "us/", day_first = true}]',
            ["us/b.md"],
        ),
        (
            'sources = [{match = "us/", group = "x"}]\noverrides = [{group = "x", document_dates = ["file-name"]}]',
            'sources = [{match = "us/", group = "x"}]\noverrides = [{group = "x", document_dates = ["path"]}]',
            ["us/b.md"],
        ),
        ('sources = [{match = "us/", authority = 1}]', 'sources = [{match = "us/", authority = 2}]', []),
        ("", 'rules.event-date = "note"', []),
        ("", "day_first = true", []),
    ],
)
def test_what_is_declared_is_part_of_the_key(
    valley: Path, kept: Path, anew: list[str], before: str, after: str, again: list[str]
) -> None:
    write(valley / "docs", {"de/a.md": "Am 3. Mai 2020.\n", "us/b.md": "On 03/04/2020.\n", "c.md": "On 3 May 2020.\n"})
    effort = Effort(jobs=1, cache=CacheChoice(folder=kept))

    def found(settings: str) -> gathering.Gathered:
        (valley / "docs" / "factcheck.toml").write_text(settings, encoding="utf-8")
        return gather(["docs"], effort=effort, configuration=configure(paths=["docs"]))

    found(before)
    assert 3 == len(anew)
    anew.clear()
    cached = found(after)

    assert [f"docs/{name}" for name in again] == anew
    plain = gather(["docs"], configuration=configure(paths=["docs"]))
    assert plain.documents == cached.documents
    assert plain.problems == cached.problems
    assert [e.times for e in plain.extracted.values()] == [e.times for e in cached.extracted.values()]


def test_settings_hold_in_other_processes(valley: Path) -> None:
    found = gather(["."], effort=Effort(jobs=2), configuration=configure(paths=["."]))
    documents = {document.path: document for document in found.documents}

    assert "old/dam.md" not in documents
    assert "facts.yaml" not in documents
    assert ("de", False) == (documents["de/damm.md"].language, documents["us/visit.md"].day_first)


# --- unsaved text -----------------------------------------------------------------------------------------------------


def test_unsaved_text_never_stands_for_the_file(valley: Path, kept: Path) -> None:
    def stated(*arguments: str, given: str | None = None) -> str:
        return run("check", ".", *arguments, "--format", "json", "--cache-dir", str(kept), input=given).stdout

    saved = stated()
    unsaved = stated("--stdin", "--stdin-path", "press.md", given="The Orvik dam was finished on 9 June 1957.\n")

    assert "1957" in unsaved
    assert "12 June 1955" not in unsaved
    assert saved == stated()
    assert "1957" not in saved


# --- two revisions ----------------------------------------------------------------------------------------------------


class Counting:
    """An extractor that tells how many documents it saw."""

    name = "counting"
    cache_key = "1"

    def __init__(self) -> None:
        self.seen = 0

    def mentions(self, found: Extraction) -> Extraction:
        self.seen += 1
        return found

    def claims(self, found: Extraction) -> Iterable[DraftClaim]:
        return ()


class Reporting(Counting):
    def report(self) -> Iterable[Problem]:
        told = Problem(message=f"{self.seen} documents seen")
        self.seen = 0
        return (told,)


class Silent(Counting):
    cache_key = ""


@pytest.fixture
def two_folders(valley: Path) -> Asked:
    changed = {**FILES, "dam.md": FILES["dam.md"].replace("1954", "1956"), "us/new.md": FILES["bakery.txt"]}
    write(valley.parent / "before", FILES)
    write(valley.parent / "after", changed)
    return Asked(base="../before", head="../after")


@pytest.mark.parametrize("cached", [False, True])
def test_what_is_the_same_in_both_revisions_is_extracted_once(
    two_folders: Asked, kept: Path, anew: list[str], cached: bool
) -> None:
    effort = Effort(jobs=1, cache=CacheChoice(folder=kept) if cached else None)
    found = run_diff(two_folders, effort=effort)
    documents = found.diff.base.documents

    assert documents + 2 == found.diff.head.documents + 1 == len(anew)
    assert ["dam.md", "us/new.md"] == anew[documents:]
    assert len(found.diff.facts) >= 2
    assert () == found.notes


def test_extractors_that_must_see_every_document_see_it(two_folders: Asked) -> None:
    counting, reporting, silent = Counting(), Reporting(), Silent()
    for extractor in (counting, silent):
        diff = run_diff(two_folders, extractors=[extractor]).diff
    reported = run_diff(two_folders, extractors=[reporting]).diff

    assert counting.seen == diff.base.documents + 2
    assert silent.seen == diff.base.documents + diff.head.documents
    assert [f"{diff.base.documents} documents seen", f"{diff.head.documents} documents seen"] == [
        p.message for p in reported.problems if "seen" in p.message
    ]


def test_settings_that_tell_two_paths_apart(valley: Path, anew: list[str]) -> None:
    """The same bytes under another path are another document: its format and its settings may be others."""
    write(valley.parent / "before", {"us/a.md": "The trail was opened on 03/04/2021.\n"})
    write(valley.parent / "after", {"uk/a.md": "The trail was opened on 03/04/2021.\n"})
    run_diff(Asked(base="../before", head="../after"))

    assert ["us/a.md", "uk/a.md"] == anew


def test_commits_fill_the_cache_of_the_working_tree(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, anew: list[str]
) -> None:
    folder = tmp_path / "repository"
    write(folder, {name: FILES[name] for name in ("dam.md", "press.md", "bakery.txt")})
    monkeypatch.chdir(folder)
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "1"]):
        subprocess.run(["git", *command], check=True, capture_output=True)
    (folder / "dam.md").write_text(FILES["dam.md"].replace("1954", "1956"), encoding="utf-8")

    first = run("diff", "HEAD", "-f", "json", "--cache-dir", str(kept), "-j1")
    assert ["bakery.txt", "dam.md", "press.md", "dam.md"] == anew
    anew.clear()
    second = run("diff", "HEAD", "-f", "json", "--cache-dir", str(kept), "-j1")

    assert [] == anew
    assert run("diff", "HEAD", "-f", "json", "--no-cache", "-j2").stdout == first.stdout == second.stdout
    anew.clear()
    run("check", ".", "--cache-dir", str(kept), "-j1")
    assert [] == anew


# --- sites, and where the cache lies ----------------------------------------------------------------------------------


def test_a_site_that_is_built_again(valley: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, anew: list[str]) -> None:
    pages = {name: text.encode() for name, text in FILES.items() if name.endswith((".md", ".txt"))}

    def built() -> sites.SiteCheck:
        return sites.check_site(pages, valley, settings=None, fail_on="warning")

    plain = built()
    assert not kept.exists()
    monkeypatch.delenv("FACTCHECK_NO_CACHE")
    monkeypatch.setenv("FACTCHECK_CACHE_DIR", str(kept))
    assert plain == built()
    anew.clear()

    assert plain == built()
    assert [] == anew
    assert plain.notices
    pages["press.md"] = pages["press.md"].replace(b"1955", b"1958")
    assert "1958" in str(built())
    assert ["press.md"] == anew


def test_tests_never_use_the_cache_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from factcheck.run.cache import choose_cache, chosen_folder

    assert choose_cache(None) is None
    assert Path.home() not in chosen_folder(None).parents
