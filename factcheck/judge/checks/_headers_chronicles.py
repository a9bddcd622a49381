"""Judge, part of the check header-disagrees: an entry of a chronicle or calendar that stands under another month, quarter or year.

A page with several date headings side by side files each entry under one of them. So every entry is held against its
heading, not only the first: the day that an entry sets out with, or on which its main clause says that it happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.checks._headers_findings import ANNOUNCES, conflict_of, is_counted_day, scope_of, sentence_at
from factcheck.judge.conflict import Conflict
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.words import content_words, stem

_Times = Mapping[int, tuple[Timex, ...]]
_ENTRIES = (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)
_LOOKS_AWAY = pattern_of(
    r"\b(?:had|having|since|until|till|before(?!\s(?:some\s|about\s|nearly\s|over\s)?(?:\d|an?\s(?:crowd|audience|packed|full|house)|hundreds|thousands|dozens|[a-z]+(?:ty|teen)\s(?:guests|people|spectators|members|visitors)))|after|earlier|later|previous\w*|next|following|ago|will|would|shall|may|might|could"
    r"|anniversar\w+|born|remember\w*|recall\w*|commemorat\w*|celebrat\w*|marks?|updated|deadlines?|due|expir\w*|valid|effective"
    r"|plan\w*|intend\w*|hope\w*|propos\w*|expect\w*|schedul\w*|compared|than|already|postpon\w*|put\s(?:off|back)|moved\s(?:to|from)"
    r"|reschedul\w*|cancel\w*|delay\w*|instead|original\w*|former\w*|again|announc\w*|appl(?:y|ications?|ied)|entries|regist\w*"
    r"|book(?:ing|ings|ed)?|tickets?|on\ssale|sales?\s(?:opens?|begins?|starts?)|enrol\w*|subscri\w*|ahead|in\stime\sfor|ready\sfor|preparations?|agreed|decid\w*|resolv\w*"
    r"|which|who|whose|whom|dat(?:ed|ing)|called\sfor|fixed|set\sfor|convened|wish\w*|happy|merry|greetings|invit\w*|to\sbe|is\sto|are\sto|was\sto|were\sto|begin\w*\son|start\w*\son|opens?\son)\b",
    re.I,
)
"""What says that a sentence speaks of more than the day on which its event happened."""
_SETS_OUT = pattern_of(r"\W*(?:(?:On|In|At|Early|Late|By)\s(?:the\s)?)?\Z", re.I)
_FAR = 120
"""How far into its sentence an entry may name its day."""
_LONGEST = 1000 * 366
"""Days: headings of decades and of centuries file entries, too."""
_NEAR = 731
"""Days: what lies further from the time of its heading is told as a memory or an outlook."""


_ANY_YEAR = 2000
"""Stands for the year where nothing tells it: only months and days are held against each other then."""
_GOES_ON = pattern_of(r"(?:It|They|He|She|This|These)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A date heading with the blocks that stand right under it."""

    heading: Block
    scope: Timex
    first: int
    last: int
    """The days of the heading's time, as day numbers, both inclusive."""
    blocks: tuple[Block, ...]


