"""Judge, part of sequences: one career told in one paragraph, its first day, its last day and how long it is said to have been.

`In 1946 she was taken on as a clerk … when she retired in 1988, had served the mill for 42 years`; `Elected in 1201 … He died in
post in 1219, after a priorate of eighteen years`. No word need name the post: the paragraph is about one person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.sequence.office_lengths import bounds_of
from factcheck.judge.sequence.owners import people_in
from factcheck.judge.sequence.posts import comes_back, is_broken
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.model.document import Block, BlockKind
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.dates import DateValue, Granularity

_MARGIN = 366
"""Days by which a career may be shorter or longer than its dates say: years are also counted by the calendar."""
_REACH = 1200
"""Code points within which a paragraph tells one career."""
_SEASON = r"(?:the\s(?:spring|summer|autumn|fall|winter|end|beginning|start)\sof\s)?"
_TAKEN = (
    r"(?i:elected|appointed|consecrated|enthroned|installed|crowned|ordained|taken\son|hired|engaged|recruited|joined|became"
    r"|took\s(?:the\schair|over|office|charge|command|up\s(?:the|his|her)\s(?:post|duties))|came\sto\sthe\sthrone|entered\sthe\sservice|started\swork)\b"
)
_TAKEN_BEFORE = pattern_of(rf"\b{_TAKEN}[^.;:\d]{{0,60}}?\s(?:in|on)\s(?:{_SEASON})\Z")
_TAKEN_BEHIND = pattern_of(rf",?\s[^.;:\d]{{2,90}}?\b{_TAKEN}")
_LEFT = pattern_of(
    r"\b(?:(?P<plain>retire[sd]?|resign(?:s|ed)?|(?:steps|stepped|step)\sdown|(?:stood|stands|stand)\sdown|left|leaves|abdicated|gave\sup|was\s(?:deposed|dismissed))"
    rf"|(?P<died>died))\b(?P<how>[^.;:\d]{{0,40}}?)\s(?:(?:in|on)\s)?{_SEASON}\Z"
)
_IN_POST = pattern_of(r"\bin\s(?:post|office|harness|service)\b")
_ALMOST = r"(?:(?:nearly|almost|more\sthan|over|some|about|just\sunder|just\sover)\s)?"
_NOUN = pattern_of(
    rf"\b[Aa]fter\s(?:an?|his|her)\s(?:[a-z]+\s)?(?:[a-z]+(?:ship|ate|cy|alty)|reign|rule|tenure|ministry|incumbency|career|term)\sof\s{_ALMOST}\Z"
)
_AFTER = pattern_of(rf"\b[Aa]fter\s{_ALMOST}\Z")
_IN_IT = pattern_of(
    r"\s(?:in|at)\s(?:(?:the|that|his|her|this)\s)?(?P<what>post|office|chair|job|role|helm|see|pulpit|command|position|throne)\b"
)
_SERVED = pattern_of(
    rf"(?:(?:\A|[\s,])(?:[Hh]e|[Ss]he|and)\shad|,\s(?:had|having))\s(?:served|worked|been\s(?:with|at))\b(?:(?!\sas\s)[^.;:\d]){{0,50}}?\s(?:for\s)?{_ALMOST}\Z"
)
_RISEN = pattern_of(
    r"\b(?:promoted|promotion|rose|moved|transferred|switched|seconded|became|deputy|assistant|acting|vice|term|terms)\b"
)
"""Words of a second post: then the years in `the post` may be those of the later one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Career:
    """What a paragraph tells of one career: its two days and the length that does not fit them."""

    block: Block
    first: Timex
    last: Timex
    length: Timex


def careers_in(scene: Scene, path: str, block: Block, found: Sequence[Timex]) -> Iterator[Career]:
    """The careers of a block whose stated length does not fit the days on which they began and ended."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.KEY_VALUE) or len(found) < 3:
        return
    lengths = [t for t in found if _is_length(t)]
    dated = [t for t in found if _day_of(t) is not None] if lengths else []
    if len(dated) < 2:
        return
    for start, end in cut_sentences(block.text):
        for length in (t for t in lengths if start <= t.start < end):
            last = _last_day(block.text, start, end, dated, length)
            first = _first_day(block.text, dated, last) if last is not None else None
            if last is None or first is None or not _fails(block.text, first, last, length):
                continue
            told = block.text[first.start : max(length.end, last.end)]
            if is_broken(told) or comes_back(told) or len(people_in(scene, path, told, "")) > 1:
                continue
            if _IN_IT.match(block.text, length.end) and _RISEN.search(block.text, first.end, last.start):
                continue
            yield Career(block=block, first=first, last=last, length=length)


def _is_length(timex: Timex) -> bool:
    duration = timex.duration
    if timex.type is not TimexType.DURATION or duration is None or duration.vague or duration.working:
        return False
    return duration.unit in ("year", "decade") and duration.high is None


def _day_of(timex: Timex) -> DateValue | None:
    value = timex.value
    if timex.type is not TimexType.DATE or value is None or timex.impossible or timex.alternatives or value.extended:
        return None
    return value if timex.relation is Relation.AT and value.granularity <= Granularity.YEAR else None


def _last_day(text: str, start: int, end: int, dated: Sequence[Timex], length: Timex) -> Timex | None:
    """The day of the sentence on which the career ended, if the words say that the length is that of the career."""
    before = text[start : length.start]
    noun, served = _NOUN.search(before), _SERVED.search(before)
    in_it = _AFTER.search(before) and _IN_IT.match(text, length.end)
    if not (noun or served or in_it):
        return None
    for timex in (t for t in dated if start <= t.start < end):
        left = _LEFT.search(text, start, timex.start)
        if left is None or not -60 < length.start - timex.end < 60:
            continue
        if left["plain"] or noun or _IN_POST.search(left["how"]):
            return timex
    return None


def _first_day(text: str, dated: Sequence[Timex], last: Timex) -> Timex | None:
    """The only day before it on which somebody was taken on, elected or the like."""
    begun = []
    for timex in (t for t in dated if t.start < last.start and last.end - t.start < _REACH):
        start, end = next((s, e) for s, e in cut_sentences(text) if s <= timex.start < e)
        opens = text[start : timex.start].strip() in ("", "In", "On")
        behind = opens and _TAKEN_BEHIND.match(text, timex.end, min(end, last.start))
        if behind or _TAKEN_BEFORE.search(text, start, timex.start):
            begun.append(timex)
    return begun[0] if len(begun) == 1 else None


def _fails(text: str, first: Timex, last: Timex, length: Timex) -> bool:
    begin, end, duration = first.value, last.value, length.duration
    if begin is None or end is None or duration is None or end.earliest < begin.latest:
        return False
    least, most = bounds_of(duration, text[max(0, length.start - 30) : length.start])
    return end.latest - begin.earliest < least - _MARGIN or end.earliest - begin.latest > most + _MARGIN
