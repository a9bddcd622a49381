"""Extract, part: makes draft claims out of a document's mentions, block by block."""

from __future__ import annotations

from factcheck.extract.prose import from_prose
from factcheck.extract.structure import from_cell, from_pair
from factcheck.model.document import BlockKind
from factcheck.model.extraction import DraftClaim, Extraction

_PROSE = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTATION,
        BlockKind.CAPTION,
        BlockKind.HEADING,
        BlockKind.TITLE,
    }
)


def draft_claims(found: Extraction) -> tuple[DraftClaim, ...]:
    """All draft claims of a document in the order of its text."""
    drafts: list[DraftClaim] = []
    for block in found.document.blocks:
        if block.struck:
            continue
        if block.kind in _PROSE:
            drafts.extend(from_prose(found, block))
        elif block.kind is BlockKind.TABLE_CELL:
            drafts.extend(from_cell(found, block))
        else:
            drafts.extend(from_pair(found, block))
    return tuple(drafts)
