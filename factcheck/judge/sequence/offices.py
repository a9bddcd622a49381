"""Judge, part of sequences: terms of office and reigns, and how long they are said to have been in another sentence.

`chaired the board from April 2012 until December 2020` and `He had led the board for eleven years`; `a trustee from 1961 to 1999`
and `in his twenty-two years as a member`; a column `Reigned` and `in a reign of forty-one years`. Ranges and lengths are read
from the words around them, so that one of two claims, or a table, makes a range too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.durations import BROKEN
from factcheck.judge.sequence.events import Says, Statement
from factcheck.judge.sequence.owners import owner_before, owner_of
from factcheck.judge.sequence.said import Said
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.judge.sequence.tenures import sort_of
from factcheck.model.claim import EntityId
from factcheck.model.document import Block, BlockKind, Span
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.values import dates
from factcheck.values.dates import OPEN_END, OPEN_START, DateValue
from factcheck.values.durations import DAYS, Duration
from factcheck.values.network import ORIGIN, between
from factcheck.values.words import stem

Post = tuple[tuple[str, ...], frozenset[str]]
"""The sort of a post with what makes it a lesser one, and the stems of the words behind it: of what it is the post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """From when to when somebody held a post."""

    who: EntityId
    post: Post
    first: DateValue
    last: DateValue
    document: str
    span: Span
    value: Span
    shown: str
    sentence: tuple[int, int]
    is_broken: bool


_DONE = r"directed|led|headed|ran|chaired|managed|edited|conducted|coached|governed|commanded|ruled|reigned|captained|presided"
_HELD = re.compile(
    rf"\s(?:(?:was|were|had been|has been|remained|served as|acted as|worked as|became|sat as)\s(?:the\s|its\s|their\s|an?\s)?(?P<post>[a-z][a-z-]+(?:\s[a-z][a-z-]+){{0,2}}?)(?:\s(?:of|at|for|to|in|on)\s(?:the\s)?(?P<of>[^,;:]{{2,60}}?))?"
    rf"|(?P<done>{_DONE})(?:\s(?:over\s)?(?:the\s|its\s|their\s)?(?P<what>[^,;:.]{{2,60}}?))?"
    rf"|(?:held|occupied)\s(?:the|this|that)\s(?:post of\s|office of\s)?(?P<seat>[a-z][a-z-]+)(?:\sof\s(?:the\s)?(?P<seat_of>[^,;:]{{2,60}}?))?)"
)
_RANGE_LEAD = re.compile(r",?\s+(?:from|between|in|during|\()?\s*\Z|\s?\(\Z")
_TO = re.compile(
    r"\s*,?\s*(?:to|until|till|up to|through|and|–|—|-)\s+(?:(?:the\s)?(?:[a-z]+\s){1,3}(?:of|in)\s|the\s)?", re.I
)
_COLUMN = re.compile(
    r"\b(?:reign(?:ed|s)?|rul(?:e|ed)|in office|term(?: of office)?|tenure|held office|chaired|president|director|headmaster|chair)\b",
    re.I,
)


def offices_of(case: Case, scene: Scene, told: frozenset[tuple[str, int]]) -> Iterator[Said]:
    """Ranges and lengths of one post that do not fit; `told` are the places of lengths that were judged already."""
    spells: dict[EntityId, list[Spell]] = defaultdict(list)
    for path, document in sorted(case.documents.items()):
        times = case.times[path]
        for block in document.blocks:
            found = times.get(block.index, ())
            if not found or block.boilerplate or block.kind in (BlockKind.TITLE, BlockKind.HEADING):
                continue
            for spell in _spells_in(scene, path, block, found):
                spells[spell.who].append(spell)
    also = frozenset(spells)
    for path, document in sorted(case.documents.items()) if spells else ():
        for block in document.blocks:
            found = case.times[path].get(block.index, ())
            if found and not block.boilerplate and block.kind not in (BlockKind.TITLE, BlockKind.HEADING):
                for length in _lengths_in(scene, path, block, found, also):
                    if (path, length.value.start) not in told and length.who in spells:
                        yield from _compared(scene, length, spells[length.who])


# --- ranges -----------------------------------------------------------------------------------------------------------


