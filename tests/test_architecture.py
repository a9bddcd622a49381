"""The layout and its contracts."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest


def modules(root: Path) -> list[Path]:
    return sorted((root / "factcheck").rglob("*.py"))


def test_the_data_folders_hold_no_code(root: Path) -> None:
    assert [] == [p for kind in ("claims", "rules", "reports") for p in (root / kind).rglob("*.py")]


def test_every_module_says_what_it_is(root: Path) -> None:
    for path in modules(root):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


def test_no_module_is_a_drawer(root: Path) -> None:
    assert not {p.stem for p in modules(root)} & {"utils", "helpers", "misc", "common", "base", "manager"}


def test_import_contracts(root: Path) -> None:
    pytest.importorskip("importlinter", reason="import-linter is a tool of developers")

    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "module", ["networkx", "pydantic", "rich", "jinja2", "yaml", "spacy", "factcheck.cli.checking"]
)
def test_heavy_imports_wait_until_they_are_needed(module: str) -> None:
    code = f"import sys, factcheck.cli; sys.exit({module!r} in sys.modules)"

    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode
