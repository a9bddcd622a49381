"""`factcheck init`, which writes a first settings file, and `factcheck config`, which tells what applies to a path."""

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from command import run, write

from factcheck.run.initial import settings_text
from factcheck.run.survey import survey
from factcheck.settings import load_settings
from factcheck.settings.schema import json_schema

CASES = yaml.safe_load((Path(__file__).parent / "init.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_first_settings(folder: Path, case: dict[str, Any]) -> None:
    write(folder, case["files"])

    done = run("init", "--dry-run")

    assert 0 == done.exit_code
    lines = done.stdout.splitlines()
    assert [] == [line for line in case.get("has", ()) if line not in lines], done.stdout
    assert [] == [word for word in case.get("lacks", ()) if word in done.stdout]
    assert not (folder / "factcheck.toml").exists()
    assert done.stdout == run("init", "--dry-run").stdout
    jsonschema_rs.validate(json_schema(), tomllib.loads(done.stdout))

    assert 0 == run("init").exit_code
    assert done.stdout == (folder / "factcheck.toml").read_text(encoding="utf-8")
    assert () == load_settings().problems
    assert "factcheck.toml" not in run("check", ".", "--fail-on", "never").stderr


def test_each_comment_can_be_made_a_setting(folder: Path) -> None:
    """What the file proposes in comments is valid, too."""
    for case in CASES:
        if "offices" in case["name"] or "editions" in case["name"]:
            write(folder, case["files"])
    write(folder, {"facts.yaml": "", "entities.yaml": "", "factcheck-rules/a.yaml": ""})
    text = settings_text(survey(folder))
    live = re.sub(r"(?m)^( *)# (?=\[|\"|[a-z_]+ = )", r"\1", text)

    (folder / "factcheck.toml").write_text(live, encoding="utf-8")

    assert text.count("\n# ") > live.count("\n# ") + 8
    assert () == load_settings().problems
    jsonschema_rs.validate(json_schema(), tomllib.loads(live))


def test_settings_that_are_there_stay(folder: Path) -> None:
    write(folder, {"a.md": "x", "factcheck.toml": "day_first = true\n"})

    done = run("init")

    assert (2, "") == (done.exit_code, done.stdout)
    assert "factcheck.toml: is there already" in done.stderr
    assert "--force" in done.stderr
    assert "day_first = true\n" == (folder / "factcheck.toml").read_text(encoding="utf-8")
    assert 0 == run("init", "--dry-run").exit_code
    assert 0 == run("init", "--force").exit_code
    assert "# Settings of factcheck" in (folder / "factcheck.toml").read_text(encoding="utf-8")


def test_settings_in_pyproject_stay(folder: Path) -> None:
    write(folder, {"a.md": "x", "pyproject.toml": "[tool.factcheck]\nday_first = true\n"})

    assert "pyproject.toml: has the settings already" in run("init").stderr
    (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert 0 == run("init").exit_code


@pytest.mark.parametrize(
    ("arguments", "told"), [(["nowhere"], "nowhere: is no folder"), (["a.md"], "a.md: is no folder")]
)
def test_wrong_use_of_init(folder: Path, arguments: list[str], told: str) -> None:
    write(folder, {"a.md": "x"})

    done = run("init", *arguments)

    assert 2 == done.exit_code
    assert told in done.stderr


def test_the_next_steps(folder: Path) -> None:
    write(folder, {"docs/a.md": "x", "factcheck.toml": ""})

    told = run("init", "docs").stdout.splitlines()

    assert "Wrote docs/factcheck.toml." == told[0]
    assert "Up to now factcheck.toml counted here; now this one does when only docs is checked." == told[1]
    assert [line.split("  ")[1] for line in told[3:]] == [
        "factcheck check docs --fail-on never",
        "factcheck baseline docs",
        "factcheck check docs",
        "factcheck config docs/a.md",
    ]


def test_a_large_repository_is_sampled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.run.survey.SAMPLE", 10)
    write(folder, {f"{n:03}.md": "Sold on 25/3/2019." for n in range(100)})

    text = settings_text(survey(folder))

    assert "# What is said of dates and languages below was counted over 10 of them, evenly spread." in text
    assert "# Here 10 documents put the day first (000.md:1 `25/3/2019`)." in text
    assert "100 files" in text


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")
def test_in_a_real_repository(folder: Path) -> None:
    (folder / ".git").rmdir()
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    write(folder, {"docs/a.md": "x", ".gitignore": "/docs/private/", "docs/private/b.md": "x"})

    assert "# Documents: 1 file, 1 byte (1 markdown)." in run("init", "docs", "--dry-run").stdout


SETTINGS = """\
exclude = ["docs/vendor/"]
fail_on = "error"
min_confidence = 0.25
rules.deadline = "error"
[[sources]]
match = "docs/**"
authority = 2
group = "guide"
[[sources]]
match = "docs/archive/**"
authority = -2
[[overrides]]
group = "guide"
min_confidence = 0.5
[[overrides]]
match = "docs/archive/**"
day_first = false
document_dates = ["path", "dateline"]
[overrides.rules]
weekday = "off"
dates = { min_confidence = 0.75 }
"""
APPLIED = [
    ("notes.md", "exclude", ["docs/vendor/"], "factcheck.toml:1"),
    ("notes.md", "include", None, "default"),
    ("notes.md", "day_first", None, "default"),
    ("notes.md", "document_dates", ["front-matter", "file-name", "dateline"], "default"),
    ("notes.md", "authority", 0, "default"),
    ("notes.md", "min_confidence", 0.25, "factcheck.toml:3"),
    ("notes.md", "fail_on", "error", "factcheck.toml:2"),
    ("notes.md", "deadline", "error", "factcheck.toml:4"),
    ("notes.md", "weekday", "error", "rules/dates/weekday.yaml"),
    ("docs", "min_confidence", 0.25, "factcheck.toml:3"),
    ("docs/a.md", "authority", 2, "factcheck.toml:7"),
    ("docs/a.md", "group", "guide", "factcheck.toml:8"),
    ("docs/a.md", "min_confidence", 0.5, "override 1, factcheck.toml:14"),
    ("docs/archive/b.md", "authority", -2, "factcheck.toml:11"),
    ("docs/archive/b.md", "group", "guide", "factcheck.toml:8"),
    ("docs/archive/b.md", "day_first", False, "override 2, factcheck.toml:17"),
    ("docs/archive/b.md", "document_dates", ["path", "dateline"], "override 2, factcheck.toml:18"),
    ("docs/archive/b.md", "weekday", "off", "override 2, factcheck.toml:20"),
    ("docs/archive/b.md", "event-date", "warning", "rules/dates/event-date.yaml"),
]


@pytest.fixture
def guide(folder: Path) -> Path:
    write(folder, {name: "x" for name in ("notes.md", "docs/a.md", "docs/archive/b.md", "docs/vendor/c.md", "d.bin")})
    write(
        folder, {"factcheck.toml": SETTINGS, "facts.yaml": "Mill opened: 1871", ".gitignore": "tmp/", "tmp/e.md": "x"}
    )
    return folder


@pytest.mark.parametrize(("path", "key", "value", "origin"), APPLIED)
def test_what_applies(guide: Path, path: str, key: str, value: Any, origin: str) -> None:
    told = json.loads(run("config", path, "--format", "json").stdout)
    row = next(row for row in (*told["values"], *told["rules"]) if row["key"] == key)

    assert value == row["value"]
    number = row["origin"].get("override", 0)
    place = f"{row['origin'].get('file', row['origin']['kind'])}:{row['origin'].get('line', '')}".rstrip(":")
    assert origin == (f"override {number}, {place}" if number else place)
    line = next(line for line in run("config", path).stdout.splitlines() if line.split()[:1] == [key])
    assert origin in line


def test_confidence_of_a_rule(guide: Path) -> None:
    lines = run("config", "docs/archive/b.md").stdout.splitlines()

    assert "(from confidence 0.75, override 2, factcheck.toml:21)" in next(x for x in lines if "event-date" in x)
    assert "(from confidence 0.5, override 1, factcheck.toml:14)" in next(x for x in lines if "quantity" in x)
    assert "overrides that are for it: 1, 2" in run("config", "docs/archive/b.md").stdout


def test_what_the_command_line_says(guide: Path) -> None:
    told = run("config", "docs/archive/b.md", "--fail-on", "note", "--day-first", "--facts", "facts.yaml").stdout

    assert re.search(r"^fail_on +note +command line \(over error, factcheck.toml:2\)$", told, re.M)
    assert re.search(r"^day_first +true +command line \(over false, override 2, factcheck.toml:17\)$", told, re.M)
    assert re.search(r"^facts +facts.yaml +command line$", told, re.M)
    assert "no file, all defaults" in run("config", "--no-config").stdout


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("docs/a.md", None),
        ("docs/vendor/c.md", "docs/vendor/: `exclude` leaves it out"),
        ("tmp/e.md", "tmp/: an ignore file leaves it out (.gitignore or .factcheckignore)"),
        ("factcheck.toml", "it is a file for machines; `include` can name it as it stands"),
    ],
)
def test_why_a_file_is_left_out(guide: Path, path: str, why: str | None) -> None:
    told = json.loads(run("config", path, "--format", "json").stdout)

    assert (why is None, why) == (told["taken"], told["left_out"])
    assert (why or "taken when its folder is checked") in run("config", path).stdout


def test_config_of_what_is_not_there(guide: Path) -> None:
    done = run("config", "docs/x.md")

    assert (2, "") == (done.exit_code, done.stdout)
    assert "docs/x.md: does not exist" in done.stderr
