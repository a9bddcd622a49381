"""Two holders of a role or title, two places of an event, two spellings: `tests/judge/holders.yaml`, two documents each."""

from pathlib import Path

import pytest
import yaml

from factcheck.judge.rulebook import load_rules
from factcheck.pipeline import check
from factcheck.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "holders.yaml").read_text(encoding="utf-8"))
KINDS = {"role", "unique", "place", "name"}
RULES = [rule for rule in load_rules()[0] if rule.kind in KINDS]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_holders(case: dict) -> None:
    documents = [read_text(path, text) for path, text in case["documents"].items()]
    kinds = [finding.kind for finding in check(documents, RULES).findings]
    assert kinds == [case["kind"]] * case["finds"]
