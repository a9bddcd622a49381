"""How a repository adopts the gate: three hundred documents in git, a baseline, changes, a rename, new wrapping, a merge."""

from __future__ import annotations

import contextlib
import json
import subprocess
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from factcheck.cli import main

TOWNS = ("Arle", "Brockwell", "Corvane", "Dunmere", "Eskby", "Farholt", "Grenby", "Holmsey", "Ivelde", "Jarnow")
BODIES = (
    "Archive",
    "Bridge",
    "Cannery",
    "Dispensary",
    "Embassy",
    "Foundry",
    "Granary",
    "Hospital",
    "Institute",
    "Jetty",
)


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message, "--allow-empty")


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    with contextlib.chdir(folder):
        result = CliRunner().invoke(main, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout


def check(folder: Path) -> tuple[int, list[str], int, list[str]]:
    """Exit code, the values of each new finding, how many are known, and the values of what is fixed."""
    code, told = run(folder, "check", "docs", "-f", "json")
    data = json.loads(told)
    new = [" / ".join(sorted(s["label"] for s in f["sides"])) for f in data["findings"] if f["status"] == "new"]
    fixed = [" / ".join(sorted(s["says"] for s in e["sides"])) for e in data["fixed"]]
    return code, sorted(new), data["summary"]["known"], sorted(fixed)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    docs = tmp_path / "docs"
    for n, (town, body) in enumerate((t, b) for t in TOWNS for b in BODIES):
        folder = docs / town.lower()
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{town} {body}"
        year = 1900 + n
        (folder / f"{body.lower()}.md").write_text(
            f"# {name}\n\nThe {name} opened on {n % 27 + 1} June {year}, in the presence of the mayor and a crowd that had come by train.\n",
            encoding="utf-8",
        )
        (folder / f"{body.lower()}-guide.md").write_text(
            f"# A walk\n\nThe {name} opened on {n % 27 + 1} June {year + (n % 25 == 3)}. Bring good shoes.\n",
            encoding="utf-8",
        )
        (folder / f"{body.lower()}-notes.txt").write_text(
            f"Keys of the {name} hang behind the door.\n", encoding="utf-8"
        )
    (tmp_path / ".gitattributes").write_text("factcheck-baseline.yaml merge=union\n", encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "documents")
    return tmp_path


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_adoption(repository: Path) -> None:
    docs = repository / "docs"
    assert 300 == sum(1 for path in docs.rglob("*") if path.is_file())

    # the first day: four old contradictions
    code, new, known, _ = check(repository)
    assert (1, 4, 0) == (code, len(new), known)
    assert 0 == run(repository, "check", "docs", "--exit-zero")[0]
    assert 0 == run(repository, "baseline", "docs")[0]
    assert (0, [], 4, []) == check(repository)
    commit(repository, "baseline")

    # a change that brings in two and mends one
    git(repository, "switch", "-qc", "change")
    replace(docs / "brockwell" / "archive-guide.md", "11 June 1910", "12 June 1910")
    replace(docs / "corvane" / "jetty-guide.md", "3 June 1929", "3 June 1928")
    replace(docs / "arle" / "dispensary-guide.md", "1904", "1903")
    assert (1, ["11 June 1910 / 12 June 1910", "3 June 1928 / 3 June 1929"], 3, ["4 June 1903 / 4 June 1904"]) == check(
        repository
    )
    assert "2 of them new" in run(repository, "baseline", "docs", "--update", "--prune")[1]
    assert (0, [], 5, []) == check(repository)
    commit(repository, "two of ours")

    # another branch has others, with a baseline of its own
    git(repository, "switch", "-q", "main")
    git(repository, "switch", "-qc", "other")
    replace(docs / "jarnow" / "archive-guide.md", "10 June 1990", "10 July 1990")
    replace(docs / "brockwell" / "bridge-guide.md", "12 June 1911", "13 June 1911")
    run(repository, "baseline", "docs", "--update")
    assert (0, [], 6, []) == check(repository)
    commit(repository, "two of theirs")
    git(repository, "merge", "-q", "change", "-m", "both")
    code, new, known, fixed = check(repository)
    assert (0, [], 7) == (code, new, known)
    assert set(fixed) <= {"4 June 1903 / 4 June 1904"}  # what one branch took out a union may bring back
    run(repository, "baseline", "docs", "--prune")
    assert (0, [], 7, []) == check(repository)
    commit(repository, "pruned")
    before = (repository / "factcheck-baseline.yaml").read_bytes()

    # renames, and all paragraphs wrapped anew
    git(repository, "mv", "docs/jarnow", "docs/north")
    git(repository, "mv", "docs/brockwell/archive-guide.md", "docs/brockwell/walks.md")
    for file in docs.rglob("*.md"):
        paragraphs = file.read_text(encoding="utf-8").split("\n\n")
        file.write_text("\n\n".join(textwrap.fill(p, 33) for p in paragraphs) + "\n", encoding="utf-8")
    assert (0, [], 7, []) == check(repository)
    run(repository, "baseline", "docs", "--prune")
    assert before == (repository / "factcheck-baseline.yaml").read_bytes()
    run(repository, "baseline", "docs", "--update")
    assert b"docs/north/archive-guide.md" in (repository / "factcheck-baseline.yaml").read_bytes()
    assert (0, [], 7, []) == check(repository)

    # and another value at an old place
    replace(docs / "north" / "archive-guide.md", "July", "August")
    assert (1, ["10 August 1990 / 10 June 1990"], 6, ["10 July 1990 / 10 June 1990"]) == check(repository)
