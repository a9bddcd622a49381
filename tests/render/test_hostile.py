"""No text of a document is obeyed by any output, wherever it stands: each output with each string of `hostile.yaml`."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import consumers
import pytest
import yaml

import reports
from factcheck.render import draw, formats
from factcheck.render.json import schema

STRINGS: dict[str, str] = yaml.safe_load((Path(__file__).parent / "hostile.yaml").read_text(encoding="utf-8"))
CHECKED = ("terminal", "concise", "github", "gitlab", "checkstyle", "junit", "csv", "rdjson", "rdjsonl", "markdown")
PLACED = {"gitlab": 2, "checkstyle": 2, "rdjson": 2, "rdjsonl": 2}
"""Formats without room for a finding that has no place."""


def test_there_are_enough_strings() -> None:
    assert len(STRINGS) >= 40
    assert {*CHECKED, "html", "json", "jsonl", "sarif"} == set(formats())


@pytest.mark.parametrize("string", STRINGS.values(), ids=list(STRINGS))
@pytest.mark.parametrize("name", CHECKED)
def test_stays_inert(name: str, string: str) -> None:
    if name in ("markdown", "rdjson", "rdjsonl"):
        pytest.importorskip("markdown_it", reason="markdown-it-py is a tool of developers")
    report = reports.hostile(string)
    text = draw(report, name)

    found = getattr(consumers, name)(text, report)

    assert text == draw(reports.hostile(string), name)
    text.encode("utf-8")
    count = found if isinstance(found, int) else len(found)
    expected = {"csv": 8, "junit": 5, "markdown": 4}
    assert count == expected.get(name, PLACED.get(name, 3))


@pytest.mark.parametrize("string", STRINGS.values(), ids=list(STRINGS))
def test_pages_and_data_stay_inert(string: str) -> None:
    report = reports.hostile(string)
    page = _Tags(draw(report, "html"))

    assert json.loads(draw(report, "json"))["findings"] == [
        json.loads(line) for line in draw(report, "jsonl").split("\n") if line
    ]
    assert 3 - 1 == page.tags.count("article")
    assert ["application/json", "application/json", None] == page.scripts
    assert 1 == page.tags.count("style")
    assert not {"img", "svg", "iframe", "object", "base", "link"} & set(page.tags)
    assert not [name for name in page.attributes if name.startswith("on")]
    data = json.loads(draw(report, "json"))
    assert string == data["findings"][0]["message"]
    log = json.loads(draw(report, "sarif"))["runs"][0]
    assert 2 == len(log["results"])
    for result in log["results"]:
        assert not consumers.SEEN.search(result["message"]["text"].replace("\n", "").replace("\t", ""))
    validator = pytest.importorskip("jsonschema_rs", reason="jsonschema-rs is a tool of developers")
    validator.validate(schema(), data)


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.scripts: list[str | None] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "script":
            self.scripts.append(dict(attrs).get("type"))
        self.attributes += [name for name, _ in attrs]
