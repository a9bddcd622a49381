"""The rules of sequences over `temporal.yaml`: pairs of what cannot be true and what can, in fields of all sorts."""

from pathlib import Path

import pytest
import yaml

from factcheck.judge.rulebook import load_rules
from factcheck.pipeline import check_texts

RULES, _ = load_rules(select=("order", "duration", "deadline-missed", "anachronism"))
CASES = yaml.safe_load((Path(__file__).parent / "temporal.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, id=c["name"], marks=[pytest.mark.xfail(strict=True, reason=c["todo"])] if c.get("todo") else [])
        for c in CASES
    ],
)
def test_temporal(case: dict) -> None:
    report = check_texts(case["documents"], RULES)

    assert sorted(case["finds"]) == sorted(f.kind for f in report.findings), [f.message for f in report.findings]


def test_half_of_the_cases_are_silent() -> None:
    assert 110 <= len(CASES) == len({c["name"] for c in CASES})
    assert 2 * sum(not c["finds"] for c in CASES) >= len(CASES) - 10
