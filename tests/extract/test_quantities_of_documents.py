"""Quantities whose reading hangs on the document around them: its decimal sign, the heads of a table."""

import pytest

from factcheck.extract import extract
from factcheck.read import read_text
from factcheck.values import quantities


def found(name: str, text: str) -> list[str]:
    document = read_text(name, text)
    extraction = extract(document)
    return [quantities.machine(m.quantity) for b in document.blocks for m in extraction.quantities[b.index]]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The kiln holds 1.250 kg.\n\nIt loses 12,5 % of the heat.", ["1250 kg", "12.5 %"]),
        ("The kiln holds 1.250 kg.\n\nIt loses 12.5 % of the heat.", ["1.25 kg", "12.5 %"]),
        ("The kiln holds 1.250 kg.", ["1.25 kg"]),
        ("The kiln holds 1,250 kg.\n\nIt loses 12,5 % of the heat.", ["1250 kg", "12.5 %"]),
    ],
)
def test_the_decimal_sign_is_that_of_the_document(text: str, values: list[str]) -> None:
    assert found("kiln.txt", text) == values


TABLE = """
| Plan | Price per month | Requests per minute | Weight (kg) |
|------|-----------------|---------------------|-------------|
| Oak  | £12             | 600                 | 14          |
"""


def test_the_heads_of_a_table_say_what_a_number_is_per() -> None:
    assert found("plans.md", TABLE) == ["12 GBP/month", "600 /min", "14 kg"]
