"""Patterns that are compiled late, and alternatives that are gathered by their first letters."""

from __future__ import annotations

import re

import pytest

from factcheck.patterns import by_first_letter, pattern_of


def test_a_pattern_is_compiled_when_it_is_used() -> None:
    wrong = pattern_of("(")
    with pytest.raises(re.error):
        wrong.search("text")
    assert pattern_of(r"\d+").findall("3 of 40") == ["3", "40"]


@pytest.mark.parametrize(
    ("expected", "alternatives"),
    [
        ("a(?:pril|ugust)|m(?:ay)", "april|may|august"),
        ("k(?:eel (?:was )?laid)|(?:her |its )?maiden trip", "keel (?:was )?laid|(?:her |its )?maiden trip"),
        ("s(?:ank|unk)|f(?:oundered)", "(?:sank|foundered)|sunk"),
        ("r(?:e[ab|]d|ow)", "re[ab|]d|row"),
        (r"\d+|o(?:ne)", r"\d+|one"),
        ("a(?:)|a?b|a{2}", "a|a?b|a{2}"),
    ],
)
def test_alternatives_are_gathered_by_their_first_letters(expected: str, alternatives: str) -> None:
    gathered = by_first_letter(alternatives)
    assert sorted(gathered.split("|")) == sorted(expected.split("|"))
    re.compile(gathered)


def test_gathered_alternatives_are_found_where_the_plain_ones_are() -> None:
    plain = r"arrived|(?:took|set) off|land(?:ed|ing)|(?:re)?turned|set out|took|\d+ knots"
    text = (
        "It set off in May, took 12 knots, set out anew, returned, turned and landed; no landing. Took. taken, setting"
    )
    found = [[m.start() for m in re.finditer(rf"\b(?:{p})\b", text)] for p in (plain, by_first_letter(plain))]
    assert found[0] == found[1] != []
