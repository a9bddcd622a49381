"""Extract, part: makes draft claims out of a document's mentions: from sentences, tables, pairs, lists and date headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.extract.phrases import Phrase, clause_breaks, head_group, stems_of, subject_of, theme_of
from factcheck.extract.predicates import (
    AUXILIARIES,
    BE,
    Form,
    PredicateMention,
    find_predicates,
    predicate_class,
    predicate_of_words,
)
from factcheck.extract.wording import modality_of, occurrence_of, scope_of
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameMention, QuantityMention
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.values.words import Token, content_words, tokens

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
_DEADLINE_RELATIONS = frozenset({Relation.BY, Relation.BEFORE, Relation.UNTIL})
_MAX_COST = 22.0


def draft_claims(found: Extraction) -> tuple[DraftClaim, ...]:
    """All draft claims of a document in the order of its text."""
    drafts: list[DraftClaim] = []
    for block in found.document.blocks:
        if block.struck:
            continue
        if block.kind in _PROSE:
            drafts.extend(_from_prose(found, block))
        elif block.kind is BlockKind.TABLE_CELL:
            drafts.extend(_from_cell(found, block))
        else:
            drafts.extend(_from_pair(found, block))
    return tuple(drafts)


# --- prose ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what was found in it."""

    block: Block
    start: int
    end: int
    tokens: tuple[Token, ...]
    predicates: tuple[PredicateMention, ...]
    breaks: list[int]
    blocked: set[int]
    names: tuple[NameMention, ...]


def _sentences(found: Extraction, block: Block) -> Iterator[_Sentence]:
    times = found.times[block.index]
    measures = [q for q in found.quantities[block.index] if q.quantity.unit]
    for sentence in found.sentences[block.index]:
        words = tuple(
            Token(t.start + sentence.start, t.end + sentence.start, t.text)
            for t in tokens(block.text[sentence.start : sentence.end])
        )
        if not words:
            continue
        blocked = {
            k
            for k, t in enumerate(words)
            for x in times
            if (x.relation_start if x.relation_start is not None else x.start) <= t.start < x.end
        }
        blocked |= {k for k, t in enumerate(words) for q in measures if q.number_start <= t.start < q.end}
        predicates = tuple(
            p for p in find_predicates(words) if not any(k in blocked for k in range(p.first, p.last + 1))
        )
        yield _Sentence(
            block,
            sentence.start,
            sentence.end,
            words,
            predicates,
            clause_breaks(words, predicates),
            blocked,
            tuple(n for n in found.names[block.index] if sentence.start <= n.start < sentence.end),
        )


def _from_prose(found: Extraction, block: Block) -> Iterator[DraftClaim]:
    for number, sentence in enumerate(_sentences(found, block)):
        made = False
        for index, timex in enumerate(found.times[block.index]):
            if not sentence.start <= timex.start < sentence.end:
                continue
            draft = _of_time(found, sentence, timex, index)
            if draft is not None:
                made = made or timex.type is TimexType.DATE
                yield draft
        for index, quantity in enumerate(found.quantities[block.index]):
            if sentence.start <= quantity.start < sentence.end:
                yield _of_quantity(found, sentence, quantity, index)
        if not made and number == 0:
            yield from _under_date_heading(found, sentence)


def _of_time(found: Extraction, sentence: _Sentence, timex: Timex, index: int) -> DraftClaim | None:
    if timex.type in (TimexType.SET, TimexType.TIME):
        return None
    predicate = (
        None if _is_attributive(sentence.block.text, timex) else _governing(sentence, timex.start, timex.end, timex)
    )
    is_duration = timex.type is TimexType.DURATION
    kind = ClaimType.DURATION if is_duration else _date_type(sentence, timex, predicate)
    return _draft(
        found,
        sentence,
        predicate,
        kind,
        (timex.start, timex.end),
        timex=index,
        extractor=f"prose/{timex.pattern}",
    )


