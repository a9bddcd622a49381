"""Facts files: both forms in all three formats, exact places, and all that is told of mistakes."""

from __future__ import annotations

import pytest

from factcheck import pipeline
from factcheck.read.house import FactBook, read_facts, read_facts_text
from factcheck.values import dates

SHORT = """# ours
Lantern Bridge opened: 1998-05-03
"Withdrawal deadline, undergraduate": '2031-04-09'
Studio seat costs: {value: 18 euros, source: price list 2025, valid_from: 2025-01}
"""
FULL = """facts:
  - entity: European Marsh Survey
    aliases: [EMS, the Survey]
    predicate: founded
    value: 1993
    valid_from: 1993
    valid_until: 2001-06-30
    severity: note
  - Mayor of Ashby: Ann Lee
"""


def values_of(book: FactBook) -> list[str]:
    return [book.document.text[f.value_span.start : f.value_span.end] for _, f in book.facts]


def test_the_short_hand() -> None:
    book = read_facts_text("facts.yaml", SHORT)
    first, second, third = (fact for _, fact in book.facts)

    assert () == book.document.problems
    assert ["1998-05-03", "2031-04-09", "18 euros"] == values_of(book)
    assert ("Lantern Bridge opened: 1998-05-03", "facts.yaml:2") == (first.words, first.place)
    assert "Lantern Bridge opened: 1998-05-03" == book.document.quote(first.span)
    assert ("Withdrawal deadline", "undergraduate") == (second.entity, second.scope)
    assert ("Studio seat costs: 18 euros", "facts.yaml:4, price list 2025") == (third.words, third.place)
    assert "2025-01/.." == (third.valid.edtf if third.valid else "")


def test_the_full_form() -> None:
    book = read_facts_text("facts.yaml", FULL)
    survey, mayor = (fact for _, fact in book.facts)

    assert () == book.document.problems
    assert ("European Marsh Survey", ("EMS", "the Survey"), "note") == (survey.entity, survey.aliases, survey.severity)
    assert ("European Marsh Survey founded: 1993", 5) == (survey.words, survey.line)
    assert survey.valid is not None
    assert dates.contains(survey.valid, dates.from_edtf("2001-06-30"))
    assert dates.disjoint(survey.valid, dates.from_edtf("2001-07-01"))
    assert ("Mayor of Ashby", 9) == (mayor.entity, mayor.line)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("f.toml", '"Lantern Bridge opened" = 1998-05-03\n[[facts]]\nentity = "Studio seat"\nvalue = "18 euros"\n'),
        ("f.json", '[{"Lantern Bridge opened": "1998-05-03"}, {"entity": "Studio seat", "value": "18 euros"}]'),
        ("f.yaml", "- Lantern Bridge opened: 1998-05-03\r\n- entity: Studio seat\r\n  value: 18 euros\r\n"),
    ],
)
def test_the_three_formats(path: str, text: str) -> None:
    book = read_facts(path, text.encode())

    assert () == book.document.problems
    assert ["1998-05-03", "18 euros"] == values_of(book)


