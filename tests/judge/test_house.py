"""House facts against documents: what contradicts one is found, and what speaks of something else is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.align import align
from factcheck.judge.checks.house_fact import standing_of_facts
from factcheck.judge.rulebook import load_rules
from factcheck.model.finding import Report
from factcheck.pipeline import case_of, check_texts, claims_of
from factcheck.read import read_text
from factcheck.read.house import read_facts_text

CASES = yaml.safe_load((Path(__file__).parent / "house.yaml").read_text(encoding="utf-8"))
RULES, _ = load_rules()


def texts_of(report: Report, rule: str) -> list[str]:
    """The values in documents that a rule's findings cite."""
    texts = {d.path: d.text for d in report.documents}
    return [
        texts[place.document][value.start : value.end]
        for finding in report.findings
        if finding.rule == rule
        for place in finding.places
        if place.document != "facts.yaml"
        for value in place.values
    ]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, id=c["name"], marks=[pytest.mark.xfail(strict=True, reason=c["todo"])] if "todo" in c else [])
        for c in CASES
    ],
)
def test_case(case: dict[str, Any]) -> None:
    report = check_texts(case["documents"], RULES, facts={"facts.yaml": case["facts"]})

    assert () == report.problems
    assert sorted(case["finds"]) == sorted(texts_of(report, "house-fact")), [f.message for f in report.findings]
    assert {case["kind"]} if case["finds"] else set() == {f.kind for f in report.findings if f.rule == "house-fact"}
    told = [f for f in report.findings if f.rule == "house-fact"]
    assert len(told) <= 1
    others = [f for f in report.findings if f.rule != "house-fact"]
    assert not (told and others), [f.message for f in others]


PAGES = yaml.safe_load((Path(__file__).parent / "house_documents.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p["name"])
def test_pages(page: dict[str, Any]) -> None:
    books = [read_facts_text("facts.yaml", page["facts"])]
    documents = [read_text(path, text) for path, text in page["documents"].items()]
    resolution = claims_of(documents, facts=books)
    everything = [*documents, *(book.document for book in books)]
    case = case_of(everything, resolution, align(resolution.claims))
    (rule,) = (r for r in RULES if r.id == "house-fact")
    stated, contradicted, unstated = {}, {}, []
    for fact, agreeing, against in standing_of_facts(case, frozenset(rule.compare.never)):
        assert fact.fact is not None
        if agreeing:
            stated[fact.fact.words] = [c.shown for c in agreeing]
        if against:
            contradicted[fact.fact.words] = [c.shown for c in against]
        if not agreeing and not against:
            unstated.append(fact.fact.words)

    assert () == resolution.problems
    assert page["contradicted"] == contradicted
    assert page["stated"] == stated
    assert set(page["missed"]) <= set(unstated), "better than before: take it out of `missed`"


def test_facts_change_nothing_between_documents() -> None:
    texts = {"a.md": "Foster Bridge was opened on 3 May 1999.", "b.md": "Foster Bridge was opened on 5 May 1999."}
    facts = {"facts.yaml": "Lantern Bridge opened: 1998-05-03\n"}
    plain, held = check_texts(texts, RULES), check_texts(texts, RULES, facts=facts)

    assert [f.message for f in plain.findings] == [f.message for f in held.findings]
    assert ["event-date"] == [f.rule for f in plain.findings]


def test_other_rules_never_see_the_facts() -> None:
    facts = {"facts.yaml": "- Foster Bridge opened: Monday, 3 May 1999\n- Foster Bridge closed: 1990-01-01\n"}
    report = check_texts({"a.md": "Foster Bridge was built in 1996.", "b.md": "It is long."}, RULES, facts=facts)

    assert () == report.findings
