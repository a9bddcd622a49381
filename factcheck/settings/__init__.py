"""Settings: finds and reads `factcheck.toml` or the table `[tool.factcheck]` of `pyproject.toml`, for the command line.

A run without a settings file imports nothing for it but this module: the shape of the file waits in `schema`.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factcheck.errors import Problem, UsageError
from factcheck.settings.source import KeyPath, Source, suggestion

NAMES = ("factcheck.toml", "pyproject.toml")
_TABLE: KeyPath = ("tool", "factcheck")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractorSettings:
    """An extractor of the settings: whether it is used, and its table of options, not yet checked."""

    name: str
    options: Mapping[str, Any]
    used: bool
    at: KeyPath
    """The key path of its table, or of its name in `use` where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """Documents whose word counts more or less than that of the others."""

    match: str
    """A pattern as in .gitignore, from the folder of the settings file."""
    authority: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a settings file says, checked; what it leaves out has its default."""

    source: Source | None = None
    """The file, for messages that point into it; none where there is no file."""
    day_first: bool | None = None
    entities: tuple[Path, ...] = ()
    """Files of entity lexicons; they are there."""
    facts: tuple[Path, ...] = ()
    """Files of house facts; they are there."""
    rules: tuple[Path, ...] = ()
    """Folders of rule files; they are there."""
    extractors: tuple[ExtractorSettings, ...] = ()
    """Those in use in their order, then those that have a table only."""
    sources: tuple[SourceSettings, ...] = ()
    fail_on: str | None = None
    """error, warning, note or never."""
    max_errors: int | None = None
    max_warnings: int | None = None
    baseline: Path | None = None
    """The file of accepted findings; it need not be there."""
    suppressions: Path | None = None
    """The file of suppressions; it need not be there."""
    labels: Path | None = None
    """The file of labelled findings and pairs; it need not be there."""
    problems: tuple[Problem, ...] = field(default=())
    """Everything wrong with the file. What is wrong is left out of the rest, so that the run layer can look on."""


def load_settings(file: str | None = None, *, start: Path | None = None) -> Settings:
    """The settings of a file, else of the nearest one from the folder `start` upwards, else the defaults.

    The search ends at the root of a repository. Raises UsageError where the file cannot be read or is no TOML; all
    other problems stand in the settings.
    """
    source = read_source(Path(file)) if file is not None else find_source(start or Path.cwd())
    return settings_of(source) if source is not None else Settings()


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


def settings_of(source: Source) -> Settings:
    """The settings that a file gives, with all that is wrong with it."""
    from factcheck.settings.schema import SettingsFile
    from factcheck.settings.validation import validated_part

    if not isinstance(source.value, dict):
        raise UsageError(source.problem("`factcheck` is no table", (), "write `[tool.factcheck]` above the settings"))
    file, problems = validated_part(SettingsFile, source.value, source)
    paths, missing = {}, []
    for key in ("entities", "facts", "rules"):
        paths[key], wrong = _paths(source, key, _texts(source.value, key))
        missing += wrong
    return Settings(
        source=source,
        day_first=file.day_first,
        entities=paths["entities"],
        facts=paths["facts"],
        rules=paths["rules"],
        extractors=_extractors(_texts(source.value.get("extractors"), "use"), file.extractors.tables),
        sources=tuple(SourceSettings(match=s.match, authority=s.authority) for s in file.sources),
        fail_on=file.fail_on,
        max_errors=file.max_errors,
        max_warnings=file.max_warnings,
        baseline=source.folder / file.baseline if file.baseline is not None else None,
        suppressions=source.folder / file.suppressions if file.suppressions is not None else None,
        labels=source.folder / file.labels if file.labels is not None else None,
        problems=tuple(sorted((*problems, *missing), key=lambda p: (p.line, p.column))),
    )


def _texts(table: Any, key: str) -> list[str | None]:
    """The texts of a list as it stands, so that one wrong item hides nothing about the others; none for the wrong one."""
    listed = table.get(key) if isinstance(table, dict) else None
    return [item if isinstance(item, str) else None for item in listed] if isinstance(listed, list) else []


def _paths(source: Source, key: str, given: Sequence[str | None]) -> tuple[tuple[Path, ...], list[Problem]]:
    """The files (of `rules` the folders) that a list names, and what is wrong with those that are none."""
    found: list[Path] = []
    problems: list[Problem] = []
    folders = key == "rules"
    for number, name in enumerate(given):
        if name is None:
            continue
        path = source.folder / name
        if path.is_dir() if folders else path.is_file():
            found.append(path)
            continue
        beside = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
        problems.append(
            source.problem(
                f"`{key}[{number + 1}]` names no {'folder' if folders else 'file'}: {name}",
                (key, number),
                suggestion(path.name, beside) + "paths count from the folder of the settings file",
            )
        )
    return tuple(found), problems


def _extractors(use: Sequence[str | None], tables: Mapping[str, Mapping[str, Any]]) -> tuple[ExtractorSettings, ...]:
    names = [name for name in dict.fromkeys((*use, *tables)) if name is not None]
    return tuple(
        ExtractorSettings(
            name=name,
            options=tables.get(name, {}),
            used=name in use,
            at=("extractors", name) if name in tables else ("extractors", "use", use.index(name)),
        )
        for name in names
    )
