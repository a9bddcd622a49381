"""What fields of front matter and records state, and what they do not: how a page is handled and filed, texts, time stamps."""

from __future__ import annotations

import pytest

from factcheck.judge.rulebook import load_rules
from factcheck.pipeline import check_texts, claims_of
from factcheck.read import read_text

RULES, _ = load_rules()


def told(name: str, text: str) -> list[str]:
    """Each claim but names and plain words in one line: type, value, predicate."""
    claims = claims_of([read_text(name, text)]).claims
    return [
        f"{c.type.value} {c.text_value} {c.predicate_words}".strip()
        for c in claims
        if c.type.value not in ("text", "name")
    ]


@pytest.mark.parametrize(
    "field",
    ["accessed: 2026-05-21", "dateAdded: 2026-05-21", "urldate: 2026-05-21", "timestamp: 2026-05-21T10:20:00Z"],
)
def test_what_was_done_with_a_record_is_no_fact(field: str) -> None:
    assert [] == told("mills.yml", f"- name: Alder Mill\n  {field}\n")
    assert [] == told("mill.md", f"---\ntitle: Alder Mill\n{field}\n---\nText.\n")


@pytest.mark.parametrize("field", ["nav_order: 4", "current_step: 4", "weight: 40", "sidebar_position: 3"])
def test_the_place_of_a_page_among_others_is_no_fact(field: str) -> None:
    assert [] == told("mill.md", f"---\ntitle: Alder Mill\n{field}\n---\nText.\n")


def test_a_weight_with_its_unit_is_a_fact() -> None:
    assert ["quantity 40 kg weight"] == told("mill.md", "---\ntitle: Alder Bell\nweight: 40 kg\n---\nText.\n")


@pytest.mark.parametrize("field", ["teaser", "abstract", "annote", "img_alttext"])
def test_a_text_is_read_as_a_text(field: str) -> None:
    line = f"{field}: The Alder Mill opens to walkers on 6 November 2031"

    assert ["date 2031-11-06 opens"] == told("mill.md", f"---\ntitle: News\n{line}\n---\nText.\n")
    assert ["date 2031-11-06 opens"] == told("news.yml", f"- id: one\n  {line}\n")


@pytest.mark.parametrize(
    "value",
    [
        "alder-build-2026-05-16-a.tar.gz",
        "alder_2026-05-16_notes",
        "https://example.org/2026/05/16/alder.html",
        "news/2026/05/16/alder.md",
    ],
)
def test_a_day_within_a_name_or_an_address_dates_nothing(value: str) -> None:
    assert [] == told("builds.yml", f"- name: Alder\n  download: {value}\n")
    assert [] == told("page.md", f"The notes are kept in {value} for all.\n")


def test_a_day_beside_other_words_is_a_value() -> None:
    assert ["date 2026-05-16 opened"] == told("mill.yml", "- name: Alder\n  opened: 2026-05-16 (with a fair)\n")


def test_rows_behind_a_time_stamp_are_of_what_their_name_tells() -> None:
    text = (
        'Submission Date,Name,Founded\n"4/21/25, 11:23 AM",Reed Club,1998\n'
        '"8/5/26, 6:07 PM",Orme Guild,2001\n2026-05-03T10:00:00Z,Hale Circle,2004\n'
    )
    claims = claims_of([read_text("clubs.csv", text)]).claims

    assert [("Reed Club", "1998"), ("Orme Guild", "2001"), ("Hale Circle", "2004")] == [
        (c.entity, c.text_value) for c in claims if c.type.value == "date"
    ]


def test_a_time_table_keeps_its_first_column() -> None:
    text = "| Time | Talk |\n|---|---|\n| 2026-05-03 10:00 | Dairy herds |\n| 2026-05-03 11:00 | Hedges |\n"

    assert all("2026-05-03" in c.entity for c in claims_of([read_text("talks.md", text)]).claims)


