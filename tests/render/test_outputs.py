"""The outputs: every field that is promised, the schemas, and nothing that a document says is obeyed."""

import json
import re
from pathlib import Path

import pytest

from factcheck.judge.rulebook import json_schema, load_rules
from factcheck.model.finding import Report
from factcheck.pipeline import check_texts
from factcheck.render import Options, draw, formats
from factcheck.render.json import schema

TEXTS = {
    "a b/history.md": "# Past\n\nÉ 😀 The Kelder [Dome](x) ⟨<script>alert(1)</script>⟩ {{ 7*7 }}.\n\nThe Kelder Observatory opened on 3 May\n1998.\n",
    "press.html": "<h1>News</h1><p>The <b>Kelder Observatory</b> opened on 3 May 1999.</p><p>Shut on Monday, 19 September 2025 \x1b[31m.</p>",
}


@pytest.fixture(scope="module")
def report() -> Report:
    return check_texts(TEXTS, load_rules()[0])


def test_there_is_something_to_draw(report: Report) -> None:
    assert {"event-date", "weekday"} <= {f.rule for f in report.findings}
    assert {"html", "json", "sarif", "terminal"} <= set(formats())


def test_sarif_keeps_its_promises(report: Report) -> None:
    log = json.loads(draw(report, "sarif"))
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]

    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
    assert len(run["results"]) == len(report.findings)
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        assert len(result["locations"]) == 1
        assert result["partialFingerprints"]["primaryLocationLineHash"] == finding.fingerprint
        assert result["properties"]["kind"] == finding.kind
        assert 0 <= result["rank"] <= 100
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] == region["endLine"]
        for location in [*result["locations"], *result.get("relatedLocations", [])]:
            place = location["physicalLocation"]
            text = TEXTS[place["artifactLocation"]["uri"].replace("%20", " ")]
            at = place["region"]["charOffset"]
            cited = text[at : at + place["region"]["charLength"]]
            assert cited == place["region"]["snippet"]["text"]
            line = text.split("\n")[place["region"]["startLine"] - 1]
            assert line[place["region"]["startColumn"] - 1 :].startswith(cited.split("\n")[0])
        for other in result.get("relatedLocations", []):
            assert f"]({other['id']})" in result["message"]["text"]
        for fix in result.get("fixes", []):
            assert fix["artifactChanges"][0]["replacements"][0]["deletedRegion"]["charLength"] > 0


def test_sarif_is_valid(report: Report, shared: Path) -> None:
    validator = pytest.importorskip("jsonschema_rs", reason="jsonschema-rs is a tool of developers")
    oasis = json.loads((shared / "schemas" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))

    validator.validate(oasis, json.loads(draw(report, "sarif")))


def test_json_follows_its_published_schema(report: Report, root: Path) -> None:
    validator = pytest.importorskip("jsonschema_rs", reason="jsonschema-rs is a tool of developers")
    published = json.loads((root / "reports" / "report.schema.json").read_text(encoding="utf-8"))

    assert schema() == published
    validator.validate(published, json.loads(draw(report, "json")))


def test_the_rule_schema_is_published(root: Path) -> None:
    assert json_schema() == json.loads((root / "rules" / "rule.schema.json").read_text(encoding="utf-8"))


def test_html_is_inert_and_self_contained(report: Report) -> None:
    page = draw(report, "html")

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7*7 }}" in page
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", page)
    assert re.search(
        r"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-", page
    )
    assert page.count("<article") == len(report.findings)
    for finding in report.findings:
        assert f'<article class="finding {finding.severity.value}" id="{finding.fingerprint}"' in page
    anchors = re.findall(r'href="#(d\d+-\d+)"', page)
    assert len(anchors) == sum(len(finding.places) for finding in report.findings)
    for anchor in anchors:
        assert page.count(f'id="{anchor}"') == 1


def test_the_terminal_obeys_no_document(report: Report) -> None:
    plain, coloured = draw(report, "terminal"), draw(report, "terminal", Options(colour=True))

    assert "\x1b" not in plain
    assert "»3 May 1998.«" in plain or "»3 May 1998«" in plain
    assert "\x1b[1;4m" in coloured
    assert "\x1b[31m." not in coloured
    assert max(map(len, plain.splitlines()[:-1])) <= 80


def test_nothing_found() -> None:
    report = check_texts({"a.md": "Nothing of note."}, load_rules()[0])

    assert "No contradictions found in 1 document, 0 claims.\n" == draw(report, "terminal")
    assert "No contradictions found" in draw(report, "html")
    assert [] == json.loads(draw(report, "sarif"))["runs"][0]["results"]
