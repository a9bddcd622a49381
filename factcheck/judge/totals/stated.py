"""Judge, part of the check total-mismatch: a total that running text states of a table's column, beside it or in another document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Case, Conflict, ConflictSide, Evidence
from factcheck.judge.totals.amounts import Amount, amount_of_cell, amounts_in
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.grids import grids_of_pairs, speaks_of_whole
from factcheck.judge.totals.lines import grids_of_lines
from factcheck.judge.totals.phrases import dates_in, plural_after, sentences_of
from factcheck.judge.totals.words import is_total_or_apart, words
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of
from factcheck.values.units import unit_of
from factcheck.values.words import content_words, stem

_FAR = Fraction(1, 5)
_NEAR = 4
"""Blocks between a table and the text that speaks of it."""
_PROSE = (BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.LIST_ITEM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The numbers of a table's column that can be added, where no row of the table is a total."""

    document: Document
    parts: tuple[Stated, ...]
    things: frozenset[str]
    """Stems of the words that say what the column counts: of its head and of the words behind its numbers."""
    unit: str
    rows: frozenset[str]
    """Stems of the head over the rows' labels: what a row is."""
    first: Block
    last: Block
    caption: str


def stated_conflicts(case: Case) -> Iterator[Conflict]:
    """Conflicts between the totals that running text states and the columns that they are of."""
    columns = [c for path, d in sorted(case.documents.items()) for c in columns_of(d)]
    for path, document in sorted(case.documents.items()):
        own = [*(c for c in columns if c.document.path == path), *_columns_of_pairs(document)]
        yield from _in_document(document, case.times[path], own)
        others = [c for c in columns if c.document.path != path]
        if others:
            yield from _across(document, case.times[path], others)


# --- columns ---------------------------------------------------------------------------------------------------------


def columns_of(document: Document) -> Iterator[Column]:
    tables: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.table is not None and not block.boilerplate and not block.struck:
            tables.setdefault(block.table.table, []).append(block)
    for _, blocks in sorted(tables.items()):
        if 6 <= len(blocks) <= 400:
            yield from _columns_of_table(document, blocks)


def _columns_of_table(document: Document, blocks: Sequence[Block]) -> Iterator[Column]:
    by_column: dict[int, list[Block]] = {}
    for block in blocks:
        if block.table is not None and not block.table.head:
            by_column.setdefault(block.table.column, []).append(block)
    labels = by_column.get(0, [])
    if len(labels) < 3 or any(_is_apart(b.text) for b in labels) or len({b.text for b in labels}) < len(labels):
        return
    place = blocks[0].table
    caption = document.blocks[place.caption].text if place is not None and place.caption is not None else ""
    row_heads = {stem(w.lower()) for k in labels[0].table.column_heads for w in document.blocks[k].text.split()} if labels[0].table else set()  # fmt: skip
    for column, cells in sorted(by_column.items()):
        head = document.heads_over(cells[0])
        head = head or _head_in_source(document, blocks[0], column)
        amounts = [amount_of_cell(re.sub(r"\s(?:in\s(?:all|total)|altogether)\Z", "", b.text)) for b in cells]
        parts = [Stated(block=b, amount=a) for b, a in zip(cells, amounts, strict=True) if a is not None]
        if not column or len(parts) != len(labels) or not head or words("heads", "rates").search(head):
            continue
        units = {p.amount.unit for p in parts}
        if len(units) > 1 or any(p.amount.noted or p.amount.value < 0 for p in parts) or "%" in {*units, *head}:
            continue
        if all(re.fullmatch(r"1[5-9]\d\d|20\d\d", p.amount.text) for p in parts):
            continue
        unit = next(iter(units))
        named = "" if not unit or unit_of(unit) is not None or unit.isupper() else unit
        yield Column(
            document=document,
            parts=tuple(parts),
            things=frozenset(content_words(f"{head} {named}")),
            unit="" if named else unit or _unit_of_head(head),
            rows=frozenset(row_heads),
            first=blocks[0],
            last=blocks[-1],
            caption=caption,
        )