def _is_attributive(text: str, timex: Timex) -> bool:
    """`the 2019 survey`, `our August 2021 releases`: the time tells which one, not when something happened."""
    if timex.parts is None or timex.parts.day or timex.relation is not Relation.AT:
        return False
    before, after = text[max(0, timex.start - 8) : timex.start].lower(), text[timex.end : timex.end + 24]
    return bool(
        re.search(r"\b(?:the|our|its|their|a|an|this|his|her|first|second|last)\s\Z", before)
        and re.match(r"\s[a-zA-Z][a-z]+", after)
        and not re.match(
            r"\s(?:and|or|to|by|in|at|on|with|when|for|from|was|were|is|has|had|of|the|it|he|she|we|they)\b", after
        )
    )


_LAST_DATE = re.compile(
    r"\s+(?:as|is|was|for)\s+(?:the\s+)?(?:last|latest|final|closing)\s+(?:date|day|deadline)|\s+deadline\b"
)
_LEADS_DEADLINE = re.compile(
    r"(?:deadline|closing date|last day|final day|last date|due date|cut-?off(?: date)?|expiry date|expiration date|term|date set)\b[^.;]{0,60}\Z",
    re.I,
)


_DENIED = re.compile(
    r"(?:\b(?:no|not|never|cannot|nothing|nobody|neither)\b|n[’']t\b)(?!\s(?:only|later|just|before|after))[^.;,:]{0,70}\Z",
    re.I,
)


def _date_type(sentence: _Sentence, timex: Timex, predicate: PredicateMention | None) -> ClaimType:
    """Whether a date is the last one at which something may be done, or just when it happened."""
    text = sentence.block.text
    after = text[timex.end : timex.end + 40]
    before = text[sentence.start : timex.start]
    if _LAST_DATE.match(after) or _LEADS_DEADLINE.search(before):
        return ClaimType.DEADLINE
    known = predicate_class(predicate.name) if predicate else None
    if timex.relation is Relation.BY:
        return ClaimType.DEADLINE
    if timex.relation is Relation.BEFORE and known:
        return ClaimType.DEADLINE
    is_denied = bool(_DENIED.search(before))
    if timex.relation is Relation.UNTIL:
        return ClaimType.DATE if is_denied else ClaimType.DEADLINE  # what was not granted until May was granted then
    if timex.relation is Relation.AFTER and is_denied:
        return ClaimType.DEADLINE  # nothing is accepted after it
    if known and known.deadline and timex.relation in (Relation.AT, Relation.AFTER):
        return ClaimType.DEADLINE
    if known and known.name == "close" and re.search(r"\b(?:close|closes|will close|closing)\b", before):
        return ClaimType.DEADLINE
    return ClaimType.DATE


def _governing(sentence: _Sentence, start: int, end: int, timex: Timex | None = None) -> PredicateMention | None:
    """The predicate that a value belongs to: the cheapest by distance, clause boundaries, direction and form."""
    words = sentence.tokens
    first = next((k for k, t in enumerate(words) if t.end > start), 0)
    last = next((k for k in range(len(words) - 1, -1, -1) if words[k].start < end), first)
    fronted = timex is not None and all(
        words[k].text.lower()
        in (
            "on",
            "in",
            "at",
            "by",
            "from",
            "since",
            "until",
            "the",
            "before",
            "after",
            "during",
            "late",
            "early",
            "between",
            ",",
            "*",
            "of",
            "night",
            "morning",
            "around",
            "about",
            "only",
        )
        or k in sentence.blocked
        for k in range(first)
    )
    if timex is not None and re.match(
        r"\s+as\s+the\s+(?:last|latest|final)\s+(?:date|day|moment)\s+(?:by|on|for|at)\b", sentence.block.text[end:]
    ):
        # `fixed 3 May as the last day by which ...`: the deadline is of what follows
        return next((p for p in sentence.predicates if p.first > last), None)
    fronted = fronted or (timex is not None and _is_between_commas(words, first, last, sentence.blocked))
    best: tuple[float, PredicateMention] | None = None
    for predicate in sentence.predicates:
        if predicate.first <= last and predicate.last >= first:
            continue
        cost = _cost(sentence, predicate, first, last, fronted)
        if best is None or cost < best[0]:
            best = (cost, predicate)
    return best[1] if best and best[0] < _MAX_COST else None


