"""Compound units, margins and signs before a number."""

import pytest

from factcheck.extract.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "words", "unit", "comparator"),
    [
        ("a dose of 0.1 mg/ml was given", "0.1 mg/ml", "mg/mL", "="),
        ("heated at 5 K/min", "5 K/min", "K/min", "="),
        ("flowing at 3 m s−1", "3 m s−1", "m/s", "="),
        ("a weight of ~40 kg", "~40 kg", "kg", "~"),
        ("a weight of ≥ 40 kg", "≥ 40 kg", "kg", ">="),
        ("it was 5 ± 0.3 mg in all", "5 ± 0.3 mg", "mg", "="),
    ],
)
def test_compound(text: str, words: str, unit: str, comparator: str) -> None:
    found = find_quantities(text)
    assert [(m.text, m.quantity.unit, m.quantity.comparator) for m in found] == [(words, unit, comparator)]


def test_a_dash_between_two_measures_is_no_exponent() -> None:
    assert [m.text for m in find_quantities("it is 10 km - 3 km too far")] == ["10 km", "3 km"]


def test_a_margin_is_the_tolerance() -> None:
    assert float(find_quantities("it was 5 ± 0.3 mg in all")[0].quantity.tolerance) == 0.3
