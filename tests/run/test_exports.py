"""Exports: each read back by the library or the rules of those who take it."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx
import pytest
import yaml
from click.testing import CliRunner, Result

from factcheck.cli import main
from factcheck.cli.output import shows_links
from factcheck.model.claim import Claim
from factcheck.pipeline import claims_of
from factcheck.read import read_text
from factcheck.run.graphs import draw_graph
from factcheck.run.listing import list_claims
from factcheck.run.timeline import _folded, list_timeline

TEXTS = {
    "ferry.md": "# The ferry *Maid; of, Ayr*\n\nThe Maid of Ayr was launched on 3 May 1901.\nIt was rebuilt in June 1923.\n"
    "The Maid of Ayr was sold in 1950.\nThe hull was built before 12 August 1900.\n",
    "other.md": "The Maid of Ayr was launched on 3 May 1901, we read.\nApplications must be sent by 31 August 2031.\n",
    "hostile.md": 'Café "Zur\\n Brücke"; <b>x</b> was founded on 29 February 1904, END:VEVENT\\n.\n',
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(main, arguments)
    assert 0 == done.exit_code, done.output
    return done


def test_a_calendar(folder: Path) -> None:
    library = pytest.importorskip("icalendar", reason="icalendar is a tool of developers")
    raw = run("timeline", "ferry.md", "other.md", "hostile.md").stdout_bytes
    calendar = library.Calendar.from_ical(raw)
    events = {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}

    assert not calendar.errors
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    launched = next(event for summary, event in events.items() if "launched" in summary)
    assert datetime.date(1901, 5, 3) == launched["DTSTART"].dt
    assert datetime.date(1901, 5, 4) == launched["DTEND"].dt
    places = [line.split(": ")[0] for line in str(launched["DESCRIPTION"]).splitlines()[1:]]
    assert ["ferry.md:3:1", "other.md:1:1"] == places
    deadlines = {event["DTSTART"].dt for summary, event in events.items() if summary.startswith("Deadline: ")}
    assert datetime.date(2031, 8, 31) in deadlines
    assert not [summary for summary in events if "sold" in summary]
    identities = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    assert len(set(identities)) == len(identities)
    assert all(not event.errors for event in calendar.walk("VEVENT"))


def test_a_timeline_is_in_order_and_whole(folder: Path) -> None:
    moments = json.loads(run("timeline", ".", "--format", "json").stdout)["moments"]
    known = [moment["start"] or moment["end"] for moment in moments]

    assert known == sorted(known)
    assert any(moment["value"] == "1950" and moment["end"] == "1950-12-31" for moment in moments)
    assert all(TEXTS[p["path"]][p["start"] : p["end"]] == p["quote"] for m in moments for p in m["places"])
    launched = next(moment for moment in moments if "launched" in moment["summary"])
    assert ["ferry.md", "other.md"] == [place["path"] for place in launched["places"]]


@pytest.mark.parametrize("text", ["x" * 300, "é" * 200, "😀" * 90, "", "a" * 74 + "é"])
def test_lines_of_calendars_are_folded_between_characters(text: str) -> None:
    parts = list(_folded(text))

    assert text == parts[0] + "".join(part[1:] for part in parts[1:])
    assert all(len(part.encode()) <= 75 for part in parts)
    assert all(part.startswith(" ") for part in parts[1:])


STATEMENT = re.compile(
    r'  (?:graph \[rankdir="LR"\]|n\d+ \[(?:\w+="(?:[^"\\]|\\.)*"(?:, )?)+\]|n\d+ -- n\d+ \[(?:\w+="(?:[^"\\]|\\.)*"(?:, )?)+\]);'
)
FLOW = re.compile(
    r'  (?:n\d+(?:\["[^"]+"\]|\("[^"]+"\)|\{\{"[^"]+"\}\}|\[/"[^"]+"/\])|n\d+ (?:---|===)\|"[^"]+"\| n\d+)'
)


def test_a_graph_for_graphviz(folder: Path) -> None:
    head, *lines, last = run("graph", ".", "--format", "dot").stdout.splitlines()
    nodes = json.loads(run("graph", ".").stdout)

    assert ("graph claims {", "}") == (head, last)
    assert [] == [line for line in lines if not STATEMENT.fullmatch(line)]
    assert len(nodes["nodes"]) + len(nodes["edges"]) + 1 == len(lines)


def test_a_graph_for_mermaid(folder: Path) -> None:
    head, *lines = run("graph", ".", "--format", "mermaid").stdout.splitlines()

    assert "flowchart LR" == head
    assert [] == [line for line in lines if not FLOW.fullmatch(line)]
    assert not re.search(r"[<>`%;](?<!\d;)", "\n".join(lines))


def test_a_table_for_data_frames(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an extra")
    run("claims", ".", "--format", "parquet", "-o", "claims.parquet")
    first = Path("claims.parquet").read_bytes()
    run("claims", ".", "--format", "parquet", "-o", "claims.parquet")
    records = [json.loads(line) for line in run("claims", ".").stdout.splitlines()]

    assert records == parquet.read_table("claims.parquet").to_pylist()
    assert first == Path("claims.parquet").read_bytes()


def test_findings_are_rows_with_their_places(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an extra")
    (folder / "day.md").write_text("The Ayr fair was opened on Monday, 4 June 1971.\n", encoding="utf-8")

    run("check", "day.md", "--exit-zero", "--format", "parquet=findings.parquet", "--format", "json=findings.json")

    (row,) = parquet.read_table("findings.parquet").to_pylist()
    (told,) = json.loads(Path("findings.json").read_text(encoding="utf-8"))["findings"]
    for name in ("fingerprint", "rule", "severity", "status", "message", "confidence"):
        assert told[name] == row[name]
    assert [("day.md", 1)] * len(row["places"]) == [(place["path"], place["line"]) for place in row["places"]]
    assert [p["quote"] for side in told["sides"] for p in side["places"]] == [p["quote"] for p in row["places"]]
    run("check", "day.md", "--rule", "name", "--format", "parquet=none.parquet")
    assert 0 == parquet.read_table("none.parquet").num_rows


def test_a_missing_library_is_told(root: Path) -> None:
    call = "['claims', 'examples/marathon/docs/about', '-f', 'parquet']"
    code = f"import sys; sys.modules['pyarrow'] = None; from factcheck.cli import main; main({call})"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)

    assert 2 == done.returncode
    assert "pip install 'factcheck[parquet]'" in done.stderr
    assert "" == done.stdout


def test_claims_as_csv_are_no_formulas(folder: Path) -> None:
    (folder / "=x.md").write_text("=1+1 was founded in 1904.\n", encoding="utf-8")
    lines = run("claims", "=x.md", "--format", "csv").stdout.splitlines()

    assert len(lines) >= 2
    assert all(line.startswith("'=x.md,") for line in lines[1:])


HOSTILE: dict[str, str] = yaml.safe_load(
    (Path(__file__).parent.parent / "render" / "hostile.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def claim() -> Claim:
    """A dated claim, whose words a test may change."""
    document = read_text("a.md", "The Maid of Ayr was launched on 3 May 1901.")
    return next(c for c in claims_of([document]).claims if c.text_value == "1901-05-03")


@pytest.mark.parametrize("string", HOSTILE.values(), ids=list(HOSTILE))
def test_no_words_break_a_calendar(claim: Claim, string: str) -> None:
    path = string.replace("\0", "") or "x"
    said = dataclasses.replace(claim, entity=string, said=string, quote=string, document=path)
    text = list_timeline([said], {path: " " * 100}, "ics")
    lines = re.sub(r"\r\n ", "", text).split("\r\n")

    names = [re.split("[:;]", line)[0] for line in lines]
    assert names == [
        "BEGIN", "VERSION", "PRODID", "CALSCALE", "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY",
        "DESCRIPTION", "CATEGORIES", "STATUS", "TRANSP", "END", "END", "",
    ]  # fmt: skip
    assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e]", text)
    assert 1 == len(json.loads(list_timeline([said], {path: " " * 100}, "json"))["moments"])
    library = pytest.importorskip("icalendar", reason="icalendar is a tool of developers")
    (event,) = library.Calendar.from_ical(text).walk("VEVENT")
    assert not event.errors


@pytest.mark.parametrize("string", HOSTILE.values(), ids=list(HOSTILE))
def test_no_words_break_a_graph(string: str) -> None:
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_node(f"entity:{string}", kind="entity", label=string)
    graph.add_node(f"claim:{string}", kind="claim", label=string, document=string)
    graph.add_edge(f"claim:{string}", f"entity:{string}", kind="about")

    head, *lines, last = draw_graph(graph, "dot").splitlines()
    assert ("graph claims {", "}") == (head, last)
    assert 4 == len(lines)
    assert [] == [line for line in lines if not STATEMENT.fullmatch(line)]
    head, *lines = draw_graph(graph, "mermaid").splitlines()
    assert 3 == len(lines)
    assert [] == [line for line in lines if not FLOW.fullmatch(line)]
    xml = ET.fromstring(draw_graph(graph, "graphml"))
    assert 2 == len([part for part in xml.iter() if part.tag.endswith("}node")])
    assert 1 == len(json.loads(draw_graph(graph, "json"))["edges"])


@pytest.mark.parametrize("string", HOSTILE.values(), ids=list(HOSTILE))
def test_no_words_break_a_list(claim: Claim, string: str) -> None:
    said = dataclasses.replace(claim, entity=string, said=string, quote=string)
    table = list_claims([said], {"a.md": " " * 100}, "table")
    rows = list_claims([said], {"a.md": " " * 100}, "csv")

    assert 2 == table.count("\n") == rows.count("\n")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", table + rows)


@pytest.mark.parametrize(
    ("expected", "environment"),
    [
        (False, {}),
        (False, {"TERM": "xterm-256color"}),
        (True, {"TERM": "xterm-kitty"}),
        (True, {"TERM_PROGRAM": "iTerm.app"}),
        (True, {"WT_SESSION": "x"}),
        (True, {"VTE_VERSION": "7200"}),
        (False, {"VTE_VERSION": "4205"}),
        (False, {"TERM_PROGRAM": "iTerm.app", "FORCE_HYPERLINK": "0"}),
        (True, {"FORCE_HYPERLINK": "1"}),
    ],
)
def test_terminals_that_show_links(expected: bool, environment: dict[str, str]) -> None:
    assert expected == shows_links(environment)
