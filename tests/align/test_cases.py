"""Small sets of documents that test the alignment: conflicts in hard wording, and pairs that only look like conflicts.

A conflict is judged by the rule of its kind alone; a look-alike must stay silent under all rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from factcheck.data import load_yaml_file
from factcheck.judge.rule_schema import KINDS
from factcheck.judge.rulebook import load_rules
from factcheck.pipeline import check_texts

FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
CASES = [(path.stem, case) for path in FILES for case in load_yaml_file(path)]
RULES, _ = load_rules()


def unmark(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without the marks, and the stretches that they held."""
    starts, ends, plain = [], [], ""
    for part in re.split(r"([⟦⟧])", text):
        if part == "⟦":
            starts.append(len(plain))
        elif part == "⟧":
            ends.append(len(plain))
        else:
            plain += part
    return plain, tuple(zip(starts, ends, strict=True))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{stem}/{case['name']}",
            marks=[pytest.mark.xfail(strict=True, reason=case["todo"])] if "todo" in case else [],
        )
        for stem, case in CASES
    ],
)
def test_case(case: Mapping[str, Any]) -> None:
    finds = int(case["finds"])
    rules = [rule for rule in RULES if not finds or rule.kind == case["kind"]]
    documents = {path: unmark(text) for path, text in case["documents"].items()}

    report = check_texts({path: plain for path, (plain, _) in documents.items()}, rules)

    assert finds == len(report.findings), [f"{finding.rule}: {finding.message}" for finding in report.findings]
    places = [place for finding in report.findings for place in finding.places]
    for path, (plain, stretches) in documents.items():
        for start, end in stretches:
            cited = [p for p in places if p.document == path and p.span.start < end and start < p.span.end]
            assert cited, f"{path}: {plain[start:end]!r} is not cited"


def test_cases_are_well_formed() -> None:
    names = [case["name"] for _, case in CASES]

    assert len(names) == len(set(names))
    for _, case in CASES:
        assert {"name", "kind", "finds", "documents"} <= set(case) <= {"name", "kind", "finds", "documents", "todo"}
        assert case["kind"] in KINDS
        marks = sum(text.count("⟦") for text in case["documents"].values())
        assert (marks >= 2) if int(case["finds"]) else (marks == 0), case["name"]


def test_conflicts_and_look_alikes_are_balanced() -> None:
    conflicts = sum(int(case["finds"]) > 0 for _, case in CASES)

    assert len(CASES) >= 60
    assert 0.35 <= conflicts / len(CASES) <= 0.6
