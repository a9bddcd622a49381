"""Births and deaths in brackets and behind marks: `tests/extract/lifespans.yaml`, a sentence on a page each."""

from pathlib import Path

import pytest
import yaml

from factcheck.pipeline import claims_of
from factcheck.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "lifespans.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:50] for c in CASES])
def test_lifespan(case: dict) -> None:
    document = read_text("notes.txt", f"Notes\n\n{case['text']}\n")
    lived = [c for c in claims_of([document]).claims if c.predicate in ("born", "die")]
    assert [f"{c.entity} {c.predicate} {c.text_value}" for c in lived] == case["is"]
    assert all(c.shown in document.quote(c.value_span) for c in lived)
