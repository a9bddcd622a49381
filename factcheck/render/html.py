"""Render, part: the HTML diff report, one self-contained file; everything from documents is escaped by the template engine."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factcheck.data import folder
from factcheck.frozen import replace
from factcheck.model.finding import Report
from factcheck.render._lines import visible
from factcheck.render._page_view import in_order, view
from factcheck.render._picture_data import picture_data
from factcheck.render.options import Options

SHOWS_TRIAGED = True
STYLES = ("base", "layout", "filter", "finding", "documents", "pictures", "paper", "narrow", "print")
SCRIPTS = (
    "store",
    "pictures",
    "axis",
    "timeline",
    "graph",
    "document",
    "card",
    "list",
    "filter",
    "views",
    "keys",
    "page",
)
"""Files of `reports/html`, in the order in which they become one; the last starts the page."""

_PICTURES = '<script type="application/json" id="picture-data">'
_LIMIT = 14_500_000
"""Bytes of a page, about: the texts of documents take what is left of them."""
_PICTURE = 350
"""Bytes of what the pictures of one finding are drawn from, without those texts."""
_LEAST, _MOST = 200_000, 4_500_000
"""Bytes of the texts of documents, however great or small the rest is."""


def render(report: Report, options: Options) -> str:
    """The report as a page that works offline, without script, on paper, on a phone and in the dark."""
    import jinja2
    from markupsafe import Markup

    report = replace(report, findings=in_order(report.findings))
    parts = folder("reports") / "html"
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(parts),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    found = view(report, options.paths)
    style = _joined(parts, STYLES, "css")
    script = '"use strict";\n(() => {\n' + _joined(parts, SCRIPTS, "js") + "})();\n"
    page = environment.get_template("page.html.j2").render(
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        version=report.version,
        stamp=visible(options.stamp),
        index=Markup(_data(found.pop("index"))),
        **found,
    )
    head, mark, tail = page.rpartition(_PICTURES)
    if not mark:
        return page
    room = _LIMIT - len(page.encode("utf-8", "surrogatepass")) - _PICTURE * len(report.all_findings)
    return head + mark + _data(picture_data(report, room=max(_LEAST, min(_MOST, room)))) + tail


def _joined(parts: Path, names: Sequence[str], ending: str) -> str:
    return "".join((parts / f"{name}.{ending}").read_text(encoding="utf-8") for name in names)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data(value: Any) -> str:
    """JSON that can stand in a script element: ASCII, and nothing in it that could end the element or begin a comment."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
