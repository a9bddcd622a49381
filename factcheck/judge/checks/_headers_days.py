"""Judge, part of the check header-disagrees: texts that say which day is today, and texts that tell as past what lay ahead.

Both are held against the day that a text is filed under: its date heading, the line of its log, its front matter or title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.frozen import dataclass, replace
from factcheck.judge.checks._headers_findings import OF_THE_TEXT, conflict_of, over_stretch, scope_of, sentence_at
from factcheck.judge.conflict import Conflict
from factcheck.model.claim import Claim, ClaimType, Modality
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity

_Times = Mapping[int, tuple[Timex, ...]]
_HEAD = 12
"""Blocks at the top of a document among which the line stands that dates it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """The day under which a text is filed, and where that is said."""

    block: Block
    timex: Timex
    day: int
    """As a day number."""
    is_title: bool = False


# --- the day that a text is filed under ------------------------------------------------------------------------------

_FRONT_KEYS = pattern_of(r"(?:meta\.)?(?:date|published|meeting_date|issued|date_published|pubdate)\Z", re.I)
_REVISED = pattern_of(r"(?:meta\.)?(?:updated?|last_?mod\w*|modified|revised|changed)\w*\Z", re.I)
_ISSUE_KEY = pattern_of(r"date(?:\sof\s(?:issue|release|publication))?|issued|released?|published|posted\Z", re.I)
_ISSUE_LINE = pattern_of(
    r"(?:(?:.{0,30}\b)?(?:date\sof\s(?:issue|release|publication)|(?:press|news|media)\s(?:release|statement))"
    r"|(?P<lead>.{0,30}?)\b(?:issued|released|published|posted)(?:\son)?)\s?[:,–—-]?\s",
    re.I,
)
_TEXTS = pattern_of(
    r"|.*[,:;.|•·–—-]\s*|(?:.*\s)?(?:first|originally)\s|(?:(?:the|this)\s)?(?:[\w-]+\s){0,2}"
    r"(?:release|statement|notice|bulletin|report|article|page|post|document|text|letter|advisory|circular|guidance|communiqu\w+)\s"
    r"|(?:.*\s)?this\s(?:\w+\s){1,3}(?:was|is|has\sbeen)\s(?:first\s)?",
    re.I,
)
"""What may stand before `released on` where it tells of the text itself: its kind, or a name that a mark parts from it."""
_SAYS_MORE = pattern_of(r",?\s(?!(?:by|in|at|from|to|for|on|with|under|as|last|updated|and|or)\b)[a-z]")
"""A sentence that goes on behind the day: `Released on 5 May, he went home`."""
_EMBARGO = pattern_of(r"\bembargo", re.I)


def _is_day(timex: Timex) -> bool:
    return (
        timex.type is TimexType.DATE
        and timex.value is not None
        and timex.value.granularity is Granularity.DAY
        and timex.until is None
        and timex.shift is None
        and not timex.impossible
        and timex.parts is not None
        and timex.parts.day is not None
    )


def _filed(block: Block, timex: Timex, *, is_title: bool = False) -> Filed:
    assert timex.value is not None
    return Filed(block=block, timex=timex, day=timex.value.earliest, is_title=is_title)


