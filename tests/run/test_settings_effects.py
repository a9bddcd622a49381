"""What settings make of a check: severities, thresholds, overrides, files taken and left out."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from command import run, write

from factcheck.run.configuration import configure
from factcheck.run.local import read_all
from factcheck.run.sources import why_not_taken

CASES = yaml.safe_load((Path(__file__).parent / "settings_cases.yaml").read_text(encoding="utf-8"))


def found(done: Result) -> list[str]:
    """`rule severity: documents` of each finding."""
    return [
        f"{f['rule']} {f['severity']}: {' '.join(sorted({p['path'] for s in f['sides'] for p in s['places']}))}"
        for f in json.loads(done.stdout)["findings"]
        if f["status"] == "new"
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_found(folder: Path, case: dict[str, Any]) -> None:
    write(folder, case["files"])
    if "settings" in case:
        write(folder, {f"{case.get('settings_at', '.')}/factcheck.toml": case["settings"]})

    done = run("check", *case["check"], "--format", "json")

    assert done.stderr == ""
    assert case["found"] == found(done)


def taken(*paths: str) -> list[str]:
    """The documents that the claims of a run could come from, with the settings as they are."""
    configuration = configure(paths=paths)
    documents, problems = read_all(paths or (".",), None, configuration=configuration)
    assert [] == [p for p in problems if p.fatal]
    return [d.path for d in documents]


FILES = (
    "README.md", "docs/a.md", "docs/b.adoc", "docs/old/c.md", "notes/d.txt", "notes/log/e.txt", "data/tsconfig.json",
    "data/f.json", "build/g.md", "notes/h.log",
)  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "ignored", "expected"),
    [
        ("", "", "README.md build/g.md data/f.json docs/a.md docs/old/c.md notes/d.txt notes/log/e.txt"),
        ("", "build/", "README.md data/f.json docs/a.md docs/old/c.md notes/d.txt notes/log/e.txt"),
        ('exclude = ["old/", "*.txt"]', "", "README.md build/g.md data/f.json docs/a.md"),
        ('exclude = ["/notes/*"]', "", "README.md build/g.md data/f.json docs/a.md docs/old/c.md"),
        ('exclude = ["!build/"]', "build/", "README.md build/g.md data/f.json docs/a.md docs/old/c.md notes/d.txt notes/log/e.txt"),
        ('include = ["docs/"]', "", "docs/a.md docs/old/c.md"),
        ('include = ["docs/*.md"]', "", "docs/a.md"),
        ('include = ["docs/", "*.adoc"]', "", "docs/a.md docs/b.adoc docs/old/c.md"),
        ('include = ["docs/"]\nexclude = ["old/"]', "", "docs/a.md"),
        ('include = ["build/"]', "build/", ""),
        ('include = ["data/*"]', "", "data/f.json"),
        ('include = ["data/*.json"]', "", "data/f.json"),
        ('include = ["data/tsconfig.json"]', "", "data/tsconfig.json"),
        ('include = ["*.log", "*.md", "!docs/old/**"]', "", "README.md build/g.md docs/a.md notes/h.log"),
        ("include = []", "", ""),
    ],
)  # fmt: skip
def test_which_files(folder: Path, settings: str, ignored: str, expected: str) -> None:
    write(folder, {**dict.fromkeys(FILES, "In 1971."), "factcheck.toml": settings, ".gitignore": ignored})
    if not expected:
        with pytest.raises(AssertionError):
            taken(".")
        return

    assert expected.split() == taken(".")
    for file in FILES:
        why = why_not_taken(folder / file, configure().selection)
        assert (file in expected.split()) is (not why), (file, why)


@pytest.mark.parametrize(
    ("where", "checked", "cwd", "expected"),
    [
        ("docs", "docs/guide/a.md", ".", "docs/factcheck.toml"),
        ("docs", "docs/guide docs/b.md", ".", "docs/factcheck.toml"),
        (".", "docs/guide docs/b.md", ".", "factcheck.toml"),
        ("docs", "docs/guide notes", ".", None),
        ("docs/guide", "docs", ".", None),
        ("docs", "../notes", "docs", "factcheck.toml"),
        (".", "a.md", "docs/guide", "../../factcheck.toml"),
        ("docs", "no-such-folder/a.md", ".", None),
    ],
)
def test_where_settings_are_looked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, where: str, checked: str, cwd: str, expected: str | None
) -> None:
    write(folder, {"docs/guide/a.md": "", "docs/b.md": "", "notes/c.md": "", f"{where}/factcheck.toml": ""})
    monkeypatch.chdir(folder / cwd)

    source = configure(paths=checked.split()).settings.source

    assert expected == (source.shown if source else None)


def test_a_settings_file_that_does_not_count_is_told(folder: Path) -> None:
    write(folder, {"a.md": "In 1971.", "docs/b.md": "In 1972.", "docs/factcheck.toml": "", "factcheck.toml": ""})

    done = run("check", ".")

    assert "docs/factcheck.toml: is not read: one settings file counts for a run, factcheck.toml" in done.stderr
    assert 0 == done.exit_code
    assert "" == run("check", "docs").stderr
    assert "" == run("check", ".", "--no-config").stderr


@pytest.mark.parametrize(
    ("settings", "path", "expected"),
    [
        ("", "2024/03/15/news-2025-06-01.md", "2023-02-02"),
        ('document_dates = ["file-name"]', "2024/03/15/news-2025-06-01.md", "2025-06-01"),
        ('document_dates = ["path", "front-matter"]', "2024/03/15/news-2025-06-01.md", "2024-03-15"),
        ('document_dates = ["path"]', "2024-03-15/news.md", "2024-03-15"),
        ('document_dates = ["path"]', "2024/03/15-news.md", "2024-03-15"),
        ('document_dates = ["path", "dateline"]', "2024/13/15/news.md", "2022-05-09"),
        ('document_dates = ["dateline", "front-matter"]', "news-2025-06-01.md", "2022-05-09"),
        ('document_dates = ["none"]', "2024/03/15/news-2025-06-01.md", ""),
        ("document_dates = []", "news-2025-06-01.md", ""),
        ('[[overrides]]\nmatch = "a/**"\ndocument_dates = ["file-name"]', "a/news-2025-06-01.md", "2025-06-01"),
        ('[[overrides]]\nmatch = "a/**"\ndocument_dates = ["file-name"]', "b/news-2025-06-01.md", "2023-02-02"),
    ],
)
def test_the_day_of_a_document(folder: Path, settings: str, path: str, expected: str) -> None:
    text = "---\ndate: 2023-02-02\n---\n\nTarn Valley, 9 May 2022\n\nThe sluice was shut yesterday.\n"
    write(folder, {"factcheck.toml": settings, path: text})

    shown = run("explain", f"{path}:1").stdout.splitlines()[0]

    assert shown.split("document date: ")[1].startswith(expected or "not known")


def test_the_language_of_sources(folder: Path) -> None:
    write(
        folder, {"a.txt": "Eröffnet 3. Mai 1998.", "factcheck.toml": '[[sources]]\nmatch = "*.txt"\nlanguage = "de"\n'}
    )

    assert ["1998-05-03"] == [json.loads(line)["value"] for line in run("times", "a.txt").stdout.splitlines()]
    assert "1998-05-03" not in run("times", "a.txt", "--no-config").stdout


@pytest.mark.parametrize(
    ("settings", "place", "message", "remedy"),
    [
        ('rules.dedline = "off"', "1:7", "no rule `dedline`", "did you mean `deadline`?"),
        (
            '[[overrides]]\nmatch = "a"\nrules = { weekdays = "off" }',
            "3:11",
            "no rule `weekdays`",
            "did you mean `weekday`?",
        ),
        ('[[sources]]\nmatch = "a"\nlanguage = "dee"', "3:1", "no language `dee`", "did you mean `de`?"),
    ],
)
def test_names_that_are_none(folder: Path, settings: str, place: str, message: str, remedy: str) -> None:
    write(folder, {"a.md": "In 1971.", "factcheck.toml": settings})

    done = run("check", ".")

    assert (2, "") == (done.exit_code, done.stdout)
    assert f"factcheck.toml:{place}: {message}" in done.stderr
    assert settings.splitlines()[-1] in done.stderr
    assert remedy in done.stderr


@pytest.mark.parametrize(
    ("settings", "arguments", "code"),
    [
        ("", (), 1),
        ('fail_on = "error"', (), 0),
        ('fail_on = "never"', (), 0),
        ('fail_on = "error"', ("--fail-on", "warning"), 1),
        ('fail_on = "error"\nrules.event-date = "error"', (), 1),
    ],
)
def test_the_gate(folder: Path, settings: str, arguments: tuple[str, ...], code: int) -> None:
    kiln = {name: text for name, text in CASES[0]["files"].items() if name in ("docs/a.md", "archive/d.md")}
    write(folder, {**kiln, "factcheck.toml": settings})

    assert code == run("check", ".", *arguments).exit_code


def test_the_command_line_wins_over_overrides(folder: Path) -> None:
    write(folder, {"us/a.txt": "The fee is due on 03/04/2025."})
    write(folder, {"factcheck.toml": '[[overrides]]\nmatch = "us/**"\nday_first = false'})

    def value(*arguments: str) -> str:
        return json.loads(run(*arguments, "us/a.txt").stdout.splitlines()[0])["value"]

    assert ["2025-03-04", "2025-04-03"] == [value("times"), value("times", "--day-first")]
    assert ["../2025-03-04", "../2025-04-03"] == [value("claims"), value("claims", "--day-first")]


def test_explain_goes_by_the_same_settings(folder: Path) -> None:
    write(folder, {**CASES[0]["files"], "factcheck.toml": 'rules.weekday = "note"'})
    first = json.loads(run("check", ".", "--format", "json").stdout)["findings"]
    weekday = next(f for f in first if f["rule"] == "weekday")

    assert "note weekday" in run("explain", weekday["fingerprint"], ".").stdout
