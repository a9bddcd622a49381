"""Every mention and every claim of every corpus stands exactly where it says."""

import html
import re
from pathlib import Path

import pytest

from factcheck.extract.sentences import find_sentences
from factcheck.pipeline import claims_of
from factcheck.read import read_document

ROOT = Path(__file__).resolve().parents[2]
CORPORA = sorted(
    p.parent for p in [*(ROOT / "tests" / "corpora").glob("*/gold.yaml"), *(ROOT / "examples").glob("*/gold.yaml")]
)


def plain(raw: str) -> str:
    """A stretch of source without markup and white space."""
    return re.sub(r"<[^>]*>|[*_`\\]|\s", "", html.unescape(raw).replace("\u00ad", ""))


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda p: p.name)
def test_spans(corpus: Path) -> None:
    files = sorted(p for p in (corpus / "docs").rglob("*") if p.is_file())
    documents = [read_document(p.relative_to(corpus).as_posix(), p.read_bytes()) for p in files]

    resolution = claims_of(documents)

    count = 0
    for extraction in resolution.extractions:
        for block in extraction.document.blocks:
            mentions = [
                *extraction.times[block.index],
                *extraction.quantities[block.index],
                *extraction.names[block.index],
            ]
            for mention in mentions:
                assert block.text[mention.start : mention.end] == mention.text
                raw = extraction.document.quote(block.source_span(mention.start, mention.end))
                if extraction.document.format != "html" or "<" not in raw:
                    assert plain(mention.text) == plain(raw)
                count += 1
    texts = {d.path: d.text for d in documents}
    for claim in resolution.claims:
        assert claim.quote == texts[claim.document][claim.span.start : claim.span.end]
        assert claim.span.overlaps(claim.value_span)
    assert count > 50
    assert len(resolution.claims) > 30


def test_the_order_of_documents_is_free() -> None:
    corpus = CORPORA[0]
    files = sorted(p for p in (corpus / "docs").rglob("*") if p.is_file())
    documents = [read_document(p.relative_to(corpus).as_posix(), p.read_bytes()) for p in files]

    assert claims_of(documents).claims == claims_of(documents[::-1]).claims


def test_a_long_run_of_full_stops_is_one_end() -> None:
    text = "Contents " + "." * 20_000 + " twelve"

    assert [text] == [text[s.start : s.end] for s in find_sentences(text)]
