"""`check --since`: what a change touches, by real git; the changed side first, wherever it is drawn."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from scratch import Scratch

from factcheck.cli import main

CASES = yaml.safe_load((Path(__file__).parent / "since.yaml").read_text(encoding="utf-8"))


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin, prog_name="factcheck")


def places(done: Result) -> list[list[str]]:
    report = json.loads(done.stdout)
    return [
        [f["rule"], *(f"{s['places'][0]['path']}:{s['places'][0]['line']}" for s in f["sides"])]
        for f in report["findings"]
    ]


def files(given: dict[str, Any]) -> dict[str, str | bytes | None]:
    return {
        path: content["utf-16"].encode("utf-16") if isinstance(content, dict) else content
        for path, content in given.items()
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cases(scratch: Scratch, case: dict[str, Any]) -> None:
    scratch.commit(files(case["base"]))
    scratch.git("switch", "--quiet", "-c", "change")
    for old, new in case.get("rename", {}).items():
        (scratch.folder / new).parent.mkdir(parents=True, exist_ok=True)
        scratch.git("mv", old, new)
    scratch.commit(files(case.get("commit", {})))
    scratch.write(files(case.get("work", {})))

    done = run("check", "docs", "--since", "main", "-f", "json")

    assert case["expected"] == places(done), done.output
    assert done.exit_code == bool(case["expected"]), done.output
    assert done.stdout == run("check", "docs", "--since", "main", "-f", "json").stdout


FERRY = {
    "docs/a.md": "The ferry Aurelia was launched on 4 June 1987.\n",
    "docs/z.md": "The ferry Aurelia was launched on 4 June 1987.\n",
}
CHANGED: dict[str, str | bytes | None] = {"docs/z.md": "The ferry Aurelia was launched on 4 June 1988.\n"}


@pytest.fixture
def ferry(scratch: Scratch) -> Scratch:
    scratch.commit({**FERRY})
    scratch.git("switch", "--quiet", "-c", "change")
    scratch.commit(CHANGED)
    return scratch


def test_every_output_has_the_changed_side_first(ferry: Scratch) -> None:
    def drawn(name: str) -> str:
        return run("check", "docs", "--since", "main", "-f", name).stdout

    terminal = drawn("terminal")
    assert terminal.index("docs/z.md:1:1 (changed)") < terminal.index("docs/a.md:1:1\n")
    assert "Only what touches lines changed since main is told." in terminal
    sarif = json.loads(drawn("sarif"))["runs"][0]["results"][0]
    assert "docs/z.md" == sarif["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert drawn("github").startswith("::warning file=docs/z.md,line=1,")
    assert drawn("concise").startswith("docs/z.md:1:1: ")
    assert ["docs/z.md"] == [issue["location"]["path"] for issue in json.loads(drawn("gitlab"))]
    assert "docs/z.md" == json.loads(drawn("rdjson"))["diagnostics"][0]["location"]["path"]
    assert '<file name="docs/z.md">' in drawn("checkstyle")
    assert "(lines changed since main)" in drawn("markdown").splitlines()[2]


def test_an_alert_stands_on_a_changed_line(scratch: Scratch) -> None:
    """Where the evidence runs over lines, code hosts show what lies on lines of the change and nothing else."""
    scratch.commit({"docs/a.md": "It says\nthat the ferry Aurelia\nwas launched on\n4 June 1987.\n"})
    scratch.write({"docs/a.md": "It says\nthat the yacht Belinda\nwas launched on\n4 June 1987.\n"})
    scratch.write({"docs/z.md": "The yacht Belinda was launched on 4 June 1988.\n"})
    scratch.git("add", "docs/z.md")
    scratch.git("commit", "--quiet", "-m", "the other side", "docs/z.md")

    done = run("check", "docs", "--since", "HEAD", "-f", "sarif")

    (result,) = json.loads(done.stdout)["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (2, "the yacht Belinda") == (region["startLine"], region["snippet"]["text"])


def test_repairs_keep_their_letters(ferry: Scratch) -> None:
    def diff(*more: str) -> str:
        found = json.loads(run("check", "docs", *more, "-f", "json").stdout)["findings"][0]
        letter = next(s["letter"] for s in found["sides"] if s["places"][0]["path"] == "docs/a.md")
        return run("check", "docs", "--fix", f"{found['fingerprint']}={letter}", "--fix-dry-run").stdout

    assert "+The ferry Aurelia was launched on 4 June 1987." in diff()
    assert diff() == diff("--since", "main")


def test_the_gate_counts_what_is_told(ferry: Scratch) -> None:
    assert 0 == run("check", "docs", "--since", "change").exit_code
    assert 1 == run("check", "docs", "--since", "main").exit_code
    assert 1 == run("check", "docs").exit_code


def test_a_line_that_moved_on_meanwhile(ferry: Scratch) -> None:
    """What happened on the other branch since is no change of this one."""
    ferry.git("switch", "--quiet", "main")
    ferry.commit({"docs/a.md": None, "docs/m.md": "Moved on.\n"})
    ferry.git("switch", "--quiet", "change")

    assert [["event-date", "docs/z.md:1", "docs/a.md:1"]] == places(
        run("check", "docs", "--since", "main", "-f", "json")
    )


def test_from_a_folder_below(ferry: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ferry.folder / "docs")

    assert [["event-date", "z.md:1", "a.md:1"]] == places(run("check", ".", "--since", "main", "-f", "json"))


def test_from_outside(ferry: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ferry.folder.parent)

    found = places(run("check", "repository/docs", "--since", "main", "-f", "json"))

    assert [["event-date", "repository/docs/z.md:1", "repository/docs/a.md:1"]] == found


def test_in_a_linked_worktree(ferry: Scratch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ferry.git("worktree", "add", "--quiet", str(tmp_path / "other"), "-b", "other", "change")
    monkeypatch.chdir(tmp_path / "other")

    assert [["event-date", "docs/z.md:1", "docs/a.md:1"]] == places(
        run("check", "docs", "--since", "main", "-f", "json")
    )


def test_inside_a_hook(ferry: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook runs with variables that would send git elsewhere from another folder."""
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere/index")
    monkeypatch.chdir(ferry.folder / "docs")

    assert [["event-date", "z.md:1", "a.md:1"]] == places(run("check", ".", "--since", "main", "-f", "json"))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="this file system has no such names")
