"""Outputs of reports made by hand: many places, hostile documents, nothing found, thousands of findings."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

import reports
from factcheck.model.finding import Report
from factcheck.model.rule import Severity
from factcheck.render import Options, draw, sarif
from factcheck.render._lines import Lines, visible
from factcheck.render._sources import source

FORMATS = ("html", "json", "sarif", "terminal")


class Page(HTMLParser):
    """Collects what a browser would act upon."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.bodies: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.append(name)
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem in ("style", "script"):
            self.bodies[self.cdata_elem] = data


@pytest.mark.parametrize("name", FORMATS)
def test_same_report_same_bytes(name: str) -> None:
    assert draw(reports.few(), name) == draw(reports.few(), name)
    assert draw(reports.few(), name).endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_names_that_are_no_utf8_can_be_written(name: str) -> None:
    paper = reports.document("docs/\udce9t\udce9.md", "Open since 1999.\n")
    side = reports.Side(label="1999", places=(reports.place(paper, "Open since 1999", "1999"),))

    draw(reports.report((paper,), (reports.finding(1, side),)), name).encode("utf-8")


# --- HTML -------------------------------------------------------------------------------------------------------------


def test_page_has_no_way_out_and_no_foreign_code() -> None:
    page = Page(draw(reports.few(), "html"))

    assert {link[0] for link in page.links} == {"#"}
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert page.tags.count("style") == 1
    assert page.tags.count("script") == 3
    assert not {"img", "iframe", "object", "embed", "link", "base"} & set(page.tags)
    assert not [name for name in page.attributes if name.startswith("on") or name == "style"]


