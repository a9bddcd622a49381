"""The check in builds of sites: real builds with MkDocs and Sphinx, and the hook of pre-commit."""

import os
import re
import subprocess
import sys
from contextlib import nullcontext
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from factcheck.cli import main

DIARY = "# Diary\n\nThe first Stonebeck Marathon was held on 14 May 1988.\n"
HISTORY = "# History\n\nThe first Stonebeck Marathon was held on 14 May 1989.\n"


def with_plugin(root: Path, folder: Path) -> list[str]:
    """Where Python finds this checkout, and that it is a plugin of MkDocs where it is not installed as one."""
    if any(point.name == "factcheck" for point in entry_points(group="mkdocs.plugins")):
        return [str(root)]
    found = folder.parent / f"{folder.name}-installed" / "factcheck_checkout-0.dist-info"
    found.mkdir(parents=True, exist_ok=True)
    (found / "METADATA").write_text("Metadata-Version: 2.1\nName: factcheck-checkout\nVersion: 0\n", encoding="utf-8")
    (found / "entry_points.txt").write_text(
        "[mkdocs.plugins]\nfactcheck = factcheck.mkdocs:FactcheckPlugin\n", encoding="utf-8"
    )
    return [str(root), str(found.parent)]


def build(root: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A build in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(with_plugin(root, folder)), "NO_COLOR": "1", "COLUMNS": "300"},
    )


def write(folder: Path, files: dict[str, str]) -> Path:
    (folder / ".git").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


SITE = {"docs/index.md": DIARY, "docs/history.md": HISTORY}


def site(folder: Path, options: str = "", **files: str) -> Path:
    """A site for MkDocs; `options` are lines of `mkdocs.yml` below the plugin."""
    pytest.importorskip("mkdocs", reason="the extra factcheck[mkdocs] is not installed")
    config = f"site_name: Stonebeck\nplugins:\n  - factcheck:\n      enabled: true\n{options}"
    return write(folder, {**SITE, "mkdocs.yml": config, **files})


def test_mkdocs_warns_and_stops(root: Path, tmp_path: Path) -> None:
    """With the real command."""
    done = build(root, site(tmp_path), "mkdocs", "build")

    assert 0 == done.returncode, done.stderr
    assert "WARNING" in done.stderr
    assert "docs/history.md:3: warning: Stonebeck Marathon, was held: 14 May 1989" in done.stderr
    assert "(other side: docs/index.md:3)" in done.stderr
    assert (tmp_path / "site" / "index.html").is_file()

    done = build(root, site(tmp_path, "      fail_on: warning\n"), "mkdocs", "build", "-d", "other")

    assert 1 == done.returncode
    assert "factcheck: 1 finding of severity warning or above" in done.stderr
    assert not (tmp_path / "other" / "index.html").exists()


@pytest.mark.parametrize(
    ("options", "files", "told", "stops"),
    [
        ("      fail_on: error\n", {}, ["WARNING"], False),
        ("", {"factcheck.toml": 'rules.event-date = "note"'}, ["INFO"], False),
        ("      fail_on: note\n", {"factcheck.toml": 'rules.event-date = "note"'}, ["WARNING"], True),
        ("      fail_on: error\n", {"factcheck.toml": 'rules.event-date = "error"'}, ["WARNING"], True),
        ("      fail_on: note\n", {"factcheck.toml": 'rules.event-date = "off"'}, [], False),
        ("      fail_on: note\n", {"factcheck.toml": 'exclude = ["docs/history.md"]'}, [], False),
        ("      settings: other.toml\n", {"other.toml": 'rules.event-date = "note"'}, ["INFO"], False),
        ("      fail_on: note\nexclude_docs: |\n  history.md\n", {}, [], False),
        ("      fail_on: note\n", {"factcheck.toml": 'rule.event-date = "off"'}, ["WARNING"], True),
        ("", {"mkdocs.yml": "site_name: x\nplugins:\n  - factcheck:\n      enabled: false\n"}, [], False),
    ],
)
def test_mkdocs_by_its_settings(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    options: str,
    files: dict[str, str],
    told: list[str],
    stops: bool,
) -> None:
    monkeypatch.chdir(site(tmp_path, options, **files))
    for path in with_plugin(root, tmp_path)[1:]:
        monkeypatch.syspath_prepend(path)
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    caplog.set_level("INFO", logger="mkdocs.plugins.factcheck")
    config = load_config("mkdocs.yml")
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.raises(Abort) if stops else nullcontext():
        build_site(config)

    assert told == [r.levelname for r in caplog.records if r.name == "mkdocs.plugins.factcheck"]


