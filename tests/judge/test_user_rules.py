"""Rules of users without code: captures that must agree, claims that must agree, and the patterns that are refused."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.judge.patterns import compile_pattern
from factcheck.judge.rulebook import load_rules
from factcheck.model.finding import Report
from factcheck.model.rule import Compare, Rule, Severity
from factcheck.pipeline import check_texts

HERE = Path(__file__).parent
CAPTURES = yaml.safe_load((HERE / "captures.yaml").read_text(encoding="utf-8"))
CLAIMS = yaml.safe_load((HERE / "claims_agree.yaml").read_text(encoding="utf-8"))


def rule_of(check: str, **fields: Any) -> Rule:
    return Rule(
        id="mine",
        title="Ours",
        kind="quantity",
        severity=Severity.ERROR,
        explain="",
        check=check,
        message="{statements}",
        **fields,
    )


def cited(report: Report) -> list[list[str]]:
    """The values that each finding cites, exact in the raw source."""
    texts = {d.path: d.text for d in report.documents}
    return [
        [texts[p.document][v.start : v.end] for p in finding.places for v in p.values] for finding in report.findings
    ]


@pytest.mark.parametrize("case", CAPTURES, ids=lambda c: c["name"])
def test_captures_agree(case: dict[str, Any]) -> None:
    report = check_texts(case["documents"], [rule_of("captures-agree", parameters=case["with"])])

    assert [sorted(f) for f in case["finds"]] == [sorted(f) for f in cited(report)]
    severity = Severity.NOTE if case.get("note") else Severity.ERROR
    assert all(f.severity is severity for f in report.findings)


@pytest.mark.parametrize("case", CLAIMS, ids=lambda c: c["name"])
def test_claims_agree(case: dict[str, Any]) -> None:
    compare = dict(case["compare"])
    kinds = [compare.pop("type")] if isinstance(case["compare"]["type"], str) else compare.pop("type")
    lists = {key: tuple(compare.pop(key)) for key in ("files", "never") if key in compare}
    rule = rule_of("claims-agree", compare=Compare(type=tuple(kinds), **lists, **compare))

    report = check_texts(case["documents"], [rule])

    assert [sorted(f) for f in case["finds"]] == [sorted(f) for f in cited(report)]


def test_both_sides_missing_is_one_note() -> None:
    side = {"files": "a.md", "pattern": "fee: (?P<value>[0-9]+)"}
    rule = rule_of("captures-agree", parameters={"a": side, "b": side, "required": "yes"})
    (finding,) = check_texts({"a.md": "Nothing of the kind.", "b.md": "fee: 3"}, [rule]).findings

    assert (Severity.NOTE, ()) == (finding.severity, finding.sides)
    assert "a.md" in finding.message


REFUSED = {
    r"(?P<value>(a+)+)b": "a repeat inside a repeat",
    r"(?P<value>(?:\d+,?)*)": "matches nothing",
    r"x(?P<value>(?:\d+,?)*)": "a repeat inside a repeat",
    r"x(?:\w+\s?){1,40}(?P<value>y)": "a repeat inside a repeat",
    r"x(?P<value>(?:a|ab)*)c": "alternatives under a repeat",
    r"x(?P<value>(?:\w|\d\d)*)c": "alternatives under a repeat",
    r"(?P<q>['\"])(?:\w(?P=q))*(?P<value>x)": "a reference to a group",
    r"fee: (\d+)": "no group `value`",
    r"fee: (?P<value>\d+": "no regular expression",
    "x" * 600 + "(?P<value>y)": "longer than",
}  # fmt: skip


@pytest.mark.parametrize(("pattern", "why"), REFUSED.items())
def test_a_pattern_that_could_run_for_ever_is_refused(pattern: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        compile_pattern(pattern)


ALLOWED = [
    r"(?P<value>\d{1,3}(?:,\d{3})*)",
    r"(?P<value>(?:a++)*b)",
    r"(?:foo|bar)+ (?P<value>\d+)",
    r"^\| *(?P<plan>[^|]+?) *\| *€(?P<value>[\d.]+) *\|$",
    r"(?P<value>(?>\w+\s)+)end",
]


@pytest.mark.parametrize("pattern", ALLOWED)
def test_a_harmless_pattern_is_taken_and_fast(pattern: str) -> None:
    compiled = compile_pattern(pattern)
    start = time.perf_counter()
    for text in ("a" * 2000, "1," * 1000, "foo" * 700, "| " * 1000, "word " * 500):
        compiled.search(text + "!")

    assert time.perf_counter() - start < 2


def test_a_users_rule_and_a_shipped_one_tell_one_thing_once() -> None:
    mine = replace(rule_of("claims-agree"), compare=Compare(type=("quantity",), entity="Corvadol", predicate="dose"))
    texts = {"a.md": "The dose of Corvadol is 40 mg.", "b.md": "The dose of Corvadol is 60 mg."}

    assert ["mine"] == [f.rule for f in check_texts(texts, [*load_rules()[0], mine]).findings]
