"""Years that belong to a name, and days that a clause lists side by side."""

from __future__ import annotations

import pytest

from factcheck.align.parallels import bears_year, listed
from factcheck.model.claim import Claim, ClaimType
from factcheck.pipeline import claims_of
from factcheck.read import read_text


def dates_in(text: str) -> list[Claim]:
    return [c for c in claims_of([read_text("page.md", text)]).claims if c.type is ClaimType.DATE]


@pytest.mark.parametrize(
    ("text", "bears"),
    [
        ("PumpCon 2031 will be held at Orme.", True),
        ("ORM 2031 will be held at Orme.", True),
        ("Opened 1931, the mill is worked still.", False),
        ("The mill was opened in 1931.", False),
    ],
)
def test_the_year_of_a_name_is_no_date_of_what_is_told(text: str, bears: bool) -> None:
    assert [bears] == [bears_year(claim) for claim in dates_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The mill is closed on 25 May 2031, on 9 June 2031 and on 4 July 2031.",
        "On 25 May 2031, on 9 June 2031 and on 4 July 2031 it is closed.",
    ],
    ids=["behind the verb", "before it"],
)
def test_days_side_by_side_are_listed_on_either_side_of_their_verb(text: str) -> None:
    claims = dates_in(text)

    assert 3 == len(claims)
    assert [3] == list(listed(claims).values())
