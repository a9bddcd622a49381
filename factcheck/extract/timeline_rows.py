"""Extract, part of structure: a row of a timeline: a date cell, and beside it a cell that tells what happened."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract.chronicle import named_by_event
from factcheck.extract.clauses import clauses_of
from factcheck.extract.dated_entries import Entry, is_coarse, of_entry, tense_of
from factcheck.extract.draft_of_value import draft_of
from factcheck.extract.predicates import Form
from factcheck.model.claim import ClaimType
from factcheck.model.document import Block
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import TimexType


def dated_row(found: Extraction, block: Block) -> Iterator[DraftClaim]:
    """A row of a timeline: a date cell, and beside it a cell that tells what happened."""
    assert block.table is not None
    places = [(k, found.document.blocks[k].table) for k in block.table.row_heads]
    heads = [k for k, place in places if place is not None and place.column == 0]
    for head in heads:
        text = found.document.blocks[head].text
        dated = [
            (n, t)
            for n, t in enumerate(found.times[head])
            if t.type is TimexType.DATE or (t.type is TimexType.TIME and t.parts and (t.parts.day or t.parts.weekday))
        ]
        if len(dated) != 1 or len(dated[0][1].text) < 0.7 * len(text.strip(" .:*")):
            continue
        yield from _told_in_row(found, block, head, dated[0][0])


def _told_in_row(found: Extraction, block: Block, head: int, timex: int) -> Iterator[DraftClaim]:
    """The main event of a row of a timeline; of a year or month also those of its further sentences without a time."""
    entry, tense = Entry(head, timex, "timeline", True), ""
    for number, sentence in enumerate(clauses_of(found, block)):
        told = tense_of(sentence)
        if number:
            draft = of_entry(found, sentence, entry) if told and told == tense else None
            if draft is not None:
                yield draft
            continue
        if not sentence.predicates:
            return
        verbs = [p for p in sentence.predicates if p.form is not Form.NOUN] or list(sentence.predicates)
        words = sentence.tokens
        draft = draft_of(
            found,
            sentence,
            verbs[0],
            ClaimType.DATE,
            (words[verbs[0].first].start, words[verbs[0].last].end),
            timex=timex,
            time_block=head,
            extractor="timeline",
            headed=True,
        )
        yield named_by_event(draft, sentence)
        if not is_coarse(found.times[head][timex]):
            return
        tense = told
