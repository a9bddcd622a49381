"""How records become columns, and which columns meet."""

from __future__ import annotations

import pytest

from factcheck.align.columns import are_editions, match_columns
from factcheck.align.records import collect_columns
from factcheck.model.record import ColumnMatch
from factcheck.pipeline import claims_of
from factcheck.read import read_text
from factcheck.values.record_keys import FINAL, is_end_of_life, record_key, relation_of_names, tells_of_coming


def matches(texts: dict[str, str]) -> dict[tuple[str, str], ColumnMatch]:
    documents = [read_text(path, text) for path, text in sorted(texts.items())]
    found = claims_of(documents)
    amounts = {e.document.path: e.quantities for e in found.extractions}
    made = match_columns(collect_columns(documents, found.times, amounts))
    return {tuple(sorted((match.a.name, match.b.name))): match for match in made}  # type: ignore[misc]


@pytest.mark.parametrize(
    ("version", "stage", "words", "label"),
    [
        ((3, 11), (FINAL, 0), set(), "3.11.0 final"),
        ((3, 11), (FINAL, 0), set(), "v3.11"),
        ((4,), (FINAL, 0), set(), "4.x"),
        ((2,), (2, 1), set(), "2.0 beta 1"),
        ((2, 7, 3), (4, 2), set(), "2.7.3rc2"),
        ((8, 1), (FINAL, 0), {"quill"}, "quill8.1"),
        ((), (1, 2), set(), "alpha 2"),
        ((1, 9, 2), (FINAL, 0), {"p330"}, "1.9.2-p330"),
        ((1, 6), (2, 1), {"planned"}, "1.6 beta 1 release (planned)"),
        ((), (FINAL, 0), {"lantern", "bridge"}, "The Lantern Bridge"),
    ],
)
def test_key(version: tuple[int, ...], stage: tuple[int, int], words: set[str], label: str) -> None:
    key = record_key(label)

    assert key is not None
    assert (version, stage, words) == (key.version, key.stage, set(key.words))


def test_a_line_and_its_first_version_have_one_key_but_two_lines_apart() -> None:
    line, all_of_it = record_key("3.0"), record_key("3.x")

    assert line == all_of_it
    assert line is not None
    assert all_of_it is not None
    assert ((3, 0), (3,)) == (line.line, all_of_it.line)


@pytest.mark.parametrize(
    ("relation", "a", "b"),
    [
        ("same", "releaseDate", "release date"),
        ("related", "Opened", "start"),
        ("contrast", "Start", "End of support"),
        ("apart", "Sales 2022", "Sales 2023"),
        ("none", "Launched", "Berths"),
    ],
)
def test_names_of_columns(relation: str, a: str, b: str) -> None:
    assert relation == relation_of_names(a, b)


def test_which_columns_tell_of_coming_and_of_ending() -> None:
    assert [True, True, False, False] == [
        tells_of_coming(n) for n in ("Date", "First release", "eol", "Latest release")
    ]
    assert [True, True, False] == [is_end_of_life(n) for n in ("EOL", "End of support", "End of the tunnel")]


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (True, "2023/prices.md", "2024/prices.md"),
        (True, "docs/v1.2/limits.md", "docs/v1.3/limits.md"),
        (True, "archive/prices.md", "prices.md"),
        (False, "prices.md", "visit.md"),
        (False, "prices.md", "prices.md"),
    ],
)
def test_editions(expected: bool, one: str, other: str) -> None:
    assert expected is are_editions(one, other)


ROWS = {"Alba": "3 May 1961", "Corra": "12 May 1964", "Dorna": "20 February 1970", "Finlay": "8 November 1978"}


def table(head: str, rows: dict[str, str]) -> str:
    return f"# Ships\n\n| Ship | {head} |\n|---|---|\n" + "".join(f"| {k} | {v} |\n" for k, v in rows.items())


def test_columns_meet_by_their_rows_whatever_they_are_called() -> None:
    found = matches({"a.md": table("Launched", ROWS), "b.md": table("Wet", {**ROWS, "Corra": "21 May 1964"})})

    match = found["Launched", "Wet"]
    assert (3, 4) == (match.agreeing, match.shared)
    assert ["12 May 1964"] == [d.a.shown for d in match.differences]


def test_a_column_meets_the_one_that_agrees_best() -> None:
    launched = dict(ROWS)
    named = {**ROWS, "Dorna": "3 March 1970", "Finlay": "9 December 1978"}
    both = "# Ships\n\n| Ship | Named | Launched |\n|---|---|---|\n" + "".join(
        f"| {ship} | {named[ship]} | {launched[ship]} |\n" for ship in ROWS
    )

    found = matches({"a.md": table("In the water", {**ROWS, "Alba": "4 June 1961"}), "b.md": both})

    assert [("In the water", "Launched")] == list(found)


def test_two_equal_rows_tell_nothing() -> None:
    two = dict(list(ROWS.items())[:2])

    assert {} == matches({"a.md": table("Launched", two), "b.md": table("Wet", two)})


def test_one_value_for_all_rows_tells_nothing() -> None:
    same = dict.fromkeys(ROWS, "1 January 2020")

    assert {} == matches({"a.md": table("Listed", same), "b.md": table("Wet", same)})


def test_a_row_of_nothing_but_years_in_brackets_has_no_name() -> None:
    rows = "\n".join(f"| {year} | Torne | ({year}–{year + 60}) |" for year in (1841, 1852, 1863, 1874))

    assert {} == matches({"a.md": f"| Born | Home | Lived |\n|---|---|---|\n{rows}\n"})
