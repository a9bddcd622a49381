"""The guide `docs/writing-rules.md`: the rule that it shows is a rule and does what its examples say."""

from __future__ import annotations

import re
from pathlib import Path

from factcheck.judge.rule_schema import KINDS, CompareFile, RuleFile
from factcheck.judge.rulebook import MESSAGE_PLACEHOLDERS, load_rule
from factcheck.pipeline import check_texts

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "writing-rules.md").read_text(encoding="utf-8")


def test_the_rule_of_the_guide_holds(tmp_path: Path) -> None:
    text = re.findall(r"```yaml\n(id: .*?)```", GUIDE, re.S)[0]
    path = tmp_path / "notice-deadline.yaml"
    path.write_text(text, encoding="utf-8")
    rule = load_rule(path, path.name)

    for example in rule.examples:
        documents = {name: re.sub("[⟦⟧]", "", document) for name, document in example.documents.items()}
        assert example.finds == len(check_texts(documents, [rule]).findings), example.name


def test_the_guide_names_every_key_kind_and_placeholder() -> None:
    keys = {field.alias or name for name, field in RuleFile.model_fields.items()} | set(CompareFile.model_fields)

    assert [] == [key for key in sorted(keys) if f"| `{key}` |" not in GUIDE]
    assert [] == [kind for kind in KINDS if kind not in GUIDE]
    assert [] == [name for name in MESSAGE_PLACEHOLDERS if f"`{{{name}}}`" not in GUIDE]
