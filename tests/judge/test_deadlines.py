"""Last days of whole pages: none is found where all agree, and a slip of one of them is: `tests/judge/deadlines.yaml`."""

from pathlib import Path

import pytest
import yaml

from factcheck.judge.rulebook import load_rules
from factcheck.model.finding import Finding
from factcheck.pipeline import check
from factcheck.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "deadlines.yaml").read_text(encoding="utf-8"))
PAGES: dict[str, str] = CASES["pages"]
RULES = tuple(rule for rule in load_rules()[0] if rule.id in ("deadline", "deadline-missed"))


def findings(pages: dict[str, str]) -> list[Finding]:
    return list(check([read_text(name, text) for name, text in pages.items()], RULES).findings)


def test_pages_that_agree() -> None:
    assert [] == [finding.message for finding in findings(PAGES)]


@pytest.mark.parametrize("slip", CASES["slips"], ids=[f"{s['page']}|{s['instead']}" for s in CASES["slips"]])
def test_slip(slip: dict) -> None:
    assert 1 == PAGES[slip["page"]].count(slip["says"])
    pages = {**PAGES, slip["page"]: PAGES[slip["page"]].replace(slip["says"], slip["instead"])}

    found = findings(pages)

    assert slip["finds"] == len(found), [finding.message for finding in found]
    assert all(slip["page"] in {p.document for side in f.sides for p in side.places} for f in found)
