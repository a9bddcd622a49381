"""Last days that are said to have been kept, and deeds of later days elsewhere: `tests/judge/kept_days.yaml`."""

from pathlib import Path

import pytest
import yaml

from factcheck.judge.rulebook import load_rules
from factcheck.pipeline import check
from factcheck.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "kept_days.yaml").read_text(encoding="utf-8"))["cases"]
RULES = tuple(rule for rule in load_rules()[0] if rule.id == "deadline-missed")


@pytest.mark.parametrize("case", CASES, ids=[f"{c['a'][:40]}|{c['b'][:60]}" for c in CASES])
def test_case(case: dict) -> None:
    documents = [read_text("a.md", case["a"]), read_text("b.md", case["b"])]

    found = check(documents, RULES).findings

    assert case["finds"] == len(found), [finding.message for finding in found]