def _of_document(document: Document, times: _Times) -> list[Filed]:
    """The days that a document as a whole is filed under: its issue line, its front matter, its title."""
    lines, fronts, titles = [], [], []
    for block in document.blocks[:_HEAD]:
        for timex in times.get(block.index, ()):
            if not _is_day(timex):
                continue
            lead = block.text[: timex.start]
            if block.kind is BlockKind.FRONT_MATTER:
                if _FRONT_KEYS.fullmatch(block.key):
                    fronts.append(_filed(block, timex))
                elif block.key.lower() == "title":
                    titles.append(_filed(block, timex, is_title=True))
            elif block.kind is BlockKind.KEY_VALUE:
                if _ISSUE_KEY.fullmatch(block.key.strip()) and not lead.strip():
                    lines.append(_filed(block, timex))
            elif block.kind is BlockKind.PARAGRAPH and len(lead) < 60 and _is_issue_line(block, timex):
                lines.append(_filed(block, timex))
    for block in document.blocks[:_HEAD]:
        if _is_minutes(document, block):
            if (scope := _title_day(block, times.get(block.index, ()))) is not None:
                titles.append(_filed(block, scope, is_title=True))
    title = document.title
    if title is not None and (scope := _title_day(title, times.get(title.index, ()))) is not None:
        titles.append(_filed(title, scope, is_title=True))
    return [*lines, *fronts, *titles]


def _is_issue_line(block: Block, timex: Timex) -> bool:
    """Whether a paragraph sets out with the day on which the text came out, and not on which somebody was released."""
    line = _ISSUE_LINE.fullmatch(block.text, 0, timex.start)
    if line is None or line["lead"] is None:
        return line is not None
    return _TEXTS.fullmatch(line["lead"]) is not None and not _SAYS_MORE.match(block.text, timex.end)


def _is_minutes(document: Document, block: Block) -> bool:
    """Whether a heading at the top, below the title, says of which meeting the text tells."""
    is_below = block.kind is BlockKind.HEADING and block is not document.title and block.index < _HEAD
    return is_below and _OF_MEETINGS.search(block.text) is not None


_TITLE_LEAD = pattern_of(r"(?:\bof|\bon|\bheld\son|,|[:–—(-])\s?(?:the\s)?\Z", re.I)


def _title_day(title: Block, found: Sequence[Timex]) -> Timex | None:
    """The day at the end of a title: `Minutes of the meeting of 3 May 2021`, `Council, 3 May 2021`."""
    days = [t for t in found if t.type is TimexType.DATE]
    if len(days) != 1 or not _is_day(days[0]) or title.text[days[0].end :].strip(" .)"):
        return None
    if title.text[: days[0].start].strip() and not _TITLE_LEAD.search(title.text, 0, days[0].start):
        return None
    whole = over_stretch(title, days[0])
    return days[0] if whole is not None and _is_day(whole) else None


def _entries(document: Document, times: _Times) -> dict[int, Filed]:
    """For each block of running text the entry that it stands in, under a heading or below the line of a log."""
    found: dict[int, Filed] = {}
    lines: dict[int, Filed] = {}
    current: Filed | None = None
    count = 0
    for block in document.blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            current = None
        elif block.kind is BlockKind.PARAGRAPH and (timex := _line_of_log(document, block, times)) is not None:
            current = _filed(block, timex)
            count += 1
        if current is not None:
            lines[block.index] = current
        for index in reversed(block.headings):
            heading = document.blocks[index]
            is_whole = heading is document.title or _is_minutes(document, heading)
            scope = None if is_whole else scope_of(heading, times.get(index, ()))
            if scope is not None and _is_day(scope):
                found[block.index] = _filed(heading, scope)
                break
    return {**found, **lines} if count > 1 else found


def _line_of_log(document: Document, block: Block, times: _Times) -> Timex | None:
    """The date that is the whole first line of a paragraph."""
    first = next(iter(times.get(block.index, ())), None)
    if first is None or first.start or not _is_day(first):
        return None
    behind = document.text[block.source_span(0, first.end).end :][:40]
    return first if re.match(r"[.:]?[ \t]*(?:\r?\n|\Z)", behind) else None


# --- a text that says which day is today -----------------------------------------------------------------------------

