"""Judge, part of sequences: how long a sitting, a strike, a refit lasted, where its days stand in another sentence or document.

`The consultation on the Quay ran from 4 May to 1 June 2020` and `The consultation lasted six weeks`: the two meet by the noun, by
the names beside it, and only where the documents date one such thing. Claims tell most of it; here the noun need not be a subject.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.durations import BROKEN
from factcheck.judge.sequence.events import Says, Statement
from factcheck.judge.sequence.office_lengths import bounds_of
from factcheck.judge.sequence.said import Said, time_between
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.judge.sequence.sequels import edges_of
from factcheck.judge.sequence.spells import ranges_in
from factcheck.model.document import Block, BlockKind, Span
from factcheck.model.time import Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.network import ORIGIN, between
from factcheck.values.words import content_words, stem

_NOUN = r"consultation|inquiry|enquiry|inquest|hearing|trial|strike|lockout|siege|blockade|occupation|excavation|dig|expedition|voyage|refit|renovation|restoration|rebuilding|exhibition|closure|quarantine|curfew|lockdown|outbreak|epidemic|drought|truce|ceasefire|filming"
_LASTED = r"(?:had\s|has\s)?(?:lasted|ran|runs|went on|dragged on|took|was open|stayed open|continued|sat|was held)"
_SUBJECT = pattern_of(
    rf"\b(?P<noun>{_NOUN})\b(?P<of>[^,;:.]{{0,70}}?)\s{_LASTED}\s(?:for\s)?(?:all of\s|more than\s|over\s|nearly\s|almost\s|about\s|some\s|only\s|just\s|just under\s|just over\s)*\Z",
    re.I,
)
_BEHIND = pattern_of(rf"[\s-](?P<noun>{_NOUN})\b", re.I)
_OF = pattern_of(
    rf"\b(?:the|this|that|its|their|a|an)\s(?:\w+\s){{0,2}}(?P<noun>{_NOUN})(?P<of>[^,;:.]{{0,40}}?)\sof\s(?:nearly\s|almost\s|more than\s|over\s|about\s|some\s)?\Z",
    re.I,
)
_DATED = pattern_of(
    rf"\b(?P<noun>{_NOUN})\b(?P<of>[^,;:.]{{0,70}}?)(?:\s{_LASTED})?,?\s(?:from\s|between\s)?\(?\Z", re.I
)
_RAN = pattern_of(rf"\b{_LASTED}\b|\b(?:from|between)\s\Z|\(\Z", re.I)
_OTHER_VERB = pattern_of(r"\b(?:is|was|are|were|has|had|have)\b")
"""What tells, between a noun and a bracket, that this is of something else: `The strike is remembered for Ann Lee (1887–1965)`."""
_SOME = pattern_of(
    r"\b(?:second|another|other|next|new|first|third|each|every|two|three|several|planned|will|would|should|shall|may|could|not|usually|typical\w*|such|unlike|than|like|compared|previous|earlier|former)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lasting:
    """A sitting with its days, as one passage tells them."""

    path: str
    names: frozenset[str]
    what: frozenset[str]
    """The words of matter behind the noun: `on the new quay`."""
    first: DateValue
    last: DateValue
    evidence: tuple[Evidence, ...]
    shown: str
    place: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Length:
    path: str
    names: frozenset[str]
    what: frozenset[str]
    timex: Timex
    days: tuple[float, float]
    span: Span
    value: Span
    shown: str
    place: tuple[int, int]


def sittings_of(case: Case, scene: Scene) -> Iterator[Said]:
    """Lengths that do not fit the only days told of what lasted so long."""
    lastings: dict[str, list[_Lasting]] = defaultdict(list)
    lengths: dict[str, list[_Length]] = defaultdict(list)
    for path, block, found in _told_in_prose(case):
        if any(t.type is TimexType.DURATION for t in found):
            for start, end, inside in _by_sentence(block, found):
                for noun, length in _lengths(path, block, start, end, inside):
                    lengths[noun].append(length)
    if not lengths:
        return
    for path, block, found in _told_in_prose(case):
        for start, _, inside in _by_sentence(block, found):
            for noun, lasting in _dated(path, block, start, inside):
                lastings[noun].append(lasting)
    for noun, path, first, last in edges_of(case):
        if lengths.get(noun) and first.value is not None and last.value is not None:
            lastings[noun].append(
                _Lasting(
                    path=path, names=frozenset(), what=frozenset(), first=first.value, last=last.value, shown=f"{first.text} to {last.text}",
                    evidence=tuple(Evidence(document=p, span=s, values=(v,)) for p, s, v in (first.place, last.place)),
                    place=(-1, 0),
                )
            )  # fmt: skip
    for noun, listed in sorted(lengths.items()):
        told = lastings.get(noun, [])
        if len({(t.first.edtf, t.last.edtf) for t in told}) == 1 and _is_one([*told, *listed]):
            for length in listed:
                if (length.path, length.place) not in {(t.path, t.place) for t in told}:
                    yield from _compared(scene, told[0], length)


def _told_in_prose(case: Case) -> Iterator[tuple[str, Block, Sequence[Timex]]]:
    """The paragraphs that tell times."""
    for path, document in sorted(case.documents.items()):
        times = case.times[path]
        for block in document.blocks:
            found = times.get(block.index, ())
            if found and not block.boilerplate and block.kind in _PROSE:
                yield path, block, found


def _by_sentence(block: Block, found: Sequence[Timex]) -> Iterator[tuple[int, int, list[Timex]]]:
    """The sentences that tell times, with these."""
    for start, end in cut_sentences(block.text):
        inside = [t for t in found if start <= t.start < end]
        if inside:
            yield start, end, inside


_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.CAPTION)


def _is_one(told: Sequence[_Lasting | _Length]) -> bool:
    """Whether no two passages name different things beside the noun."""
    return all(a & b for part in ("names", "what") for a in _parts(told, part) for b in _parts(told, part))


def _parts(told: Sequence[_Lasting | _Length], part: str) -> list[frozenset[str]]:
    return [words for t in told if (words := t.names if part == "names" else t.what)]


def _what(match: re.Match[str]) -> frozenset[str]:
    words = match.groupdict().get("of") or ""
    return frozenset(w for w in content_words(words) if not re.search(rf"\b{re.escape(w)}", _LASTED))


def _names(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in re.findall(r"(?<!\A)(?<![.!?] )\b[A-Z][\w’'-]+", text))


_BEGAN = pattern_of(
    rf"\b(?P<noun>{_NOUN})\b(?P<of>[^,;:.]{{0,70}}?)\s(?:began|started|opened|commenced|broke\sout|was\s(?:opened|begun|called|declared|imposed))\s(?:on|in)\s(?:the\s)?\Z",
    re.I,
)
_ENDED = pattern_of(
    r",?\s(?:and|but|to|,)\s(?:it\s)?(?:ended|closed|finished|came\sto\san\send|was\s(?:over|closed|ended|lifted|called\soff|broken\soff))\s(?:on|in|only\son)\s(?:the\s)?",
    re.I,
)


def _by_two_verbs(path: str, block: Block, start: int, inside: Sequence[Timex]) -> Iterator[tuple[str, _Lasting]]:
    """`The siege of Torne began on 4 May 1711 and ended on 9 August 1711`."""
    dated = [t for t in inside if t.type is TimexType.DATE]
    if len(dated) != 2 or len(inside) != 2 or not all(map(is_known, dated)):
        return
    first, last = dated
    lead = block.text[start : first.start]
    match = _BEGAN.search(lead)
    if match is None or _SOME.search(lead) or not _ENDED.fullmatch(block.text[first.end : last.start]):
        return
    if first.value is None or last.value is None or first.value.earliest > last.value.latest:
        return
    span = block.source_span(start + match.start(), last.end)
    days = tuple(block.source_span(t.start, t.end) for t in dated)
    yield (
        stem(match["noun"].lower()),
        _Lasting(
            path=path,
            names=_names(lead),
            what=_what(match),
            first=first.value,
            last=last.value,
            evidence=(Evidence(document=path, span=span, values=days),),
            shown=f"{first.text} to {last.text}",
            place=(block.index, start),
        ),
    )


def _dated(path: str, block: Block, start: int, inside: Sequence[Timex]) -> Iterator[tuple[str, _Lasting]]:
    yield from _by_two_verbs(path, block, start, inside)
    spans = list(ranges_in(block.text, inside))
    if len(spans) != 1:
        return
    at, until, first, last = spans[0]
    match = _DATED.search(block.text[start:at])
    if (
        match is None
        or _SOME.search(block.text[start:at])
        or not _RAN.search(block.text[start + match.end("noun") : at])
        or (match[0].endswith("(") and _OTHER_VERB.search(match["of"]))
    ):
        return
    span, value = block.source_span(start + match.start(), until), block.source_span(at, until)
    yield (
        stem(match["noun"].lower()),
        _Lasting(
            path=path,
            names=_names(block.text[start:at]),
            what=_what(match),
            first=first,
            last=last,
            evidence=(Evidence(document=path, span=span, values=(value,)),),
            shown=block.text[at:until],
            place=(block.index, start),
        ),
    )


def _lengths(path: str, block: Block, start: int, end: int, inside: Sequence[Timex]) -> Iterator[tuple[str, _Length]]:
    text = block.text
    if len([t for t in inside if t.type is TimexType.DURATION]) != 1 or BROKEN.search(text[start:end]):
        return
    for timex in inside:
        duration = timex.duration
        if timex.type is not TimexType.DURATION or duration is None or duration.vague or duration.working:
            continue
        if duration.unit not in ("day", "week", "fortnight", "month", "year") or duration.high is not None:
            continue
        lead = text[start : timex.start]
        match = _SUBJECT.search(lead) or _OF.search(lead)
        shown_end, begin = timex.end, start + match.start() if match is not None else timex.start
        if match is None and "-" in timex.text and re.search(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Tt]his)\s\Z", lead):
            match = _BEHIND.match(text, timex.end)
            shown_end = match.end() if match is not None else timex.end
        if match is None or _SOME.search(lead) or _is_of_other_time(text, timex, inside):
            continue
        yield (
            stem(match["noun"].lower()),
            _Length(
                path=path,
                names=_names(text[start:shown_end]),
                what=_what(match),
                timex=timex,
                days=bounds_of(duration, lead),
                span=block.source_span(begin, shown_end),
                value=block.source_span(timex.start, timex.end),
                shown=" ".join(text[begin:shown_end].split()),
                place=(block.index, start),
            ),
        )


def _is_of_other_time(text: str, length: Timex, inside: Sequence[Timex]) -> bool:
    """Whether a date behind a length tells of which sitting it is: `the strike of two weeks in 1912`."""
    return any(
        t.type is TimexType.DATE and _IN.fullmatch(text, length.end, t.start) for t in inside if t.start >= length.end
    )


_IN = pattern_of(r"\s(?:in|of|at)\s(?:the\s)?")


def _compared(scene: Scene, told: _Lasting, length: _Length) -> Iterator[Said]:
    is_one = bool(told.names & length.names) or told.path == length.path
    if not is_one and not scene.are_of_one_matter(told.path, length.path):
        return
    least, most = length.days
    low, high = told.last.earliest - told.first.latest, told.last.latest - told.first.earliest
    if high < 0 or (low <= most + 1 and least <= high + 1):
        return
    label = f"sitting {told.path} {told.evidence[0].span.start}"
    start, end = f"{label} start", f"{label} end"
    statement = Statement(
        label=label,
        says=Says.DATE,
        words="",
        shown=told.shown,
        evidence=told.evidence,
        documents=tuple(dict.fromkeys(e.document for e in told.evidence)),
        date=dates.interval(told.first, told.last),
    )
    yield Said(
        statement=statement,
        bounds=(
            *between(ORIGIN, start, told.first.earliest, told.first.latest, label),
            *between(ORIGIN, end, told.last.earliest, told.last.latest, label),
        ),
    )
    spans = (length.span, length.value)
    wide = (least - 1, most + 1)
    yield time_between(length.path, spans, length.shown, (start, end), wide, duration=length.timex.duration)
