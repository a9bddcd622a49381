"""Judge, part of the check total-mismatch: a count in running text of the very things that head a column of a table beside it.

No word for a sum ties the two: only the noun does. So the column must be one of all the things, and its sum just miss the count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from factcheck.frozen import replace
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import Amount, amounts_in
from factcheck.judge.totals.closing import just_misses
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.phrases import dates_in, sentences_of
from factcheck.judge.totals.stated import SINCE_THEN, Column, columns_of, is_of, says
from factcheck.judge.totals.words import words
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words

_FAR = Fraction(1, 8)
_NEAR = 3
_LARGE = 1000
"""From here on a count and the sum of a column are alike but for a digit by no chance."""
_ALL = pattern_of(
    r"\b(?:no\s(?:more|other|others|further)\b|nothing\selse|nobody\selse|no\sone\selse|none\selse|(?:each|every)\s(?:[a-z]+\s){1,3}(?:is|was|has|had|held|bears?|bore|carried|counts?|counted|belongs?|belonged|stands?|stood)\s[^.;]{0,24}\b(?:one|once|only)\b"
    r"|of\sone\s(?:sort|kind|class)\sonly|all\s(?:of\sthem\s)?(?:are|is|were|was)\s(?:shown|listed|given|named|counted)|not\sone\smore)",
    re.I,
)
_SPOILT = pattern_of(r"\W*(?:spoil[te]\w*|invalid|blank|void|rejected|spoilt|unmarked|empty)\b", re.I)
_PAPERS = frozenset(content_words("papers ballots votes slips"))
_REST = pattern_of(
    r"\b(?:the\s(?:rest|remaind\w+|remaining|others?)|elsewhere|not\sshown|smaller\sones|no\sfigures?)\b", re.I
)
_SOME = pattern_of(
    r"\b(?:largest|biggest|main|chief|principal|leading|among|select\w*|examples?|some\sof|most|mostly|including|excluding|except|besides|apart|not\scounting|so\sfar|at\sleast|some|elsewhere|outlying|other\s\w+|others|former(?:ly)?|used\sto|until|target|hope|room\sfor|capacity|more\sthan\sone|several)\b",
    re.I,
)


def count_conflicts(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Conflict]:
    """The count of a text that the column beside it just misses."""
    for column in columns_of(document):
        if any(c in column.things for c in _PAPERS):
            column = replace(column, things=column.things | _PAPERS)
        conflict = _of_column(document, times, column)
        if conflict is not None:
            yield conflict


def _of_column(document: Document, times: Mapping[int, tuple[Timex, ...]], column: Column) -> Conflict | None:
    near = [
        b
        for b in document.blocks
        if b.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION)
        and not (b.struck or b.boilerplate or b.quoted)
        and b.headings == column.first.headings
        and -_NEAR <= b.index - column.first.index
        and b.index - column.last.index <= _NEAR
    ]
    around = " \n ".join([*(b.text for b in near), column.caption])
    before = " \n ".join([*(b.text for b in near if b.index < column.first.index), column.caption])
    if words("silence", "table").search(_ALL.sub(" ", around)) or words("silence", "before").search(
        _ALL.sub(" ", before)
    ):
        return None
    if words("rounding").search(around):
        return None
    head = next((document.blocks[k].text for k in column.parts[0].block.table.column_heads), "") if column.parts[0].block.table else ""  # fmt: skip
    found = [
        (Sum(parts=column.parts, total=Stated(block=block, amount=amount)), sentence)
        for block in near
        for amount, sentence in _counts_in(block, times)
        if is_of(column, block, amount, sentence)
    ]
    if len(found) != 1:
        return None
    made, sentence = found[0]
    text = made.total.block.text[slice(*sentence)]
    if (
        made.holds
        or made.share_off > _FAR
        or made.given <= max(p.amount.value for p in made.parts)
        or says(around, made.added)
        or says(around, abs(made.off))
    ):
        return None
    if (
        _SOME.search(_ALL.sub(" ", text))
        or SINCE_THEN.search(made.total.block.text, made.total.amount.end, sentence[1])
        or _REST.search(_ALL.sub(" ", around))
        or any(p.amount.value <= 0 for p in made.parts)
    ):
        return None
    labels = [b.text for b in document.blocks if b.table and b.table.table == _table_of(column) and not b.table.column]
    is_all = _ALL.search(around) is not None or any(_SPOILT.match(t) for t in labels)
    is_shared = words("heads", "overlapping").search(head) is not None
    if any(abs(made.off) == p.amount.value for p in made.parts):
        return None  # one of the rows may be counted apart
    if not is_all and (is_shared or made.given < _LARGE or not just_misses(made)):
        return None
    return conflict_of(document, made, confidence=0.75)


def _table_of(column: Column) -> int:
    place = column.first.table
    return place.table if place is not None else -1


def _counts_in(block: Block, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[tuple[Amount, tuple[int, int]]]:
    amounts = amounts_in(block.text, dates_in(times.get(block.index, ())))
    for start, end in sentences_of(block.text):
        for amount in amounts:
            if start <= amount.start < end and not amount.unit and not amount.hedged and amount.value > 12:
                if re.match(r"\s[a-z]", block.text[amount.end :]):
                    yield amount, (start, end)
