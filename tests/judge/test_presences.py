"""Bodies, places and people out of their time, and lengths told apart from their dates: `presences.yaml`, `spells.yaml` and `service.yaml`."""

from pathlib import Path

import pytest
import yaml

from factcheck.judge.rulebook import load_rules
from factcheck.judge.sequence.knowledge import ordinal_of
from factcheck.pipeline import check_texts

RULES, _ = load_rules(select=("order", "duration", "deadline-missed", "anachronism"))
CASES = [
    case
    for name in ("presences.yaml", "service.yaml", "spells.yaml")
    for case in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, id=c["name"], marks=[pytest.mark.xfail(strict=True, reason=c["todo"])] if c.get("todo") else [])
        for c in CASES
    ],
)
def test_presence(case: dict) -> None:
    report = check_texts(case["documents"], RULES)

    assert sorted(case["finds"]) == sorted(f.kind for f in report.findings), [f.message for f in report.findings]


@pytest.mark.parametrize(
    ("rank", "words"),
    [
        (28, "twenty-eighth"),
        (28, "28th"),
        (60, "sixtieth"),
        (30, "thirtieth"),
        (1, "first"),
        (99, "ninety-ninth"),
        (None, "last"),
    ],
)
def test_rank(rank: int | None, words: str) -> None:
    assert ordinal_of(words) == rank