def _is_between_commas(words: Sequence[Token], first: int, last: int, blocked: set[int]) -> bool:
    """`In a bold move, on 3 May 1990, the company agreed`: a time set off by commas belongs to what follows."""
    start = first
    while start > 0 and start - 1 in blocked:
        start -= 1
    if start > 0 and words[start - 1].text.lower() in ("on", "in", "at"):
        start -= 1
    return start > 0 and words[start - 1].text == "," and last + 1 < len(words) and words[last + 1].text == ","


def _cost(sentence: _Sentence, predicate: PredicateMention, first: int, last: int, fronted: bool) -> float:
    breaks = sentence.breaks
    if predicate.last < first:
        between = first - predicate.last - 1
        crossed = breaks[first] - breaks[predicate.last]
        cost = float(between) + 7.0 * crossed
    else:
        between = predicate.first - last - 1
        crossed = breaks[predicate.first] - breaks[last]
        cost = between * (0.5 if fronted else 1.0) + 7.0 * crossed + (0.0 if fronted else 14.0)
    if predicate.form is Form.NOUN:
        cost += 4.0 if not fronted else 6.0
    if predicate.form is Form.PHRASE:
        cost -= 1.0
    if not predicate.known:
        cost += 1.5
    return cost


def _draft(
    found: Extraction,
    sentence: _Sentence,
    predicate: PredicateMention | None,
    kind: ClaimType,
    value: tuple[int, int],
    *,
    timex: int | None = None,
    time_block: int | None = None,
    quantity: int | None = None,
    measure: str = "",
    extractor: str,
    headed: bool = False,
) -> DraftClaim:
    block, words = sentence.block, sentence.tokens
    theme: Phrase | None = None
    other: Phrase | None = None
    if predicate is not None:
        theme, other = theme_of(words, predicate, sentence.predicates, sentence.blocked)
        name, shown = predicate.name, block.text[words[predicate.first].start : words[predicate.last].end]
        marks = [words[predicate.first].start, words[predicate.last].end]
    else:
        theme = _phrase_before(sentence, value[0])
        name, shown, marks = "", "", []
    if theme is not None:
        marks += [words[theme.first].start, words[theme.last - 1].end]
    start, end = min([value[0], *marks]), max([value[1], *marks])
    clause = block.text[start:end]
    lead = block.text[sentence.start : start]
    group = head_group(words, theme) if theme else None
    subject = block.text[words[theme.first].start : words[theme.last - 1].end] if theme else ""
    in_theme = _names_within(sentence, words[theme.first].start, words[theme.last - 1].end) if theme else ()
    in_other = _names_within(sentence, words[other.first].start, words[other.last - 1].end) if other else ()
    near = tuple(
        n.text
        for n in sentence.names
        if _same_clause(sentence, n.start, predicate, value) and n.text not in in_theme and n.text not in in_other
    )
    return DraftClaim(
        block=block.index,
        start=start,
        end=end,
        value_start=value[0],
        value_end=value[1],
        type=kind,
        timex=timex,
        time_block=time_block,
        quantity=quantity,
        predicate=name,
        predicate_words=shown,
        measure=measure,
        subject=subject,
        subject_names=in_theme,
        names=(*in_theme, *in_other, *near),
        inherited=_inherited(found, block),
        subject_stems=stems_of(words, group) if group else (),
        context=_context(sentence, start, end),
        modality=modality_of(lead, block.text[start : min(sentence.end, end + 24)]),
        occurrence=occurrence_of(clause),
        scope=_scope(found, block, _context(sentence, start, end)),
        headed=headed,
        extractor=extractor,
    )


