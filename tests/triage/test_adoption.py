"""How a repository adopts the gate: 300 documents with a history, from `init` to a re-wrap of every paragraph; each step asserts
exactly what is reported."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import textwrap
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from factcheck.cli import main

TOWNS = ("Arle", "Brockwell", "Corvane", "Dunmere", "Eskby", "Farholt", "Grenby", "Holmsey", "Ivelde", "Jarnow")
HOUSES = (
    "Archive", "Bridge", "Cannery", "Dispensary", "Embassy", "Foundry", "Granary", "Hospital", "Institute", "Jetty",
)  # fmt: skip
BASELINE, SIDE = "factcheck-baseline.yaml", "factcheck-suppressions.yaml"
GROUPS = """
[[sources]]
match = "docs/register/**"
group = "register"
authority = 2

[[sources]]
match = "docs/guides/**"
group = "guides"
"""
WEEKDAY = "Friday, 29 May 2019"
OLD = [
    WEEKDAY, "4 June 1903 / 4 June 1904", "2 June 1928 / 2 June 1929", "27 June 1953 / 27 June 1954",
    "25 June 1978 / 25 June 1979",
]  # fmt: skip
"""What is wrong from the beginning: a weekday in the news, and a year in four guides."""
OURS = ["11 June 1910 / 12 June 1910", "3 June 1928 / 3 June 1929"]
MENDED = "27 June 1953 / 27 June 1954"


def git(folder: Path, *arguments: str, fails: bool = False) -> str:
    """What git says; it must work, or fail if that is expected."""
    identity = {f"GIT_{who}_{what}": told for who in ("AUTHOR", "COMMITTER") for what, told in (("NAME", "a"), ("EMAIL", "a@example.org"))}  # fmt: skip
    environment = {**os.environ, **identity, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, env=environment, check=False)
    assert fails is (done.returncode != 0), done.stdout + done.stderr
    return done.stdout + done.stderr


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message, "--allow-empty")


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a check reports: the exit code, the labels of what is new, how many are known and suppressed, and what is fixed."""

    code: int = 0
    new: list[str] = field(default_factory=list)
    known: int = 0
    suppressed: int = 0
    fixed: list[str] = field(default_factory=list)


