"""The check in builds of sites: real builds with MkDocs and Sphinx, and the hook of pre-commit."""

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import yaml

DIARY = "# Diary\n\nThe first Stonebeck Marathon was held on 14 May 1988.\n"
HISTORY = "# History\n\nThe first Stonebeck Marathon was held on 14 May 1989.\n"
DRAFT = "# Draft\n\nThe first Stonebeck Marathon was held on 30 May 1990.\n"


def build(root: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A build in a process of its own, with the plugin of this checkout to be found."""
    paths = [str(root)]
    if not any(point.name == "factcheck" for point in entry_points(group="mkdocs.plugins")):
        found = folder.parent / f"{folder.name}-installed" / "factcheck_checkout-0.dist-info"
        found.mkdir(parents=True, exist_ok=True)
        (found / "METADATA").write_text("Metadata-Version: 2.1\nName: factcheck-checkout\nVersion: 0\n")
        (found / "entry_points.txt").write_text("[mkdocs.plugins]\nfactcheck = factcheck.mkdocs:FactcheckPlugin\n")
        paths.append(str(found.parent))
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "NO_COLOR": "1", "COLUMNS": "300"},
    )


def write(folder: Path, files: dict[str, str]) -> Path:
    (folder / ".git").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


SITE = {"docs/index.md": DIARY, "docs/history.md": HISTORY}


def mkdocs(
    root: Path, folder: Path, options: str = "", *arguments: str, **files: str
) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("mkdocs", reason="the extra factcheck[mkdocs] is not installed")
    config = f"site_name: Stonebeck\nplugins:\n  - factcheck:\n      enabled: true\n{options}"
    write(folder, {**SITE, "mkdocs.yml": config, **files})
    return build(root, folder, "mkdocs", "build", *arguments)


def test_mkdocs_warns(root: Path, tmp_path: Path) -> None:
    done = mkdocs(root, tmp_path)

    assert 0 == done.returncode, done.stderr
    assert "WARNING" in done.stderr
    assert "docs/history.md:3: warning: Stonebeck Marathon, was held: 14 May 1989" in done.stderr
    assert "(other side: docs/index.md:3)" in done.stderr
    assert (tmp_path / "site" / "index.html").is_file()


def test_mkdocs_stops(root: Path, tmp_path: Path) -> None:
    done = mkdocs(root, tmp_path, "      fail_on: warning\n")

    assert 1 == done.returncode
    assert "factcheck: 1 finding of severity warning or above" in done.stderr
    assert not (tmp_path / "site" / "index.html").exists()


@pytest.mark.parametrize(
    ("options", "arguments", "files", "code"),
    [
        ("      fail_on: error\n", (), {}, 0),
        ("", ("--strict",), {}, 1),
        ("      fail_on: error\n", (), {"factcheck.toml": 'rules.event-date = "error"'}, 1),
        ("", ("--strict",), {"factcheck.toml": 'rules.event-date = "off"'}, 0),
        ("", ("--strict",), {"factcheck.toml": 'exclude = ["docs/history.md"]'}, 0),
        ("      settings: other.toml\n", ("--strict",), {"other.toml": 'rules.event-date = "note"'}, 0),
        ("      fail_on: fatal\n", (), {}, 1),
        ("", ("--strict",), {"factcheck.toml": 'rule.event-date = "off"'}, 1),
    ],
)
def test_mkdocs_by_its_settings(
    root: Path, tmp_path: Path, options: str, arguments: tuple[str, ...], files: dict[str, str], code: int
) -> None:
    done = mkdocs(root, tmp_path, options, *arguments, **files)

    assert code == done.returncode, done.stderr
    assert "Traceback" not in done.stderr


def test_mkdocs_checks_the_pages_of_the_site_only(root: Path, tmp_path: Path) -> None:
    done = mkdocs(root, tmp_path, "exclude_docs: |\n  history.md\n", "--strict")

    assert 0 == done.returncode, done.stderr


def test_mkdocs_switched_off(root: Path, tmp_path: Path) -> None:
    done = mkdocs(
        root,
        tmp_path,
        "      fail_on: note\n",
        **{"mkdocs.yml": "site_name: Stonebeck\nplugins:\n  - factcheck:\n      enabled: false\n"},
    )

    assert 0 == done.returncode, done.stderr


SOURCES = {
    "conf.py": 'project = "Stonebeck"\nextensions = ["factcheck.sphinx"]\n',
    "index.rst": "Stonebeck\n=========\n\n.. toctree::\n\n   diary\n   history\n",
    "diary.rst": "Diary\n=====\n\nThe first Stonebeck Marathon was held on 14 May 1988.\n",
    "history.rst": "History\n=======\n\nThe first Stonebeck Marathon was held on 14 May 1989.\n",
}


def sphinx(root: Path, folder: Path, conf: str = "", *arguments: str, **files: str) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("sphinx", reason="the extra factcheck[sphinx] is not installed")
    write(folder, {**SOURCES, **files, "conf.py": SOURCES["conf.py"] + conf})
    return build(root, folder, "sphinx", "-q", "-b", "html", *arguments, ".", "_build")


def test_sphinx_warns(root: Path, tmp_path: Path) -> None:
    done = sphinx(root, tmp_path)

    assert 0 == done.returncode, done.stderr
    assert (
        "history.rst:4: WARNING: warning: Stonebeck Marathon" in done.stderr
        or "diary.rst:4: WARNING: warning: Stonebeck" in done.stderr
    )
    assert "other side" in done.stderr
    assert (tmp_path / "_build" / "index.html").is_file()


@pytest.mark.parametrize(
    ("conf", "arguments", "files", "code", "told"),
    [
        ('factcheck_fail_on = "warning"', (), {}, 2, "factcheck: 1 finding of severity warning or above"),
        ('factcheck_fail_on = "error"', (), {}, 0, "Stonebeck Marathon"),
        ("", ("-W",), {}, 1, "Stonebeck Marathon"),
        ('suppress_warnings = ["factcheck.event-date"]', ("-W",), {}, 0, ""),
        ("", ("-W",), {"factcheck.toml": 'rules.event-date = "off"'}, 0, ""),
        ('factcheck_settings = "other.toml"', ("-W",), {"other.toml": 'rules.event-date = "note"'}, 0, ""),
        ("factcheck_enabled = False", ("-W",), {}, 0, ""),
        ("", (), {"factcheck.toml": "dayfirst = true"}, 0, "factcheck.toml:1:1: unknown key `dayfirst`"),
    ],
)
def test_sphinx_by_its_settings(
    root: Path, tmp_path: Path, conf: str, arguments: tuple[str, ...], files: dict[str, str], code: int, told: str
) -> None:
    done = sphinx(root, tmp_path, conf, *arguments, **files)

    assert code == done.returncode, done.stderr
    assert told in done.stderr
    assert told or "Stonebeck Marathon" not in done.stderr


def test_the_hook(root: Path) -> None:
    """One process sees all documents, and the hook calls what there is."""
    (hook,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    assert {
        "id": "factcheck",
        "language": "python",
        "pass_filenames": False,
        "require_serial": True,
    }.items() <= hook.items()
    assert "factcheck check" == hook["entry"]
