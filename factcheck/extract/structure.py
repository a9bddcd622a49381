"""Extract, part: draft claims of table cells, `key: value` pairs, front matter and rows of a timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.extract.action_items import is_task_of_row_head, of_action_row
from factcheck.extract.chronicle import named_by_event
from factcheck.extract.clauses import clauses_of, inherited_names
from factcheck.extract.dated_entries import Entry, is_coarse, of_entry, tense_of
from factcheck.extract.draft_of_value import draft_of
from factcheck.extract.label_dates import as_told, is_handed_in, is_only_dated, told_by_label
from factcheck.extract.label_heads import heads_of_label, with_head_last
from factcheck.extract.label_lines import is_answer
from factcheck.extract.label_lists import entries_of_value
from factcheck.extract.labelled_statements import beside_time
from factcheck.extract.last_days import is_deadline_label
from factcheck.extract.pair_labels import names_event, of_event_row, of_label, with_task_of_value
from factcheck.extract.periods import end_of_period
from factcheck.extract.predicates import Form, predicate_of_words
from factcheck.extract.prose import from_prose
from factcheck.extract.prose_times import of_time
from factcheck.extract.row_heads import is_clock, is_row_head, is_row_number, thing_of_column
from factcheck.extract.set_acts import given_in_cell
from factcheck.extract.standing_rules import is_slot_of_week
from factcheck.extract.statement_words import is_superlative, statement_words
from factcheck.extract.task_labels import (
    LabelMatter,
    is_last_day,
    matter_of_label,
    scope_of_task,
    texts_above,
)
from factcheck.extract.terms import head_of_term
from factcheck.extract.wording import modality_in_cell, modality_of, occurrence_of, scope_of_label
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, QuantityMention
from factcheck.model.time import Relation, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.record_keys import spoken_key
from factcheck.values.words import content_words, is_generic_head, is_measure_word, stem

_IDLE = frozenset(stem(w) for w in ["date", "first", "actual", "current", "official", "original", "exact", "when"])
"""Words of a label that name nothing."""
_DEADLINE_RELATIONS = frozenset({Relation.BY, Relation.BEFORE, Relation.UNTIL})


def _labels(found: Extraction, block: Block) -> tuple[list[str], list[int]]:
    """The texts that head a cell or pair, nearest first, and the indices of their blocks."""
    if block.table is None:
        return [block.key], []
    columns = [k for k in block.table.column_heads if not _is_idle(found, block, k)]
    heads = [*block.table.row_heads, *columns]
    if block.table.caption is not None:
        heads.append(block.table.caption)
    return [_without_times(found, k) for k in heads], heads


def _is_idle(found: Extraction, block: Block, head: int) -> bool:
    """Whether a column's head tells nothing beside the row's: `Value`, `Amount`."""
    assert block.table is not None
    return bool(block.table.row_heads) and is_generic_head(found.document.blocks[head].text)


def _without_times(found: Extraction, index: int) -> str:
    """The text of a head without the dates and hours in it, which are no words for what is told."""
    text = found.document.blocks[index].text
    for timex in reversed(found.times[index]):
        if timex.type in (TimexType.DATE, TimexType.TIME) and timex.parts is not None:
            text = text[: timex.start] + text[timex.end :]
    return text.strip()


_NO_FACTS = pattern_of(
    r"(?:^|\.)(?:title|description|slug|url|tags?|summary|keywords|layout|permalink|aliases|categories|section|id|path|image)\Z",
    re.I,
)


_DATE_KEYS = pattern_of(
    r"(?:^|\.)(?:date|published|updated|lastmod|last_modified|modified|created|time|datetime|issued|pubdate|revised)\w*\Z",
    re.I,
)


def from_pair(found: Extraction, block: Block) -> Iterator[DraftClaim]:
    if block.kind is BlockKind.FRONT_MATTER and _NO_FACTS.search(block.key):
        return
    if (
        block.kind is BlockKind.FRONT_MATTER
        and _DATE_KEYS.search(block.key.replace("article:", "").replace("_time", ""))
        and "_date" not in block.key
    ):
        yield from _document_date(found, block)
        return
    is_told = is_answer(found, block) or (block.kind is BlockKind.KEY_VALUE and _is_clause(found, block))
    if _is_prose(block) or is_told:
        yield from from_prose(found, block)
        return
    yield from _labelled(found, block, [spoken_key(block.key).replace("meta.", "")], [], "pair")


DOCUMENT_DATE = "front-matter/date"
"""The extractor of the claim that the document itself was published or changed on a day."""


def _document_date(found: Extraction, block: Block) -> Iterator[DraftClaim]:
    """When the document was published or changed: listed, but compared with nothing, since it dates no event that it tells of."""
    for index, timex in enumerate(found.times[block.index]):
        if timex.type in (TimexType.DATE, TimexType.TIME):
            yield DraftClaim(
                block=block.index,
                start=0,
                end=len(block.text),
                value_start=timex.start,
                value_end=timex.end,
                type=ClaimType.DATE,
                timex=index,
                predicate="release",
                predicate_words=block.key,
                said=block.key,
                inherited=inherited_names(found, block),
                extractor=DOCUMENT_DATE,
            )
            return


def _is_prose(block: Block) -> bool:
    """Whether a cell or value is a text of its own: an answer to a question, a paragraph in a table."""
    return (
        len(block.text) > 70
        and bool(re.search(r"[a-z]\s[a-z]+\s[a-z]", block.text))
        and (bool(re.search(r"[.!?](?:\s|$)", block.text)) or len(block.text) > 140)
    )


_CLAUSE = pattern_of(r"(?:[Tt]he|[Aa]n?|[Oo]ur|[Yy]our|[Aa]ll|[Ww]e)\s[a-z][^:;]{12,}\.\Z")


def _is_clause(found: Extraction, block: Block) -> bool:
    """Whether a value is a whole sentence of its own: `Warning: the pool closes on 3 May.`"""
    if not _CLAUSE.match(block.text):
        return False
    first = next(iter(clauses_of(found, block)), None)
    verbs = [p for p in first.predicates if p.form is Form.VERB] if first is not None else []
    return first is not None and any(first.grammar.subject(p.first) is not None for p in verbs)


def from_cell(found: Extraction, block: Block) -> Iterator[DraftClaim]:
    assert block.table is not None
    if block.table.head or is_row_head(found, block):
        return
    if any(_NO_FACTS.search(found.document.blocks[k].text) for k in block.table.column_heads):
        return
    if _is_prose(block):
        yield from from_prose(found, block)
        return
    labels, heads = _labels(found, block)
    if any([_TITLES.fullmatch(found.document.blocks[k].text.strip(" :*")) for k in block.table.column_heads]):
        yield from _worded(found, block, labels, heads, "table")
        return
    if (
        block.table.column == 0
        and not any(c.isalpha() for c in block.text)
        and (_is_code(" ".join(labels)) or _SERIES.fullmatch(" ".join(labels).strip()))
    ):
        return  # the number of a row: a rank, an entry
    if is_row_number(found, block):
        return
    if (
        block.table.column == 0
        and re.fullmatch(r"\d{4}", block.text.strip())
        and " ".join(labels).strip().lower() == "year"
    ):
        return  # the year that a row is of
    thing = thing_of_column(found, block)
    for draft in _labelled(found, block, labels, heads, "table"):
        yield replace(draft, shown=thing, shown_start=-1, said=_row_label(found, block)) if thing else draft
    yield from _dated_row(found, block)


def _row_label(found: Extraction, block: Block) -> str:
    return found.document.blocks[block.table.row_heads[0]].text.strip(" :*") if block.table is not None else ""


def _dated_row(found: Extraction, block: Block) -> Iterator[DraftClaim]:
    """A row of a timeline: a date cell, and beside it a cell that tells what happened."""
    assert block.table is not None
    places = [(k, found.document.blocks[k].table) for k in block.table.row_heads]
    heads = [k for k, place in places if place is not None and place.column == 0]
    for head in heads:
        text = found.document.blocks[head].text
        dated = [
            (n, t)
            for n, t in enumerate(found.times[head])
            if t.type is TimexType.DATE or (t.type is TimexType.TIME and t.parts and (t.parts.day or t.parts.weekday))
        ]
        if len(dated) != 1 or len(dated[0][1].text) < 0.7 * len(text.strip(" .:*")):
            continue
        yield from _told_in_row(found, block, head, dated[0][0])


def _told_in_row(found: Extraction, block: Block, head: int, timex: int) -> Iterator[DraftClaim]:
    """The main event of a row of a timeline; of a year or month also those of its further sentences without a time."""
    entry, tense = Entry(head, timex, "timeline", True), ""
    for number, sentence in enumerate(clauses_of(found, block)):
        told = tense_of(sentence)
        if number:
            draft = of_entry(found, sentence, entry) if told and told == tense else None
            if draft is not None:
                yield draft
            continue
        if not sentence.predicates:
            return
        verbs = [p for p in sentence.predicates if p.form is not Form.NOUN] or list(sentence.predicates)
        words = sentence.tokens
        draft = draft_of(
            found,
            sentence,
            verbs[0],
            ClaimType.DATE,
            (words[verbs[0].first].start, words[verbs[0].last].end),
            timex=timex,
            time_block=head,
            extractor="timeline",
            headed=True,
        )
        yield named_by_event(draft, sentence)
        if not is_coarse(found.times[head][timex]):
            return
        tense = told


def _labelled(
    found: Extraction, block: Block, labels: Sequence[str], heads: Sequence[int], how: str
) -> Iterator[DraftClaim]:
    """Claims of a cell or pair: the times and quantities in it, else its words as they stand."""
    made = False
    for draft in _valued(found, block, labels, heads, how):
        made = True
        yield draft
    if not made or (found.names[block.index] and any(predicate_of_label(part) for part in labels)):
        yield from _worded(found, block, labels, heads, how)
    if how == "table":
        yield from given_in_cell(found, block, _names_of_heads(found, block, heads))


def _names_of_heads(found: Extraction, block: Block, heads: Sequence[int]) -> tuple[str, ...]:
    """The names in the heads of a cell. Beside a row head of plain words, a column head of one word is no name."""
    rows = block.table.row_heads if block.table is not None else ()
    words = any(c.isalnum() for k in rows for c in found.document.blocks[k].text)
    named = any(found.names[k] for k in rows)
    return tuple(
        n.text
        for k in heads
        for n in found.names[k]
        if (k in rows or named or not words or len(n.text.split()) > 1) and not is_measure_word(n.text)
    )


def _columns_first(found: Extraction, block: Block, labels: Sequence[str]) -> tuple[list[str], list[str]]:
    """The labels in the order in which they tell what is said (of a cell its column, then a row head that is no name), and the columns'."""
    if block.table is None:
        return list(labels), list(labels)
    rows, columns = block.table.row_heads, block.table.column_heads
    own = [_without_times(found, k) for k in columns if not _is_idle(found, block, k)]
    others = [_without_times(found, k) for k in rows if not found.names[k]]
    caption = [_without_times(found, block.table.caption)] if block.table.caption is not None else []
    return [*own, *others, *caption], own