_HEADER = pattern_of(
    r"csv-table::[^\n]*\n(?:[ \t]+:[^\n]*\n)*?[ \t]+:header:[ \t]*(?P<heads>[^\n]+)\n(?:[ \t]+:[^\n]*\n|\s*\n)*[ \t\"]*\Z"
)


def _head_in_source(document: Document, first: Block, column: int) -> str:
    """The head of a column that only an option of a directive names."""
    match = _HEADER.search(document.text[: first.span.start]) if document.format == "rst" else None
    heads = [h.strip(' "') for h in match["heads"].split(",")] if match else []
    return heads[column] if column < len(heads) else ""


PRICES = pattern_of(r"\b(?:fees?|prices?|fares?|charges?|rates?|tariffs?|each|per|cost\sof|apiece)\b", re.I)


def _columns_of_pairs(document: Document) -> Iterator[Column]:
    """Pairs and lines that follow each other, none of them a total, as a column of what the text before them speaks of."""
    for grid in (*grids_of_pairs(document), *grids_of_lines(document)):
        parts = tuple(grid.at(row, 1) for row in grid.body)
        labels = [grid.labels[row] for row in grid.body]
        if len(parts) < 3 or len(set(labels)) < len(labels) or any(_is_apart(k) or speaks_of_whole(k) for k in labels):
            continue
        units = {p.amount.unit for p in parts}
        if len(units) > 1 or "%" in units or any(p.amount.noted or p.amount.value <= 0 for p in parts):
            continue
        first = parts[0].block
        leads = first.lead_in if first.lead_in is not None else first.index - 1
        told = [document.blocks[k].text for k in {leads, *first.headings[-1:]} if 0 <= k < len(document.blocks)]
        if any(PRICES.search(t) for t in told):
            continue
        yield Column(
            document=document,
            parts=parts,
            things=frozenset(content_words(" ".join(told))),
            unit=next(iter(units)),
            rows=frozenset(content_words(" ".join(told))),
            first=first,
            last=parts[-1].block,
            caption="",
        )


_UNIT_IN_HEAD = pattern_of(
    r"[(\[,]\s?(?:in\s)?(?P<unit>[^\s()\[\],]{1,8})\s?[)\]]|\bin\s(?P<name>[a-z]{3,})\Z|(?P<sign>[£€$])"
)


def _unit_of_head(head: str) -> str:
    match = _UNIT_IN_HEAD.search(head)
    if match is None:
        return ""
    probe = amounts_in(f"{match['sign']}12" if match["sign"] else f"12 {match['unit'] or match['name']}")
    return probe[0].unit if len(probe) == 1 else ""


def _is_apart(label: str) -> bool:
    """Whether a row is a total itself, must not be added, or stands for whatever the others are not."""
    return is_total_or_apart(label) or re.match(r"\W*(?:all|other|rest|remain\w*)\b", label, re.I) is not None


# --- totals ----------------------------------------------------------------------------------------------------------

