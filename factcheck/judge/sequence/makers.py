"""Judge, part of sequences: who designed or built something, and must have been born when the work on it began."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.events import Event, Says, Statement, finite, widened
from factcheck.judge.sequence.presences import described_as
from factcheck.judge.sequence.said import Events, Said
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.judge.sequence.taking_part import CLAUSE_START, GOVERNED
from factcheck.model.document import Block, BlockKind
from factcheck.model.time import Relation, Timex
from factcheck.patterns import pattern_of
from factcheck.values.network import ORIGIN, Bound, between

_MADE = pattern_of(
    r"\b(?P<words>(?:designed|drawn up|planned|built|made|engineered|laid out|carved|cast|composed|written|painted)\s(?:in\s\d{4}\s)?by"
    r"|(?:to|from|after|on|following)\s(?:the\s|his\s|her\s|an?\s)?(?:designs?|plans?|drawings?)\s(?:of|by))\s(?:the\s|its\s|a\s|an\s)?(?:[a-z]+\s){0,3}\Z",
    re.I,
)
_LIFE = pattern_of(r"\s\((?:born\s|\*\s?)?\d{4}(?:\s?[–-]\s?(?:\d{4})?)?\)")
"""The years of a life right behind the name: `Enoch Tarn (1871–1934)`."""
_MADE_IT = pattern_of(
    r"(?:,\s[^,;:.]{3,60},|,)?\s(?:(?:himself|herself|also|first|then|had)\s)?(?P<words>drew|designed|built|painted|composed|carved|engraved|sketched"
    r"|planned|wrote|cast|wove|photographed|drafted|invented|signed)\b(?!\s(?:on|upon)\b)"
)
DID = "did"
"""Begins the label of what somebody did; what others say of it goes before."""
_LATER = pattern_of(
    r"\b(?:later|re(?:built|stored|paired|modelled|placed|designed)|extended|since|now|today|enlarged|replaced|will|would|planned to|new|copy|replica)\b"
)


def makers_of(case: Case, scene: Scene, events: Events) -> Iterator[Said]:
    """`1714 Work begins on the fortress, designed by the engineer Tobias Ferrant`, who was born in 1722."""
    born: dict[str, Event] = {}
    for by_class in events.values():
        event = by_class.get("born")
        if event is not None and event.thing.entity is not None and not event.thing.where:
            born.setdefault(event.thing.entity, event)
    for entity, event in born.items():
        known = scene.entities[event.thing.entity] if event.thing.entity is not None else None
        if known is None:
            continue
        names = [re.escape(n) for n in scene.names(known.id)]
        for path in known.documents:
            if not scene.calls_in_full(path, known.id):
                continue
            described = [rf"(?<=[Tt]he ){re.escape(n)}" for n in described_as(scene, path, known.id)]
            called = re.compile(rf"(?<![\w’'-])(?:{'|'.join((*names, *described))})(?![\w’'-]|\s+[A-Z])")
            for block in scene.documents[path].blocks:
                times = case.times[path].get(block.index, ())
                if times and not block.boilerplate and block.kind not in (BlockKind.TITLE, BlockKind.HEADING):
                    yield from _in_block(scene, path, block, times, called, entity, event)


def _in_block(
    scene: Scene, path: str, block: Block, times: tuple[Timex, ...], called: re.Pattern[str], entity: str, born: Event
) -> Iterator[Said]:
    for start, end in cut_sentences(block.text):
        for match in called.finditer(block.text, start, end):
            before = block.text[start : match.start()]
            made = _MADE.search(before)
            did = _MADE_IT.match(block.text, match.end(), end)
            is_doer = CLAUSE_START.search(before) or re.search(r",\s\Z|\b[Tt]he\s\Z", before)
            if did is not None and made is None and (not is_doer or GOVERNED.search(before)):
                did = None
            life = _LIFE.match(block.text, match.end(), end)
            dated = [t for t in times if start <= t.start < end and is_known(t)]
            if life is not None:
                dated = [t for t in dated if not life.start() <= t.start < life.end()]
            if (made is None and did is None) or len(dated) != 1 or _LATER.search(block.text[start:end]):
                continue
            timex = dated[0]
            if timex.relation not in (Relation.AT, Relation.DURING, Relation.FROM) or timex.value is None:
                continue
            told = (match.start(), did.end()) if did is not None else (match.start(), match.end())
            if made is not None:
                told = (start + made.start("words"), match.end())
            if re.search(r"[;:]", block.text[timex.end : told[0]]) or re.search(
                r"[;:]", block.text[told[1] : timex.start]
            ):
                continue
            low, high = widened(timex.value, timex)
            if high >= born.low or (life is None and block.text[match.end() : match.end() + 2] in (" (", "’s", "'s")):
                continue
            point = f"{'made' if made is not None else DID} {path} {block.index} {timex.start} {entity}"
            first, last = min(told[0], timex.start), max(told[1], timex.end)
            value = block.source_span(timex.start, timex.end)
            statement = Statement(
                label=point,
                says=Says.DATE,
                words=" ".join(block.text[told[0] : told[1]].split()),
                shown=timex.text,
                evidence=(Evidence(document=path, span=block.source_span(first, last), values=(value,)),),
                documents=(path,),
                date=timex.value,
                name=scene.entities[born.thing.entity].name if born.thing.entity is not None else "",
            )
            bounds = (*between(ORIGIN, point, finite(low), finite(high), point), Bound(point, born.point, 0.0, point))
            yield Said(statement=statement, bounds=bounds)
