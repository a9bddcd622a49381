"""The rule files themselves: their shape, their wording, and the schema that is published for them.

`waiting/` holds rules that are written, with their examples, and whose check does not exist yet.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from factcheck import discover
from factcheck.data import load_yaml, load_yaml_with_places
from factcheck.errors import UsageError
from factcheck.judge import checks
from factcheck.judge.parameters import model_of, parameters_of
from factcheck.judge.rule_schema import KINDS
from factcheck.judge.rulebook import MESSAGE_PLACEHOLDERS, json_schema, load_rule, load_rules
from factcheck.model.rule import Rule

ROOT = Path(__file__).resolve().parents[2]
RULES, PROBLEMS = load_rules()
SHIPPED = sorted((ROOT / "rules").glob("*/*.yaml"))
WAITING = sorted((Path(__file__).parent / "waiting").glob("*/*.yaml"))
PACKS = {
    "dates": {"event-date", "deadline", "header-date", "weekday", "impossible-date"},
    "sequence": {"duration", "order", "deadline-missed", "anachronism"},
    "amounts": {"quantity", "total"},
    "attributes": {"place", "role", "unique", "name"},
}
BESIDE = {"amounts": {"length-of-time"}}
"""Rules whose findings are of the kind of another rule of their pack."""
HOUSE = {"house": {"house-fact"}, "records": {"after-end-of-life", "records", "version-order"}}
"""Rules whose findings are of the kind of what is compared."""


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def rule_id(rule: Rule) -> str:
    return rule.id


def test_every_file_is_a_rule_without_problems() -> None:
    assert () == PROBLEMS
    assert sorted(path.stem for path in SHIPPED) == [rule.id for rule in RULES]


def test_the_packs_hold_the_fifteen_kinds() -> None:
    assert set(KINDS) == set().union(*PACKS.values())
    assert 15 == len(KINDS)


@pytest.mark.parametrize("path", [*SHIPPED, *WAITING], ids=name_of)
def test_a_rule_lies_in_the_pack_of_its_kind(path: Path) -> None:
    assert path.stem in {**PACKS, **HOUSE}[path.parent.name] | BESIDE.get(path.parent.name, set())


@pytest.mark.parametrize("path", [*SHIPPED, *WAITING], ids=name_of)
def test_a_file_is_tidy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert "\t" not in text
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert [] == [n for n, line in enumerate(text.split("\n"), 1) if line != line.rstrip()]


@pytest.mark.parametrize("rule", RULES, ids=rule_id)
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert len(rule.explain) > 120, "say what it means and what to do"
    assert len(rule.explain) <= 1024, "SARIF shows at most 1,024 characters"
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert rule.false_positives, "every rule errs somewhere: say where"


@pytest.mark.parametrize("rule", RULES, ids=rule_id)
def test_a_message_names_value_and_source(rule: Rule) -> None:
    used = {name for name in MESSAGE_PLACEHOLDERS if f"{{{name}}}" in rule.message}

    assert (
        {"statements", "expected"} <= used
        or {"a.value", "b.value"} <= used
        or {"a.value", "reason"} <= used
        or {"value", "reason"} <= used
    )


@pytest.mark.parametrize("rule", RULES, ids=rule_id)
def test_examples_are_many_and_marked(rule: Rule) -> None:
    finding = [e for e in rule.examples if e.finds]
    silent = [e for e in rule.examples if not e.finds]

    assert len(finding) >= 4
    assert len(silent) >= 6
    assert [] == [e.name for e in finding if not any("⟦" in text for text in e.documents.values())]
    assert [] == [e.name for e in silent if any("⟦" in text for text in e.documents.values())]
    assert [] == [name for e in rule.examples for name in e.documents if "." not in name]


@pytest.mark.parametrize("path", WAITING, ids=name_of)
def test_a_waiting_rule_lacks_nothing_but_its_check(path: Path) -> None:
    if path.stem in {rule.id for rule in RULES}:
        pytest.fail(f"{path.stem} is shipped: remove {name_of(path)} from waiting/")
    try:
        load_rule(path, name_of(path))
    except UsageError as error:
        (problem,) = error.problems
        assert problem.message.startswith("no check `")
    else:
        pytest.fail(f"its check exists: move {name_of(path)}.yaml to rules/")


def test_the_published_schema_is_fresh(request: pytest.FixtureRequest) -> None:
    published = ROOT / "rules" / "rule.schema.json"
    text = json.dumps(json_schema(), indent=2) + "\n"
    if request.config.getoption("--update-golden"):
        published.write_text(text, encoding="utf-8")

    assert text == published.read_text(encoding="utf-8"), "refresh it with --update-golden"


def test_the_published_schema_accepts_the_rules_and_refuses_unknown_keys() -> None:
    jsonschema = pytest.importorskip("jsonschema_rs")
    from factcheck.data import load_yaml_file

    validator = jsonschema.validator_for(json_schema())
    for path in SHIPPED:
        value = load_yaml_file(path)
        for example in value["examples"]:
            example["finds"] = int(example["finds"])  # our YAML knows only text, an editor's knows numbers
        assert [] == [f"{path.stem}: {e.message}" for e in validator.iter_errors(value)]
        assert not validator.is_valid({**value, "mesage": "x"})
        assert not validator.is_valid({**value, "kind": "eventdate"})


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_a_shipped_rule_is_read_without_validation_as_with_it(path: Path) -> None:
    validated = load_rule(path, f"rules/{path.parent.name}/{path.name}")
    assert next(rule for rule in RULES if rule.id == path.stem) == validated
    assert load_yaml(f"rules/{path.parent.name}/{path.name}") == load_yaml_with_places(path)[0]


@pytest.mark.parametrize("path", sorted((ROOT / "claims").rglob("*.yaml")), ids=name_of)
def test_no_key_of_a_shipped_file_stands_twice(path: Path) -> None:
    assert load_yaml_with_places(path)[0] == load_yaml(path.relative_to(ROOT).as_posix())


def test_parameters_are_read_as_their_model_reads_them() -> None:
    for rule in RULES:
        params = discover.load(checks, rule.check.replace("-", "_")).Params
        read, told = parameters_of(params, rule.parameters), model_of(params)(**rule.parameters)
        assert {name: getattr(read, name) for name in type(told).model_fields} == dict(told)
    years = discover.load(checks, "deadline_missed").Params
    for given in ({}, {"years": "7"}, {"years": " 7"}, {"years": 7}, {"years": "-2"}):
        assert parameters_of(years, given).years == model_of(years)(**given).years
    for wrong in ({"years": "seven"}, {"year": "7"}, {"years": "7.5"}, {"years": ["7"]}):
        with pytest.raises(ValidationError):
            parameters_of(years, wrong)
