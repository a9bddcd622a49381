"""In a corpus of many documents two claims that nothing rare connects are two facts."""

from __future__ import annotations

from factcheck.judge.rulebook import load_rules
from factcheck.pipeline import check_texts

RULES, _ = load_rules()
TEAMS = ["audit", "bakery", "canteen", "dispatch", "estates", "forestry", "garage", "harvest", "import", "joinery", "kennels"]  # fmt: skip


def handbook() -> dict[str, str]:
    """Twenty-two pages of one publisher, of which each tells of a team of its own."""
    pages = {
        f"teams/{team}.md": f"# Rules of {team}\n\n{team.title()} House was built in {1900 + 7 * n}.\n"
        for n, team in enumerate(TEAMS)
    }
    return pages | {
        f"tools/{team}.md": f"# Tools of {team}\n\n{team.title()} Yard was paved in {1950 + 3 * n}.\n"
        for n, team in enumerate(TEAMS)
    }


def told(texts: dict[str, str]) -> list[str]:
    return [finding.message for finding in check_texts(texts, RULES).findings]


def test_a_process_of_one_page_is_not_that_of_another() -> None:
    texts = handbook()
    texts["teams/audit.md"] += "\nThis process takes about two weeks.\n"
    texts["tools/garage.md"] += "\nThe whole process takes five weeks.\n"

    assert [] == told(texts)


def test_a_thing_that_few_pages_name_is_one_thing() -> None:
    texts = handbook()
    texts["teams/audit.md"] += "\nThe Brandon Mill opened on 3 May 1998.\n"
    texts["tools/garage.md"] += "\nThe Brandon Mill was opened on 3 May 1999.\n"

    assert 1 == len(told(texts))


def test_rows_that_bare_numbers_head_are_of_their_own_page() -> None:
    texts = handbook()
    history = "\n## History of the page\n\n| Version | Date |\n|---|---|\n| 1.0 | {day} |\n"
    texts["teams/audit.md"] += history.format(day="2021-09-15")
    texts["teams/estates.md"] += history.format(day="2022-04-29")
    texts["tools/garage.md"] += history.format(day="2021-07-31")

    assert [] == told(texts)
