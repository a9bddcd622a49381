"""Folders of a collection, and forms that were filled in for several things."""

from __future__ import annotations

from collections import Counter

import pytest

from factcheck.align.folders import LEAST_FOLDERS, Folders, folder_of
from factcheck.judge.rulebook import load_rules
from factcheck.pipeline import check_texts

RULES, _ = load_rules()
NAMES = ["alder", "birch", "cedar", "elm", "hazel", "larch", "maple", "rowan", "willow", "yew"]


def collection(names: list[str] = NAMES) -> dict[str, str]:
    """A folder for each gauge, with two texts of it: enough to be a corpus of many documents."""
    return {
        f"gauges/{name}/{name}-{sort}.md": f"# {name.title()} Gauge: {sort}\n\n{name.title()} Bridge was painted in {1900 + 7 * n}.\n"
        for n, name in enumerate(names)
        for sort in ("review", "plan")
    }


def told(texts: dict[str, str]) -> list[str]:
    return [finding.message for finding in check_texts(texts, RULES).findings]


def test_folders_side_by_side_are_of_two_things() -> None:
    folders = Folders(collection())

    assert folders.are_apart("gauges/elm/elm-plan.md", "gauges/yew/yew-plan.md")
    assert not folders.are_apart("gauges/elm/elm-plan.md", "gauges/elm/elm-review.md")
    assert not folders.are_apart("gauges/elm/elm-plan.md", "news/elm-plan.md")


@pytest.mark.parametrize(
    "documents",
    [
        [f"gauges/{name}/{name}-plan.md" for name in NAMES[: LEAST_FOLDERS - 1]],
        [f"offices/{name}/index.md" for name in NAMES],
        [f"years/{year}/{year}-plan.md" for year in range(2011, 2031)],
    ],
    ids=["few", "not named as their files", "years"],
)
def test_other_folders_are_no_collection(documents: list[str]) -> None:
    folders = Folders(documents)

    assert not any(folders.are_apart(documents[0], other) for other in documents)


def test_what_is_told_of_no_name_is_told_of_the_thing_of_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = collection()
    for name, month, barrels in (("elm", "March", "1,420"), ("yew", "May", "1,240")):
        texts[f"gauges/{name}/{name}-plan.md"] += (
            f"\nAn independent audit of the sluice was performed by Hale Wardens in {month} 2019.\n"
            f"The sluice of the tide mill holds {barrels} barrels.\n"
        )

    assert [] == told(texts)

    monkeypatch.setattr(Folders, "are_apart", lambda *_: "")
    assert 2 == len(told(texts))


def test_within_a_folder_and_of_a_name_figures_are_compared() -> None:
    texts = collection()
    texts["gauges/elm/elm-plan.md"] += "\nThe Elm Gauge was founded on 9 June 1898.\n"
    texts["gauges/elm/elm-review.md"] += "\nThe Elm Gauge was founded on 9 June 1899.\n"
    texts["gauges/yew/yew-plan.md"] += "\nThe Corbrook Society was founded on 4 June 1871.\n"
    texts["gauges/birch/birch-plan.md"] += "\nThe Corbrook Society was founded on 4 June 1872.\n"

    assert 2 == len(told(texts))


def test_a_form_is_filled_in_for_one_thing_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = collection()
    for day, name in enumerate(["orme", "hale", "tarn"], 11):
        texts[f"visits/warden-visit-{name}.md"] = (
            f"# Warden Visit\n\n- Visit date: {day} May 2031\n- Present: Ida Holm\n- Boats: Tern\n"
        )

    assert [] == told(texts)

    monkeypatch.setattr(Folders, "are_forms", lambda *_: "")
    assert 2 == len(told(texts))


def test_what_comes_and_goes_is_not_compared_over_the_years_in_a_corpus_of_many() -> None:
    texts = collection()
    texts["gauges/elm/2029-elm-review.md"] = "# Elm Gauge in 2029\n\nThe Elm Gauge has 14 wardens.\n"
    texts["gauges/elm/elm-plan.md"] += "\nThe Elm Gauge has 16 wardens.\n"

    assert [] == told(texts)

    texts["gauges/elm/elm-note.md"] = "# Elm Gauge\n\nThe Elm Gauge has 19 wardens.\n"
    assert 1 == len(told(texts))