def chronicle_conflicts(document: Document, times: _Times) -> Iterator[Conflict]:
    """Conflicts between the months, quarters or years of headings side by side and the days of the entries under them."""
    for sections in _chronicles(document, times):
        found = [c for section in sections for c in _of_section(document, section, times, sections)]
        entries = sum(len(section.blocks) for section in sections)
        if len(found) <= max(1, entries // 6):  # where many stand elsewhere, the headings are not what files them
            yield from found


def _chronicles(document: Document, times: _Times) -> Iterator[list[Section]]:
    """The runs of date headings of one level, under one heading, that go forward or back in time without a break."""
    groups: dict[tuple[tuple[int, ...], int], list[Section | None]] = {}
    for heading in document.blocks:
        if heading.kind is BlockKind.HEADING and heading is not document.title and not heading.boilerplate:
            found = times.get(heading.index, ())
            scope = scope_of(heading, found, yearless=True) or _up_to_now(heading, found)
            section = _section(document, heading, scope)
            groups.setdefault((heading.headings, heading.level), []).append(section)
    for group in groups.values():
        run = [section for section in group if section is not None]
        starts = [section.first for section in run]
        if len(run) > 1 and 2 * len(run) > len(group) and starts in (sorted(starts), sorted(starts, reverse=True)):
            yield run


_TO_NOW = pattern_of(r"\s?(?:to|–|—|-|until|till)\s?(?:the\s)?(?:present|today|now|date)(?:\sday)?\W*", re.I)


def _up_to_now(heading: Block, found: Sequence[Timex]) -> Timex | None:
    """The year of a heading from which a section goes on to now: `1980 to the present`."""
    first = found[0] if found else None
    if first is None or first.value is None or first.start > 0 or first.parts is None or not first.parts.year:
        return None
    return first if _TO_NOW.fullmatch(heading.text, first.end) else None


def _section(document: Document, heading: Block, scope: Timex | None) -> Section | None:
    if scope is None or scope.parts is None:
        return None
    if scope.value is not None:
        first, last = scope.value.earliest, scope.value.latest
        if _TO_NOW.fullmatch(heading.text, scope.end):
            last = first + _LONGEST
    elif (months := _months(scope)) is not None:
        first = dates.day_number(_ANY_YEAR, months[0], 1)
        last = dates.day_number(_ANY_YEAR, months[1], dates.days_in_month(_ANY_YEAR, months[1]))
    else:
        return None
    if last - first < 6 or last - first > _LONGEST:
        return None  # what stands under a day is held against it elsewhere
    blocks = [b for b in document.blocks if b.headings[-1:] == (heading.index,) and b.kind in _ENTRIES and _is_plain(b)]
    return Section(heading=heading, scope=scope, first=first, last=last, blocks=tuple(blocks))


def _months(scope: Timex) -> tuple[int, int] | None:
    """The first and last month of a time without a year, where it is told in months that follow each other in one year."""
    first, last = scope.parts, scope.until or scope.parts
    if first is None or last is None or first.day or last.day or not first.month or not last.month:
        return None
    return (first.month, last.month) if first.month <= last.month else None


def _is_plain(block: Block) -> bool:
    return not (block.boilerplate or block.struck or block.quoted)


def _of_section(document: Document, section: Section, times: _Times, run: Sequence[Section]) -> Iterator[Conflict]:
    scope = section.scope
    for block in section.blocks:
        found = times.get(block.index, ())
        if any(
            is_counted_day(t) and t.value is not None and section.first <= t.value.earliest <= section.last
            for t in found
        ):
            continue  # the eve of what the heading names
        timex = _own_day(block, found)
        if timex is None and block is section.blocks[0] and _tells_nothing_of_its_year(section, times):
            timex = _only_day(block, found, section)
            timex = timex if timex is not None and _is_nearest(section, timex, run) else None
        elif timex is not None and _is_of_year(section) and _ends_what_came_before(section, block, timex):
            continue
        if timex is not None and _is_outside(section, timex):
            why = f"The heading says {scope.text}, the entry below it {timex.text}."
            yield conflict_of(document, section.heading, scope, block, timex, why)


def _own_day(block: Block, found: Sequence[Timex]) -> Timex | None:
    """The one day or month on which an entry says in its first sentence, or the next one, that it happened."""
    start, end = sentence_at(block.text, 0)
    named = [t for t in found if t.type is TimexType.DATE and t.parts is not None and (t.parts.day or t.parts.month)]
    if not any(t.start < end for t in named) and (
        _GOES_ON.match(block.text, end) or len(block.text[start:end].split()) < 4
    ):
        start, end = sentence_at(block.text, end)
    named = [t for t in named if start <= t.start < end]
    if len(named) != 1:
        return None  # of two days only a reader can tell which is the entry's own
    timex = named[0]
    if timex.impossible or timex.relation is not Relation.AT or timex.until is not None or timex.shift is not None:
        return None
    if timex.parts is None or not timex.parts.month or timex.start - start > _FAR:
        return None
    behind = re.split(r"[,;:–—]\s", block.text[timex.end : min(end, timex.end + 60)])[0]
    around = f"{block.text[start : timex.start]} {behind}"
    if _LOOKS_AWAY.search(around) or ANNOUNCES.search(block.text, start, end):
        return None
    if not _SETS_OUT.fullmatch(block.text[start : timex.start]) and not timex.parts.day:
        return None  # a month in passing
    return timex


def _tells_nothing_of_its_year(section: Section, times: _Times) -> bool:
    """Whether a section under a year tells of no time in it at all, and names another year."""
    parts = section.scope.parts
    if parts is None or not parts.year or parts.month or section.last - section.first > _A_YEAR:
        return False
    values = [t.value for b in section.blocks for t in times.get(b.index, ()) if t.type is TimexType.DATE]
    told = [v for v in values if v is not None and v.latest - v.earliest <= _A_YEAR]
    return all(v.latest < section.first or v.earliest > section.last for v in told)


def _is_of_year(section: Section) -> bool:
    parts = section.scope.parts
    return parts is not None and parts.year is not None and not parts.month


def _ends_what_came_before(section: Section, block: Block, timex: Timex) -> bool:
    start, end = sentence_at(block.text, timex.start)
    return came_of_it(section.scope, timex, block.text[:start], block.text[start:end])


def came_of_it(scope: Timex, timex: Timex, before: str, sentence: str) -> bool:
    """Whether a sentence behind the first under a year tells what came of that: `They were filed on 14 February of the next`."""
    parts = scope.parts
    if (
        not before.strip()
        or parts is None
        or not parts.year
        or parts.month
        or scope.value is None
        or timex.value is None
    ):
        return False
    if _ENDS.search(sentence.partition(timex.text)[0]):
        return True
    is_later = timex.value.earliest > scope.value.latest
    return is_later and (_BEGUN.search(before) is not None or _INAUGURAL.search(sentence) is None)


def _is_nearest(section: Section, timex: Timex, run: Sequence[Section]) -> bool:
    """Whether no other section of a chronicle is of the day's time or lies between it and the section's own."""
    if timex.value is None:
        return False
    first, last = min(section.first, timex.value.earliest), max(section.last, timex.value.latest)
    return not any(other is not section and other.first <= last and first <= other.last for other in run)


_AFTER_FIRST, _A_YEAR, _MONTH = 3, 366, 31


_BEGUN = pattern_of(
    r"\b(?:plan(?:s|ned|ning)?|propos\w*|agreed|decid\w*|decision|resolv\w*|vot(?:e|ed)|want(?:ed|s)?|ask(?:ed|s)?|talk\w*|discuss\w*|beg[au]n|start(?:ed|s)?|work|bought|purchas\w*|acquir\w*|lease\w*"
    r"|commission\w*|order(?:ed|s)?|appeal|fund\w*|rais(?:ed|ing)|la(?:id|y)|grant\w*|gave|drew|drawn|design\w*|launch\w*|set\sup|form(?:ed|s)|appoint\w*|chosen|chose|clos(?:ed|es)|burn\w*|lost|sold|moved)\b",
    re.I,
)
"""What is told of the year of a heading as the first of several steps, the last of which may be of another year."""
_STATES = pattern_of(
    r"\b(?:had|ha[sd]\sbeen|may|can|must|(?:was|were)\s(?!\w+(?:ed|en|wn|lt)\b)(?:a|an|the|too|no|so|\w+))\b", re.I
)
"""What a first sentence says of how things stood, and not of a deed."""
_INAUGURAL = pattern_of(
    r"\b(?:opened|signed|adopted|(?:in)?to\s(?:service|use)|took\seffect|moved|inaugurated|founded|established|launched|unveiled|first)\b",
    re.I,
)
"""What is said of the day on which the matter of a heading came about."""
_FIRST = pattern_of(r"\b(?:its|their|the|our)\s(?:very\s)?first\b", re.I)


def _is_of_its_matter(section: Section, timex: Timex, before: str, sentence: str) -> bool:
    """Whether a sentence with a day tells of what the heading names with its year: `1974: A new tower`."""
    is_earlier = timex.value is not None and timex.value.latest < section.first
    if not is_earlier and _BEGUN.search(before):
        return False
    told = {stem(w) for w in content_words(section.heading.text.replace(section.scope.text, " "))}
    if not told or _INAUGURAL.search(sentence) is None:
        return False
    if not told.isdisjoint(stem(w) for w in content_words(sentence)) or _STATES.search(before):
        return True
    return is_earlier and _FIRST.search(sentence) is not None


def _only_day(block: Block, found: Sequence[Timex], section: Section) -> Timex | None:
    """The first day or month that the sentences behind the first one name, where it dates what a main clause tells."""
    start, end = sentence_at(block.text, 0)
    for _ in range(_AFTER_FIRST - 1):
        start, end = sentence_at(block.text, min(end + 1, len(block.text)))
        named = [t for t in found if start <= t.start < end and t.type is TimexType.DATE]
        if named:
            timex = named[0]
            break
    else:
        return None
    parts = timex.parts
    is_plain = timex.relation in (Relation.AT, Relation.FOR) and timex.until is None and timex.shift is None
    if len(named) > 1 or not is_plain or timex.impossible or parts is None or not parts.year or timex.value is None:
        return None
    if timex.value.latest - timex.value.earliest > _MONTH or timex.start - start > _FAR:
        return None
    behind = re.split(r"[,;:–—]\s", block.text[timex.end : min(end, timex.end + 60)])[0]
    around = f"{block.text[start : timex.start]} {behind}"
    if _LOOKS_AWAY.search(around) or ANNOUNCES.search(block.text, start, end) or _ENDS.search(around):
        return None
    if not _is_of_its_matter(section, timex, block.text[:start], block.text[start:end]):
        return None
    return timex


_ENDS = pattern_of(
    r"\b(?:clos(?:ed?|es|ing)|end(?:ed|s)?|ran\sout|finish\w*|complet\w*|paid|filed|bottled|graduat\w*|dismiss\w*|ratif\w*|last\w*|until|read|received|finally|letter|report|note)\b(?!\sto\b)|\b(?:letter|decree|act|law|map|deed|will|order|fire|flood|storm)\sof\s\Z",
    re.I,
)
"""What came of a thing in another year than that under which it is told."""


def _is_outside(section: Section, timex: Timex) -> bool:
    """Whether the parts that the text itself names cannot lie in the time of the heading."""
    value, parts = timex.value, timex.parts
    if parts is None:
        return False
    is_told = parts.year is not None and not any(p.part == "year" for p in timex.provenance)
    if is_told and value is not None and section.scope.value is not None:
        away = max(section.first - value.latest, value.earliest - section.last)
        if section.scope.parts is not None and section.scope.parts.year:
            return 0 < away <= _NEAR
        if away > _NEAR:
            return False
    return not _holds_month(section, parts.month or 0, parts.day)


def _holds_month(section: Section, month: int, day: int | None) -> bool:
    """Whether a day or month of any year of the heading's time is the one named."""
    if section.last - section.first > 360:
        return True
    first, last = dates.civil(section.first)[1:], dates.civil(section.last)[1:]
    named = [(month, day)] if day else [(month, 1), (month, 31)]
    return any(first <= m <= last if first <= last else m >= first or m <= last for m in named)
