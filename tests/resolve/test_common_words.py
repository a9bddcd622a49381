"""Common words that open a sentence, a cell or a label with their capital, and name nothing there."""

import pytest

from factcheck.pipeline import claims_of
from factcheck.read import read_text


def subjects(text: str) -> set[str]:
    """The names that the claims of a text are about."""
    return {name for claim in claims_of([read_text("page.md", text)]).claims for name in claim.subject}


@pytest.mark.parametrize(
    "text",
    [
        "Soup kitchens were opened in three chapels.",
        "Meal tickets cost £3 in all three schools.",
        "# Veloris 3\n\n- Battery: 520 Wh\n- Weight: 21 kg",
        "| Income | Amount |\n|---|---|\n| Turnover | 42 |",
    ],
)
def test_a_common_word_that_opens_a_text_names_nothing(text: str) -> None:
    assert not subjects(text) & {"soup", "meal", "battery", "turnover", "income"}


def test_a_word_that_stands_with_its_capital_elsewhere_is_a_name() -> None:
    assert "kestrel" in subjects("Kestrel sailed on 3 May 1931. In June the crew of Kestrel was paid off.")


def test_a_name_of_several_words_may_begin_with_a_common_one() -> None:
    assert "orange lantern" in subjects("Orange Lantern sailed on 3 May 1931.")
