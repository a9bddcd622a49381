"""Which class of the lexicon a sentence with a date is told by: `tests/extract/predicates.yaml`, each on a page of its own."""

from pathlib import Path

import pytest
import yaml

from factcheck.extract import extract
from factcheck.model.claim import ClaimType
from factcheck.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "predicates.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:60] for c in CASES])
def test_class(case: dict) -> None:
    page = read_text("notes.md", case["text"] + "\n")
    drafts = [d for d in extract(page).drafts if d.type in (ClaimType.DATE, ClaimType.DEADLINE)]

    assert drafts
    for draft in drafts[-1:]:
        assert draft.predicate not in case.get("not", ())
        assert draft.predicate == case.get("is", draft.predicate)
        assert draft.subject == case.get("of", draft.subject)
