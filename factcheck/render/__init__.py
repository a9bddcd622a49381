"""Stage 7, render: a report in, a text out. One module an output, named like its format; each loads only when wanted."""

from __future__ import annotations

import re

from factcheck import discover, render
from factcheck.frozen import replace
from factcheck.model.finding import Report
from factcheck.render.options import Options

__all__ = ["Options", "draw", "formats"]

_SURROGATES = re.compile("[\ud800-\udfff]")


def formats() -> tuple[str, ...]:
    """The names of the outputs of a report."""
    return tuple(name for name in discover.names(render) if name not in ("options", "revision"))


def draw(report: Report, name: str, options: Options | None = None) -> str:
    """The report in one format; ends with a newline, unless it is empty, and can always be encoded as UTF-8.

    Formats that do not say otherwise (`SHOWS_TRIAGED`) get the new findings alone.
    """
    module = discover.load(render, name, "render")
    if not getattr(module, "SHOWS_TRIAGED", False) and len(report.new) < len(report.findings):
        report = replace(report, findings=report.new)
    text: str = module.render(report, options or Options())
    # the name of a file that is no UTF-8 comes with lone surrogates
    text = _SURROGATES.sub("\ufffd", text)
    return text if not text or text.endswith("\n") else text + "\n"
