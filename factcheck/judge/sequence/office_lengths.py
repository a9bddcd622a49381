"""Judge, part of offices: how long somebody is said to have held a post, read from the words around a length of time.

`had led the board for eleven years`, `in his twenty-two years as a member`, `in a reign of forty-one years`, `who has been with
the firm for nine years`, `after nine years at the helm`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.sequence.owners import owner_before, owner_of
from factcheck.judge.sequence.posts import STAFF, is_broken, stems_of
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.judge.sequence.spells import post_before, post_of
from factcheck.judge.sequence.tenures import sort_of
from factcheck.model.claim import EntityId
from factcheck.model.document import Block, BlockKind, Span
from factcheck.model.time import Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.durations import DAYS, Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
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


def lengths_in(
    scene: Scene, path: str, block: Block, found: Sequence[Timex], also: frozenset[EntityId]
) -> Iterator[Length]:
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
            yield Length(
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
