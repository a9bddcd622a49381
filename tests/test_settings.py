"""The settings file: where it is found, what it may say, and what is told of mistakes."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from factcheck.cli import main
from factcheck.errors import UsageError
from factcheck.run.configuration import configure
from factcheck.settings import Settings, load_settings
from factcheck.settings.schema import json_schema
from factcheck.settings.source import places_of

CASES = yaml.safe_load((Path(__file__).parent / "settings.yaml").read_text(encoding="utf-8"))


def run(*arguments: str) -> Result:
    """The command in this process, in the working directory as it is."""
    return CliRunner().invoke(main, arguments, prog_name="factcheck")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder inside a repository, which is the working directory."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs" / "guide").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_file(folder: Path) -> None:
    assert Settings() == load_settings()


def test_what_a_file_says(folder: Path) -> None:
    (folder / "people.yaml").write_text("", encoding="utf-8")
    (folder / "factcheck.toml").write_text(
        'day_first = false\nentities = ["people.yaml"]\n[extractors]\nuse = ["b", "a"]\n[extractors.a]\nn = 1\n[extractors.c]\n',
        encoding="utf-8",
    )

    found = load_settings(start=folder / "docs" / "guide")

    assert found.problems == ()
    assert found.day_first is False
    assert found.entities == (Path("people.yaml"),)
    assert [(e.name, e.used, e.options) for e in found.extractors] == [
        ("b", True, {}), ("a", True, {"n": 1}), ("c", False, {}),
    ]  # fmt: skip


def test_the_authority_of_sources(folder: Path) -> None:
    (folder / "factcheck.toml").write_text(
        '[[sources]]\nmatch = "docs/**"\nauthority = 1\n[[sources]]\nmatch = "docs/guide/*.md"\nauthority = 5\n'
        '[[sources]]\nmatch = "drafts/"\nauthority = -2\n',
        encoding="utf-8",
    )

    authority = configure().authority

    assert authority is not None
    assert [1, 5, 0, -2, 0] == [
        authority(p) for p in ("docs/a.md", "docs/guide/b.md", "c.md", "drafts/x/d.md", "../docs/e.md")
    ]


def test_authority_counts_from_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "factcheck.toml").write_text('[[sources]]\nmatch = "docs/guide/**"\nauthority = 5\n', encoding="utf-8")
    monkeypatch.chdir(folder / "docs" / "guide")

    authority = configure().authority

    assert authority is not None
    assert (5, 0) == (authority("b.md"), authority("../a.md"))
    (folder / "docs" / "guide" / "factcheck.toml").write_text("", encoding="utf-8")
    assert configure().authority is None


def test_authority_reaches_the_verdict(folder: Path) -> None:
    (folder / "docs" / "a.md").write_text("The Sandvik mill was opened on 4 June 1971.", encoding="utf-8")
    (folder / "docs" / "guide" / "b.md").write_text("The Sandvik mill was opened on 5 June 1971.", encoding="utf-8")
    assert "likely wrong" not in run("check", "docs").output

    (folder / "factcheck.toml").write_text('[[sources]]\nmatch = "docs/guide/**"\nauthority = 5\n', encoding="utf-8")

    shown = " ".join(run("check", "docs").output.split())
    assert "likely wrong: 4 June 1971. Why: docs/guide/b.md has authority 5, docs/a.md 0 (settings)" in shown


def test_paths_count_from_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "people.yaml").write_text("", encoding="utf-8")
    (folder / "factcheck.toml").write_text('entities = ["people.yaml"]', encoding="utf-8")
    monkeypatch.chdir(folder / "docs" / "guide")

    found = load_settings()

    assert [p.resolve() for p in found.entities] == [(folder / "people.yaml").resolve()]
    assert found.source is not None
    assert found.source.shown == "../../factcheck.toml"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"factcheck.toml": "day_first = true"}, True),
        ({"pyproject.toml": "[tool.factcheck]\nday_first = true"}, True),
        ({"pyproject.toml": "tool = { factcheck = { day_first = true } }"}, True),
        ({"factcheck.toml": "day_first = true", "pyproject.toml": "[tool.factcheck]\nday_first = false"}, True),
        ({"docs/factcheck.toml": "day_first = true", "factcheck.toml": "day_first = false"}, True),
        ({"docs/pyproject.toml": "[tool.other]\nfactcheck = 1", "factcheck.toml": "day_first = true"}, True),
        ({"docs/pyproject.toml": 'dependencies = ["factcheck"\n', "factcheck.toml": "day_first = true"}, True),
        ({"docs/pyproject.toml": "no toml at all", "factcheck.toml": "day_first = true"}, True),
        ({"docs/guide/factcheck.toml": "", "factcheck.toml": "day_first = true"}, None),
        ({"factcheck.toml": "\ufeffday_first = true\r\n"}, True),
    ],
)
def test_the_nearest_file_counts(folder: Path, files: dict[str, str], expected: bool | None) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")

    assert expected == load_settings(start=folder / "docs" / "guide").day_first


def test_the_search_ends_at_the_root_of_the_repository(folder: Path) -> None:
    (folder / "factcheck.toml").write_text("day_first = true", encoding="utf-8")
    (folder / "docs" / ".git").write_text("gitdir: elsewhere", encoding="utf-8")

    assert load_settings(start=folder / "docs" / "guide").day_first is None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
@pytest.mark.parametrize("name", ["settings.txt", "pyproject.toml"])
def test_mistakes(folder: Path, case: dict[str, Any], name: str) -> None:
    text, above = case["text"], 0
    if name == "pyproject.toml":
        if "[" in text.splitlines()[0][:2] or "\n[" in text:
            text, above = re.sub(r"(?m)^(\[\[?)", r"\1tool.factcheck.", text), 0
        if not text.startswith("[["):
            text, above = "[tool.factcheck]\n" + text, 1
    (folder / "settings.txt").write_text(case["text"], encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")

    problems = load_settings(name).problems

    told = [item.split(" ", 1) for item in case["told"]]
    assert [(int(place.split(":")[0]) + above, message) for place, message in told] == [
        (p.line, p.message) for p in problems
    ]
    if name == "settings.txt":
        assert [place for place, _ in told] == [f"{p.line}:{p.column}" for p in problems]
    assert all(p.path == name and p.quote == text.splitlines()[p.line - 1] for p in problems)
    assert case.get("remedy", "") in problems[0].remedy
    assert all(p.remedy for p in problems)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("day_first = yes", 1, "no valid TOML"),
        ("day_first = true\nday_first = false", 2, "no valid TOML"),
        ("entities = [", 1, "no valid TOML"),
        ("\xff", 0, "is not UTF-8"),
    ],
)
def test_a_file_that_is_no_toml(folder: Path, text: str, line: int, told: str) -> None:
    (folder / "factcheck.toml").write_bytes(text.encode("latin-1"))

    with pytest.raises(UsageError, match=told) as caught:
        load_settings()

    assert line == caught.value.problems[0].line


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--config", "none.toml"], "none.toml: is no settings file"),
        (["--config", "pyproject.toml"], "has no table `[tool.factcheck]`"),
        (["--config", "pyproject.toml", "--no-config"], "exclude each other"),
    ],
)
def test_wrong_use(folder: Path, arguments: list[str], told: str) -> None:
    (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (folder / "a.txt").write_text("In 1920.", encoding="utf-8")

    done = run("claims", "a.txt", *arguments)

    assert done.exit_code == 2
    assert told in done.stderr


PLACES = '''
# a = 1
title = "x # [y]" # [no.table]
long = """
b = 2
"""
'single quoted'."double \\u0041".bare = {c = 1, d = [{e = 2}, "f"], g.h = 3}
dates = [1979-05-27 07:32:00, 08:00:00, inf, [1, [2]], """a""""]
[table.inner]
key = \'\'\'
[x]\'\'\'
[[rows]]
k = 1
[rows.sub]
l = [
  1, # one, two
  2,
]
[[rows]]
k = 2
[[rows.deep]]
m = {}
[[rows.deep]]
m = [ ]
'''


def paths_of(value: Any, above: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {above, *(path for key, inner in items for path in paths_of(inner, (*above, key)))}


def test_every_key_has_its_place() -> None:
    found = places_of(PLACES)

    assert paths_of(tomllib.loads(PLACES)) - {()} == set(found)
    lines = PLACES.split("\n")
    for path, (line, column) in found.items():
        if isinstance(path[-1], str):
            assert lines[line - 1][column - 1 :].lstrip("'\"").startswith(path[-1][:6])
    assert found[("rows", 1, "deep", 1, "m")] == (24, 1)
    assert found[("dates", 3, 1, 0)] == (8, 51)


@pytest.mark.parametrize("text", ["", "=", "[", "]", "[[", "a", "a=", "a=[", "a={", "'", '"""', "a.", "\\", "a=}\nb"])
def test_the_search_for_places_ends_on_any_text(text: str) -> None:
    places_of(text)


