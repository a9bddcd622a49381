"""The commands: what they print, where, and with which exit code."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from calling import call, start

from factcheck import __version__


def test_version(root: Path) -> None:
    assert f"factcheck, version {__version__}" == start("--version", cwd=root).stdout.strip()


def test_the_example(root: Path) -> None:
    done = start("check", "examples/marathon/docs", cwd=root)

    assert done.returncode == 1
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert "31 April 2025: April has 30 days" in done.stdout
    assert max(map(len, done.stdout.splitlines()[:-1])) <= 80


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("note", 1), ("never", 0)])
def test_the_gate(root: Path, level: str, code: int) -> None:
    assert code == call("check", "examples/marathon/docs", "--fail-on", level, cwd=root).returncode


def test_one_rule_only(root: Path) -> None:
    done = call("check", "examples/marathon/docs", "--rule", "weekday", "--format", "json", cwd=root)

    assert {"weekday"} == {f["rule"] for f in json.loads(done.stdout)["findings"]}


def test_several_formats_in_one_run(root: Path, tmp_path: Path) -> None:
    done = call(
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
    done = call(*arguments, cwd=root)

    assert done.returncode == 2
    assert told in done.stderr
    assert done.stdout == ""


def test_an_internal_error(root: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import factcheck.run.local as l\ndef boom(*a, **k): raise KeyError('x')\nl.run_check = boom\n",
        encoding="utf-8",
    )

    done = start("check", "README.md", cwd=root, PYTHONPATH=f"{tmp_path}:{root}")

    assert done.returncode == 3
    assert "please report" in done.stderr


def test_claims(root: Path) -> None:
    done = call("claims", "examples/marathon/docs", cwd=root)

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
    done = call("claims", "examples/marathon/docs/about", "--format", name, cwd=root)

    assert done.returncode == 0
    assert "Stonebeck Marathon" in done.stdout


def test_graph(root: Path) -> None:
    nodes = json.loads(call("graph", "examples/marathon/docs", cwd=root).stdout)
    graphml = ET.fromstring(call("graph", "examples/marathon/docs", "--format", "graphml", cwd=root).stdout)

    assert {"claim", "entity", "time", "value"} == {n["kind"] for n in nodes["nodes"]}
    assert graphml.tag.endswith("graphml")


@pytest.mark.parametrize("stage", ["read", "extract", "resolve", "align", "judge"])
def test_trace(root: Path, stage: str) -> None:
    done = call("trace", "examples/marathon/docs/about", "--stage", stage, cwd=root)

    assert done.returncode == 0
    assert json.loads(done.stdout)


def test_explain(root: Path) -> None:
    done = call("explain", "deadline", cwd=root)

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
        ("extractors", ["spacy"]),
    ],
)
def test_list(root: Path, what: str, held: list[str]) -> None:
    lines = call("list", what, cwd=root).stdout.splitlines()

    assert set(held) <= {line.split()[0] for line in lines}
    assert lines == sorted(lines)


NOTES = """---
date: 2025-03-14
---
On Monday the council met; the mill burned in early 1990. The shop was closed until 5 pm on 20 March & later.
On 31 June 2021 nothing happened between 3 and 5 May 1998.
"""


def test_times(root: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")

    done = call("times", "notes.md", cwd=tmp_path)

    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [r["value"] for r in records] == [
        "2025-03-14", "2025-03-10", "1990", "2025-03-20T17:00", "2021-06-31", "1998-05-03", "1998-05-05",
    ]  # fmt: skip
    assert all(NOTES[r["start"] : r["end"]] == r["text"] for r in records)
    assert records[1]["inferred"] == [{"part": "anchor", "source": "document-date", "detail": "`date: 2025-03-14`"}]
    assert records[2]["mod"] == "START"
    assert records[2]["bounds"] == ["1990-01-01", "1990-07-01"]
    assert records[4]["impossible"] == "June has 30 days"


def test_times_with_a_date_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The council met yesterday.", encoding="utf-8")

    assert "DATE  2020-02-29" in call("times", "a.txt", "-f", "table", "--date", "2020-03-01", cwd=tmp_path).stdout
    assert "DATE  XXXX-XX-XX" in call("times", "a.txt", "-f", "table", cwd=tmp_path).stdout


def test_times_as_timeml(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "other.txt").write_text("In 1920 <it> rained.", encoding="utf-8")

    one = ET.fromstring(call("times", "notes.md", "-f", "timeml", cwd=tmp_path).stdout)
    both = ET.fromstring(call("times", ".", "-f", "timeml", cwd=tmp_path).stdout)

    assert one.tag == "TimeML"
    text = one.find("TEXT")
    assert text is not None
    assert "".join(text.itertext()) == NOTES
    assert [t.get("value") for t in text.iter("TIMEX3")][:3] == ["2025-03-14", "2025-03-10", "1990"]
    assert [d.findtext("DOCID") for d in both] == ["notes.md", "other.txt"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--date", "2025-13-01"], "is no day"),
        (["--lang", "xx"], "no times for the language `xx`"),
    ],
)
def test_times_used_wrongly(tmp_path: Path, arguments: list[str], told: str) -> None:
    (tmp_path / "a.txt").write_text("In 1920.", encoding="utf-8")

    done = call("times", "a.txt", *arguments, cwd=tmp_path)

    assert done.returncode == 2
    assert told in done.stderr


def test_explain_a_place(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")

    line = call("explain", "notes.md:4", cwd=tmp_path).stdout
    column = call("explain", "notes.md:4:5", cwd=tmp_path).stdout

    assert "document date: 2025-03-14 (`date: 2025-03-14`)" in line
    assert "anchor from `date: 2025-03-14`" in line
    assert "DATE 1990, START   (1990-01-01 to 1990-07-01)" in line
    assert "claim: deadline ../2025-03-20" in line
    assert "Monday" in column
    assert "early 1990" not in column
    assert call("explain", "notes.md:x", cwd=tmp_path).returncode == 2


def test_the_order_of_day_and_month(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Due 03/04/2025.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Sent 25/12/2024.", encoding="utf-8")

    def values(*arguments: str) -> list[object]:
        return [json.loads(line) for line in call("times", *arguments, cwd=tmp_path).stdout.splitlines()]

    alone, told, beside = values("a.txt")[0], values("a.txt", "--month-first")[0], values(".")[0]
    assert isinstance(alone, dict)
    assert isinstance(told, dict)
    assert isinstance(beside, dict)
    assert (alone["value"], alone["readings"]) == ("2025-XX-XX", ["2025-04-03", "2025-03-04"])
    assert (told["value"], told["inferred"][0]["detail"]) == ("2025-03-04", "the settings")
    assert (beside["value"], beside["inferred"][0]["detail"]) == (
        "2025-04-03",
        "the order of dates in the other documents",
    )


def test_a_lexicon_of_entities(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The gateway nginx was released on 4 October 2004.\n", encoding="utf-8")
    (tmp_path / "entities.yaml").write_text("- name: NGINX Open Source\n  aliases: [nginx]\n", encoding="utf-8")

    for command in ("claims", "graph"):
        done = call(command, "a.md", "--entities", "entities.yaml", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "NGINX Open Source" in done.stdout
    assert 0 == call("check", "a.md", "--entities", "entities.yaml", cwd=tmp_path).returncode


def test_a_wrong_lexicon_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "entities.yaml").write_text("- name: A\n- name: B\n  aliases: [A]\n", encoding="utf-8")

    done = call("check", "missing.md", "--entities", "entities.yaml", "--entities", "none.yaml", cwd=tmp_path)

    assert done.returncode == 2
    assert "entities.yaml:3" in done.stderr
    assert "entities.yaml:1" in done.stderr
    assert "none.yaml: cannot be read" in done.stderr
