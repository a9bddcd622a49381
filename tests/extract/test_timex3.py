"""What leaves the tagger as TIMEX3: extents, ranges in two ends, dates with their times of day."""

import pytest

from factcheck.extract.times import find_times
from factcheck.extract.times.timex3 import timex3_of, timex3_value


def told(text: str, **options: bool) -> list[tuple[str, str, str, str]]:
    return [(t.text, t.type, t.value, t.mod) for t in timex3_of(text, find_times(text), **options)]


@pytest.mark.parametrize(
    ("edtf", "value"),
    [
        ("1990", "1990"),
        ("1990-05", "1990-05"),
        ("1990-05-03", "1990-05-03"),
        ("199X", "199"),
        ("17XX", "17"),
        ("-0043", "BC0044"),
        ("-0043-03-15", "BC0044-03-15"),
        ("0000", "BC0001"),
        ("-047X", "BC047"),
        ("-04XX", "BC04"),
        ("1990-21", "1990-SP"),
        ("2024-35", "2024-Q3"),
        ("2024-41", "2024-H2"),
        ("2025-W11", "2025-W11"),
        ("1870~", "1870"),
        ("1998-05-03/1998-05-05", "1998-05-03/1998-05-05"),
        ("2021-06-31", "2021-06-31"),
    ],
)
def test_values(edtf: str, value: str) -> None:
    assert value == timex3_value(edtf)


def test_a_range_is_two_expressions() -> None:
    assert [("3", "DATE", "1998-05-03", ""), ("5 May 1998", "DATE", "1998-05-05", "")] == told("From 3 to 5 May 1998.")


def test_or_one_if_wanted() -> None:
    assert [("3 to 5 May 1998", "DATE", "1998-05-03/1998-05-05", "")] == told(
        "From 3 to 5 May 1998.", split_ranges=False
    )


def test_two_expressions_with_a_word_for_a_range_between_them() -> None:
    assert [("May 1998 until 3 June 1999", "DATE", "1998-05/1999-06-03", "")] == told(
        "It ran from May 1998 until 3 June 1999.", split_ranges=False
    )


def test_modifiers_are_part_of_the_extent() -> None:
    assert [("more than 50 years", "DURATION", "P50Y", "MORE_THAN")] == told("It took more than 50 years.")
    assert [("50 years", "DURATION", "P50Y", "MORE_THAN")] == told("It took more than 50 years.", with_modifiers=False)


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("Open until 5 pm on Friday 14 March 2025.", "5 pm on Friday 14 March 2025", "2025-03-14T17:00"),
        ("It begins on 3 May 2024 at noon.", "3 May 2024 at noon", "2024-05-03T12:00"),
        ("Due 7 May 2025, 11:59 pm AoE.", "7 May 2025, 11:59 pm AoE", "2025-05-07T23:59-12:00"),
        ("On 4 June 2023 at 7 in the evening.", "4 June 2023 at 7 in the evening", "2023-06-04T19:00"),
    ],
)
def test_a_date_and_its_time_of_day_are_one(text: str, expression: str, value: str) -> None:
    found = timex3_of(text, find_times(text, casual=True))

    assert [(expression, "TIME", value)] == [(t.text, t.type, t.value) for t in found]
