"""Run, part: what a run goes by: the settings file, checked as a whole, with the command line above it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from factcheck.errors import Problem, UsageError
from factcheck.model.extractor import Extractor
from factcheck.settings import NAMES, Settings, load_settings

if TYPE_CHECKING:
    from factcheck.model.rule import Rule
    from factcheck.pipeline import Authority, Policy
    from factcheck.run.policy import RuleBook
    from factcheck.run.selection import Selection
    from factcheck.run.sources import Declared
    from factcheck.run.terms import TermsBook

FAIL_ON = "warning"
"""The least severity that closes the gate, where nothing else is said."""


@dataclass(frozen=True, kw_only=True)
class Configuration:
    """The settings of a run, and what was made of them."""

    settings: Settings
    extractors: tuple[Extractor, ...] = ()
    day_first_told: bool | None = None
    """What the command line says of the order of dates, in all documents."""
    searched: bool = False
    """Whether the settings file was looked for, so that others below it are overlooked and not left out on purpose."""

    @property
    def folder(self) -> Path | None:
        """The folder of the settings file, if there is one."""
        return self.settings.source.folder if self.settings.source is not None else None

    def day_first(self, told: bool | None) -> bool | None:
        """How 03/04/2025 is meant: what the command line says, else the settings."""
        return told if told is not None else self.settings.day_first

    def fail_on(self, told: str | None) -> str:
        """The least severity that closes the gate: what the command line says, else the settings, else `warning`."""
        return told or self.settings.fail_on or FAIL_ON

    def rule_folders(self, told: Sequence[str]) -> tuple[str, ...]:
        """The folders of the user's rules: those of the settings, then those that the command line names."""
        return tuple(dict.fromkeys((*(path.as_posix() for path in self.settings.rule_folders), *told)))

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

    @cached_property
    def terms(self) -> TermsBook | None:
        """What the settings say of documents by their paths; none where they say nothing."""
        settings = self.settings
        if not (settings.sources or settings.overrides or settings.document_dates is not None):
            return None
        from factcheck.run.terms import TermsBook

        return TermsBook(settings)

    @cached_property
    def selection(self) -> Selection | None:
        """Which files of folders the settings take; none where they leave it at the defaults."""
        if self.settings.include is None and not self.settings.exclude:
            return None
        from factcheck.run.selection import Selection

        return Selection(self.settings)

    @property
    def authority(self) -> Authority | None:
        """How much the word of a document counts, by its path; none where the settings do not say."""
        return self.terms.authority if self.terms is not None and self.settings.sources else None

    @property
    def own_files(self) -> tuple[Path, ...]:
        """Files that the settings name as something else than documents: they are not read as such in a folder."""
        settings = self.settings
        named = (settings.baseline, settings.suppressions, settings.labels)
        return (*settings.facts, *settings.entities, *(file for file in named if file is not None))

    def overlooked(self, files: Iterable[Path]) -> Iterator[Problem]:
        """The settings files beside the documents that do not count, since one counts for a run."""
        if not self.searched:
            return
        source = self.settings.source
        used = os.path.realpath(source.shown) if source is not None else ""
        for folder in sorted({file.parent for file in files}):
            file = folder / NAMES[0]
            if file.is_file() and os.path.realpath(file) != used:
                yield Problem(
                    message=f"is not read: one settings file counts for a run, {source.shown if source else 'the nearest one above all that is checked, and there is none'}",
                    path=PurePath(os.path.normpath(file)).as_posix(),
                    remedy="move what it says into `[[overrides]]` of one file at the root, or check its folder by itself",
                )

    def declared(self, path: str) -> Declared | None:
        """What the settings say of a document; none where they leave it as it is read."""
        if self.terms is None:
            return None
        from factcheck.run.sources import Declared

        declared = self.terms.declared(path)
        if self.day_first_told is not None:
            declared = replace(declared, day_first=None)
        return declared if declared != Declared() else None

    def rule_book(self, rules: Sequence[Rule], asked: Sequence[str] = ()) -> RuleBook | None:
        """What the settings say of rules; none where they say nothing. Raises UsageError for names that are those of none.

        `asked` are the ids that the command line asks for.
        """
        settings = self.settings
        if not (settings.rules or settings.overrides or settings.min_confidence):
            return None
        from factcheck.model.triage import OWN_RULES
        from factcheck.run.policy import RuleBook

        book = RuleBook(settings, (*rules, *OWN_RULES.values()), asked=asked)
        if problems := tuple(book.problems()):
            raise UsageError(*problems)
        return book

    def policy(self, book: RuleBook | None, houses: Sequence[str] = ()) -> Policy | None:
        """What becomes of findings; `houses` are the paths of house facts."""
        if book is None:
            return None
        from factcheck.run.policy import policy_of
        from factcheck.run.terms import TermsBook

        return policy_of(book, self.terms or TermsBook(self.settings), frozenset(houses))


DEFAULTS = Configuration(settings=Settings())


def configure(
    file: str | None = None,
    *,
    ignore: bool = False,
    extracts: bool = True,
    paths: Sequence[str | Path] = (),
    day_first: bool | None = None,
) -> Configuration:
    """The configuration of a run over some paths: of the file, else of the nearest one upwards, else the defaults.

    `ignore` takes no file at all; `day_first` is what the command line says of it; `extracts` says whether the run calls extractors from outside. Raises UsageError with
    every problem of the settings and of the options of extractors.
    """
    if ignore and file is not None:
        raise UsageError(Problem(message="--config and --no-config exclude each other", remedy="give one of them"))
    settings = Settings() if ignore else load_settings(file, paths=paths)
    searched = file is None and not ignore
    return replace(configured(settings, extracts=extracts), searched=searched, day_first_told=day_first)


def configured(settings: Settings, *, extracts: bool = True) -> Configuration:
    """The configuration that settings make; raises UsageError with everything that is wrong with them."""
    extractors, wrong = _build(settings) if extracts else ((), ())
    problems = (*settings.problems, *wrong)
    if any(source.language is not None for source in settings.sources):
        from factcheck.run.terms import unknown_languages

        problems = (*problems, *unknown_languages(settings))
    if problems:
        raise UsageError(*sorted(problems, key=lambda p: (p.path, p.line, p.column)))
    return Configuration(settings=settings, extractors=extractors)


def _build(settings: Settings) -> tuple[tuple[Extractor, ...], Sequence[Problem]]:
    """The extractors that the settings name, and what is wrong about them."""
    if not settings.extractors:
        return (), ()
    from factcheck.run.extractors import build_extractors

    return build_extractors(settings)
