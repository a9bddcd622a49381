"""Judge, part of sequences: for how long a record is said to have stood on the day on which it fell, and when it had been set.

`She took a minute off a course record that had stood for 15 years` in a report whose own day is known, where the list of records
has `The old course record, 2:31:07, was set by … on 7 October 2012`.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.judge.conflict import Case
from factcheck.judge.deeds import alike
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.scene import cut_sentences
from factcheck.judge.sequence.told_spans import TimeAt, ToldSpan
from factcheck.model.document import BlockKind, Document
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import durations
from factcheck.values.dates import Granularity
from factcheck.values.words import content_words

_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.CAPTION)
_STOOD = pattern_of(
    r"\b(?P<np>(?:[\w’'-]+\s){1,4}record)(?:,?\s(?:that|which))?\s(?:had|has)\s(?:stood|lasted|survived|been unbroken|been unbeaten)\s(?:for\s)?"
    r"(?:(?:nearly|almost|more than|over|about|some|all of)\s)*\Z"
)
_SET = pattern_of(
    r"(?:\b(?:(?:was|were|been|had|has)\s(?:first\s)?(?:set|run|jumped|thrown|swum|rowed|ridden|cleared|achieved|established|made)|dat(?:ed|es|ing) from|set by|run by|stood since)\b[^;:.]{0,60}?)(?:\s(?:on|in))?\s\Z"
)
_UNSURE = pattern_of(
    r"\b(?:not|never|would|could|might|if|almost|nearly broke|unofficial\w*|equal\w*|wrong\w*|again)\b|[“”\"]"
)
_APART = (pattern_of(r"\b(?:women|woman|girls?|ladies)\b"), pattern_of(r"\b(?:men|man|boys?)\b"))
"""Words of two sorts of records of which one is meant."""
_SHORTEST = 30
"""Days by which the two days must lie apart."""


def records_stood_of(case: Case) -> Iterator[ToldSpan]:
    """Lengths for which a record stood that do not fit the day on which it was set."""
    lengths = [
        found for path, document in sorted(case.documents.items()) for found in _lengths_in(case, path, document)
    ]
    if not lengths:
        return
    days = [day for path, document in sorted(case.documents.items()) for day in _set_in(case, path, document)]
    for length, last, words, text in lengths:
        end = last.timex.value
        if end is None:
            continue
        fitting = [
            at
            for at, around, sentence in days
            if words <= around and _is_of_one_sort(text, sentence)
            if at.timex.value is not None and at.timex.value.latest < end.earliest - _SHORTEST
        ]
        duration = length.timex.duration
        if len({at.timex.value for at in fitting}) != 1 or duration is None:
            continue
        first = fitting[0].timex.value
        if first is not None and not durations.fits(duration, first, end):
            yield ToldSpan(length=length, first=fitting[0], last=last)


def _is_of_one_sort(a: str, b: str) -> bool:
    x, y = (tuple(pattern.search(text.lower()) is not None for pattern in _APART) for text in (a, b))
    return x == y


_Length = tuple[TimeAt, TimeAt, frozenset[str], str]
"""A length, the day of its text, the words for the record, and the same as they stand."""


def _lengths_in(case: Case, path: str, document: Document) -> Iterator[_Length]:
    own = _own_day(case, path, document)
    for block in document.blocks if own is not None else ():
        if block.boilerplate or block.kind not in _PROSE or "record" not in block.text:
            continue
        found = case.times[path].get(block.index, ())
        for start, end in cut_sentences(block.text):
            for timex in (t for t in found if start <= t.start < end and t.type is TimexType.DURATION):
                match = _STOOD.search(block.text[start : timex.start])
                if match is None or _UNSURE.search(block.text, start, end) or own is None:
                    continue
                if (
                    timex.duration is None
                    or timex.duration.vague
                    or timex.duration.unit not in ("year", "month", "decade")
                ):
                    continue
                words = frozenset(alike(w) for w in content_words(match["np"])) - _PLAIN
                yield TimeAt(path=path, block=block, timex=timex), own, words, match["np"]


_PLAIN = frozenset(
    alike(w) for w in ["old", "previous", "former", "minute", "second", "minutes", "seconds", "broke", "beat", "take"]
)


def _own_day(case: Case, path: str, document: Document) -> TimeAt | None:
    """Where a document tells its own day: in its first lines."""
    day = case.dated.get(path)
    if day is None or day.granularity is not Granularity.DAY:
        return None
    for block in document.blocks[:12]:
        for timex in case.times[path].get(block.index, ()):
            if timex.value == day:
                return TimeAt(path=path, block=block, timex=timex)
    return None


def _set_in(case: Case, path: str, document: Document) -> Iterator[tuple[TimeAt, frozenset[str], str]]:
    """The days on which a document says that a record was set, with the words around them and the sentence."""
    for block in document.blocks:
        if block.boilerplate or block.kind not in _PROSE or "record" not in block.text.lower():
            continue
        found = case.times[path].get(block.index, ())
        title = document.title.text if document.title is not None else ""
        around = frozenset(
            alike(w) for w in content_words(" ".join((title, *document.heading_path(block), block.text)))
        )
        for start, end in cut_sentences(block.text):
            sentence = block.text[start:end]
            if "record" not in sentence.lower() or _UNSURE.search(sentence):
                continue
            for timex in (t for t in found if start <= t.start < end and _is_day(t)):
                if _SET.search(block.text[start : timex.start]):
                    yield TimeAt(path=path, block=block, timex=timex), around, sentence


def _is_day(timex: Timex) -> bool:
    if timex.type is not TimexType.DATE or not is_known(timex) or timex.relation not in (Relation.AT, Relation.SINCE):
        return False
    return timex.value is not None and not timex.value.extended
