"""Days of every year, and days without a year: `tests/resolve/days_of_every_year.yaml`, each on a page of its own."""

from pathlib import Path

import pytest
import yaml

from factcheck.model.claim import ClaimType
from factcheck.pipeline import claims_of
from factcheck.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "days_of_every_year.yaml").read_text(encoding="utf-8"))
_TIMED = (ClaimType.DATE, ClaimType.DEADLINE)


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:60] for c in CASES])
def test_yearly(case: dict) -> None:
    page = read_text("notes.md", case.get("page", "") + case["text"] + "\n")
    found = [c for c in claims_of([page]).claims if c.type in _TIMED and c.extractor != "front-matter/date"]

    assert case["claims"] == [f"{c.type.value} {c.text_value} {c.predicate}" for c in found]