def _phrase_before(sentence: _Sentence, at: int) -> Phrase | None:
    """The noun phrase that a bare time hangs on: `the Treaty of Utrecht in 1713`, `the mill of 1874`."""
    words = sentence.tokens
    last = next((k for k, t in enumerate(words) if t.end > at), len(words))
    end = last
    while end > 0 and (
        end - 1 in sentence.blocked
        or words[end - 1].text.lower() in ("in", "of", "on", "from", "the", "(", ",", "since")
    ):
        end -= 1
    copula = end
    while copula > 0 and (
        words[copula - 1].text.lower() in AUXILIARIES
        or words[copula - 1].text.lower()
        in ("about", "some", "nearly", "measures", "measured", "just", "exactly", "around")
    ):
        copula -= 1
    if (
        copula < end
        and copula > 0
        and any(
            words[k].text.lower() in BE or words[k].text.lower() in ("measures", "measured") for k in range(copula, end)
        )
    ):
        # `the main span of the bridge is 384 metres long`: the subject of the copula
        probe = PredicateMention(first=copula, last=copula, name="", form=Form.VERB)
        found = subject_of(words, probe, sentence.predicates, sentence.blocked)
        if found is not None:
            return found
    first = end
    while (
        first > 0
        and end - first < 8
        and words[first - 1].text not in ",.;:()—–"
        and words[first - 1].text.lower()
        not in ("and", "that", "which", "was", "is", "were", "by", "to", "with", "in", "from")
    ):
        first -= 1
    return Phrase(first, end) if first < end else None


def _names_within(sentence: _Sentence, start: int, end: int) -> tuple[str, ...]:
    return tuple(n.text for n in sentence.names if start <= n.start < end)


def _same_clause(sentence: _Sentence, at: int, predicate: PredicateMention | None, value: tuple[int, int]) -> bool:
    """Whether a name stands close enough to take part: in the clause of the predicate or of the value."""
    k = next((k for k, t in enumerate(sentence.tokens) if t.end > at), 0)
    anchors = [next((n for n, t in enumerate(sentence.tokens) if t.end > value[0]), 0)]
    if predicate is not None:
        anchors.append(predicate.first)
    return any(abs(sentence.breaks[k] - sentence.breaks[a]) == 0 for a in anchors)


def _context(sentence: _Sentence, start: int, end: int) -> tuple[str, ...]:
    """The content stems of the clause, widened to its neighbours inside the clause boundary."""
    words = sentence.tokens
    inside = [k for k, t in enumerate(words) if start <= t.start < end]
    if not inside:
        return ()
    low, high = inside[0], inside[-1]
    while low > 0 and sentence.breaks[low - 1] == sentence.breaks[inside[0]]:
        low -= 1
    while high + 1 < len(words) and sentence.breaks[high + 1] == sentence.breaks[inside[-1]]:
        high += 1
    if low > 0 and words[low - 1].text == ":":
        low = 0  # a lead-in before a colon goes with what it leads to
    text = " ".join(words[k].text for k in range(low, high + 1) if k not in sentence.blocked)
    return content_words(text)


def _inherited(found: Extraction, block: Block) -> tuple[str, ...]:
    """Names that the block stands under, nearest first: headings, then the title."""
    names: list[str] = []
    for index in reversed(block.headings):
        names.extend(n.text for n in found.names[index])
    title = found.document.title
    if title is not None and title.index != block.index:
        names.extend(n.text for n in found.names[title.index])
    for other in found.document.blocks:
        if other.kind is BlockKind.FRONT_MATTER and other.key.lower() == "title":
            names.extend(n.text for n in found.names[other.index])
    return tuple(dict.fromkeys(names))


# --- quantities -------------------------------------------------------------------------------------------------------