def _spells_in(scene: Scene, path: str, block: Block, found: Sequence[Timex]) -> Iterator[Spell]:
    if block.kind is BlockKind.TABLE_CELL:
        yield from _of_cell(scene, path, block, found)
        return
    for start, end in cut_sentences(block.text):
        inside = [t for t in found if start <= t.start < end]
        ranges = list(_ranges(block.text, inside))
        for at, until, first, last in ranges:
            lead = _RANGE_LEAD.search(block.text, start, at)
            held = _post_before(block.text, start, lead.start() if lead is not None else at)
            if held is None:
                continue
            who = owner_before(scene, path, block, start, held.start())
            post = _post_of(held)
            if who is None or post is None:
                continue
            yield Spell(
                who=who,
                post=post,
                first=first,
                last=last,
                document=path,
                span=block.source_span(held.start() + 1, until),
                value=block.source_span(at, until),
                shown=block.text[at:until],
                sentence=(block.index, start),
                is_broken=len(ranges) > 1 or len(inside) > 2 or _is_broken(block.text[start:end]),
            )


def _ranges(text: str, found: Sequence[Timex]) -> Iterator[tuple[int, int, DateValue, DateValue]]:
    for number, timex in enumerate(found):
        value = timex.value
        if timex.type is not TimexType.DATE or value is None or timex.impossible or timex.shift is not None:
            continue
        if timex.until is not None and value.extended and "/" in value.edtf:
            first, last = value.edtf.split("/")
            if ".." not in (first, last):
                yield timex.start, timex.end, dates.from_edtf(first), dates.from_edtf(last)
        elif timex.relation in (Relation.FROM, Relation.SINCE) and number + 1 < len(found):
            other = found[number + 1]
            if (
                other.type is TimexType.DATE
                and other.value is not None
                and _TO.fullmatch(text[timex.end : other.start])
            ):
                first_value, last_value = _end(value, last=False), _end(other.value, last=True)
                if first_value.earliest <= last_value.latest:
                    yield timex.start, other.end, first_value, last_value


def _end(value: DateValue, *, last: bool) -> DateValue:
    """The day or month that `since 2012` or `until 2020` names."""
    if value.earliest == OPEN_START or value.latest == OPEN_END:
        first, second = value.edtf.split("/")
        return dates.from_edtf(second if first in ("..", "") else first)
    return value


def _post_before(text: str, start: int, at: int) -> re.Match[str] | None:
    """The words of a post that end right before a range."""
    best = None
    for match in _HELD.finditer(text, start, at):
        full = _HELD.fullmatch(text, match.start(), at)
        best = full or best
    return best


def _post_of(held: re.Match[str]) -> Post | None:
    words = held["post"] or held["done"] or held["seat"]
    sort = sort_of(words)
    of = held["of"] or held["what"] or held["seat_of"] or ""
    return (sort, _stems(of)) if sort else None


_CUT = re.compile(r"\s(?:he|she|they|it|had|has|was|were|in|from|for|after|before|and|until|between|during)\b.*", re.S)


def _stems(words: str) -> frozenset[str]:
    words = _CUT.sub("", words)
    return frozenset(stem(w) for w in re.findall(r"[A-Za-z][\w’'-]+", words) if w.lower() not in ("the", "of", "and"))


def _of_cell(scene: Scene, path: str, block: Block, found: Sequence[Timex]) -> Iterator[Spell]:
    """A cell under `Reigned` or `In office`, in the row of a person."""
    place = block.table
    if place is None or place.head:
        return
    blocks = scene.documents[path].blocks
    head = " ".join(blocks[i].text for i in place.column_heads)
    match = _COLUMN.search(head)
    row = [blocks[i].text.strip() for i in place.row_heads]
    who = scene.named(row[0]) if match is not None and row else None
    ranges = list(_ranges(block.text, found))
    if match is None or who is None or scene.kind(who) not in ("person", "unknown") or len(ranges) != 1:
        return
    at, until, first, last = ranges[0]
    sort = sort_of(match[0].lower()) or ("office",)
    yield Spell(
        who=who,
        post=(sort, frozenset()),
        first=first,
        last=last,
        document=path,
        span=block.source_span(at, until),
        value=block.source_span(at, until),
        shown=block.text[at:until],
        sentence=(block.index, 0),
        is_broken=False,
    )


# --- lengths ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Length:
    who: EntityId
    sort: tuple[str, ...]
    """The sort of the post; `head`, `office`, `seat` where the words name none."""
    of: frozenset[str]
    duration: Duration
    least: float
    most: float
    document: str
    span: Span
    value: Span
    shown: str
    sentence: tuple[int, int]


