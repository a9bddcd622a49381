"""What the rest of a corpus says of two claims: a third document that tells both, a crowd of values, a poor track record."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from factcheck.judge.rulebook import load_rules
from factcheck.pipeline import check_texts

RULES, _ = load_rules()
PIERS = (
    "Aldvik",
    "Borrow",
    "Carnmoor",
    "Dunlace",
    "Estwick",
    "Farrag",
    "Gallan",
    "Hestle",
    "Ingram",
    "Jarrow",
    "Kelsby",
)


def messages(texts: Mapping[str, str], rule: str) -> list[str]:
    rules = [known for known in RULES if known.id == rule]
    return [finding.message for finding in check_texts(texts, rules).findings]


BEGUN = "# Torvane Pier\n\nTorvane Pier was founded on 4 March 1902.\n"
OPENED = "# Torvane Pier\n\nTorvane Pier was opened on 9 May 1904.\n"


def test_a_third_document_that_tells_both_knows_two_facts() -> None:
    both = "# Torvane Pier\n\nTorvane Pier was founded on 4 March 1902. Much later, Torvane Pier was opened on 9 May 1904.\n"

    assert not messages({"guide.md": BEGUN, "press.md": OPENED, "history.md": both}, "event-date")


def test_a_third_document_that_tells_one_of_the_two_explains_nothing() -> None:
    texts = {
        "guide.md": "# Torvane Pier\n\nTorvane Pier was opened on 9 May 1904.\n",
        "press.md": "# Torvane Pier\n\nTorvane Pier was opened on 9 May 1905.\n",
        "history.md": "# Torvane Pier\n\nTorvane Pier was opened on 9 May 1904. It was painted in the spring.\n",
    }

    assert len(messages(texts, "event-date")) == 1


@pytest.mark.parametrize(("days", "finds"), [((3, 8, 12, 21, 26, 29), 0), ((3, 3, 3, 3, 3, 8), 1)])
def test_what_is_told_with_many_days_is_no_single_event(days: tuple[int, ...], finds: int) -> None:
    """Six keepers' letters with as many days of one launch speak of six launches; five that agree have one that is wrong."""
    texts = {
        f"{keeper.lower()}.md": f"# The letters of {keeper}\n\nThe Torvane lifeboat was launched on {day} May 1931.\n"
        for day, keeper in zip(days, PIERS, strict=False)
    }

    assert len(messages(texts, "event-date")) == finds


def sheets(wrong: int, by: int = 7) -> dict[str, str]:
    """Two sheets about each of eleven piers, of which so many differ in the number of benches."""
    texts = {}
    for n, pier in enumerate(PIERS):
        benches = 130 + 11 * n
        other = benches + by if n < wrong else benches
        texts[f"tourism/{pier}.md"] = f"# {pier} Pier\n\n{pier} Pier has {benches} benches for visitors.\n"
        texts[f"coast/{pier}.md"] = f"# The pier of {pier}\n\n{pier} Pier has {other} benches for visitors.\n"
    return texts


@pytest.mark.parametrize(("wrong", "finds"), [(0, 0), (1, 1), (4, 4), (11, 0)])
def test_where_nearly_all_contradicts_the_facts_are_not_of_one_sort(wrong: int, finds: int) -> None:
    assert len(messages(sheets(wrong), "quantity")) == finds


def test_a_few_documents_have_no_track_record() -> None:
    few = {path: text for path, text in sheets(11).items() if any(pier in path for pier in PIERS[:9])}

    assert len(messages(few, "quantity")) == 9


def test_two_documents_of_which_nothing_agrees_are_of_two_occasions() -> None:
    """In a large corpus; two documents alone are compared because somebody thinks that they tell the same."""
    things = ("windows", "steps", "lamps", "chairs", "doors", "mirrors", "tables", "carpets", "clocks", "pillars")
    counts = [(410 + 37 * n, 505 + 41 * n) for n in range(len(things))]
    halls = {
        f"halls/{name}.md": "# Marrow Hall\n\n"
        + "\n\n".join(f"Marrow Hall has {pair[k]} {thing}." for thing, pair in zip(things, counts, strict=True))
        for k, name in enumerate(("guide", "survey"))
    }

    assert len(messages(halls, "quantity")) == len(things)
    assert not messages({**halls, **sheets(0)}, "quantity")


LISTED = "# GitHub access\n\n| Member | Date granted |\n|---|---|\n| Ida Brandt | 2031-11-17 |\n| Otto Falk | 2031-11-17 |\n| Eva Lund | 2031-11-20 |\n"


@pytest.mark.parametrize(("of_ida", "finds"), [("2032-09-28", 0), ("2031-11-17", 1)])
def test_two_lists_of_which_no_row_agrees_are_of_two_things(of_ida: str, finds: int) -> None:
    other = f"# Slack access\n\n| Member | Date granted |\n|---|---|\n| Ida Brandt | {of_ida} |\n| Otto Falk | 2032-09-28 |\n"
    pages = {f"page{n}.md": f"# Page {n}\n\nHall number {n} is open.\n" for n in range(22)}

    assert len(messages({"github.md": LISTED, "slack.md": other, **pages}, "event-date")) == finds
