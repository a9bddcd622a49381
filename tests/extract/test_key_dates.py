"""Key dates in tables, lists and entries, and of event nouns in sentences: `key_dates.yaml`, `event_sentences.yaml`, a page each."""

from pathlib import Path

import pytest
import yaml

from factcheck.extract import extract
from factcheck.extract.predicates import predicate_of_words
from factcheck.model.claim import ClaimType
from factcheck.pipeline import claims_of
from factcheck.read import read_text
from factcheck.values.words import content_words, stem

CASES = [
    case
    for name in ("key_dates.yaml", "event_sentences.yaml", "last_days.yaml")
    for case in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES, ids=[c["text"].splitlines()[-1][:60] for c in CASES])
def test_key_dates(case: dict) -> None:
    page = read_text("notes.md", f"# Notes\n\n{case['text']}\n")
    found = [c for c in claims_of([page]).claims if c.type in (ClaimType.DATE, ClaimType.DEADLINE)]

    assert [_as_case(line) for line in case["is"]] == [
        (c.type.value, c.predicate or "-", sorted(c.theme), c.text_value) for c in found
    ]


def _as_case(line: str) -> tuple[str, str, list[str], str]:
    """`deadline submit damage report ../2031-12-04`: type, predicate, thing, value."""
    kind, predicate, *thing, value = line.split()
    return kind, predicate, sorted(s for word in thing for s in content_words(word) or (stem(word),)), value


@pytest.mark.parametrize(
    ("label", "act"),
    [
        ("Last day to apply", "apply"),
        ("Final date for paying the fee", "pay"),
        ("Latest date to withdraw", "withdraw"),
        ("Last day", "end"),
        ("Start of series production", "enter-production"),
    ],
)
def test_act_of_a_label(label: str, act: str) -> None:
    assert act == predicate_of_words(label)


@pytest.mark.parametrize(
    ("page", "word"),
    [
        ("# Join the Orm regatta\n\nThe Orm regatta is on 3 May 2031.\n", "Join"),
        ("# Heron 5\n\n| Item | Value |\n|---|---|\n| Rated payload | 62 kg |\n| Hull length | 3 m |\n", "Hull"),
    ],
)
def test_a_capital_that_only_begins_names_nobody(page: str, word: str) -> None:
    found = extract(read_text("page.md", page))

    assert word not in {name.text for names in found.names.values() for name in names}
