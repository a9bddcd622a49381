"""Stage 2, extract: one document in, its mentions and draft claims out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from decimal import Decimal

from factcheck.errors import fault
from factcheck.extract.closed_words import PREPOSITIONS
from factcheck.extract.drafts import draft_claims
from factcheck.extract.languages import language_of
from factcheck.extract.names import find_names
from factcheck.extract.numbered_names import with_figures_of_names
from factcheck.extract.numbers import writes_decimal_comma
from factcheck.extract.outside import with_claims, with_mentions, with_sharper_drafts
from factcheck.extract.quantities import find_quantities
from factcheck.extract.required_versions import with_required_versions
from factcheck.extract.sentences import find_sentences
from factcheck.extract.table_units import (
    currency_by_key,
    is_of_money,
    rate_of_labels,
    stated_unit,
    unit_of_labels,
    with_rate_of_labels,
    with_stated_unit,
    with_unit,
)
from factcheck.extract.times import find_times
from factcheck.frozen import replace
from factcheck.model.document import Block, BlockKind, Document, TablePlace
from factcheck.model.extraction import Extraction
from factcheck.model.extractor import Extractor
from factcheck.model.mention import NameMention, QuantityMention
from factcheck.model.time import TimexType
from factcheck.patterns import pattern_of
from factcheck.values.names import final_nouns
from factcheck.values.units import is_currency
from factcheck.values.words import is_generic_head, tokens


def extract(document: Document, extractors: Sequence[Extractor] = ()) -> Extraction:
    """The sentences, times, quantities, names and half-known claims of a document.

    Extractors from outside add to them in their order; one that fails leaves a problem and nothing else.
    """
    words, sentences, times = {}, {}, {}
    names: dict[int, tuple[NameMention, ...]] = {}
    quantities: dict[int, tuple[QuantityMention, ...]] = {}
    language = language_of(document)
    is_set, title = TimexType.SET, document.title
    decimal_comma = writes_decimal_comma([block.text for block in document.blocks])
    for block in document.blocks:
        text = block.text
        words[block.index] = tokens(text)
        sentences[block.index] = find_sentences(text)
        times[block.index] = () if _is_bare_amount(document, block) else find_times(text, language)
        taken = [(t.start, t.end) for t in times[block.index] if t.type is not is_set]
        quantities[block.index] = find_quantities(text, taken, decimal_comma=decimal_comma, words=words[block.index])
        is_heading = block.kind in (BlockKind.HEADING, BlockKind.TITLE)
        names[block.index] = _without_figures(
            find_names(
                text, sentences[block.index], words=words[block.index], title_case=is_heading and _is_title_case(text)
            ),
            taken,
            quantities[block.index],
        )
        if is_heading and names[block.index] and block is not title:  # of a title such a word is what the page is about
            names[block.index] = tuple(n for n in names[block.index] if not _only_begins(document.text, text, n))
        if block is title and names[block.index] and _INVITES.match(text):
            names[block.index] = tuple(n for n in names[block.index] if n.start or " " in n.text)
        if block.table is not None and names[block.index] and _is_label_cell(block):
            names[block.index] = tuple(n for n in names[block.index] if not _only_begins(document.text, text, n))
        if block.table is not None and names[block.index] and _heads_a_value(document, block):
            names[block.index] = tuple(n for n in names[block.index] if not _is_label(document.text, text, n))
        if is_heading and names[block.index] and text.isupper():
            names[block.index] = tuple(n for n in names[block.index] if _is_named_elsewhere(document.text, n.text))
    names, quantities = with_figures_of_names(document.blocks, names, times, quantities)
    quantities = with_required_versions(document, quantities)
    stated = stated_unit([block.text for block in document.blocks]) or currency_by_key(document)
    beside = _units_of_rows(document)
    for block in document.blocks:
        quantities[block.index] = _with_units_of_table(document, block, quantities[block.index], stated, beside)
    found = Extraction(
        document=document, tokens=words, sentences=sentences, times=times, quantities=quantities, names=names, drafts=()
    )
    for extractor in extractors:
        found = with_mentions(extractor, found)
    drafts, referents = draft_claims(found, language)
    found = replace(found, drafts=drafts, referents=referents)
    for extractor in extractors:
        found = with_claims(extractor, with_sharper_drafts(extractor, found))
    return found


def extract_or_report(document: Document, extractors: Sequence[Extractor] = ()) -> Extraction:
    """As `extract`; where a fault of ours stops it, an extraction without claims that tells of it."""
    try:
        return extract(document, extractors)
    except Exception as error:
        nothing: dict[int, tuple[()]] = {block.index: () for block in document.blocks}
        return Extraction(
            document=document, tokens=nothing, sentences=nothing, times=nothing, quantities=nothing, names=nothing,
            drafts=(), problems=(fault(error, document.path, "extract"),),
        )  # fmt: skip


def _without_figures(
    names: tuple[NameMention, ...], times: Sequence[tuple[int, int]], quantities: Sequence[QuantityMention]
) -> tuple[NameMention, ...]:
    """The names that are no part of a time (`Fri 17:42`) and no number in words (`Nineteen members`)."""
    figures = [*times, *((q.number_start, q.number_end) for q in quantities)]
    if not figures or not names:
        return names
    starts = [n.start for n in names]
    inside = [n for s, e in figures for n in names[bisect_left(starts, s) : bisect_left(starts, e)] if n.end <= e]
    return tuple([n for n in names if n not in inside]) if inside else names


def _with_units_of_table(
    document: Document,
    block: Block,
    found: tuple[QuantityMention, ...],
    stated: tuple[str, Decimal] | None,
    beside: Mapping[tuple[int, int], str],
) -> tuple[QuantityMention, ...]:
    """Bare numbers of a cell or pair, with the unit that the heads, the caption, the key, the lead-in or a column of units give.

    Of amounts of money also with the one that the document states for all its amounts.
    """
    if not any(m.pattern == "bare" or is_currency(m.quantity.unit) for m in found):
        return found
    blocks = document.blocks
    labels = [block.key]
    if block.table is not None:
        labels = [blocks[k].text for k in (*block.table.column_heads, *block.table.row_heads)]
        around = [block.table.caption, block.lead_in]
        labels += [blocks[k].text for k in around if k is not None and len(blocks[k].text) < 300]
        if own := beside.get((block.table.table, block.table.row)):
            labels.insert(0, f"[{own}]")
    labels += [blocks[k].text for k in reversed(block.headings[-1:])]
    rate = rate_of_labels(labels)
    if rate:
        found = tuple(with_rate_of_labels(m, rate) if is_currency(m.quantity.unit) else m for m in found)
    unit = unit_of_labels(labels)
    if unit is None and stated is not None and block.kind in _SHEETS and any(is_of_money(label) for label in labels):
        return tuple(with_stated_unit(m, *stated) if m.pattern == "bare" else m for m in found)
    if unit is None:
        return found
    return tuple(with_unit(m, *unit) if m.pattern == "bare" else m for m in found)


def _units_of_rows(document: Document) -> dict[tuple[int, int], str]:
    """Of tables with a column of units the unit of each row, by table and row."""
    found = {}
    for block in document.blocks:
        place = block.table
        if place is None or place.head or len(place.column_heads) != 1 or len(block.text) > 12:
            continue
        if document.blocks[place.column_heads[0]].text.strip().lower() in ("unit", "units"):
            found[place.table, place.row] = block.text.strip()
    return found


def _is_bare_amount(document: Document, block: Block) -> bool:
    """Whether a cell or value is a number alone under a label of money, and so no year: `price: 1500`."""
    if block.kind not in _SHEETS or not block.text.strip().isdecimal():
        return False
    labels = [block.key] if block.table is None else [document.blocks[k].text for k in block.table.column_heads]
    return any(is_of_money(label.replace("_", " ")) for label in labels)


_SHEETS = frozenset([BlockKind.TABLE_CELL, BlockKind.KEY_VALUE])


def _is_named_elsewhere(text: str, name: str) -> bool:
    """Whether a word of a name in capitals stands in the document as one, too: `ORRIN BASIN` but no `SAFETY NOTICE`."""
    words = [w.title() for w in name.split() if len(w) > 2]
    if any(w.lower() in final_nouns() for w in words):
        return True
    return any(f" {word}" in text for word in words) or text.count(name) > 1


_INVITES = pattern_of(r"[A-Z][a-z]+\s(?:the|our|your|a|an|us|with)\s")
"""How a title begins that asks for something: `Join the regatta`."""
_LABEL_CELL = pattern_of(r"[A-Z][a-z-]+\s[a-z].{0,50}\Z")


def _is_label_cell(block: Block) -> bool:
    """Whether a cell heads its row or column by a capital word and small ones: `Hull length, without bowsprit`."""
    is_head = block.table is not None and (block.table.head or block.table.column == 0)
    return is_head and _LABEL_CELL.match(block.text) is not None


_LABEL_HEADS = frozenset(["item", "property", "field", "parameter", "attribute", "feature", "fact", "key", "characteristic", "topic", "what", ""])  # fmt: skip
"""Heads of the first of two columns whose cells are labels."""


def _heads_a_value(document: Document, block: Block) -> bool:
    """Whether a cell is a label of a sheet of facts, `Builder` in a table of `Item` and `Value`, or heads such a table."""
    place = block.table
    if place is None or place.column > 1:
        return False
    if place.head:
        return is_generic_head(block.text) or block.text.strip(" *_:").lower() in _LABEL_HEADS
    if place.column or block.index + 1 >= len(document.blocks):
        return False
    beside = document.blocks[block.index + 1].table
    if beside is None or (beside.table, beside.row, beside.column) != (place.table, place.row, 1):
        return False
    own, other = ([document.blocks[k].text for k in cell.column_heads] for cell in (place, beside))
    is_of_labels = all(is_generic_head(t) or t.strip(" *_:").lower() in _LABEL_HEADS for t in own)
    if not own and not other:  # a table of two columns without heads
        return block.index + 2 >= len(document.blocks) or not _is_of_row(document.blocks[block.index + 2], place)
    return is_of_labels and bool(other) and all(map(is_generic_head, other))


def _is_of_row(block: Block, place: TablePlace) -> bool:
    return block.table is not None and (block.table.table, block.table.row) == (place.table, place.row)


def _is_label(document: str, cell: str, name: NameMention) -> bool:
    """Whether a name is the one word of a cell, in capitals since it begins it, and stands so nowhere else."""
    if name.text != cell.strip(" *_:") or not name.text.isalpha() or name.text.isupper():
        return False
    return re.search(rf"(?<![.!?:>#*|-])[ \n](?:the )?{re.escape(name.text)}\b", document) is None


def _only_begins(document: str, heading: str, name: NameMention) -> bool:
    """Whether what seems to be a name is only the first word of a heading, in capitals since it is: `Technical data`."""
    if name.start or " " in name.text or not name.text.isalpha() or name.text.isupper():
        return False
    after = heading[name.end : name.end + 2]
    if len(after) < 2 or after[0] != " " or not after[1].islower():
        return False
    if heading[name.end + 1 :].split()[0] in PREPOSITIONS | {"and", "or"}:
        return False  # `Isle of Carra ferry`
    return re.search(rf"(?<![.!?:>#*|-])[ \n](?:the )?{re.escape(name.text)}\b", document) is None


def _is_title_case(text: str) -> bool:
    words = [w for w in text.split() if w[0].isalpha() and len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.8 * len(words)
