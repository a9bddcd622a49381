"""Last days that are counted from a dated event: `tests/resolve/limits.yaml`."""

from pathlib import Path

import pytest
import yaml

from factcheck.model.claim import ClaimType
from factcheck.pipeline import claims_of
from factcheck.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "limits.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_limit(case: dict) -> None:
    claims = claims_of([read_text("notes.md", case["page"])]).claims

    assert case["values"] == [c.text_value for c in claims if c.type is ClaimType.DEADLINE]
    assert [c.id for c in claims] == list(range(len(claims)))
    for claim in claims:
        if claim.counted is not None:
            assert any(step.what.startswith("anchor from `") for step in claim.steps)


def test_another_document_dates_an_event_of_the_same_name() -> None:
    law = read_text(
        "law.md", "Owners must register their boats within 90 days of the signing of the Treaty of Olmstad.\n"
    )
    news = read_text("news.md", "The Treaty of Olmstad was signed on 1 March 2031.\n")
    other = read_text("other.md", "The Treaty of Corvey was signed on 5 April 2032.\n")

    values = [c.text_value for c in claims_of([law, news, other]).claims if c.type is ClaimType.DEADLINE]

    assert ["../2031-05-30"] == values
