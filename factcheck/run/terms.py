"""Run, part: what the settings say of each document, by its path: authority, group, language, order and source of dates."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any, Generic, TypeVar

from factcheck.errors import Problem
from factcheck.frozen import dataclass
from factcheck.run.sources import Declared
from factcheck.settings import OverrideSettings, Settings
from factcheck.settings.source import KeyPath, suggestion

T = TypeVar("T")
Matcher = Callable[[str], bool]
"""Whether a document of this path, counted from the folder of the settings file, is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Generic[T]):
    """A value, and the key path of the settings that it comes from; the empty one for a default."""

    value: T
    at: KeyPath = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the settings say of one document."""

    authority: Term[int | None]
    group: Term[str | None]
    language: Term[str | None]
    day_first: Term[bool | None]
    document_dates: Term[tuple[str, ...] | None]
    overrides: tuple[int, ...]
    """Numbers, from 0, of the overrides that are for it."""


class TermsBook:
    """The terms by the path of a document as it is shown. Patterns count from the folder of the settings file.

    What lies outside of that folder is matched by its name alone.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._sources = [(matcher(source.match), source) for source in settings.sources]
        self._overrides = [self._matcher_of(override) for override in settings.overrides]
        self._known: dict[str, Terms] = {}

    def __call__(self, path: str) -> Terms:
        """The terms of a document."""
        if path not in self._known:
            self._known[path] = self._terms(path)
        return self._known[path]

    def general(self) -> Terms:
        """The terms where no entry for some documents counts."""
        return self._terms(None)

    def authority(self, path: str) -> int:
        """How much the word of a document counts."""
        return self(path).authority.value or 0

    def declared(self, path: str) -> Declared:
        """What the settings say of a document beside what it holds."""
        terms = self(path)
        return Declared(
            language=terms.language.value or "",
            # what is said of all documents is held against what the others show, so it is no matter of this one
            day_first=terms.day_first.value if terms.day_first.at[:1] == ("overrides",) else None,
            dated_by=terms.document_dates.value,
        )

    def _terms(self, path: str | None) -> Terms:
        relative = relative_path(path, self.settings.folder) if path is not None else None
        found: dict[str, Term[Any]] = {key: Term(value=None) for key in ("authority", "group", "language")}
        for matches, source in self._sources:
            if relative is not None and matches(relative):
                for key in found:
                    if (value := getattr(source, key)) is not None:
                        found[key] = Term(value=value, at=(*source.at, key))
        group = found["group"].value
        dated: dict[str, Term[Any]] = {
            key: Term(value=value, at=(key,))
            if (value := getattr(self.settings, key)) is not None
            else Term(value=None)
            for key in ("day_first", "document_dates")
        }
        numbers = tuple(
            n for n, matches in enumerate(self._overrides) if relative is not None and matches(relative, group)
        )
        for number in numbers:
            override = self.settings.overrides[number]
            for key in dated:
                if (value := getattr(override, key)) is not None:
                    dated[key] = Term(value=value, at=(*override.at, key))
        return Terms(**found, **dated, overrides=numbers)

    @staticmethod
    def _matcher_of(override: OverrideSettings) -> Callable[[str, object], bool]:
        if override.match is None:
            return lambda relative, group: group == override.group
        matches = matcher(override.match)
        return lambda relative, group: matches(relative)


def matcher(*patterns: str) -> Matcher:
    """Whether patterns as in .gitignore match a path."""
    from pathspec import GitIgnoreSpec

    spec = GitIgnoreSpec.from_lines(patterns)
    return spec.match_file


def relative_path(path: str, folder: Path) -> str:
    """The path from a folder; of what lies outside of it the name alone."""
    try:
        relative = PurePath(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        relative = "../"
    return PurePath(path).name if relative == ".." or relative.startswith("../") else relative


def unknown_languages(settings: Settings) -> Iterator[Problem]:
    """Languages of sources that nothing is known of."""
    if settings.source is None or all(source.language is None for source in settings.sources):
        return
    from factcheck.extract.times.language import languages

    known: Sequence[str] = sorted(languages())
    for source in settings.sources:
        if source.language is not None and source.language not in known:
            yield settings.source.problem(
                f"no language `{source.language}`",
                (*source.at, "language"),
                f"{suggestion(source.language, known)}languages: {', '.join(known)}; leave the key out for any other",
            )
