"""Check: what stands under a date heading is itself dated otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.checks._headers_chronicles import came_of_it, chronicle_conflicts
from factcheck.judge.checks._headers_days import MEETING, own_day_conflicts, told_late_conflicts
from factcheck.judge.checks._headers_findings import (
    ANNOUNCES,
    OF_THE_TEXT,
    conflict_of,
    is_counted_day,
    scope_of,
    sentence_at,
)
from factcheck.judge.checks._headers_lists import list_conflicts
from factcheck.judge.checks._headers_weeks import week_conflicts
from factcheck.judge.conflict import Case, Conflict
from factcheck.judge.lookup import lookup_of
from factcheck.model.claim import Claim
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.rule import Rule
from factcheck.model.time import DateParts, Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.words import content_words

_BACKGROUND = pattern_of(
    r"\b(?:had|having|yesterday|last night|since|until|before(?!\s(?:some\s|about\s|nearly\s|over\s)?(?:\d|an?\s(?:crowd|audience|packed|full|house)|hundreds|thousands|dozens|[a-z]+(?:ty|teen)\s(?:guests|people|spectators|members|visitors)))|after(?!noon)|earlier|later|previous|next|following|ago|will|would|anniversary|born|remember|recall|commemorat|celebrat|marks?|updated|deadline|due|expire|valid|effective|from then|began|begun|plan\b|plans\b|planned|intend|hope|intention|proposal|propose|expected|scheduled|compared|than in|as in|by then|already|accessed|retrieved|consulted|happy|merry)\w*\b",
    re.I,
)


_MEETING_NOTES = pattern_of(r"\b(?:agendas?|minutes|notes|meetings?|stand-?ups?)\b", re.I)
_LABELLED = pattern_of(r"\W*(?:date|when|meeting(?:\sdate)?)\W*:", re.I)
"""A heading that labels its day: `Date: 2 December`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: nothing."""


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """Conflicts between a date heading and the date that the first sentences under it give to their own event."""
    for path, document in sorted(case.documents.items()):
        told: list[Conflict] = []
        for conflict in _of_document(document, case.times[path], lookup_of(case).claims_in(path)):
            if not any(_is_same_place(conflict, other) for other in told):
                told.append(conflict)
                yield conflict


def _of_document(
    document: Document, times: Mapping[int, tuple[Timex, ...]], claims: Sequence[Claim]
) -> Iterator[Conflict]:
    for heading in document.blocks:
        if heading.kind not in (BlockKind.HEADING, BlockKind.TITLE):
            continue
        scope = scope_of(heading, times.get(heading.index, ()))
        if scope is None or (scope.pattern == "holiday" and scope.parts is not None and not scope.parts.year):
            continue  # under `Christmas` stands what is for Christmas, and when it can be booked
        if _LABELLED.match(heading.text):
            continue  # minutes and notes of a day tell of other days
        yield from _against_section(document, heading, scope, times)
        yield from list_conflicts(document, heading, scope, times)
    yield from _front_matter(document, times)
    yield from own_day_conflicts(document, times)
    yield from told_late_conflicts(document, times, claims)
    yield from chronicle_conflicts(document, times)
    yield from week_conflicts(document, times)


def _is_same_place(a: Conflict, b: Conflict) -> bool:
    """Whether two ways of looking found the same text under a date that is not its own."""
    return a.sides[1].evidence[0].values[0].overlaps(b.sides[1].evidence[0].values[0])


def _against_section(
    document: Document, heading: Block, scope: Timex, times: Mapping[int, tuple[Timex, ...]]
) -> Iterator[Conflict]:
    section = [b for b in document.blocks if heading.index in b.headings and b.headings[-1] == heading.index]
    if scope.parts and scope.parts.day:
        below = [b for b in document.blocks if heading.index in b.headings or heading is document.title]
        entries = [b for b in below if b.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) and _is_entry(b, times)]
        for entry in entries:
            conflict = _against_entry(document, heading, scope, entry, times)
            if conflict is not None:
                yield conflict
        if entries:
            return
    if heading.kind is BlockKind.TITLE:
        section = [
            b
            for b in document.blocks
            if b.index > heading.index and b.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING)
        ]
    stated = [
        (b, t)
        for b in section
        for t in times.get(b.index, ())
        if t.type is TimexType.DATE and t.value and not t.impossible
    ]
    is_day = bool(scope.parts and scope.parts.day)
    if any(
        _agrees(scope, t) and (is_counted_day(t) or (is_day and t.parts and t.parts.day and _own(t))) for _, t in stated
    ):
        return
    prose = [
        b for b in section if b.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION) and not b.quoted
    ]
    if heading.kind is BlockKind.TITLE:
        prose = prose[:5]
    for block in prose if heading is document.title else prose[:1]:
        is_note = is_day and block.kind is BlockKind.LIST_ITEM and _of_a_meeting(document, heading)
        for timex in times.get(block.index, ()):
            if not block.text[: timex.start].strip() and not block.text[timex.end :].strip(" .:"):
                continue  # a line that heads what follows
            if is_note and MEETING.search(block.text, 0, timex.start) is None:
                continue
            if (
                timex.type is not TimexType.DATE
                or timex.impossible
                or not (timex.relation is Relation.AT or (timex.relation is Relation.FROM and timex.until is not None))
                or timex.shift is not None
            ):
                continue
            sentence = sentence_at(block.text, timex.start)
            if len(re.findall(r"[.!?]\s+(?=[A-Z“\"])", block.text[: sentence[0] + 1])) > 1:
                break
            fronted = _FRONTED.match(block.text[sentence[0] : timex.start])
            clause = sentence[0] + (fronted.end() if fronted is not None else 0)
            if timex.start - clause > 90 or _is_background(block, timex, sentence):
                continue
            is_whole = heading is document.title or heading.kind is BlockKind.TITLE or heading.level == 1
            if is_whole and OF_THE_TEXT.search(block.text, sentence[0], timex.start):
                continue  # a text about a day is written after it
            if heading is document.title and not _opens_sentence(block.text, sentence[0], timex):
                continue  # a title speaks of the whole text: only a sentence that sets out with its date is held against it
            if heading is not document.title and _is_far(scope, timex):
                continue  # a diary that recalls another age
            if _is_ahead_of_year(scope, timex):
                continue  # the budget of a year is set before it begins
            why = _contradicts(scope, timex)
            if why and not is_day and _is_excused(scope, timex, stated):
                continue
            if (
                why
                and sentence[0]
                and came_of_it(scope, timex, block.text[: sentence[0]], block.text[slice(*sentence)])
            ):
                continue
            if why and sentence[0] and _is_days_before(scope, timex):
                continue  # news of a day that goes on with what happened some days ago
            if why and sentence[0] and is_day and _is_what_followed(heading, scope, block, timex, sentence):
                continue
            if why:
                yield conflict_of(document, heading, scope, block, timex, why)
                return


def _of_a_meeting(document: Document, heading: Block) -> bool:
    """Whether what stands under a day is what was on the agenda of a meeting, and may be of any day."""
    title = document.title.text if document.title is not None else ""
    return any(_MEETING_NOTES.search(text) for text in (heading.text, title, document.path.replace("_", " ")))


def _is_excused(scope: Timex, timex: Timex, stated: list[tuple[Block, Timex]]) -> bool:
    """Under a month, quarter or year: whether the section has dates of its own in it, and this one only looks ahead."""
    if not any(_agrees(scope, t) and t.parts and t.parts.day and _own(t) for _, t in stated):
        return False
    if scope.value is None or timex.value is None or not timex.parts or not timex.parts.day or timex.parts.year:
        return True
    return timex.value.latest >= scope.value.earliest


_NEWS_DAYS = 10
_LONG_AFTER = 60
"""From so many days on a later day is one of what followed, and not a slip of the day of the heading."""


def _is_days_before(scope: Timex, timex: Timex) -> bool:
    """Whether a day lies shortly before the one that a text stands under."""
    if (
        scope.value is None
        or timex.value is None
        or not (scope.parts and scope.parts.day and timex.parts and timex.parts.day)
    ):
        return False
    return 0 < scope.value.earliest - timex.value.latest <= _NEWS_DAYS


def _is_what_followed(heading: Block, scope: Timex, block: Block, timex: Timex, sentence: tuple[int, int]) -> bool:
    """Whether a sentence behind the first tells of a later day and of nothing that the heading names: what came of it."""
    if scope.value is None or timex.value is None or timex.value.earliest - scope.value.latest < _LONG_AFTER:
        return False
    named = set(content_words(f"{heading.text[: scope.start]} {heading.text[scope.end :]}"))
    return bool(named) and named.isdisjoint(content_words(block.text[slice(*sentence)]))


def _is_entry(block: Block, times: Mapping[int, tuple[Timex, ...]]) -> bool:
    """Whether a block is an entry of an almanac: it begins with a year whose day is that of the heading."""
    found = times.get(block.index, ())
    return bool(
        found
        and found[0].start <= 2
        and found[0].parts
        and found[0].parts.year
        and found[0].parts.day is None
        and any(p.part == "day" and p.source == "heading" for p in found[0].provenance)
    )


_TO_THE_DAY = pattern_of(r"\bto the (?:very )?day\b")


def _against_entry(
    document: Document, heading: Block, scope: Timex, entry: Block, times: Mapping[int, tuple[Timex, ...]]
) -> Conflict | None:
    """An entry of an almanac whose first sentence names another day of its year, or an anniversary of another day."""
    year, *found = times.get(entry.index, ())
    told = scope.parts
    if told is None or year.parts is None:
        return None
    for timex in found:
        parts = timex.parts
        if timex.type is not TimexType.DATE or timex.impossible or parts is None or not parts.day or not parts.month:
            continue
        start, end = sentence_at(entry.text, timex.start)
        if (parts.month, parts.day) == (told.month, told.day):
            return None
        of_year = timex.value is not None and dates.civil(timex.value.earliest)[0] == year.parts.year
        is_own = (
            timex.relation is Relation.AT
            and start <= year.end + 2
            and of_year
            and timex.start - start <= 160
            and not _BACKGROUND.search(entry.text, start, timex.start)
        )
        if is_own or (_TO_THE_DAY.search(entry.text, start, end) and timex.shift is None):
            why = f"The heading says {scope.text}, the entry below it {timex.text}."
            return conflict_of(document, heading, scope, entry, timex, why)
    return None


def _opens_sentence(text: str, start: int, timex: Timex) -> bool:
    return bool(re.fullmatch(r"\s*(?:On\s(?:the\s)?)?", text[start : timex.start]))


def _is_far(scope: Timex, timex: Timex) -> bool:
    """Whether the text's date lies more than two years from the heading's."""
    return bool(
        scope.value
        and timex.value
        and timex.parts
        and timex.parts.year
        and dates.distance(scope.value, timex.value) > 731
    )


def _is_ahead_of_year(scope: Timex, timex: Timex) -> bool:
    """Whether the heading is a fiscal or academic year and the text's day lies before it."""
    if scope.parts is None or not scope.parts.fiscal or scope.value is None or timex.value is None:
        return False
    return timex.value.latest < scope.value.earliest


