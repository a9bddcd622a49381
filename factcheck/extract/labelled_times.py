"""Extract, part of structure: the draft claims of the times in a cell or pair: of events, last days and lengths."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract.action_items import of_action_row
from factcheck.extract.label_dates import as_told, is_handed_in, is_only_dated, told_by_label
from factcheck.extract.label_sentences import LabelReading
from factcheck.extract.label_words import every_label, is_code
from factcheck.extract.labelled import Labelled
from factcheck.extract.last_days import is_deadline_label
from factcheck.extract.pair_labels import of_event_row, of_label, with_task_of_value
from factcheck.extract.periods import end_of_period, ends_of_days
from factcheck.extract.predicates import is_first_event
from factcheck.extract.prose_times import of_time
from factcheck.extract.releases import of_version_row
from factcheck.extract.standing_rules import is_slot_of_week
from factcheck.extract.task_labels import LabelMatter, is_last_day, matter_of_label, scope_of_task, texts_above
from factcheck.extract.terms import head_of_term, sort_of_term
from factcheck.extract.wording import modality_in_cell
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.values.paths import stands_in_path

_DEADLINE_RELATIONS = frozenset({Relation.BY, Relation.BEFORE, Relation.UNTIL})
_DAY_WORDS = frozenset(["date", "day", "time", "deadlin"])


def of_labelled_times(cell: Labelled) -> Iterator[DraftClaim]:
    """The claims of the times, in their order; a sentence in a long cell is read as one."""
    found, block, how = cell.found, cell.block, cell.how
    label = cell.label
    for index, timex in enumerate(found.times[block.index]):
        if _is_no_value(cell, label, timex):
            continue
        if cell.sentences and timex.start > 40:
            home = next((s for s in cell.sentences if s.start <= timex.start < s.end), None)
            if home and home.predicates:
                draft = of_time(found, home, timex, index)
                if draft:
                    yield of_label(draft, block) if how == "pair" else draft
                continue
        draft = _drafted(cell, label, timex, index)
        yield cell.of_entry(draft)
        if timex.until is not None and (
            last := end_of_period(draft, timex, None, cell.labels[0] if cell.labels else "")
        ):
            yield last
        elif timex.until is not None:
            yield from ends_of_days(draft, timex, (*cell.columns, *cell.labels))


def _is_no_value(cell: Labelled, label: str, timex: Timex) -> bool:
    """Whether a time in a cell or pair states nothing: an hour of every week, a part of a code, a path or a rate."""
    text = cell.block.text
    if timex.type in (TimexType.SET, TimexType.TIME) or is_last_day(timex) or is_code(label):
        return True  # `Ref: CW/2025-01`: a file's number
    if stands_in_path(text, timex.start, timex.end):
        return True  # `download: build-2025-01-07-a.zip`
    if cell.how == "pair" and is_slot_of_week(cell.found, cell.block, timex):
        return True
    if timex.type is not TimexType.DURATION:
        return False
    if text[: timex.start].endswith(("/", "_")):
        return True  # `redirect: /2years`: a path
    return any([q.start < timex.start < q.end for q in cell.found.quantities[cell.block.index]])  # `£36 a year`


def _kind_of(cell: Labelled, label: str, timex: Timex, told: LabelReading | None) -> ClaimType:
    """Whether a time is a length, a last day or the day of an event, by its labels."""
    deadline = (
        told.is_limit
        if told is not None
        else timex.relation in _DEADLINE_RELATIONS
        or any([is_deadline_label(part) for part in cell.columns or [label]])
        or (cell.how == "pair" and timex.until is None and is_handed_in(cell.found, cell.block, label))
    )
    if timex.type is TimexType.DURATION:
        return ClaimType.DURATION
    return ClaimType.DEADLINE if deadline else ClaimType.DATE


def _drafted(cell: Labelled, label: str, timex: Timex, index: int) -> DraftClaim:
    """The draft of a time that stands by itself, with the task, the event or the row that it belongs to."""
    found, block, text = cell.found, cell.block, cell.block.text
    told = told_by_label(found, block, cell.labels, timex, text)
    if told is not None and cell.how == "pair" and not told.is_limit and is_first_event(label):
        told = None  # the lexicon knows better: `First performance`
    kind = _kind_of(cell, label, timex, told)
    draft = DraftClaim(
        value_start=timex.start,
        value_end=timex.end,
        type=kind,
        timex=index,
        measure=sort_of_term(head_of_term(cell.stems)) if kind is ClaimType.DURATION else "",
        modality=modality_in_cell(found, block, cell.sentences, label, kind, (timex.start, timex.end), timex=index),
        context=cell.context_without(timex.start, timex.end),
        **cell.shared,
    )
    matter = None
    if kind is ClaimType.DEADLINE:
        matter = matter_of_label(every_label(found, block, cell.labels), texts_above(found, block))
    if told is not None and (matter is None or not (matter.task and matter.thing)):
        draft = as_told(draft, told)
    elif kind is ClaimType.DEADLINE:
        draft = draft if matter is None else _for_task(draft, matter)
        if told is None:
            draft = with_task_of_value(draft, block, text[: timex.start])
    if kind is ClaimType.DEADLINE:
        draft = replace(draft, scope=scope_of_task(draft.scope, label, texts_above(found, block)))
    if told is None and kind is ClaimType.DATE and is_only_dated(found, block, cell.predicate):
        draft = replace(draft, predicate="date")
    elif cell.is_event and (draft.type is ClaimType.DATE or kind is ClaimType.DURATION):
        draft = replace(draft, shown=label, shown_start=-1)
    if cell.how == "table" and block.table is not None:
        draft = of_action_row(found, block, draft)
        draft = of_event_row(draft, [found.document.blocks[k].text for k in block.table.row_heads])
        draft = of_version_row(found, block, draft)
    return draft


def _for_task(draft: DraftClaim, matter: LabelMatter) -> DraftClaim:
    """The draft of a last day with the task of its label as predicate, and without the words that say no more than that."""
    thing = matter.thing or tuple(w for w in draft.subject_stems if w not in matter.told and w not in _DAY_WORDS)
    return replace(
        draft,
        predicate=matter.task or draft.predicate,
        subject_stems=thing,
        told=tuple(sorted(matter.told)),
    )