_UNIT_BESIDE = pattern_of(r"[(\[](?:[^\W\d_]{1,3}[²³]?|%|[€$£¥]|€?[mk]?n?|[^\W\d_]{1,4}/[^\W\d_]{1,4})[)\]]")
"""A unit in brackets behind what a label names: `Vineyards (ha)`."""


def _valued(
    found: Extraction, block: Block, labels: Sequence[str], heads: Sequence[int], how: str
) -> Iterator[DraftClaim]:
    """Claims of a cell or pair: its labels tell predicate and measure, the value is its own."""
    text = block.text
    label = " ".join(labels)
    label_stems = tuple(s for part in labels for s in content_words(_UNIT_BESIDE.sub(" ", part)) or content_words(part))
    columns, named = _columns_first(found, block, labels)
    predicate = next((p for part in columns if (p := predicate_of_words(part))), "")
    head_names = _names_of_heads(found, block, heads)
    own_names = tuple(n.text for n in found.names[block.index])
    inherited = inherited_names(found, block)
    shared = {
        "block": block.index,
        "start": 0,
        "end": len(text),
        "predicate": predicate or "-".join([s for part in named for s in content_words(part)][:3] or label_stems[:3]),
        "predicate_words": label,
        "said": _said_by_labels(found, block, labels),
        "subject": "",
        "subject_names": head_names,
        "names": (*head_names, *own_names),
        "inherited": inherited,
        "subject_stems": with_head_last(
            [s for s in label_stems if s not in _IDLE and (not predicate or not _says(s, predicate))], labels
        ),
        "scope": scope_of_label(found, block, " ; ".join(labels)),
        "occurrence": occurrence_of(label),
        "extractor": how,
    }
    sentences = list(clauses_of(found, block)) if len(text) > 30 else []
    entries = _entries(found, block, label) if how == "pair" else {}
    is_event = how == "pair" and names_event(label, predicate)
    for index, timex in enumerate(found.times[block.index]):
        if timex.type in (TimexType.SET, TimexType.TIME) or is_last_day(timex) or _is_code(label):
            continue  # `Ref: CW/2025-01`: a file's number
        if how == "pair" and is_slot_of_week(found, block, timex):
            continue
        if timex.type is TimexType.DURATION and text[: timex.start].endswith(("/", "_")):
            continue  # `redirect: /2years`: a path
        if timex.type is TimexType.DURATION and any(
            [q.start < timex.start < q.end for q in found.quantities[block.index]]
        ):
            continue  # `£36 a year`
        if sentences and timex.start > 40:
            home = next((s for s in sentences if s.start <= timex.start < s.end), None)
            if home and home.predicates:
                draft = of_time(found, home, timex, index)
                if draft:
                    yield of_label(draft, block) if how == "pair" else draft
                continue
        told = told_by_label(found, block, labels, timex, text)
        deadline = (
            told.is_limit
            if told is not None
            else timex.relation in _DEADLINE_RELATIONS
            or any([is_deadline_label(part) for part in columns or [label]])
            or (how == "pair" and timex.until is None and is_handed_in(found, block, label))
        )
        kind = (
            ClaimType.DURATION
            if timex.type is TimexType.DURATION
            else ClaimType.DEADLINE
            if deadline
            else ClaimType.DATE
        )
        draft = DraftClaim(
            value_start=timex.start,
            value_end=timex.end,
            type=kind,
            timex=index,
            measure=head_of_term(label_stems) if kind is ClaimType.DURATION else "",
            modality=modality_in_cell(found, block, sentences, label, kind, (timex.start, timex.end), timex=index),
            context=(*label_stems, *content_words(_without(text, timex.start, timex.end))),
            **shared,  # type: ignore[arg-type]
        )
        matter = None
        if kind is ClaimType.DEADLINE:
            matter = matter_of_label(_every_label(found, block, labels), texts_above(found, block))
        if told is not None and (matter is None or not (matter.task and matter.thing)):
            draft = as_told(draft, told)
        elif kind is ClaimType.DEADLINE:
            draft = draft if matter is None else _for_task(draft, matter)
            if told is None:
                draft = with_task_of_value(draft, block, text[: timex.start])
        if kind is ClaimType.DEADLINE:
            draft = replace(draft, scope=scope_of_task(draft.scope, label, texts_above(found, block)))
        if told is None and kind is ClaimType.DATE and is_only_dated(found, block, predicate):
            draft = replace(draft, predicate="date")
        elif is_event and (draft.type is ClaimType.DATE or kind is ClaimType.DURATION):
            draft = replace(draft, shown=label, shown_start=-1)
        if how == "table" and block.table is not None:
            draft = of_action_row(found, block, draft)
            draft = of_event_row(draft, [found.document.blocks[k].text for k in block.table.row_heads])
        yield _of_entry(draft, entries)
        if timex.until is not None and (last := end_of_period(draft, timex, None, labels[0] if labels else "")):
            yield last
    for index, mention in enumerate(found.quantities[block.index]):
        is_told_apart = mention.start in entries or not _is_one_of_many(text, mention, found.quantities[block.index])
        if (mention.pattern == "bare" and _is_code(label)) or not is_told_apart:
            continue
        if (
            mention.pattern == "bare"
            and _NEEDED.search(label)
            and _ENDS_IN_ZERO.search(text, mention.start, mention.end)
        ):
            continue  # `Minimum Python: 3.10`
        if _SIDE.search(text, max(0, mention.start - 4), mention.start):
            continue  # the last side of `330 × 330 × 370 mm`
        if "." in text and not mention.quantity.unit and is_clock(found, block, mention.start, mention.end):
            continue
        measure = (
            mention.quantity.thing
            if mention.pattern == "count" and mention.start > 0 and not labels
            else _measure_of(label_stems, _measuring(found, block, labels), mention)
        )
        draft = DraftClaim(
            value_start=mention.start,
            value_end=mention.end,
            type=ClaimType.QUANTITY,
            quantity=index,
            measure=measure,
            modality=Modality.SUPERSEDED
            if _is_former(text, mention.start)
            else modality_in_cell(
                found, block, sentences, label, ClaimType.QUANTITY, (mention.start, mention.end), quantity=index
            ),
            context=(*label_stems, *content_words(_without(text, mention.start, mention.end))),
            **shared,  # type: ignore[arg-type]
        )
        if is_event and found.times[block.index]:
            draft = replace(draft, shown=label, shown_start=-1)  # `Webinar: 14 October, 45 minutes, 200 seats`
        yield _of_entry(draft, entries)
    yield from beside_time(found, block, predicate, shared)