def _own(timex: Timex) -> bool:
    """Whether the text itself gives the parts, and not the heading that is to be checked."""
    return not any(p.source in ("heading", "title") for p in timex.provenance)


def _agrees(scope: Timex, timex: Timex) -> bool:
    if scope.value is not None and timex.value is not None:
        return dates.overlaps(scope.value, timex.value)
    return bool(
        scope.parts and timex.parts and scope.parts.month == timex.parts.month and scope.parts.day == timex.parts.day
    )


_SOME_DAY = pattern_of(r"\b[Aa]n?\s(?:[a-z]+\s){0,2}\Z")
"""`a calm Sunday`, `a new year`: some time that the reader knows of."""


def _is_background(block: Block, timex: Timex, sentence: tuple[int, int]) -> bool:
    """Whether the sentence tells of something before, after or apart from what the section is about."""
    if not any(c.isdigit() for c in timex.text):
        if _SOME_DAY.search(block.text, sentence[0], timex.start):
            return True
    before = _FRONTED.sub("", block.text[sentence[0] : timex.start])
    behind = block.text[timex.end : min(sentence[1], timex.end + 40)]
    if ", " not in before:  # else the date may stand in an insertion, and what follows is its own clause
        behind = re.split(r"[,;] ", behind, maxsplit=1)[0]
    return bool(_BACKGROUND.search(f"{before} {behind}") or ANNOUNCES.search(f"{before} {behind}"))


