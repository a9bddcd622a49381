"""Judge, part of the check total-mismatch: a count that introduces a list, and a list whose parts a total introduces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from factcheck.judge.conflict import Conflict, ConflictSide, Evidence
from factcheck.judge.totals.amounts import Amount, amounts_in
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.phrases import dates_in, sentences_of
from factcheck.judge.totals.words import is_plural, joined, listed, stems, words
from factcheck.model.document import Block, BlockKind, Document, Span
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of
from factcheck.values.words import stem

_MOST = 20
_MARKER = pattern_of(
    r"(?:\A|\n)[ \t>]*(?:(?P<bullet>[-*•–+])|\(?(?P<number>\d{1,3})[.)]|\(?(?P<letter>[a-z])[.)])[ \t]+[*_`~\[!\"“(]*\Z"
)
_LI = pattern_of(r"<li\b[^>]*>(?:\s|<(?!/)[^>]*>)*\Z", re.I)


def list_conflicts(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Conflict]:
    """Conflicts between the counts of a document and the lists, tables and enumerations that they introduce."""
    groups: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.lead_in is not None and not block.boilerplate and not block.struck:
            groups.setdefault(block.lead_in, []).append(block)
    for block in document.blocks:
        if block.boilerplate or block.struck or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        conflict = None
        if block.index in groups:
            conflict = _of_group(document, block, groups[block.index], dates_in(times.get(block.index, ())), times)
        elif ":" in block.text and block.kind is BlockKind.PARAGRAPH:
            conflict = _of_enumeration(document, block)
        if conflict is not None:
            yield conflict


# --- four stages, and a list of three ---------------------------------------------------------------------------------


def _of_group(
    document: Document,
    lead: Block,
    members: Sequence[Block],
    taken: list[tuple[int, int]],
    times: Mapping[int, tuple[Timex, ...]],
) -> Conflict | None:
    start, end = list(sentences_of(lead.text))[-1]
    cells = [b for b in members if b.table is not None]
    if cells:
        return _of_table(document, lead, cells, start, end) if len(cells) == len(members) else None
    items = [b for b in members if b.kind is BlockKind.LIST_ITEM]
    if not items or not lead.text.rstrip().endswith(":"):
        return None
    amounts = [a for a in amounts_in(lead.text, taken) if a.start >= start]
    if len(amounts) != 1:
        return None
    return _of_parts(document, lead, items, amounts[0], times) or _of_items(document, lead, items, amounts[0], start)


def _of_items(document: Document, lead: Block, items: Sequence[Block], count: Amount, start: int) -> Conflict | None:
    stated = int(count.value) if is_count(count) else 0
    noun = _counted_noun(lead.text, count, start) if stated else ""
    if not noun:
        return None
    listed = items_of_first_list(document, items)
    if listed is None or len(listed) == stated or len(listed) < 2 or not 2 * len(listed) >= stated > 1:
        return None
    if len(listed) > 2 * stated or (len(listed) < stated and may_go_on(document, lead, listed)):
        return None
    if any(b.text.rstrip().endswith(":") or _OPEN.search(b.text) for b in listed) or ends_in_remark(listed):
        return None
    if len({_SPEAKER.match(b.text) is None for b in listed}) > 1:
        return None  # notes of a talk: who spoke after the list
    return count_conflict(document, lead, count, noun, [b.span for b in listed], "the list")


_OPEN = pattern_of(r"(?:\.\.\.|…|\betc\b|\band\s(?:so\son|others|more)\b|\bamong\sothers\b)", re.I)


_SPEAKER = pattern_of(r"\W*(?:\[[A-Z][\w .@-]+\]|(?:AI|TODO|Action|[A-Z][a-z]+):)\s")
"""How an item of notes begins: with who says it, or with what is to be done."""
_REMARK = pattern_of(
    r"(?:(?:the\s|all\s)*(?:remaining|others?|rest)|note|nb|n\.b|see|also|it\sis|there\s(?:is|are)|in\saddition|additionally"
    r"|optional(?:ly)?|none|both|neither|for\s(?:example|instance)|e\.g|if\snone|otherwise)\b",
    re.I,
)
"""How an item begins that says something of the list and is no member of it."""


def ends_in_remark(listed: Sequence[Block]) -> bool:
    """Whether a last item begins as none before it does, and as a remark would."""
    last = listed[-1].text
    opening = last.lower().split()[:2]
    return _REMARK.match(last) is not None and all(b.text.lower().split()[:2] != opening for b in listed[:-1])


def is_count(amount: Amount) -> bool:
    return (
        not amount.unit
        and not amount.hedged
        and not amount.places
        and amount.value.denominator == 1
        and 1 < amount.value <= _MOST
    )


def _counted_noun(text: str, count: Amount, start: int, *, named: bool = False) -> str:
    """The plural that a number before a colon counts, where nothing makes the number another's.

    A noun that the table's head names too may be any; else it is one of those that lists are announced with.
    """
    lead = re.sub(r"\b(?:these|the\sfollowing)\s\Z", "", text[start : count.start], flags=re.I)
    if words("picking").search(" ".join(lead.split()[-4:])) or re.search(r"\b(?:if|unless|until|when|whether)\b", lead):
        return ""
    form = re.fullmatch(
        rf"(?P<phrase>(?:\s[^\W\d_][\w’'-]*){{1,3}}?)(?:\s(?:{joined('tails')}))?\s*:", text[count.end :].rstrip(), re.I
    )
    if form is None:
        return ""
    found = form["phrase"].split()
    if not is_plural(found[-1]) or any(w.lower() in listed("no_modifiers") for w in found):
        return ""
    noun = stem(found[-1].lower())
    if noun in stems("spans"):
        return ""
    is_generic = noun in stems("items")
    is_listed = re.search(r"\b(?:following|these)\s\Z", text[: count.start], re.I) is not None
    is_had = re.search(
        r"\b(?:are|were|is|was|has|have|had|owns?|owned|comprises?|contains?|exist|exists)\s(?:the\s)?\Z", lead, re.I
    )
    return found[-1] if named or is_generic or is_listed or is_had else ""


def items_of_first_list(document: Document, items: Sequence[Block]) -> list[Block] | None:
    """The items of the first list of a group, those of one depth and one kind of mark; nothing where marks are unclear."""
    depth = items[0].level
    listed: list[Block] = []
    kind = ""
    for block in items:
        mark = mark_of(document, block)
        if mark is None:
            continue  # a further paragraph of the item before
        if block.level > depth:
            continue
        sort = "number" if mark.isdigit() else "letter" if mark.isalpha() else mark
        if not listed:
            kind = sort
            if sort == "number" and mark not in ("0", "1"):
                return None
        elif sort != kind or (
            sort == "number" and mark in ("0", "1") and _previous_mark(document, listed) not in ("0", "1")
        ):
            break
        listed.append(block)
    return listed


def _previous_mark(document: Document, listed: Sequence[Block]) -> str:
    return mark_of(document, listed[-1]) or ""


def mark_of(document: Document, block: Block) -> str | None:
    before = document.text[max(0, block.span.start - 160) : block.span.start]
    if match := _MARKER.search(before):
        return match["bullet"] or match["number"] or match["letter"]
    return "<" if _LI.search(before) else None


def may_go_on(document: Document, lead: Block, listed: Sequence[Block]) -> bool:
    """Whether a list with too few items may continue, or hold several in one item."""
    if any(
        re.search(r",|;|\band\b|&|/", b.text) and len(b.text.split()) < 9 and not b.text.rstrip().endswith(".")
        for b in listed
    ):
        return True
    later = [b for b in document.blocks if b.index > listed[-1].index and b.headings == lead.headings]
    return any(b.kind is BlockKind.LIST_ITEM or b.table is not None for b in later)


def count_conflict(
    document: Document, lead: Block, count: Amount, noun: str, places: Sequence[Span], what: str
) -> Conflict:
    span = lead.source_span(count.start, count.end)
    number = len(places)
    return Conflict(
        sides=(
            ConflictSide(label=count.text, evidence=(Evidence(document=document.path, span=span, values=(span,)),)),
            ConflictSide(
                label=str(number),
                evidence=tuple(Evidence(document=document.path, span=s, values=(s,)) for s in places),
            ),
        ),
        reason=f"{count.text} {noun} are announced, but {what} has {number}",
        entity=noun,
        predicate="count",
        confidence=0.75,
        values={"a.value": count.text, "b.value": str(number), "a.source": document.path, "b.source": document.path},
    )


# --- 118 passengers: and a list of their numbers ----------------------------------------------------------------------


def _of_parts(
    document: Document,
    lead: Block,
    items: Sequence[Block],
    total: Amount,
    times: Mapping[int, tuple[Timex, ...]],
) -> Conflict | None:
    listed = items_of_first_list(document, items)
    if listed is None or len(listed) < 2 or total.hedged or words("silence", "sentence").search(lead.text):
        return None
    parts: list[Stated] = []
    for block in listed:
        amounts = amounts_in(block.text, dates_in(times.get(block.index, ())))
        if len(amounts) != 1 or amounts[0].start > 0 or amounts[0].hedged or amounts[0].unit != total.unit:
            return None
        parts.append(Stated(block=block, amount=amounts[0]))
    found = Sum(parts=tuple(parts), total=Stated(block=lead, amount=total))
    if (
        found.holds
        or found.share_off > Fraction(1, 5)
        or any(words("silence", "sentence").search(b.text) for b in listed)
    ):
        return None
    return conflict_of(document, found, confidence=0.8)


# --- five stations, and a table of four -------------------------------------------------------------------------------

_SHOWN = pattern_of(
    r"\b(?:listed|shown|given|set\sout|named|described|summari[sz]ed|appear)\b.{0,30}\b(?:below|table|following)\b|:\s*\Z",
    re.I,
)


def _of_table(document: Document, lead: Block, cells: Sequence[Block], start: int, end: int) -> Conflict | None:
    """A count of the things that head the rows of the table below it; the table's own head must name them."""
    text = lead.text[start:end]
    if not _SHOWN.search(text):
        return None
    first = cells[0].table.table if cells[0].table else -1
    column = [b for b in cells if b.table and b.table.table == first and b.table.column == 0]
    heads = [b for b in column if b.table and b.table.head]
    rows = [b for b in column if b.table and not b.table.head]
    across = [b for b in cells if b.table and b.table.head and b.table.column and re.search(r"\d", b.text)]
    if (
        len(heads) != 1
        or across
        or len({b.text.lower() for b in rows}) != len(rows)
        or any(b.table.table != first for b in cells if b.table)
    ):
        return None
    named = stem(heads[0].text.split()[-1].lower())
    counts = [a for a in amounts_in(lead.text[:end]) if a.start >= start and is_count(a)]
    rows = [b for b in rows if not _NO_MEMBER.match(b.text)]
    for count in counts:
        noun = _announced_noun(lead.text[:end], count, start)
        if not noun or stem(noun.lower()) != named:
            continue
        stated, listed = int(count.value), len(rows)
        if listed < 2 or listed == stated or listed > 2 * stated or stated > 2 * listed:
            return None
        joint = re.compile(r"[/,;&]|\b(?:and|or)\b|\s[–—-]\s|\d\s?[–-]\s?\d")
        if any(_OPEN.search(b.text) for b in rows) or (listed < stated and any(joint.search(b.text) for b in rows)):
            return None
        return count_conflict(document, lead, count, noun, [b.span for b in rows], "the table")
    return None


