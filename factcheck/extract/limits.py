"""Extract, part: last days that are counted from an event: `within 30 days of the award`, `seven days after the closing date`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.extract.predicate_lexicon import class_of_noun, class_of_verb
from factcheck.frozen import replace
from factcheck.model.document import Block
from factcheck.model.time import CountedFrom, Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.words import Token, content_stem, tokens

_LEAD = pattern_of(r"\s(?:of|from|after|following|since)\s(?=\S)", re.I)
_EVENT = pattern_of(
    r"\s?(?P<event>(?:(?!\b(?:and|or|but|if|unless|which|that|who|when|so|because|at|by|to|until|in writing|must|shall|may|will|can|whichever)\b)[^,.;:()|!?\n—–])+)",
    re.I,
)
_DUTY = pattern_of(
    r"\b(?:must|shall|should|(?-i:may)|can|will|due|deadline|required|obliged|entitled|undert\w+|agree[ds]?|promis\w+|bound|ha(?:s|ve|d) to|needs? to|(?:is|are|was|were) to|no later than|not later than|(?:ha(?:s|ve|d)|given|allow(?:s|ed)?|gets?)(?= until| +\|)|open)\b",
    re.I,
)
_EMPTY = frozenset(["date", "day", "time", "moment", "hour", "end", "official", "actual", "same"])
_UNITS = frozenset(["day", "week", "month", "year", "fortnight", "quarter"])
_MOST_WORDS = 9


def counted_from(block: Block, timex: Timex, start: int, end: int) -> CountedFrom | None:
    """The event from which a time in a sentence is counted, as far as its words tell it."""
    text = block.text
    if timex.type is TimexType.DURATION:
        duration = timex.duration
        is_whole = duration is not None and not duration.vague and not duration.also and duration.high is None
        if not is_whole or duration is None or duration.unit not in _UNITS or timex.relation is not Relation.WITHIN:
            return None
        lead = _LEAD.match(text, timex.end, end)
        begins = lead.end() - 1 if lead is not None else -1
    else:
        shift = timex.shift
        if shift is None or shift.anchor != "event" or not shift.count or shift.also:
            return None
        begins = timex.end
    found = _EVENT.match(text, begins, end) if begins >= 0 else None
    if found is None:
        return None
    counted = event_told(block, *found.span("event"))
    return replace(counted, comparator=_comparator(text, timex, start)) if counted is not None else None


def event_told(block: Block, start: int, end: int) -> CountedFrom | None:
    """The event that a stretch of a block names; none if it holds no word that tells which."""
    shown = block.text[start:end]
    words = tokens(shown)[:_MOST_WORDS]
    told = [(s, t.text) for t in words if (s := content_stem(t.text)) and s not in _EMPTY]
    if not told:
        told = [("end", t.text) for t in words if t.low == "end"]  # `20 minutes before the end`
    if not told:
        return None
    sorts = [
        (s, c) for s, word in told if (c := class_of_noun(word) or (class_of_verb(word) if _is_finite(word) else ""))
    ]
    return CountedFrom(
        words=shown.strip(),
        start=start,
        end=end,
        head=_head(words, told, sorts),
        stems=tuple(dict.fromkeys(s for s, _ in told)),
        sorts=tuple(dict.fromkeys(sorts)),
    )


def _comparator(text: str, timex: Timex, start: int) -> str:
    """How a length before or after an event is told: `less than 7 days before arrival`, `more than a month after`."""
    led = _COMPARED.search(text, max(start, timex.start - 18), timex.start) if timex.shift is not None else None
    if led is None:
        return ""
    is_less = led["word"].lower() in ("less", "fewer", "under")
    return (">=" if is_less else "<=") if led["no"] else "<" if is_less else ">"


_COMPARED = pattern_of(r"\b(?P<no>(?:not|no)\s)?(?P<word>less|fewer|more|under|over)(?:\sthan)?\s\Z", re.I)


def _head(words: Sequence[Token], told: Sequence[tuple[str, str]], sorts: Sequence[tuple[str, str]]) -> str:
    """The word that names the event: the noun before an `of`, or the verb of a clause."""
    of = next((k for k, t in enumerate(words) if t.low == "of"), len(words))
    before = [s for t in words[:of] if (s := content_stem(t.text)) and s not in _EMPTY]
    if before:
        return before[-1] if of < len(words) or not sorts else sorts[-1][0]
    return sorts[0][0] if sorts else told[0][0]


def _is_finite(word: str) -> bool:
    return word.endswith(("ed", "s")) and word[0].islower()


def is_limit(block: Block, timex: Timex, start: int, end: int) -> bool:
    """Whether a sentence sets its time as a limit for what is to be done, and does not tell how long something took."""
    before = block.text[start : timex.start]
    if timex.shift is not None and timex.shift.anchor == "event" and (timex.shift.count or 0) < 0:
        if timex.relation in (Relation.BY, Relation.UNTIL) or _AS_LIMIT.search(before) is not None:
            return True
        before = _OPEN.sub("", before)  # `Doors open 30 minutes before the start`
        if before.strip():
            return _DUTY.search(before) is not None  # `pays the bill, eleven days before it is due`
    return _DUTY.search(before + " | " + block.text[timex.end : end]) is not None


_AS_LIMIT = pattern_of(r"\b(?:at least|up to|not later than|no later than|at the latest|until|by)\s\Z", re.I)
_OPEN = pattern_of(r"\bopen\b")