def test_the_command_line_wins(folder: Path) -> None:
    (folder / "a.txt").write_text("The fee is due on 03/04/2025.", encoding="utf-8")
    (folder / "factcheck.toml").write_text("day_first = false", encoding="utf-8")
    (folder / "other.toml").write_text("day_first = true", encoding="utf-8")

    def date(*arguments: str) -> str:
        return json.loads(run(*arguments).stdout.splitlines()[0])["value"]

    for command in ("times", "claims"):
        assert date(command, "a.txt").endswith("2025-03-04")
        assert date(command, "a.txt", "--day-first").endswith("2025-04-03")
        assert date(command, "a.txt", "--config", "other.toml").endswith("2025-04-03")
    assert date("times", "a.txt", "--no-config") == "2025-XX-XX"


def test_all_commands_go_by_the_settings(folder: Path) -> None:
    (folder / "a.txt").write_text("The fee is due on 03/04/2025.", encoding="utf-8")
    (folder / "factcheck.toml").write_text("day_first = false", encoding="utf-8")

    for arguments in (
        ["graph", "a.txt"],
        ["trace", "a.txt"],
        ["explain", "a.txt:1"],
    ):
        assert "2025-03-04" in run(*arguments).stdout, arguments
        assert run(*arguments).stdout != run(*arguments, "--no-config").stdout, arguments