def _entries(found: Extraction, block: Block, label: str) -> dict[int, str]:
    """What each figure and time of a pair is of, where its value is a list of entries."""
    if ";" not in block.text and "," not in block.text and block.key[-1:] != "s":
        return {}
    starts = [t.start for t in found.times[block.index]] + [q.start for q in found.quantities[block.index]]
    return entries_of_value(label, block.text, sorted(starts), found.names[block.index])


def _of_entry(draft: DraftClaim, entries: Mapping[int, str]) -> DraftClaim:
    """The draft of a pair as one of its entry, where it stands in a list of them."""
    entry = entries.get(draft.value_start, "")
    if not entry:
        return draft
    return replace(draft, shown=entry, subject_stems=(*content_words(entry), *draft.subject_stems))


def _every_label(found: Extraction, block: Block, labels: Sequence[str]) -> list[str]:
    """The labels of a cell or pair: of a cell its column heads first, then its row heads and the caption."""
    if block.table is None:
        return list(labels)
    own = [_without_times(found, k) for k in block.table.column_heads]
    return [*own, *(label for label in labels if label not in own)]


_NEEDED = pattern_of(r"(?:\b[Mm]in(?:imum)?\.?|\b[Rr]equires?|\b[Rr]equired|\b[Tt]ested (?:on|with))\s[A-Z][\w.+#-]*\Z")
"""A label of the version of a product that is needed."""
_TITLES = pattern_of(r"(?:title|subject|topic|talk|lecture|film|song|work|book)s?(?:\sof\sthe\s\w+)?", re.I)
"""Heads of columns that hold titles, whose words claim nothing: `A century of meteor counts`."""
_SIDE = pattern_of(r"\d\s?[x×]\s?\Z")
_SERIES = pattern_of(r"(?:\w+\s)?(?:series|releases?|branch|build|line|edition|issues?|tickets?|bugs?|pr)", re.I)
"""Heads of a first column whose figures are versions: `Series` | `4.8`."""
_ENDS_IN_ZERO = pattern_of(r"\.\d*0\Z")
_DAY_WORDS = frozenset(["date", "day", "time", "deadlin"])


