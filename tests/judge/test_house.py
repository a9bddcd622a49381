"""House facts against documents: what contradicts one is found, and what speaks of something else is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.judge.rulebook import load_rules
from factcheck.model.finding import Report
from factcheck.pipeline import check_texts

CASES = yaml.safe_load((Path(__file__).parent / "house.yaml").read_text(encoding="utf-8"))
RULES, _ = load_rules()


def texts_of(report: Report, rule: str) -> list[str]:
    """The values in documents that a rule's findings cite."""
    texts = {d.path: d.text for d in report.documents}
    return [
        texts[place.document][value.start : value.end]
        for finding in report.findings
        if finding.rule == rule
        for place in finding.places
        if place.document != "facts.yaml"
        for value in place.values
    ]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, id=c["name"], marks=[pytest.mark.xfail(strict=True, reason=c["todo"])] if "todo" in c else [])
        for c in CASES
    ],
)
def test_case(case: dict[str, Any]) -> None:
    report = check_texts(case["documents"], RULES, facts={"facts.yaml": case["facts"]})

    assert () == report.problems
    assert sorted(case["finds"]) == sorted(texts_of(report, "house-fact")), [f.message for f in report.findings]
    assert {case["kind"]} if case["finds"] else set() == {f.kind for f in report.findings if f.rule == "house-fact"}
    told = [f for f in report.findings if f.rule == "house-fact"]
    assert len(told) <= 1
    others = [f for f in report.findings if f.rule != "house-fact"]
    assert not (told and others), [f.message for f in others]
