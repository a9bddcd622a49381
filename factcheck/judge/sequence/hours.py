"""Judge, part of sequences: times of day and the hours between them: `from 9 a.m. to 3 p.m., a total of eight hours`.

A report may have its times under keys (`Began: 06:42`, `Resolved: 11:17`) and another document the length (`the outage of 11
February lasted almost six hours`); the two meet by the day, if one report alone is of that day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.events import Says, Statement
from factcheck.judge.sequence.office_lengths import bounds_of
from factcheck.judge.sequence.said import Said, time_between
from factcheck.judge.sequence.scene import cut_sentences
from factcheck.model.document import Block, BlockKind, Document, Span
from factcheck.model.time import Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.network import ORIGIN, between

_MINUTES = 1440
_CLOCK = r"(?:(?P<{0}h>\d{{1,2}})(?:[:.](?P<{0}m>\d\d))?\s?(?P<{0}p>a\.?m\.?|p\.?m\.?)?|(?P<{0}w>noon|midday|midnight))"
_FROM_TO = pattern_of(
    rf"\b(?:[Ff]rom|[Bb]etween)\s{_CLOCK.format('a')}\s(?:to|until|till|and)\s{_CLOCK.format('b')}(?P<behind>,?\s(?:\(|–\s|—\s)?(?:a\stotal\sof\s|in\sall\s|altogether\s|that\sis,?\s|for\s|lasting\s|all\sof\s)?"
    r"(?:just\sunder\s|just\sover\s|nearly\s|almost\s|more\sthan\s|over\s|about\s)?)"
)
_KEY_START = pattern_of(r"(?:.*\b)?(?:began|begin|start(?:ed)?|start time|from|detected|onset|opened)\Z", re.I)
_KEY_END = pattern_of(r"(?:.*\b)?(?:ended|end|end time|resolved|finished|restored|until|over|closed|recovered)\Z", re.I)
_KEY_TIME = pattern_of(r"\A\s*(?P<h>\d{1,2})[:.](?P<m>\d\d)\s?(?P<p>a\.?m\.?|p\.?m\.?)?\b(?P<rest>.*)", re.S | re.I)
_NEXT_DAY = pattern_of(r"\b(?:next|following|later) (?:day|morning)|\d{1,2} [A-Z][a-z]+|days?\b")
_LASTED = pattern_of(
    r"\b(?:outage|incident|failure|fault|interruption|disturbance|blackout|power cut|breakdown|disruption|event|closure|delay|stoppage|it|this|hearing|debate|session|meeting|match|operation|flight|siege|strike)\s"
    r"(?:had\s)?(?:lasted|went on|took|ran)\s(?:for\s)?(?:just\sunder\s|just\sover\s|nearly\s|almost\s|more\sthan\s|over\s|about\s|some\s|less\sthan\s|not\squite\s)?\Z"
)


def hours_of(case: Case) -> Iterator[Said]:
    """Lengths in hours and minutes that do not fit the times of day which they are told with."""
    reports = _reports(case)
    for path, document in sorted(case.documents.items()):
        for block in document.blocks:
            found = case.times[path].get(block.index, ())
            lengths = [t for t in found if _is_length(t)]
            if not lengths or block.boilerplate:
                continue
            yield from _in_words(path, block, lengths)
            yield from _of_report(path, block, found, lengths, reports)


def _is_length(timex: Timex) -> bool:
    duration = timex.duration
    return (
        timex.type is TimexType.DURATION
        and duration is not None
        and duration.unit in ("hour", "minute")
        and not duration.vague
        and duration.high is None
    )


def _in_words(path: str, block: Block, lengths: Sequence[Timex]) -> Iterator[Said]:
    """`from 9 a.m. to 3 p.m., a total of eight hours`."""
    for match in _FROM_TO.finditer(block.text):
        timex = next((t for t in lengths if t.start == match.end()), None) or _told_next(block.text, match, lengths)
        spans = _spans(match)
        if timex is None or timex.duration is None or not spans:
            continue
        least, most = bounds_of(timex.duration, block.text[max(0, timex.start - 24) : timex.start])
        if any(least <= m / _MINUTES <= most for m in spans):
            continue
        span = block.source_span(match.start(), match.start("behind"))
        yield from _tell(
            path,
            span,
            block.text[match.start() : match.start("behind")],
            spans[0],
            (path, block, timex),
            (least, most),
            None,
        )


def _told_next(text: str, match: re.Match[str], lengths: Sequence[Timex]) -> Timex | None:
    """The length that the next sentence tells of the same thing: `From 9.10 to 11.40 … . The outage lasted three hours`."""
    if len(_FROM_TO.findall(text)) != 1:
        return None
    sentences = cut_sentences(text)
    here = next((n for n, (start, end) in enumerate(sentences) if start <= match.start() < end), len(sentences))
    if here + 1 >= len(sentences):
        return None
    start, end = sentences[here + 1]
    inside = [t for t in lengths if start <= t.start < end]
    if len(inside) != 1 or any(sentences[here][0] <= t.start < start for t in lengths):
        return None
    lead = text[start : inside[0].modifier_start or inside[0].start]
    return inside[0] if len(lead.split()) <= _LEAD_WORDS and _LASTED.search(text, start, inside[0].start) else None


_LEAD_WORDS = 5


def _spans(match: re.Match[str]) -> list[int]:
    """The minutes from the one time of day to the other; both halves of the day where the words leave it open."""
    first, first_half = _minutes(match["ah"], match["am"], match["ap"], match["aw"])
    last, last_half = _minutes(match["bh"], match["bm"], match["bp"], match["bw"])
    if first is None or last is None:
        return []
    plain = (last - first) % _MINUTES
    if first_half and last_half:
        return [plain]
    is_24 = first >= 13 * 60 or last >= 13 * 60 or (match["am"] is not None and match["bm"] is not None)
    return [plain] if is_24 and not (first_half or last_half) else sorted({plain, (plain + 720) % _MINUTES})


def _minutes(hour: str | None, minute: str | None, part: str | None, word: str | None) -> tuple[int | None, bool]:
    """Minutes of the day, and whether the half of the day is sure."""
    if word:
        return (0 if word == "midnight" else 720), True
    if hour is None or int(hour) > 24 or int(minute or 0) > 59:
        return None, False
    hours = int(hour)
    if part:
        hours = hours % 12 + (12 if part[0] in "pP" else 0)
    return hours * 60 + int(minute or 0), bool(part) or hours > 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    document: str
    span: Span
    shown: str
    day: DateValue
    minutes: int


def _reports(case: Case) -> dict[int, list[_Report]]:
    """By day: the reports that have a time under a key for the start, and one under a key for the end."""
    found: dict[int, list[_Report]] = defaultdict(list)
    for path, document in sorted(case.documents.items()):
        report = _report(case, path, document)
        if report is not None:
            found[report.day.earliest].append(report)
    return found


def _report(case: Case, path: str, document: Document) -> _Report | None:
    keyed = [b for b in document.blocks if b.kind in (BlockKind.KEY_VALUE, BlockKind.FRONT_MATTER)]
    starts = [b for b in keyed if _KEY_START.fullmatch(b.key.strip(": ")) and _KEY_TIME.match(b.text)]
    ends = [b for b in keyed if _KEY_END.fullmatch(b.key.strip(": ")) and _KEY_TIME.match(b.text)]
    days = {
        t.value.earliest: t.value
        for b in keyed
        if b.key.lower().endswith("date")
        for t in case.times[path].get(b.index, ())
        if t.value is not None and t.value.granularity is Granularity.DAY and not t.value.extended
    }
    if len(starts) != 1 or len(ends) != 1 or len(days) != 1:
        return None
    first, last = (_KEY_TIME.match(b.text) for b in (starts[0], ends[0]))
    if first is None or last is None or _NEXT_DAY.search(last["rest"]):
        return None
    a, _ = _minutes(first["h"], first["m"], first["p"], None)
    b, _ = _minutes(last["h"], last["m"], last["p"], None)
    if a is None or b is None or b <= a:
        return None
    edges = [block.source_span(0, len(block.text)) for block in (starts[0], ends[0])]
    span = Span(min(e.start for e in edges), max(e.end for e in edges))
    return _Report(
        document=path,
        span=span,
        shown=f"{starts[0].text} to {ends[0].text}",
        day=next(iter(days.values())),
        minutes=b - a,
    )


def _of_report(
    path: str, block: Block, found: Sequence[Timex], lengths: Sequence[Timex], reports: dict[int, list[_Report]]
) -> Iterator[Said]:
    """`the outage of 11 February 2025 …: it lasted just under six hours`, and the one report of that day."""
    for start, end in cut_sentences(block.text):
        days = {
            t.value.earliest
            for t in found
            if start <= t.start < end and is_known(t) and t.value is not None and t.value.granularity is Granularity.DAY
        }
        inside = [t for t in lengths if start <= t.start < end]
        if len(days) != 1 or len(inside) != 1:
            continue
        told = reports.get(next(iter(days)), [])
        timex = inside[0]
        lead = block.text[start : timex.start]
        if len(told) != 1 or timex.duration is None or not _LASTED.search(lead):
            continue
        report = told[0]
        least, most = bounds_of(timex.duration, lead)
        if not least <= report.minutes / _MINUTES <= most:
            yield from _tell(
                report.document,
                report.span,
                report.shown,
                report.minutes,
                (path, block, timex),
                (least, most),
                report.day,
            )


def _tell(
    path: str,
    span: Span,
    shown: str,
    minutes: int,
    length: tuple[str, Block, Timex],
    days: tuple[float, float],
    day: DateValue | None,
) -> Iterator[Said]:
    where, block, timex = length
    label = f"hours {path} {span.start}"
    start, end = f"{label} start", f"{label} end"
    base = day.earliest if day is not None else 1
    told = f"{shown} ({minutes // 60} h {minutes % 60} min)"
    times = Statement(
        label=label,
        says=Says.DATE,
        words=told,
        shown=told,
        evidence=(Evidence(document=path, span=span, values=(span,)),),
        documents=(path,),
        date=dates.of_day(base),
    )
    last = base + minutes / _MINUTES
    yield Said(
        statement=times, bounds=(*between(ORIGIN, start, base, base, label), *between(ORIGIN, end, last, last, label))
    )
    value = block.source_span(timex.start, timex.end)
    words = " ".join(block.text[timex.modifier_start or timex.start : timex.end].split())
    yield time_between(where, (value, value), words, (start, end), days)
