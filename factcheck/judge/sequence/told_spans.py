"""Judge, part of sequences: how long something went on, and the two days of it that another passage tells by its verbs.

`The outbreak that started in May 2003 went on for more than three years`, where a chronicle has `The eruption began on 8 May
2003 … it came to an end in June 2005`; `We held the previous permit for the weir for nine months` against `The permit was granted
on 4 October 2031 and ran out on 3 April 2032`. What is meant is known by its noun with a date, or by all words for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Case
from factcheck.judge.deeds import alike
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.durations import BROKEN
from factcheck.judge.sequence.scene import cut_sentences
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import durations
from factcheck.values.words import content_words

_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.CAPTION)
_UNITS = ("day", "week", "fortnight", "month", "year", "decade", "century")
_W = r"(?!(?:was|were|is|are|had|has|that|which|who|and|but|or|of|in|on|at|for|to|lasted|went|ran|began|started|broke|set|ended|came|expired|lapsed)\b)[\w’'-]+"
_NP = rf"(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Oo]ur|[Tt]heir)\s(?P<np>(?:{_W}\s){{0,4}}{_W}(?:\s(?:of|in|at|on|for|to)\s(?:the\s)?(?:{_W}\s){{0,2}}{_W})?)"
_STARTED = r"(?:began|started|broke out|set in|(?:was|were|had been) (?:granted|issued|begun|started|called|signed|declared|imposed|introduced)|came into force|took effect|entered into force)"
_ENDED = r"(?:ended|came to an end|(?:was|were) (?:over|lifted|raised|called off|broken off|withdrawn|revoked|settled|ended)|ceased|ran out|expired|lapsed|finished|drew to a close)"
_HEDGE = r"(?:(?:nearly|almost|more than|over|less than|under|about|some|only|just|a total of|at least|all of)\s)*"
_LASTED = pattern_of(
    rf"(?:\A|[,;:.–—]\s|\b(?:and|but)\s)\s*{_NP}(?:\s(?:that|which)\s{_STARTED}[^;]{{0,160}}?|\s(?:of|in)\s[^,;:]{{4,20}})?(?:(?:,|:|;|–|—|\sand)\s(?:it|which)|,\s[^,;:]{{3,50}},)?"
    rf"\s(?:lasted|went on|dragged on|continued|raged|ran on|was in (?:force|effect|place)|was held|remained in force)\s(?:for\s)?{_HEDGE}\Z"
)
_HELD = pattern_of(
    rf"\b(?:[Ww]e|[Tt]hey|[Ii]t|[Hh]e|[Ss]he|[A-Z][\w’'-]+)\s(?:had\s)?(?:held|had|kept|enjoyed)\s{_NP}\sfor\s{_HEDGE}\Z"
)
_BEGINS = pattern_of(
    rf"(?:\A|[,;:.–—]\s|\b(?:and|but|when)\s)\s*{_NP}\s{_STARTED}[^,;:.]{{0,30}}?\s(?:on|in)\s(?:the\s)?\Z"
)
_ENDS = pattern_of(
    rf"(?:\A|[,;:.–—]\s|\b(?:and|but|when)\s)\s*{_NP}\s(?:finally\s|at last\s)?{_ENDED}[^,;:.]{{0,30}}?\s(?:on|in)\s(?:the\s)?\Z"
)
_AND_ENDED = pattern_of(
    rf",?\s(?:and|but)\s(?:it\s)?(?:finally\s|at last\s)?{_ENDED}[^,;:.]{{0,30}}?\s(?:on|in)\s(?:the\s)?\Z"
)
_IT_ENDED = pattern_of(
    rf"(?:It\s|(?:[^.;]{{3,60}},\s)?(?:and\s)?it\s)(?:finally\s|at last\s)?{_ENDED}[^,;:.]{{0,30}}?\s(?:on|in)\s(?:the\s)?\Z"
)
_DATED = pattern_of(rf"(?:\bof|\b(?:that|which)\s{_STARTED}(?:\s(?:on|in))?(?:\sthe)?)\s\Z")
_UNSURE = pattern_of(
    r"\b(?:not|never|no|would|should|shall|will|could|might|may|if|unless|planned|expected|scheduled|supposed|meant|proposed|again|another|longer|each|every|wrong\w*|mistaken\w*|said to|legend|myth)\b|[“”\"]"
)
_RANK = pattern_of(
    r"\b(?:first|second|third|fourth|fifth|phase|part|half|stage|main|minor|last|final|other|new|next|later|earlier|great)\b",
    re.I,
)
_PLAIN = frozenset(alike(w) for w in ["previous", "old", "former", "last", "long", "whole", "entire", "famous"])
_HAPPENINGS = frozenset(alike(w) for w in ["outbreak", "event", "episode", "crisis", "affair", "emergency", "unrest", "disturbance", "incident", "trouble"])  # fmt: skip
"""Nouns for what goes on that say no more of it: with a date they mean whatever began then."""
_CALAMITIES = frozenset(alike(w) for w in ["eruption", "strike", "siege", "war", "epidemic", "pandemic", "flood", "drought", "fire", "riot", "revolt", "rebellion", "storm", "conflict", "famine", "blockade", "mutiny", "occupation", "outbreak", "dispute", "lockout", "boycott", "protest"])  # fmt: skip
"""What such a noun may mean."""
_WHERE = pattern_of(r"\s(?:in|at|on|for|near)\s(?:the\s)?(?P<what>[\w’'-]+(?:\s[A-Z][\w’'-]+)*)")
_RENEWED = pattern_of(r"(?<!not )(?<!never )\b(?:extended|extension|renew\w*|prolonged|resumed)\b")
_LONGEST = 45_000
"""Days beyond which two verbs of a passage hardly tell of one thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAt:
    """A time in a block of a document."""

    path: str
    block: Block
    timex: Timex


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSpan:
    """A length that does not fit the first and the last day of what it is said of."""

    length: TimeAt
    first: TimeAt
    last: TimeAt


