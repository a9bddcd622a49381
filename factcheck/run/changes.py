"""Run, part: the changed lines of the checked documents, over all the repositories and submodules that they lie in."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from factcheck.errors import Problem, UsageError
from factcheck.model.changes import EVERY_LINE, LineRange
from factcheck.read import READABLE
from factcheck.run.git import (
    SUBMODULE,
    Repository,
    changed_lines,
    holds,
    list_tree,
    merge_base,
    open_repository,
    tracked,
)
from factcheck.run.sources import Source


def lines_since(ref: str, paths: Sequence[str], sources: Sequence[Source]) -> dict[str, tuple[LineRange, ...]]:
    """The lines of each source, by its shown path, that changed since HEAD left the line of a revision.

    Counted are commits, what is not committed, and files that git does not know of. Each path must lie in a repository
    that has the revision; of a submodule counts what changed since the commit that the revision holds of it.
    """
    roots: dict[str, str] = {}
    for path in paths:
        repository = open_repository(path)
        root = _top_of(repository, path)
        if root not in roots:
            roots[root] = merge_base(repository, ref)
    bases = _Bases(roots)
    by_top: dict[str, list[tuple[Source, str]]] = defaultdict(list)
    for source in sources:
        real = _place_of(source.file, bases)
        top = bases.top(os.path.dirname(real))
        if top is not None and bases.is_within(top):
            by_top[top].append((source, Path(os.path.relpath(real, top)).as_posix()))
    found: dict[str, tuple[LineRange, ...]] = {}
    for top, members in sorted(by_top.items()):
        changed = _changed(open_repository(top), bases.base(top), [relative for _, relative in members])
        found.update({source.path: changed[relative] for source, relative in members if relative in changed})
    return found


def _top_of(repository: Repository, path: str) -> str:
    if repository.top is None:
        raise UsageError(Problem(message="lies in a repository without a working tree", path=path, remedy="clone it"))
    return os.path.realpath(repository.top)


def _place_of(file: Path, bases: _Bases) -> str:
    """Where a file lies: where a link leads, unless that is outside of the repositories, then the link itself."""
    real = os.path.realpath(file)
    top = bases.top(os.path.dirname(real))
    if top is not None and bases.is_within(top):
        return real
    return os.path.join(os.path.realpath(file.parent), file.name)


def _changed(repository: Repository, base: str | None, paths: Sequence[str]) -> dict[str, tuple[LineRange, ...]]:
    """The changed lines of some files of one repository; all of what it did not hold, or does not know of."""
    if base is None:
        return dict.fromkeys(paths, EVERY_LINE)
    found = changed_lines(repository, base, _suffixes(paths))
    known = tracked(repository)
    return {path: EVERY_LINE if path not in known else found.get(path, ()) for path in paths}


def _suffixes(paths: Iterable[str]) -> list[str]:
    return sorted({os.path.splitext(path)[1].lower() for path in paths} | READABLE)


class _Bases:
    """With which commit each repository is compared: that of the revision, in nested ones what the outer one holds of them."""

    def __init__(self, roots: dict[str, str]) -> None:
        self._bases: dict[str, str | None] = dict(roots)
        self._roots = tuple(roots)
        self._tops: dict[str, str | None] = {}

    def top(self, folder: str) -> str | None:
        """The root of the repository that a folder lies in."""
        if folder not in self._tops:
            parent = os.path.dirname(folder)
            here = folder in self._bases or os.path.exists(os.path.join(folder, ".git"))
            self._tops[folder] = folder if here else None if parent == folder else self.top(parent)
        return self._tops[folder]

    def is_within(self, top: str) -> bool:
        """Whether a repository is one of those that have the revision, or lies inside of one."""
        return any(top == root or os.path.commonpath([top, root]) == root for root in self._roots)

    def base(self, top: str) -> str | None:
        """The commit that a repository is compared with; none where all of it is new."""
        if top not in self._bases:
            outer = self.top(os.path.dirname(top))
            self._bases[top] = None if outer is None else self._base_within(outer, top)
        return self._bases[top]

    def _base_within(self, outer: str, top: str) -> str | None:
        base = self.base(outer)
        if base is None:
            return None
        relative = Path(os.path.relpath(top, outer)).as_posix()
        entry = next((e for e in list_tree(open_repository(outer), base, relative) if e.mode == SUBMODULE), None)
        if entry is None:
            return None
        if not holds(open_repository(top), entry.object):
            raise UsageError(
                Problem(
                    message=f"this submodule does not hold the commit {entry.object[:12]} that it is compared with",
                    path=os.path.relpath(top),
                    remedy="`git submodule update --init` with its whole history (`git fetch --unshallow` inside of it)",
                )
            )
        return entry.object