_TODAY = pattern_of(
    r"\b(?<!from\s)(?<!since\s)(?<!until\s)(?<!after\s)(?P<word>(?:earlier\s)?today|tonight|this\s(?:morning|afternoon|evening)|yesterday(?:\s(?:morning|afternoon|evening|night))?"
    r"|last\snight|tomorrow(?:\s(?:morning|afternoon|evening|night))?)(?:,\s(?:on\s)?|\s\(|\s[–—-]\s)(?:the\s)?(?=[\w])",
    re.I,
)
_OFFSETS = {"yesterday": (-1, -2), "last": (-1, -2), "tomorrow": (1, 0)}
"""How many days the word's day lies from the day of filing, which may be the day after the one of writing."""
_QUOTES = pattern_of(r"[\"“”«»]")


def own_day_conflicts(document: Document, times: _Times) -> Iterator[Conflict]:
    """Conflicts of a text that names the day on which it was written, `today, 3 May`, with the day that it is filed under."""
    wholes: list[Filed] | None = None
    entries: dict[int, Filed] | None = None
    for block in document.blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or block.quoted or block.boilerplate:
            continue
        for match in _TODAY.finditer(block.text):
            timex = next((t for t in times.get(block.index, ()) if t.start >= match.end() - 1), None)
            if timex is None or timex.start > match.end() + 1 or not _is_named_day(timex) or _is_cited(block, match):
                continue
            if wholes is None or entries is None:
                wholes, entries = _of_document(document, times), _entries(document, times)
            entry = entries.get(block.index)
            filed = [entry] if entry is not None else wholes
            if not filed or (entry is None and _EMBARGO.search(document.text)):
                continue
            offsets = _OFFSETS.get(match["word"].lower().split()[0], (0, -1, 1) if _is_of_a_clock(filed[0]) else (0,))
            if any(_is_on(timex, f.day + n) for f in filed for n in offsets):
                continue
            why = f"It is filed under {filed[0].timex.text}, but its text says {match['word'].lower()}, {timex.text}."
            yield _conflict(document, filed, block, timex, why)


def _is_of_a_clock(filed: Filed) -> bool:
    """Whether a text is filed under a moment, whose day may be that of another time zone."""
    return ":" in filed.block.text[filed.timex.start : filed.timex.end + 12]


def _is_named_day(timex: Timex) -> bool:
    parts = timex.parts
    return (
        timex.type is TimexType.DATE and parts is not None and bool(parts.day and parts.month) and not timex.impossible
    )


def _is_cited(block: Block, match: re.Match[str]) -> bool:
    """Whether the words stand in a quotation, whose today is another's."""
    return len(_QUOTES.findall(block.text, 0, match.start())) % 2 == 1


def _is_on(timex: Timex, day: int) -> bool:
    """Whether the parts that the text itself names are those of a day."""
    parts = timex.parts
    assert parts is not None
    year, month, number = dates.civil(day)
    is_told = parts.year is not None and not any(p.part == "year" for p in timex.provenance)
    return (parts.month, parts.day) == (month, number) and (not is_told or parts.year == year)


# --- told as past, though it lay ahead --------------------------------------------------------------------------------

