"""What a last day is for: `tests/extract/tasks.yaml`, each on a page of its own."""

from pathlib import Path

import pytest
import yaml

from factcheck.extract import extract
from factcheck.model.claim import ClaimType
from factcheck.pipeline import claims_of
from factcheck.read import read_text
from factcheck.values.words import stem

CASES = yaml.safe_load((Path(__file__).parent / "tasks.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[c["text"].splitlines()[-1][:60] for c in CASES])
def test_task(case: dict) -> None:
    page = read_text("notes.md", case["text"] + "\n")
    drafts = [d for d in extract(page).drafts if d.type is ClaimType.DEADLINE]

    assert [case["task"]] * bool(case["task"]) == [d.predicate for d in drafts]
    if not case["task"]:
        return
    assert tuple(stem(word) for word in case["thing"]) == drafts[0].subject_stems
    if "labels" in case:
        claim = next(c for c in claims_of([page]).claims if c.type is ClaimType.DEADLINE)
        assert tuple(stem(word) for word in case["labels"]) == claim.labels
        assert () == claim.heads
