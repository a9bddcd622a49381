"""Extract, part: what happened a step from another event: `was raised two days after the sinking`."""

from __future__ import annotations

from factcheck.extract.clauses import Clauses
from factcheck.extract.draft_of_value import draft_of
from factcheck.extract.governing import governing
from factcheck.extract.last_days import date_type
from factcheck.extract.limits import event_told
from factcheck.extract.predicates import PredicateMention
from factcheck.extract.tags import VERBAL, Tag
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import Timex, TimexType
from factcheck.values.words import content_stem

_STOPS = frozenset([",", ".", ";", ":", "(", ")", "|", "!", "?", "–", "—", "or", "but", "if", "unless", "which", "that", "who", "when", "while", "whereas", "so", "because", "until"])  # fmt: skip
_NEW_SUBJECTS = frozenset(["he", "she", "it", "they", "we", "i", "you", "there"])
_MOST_TOKENS = 16


def date_from_event(found: Extraction, sentence: Clauses, timex: Timex, index: int) -> DraftClaim | None:
    """The draft of a date that is counted from an event, which the clause behind it tells; its day is looked up later."""
    shift = timex.shift
    if timex.type is not TimexType.DATE or shift is None or shift.anchor != "event" or not shift.count or shift.also:
        return None
    length = timex.duration
    if timex.modifier is not None or (length is not None and (length.vague or length.comparator != "=")):
        return None
    if length is None and not (shift.whole and shift.unit == "day"):
        return None
    first = sentence.index(timex.end)
    is_fronted = not any(tag in VERBAL or tag is Tag.NOUN for tag in sentence.grammar.tags[: sentence.at(timex.start)])
    last = _end_of_event(sentence, first, is_fronted)
    if last == first:
        return None
    end = sentence.ends[last - 1]
    counted = event_told(sentence.block, sentence.starts[first], end)
    if counted is None:
        return None
    predicate = governing(sentence, timex.start, end, timex)
    if predicate is None or first <= predicate.first < last:
        return None
    if date_type(sentence, timex, predicate) is not ClaimType.DATE or _is_dated(found, sentence, predicate, timex):
        return None
    draft = draft_of(
        found, sentence, predicate, ClaimType.DATE, (timex.start, timex.end), timex=index, extractor=f"prose/{timex.pattern}"
    )  # fmt: skip
    acts = [
        (content_stem(sentence.texts[p.first]), p.name)
        for p in sentence.predicates
        if first <= p.first < last and p.known
    ]
    counted = replace(counted, sorts=tuple(dict.fromkeys((*counted.sorts, *acts))))
    return replace(draft, end=max(draft.end, end), counted=counted)


def _is_dated(found: Extraction, sentence: Clauses, predicate: PredicateMention, timex: Timex) -> bool:
    """Whether the same act has a date of its own: `On 9 May she sold it, two months after his death`."""
    return any(
        other is not timex
        and other.type is TimexType.DATE
        and other.shift is None
        and sentence.start <= other.start < sentence.end
        and governing(sentence, other.start, other.end, other) == predicate
        for other in found.times[sentence.block.index]
    )


def _end_of_event(sentence: Clauses, first: int, is_fronted: bool) -> int:
    """The token behind the last one of the phrase or clause that tells the event; a fronted one ends where the subject begins."""
    lows, texts, tags = sentence.lows, sentence.texts, sentence.grammar.tags
    k = first
    while k < min(len(lows), first + _MOST_TOKENS):
        low = lows[k]
        if low in _STOPS or (k > first and k in sentence.blocked):
            break
        if low == "and" and not _joins_names(texts, k):
            break
        if k > first + 1 and low in _NEW_SUBJECTS and tags[k - 1] not in (Tag.PREPOSITION, Tag.CONJUNCTION):
            break  # `a year after the strike she left the board`
        if is_fronted and k > first + 1 and tags[k] is Tag.DETERMINER and tags[k - 1] is Tag.NOUN:
            break  # `The day after the wedding the couple left`
        k += 1
    while k > first and tags[k - 1] in (Tag.PREPOSITION, Tag.DETERMINER):
        k -= 1  # `before the strike began on 22 May`
    return k


def _joins_names(texts: list[str], k: int) -> bool:
    return 0 < k < len(texts) - 1 and texts[k - 1][:1].isupper() and texts[k + 1][:1].isupper()
