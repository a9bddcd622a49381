"""What the pictures of the HTML report are drawn from: cases as data, and what must hold for every report."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from dated import dated_report

import reports
from factcheck.model.document import Span
from factcheck.model.finding import Side
from factcheck.render import draw
from factcheck.render._picture_data import picture_data
from factcheck.render._picture_dates import read_date
from factcheck.render._picture_texts import Text, quote_of

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "pictures.yaml").read_text(encoding="utf-8"))
HOSTILE: dict[str, str] = yaml.safe_load((Path(__file__).parent / "hostile.yaml").read_text(encoding="utf-8"))
FIRST, LAST, MANNER, LABEL, PLACES, COUNT = 0, 1, 3, 5, 7, 8


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_dates(case: dict[str, Any]) -> None:
    rows = [{**row, "date": str(row["date"])} for row in case["rows"]]
    data = picture_data(dated_report(rows, case["conflicts"]))
    moments, finding = data["moments"], data["findings"][0]
    by_label = {moment[LABEL]: moment for moment in moments}

    assert case["finding"] == [f"{'AB'[side]} {moments[n][LABEL]}" for side, n in finding["dates"]]
    entity = data["entities"][finding["entity"]] if "entity" in finding else None
    assert case["entity"] == (entity and [moments[n][LABEL] for n in entity["dates"]])
    for label, days in case.get("lasts", {}).items():
        assert days == by_label[label][LAST] - by_label[label][FIRST] + 1
    for label, count in case.get("counts", {}).items():
        assert [count, count] == [by_label[label][COUNT], len(by_label[label][PLACES])]
    for label, end in case.get("open", {}).items():
        assert [end == "first", end == "last"] == [by_label[label][FIRST] is None, by_label[label][LAST] is None]
    for label, manner in case.get("manners", {}).items():
        assert manner == by_label[label][MANNER]


def test_a_finding_of_one_side_has_the_dates_of_what_its_date_is_of() -> None:
    """No claim stands for a weekday; the date beside it is one of something that has others."""
    rows = [
        {"in": "a.md", "about": "Tern Ferry", "said": "sails on", "date": "2025-09-19"},
        {"in": "b.md", "about": "Tern Ferry", "said": "is laid up on", "date": "2025-10-04"},
        {"in": "b.md", "about": "Tern Lock", "said": "is shut on", "date": "2025-10-05"},
    ]
    data = picture_data(dated_report(rows, [[[-1]], [[-3]]]))

    first, second = data["findings"]
    assert [[0, 0]] == first["dates"]
    assert ["Tern Ferry", "Tern Lock"] == [data["entities"][f["entity"]]["name"] for f in (first, second)]
    of_ferry = data["entities"][first["entity"]]["dates"]
    assert ["19 September 2025", "4 October 2025"] == [data["moments"][n][LABEL] for n in of_ferry]


def test_an_entity_with_very_many_dates_keeps_those_in_conflict_and_says_how_many_are_left_out() -> None:
    rows = [{"in": "a.md", "about": "Works", "said": f"did {n}", "date": f"{1700 + n}"} for n in range(200)]
    rows += [{"in": "b.md", "about": "Works", "said": "did 199", "date": "1650"}]
    data = picture_data(dated_report(rows, [[[199], [200]]]))

    entity = data["entities"][0]
    labels = [data["moments"][n][LABEL] for n in entity["dates"]]
    assert (80, 121) == (len(labels), entity["more"])
    assert {"1650", "1899"} <= set(labels)
    assert labels == sorted(labels)


def test_an_entity_with_very_many_findings_has_some_of_their_dates() -> None:
    rows = [{"in": "a.md", "about": "Works", "said": "paid", "date": f"{1000 + n}"} for n in range(600)]
    data = picture_data(dated_report(rows, [[[n], [n + 1]] for n in range(0, 600, 2)]))

    assert (240, 360) == (len(data["entities"][0]["dates"]), data["entities"][0]["more"])
    assert (600, [[0, 598], [1, 599]]) == (len(data["moments"]), data["findings"][299]["dates"])


def test_what_the_text_calls_its_own_date_is_none_of_its_subject() -> None:
    rows = [
        {"in": "a.md", "about": "Works", "said": "opened", "date": "1990"},
        {"in": "b.md", "about": "Works", "said": "opened", "date": "1991"},
        {"in": "b.md", "about": "Works", "said": "meta.updated", "date": "2020-01-01"},
    ]
    data = picture_data(dated_report(rows, [[[0], [1]]]))
    assert ["1990", "1991"] == [moment[LABEL] for moment in data["moments"]]


@pytest.mark.parametrize(
    ("edtf", "label"),
    [
        ("1932", "1932"), ("1933-10-04", "4 October 1933"), ("2025-02", "February 2025"), ("2025-02-10", "2025-02-10"),
        (None, "31 April 2025"), (None, "25 years"), (None, "4 1933"), (None, "10 to 12 May 2025"), (None, "4,600 runners"),
        (None, "2025-13-01"), (None, ""),
    ],
)  # fmt: skip
def test_labels_that_are_dates(edtf: str | None, label: str) -> None:
    value = read_date(label)
    assert edtf == (value and value.edtf)


def test_a_side_without_claims_has_the_date_of_its_label() -> None:
    rows = [{"in": "a.md", "about": "Crew", "said": "landed", "date": "2025-02-17"}]
    report = dated_report(rows, [[[0], [0]]])
    head = reports.place(report.documents[0], "a.md")
    sides = (Side(label="2025-02-10", places=(head,)), report.findings[0].sides[0])
    changed = replace(report, findings=(replace(report.findings[0], sides=sides),))
    data = picture_data(changed)

    assert [[0, 0], [1, 1]] == data["findings"][0]["dates"]
    assert ["10 February 2025", "17 February 2025"] == [moment[LABEL] for moment in data["moments"]]
    assert [[0, 1, 2, 6]] == [place[:4] for place in data["moments"][0][PLACES]]


def _stretch(data: dict[str, Any], document: int, start: int, end: int) -> str:
    for _, offset, text in data["documents"][document]["parts"]:
        if offset <= start and end <= offset + len(text):
            return str(text[start - offset : end - offset])
    return ""


@pytest.mark.parametrize("room", [10**7, 20_000, 2_000], ids=["whole", "some", "narrow"])
def test_every_place_has_its_words_however_little_room_there_is(room: int) -> None:
    report = reports.many(60, 12)
    data = picture_data(report, room=room)

    for finding, told in zip(report.findings, data["findings"], strict=True):
        for side, (_, places) in zip(finding.sides, told["sides"], strict=True):
            for place, (number, line, start, end, values, *_) in zip(side.places, places, strict=True):
                assert report.documents[number].path == place.document
                assert (place.line, place.quote) == (line, _stretch(data, number, start, end))
                assert values == [at for v in place.values for at in (v.start, v.end)]
    for document in data["documents"]:
        for first, offset, text in document["parts"]:
            whole = next(d.text for d in report.documents if d.path == document["path"])
            assert text == whole[offset : offset + len(text)]
            assert first == whole[:offset].count("\n") + 1


def test_texts_of_documents_without_findings_come_along_only_where_all_is_small() -> None:
    report = reports.few()
    extra = reports.document("docs/quiet.md", "Nothing here.\n" * 40_000)
    large = replace(report, documents=(*report.documents, extra))

    assert all(document["parts"] for document in picture_data(report)["documents"])
    carried = {document["path"]: bool(document["parts"]) for document in picture_data(large)["documents"]}
    assert carried == {**dict.fromkeys((d.path for d in report.documents), True), "docs/quiet.md": False}


def test_line_breaks_are_of_one_kind_and_signs_that_are_two_units_are_counted() -> None:
    rows = [
        {"in": "a.md", "about": "Inn", "said": "opened", "date": "1990"},
        {"in": "b.md", "about": "Inn", "said": "opened", "date": "1991"},
    ]
    source = reports.document("😀.md", "one 😀\r\ntwo 😀\rthree\n")
    report = dated_report(rows, [[[0], [1]]], {"a.md": "😀😀 before\r\n\n"})
    with_it = replace(report, documents=(*report.documents, source))
    data = picture_data(with_it)

    assert [[1, 0, "one 😀 \ntwo 😀\nthree\n"]] == data["documents"][2]["parts"]
    assert ([4, 11], [0, 1]) == (data["documents"][2]["wide"], data["documents"][0]["wide"])
    assert "wide" not in data["documents"][1]


def test_of_markup_readers_see_the_words() -> None:
    page = reports.document("a.html", "<p>Opened&nbsp;on <b class=x>3 May</b> 1998</p>")
    assert "Opened on 3 May 1998" == quote_of(Text(page), Span(0, len(page.text)))


@pytest.mark.parametrize("string", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_words_are_data(string: str) -> None:
    report = reports.hostile(string)
    data = picture_data(report)
    text = json.dumps(data)

    assert 2 == len(data["findings"])
    assert text == json.dumps(picture_data(reports.hostile(string)))
    assert not [sign for sign in json.dumps(data, ensure_ascii=False) if sign in "\u202e\u2028\x1b\x9b"]


def test_stays_small() -> None:
    report = reports.many(2_000, 800)
    text = json.dumps(picture_data(report), separators=(",", ":"))
    assert len(text) < 500 * 2_000 + sum(len(document.text) for document in report.documents)


def test_nothing_found_needs_no_pictures() -> None:
    assert [] == picture_data(reports.empty())["findings"]
    assert 'id="picture-data"' not in draw(reports.empty(), "html")