_MEASURE_BEFORE = re.compile(
    r"(?P<measure>(?:[a-z-]+\s){0,2}[a-z-]{3,})\s(?:of|is|was|are|were|measures|measured|reached|stood at|stands at|rose to|fell to|totals|totalled|numbered|at)\s(?:[a-z]+\s){0,2}\Z"
)
_MEASURE_AFTER = re.compile(
    r"\s?(?:in\s)?(?P<measure>high|tall|long|wide|deep|thick|height|length|width|depth|breadth|old|in diameter|above|below|per\s[a-z]+|of\s(?:the\s)?[a-z-]+)"
)
_MEASURES = {
    "high": "height", "tall": "height", "long": "length", "wide": "width", "deep": "depth", "thick": "thickness",
    "breadth": "width", "in diameter": "diameter",
}  # fmt: skip


def _of_quantity(found: Extraction, sentence: _Sentence, mention: QuantityMention, index: int) -> DraftClaim:
    text = sentence.block.text
    before, after = text[sentence.start : mention.start].lower(), text[mention.end : mention.end + 40].lower()
    measure = mention.quantity.thing
    if not measure:
        match = _MEASURE_AFTER.match(after)
        if match and (
            match["measure"] in _MEASURES or not match["measure"].startswith(("of", "per", "above", "below", "old"))
        ):
            measure = _MEASURES.get(match["measure"], match["measure"])
        elif found_before := _MEASURE_BEFORE.search(before):
            measure = (content_words(found_before["measure"]) or ("",))[-1]
        elif match and match["measure"].startswith("of "):
            measure = (content_words(match["measure"]) or ("",))[-1]
    predicate = _governing(sentence, mention.start, mention.end)
    return _draft(
        found,
        sentence,
        predicate,
        ClaimType.QUANTITY,
        (mention.start, mention.end),
        quantity=index,
        measure=measure,
        extractor=f"prose/{mention.pattern}",
    )


# --- structure --------------------------------------------------------------------------------------------------------


def _under_date_heading(found: Extraction, sentence: _Sentence) -> Iterator[DraftClaim]:
    """The main event of the first sentence under a date heading, when the sentence has no time of its own."""
    block = sentence.block
    if not block.headings or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or not sentence.predicates:
        return
    if any(
        b.headings == block.headings and b.kind is block.kind and b.index < block.index
        for b in found.document.blocks[max(0, block.index - 8) : block.index]
    ):
        return
    heading = found.document.blocks[block.headings[-1]]
    dated = [
        (n, t) for n, t in enumerate(found.times[heading.index]) if t.type is TimexType.DATE and t.parts and t.parts.day
    ]
    if len(dated) != 1 or not is_date_heading(heading.text, dated[0][1]):
        return
    verbs = [p for p in sentence.predicates if p.form is not Form.NOUN] or list(sentence.predicates)
    predicate = verbs[0]
    words = sentence.tokens
    yield _draft(
        found,
        sentence,
        predicate,
        ClaimType.DATE,
        (words[predicate.first].start, words[predicate.last].end),
        timex=dated[0][0],
        time_block=heading.index,
        extractor="heading",
        headed=True,
    )


def is_date_heading(text: str, timex: Timex) -> bool:
    """Whether a heading is a date, alone or with a short title behind or before a colon or dash."""
    rest = (text[: timex.start] + " " + text[timex.end :]).strip(" :–—-.,·|")
    return not rest or bool(re.match(r"\s*(?:[:–—-]|$)", text[timex.end :])) or timex.start == 0


def _labels(found: Extraction, block: Block) -> tuple[list[str], list[int]]:
    """The texts that head a cell or pair, nearest first, and the indices of their blocks."""
    blocks = found.document.blocks
    if block.table is None:
        return [block.key], []
    heads = [*block.table.row_heads, *block.table.column_heads]
    if block.table.caption is not None:
        heads.append(block.table.caption)
    return [blocks[k].text for k in heads], heads