_LEAD = pattern_of(
    r"(?:(?:\A|[,;(–—]\s?)(?:in\s(?:all|total)|altogether|all\stold|(?:taken\s|put\s)?together|between\sthem)\b(?!\swith\b),?\s(?:[^\s,;:()]+\s){0,8}"
    r"|\b(?:a|the|its|their)\s(?:(?:grand|combined|overall)\s)?total\s(?:[a-z]+\s){0,2}(?:of|was|is|came\sto|comes\sto|stood\sat)\s"
    r"|\btotall?(?:ing|ed)\s|\badd(?:s|ed)?\sup\sto\s|,\s(?:making|giving)\s)\Z",
    re.I,
)
_BEHIND = pattern_of(
    r"(?:\s[\w’'-]+){0,5}?,?\s(?:in\s(?:all|total)|altogether|all\stold|between\sthem|(?:put|taken)\stogether)\b", re.I
)
_THESE = r"\b(?:all|these|those|the)\s(?:these\s|the\s)?{count}\s(?P<rows>[a-z]+(?:\s[a-z]+)?)\b"
_FOLLOWS = pattern_of(r"\b(?:as\sfollows|follows|thus|listed|shown|below|table|following)\b.{0,40}[:.]\s*\Z", re.I)
_SOME = pattern_of(r"\b(?:largest|biggest|main|chief|principal|leading|among|selected|examples?|some\sof|most|only|with\sthe|including|excluding|except|besides|apart|not\scounting|so\sfar|at\sleast)\b", re.I)  # fmt: skip
_NUMBERS = ("", "", "", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NOT_TWICE = pattern_of(r"\b(?:nobody|no\sone|none|not?|never)\b[^.:;]{0,24}\b(?:counted|entered|listed)\s(?:twice|more\sthan\sonce)[^.]*", re.I)  # fmt: skip
_SINCE = pattern_of(r"\b(?:since|from)\s(?:\w+\s)?\d{4}\b", re.I)
_YEAR = pattern_of(r"\b(?:1[5-9]|20)\d\d\b")


def _in_document(
    document: Document, times: Mapping[int, tuple[Timex, ...]], columns: Sequence[Column]
) -> Iterator[Conflict]:
    for column in columns:
        near = [
            b
            for b in document.blocks
            if b.kind in _PROSE
            and not b.struck
            and not b.boilerplate
            and b.headings == column.first.headings
            and -_NEAR <= b.index - column.first.index
            and b.index - column.last.index <= _NEAR
        ]
        around = _NOT_TWICE.sub(" ", " \n ".join([*(b.text for b in near), column.caption]))
        if any(words("silence", name).search(around) for name in ("table", "before")):
            continue
        found = [
            Sum(parts=column.parts, total=Stated(block=block, amount=amount))
            for block in near
            for amount, sentence in _totals_in(block, times, column)
            if is_of(column, block, amount, sentence)
        ]
        if len(found) == 1 and _fails(found[0]) and not says(around, found[0].added):
            yield conflict_of(document, found[0], confidence=0.8)


def _totals_in(
    block: Block, times: Mapping[int, tuple[Timex, ...]], column: Column | None = None
) -> Iterator[tuple[Amount, tuple[int, int]]]:
    """The amounts of a text that it says to be totals, or of which it says that the table sets them out.

    Without a column, of a text that may speak of the table of another document, only the first.
    """
    text = block.text
    amounts = amounts_in(text, dates_in(times.get(block.index, ())))
    if not amounts:
        return
    leads_in = column is not None and column.first.lead_in == block.index and _FOLLOWS.search(text)
    last = list(sentences_of(text))[-1]
    for start, end in sentences_of(text):
        if _SOME.search(text, start, end):
            continue
        for amount in amounts:
            if not start <= amount.start < end or amount.hedged or SINCE_THEN.search(text, amount.end, end):
                continue
            if (
                _LEAD.search(text[start : amount.start])
                or _BEHIND.match(text[:end], amount.end)
                or (column is not None and _tells_of_rows(column, text[start:end], amount))
            ):
                yield amount, (start, end)
            elif leads_in and not amount.unit and amount.value > 12:
                noun = plural_after(text, amount)
                if noun and re.search(rf"\b{re.escape(noun)}\b", text[last[0] : last[1]], re.I):
                    yield amount, (-1, -1)


SINCE_THEN = pattern_of(r"[;,]\s(?:by|but|since|until)\b")
"""What tells of another time than that of the count: `had 90 members in May; by June it had as below`."""
_JOINTLY = pattern_of(r"\b(?:together|in\sall|altogether|(?:come|came|add\sup|added\sup|amount|amounted)\sto)\b", re.I)


def _tells_of_rows(column: Column, sentence: str, amount: Amount) -> bool:
    """Whether a sentence counts the very rows of a table, `these three yards`, and its amount just misses what they come to."""
    if _YEAR.fullmatch(amount.text):
        return False
    count = "|".join((str(len(column.parts)), *(w for w in _NUMBERS[len(column.parts) : len(column.parts) + 1] if w)))
    match = re.search(_THESE.format(count=f"(?:{count})"), sentence, re.I)
    if match is None or not Sum(parts=column.parts, total=Stated(block=column.first, amount=amount)).is_slip:
        return False
    if amount.unit:
        return amount.unit == column.unit and _JOINTLY.search(sentence, match.end()) is not None
    return bool(set(content_words(match["rows"])) & column.rows)


def is_of(column: Column, block: Block, amount: Amount, sentence: tuple[int, int]) -> bool:
    """Whether a total is of what a column holds: measured in its unit, or counting what its head names."""
    if sentence == (-1, -1):
        return column.unit == amount.unit
    text = block.text[slice(*sentence)]
    if set(_YEAR.findall(_SINCE.sub(" ", text))) - set(_YEAR.findall(_told_by(column))):
        return False  # a figure of another year than the table's
    if amount.unit:
        if amount.unit != column.unit:
            return False
        is_near = Sum(parts=column.parts, total=Stated(block=block, amount=amount)).is_slip
        return is_near or _counts_rows(column, block, sentence, amount)
    if column.unit:
        return False
    return bool(_nouns_after(block.text, amount) & column.things)


def _told_by(column: Column) -> str:
    """What says of which time a table is: its caption and heads, the headings over it, title and name of its document."""
    document = column.document
    texts = [column.caption, document.path, document.title.text if document.title else ""]
    texts += [*(document.blocks[k].text for k in column.first.headings)]
    texts += [document.blocks[k].text for p in column.parts if p.block.table for k in p.block.table.column_heads]
    return " ".join(texts)


def _nouns_after(text: str, amount: Amount) -> set[str]:
    """The stems of the words right behind a number, up to its noun."""
    following = re.match(r"(?:\s[^\W\d_][\w’'-]*){0,4}", text[amount.end :])
    return set(content_words(following[0])) if following else set()


def _counts_rows(column: Column, block: Block, sentence: tuple[int, int], amount: Amount) -> bool:
    """Whether the sentence says of how many things its total is, and the table has so many rows."""
    counts = [a for a in amounts_in(block.text[: sentence[1]]) if a.start >= sentence[0] and a.start != amount.start]
    return any(a.value == len(column.parts) and not a.unit and not a.hedged for a in counts)


def _fails(found: Sum, *, is_counted: bool = False) -> bool:
    """Whether a sum is off and meant; `is_counted` where the text says of how many things its total is."""
    if found.holds or found.share_off > _FAR:
        return False
    values = [p.amount.value for p in found.parts]
    if found.given <= max(values) or (not is_counted and any(found.off == v for v in values)):
        return False  # one of the rows may be left out
    return sum(v > 0 for v in values) > 1


def says(text: str, value: Fraction) -> bool:
    """Whether the text around also gives what the parts come to."""
    return any(a.value == value for a in amounts_in(text))


# --- the table of another document -----------------------------------------------------------------------------------

_PERIOD = pattern_of(r"\b(?:1[5-9]|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?\b")


def _across(
    document: Document, times: Mapping[int, tuple[Timex, ...]], columns: Sequence[Column]
) -> Iterator[Conflict]:
    stated = [
        (block, amount, sentence, nouns)
        for block in document.blocks
        if block.kind is BlockKind.PARAGRAPH and not block.boilerplate and not block.quoted
        for amount, sentence in _totals_in(block, times)
        if not amount.unit and (nouns := _nouns_after(block.text, amount))
    ]
    if not stated:
        return
    head = [b.text for b in document.blocks if b.kind is not BlockKind.TABLE_CELL][:8]
    periods = set(_PERIOD.findall(" \n ".join(head)))
    for column in columns:
        if column.unit:
            continue
        own: set[str] | None = None
        for block, amount, sentence, nouns in stated:
            if not nouns & column.things:
                continue
            own = set(_PERIOD.findall(_told_by(column))) if own is None else own
            if own and not own & periods:
                break
            found = Sum(parts=column.parts, total=Stated(block=block, amount=amount))
            if _counts_rows(column, block, sentence, amount) and _fails(found, is_counted=True):
                yield _conflict_across(document, column, found)


def _conflict_across(document: Document, column: Column, found: Sum) -> Conflict:
    made = conflict_of(column.document, found, confidence=0.7)
    total = found.total
    span = total.block.source_span(total.amount.start, total.amount.end)
    side = ConflictSide(
        label=made.sides[0].label,
        evidence=(Evidence(document=document.path, span=span, values=(span,)),),
    )
    values = {**made.values, "a.source": document.path}
    return replace(made, sides=(side, made.sides[1]), values=values, repairs=(), remedies=())
