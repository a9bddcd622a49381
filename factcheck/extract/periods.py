"""Extract, part: the ends of a period: `Registration: 1 October to 9 November`, `The exhibition runs from 3 May to 9 July`.

The period is a claim of its own. Where something can be done in it, its end is one more, a last day; of what runs from one day to another
its first day is told, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.extract.clauses import Clauses
from factcheck.extract.event_nouns import event_words
from factcheck.extract.tags import TaggedSentence
from factcheck.extract.task_phrases import Matter, index_at, read_matter, right_before, stems_with_of
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.extraction import DraftClaim
from factcheck.model.time import CountedFrom, Relation, Timex, TimexType
from factcheck.values.words import content_words, stem, tokens

_OPEN = re.compile(
    r"\b(?:runs?|lasts?|(?:is|are|be|stays?|remains?)\sopen|(?:can|may|will)\sbe\s(?:made|sent|submitted|handed\sin|lodged|filed|entered|uploaded|cast|posted)"
    r"|(?:is|are|will\sbe)\s(?:accepted|received|taken|possible))\b[^.;:]{0,40}\Z", re.I,
)  # fmt: skip
"""What is said of something that can be done in a period, in the present: `runs`, `is open`, `can be made`."""
_DONE_IN_TIME = frozenset(
    ["apply", "register", "appoint", "comment", "vote", "order", "submit", "renew", "appeal", "propose"]
)
_PERIODS = frozenset(stem(w) for w in ["period", "window", "phase", "round", "time", "dates", "opening", "open"])


def end_of_period(draft: DraftClaim, timex: Timex, sentence: Clauses | None, label: str = "") -> DraftClaim | None:
    """The last day that a period beside a label or in a sentence ends with, where it is one of something to be done."""
    if draft.type is not ClaimType.DATE or timex.type is not TimexType.DATE or timex.until is None:
        return None
    if not timex.until.day:
        return None
    draft = _at_end(draft, timex)
    if sentence is None:
        return _of_label(draft, label)
    text, start = sentence.block.text, timex.relation_start if timex.relation_start is not None else timex.start
    if sentence.vocabulary.isdisjoint(_NOUNS):
        return None
    led = text[sentence.start : start].rstrip(" *_")
    if led.endswith((":", "–", "—")) and len(led) < 60:
        return _of_label(draft, led.strip(" *_:–—"))
    if _OPEN.search(text, sentence.start, start) is None:
        return None
    words, tags = sentence.tokens, sentence.grammar.tags
    end = index_at(words, start)
    for k in range(end):
        if words[k].low not in _NOUNS:
            continue
        about = right_before(words, tags, k + 1)
        matter = read_matter(words, tags, about.first, end, is_subject=True) if about is not None else None
        if matter is not None and matter.task in _DONE_IN_TIME:
            return _with(draft, matter, stems_with_of(words, matter.thing) if matter.thing is not None else ())
    return None


_LASTS = re.compile(
    r",?\s(?:and|then)\s(?:then\s)?(?:it\s|they\s)?(?:will\s|is\sto\s)?(?:runs?|lasts?|(?:is|are|be|stays?|remains?)\sopen)(?:\sfor)?\s|,?\s(?:and\s)?(?:runs\s|lasts\s)?for\s"
)
"""What stands between the day on which something opens and how long it lasts."""
_OPENS = re.compile(
    r"\b(?:open|begin|beg[au]n|start|launch|commenc)\w*\s(?:(?:to|for)\s[^,;.:]{1,40}\s)?(?:on\s|from\s)?(?:the\s)?\Z",
    re.I,
)


_MEETS = frozenset(stem(w) for w in ["course", "class", "classes", "lesson", "term", "league", "workshop", "training", "programme", "program", "season", "school", "seminar", "lectures", "series"])  # fmt: skip
"""What meets once a week, with breaks that a length does not count."""


def end_by_length(opened: DraftClaim, day: Timex, length: Timex, index: int, sentence: Clauses) -> DraftClaim | None:
    """The last day of what opens on a day and runs for so long: `The consultation opens on 5 April and runs for eight weeks`.

    `opened` is the draft of the day, `index` that of the length among the times of the block.
    """
    text = sentence.block.text
    if opened.type is not ClaimType.DATE or opened.modality is Modality.DENIED:
        return None
    if _OPENS.search(text, sentence.start, day.start) is None:
        return None
    is_plain = length.type is TimexType.DURATION and length.duration is not None and length.modifier is None
    if not is_plain or day.until is not None or day.parts is None or not day.parts.day or day.end >= length.start:
        return None
    if _LASTS.fullmatch(text, day.end, length.start) is None or text[length.start - 1] != " ":
        return None
    if not _MEETS.isdisjoint(stem(t.low) for t in tokens(opened.shown or opened.subject)):
        return None
    drafted = replace(
        opened,
        type=ClaimType.DEADLINE,
        predicate="close",
        timex=index,
        value_start=length.start,
        value_end=length.end,
        end=max(opened.end, length.end),
        extractor="prose/counted",
        counted=CountedFrom(
            words="its opening", start=day.start, end=day.end, head="", stems=(), sorts=(), at=day.start
        ),
    )
    words, tags = sentence.tokens, sentence.grammar.tags
    end = index_at(words, day.start)
    for k in range(end):
        about = right_before(words, tags, k + 1) if words[k].low in _NOUNS else None
        matter = read_matter(words, tags, about.first, end, is_subject=True) if about is not None else None
        if matter is not None and matter.task in _DONE_IN_TIME:
            return _with(drafted, matter, stems_with_of(words, matter.thing) if matter.thing is not None else ())
    return drafted


def _at_end(draft: DraftClaim, timex: Timex) -> DraftClaim:
    """The draft with the last day of its period alone, where that stands apart."""
    return draft if timex.split is None else replace(draft, range_end=2, value_start=timex.split[1])


_NOUNS = frozenset(f"{w}{s}" for w in ["application", "registration", "enrolment", "enrollment", "booking", "nomination", "candidature", "comment", "objection", "consultation", "voting", "vote", "ballot", "polling", "order", "pre-order", "preorder", "submission", "filing", "renewal", "sign-up", "subscription", "reservation"] for s in ("", "s"))  # fmt: skip
"""Nouns of what can be done in a period."""


_RUNS = re.compile(
    r"\b(?:(?P<run>runs?|ran|running|lasts?|lasted|(?:takes?|took|taking)\splace|(?:is|are|was|were|will\sbe|be|to\sbe)\s(?:held|staged))"
    r"|(?P<show>(?:is|are|was|were|will\sbe|be|stays?|remains?|goes|go)\s(?:open|on\s(?:show|view|display))|open\sto\s(?:the\spublic|visitors)|on\s(?:show|view|display)"
    r"|(?:can|could|may|will|is\sto)\sbe\s(?:seen|visited|shown)))\b[^.;:()]{0,50}\Z", re.I,
)  # fmt: skip
"""What is said of something that goes on from one day to another."""
_OVER = re.compile(r"ran\b|lasted|took|was|were", re.I)
_SHOWN = frozenset(stem(w) for w in ["exhibition", "exhibit", "show", "display", "installation", "retrospective"])


def ends_of_run(draft: DraftClaim, timex: Timex, sentence: Clauses) -> Iterator[DraftClaim]:
    """The first and the last day of what a sentence says runs from one to the other: it opens or starts, and it closes."""
    if not _has_two_days(draft, timex):
        return
    text, start = sentence.block.text, timex.relation_start if timex.relation_start is not None else timex.start
    runs = _RUNS.search(text, sentence.start, start)
    if runs is None or not draft.subject or sentence.vocabulary & _REPEATED:
        return
    heads = {stem(t.low) for t in tokens(draft.subject)}
    if heads.isdisjoint(event_words().terms | event_words().gatherings | _SHOWN) and not draft.subject_names:
        return  # `The lift is open from`: whatever it is
    opens, past = runs["show"] is not None or not heads.isdisjoint(_SHOWN), _OVER.match(runs[0]) is not None
    yield from _both_ends(draft, timex, opens=opens, past=past)


def ends_of_days(draft: DraftClaim, timex: Timex, labels: Sequence[str]) -> Iterator[DraftClaim]:
    """The first and the last day of what a label tells the days of: a column `Dates`, a line `When: 12–14 June`."""
    if not _has_two_days(draft, timex) or draft.predicate not in ("", "date"):
        return
    if not any([label.strip(" :*_").lower() in event_words().days for label in labels]):
        return
    told = {stem(t.low) for label in labels for t in tokens(label)}
    yield from _both_ends(draft, timex, opens=not told.isdisjoint(_SHOWN))


def _has_two_days(draft: DraftClaim, timex: Timex) -> bool:
    """Whether a draft is of an event that lasts from one day to another, both told."""
    if draft.type is not ClaimType.DATE or timex.type is not TimexType.DATE or timex.split is None:
        return False
    days = [parts is not None and bool(parts.day) for parts in (timex.parts, timex.until)]
    return all(days) and timex.relation in (Relation.AT, Relation.FROM)


def _both_ends(draft: DraftClaim, timex: Timex, *, opens: bool, past: bool = False) -> Iterator[DraftClaim]:
    first, last = timex.split or (timex.end, timex.start)
    yield replace(
        draft,
        predicate="open" if opens else "start",
        range_end=1,
        value_end=first,
    )
    kind, ends = (ClaimType.DATE, "end") if past else (ClaimType.DEADLINE, "close")
    yield replace(draft, type=kind, predicate=ends, range_end=2, value_start=last)


_REPEATED = frozenset(["every", "each", "annually", "yearly", "usually", "normally", "daily"])


def _of_label(draft: DraftClaim, label: str) -> DraftClaim | None:
    """Of a label that names what can be done: `Registration`, `Submission period`, and not `Interviews`."""
    words = [t for t in tokens(label.strip(" :*_")) if stem(t.low) not in _PERIODS]
    if not words or not any([t.low in _NOUNS for t in words]):
        return None
    tags = TaggedSentence(words, [t.text for t in words], [t.low for t in words], (), set()).tags
    matter = read_matter(words, tags, 0, len(words))
    if matter is None or matter.task not in _DONE_IN_TIME:
        return None
    return _with(draft, matter, stems_with_of(words, matter.thing) if matter.thing is not None else ())


def _with(draft: DraftClaim, matter: Matter, thing: tuple[str, ...]) -> DraftClaim:
    return replace(
        draft,
        type=ClaimType.DEADLINE,
        predicate=matter.task,
        subject_stems=thing,
        context=tuple(dict.fromkeys((*draft.context, *content_words(matter.task)))),
    )