_NO_FACTS = re.compile(
    r"(?:^|\.)(?:title|description|slug|url|tags?|summary|keywords|layout|permalink|aliases|categories|section|id|path|image)\Z",
    re.I,
)
_DATE_KEYS = re.compile(
    r"(?:^|\.)(?:date|published|updated|lastmod|last_modified|modified|created|time|datetime|issued|pubdate|revised)\w*\Z",
    re.I,
)


def _from_pair(found: Extraction, block: Block) -> Iterator[DraftClaim]:
    if block.kind is BlockKind.FRONT_MATTER and _NO_FACTS.search(block.key):
        return
    if (
        block.kind is BlockKind.FRONT_MATTER
        and _DATE_KEYS.search(block.key.replace("article:", "").replace("_time", ""))
        and "_date" not in block.key
    ):
        return
    if _is_prose(block):
        yield from _from_prose(found, block)
        return
    yield from _labelled(found, block, [block.key.replace("_", " ").replace("meta.", "")], [], "pair")


def _is_prose(block: Block) -> bool:
    """Whether a cell or value is a text of its own: an answer to a question, a paragraph in a table."""
    return (
        len(block.text) > 70
        and bool(re.search(r"[a-z]\s[a-z]+\s[a-z]", block.text))
        and (bool(re.search(r"[.!?](?:\s|$)", block.text)) or len(block.text) > 140)
    )


def _from_cell(found: Extraction, block: Block) -> Iterator[DraftClaim]:
    assert block.table is not None
    if block.table.head:
        return
    if _is_prose(block):
        yield from _from_prose(found, block)
        return
    labels, heads = _labels(found, block)
    yield from _labelled(found, block, labels, heads, "table")
    yield from _dated_row(found, block)


def _dated_row(found: Extraction, block: Block) -> Iterator[DraftClaim]:
    """A row of a timeline: a date cell, and beside it a cell that tells what happened."""
    assert block.table is not None
    places = [(k, found.document.blocks[k].table) for k in block.table.row_heads]
    heads = [k for k, place in places if place is not None and place.column == 0]
    for head in heads:
        text = found.document.blocks[head].text
        dated = [(n, t) for n, t in enumerate(found.times[head]) if t.type is TimexType.DATE]
        if len(dated) != 1 or len(dated[0][1].text) < 0.7 * len(text.strip(" .:*")):
            continue
        for sentence in _sentences(found, block):
            if not sentence.predicates:
                return
            verbs = [p for p in sentence.predicates if p.form is not Form.NOUN] or list(sentence.predicates)
            words = sentence.tokens
            yield _draft(
                found,
                sentence,
                verbs[0],
                ClaimType.DATE,
                (words[verbs[0].first].start, words[verbs[0].last].end),
                timex=dated[0][0],
                time_block=head,
                extractor="timeline",
                headed=True,
            )
            return


