"""Extract, part of structure: where and by whom, told behind the date of a cell or pair: `Opened: 3 May 1998 in Deal, by Ann Pell`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from factcheck.extract.statement_words import statement_words
from factcheck.extract.wording import modality_of
from factcheck.model.claim import ClaimType
from factcheck.model.document import Block
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.model.time import TimexType
from factcheck.patterns import pattern_of
from factcheck.values.holders import holders
from factcheck.values.words import content_words, fold, stem

_PLACED = pattern_of(
    r"(?:[\s,;–—]|(?:from |at )?\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?)*(?:(?:in|at|on)[ ](?P<phrase>(?:the|an?)[ ](?:[a-z]+[ ]){1,2}of[ ](?:the[ ])?)?(?:the[ ])?)?"
)
_OF_HOUSE = pattern_of(r"[ ]of[ ](?:the[ ])?(?:[A-Z][\w’'-]*[ ]?)+(?<![ ])")  # the Map Room of Selby Library
_DONE_BY = pattern_of(r"(?<!\w)by[ ](?:the[ ])?(?:[A-Za-z]+[ ]){0,3}(?:[A-Z][a-z]+,?[ ]){0,2}\Z")
_LONGEST = 120


def beside_time(found: Extraction, block: Block, predicate: str, shared: Mapping[str, Any]) -> Iterator[DraftClaim]:
    """The place and the doer behind the one date of a cell or pair whose label tells what happened."""
    dated = [t for t in found.times[block.index] if t.type is TimexType.DATE and t.parts and t.parts.year]
    if not predicate or len(dated) != 1 or len(block.text) > _LONGEST:
        return
    text, end = block.text, dated[0].end
    names = [n for n in found.names[block.index] if n.start >= end]
    last = max((t.end for t in found.times[block.index] if names and t.end <= names[0].start), default=end)
    if names and (place := _place(text, last, names[0])) is not None:
        yield _claim(block, shared, ClaimType.PLACE, place)
    for k, name in enumerate(names):
        if k + 1 < len(names) and fold(name.text) in statement_words().role_of:
            continue  # by the Harbourmaster, Ann Pell
        if name.kind is not NameKind.PLACE and _DONE_BY.search(text[end : name.start]):
            yield _claim(block, shared, ClaimType.ROLE, (name.start, name.end))
            return


def _place(text: str, end: int, name: NameMention) -> tuple[int, int] | None:
    match = _PLACED.fullmatch(text, end, name.start)
    is_building = stem(name.text.split()[-1].lower()) in holders().sorts
    is_person = name.kind is NameKind.PERSON and len(name.text.split()) > 1 and not is_building
    if match is None or (not match["phrase"] and is_person):
        return None
    start = match.start("phrase") if match["phrase"] else name.start
    house = _OF_HOUSE.match(text, name.end) if is_building else None
    return (start, house.end() if house else name.end)


def _claim(block: Block, shared: Mapping[str, Any], kind: ClaimType, value: tuple[int, int]) -> DraftClaim:
    words = block.text[slice(*value)]
    return DraftClaim(
        value_start=value[0],
        value_end=value[1],
        type=kind,
        words=words,
        context=(*shared["subject_stems"], *content_words(words)),
        modality=modality_of(str(shared["predicate_words"]), block.text),
        **shared,
    )
