"""Quantities in sentences of many fields: exact spans, exact values, and nothing where there is nothing."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck.data import load_yaml_file
from factcheck.extract.quantities import find_quantities
from factcheck.model.mention import QuantityMention
from factcheck.values.words import stem

CASES = [
    pytest.param(
        case,
        id=f"{group}: {case['text']}",
        marks=[pytest.mark.xfail(strict=True, reason=case["todo"])] if "todo" in case else [],
    )
    for group, cases in load_yaml_file(Path(__file__).with_name("quantities.yaml")).items()
    for case in cases
]
_VALUE = re.compile(
    r"(?:(?P<sign>[=~<>]=?) )?(?P<low>-?\d+(?:\.\d+)?)(?:\.\.(?P<high>-?\d+(?:\.\d+)?))?(?: (?P<unit>[^\[\]]+?))?(?: \[(?P<thing>.+)\])?"
)
Expected = tuple[str, str, Decimal, Decimal, str, str]


def expected(case: dict[str, object]) -> list[Expected]:
    marked = re.findall("⟦(.*?)⟧", str(case["text"]))
    values = case.get("is", [])
    found = []
    for words, value in zip(marked, [values] if isinstance(values, str) else values, strict=True):  # type: ignore[arg-type]
        match = _VALUE.fullmatch(value)
        assert match is not None, value
        low = Decimal(match["low"])
        high = Decimal(match["high"]) if match["high"] else low
        found.append((words, match["sign"] or "=", low, high, match["unit"] or "", stem(match["thing"] or "")))
    return found


def shown(mention: QuantityMention) -> Expected:
    q = mention.quantity
    return mention.text, q.comparator, round(q.low, 6), round(q.high, 6), q.unit, q.thing


@pytest.mark.parametrize("case", CASES)
def test_sentence(case: dict[str, object]) -> None:
    text = re.sub("[⟦⟧]", "", str(case["text"]))
    assert [shown(m) for m in find_quantities(text)] == expected(case)
