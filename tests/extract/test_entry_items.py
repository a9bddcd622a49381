"""Lines of short items: `tests/extract/entry_items.yaml`, each on a page of its own."""

from pathlib import Path

import pytest
import yaml

from factcheck.pipeline import claims_of
from factcheck.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "entry_items.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:60] for c in CASES])
def test_items(case: dict) -> None:
    page = read_text("notes.md", f"# Notes\n\n{case['text']}\n")
    found = claims_of([page]).claims

    assert case["claims"] == [f"{c.type.value} {c.text_value} | {c.entity} | {c.said}" for c in found]