@pytest.mark.parametrize(
    "text",
    [
        "New members take office on January 1, {{ year | plus: 1 }}.",
        "New members take office on 1 January <%= year %>.",
        "Following the success of the 2020 Reed Winter School, we decided to go on.",
    ],
)
def test_a_day_that_a_program_completes_and_a_year_in_a_name_date_nothing(text: str) -> None:
    assert [] == [line for line in told("page.md", f"{text}\n") if line.startswith("date")]


def test_a_pronoun_with_its_verb_is_no_name() -> None:
    claims = claims_of(
        [read_text("a.md", "I've taught seven courses. They'd hired 12 people. We’ll open on 3 May 2031.")]
    )

    assert {()} == {c.subject for c in claims.claims}


def test_the_word_of_an_organisation_founds_nothing() -> None:
    claims = claims_of([read_text("a.md", "Hale Foundation Board Meeting: 4 November 2031\n")]).claims

    assert ["meet"] == [c.predicate for c in claims]


def test_names_that_programs_gave_are_one_only_if_they_are_the_same() -> None:
    def builds(system: str, day: str) -> str:
        rows = [("05-01", day), ("05-09", "2031-05-09"), ("05-17", "2031-05-17")]
        return "".join(
            f"- name: Alder Kit\n  dir: alder-2.1-build-2031-{stamp}-{system}.tar.gz\n  date: {date}\n"
            for stamp, date in rows
        )

    a, b = builds("linux", "2031-05-01"), builds("mac", "2031-05-02")
    assert [] == [f.message for f in check_texts({"a/linux.yml": a, "b/mac.yml": b}, RULES).findings]
    mirrored = builds("linux", "2031-05-01").replace("05-01", "01-05")
    assert [] == [f.message for f in check_texts({"a/linux.yml": a, "b/linux.yml": mirrored}, RULES).findings]
    same = builds("linux", "2031-01-05")
    assert 1 == len(check_texts({"a/linux.yml": a, "b/linux.yml": same}, RULES).findings)


@pytest.mark.parametrize(
    "text", ["FairCon 2031 visitors came back.", "Next week: removal of 1.13 jobs.", "All 2.10 builds failed."]
)
def test_years_of_names_and_versions_count_nothing(text: str) -> None:
    assert [] == [line for line in told("page.md", f"{text}\n") if line.startswith("quantity")]


def test_numbers_that_look_like_years_may_count() -> None:
    assert ["quantity 2031 soldiers camped"] == told("page.md", "Some 2031 soldiers camped there.\n")


def test_a_column_of_a_document_may_tell_what_a_record_only_handles() -> None:
    rows = "| Paper | Accessed |\n|---|---|\n| Mill | 14 May 2031 |\n"

    assert ["date 2031-05-14 Mill Accessed"] == told("papers.md", rows)
    assert [] == told("papers.csv", "Paper,Accessed\nMill,2031-05-14\nWeir,2031-05-15\n")


def test_items_that_sentences_head_are_of_their_own_documents() -> None:
    def items(day: str, number: int) -> str:
        return (
            f"items:\n- date: {day}\n  summary: Added a section on known faults.\n  pr: {number}\n"
            f"- date: 2031-02-03\n  summary: Mended the order of the pages.\n  pr: 77\n"
        )

    texts = {"log/mill.yml": items("2031-03-13", 2402), "log/weir.yml": items("2031-03-31", 2420)}
    assert [] == [f.message for f in check_texts(texts, RULES).findings]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The kernel was updated to 5.4.13 at last.", []),
        ("Sonde 3.2.17 was released.", []),
        ("The kernel was updated from 5.10.12 to 5.10.14.", []),
        ("The show is open from 3.5.26 to 9.5.26.", ["date 2026-05-03 open", "deadline ../2026-05-09 open"]),
        ("The mill opened on 3.2.17 with a fair.", ["date 2017-02-03 opened"]),
        ("Opened: 3.2.17", ["date 2017-02-03 opened"]),
    ],
)
def test_three_numbers_behind_a_name_are_a_version(text: str, dates: list[str]) -> None:
    assert dates == [line.lower() for line in told("page.md", f"{text}\n") if line.startswith(("date", "deadline"))]
