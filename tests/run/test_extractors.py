"""Extractors by entry point: packages are made in a folder that stands on the path of Python, as pip would install them."""

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factcheck.cli import main

ROOT = Path(__file__).resolve().parents[2]
TEXT = "The parser is licensed under the MIT licence. The index was built in 1998.\n"


def install(folder: Path, package: str, points: dict[str, str], **modules: str) -> None:
    """Lays down what pip lays down: modules, and a dist-info folder with the entry points."""
    folder.mkdir(exist_ok=True)
    info = folder / f"{package.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", encoding="utf-8")
    lines = [f"{name} = {value}" for name, value in points.items()]
    (info / "entry_points.txt").write_text("\n".join(["[factcheck.extractors]", *lines]) + "\n", encoding="utf-8")
    for name, code in modules.items():
        (folder / f"{name}.py").write_text(code, encoding="utf-8")


def shown_code(title: str) -> str:
    page = (ROOT / "docs" / "extractors.md").read_text(encoding="utf-8")
    found = re.search(rf'```\w+ title="{re.escape(title)}"\n(.*?)```', page, re.S)
    assert found is not None
    return found[1]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working directory with a document, and beside it the packages that are installed."""
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "a.md").write_text(TEXT, encoding="utf-8")
    points = tomllib.loads(shown_code("pyproject.toml"))["project"]["entry-points"]["factcheck.extractors"]
    install(tmp_path / "site", "factcheck-licences", points, licences=shown_code("licences.py"))
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.chdir(tmp_path / "work")
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(tmp_path)):
            del sys.modules[name]


def run(*arguments: str, settings: str = "") -> Result:
    """The command in this process, in the working directory as it is."""
    Path("factcheck.toml").write_text(settings, encoding="utf-8")
    return CliRunner().invoke(main, arguments, prog_name="factcheck")


def test_a_real_run(folder: Path) -> None:
    Path("factcheck.toml").write_text('[extractors]\nuse = ["licences"]', encoding="utf-8")
    path = os.pathsep.join([str(folder / "site"), str(ROOT), os.environ.get("PYTHONPATH", "")])

    done = subprocess.run(
        [sys.executable, "-m", "factcheck", "claims", "a.md"], capture_output=True, text=True, encoding="utf-8",
        check=False, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip

    assert (0, "") == (done.returncode, done.stderr)
    assert "MIT" in [json.loads(line)["value"] for line in done.stdout.splitlines()]


def test_the_example_of_the_page(folder: Path) -> None:
    done = run("claims", "a.md", settings='[extractors]\nuse = ["licences"]')

    assert (0, "") == (done.exit_code, done.stderr)
    claim = next(r for r in map(json.loads, done.stdout.splitlines()) if r["type"] == "text")
    assert claim["quote"] == "The parser is licensed under the MIT"
    assert (claim["value"], claim["predicate"], claim["entity"]) == ("MIT", "license", "The parser")


def test_none_is_on_by_default(folder: Path) -> None:
    assert "MIT" not in run("claims", "a.md").stdout
    assert "MIT" not in run("claims", "a.md", settings="[extractors.licences]\nverbs = []").stdout
    used = '[extractors]\nuse = ["licences"]'
    assert "MIT" not in run("claims", "a.md", "--no-config", settings=used).stdout


@pytest.mark.parametrize("command", [["trace", "--stage", "extract"], ["trace"], ["graph"]])
def test_every_command_calls_it(folder: Path, command: list[str]) -> None:
    done = run(*command, "a.md", settings='[extractors]\nuse = ["licences"]')

    assert "under the MIT" in done.stdout or '"MIT"' in done.stdout


def test_check_calls_it(folder: Path) -> None:
    done = run("check", "a.md", "-f", "json", settings='[extractors]\nuse = ["licences"]')

    assert 2 == json.loads(done.stdout)["summary"]["claims"]


def test_options(folder: Path) -> None:
    settings = '[extractors]\nuse = ["licences"]\n[extractors.licences]\nverbs = ["offered"]'

    assert "MIT" not in run("claims", "a.md", settings=settings).stdout


def test_everything_wrong_is_told_at_once(folder: Path) -> None:
    settings = 'dayfirst = 1\n[extractors]\nuse = ["licences", "licence"]\n[extractors.licences]\nverb = ["a"]\nverbs = 3\n[extractors.lisences]'

    done = run("claims", "a.md", settings=settings)

    assert done.exit_code == 2
    told = [line for line in done.stderr.splitlines() if line.startswith("factcheck.toml:")]
    assert told == [
        "factcheck.toml:1:1: unknown key `dayfirst`",
        "factcheck.toml:3:20: no extractor `licence` is installed",
        "factcheck.toml:5:1: unknown key `extractors.licences.verb`",
        "factcheck.toml:6:1: `extractors.licences.verbs` is the number 3",
        "factcheck.toml:7:13: no extractor `lisences` is installed",
    ]
    assert "did you mean `verbs`? known keys: verbs" in done.stderr
    assert "did you mean `licences`?" in done.stderr
    assert "pip install" in done.stderr


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import no_such_module", "could not be started: ModuleNotFoundError"),
        ("Options = None", "offers no `build(options)`"),
        ("def build(options): return 3", "built something without `name`, `mentions`, `claims`"),
        ("def build(options): raise OSError('no model')", "could not be started: OSError: no model"),
        (
            "from factcheck.errors import *\ndef build(options): raise UsageError(Problem(message='no key', remedy='set it'))",
            "factcheck.toml:2:8: no key\n    | use = [\"broken\"]\n    = set it",
        ),
    ],
)  # fmt: skip
def test_one_that_cannot_start(folder: Path, code: str, told: str) -> None:
    install(folder / "site", "broken-thing", {"broken": "broken_thing"}, broken_thing=code)

    done = run("check", "a.md", settings='[extractors]\nuse = ["broken"]')

    assert (2, "") == (done.exit_code, done.stdout)
    assert told in done.stderr
    assert "factcheck.toml:2:8" in done.stderr


def test_one_that_fails_on_the_way(folder: Path) -> None:
    code = "class build:\n  name = 'weak'\n  def __init__(self, options): self.options = options\n  def mentions(self, found): return found\n  def claims(self, found): raise ValueError(self.options['why'])\n"
    install(folder / "site", "weak-thing", {"weak": "weak_thing"}, weak_thing=code)
    settings = '[extractors]\nuse = ["weak", "licences"]\n[extractors.weak]\nwhy = "too long"'

    done = run("claims", "a.md", settings=settings)

    assert done.exit_code == 0
    assert "a.md: the extractor weak failed: ValueError: too long" in done.stderr
    assert {"1998", "MIT"} <= {json.loads(line)["value"] for line in done.stdout.splitlines()}


def test_two_of_one_name(folder: Path) -> None:
    install(folder / "site", "other-licences", {"licences": "other"}, other="")

    done = run("claims", "a.md", settings='[extractors]\nuse = ["licences"]')

    assert done.exit_code == 2
    assert "factcheck-licences 1.0 and other-licences 1.0 both offer an extractor `licences`" in done.stderr


def test_names_of_our_own_cannot_be_taken(folder: Path) -> None:
    install(folder / "site", "impostor", {"spacy": "impostor"}, impostor="raise SystemExit('called')")

    listed = run("list", "extractors").stdout.splitlines()

    assert [["spacy", "factcheck"]] == [line.split() for line in listed if line.startswith("spacy")]
    assert "called" not in run("claims", "a.md", settings="[extractors.spacy]").stderr


def test_list(folder: Path) -> None:
    listed = run("list", "extractors").stdout.splitlines()

    assert ["licences", "factcheck-licences", "1.0"] in [line.split() for line in listed]
    assert ["spacy", "factcheck"] in [line.split() for line in listed]
    assert sorted(listed) == listed


def test_spacy_that_is_missing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)

    done = run("claims", "a.md", settings='[extractors]\nuse = ["spacy"]')

    assert done.exit_code == 2
    assert "factcheck.toml:2:8: the extractor `spacy` needs spaCy, which is not installed" in done.stderr
    assert "pip install 'factcheck[spacy]'" in done.stderr
