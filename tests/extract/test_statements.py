"""Roles, places, unique titles and other names: `tests/extract/statements.yaml`, a sentence on a page each."""

from pathlib import Path

import pytest
import yaml

from factcheck.pipeline import claims_of
from factcheck.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "statements.yaml").read_text(encoding="utf-8"))
KINDS = ("role", "place", "unique", "name")


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:50] for c in CASES])
def test_statement(case: dict) -> None:
    document = read_text("notes.txt", f"Notes\n\n{case['text']}\n")
    found = [
        f"{c.type.value} {c.text_value} | {c.entity} | {c.predicate}"
        for c in claims_of([document]).claims
        if c.type.value in KINDS
    ]
    assert found == case["is"]
