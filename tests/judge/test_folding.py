"""Folding: one finding for one mistake, and never one for two."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.judge.folding import values_key
from factcheck.judge.rulebook import load_rules
from factcheck.model.finding import Finding, Report
from factcheck.pipeline import check_texts

CASES = yaml.safe_load((Path(__file__).parent / "folding.yaml").read_text(encoding="utf-8"))
RULES = load_rules()[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_folding(case: dict[str, Any]) -> None:
    report = check_texts(case["documents"], RULES)

    expected = [(f["kind"], sorted(f["places"]), f.get("folded", [])) for f in case["findings"]]
    found = [(f.kind, sorted(len(s.places) for s in f.sides), [k.kind for k in f.folded]) for f in report.findings]
    assert sorted(expected) == sorted(found)


def test_what_is_folded_has_a_fingerprint_and_folds_nothing() -> None:
    report = check_texts(CASES[2]["documents"], RULES)

    assert len({f.fingerprint for f in report.all_findings}) == len(report.all_findings) == 2
    assert all(not k.folded for f in report.findings for k in f.folded)
    assert report.count(report.findings[0].severity) == 1


def day(value: date) -> str:
    return f"{value.day} {value:%B} {value.year}"


DAYS = st.dates(date(1950, 1, 1), date(2020, 12, 31))
WEEKDAYS = st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])


def told(report: Report) -> Counter[str]:
    return Counter(f.kind for f in report.all_findings)


@settings(max_examples=40, deadline=None)
@given(DAYS, WEEKDAYS, DAYS)
def test_folded_only_if_one_value_settles_both(first: date, weekday: str, second: date) -> None:
    """The weekday is wrong by itself; the other page's day is its cause only if it is such a weekday."""
    report = check_texts(
        {
            "a.md": f"The Sandvik observatory was opened on {weekday}, {day(first)}.",
            "b.md": f"The Sandvik observatory was opened on {day(second)}.",
        },
        RULES,
    )

    kinds = told(report)
    if kinds["weekday"] and kinds["event-date"]:
        assert bool(report.findings[0].folded) is (f"{second:%A}" == weekday)
    assert all(kinds[kind] == 1 for kind in kinds)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["4 June 1971", "14 June 1971", "24 June 1971"]), min_size=2, max_size=8))
def test_as_many_findings_as_values_less_one(values: list[str]) -> None:
    """However many pages state them, and whichever: no pair is told twice, and every place of a value is there."""
    names = ("hall", "kiosk", "lodge", "mast", "nave", "oriel", "porch", "quay")
    documents = {
        f"{name}.md": f"The Sandvik observatory was opened on {value}."
        for name, value in zip(names, values, strict=False)
    }

    findings = check_texts(documents, RULES).findings

    assert len(findings) == len(set(values)) - 1
    assert {p.document for f in findings for p in f.places} == (set(documents) if findings else set())
    assert all(len({p.quote for p in side.places}) == 1 for f in findings for side in f.sides)


@settings(max_examples=20, deadline=None)
@given(st.permutations(["a.md", "b.md", "c.md"]), DAYS, DAYS)
def test_nothing_is_lost(paths: list[str], first: date, second: date) -> None:
    """What every rule finds by itself is there, as a finding or under one."""
    texts = {
        paths[0]: f"# Chronicle\n\n## {day(first)}\n\nOn {day(second)} the Sandvik mill was opened.\n",
        paths[1]: f"The Sandvik mill was opened on {day(first)}.",
        paths[2]: f"The Sandvik mill was opened on Monday, {day(second)}.",
    }

    alone = {key for rule in RULES for key in keys(check_texts(texts, [rule]).findings)}
    together = keys(check_texts(texts, RULES).all_findings)

    assert alone == together


def keys(findings: tuple[Finding, ...]) -> set[tuple[str, frozenset[tuple[str, int, int]]]]:
    return {(f.rule, values_key(f)) for f in findings}
