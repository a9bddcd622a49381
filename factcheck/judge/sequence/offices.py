"""Judge, part of sequences: terms of office and reigns, and how long they are said to have been in another sentence.

`chaired the board from April 2012 until December 2020` and `He had led the board for eleven years`; `a trustee from 1961 to 1999`
and `in his twenty-two years as a member`; a column `Reigned` and `in a reign of forty-one years`. Ranges and lengths are read
from the words around them, so that one of two claims, or a table, makes a range too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.events import Says, Statement
from factcheck.judge.sequence.leavings import Leaving, leavings_in
from factcheck.judge.sequence.office_lengths import Length, lengths_in
from factcheck.judge.sequence.posts import STAFF, Spell, is_of_part
from factcheck.judge.sequence.said import Events, Said, day_of_text, time_between, time_point
from factcheck.judge.sequence.scene import Scene
from factcheck.judge.sequence.spells import spells_in
from factcheck.judge.sequence.whole_terms import came_back
from factcheck.model.claim import EntityId
from factcheck.model.document import BlockKind
from factcheck.values import dates
from factcheck.values.network import ORIGIN, between
from factcheck.values.words import content_words, synonym


def offices_of(case: Case, scene: Scene, events: Events, told: frozenset[tuple[str, int]]) -> Iterator[Said]:
    """Ranges and lengths of one post that do not fit; `told` are the places of lengths that were judged already."""
    spells: dict[EntityId, list[Spell]] = defaultdict(list)
    left: dict[EntityId, list[Leaving]] = defaultdict(list)
    for path, document in sorted(case.documents.items()):
        times = case.times[path]
        for block in document.blocks:
            found = times.get(block.index, ())
            if not found or block.boilerplate or block.kind in (BlockKind.TITLE, BlockKind.HEADING):
                continue
            for spell in spells_in(scene, path, block, found):
                spells[spell.who].append(spell)
            for leaving in leavings_in(scene, path, block, found):
                left[leaving.who].append(leaving)
    also = frozenset(spells)
    for path, document in sorted(case.documents.items()) if spells else ():
        for block in document.blocks:
            found = case.times[path].get(block.index, ())
            if found and not block.boilerplate and block.kind not in (BlockKind.TITLE, BlockKind.HEADING):
                for length in lengths_in(scene, path, block, found, also):
                    if (path, length.value.start) not in told and length.who in spells:
                        yield from _compared(case, scene, events, length, spells[length.who], left.get(length.who, ()))


_HEADS = frozenset({"direct", "chair", "edit", "conduct", "coach", "command", "govern", "curate"})


def _compared(
    case: Case, scene: Scene, events: Events, length: Length, spells: Sequence[Spell], left: Sequence[Leaving]
) -> Iterator[Said]:
    of_post = [s for s in spells if _is_same_post(scene, length, s, spells)]
    posts = [s.post for s in of_post]
    of_post = [s for s in spells if s.post in posts]  # the same post, told elsewhere
    if not of_post or not _are_one(of_post) or any(s.is_broken for s in of_post):
        return
    if any((s.document, s.sentence) == (length.document, length.sentence) for s in of_post):
        return
    if came_back(scene, length.who):
        return
    # the one that tells most: with an end, and to the day
    spell = min(of_post, key=lambda s: (s.last is None, s.first.latest - s.first.earliest))
    end_day = _end_of(case, events, length, spell) or (_left(left) if len({s.post for s in spells}) == 1 else None)
    if end_day is None:
        return
    low, high, ending = end_day
    least, most = low - spell.first.latest, high - spell.first.earliest
    if most < 0 or (least <= length.most + 1 and length.least <= most + 1):
        return
    label = f"office {spell.document} {spell.value.start}"
    start, end = f"{label} start", f"{label} end"
    statement = Statement(
        label=label,
        says=Says.DATE,
        words="",
        shown=spell.shown,
        evidence=tuple(Evidence(document=s.document, span=s.span, values=(s.value,)) for s in of_post),
        documents=tuple(dict.fromkeys(s.document for s in of_post)),
        date=dates.interval(spell.first, spell.last) if spell.last is not None else spell.first,
        name=_name(scene, spell.who),
    )
    bounds = list(between(ORIGIN, start, spell.first.earliest, spell.first.latest, label))
    if ending is not None:
        yield from ending
        end = next(p for said in ending for b in said.bounds for p in (b.earlier, b.later) if p)
    else:
        bounds += between(ORIGIN, end, low, high, label)
    yield Said(statement=statement, bounds=tuple(bounds))
    spans, wide = (length.span, length.value), (length.least - 1, length.most + 1)
    yield time_between(
        length.document,
        spans,
        length.shown,
        (start, end),
        wide,
        duration=length.duration,
        name=_name(scene, spell.who),
    )


def _are_one(spells: Sequence[Spell]) -> bool:
    """Whether the spells may be one, told more or less finely."""
    firsts, lasts = [s.first for s in spells], [s.last for s in spells if s.last is not None]
    return all(
        max(d.earliest for d in days) <= min(d.latest for d in days) for days in (firsts, lasts) if len(days) > 1
    )


def _name(scene: Scene, who: EntityId) -> str:
    return scene.entities[who].name if who in scene.entities else who


def _left(left: Sequence[Leaving]) -> _Ending | None:
    """The only day on which somebody is said to have left."""
    if len({leaving.timex.value for leaving in left}) != 1 or left[0].timex.value is None:
        return None
    timex, block = left[0].timex, left[0].block
    span = block.source_span(timex.start, timex.end)
    point = f"left {left[0].document} {span.start}"
    day = timex.value
    assert day is not None
    return day.earliest, day.latest, (time_point(left[0].document, span, timex, point, left[0].verb),)


_Ending = tuple[int, int, tuple[Said, ...] | None]


def _end_of(case: Case, events: Events, length: Length, spell: Spell) -> _Ending | None:
    """The first and the last day on which a length may end: of the spell, of a death, or of the text with the length."""
    if spell.last is not None:
        last = spell.last
        told = day_of_text(case, length.document)
        day = told.statement.date if told is not None else None
        if day is not None and spell.first.earliest <= day.earliest and day.latest < last.earliest:
            return day.earliest, last.latest, None  # a text of their time tells what was so far
        return (last.earliest, last.latest, None) if not length.is_present or day is not None else None
    if length.until == "death":
        died = events.get(f"{spell.who}||", {}).get("die")
        # its own bounds stand in the network already
        return (
            (died.low, died.high, (Said(statement=died.statements[0], bounds=died.bounds),))
            if died is not None
            else None
        )
    now = day_of_text(case, length.document) if length.until == "now" else None
    if now is None or now.statement.date is None:
        return None
    return now.statement.date.earliest, now.statement.date.latest, (now,)


def _told_above(scene: Scene, spell: Spell) -> frozenset[str]:
    """The stems of the words that stand above a spell: its title and headings, and its paragraph up to its sentence."""
    document = scene.documents[spell.document]
    block = document.blocks[spell.sentence[0]]
    above = [block.key, *(document.blocks[i].text for i in block.headings)]
    if document.title is not None:
        above.append(document.title.text)
    words = content_words(" ".join((*above, block.text[: spell.sentence[1]])))
    return frozenset(map(synonym, words))


def _is_same_post(scene: Scene, length: Length, spell: Spell, spells: Sequence[Spell]) -> bool:
    sort, of = spell.post
    if of and length.of and is_of_part(of, length.of):
        return False
    # `headed the dairy`, and a list of holders that has no more than their names
    is_one = len({s.post for s in spells}) == 1
    is_plain = (
        not of
        and bool(length.of)
        and (
            (spell.is_listed and all(scene.speaks_of(spell.document, (word,)) for word in length.of))
            or (is_one and length.of <= _told_above(scene, spell))
        )
    )
    is_named = not length.of or length.of <= of or (bool(of) and of <= length.of) or is_plain
    if STAFF in (sort, length.sort):
        is_only = spell.is_listed and not of and sum(s.post[0] == STAFF for s in spells) == 1
        return sort == length.sort and (bool(length.of & of) or is_only)
    if length.sort == sort:
        return is_named and (bool(length.of & of) or len({s.post[1] for s in spells if s.post[0] == sort}) == 1)
    if len(sort) > 1 or len(length.sort) > 1:
        return False  # a deputy
    if length.sort == ("head",):
        return sort[0] in _HEADS and is_named and len({s.post for s in spells if s.post[0][0] in _HEADS}) == 1
    if length.sort == ("office",) or sort == ("office",):
        return len({s.post for s in spells}) == 1 and is_named
    if length.sort[0] in _HEADS and sort[0] in _HEADS:
        is_only = is_plain and len({s.post for s in spells}) == 1
        return (bool(length.of & of) and is_named) or is_only  # `chaired the board` and `led the board`
    return False
