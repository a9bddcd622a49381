"""What the consumer of each format demands, as checks in the tests' own words: each reads a rendering and gives its records."""

from __future__ import annotations

import csv as csv_reader
import html as entities
import io
import json
import re
import xml.etree.ElementTree as ET
from typing import Any

from factcheck.model.finding import Report
from factcheck.render import csv as csv_format
from factcheck.render._lines import Lines

SEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
"""What a text for people or logs must not hold: controls, line breaks of other kinds, overrides of the direction of writing."""


def terminal(text: str, report: Report) -> list[str]:
    assert not SEEN.search(text)
    return re.findall(r"^(?:error|warning|note) [\w-]+$", text, re.M)


def concise(text: str, report: Report) -> list[str]:
    assert not SEEN.search(text)
    lines = text.splitlines()
    for line, finding in zip(lines, report.findings, strict=True):
        told = re.fullmatch(r"(?:(.+):(\d+):(\d+): )?(error|warning|note)\[([\w-]+)\] .*\S.*", line)
        assert told, line
        assert told[5] == finding.rule
        assert bool(told[1]) == bool(finding.places)
    return lines


def github(text: str, report: Report) -> list[dict[str, str]]:
    """Reads commands as the runner does: `::name key=value,…::message`, everything else percent-encoded."""
    assert not SEEN.search(text)
    assert "##[" not in text
    found = []
    for line in text.splitlines():
        told = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert told, line
        properties = dict(part.split("=", 1) for part in told[2].split(","))
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert not re.search(r"%(?!25|0D|0A|3A|2C)", told[2])
        assert not re.search(r"%(?!25|0D|0A)", told[3])
        assert told[3]
        if "file" in properties:
            assert 1 <= int(properties["line"]) <= int(properties["endLine"])
        if "col" in properties:
            assert properties["line"] == properties["endLine"]
            assert 1 <= int(properties["col"]) <= int(properties["endColumn"])
        found.append({"command": told[1], "message": told[3].replace("%0A", "\n").replace("%25", "%"), **properties})
    for command in ("error", "warning", "notice"):
        assert sum(record["command"] == command for record in found) <= 10
    return found


def gitlab(text: str, report: Report) -> list[dict[str, Any]]:
    assert not text.startswith("\ufeff")
    issues: list[dict[str, Any]] = json.loads(text)
    for issue in issues:
        assert issue["description"].strip()
        assert not SEEN.search(issue["description"])
        assert issue["check_name"]
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert 1 <= issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    return issues


def checkstyle(text: str, report: Report) -> list[ET.Element]:
    assert not SEEN.search(text)
    root = ET.fromstring(text)
    assert ("checkstyle", ["version"]) == (root.tag, list(root.attrib))
    names = [file.get("name") for file in root]
    assert len(set(names)) == len(names)
    for file in root:
        assert ("file", ["name"]) == (file.tag, list(file.attrib))
        for error in file:
            assert ("error", {"line", "column", "severity", "message", "source"}) == (error.tag, set(error.attrib))
            assert error.get("severity") in ("error", "warning", "info")
            assert int(error.get("line", 0)) >= 1 <= int(error.get("column", 0))
            assert error.get("message", "").strip()
    return list(root.iter("error"))


def junit(text: str, report: Report) -> list[ET.Element]:
    """Jenkins and GitLab: counted suites of cases with a name and a class; what identifies a case occurs once."""
    assert not SEEN.search(text)
    root = ET.fromstring(text)
    assert "testsuites" == root.tag
    allowed = {"testsuites": {"testsuite"}, "testsuite": {"properties", "testcase"}, "properties": {"property"},
               "testcase": {"failure", "error", "system-out"}}  # fmt: skip
    for parent in root.iter():
        assert {child.tag for child in parent} <= allowed.get(parent.tag, set())
    for part in (root, *root.iter("testsuite")):
        cases = list(part.iter("testcase"))
        assert int(part.get("tests", -1)) == len(cases)
        assert int(part.get("failures", -1)) == len(list(part.iter("failure")))
        assert int(part.get("errors", -1)) == len(list(part.iter("error")))
        assert part.get("name")
    cases = list(root.iter("testcase"))
    assert all(set(case.attrib) <= {"name", "classname", "time", "group"} for case in cases)
    identities = [(case.get("classname"), case.get("name")) for case in cases]
    assert all(all(identity) for identity in identities)
    assert len(set(identities)) == len(identities)
    return cases


