"""Settings: finds and reads `factcheck.toml` or the table `[tool.factcheck]` of `pyproject.toml`, for the doors.

A run without a settings file imports nothing heavy for it: the shape of the file waits in `schema`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import Problem, UsageError
from factcheck.frozen import replace
from factcheck.settings.records import (
    OFF,
    ExtractorSettings,
    OverrideSettings,
    RuleSettings,
    Settings,
    SourceSettings,
)
from factcheck.settings.search import NAMES, find_for, find_source, read_source
from factcheck.settings.source import KeyPath, Source, suggestion

if TYPE_CHECKING:
    from factcheck.settings.schema import OverrideFile, RuleValue, SettingsFile

__all__ = [
    "NAMES",
    "OFF",
    "ExtractorSettings",
    "OverrideSettings",
    "RuleSettings",
    "Settings",
    "SourceSettings",
    "find_source",
    "load_settings",
    "read_source",
    "settings_from",
    "settings_of",
]


def load_settings(file: str | None = None, *, paths: Sequence[str | Path] = (), start: Path | None = None) -> Settings:
    """The settings of a file, else of the nearest one upwards, else the defaults.

    The search begins at the folder that holds all of `paths` and, if nothing is found, at the working directory; or at
    `start` alone. It ends at the root of a repository. Raises UsageError where the file cannot be read or is no TOML;
    all other problems stand in the settings.
    """
    if file is not None:
        return settings_of(read_source(Path(file)))
    source = find_source(start) if start is not None else find_for(paths)
    return settings_of(source) if source is not None else Settings()


def settings_from(value: Mapping[str, Any], folder: Path | None = None) -> Settings:
    """The settings that a mapping with the keys of a settings file gives; its paths count from `folder`, else from here."""
    return settings_of(Source(shown="settings", folder=folder or Path(), text="", value=dict(value)))


def settings_of(source: Source) -> Settings:
    """The settings that a file gives, with all that is wrong with it."""
    from factcheck.settings.schema import SettingsFile
    from factcheck.settings.validation import validated_part

    if not isinstance(source.value, dict):
        raise UsageError(source.problem("`factcheck` is no table", (), "write `[tool.factcheck]` above the settings"))
    file, problems = validated_part(SettingsFile, source.value, source)
    paths, missing = {}, []
    for key in ("entities", "facts", "rule_folders"):
        paths[key], wrong = _paths(source, key, _texts(source.value, key))
        missing += wrong
    found = _settings(file, source)
    unknown = _unknown_groups(found)
    return replace(
        found,
        entities=paths["entities"],
        facts=paths["facts"],
        rule_folders=paths["rule_folders"],
        problems=tuple(sorted((*problems, *missing, *unknown), key=lambda p: (p.line, p.column))),
    )


def _settings(file: SettingsFile, source: Source) -> Settings:
    """The settings without the paths that must be there."""

    def beside(name: str | None) -> Path | None:
        return source.folder / name if name is not None else None

    return Settings(
        source=source,
        include=tuple(file.include) if file.include is not None else None,
        exclude=tuple(file.exclude),
        day_first=file.day_first,
        document_dates=_date_sources(file.document_dates),
        rules=_rules(file.rules, ("rules",)),
        min_confidence=file.min_confidence,
        fail_on=file.fail_on,
        max_errors=file.max_errors,
        max_warnings=file.max_warnings,
        baseline=beside(file.baseline),
        suppressions=beside(file.suppressions),
        labels=beside(file.labels),
        extractors=_extractors(_texts(source.value.get("extractors"), "use"), file.extractors.tables),
        sources=tuple(
            SourceSettings(
                match=s.match, authority=s.authority, group=s.group, language=s.language, at=("sources", number)
            )
            for number, s in enumerate(file.sources)
        ),
        overrides=tuple(_override(override, number) for number, override in enumerate(file.overrides)),
    )


def _override(file: OverrideFile, number: int) -> OverrideSettings:
    at: KeyPath = ("overrides", number)
    return OverrideSettings(
        match=file.match,
        group=file.group,
        rules=_rules(file.rules, (*at, "rules")),
        min_confidence=file.min_confidence,
        day_first=file.day_first,
        document_dates=_date_sources(file.document_dates),
        at=at,
    )


def _rules(table: Mapping[str, RuleValue], above: KeyPath) -> tuple[RuleSettings, ...]:
    return tuple(
        RuleSettings(name=name, severity=value, at=(*above, name))
        if isinstance(value, str)
        else RuleSettings(name=name, severity=value.severity, min_confidence=value.min_confidence, at=(*above, name))
        for name, value in table.items()
    )


def _date_sources(given: Sequence[str] | None) -> tuple[str, ...] | None:
    return tuple(name for name in given if name != "none") if given is not None else None


def _unknown_groups(settings: Settings) -> Iterator[Problem]:
    """Overrides for a group that no source belongs to."""
    known = sorted({source.group for source in settings.sources if source.group is not None})
    for override in settings.overrides:
        if override.group is not None and override.group not in known and settings.source is not None:
            yield settings.source.problem(
                f"no group `{override.group}` in `sources`",
                (*override.at, "group"),
                f"{suggestion(override.group, known)}groups: {', '.join(known) or 'none'}; or say `match` instead",
            )


def _texts(table: Any, key: str) -> list[str | None]:
    """The texts of a list as it stands, so that one wrong item hides nothing about the others; none for the wrong one."""
    listed = table.get(key) if isinstance(table, dict) else None
    return [item if isinstance(item, str) else None for item in listed] if isinstance(listed, list) else []


def _paths(source: Source, key: str, given: Sequence[str | None]) -> tuple[tuple[Path, ...], list[Problem]]:
    """The files (of `rule_folders` the folders) that a list names, and what is wrong with those that are none."""
    found: list[Path] = []
    problems: list[Problem] = []
    folders = key == "rule_folders"
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
