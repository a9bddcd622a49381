"""Extract, part of structure: the label of a pair as what its value is of: `Book sale: 3 December`, `Thesis workshop: 11 May (book by 6 May)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.extract.event_nouns import event_words
from factcheck.extract.task_labels import task_of_value
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.document import Block
from factcheck.model.extraction import DraftClaim
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words, is_generic_head

_EVENT = pattern_of(r"[A-Z][\w’'-]*(?:\s[\w’'-]+){0,3}?\s(?P<noun>[a-z]{3,})")
_PLAIN = frozenset(["first", "next", "last", "official", "grand", "public", "final", "second", "date", "day", "planned", "start", "end", "previous", "annual", "formal"])  # fmt: skip
_LAST_TASK = pattern_of(r"\(?(?:please\s)?(?P<verb>[a-z-]+)\s(?:(?:it|them|here|online|in writing)\s)?(?:by|until|before|no later|not later)\b[^()]*\Z", re.I)  # fmt: skip


def names_event(label: str, predicate: str) -> bool:
    """Whether a label names one event by its noun and what tells it apart: `Book sale`, not `Opening`, `First beta`, `Date of birth`."""
    match = _EVENT.fullmatch(label.strip(" :*_"))
    if match is None or not predicate or label.split()[0].lower() in _PLAIN:
        return False
    return match["noun"] in event_words().gatherings or match["noun"] in _HELD


_HELD = frozenset(["sale", "tour", "tours", "visit", "trip", "walk", "dinner", "supper", "lunch", "clean-up", "swap", "exhibition", "launch", "premiere", "draw", "service"])  # fmt: skip


def of_event_row(draft: DraftClaim, heads: Sequence[str]) -> DraftClaim:
    """The draft of a day in the row of an event as one of its whole name: `Seed swap` | `1 March`."""
    name = heads[0].strip(" *_:") if len(heads) == 1 else ""
    if not name or draft.type is not ClaimType.DATE or not names_event(name, draft.predicate):
        return draft
    return replace(draft, shown=name, shown_start=-1) if draft.shown != name and draft.shown in name else draft


def with_task_of_value(draft: DraftClaim, block: Block, before: str) -> DraftClaim:
    """The draft of a last day whose task stands before it in the value: `11 May, 2 pm (book by 6 May)`, of what the label names."""
    match = _LAST_TASK.search(before)
    task = task_of_value(f"{match['verb']} by") if match is not None else ""
    if match is None or not task or not before[: match.start()].strip(" ,;–-("):
        return replace(draft, predicate=task_of_value(before) or draft.predicate)
    draft = replace(draft, predicate=task, said=match["verb"])
    return replace(draft, shown=block.key, shown_start=-1) if _names_thing(block.key) else draft


def of_label(draft: DraftClaim, block: Block) -> DraftClaim:
    """The draft of a later sentence of a pair that names no thing, as one of what the label names: `200 seats; register by 12 May`."""
    if draft.type is not ClaimType.DEADLINE or draft.subject_stems or draft.subject or not _names_thing(block.key):
        return draft
    return replace(draft, shown=block.key, shown_start=-1, subject_stems=content_words(block.key))


def _names_thing(key: str) -> bool:
    return bool(content_words(key)) and len(key.split()) < 6 and not is_generic_head(key)