@dataclass(frozen=True, slots=True, kw_only=True)
class _Thing:
    """What begins or goes on: the words for it, its noun last."""

    at: TimeAt
    head: str
    words: frozenset[str]
    rank: frozenset[str]
    around: frozenset[str]
    """The words of its passage, its headings and its title."""


def told_spans_of(case: Case) -> Iterator[ToldSpan]:
    """Lengths of what went on that do not fit its two days elsewhere."""
    lengths = [
        found for path, document in sorted(case.documents.items()) for found in _lengths_in(case, path, document)
    ]
    if not lengths:
        return
    spans: dict[str, list[tuple[_Thing, TimeAt]]] = defaultdict(list)
    wanted = {thing.head for thing, _ in lengths}
    for path, document in sorted(case.documents.items()):
        for thing, last in _spans_in(case, path, document):
            if thing.head in wanted or not wanted.isdisjoint(_HAPPENINGS):
                spans[thing.head].append((thing, last))
                if thing.head in _CALAMITIES:
                    spans[""].append((thing, last))
    for thing, anchor in lengths:
        head = "" if thing.head in _HAPPENINGS and anchor is not None and thing.head not in spans else thing.head
        fitting = [(begun, last) for begun, last in spans.get(head, ()) if _is_same(thing, anchor, begun)]
        days = {(b.at.timex.value, last.timex.value) for b, last in fitting}
        duration = thing.at.timex.duration
        if len(days) != 1 or duration is None:
            continue
        begun, last = fitting[0]
        first_day, last_day = begun.at.timex.value, last.timex.value
        if first_day is None or last_day is None or durations.fits(duration, first_day, last_day):
            continue
        if (begun.at.path, begun.at.block.index) != (thing.at.path, thing.at.block.index):
            yield ToldSpan(length=thing.at, first=begun.at, last=last)


def _is_same(thing: _Thing, anchor: Timex | None, begun: _Thing) -> bool:
    """Whether what lasted is what began: by a date that both tell, or by all the words for it."""
    if thing.rank != begun.rank or _RENEWED.search(begun.at.block.text):
        return False
    more = thing.words - {thing.head} - _PLAIN
    if not more <= begun.words | begun.around:
        return False
    day, first = anchor.value if anchor is not None else None, begun.at.timex.value
    if day is not None and first is not None:
        return day.earliest <= first.earliest and first.latest <= day.latest
    return bool(more) or thing.at.path == begun.at.path or bool((thing.around & begun.around) - {thing.head})


