"""The commands: what they print, where, and with which exit code."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from factcheck import __version__


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "factcheck", *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, **environment},
    )  # fmt: skip


def test_version(root: Path) -> None:
    assert f"factcheck, version {__version__}" == run("--version", cwd=root).stdout.strip()


def test_the_example(root: Path) -> None:
    done = run("check", "examples/marathon/docs", cwd=root)

    assert done.returncode == 1
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert "31 April 2025: April has 30 days" in done.stdout
    assert max(map(len, done.stdout.splitlines()[:-1])) <= 80


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("note", 1), ("never", 0)])
def test_the_gate(root: Path, level: str, code: int) -> None:
    assert code == run("check", "examples/marathon/docs", "--fail-on", level, cwd=root).returncode


def test_one_rule_only(root: Path) -> None:
    done = run("check", "examples/marathon/docs", "--rule", "weekday", "--format", "json", cwd=root)

    assert {"weekday"} == {f["rule"] for f in json.loads(done.stdout)["findings"]}


def test_several_formats_in_one_run(root: Path, tmp_path: Path) -> None:
    done = run(
        "check",
        "examples/marathon/docs",
        "-f",
        "terminal",
        "-f",
        f"sarif={tmp_path}/a.sarif",
        "-f",
        f"html={tmp_path}/a.html",
        cwd=root,
    )

    assert "error" in done.stdout
    assert "2.1.0" == json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))["version"]
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "README.md", "--format", "sarf"], "did you mean sarif?"),
        (["check", "README.md", "--rule", "weekdays"], "did you mean weekday?"),
        (["explain", "event"], "did you mean event-date?"),
        (["check", "README.md", "-o", "no/such/folder/x"], "cannot be written"),
    ],
)
def test_wrong_use(root: Path, arguments: list[str], told: str) -> None:
    done = run(*arguments, cwd=root)

    assert done.returncode == 2
    assert told in done.stderr
    assert done.stdout == ""


def test_an_internal_error(root: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import factcheck.run.local as l\ndef boom(*a, **k): raise KeyError('x')\nl.run_check = boom\n",
        encoding="utf-8",
    )

    done = run("check", "README.md", cwd=root, PYTHONPATH=f"{tmp_path}:{root}")

    assert done.returncode == 3
    assert "please report" in done.stderr


def test_claims(root: Path) -> None:
    done = run("claims", "examples/marathon/docs", cwd=root)

    records = [json.loads(line) for line in done.stdout.splitlines()]
    for record in records:
        text = (root / record["path"]).read_text(encoding="utf-8")
        assert record["quote"] == text[record["start"] : record["end"]]
    assert any(
        r["value"] == "1987-03" and r["predicate"] == "found" and r["entity"] == "Stonebeck Marathon" for r in records
    )
    assert any(r["value"] == "../2025-03-31" and r["type"] == "deadline" for r in records)


@pytest.mark.parametrize("name", ["table", "csv"])
def test_claims_for_people(root: Path, name: str) -> None:
    done = run("claims", "examples/marathon/docs/about", "--format", name, cwd=root)

    assert done.returncode == 0
    assert "Stonebeck Marathon" in done.stdout


def test_graph(root: Path) -> None:
    nodes = json.loads(run("graph", "examples/marathon/docs", cwd=root).stdout)
    graphml = ET.fromstring(run("graph", "examples/marathon/docs", "--format", "graphml", cwd=root).stdout)

    assert {"claim", "entity", "time", "value"} == {n["kind"] for n in nodes["nodes"]}
    assert graphml.tag.endswith("graphml")


@pytest.mark.parametrize("stage", ["read", "extract", "resolve", "align", "judge"])
def test_trace(root: Path, stage: str) -> None:
    done = run("trace", "examples/marathon/docs/about", "--stage", stage, cwd=root)

    assert done.returncode == 0
    assert json.loads(done.stdout)


def test_explain(root: Path) -> None:
    done = run("explain", "deadline", cwd=root)

    assert done.returncode == 0
    assert "deadline (warning): One deadline, two days" in done.stdout
    assert "Leaves alone:" in done.stdout


@pytest.mark.parametrize(
    ("what", "held"),
    [
        ("rules", ["deadline", "duration", "event-date", "header-date", "impossible-date", "quantity", "weekday"]),
        ("checks", ["dates-disjoint", "weekday-mismatch"]),
        ("formats", ["html", "json", "sarif", "terminal"]),
        ("readers", ["html", "markdown", "text"]),
        ("lexicons", ["claims/predicates/en.yaml", "claims/units.yaml"]),
    ],
)
def test_list(root: Path, what: str, held: list[str]) -> None:
    lines = run("list", what, cwd=root).stdout.splitlines()

    assert set(held) <= {line.split()[0] for line in lines}
    assert lines == sorted(lines)
