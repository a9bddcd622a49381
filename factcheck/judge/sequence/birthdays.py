"""Judge, part of sequences: dates told by a birthday: `on 4 March 1980, her sixtieth birthday`, `five weeks after her twenty-eighth`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.events import Event, Says, Statement
from factcheck.judge.sequence.knowledge import number_of, ordinal_of
from factcheck.judge.sequence.owners import owner_of
from factcheck.judge.sequence.said import Events, Said, time_point
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.model.claim import EntityId
from factcheck.model.document import Block, BlockKind
from factcheck.model.time import Relation, Timex
from factcheck.patterns import pattern_of
from factcheck.values.durations import DAYS
from factcheck.values.network import between

_BIRTHDAY = pattern_of(
    r"(?P<words>(?:(?P<count>\d{1,2}|[a-z]+(?:-[a-z]+)?)\s(?P<unit>day|week|month)s?\s(?P<side>after|before)\s)?"
    r"(?P<whose>his|her|[A-Z][\w’'. -]{2,40}?[’']s?)\s(?P<nth>\d{1,3}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)\sbirthday)\b"
)
_BEHIND = pattern_of(r"\s*,?\s*\(?(?:on|was|fell on|is)?\s*(?:the\s)?\Z")
_BEFORE = pattern_of(r"\s*,\s*(?:which was\s|on\s|just\s|exactly\s)?\Z")


def birthdays_of(case: Case, scene: Scene, events: Events) -> Iterator[Said]:
    """A date beside a birthday that another date of birth gives."""
    born: dict[EntityId, Event] = {}
    for by_class in events.values():
        event = by_class.get("born")
        if event is not None and event.thing.entity is not None and not event.thing.part:
            born.setdefault(event.thing.entity, event)
    for path, document in sorted(case.documents.items()) if born else ():
        for block in document.blocks:
            times = case.times[path].get(block.index, ())
            if not times or "birthday" not in block.text or block.boilerplate or block.kind is BlockKind.HEADING:
                continue
            for match in _BIRTHDAY.finditer(block.text):
                yield from _beside(scene, path, block, match, times, born)


def _beside(
    scene: Scene, path: str, block: Block, match: re.Match[str], times: tuple[Timex, ...], born: dict[EntityId, Event]
) -> Iterator[Said]:
    years = ordinal_of(match["nth"])
    start, end = next((s, e) for s, e in cut_sentences(block.text) if s <= match.start() < e)
    timex = _date_beside(block.text, match, [t for t in times if start <= t.start < end and is_known(t)])
    who = _whose(scene, path, block, match)
    event = born.get(who) if who is not None else None
    if years is None or timex is None or event is None or timex.value is None:
        return
    count = 0 if match["count"] is None else 1 if match["count"] in ("a", "one") else number_of(match["count"])
    if count is None:
        return
    unit = DAYS[match["unit"]] if match["unit"] else 1.0
    off = count * unit * (-1 if match["side"] == "before" else 1)
    slack = 1.0 if not count else 1.0 if match["unit"] == "day" else 0.999 * unit
    low, high = years * DAYS["year"] + off - slack - 1, years * DAYS["year"] + off + slack + 1
    first, last = timex.value.earliest, timex.value.latest
    if first - event.high <= high and low <= last - event.low:
        return
    point = f"birthday {path} {block.index} {timex.start}"
    yield time_point(path, block.source_span(timex.start, timex.end), timex, point)
    span = block.source_span(match.start(), match.end())
    statement = Statement(
        label=f"{point} of",
        says=Says.AGE,
        words=match["words"],
        shown=match["words"],
        evidence=(Evidence(document=path, span=span, values=(span,)),),
        documents=(path,),
        start=event.point,
        name=scene.entities[who].name if who is not None else "",
    )
    yield Said(statement=statement, bounds=tuple(between(event.point, point, low, high, statement.label)))


def _date_beside(text: str, match: re.Match[str], dated: list[Timex]) -> Timex | None:
    for timex in dated:
        if timex.relation is not Relation.AT:
            continue
        if timex.end <= match.start() and _BEFORE.fullmatch(text[timex.end : match.start()]):
            return timex
        if timex.start >= match.end() and _BEHIND.fullmatch(text[match.end() : timex.start]):
            return timex
    return None


def _whose(scene: Scene, path: str, block: Block, match: re.Match[str]) -> EntityId | None:
    if match["whose"] in ("his", "her"):
        return owner_of(scene, path, block, match.start(), match["whose"])
    return scene.named(re.sub(r"[’']s?\Z", "", match["whose"]))
