"""Two texts that measure one thing run through the whole pipeline."""

from pathlib import Path

import pytest
import yaml

from factcheck.judge.rulebook import load_rules
from factcheck.pipeline import check_texts

RULES = [rule for rule in load_rules()[0] if rule.id == "quantity"]
CASES = yaml.safe_load((Path(__file__).parent / "quantity_pairs.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_quantity_pairs(case: dict) -> None:
    marked = case["documents"]
    plain = {path: text.replace("⟦", "").replace("⟧", "") for path, text in marked.items()}

    report = check_texts(plain, RULES)

    assert case["finds"] == len(report.findings), [f.message for f in report.findings]
    places = [p for f in report.findings for p in f.places]
    for path, text in marked.items():
        start = at = 0
        for character in text:
            if character == "⟦":
                start = at
            elif character == "⟧":
                cited = [p for p in places if p.document == path and p.span.start < at and start < p.span.end]
                assert cited, plain[path][start:at]
            else:
                at += 1
