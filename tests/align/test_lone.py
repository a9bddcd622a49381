"""Values that differ by a slip and have no third one near them."""

from __future__ import annotations

import itertools

import pytest

from factcheck.align.lone import LoneValues
from factcheck.model.claim import Claim, ClaimType
from factcheck.pipeline import claims_of
from factcheck.read import read_text


def claims(texts: dict[str, str], type_of_claim: ClaimType) -> list[Claim]:
    found = claims_of([read_text(name, text) for name, text in texts.items()]).claims
    return [claim for claim in found if claim.type is type_of_claim]


def days(*told: str) -> list[Claim]:
    """A document that tells when a mill burned for each day, or for several that `;` parts."""
    return claims(
        {f"{n}.md": " ".join(f"The mill burned on {day}." for day in days.split("; ")) for n, days in enumerate(told)},
        ClaimType.DATE,
    )


def lone(made: list[Claim]) -> LoneValues:
    values = LoneValues()
    values.count(made)
    return values


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("4 May 1931", "14 May 1931", "digit"),
        ("12 May 1931", "21 May 1931", "digit"),
        ("4 May 1931", "4 June 1931", "month"),
        ("4 May 1931", "4 May 1932", "year"),
        ("4 May 1931", "4 May 1913", "year"),
        ("2 May 1931", "20 May 1931", ""),
        ("4 May 1931", "9 May 1931", ""),
        ("4 May 1931", "4 September 1931", ""),
        ("4 May 1931", "14 June 1931", ""),
    ],
)
def test_what_is_a_slip_of_a_day(one: str, other: str, kind: str) -> None:
    a, b = days(one, other)

    assert kind == lone([a, b]).slip(a, b, 0.0, 2)
    assert kind == lone([a, b]).slip(b, a, 0.0, 2)


@pytest.mark.parametrize(
    "others",
    [["27 May 1931"], ["4 May 1931; 14 May 1931"], ["4 June 1931; 9 May 1931"]],
    ids=["a third day of the month", "both in one text", "more slips"],
)
def test_a_day_that_has_others_near_it_is_not_alone(others: list[str]) -> None:
    made = days("4 May 1931", "14 May 1931", *others)

    assert not lone(made).slip(made[0], made[1], 0.0, len(others) + 2)


def test_a_day_that_the_other_text_tells_too_is_no_slip() -> None:
    made = days("4 May 1931", "14 May 1931; 4 May 1931")

    assert not lone(made).slip(made[0], made[1], 3.0, 2)


def test_words_in_common_make_up_for_days_of_the_same_month() -> None:
    made = days("4 May 1931", "14 May 1931", "27 May 1931")

    assert "digit" == lone(made).slip(made[0], made[1], 1.0, 3)
    assert not lone(made).slip(made[0], made[1], 1.0, 30), "in a corpus of many documents many days are near each other"


def test_parts_of_a_corpus_add_up_in_any_order() -> None:
    made = days("4 May 1931", "14 May 1931", "27 May 1931", *["8 June 1931"] * 12)
    whole = lone(made)
    for order in itertools.islice(itertools.permutations([made[:1], made[1:4], made[4:]]), 6):
        added = LoneValues()
        for part in order:
            added.add(lone(part))
        for a, b in itertools.combinations(made[:4], 2):
            assert whole.slip(a, b, 1.0, 4) == added.slip(a, b, 1.0, 4)
            assert whole.slip(a, b, 0.0, 30) == added.slip(a, b, 0.0, 30)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("46 kg", "36 kg", "number"),
        ("4,730 sacks", "4,370 sacks", "number"),
        ("14 men", "12 men", ""),
        ("46 kg", "36 m", ""),
        ("4 kg", "7 kg", ""),
        ("460 kg", "3,600 kg", ""),
    ],
)
def test_what_is_a_slip_of_a_number(one: str, other: str, kind: str) -> None:
    a, b = claims({"a.md": f"The yard holds {one}.", "b.md": f"The yard holds {other}."}, ClaimType.QUANTITY)

    assert kind == lone([a, b]).slip(a, b, 1.0, 2)
    assert not lone([a, b]).slip(a, b, 0.0, 2), "no words tie them"


def test_a_third_number_near_them_explains_both() -> None:
    made = claims(
        {"a.md": "The yard holds 46 kg.", "b.md": "The yard holds 36 kg. The shed holds 47 kg."}, ClaimType.QUANTITY
    )

    assert not lone(made).slip(made[0], made[1], 1.0, 2)
