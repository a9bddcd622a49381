"""Labels that say the same are compared, labels that say two things never: `tests/benchmarks/labels.py`, held by floors."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest


def _load() -> ModuleType:
    folder = str(Path(__file__).parent / "benchmarks")
    sys.path.insert(0, folder)
    try:
        return importlib.import_module("labels")
    finally:
        sys.path.remove(folder)


LABELS = _load()
MISSED = {"capacity": 6, "staff": 6}
"""Pairs of ways to say it that are missed at most; of the other groups none is."""


@pytest.mark.parametrize("group", LABELS.GROUPS, ids=lambda group: group.name)
def test_one_property(group: object) -> None:
    tried, missed = LABELS.missed_of(group)
    assert tried
    assert len(missed) <= MISSED.get(group.name, 0), missed  # type: ignore[attr-defined]


@pytest.mark.parametrize("contrast", LABELS.CONTRASTS, ids=lambda contrast: " and ".join(contrast.labels))
def test_two_properties(contrast: object) -> None:
    assert LABELS.false_of(contrast) == []
