"""The tutorial: its commands are run in the order in which they stand, and print what the page says that they print."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None or shutil.which("bash") is None, reason="git and bash are needed"),
    pytest.mark.skipif(os.name == "nt", reason="the commands are for a POSIX shell"),
]
_BLOCK = re.compile(r"^```(sh|console)\n(.*?)^```$", re.M | re.S)
LEFT_OUT = "…"


@dataclass(frozen=True)
class Command:
    """A command of the page, where it stands, and what the page says that it prints; none where it says nothing of it."""

    line: int
    text: str
    output: tuple[str, ...] | None


def commands(page: str) -> Iterator[Command]:
    """A block of a shell script is one command; in one of a console each line after `$` is."""
    for block in _BLOCK.finditer(page):
        line = page.count("\n", 0, block.start()) + 2
        if block[1] == "sh":
            yield Command(line, block[2], None)
            continue
        for part in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block[2], re.M):
            at = line + block[2].count("\n", 0, part.start())
            yield Command(at, part[1], tuple(text.rstrip() for text in part[2].splitlines()))


def fits(wanted: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether lines are those that are wanted, where `…` stands for any number of lines."""
    pattern = "".join("(?:.*\n)*?" if line == LEFT_OUT else re.escape(line) + "\n" for line in wanted)
    return bool(re.fullmatch(pattern, "".join(line + "\n" for line in printed)))


def run(found: Sequence[Command], folder: Path, root: Path) -> list[tuple[int, list[str]]]:
    """Exit code and lines of each, all run by one shell, in which `factcheck` is this checkout."""
    programs, told = folder / "bin", folder / "told"
    programs.mkdir()
    told.mkdir()
    program = programs / "factcheck"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{root}" exec "{sys.executable}" -m factcheck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = ["code=0", f'cd "{folder}"']
    for n, command in enumerate(found):
        script += [
            "{ (exit $code)",
            command.text,
            f'}} > "{told}/{n}" 2>&1',
            f'code=$?; echo $code > "{told}/{n}.code"',
        ]
    environment = {
        **{
            key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "FACTCHECK_", "SOURCE_DATE"))
        },
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        **dict.fromkeys(("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"), os.devnull),
        **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Ada Writer"),
        **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "ada@example.org"),
        **dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2026-10-20T12:00:00Z"),
    }
    subprocess.run(["bash", "--noprofile", "--norc", "-c", "\n".join(script)], env=environment, check=False)
    return [
        (
            int((told / f"{n}.code").read_text(encoding="utf-8")),
            [line.rstrip() for line in (told / str(n)).read_text(encoding="utf-8").splitlines()],
        )
        for n in range(len(found))
    ]


def test_the_tutorial(root: Path, tmp_path: Path) -> None:
    found = list(commands((root / "docs" / "tutorial.md").read_text(encoding="utf-8")))
    assert len(found) > 20

    wrong = []
    for command, (code, printed) in zip(found, run(found, tmp_path, root), strict=True):
        # a check that finds something gives 1; all else works
        if code > ("factcheck check" in command.text) or not fits(command.output or [LEFT_OUT], printed):
            wrong.append(
                f"docs/tutorial.md:{command.line}: {command.text.splitlines()[0]}: {code}\n" + "\n".join(printed)
            )

    assert [] == wrong, "\n\n".join(wrong)
    page = (tmp_path / "library" / "report.html").read_text(encoding="utf-8")
    assert "Marlow Hill Prize" in page
    assert "pupils hand in before everybody else" in page


def test_what_a_command_prints_is_told_apart() -> None:
    """The test of the page would find what is wrong with it."""
    page = "x\n```sh\ncat <<'E'\n$ a\nE\n```\n\n```console\n$ a\nb\n…\nc\n$ echo $?\n1\n```\n"

    script, first, second = commands(page)

    assert (3, "cat <<'E'\n$ a\nE\n", None) == (script.line, script.text, script.output)
    assert (9, "a", ("b", "…", "c")) == (first.line, first.text, first.output)
    assert (13, "echo $?", ("1",)) == (second.line, second.text, second.output)
    assert first.output is not None
    assert fits(first.output, ["b", "c"])
    assert fits(first.output, ["b", "x", "y", "c"])
    assert not fits(first.output, ["b", "c", "d"])
    assert not fits(first.output, ["x", "b", "c"])
