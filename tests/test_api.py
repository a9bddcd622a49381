"""The door for Python: what it loads, what it takes, and the examples of its page."""

import ast
import doctest
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import factcheck
from factcheck import Report, Settings, UsageError, check, claims, draw, load_settings
from factcheck.cli import main

DIARY = "# Diary\n\nThe first Stonebeck Marathon was held on 14 May 1988.\n"
HISTORY = "# History\n\nThe first Stonebeck Marathon was held on 14 May 1989.\n"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The documents of docs/api.md, in the working directory."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "diary.md").write_text(DIARY, encoding="utf-8")
    (tmp_path / "docs" / "history.md").write_text(HISTORY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_examples_of_the_page(root: Path, docs: Path) -> None:
    done = doctest.testfile(str(root / "docs" / "api.md"), module_relative=False, verbose=False)

    assert done.attempted > 20
    assert 0 == done.failed


def test_every_public_name_is_there_and_on_the_page(root: Path) -> None:
    page = (root / "docs" / "api.md").read_text(encoding="utf-8")

    for name in factcheck.__all__:
        assert getattr(factcheck, name) is not None
        assert name in page or name in ("__version__", "Documents")
    assert set(factcheck.__all__) <= set(dir(factcheck))
    with pytest.raises(AttributeError, match="nothing"):
        factcheck.nothing  # noqa: B018


def test_the_names_for_type_checkers_are_those_that_load(root: Path) -> None:
    tree = ast.parse((root / "factcheck" / "__init__.py").read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    told = {
        name.name: node.module.removeprefix("factcheck.")
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module
        for name in node.names
    }

    assert told == factcheck._HOMES
    assert {*told, "__version__"} == set(factcheck.__all__)
    assert (root / "factcheck" / "py.typed").is_file()


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import factcheck", ("pydantic", "networkx", "yaml", "click", "factcheck.api", "factcheck.model")),
        ("from factcheck import check, claims, draw, load_settings", ("pydantic", "networkx", "yaml", "click", "jinja2")),
        ("from factcheck import Report, Severity, UsageError", ("pydantic", "networkx", "yaml", "click")),
    ],
)  # fmt: skip
def test_what_an_import_loads(code: str, absent: tuple[str, ...]) -> None:
    """Nothing heavy loads before it is called."""
    script = f"import sys; {code}; sys.exit(','.join(n for n in {absent!r} if n in sys.modules) or 0)"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert (0, "") == (done.returncode, done.stderr)


def test_the_command_line_finds_the_same(docs: Path) -> None:
    printed = CliRunner().invoke(main, ["check", "docs", "--format", "json"], prog_name="factcheck").stdout

    assert json.loads(printed) == json.loads(draw(check("docs"), "json"))


def test_documents_in_all_forms(docs: Path) -> None:
    expected = check("docs")

    assert isinstance(expected, Report)
    assert 1 == len(expected.findings)
    assert expected == check(Path("docs")) == check(["docs"]) == check([Path("docs"), "docs/diary.md"])
    assert expected == check({"docs/history.md": HISTORY, "docs/diary.md": DIARY})
    assert expected == check({"docs/history.md": HISTORY.encode(), "docs/diary.md": DIARY.encode()})


def test_settings_in_all_forms(docs: Path) -> None:
    (docs / "docs" / "factcheck.toml").write_text('rules.event-date = "off"', encoding="utf-8")
    (docs / "other.toml").write_text('rules.event-date = "note"', encoding="utf-8")

    def severities(**others: object) -> list[str]:
        return [f.severity.value for f in check("docs", **others).findings]  # type: ignore[arg-type]

    assert [] == severities()
    assert ["warning"] == severities(settings=Settings())
    assert ["warning"] == severities(settings={})
    assert ["note"] == severities(settings=load_settings("other.toml"))
    assert [] == severities(settings=load_settings(paths=["docs"]))
    assert ["error"] == severities(settings={"overrides": [{"match": "docs/**", "rules": {"event-date": "error"}}]})
    excluding = check({"a/d.md": DIARY, "b/h.md": HISTORY, "b/d.md": DIARY}, settings={"exclude": ["a/"]})
    assert ["b/d.md", "b/h.md"] == [document.path for document in excluding.documents]
    assert ["warning"] == [f.severity.value for f in check({"a.md": DIARY, "b.md": HISTORY}).findings]


def test_arguments_add_to_the_settings(docs: Path) -> None:
    (docs / "facts.yaml").write_text("Stonebeck Marathon first held: 1987-05-14", encoding="utf-8")

    found = check("docs", facts=[Path("facts.yaml")])

    assert "facts.yaml" in [document.path for document in found.documents]
    assert () == check("docs", rules=["weekday"]).findings
    (first,) = (c.text_value for c in claims({"a.txt": "The fee is due on 03/04/2025."}, day_first=True))
    assert "../2025-04-03" == first


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: check("docs", rules=["weekdays"]), "did you mean weekday?"),
        (lambda: check("docs", settings={"rules": {"weekdays": "off"}}), "settings: no rule `weekdays`"),
        (lambda: draw(check("docs"), "sarf"), "did you mean `sarif`?"),
        (lambda: load_settings("nowhere.toml"), "nowhere.toml: is no settings file"),
        (lambda: check("docs", settings={"facts": ["no.yaml"]}), "settings: `facts[1]` names no file: no.yaml"),
    ],
)
def test_mistakes(docs: Path, call: object, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        call()  # type: ignore[operator]

    assert told in "\n".join(map(str, caught.value.problems))


def test_a_baseline_is_taken_as_on_the_command_line(docs: Path) -> None:
    assert 1 == len(check("docs").new)
    assert 0 == CliRunner().invoke(main, ["baseline", "docs", "--quiet"]).exit_code

    report = check("docs")

    assert [] == list(report.new)
    assert ["known"] == [finding.status.value for finding in report.findings]
    assert 1 == len(check({"docs/diary.md": DIARY, "docs/history.md": HISTORY}).new)  # nothing is read from the disk


def test_a_wrong_baseline_is_told(docs: Path) -> None:
    (docs / "factcheck-baseline.yaml").write_text("- what: ever\n", encoding="utf-8")

    with pytest.raises(UsageError, match=r"factcheck-baseline\.yaml:1"):
        check("docs")
