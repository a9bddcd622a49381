"""A run that is narrowed to changed lines puts the changed side first; every output calls the sides as repairs do."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from factcheck.judge.rulebook import load_rules
from factcheck.model.finding import Report
from factcheck.pipeline import check_texts
from factcheck.render import Options, draw


@pytest.fixture(scope="module")
def report() -> Report:
    """One finding whose second side was moved to the front."""
    texts = {
        "a.md": "The first Stonebeck Marathon was held on 14 May 1988.\n",
        "b.md": "The first Stonebeck Marathon was held on 14 May 1989.\n",
    }
    made = check_texts(texts, load_rules()[0])
    finding = made.findings[0]
    first, second = finding.sides
    moved = (replace(second, letter="b", changed=True), replace(first, letter="a"))
    return replace(made, findings=(replace(finding, sides=moved, suspect=None),), focus="lines changed since main")


def test_html(report: Report) -> None:
    page = draw(report, "html", Options())

    sides = re.findall(r'<b class="who">(.)</b><span class="says">(.*?)</span>( <span class="changed">)?', page)
    assert [("B", True), ("A", False)] == [(letter, bool(changed)) for letter, _, changed in sides]
    assert "told is only what touches lines changed since main" in page
    data = json.loads(re.findall(r'id="picture-data">(.*?)</script>', page, re.S)[0])
    assert ["14 May 1988", "14 May 1989"] == [label for label, _ in data["findings"][0]["sides"]]


def test_csv(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(draw(report, "csv", Options()))))

    assert [("B", "b.md"), ("A", "a.md")] == [(row["side"], row["path"]) for row in rows]


def test_json(report: Report) -> None:
    sides = json.loads(draw(report, "json", Options()))["findings"][0]["sides"]

    assert [("b", True), ("a", False)] == [(side["letter"], side["changed"]) for side in sides]
