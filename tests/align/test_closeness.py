"""How close two numbers are: which likeness is a slip of the hand."""

from decimal import Decimal

import pytest

from factcheck.align.closeness import number_closeness
from factcheck.values.quantities import Quantity


def quantity(number: str, unit: str = "", thing: str = "") -> Quantity:
    return Quantity(low=Decimal(number), high=Decimal(number), unit=unit, thing=thing)


@pytest.mark.parametrize(
    ("expected", "a", "b"),
    [
        ("swapped", quantity("1364", thing="seats"), quantity("1346", thing="people")),
        ("swapped", quantity("1364"), quantity("1346", thing="people")),
        ("swapped", quantity("248", "m"), quantity("284", "m")),
        ("swapped", quantity("24.8", "km"), quantity("28.4", "km")),
        ("close", quantity("569"), quantity("596")),  # bare numbers may be the names of two things
        ("swapped-two", quantity("69", "m"), quantity("96", "m")),  # two digits swap by chance too often
        ("swapped-two", quantity("6900", "m"), quantity("9600", "m")),
        ("slip-of-three", quantity("248", "m"), quantity("842", "m")),  # the same digits, no neighbours
        ("slip-of-many", quantity("1364", thing="seats"), quantity("1564", thing="seats")),
        ("near", quantity("248", "m"), quantity("248", "m")),
        ("apart", quantity("24.8", "km"), quantity("248", "km")),
    ],
)
def test_number_closeness(expected: str, a: Quantity, b: Quantity) -> None:
    assert expected == number_closeness(a, b)
    assert expected == number_closeness(b, a)
