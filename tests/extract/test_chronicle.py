"""Entries of chronicles, and times that lead a clause: `tests/extract/chronicle.yaml`, a plain text each."""

from pathlib import Path

import pytest
import yaml

from factcheck.pipeline import claims_of
from factcheck.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "chronicle.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[c["text"].splitlines()[0][:50] for c in CASES])
def test_entries(case: dict) -> None:
    document = read_text("notes.txt", f"Notes\n\n{case['text']}\n")
    dated = [c for c in claims_of([document]).claims if c.type.value == "date" and c.predicate]
    assert [f"{c.entity} {c.predicate} {c.text_value}" for c in dated] == case["is"]
