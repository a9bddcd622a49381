"""Which names of a corpus name one thing, which do not, and which are misspelled. The cases are `entities.yaml` and `entities_more.yaml`."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from factcheck.align import align
from factcheck.data import load_yaml_file
from factcheck.extract import extract
from factcheck.model.claim import EntityId
from factcheck.model.extraction import Extraction
from factcheck.read import read_text
from factcheck.resolve import resolve
from factcheck.resolve.entities import EntityIndex, merge_entities

CASES = [
    pytest.param(
        case,
        id=case["name"],
        marks=[pytest.mark.xfail(strict=True, reason=case["todo"])] if "todo" in case else [],
    )
    for name in ("entities.yaml", "entities_more.yaml")
    for case in load_yaml_file(Path(__file__).with_name(name))
]


def extractions_of(documents: Mapping[str, str]) -> list[Extraction]:
    return [extract(read_text(f"{name}.md", text)) for name, text in documents.items()]


def index_of(extractions: Sequence[Extraction]) -> EntityIndex:
    return merge_entities((e.document.path, n) for e in extractions for names in e.names.values() for n in names)


def entity_of(index: EntityIndex, where: str) -> EntityId | None:
    document, _, name = where.partition(": ")
    return index.entity(f"{document}.md", name)


@pytest.mark.parametrize("case", CASES)
def test_case(case: Mapping[str, Any]) -> None:
    extractions = extractions_of(case["documents"])
    index = index_of(extractions)

    for names in case.get("same", ()):
        found = {name: entity_of(index, name) for name in names}
        assert None not in found.values(), found
        assert 1 == len(set(found.values())), found
    for a, b in case.get("apart", ()):
        assert entity_of(index, a) is None or entity_of(index, a) != entity_of(index, b)
    for name in case.get("none", ()):
        assert entity_of(index, name) is None
    resolution = resolve(extractions, {})
    spelled = [
        f"{c.document.removesuffix('.md')}: {c.value} > {c.entity}"
        for c in resolution.claims
        if c.extractor == "names/near-miss"
    ]
    assert case.get("misspelled", []) == spelled
    for claim in resolution.claims:
        if claim.extractor == "names/near-miss":
            text = case["documents"][claim.document.removesuffix(".md")]
            assert claim.value == text[claim.span.start : claim.span.end]


def test_the_order_of_documents_is_free() -> None:
    texts = {
        "a": "The European Space Agency (ESA) met in Paris. Marta Lindholm chaired. The Kelder Valley Railway opened.",
        "b": "ESA agreed. Lindholm smiled. The Valley Railway paid. Danish troops left. Kelder Valley-Railway shares fell.",
        "c": "World War I ended. World War II began. The North Pier closed. Marta Lindhom wrote. Edgar Lindholm read.",
    }
    expected = index_of(extractions_of(texts))

    for order in itertools.permutations(texts):
        assert expected.entities == index_of(extractions_of({name: texts[name] for name in order})).entities
    assert ("marta lindholm", "marta lindhom") in expected.near_misses


def test_claims_of_misspelled_names_leave_the_alignment_alone() -> None:
    texts = {
        "a": "Marta Lindqvist was born on 3 May 1931. Marta Lindqvist died on 4 June 1990. We met Marta Lindqvist.",
        "b": "Marta Lindqvist was born on 3 May 1932. The prize went to Marta Lindqist on 9 July 1962.",
    }
    claims = resolve(extractions_of(texts), {}).claims
    others = [c for c in claims if c.extractor != "names/near-miss"]

    assert len(claims) == len(others) + 1
    assert [c.id for c in claims] == list(range(len(claims)))
    assert align(others).pairs == align(claims).pairs
    assert align(claims).pairs
