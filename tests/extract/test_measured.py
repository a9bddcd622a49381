"""What a number in running text measures, and of what, through the first three stages."""

from pathlib import Path

import pytest
import yaml

from factcheck.model.claim import ClaimType
from factcheck.pipeline import claims_of
from factcheck.read import read_text
from factcheck.values.words import stem, synonym

CASES = yaml.safe_load((Path(__file__).parent / "measured.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_measured(case: dict) -> None:
    document = read_text("page.md", case["text"])

    claims = [c for c in claims_of([document]).claims if c.type is ClaimType.QUANTITY]

    shown = [(c.text_value, c.entity, c.theme, c.measure) for c in claims]
    if "none" in case:
        assert not any(case["none"] in (c.text_value, c.measure) for c in claims), shown
        return
    claim = next((c for c in claims if c.text_value == case["value"]), None)
    assert claim is not None, shown
    if "about" in case:
        assert (
            case["about"].lower() in " ".join((claim.entity, *claim.subject)).lower()
            or stem(case["about"].lower()) == (claim.theme or ("",))[-1]
        ), shown
    if "measure" in case:
        assert synonym(stem(case["measure"])) == synonym(claim.measure), shown
