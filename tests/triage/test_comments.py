"""Suppressions in documents: in the comments of each format and in front matter. Cases are data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck import pipeline
from factcheck.data import load_yaml_file
from factcheck.judge.rulebook import load_rules
from factcheck.model.triage import Orders, Status
from factcheck.read import read_text
from factcheck.triage.decide import orders_in_documents

CASES = load_yaml_file(Path(__file__).parent / "cases" / "comments.yaml")
RULES = load_rules()[0]
NAMES = {name: rule.id for rule in RULES for name in (rule.id, *rule.formerly)}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_comments(case: dict[str, Any]) -> None:
    today = date.fromisoformat(case["today"]) if "today" in case else None
    documents = [read_text(path, text) for path, text in case["documents"].items()]

    report = pipeline.check(documents, RULES, orders=Orders(rules=NAMES, today=today))

    assert sorted(case["finds"]) == sorted(f"{f.status.value} {f.rule}" for f in report.findings)
    told = [str(problem) for problem in report.problems]
    assert len(case.get("problems", [])) == len(told), told
    for part in case.get("problems", []):
        assert any(part in text for text in told), told
    for finding in report.findings:
        assert (finding.status is Status.SUPPRESSED) == (finding.suppression is not None)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_nothing_of_a_suppression_is_read(case: dict[str, Any]) -> None:
    for path, text in case["documents"].items():
        read = " ".join(block.text for block in read_text(path, text).blocks)

        assert "riddle" not in read
        assert "as printed" not in read
        assert "errors and all" not in read


def test_the_text_of_mdx_is_found_where_it_stands() -> None:
    text = "Ünder {/* factcheck: ignore weekday -- é 😀\nas printed */} the *ferry* is laid up on Monday, 19 September 2025.\n"

    (block,) = read_text("a.mdx", text).blocks

    assert "Ünder the ferry is laid up on Monday, 19 September 2025." == block.text
    at = block.text.index("Monday")
    span = block.source_span(at, at + 6)
    assert "Monday" == text[span.start : span.end]


PARTS = [
    "<!--", "-->", "{/*", "*/}", "factcheck: ignore weekday -- why", "factcheck: ignore-start all -- why", "factcheck: ignore-end",
    "factcheck:", "# ", ".. ", "\n", "\n\n", "---\n", "+++\n", "factcheck: {ignore: [{rule: weekday}]}\n", "```", "`", "> ", "- ", "| a | b |\n",
    "Monday, 19 September 2025", "until 2027-01-31", "owner", "é😀", "[//]: # (", ")", "\r", "<p>", "</p>", "[[factcheck.ignore]]\n", "x = 1\n",
]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(PARTS), max_size=25),
    st.sampled_from(["md", "mdx", "html", "rst", "yaml", "toml", "txt", "json"]),
)
def test_whatever_is_written_is_taken_or_told(parts: list[str], suffix: str) -> None:
    document = read_text(f"a.{suffix}", "".join(parts))

    orders, problems = orders_in_documents([document], NAMES)

    for order in orders:
        assert order.suppression.reason
        assert 0 <= order.span.start < order.span.end <= len(document.text)
        assert all(0 <= span.start <= span.end <= len(document.text) for span in order.spans)
    for problem in problems:
        assert problem.line >= 1
        assert problem.remedy
