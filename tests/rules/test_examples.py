"""Every example of every rule runs through the whole pipeline."""

import pytest

from factcheck.judge.rulebook import load_rules
from factcheck.model.rule import Example, Rule
from factcheck.run.examples import run_example

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


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule: Rule, example: Example) -> None:
    outcome = run_example(rule, example)

    assert () == outcome.wrong, outcome.found


def test_the_rulebook_is_clean() -> None:
    assert () == PROBLEMS
    for rule in RULES:
        assert sum(bool(e.finds) for e in rule.examples) >= 4, rule.id
        assert sum(not e.finds for e in rule.examples) >= 6, rule.id
