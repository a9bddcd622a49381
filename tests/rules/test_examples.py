"""Every example of every rule runs through the whole pipeline."""

import re

import pytest

from factcheck.judge.rulebook import load_rules
from factcheck.model.rule import Example, Rule
from factcheck.pipeline import check_texts

RULES, PROBLEMS = load_rules()
CASES = [
    pytest.param(
        rule,
        example,
        id=f"{rule.id}/{example.name}",
        marks=[pytest.mark.xfail(strict=True, reason=example.todo)] if example.todo else [],
    )
    for rule in RULES
    for example in rule.examples
]


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without the marks, and the stretches that they held."""
    stretches, plain, start = [], "", 0
    for part in re.split(r"([⟦⟧])", text):
        if part == "⟦":
            start = len(plain)
        elif part == "⟧":
            stretches.append((start, len(plain)))
        else:
            plain += part
    return plain, stretches


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule: Rule, example: Example) -> None:
    documents = {path: unmark(text) for path, text in example.documents.items()}

    report = check_texts({path: plain for path, (plain, _) in documents.items()}, [rule])

    assert example.finds == len(report.findings), [f.message for f in report.findings]
    places = [p for f in report.findings for p in f.places]
    for path, (plain, stretches) in documents.items():
        for start, end in stretches:
            cited = [p for p in places if p.document == path and p.span.start < end and start < p.span.end]
            assert cited, f"{plain[start:end]!r} is not cited"


def test_the_rulebook_is_clean() -> None:
    assert () == PROBLEMS
    for rule in RULES:
        assert sum(bool(e.finds) for e in rule.examples) >= 4, rule.id
        assert sum(not e.finds for e in rule.examples) >= 6, rule.id