_NO_MEMBER = pattern_of(r"(?:sub-?|grand )?total|sum\b|all\b|overall\b|average|mean|others?\b|[—–-]+\Z", re.I)
_LISTED = pattern_of(
    r"(?:\s[^\W\d_][\w’'-]*){0,3}?\s(?:is|are|was|were)?\s?(?:listed|shown|given|set\sout|named|described|summari[sz]ed)\b",
    re.I,
)


def _announced_noun(text: str, count: Amount, start: int) -> str:
    """The plural that is counted by a number before a colon, or by one whose things `are listed below`."""
    if noun := _counted_noun(text, count, start, named=True):
        return noun
    phrase = re.match(r"(?:\s[^\W\d_][\w’'-]*){1,3}", text[count.end :])
    found = phrase[0].split() if phrase else []
    for n, word in enumerate(found):
        if word.lower() in listed("no_modifiers") or words("picking").search(
            " ".join(text[start : count.start].split()[-3:])
        ):
            return ""
        if is_plural(word):
            behind = count.end + sum(len(w) + 1 for w in found[: n + 1])
            return word if _LISTED.match(text, behind) or re.match(r"\s?:", text[behind:]) else ""
    return ""


# --- three ports: A, B, C and D ---------------------------------------------------------------------------------------


def _of_enumeration(document: Document, block: Block) -> Conflict | None:
    for start, end in sentences_of(block.text):
        colon = block.text.find(": ", start, end)
        if colon < 0 or block.text.count(": ", start, end) > 1:
            continue
        counts = [a for a in amounts_in(block.text[:colon]) if a.start >= start]
        if len(counts) != 1 or not is_count(counts[0]) or counts[0].value > 12:
            continue
        count = counts[0]
        noun = _enumerated_noun(block.text[: colon + 1], count, start)
        body = block.text[colon + 2 : end].rstrip(" .!")
        number = _enumerated(body) if noun else None
        if number is None or number == count.value or number >= 2 * count.value or number * 2 < count.value:
            continue  # twice as many are pairs: `three cities: Paris, France, ...`
        span = block.source_span(colon + 2, colon + 2 + len(body))
        conflict = count_conflict(document, block, count, noun, [span], "")
        return Conflict(
            sides=(conflict.sides[0], ConflictSide(label=str(number), evidence=conflict.sides[1].evidence)),
            reason=f"{count.text} {noun} are announced, but {number} are named",
            entity=noun,
            predicate="count",
            confidence=0.75,
            values={**conflict.values, "b.value": str(number)},
        )
    return None


