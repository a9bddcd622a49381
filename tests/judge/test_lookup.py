"""What a case holds of a document or a word is found as a look at all of it finds it."""

from __future__ import annotations

import re

import pytest

from factcheck.align import align
from factcheck.judge.conflict import Case
from factcheck.judge.lookup import lookup_of
from factcheck.pipeline import case_of, claims_of
from factcheck.read import read_text
from factcheck.values.words import stem, tokens

TEXTS = {
    "b/orchard.md": "# The Quill orchard\n\nOda Quill planted the orchard in 1911. O'Hare-Lind Ltd bought pears in 1920.\n",
    "a/market.md": "# Market\n\nOda Quill sold 300 crates at the Marn market. The market's stalls opened in 1911.\n",
    "c/weather.txt": "Hail fell on 3 May 1911; e.g. near Marn. No orchards were hit.\n",
    "d/empty.md": "\n",
}


@pytest.fixture(scope="module")
def case() -> Case:
    documents = [read_text(path, text) for path, text in sorted(TEXTS.items())]
    resolution = claims_of(documents)
    return case_of(documents, resolution, align(resolution.claims))


def test_documents(case: Case) -> None:
    found = lookup_of(case)
    assert found is lookup_of(case)
    for path in TEXTS:
        assert list(found.claims_in(path)) == [c for c in case.claims.values() if c.document == path]
        assert list(found.entities_in(path)) == [e for e in case.entities if path in e.documents]
    for a in TEXTS:
        for b in TEXTS:
            assert found.shared_entities(a, b) == [e for e in case.entities if {a, b} <= set(e.documents)]
    assert found.share_name("a/market.md", "b/orchard.md")
    assert not found.share_name("a/market.md", "d/empty.md")


@pytest.mark.parametrize("text", ["Oda Quill", "Marn", "O'Hare-Lind Ltd", "e.g.", "market's", "Quil", "…", "orchard"])
def test_texts(case: Case, text: str) -> None:
    pattern = re.compile(rf"\b{re.escape(text)}\b")
    holding = [path for path, document in sorted(case.documents.items()) if pattern.search(document.text)]
    assert set(holding) <= set(lookup_of(case).documents_with(text))
    assert lookup_of(case).documents_with("Quill", "Marn") == ["a/market.md"]


@pytest.mark.parametrize("word", ["orchards", "market", "planted", "O'Hare-Lind", "nothing"])
def test_stems(case: Case, word: str) -> None:
    root = stem(word)
    holding = [
        path
        for path, document in sorted(case.documents.items())
        if any(stem(t.text) == root for block in document.blocks for t in tokens(block.text))
    ]
    assert lookup_of(case).documents_with_stem(root) == holding
