"""Judge, part of sequences: terms of office and reigns, and how long they are said to have been in another sentence.

`chaired the board from April 2012 until December 2020` and `He had led the board for eleven years`; `a trustee from 1961 to 1999`
and `in his twenty-two years as a member`; a column `Reigned` and `in a reign of forty-one years`. Ranges and lengths are read
from the words around them, so that one of two claims, or a table, makes a range too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.events import Says, Statement
from factcheck.judge.sequence.owners import owner_before, owner_of
from factcheck.judge.sequence.said import Events, Said, day_of_text, time_between
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.judge.sequence.spells import STAFF, Spell, is_broken, post_before, post_of, spells_in, stems_of
from factcheck.judge.sequence.tenures import sort_of
from factcheck.model.claim import EntityId
from factcheck.model.document import Block, BlockKind, Span
from factcheck.model.time import Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.durations import DAYS, Duration
from factcheck.values.network import ORIGIN, between


def offices_of(case: Case, scene: Scene, events: Events, told: frozenset[tuple[str, int]]) -> Iterator[Said]:
    """Ranges and lengths of one post that do not fit; `told` are the places of lengths that were judged already."""
    spells: dict[EntityId, list[Spell]] = defaultdict(list)
    for path, document in sorted(case.documents.items()):
        times = case.times[path]
        for block in document.blocks:
            found = times.get(block.index, ())
            if not found or block.boilerplate or block.kind in (BlockKind.TITLE, BlockKind.HEADING):
                continue
            for spell in spells_in(scene, path, block, found):
                spells[spell.who].append(spell)
    also = frozenset(spells)
    for path, document in sorted(case.documents.items()) if spells else ():
        for block in document.blocks:
            found = case.times[path].get(block.index, ())
            if found and not block.boilerplate and block.kind not in (BlockKind.TITLE, BlockKind.HEADING):
                for length in _lengths_in(scene, path, block, found, also):
                    if (path, length.value.start) not in told and length.who in spells:
                        yield from _compared(case, scene, events, length, spells[length.who])


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
    until: str
    """`now` of a length up to the day of the text, `death` of one up to a death; empty where no word says so."""


_FOR = pattern_of(
    r"\s(?:for\s)?(?:all of\s|a total of\s|(?:more than|over|nearly|almost|about|some|just under|just over|not quite)\s)*\Z"
)
_HIS = pattern_of(r"\b(?P<who>[Hh]is|[Hh]er)\s(?:(?:nearly|almost|more than|over|some|long)\s)*\Z")
_AS = pattern_of(
    r"\s(?:as\s(?:an?\s|the\s|its\s)?(?P<post>[a-z][a-z-]+(?:\s(?!of\b|on\b|at\b|for\b|in\b|he\b|she\b)[a-z][a-z-]+)?)(?:\s(?:of|on|at|for)\s(?:the\s)?(?P<of>[^,;:.]{2,50}))?"
    r"|at\s(?:its|the|their)\s(?P<head>head|helm)(?:\sof\s(?:the\s)?(?P<head_of>[^,;:.]{2,50}))?|in\s(?P<charge>charge)"
    r"|in\s(?:the\s|that\s)?(?P<office>office|post|chair|job|role)|on\sthe\s(?P<throne>throne))\b"
)
_NOUN_OF = pattern_of(
    r"\b(?:[Ii]n|[Aa]fter|[Dd]uring|[Oo]f)\s(?P<whose>an?|his|her|the)\s(?:long\s)?(?P<noun>reign|rule|presidency|chairmanship|directorship|headship|editorship|captaincy|governorship|tenure|term of office)\sof\s"
    r"(?:nearly\s|almost\s|more than\s|over\s|some\s|just\sunder\s|just\sover\s)?\Z"
)
_AFTER = pattern_of(r"\A[^,;:.]{0,60}?,?\s*(?P<who>he|she)\b|\A,?\s+(?P<name>[A-Z])")
_NEAR_UNDER = pattern_of(r"\b(?:just under|nearly|almost|not quite|a little under|just short of|close to|close on)\s\Z")
_NEAR_OVER = pattern_of(
    r"\b(?:just over|a little over|slightly more than|little more than|just more than|a bit over)\s\Z"
)
_PART_OF = pattern_of(r"\b(?:first|last|final|early|other|next|previous|remaining|for the first)\s\Z")


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
        if is_broken(text[start:end]):
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
                until=_until(text[start:end]),
            )


_WHEN_DEAD = pattern_of(
    r"\bwhen (?:he|she) (?:died|was killed|drowned|fell)\b|\b(?:until|at|on|by|at the time of|by the time of|up to) (?:his|her) death\b"
)
_TILL_NOW = pattern_of(r"\b(?:has|have)\b|\bby (?:now|then)\b|\bso far\b|\bnow\b|\balready\b")


def _until(text: str) -> str:
    return "death" if _WHEN_DEAD.search(text) else "now" if _TILL_NOW.search(text) else ""


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
    spent = _THE.search(before)
    if spent is not None and (his := _OF_HIS.match(text, timex.end, end)) is not None:
        who = owner_of(scene, path, block, start + spent.start(), his["whose"], also)
        sort = sort_of(his["noun"])
        return (who, sort, frozenset(), start + spent.start() + 1, his.end()) if who is not None and sort else None
    if spent is not None and (had := _HAD_SPENT.match(text, timex.end, end)) is not None:
        if (role := _AS.match(text, had.end(), end)) is not None:
            who = _of_clause(scene, path, block, start, timex.start, had["who"], also)
            sort, of = _role(role)
            return (who, sort, of, start + spent.start() + 1, role.end()) if who is not None and sort else None
    lead = _FOR.search(before)
    if lead is not None and "for" in lead[0]:
        works = next((m for m in _WORKED.finditer(text, start, timex.start) if m.end() == start + lead.start()), None)
        if works is not None:
            who = owner_before(scene, path, block, start, works.start(), also)
            return (who, STAFF, stems_of(works["of"]), works.start() + 1, timex.end) if who is not None else None
    held = post_before(text, start, start + lead.start()) if lead is not None and "for" in lead[0] else None
    if held is not None:
        who = owner_before(scene, path, block, start, held.start(), also)
        post = post_of(held)
        return (who, *post, held.start() + 1, timex.end) if who is not None and post is not None else None
    return None


_THE = pattern_of(
    r"\s(?:the|those|these|all)\s(?:(?:nearly|almost|more than|over|some|long|not quite|just under|just over)\s)*\Z|\A(?:The)\s\Z"
)
_OF_HIS = pattern_of(
    r"\sof\s(?P<whose>his|her)\s(?:long\s|entire\s)?(?P<noun>directorship|headship|presidency|chairmanship|editorship|conductorship|captaincy|governorship|reign|rule|professorship|leadership|rectorship|tenure)\b"
)
_HAD_SPENT = pattern_of(
    r"\s(?:that\s|which\s|during which\s)?(?P<who>he|she|[A-Z][^,;:.]{2,40}?)\s(?:had|has)\s(?:by\s(?:now|then)\s|so\sfar\s|already\s|now\s)*(?:been|spent|served|stood|sat|worked|passed)\b"
)
_WORKED = pattern_of(
    r"\s(?:had\s|has\s|have\s)?(?:been\s)?(?:worked|working|employed|served|serving|flown|flying|sailed|driven|been)\s(?:(?:for|with|at|by)\s|(?<=served\s|erving\s)(?=the\s))(?:the\s)?(?P<of>[^,;:.]{2,50}?)(?=\sfor\b)"
)


def _of_clause(
    scene: Scene, path: str, block: Block, start: int, at: int, who: str, also: frozenset[EntityId]
) -> EntityId | None:
    """Whom `the years that she had spent` is about: named in the sentence before, or in those before it."""
    if who in ("he", "she"):
        return owner_of(scene, path, block, at, who, also)
    entity = scene.named(who)
    return entity if entity is not None and (scene.is_personal(entity) or entity in also) else None


def _role(role: re.Match[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    if role["post"]:
        return sort_of(role["post"]), stems_of(role["of"] or "")
    if role["head"] or role["charge"]:
        return ("head",), stems_of(role["head_of"] or "")
    return ("reign",) if role["throne"] else ("office",), frozenset()


def _of_noun(
    scene: Scene, path: str, block: Block, at: int, behind: str, whose: str, also: frozenset[EntityId]
) -> EntityId | None:
    if whose in ("his", "her"):
        return owner_of(scene, path, block, at, whose, also)
    match = _AFTER.match(behind)
    return owner_of(scene, path, block, at, match["who"], also) if match is not None and match["who"] else None


# --- both -------------------------------------------------------------------------------------------------------------

_HEADS = frozenset({"direct", "chair", "edit", "conduct", "coach", "command", "govern", "curate"})


def _compared(case: Case, scene: Scene, events: Events, length: _Length, spells: Sequence[Spell]) -> Iterator[Said]:
    of_post = [s for s in spells if _is_same_post(scene, length, s, spells)]
    posts = [s.post for s in of_post]
    of_post = [s for s in spells if s.post in posts]  # the same post, told elsewhere
    if not of_post or not _are_one(of_post) or any(s.is_broken for s in of_post):
        return
    if any((s.document, s.sentence) == (length.document, length.sentence) for s in of_post):
        return
    # the one that tells most: with an end, and to the day
    spell = min(of_post, key=lambda s: (s.last is None, s.first.latest - s.first.earliest))
    end_day = _end_of(case, events, length, spell)
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


_Ending = tuple[int, int, tuple[Said, ...] | None]


def _end_of(case: Case, events: Events, length: _Length, spell: Spell) -> _Ending | None:
    """The first and the last day on which a length may end: of the spell, of a death, or of the text with the length."""
    if spell.last is not None:
        return spell.last.earliest, spell.last.latest, None
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


def _is_same_post(scene: Scene, length: _Length, spell: Spell, spells: Sequence[Spell]) -> bool:
    sort, of = spell.post
    # `headed the dairy`, and a list of holders that has no more than their names
    is_plain = spell.is_listed and not of and len(length.of) == 1 and scene.speaks_of(spell.document, tuple(length.of))
    is_named = not length.of or length.of <= of or (bool(of) and of <= length.of) or is_plain
    if STAFF in (sort, length.sort):
        return sort == length.sort and bool(length.of & of)
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
