"""Which year a date without one is of: `tests/resolve/years.yaml`."""

from pathlib import Path

import pytest
import yaml

from factcheck.model.claim import ClaimType
from factcheck.pipeline import claims_of
from factcheck.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "years.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_years(case: dict) -> None:
    claims = claims_of([read_text("page.md", case["page"])]).claims

    assert case["values"] == [c.text_value for c in claims if c.type in (ClaimType.DATE, ClaimType.DEADLINE)]
