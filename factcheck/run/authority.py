"""Run, part: how much the word of each document counts, by the patterns of the settings."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePath

from factcheck.pipeline import Authority
from factcheck.settings import SourceSettings


def authority_of(sources: Sequence[SourceSettings], folder: Path) -> Authority:
    """The authority by the path of a document: that of the last entry whose pattern matches, else 0.

    Patterns count from the folder of the settings file; what lies outside of it is matched by its name alone.
    """
    from pathspec import GitIgnoreSpec

    known = [(GitIgnoreSpec.from_lines([source.match]), source.authority) for source in sources]

    def authority(path: str) -> int:
        try:
            relative = PurePath(os.path.relpath(path, folder)).as_posix()
        except ValueError:  # another drive
            relative = PurePath(path).name
        if relative.startswith("../"):
            relative = PurePath(path).name
        return next((worth for spec, worth in reversed(known) if spec.match_file(relative)), 0)

    return authority