_FRONTED = pattern_of(r"\A(?:After|Before|Following)\s[^,;.]{3,60},\s(?=(?:the|a|an|it|he|she|they|we|[A-Z])\b)")
"""A phrase that tells what came before or after, ahead of the clause that a date belongs to."""


def _contradicts(scope: Timex, timex: Timex) -> str:
    """Why the text's own parts cannot belong to the heading's date; only parts that both give are compared."""
    x, y = scope.parts, timex.parts
    if x is None or y is None:
        return ""
    if (
        not y.year
        and not _same_parts(x, y)
        and (x.month or x.quarter)
        and y.month
        and (x.day or not y.day or x.month != y.month)
    ):
        if x.day and not y.day:
            return ""  # a month that is named under a day is as a rule in passing
        if _range_holds(scope, y):
            return ""
        if (x.quarter or x.season) and not (timex.value and scope.value and timex.value.latest < scope.value.earliest):
            return ""
        return f"The heading says {scope.text}, the text below it {timex.text}."
    is_season = y.season not in ("", "winter")
    fine = timex.value is not None and (
        timex.value.granularity <= Granularity.MONTH or timex.until is not None or is_season
    )
    if y.year and fine and timex.value is not None and scope.value is not None:
        if not dates.overlaps(scope.value, timex.value) and scope.value.granularity <= Granularity.SPAN:
            if y.day is None and scope.value.granularity is Granularity.DAY:
                return ""
            return f"The heading says {scope.text}, the text below it {timex.text}."
    if x.weekday is not None and y.weekday is not None and y.day is None and x.weekday != y.weekday and x.day:
        return f"The heading names a {dates.WEEKDAYS[x.weekday]}, the text below it a {dates.WEEKDAYS[y.weekday]}."
    return ""


