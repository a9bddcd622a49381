"""Judge, part of the check total-mismatch: a sheet of keys and values in which one value is the whole of the others.

Nothing in the sheet adds; the keys say so (`entered`, then `admitted`, `rejected` and `pending`), or a sentence beside it does
(`each of the books is of one of these sorts`). Only what just misses is told: one digit, or a carry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.frozen import replace
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.accounts import Row, row_of
from factcheck.judge.totals.amounts import amount_of_cell, amounts_in
from factcheck.judge.totals.closing import just_misses
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.grids import is_no_total, rank_of
from factcheck.judge.totals.phrases import sentences_of
from factcheck.judge.totals.words import whole, words
from factcheck.model.document import Block, BlockKind, Document
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words

_FORMATS = ("text", "markdown", "rst")
_MOST = 12
_FAR = Fraction(1, 5)
_NEAR = 3
"""Blocks between a sheet and the sentence that speaks of it."""


def sheet_conflicts(document: Document) -> Iterator[Conflict]:
    """The value of a sheet that is the whole of the others but for one digit or a carry."""
    for run in (*_runs_of_blocks(document), *_runs_of_lines(document)):
        if 3 <= len(run) <= _MOST:
            conflict = _of_run(document, run)
            if conflict is not None:
                yield conflict


def _runs_of_blocks(document: Document) -> Iterator[list[Row]]:
    run: list[Row] = []
    last: Block | None = None
    for block in document.blocks:
        is_told = (
            block.kind in (BlockKind.KEY_VALUE, BlockKind.LIST_ITEM) and not block.boilerplate and not block.struck
        )
        row = _row_of(block) if is_told else None
        joins = last is not None and block.index == last.index + 1 and block.headings == last.headings
        if run and (row is None or not joins or (last is not None and last.kind is not block.kind)):
            yield run
            run = []
        if row is not None:
            run.append(row)
            last = block
    if run:
        yield run


_ITEM = pattern_of(r"(?P<key>[A-Za-z][\w -]{0,30}?)\s?[:–—]\s(?P<value>\d[\d,]*)\W*\Z")


def _row_of(block: Block) -> Row | None:
    """A key and its value, or an item of a list that is no more than these."""
    if block.kind is BlockKind.KEY_VALUE:
        amount = amount_of_cell(block.text)
        return Row(label=block.key, stated=Stated(block=block, amount=amount)) if amount is not None else None
    match = _ITEM.match(block.text)
    amount = amount_of_cell(match["value"]) if match else None
    if match is None or amount is None:
        return None
    at = match.start("value")
    moved = replace(amount, start=amount.start + at, end=amount.end + at)
    return Row(label=match["key"].strip(), stated=Stated(block=block, amount=moved))


_LITERAL = pattern_of(r"(?: {2,}|\t)[ \t]*\S")
_PAIR = pattern_of(r"[ \t]+(?P<key>[A-Za-z][\w -]{0,30}?)[ \t]*[:=][ \t]*\d[\d,]*[ \t]*\Z")


def _runs_of_lines(document: Document) -> Iterator[list[Row]]:
    """Lines of literal blocks, which the reader leaves out: those that are set in, or fenced."""
    if document.format not in _FORMATS:
        return
    run: list[Row] = []
    at = 0
    taken = [(b.span.start, b.span.end) for b in document.blocks if b.kind is not BlockKind.FRONT_MATTER]
    is_fenced = False
    for line in [*document.text.split("\n"), ""]:
        if line.lstrip().startswith(("```", "~~~")):
            is_fenced = not is_fenced
        shifted = line if _LITERAL.match(line) else f" {line}"
        is_row = (_LITERAL.match(line) or is_fenced) and _PAIR.match(shifted) is not None
        row = row_of(document, _spread(line), at) if is_row else None
        if row is not None and not any(a < at + len(line) and at < b for a, b in taken):
            run.append(row)
        elif run:
            yield run
            run = []
        at += len(line) + 1


def _spread(line: str) -> str:
    """A line with a colon behind its key even where it has a sign of equality, as long as before."""
    return line.replace("=", ":", 1) if ":" not in line else line


def _of_run(document: Document, run: Sequence[Row]) -> Conflict | None:
    stated = [r.stated for r in run if r.stated is not None]
    labels = [r.label.replace("_", " ").replace("-", " ").rpartition(".")[2].strip() for r in run]
    if any(s.amount.noted or s.amount.places or s.amount.value < 0 for s in stated) or any(rank_of(k) for k in labels):
        return None  # a word for a sum is judged as such
    found: list[tuple[int, Sum, list[str]]] = []
    for n, total in enumerate(stated):
        for parts, keys in ((stated[n + 1 :], labels[n + 1 :]), (stated[:n], labels[:n])):
            if len(parts) < 2 or len({p.amount.unit for p in (*parts, total)}) > 1:
                continue
            made = Sum(parts=tuple(parts), total=total)
            if made.off == 0 and (len(parts) > 2 or len(run) == 3):
                return None  # of two numbers a third is the sum by chance
            if made.share_off <= _FAR and made.given > max(p.amount.value for p in parts):
                found.append((n, made, list(keys)))
    told = [
        f
        for f in found
        if (_is_whole if just_misses(f[1]) else _is_told)(document, labels[f[0]], f[2], stated[0].block)
    ]
    if len(told) != 1 or any(is_no_total(labels[told[0][0]]) for _ in told):
        return None
    n, made, _ = told[0]
    if any(_accounts_for(text, made) for text in _texts_about(document, stated[0].block)):
        return None
    return conflict_of(document, made, entity=labels[n], confidence=0.75)


_OF_ALL = pattern_of(r"\b(?:each|every|everyone|everybody|everything|all|whoever|whatever|nobody|no\sone)\b", re.I)
_PARTS = pattern_of(
    r"\b(?:either|or|one\sof|just\sone|only\sone|exactly\sone|once|belongs?|falls?|ends?|counts?|counted|means?|made\sup|adds?\sup|sum|together)\b",
    re.I,
)


def _is_whole(document: Document, label: str, parts: Sequence[str], first: Block) -> bool:
    """Whether the keys, or a sentence near the sheet, make one value the whole of the others."""
    is_named = whole("sheets", "wholes").match(label) is not None
    if is_named and len(parts) > 2 and all(whole("sheets", "outcomes").match(p) for p in parts):
        return True
    return _is_told(document, label, parts, first)


def _is_told(document: Document, label: str, parts: Sequence[str], first: Block) -> bool:
    """Whether a sentence near the sheet says that the parts are all there are."""
    if len(parts) < 3:
        return False
    own = set(content_words(label))
    others = [set(content_words(p)) for p in parts]
    for text in _texts_about(document, first):
        for start, end in sentences_of(text):
            sentence = text[start:end]
            if not _OF_ALL.search(sentence) or words("silence", "sentence").search(sentence):
                continue
            told = set(content_words(sentence))
            named = sum(bool(o & told) for o in others)
            if _PARTS.search(sentence) and ((own & told and _COUNTS_PARTS.search(sentence)) or named >= len(parts) - 1):
                return True
    return False


_TWICE = pattern_of(r"\b(?:twice|double|both|more\sthan\sone|several)\b", re.I)


def _accounts_for(text: str, found: Sum) -> bool:
    """Whether a text tells of as many as are too many or too few, or of some that count twice."""
    if _TWICE.search(text):
        return True
    told = (a for a in amounts_in(text) if a.value == abs(found.off))
    return any(not re.match(r"\s(?:of|line|word|or)\b", text[a.end :]) for a in told)


_COUNTS_PARTS = pattern_of(
    r"\b(?:one\sof|every\s\w+\son\b|just\sone|only\sone|exactly\sone|either|made\sup|adds?\sup|sum\sof|belongs?\sto|falls?\sinto)\b",
    re.I,
)


def _texts_about(document: Document, first: Block) -> Iterator[str]:
    """The paragraphs before and behind a sheet."""
    for block in document.blocks:
        if block.kind is BlockKind.PARAGRAPH and not block.boilerplate and not block.quoted:
            between = sorted((block.span.start, first.span.start))
            held = sum(
                between[0] < b.span.start < between[1] and b.kind is not BlockKind.KEY_VALUE for b in document.blocks
            )
            if held <= _NEAR:
                yield block.text
