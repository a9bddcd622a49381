"""The rules of sequences over `sequences.yaml`: which kinds they find in small sets of documents of many fields."""

from pathlib import Path

import pytest
import yaml

from factcheck.judge.rulebook import load_rules
from factcheck.pipeline import check_texts

RULES, _ = load_rules(select=("order", "duration", "deadline-missed", "anachronism"))
CASES = yaml.safe_load((Path(__file__).parent / "sequences.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, id=c["name"], marks=[pytest.mark.xfail(strict=True, reason=c["todo"])] if c.get("todo") else [])
        for c in CASES
    ],
)
def test_sequence(case: dict) -> None:
    report = check_texts(case["documents"], RULES)

    assert sorted(case["finds"]) == sorted(f.kind for f in report.findings), [f.message for f in report.findings]


def test_the_cases_are_many_and_most_are_silent() -> None:
    assert 90 <= len(CASES) == len({c["name"] for c in CASES})
    assert 2 * sum(not c["finds"] for c in CASES) >= len(CASES)