def sheets(more: str = "") -> dict[str, str]:
    """A folder of pages that tell the same fields, each of another pump."""
    return {
        f"pumps/{name}.md": f"---\ntitle: {name.title()}\nvalveKind: ball\nfrostPlug: brass\nhandleSide: left\n{more}---\n\nBuilt in {1900 + 7 * n}.\n"
        for n, name in enumerate([*NAMES, "spruce", "thorn"])
    }


def test_pages_that_tell_the_same_fields_are_of_as_many_things() -> None:
    texts = sheets()
    texts["pumps/elm.md"] += "\nStandard hoses are supported for three years.\n"
    texts["pumps/yew.md"] += "\nStandard hoses are supported for five years.\n"

    assert [] == told(texts)


def test_pages_of_many_days_are_no_sheets() -> None:
    documents = list(sheets())
    fields = {"pumps": Counter({("valv", "kind"): 12, ("frost", "plug"): 12, ("handl", "side"): 12})}
    dated = {"pumps": fields["pumps"] + Counter({("",): 12})}

    assert Folders(documents, fields).are_apart(documents[0], documents[1])
    assert not Folders(documents, dated).are_apart(documents[0], documents[1])
    assert Folders(documents, dated).are_forms(documents[0], documents[1])
    assert not Folders(documents).are_forms(documents[0], documents[1])
    assert not Folders(documents).are_apart(documents[0], documents[1])


def test_reports_of_one_name_are_of_the_things_of_their_folders() -> None:
    reports = {f"teams/{name}/report-2031.md": "# Report\n\nThe team has 12 members.\n" for name in NAMES}
    reports["teams/elm/report-2031.md"] = "# Report\n\nThe team has 21 members.\n"

    assert [] == told(reports)


@pytest.mark.parametrize(
    "documents",
    [
        [f"{code}/fair.md" for code in ("de", "en", "es", "fr", "it", "nl", "pt")],
        [f"{name}/fair.md" for name in NAMES[: LEAST_FOLDERS - 1]],
        [f"guide/{name}/_index.md" for name in NAMES],
    ],
    ids=["languages", "few", "entrances"],
)
def test_other_pages_of_one_name_may_be_of_one_thing(documents: list[str]) -> None:
    folders = Folders(documents)

    assert not any(folders.are_apart(documents[0], other) for other in documents)


def test_folders_of_two_years_hold_two_editions() -> None:
    texts = {
        "archive/2030-fair/tickets.md": "# Tickets\n\nOrders for the fair close on 10 April.\n",
        "archive/2031-fair/order-form.md": "# Orders\n\nOrders for the fair close on 20 April.\n",
    }

    assert [] == told(texts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fairs/2031EU/terms.md", "fairs/2032NA/terms.md"),
        ("fairs/2031EU/terms.md", "fairs/2031NA/terms.md"),
        ("archive/203108/dates.md", "archive/203201/sheet.md"),
    ],
)
def test_folders_that_begin_with_a_year_hold_editions(one: str, other: str) -> None:
    page = "# Terms\n\n## Dates to remember\n\n- Proposals open: {} 2031\n- Notifications: {} 2031\n"
    texts = {one: page.format("4 October", "3 December"), other: page.format("13 October", "13 December")}

    assert [] == told(texts)


@pytest.mark.parametrize(
    ("document", "folder"),
    [
        ("blog/2031-05-16-letter/index.md", "blog"),
        ("posts/2031/05/letter.md", "posts"),
        ("posts/2031/05/16/letter.md", "posts"),
        ("posts/wheels/letter.md", "posts/wheels"),
        ("2031/letter.md", "2031"),
        ("letter.md", ""),
    ],
)
def test_folders_of_days_and_months_are_parts_of_the_one_around_them(document: str, folder: str) -> None:
    assert folder == folder_of(document)