def _for_task(draft: DraftClaim, matter: LabelMatter) -> DraftClaim:
    """The draft of a last day with the task of its label as predicate, and without the words that say no more than that."""
    thing = matter.thing or tuple(w for w in draft.subject_stems if w not in matter.told and w not in _DAY_WORDS)
    return replace(
        draft,
        predicate=matter.task or draft.predicate,
        subject_stems=thing,
        told=tuple(sorted(matter.told)),
    )


def _is_last_of_two(found: Extraction, block: Block) -> bool:
    """Whether a cell is in the second column of a table that has no third one: a sheet of labels and values."""
    place, blocks = block.table, found.document.blocks
    after = blocks[block.index + 1].table if block.index + 1 < len(blocks) else None
    is_followed = place is not None and after is not None and after.table == place.table and after.row == place.row
    return place is not None and place.column == 1 and not is_followed


def _said_by_labels(found: Extraction, block: Block, labels: Sequence[str]) -> str:
    """What the labels say for people: of a cell its column, where it has one, else its row or key."""
    columns = _columns_first(found, block, labels)[1]
    if block.table is not None and block.table.column_heads:
        columns = [  # with their years
            found.document.blocks[k].text
            for k in block.table.column_heads
            if not (_is_idle(found, block, k) and _is_last_of_two(found, block))
        ]
    told = (part.strip(" :*") for part in (*columns, *labels))
    return next((part for part in told if any(c.isalnum() for c in part)), "")


