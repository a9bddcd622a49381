"""Judge, part of the check total-mismatch: a total that a text states and then breaks down, in a list, a table or a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from factcheck.frozen import replace
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import Amount, amount_of_cell, amounts_in
from factcheck.judge.totals.counted import count_conflicts
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.gathered import gathered_conflicts
from factcheck.judge.totals.phrases import (
    REST,
    Phrase,
    dates_in,
    is_hedged_about,
    is_meant,
    noun_after,
    plural_after,
    sentences_of,
)
from factcheck.judge.totals.scores import score_conflicts
from factcheck.judge.totals.stories import story_conflicts
from factcheck.judge.totals.titles import title_conflicts
from factcheck.judge.totals.words import is_total_or_apart, listed, words
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of
from factcheck.values.units import unit_of

_FAR = Fraction(1, 5)
_NEAR = Fraction(1, 8)
"""How far off a breakdown may be that only its colon announces."""
_ANNOUNCED = pattern_of(
    r"\b(?:as\sfollows|namely|made\sup|broken\sdown|breaks\sdown|breakdown|compris\w+|consist\w*|compos\w+|divid\w+|split|spread"
    r"|distributed|allocated|apportioned|shared|each\s(?:is|was|are)?\s?(?:counted|listed|entered)\sonce|by\s(?:source|region|type|kind"
    r"|category|country|sector|cause|reason|department|age|origin|market)\b|come\sfrom|came\sfrom)\b",
    re.I,
)
_ONCE = pattern_of(
    r"\b(?:each|every|all|nobody|no\sone)\b[^.:;]{0,30}\b(?:counted|listed|entered)\s(?:only\s|just\s)?(?:once|twice)\b[^.]*",
    re.I,
)
"""Says that no part is counted twice: for whatever follows, too, it speaks for a sum."""
_YEAR = pattern_of(r"(?:1[5-9]|20)\d\d")


def breakdown_conflicts(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Conflict]:
    """Conflicts between the amount that the text above a list or table states and what its members come to."""
    groups: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.lead_in is not None and not block.boilerplate and not block.struck:
            groups.setdefault(block.lead_in, []).append(block)
    for index, members in sorted(groups.items()):
        lead = document.blocks[index]
        if lead.boilerplate or lead.struck or lead.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        for parts in _runs_of_parts(document, members, times):
            conflict = _of_lead(document, lead, parts, dates_in(times.get(index, ())))
            if conflict is not None:
                yield conflict
                break
    yield from count_conflicts(document, times)
    yield from gathered_conflicts(document, times)
    yield from title_conflicts(document)
    yield from story_conflicts(document, times)
    yield from score_conflicts(document, times)


def _of_lead(document: Document, lead: Block, parts: Sequence[Stated], taken: list[tuple[int, int]]) -> Conflict | None:
    sentences = list(sentences_of(lead.text))[-3:]
    said = _ONCE.sub(" ", lead.text)
    if any(words("silence", name).search(said) for name in ("sentence", "table", "before")):
        return None
    amounts = [a for a in amounts_in(lead.text, taken) if a.start >= sentences[0][0]]
    unit = parts[0].amount.unit
    alike = [a for a in amounts if a.unit == unit and a.value > max(p.amount.value for p in parts)]
    if len(alike) != 1 or alike[0].hedged or not _may_be_counted(lead.text, alike[0], parts):
        return None
    if _YEAR.fullmatch(alike[0].text) and not unit:
        return None
    is_last = alike[0].start >= sentences[-1][0]
    is_announced = _ANNOUNCED.search(lead.text, sentences[0][0] if not is_last else sentences[-1][0]) is not None
    if not is_announced and not (is_last and re.search(r"[:–—]\s*\Z", lead.text)):
        return None
    found = Sum(parts=tuple(parts), total=Stated(block=lead, amount=alike[0]))
    if found.holds or found.share_off > (_FAR if is_announced or found.is_slip else _NEAR):
        return None
    if any(abs(a.value - found.added) <= a.slack for a in amounts if a is not alike[0]):
        return None
    return conflict_of(document, found, confidence=0.8 if is_announced else 0.7)


def _may_be_counted(text: str, total: Amount, parts: Sequence[Stated]) -> bool:
    """Whether parts that name what they count count what the total does, which is no count of the members themselves."""
    if total.unit:
        return True
    if total.value <= len(parts) or total.value < 10:
        return False
    noun = plural_after(text, total)
    if not noun and re.search(r":\s\Z", text[: total.start]):
        noun = "things"  # `Jars sold: 52,400, namely`
    told = [plural_after(p.block.text, p.amount) for p in parts if p.block.table is None]
    return bool(noun) and all(t in ("", noun) for t in told)


# --- the parts --------------------------------------------------------------------------------------------------------


def _runs_of_parts(
    document: Document, members: Sequence[Block], times: Mapping[int, tuple[Timex, ...]]
) -> Iterator[list[Stated]]:
    cells = [b for b in members if b.table is not None]
    if cells:
        yield from _columns(document, cells)
        return
    items = [b for b in members if b.kind is BlockKind.LIST_ITEM and b.level == members[0].level]
    parts = [_part_of(b, times) for b in items]
    found = [p for p in parts if p is not None]
    if len(found) == len(items) > 2 and len({p.amount.unit for p in found}) == 1:
        yield found


_AMONG = pattern_of(
    r"\b(?:of\swhich|of\swhom|of\sthese|thereof|includ\w+|up\sfrom|down\sfrom|compared|against|previous\w*)\b", re.I
)


def _part_of(item: Block, times: Mapping[int, tuple[Timex, ...]]) -> Stated | None:
    """The one amount of a list item, at its start, behind its colon or at its end."""
    amounts = amounts_in(item.text, dates_in(times.get(item.index, ())))
    if len(amounts) != 1 or amounts[0].hedged or _AMONG.search(item.text):
        return None
    amount = amounts[0]
    before, behind = item.text[: amount.start], item.text[amount.end :].strip(" .;,")
    is_edge = not before.strip(" (") or not behind or re.fullmatch(r".{1,60}[:–—-]\s*", before)
    return Stated(block=item, amount=amount) if is_edge else None


def _columns(document: Document, cells: Sequence[Block]) -> Iterator[list[Stated]]:
    """The columns of a table that hold an amount in every row, where no row is a total already."""
    first = cells[0].table.table if cells[0].table else -1
    by_column: dict[int, list[Block]] = {}
    for block in cells:
        if block.table is not None and block.table.table == first and not block.table.head:
            by_column.setdefault(block.table.column, []).append(block)
    labels = [b.text for b in cells if b.table and b.table.table == first and b.table.column == 0]
    if any(is_total_or_apart(label) for label in labels):
        return
    rows = max((len(column) for column in by_column.values()), default=0)
    for column, blocks in sorted(by_column.items()):
        amounts = [amount_of_cell(b.text) for b in blocks]
        parts = [Stated(block=b, amount=a) for b, a in zip(blocks, amounts, strict=True) if a is not None]
        if column == 0 or len(parts) != rows or rows < 3 or any(p.amount.noted for p in parts):
            continue
        heads = blocks[0].table.column_heads if blocks[0].table else ()
        head = " ".join(document.blocks[k].text for k in heads)
        if words("heads", "rates").search(head) or any(p.amount.value < 0 for p in parts):
            continue
        if scaled := _scaled(parts, head):
            yield scaled


def _scaled(parts: Sequence[Stated], head: str) -> list[Stated]:
    """The parts in the unit that the column's head names: `£ million`, `tonnes`."""
    units = {p.amount.unit for p in parts}
    if len(units) != 1:
        return []
    unit = next(iter(units))
    if unit and unit_of(unit) is None and not unit.isupper() and unit != "%":
        return [Stated(block=p.block, amount=_with(p.amount, "", 1)) for p in parts]  # a noun: a count of it
    if unit:
        return list(parts)
    for probe in (
        head,
        *re.findall(r"[(\[]([^)\]]+)[)\]]", head),
        head.rpartition(" in ")[2],
        head.rpartition(", ")[2],
    ):
        sample = amounts_in(f"{probe[:1]}1{probe[1:]}" if probe[:1] in "£€$" else f"1 {probe}")
        if len(sample) == 1 and sample[0].unit and sample[0].end >= len(probe):
            return [Stated(block=p.block, amount=_with(p.amount, sample[0].unit, sample[0].scale)) for p in parts]
    return list(parts)


