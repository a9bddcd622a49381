"""Extract, part: draft claims of table cells, `key: value` pairs, front matter and rows of a timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from factcheck.extract.clauses import clauses_of, inherited_names
from factcheck.extract.label_lines import is_answer
from factcheck.extract.label_words import is_code, labels_of, names_of_heads
from factcheck.extract.labelled import labelled_of
from factcheck.extract.labelled_figures import of_labelled_figures
from factcheck.extract.labelled_statements import beside_time
from factcheck.extract.labelled_times import of_labelled_times
from factcheck.extract.labelled_words import predicate_of_label, worded
from factcheck.extract.predicates import Form
from factcheck.extract.prose import from_prose
from factcheck.extract.required_versions import required_versions_of
from factcheck.extract.row_heads import is_row_head, is_row_number, thing_of_column
from factcheck.extract.set_acts import given_in_cell
from factcheck.extract.timeline_rows import dated_row
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.document import RECORD_FORMATS, Block, BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import TimexType
from factcheck.patterns import pattern_of
from factcheck.values.field_names import (
    is_filing_field,
    is_handling_field,
    is_ordering_field,
    is_publishing_field,
    is_text_field,
)
from factcheck.values.record_keys import spoken_key
from factcheck.values.time_stamps import is_time_stamp


def from_pair(found: Extraction, block: Block) -> Iterator[DraftClaim]:
    """The draft claims of a `key: value` pair or a line of front matter."""
    is_of_page = block.kind is BlockKind.FRONT_MATTER
    if is_of_page and (is_filing_field(block.key) or (is_ordering_field(block.key) and block.text.strip().isdecimal())):
        return
    if _is_field(found, block) and is_handling_field(block.key):
        return
    if is_of_page and is_publishing_field(block.key):
        yield from _document_date(found, block)
        return
    is_told = is_answer(found, block) or (block.kind is BlockKind.KEY_VALUE and _is_clause(found, block))
    if _is_prose(block) or is_told or _holds_text(found, block, block.key):
        yield from from_prose(found, block)
        return
    yield from _labelled(found, block, [spoken_key(block.key).replace("meta.", "")], [], "pair")


DOCUMENT_DATE = "front-matter/date"
"""The extractor of the claim that the document itself was published or changed on a day."""


def _document_date(found: Extraction, block: Block) -> Iterator[DraftClaim]:
    """When the document was published or changed: listed, but compared with nothing, since it dates no event that it tells of."""
    for index, timex in enumerate(found.times[block.index]):
        if timex.type in (TimexType.DATE, TimexType.TIME):
            yield DraftClaim(
                block=block.index,
                start=0,
                end=len(block.text),
                value_start=timex.start,
                value_end=timex.end,
                type=ClaimType.DATE,
                timex=index,
                predicate="release",
                predicate_words=block.key,
                said=block.key,
                inherited=inherited_names(found, block),
                extractor=DOCUMENT_DATE,
            )
            return


def _is_prose(block: Block) -> bool:
    """Whether a cell or value is a text of its own: an answer to a question, a paragraph in a table."""
    return (
        len(block.text) > 70
        and bool(re.search(r"[a-z]\s[a-z]+\s[a-z]", block.text))
        and (bool(re.search(r"[.!?](?:\s|$)", block.text)) or len(block.text) > 140)
    )


_RUNNING = pattern_of(r"[^\W\d_]{2,}(?:['’]\w+)?\s[^\W\d_]{2,}|_\w+:")
"""Two words that follow each other, or a record within the text."""


def _is_field(found: Extraction, block: Block) -> bool:
    return block.kind is BlockKind.FRONT_MATTER or found.document.format in RECORD_FORMATS


def _holds_text(found: Extraction, block: Block, name: str) -> bool:
    """Whether a field of a record is one for texts, and holds running words."""
    return _is_field(found, block) and is_text_field(name) and _RUNNING.search(block.text) is not None


_CLAUSE = pattern_of(r"(?:[Tt]he|[Aa]n?|[Oo]ur|[Yy]our|[Aa]ll|[Ww]e)\s[a-z][^:;]{12,}\.\Z")


def _is_clause(found: Extraction, block: Block) -> bool:
    """Whether a value is a whole sentence of its own: `Warning: the pool closes on 3 May.`"""
    if not _CLAUSE.match(block.text):
        return False
    first = next(iter(clauses_of(found, block)), None)
    verbs = [p for p in first.predicates if p.form is Form.VERB] if first is not None else []
    return first is not None and any(first.grammar.subject(p.first) is not None for p in verbs)


def from_cell(found: Extraction, block: Block) -> Iterator[DraftClaim]:
    """The draft claims of a cell of a table, with those of the row of a timeline."""
    assert block.table is not None
    if block.table.head or is_row_head(found, block):
        return
    columns = [found.document.blocks[k].text for k in block.table.column_heads]
    if any(map(is_filing_field, columns)) or (_is_field(found, block) and any(map(is_handling_field, columns))):
        return
    if _is_prose(block) or any(_holds_text(found, block, column) for column in columns):
        yield from from_prose(found, block)
        return
    if block.table.column == 0 and is_time_stamp(block.text):
        return  # when the row was written down
    labels, heads = labels_of(found, block)
    if any([_TITLES.fullmatch(found.document.blocks[k].text.strip(" :*")) for k in block.table.column_heads]):
        yield from worded(found, block, labels, heads, "table")
        return
    if (
        block.table.column == 0
        and not any(c.isalpha() for c in block.text)
        and (is_code(" ".join(labels)) or _SERIES.fullmatch(" ".join(labels).strip()))
    ):
        return  # the number of a row: a rank, an entry
    if is_row_number(found, block):
        return
    if (
        block.table.column == 0
        and re.fullmatch(r"\d{4}", block.text.strip())
        and " ".join(labels).strip().lower() == "year"
    ):
        return  # the year that a row is of
    thing = thing_of_column(found, block)
    for draft in _labelled(found, block, labels, heads, "table"):
        yield replace(draft, shown=thing, shown_start=-1, said=_row_label(found, block)) if thing else draft
    yield from dated_row(found, block)


def _row_label(found: Extraction, block: Block) -> str:
    """The text that heads the row of a cell."""
    return found.document.blocks[block.table.row_heads[0]].text.strip(" :*") if block.table is not None else ""


def _labelled(
    found: Extraction, block: Block, labels: Sequence[str], heads: Sequence[int], how: str
) -> Iterator[DraftClaim]:
    """Claims of a cell or pair: the times and quantities in it, else its words as they stand."""
    if needed := list(required_versions_of(found, block)):
        yield from needed
        return
    made, cell = False, labelled_of(found, block, labels, heads, how)
    for draft in chain(
        of_labelled_times(cell), of_labelled_figures(cell), beside_time(found, block, cell.predicate, cell.shared)
    ):
        made = True
        yield draft
    if not made or (found.names[block.index] and any(predicate_of_label(part) for part in labels)):
        yield from worded(found, block, labels, heads, how)
    if how == "table":
        yield from given_in_cell(found, block, names_of_heads(found, block, heads))


_TITLES = pattern_of(r"(?:title|subject|topic|talk|lecture|film|song|work|book)s?(?:\sof\sthe\s\w+)?", re.I)
"""Heads of columns that hold titles, whose words claim nothing: `A century of meteor counts`."""
_SERIES = pattern_of(r"(?:\w+\s)?(?:series|releases?|branch|build|line|edition|issues?|tickets?|bugs?|pr)", re.I)
"""Heads of a first column whose figures are versions: `Series` | `4.8`."""