_FORMER = pattern_of(
    r"\b(?:before|until|till|formerly|previously|originally|was|were|used\sto|from\s\d{4}\sto)\b", re.I
)


def _is_former(text: str, at: int) -> bool:
    """Whether a value stands in brackets as what was before: `5 TB (1 TB before June 2023)`."""
    opened = text.rfind("(", 0, at)
    closed = text.find(")", at)
    return 0 < opened and closed > 0 and ")" not in text[opened:at] and _FORMER.search(text, opened, closed) is not None


def _worded(
    found: Extraction, block: Block, labels: Sequence[str], heads: Sequence[int], how: str
) -> Iterator[DraftClaim]:
    """The claim of a cell or pair whose value is words: a role, a place, a title, a name, or a short text."""
    text = block.text.strip()
    label = " ".join(labels).strip()
    if not label or not text or len(text) > 90 or len(text.split()) > 12 or not any(c.isalnum() for c in text):
        return
    start = block.text.index(text)
    value = (start, start + len(text))
    kind, act = _kind_of_words(found, block, labels)
    if kind is ClaimType.ROLE and block.table is not None and not found.names[block.index] and not text[0].islower():
        kind, act = ClaimType.TEXT, ""  # `Treasurer | Questions about fees`: no holder
    if kind is ClaimType.ROLE and found.names[block.index]:
        first = found.names[block.index][0]
        value = (first.start, first.end)
    head_names = _names_of_heads(found, block, heads)
    stems = tuple(s for part in labels for s in content_words(part))
    is_untold = is_task_of_row_head(found, block)
    yield DraftClaim(
        block=block.index,
        start=0,
        end=len(block.text),
        value_start=value[0],
        value_end=value[1],
        type=kind,
        words=block.text[slice(*value)],
        predicate=act or ("" if is_untold else "-".join(stems[:3])),
        predicate_words="" if is_untold else label,
        said="" if is_untold else _said_by_labels(found, block, labels),
        subject_names=head_names,
        names=(*head_names, *(n.text for n in found.names[block.index])),
        inherited=inherited_names(found, block),
        subject_stems=stems,
        context=(*stems, *content_words(text)),
        scope=scope_of_label(found, block, " ; ".join(labels)),
        modality=modality_of(label, text),
        extractor=how,
    )