_PAST = pattern_of(r"\w+ed|met|took|began|held|sat|gave|came|went|left|won|lost|fell|flew|sank|ran|broke|sold|built|drew|rose|made|found|saw|spoke|sang|told|wrote|lit|sent|caught|struck|shot|swam|fought|spent|kept|heard|read|paid|bought|brought|cut|set|put|got|led|stood|shut|laid|blew|bore|chose|dug|drove|grew|hit|knew|rode|shook|sung|taken|given|seen|done|drawn|broken|chosen|driven|flown|sunk|begun|spoken|worn|written|thrown|blown|known|grown|shown|shaken")  # fmt: skip
_PLANNED = pattern_of(r"(?:scheduled|planned|expected|announced|proposed|fixed|set|intended|arranged|booked)\b")
_DONE_ON = pattern_of(rf"\b(?!{_PLANNED.pattern})(?:{_PAST.pattern})(?:\s(?:out|up|over|off))?\son\s(?:the\s)?\Z", re.I)
"""What was done on a day, with no verb of its own: `at the survey carried out on`."""
_CLAUSE = pattern_of(r"[,;:]")
_WAS = pattern_of(r"\b(?:was|were)\b", re.I)
_AHEAD = pattern_of(r"\b(?:will|would|shall|may|might|can|could|should|must|be|is|are|if|unless|expects?|due|hopes?|plans?|before|until|by)\b", re.I)  # fmt: skip
_TO_COME = pattern_of(
    r"\b(?:agreed|offered|promised|decided|invited|arranged|volunteered|asked|wants?|wanted)\s(?:[\w’'-]+\s){0,3}?to\s[a-z]",
    re.I,
)
"""What was settled in the past about a day to come: `agreed to host a fair on 5 May`."""
_FUTURE = pattern_of(r"\b(?:will|shall|going\sto|due\sto)\b", re.I)
MEETING = pattern_of(
    r"\b(?:met|was\sheld|were\sheld|took\splace|convened|assembled|gathered|sat|was\scalled\sto\sorder"
    r"|(?:opened|began|started|called)\sthe\s(?:meeting|session|sitting|hearing)|(?:meeting|session|sitting|hearing)\s(?:was\s)?(?:opened|began|started))\b",
    re.I,
)
_OF_MEETINGS = pattern_of(
    r"\b(?:minutes|proceedings|record|report|notes|summary)\b.*\b(?:meeting|hearing|session|assembly|conference|workshop|sitting|inquest)\b",
    re.I,
)
_OPENING = pattern_of(r"[.!?]\s+(?=[A-Z“\"])")


def told_late_conflicts(document: Document, times: _Times, claims: Sequence[Claim]) -> Iterator[Conflict]:
    """Conflicts of what the first sentences of a text tell as past with the earlier day that the text is filed under.

    Minutes are held against the day in their title both ways.
    """
    dated = [c for c in claims if c.type is ClaimType.DATE and _is_told(document, c)]
    if not dated:
        return
    is_log = _is_log(document, times)
    wholes, entries = _of_document(document, times), _entries(document, times)
    revised = _last_revised(document, times)
    heads = [b.index for b in document.blocks if b.kind is BlockKind.PARAGRAPH and b.index not in entries][:3]
    for claim in dated:
        block = document.blocks[claim.block]
        timex = claim.timex
        value = claim.value
        entry = entries.get(block.index)
        if timex is None or not isinstance(value, DateValue) or not (entry or block.index in heads):
            continue
        if entry is None and is_log:
            continue
        lead = block.text[: timex.start]
        if entry is not None and entry.block is not block:
            continue  # below a heading the first sentences are held against it as they stand
        if len(_OPENING.findall(lead)) > (2 if entry else 1):
            continue
        filed = [entry] if entry else wholes
        if not filed or any(f.day == value.earliest for f in filed) or OF_THE_TEXT.search(lead):
            continue
        if entry is None and (_ADDED.match(lead) or (not lead.strip(" *_(") and block.text[timex.end :][:1] == ":")):
            continue  # what was added to the text later on
        reach = _WEEKS if _is_of_text(timex) or _is_of_month_heading(timex) else 366
        late = [f for f in filed if max(f.day, revised) < value.earliest <= f.day + reach and f.timex != timex]
        if len(late) == len(filed) and late:
            chosen = late
        else:
            titles = [f for f in filed if f.is_title and _OF_MEETINGS.search(f.block.text)]
            start, end = sentence_at(block.text, timex.start)
            if not titles or not MEETING.search(block.text, start, timex.start) or _OPENING.search(lead):
                continue
            if re.search(r"\b(?:previous|last|next|earlier|minutes|adjourned)\b", block.text[start:end], re.I):
                continue
            chosen = titles
        why = f"It is filed under {chosen[0].timex.text}, but tells what happened on {timex.text}."
        yield _conflict(document, chosen, block, timex, why)