_FOR = re.compile(
    r"\s(?:for\s)?(?:all of\s|a total of\s|(?:more than|over|nearly|almost|about|some|just under|just over|not quite)\s)*\Z"
)
_HIS = re.compile(r"\b(?P<who>[Hh]is|[Hh]er)\s(?:(?:nearly|almost|more than|over|some|long)\s)*\Z")
_AS = re.compile(
    r"\s(?:as\s(?:an?\s|the\s|its\s)?(?P<post>[a-z][a-z-]+(?:\s(?!of\b|on\b|at\b|for\b|in\b|he\b|she\b)[a-z][a-z-]+)?)(?:\s(?:of|on|at|for)\s(?:the\s)?(?P<of>[^,;:.]{2,50}))?"
    r"|at\s(?:its|the|their)\s(?P<head>head|helm)(?:\sof\s(?:the\s)?(?P<head_of>[^,;:.]{2,50}))?|in\s(?P<charge>charge)"
    r"|in\s(?:the\s|that\s)?(?P<office>office|post|chair|job|role)|on\sthe\s(?P<throne>throne))\b"
)
_NOUN_OF = re.compile(
    r"\b(?:[Ii]n|[Aa]fter|[Dd]uring|[Oo]f)\s(?P<whose>an?|his|her|the)\s(?:long\s)?(?P<noun>reign|rule|presidency|chairmanship|directorship|headship|editorship|captaincy|governorship|tenure|term of office)\sof\s"
    r"(?:nearly\s|almost\s|more than\s|over\s|some\s|just\sunder\s|just\sover\s)?\Z"
)
_AFTER = re.compile(r"\A[^,;:.]{0,60}?,?\s*(?P<who>he|she)\b|\A,?\s+(?P<name>[A-Z])")
_NEAR_UNDER = re.compile(r"\b(?:just under|nearly|almost|not quite|a little under|just short of|close to|close on)\s\Z")
_NEAR_OVER = re.compile(
    r"\b(?:just over|a little over|slightly more than|little more than|just more than|a bit over)\s\Z"
)
_PART_OF = re.compile(r"\b(?:first|last|final|early|other|next|previous|remaining|for the first)\s\Z")


def bounds_of(duration: Duration, lead: str) -> tuple[float, float]:
    """The least and most days of a length; `just under six` is no `two`."""
    unit = DAYS[duration.unit]
    least, most = duration.least_days, duration.most_days
    if _NEAR_UNDER.search(lead):
        return 0.85 * duration.count * unit - unit * (0.5 if duration.count > 3 else 0.25), duration.count * unit
    if _NEAR_OVER.search(lead):
        return duration.count * unit, 1.15 * duration.count * unit + unit * (0.5 if duration.count > 3 else 0.25)
    return least, most


def _lengths_in(
    scene: Scene, path: str, block: Block, found: Sequence[Timex], also: frozenset[EntityId]
) -> Iterator[_Length]:
    if not any(t.type is TimexType.DURATION for t in found) or block.kind is BlockKind.TABLE_CELL:
        return
    text = block.text
    for start, end in cut_sentences(text):
        if _is_broken(text[start:end]):
            continue
        for timex in (t for t in found if start <= t.start < end):
            duration = timex.duration
            if timex.type is not TimexType.DURATION or duration is None or duration.vague or duration.working:
                continue
            if duration.unit not in ("month", "year", "decade", "century") or duration.high is not None:
                continue
            said = _post_said(scene, path, block, (start, end), timex, also)
            if said is None:
                continue
            who, sort, of, at, until = said
            least, most = bounds_of(duration, text[start : timex.start])
            yield _Length(
                who=who,
                sort=sort,
                of=of,
                duration=duration,
                least=least,
                most=most,
                document=path,
                span=block.source_span(at, until),
                value=block.source_span(timex.start, timex.end),
                shown=text[at:until].strip(),
                sentence=(block.index, start),
            )


_Found = tuple[EntityId, tuple[str, ...], frozenset[str], int, int]


