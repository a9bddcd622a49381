"""Run, part: which files of a folder the settings take and leave out: `include` and `exclude`."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.settings import Settings

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_SUFFIX = re.compile(r"\.[^*.]")
_WILD = re.compile(r"[*?\[]")


class Selection:
    """What the settings say of files in folders. Patterns are as in .gitignore and count from the settings' folder.

    `include` narrows a walk to what its patterns match. A pattern that names a suffix (`*.adoc`) takes files of any format,
    one that names a file as it stands (`data/package.json`) those, too, that are passed over as files for machines.
    What lies outside of the settings' folder is none of their business, but for `include`, which leaves it out.
    """

    def __init__(self, settings: Settings) -> None:
        from pathspec import GitIgnoreSpec

        self.folder = settings.folder.resolve()
        self.exclude: GitIgnoreSpec | None = GitIgnoreSpec.from_lines(settings.exclude) if settings.exclude else None
        include = settings.include
        self.include: GitIgnoreSpec | None = GitIgnoreSpec.from_lines(include) if include is not None else None
        suffixed = [p for p in include or () if _SUFFIX.search(_last(p))]
        self._suffixed = GitIgnoreSpec.from_lines(suffixed)
        self._named = GitIgnoreSpec.from_lines([p for p in suffixed if not _WILD.search(_last(p))])

    def excludes(self, path: Path, *, is_folder: bool, ignored: bool) -> bool:
        """Whether an absolute path is left out; `ignored` says whether an ignore file does so."""
        relative = self._relative(path)
        if self.exclude is None or relative is None:
            return ignored
        told = self.exclude.check_file(relative + ("/" if is_folder else "")).include
        return ignored if told is None else told

    def takes(self, path: str) -> bool:
        """Whether a text in memory is taken; whatever its format."""
        absolute = Path(os.path.abspath(path))
        return self.includes(absolute) and not self.excludes(absolute, is_folder=False, ignored=False)

    def includes(self, file: Path) -> bool:
        """Whether an absolute path is among those that `include` names; all are where it is not set."""
        relative = self._relative(file)
        return self.include is None or (relative is not None and self.include.match_file(relative))

    def names_suffix(self, file: Path) -> bool:
        """Whether `include` names the suffix of a file, so that its format does not matter."""
        return self._names(self._suffixed, file)

    def names_file(self, file: Path) -> bool:
        """Whether `include` names a file as it stands."""
        return self._names(self._named, file)

    def _names(self, spec: GitIgnoreSpec, file: Path) -> bool:
        relative = self._relative(file)
        return relative is not None and spec.match_file(relative)

    def _relative(self, path: Path) -> str | None:
        """The path from the folder of the settings; none for what lies outside of it, which they do not speak of."""
        try:
            return path.relative_to(self.folder).as_posix()
        except ValueError:
            return None


def _last(pattern: str) -> str:
    """The last part of a pattern: what it says of a file's own name; nothing for a pattern of folders."""
    return "" if pattern.endswith("/") else pattern.rsplit("/", 1)[-1]