_ADDED = pattern_of(
    r"[\W_]*(?:update[ds]?|edit(?:ed)?|addendum|corrections?|erratum|postscript|p\.?\s?s\.?|eta)\b", re.I
)
_LEAST_ENTRIES = 3


def _is_log(document: Document, times: _Times) -> bool:
    """Whether several paragraphs each set out with a day of their own: a page that grows has the day of its making, or none."""
    days = {
        first.value.earliest
        for b in document.blocks
        if b.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        and (first := next(iter(times.get(b.index, ())), None)) is not None
        and first.start <= 1
        and _is_day(first)
        and first.value is not None
    }
    return len(days) >= _LEAST_ENTRIES


def _is_told(document: Document, claim: Claim) -> bool:
    """Whether a claim tells as past and as done what happened on a day that its text names with its year."""
    if claim.modality is not Modality.ASSERTED or claim.headed:
        return False
    timex, parts = claim.timex, claim.timex.parts if claim.timex is not None else None
    if timex is None or parts is None:
        return False
    is_span = timex.until is not None and timex.relation is Relation.FROM and parts.day is not None
    if not is_span and (not _is_day(timex) or timex.relation is not Relation.AT):
        return False
    if any(p.part == "year" and p.source not in _OWN_YEARS for p in timex.provenance):
        return False
    block = document.blocks[claim.block]
    if block.kind is not BlockKind.PARAGRAPH or block.quoted or len(_QUOTES.findall(block.text, 0, timex.start)) % 2:
        return False
    start, end = sentence_at(block.text, timex.start)
    if _FUTURE.search(block.text, start, end):
        return False
    said = block.text[start : timex.start]
    leads = not said.strip(' *_([“"').lower().removesuffix("on").removesuffix("from").strip()
    rest = claim.predicate_words if leads else document.quote(claim.span).replace(timex.text, "")
    if _AHEAD.search(said) or _AHEAD.search(rest) or _TO_COME.search(said):
        return False
    words = claim.predicate_words.lower().split()
    if any(_PAST.fullmatch(w) and not _PLANNED.match(w) for w in words) or _DONE_ON.search(said):
        return True
    return _WAS.search(_CLAUSE.split(block.text[timex.end : end], maxsplit=1)[0] if leads else said) is not None


_WEEKS = 31
"""Days after the day of a text in which a past day without a year is hardly one of the year before."""


_OWN_YEARS = frozenset(["front-matter", "document-date", "meta", "heading", "title"])


def _is_of_text(timex: Timex) -> bool:
    """Whether the day of the text itself gives the year."""
    return any(p.part == "year" and p.source in ("front-matter", "document-date", "meta") for p in timex.provenance)


def _is_of_month_heading(timex: Timex) -> bool:
    """Whether the year is one that the text does not tell: of a day under `May` in a report on the year before."""
    return any(p.part == "year" for p in timex.provenance)


def _last_revised(document: Document, times: _Times) -> int:
    """The latest day on which front matter or a line of the document says that it was changed; 0 where none does."""
    days = [
        t.value.latest
        for b in document.blocks
        if b.kind in (BlockKind.FRONT_MATTER, BlockKind.KEY_VALUE) and _REVISED.fullmatch(b.key.strip())
        for t in times.get(b.index, ())
        if t.value is not None
    ]
    return max(days, default=0)


def _conflict(document: Document, filed: Sequence[Filed], block: Block, timex: Timex, why: str) -> Conflict:
    """The conflict with all places that file the text under the day of the first of them."""
    made = conflict_of(document, filed[0].block, filed[0].timex, block, timex, why)
    more = [
        conflict_of(document, f.block, f.timex, block, timex, why).sides[0].evidence[0]
        for f in filed[1:]
        if f.day == filed[0].day
    ]
    side = replace(made.sides[0], evidence=(*made.sides[0].evidence, *more))
    return replace(made, sides=(side, made.sides[1]))