def test_a_name_that_is_no_text(scratch: Scratch) -> None:
    scratch.commit({"docs/a.md": "The clinic in Torvik closed on 1 March 2021.\n"})
    scratch.git("switch", "--quiet", "-c", "change")
    name = os.fsdecode(b"docs/caf\xe9.md")
    scratch.commit({name: "The clinic in Torvik closed on 1 March 2020.\n"})

    assert 1 == run("check", "docs", "--since", "main").exit_code
    assert 0 == run("check", "docs", "--since", "change").exit_code


def test_submodules(scratch: Scratch, tmp_path: Path) -> None:
    """Of a submodule counts what changed since the commit that the base holds of it."""
    part = Scratch(tmp_path / "part")
    part.commit({"mill.md": "The mill in Sundal burned down on 9 May 1911.\n", "old.md": "Words.\n"})
    scratch.commit({"docs/a.md": "The mill in Sundal burned down on 9 May 1910.\n"})
    scratch.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(part.folder), "docs/part")
    scratch.commit()

    assert [] == places(run("check", "docs", "--since", "main", "-f", "json"))
    assert 2 == len(places(run("check", "docs", "--since", "main~1", "-f", "json"))[0]) - 1
    scratch.write({"docs/part/old.md": "The mill in Sundal burned down on 9 May 1912.\n"})
    assert ["docs/part/old.md:1"] == [
        found[1] for found in places(run("check", "docs", "--since", "main", "-f", "json"))
    ]


def test_no_program_of_the_configuration_runs(ferry: Scratch, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\necho $0 >> '{ran}'\ncat\n")
    trap.chmod(0o755)
    for key in (
        "core.fsmonitor",
        "diff.external",
        "diff.words.command",
        "diff.words.textconv",
        "filter.words.clean",
        "filter.words.smudge",
        "filter.words.process",
        "core.pager",
    ):
        ferry.git("config", key, str(trap))
    ferry.git("config", "filter.words.required", "true")
    ferry.write({".gitattributes": "*.md diff=words filter=words\n", **CHANGED, "docs/n.md": "New words.\n"})
    os.utime(ferry.folder / "docs/a.md", (1, 1))
    if ran.exists():
        ran.unlink()

    done = run("check", "docs", "--since", "main", "-f", "json")

    assert [["event-date", "docs/z.md:1", "docs/a.md:1"]] == places(done)
    assert not ran.exists(), ran.read_text()


@pytest.mark.parametrize(
    ("ref", "told"),
    [
        ("mian", "did you mean main"),
        ("main2", "did you mean main"),
        ("--output=x", "git knows no revision '--output=x'"),
        ("", ""),
        ("main:docs", "git knows no revision"),
    ],
)
def test_unknown_revisions(ferry: Scratch, ref: str, told: str) -> None:
    done = run("check", "docs", "--since", ref)

    assert (2 if ref else 1) == done.exit_code, done.output
    assert told in done.stderr


def test_a_branch_that_is_only_remote(ferry: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ferry.git("clone", "--quiet", "--branch", "change", str(ferry.folder), str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")

    assert "did you mean origin/main?" in run("check", "docs", "--since", "main").stderr
    assert 1 == run("check", "docs", "--since", "origin/main").exit_code


def test_a_shallow_clone(ferry: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ferry.git("clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{ferry.folder}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")

    done = run("check", "docs", "--since", "origin/main")

    assert 2 == done.exit_code
    assert "shallow" in done.stderr
    assert "fetch-depth: 0" in done.stderr


def test_a_partial_clone_fetches_nothing(ferry: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ferry.commit({"docs/a.md": "Words.\n", "docs/z.md": "Words.\n"})
    ferry.git("config", "uploadpack.allowFilter", "true")
    ferry.git("clone", "--quiet", "--filter=blob:none", f"file://{ferry.folder}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")

    for arguments in (("check", "docs", "--since", "origin/main"), ("diff", "origin/main")):
        done = run(*arguments)
        assert (2, True) == (done.exit_code, "this clone is partial" in done.stderr), done.output


def test_unrelated_histories(ferry: Scratch) -> None:
    ferry.git("switch", "--quiet", "--orphan", "other")
    ferry.commit({**FERRY}, "another beginning")

    done = run("check", "docs", "--since", "main")

    assert (2, True) == (done.exit_code, "main and HEAD have no commit in common" in done.stderr)


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scratch: Scratch) -> None:
    (tmp_path / "loose").mkdir()
    (tmp_path / "loose" / "a.md").write_text("Words.\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    done = run("check", "loose", "--since", "main")

    assert (2, True) == (done.exit_code, "loose: lies in no git repository" in done.stderr), done.output


def test_no_commit_yet(scratch: Scratch) -> None:
    scratch.write({**FERRY})

    done = run("check", "docs", "--since", "HEAD")

    assert (2, True) == (done.exit_code, "has no commit yet" in done.stderr), done.output


def test_no_git(ferry: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    done = run("check", "docs", "--since", "main")

    assert (2, True) == (done.exit_code, "git is not installed" in done.stderr)
