"""Issues of a serial speak of their own time."""

from __future__ import annotations

import pytest

from factcheck.judge.rulebook import load_rules
from factcheck.pipeline import check_texts

RULES, _ = load_rules()
NAMES = [
    "alder",
    "ash",
    "beech",
    "birch",
    "cedar",
    "elm",
    "fir",
    "hazel",
    "holly",
    "larch",
    "lime",
    "maple",
    "oak",
    "pine",
    "poplar",
    "willow",
]
POST = "---\ntitle: {name}\ndate: {year}-0{month}-15\n---\nThe letter of the month tells of roads and weather.\n"


def serial() -> dict[str, str]:
    """Sixteen letters over four years in one folder."""
    return {
        f"letters/{NAMES[n]}.md": POST.format(name=NAMES[n], year=2018 + n // 4, month=1 + 2 * (n % 4))
        for n in range(16)
    }


def told(texts: dict[str, str]) -> list[str]:
    return [finding.message for finding in check_texts(texts, RULES).findings]


def test_shares_of_two_issues_are_two_figures() -> None:
    texts = serial()
    texts["letters/ash.md"] += "In the survey of Eskdale 62% of the farmers keep sheep.\n"
    texts["letters/poplar.md"] += "In the survey of Eskdale 54% of the farmers keep sheep.\n"

    assert [] == told(texts)


def test_what_happened_once_is_the_same_in_every_issue() -> None:
    texts = serial()
    texts["letters/ash.md"] += "The Corbrook Society was founded on 3 May 1898.\n"
    texts["letters/poplar.md"] += "The Corbrook Society was founded on 3 May 1899.\n"

    assert 1 == len(told(texts))


def test_a_few_dated_documents_are_no_serial() -> None:
    texts = {
        "a.md": "---\ndate: 2018-01-15\n---\nIn the survey of Eskdale 62% of the farmers of Eskdale keep sheep.\n",
        "b.md": "---\ndate: 2018-02-15\n---\nThe Alder Bridge opened on 3 May 1998.\n",
        "c.md": "---\ndate: 2021-02-15\n---\nThe Alder Bridge opened on 3 May 1999.\n",
    }

    assert 1 == len(told(texts))


def by_month() -> dict[str, str]:
    """Sixteen posts over two years, in folders by year and month, as some generators of sites keep them."""
    return {
        f"posts/{2020 + n // 8}/{1 + n % 8:02d}/{NAMES[n]}.md": f"---\ntitle: Notes {NAMES[n]}\ndate: {2020 + n // 8}-{1 + n % 8:02d}-12\n---\nOf roads and weather.\n"
        for n in range(16)
    }


def test_folders_of_years_and_months_are_parts_of_one_serial() -> None:
    texts = by_month()
    texts["posts/2020/02/ash.md"] += "A two-day course for wardens was held at Eskdale Hall on 14-15 February 2020.\n"
    texts["posts/2020/03/beech.md"] += "A two-day course for wardens was held at Eskdale Hall on 9-10 March 2020.\n"

    assert [] == told(texts)


def test_a_day_that_both_issues_look_ahead_to_or_back_at_is_compared() -> None:
    texts = serial()
    texts["letters/ash.md"] += "The Eskdale Marathon takes place on 5 June 2018.\n"
    texts["letters/beech.md"] += "The Eskdale Marathon takes place on 15 June 2018.\n"
    texts["letters/elm.md"] += "The Corbrook Fair took place from 24 to 27 October 2018.\n"
    texts["letters/fir.md"] += "The Corbrook Fair took place from 25 to 27 October 2018.\n"

    found = told(texts)
    assert ["Corbrook Fair", "Eskdale Marathon"] == sorted(
        name for name in ("Corbrook Fair", "Eskdale Marathon") if any(name in message for message in found)
    )


def test_an_issue_and_a_page_that_share_no_name_tell_of_two_things() -> None:
    texts = serial() | {"prizes.md": "# Prizes\n\nThe deadline for nominations is 11 July 2018.\n"}
    texts["letters/ash.md"] += "The deadline for nominations is 17 July 2018.\n"

    assert [] == told(texts)


def test_what_recurs_has_a_day_in_each_year() -> None:
    a = "The annual meeting of the Corbrook Society took place on 4 December 2020.\n"
    b = "The annual meeting of the Corbrook Society took place on {}.\n"

    assert [] == told({"a.md": a, "b.md": b.format("2 December 2021")})
    assert 1 == len(told({"a.md": a, "b.md": b.format("14 December 2020")}))


def test_labels_of_the_next_day_move_with_their_page() -> None:
    texts = {
        "a.md": "---\ntitle: Corbrook Society\ndate: 2026-04-11\nnext_meeting: 14 May 2026\n---\nNews.\n",
        "b.md": "---\ntitle: Corbrook Society\nnext_meeting: 9 July 2026\n---\nNews.\n",
    }

    assert [] == told(texts)


def log(*entries: tuple[int, str]) -> dict[str, str]:
    """The notes of sixteen weekly meetings in one document, with a line more in some of them."""
    more = dict(entries)
    days = [f"## {3 + 7 * (n % 4)} {('January', 'February', 'March', 'April')[n // 4]} 2031" for n in range(16)]
    return {
        "notes.md": "# Notes\n\n"
        + "\n\n".join(f"{day}\n\n- Roads and weather.\n{more.get(n, '')}" for n, day in enumerate(days))
    }


def test_each_entry_of_a_log_tells_of_its_own_time() -> None:
    one = log((2, "- The Eskdale Ramblers meet at the Corbrook Inn on 24 January 2031.\n"))["notes.md"]
    other = log((10, "- The Eskdale Ramblers meet at the Corbrook Inn on 21 March 2031.\n"))["notes.md"]
    named = "The Eskdale Ramblers meet at the Corbrook Inn on {} 2031.\n"

    assert [] == told({"one.md": one, "other.md": other})
    assert 1 == len(told({"one.md": named.format("24 January"), "other.md": named.format("21 March")}))


def test_a_log_and_a_page_tell_of_one_named_thing() -> None:
    texts = log((2, "- The Corbrook Viaduct was opened on 3 May 1898.\n"))
    page = {"viaduct.md": "# Corbrook Viaduct\n\nThe Corbrook Viaduct was opened on 3 May 1889.\n"}

    assert 1 == len(told(texts | page))


def test_a_page_with_few_days_is_no_log() -> None:
    text = "# Notes\n\n## 3 May 2031\n\nThe Corbrook Fair takes place on 9 June 2031.\n\n## 10 May 2031\n\n- Weather.\n"
    page = {"fair.md": "# Corbrook Fair\n\nThe Corbrook Fair takes place on 19 June 2031.\n"}

    assert any(message.startswith("Corbrook Fair") for message in told({"notes.md": text} | page))


def test_a_paragraph_quoted_a_week_later_keeps_its_weekday() -> None:
    texts = {
        "a.md": "---\ndate: 2031-05-12\n---\nAda Thorp shows her loom at Corbrook Hall on Friday.\n",
        "b.md": "---\ndate: 2031-05-19\n---\nAda Thorp shows her loom at Corbrook Hall on Friday.\n",
    }

    assert [] == told(texts)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (
            "The Eskdale Ramblers meet at the Corbrook Inn on 20 March 2018.",
            "The Eskdale Ramblers meet at the Corbrook Inn on 22 May 2018.",
        ),
        (
            "The Corbrook Wardens meeting takes place on 24 June 2018.",
            "The Corbrook Wardens meeting takes place on 8 July 2018.",
        ),
    ],
    ids=["each of its own time", "meetings"],
)
def test_two_issues_tell_of_two_things(earlier: str, later: str) -> None:
    texts = serial()
    texts["letters/ash.md"] += f"{earlier}\n"
    texts["letters/beech.md"] += f"{later}\n"

    assert [] == told(texts)
