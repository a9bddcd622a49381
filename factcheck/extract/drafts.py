"""Extract, part: makes draft claims out of a document's mentions, block by block."""

from __future__ import annotations

from factcheck.extract.clauses import Clauses, clauses_of
from factcheck.extract.languages import is_english, is_in_other_language, is_page_in_other_language
from factcheck.extract.prose import from_prose
from factcheck.extract.referents import referents_of
from factcheck.extract.releases import release_in_line
from factcheck.extract.required_versions import required_versions_of
from factcheck.extract.structure import from_cell, from_pair
from factcheck.extract.times.language import DEFAULT
from factcheck.model.document import BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import Referent
from factcheck.values.manifests import is_manifest

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


def draft_claims(
    found: Extraction, language: str = DEFAULT
) -> tuple[tuple[DraftClaim, ...], dict[int, tuple[Referent, ...]]]:
    """All draft claims of a document in the order of its text, and the grammatical subjects of its prose by block.

    Of a document in English, sentences in another language claim nothing.
    """
    drafts: list[DraftClaim] = []
    referents: dict[int, tuple[Referent, ...]] = {}
    is_other = language == DEFAULT and is_page_in_other_language(found.document)
    is_of_machine = is_manifest(found.document.path)
    for block in found.document.blocks:
        if block.struck:
            continue
        if is_of_machine:
            drafts.extend(required_versions_of(found, block))
            continue
        if (release := release_in_line(found, block)) is not None:
            drafts.append(release)
        elif block.kind in _PROSE:
            sentences = list(clauses_of(found, block))
            if language == DEFAULT:
                sentences = _in_english(sentences, is_other)
            drafts.extend(from_prose(found, block, sentences))
            referents[block.index] = referents_of(sentences)
        elif block.kind is BlockKind.TABLE_CELL:
            drafts.extend(from_cell(found, block))
        else:
            drafts.extend(from_pair(found, block))
    return tuple(drafts), referents


def _in_english(sentences: list[Clauses], is_page_other: bool) -> list[Clauses]:
    """The sentences of a block that are not in another language, as the whole page or block or each of them shows."""
    if is_page_other:
        return [s for s in sentences if is_english(s.vocabulary) and not is_in_other_language(s.vocabulary)]
    if all(["the" in s.vocabulary for s in sentences]):
        return sentences
    if len(sentences) > 1 and is_in_other_language(frozenset().union(*[s.vocabulary for s in sentences])):
        return [s for s in sentences if is_english(s.vocabulary) and not is_in_other_language(s.vocabulary)]
    return [s for s in sentences if not is_in_other_language(s.vocabulary)]