def run(folder: Path, *arguments: str, code: int = 0) -> str:
    """What a command says on both outputs."""
    with contextlib.chdir(folder):
        result = CliRunner().invoke(main, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert code == result.exit_code, result.output
    return result.output


def check(folder: Path, *arguments: str) -> tuple[Checked, dict[str, Any]]:
    """What a check of the documents reports, in short and in full."""
    with contextlib.chdir(folder):
        result = CliRunner().invoke(main, ["check", "docs", "-f", "json", *arguments])
    assert "" == result.stderr
    data = json.loads(result.stdout)
    told = {"new": [f for f in data["findings"] if f["status"] == "new"]}
    return Checked(
        code=result.exit_code,
        new=[" / ".join(sorted(side["label"] for side in f["sides"])) for f in told["new"]],
        known=data["summary"]["known"],
        suppressed=data["summary"]["suppressed"],
        fixed=[" / ".join(sorted(side["says"] for side in entry["sides"])) for entry in data["fixed"]],
    ), data


def paths(data: dict[str, Any]) -> list[list[str]]:
    """The documents of what is new, side by side, and whether the side has a change."""
    return [
        [
            f"{'changed ' if side['changed'] else ''}{side['places'][0]['path'].removeprefix('docs/')}"
            for side in f["sides"]
        ]
        for f in data["findings"]
        if f["status"] == "new"
    ]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert 1 == text.count(old)
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A register of houses, guides to them and news: a hundred pages each, every group a commit."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(tmp_path, "init", "-q", "-b", "main")
    houses = [(town, house) for town in TOWNS for house in HOUSES]
    for group in ("register", "guides", "news"):
        for n, (town, house) in enumerate(houses):
            name, day, year = f"{town} {house}", f"{n % 27 + 1} June", 1900 + n
            if group == "register":
                file = f"register/{town.lower()}/{house.lower()}.md"
                text = (
                    f"---\ntitle: {name}\nkind: house\n---\n\nThe {name} opened on {day} {year}, in the presence of the mayor and of a "
                    "crowd that had come by train.\n\nThe keys hang at the gate.\n"
                )
            elif group == "guides":
                file = f"guides/{town.lower()}-{house.lower()}.md"
                wrong = n % 25 == 3
                text = f"# A walk\n\nFrom the station turn left. The {name} opened on {day} {year + wrong}. Bring good shoes.\n"
            else:
                file = f"news/2019-{n % 12 + 1:02}-{n % 28 + 1:02}-{town.lower()}-{house.lower()}.txt"
                text = f"The lamps of the {name} were cleaned."
                text += f" They were lit again on {WEEKDAY}.\n" if n == 40 else "\n"
            (tmp_path / "docs" / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "docs" / file).write_text(text, encoding="utf-8")
        commit(tmp_path, group)
    return tmp_path


def wrapped_anew(text: str) -> str:
    """Every paragraph in lines of another length; front matter and headings as they are."""
    parts = text.rstrip("\n").split("\n\n")
    return "\n\n".join(p if p.startswith(("---", "#")) else textwrap.fill(p, 33) for p in parts) + "\n"


def lines_of(file: Path) -> list[str]:
    """The lines of a file in an order of their own, without blank ones."""
    return sorted(filter(None, file.read_text(encoding="utf-8").splitlines()))


def test_adoption(repository: Path) -> None:
    docs, guides, base = repository / "docs", repository / "docs" / "guides", repository / BASELINE
    assert 300 == sum(1 for path in docs.rglob("*") if path.is_file())
    assert "3" == git(repository, "rev-list", "--count", "HEAD").strip()

    # the first day: settings, five old contradictions, a baseline
    assert "Wrote factcheck.toml." in run(repository, "init")
    settings = (repository / "factcheck.toml").read_text(encoding="utf-8")
    assert "# Documents: 300 files, 32 KB (200 markdown, 100 text)." in settings
    assert "# Dated documents: 100 by file-name." in settings
    (repository / "factcheck.toml").write_text(settings + GROUPS, encoding="utf-8")
    assert Checked(code=1, new=OLD) == check(repository)[0]
    assert "factcheck-baseline.yaml: 5 findings." in run(repository, "baseline", "docs")
    assert Checked(known=5) == check(repository)[0]
    (repository / ".gitattributes").write_text(f"{BASELINE} merge=union\n", encoding="utf-8")
    commit(repository, "factcheck, with a baseline")

    # a pull request that brings in two and mends one
    git(repository, "switch", "-qc", "change")
    replace(guides / "brockwell-archive.md", "11 June 1910", "12 June 1910")
    replace(docs / "register" / "corvane" / "jetty.md", "3 June 1929", "3 June 1928")
    replace(guides / "farholt-dispensary.md", "1954", "1953")
    commit(repository, "the change")
    assert Checked(code=1, new=OURS, known=4, fixed=[MENDED]) == check(repository)[0]
    told, data = check(repository, "--since", "main")
    assert Checked(code=1, new=OURS, known=0, fixed=[MENDED]) == told
    assert [
        ["changed guides/brockwell-archive.md", "register/brockwell/archive.md"],
        ["changed register/corvane/jetty.md", "guides/corvane-jetty.md"],
    ] == paths(data)
    written = run(repository, "baseline", "docs", "--update", "--prune")
    assert "factcheck-baseline.yaml: 6 findings, 2 of them new." in written
    assert "Fixed: 1 finding taken out:\n  event-date: 27 June 1954 / 27 June 1953 (docs/guides/farholt" in written
    commit(repository, "two of ours are known, the mended one is not")

    # another branch has two others, in a baseline of its own
    git(repository, "switch", "-q", "main")
    git(repository, "switch", "-qc", "other")
    replace(guides / "jarnow-archive.md", "10 June 1990", "10 July 1990")
    replace(guides / "brockwell-bridge.md", "12 June 1911", "13 June 1911")
    assert "factcheck-baseline.yaml: 7 findings, 2 of them new." in run(repository, "baseline", "docs", "--update")
    commit(repository, "two of theirs")

    # without the line in .gitattributes the two baselines conflict: that stops the check, and loses nothing
    attributes = repository / ".git" / "info" / "attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text(f"{BASELINE} merge\n", encoding="utf-8")
    assert f"Merge conflict in {BASELINE}" in git(repository, "merge", "-q", "change", fails=True)
    text = base.read_text(encoding="utf-8")
    line = 1 + text[: text.index("<<<<<<<")].count("\n")
    stopped = run(repository, "check", "docs", code=2)
    assert f"{BASELINE}:{line}: a conflict of a merge is left" in stopped
    assert "keep the lines of both sides" in stopped
    assert text == base.read_text(encoding="utf-8")
    both = [one for one in lines_of(base) if not one.startswith(("<<<<<<<", "=======", ">>>>>>>"))]
    git(repository, "merge", "--abort")
    attributes.unlink()

    # with it they merge
    git(repository, "merge", "-q", "change", "-m", "both")
    assert both == lines_of(base)
    told, data = check(repository)
    assert Checked(known=8) == told

    # one of theirs is right as it is: a suppression by fingerprint, as `explain` gives it
    (name,) = (f["fingerprint"] for f in data["findings"] if "July" in f["message"])
    account = run(repository, "explain", name, "docs", "--no-baseline")
    entry = textwrap.dedent(account.split(f"in {SIDE}\n")[1]).replace("say why this is right as it is", "opened twice")
    (repository / SIDE).write_text(entry, encoding="utf-8")
    assert Checked(known=7, suppressed=1) == check(repository)[0]
    commit(repository, "one is suppressed")
    before = lines_of(base)

    # documents and a folder are renamed, and all paragraphs wrapped anew
    git(repository, "mv", "docs/register/jarnow", "docs/register/north")
    git(repository, "mv", "docs/guides/jarnow-archive.md", "docs/guides/north-archive.md")
    git(repository, "mv", "docs/guides/brockwell-archive.md", "docs/guides/walks.md")
    for file in docs.rglob("*.*"):
        file.write_text(wrapped_anew(file.read_text(encoding="utf-8")), encoding="utf-8")
    told, data = check(repository)
    assert Checked(known=7, suppressed=1) == told
    (found,) = (f for f in data["findings"] if f["status"] == "suppressed")
    assert ("opened twice", False) == (found["suppression"]["reason"], name == found["fingerprint"])
    run(repository, "baseline", "docs", "--prune")
    # nothing is taken out; the file is put in order again, which a merge by lines leaves undone
    assert before == lines_of(base)
    run(repository, "baseline", "docs", "--update")
    assert b"docs/guides/walks.md" in base.read_bytes()
    assert b"docs/guides/brockwell-archive.md" not in base.read_bytes()
    commit(repository, "renamed and wrapped anew")

    # and another value at an old place
    replace(guides / "walks.md", "12", "14")
    assert (
        Checked(code=1, new=["11 June 1910 / 14 June 1910"], known=6, suppressed=1, fixed=[OURS[0]])
        == check(repository)[0]
    )
