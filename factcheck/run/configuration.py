"""Run, part: what a run goes by: the settings file, checked as a whole, with the command line above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcheck.errors import Problem, UsageError
from factcheck.model.extractor import Extractor
from factcheck.pipeline import Authority
from factcheck.settings import Settings, load_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """The settings of a run, and what was made of them."""

    settings: Settings
    extractors: tuple[Extractor, ...] = ()

    def day_first(self, told: bool | None) -> bool | None:
        """How 03/04/2025 is meant: what the command line says, else the settings."""
        return told if told is not None else self.settings.day_first

    def rule_folders(self, told: Sequence[str]) -> tuple[str, ...]:
        """The folders of the user's rules: those of the settings, then those that the command line names."""
        return tuple(dict.fromkeys((*(path.as_posix() for path in self.settings.rules), *told)))

    def fact_files(self, told: Sequence[str]) -> tuple[str, ...]:
        """The files of house facts: those of the settings, then those that the command line names."""
        return tuple(dict.fromkeys((*(path.as_posix() for path in self.settings.facts), *told)))

    def lexicons(self, told: Sequence[str]) -> tuple[str, ...]:
        """The entity lexicons to read: those of the settings, then those that the command line names."""
        return tuple(dict.fromkeys((*map(str, self.settings.entities), *told)))

    def with_extractors(self) -> Configuration:
        """The same with the extractors from outside; raises UsageError with what is wrong about them."""
        extractors, problems = _build(self.settings)
        if problems:
            raise UsageError(*problems)
        return replace(self, extractors=extractors)

    @property
    def authority(self) -> Authority | None:
        """How much the word of a document counts, by its path; none where the settings do not say."""
        if not self.settings.sources or self.settings.source is None:
            return None
        from factcheck.run.authority import authority_of

        return authority_of(self.settings.sources, self.settings.source.folder)


def configure(file: str | None = None, *, ignore: bool = False, extracts: bool = True) -> Configuration:
    """The configuration of a run: of the file, else of the nearest one upwards, else the defaults.

    `ignore` takes no file at all; `extracts` says whether the run calls extractors from outside. Raises UsageError with
    every problem of the settings and of the options of extractors.
    """
    if ignore and file is not None:
        raise UsageError(Problem(message="--config and --no-config exclude each other", remedy="give one of them"))
    settings = Settings() if ignore else load_settings(file)
    extractors, wrong = _build(settings) if extracts else ((), ())
    problems = (
        sorted((*settings.problems, *wrong), key=lambda p: (p.path, p.line, p.column)) if wrong else settings.problems
    )
    if problems:
        raise UsageError(*problems)
    return Configuration(settings=settings, extractors=extractors)


def _build(settings: Settings) -> tuple[tuple[Extractor, ...], Sequence[Problem]]:
    """The extractors that the settings name, and what is wrong about them."""
    if not settings.extractors:
        return (), ()
    from factcheck.run.extractors import build_extractors

    return build_extractors(settings)