def test_check_goes_by_the_settings(folder: Path) -> None:
    for name, date in (("a", "03/04/2025"), ("b", "4 March 2025")):
        text = f"# Harbour Marathon\n\nEntries for the Harbour Marathon close on {date}.\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")

    for first, code in (("true", 1), ("false", 0)):
        (folder / "factcheck.toml").write_text(f"day_first = {first}", encoding="utf-8")
        assert code == run("check", "a.md", "b.md").exit_code


def test_mistakes_end_every_command(folder: Path) -> None:
    (folder / "a.txt").write_text("In 1920.", encoding="utf-8")
    (folder / "factcheck.toml").write_text("dayfirst = 1\nentitys = 2", encoding="utf-8")

    for arguments in (
        ["check", "a.txt"],
        ["claims", "a.txt"],
        ["times", "a.txt"],
        ["graph", "a.txt"],
        ["trace", "a.txt"],
    ):
        done = run(*arguments)
        assert (2, "") == (done.exit_code, done.stdout)
        assert "unknown key `dayfirst`" in done.stderr
        assert "unknown key `entitys`" in done.stderr


def test_a_run_without_a_file_pays_nothing(folder: Path) -> None:
    code = (
        "import sys; from factcheck.run.configuration import configure; configure();"
        "sys.exit(bool({'pydantic', 'factcheck.run.extractors', 'factcheck.settings.validation'} & set(sys.modules)))"
    )

    assert 0 == subprocess.run([sys.executable, "-c", code], cwd=folder, check=False).returncode


def test_the_published_schema(root: Path, request: pytest.FixtureRequest) -> None:
    file = root / "docs" / "settings.schema.json"
    text = json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"
    if request.config.getoption("--update-golden"):
        file.write_text(text, encoding="utf-8")

    assert text == file.read_text(encoding="utf-8")


def test_the_example_of_the_page(root: Path) -> None:
    """The settings in docs/configuration.md name every key."""
    page = (root / "docs" / "configuration.md").read_text(encoding="utf-8")
    shown = tomllib.loads(page.split("```toml\n")[1].split("```")[0])

    assert set(json_schema()["properties"]) == set(shown)
