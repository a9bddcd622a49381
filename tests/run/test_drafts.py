"""`check --stdin` and `check --against`: an unsaved text, and drafts, against documents that are taken as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factcheck.cli import main

OLD = "The quartz mine at Hollen was closed on 4 April 1961.\n"
OTHER = "The quartz mine at Hollen was closed on 4 April 1962.\n"
THIRD = "The quartz mine at Hollen was closed on 4 April 1963.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("docs", "drafts"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=text, prog_name="factcheck")


def places(done: Result) -> list[list[str]]:
    assert done.exit_code in (0, 1), done.output
    return [[s["places"][0]["path"] for s in f["sides"]] for f in json.loads(done.stdout)["findings"]]


def unsaved(path: str, text: str | bytes, *paths: str) -> Result:
    return run("check", *(paths or ("docs",)), "--stdin", "--stdin-path", path, "-f", "json", text=text)


def test_unsaved_text_takes_the_place_of_its_file(folder: Path) -> None:
    (folder / "docs/a.md").write_text(OLD)
    (folder / "docs/z.md").write_text(OLD)

    assert [] == places(unsaved("docs/z.md", OLD))
    assert [["docs/z.md", "docs/a.md"]] == places(unsaved("docs/z.md", OTHER))
    assert [] == places(run("check", "docs", "-f", "json"))


@pytest.mark.parametrize("path", ["docs/z.md", "./docs/../docs/z.md", "{here}/docs/z.md"])
def test_however_its_file_is_named(folder: Path, path: str) -> None:
    (folder / "docs/a.md").write_text(OLD)
    (folder / "docs/z.md").write_text(OLD)

    assert [["docs/z.md", "docs/a.md"]] == places(unsaved(path.format(here=folder), OTHER))


def test_unsaved_text_may_be_a_document_more(folder: Path) -> None:
    (folder / "docs/a.md").write_text(OLD)

    assert [["docs/new.md", "docs/a.md"]] == places(unsaved("docs/new.md", OTHER))
    assert [["elsewhere/new.md", "docs/a.md"]] == places(unsaved("elsewhere/new.md", OTHER))


def test_findings_that_do_not_touch_it_are_not_told(folder: Path) -> None:
    (folder / "docs/a.md").write_text(OLD)
    (folder / "docs/b.md").write_text(OTHER)

    assert [] == places(unsaved("docs/c.md", "Words.\n"))
    assert ["docs/c.md"] == [sides[0] for sides in places(unsaved("docs/c.md", THIRD))]


def test_the_first_document_of_a_folder(folder: Path) -> None:
    assert [] == places(unsaved("docs/first.md", OLD))
    assert [["docs/first.md"]] == places(unsaved("docs/first.md", "We met on Monday, 4 June 2024.\n", "docs/first.md"))


@pytest.mark.parametrize("text", ["", "﻿" + OTHER, OTHER.replace("\n", "\r\n"), OTHER.encode("utf-16")])
def test_texts_of_any_encoding(folder: Path, text: str | bytes) -> None:
    (folder / "docs/a.md").write_text(OLD)

    assert ([["docs/b.md", "docs/a.md"]] if text else []) == places(unsaved("docs/b.md", text))


def test_bytes_that_are_no_text_are_told(folder: Path) -> None:
    (folder / "docs/a.md").write_text(OLD)

    done = unsaved("docs/b.md", b"%PDF-1.7 ...")

    assert (2, True) == (done.exit_code, "docs/b.md:1: cannot be read: it is a PDF document" in done.stderr)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--stdin"], "--stdin-path FILE is missing"),
        (["--stdin-path", "docs/a.md"], "--stdin is missing"),
        (["--stdin", "--stdin-path", "docs/a.md", "--since", "main"], "exclude each other"),
        (["--against", "nowhere"], "nowhere: does not exist"),
    ],
)
def test_wrong_use(folder: Path, options: list[str], told: str) -> None:
    (folder / "docs/a.md").write_text(OLD)

    done = run("check", "docs", *options, text="")

    assert (2, True) == (done.exit_code, told in done.stderr), done.output


def test_drafts_against_a_reference(folder: Path) -> None:
    (folder / "docs/a.md").write_text(OLD)
    (folder / "docs/b.md").write_text(OTHER)
    (folder / "drafts/x.md").write_text("Words.\n")

    assert [] == places(run("check", "drafts", "--against", "docs", "-f", "json"))
    (folder / "drafts/x.md").write_text("The salt mine at Korv was closed on 4 April 1962.\n")
    (folder / "docs/c.md").write_text("The salt mine at Korv was closed on 4 April 1961.\n")
    assert [["drafts/x.md", "docs/c.md"]] == places(run("check", "drafts", "--against", "docs", "-f", "json"))


def test_drafts_contradict_each_other_too(folder: Path) -> None:
    (folder / "drafts/x.md").write_text(OLD)
    (folder / "drafts/y.md").write_text(OTHER)
    (folder / "docs/a.md").write_text("Words.\n")

    assert [["drafts/x.md", "drafts/y.md"]] == places(run("check", "drafts", "--against", "docs", "-f", "json"))


def test_a_draft_inside_the_reference_is_a_draft(folder: Path) -> None:
    (folder / "docs/a.md").write_text(OLD)
    (folder / "docs/z.md").write_text(OTHER)

    assert [["docs/z.md", "docs/a.md"]] == places(run("check", "docs/z.md", "--against", "docs", "-f", "json"))


def test_several_references(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more/m.md").write_text(OLD)
    (folder / "docs/a.md").write_text("Words.\n")
    (folder / "drafts/x.md").write_text(OTHER)

    found = run("check", "drafts", "--against", "docs", "--against", "more", "-f", "json")

    assert [["drafts/x.md", "more/m.md"]] == places(found)
