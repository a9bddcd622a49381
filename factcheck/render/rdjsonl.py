"""Render, part: the Reviewdog Diagnostic Format as JSON lines: one diagnostic a line."""

from __future__ import annotations

import json

from factcheck.model.finding import Report
from factcheck.render.options import Options
from factcheck.render.rdjson import diagnostics


def render(report: Report, options: Options) -> str:
    """The diagnostics of `rdjson`, a line each; nothing at all where there are none."""
    return "".join(json.dumps(found, ensure_ascii=False) + "\n" for found in diagnostics(report, options))
