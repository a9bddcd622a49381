"""Render, part of HTML: paths as a page shows them, without the folders that all documents share."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence

from factcheck.render._lines import visible


class Names:
    """How the paths of one run are shown, and their numbers in it."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.numbers = {path: n for n, path in enumerate(paths)}
        comparable = len(paths) > 1 and len({path.startswith("/") for path in paths}) == 1
        shared = posixpath.commonpath([posixpath.dirname(path) for path in paths]) if comparable else ""
        self.shared = shared + "/" if shared not in ("", "/") else ""
        """The folder that all of them lie in, with a slash after it; empty if there is none."""
        self._mention = re.compile(r"(?<![\w./\-])" + re.escape(self.shared))

    def short(self, path: str) -> str:
        """The path without the shared folder."""
        return visible(path.removeprefix(self.shared)).replace("\n", "\ufffd")

    def shorten(self, text: str) -> str:
        """A sentence of ours, the paths in it short."""
        return visible(self._mention.sub("", text) if self.shared else text)
