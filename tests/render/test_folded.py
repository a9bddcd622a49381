"""Knock-on findings, verdicts and repairs in every output: nothing is lost on the way."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest

import reports
from factcheck.model.document import Span
from factcheck.model.finding import Edit, Repair, Report, Side
from factcheck.render import Options, draw
from factcheck.render.json import schema


def report() -> Report:
    """A weekday that explains another page's date, and a finding that nothing decides."""
    minutes = reports.document(
        "docs/minutes.md", "The ferry was named on Friday, 13 May 1999 in Leith. It left in June.\n"
    )
    guide = reports.document("docs/guide.md", "The ferry was named on 14 May 1999, with wine. It left in July.\n")
    day = reports.place(minutes, "Friday, 13 May 1999", "Friday, 13 May 1999")
    other = reports.place(guide, "named on 14 May 1999", "14 May 1999")
    knocked = reports.finding(
        2,
        Side(label="Friday, 13 May 1999", places=(day,)),
        Side(label="14 May 1999", places=(other,)),
        message="Two days <b>",
    )
    cause = reports.finding(
        1, Side(label="Friday, 13 May 1999", places=(day,)), rule="weekday", kind="weekday", folded=(knocked,),
        repairs=(
            Repair(
                letter="a", description="the day is wrong",
                edits=(
                    Edit(document=minutes.path, span=Span(23, 42), text="Friday, 14 May 1999"),
                    Edit(document=guide.path, span=Span(23, 34), text="14 May 1999"),
                ),
            ),
        ),
    )  # fmt: skip
    sides = (
        Side(label="June", places=(reports.place(minutes, "left in June", "June"),)),
        Side(label="July", places=(reports.place(guide, "left in July", "July"),)),
    )
    undecided = reports.finding(3, *sides, suspect_reasons=("undecided: nothing tells",))
    decided = dataclasses.replace(
        undecided, fingerprint=f"{4:016x}", suspect=1, suspect_reasons=("first reason", "second")
    )
    return reports.report((guide, minutes), (cause, undecided, decided))


def test_terminal() -> None:
    text = draw(report(), "terminal")
    flat = " ".join(text.split())

    assert f"also explains: event-date, Two days <b> ({2:016x})" in flat
    assert "likely wrong: July. Why: first reason; second" in flat
    assert "undecided" not in text
    assert re.findall(r"^  ([0-9a-f]{16})$", text, re.M) == [f"{n:016x}" for n in (1, 3, 4)]
    assert max(map(len, text.splitlines()[:-1])) <= 80
    assert f"\x1b[2m{1:016x}\x1b[0m" in draw(report(), "terminal", Options(colour=True))


def test_json(root: Path) -> None:
    validator = pytest.importorskip("jsonschema_rs", reason="jsonschema-rs is a tool of developers")
    data = json.loads(draw(report(), "json"))

    validator.validate(schema(), data)
    cause, undecided, decided = data["findings"]
    assert [f"{2:016x}"] == [f["fingerprint"] for f in cause["folded"]]
    assert "docs/guide.md" == cause["folded"][0]["sides"][1]["places"][0]["path"]
    assert ["a"] == [r["letter"] for r in cause["repairs"]]
    assert 2 == len(cause["repairs"][0]["edits"])
    assert (None, ["undecided: nothing tells"]) == (undecided["suspect"], undecided["suspect_reasons"])
    assert (1, ["first reason", "second"]) == (decided["suspect"], decided["suspect_reasons"])


def test_sarif(shared: Path) -> None:
    validator = pytest.importorskip("jsonschema_rs", reason="jsonschema-rs is a tool of developers")
    data = json.loads(draw(report(), "sarif"))

    validator.validate(json.loads((shared / "schemas" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8")), data)
    cause, undecided, decided = data["runs"][0]["results"]
    assert [f"{2:016x}"] == [f["fingerprint"] for f in cause["properties"]["folded"]]
    assert {"docs/minutes.md", "docs/guide.md"} == {
        r["physicalLocation"]["artifactLocation"]["uri"] for r in cause["relatedLocations"]
    }
    assert 2 == len(cause["fixes"][0]["artifactChanges"])
    assert "suspect" not in undecided["properties"]
    assert (1, ["first reason", "second"]) == (
        decided["properties"]["suspect"],
        decided["properties"]["suspectReasons"],
    )


def test_html() -> None:
    text = draw(report(), "html")

    assert 3 == text.count("<article")
    assert "Also explains 1 finding<" in text
    assert "Two days &lt;b&gt;" in text
    assert "<b>Undecided:</b> nothing tells" in text
    assert "<b>B is likely wrong:</b> first reason; second" in text
    assert f"--fix {1:016x}=a" in text
    assert "<del>14 May 1999</del> <ins>14 May 1999</ins>" in text
    links = set(re.findall(r'href="#([^"]+)"', text))
    assert links <= set(re.findall(r' id="([^"]+)"', text))


def test_short_names_are_never_ambiguous() -> None:
    made = report()
    alike = [
        dataclasses.replace(made.findings[1], fingerprint=name) for name in ("abcdef0123456789", "abcdef0123999999")
    ]
    names = dataclasses.replace(made, findings=(*alike, dataclasses.replace(alike[0], fingerprint="0123456789abc-2")))

    assert {
        "abcdef0123456789": "abcdef01234", "abcdef0123999999": "abcdef01239", "0123456789abc-2": "01234567",
    } == names.short_fingerprints  # fmt: skip