def _with(amount: Amount, unit: str, scale: int) -> Amount:
    return replace(
        amount,
        unit=unit,
        value=amount.value * scale,
        slack=Fraction(scale, 2 * 10**amount.places) if scale > 1 else amount.slack,
        scale=scale,
    )


# --- the sentence after -----------------------------------------------------------------------------------------------


def conflict_over_rest(before: Phrase, phrase: Phrase) -> Conflict | None:
    """`It cost X. A paid U, B V, and C gave the remaining W`: the whole is the one such amount of the sentence before."""
    last = next((k for k, a in enumerate(phrase.amounts) if REST.search(phrase.text[phrase.start : a.start])), 0)
    unit = phrase.amounts[last].unit
    parts = phrase.amounts[: last + 1]
    wholes = [a for a in before.amounts if a.unit == unit]
    if len(parts) < 3 or not unit or unit == "%" or len(wholes) != 1 or any(p.unit != unit for p in parts):
        return None
    phrase = replace(phrase, amounts=parts)
    if any(p.hedged for p in parts) or wholes[0].hedged:
        return None
    found = Sum(
        parts=tuple(Stated(block=phrase.block, amount=a) for a in parts),
        total=Stated(block=before.block, amount=wholes[0]),
    )
    if found.holds or not is_meant(phrase, found):
        return None
    return conflict_of(phrase.document, found, confidence=0.8)