_NO_FIRSTS = frozenset(["first aid", "first name", "first names", "last name", "last updated", "last modified", "last orders", "last entry", "last admission", "last train", "last bus", "best before", "first floor", "first come", "latest version"])  # fmt: skip


def _kind_of_words(found: Extraction, block: Block, labels: Sequence[str]) -> tuple[ClaimType, str]:
    """What sort of words a label leads to, and the act or title that it names."""
    for part in labels:
        if act := predicate_of_label(part):
            return ClaimType.ROLE, act
    words = statement_words()
    if _is_led_by_person(found, block):
        for part in labels:
            if act := _act_of_office(part):
                return ClaimType.ROLE, act
    for part in labels:
        bare = part.strip(" :*").lower().replace("_", " ").replace("-", " ")
        first = bare.split()[0] if bare.split() else ""
        if is_superlative(first) and len(bare.split()) < 4 and bare not in _NO_FIRSTS:
            return ClaimType.UNIQUE, first
        if words.place_label.search(bare):
            return ClaimType.PLACE, "place"
        if words.name_label.search(bare):
            return ClaimType.NAME, "name"
    return ClaimType.TEXT, ""


def predicate_of_label(label: str) -> str:
    """The act that a label's noun of a role stands for: `Architect`, `Chair of the board`."""
    words = statement_words()
    bare = label.strip(" :*").lower().replace("_", " ")
    if bare in words.role_of:
        return words.role_of[bare]
    if bare.startswith(("signed for ", "signed on behalf of ")):
        return "sign"
    if bare.endswith(" by"):
        verb = bare.split()[-2]  # Designed by
        act = words.act_of.get(stem(verb)) or predicate_of_words(verb)
        return act if act in words.agentive else ""
    head = bare.partition(" of ")[0].split(" (")[0].partition(", ")[0]
    return words.role_of.get(head) or (words.role_of.get(head[:-1], "") if head.endswith("s") else "")


