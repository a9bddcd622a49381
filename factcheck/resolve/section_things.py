"""Resolve, part of subjects: the thing that the heading of a section names, for what is told below without one.

`Valid: until 30 September` under `Season pass` is of the season pass; under `Key dates` it is of what the page is about.
"""

from __future__ import annotations

from functools import cache

from factcheck.data import load_yaml
from factcheck.model.document import RECORD, Block, BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.values.units import is_currency
from factcheck.values.words import content_words, is_generic_head, stem

_LONGEST, _MOST_WORDS = 40, 5


@cache
def _words(name: str) -> frozenset[str]:
    """The words of that list of `claims/words/headings.en.yaml`."""
    return frozenset(load_yaml("claims/words/headings.en.yaml")[name].split())


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(map(stem, _words(name)))


def thing_of_section(found: Extraction, block: Block) -> str:
    """What the nearest heading names, where that is a thing and not the title of the page or the name of a part of it."""
    title = found.title
    if not block.headings or (title is not None and block.headings[-1] == title.index):
        return ""
    text = found.document.blocks[block.headings[-1]].text.strip(" :*_")
    words = content_words(text)
    low = text.lower().split()
    if len(low) < 2 or low[0] in _words("asking") or not {"and", "&", "or"}.isdisjoint(low) or "," in text:
        return ""
    if not words or len(text) > _LONGEST or len(words) > _MOST_WORDS or text.endswith(("?", "!")):
        return ""
    if found.times[block.headings[-1]] or is_generic_head(text) or not _stems("parts of a page").isdisjoint(words):
        return ""
    return text


def thing_of_record(found: Extraction, block: Block) -> str:
    """The name of the record that a block stands in, where that is no label of a part of the page (`Opening hours`)."""
    if not block.headings or found.document.blocks[block.headings[-1]].level != RECORD:
        return ""
    text = found.document.blocks[block.headings[-1]].text.strip(" :*_")
    return "" if not content_words(text) or is_part_of_page(text) else text


def is_part_of_page(heading: str) -> bool:
    """Whether a heading names a part of its page, also in capitals, and no thing: `Technical Data`, `Opening hours`."""
    words = content_words(heading)
    return is_generic_head(heading) or (len(words) < 3 and not _stems("parts of a page").isdisjoint(words))


def person_of_sheet(found: Extraction, block: Block) -> str | None:
    """Whom a pair such as `Date of birth` is of: the one named behind `Deceased`, `Patient` or the like among the pairs before it."""
    if _words("of a person").isdisjoint(block.key.lower().split()):
        return None
    blocks = found.document.blocks
    for index in range(block.index - 1, max(-1, block.index - _SHEET), -1):
        other = blocks[index]
        if other.kind is not BlockKind.KEY_VALUE or other.headings != block.headings:
            return None
        if found.names[index] and not _words("whom").isdisjoint(other.key.lower().split()):
            return found.names[index][0].text
    return None


_SHEET = 10
"""Pairs before one among which the one is looked for that names the person."""


def thing_of_prices(found: Extraction, draft: DraftClaim, block: Block) -> str:
    """What the heading above a price in a pair names, one word or several: `Standard: £36 a year` under `Membership`."""
    if draft.quantity is None or not block.headings:
        return ""
    unit = found.quantities[block.index][draft.quantity].quantity.unit
    title, head = found.title, block.headings[-1]
    if not unit or not is_currency(unit.partition("/")[0]) or (title is not None and head == title.index):
        return ""
    text = found.document.blocks[head].text.strip(" :*_")
    words = content_words(text)
    if not 0 < len(words) < 4 or len(text) > _LONGEST or text.endswith(("?", "!")) or found.times[head]:
        return ""
    low = text.lower().split()
    if low[0] in _words("asking") or not {"and", "&", "or"}.isdisjoint(low) or "," in text:
        return ""
    return "" if is_generic_head(text) or not _stems("parts of a page").isdisjoint(words) else text


def is_of_no_thing(draft: DraftClaim) -> bool:
    """Whether the label of a pair names no thing: `Valid`, `On sale from`, `Opened`."""
    if draft.subject_stems:
        return _stems("states").issuperset(draft.subject_stems)
    said = content_words(draft.predicate_words)
    return bool(said) and _stems("states").issuperset(said)