def test_policy_names_the_hashes_of_what_is_inlined() -> None:
    text = draw(reports.few(), "html")
    page = Page(text)

    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.bodies[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in text


def test_text_of_documents_stays_text() -> None:
    text = draw(reports.few(), "html")

    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "{{ 7*7 }} {% raw %}" in text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_both_sides_are_there_without_script() -> None:
    text = draw(reports.few(), "html")

    assert text.count("<article") == 2
    assert '<b class="who">A</b>' in text
    assert '<b class="who">B</b>' in text
    assert '<span class="says">3 May <u>1999</u></span>' in text
    assert "<summary>3 more places" in text
    assert text.count("likely wrong</span>") == 1
    assert "Write 1998" in text
    assert 'id="0000000000000001"' in text


def test_equal_fingerprints_get_their_own_anchors() -> None:
    few = reports.few()
    twice = dataclasses.replace(few, findings=(few.findings[0], few.findings[0]))
    ids = Page(draw(twice, "html")).ids

    assert {"0000000000000001", "0000000000000001-2"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_page_of_nothing_is_friendly() -> None:
    page = draw(reports.empty(), "html")

    assert "Nothing here contradicts itself." in page
    assert "0 claims in 1 document compared." in page
    assert "<article" not in page


def test_thousands_of_findings() -> None:
    report = reports.many(3000)
    start = time.process_time()
    text = draw(report, "html")

    assert time.process_time() - start < 10
    assert text.count("<article") == 3000
    assert len(text) < 9_000_000


def test_long_documents_are_shown_in_windows() -> None:
    lines = [f"line {n}\n" for n in range(1, 1001)]
    lines[499] = "x" * 5000 + " Hall opened in 1999 " + "y" * 5000 + "\n"
    paper = reports.document("a.md", "".join(lines))
    shown = source(paper, 0, [(reports.place(paper, "Hall opened in 1999", "1999"), 1)], 12)

    assert [(488, 512)] == [(window["start"], window["end"]) for window in shown["windows"]]
    middle = shown["windows"][0]["lines"][12]
    assert ["evidence", "value"] == [piece["kind"] for piece in middle["pieces"] if piece["kind"]]
    assert sum(len(piece["text"]) for piece in middle["pieces"]) < 700
    assert [1] == middle["backs"]


def test_overlapping_evidence_keeps_an_anchor_each() -> None:
    paper = reports.document("a.md", "The hall opened in May 1999 and shut in 2001.")
    places = [
        (reports.place(paper, "The hall opened in May 1999", "May 1999"), 1),
        (reports.place(paper, "opened in May 1999 and shut in 2001", "2001"), 2),
    ]
    (line,) = source(paper, 3, places, 12)["windows"][0]["lines"]

    assert paper.text == "".join(piece["text"] for piece in line["pieces"])
    assert ["d3-0", "d3-9"] == [piece["id"] for piece in line["pieces"] if piece["id"]]
    assert ["May 1999", "2001"] == [piece["text"] for piece in line["pieces"] if piece["kind"] == "value"]
    assert [1, 2] == line["backs"]


# --- SARIF ------------------------------------------------------------------------------------------------------------


def log(report: Report, options: Options | None = None) -> dict[str, object]:
    found: dict[str, object] = json.loads(draw(report, "sarif", options))["runs"][0]
    return found


@pytest.mark.parametrize("report", [reports.empty(), reports.few(), reports.many(40, 7)], ids=["none", "few", "many"])
def test_sarif_follows_the_standard(report: Report, shared: Path) -> None:
    validator = pytest.importorskip("jsonschema_rs", reason="jsonschema-rs is a tool of developers")
    oasis = json.loads((shared / "schemas" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))

    validator.validate(oasis, json.loads(draw(report, "sarif", Options(rulebook_url="https://example.org/rules/"))))


def test_the_other_side_is_the_first_link() -> None:
    result = log(reports.few())["results"][0]  # type: ignore[index]

    assert "[other side](1)" in result["message"]["text"]
    assert ["3 May 1999", *["3 May 1998"] * 5] == [place["message"]["text"] for place in result["relatedLocations"]]
    assert [1, 2, 3, 4, 5, 6] == [place["id"] for place in result["relatedLocations"]]
    assert 1 == len(result["locations"])
    assert 90.0 == result["rank"]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert "docs/press.md" == change["artifactLocation"]["uri"]
    assert "1998" == change["replacements"][0]["insertedContent"]["text"]
    assert 4 == change["replacements"][0]["deletedRegion"]["charLength"]


def test_primary_region_is_cut_to_the_line_of_the_value() -> None:
    paper = reports.document("a.md", "It was\r\nopen since 3 May\r\n1999.\r\n")
    side = reports.Side(label="x", places=(reports.place(paper, paper.text[:-3], "3 May\r\n1999"),))
    result = log(reports.report((paper,), (reports.finding(1, side),)))["results"][0]  # type: ignore[index]
    region = result["locations"][0]["physicalLocation"]["region"]

    assert "open since 3 May" == region["snippet"]["text"]
    assert (2, 1, 2, 17) == (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"])
    assert (8, 16) == (region["charOffset"], region["charLength"])


def test_brackets_of_documents_are_no_links() -> None:
    result = log(reports.few())["results"][1]  # type: ignore[index]

    assert r"\[x\](javascript:alert(2))" in result["message"]["text"]
    assert r"a \\ b {{0}} {x}" == sarif._escape("a \\ b {0} {x}")


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("docs/history%20of%20it.md", "docs/history of it.md"),
        ("b%3Ac%23%25.md", "b:c#%.md"),
        ("%C3%A9.md", "é.md"),
        ("%E9.md", "\udce9.md"),
        ("file:///x/a%20b.md", "/x/a b.md"),
    ],
)
def test_paths_become_addresses(uri: str, path: str) -> None:
    assert uri == sarif._uri(path)


def test_problems_are_notifications() -> None:
    invocation = log(reports.few())["invocations"][0]  # type: ignore[index]

    assert not invocation["executionSuccessful"]
    (told,) = invocation["toolExecutionNotifications"]
    assert "error" == told["level"]
    assert "cannot be read: it is a PDF document (convert it)" == told["message"]["text"]
    assert log(reports.empty())["invocations"][0]["executionSuccessful"]  # type: ignore[index]


def test_results_above_the_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MAX_RESULTS", 20)
    many = reports.many(30, 5)
    run = log(dataclasses.replace(many, findings=many.findings[::-1]))

    assert ["error"] * 10 + ["warning"] * 10 == [result["level"] for result in run["results"]]  # type: ignore[attr-defined]
    assert "10 more findings" in json.dumps(run["invocations"])


def test_places_above_the_limit_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MAX_LOCATIONS", 4)
    result = log(reports.few())["results"][0]  # type: ignore[index]

    assert 3 == len(result["relatedLocations"])


def test_rules_are_described() -> None:
    few = reports.few()
    long = dataclasses.replace(few.rules[0], explain="word " * 900)
    strange = dataclasses.replace(few.findings[1], rule="internal-error", severity=Severity.NOTE)
    report = dataclasses.replace(few, rules=(long, few.rules[1]), findings=(few.findings[0], strange))
    run = log(report, Options(rulebook_url="https://example.org/rules/"))
    rules = run["tool"]["driver"]["rules"]  # type: ignore[index]

    assert ["event-date", "weekday", "internal-error"] == [rule["id"] for rule in rules]
    assert "EventDate" == rules[0]["name"]
    assert len(rules[0]["fullDescription"]["text"]) <= 1024
    assert rules[0]["fullDescription"]["text"].endswith(" …")
    assert "https://example.org/rules/event-date" == rules[0]["helpUri"]
    assert "every year" in rules[0]["help"]["text"]
    assert "every year" in rules[0]["help"]["markdown"]
    assert "recommendation" == rules[2]["properties"]["problem.severity"]
    assert 2 == run["results"][1]["ruleIndex"]  # type: ignore[index]


# --- JSON and terminal ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [Options(), Options(claims=True)])
def test_json_follows_its_schema(options: Options, root: Path) -> None:
    validator = pytest.importorskip("jsonschema_rs", reason="jsonschema-rs is a tool of developers")
    published = json.loads((root / "reports" / "report.schema.json").read_text(encoding="utf-8"))
    data = json.loads(draw(reports.few(), "json", options))

    validator.validate(published, data)
    assert options.claims == ("claims" in data)
    assert {"event-date": 1, "weekday": 1} == data["summary"]["kinds"]


def test_terminal_lists_places_and_counts() -> None:
    text = draw(reports.few(), "terminal")

    assert "docs/history of it.md:3:1" in text
    assert "and 3 more places with 3 May 1998" in text
    assert "likely wrong: 3 May 1999. Why: six places say 1998" in text
    assert "1 error, 1 warning in 3 documents" in text
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text


def test_colours_end_with_their_line() -> None:
    paper = reports.document("a.md", "Open " + "all year round " * 9 + "on days. " + "Before and after. " * 40)
    value = "all year round " * 9 + "on"
    side = reports.Side(label="x", places=(reports.place(paper, paper.text, value),))
    lines = draw(reports.report((paper,), (reports.finding(1, side),)), "terminal", Options(colour=True)).splitlines()

    assert sum("\x1b[1;4m" in line for line in lines) >= 2
    for line in lines:
        assert len(re.findall(r"\x1b\[(?!0m)[\d;]+m", line)) <= line.count("\x1b[0m")
        assert not line.startswith("\x1b[1;4m")


def test_lines_and_signs() -> None:
    lines = Lines("ab\r\nc\rd\n")

    assert [(1, 1), (1, 3), (2, 1), (3, 1), (4, 1)] == [lines.position(at) for at in (0, 2, 4, 6, 8)]
    assert [2, 5, 7, 8] == lines.ends
    assert "a␛b� c\td\n" == visible("a\x1bb\u202e\rc\td\n")
