"""What each format promises to those who read it, on reports made by hand."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import consumers
import pytest

import reports
from factcheck.model.document import Span
from factcheck.model.finding import Edit, Repair, Report, Side
from factcheck.render import Options, draw, formats
from factcheck.render._lines import Lines
from factcheck.render._markdown import code, defuse, plain

REPORTS = {"none": reports.empty(), "few": reports.few(), "many": reports.many(40, 7)}


def accents() -> Report:
    """Characters of two, three and four bytes before the value, which stands on the second line of its evidence."""
    first = reports.document("a.md", "Überblick — 😀\nDie Brücke wurde\r\nam 3. März 1998 eröffnet.\n")
    second = reports.document("b.md", "Ж: 3. März 1999\n")
    sides = (
        Side(label="1998", places=(reports.place(first, first.text[13:47], "1998"),)),
        Side(label="1999", places=(reports.place(second, "3. März 1999", "1999"),)),
    )
    at = second.text.index("1999")
    repairs = (
        Repair(letter="a", edits=(Edit(document="b.md", span=Span(at, at + 4), text="1998"),), description="1998 is right"),
        Repair(letter="b", edits=(Edit(document="a.md", span=Span(0, 1), text="x"),) * 2, description="two edits"),
    )  # fmt: skip
    return reports.report((first, second), (reports.finding(1, *sides, repairs=repairs),))


@pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS))
@pytest.mark.parametrize(
    "name", sorted(set(formats()) - {"html", "json", "jsonl", "sarif", "markdown", "rdjson", "rdjsonl"})
)
def test_consumers_take_it(name: str, report: Report) -> None:
    getattr(consumers, name)(draw(report, name), report)


@pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS))
@pytest.mark.parametrize("name", ["markdown", "rdjson", "rdjsonl"])
def test_readers_of_markdown_take_it(name: str, report: Report) -> None:
    pytest.importorskip("markdown_it", reason="markdown-it-py is a tool of developers")

    getattr(consumers, name)(draw(report, name), report)


@pytest.mark.parametrize("name", formats())
def test_same_report_same_bytes(name: str) -> None:
    assert draw(reports.few(), name) == draw(reports.few(), name)


@pytest.mark.parametrize(
    ("expected", "name"),
    [("", "concise"), ("", "github"), ("", "rdjsonl"), ([], "gitlab"), ([], "checkstyle"), ([], "csv"), ([], "rdjson")],
)
def test_nothing_found(expected: object, name: str) -> None:
    text = draw(reports.empty(), name)

    assert expected == (text if expected == "" else getattr(consumers, name)(text, reports.empty()))


# --- lines ------------------------------------------------------------------------------------------------------------


def test_concise() -> None:
    first, second = draw(reports.few(), "concise").splitlines()

    assert "docs/press.md:1:36: error[event-date] Kelder Dome opened: 3 May 1998, but 3 May 1999" == first
    assert second.startswith("docs/b:c.md:2:9: warning[weekday] 19 September 2025 is a Friday")


# --- GitHub annotations -----------------------------------------------------------------------------------------------


def test_annotations() -> None:
    first, second = consumers.github(draw(reports.few(), "github"), reports.few())

    assert ("error", "docs/press.md", "1", "2") == (first["command"], first["file"], first["line"], first["endLine"])
    assert "col" not in first
    assert "event-date%3A One event%2C two dates" == first["title"]
    assert "Why: No single day satisfies both." in first["message"].splitlines()
    assert "Likely wrong: 3 May 1999 (six places say 1998)" in first["message"].splitlines()
    assert "See also docs/history of it.md:3:1: 3 May 1998" in first["message"].splitlines()
    assert ("warning", "docs/b%3Ac.md", "2", "9") == tuple(second[k] for k in ("command", "file", "line", "col"))


def test_what_github_would_drop_is_told() -> None:
    report = reports.many(60, 9)
    found = consumers.github(draw(report, "github"), report)

    assert ["error"] * 10 + ["warning"] * 10 == [record["command"] for record in found]
    assert "10 more errors of this run are not shown here: see the full report." == found[9]["message"].splitlines()[-1]
    assert "30 more warnings" in found[19]["message"]
    assert not [record for n, record in enumerate(found) if "not shown" in record["message"] and n not in (9, 19)]


# --- GitLab, Checkstyle, JUnit ----------------------------------------------------------------------------------------


def test_issues_keep_their_identity_when_lines_move() -> None:
    few = reports.few()
    moved = [
        dataclasses.replace(
            finding,
            sides=tuple(
                Side(label=s.label, places=tuple(dataclasses.replace(p, line=p.line + 9, end_line=p.end_line + 9) for p in s.places))
                for s in finding.sides
            ),
        )
        for finding in few.findings
    ]  # fmt: skip
    before = consumers.gitlab(draw(few, "gitlab"), few)
    after = consumers.gitlab(draw(dataclasses.replace(few, findings=tuple(moved)), "gitlab"), few)

    assert [issue["fingerprint"] for issue in before] == [issue["fingerprint"] for issue in after]
    assert [1, 2] == [issue["location"]["lines"]["begin"] for issue in before]
    assert [10, 11] == [issue["location"]["lines"]["begin"] for issue in after]
    assert ["critical", "major"] == [issue["severity"] for issue in before]


def test_equal_fingerprints_are_told_apart() -> None:
    few = reports.few()
    twice = dataclasses.replace(few, findings=(few.findings[0], few.findings[0]))

    assert 2 == len(consumers.gitlab(draw(twice, "gitlab"), twice))
    consumers.junit(draw(twice, "junit"), twice)


def test_checkstyle_is_by_file() -> None:
    report = reports.many(40, 7)
    errors = consumers.checkstyle(draw(report, "checkstyle"), report)

    assert 40 == len(errors)
    assert {"factcheck.event-date"} == {error.get("source") for error in errors}


@pytest.mark.parametrize(
    ("expected", "fail_on"), [(1, "error"), (2, "warning"), (2, "note"), (0, "never")], ids=lambda value: str(value)
)
def test_what_closes_the_gate_fails(expected: int, fail_on: str) -> None:
    cases = consumers.junit(draw(reports.few(), "junit", Options(fail_on=fail_on)), reports.few())

    assert expected == sum(case.find("failure") is not None for case in cases)
    assert 1 == sum(case.find("error") is not None for case in cases)
    below = [case for case in cases if "below the gate" in (case.findtext("system-out") or "")]
    assert 2 - expected == len(below)


def test_a_rule_without_findings_passes() -> None:
    cases = consumers.junit(draw(reports.empty(), "junit"), reports.empty())

    assert ["factcheck.event-date", "factcheck.weekday"] == [case.get("classname") for case in cases]
    assert [[], []] == [list(case) for case in cases]


def test_junit_by_a_library_of_others() -> None:
    library = pytest.importorskip("junitparser", reason="junitparser is a tool of developers")
    suites = library.JUnitXml.fromstring(draw(reports.few(), "junit").encode())

    assert (3, 2, 1) == (suites.tests, suites.failures, suites.errors)
    assert ["event-date", "weekday", "inputs"] == [suite.name for suite in suites]
    (case,) = next(iter(suites))
    assert isinstance(case.result[0], library.Failure)


# --- reviewdog --------------------------------------------------------------------------------------------------------


def test_columns_are_bytes() -> None:
    report = accents()
    (found,) = consumers.rdjson(draw(report, "rdjson"), report)
    texts = {document.path: Lines(document.text) for document in report.documents}

    assert "b.md" == found["location"]["path"]
    assert {"line": 1, "column": 5} == found["location"]["range"]["start"]
    assert {"line": 1, "column": 18} == found["location"]["range"]["end"]
    (other,) = found["related_locations"]
    cited = consumers.cited(other["location"]["range"], texts["a.md"])
    assert report.documents[0].text[13:47].replace("\r\n", "\n") == cited


def test_a_suggestion_is_a_whole_repair() -> None:
    report = accents()
    (found,) = consumers.rdjson(draw(report, "rdjson", Options(rulebook_url="https://example.org/")), report)

    (suggestion,) = found["suggestions"]
    assert "1998" == suggestion["text"]
    assert "1999" == consumers.cited(suggestion["range"], Lines(report.documents[1].text))
    assert {"value": "event-date", "url": "https://example.org/event-date"} == found["code"]


def test_lines_hold_the_same_diagnostics() -> None:
    whole = json.loads(draw(reports.few(), "rdjson"))["diagnostics"]

    assert whole == [json.loads(line) for line in draw(reports.few(), "rdjsonl").splitlines()]


def test_json_lines_hold_the_findings_of_json() -> None:
    whole = json.loads(draw(reports.few(), "json"))["findings"]

    assert whole == [json.loads(line) for line in draw(reports.few(), "jsonl").split("\n") if line]
    assert "" == draw(reports.empty(), "jsonl")


# --- CSV and Markdown -------------------------------------------------------------------------------------------------


def test_csv_has_a_line_a_place() -> None:
    rows = consumers.csv(draw(reports.few(), "csv"), reports.few())

    assert sum(len(finding.places) for finding in reports.few().findings) == len(rows) == 8
    assert ["A"] * 6 + ["B", "A"] == [row["side"] for row in rows]
    assert ["no"] * 6 + ["yes", ""] == [row["likely_wrong"] for row in rows]
    assert ("docs/press.md", "1", "36", "open since 3 May 1999") == tuple(
        rows[6][key] for key in ("path", "line", "column", "quote")
    )


def test_a_comment_holds_the_severest() -> None:
    pytest.importorskip("markdown_it", reason="markdown-it-py is a tool of developers")
    report = reports.many(900, 50)
    text = draw(report, "markdown")
    shown = consumers.markdown(text, report)

    assert 60 < shown < 900
    assert f"**{900 - shown} more findings** did not fit here" in text
    assert "300 errors, 600 warnings in 50 documents" in text.splitlines()[2]
    assert len(text) > 60_000
    assert "warning</b>" not in text


def test_a_comment_has_room_for_more_than_one_huge_finding() -> None:
    pytest.importorskip("markdown_it", reason="markdown-it-py is a tool of developers")
    paper = reports.document("|" * 150 + ".md", "".join(f"{n}{'|*' * 200} in 1998\n" for n in range(400)))
    places = [reports.place(paper, line, "1998") for line in paper.text.splitlines()[::20]]
    sides = [reports.Side(label="|" * 300, places=tuple(places)) for _ in range(40)]
    report = reports.report((paper,), tuple(reports.finding(n, *sides, message="<" * 3000) for n in range(9)))
    text = draw(report, "markdown")

    assert consumers.markdown(text, report) >= 2
    assert "and 28 more" in text


def test_a_comment_of_nothing() -> None:
    assert "no contradictions found in 1 document\n" in draw(reports.empty(), "markdown")


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("the mill of 1998, 3.5 %: (a)", "the mill of 1998, 3.5 %: (a)"),
        ("&#64;\u2060octo", "@octo"),
        ("&#60;\u2060b&#62;", "<b>"),
        ("\u2060&#35;\u2060 x".replace("\u2060 x", " x"), "# x"),
        ("a &#124; b", "a | b"),
    ],
)
def test_words_of_documents_in_markdown(shown: str, text: str) -> None:
    assert shown == plain(text)


def test_words_of_documents_elsewhere() -> None:
    assert "The mill opened in 1998." == defuse("The mill opened in 1998.")
    assert "\u2060# x" == defuse("# x")
    assert "<code>a&#124;b &#96;c&#96; https&#58;//x</code>" == code("a|b `c` https://x")


# --- terminal ---------------------------------------------------------------------------------------------------------


def test_the_terminal_ends_with_what_to_do_next() -> None:
    lines = draw(reports.few(), "terminal").splitlines()

    assert max(map(len, lines)) <= 80
    commands = [line[6:].split("  ")[0] for line in lines[-4:]]
    assert [
        f"factcheck explain {1:016x} PATHS",
        "factcheck explain event-date",
        f"factcheck check PATHS --fix {1:016x}=a",
        "factcheck check PATHS --format html=report.html",
    ] == commands


def test_places_are_links_where_the_terminal_can() -> None:
    report = reports.few()
    linked = draw(report, "terminal", Options(hyperlinks=True, folder="/home/me/site"))

    assert "\x1b]8;;file:///home/me/site/docs/press.md\x1b\\docs/press.md:1:36\x1b]8;;\x1b\\" in linked
    assert "file:///home/me/site/docs/history%20of%20it.md" in linked
    assert "\x1b" not in draw(report, "terminal", Options(folder="/home/me/site"))


# --- the requirements of GitHub code scanning -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "report", [*REPORTS.values(), accents(), reports.hostile("x")], ids=[*REPORTS, "accents", "outside"]
)
def test_code_scanning_takes_it(report: Report) -> None:
    log = json.loads(draw(report, "sarif"))
    (run,) = log["runs"]
    driver = run["tool"]["driver"]

    assert log["$schema"].startswith("https://")
    assert ("2.1.0", "factcheck", "unicodeCodePoints") == (log["version"], driver["name"], run["columnKind"])
    assert len(driver["rules"]) <= 25_000
    for rule in driver["rules"]:
        assert rule["id"]
        assert all(rule[key]["text"] for key in ("shortDescription", "fullDescription", "help"))
        assert len(rule["fullDescription"]["text"]) <= 1024 >= len(rule["shortDescription"]["text"])
        assert rule["help"]["markdown"]
        assert len(rule["properties"]["tags"]) <= 10
        assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert "security" not in rule["properties"]["tags"]
        assert "security-severity" not in rule["properties"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    assert len(run["results"]) <= 25_000
    levels = [("error", "warning", "note").index(result["level"]) for result in run["results"]]
    assert levels == sorted(levels)
    # findings come sorted by severity, so results are in their order
    prints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert all(prints)
    assert len(set(prints)) == len(prints)
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"].strip()
        related = result.get("relatedLocations", [])
        assert 1 == len(result["locations"])
        assert 1 + len(related) <= 1000
        assert [*range(1, len(related) + 1)] == [location["id"] for location in related]
        for place in [*result["locations"], *related]:
            uri, region = (place["physicalLocation"][key] for key in ("artifactLocation", "region"))
            assert uri["uri"]
            assert "\\" not in uri["uri"]
            start, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
            assert (1, 1) <= start <= end
        primary = result["locations"][0]["physicalLocation"]["region"]
        assert primary["startLine"] == primary["endLine"]
        finding = report.findings[prints.index(result["partialFingerprints"]["primaryLocationLineHash"])]
        linked = min(len(finding.places) - 1, 8)
        assert all(f"]({number})" in result["message"]["text"] for number in range(1, linked + 1))
    assert not _empty(log)


def _empty(value: object, key: str = "") -> list[str]:
    """The keys under which an empty string stands; what a document cites may be empty, what GitHub reads may not."""
    if isinstance(value, dict):
        return [found for k, v in value.items() if k not in ("properties", "insertedContent") for found in _empty(v, k)]
    if isinstance(value, list):
        return [found for item in value for found in _empty(item, key)]
    return [key] if value == "" else []


def test_a_full_upload_stays_under_ten_megabytes() -> None:
    import gzip

    packed = len(gzip.compress(draw(reports.many(1500), "sarif").encode()))

    assert packed / 1500 * 25_000 < 10_000_000


def test_a_place_outside_the_documents_has_a_whole_region() -> None:
    few = reports.few()
    result = json.loads(draw(dataclasses.replace(few, documents=()), "sarif"))["runs"][0]["results"][0]

    for place in [*result["locations"], *result["relatedLocations"]]:
        region = place["physicalLocation"]["region"]
        assert {"startLine", "startColumn", "endLine", "endColumn"} <= set(region)


def test_every_format_is_documented(root: Path) -> None:
    page = (root / "docs" / "outputs.md").read_text(encoding="utf-8")

    assert [] == [name for name in formats() if f"\n### `{name}`" not in page]
