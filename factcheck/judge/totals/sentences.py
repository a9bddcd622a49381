"""Judge, part of the check total-mismatch: goes through the sentences of a document and tries the forms of totals on each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.frozen import replace
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import amounts_in, has_numbers
from factcheck.judge.totals.breakdowns import conflict_over_rest, conflict_over_split, is_split
from factcheck.judge.totals.changes import change_conflict
from factcheck.judge.totals.enumerations import (
    conflict_over_fates,
    conflict_over_places,
    of_all_of_them,
    with_all_parts,
)
from factcheck.judge.totals.findings import conflict_of
from factcheck.judge.totals.forms import of_boxes, with_total_before, with_total_behind
from factcheck.judge.totals.hundreds import hundred_conflicts
from factcheck.judge.totals.phrases import Phrase, dates_in, is_hedged_about, is_meant, sentences_of
from factcheck.judge.totals.ratios import is_about_ratio, of_one_question, ratio_conflict
from factcheck.judge.totals.remainders import (
    conflict_over_parts,
    conflict_over_some,
    conflict_over_two,
    of_the_whole,
    with_remainder,
)
from factcheck.judge.totals.shares import of_shares
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of

_MOST_LETTERS, _MOST_AMOUNTS = 600, 60
"""From here on a stretch without a full stop is no sentence."""
_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.KEY_VALUE, BlockKind.FRONT_MATTER)


_TRIGGER = pattern_of(
    r"\b(?:in\s(?:all|total)|altogether|all\stold|totals?|totall?ing|mak(?:ing|es)|together|compris\w+|consist\w+|composed|made\sup|namely|(?:divided|split)\sinto|of\sthe(?:se|m)?|of\sthose|of\sits|of\stheir"
    r"|remaining|remainder|rest|other|from)\b|[:(%–—]|per\s?cent",
    re.I,
)


_THE_OTHER = pattern_of(r"\s*(?:All\sthe|The)\s(?:other|remaining)\s", re.I)
_OF_SUCH = pattern_of(r"\bof\s(?:these|them|those)\b", re.I)


def sentence_conflicts(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Conflict]:
    """Conflicts inside the sentences of a document's running text."""
    for block in document.blocks:
        if block.kind not in _PROSE or block.boilerplate or block.struck:
            continue
        text = block.text
        if not has_numbers(text, 0, len(text), 3) and not (is_about_ratio(text) and has_numbers(text, 0, len(text), 2)):
            continue
        for start, end in sentences_of(text):
            yield from hundred_conflicts(document, block, start, end)
        taken = dates_in(times.get(block.index, ()))
        if has_numbers(text, 0, len(text), 3, taken) or is_about_ratio(text):
            yield from _conflicts_of_block(document, block, taken)
            yield from _conflict_with_block_before(document, block, times)


def _conflict_with_block_before(
    document: Document, block: Block, times: Mapping[int, tuple[Timex, ...]]
) -> Iterator[Conflict]:
    """The conflict of a paragraph that begins with how those split up of whom the paragraph before it ends."""
    end = next(sentences_of(block.text))[1]
    before = document.blocks[block.index - 1] if block.index else block
    if not is_split(block.text[:end]) or before.kind is not block.kind or before.headings != block.headings:
        return
    start = list(sentences_of(before.text))[-1][0]
    whole, parts = (
        Phrase(
            document=document, block=b, start=first, end=last, text=b.text[:last],
            amounts=amounts_in(b.text, dates_in(times.get(b.index, ())), first, last),
        )
        for b, first, last in ((before, start, len(before.text)), (block, 0, end))
    )  # fmt: skip
    conflict = conflict_over_split(whole, parts)
    if conflict is not None:
        yield conflict


def _conflicts_of_block(document: Document, block: Block, taken: Sequence[tuple[int, int]]) -> Iterator[Conflict]:
    text = block.text

    def phrase_of(start: int, end: int) -> Phrase:
        amounts = amounts_in(text, taken, start, end)
        return Phrase(document=document, block=block, start=start, end=end, text=text[:end], amounts=amounts)

    before: tuple[int, int] | None = None
    earlier: tuple[int, int] | None = None
    for start, end in sentences_of(text):
        if end - start > _MOST_LETTERS and has_numbers(text, start, end, _MOST_AMOUNTS, taken):
            before = earlier = None
            continue
        conflict = None
        has_three = has_numbers(text, start, end, 3, taken)
        if has_three or (has_numbers(text, start, end, 2, taken) and _TRIGGER.search(text, start, end)):
            phrase = phrase_of(start, end)
            if len(phrase.amounts) > 2:
                conflict = _first_of(phrase)
            if conflict is None and before is not None and _OF_SUCH.search(text, start, end):
                whole = phrase_of(*before)
                conflict = conflict_over_two(whole, phrase) or conflict_over_parts(whole, phrase)
            if conflict is None and before is not None and len(phrase.amounts) > 2:
                whole = phrase_of(*before)
                conflict = (
                    conflict_over_rest(whole, phrase)
                    or conflict_over_places(whole, phrase)
                    or conflict_over_fates(whole, phrase)
                )
            if conflict is None and has_three and (at := text.find("; ", start, end)) > 0:
                conflict = conflict_over_places(phrase_of(start, at), phrase_of(at + 2, end))
            if conflict is None and before is not None and is_split(text[start:end]):
                conflict = conflict_over_split(phrase_of(*before), phrase)
        if conflict is None and before is not None and earlier is not None and _THE_OTHER.match(text, start):
            conflict = conflict_over_some(phrase_of(*earlier), phrase_of(*before), phrase_of(start, end))
        if conflict is None and has_numbers(text, start, end, 1, taken) and is_about_ratio(text, start, end):
            conflict = ratio_conflict(phrase_of(*before) if before is not None else None, phrase_of(start, end))
        if conflict is not None:
            yield conflict
        earlier, before = before, (start, end)


def _first_of(phrase: Phrase) -> Conflict | None:
    for form in _FORMS:
        for found in form(phrase):
            if not found.holds and is_meant(_without_of_them(phrase) if form in _OF_SOME else phrase, found):
                return conflict_of(phrase.document, found, confidence=0.85 if found.is_slip else 0.8)
    if is_hedged_about(phrase, phrase.start, phrase.end):
        return None
    return change_conflict(phrase)


def _without_of_them(phrase: Phrase) -> Phrase:
    """The phrase without `of them`, which elsewhere tells of some: here it ties the parts to what was counted before."""
    return replace(phrase, text=_OF_SUCH.sub(lambda m: "-" * len(m[0]), phrase.text))


_FORMS = (
    with_total_behind,
    with_total_before,
    with_remainder,
    of_the_whole,
    of_boxes,
    of_shares,
    of_one_question,
    with_all_parts,
    of_all_of_them,
)
_OF_SOME = frozenset({with_all_parts, of_all_of_them})
"""The forms in which `of them` says no more than `of the whole`."""
