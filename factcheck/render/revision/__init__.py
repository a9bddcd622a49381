"""Render, part: what is different between two revisions, in several formats; one module a format, as for reports."""

from __future__ import annotations

import re

from factcheck import discover
from factcheck.model.revision import RevisionDiff
from factcheck.render import revision
from factcheck.render.options import Options

__all__ = ["draw", "formats"]

_SURROGATES = re.compile("[\ud800-\udfff]")


def formats() -> tuple[str, ...]:
    """The names of the outputs."""
    return discover.names(revision)


def draw(diff: RevisionDiff, name: str, options: Options | None = None) -> str:
    """The differences in one format; ends with a newline and can always be encoded as UTF-8."""
    module = discover.load(revision, name, "render")
    text: str = _SURROGATES.sub("\ufffd", module.render(diff, options or Options()))
    return text if text.endswith("\n") else text + "\n"