def _same_parts(x: DateParts, y: DateParts) -> bool:
    return x.month == y.month and (x.day is None or y.day is None or x.day == y.day)


def _range_holds(scope: Timex, parts: DateParts) -> bool:
    value: DateValue | None = scope.value
    if value is None or not parts.month:
        return scope.until is not None
    year = dates.civil(value.earliest)[0]
    for y in (year, dates.civil(value.latest)[0]):
        day = min(parts.day or 1, dates.days_in_month(y, parts.month))
        last = min(parts.day or 31, dates.days_in_month(y, parts.month))
        if dates.day_number(y, parts.month, day) <= value.latest and value.earliest <= dates.day_number(
            y, parts.month, last
        ):
            return True
    return False


def _front_matter(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Conflict]:
    """A front-matter date against a dateline that names its own day."""
    dated = [
        (b, t)
        for b in document.blocks
        if b.kind is BlockKind.FRONT_MATTER
        and re.fullmatch(r"date|published|meta\.date|meeting_date|issued", b.key, re.I)
        for t in times.get(b.index, ())
        if t.value and t.value.granularity is Granularity.DAY
    ]
    if not dated:
        return
    front, front_time = dated[0]
    for block in [b for b in document.blocks if b.kind is BlockKind.PARAGRAPH][:2]:
        for timex in times.get(block.index, ()):
            if not (
                timex.value
                and timex.parts
                and timex.parts.day
                and timex.value.granularity is Granularity.DAY
                and timex.start < 60
            ):
                continue
            lead = block.text[: timex.start]
            if not re.fullmatch(
                r"[\s*_]*(?:[A-Z][A-Z .'’-]{2,40},?\s*(?:[A-Z][a-z]+\.?,\s*)?|(?:Published|Posted|Dated)(?:\son)?:?\s*)",
                lead,
            ):
                continue
            same_day = bool(
                front_time.parts
                and timex.parts
                and (front_time.parts.month, front_time.parts.day) == (timex.parts.month, timex.parts.day)
            )
            if (
                front_time.value
                and dates.disjoint(front_time.value, timex.value)
                and not (same_day and timex.parts.year is None)
            ):
                yield conflict_of(
                    document,
                    front,
                    front_time,
                    block,
                    timex,
                    f"The front matter dates the text {front_time.text}, its dateline {timex.text}.",
                )
            return
