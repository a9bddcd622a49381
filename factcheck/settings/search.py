"""Settings, part: finds the settings file of a run and reads it: the nearest one upwards, or the one that is named."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factcheck.errors import Problem, UsageError
from factcheck.settings.source import KeyPath, Source

NAMES = ("factcheck.toml", "pyproject.toml")
_TABLE: KeyPath = ("tool", "factcheck")


def find_for(paths: Sequence[str | Path]) -> Source | None:
    """The settings file of a run over some paths: the nearest one upwards from the folder that holds them all.

    Where there is none, the nearest one upwards from the working directory.
    """
    here = Path.cwd()
    start = _folder_of(paths) if paths else here
    found = find_source(start)
    return found if found is not None or start == here else find_source(here)


def _folder_of(paths: Sequence[str | Path]) -> Path:
    """The deepest folder that holds all the paths; of a single folder itself."""
    folders = [path if path.is_dir() else path.parent for path in (Path(os.path.abspath(p)) for p in paths)]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # several drives
        return Path.cwd()


def find_source(start: Path) -> Source | None:
    """The nearest settings file: in each folder upwards `factcheck.toml`, then a `pyproject.toml` with our table."""
    start = start.resolve()
    for folder in (start, *start.parents):
        for name in NAMES:
            if (folder / name).is_file() and (found := _source_at(folder / name)) is not None:
                return found
        if any((folder / mark).exists() for mark in (".git", ".hg")):
            return None
    return None


def read_source(file: Path) -> Source:
    """The settings file that the user named; raises UsageError if it holds no settings."""
    if not file.is_file():
        raise UsageError(
            Problem(message="is no settings file", path=_shown(file), remedy="give the path of a TOML file to --config")
        )
    found = _source_at(file, named=True)
    if found is None:
        raise UsageError(
            Problem(message="has no table `[tool.factcheck]`", path=_shown(file), remedy="add it, or name another file")
        )
    return found


def has_settings(file: Path) -> bool:
    """Whether a file is there and holds settings."""
    return file.is_file() and _source_at(file) is not None


def _source_at(file: Path, *, named: bool = False) -> Source | None:
    """The settings in a file; none for a `pyproject.toml` that has nothing for us."""
    shown, project = _shown(file), file.name == "pyproject.toml"
    try:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise UsageError(
            Problem(message=f"cannot be read: {error.strerror}", path=shown, remedy="check its permissions")
        ) from error
    except UnicodeDecodeError as error:
        if project and not named:
            return None
        raise UsageError(Problem(message="is not UTF-8", path=shown, remedy="save the file as UTF-8")) from error
    if project and not named and "factcheck" not in text:
        return None
    try:
        value: Any = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        if project and not named and not re.search(r"^\s*\[\s*tool\s*\.\s*factcheck\b", text, re.M):
            return None  # another tool's file, and its own tools will say what is wrong with it
        raise UsageError(_no_toml(shown, text, error)) from error
    if not project:
        return Source(shown=shown, folder=Path(shown).parent, text=text, value=value)
    for key in _TABLE:
        value = value.get(key) if isinstance(value, dict) else None
    if value is None:
        return None
    return Source(shown=shown, folder=Path(shown).parent, text=text, value=value, root=_TABLE)


def _no_toml(shown: str, text: str, error: Exception) -> Problem:
    place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    lines = text.split("\n")
    line, column = (int(place[1]), int(place[2])) if place else (len(lines) if "end of doc" in str(error) else 0, 0)
    return Problem(
        message=f"no valid TOML: {str(error).partition(' (at')[0]}",
        path=shown,
        line=line,
        column=column,
        quote=lines[line - 1] if 0 < line <= len(lines) else "",
        remedy="texts stand in quotation marks, lists in brackets, truth values are true and false",
    )


def _shown(file: Path) -> str:
    """The path as messages show it: from the working directory, where that is possible."""
    try:
        return Path(os.path.relpath(file)).as_posix()
    except ValueError:  # another drive
        return file.as_posix()
