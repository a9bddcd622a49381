"""Extract, part of structure: the date of a cell or pair by its label, read as the sentence that both stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from factcheck.extract.event_nouns import event_words
from factcheck.extract.label_order import as_phrase, says_last
from factcheck.extract.label_sentences import LabelReading, read_label
from factcheck.extract.prose_times import of_time
from factcheck.frozen import replace
from factcheck.model.claim import Modality
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameMention
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.values.words import content_words, is_generic_head


def told_by_label(
    found: Extraction, block: Block, labels: Sequence[str], timex: Timex, text: str
) -> LabelReading | None:
    """What the label of a date says of it, read as a sentence: the key of a pair, or a row's head where its column only says `Date`."""
    if timex.type is not TimexType.DATE or timex.until is not None:
        return None
    start = timex.relation_start if timex.relation_start is not None else timex.start
    led, limit, due = text[:start].strip(" *_:–—-("), False, False
    is_day = timex.parts is not None and timex.parts.month is not None
    date = text[start : timex.start] + (_SOME_DAY if is_day else timex.text)  # one day reads as any other
    if (
        block.kind is BlockKind.FRONT_MATTER
        or len(led) > _LONGEST_LED
        or (led and (not led[0].islower() or led.startswith(("every ", "each "))))
        or _NO_CLAUSE.search(led)
        or text[timex.end :].strip(" .*_)").count(" ") > _LONGEST_REST
    ):
        return None
    place = block.table
    if place is None:
        due = not led and timex.relation is Relation.AT and is_handed_in(found, block, labels[0])
        return _reading(labels[0].replace("_", " "), led, date, due, due, ())
    heads = [k for k in place.row_heads if any(c.isalpha() for c in found.document.blocks[k].text)]
    columns = [_head(found, k) for k in place.column_heads]
    lexicon = event_words()
    if len(heads) != 1 or len(columns) > 1:
        return None
    if columns and columns[0] not in lexicon.days and not is_generic_head(columns[0]):
        if columns[0] not in lexicon.limits:
            return None
        limit, due = True, columns[0].startswith("due")
    head = found.document.blocks[heads[0]]
    if any(t.type is TimexType.DATE and t.parts is not None and t.parts.month for t in found.times[head.index]):
        return None
    return _reading(head.text, led, date, limit, due, tuple(found.names[head.index]))


@lru_cache(maxsize=1 << 12)
def _reading(
    label: str, led: str, date: str, limit: bool, due: bool, names: tuple[NameMention, ...]
) -> LabelReading | None:
    """The reading of a label, worked out once for all the cells and pairs that have it."""
    is_last = says_last(label)
    if (limit or is_last or _says_until(led)) and (ordered := as_phrase(label)) != label:
        names = tuple(replace(n, start=ordered.find(n.text)) for n in names if n.text in ordered)
        names = tuple(replace(n, end=n.start + len(n.text)) for n in names)
        label, limit = ordered, limit or is_last
    return read_label(label, led, date, of_time, limit=limit, due=due, names=names)


def _says_until(led: str) -> bool:
    """Whether the words before a day in its cell say no more than that it is the last one."""
    return led in ("by", "until", "no later than", "not later than", "up to", "before", "till")


_HANDED_IN = frozenset(["abstracts", "papers", "manuscripts", "proposals", "entries", "bids", "tenders", "posters", "theses", "portfolios", "applications", "nominations", "submissions", "essays", "dissertations"])  # fmt: skip
_OF_DATES = re.compile(r"\b(?:dates?|deadlines?|timeline|calendar|timetable|schedule)\b", re.I)


def is_handed_in(found: Extraction, block: Block, label: str) -> bool:
    """Whether a label in a list of key dates only names what is handed in, so that its day is the last one: `Abstracts`."""
    words = label.lower().strip(" :*_").split()
    if not words or words[-1] not in _HANDED_IN or len(words) > 5 or not block.headings:
        return False
    return _OF_DATES.search(found.document.blocks[block.headings[-1]].text) is not None


_SOME_DAY = "3 May 2031"
_LONGEST_LED, _LONGEST_REST = 40, 6
_NO_CLAUSE = re.compile(r"[\d(),;:/]")


def is_only_dated(found: Extraction, block: Block, predicate: str) -> bool:
    """Whether the heads of a cell say no more than that a day stands below (`Date`, `When`), and its row names a thing."""
    if predicate and predicate not in _SAY_A_DAY:
        return False
    columns = block.table.column_heads if block.table is not None else ()
    return len(columns) == 1 and _head(found, columns[0]) in event_words().days


def _head(found: Extraction, index: int) -> str:
    return found.document.blocks[index].text.strip(" *_:.?").lower()


def as_told(draft: DraftClaim, told: LabelReading) -> DraftClaim:
    """The draft of a date with what its label says as a sentence; a name that only begins its verb or noun of an event is none."""
    names = tuple(n for n in draft.subject_names if not told.told.issuperset(content_words(n)))
    return replace(
        draft,
        predicate=told.predicate,
        modality=Modality.ASSERTED if told.is_limit and draft.modality is Modality.PROPOSED else draft.modality,
        shown=told.subject,
        said=told.words or draft.said if _says_a_day(draft.said) else draft.said,
        subject_stems=told.stems,
        subject_names=names,
        names=tuple(n for n in draft.names if n in names or n not in draft.subject_names),
        told=tuple(sorted(told.told | _SAY_A_DAY)),
    )


def _says_a_day(head: str) -> bool:
    """Whether a head says no more of a day than that it is one: `Date`, `By when`, `Value`."""
    return head.lower() in event_words().days | event_words().limits or is_generic_head(head)


_SAY_A_DAY = frozenset(["date", "day", "when", "time", "deadlin", "due"])
"""Stems of heads of columns that say no more than that a day stands below."""
