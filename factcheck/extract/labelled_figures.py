"""Extract, part of structure: the draft claims of the figures in a cell or pair, and what they measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.extract.label_heads import heads_of_label
from factcheck.extract.label_words import is_code
from factcheck.extract.labelled import Labelled
from factcheck.extract.row_heads import is_clock
from factcheck.extract.wording import modality_in_cell
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.document import Block
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import QuantityMention
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words, is_measure_word, stem

_NEEDED = pattern_of(r"(?:\b[Mm]in(?:imum)?\.?|\b[Rr]equires?|\b[Rr]equired|\b[Tt]ested (?:on|with))\s[A-Z][\w.+#-]*\Z")
"""A label of the version of a product that is needed."""
_SIDE = pattern_of(r"\d\s?[x×]\s?\Z")
_ENDS_IN_ZERO = pattern_of(r"\.\d*0\Z")


def of_labelled_figures(cell: Labelled) -> Iterator[DraftClaim]:
    """The claims of the figures, in their order."""
    found, block = cell.found, cell.block
    label, quantities = cell.label, found.quantities[block.index]
    for index, mention in enumerate(quantities):
        if _is_no_value(cell, label, mention):
            continue
        value = (mention.start, mention.end)
        is_counted = mention.pattern == "count" and mention.start > 0 and not cell.labels
        draft = DraftClaim(
            value_start=mention.start,
            value_end=mention.end,
            type=ClaimType.QUANTITY,
            quantity=index,
            measure=mention.quantity.thing
            if is_counted
            else _measure_of(cell.stems, _measuring(found, block, _nearest_first(cell)), mention),
            modality=Modality.SUPERSEDED
            if _is_former(block.text, mention.start)
            else modality_in_cell(found, block, cell.sentences, label, ClaimType.QUANTITY, value, quantity=index),
            context=cell.context_without(mention.start, mention.end),
            **cell.shared,
        )
        opened = block.text.rfind("(", 0, mention.start)
        if opened >= 0 and (own := _OWN_LABEL.fullmatch(block.text, opened, mention.start)) is not None:
            draft = _of_own_label(draft, label, own["label"])
        if cell.is_event and found.times[block.index]:
            draft = replace(draft, shown=label, shown_start=-1)  # `Webinar: 14 October, 45 minutes, 200 seats`
        yield cell.of_entry(draft)


_OWN_LABEL = pattern_of(r"\(\s*(?P<label>[A-Za-z][A-Za-z -]{2,30}):\s*")


def _of_own_label(draft: DraftClaim, label: str, own: str) -> DraftClaim:
    """A figure that brackets label anew: `Gallery seat: £40 (full price: £60)` is of the full price of a seat."""
    stems = content_words(own)
    if not stems:
        return draft
    return replace(
        draft,
        measure=stems[-1],
        predicate="-".join(stems[:3]),
        predicate_words=f"{label}, {own}",
        subject_stems=tuple(dict.fromkeys((*stems, *draft.subject_stems))),
        context=tuple(dict.fromkeys((*draft.context, *stems))),
    )


def _is_no_value(cell: Labelled, label: str, mention: QuantityMention) -> bool:
    """Whether a figure in a cell or pair states nothing, or not by itself: one of many, a code, a version, a side, an hour."""
    text, quantities = cell.block.text, cell.found.quantities[cell.block.index]
    is_told_apart = mention.start in cell.entries or not _is_one_of_many(text, mention, quantities)
    if (mention.pattern == "bare" and is_code(label)) or not is_told_apart:
        return True
    if mention.pattern == "bare" and _NEEDED.search(label) and _ENDS_IN_ZERO.search(text, mention.start, mention.end):
        return True  # `Minimum Python: 3.10`
    if _SIDE.search(text, max(0, mention.start - 4), mention.start):
        return True  # the last side of `330 × 330 × 370 mm`
    is_bare = "." in text and not mention.quantity.unit
    return is_bare and is_clock(cell.found, cell.block, mention.start, mention.end)


_FORMER = pattern_of(
    r"\b(?:before|until|till|formerly|previously|originally|was|were|used\sto|from\s\d{4}\sto)\b", re.I
)


def _is_former(text: str, at: int) -> bool:
    """Whether a value stands in brackets as what was before: `5 TB (1 TB before June 2023)`."""
    opened = text.rfind("(", 0, at)
    closed = text.find(")", at)
    return 0 < opened and closed > 0 and ")" not in text[opened:at] and _FORMER.search(text, opened, closed) is not None


def _is_one_of_many(text: str, mention: QuantityMention, all_of_it: Sequence[QuantityMention]) -> bool:
    """Whether a cell holds several measures of one unit side by side, so that its label tells not which is which."""

    def outside(m: QuantityMention) -> bool:
        return text.count("(", 0, m.start) == text.count(")", 0, m.start)

    alike = [
        m
        for m in all_of_it
        if m.quantity.unit == mention.quantity.unit and m.quantity.thing == mention.quantity.thing and m.quantity.unit
    ]
    return len([m for m in alike if outside(m) is outside(mention)]) > 1


def _nearest_first(cell: Labelled) -> Sequence[str]:
    """The labels, that first which tells what is measured: of a cell under one head that, of all else the innermost."""
    place = cell.block.table
    is_of_column = cell.predicate and place is not None and len(place.column_heads) == 1
    return cell.columns if is_of_column else cell.labels[::-1]


def _measuring(found: Extraction, block: Block, labels: Sequence[str]) -> list[str]:
    """What heads a cell or pair, without columns that are names, and up to a comma: `Seats, main hall` | `Orion`."""
    columns = block.table.column_heads if block.table is not None else ()
    named = {
        text
        for k in columns
        for n in found.names[k]
        if (text := found.document.blocks[k].text.strip()).startswith(n.text) and _MODEL.fullmatch(text, len(n.text))
    }
    named |= {part for part in labels if part.strip(" .").lower() in _SIDES}
    return [part.split(",")[0].split(" (")[0] for part in labels if part not in named]


_MODEL = pattern_of(r"(?:[\s-]?\w*\d\w*)?")
"""What may follow a name in the head of a column: `Orion 40`."""
_SIDES = frozenset(["min", "typ", "max", "minimum", "typical", "maximum", "nominal", "nom", "avg", "average", "mean"])
"""Heads of columns that tell which end of a range their figures are, not what they measure."""


def _measure_of(label_stems: Sequence[str], measuring: Sequence[str], mention: QuantityMention) -> str:
    """What a label says that its figure measures: the word of a measure in it, `Width of the crest`, or what it counts."""
    if mention.quantity.thing or not label_stems:
        return mention.quantity.thing
    if len(label_stems) > 1 and label_stems[-1] in _ROOM and not mention.quantity.unit:
        return label_stems[-2]  # `Bicycle spaces`: how many bicycles there is room for
    heads = [head for part in measuring for head in heads_of_label(part)[:1]]
    return next((w for w in label_stems if is_measure_word(w)), heads[0] if heads else label_stems[-1])


_ROOM = frozenset(stem(w) for w in ("spaces", "slots", "racks", "stalls"))
"""Nouns of labels that count what there is room for."""
