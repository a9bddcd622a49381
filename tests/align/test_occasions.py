"""Issues of a serial speak of their own time."""

from __future__ import annotations

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
