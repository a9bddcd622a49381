"""Extract, part of statements: places of events that no verb of their own puts there.

`Next meeting: 14 January 2025, 7 pm, in the Scout Hall`, `Come to the Mill Green on 6 July`, `the Salt Theatre was packed for
the first performance of X`, `the fire at the Minto depot`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import alternatives, closed_class
from factcheck.extract.place_statements import whole_place
from factcheck.extract.statement_drafts import statement
from factcheck.extract.stretches import near
from factcheck.extract.word_hints import hint_of
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.model.time import TimexType
from factcheck.patterns import pattern_of
from factcheck.values.holders import holders
from factcheck.values.words import stem

_LABELLED = pattern_of(
    r"\s*[*_]*(?P<thing>(?:[A-Za-z][\w’'-]*[ ]){0,4}?(?P<noun>" + alternatives("gatherings") + r"))[ ]?[*_]*:[*_]*\s",
    re.I,
)
_AFTER_TIME = pattern_of(
    r"(?:[\s,;–—(]|(?:from |at )?\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?)*(?:(?:in|at)[ ](?:the[ ])?|the[ ])?"
)
_COME = pattern_of(
    r"(?:\A|(?<=[.!?:,;][ ])|(?<=\band[ ])|(?<=\bPlease[ ])|(?<=\bplease[ ]))(?:[Cc]ome|[Jj]oin us|[Mm]eet us|[Mm]eet|[Gg]ather)[ ](?:along[ ]|together[ ])?(?:to|at|in|on)[ ](?:the[ ])?\Z"
)
_HOSTED = pattern_of(
    r"[ ](?:(?:was|is|will be)[ ](?:(?:packed|full|sold out|crowded|chosen|booked|decked out)[ ]for|(?:the[ ])?(?:venue|setting|scene|stage)[ ](?:of|for))|hosted|hosts|will host|played host to|saw|witnessed)[ ](?P<thing>(?:the[ ]|its[ ]|their[ ]|his[ ]|her[ ])?(?P<first>first[ ](?:public[ ])?(?:performance|night|showing|staging|screening|concert)|premiere|opening night|world premiere|final|ceremony|congress|conference|count|inquest|hearing|trial|signing|meeting|launch|wedding|funeral|award ceremony|match)\b(?:[ ]of[ ](?:the[ ])?)?)"
)
_INCIDENT = pattern_of(
    r"\b(?P<thing>(?:[Tt]he|[Aa])[ ](?:[a-z][\w-]*[ ]){0,2}?(?P<noun>"
    + alternatives("incidents")
    + r"))[ ](?:of[ ]the[ ][a-z]+[ ])?(?P<at>at|in)[ ](?:the[ ]|our[ ])?\Z"
)
_ITS = pattern_of(r"(?:its|their|his|her) ")
_PREMIERES = ("first", "premiere", "opening night", "world premiere")


def event_places_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """The places of a sentence that an event is put in by a label, an invitation, or the other way round."""
    if not sentence.names:
        return
    text, lows = sentence.block.text, sentence.vocabulary
    if ":" in text[sentence.start : sentence.start + 60] and (
        label := _LABELLED.match(text, sentence.start, sentence.end)
    ):
        yield from _labelled(found, sentence, label)
    if not sentence.hints & _MAY_PLACE:
        return
    if not _INVITES.isdisjoint(lows):
        yield from _invited(found, sentence)
    if not _HOSTS.isdisjoint(lows):
        yield from _hosted(found, sentence)
    if not _INCIDENTS.isdisjoint(lows):
        yield from _incidents(found, sentence)


_INVITES = frozenset(["come", "join", "meet", "gather"])
_HOSTS = closed_class("hosts")
_INCIDENTS = closed_class("incidents")
_MAY_PLACE = hint_of((_INVITES | _HOSTS | _INCIDENTS).__contains__)


def _labelled(found: Extraction, sentence: Clauses, label: re.Match[str]) -> Iterator[DraftClaim]:
    """Of `Next meeting: Tuesday, 14 January 2025, 7 pm, in the Scout Hall`: the place behind the time."""
    text = sentence.block.text
    times = [
        t
        for t in near(found.times[sentence.block.index], label.end(), sentence.end)
        if label.end() <= t.start < sentence.end and t.type in (TimexType.DATE, TimexType.TIME)
    ]
    if not times:
        return
    for name in sentence.names:
        last = max((t.end for t in times if t.end <= name.start), default=-1)
        if last < 0 or (name.kind is NameKind.PERSON and len(name.text.split()) > 1 and not _is_building(name)):
            continue
        if not _AFTER_TIME.fullmatch(text, last, name.start):
            continue
        value = _whole(sentence, name)
        yield statement(
            found, sentence, ClaimType.PLACE, value, "hold", None, how="place", about=label.span("thing"),
            clause=(label.start("thing"), value[1]), shown=label["noun"],
        )  # fmt: skip
        return


def _is_building(name: NameMention) -> bool:
    """Whether the last word of a name makes a place of it: `Mill Green`."""
    return stem(name.text.split()[-1].lower()) in holders().sorts


def _invited(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """Of `Come to the Mill Green on 6 July`: where what the text invites to takes place, if it names the day."""
    text = sentence.block.text
    times = near(found.times[sentence.block.index], sentence.start, sentence.end)
    if not any(sentence.start <= t.start < sentence.end for t in times):
        return
    for name in sentence.names:
        low = max(sentence.start, name.start - 40)
        match = _COME.search(text[low : name.start])
        if match is None or (match.start() == 0 and low > sentence.start):
            continue
        if name.kind is NameKind.PERSON and len(name.text.split()) > 1 and not _is_building(name):
            continue
        value = _whole(sentence, name)
        yield statement(
            found, sentence, ClaimType.PLACE, value, "hold", None, how="come",
            clause=(low + match.start(), value[1]), shown=match[0].split()[0].lower(),
        )  # fmt: skip
        return


def _hosted(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """Of `the Salt Theatre was packed for the first performance of The Grey Mare`: where that was."""
    text = sentence.block.text
    for name in sentence.names:
        end = _whole(sentence, name)[1]
        if place := re.match(r" in (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?", text[end : sentence.end]):
            end += place.end()
        match = _HOSTED.match(text, end, sentence.end)
        if match is None or (name.kind is NameKind.PERSON and not _is_building(name) and " " in name.text):
            continue
        thing = next((n for n in sentence.names if n.start == match.end()), None)
        about = (thing.start, thing.end) if thing is not None else match.span("thing")
        if thing is None and (owner := _ITS.match(match["thing"])):
            about = (match.start("thing"), match.start("thing") + owner.end() - 1)  # of what `its` means
        act = "premiere" if match["first"].startswith(_PREMIERES) else "hold"
        value = (name.start, _whole(sentence, name)[1])
        yield statement(
            found, sentence, ClaimType.PLACE, value, act, None, how="host", about=about,
            clause=(name.start, max(match.end(), about[1])), shown=match["first"],
        )  # fmt: skip


def _incidents(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """Of `the fire at the Minto depot`: where it was."""
    text = sentence.block.text
    for name in sentence.names:
        low = max(sentence.start, name.start - 60)
        match = _INCIDENT.search(text[low : name.start])
        if match is None or (name.kind is NameKind.PERSON and " " in name.text and not _is_building(name)):
            continue
        value = _whole(sentence, name)
        start = low + match.start("thing")
        yield statement(
            found, sentence, ClaimType.PLACE, value, "happen", None, how="place",
            about=(start, low + match.end("thing")), clause=(start, value[1]), shown=match["noun"],
        )  # fmt: skip


def _whole(sentence: Clauses, name: NameMention) -> tuple[int, int]:
    return whole_place(sentence, name) or (name.start, name.end)
