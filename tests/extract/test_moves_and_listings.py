"""Moves, listings, `dates from`, ability and plans: `tests/extract/moves_and_listings.yaml`, each on a page of its own."""

from pathlib import Path

import pytest
import yaml

from factcheck.model.claim import ClaimType
from factcheck.pipeline import claims_of
from factcheck.read import read_text
from factcheck.values.words import stem

CASES = yaml.safe_load((Path(__file__).parent / "moves_and_listings.yaml").read_text(encoding="utf-8"))
_TIMED = (ClaimType.DATE, ClaimType.DEADLINE)


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:60] for c in CASES])
def test_sentence(case: dict) -> None:
    page = read_text("notes.md", case.get("page", "") + case["text"] + "\n")
    found = [c for c in claims_of([page]).claims if c.type in _TIMED and c.extractor != "front-matter/date"]
    expected = [c.split(" ") for c in case["claims"]]

    assert [[t, v, p, stem(head), m] for t, v, p, head, m in expected] == [
        [c.type.value, c.text_value, c.predicate, c.theme[-1] if c.theme else "", c.modality.value] for c in found
    ]