def _post_said(
    scene: Scene, path: str, block: Block, sentence: tuple[int, int], timex: Timex, also: frozenset[EntityId]
) -> _Found | None:
    """Whose post a length is that of, its sort, of what it is the post, and the words that say so."""
    text, (start, end) = block.text, sentence
    before = text[start : timex.start]
    if _PART_OF.search(before) or _PART_OF.search(f"{timex.text.split()[0].lower()} "):
        return None
    his, noun = _HIS.search(before), _NOUN_OF.search(before)
    if his is not None and (role := _AS.match(text, timex.end, end)) is not None:
        who = owner_of(scene, path, block, start + his.start(), his["who"], also)
        sort, of = _role(role)
        return (who, sort, of, start + his.start(), role.end()) if who is not None and sort else None
    if noun is not None:
        who = _of_noun(scene, path, block, start + noun.start(), text[timex.end : end], noun["whose"], also)
        sort = sort_of(noun["noun"]) or ("office",)
        return (who, sort, frozenset(), start + noun.start("whose"), timex.end) if who is not None else None
    lead = _FOR.search(before)
    held = _post_before(text, start, start + lead.start()) if lead is not None and "for" in lead[0] else None
    if held is not None:
        who = owner_before(scene, path, block, start, held.start(), also)
        post = _post_of(held)
        return (who, *post, held.start() + 1, timex.end) if who is not None and post is not None else None
    return None


def _role(role: re.Match[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    if role["post"]:
        return sort_of(role["post"]), _stems(role["of"] or "")
    if role["head"] or role["charge"]:
        return ("head",), _stems(role["head_of"] or "")
    return ("reign",) if role["throne"] else ("office",), frozenset()


def _of_noun(
    scene: Scene, path: str, block: Block, at: int, behind: str, whose: str, also: frozenset[EntityId]
) -> EntityId | None:
    if whose in ("his", "her"):
        return owner_of(scene, path, block, at, whose, also)
    match = _AFTER.match(behind)
    return owner_of(scene, path, block, at, match["who"], also) if match is not None and match["who"] else None


_UNBROKEN = re.compile(r"\bwithout\s(?:a|any)\s(?:break|interruption|gap)\b")


def _is_broken(text: str) -> bool:
    return BROKEN.search(_UNBROKEN.sub("", text)) is not None


# --- both -------------------------------------------------------------------------------------------------------------

_HEADS = frozenset({"direct", "chair", "edit", "conduct", "coach", "command", "govern", "curate"})


def _compared(scene: Scene, length: _Length, spells: Sequence[Spell]) -> Iterator[Said]:
    of_post = [s for s in spells if _is_same_post(length, s, spells)]
    ranges = {(s.first.edtf, s.last.edtf) for s in of_post}
    if not of_post or len(ranges) != 1 or any(s.is_broken for s in of_post):
        return
    if any((s.document, s.sentence) == (length.document, length.sentence) for s in of_post):
        return
    spell = of_post[0]
    least, most = spell.last.earliest - spell.first.latest, spell.last.latest - spell.first.earliest
    if least <= length.most + 1 and length.least <= most + 1:
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
        date=dates.interval(spell.first, spell.last),
        name=scene.entities[spell.who].name,
    )
    yield Said(
        statement=statement,
        bounds=(
            *between(ORIGIN, start, spell.first.earliest, spell.first.latest, label),
            *between(ORIGIN, end, spell.last.earliest, spell.last.latest, label),
        ),
    )
    said = Statement(
        label=f"length {length.document} {length.value.start}",
        says=Says.LENGTH,
        words=length.shown,
        shown=length.shown,
        evidence=(Evidence(document=length.document, span=length.span, values=(length.value,)),),
        documents=(length.document,),
        count=length.duration.count,
        unit=length.duration.unit,
        start=start,
        name=scene.entities[spell.who].name,
    )
    high = None if length.most == float("inf") else length.most + 1
    yield Said(statement=said, bounds=tuple(between(start, end, length.least - 1, high, said.label)))


def _is_same_post(length: _Length, spell: Spell, spells: Sequence[Spell]) -> bool:
    sort, of = spell.post
    is_named = not length.of or bool(length.of & of)
    if length.sort == sort:
        return is_named and (bool(length.of & of) or len({s.post[1] for s in spells if s.post[0] == sort}) == 1)
    if len(sort) > 1 or len(length.sort) > 1:
        return False  # a deputy
    if length.sort == ("head",):
        return sort[0] in _HEADS and is_named and len({s.post for s in spells if s.post[0][0] in _HEADS}) == 1
    if length.sort == ("office",) or sort == ("office",):
        return len({s.post for s in spells}) == 1 and is_named
    if length.sort[0] in _HEADS and sort[0] in _HEADS:
        return bool(length.of & of)  # `chaired the board` and `led the board`
    return False
