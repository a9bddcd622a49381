"""Dates that are counted from an event: `tests/resolve/event_dates.yaml`; and how wide such a date is."""

from pathlib import Path

import pytest
import yaml

from factcheck.model.claim import ClaimType
from factcheck.model.time import Shift
from factcheck.pipeline import claims_of
from factcheck.read import read_text
from factcheck.resolve.event_dates import stepped_from
from factcheck.values import dates

CASES = yaml.safe_load((Path(__file__).parent / "event_dates.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_date(case: dict) -> None:
    documents = [read_text("notes.md", case["page"])]
    if "beside" in case:
        documents.append(read_text("other.md", case["beside"]))

    claims = claims_of(documents).claims

    assert case["values"] == [c.text_value for c in claims if c.type is ClaimType.DATE and c.document == "notes.md"]
    assert [c.id for c in claims] == list(range(len(claims)))
    assert all(c.counted is None for c in claims)


def step(count: int, unit: str, *, to_the_day: bool = False) -> Shift:
    return Shift(count=count, unit=unit, anchor="event", whole=False, to_the_day=to_the_day)


@pytest.mark.parametrize(
    ("anchor", "shift", "earliest", "latest"),
    [
        (dates.day(2036, 1, 21), step(2, "day"), dates.day(2036, 1, 23), dates.day(2036, 1, 23)),
        (dates.day(2036, 1, 21), step(-2, "week"), dates.day(2036, 1, 4), dates.day(2036, 1, 10)),
        (dates.day(2036, 1, 21), step(1, "year", to_the_day=True), dates.day(2037, 1, 21), dates.day(2037, 1, 21)),
        (dates.year(1961), step(3, "year"), dates.day(1964, 1, 1), dates.day(1964, 12, 31)),
        (dates.year(1961), step(20, "year"), dates.day(1980, 1, 1), dates.day(1983, 1, 1)),
        (dates.month(1961, 5), step(3, "month"), dates.day(1961, 7, 16), dates.day(1961, 9, 16)),
    ],
)
def test_width(anchor: dates.DateValue, shift: Shift, earliest: dates.DateValue, latest: dates.DateValue) -> None:
    value = stepped_from(anchor, shift)

    assert value is not None
    assert (earliest.earliest, latest.latest) == (value.earliest, value.latest)


@pytest.mark.parametrize(
    ("anchor", "shift"),
    [
        (dates.year(1961), step(2, "day")),
        (dates.year(1961), step(2, "month")),
        (dates.day(2036, 1, 21), step(3, "hour")),
    ],
)
def test_no_step_from_what_is_too_coarse(anchor: dates.DateValue, shift: Shift) -> None:
    assert stepped_from(anchor, shift) is None
