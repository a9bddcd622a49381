"""Stage 2, extract: one document in, its mentions and draft claims out."""

from __future__ import annotations

from factcheck.extract.drafts import draft_claims
from factcheck.extract.names import find_names
from factcheck.extract.quantities import find_quantities
from factcheck.extract.sentences import find_sentences
from factcheck.extract.times import find_times
from factcheck.model.document import BlockKind, Document
from factcheck.model.extraction import Extraction
from factcheck.model.time import TimexType


def extract(document: Document) -> Extraction:
    """The sentences, times, quantities, names and half-known claims of a document."""
    sentences, times, quantities, names = {}, {}, {}, {}
    for block in document.blocks:
        text = block.text
        sentences[block.index] = find_sentences(text)
        times[block.index] = find_times(text)
        taken = [(t.start, t.end) for t in times[block.index] if t.type is not TimexType.SET]
        quantities[block.index] = find_quantities(text, taken)
        is_heading = block.kind in (BlockKind.HEADING, BlockKind.TITLE)
        names[block.index] = find_names(text, sentences[block.index], title_case=is_heading and _is_title_case(text))
    mentions = Extraction(
        document=document, sentences=sentences, times=times, quantities=quantities, names=names, drafts=()
    )
    return Extraction(
        document=document,
        sentences=sentences,
        times=times,
        quantities=quantities,
        names=names,
        drafts=draft_claims(mentions),
    )


def _is_title_case(text: str) -> bool:
    words = [w for w in text.split() if w[0].isalpha() and len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.8 * len(words)