def _enumerated_noun(text: str, count: Amount, start: int) -> str:
    lead = text[start : count.start]
    if words("picking").search(" ".join(lead.split()[-3:])) or words("silence", "sentence").search(lead):
        return ""
    form = re.fullmatch(r"((?:\s[^\W\d_][\w’'-]*){1,3}):", text[count.end :])
    found = form[1].split() if form else []
    if not found or not is_plural(found[-1]) or any(w.lower() in listed("no_modifiers") for w in found):
        return ""
    return "" if stem(found[-1].lower()) in stems("spans") else found[-1]


def _enumerated(body: str) -> int | None:
    """How many items an enumeration of short plain items has; nothing where that is not plain."""
    if re.search(r"[;:()\[\]\d/=→]|\s[–—-]\s", body) or _OPEN.search(body) or words("silence", "sentence").search(body):
        return None
    chunks = [c.strip() for c in body.split(",")]
    last = re.fullmatch(r"(?:and|or)\s(.+)", chunks[-1])
    if last:  # a comma before the last `and`
        items = [*chunks[:-1], last[1]]
        if any(re.search(r"\b(?:and|or)\b|&", c) for c in items):
            return None
    else:
        parts = re.split(r"\s(?:and|or)\s", chunks[-1])
        if len(parts) != 2 or any(re.search(r"\b(?:and|or)\b|&", c) for c in chunks[:-1]):
            return None
        items = [*chunks[:-1], *parts]
    if len(items) < 3 or any(not 0 < len(i.split()) <= 4 for i in items):
        return None
    capital = {i[0].isupper() for i in items}
    if len(capital) > 1 or re.match(r"(?:who|which|where|that|when|then|however|but)\b", items[-1]):
        return None
    if any(
        re.match(
            r"(?:in|on|at|near|of|with|by|from|also|too|formerly|then|who|which|where|including|not|but)\b", i, re.I
        )
        for i in items
    ):
        return None
    return len(items)
