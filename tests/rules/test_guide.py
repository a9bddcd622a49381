"""The guide `docs/writing-rules.md`: the rule that it shows is a rule and does what its examples say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factcheck.judge.rule_schema import KINDS, CompareFile, RuleFile
from factcheck.judge.rulebook import MESSAGE_PLACEHOLDERS, load_rule
from factcheck.run.examples import run_examples

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "writing-rules.md").read_text(encoding="utf-8")


RULES = re.findall(r"```yaml\n(id: (\S+)\n.*?)```", GUIDE, re.S)


@pytest.mark.parametrize(("text", "name"), RULES, ids=[name for _, name in RULES])
def test_a_rule_of_the_guide_holds(tmp_path: Path, text: str, name: str) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    rule = load_rule(path, path.name)

    for outcome in run_examples([rule]):
        assert () == outcome.wrong, (outcome.example.name, outcome.found)


def test_the_guide_shows_a_rule_of_each_sort() -> None:
    assert ["notice-deadline", "seat-price", "corvadol-dose"] == [name for _, name in RULES]


def test_the_guide_names_every_key_kind_and_placeholder() -> None:
    keys = {field.alias or name for name, field in RuleFile.model_fields.items()} | set(CompareFile.model_fields)

    assert [] == [key for key in sorted(keys) if f"| `{key}` |" not in GUIDE]
    assert [] == [kind for kind in KINDS if kind not in GUIDE]
    assert [] == [name for name in MESSAGE_PLACEHOLDERS if f"`{{{name}}}`" not in GUIDE]