MISTAKES = {
    "an unknown key": ("- {entity: A bridge, predicat: open, value: 3 m}", 1, "unknown key `predicat`", "`predicate`"),
    "a severity": ("- {entity: A bridge, value: 3 m, severity: fatal}", 1, "`severity` cannot be 'fatal'", "warning"),
    "a type": ("- {entity: A bridge, value: 3 m, type: lenght}", 1, "`type` cannot be 'lenght'", "quantity"),
    "no date of validity": ("- {entity: A bridge, value: 3 m, valid_from: spring}", 1, "`valid_from` is no date", "2025-01"),
    "a time that ends before it begins": (
        "- {entity: A, value: 3 m, valid_from: 2025, valid_until: 2024}", 1, "`valid_until` lies before", "change"),
    "no value": ("- entity: A bridge\n  predicate: open", 1, "the key `value` is missing", "house-facts.md"),
    "an empty value": ("Bridge opened: ''", 1, "`Bridge opened` has no value", "behind the colon"),
    "several values": ("Bridge opened: [1998, 1999]", 1, "`Bridge opened` has several values", "one value"),
    "words without a value": ("- Bridge opened: 1998\n- just words", 2, "is no fact", "a colon"),
    "a text": ("just words", 1, "is no list of facts", "a fact a line"),
    "a key that stands twice": ("A b: 3 m\nA b: 4 m", 2, "the key 'A b' stands twice", "line 1"),
    "both forms at once": ("Bridge opened: {value: 1998, predicate: open}", 1, "`predicate` stands there already", "form"),
    "broken YAML": ("- a: b: c", 1, "broken YAML", "quote"),
    "a key without words": ("12: 3 m", 1, "a fact without words", "say what"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "message", "remedy"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_place(text: str, line: int, message: str, remedy: str) -> None:
    (problem,) = read_facts_text("facts.yaml", text).document.problems

    assert (message, line) == (problem.message[: len(message)], problem.line)
    assert remedy in problem.remedy
    assert text.split("\n")[line - 1] == problem.quote
    assert problem.fatal


def test_all_mistakes_are_told_and_the_others_stand() -> None:
    text = "- {entity: A, valu: 3 m, severity: x}\n- Bridge opened: 1998\n- {entity: B, value: 3 m, type: y}\n- C d:\n"
    book = read_facts_text("facts.yaml", text)

    assert [1, 1, 1, 3, 4] == [p.line for p in book.document.problems]
    assert ["1998"] == values_of(book)


VALUES = {
    "Bridge opened: 1998-05-03": ("date", "1998-05-03"),
    "Bridge opened: 3 May 1998": ("date", "1998-05-03"),
    "Bridge opened: May 1998": ("date", "1998-05"),
    "Society founded: 1887": ("date", "1887"),
    "Entries close: 2025-03-31": ("deadline", "../2025-03-31"),
    "Bridge main span: 433 m": ("quantity", "433 m"),
    "Day ticket: £12.50": ("quantity", "12.5 GBP"),
    "Studio seat: 18 euros per month": ("quantity", "18 EUR"),
    "Hospital has: 412 beds": ("quantity", "412 beds"),
    "Beds: 412": ("quantity", "412"),
    "Oven temperature: 230 °C": ("quantity", "230 °C"),
    "Turnout: 61.5 %": ("quantity", "61.5 %"),
    "Warranty period: 2 years": ("duration", "2 years"),
    "Mayor of Ashby: Ann Lee": ("role", "Ann Lee"),
    "Chapel designed by: Ida Holm": ("role", "Ida Holm"),
    "Roof colour: green": ("text", "green"),
    "- {entity: Beds, value: 1950, type: quantity}": ("quantity", "1950"),
    "- {entity: Filing day, value: 2025-04-30, type: deadline}": ("deadline", "../2025-04-30"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), VALUES.items())
def test_values_are_read_as_in_documents(text: str, expected: tuple[str, str]) -> None:
    resolution = pipeline.claims_of([], facts=[read_facts_text("facts.yaml", text)])
    (claim,) = resolution.claims

    assert () == resolution.problems
    assert expected == (claim.type.value, claim.text_value)


MISREAD = {
    "Bridge opened: 31 April 1998": "no date that exists",
    "Bridge opened: 3 May": "no date with its year",
    "Bridge opened: last week": "no date",
    "Hospital beds: 1950": "looks like a year",
    "- {entity: Bridge, value: green, type: date}": "no date",
    "- {entity: Bridge, value: green, type: quantity}": "no number",
    "- {entity: Bridge, value: 1998-05-03, type: duration}": "no length of time",
}  # fmt: skip


@pytest.mark.parametrize(("text", "why"), MISREAD.items())
def test_a_value_that_cannot_be_read_is_told(text: str, why: str) -> None:
    resolution = pipeline.claims_of([], facts=[read_facts_text("facts.yaml", text)])
    (problem,) = resolution.problems

    assert () == resolution.claims
    assert why in problem.message
    assert (1, text, True) == (problem.line, problem.quote, problem.fatal)
