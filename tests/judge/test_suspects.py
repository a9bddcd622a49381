"""Which side is likely wrong, why, and how either side could be put right."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.judge.rulebook import load_rules
from factcheck.model.finding import Finding
from factcheck.pipeline import check
from factcheck.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "suspects.yaml").read_text(encoding="utf-8"))
REPAIRS = yaml.safe_load((Path(__file__).parent / "repairs.yaml").read_text(encoding="utf-8"))
RULES = load_rules()[0]


def found(case: dict[str, Any]) -> Finding:
    documents = [read_text(path, text) for path, text in case["documents"].items()]
    worth = case.get("authority", {})
    report = check(documents, RULES, authority=lambda path: worth.get(path, 0))
    return next(f for f in report.findings if f.kind == case.get("kind", f.kind))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_suspects(case: dict[str, Any]) -> None:
    finding = found(case)

    label = "none" if finding.suspect is None else finding.sides[finding.suspect].label
    assert label.endswith(case["suspect"])
    assert case["reason"] in "; ".join(finding.suspect_reasons)
    if finding.suspect is not None and len(finding.repairs) == 2:
        assert "ab"[finding.suspect] == finding.repairs[1].letter, "what corrects the suspect comes first"


@pytest.mark.parametrize("case", REPAIRS, ids=lambda case: case["name"])
def test_repairs(case: dict[str, Any]) -> None:
    finding = found(case)

    offered = {}
    for repair in finding.repairs:
        texts = dict(case["documents"])
        for edit in sorted(repair.edits, key=lambda e: -e.span.start):
            text = texts[edit.document]
            texts[edit.document] = text[: edit.span.start] + edit.text + text[edit.span.end :]
        offered[repair.letter] = {path: text for path, text in texts.items() if text != case["documents"][path]}
    assert case["repairs"] == offered
    for changed in offered.values():
        case_after = {**case, "documents": {**case["documents"], **changed}}
        documents = [read_text(path, text) for path, text in case_after["documents"].items()]
        assert finding.fingerprint not in {f.fingerprint for f in check(documents, RULES).all_findings}
