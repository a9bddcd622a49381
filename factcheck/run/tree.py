"""Run, part: the sources of a git revision, as a walk through its files would find them; nothing is checked out."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from factcheck.errors import Problem, UsageError
from factcheck.frozen import dataclass
from factcheck.run.git import SUBMODULE, Entry, Repository, holds, list_tree, open_repository, read_objects
from factcheck.run.sources import MAX_BYTES, Source, is_left_out, shown, specs_of

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from factcheck.run.selection import Selection

_MOST_LINKS = 8
"""Links that lead to links, followed as far as this."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a revision: its path from the root, the path of what a link leads to, and the content."""

    path: str
    real: str
    folder: str
    """Of the repository that holds the content: a submodule is one of its own."""
    object: str


def sources_of(
    repository: Repository, commit: str, paths: Sequence[str], selection: Selection | None = None
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The documents of a commit under the paths, each under the path that it has in the working tree.

    That a revision holds nothing of a path is no problem: it was made later. A file that is named itself is always
    taken; of folders what the ignore files and settings of today leave out is left out of every revision.
    """
    top = os.path.realpath(repository.top or repository.folder)
    problems: list[Problem] = []
    files = sorted(_files(repository, commit, top, "", problems), key=lambda file: file.path.split("/"))
    rules = _Rules(top, selection)
    chosen: dict[str, tuple[str, _File]] = {}
    for given in paths:
        place = _within(given, top)
        for file in files:
            if file.path == place:
                chosen.setdefault(file.real, (shown(Path(given)), file))
            elif place == "." or file.path.startswith(place + "/"):
                inside = file.path if place == "." else posixpath.relpath(file.path, place)
                if not rules.pass_over(file.path, place):
                    chosen.setdefault(file.real, (shown(Path(given) / inside), file))
    sources = _loaded(list(chosen.values()), top, problems)
    return tuple(sorted(sources, key=lambda s: s.path)), tuple(problems)


def _within(given: str, top: str) -> str:
    """A path from the root of the repository."""
    place = PurePosixPath(os.path.relpath(os.path.realpath(given), top)).as_posix()
    if place == ".." or place.startswith("../"):
        raise UsageError(
            Problem(message="lies outside of the repository", path=given, remedy=f"name paths inside of {top}")
        )
    return place


def _files(repository: Repository, commit: str, top: str, prefix: str, problems: list[Problem]) -> Iterator[_File]:
    """All files of a commit; links stand for the files that they lead to, submodules for what is in them."""
    entries = {entry.path: entry for entry in list_tree(repository, commit)}
    links = read_objects(repository, [entry.object for entry in entries.values() if entry.is_link], MAX_BYTES)
    for path, entry in entries.items():
        if entry.mode == SUBMODULE:
            yield from _of_submodule(entry, top, prefix, problems)
            continue
        target = _target(entry, entries, links)
        if target is not None:
            yield _File(prefix + path, prefix + target.path, repository.folder, target.object)


def _target(entry: Entry, entries: Mapping[str, Entry], links: Mapping[str, bytes | int]) -> Entry | None:
    """The file that an entry is or leads to; none for a link to a folder, to nothing, or out of the repository."""
    for _ in range(_MOST_LINKS):
        if not entry.is_link:
            return entry if entry.mode != SUBMODULE else None
        leads = links.get(entry.object)
        if not isinstance(leads, bytes):
            return None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), os.fsdecode(leads)))
        found = entries.get(path)
        if found is None:
            return None
        entry = found
    return None


def _of_submodule(entry: Entry, top: str, prefix: str, problems: list[Problem]) -> Iterator[_File]:
    folder = os.path.join(top, prefix + entry.path)
    if not os.path.exists(os.path.join(folder, ".git")):
        return  # it was never fetched: a check of the working tree does not find its documents either
    inner = open_repository(folder)
    if holds(inner, entry.object):
        yield from _files(inner, entry.object, top, f"{prefix}{entry.path}/", problems)
        return
    problems.append(
        Problem(
            message=f"this submodule does not hold the commit {entry.object[:12]}; its documents are left out",
            path=prefix + entry.path,
            remedy="`git submodule update --init` with its whole history",
        )
    )


class _Rules:
    """What a walk through the working tree passes over, asked of paths that need not be there."""

    def __init__(self, top: str, selection: Selection | None) -> None:
        self.top = Path(top)
        self.selection = selection
        self._known: dict[tuple[str, str], bool] = {}
        self._specs: dict[str, list[tuple[Path, GitIgnoreSpec]]] = {}

    def pass_over(self, path: str, place: str) -> bool:
        """Whether a file is left out in a folder that is checked: itself, or a folder between the two."""
        above = posixpath.dirname(path)
        return self._pass_over_folder(above, place) or is_left_out(
            self.top / path, False, self._above(above), self.selection
        )

    def _pass_over_folder(self, folder: str, place: str) -> bool:
        if folder in ("", place):
            return False
        if (folder, place) not in self._known:
            above = posixpath.dirname(folder)
            self._known[folder, place] = self._pass_over_folder(above, place) or is_left_out(
                self.top / folder, True, self._above(above), self.selection
            )
        return self._known[folder, place]

    def _above(self, folder: str) -> list[tuple[Path, GitIgnoreSpec]]:
        """The ignore files of a folder and of those above it, outermost first."""
        if folder not in self._specs:
            outer = self._above(posixpath.dirname(folder)) if folder else []
            self._specs[folder] = [*outer, *specs_of(self.top / folder)]
        return self._specs[folder]


def _loaded(chosen: Sequence[tuple[str, _File]], top: str, problems: list[Problem]) -> Iterator[Source]:
    """The files with what they hold, read in one go of each repository."""
    by_folder: dict[str, list[tuple[str, _File]]] = {}
    for name, file in chosen:
        by_folder.setdefault(file.folder, []).append((name, file))
    for folder, members in sorted(by_folder.items()):
        contents = read_objects(open_repository(folder), [file.object for _, file in members], MAX_BYTES)
        for name, file in members:
            data = contents.get(file.object)
            if isinstance(data, bytes):
                yield Source(name, Path(top) / file.path, data)
                continue
            what = "is too large to be checked" if isinstance(data, int) else "is missing in the repository"
            problems.append(
                Problem(
                    message=what, path=name, remedy="leave it out by .factcheckignore, or fetch the whole repository"
                )
            )