_SPLIT = pattern_of(
    r"(?:They|We|All|The\s\w+(?:\s\w+)?)\s(?:(?:were|was|then|soon|now|had)\s){0,2}(?:split|divided|separated|broke\sup|spread\sout|fanned\sout)\b[^:.;]{0,60}:\s"
)
_ASIDE = pattern_of(r",?\s(?:not\scounting|besides|apart\sfrom)\s(?:the|an?|his|her|its|our|their)\s[a-z]+\W*\Z", re.I)


def is_split(sentence: str) -> bool:
    """Whether a sentence tells behind its colon how those who were counted before it split up."""
    return _SPLIT.match(sentence) is not None


def conflict_over_split(before: Phrase, phrase: Phrase) -> Conflict | None:
    """`The party numbered Z. They split up: X took the ridge, Y the valley, and W stayed`: the one count before is the whole."""
    colon = phrase.text.find(": ", phrase.start)
    parts = tuple(a for a in phrase.amounts if a.start > colon)
    aside = _ASIDE.search(before.text, before.start)
    if aside is not None:
        before = replace(before, end=aside.start(), text=before.text[: aside.start()])
    wholes = [a for a in before.amounts if a.end <= before.end]
    if len(parts) < 2 or len(wholes) != 1 or wholes[0].unit or any(p.unit or p.hedged for p in parts):
        return None
    if not plural_after(before.text, wholes[0]) or is_hedged_about(before, before.start, before.end):
        return None
    between = [phrase.text[a.end : b.start] for a, b in pairwise(parts)]
    if not all(re.search(r"[,;]\s(?:and\s|while\s)?(?:the\s(?:other|remaining)\s)?\Z|\sand\s\Z", t) for t in between):
        return None
    if phrase.text[colon + 2 : parts[0].start].strip() or any(
        noun_after(phrase.text, p) in listed("times") for p in parts
    ):
        return None
    phrase = replace(phrase, amounts=parts)
    found = Sum(
        parts=tuple(Stated(block=phrase.block, amount=a) for a in parts),
        total=Stated(block=before.block, amount=wholes[0]),
    )
    if found.holds or (aside is not None and abs(found.off) == 1) or not is_meant(phrase, found):
        return None
    return conflict_of(phrase.document, found, confidence=0.75)
