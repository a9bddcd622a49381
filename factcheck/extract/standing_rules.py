"""Extract, part: whether a sentence states what always holds, a rule of a guide or a handbook, and tells no story.

`prose.py` asks for lengths counted from an event that no day is known of: `Doors open 30 minutes before the start` is a claim,
`The bridge was finished two weeks before the opening` is not.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import BE, HAVE, MODALS
from factcheck.extract.idle_times import is_present
from factcheck.extract.tags import Tag
from factcheck.extract.verb_forms import IS_BARE, IS_PARTICIPLE
from factcheck.extract.verbal_words import UNCHANGED
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import Extraction
from factcheck.model.time import Timex, TimexType

_PAST = frozenset(["was", "were", "had", "did", "would", "could", "might", "been"])


def is_standing_rule(sentence: Clauses) -> bool:
    """Whether the first finite verb of a sentence tells what is always so or asks for it, and no verb tells of the past."""
    if not _PAST.isdisjoint(sentence.lows):
        return False
    tags, lows = sentence.grammar.tags, sentence.lows
    for k, tag in enumerate(tags):
        if tag is Tag.AUXILIARY and (lows[k] in BE or lows[k] in HAVE or lows[k] in MODALS):
            return lows[k] != "to"
        if tag is Tag.VERB and not (IS_PARTICIPLE[lows[k]] and not _is_present(lows[k]) and _is_told_of_noun(tags, k)):
            return _is_present(lows[k])
    return False


def _is_present(verb: str) -> bool:
    """Whether a form can be no past: `opens`, `open`, but not `ran`, and not `put`, which may be one."""
    return is_present(verb) and (
        verb in BE or verb in HAVE or verb.endswith("s") or (IS_BARE[verb] and verb not in UNCHANGED)
    )


def _is_told_of_noun(tags: Sequence[int], k: int) -> bool:
    """Whether a participle stands behind its noun and the verb comes later: `Cancellations made less than 7 days before are`."""
    return k > 0 and tags[k - 1] is Tag.NOUN and Tag.AUXILIARY in tags[k + 1 :]


def is_slot_of_week(found: Extraction, block: Block, timex: Timex) -> bool:
    """Whether a weekday beside a label is one of a timetable, of which others stand under the same heading: `Women: Tuesday, 7 to 9 p.m.`"""
    if not _is_slot(timex) or not _has_clock(found, block.index):
        return False
    near = found.document.blocks[max(0, block.index - _FAR) : block.index + _FAR + 1]
    others = [
        b.index for b in near if b is not block and b.kind is BlockKind.KEY_VALUE and b.headings == block.headings
    ]
    return any([_is_weekly(found, k) for k in others])


_FAR = 6


def _is_slot(timex: Timex) -> bool:
    parts = timex.parts
    return parts is not None and parts.weekday is not None and not parts.day and timex.shift is None


def _has_clock(found: Extraction, index: int) -> bool:
    return any(
        [t.type is TimexType.TIME or (t.parts is not None and t.parts.hour is not None) for t in found.times[index]]
    )


def _is_weekly(found: Extraction, index: int) -> bool:
    return _has_clock(found, index) and any([_is_slot(t) or t.type is TimexType.SET for t in found.times[index]])
