"""Which sentences of an entry its year dates: `tests/extract/year_entries.yaml`, each on a page of its own."""

from pathlib import Path

import pytest
import yaml

from factcheck.model.claim import ClaimType
from factcheck.pipeline import claims_of
from factcheck.read import read_text
from factcheck.values.words import stem

CASES = yaml.safe_load((Path(__file__).parent / "year_entries.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[c["text"].replace("\n", " ")[:60] for c in CASES])
def test_entry(case: dict) -> None:
    page = read_text("notes.md", case["text"] + "\n")
    found = [c for c in claims_of([page]).claims if c.type is ClaimType.DATE]
    expected = [c.split(" ") for c in case["claims"]]

    assert [[value, predicate, stem(head)] for value, predicate, head in expected] == [
        [c.text_value, c.predicate, c.theme[-1] if c.theme else "it"] for c in found
    ]