def _is_led_by_person(found: Extraction, block: Block) -> bool:
    """Whether the words of a cell or pair begin with the name of a person."""
    names = found.names[block.index]
    return bool(names) and names[0].kind is NameKind.PERSON and not block.text[: names[0].start].strip(" *_")


_OFFICE = pattern_of(
    r"(?:the\s)?(?P<office>[a-z][a-z’'-]+(?:\s[a-z][a-z’'-]+){1,3}?)(?:\sin\scharge)?(?=\s(?:of|for|at)\s|,|\s\(|\Z)"
)


def _act_of_office(label: str) -> str:
    """The act of the office that a label names with words before its noun: `Race director`, `Architect in charge`."""
    match = _OFFICE.match(label.strip(" :*").lower().replace("_", " "))
    if match is None:
        return ""
    words = match["office"].split()
    role_of = statement_words().role_of
    return next((role_of[" ".join(words[k:])] for k in range(len(words)) if " ".join(words[k:]) in role_of), "")


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
    return _CODE.search(label.strip()) is not None


_CODE = pattern_of(
    r"\b(?:number|no|nr|id|code|ref|reference|phone|tel|telephone|fax|isbn|issn|entry|weight|order|rank|page|room|line|version|zip|postcode|serial|structure number)\b\.?\Z",
    re.I,
)


def _measuring(found: Extraction, block: Block, labels: Sequence[str]) -> list[str]:
    """What heads a cell or pair, without columns that are names, and up to a comma: `Seats, main hall` | `Orion`."""
    columns = block.table.column_heads if block.table is not None else ()
    named = {
        text
        for k in columns
        for n in found.names[k]
        if (text := found.document.blocks[k].text.strip()).startswith(n.text) and _MODEL.fullmatch(text, len(n.text))
    }
    named |= {part for part in labels if part.strip(" .").lower() in _SIDES}
    return [part.split(",")[0].split(" (")[0] for part in labels if part not in named]


_MODEL = pattern_of(r"(?:[\s-]?\w*\d\w*)?")
"""What may follow a name in the head of a column: `Orion 40`."""
_SIDES = frozenset(["min", "typ", "max", "minimum", "typical", "maximum", "nominal", "nom", "avg", "average", "mean"])
"""Heads of columns that tell which end of a range their figures are, not what they measure."""


def _measure_of(label_stems: Sequence[str], measuring: Sequence[str], mention: QuantityMention) -> str:
    """What a label says that its figure measures: the word of a measure in it, `Width of the crest`, or what it counts."""
    if mention.quantity.thing or not label_stems:
        return mention.quantity.thing
    heads = [head for part in reversed(measuring) for head in heads_of_label(part)[:1]]
    return next((w for w in label_stems if is_measure_word(w)), heads[0] if heads else label_stems[-1])