def csv(text: str, report: Report) -> list[dict[str, str]]:
    assert not SEEN.search(text)
    head, *rows = csv_reader.reader(io.StringIO(text, newline=""))
    assert head == list(csv_format.FIELDS)
    assert text.count("\n") == len(rows) + 1
    for row in rows:
        assert len(row) == len(head)
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))]
    return [dict(zip(head, row, strict=True)) for row in rows]


def rdjson(text: str, report: Report) -> list[dict[str, Any]]:
    found = json.loads(text)
    assert {"source", "diagnostics"} == set(found)
    assert "factcheck" == found["source"]["name"]
    _diagnostics(found["diagnostics"], report)
    diagnostics: list[dict[str, Any]] = found["diagnostics"]
    return diagnostics


def rdjsonl(text: str, report: Report) -> list[dict[str, Any]]:
    assert "\r" not in text
    found = [json.loads(line) for line in text.split("\n")[:-1]]
    _diagnostics(found, report)
    return found


def _diagnostics(found: list[dict[str, Any]], report: Report) -> None:
    texts = {document.path: Lines(document.text) for document in report.documents}
    fields = {"message", "location", "severity", "source", "code", "related_locations", "suggestions"}
    for diagnostic in found:
        assert {"message", "location", "severity"} <= set(diagnostic) <= fields
        assert diagnostic["message"].strip()
        assert not SEEN.search(diagnostic["message"].replace("\n", ""))
        assert diagnostic["severity"] in ("ERROR", "WARNING", "INFO")
        assert diagnostic["code"]["value"]
        path = diagnostic["location"]["path"]
        for location in (diagnostic["location"], *(r["location"] for r in diagnostic.get("related_locations", []))):
            _range(location["range"], texts[location["path"]])
        for suggestion in diagnostic.get("suggestions", []):
            assert {"range", "text"} == set(suggestion)
            _range(suggestion["range"], texts[path])
        _markdown_is_inert(diagnostic["message"])


def cited(found: dict[str, Any], lines: Lines) -> str:
    """What a range of byte columns cites, cut out of the bytes as the consumer does."""
    raw = [lines.text[start:end].encode() for start, end in zip(lines.starts, lines.ends, strict=True)]
    first, last = found["start"], found["end"]
    if first["line"] == last["line"]:
        return raw[first["line"] - 1][first["column"] - 1 : last["column"] - 1].decode()
    parts = [raw[first["line"] - 1][first["column"] - 1 :], *raw[first["line"] : last["line"] - 1]]
    return b"\n".join([*parts, raw[last["line"] - 1][: last["column"] - 1]]).decode()


def _range(found: dict[str, Any], lines: Lines) -> None:
    start, end = found["start"], found["end"]
    assert (1, 1) <= (start["line"], start["column"]) < (end["line"], end["column"])
    assert end["line"] <= len(lines.starts)
    assert cited(found, lines)


def markdown(text: str, report: Report) -> int:
    assert text.startswith("<!-- factcheck: report -->\n")
    assert len(text.encode("utf-16-le")) // 2 <= 65_535
    assert not SEEN.search(text)
    assert 1 == text.count("<!--") == text.count("-->")
    assert text.count("<details>") == text.count("</details>")
    for line in text.splitlines():
        if line.startswith("|"):
            assert 5 == line.count("|"), line
        assert not line.startswith(("    ", "\t", "```", "~~~"))
    _markdown_is_inert(text, own=("details", "summary", "b", "code"))
    return text.count("<details>")


def _markdown_is_inert(text: str, own: tuple[str, ...] = ()) -> None:
    """No link, no image, no tag but our own, and outside of code nothing that a site makes into a link or calls somebody by."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = [token for parent in reader.parse(text) for token in (parent, *(parent.children or ()))]
    kinds = {token.type for token in tokens}
    assert not kinds & {"link_open", "image", "fence", "code_block", "blockquote_open", "ordered_list_open", "hr"}
    assert own or not kinds & {"heading_open", "bullet_list_open", "html_block", "html_inline", "table_open"}
    tags = " ".join(token.content for token in tokens if token.type in ("html_block", "html_inline"))
    tags = tags.replace("<!-- factcheck: report -->", "")
    assert {name.lower() for name in re.findall(r"</?([^\s>/]+)", tags)} <= set(own)
    assert not re.findall(r"<\w+\s", tags)
    outside = re.sub(r"<code>.*?</code>", "", text) if own else text
    read = entities.unescape(outside)
    assert not re.search(r"(?<![\w&])@\w|(?<!&)#\d|GH-\d|://|\bwww\.|(?<!\w):\w+:", read), read
