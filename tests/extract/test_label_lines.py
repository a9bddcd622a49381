"""Answers and label lines without a verb: `tests/extract/label_lines.yaml`, each on a page of its own."""

from pathlib import Path

import pytest
import yaml

from factcheck.model.claim import ClaimType
from factcheck.pipeline import claims_of
from factcheck.read import read_text
from factcheck.values.words import stem

CASES = yaml.safe_load((Path(__file__).parent / "label_lines.yaml").read_text(encoding="utf-8"))
_TIMED = (ClaimType.DATE, ClaimType.DEADLINE)


@pytest.mark.parametrize("case", CASES, ids=[c["text"].replace("\n", " ")[:60] for c in CASES])
def test_line(case: dict) -> None:
    page = read_text(case.get("name", "notes.md"), case["text"] + "\n")
    found = [c for c in claims_of([page]).claims if c.type in _TIMED]
    expected = [c.split(" ", 3) for c in case["claims"]]

    assert [(t, v, p, tuple(stem(w) for w in words.split())) for t, v, p, words in expected] == [
        (c.type.value, c.text_value, c.predicate, c.theme) for c in found
    ]
