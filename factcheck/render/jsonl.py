"""Render, part: the findings as JSON lines: each as in `json`, one a line, for streams, data frames and tables of a lake."""

from __future__ import annotations

import json

from factcheck.model.finding import Report
from factcheck.render.json import as_data
from factcheck.render.options import Options

SHOWS_TRIAGED = True


def render(report: Report, options: Options) -> str:
    """The findings in order, a line each; nothing at all where there are none."""
    return "".join(json.dumps(found, ensure_ascii=False) + "\n" for found in as_data(report)["findings"])
