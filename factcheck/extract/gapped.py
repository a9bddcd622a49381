"""Extract, part of prose: what a value is of whose verb is left out, since it is that of the clause before.

`The north hall opened in 1990, the south hall in 1994 and the café two years later`, `bought the mill in 1961 and the quarry in 1970`:
the noun phrase between the last comma or `and` and the value takes the place of what the verb before tells of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.extract.clauses import names_within
from factcheck.extract.closed_words import PREPOSITIONS
from factcheck.extract.phrases import Phrase, head_group, stems_of
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.tags import VERBAL, Tag
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim

if TYPE_CHECKING:
    from factcheck.extract.clauses import Clauses

_SEPARATES = frozenset([Tag.COMMA, Tag.CONJUNCTION, Tag.STOP])
_INSIDE = frozenset([Tag.DETERMINER, Tag.NOUN])
_LEADS = PREPOSITIONS | frozenset(
    ["about", "around", "only", "some", "nearly", "almost", "over", "just", "not", "until"]
)
_NO_THINGS = frozenset(["worth", "again", "then", "later", "also", "finally", "once", "twice", "lastly", "first", "half", "another", "more", "others", "elsewhere", "both", "early", "late"])  # fmt: skip
_LONGEST = 7


def with_gapped(sentence: Clauses, predicate: PredicateMention | None, draft: DraftClaim) -> DraftClaim:
    """The draft of a value about what stands in the place of the verb's own subject or object before it; else as it is."""
    if predicate is None or predicate.form is Form.NOUN or draft.type not in (ClaimType.DATE, ClaimType.QUANTITY):
        return draft
    first, last = sentence.stretch(draft.value_start, draft.value_end)
    phrase = _gapped(sentence, predicate, first, last, is_time=draft.timex is not None)
    if phrase is None or _keeps_subject(sentence, predicate, draft):
        return draft
    words = sentence.tokens
    start, end = words[phrase.first].start, words[phrase.last - 1].end
    own = names_within(sentence, start, end)
    rest = [n for n in draft.names if n not in draft.subject_names and n not in own]
    return replace(
        draft,
        subject=sentence.block.text[start:end],
        subject_start=start,
        subject_names=own,
        subject_stems=stems_of(words, head_group(words, phrase)),
        names=(*own, *rest),
        shown="",
        shown_start=-1,
    )


def _keeps_subject(sentence: Clauses, predicate: PredicateMention, draft: DraftClaim) -> bool:
    """Whether what a verb tells of is its subject though it has an object, which another one takes the place of: `joined NATO in 2004 and the union in 2005`."""
    if predicate.passive or not 0 <= draft.subject_start < sentence.starts[predicate.first]:
        return False
    return draft.shown_start < 0 and sentence.grammar.object(predicate) is not None


def _gapped(sentence: Clauses, predicate: PredicateMention, first: int, last: int, *, is_time: bool) -> Phrase | None:
    tags, lows = sentence.grammar.tags, sentence.lows
    if predicate.last >= first or (
        last + 1 < len(tags) and tags[last + 1] not in _SEPARATES and not _closes(sentence, last + 1)
    ):
        return None
    end = first
    while end and lows[end - 1] in _LEADS and lows[end - 1] != "of" and tags[end - 1] is not Tag.NOUN:
        end -= 1
    led_by_of = lows[end - 1] == "of"
    if led_by_of and is_time:
        return None  # `the treaty of 1871 and the war of 1914`
    end = _before_measure(sentence, end) if is_time else end - led_by_of
    end = _before_inserted(sentence, end)
    start = end
    while (
        start > predicate.last + 1
        and end - start < _LONGEST
        and (tags[start - 1] in _INSIDE or lows[start - 1] == "of")
    ):
        start -= 1
    separator = start - 1
    if start >= end or separator <= predicate.last or tags[separator] not in _SEPARATES:
        return None
    phrase = Phrase(start, end)
    if not _is_thing(sentence, phrase):
        return None
    before = range(predicate.last + 1, separator)
    if led_by_of:
        has_pair = (
            tags[separator] is Tag.CONJUNCTION
            and tags[start] is Tag.DETERMINER
            and any(k in sentence.blocked for k in before)
        )
    else:
        has_pair = _has_value(sentence, before, is_time=is_time)
    return phrase if has_pair and not any(tags[k] in VERBAL or tags[k] is Tag.RELATIVE for k in before) else None


def _closes(sentence: Clauses, at: int) -> bool:
    """Whether the words behind a value only tell where, and no verb follows before the clause ends."""
    for k in range(at, len(sentence.lows)):
        tag = sentence.grammar.tags[k]
        if tag in VERBAL:
            return False
        if tag in _SEPARATES:
            return True
    return True


def _before_measure(sentence: Clauses, end: int) -> int:
    """The token before `of £120` that may stand between a noun and the time: `a pension of £120 in 1932`."""
    k = end
    while k and k - 1 in sentence.blocked:
        k -= 1
    return k - 1 if k < end and k and sentence.lows[k - 1] == "of" else end


def _before_inserted(sentence: Clauses, end: int) -> int:
    """The comma before `, with its five bells,`, where such a phrase closes there; else the same."""
    tags = sentence.grammar.tags
    if not end or tags[end - 1] is not Tag.COMMA:
        return end
    opening = next((k for k in range(end - 2, max(0, end - 9), -1) if tags[k] is Tag.COMMA), 0)
    return opening if opening and tags[opening + 1] is Tag.PREPOSITION else end


def _is_thing(sentence: Clauses, phrase: Phrase) -> bool:
    words, lows = sentence.tokens, sentence.lows
    told = lows[phrase.first : phrase.last]
    if lows[phrase.first] == "of" or any(low in _NO_THINGS for low in told if told[:2] != ["a", "half"]):
        return False  # but `a half plot £36`
    is_led = sentence.grammar.tags[phrase.first] is Tag.DETERMINER
    is_named = any(words[k].text[0].isupper() for k in range(phrase.first, phrase.last))
    return (is_led or is_named) and bool(stems_of(words, phrase))


def _has_value(sentence: Clauses, before: range, *, is_time: bool) -> bool:
    """Whether a value of the same sort stands between the verb and the separator."""
    if not before:
        return False
    start, end = sentence.starts[before[0]], sentence.ends[before[-1]]
    block = sentence.block.index
    if is_time:
        return any(start <= t.start and t.end <= end for t in sentence.found.times[block])
    return any(start <= q.start and q.end <= end for q in sentence.found.quantities[block])
