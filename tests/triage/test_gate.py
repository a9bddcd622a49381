"""The gate: which findings close it, by level and by budget."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from factcheck.cli.options import LEVEL
from factcheck.model.finding import Finding
from factcheck.model.rule import Severity
from factcheck.model.triage import Status
from factcheck.settings.schema import json_schema
from factcheck.triage import Gate, closing
from factcheck.triage.gate import LEVELS

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def finding(severity: Severity, status: Status = Status.NEW) -> Finding:
    return Finding(
        rule="weekday", kind="weekday", severity=severity, message="m", reason="r", sides=(), entity="", predicate="",
        confidence=1.0, fingerprint="", status=status,
    )  # fmt: skip


CASES: list[tuple[str, dict[Severity, int], list[Severity], list[Severity]]] = [
    ("warning", {}, [], []),
    ("warning", {}, [E, W, N], [E, W]),
    ("error", {}, [W, W, N], []),
    ("note", {}, [N], [N]),
    ("never", {E: 0}, [E], []),
    ("warning", {W: 2}, [W, W], []),
    ("warning", {W: 2}, [W, W, W], [W]),
    ("warning", {W: 2}, [E, W], [E]),
    ("error", {W: 2}, [W, W, W, W], [W]),
    ("error", {E: 1}, [E], []),
    ("warning", {N: 0}, [N], [N]),
]


@pytest.mark.parametrize(("level", "budgets", "found", "closes"), CASES)
def test_gate(level: str, budgets: Mapping[Severity, int], found: list[Severity], closes: list[Severity]) -> None:
    assert tuple(closes) == closing([finding(s) for s in found], Gate(fail_on=level, budgets=budgets))


@pytest.mark.parametrize("status", [Status.KNOWN, Status.SUPPRESSED])
def test_what_is_set_aside_closes_nothing(status: Status) -> None:
    assert () == closing([finding(E, status)], Gate(fail_on="note"))


def test_the_levels_are_the_same_everywhere() -> None:
    """On the command line, in the settings and in the code."""
    (settings,) = (one["enum"] for one in json_schema()["properties"]["fail_on"]["anyOf"] if "enum" in one)

    assert LEVELS == tuple(LEVEL.choices) == tuple(settings)
    assert LEVELS == (*Severity, "never")