def test_mkdocs_lets_pass_what_the_baseline_knows(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(site(tmp_path, "      fail_on: note\n"))
    for path in with_plugin(root, tmp_path)[1:]:
        monkeypatch.syspath_prepend(path)
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config

    assert 0 == CliRunner().invoke(main, ["baseline", "docs", "--quiet"]).exit_code
    config = load_config("mkdocs.yml")
    config.plugins.on_startup(command="build", dirty=False)
    build_site(config)

    assert "Stonebeck" not in caplog.text


def test_mkdocs_warns_whoever_writes(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """`mkdocs serve` is never stopped."""
    monkeypatch.chdir(site(tmp_path, "      fail_on: note\n"))
    for path in with_plugin(root, tmp_path)[1:]:
        monkeypatch.syspath_prepend(path)
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config

    config = load_config("mkdocs.yml")
    config.plugins.on_startup(command="serve", dirty=False)
    build_site(config)

    assert "Stonebeck Marathon, was held" in caplog.text


def test_mkdocs_takes_no_wrong_level(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site(tmp_path, "      fail_on: fatal\n"))
    for path in with_plugin(root, tmp_path)[1:]:
        monkeypatch.syspath_prepend(path)
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    with pytest.raises(Abort):
        load_config("mkdocs.yml")


SOURCES = {
    "conf.py": 'project = "Stonebeck"\nextensions = ["factcheck.sphinx"]\n',
    "index.rst": "Stonebeck\n=========\n\n.. toctree::\n\n   diary\n   history\n",
    "diary.rst": "Diary\n=====\n\nThe first Stonebeck Marathon was held on 14 May 1988.\n",
    "history.rst": "History\n=======\n\nThe first Stonebeck Marathon was held on 14 May 1989.\n",
}


def sources(folder: Path, conf: str = "", **files: str) -> Path:
    """The sources of a documentation for Sphinx; `conf` are lines of `conf.py`."""
    pytest.importorskip("sphinx", reason="the extra factcheck[sphinx] is not installed")
    return write(folder, {**SOURCES, **files, "conf.py": SOURCES["conf.py"] + conf})


def test_sphinx_warns(root: Path, tmp_path: Path) -> None:
    """With the real command."""
    done = build(root, sources(tmp_path), "sphinx", "-q", "-b", "html", ".", "_build")

    assert 0 == done.returncode, done.stderr
    assert "rst:4: WARNING: warning: Stonebeck Marathon" in done.stderr
    assert "(other side: " in done.stderr
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
        ('factcheck_fail_on = "error"', (), {"factcheck.toml": "dayfirst = true"}, 2, "factcheck: nothing was checked"),
    ],
)
def test_sphinx_by_its_settings(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    conf: str,
    arguments: tuple[str, ...],
    files: dict[str, str],
    code: int,
    told: str,
) -> None:
    monkeypatch.chdir(sources(tmp_path, conf, **files))
    from sphinx.cmd.build import main as sphinx_build

    assert code == sphinx_build(["-q", "-N", "-b", "html", *arguments, ".", "_build"])

    said = capsys.readouterr().err
    assert told in said
    assert told or "Stonebeck Marathon" not in said


def test_the_hook(root: Path) -> None:
    """One process sees all documents, and the hook calls what there is."""
    (hook,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    wanted = {"id": "factcheck", "language": "python", "pass_filenames": False, "require_serial": True}
    assert wanted.items() <= hook.items()
    assert "factcheck check" == hook["entry"]


def test_the_page_shows_what_there_is(root: Path) -> None:
    """Every option of the plugin and of the extension stands in docs/integrations.md, and no other."""
    page = (root / "docs" / "integrations.md").read_text(encoding="utf-8")
    plugin = page.split("  - factcheck:\n")[1].split("```")[0]
    extension = (root / "factcheck" / "sphinx.py").read_text(encoding="utf-8")

    assert set(re.findall(r'add_config_value\("(\w+)"', extension)) == set(re.findall(r"(?m)^(factcheck_\w+) =", page))
    pytest.importorskip("mkdocs", reason="the extra factcheck[mkdocs] is not installed")
    from factcheck.mkdocs import PluginConfig

    assert {key for key, _ in PluginConfig._schema} == set(re.findall(r"(?m)^ +(\w+):", plugin))
