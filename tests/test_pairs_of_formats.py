"""A fact is compared whatever two formats state it: the counts of `tests/benchmarks/formats.py` never fall."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def _load() -> ModuleType:
    path = Path(__file__).parent / "benchmarks" / "formats.py"
    spec = importlib.util.spec_from_file_location("formats", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


FORMATS = _load()
FLOORS = {
    "Opened": 91,
    "Capacity": 91,
    "Admission": 91,
    "Director": 78,
    "Architect": 78,
    "Town": 78,
    "Height": 89,
    "Applications close": 90,
    "Visitors in 2024": 91,
    "Loan period": 83,
}
"""Pairs of formats, of 91, in which another value is found."""


@pytest.mark.parametrize("label", FLOORS)
def test_pairs_of_formats(label: str) -> None:
    outcome = FORMATS.outcome_of(next(p for p in FORMATS.PROPERTIES if p.label == label))
    assert outcome.false == []
    assert outcome.tried - len(outcome.missed) >= FLOORS[label], outcome.missed


def test_every_property_has_a_floor() -> None:
    assert {p.label for p in FORMATS.PROPERTIES} == set(FLOORS)