def _labelled(
    found: Extraction, block: Block, labels: Sequence[str], heads: Sequence[int], how: str
) -> Iterator[DraftClaim]:
    """Claims of a cell or pair: its labels tell predicate and measure, the value is its own."""
    text = block.text
    label = " ".join(labels)
    label_stems = tuple(s for part in labels for s in content_words(part))
    predicate = next((p for part in labels if (p := predicate_of_words(part))), "")
    head_names = tuple(n.text for k in heads for n in found.names[k])
    own_names = tuple(n.text for n in found.names[block.index])
    inherited = _inherited(found, block)
    shared = {
        "block": block.index,
        "start": 0,
        "end": len(text),
        "predicate": predicate or "-".join(label_stems[:3]),
        "predicate_words": label,
        "subject": "",
        "subject_names": head_names,
        "names": (*head_names, *own_names),
        "inherited": inherited,
        "subject_stems": tuple(s for s in label_stems if not predicate or not _says(s, predicate)),
        "scope": _scope(found, block, (*label_stems, *content_words(text))),
        "occurrence": occurrence_of(label),
        "extractor": how,
    }
    sentences = list(_sentences(found, block)) if len(text) > 60 else []
    for index, timex in enumerate(found.times[block.index]):
        if timex.type in (TimexType.SET, TimexType.TIME):
            continue
        if sentences and timex.start > 40:
            home = next((s for s in sentences if s.start <= timex.start < s.end), None)
            if home and home.predicates:
                draft = _of_time(found, home, timex, index)
                if draft:
                    yield draft
                continue
        deadline = timex.relation in _DEADLINE_RELATIONS or bool(
            _LEADS_DEADLINE.search(label)
            or re.search(r"\b(?:until|closes?|closing|deadline|due|expires?|by|end of|ends|valid)\b", label, re.I)
        )
        kind = (
            ClaimType.DURATION
            if timex.type is TimexType.DURATION
            else ClaimType.DEADLINE
            if deadline
            else ClaimType.DATE
        )
        yield DraftClaim(
            value_start=timex.start,
            value_end=timex.end,
            type=kind,
            timex=index,
            modality=modality_of(label, text[:80]) if len(text) < 90 else Modality.ASSERTED,
            context=(*label_stems, *content_words(_without(text, timex.start, timex.end))),
            **shared,  # type: ignore[arg-type]
        )
    for index, mention in enumerate(found.quantities[block.index]):
        if (mention.pattern == "bare" and _is_code(label)) or _is_one_of_many(
            text, mention, found.quantities[block.index]
        ):
            continue
        measure = (
            mention.quantity.thing
            if mention.pattern == "count" and mention.start > 0 and not labels
            else _measure_of(label_stems, mention)
        )
        yield DraftClaim(
            value_start=mention.start,
            value_end=mention.end,
            type=ClaimType.QUANTITY,
            quantity=index,
            measure=measure,
            modality=modality_of(label, text[:60]),
            context=(*label_stems, *content_words(_without(text, mention.start, mention.end))),
            **shared,  # type: ignore[arg-type]
        )


def _scope(found: Extraction, block: Block, stems: Sequence[str]) -> tuple[str, ...]:
    """The scope of a clause; a series that it does not name itself is inherited from the nearest heading that does."""
    own = list(scope_of(stems))
    named = {item.split(":")[0] for item in own}
    for index in reversed(block.headings[-2:]):
        for item in scope_of(content_words(found.document.blocks[index].text)):
            if item.split(":")[0] not in named:
                own.append(item)
        named |= {item.split(":")[0] for item in own}
    return tuple(sorted(own))


def _says(label_stem: str, predicate: str) -> bool:
    """Whether a word of a label is the predicate's own word (`Opened`, `Date of opening`) and names no thing."""
    return (
        label_stem in ("date", "day", "time", "deadline", "last", "final")
        or predicate_of_words(label_stem) == predicate
    )


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + " " + text[end:]


def _is_one_of_many(text: str, mention: QuantityMention, all_of_it: Sequence[QuantityMention]) -> bool:
    """Whether a cell holds several measures of one unit side by side, so that its label tells not which is which."""

    def outside(m: QuantityMention) -> bool:
        return text.count("(", 0, m.start) == text.count(")", 0, m.start)

    alike = [
        m
        for m in all_of_it
        if m.quantity.unit == mention.quantity.unit and m.quantity.thing == mention.quantity.thing and m.quantity.unit
    ]
    return len([m for m in alike if outside(m) is outside(mention)]) > 1


def _is_code(label: str) -> bool:
    """Whether a label is of numbers that count nothing: a reference, a telephone, an order in a list."""
    return bool(
        re.search(
            r"\b(?:number|no|nr|id|code|ref|reference|phone|tel|telephone|fax|isbn|issn|entry|weight|order|rank|page|room|line|version|zip|postcode|serial|structure number)\b\.?\Z",
            label.strip(),
            re.I,
        )
    )


def _measure_of(label_stems: Sequence[str], mention: QuantityMention) -> str:
    return mention.quantity.thing or (label_stems[-1] if label_stems else "")