def _lengths_in(case: Case, path: str, document: Document) -> Iterator[tuple[_Thing, Timex | None]]:
    for block in document.blocks:
        found = case.times[path].get(block.index, ())
        if block.boilerplate or block.kind not in _PROSE or not any(t.type is TimexType.DURATION for t in found):
            continue
        for start, end in cut_sentences(block.text):
            sentence = block.text[start:end]
            if BROKEN.search(sentence):
                continue
            inside = [t for t in found if start <= t.start < end]
            for timex in inside:
                if not _is_plain(timex):
                    continue
                lead = block.text[start : timex.start]
                match = _LASTED.search(lead) or _HELD.search(lead)
                clause = max(lead.rfind(": "), lead.rfind("; "), -1) + 1
                if match is None or _UNSURE.search(sentence, clause):
                    continue
                before = [t for t in inside if t.type is TimexType.DATE and t.start < timex.start]
                dated = [t for t in before if _DATED.search(block.text[start : t.start]) and is_known(t)]
                if len(before) > len(dated) or len(dated) > 1:
                    continue
                thing = _thing(document, TimeAt(path=path, block=block, timex=timex), match["np"])
                where = _WHERE.match(block.text, timex.end)
                if thing is not None and where is not None:
                    more = frozenset(alike(w) for w in content_words(where["what"]))
                    thing = replace(thing, words=thing.words | more)
                if thing is not None:
                    yield thing, dated[0] if dated else None


def _is_plain(timex: Timex) -> bool:
    duration = timex.duration
    if timex.type is not TimexType.DURATION or duration is None or duration.vague or duration.working:
        return False
    return duration.unit in _UNITS and duration.high is None


def _thing(document: Document, at: TimeAt, phrase: str) -> _Thing | None:
    main = phrase.split(" of ")[0].split(" in ")[0].split(" at ")[0].split(" on ")[0].split(" for ")[0].split(" to ")[0]
    nouns = [alike(w) for w in content_words(main)]
    if not nouns:
        return None
    title = document.title.text if document.title is not None else ""
    around = " ".join((title, *document.heading_path(at.block), at.block.text))
    return _Thing(
        at=at,
        head=nouns[-1],
        words=frozenset(alike(w) for w in content_words(phrase) if not w[:1].isdigit()),
        rank=frozenset(m.lower() for m in _RANK.findall(main)) - {"last"},
        around=frozenset(alike(w) for w in content_words(around)),
    )


def _spans_in(case: Case, path: str, document: Document) -> Iterator[tuple[_Thing, TimeAt]]:
    """What a document says began, with the next end of a thing of its noun under the same heading."""
    open_things: dict[str, _Thing] = {}
    headings: Sequence[int] = ()
    for block in document.blocks:
        if block.headings != headings:
            headings = block.headings
            open_things.clear()
        found = case.times[path].get(block.index, ())
        if block.boilerplate or block.kind not in _PROSE or not found:
            continue
        for start, end in cut_sentences(block.text):
            inside = [t for t in found if start <= t.start < end and _is_day(t)]
            doubtful = _UNSURE.search(block.text, start, end) is not None
            for timex in inside if not doubtful else ():
                lead = block.text[start : timex.start]
                at = TimeAt(path=path, block=block, timex=timex)
                if (match := _BEGINS.search(lead)) is not None:
                    thing = _thing(document, at, match["np"])
                    if thing is not None:
                        open_things[thing.head] = thing
                    continue
                ended = _ended(document, at, lead, open_things, start)
                if ended is not None and _is_after(ended, timex):
                    del open_things[ended.head]
                    yield ended, at


def _ended(document: Document, at: TimeAt, lead: str, open_things: dict[str, _Thing], start: int) -> _Thing | None:
    """Which of the things that began is told to have ended right before a date."""
    if (match := _ENDS.search(lead)) is not None:
        thing = _thing(document, at, match["np"])
        return open_things.get(thing.head) if thing is not None else None
    if len(open_things) != 1:
        return None
    begun = next(iter(open_things.values()))
    if _IT_ENDED.fullmatch(lead):
        return begun
    beside = begun.at.block.index == at.block.index and start <= begun.at.timex.start
    behind = lead[begun.at.timex.end - start :] if beside else ""
    return begun if beside and _AND_ENDED.fullmatch(behind) else None


def _is_day(timex: Timex) -> bool:
    if timex.type is not TimexType.DATE or not is_known(timex) or timex.relation is not Relation.AT:
        return False
    return timex.value is not None and not timex.value.extended


def _is_after(begun: _Thing, last: Timex) -> bool:
    first = begun.at.timex.value
    return first is not None and last.value is not None and 0 <= last.value.latest - first.earliest <= _LONGEST
