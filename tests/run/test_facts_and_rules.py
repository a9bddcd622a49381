"""House facts and rules of users through the command line: `check --facts`, `facts`, `rules`, and the settings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import run

FACTS = """- {entity: Studio seat, predicate: costs, value: 18 euros, source: price list 2025}
- Lantern Bridge opened: 1998-05-03
- Vale Hospital has: 412 beds
"""
RULE = r"""id: seat-price
title: Two prices of a seat
kind: quantity
severity: error
explain: The price list binds.
check: captures-agree
with:
  a: {files: pricing.md, pattern: 'costs (?P<value>\d+)'}
  b: {files: faq.md, pattern: 'seat: (?P<value>\d+)'}
  as: number
message: "{a.value} in {a.source}, {b.value} in {b.source}"
examples:
  - {name: two prices, finds: 1, documents: {pricing.md: A seat costs ⟦18⟧, faq.md: "seat: ⟦23⟧"}}
  - {name: one price, finds: 0, documents: {pricing.md: A seat costs 18, faq.md: "seat: 18"}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with documents, facts and a rule, which is the working directory."""
    (tmp_path / ".git").mkdir()
    for name in ("docs", "mine"):
        (tmp_path / name).mkdir()
    (tmp_path / "docs" / "pricing.md").write_text("A studio seat costs 22 euros.\n", encoding="utf-8")
    (tmp_path / "docs" / "faq.md").write_text(
        "The Lantern Bridge was opened in May 1998.\n\nseat: 18\n", encoding="utf-8"
    )
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "mine" / "seat-price.yaml").write_text(RULE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_contradicted_fact_is_an_error_that_names_it(folder: Path) -> None:
    done = run("check", "docs", "--facts", "facts.yaml", "-f", "json")
    (finding,) = json.loads(done.stdout)["findings"]

    assert 1 == done.exit_code
    assert ("house-fact", "quantity", "error") == (finding["rule"], finding["kind"], finding["severity"])
    expected = 'docs/pricing.md says 22 euros; the house fact "Studio seat costs: 18 euros" (facts.yaml:1, price list 2025) says 18 euros'
    assert expected == finding["message"]
    assert "price list 2025" in run("check", "docs", "--facts", "facts.yaml", "-f", "sarif").stdout
    assert "facts.yaml" in run("check", "docs", "--facts", "facts.yaml", "-f", "html").stdout


def test_nothing_is_held_against_facts_that_nobody_names(folder: Path) -> None:
    assert 0 == run("check", "docs").exit_code


def test_a_facts_file_among_the_documents_is_no_document(folder: Path) -> None:
    (folder / "docs" / "facts.yaml").write_text(FACTS.replace("18 euros", "22 euros"), encoding="utf-8")
    done = run("check", "docs", "--facts", "docs/facts.yaml")

    assert (0, "") == (done.exit_code, done.stderr)
    assert "3 documents" in done.stdout


def test_facts_and_rules_of_the_settings(folder: Path) -> None:
    (folder / "factcheck.toml").write_text('facts = ["facts.yaml"]\nrule_folders = ["mine"]\n', encoding="utf-8")
    done = run("check", "docs", "-f", "json")

    assert {"house-fact", "seat-price"} == {f["rule"] for f in json.loads(done.stdout)["findings"]}
    assert 0 == run("check", "docs", "--no-config").exit_code
    assert "Two prices of a seat" in run("explain", "seat-price").stdout


def test_a_broken_fact_is_told_and_the_others_are_held(folder: Path) -> None:
    (folder / "facts.yaml").write_text(
        FACTS + "- Mayor of Ashby: [a, b]\n- Bridge opened: 31 April 1998\n", encoding="utf-8"
    )
    done = run("check", "docs", "--facts", "facts.yaml")

    assert 2 == done.exit_code
    assert "facts.yaml:4:3" in done.stderr
    assert "facts.yaml:5:18" in done.stderr
    assert "error house-fact" in done.stdout


def test_a_facts_file_that_is_not_there(folder: Path) -> None:
    done = run("check", "docs", "--facts", "no.yaml", "--facts", "nor-this.yaml")

    assert 2 == done.exit_code
    assert "no.yaml: is no file of house facts" in done.stderr
    assert "nor-this.yaml: is no file of house facts" in done.stderr


def test_facts_list(folder: Path) -> None:
    done = run("facts", "list", "--facts", "facts.yaml")

    assert 0 == done.exit_code
    assert [
        "facts.yaml:1  quantity  18 EUR      Studio seat costs: 18 euros  (price list 2025)",
        "facts.yaml:2  date      1998-05-03  Lantern Bridge opened: 1998-05-03",
        "facts.yaml:3  quantity  412 beds    Vale Hospital has: 412 beds",
    ] == done.stdout.splitlines()
    assert 2 == run("facts", "list").exit_code


def test_facts_check_tells_what_nobody_states(folder: Path) -> None:
    done = run("facts", "check", "docs", "--facts", "facts.yaml")

    assert 1 == done.exit_code
    assert [
        "facts.yaml:1: Studio seat costs: 18 euros",
        "  contradicted  docs/pricing.md:1: A studio seat costs 22 euros",
        "facts.yaml:2: Lantern Bridge opened: 1998-05-03",
        "  stated        docs/faq.md:1: The Lantern Bridge was opened in May 1998",
        "No document states:",
        "  facts.yaml:3: Vale Hospital has: 412 beds",
        "3 facts: 1 stated, 1 contradicted, 1 unstated.",
    ] == done.stdout.splitlines()
    (folder / "facts.yaml").write_text("Lantern Bridge opened: 1998-05-03\n", encoding="utf-8")
    assert 0 == run("facts", "check", "docs", "--facts", "facts.yaml").exit_code


def test_rules_test(folder: Path) -> None:
    done = run("rules", "test", "mine")

    assert (0, "2 examples of 1 rule: 2 as they say, 0 still to do, 0 failed.\n") == (done.exit_code, done.stdout)


def test_rules_test_tells_failures(folder: Path) -> None:
    text = RULE.replace("⟦23⟧", "⟦18⟧").replace(
        "{name: one price, finds: 0,", "{name: one price, todo: later, finds: 0,"
    )
    (folder / "mine" / "seat-price.yaml").write_text(text, encoding="utf-8")
    done = run("rules", "test", "mine")

    assert 1 == done.exit_code
    lines = done.stdout.splitlines()
    assert "mine/seat-price.yaml: seat-price: two prices" == lines[0]
    assert "  finds 0, expected 1" in lines
    assert "  holds, and is marked `todo: later`: take the line out" in lines
    assert "2 examples of 1 rule: 0 as they say, 0 still to do, 2 failed." == lines[-1]


def test_a_todo_has_to_fail(folder: Path) -> None:
    text = (
        RULE.replace("⟦23⟧", "18")
        .replace("⟦18⟧", "18")
        .replace("{name: two prices,", "{name: two prices, todo: later,")
    )
    (folder / "mine" / "seat-price.yaml").write_text(text, encoding="utf-8")
    done = run("rules", "test", "mine")

    assert (0, "2 examples of 1 rule: 1 as they say, 1 still to do, 0 failed.\n") == (done.exit_code, done.stdout)


def test_rules_test_of_a_broken_rule(folder: Path) -> None:
    text = RULE.replace(r"costs (?P<value>\d+)", r"costs (?P<value>(\d+)+)")
    (folder / "mine" / "seat-price.yaml").write_text(text, encoding="utf-8")
    done = run("rules", "test", "mine")

    assert 2 == done.exit_code
    assert "mine/seat-price.yaml:8:" in done.stderr
    assert "a repeat inside a repeat" in done.stderr


def test_rules_test_without_rules(folder: Path) -> None:
    (folder / "empty").mkdir()

    for arguments, told in (((), "no folder of rules"), (("nowhere",), "is no folder"), (("empty",), "holds no rule")):
        done = run("rules", "test", *arguments)
        assert 2 == done.exit_code
        assert told in done.stderr


def test_the_rules_of_a_folder_called_rules_are_not_read_by_default(folder: Path) -> None:
    (folder / "mine").rename(folder / "rules")

    assert 0 == run("check", "docs").exit_code
    assert 2 == run("rules", "test").exit_code


def test_rules_list(folder: Path) -> None:
    own = run("rules", "list", "mine").stdout.splitlines()
    every = run("rules", "list", "mine", "--all").stdout.splitlines()

    assert ["seat-price  error  captures-agree  2 examples  mine/seat-price.yaml: Two prices of a seat"] == own
    assert len(every) > 5


def test_one_rule_of_the_shipped(folder: Path) -> None:
    done = run("rules", "test", "--all", "--rule", "house-fact")

    assert 0 == done.exit_code
    assert "of 1 rule:" in done.stdout


def test_same_input_same_bytes(folder: Path) -> None:
    arguments = ("check", "docs", "--facts", "facts.yaml", "--rules", "mine", "-f", "json")

    assert run(*arguments).stdout == run(*arguments).stdout
