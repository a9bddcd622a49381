"""Which names of a corpus name one thing."""

import itertools

import pytest

from factcheck.extract.names import find_names
from factcheck.extract.sentences import find_sentences
from factcheck.resolve.entities import EntityIndex, merge_entities

TEXTS = {
    "a.md": "The European Space Agency (ESA) met in Paris. Marta Lindholm chaired. The Kelder Valley Railway opened.",
    "b.md": "ESA agreed. Lindholm smiled. The Valley Railway paid. Soviet troops left for the USSR. Kelder Valley-Railway shares fell.",
    "c.md": "World War I ended. World War II began. The North Pier and the South Pier closed. Marta Lindhom wrote.",
}


def index(order: tuple[str, ...]) -> EntityIndex:
    return merge_entities([(p, n) for p in order for n in find_names(TEXTS[p], find_sentences(TEXTS[p]))])


@pytest.mark.parametrize(
    ("document", "a", "b"),
    [
        ("b.md", "ESA", "European Space Agency"),
        ("b.md", "Lindholm", "Marta Lindholm"),
        ("b.md", "Valley Railway", "Kelder Valley Railway"),
        ("b.md", "Soviet", "USSR"),
    ],
)
def test_merged(document: str, a: str, b: str) -> None:
    found = index(tuple(TEXTS))

    assert found.entity(document, a) is not None
    assert found.entity(document, a) == found.entity(document, b)


@pytest.mark.parametrize(
    ("a", "b"), [("World War I", "World War II"), ("North Pier", "South Pier"), ("Marta Lindholm", "Marta Lindhom")]
)
def test_kept_apart(a: str, b: str) -> None:
    found = index(tuple(TEXTS))

    assert found.entity("c.md", a) != found.entity("c.md", b)


def test_a_misspelling_is_remembered() -> None:
    assert ("marta lindholm", "marta lindhom") in index(tuple(TEXTS)).near_misses


def test_the_order_of_documents_is_free() -> None:
    expected = index(tuple(sorted(TEXTS)))

    for order in itertools.permutations(TEXTS):
        assert expected.entities == index(order).entities
