"""Settings, part: what a settings file says, as records; what it leaves out is none, so that its default can be told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from factcheck.errors import Problem
from factcheck.frozen import dataclass
from factcheck.settings.source import KeyPath, Source

OFF = "off"
"""The severity of a rule that is switched off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractorSettings:
    """An extractor of the settings: whether it is used, and its table of options, not yet checked."""

    name: str
    options: Mapping[str, Any]
    used: bool
    at: KeyPath
    """The key path of its table, or of its name in `use` where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSettings:
    """What is set for one rule, by the name that the file gives it."""

    name: str
    severity: str | None = None
    """error, warning, note or off."""
    min_confidence: float | None = None
    at: KeyPath = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """What is said of some documents: whose word counts, their group, their language."""

    match: str
    """A pattern as in .gitignore, from the folder of the settings file."""
    authority: int | None = None
    group: str | None = None
    language: str | None = None
    at: KeyPath = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideSettings:
    """What is set otherwise for some documents, and for findings all of whose places lie in them."""

    match: str | None = None
    """A pattern as in .gitignore, from the folder of the settings file."""
    group: str | None = None
    """The name of a group; where there is no pattern."""
    rules: tuple[RuleSettings, ...] = ()
    min_confidence: float | None = None
    day_first: bool | None = None
    document_dates: tuple[str, ...] | None = None
    at: KeyPath = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a settings file says, checked; what it leaves out has its default."""

    source: Source | None = None
    """The file, for messages that point into it; none where there is no file."""
    include: tuple[str, ...] | None = None
    exclude: tuple[str, ...] = ()
    day_first: bool | None = None
    document_dates: tuple[str, ...] | None = None
    """What tells the day of a document, in order; the empty list for nothing."""
    entities: tuple[Path, ...] = ()
    """Files of entity lexicons; they are there."""
    facts: tuple[Path, ...] = ()
    """Files of house facts; they are there."""
    rule_folders: tuple[Path, ...] = ()
    """Folders of rule files; they are there."""
    rules: tuple[RuleSettings, ...] = ()
    """By names that need not be those of rules: whoever knows the rules checks them."""
    min_confidence: float | None = None
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
    extractors: tuple[ExtractorSettings, ...] = ()
    """Those in use in their order, then those that have a table only."""
    sources: tuple[SourceSettings, ...] = ()
    overrides: tuple[OverrideSettings, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    """Everything wrong with the file. What is wrong is left out of the rest, so that the run layer can look on."""

    @property
    def folder(self) -> Path:
        """The folder that patterns and paths count from."""
        return self.source.folder if self.source is not None else Path()
