"""Run, part: finds and loads the sources: walks folders, honours ignore files, and says what it could not take."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from factcheck.errors import Problem
from factcheck.frozen import dataclass, replace
from factcheck.model.document import Document
from factcheck.read import READABLE

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from factcheck.run.selection import Selection

MAX_BYTES = 32 * 1024 * 1024
_IGNORE_FILES = (".gitignore", ".factcheckignore")
_NEVER = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".factcheck_cache"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What the settings say of one document, and what is found in it may depend on."""

    language: str = ""
    day_first: bool | None = None
    dated_by: tuple[str, ...] | None = None

    def of(self, document: Document) -> Document:
        """The document with what is said of it."""
        return replace(document, language=self.language, day_first=self.day_first, dated_by=self.dated_by)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read: the path that is shown, and where it lies."""

    path: str
    file: Path
    data: bytes | None = None
    """What it holds, where that is not what the file holds: text that is not saved, or of another revision."""
    text: str | None = None
    """The same, where it was never bytes."""
    declared: Declared | None = None
    """What the settings say of it; none where they say nothing."""

    @property
    def in_memory(self) -> bool:
        """Whether no file is read for it."""
        return self.data is not None or self.text is not None


def find_sources(
    paths: Sequence[str], selection: Selection | None = None
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The readable files under the paths, each once, in order of their shown paths; and what is wrong with the rest.

    A file that is named itself is always taken; in folders `.gitignore` and `.factcheckignore` are honoured, and what
    `selection`, the settings, takes and leaves out.
    """
    found: dict[str, Source] = {}
    problems: list[Problem] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            before = len(found)
            for source in _walk(path, selection):
                found.setdefault(os.path.realpath(source.file), source)
            if len(found) == before and not any(True for _ in _walk(path, selection)):
                problems.append(
                    Problem(
                        message="holds no document that could be checked",
                        path=shown(path),
                        remedy=f"name a folder with {', '.join(sorted(READABLE))} files; ignore files and settings may hide some; `factcheck config FILE` tells why",
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
    r"(?:factcheck(?:-[\w-]+)?\.(?:ya?ml|toml|json)|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|tsconfig.*\.json"
    r"|.*\.(?:min|schema|map)\.json|mkdocs\.ya?ml|docker-compose.*\.ya?ml|_config\.ya?ml|\..*)\Z",
    re.I,
)
"""Files for machines in the formats of data files: read when named, passed over in a folder."""


def _walk(root: Path, selection: Selection | None) -> Iterator[Source]:
    """The readable files of a folder in sorted order."""
    return (Source(shown(path), path) for path, why in walk(root, selection) if not why)


def walk(root: Path, selection: Selection | None = None) -> Iterator[tuple[Path, str]]:
    """All files of a folder in sorted order, each with why it is left out; folders that are left out are not looked into."""
    yield from _walk_folder(root, _specs_above(root), {os.path.realpath(root)}, selection)


def _walk_folder(
    folder: Path, specs: list[tuple[Path, GitIgnoreSpec]], seen: set[str], selection: Selection | None
) -> Iterator[tuple[Path, str]]:
    own = specs_of(folder)
    here = [*specs, *own]
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError:
        return
    absolute = folder.resolve()
    for entry in entries:
        path = Path(entry.path)
        why = why_left_out(absolute / entry.name, entry.is_dir(), here, selection)
        if entry.is_dir():
            real = os.path.realpath(path)
            if not why and real not in seen:
                seen.add(real)
                yield from _walk_folder(path, here, seen, selection)
        elif entry.is_file():
            yield path, why


UNKNOWN_FORMAT = "its format is not known"


def why_left_out(
    path: Path, is_folder: bool, specs: Sequence[tuple[Path, GitIgnoreSpec]], selection: Selection | None
) -> str:
    """Why an absolute path is passed over in a folder that is walked, in words; empty for one that is taken."""
    if path.name in _NEVER:
        return f"`{path.name}` is never looked into"
    if is_folder and path.name.startswith("."):
        return "hidden folders are not looked into"
    ignored = bool(specs) and _is_ignored(path, is_folder, specs)
    if (
        selection is not None
        and (left_out := selection.excludes(path, is_folder=is_folder, ignored=ignored)) != ignored
    ):
        if left_out:
            return "`exclude` leaves it out"
        ignored = False
    if ignored:
        return "an ignore file leaves it out (.gitignore or .factcheckignore)"
    if is_folder:
        return ""
    if selection is not None and not selection.includes(path):
        return "no pattern of `include` matches it"
    if path.suffix.lower() not in READABLE and not (selection is not None and selection.names_suffix(path)):
        return (
            f"its format is not known; `include` can name its suffix, {', '.join(sorted(READABLE))} are read by default"
        )
    if _MACHINE.match(path.name) and not (selection is not None and selection.names_file(path)):
        return "it is a file for machines; `include` can name it as it stands"
    return ""


def is_left_out(
    path: Path, is_folder: bool, specs: Sequence[tuple[Path, GitIgnoreSpec]], selection: Selection | None
) -> bool:
    """Whether a folder that is walked passes over this entry of it; it need not be there."""
    return bool(why_left_out(path.parent.resolve() / path.name, is_folder, specs, selection))


def why_not_taken(path: Path, selection: Selection | None) -> str:
    """Why a walk over the folder of the repository or settings passes a file over, in words; empty if it takes it."""
    absolute = Path(os.path.abspath(path))
    top = next(
        (p for p in absolute.parents if (p / ".git").exists()), selection.folder if selection else absolute.parent
    )
    parts = absolute.relative_to(top).parts if top in absolute.parents else (absolute.name,)
    folder, specs = (top if top in absolute.parents else absolute.parent).resolve(), []
    for number, name in enumerate(parts):
        specs += specs_of(folder)
        inner = folder / name
        is_folder = number < len(parts) - 1 or inner.is_dir()
        if why := why_left_out(inner, is_folder, specs, selection):
            return why if number == len(parts) - 1 else f"{'/'.join(parts[: number + 1])}/: {why}"
        folder = inner
    return ""


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


def _is_ignored(absolute: Path, is_folder: bool, specs: Sequence[tuple[Path, GitIgnoreSpec]]) -> bool:
    """Whether the last ignore file that speaks of a path leaves it out."""
    ignored = False
    for base, spec in specs:
        if base not in absolute.parents:  # by a link, from elsewhere
            continue
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
