"""What the HTML page is made of: words that differ, short paths, the stamp, and how great reports are kept small."""

from __future__ import annotations

import dataclasses
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

import reports
from factcheck.cli.checking import check
from factcheck.render import Options, draw, html
from factcheck.render._page_cuts import CUT, cut_passage, shorten
from factcheck.render._page_names import Names
from factcheck.render._page_words import Piece, differing_parts, mark_differences

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "page_words.yaml").read_text(encoding="utf-8"))


def pieces(text: str) -> list[Piece]:
    """`The weir in [1874]` cut at the brackets."""
    found = [("value" if n % 2 else "text", part) for n, part in enumerate(re.split(r"[\[\]]", text))]
    return [(kind, part) for kind, part in found if part]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_words_that_differ(case: dict[str, Any]) -> None:
    sides = pieces(case["own"]), pieces(case["other"])
    marked = [mark_differences(own, other) for own, other in (sides, sides[::-1])]

    assert case["marked"] == [[text for kind, text in side if kind == "differs"] for side in marked]
    for before, after in zip(sides, marked, strict=True):
        assert "".join(text for _, text in before) == "".join(text for _, text in after)
        assert [p for p in before if p[0] == "value"] == [p for p in after if p[0] == "value"]


@pytest.mark.parametrize(
    ("expected", "own", "other"),
    [
        ([("text", "3 July "), ("differs", "1911")], "3 July 1911", "3 July 1921"),
        ([("differs", "3"), ("text", " July 1911")], "3 July 1911", "13 July 1911"),
        ([("text", "Oslo")], "Oslo", "Bergen"),
        ([("text", "40 km")], "40 km", "40 km"),
    ],
)
def test_parts_of_values_that_differ(expected: list[Piece], own: str, other: str) -> None:
    assert expected == differing_parts(own, other)


def test_paths_are_shown_without_the_folder_that_all_share() -> None:
    names = Names(["site/docs/a.md", "site/docs/more/b.md"])

    assert ("a.md", "more/b.md") == (names.short("site/docs/a.md"), names.short("site/docs/more/b.md"))
    assert "1 in a.md, 2 in more/b.md" == names.shorten("1 in site/docs/a.md, 2 in site/docs/more/b.md")
    assert "in other/site/docs/a.md" == names.shorten("in other/site/docs/a.md")


@pytest.mark.parametrize("paths", [["a.md", "b/c.md"], ["a/b.md"], ["/a.md", "b.md"], []])
def test_nothing_is_cut_where_nothing_is_shared(paths: list[str]) -> None:
    assert paths == [Names(paths).short(path) for path in paths]


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_no_time_unless_it_is_asked_for(name: str) -> None:
    plain = draw(reports.few(), name)
    stamped = draw(reports.few(), name, Options(stamp="drawn <b>for</b> 1.2"))

    assert plain == draw(reports.few(), name)
    assert "drawn" in stamped[len(plain) // 2 :]
    assert "<b>for" not in stamped
    assert len(plain) < len(stamped) < len(plain) + 60


def index_of(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="index">(.*?)</script>', text)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_of_many_findings_only_the_first_are_built_and_all_can_be_read() -> None:
    text = draw(reports.site(400, 100), "html")
    before, rest = text.split('<noscript id="rest">')
    rest = rest.split("</noscript>")[0]

    assert 100 == before.count("<article ")
    assert 300 == rest.count("\n<article ")
    assert 100 == text.count('<details class="document"')
    index = index_of(text)
    assert 400 == len(index["findings"]) == len(index["aligned"])
    assert 12 == len([index["lines"][line] for line in index["aligned"][399]])
    assert "blocking key" not in before
    # a link from a card leads to a line of its document, script or not
    anchors = set(re.findall(r'href="#(d\d+-\d+)"', text))
    assert anchors <= set(re.findall(r' id="(d\d+-\d+)"', text))


def test_texts_take_the_room_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    filler = "The ledger of that year lists what was bought and what was sold, and nothing else. " * 400
    made = reports.site(400, 20)
    papers = tuple(dataclasses.replace(paper, text=paper.text + filler * 2) for paper in made.documents)
    report = dataclasses.replace(made, documents=papers)
    whole = len(draw(report, "html"))
    monkeypatch.setattr(html, "_LIMIT", 1_500_000)

    assert len(draw(report, "html")) < 1_600_000 < whole


def test_the_command_line_stamps_with_the_time_if_it_is_told_to(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The hall opened on Monday, 19 September 2025.\n", encoding="utf-8")
    told = CliRunner().invoke(check, [str(tmp_path), "--quiet", "--no-config", "-f", "html", "--stamp", "now"])
    silent = CliRunner().invoke(check, [str(tmp_path), "--quiet", "--no-config", "-f", "html"])

    assert re.search(r"Drawn by factcheck [\d.]+, \d{4}-\d\d-\d\d \d\d:\d\d UTC\. ", told.stdout)
    assert re.search(r"Drawn by factcheck [\d.]+\. ", silent.stdout)


# --- passages that are too long to be read ---------------------------------------------------------------------------


def restored(pieces: list[Piece]) -> int:
    """How many code points a passage has, those that its marks say are left out among them."""
    return sum(int(re.sub(r"[^0-9]", "", text)) if kind == CUT else len(text) for kind, text in pieces)


LONG = "each stone was numbered before the move " * 5000


@pytest.mark.parametrize(
    ("pieces", "values"),
    [
        ([("text", LONG)], 0),
        ([("text", LONG), ("value", "3 May 1998"), ("text", LONG)], 1),
        ([("value", "3 May 1998"), ("text", "x" * 400_000), ("value", "4 May 1998"), ("text", ".")], 2),
        ([("text", "On "), ("value", LONG), ("text", " they came")], 2),
        ([("text", LONG), ("value", "1998")] * 50, 50),
        ([("text", "and "), ("value", "17 m, ")] * 20_000, 60),
        ([("text", LONG)] * 300, 0),
    ],
)
def test_long_passages_are_cut_and_tell_how_much_is_left_out(pieces: list[Piece], values: int) -> None:
    found = cut_passage(pieces)

    assert sum(len(text) for _, text in pieces) == restored(found)
    assert sum(len(text) for _, text in found) < 15_000
    assert values == sum(kind == "value" for kind, _ in found)
    assert all(kind != CUT or re.fullmatch(r" … [0-9,]+ characters? left out … ", text) for kind, text in found)
    assert not any(a == b == CUT for (a, _), (b, _) in pairwise(found))


def test_words_beside_a_value_stay() -> None:
    found = cut_passage([("text", LONG + "and opened on "), ("value", "3 May 1998"), ("text", " to " + LONG)])

    assert [CUT, "text", "value", "text", CUT] == [kind for kind, _ in found]
    assert found[1][1].endswith("and opened on ")
    assert found[3][1].startswith(" to each stone")
    assert not found[1][1].startswith("tone")


def test_what_is_short_stays_as_it_is() -> None:
    pieces: list[Piece] = [("text", "The dome opened on "), ("value", "3 May 1998"), ("text", ".")]

    assert pieces == cut_passage(pieces)
    assert "a" * 2000 == shorten("a" * 2000)
    assert 700 > len(shorten("a" * 2001)) > 600
    assert " … 1,401 characters left out … " in shorten("a" * 2001)
