"""Run, part: finds and loads the sources: walks folders, honours ignore files, and says what it could not take."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from factcheck.errors import Problem
from factcheck.read import READABLE

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

MAX_BYTES = 32 * 1024 * 1024
_IGNORE_FILES = (".gitignore", ".factcheckignore")
_NEVER = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".factcheck_cache"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read: the path that is shown, and where it lies."""

    path: str
    file: Path
    data: bytes | None = None
    """What it holds, where that is not what the file holds: text that is not saved, or of another revision."""


def find_sources(paths: Sequence[str]) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The readable files under the paths, each once, in order of their shown paths; and what is wrong with the rest.

    A file that is named itself is always taken; in folders `.gitignore` and `.factcheckignore` are honoured.
    """
    found: dict[str, Source] = {}
    problems: list[Problem] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            before = len(found)
            for source in _walk(path):
                found.setdefault(os.path.realpath(source.file), source)
            if len(found) == before and not any(True for _ in _walk(path)):
                problems.append(
                    Problem(
                        message="holds no document that could be checked",
                        path=shown(path),
                        remedy=f"name a folder with {', '.join(sorted(READABLE))} files; ignore files may hide some",
                        fatal=True,
                    )
                )
        elif path.exists():
            found.setdefault(os.path.realpath(path), Source(shown(path), path))
        else:
            what = "is a link to nothing" if path.is_symlink() else "does not exist"
            problems.append(
                Problem(
                    message=what,
                    path=shown(path),
                    remedy="check the spelling; paths are relative to the working directory",
                    fatal=True,
                )
            )
    return tuple(sorted(found.values(), key=lambda s: s.path)), tuple(problems)


def shown(path: Path) -> str:
    """How a path is shown: as it was given, in the plainest form."""
    return PurePosixPath(os.path.normpath(path.as_posix())).as_posix()


_MACHINE = re.compile(
    r"(?:factcheck\.(?:ya?ml|toml|json)|package(?:-lock)?\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|composer\.json|tsconfig.*\.json"
    r"|.*\.(?:min|schema|map)\.json|pyproject\.toml|Cargo\.toml|mkdocs\.ya?ml|docker-compose.*\.ya?ml|_config\.ya?ml|\..*)\Z",
    re.I,
)
"""Files for machines in the formats of data files: read when named, passed over in a folder."""


def _walk(root: Path) -> Iterator[Source]:
    """The readable files of a folder in sorted order."""
    specs = _specs_above(root)
    yield from _walk_folder(root, specs, {os.path.realpath(root)})


def _walk_folder(folder: Path, specs: list[tuple[Path, GitIgnoreSpec]], seen: set[str]) -> Iterator[Source]:
    own = specs_of(folder)
    here = [*specs, *own]
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError:
        return
    for entry in entries:
        path = Path(entry.path)
        is_folder = entry.is_dir()
        if is_left_out(path, is_folder, here):
            continue
        if is_folder:
            real = os.path.realpath(path)
            if real not in seen:
                seen.add(real)
                yield from _walk_folder(path, here, seen)
        elif entry.is_file():
            yield Source(shown(path), path)


def is_left_out(path: Path, is_folder: bool, specs: Sequence[tuple[Path, GitIgnoreSpec]]) -> bool:
    """Whether a folder that is walked passes over this entry of it; it need not be there."""
    if path.name in _NEVER or (is_folder and path.name.startswith(".")) or _is_ignored(path, is_folder, specs):
        return True
    return not is_folder and (path.suffix.lower() not in READABLE or bool(_MACHINE.match(path.name)))


def _specs_above(root: Path) -> list[tuple[Path, GitIgnoreSpec]]:
    """The ignore files of the folders above, up to the root of the repository."""
    absolute = root.resolve()
    top = next((p for p in [absolute, *absolute.parents] if (p / ".git").exists()), None)
    if top is None or top == absolute:
        return []
    folders = [p for p in reversed(absolute.parents) if p == top or top in p.parents]
    return [spec for folder in folders for spec in specs_of(folder)]


def specs_of(folder: Path) -> list[tuple[Path, GitIgnoreSpec]]:
    """The ignore files of a folder, with where they count from."""
    found = []
    for name in _IGNORE_FILES:
        file = folder / name
        if file.is_file():
            from pathspec import GitIgnoreSpec

            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
            found.append((folder.resolve(), GitIgnoreSpec.from_lines(lines)))
    return found


def _is_ignored(path: Path, is_folder: bool, specs: Sequence[tuple[Path, GitIgnoreSpec]]) -> bool:
    """Whether the last ignore file that speaks of a path leaves it out."""
    if not specs:
        return False
    absolute = path.parent.resolve() / path.name
    ignored = False
    for base, spec in specs:
        relative = absolute.relative_to(base).as_posix() + ("/" if is_folder else "")
        result = spec.check_file(relative)
        if result.include is not None:
            ignored = result.include
    return ignored


def load(source: Source) -> bytes | Problem:
    """The bytes of a source, or why there are none."""
    try:
        size = source.file.stat().st_size if source.data is None else len(source.data)
        if size > MAX_BYTES:
            return Problem(
                message=f"is too large to be checked ({size / 1048576:.0f} MB; the limit is {MAX_BYTES // 1048576} MB)",
                path=source.path,
                line=1,
                remedy="split it, or leave it out by .factcheckignore",
                fatal=True,
            )
        return source.file.read_bytes() if source.data is None else source.data
    except OSError as error:
        return Problem(
            message=f"cannot be read: {error.strerror}",
            path=source.path,
            line=1,
            remedy="check the file's permissions",
            fatal=True,
        )
