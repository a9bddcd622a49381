"""Judge, part of offices: how long somebody is said to have held a post, read from the words around a length of time.

`had led the board for eleven years`, `in his twenty-two years as a member`, `in a reign of thirty years`, `who has been with
the firm for nine years`, `after nine years at the helm`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.sequence.beginnings import ending_name, is_known
from factcheck.judge.sequence.owners import name_ahead, owner_before, owner_of
from factcheck.judge.sequence.posts import DONE, STAFF, is_broken, stems_of
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.judge.sequence.spells import post_before, post_of
from factcheck.judge.sequence.tenures import sort_of
from factcheck.judge.sequence.whole_terms import is_whole_term
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
    is_present: bool
    """Whether it is told in the present, `has been director for nine years`: then it may not have ended."""
    until: str
    """`now` of a length up to the day of the text, `death` of one up to a death; empty where no word says so."""


_FOR = pattern_of(
    r"\s(?:for\s(?:(?:its|their)\s(?:very\s)?(?=first\b|\Z)(?:first\s)?)?)?(?:all of\s|a total of\s|(?:more than|over|nearly|almost|about|some|just under|just over|not quite)\s)*\Z"
)
_HIS = pattern_of(r"\b(?P<who>[Hh]is|[Hh]er)\s(?:(?:nearly|almost|more than|over|some|long)\s)*\Z")
_AS = pattern_of(
    r"\s(?:as\s(?:an?\s|the\s|its\s)?(?P<post>[A-Za-z][a-z-]+(?:\s(?!of\b|on\b|at\b|for\b|in\b|he\b|she\b|and\b|[A-Z])[A-Za-z][a-z-]+)?)(?:\s(?:of|on|at|for)\s(?:the\s)?(?P<of>[^,;:.]{2,50}))?"
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
        inside = [t for t in found if start <= t.start < end]
        for timex in inside:
            duration = timex.duration
            if timex.type is not TimexType.DURATION or duration is None or duration.vague or duration.working:
                continue
            if duration.unit not in ("month", "year", "decade", "century") or duration.high is not None:
                continue
            said = _post_said(scene, path, block, (start, end), timex, inside, also)
            if said is None:
                continue
            who, sort, of, at, until, is_present = said
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
                is_present=is_present or _HAS.search(text[start : timex.start]) is not None,
                until="now" if is_present else _until(text[start:end]),
            )


_WHEN_DEAD = pattern_of(
    r"\bwhen (?:he|she) (?:died|was killed|drowned|fell)\b|\b(?:until|at|on|by|at the time of|by the time of|up to) (?:his|her) death\b"
)
_TILL_NOW = pattern_of(r"\b(?:has|have)\b|\bby (?:now|then)\b|\bso far\b|\bnow\b|\balready\b")


_HAS = pattern_of(r"\b(?:has|have)\s[^,;:.]{0,60}\Z")


def _until(text: str) -> str:
    return "death" if _WHEN_DEAD.search(text) else "now" if _TILL_NOW.search(text) else ""


_Found = tuple[EntityId, tuple[str, ...], frozenset[str], int, int, bool]
"""Whose post, its sort, of what, where the words that say so start and end, and whether it is held in the present."""


def _post_said(
    scene: Scene,
    path: str,
    block: Block,
    sentence: tuple[int, int],
    timex: Timex,
    found: Sequence[Timex],
    also: frozenset[EntityId],
) -> _Found | None:
    """Whose post a length is that of, its sort, of what it is the post, and the words that say so."""
    text, (start, end) = block.text, sentence
    has_date = any(map(is_known, found))
    if not is_whole_term(text[start:end], timex.start - start, timex.end - start, has_date=has_date):
        return None
    told = _Told(scene, path, block, start, end, timex, also)
    for form in (
        _by_possessive,
        _by_noun,
        _by_years_of,
        _by_years_ahead,
        _by_verb,
        _by_apposition,
        _by_years_as,
        _by_passive,
    ):
        said = form(told)
        if said is not None:
            return said
    return None


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence with a length of time in it."""

    scene: Scene
    path: str
    block: Block
    start: int
    end: int
    timex: Timex
    also: frozenset[EntityId]

    @property
    def is_of_past_years(self) -> bool:
        """Whether it is `the past nine years`, which go up to now."""
        return _PAST_YEARS.match(self.timex.text) is not None

    @property
    def before(self) -> str:
        """The words of the sentence before the length."""
        return self.block.text[self.start : self.timex.start]

    def owner(self, at: int, pronoun: str) -> EntityId | None:
        """Whom a pronoun at a place means."""
        return owner_of(self.scene, self.path, self.block, at, pronoun, self.also)

    def owner_before(self, at: int) -> EntityId | None:
        """Whose name, or pronoun, stands before a place."""
        return owner_before(self.scene, self.path, self.block, self.start, at, self.also)


def _by_possessive(told: _Told) -> _Found | None:
    """`in his twenty-two years as a member`."""
    his = _HIS.search(told.before)
    role = _AS.match(told.block.text, told.timex.end, told.end) if his is not None else None
    if his is None or role is None:
        return None
    who = told.owner(told.start + his.start(), his["who"])
    sort, of = _role(role)
    return (who, sort, of, told.start + his.start(), role.end(), False) if who is not None and sort else None


def _by_noun(told: _Told) -> _Found | None:
    """`in a reign of thirty years she`."""
    noun = _NOUN_OF.search(told.before)
    if noun is None:
        return None
    behind = told.block.text[told.timex.end : told.end]
    who = _of_noun(told.scene, told.path, told.block, told.start + noun.start(), behind, noun["whose"], told.also)
    sort = sort_of(noun["noun"]) or ("office",)
    return (
        (who, sort, frozenset(), told.start + noun.start("whose"), told.timex.end, False) if who is not None else None
    )


def _by_years_of(told: _Told) -> _Found | None:
    """`the nine years of her directorship`, `the nine years that she had spent as its director`."""
    text, spent = told.block.text, _THE.search(told.before)
    if spent is None:
        return None
    at = told.start + spent.start()
    if (named := _OF_NAMED.match(text, told.timex.end, told.end)) is not None:
        found = ending_name(told.scene, named["who"])
        sort = sort_of(named["noun"])
        is_sure = (
            found is not None and told.scene.is_personal(found[0]) and told.scene.calls_in_full(told.path, found[0])
        )
        return (
            (found[0], sort, frozenset(), at + 1, named.end(), False)
            if found is not None and is_sure and sort
            else None
        )
    if (his := _OF_HIS.match(text, told.timex.end, told.end)) is not None:
        who, sort = told.owner(at, his["whose"]), sort_of(his["noun"])
        return (who, sort, frozenset(), at + 1, his.end(), False) if who is not None and sort else None
    had = _HAD_SPENT.match(text, told.timex.end, told.end)
    role = _AS.match(text, had.end(), told.end) if had is not None else None
    if had is None or role is None:
        return None
    spender = _of_clause(told.scene, told.path, told.block, told.start, told.timex.start, had["who"], told.also)
    sort, of = _role(role)
    return (spender, sort, of, at + 1, role.end(), False) if spender is not None and sort else None


def _by_years_ahead(told: _Told) -> _Found | None:
    """`After nine years at the helm of the museum, X is stepping down`."""
    text = told.block.text
    if not _AFTER_ALL.fullmatch(told.before):
        return None
    role = _AS.match(text, told.timex.end, told.end) or _WITH.match(text, told.timex.end, told.end)
    comma = text.find(", ", role.end(), min(told.end, role.end() + 50)) if role is not None else -1
    who = _who_follows(told, comma + 2) if comma >= 0 else None
    if role is None or who is None:
        return None
    if "with" in role.groupdict():
        return who, STAFF, stems_of(role["with"]), told.start, comma, True
    sort, of = _role(role)
    # what somebody is as one of many is no post: a volunteer, a nurse
    sort, of = (sort, of) if sort else (STAFF, of | stems_of(role["post"] or ""))
    return who, sort, of, told.start, comma, True


def _who_follows(told: _Told, at: int) -> EntityId | None:
    """Whose name, or pronoun, stands at a place with a verb of the present behind it."""
    text = told.block.text
    if (pronoun := _HE_NOW.match(text, at, told.end)) is not None:
        return told.owner(told.start, pronoun["who"])
    named = name_ahead(told.scene, text[at : told.end])
    if named is None or not told.scene.is_personal(named[0]) or not _IN_THE_PRESENT.match(text, at + named[1]):
        return None
    return named[0] if told.scene.calls_in_full(told.path, named[0]) else None


def _by_verb(told: _Told) -> _Found | None:
    """`he had led the board for eleven years`, `who has been with the firm for nine years`, `has been in office for five`."""
    text, lead = told.block.text, _FOR.search(told.before)
    if lead is None or "for" not in lead[0]:
        return None
    at = told.start + lead.start()
    for pattern in (_WORKED, _HAS_BEEN):
        match = next((m for m in pattern.finditer(text, told.start, told.timex.start) if m.end() == at), None)
        if match is None:
            continue
        who = told.owner_before(match.start())
        of = stems_of(match["of"] or "")
        sort = STAFF if pattern is _WORKED else ("head",) if match["head"] else ("office",)
        return (who, sort, of, match.start() + 1, told.timex.end, False) if who is not None else None
    held = post_before(text, told.start, at)
    if held is None:
        return None
    who, post = told.owner_before(held.start()), post_of(held)
    return (who, *post, held.start() + 1, told.timex.end, False) if who is not None and post is not None else None


def _by_apposition(told: _Told) -> _Found | None:
    """`X, chief executive for the past nine years,`: it goes on."""
    text = told.block.text
    lead = _FOR.search(told.before)
    if lead is None or "for" not in lead[0]:
        match = _OF_YEARS.search(text, told.start, told.timex.start)
        match = match if match is not None and match.end() == told.timex.start else None
    else:
        at = told.start + lead.start()
        match = next((m for m in _POST_BEHIND.finditer(text, told.start, told.timex.start) if m.end() == at), None)
    sort = sort_of(match["post"].lower()) if match is not None else ()
    if match is None or not sort or not _ENDS.match(text, told.timex.end):
        return None
    who = told.owner_before(match.start())
    return (
        (who, sort, stems_of(match["of"] or ""), match.start("post"), told.timex.end, told.is_of_past_years)
        if who
        else None
    )


def _by_years_as(told: _Told) -> _Found | None:
    """`served twenty-two years as its director`, `retired in 1968 after forty years as keeper`, `In nine years as mayor X`, `X's nine years as mayor`."""
    text, timex = told.block.text, told.timex
    role = _AS.match(text, timex.end, told.end)
    if role is None:
        return None
    sort, of = _role(role)
    if not sort:
        return None
    for pattern in (_SPENT, _ENDED_AFTER):
        match = pattern.search(told.before)
        if match is not None:
            who = told.owner_before(told.start + match.start())
            return (who, sort, of, told.start + match.start() + 1, role.end(), False) if who is not None else None
    if (owner := _WHOSE.search(told.before)) is not None:
        found = ending_name(told.scene, told.before[: owner.start()])
        who = found[0] if found is not None and told.scene.is_personal(found[0]) else None
        is_sure = who is not None and told.scene.calls_in_full(told.path, who)
        return (who, sort, of, timex.start, role.end(), False) if who is not None and is_sure else None
    lead = _LEADING.fullmatch(told.before)
    gap = _GAP.match(text, role.end(), told.end) if lead is not None else None
    named = name_ahead(told.scene, text[gap.end() : told.end]) if gap is not None else None
    if lead is None or gap is None or named is None or not told.scene.is_personal(named[0]):
        return None
    if lead["after"] and not _LEAVES.match(text, gap.end() + named[1], told.end):
        return None
    who = named[0] if told.scene.calls_in_full(told.path, named[0]) else None
    return (who, sort, of, timex.start, role.end(), False) if who is not None else None


def _by_passive(told: _Told) -> _Found | None:
    """`For twenty-six years the observatory was run by X`, `the directorship was held for twenty-six years by X`."""
    text, timex = told.block.text, told.timex
    match = _RUN_BY.match(text, timex.end, told.end) if _FOR_LEAD.fullmatch(told.before) else None
    what = match["what"] if match is not None else ""
    if match is None:
        match, held = _BY.match(text, timex.end, told.end), _WAS_HELD.search(told.before)
        what = held["what"] if held is not None else ""
        done = (held["done"] or held["noun"]) if held is not None else ""
    else:
        done = match["done"]
    named = name_ahead(told.scene, match["who"]) if match is not None and done else None
    if match is None or named is None or not told.scene.is_personal(named[0]):
        return None
    sort = sort_of(done)
    is_sure = told.scene.calls_in_full(told.path, named[0]) and bool(sort)
    end = match.start("who") + named[1]
    return (named[0], sort, stems_of(what or ""), timex.start, end, False) if is_sure else None


_HEDGED = r"(?:(?:nearly|almost|more than|over|some|about|around|just under|just over|close to|all of|a total of|(?:his|her)\s(?:long\s)?)\s)*"
_SPENT = pattern_of(rf"\s(?:had\s)?(?:spent|served|put in|completed|enjoyed|did|gave\s(?:it|them|us))\s{_HEDGED}\Z")
_ENDED_AFTER = pattern_of(
    r",?\s(?:had\s)?(?:retired|left|stepped down|stood down|resigned|bowed out|gave up|went|died|handed over)"
    rf"(?:,?\s(?:in|on)\s[^,;.]{{3,25}}|\s(?:from|to|for|at)\s[^,;.]{{3,30}})?,?\s(?:after|having (?:served|spent))\s{_HEDGED}\Z"
)
_WHOSE = pattern_of(rf"[’']s?\s(?:long\s)?{_HEDGED}\Z")
_LEADING = pattern_of(rf"(?:(?P<after>After)|In|During|Over|Throughout)\s(?:(?:his|her|the)\s)?{_HEDGED}")
_GAP = pattern_of(r",?\s")
_LEAVES = pattern_of(
    r"\s(?:retired|left|stepped down|stood down|resigned|bowed out|died|handed over|gave way|made way)\b"
)
_FOR_LEAD = pattern_of(rf"(?:[^,;.]{{0,30}},\s)?[Ff]or\s{_HEDGED}")
_RUN_BY = pattern_of(
    rf",?\s(?:the\s|its\s|our\s)?(?P<what>[^,;:.]{{2,60}}?)\s(?:was|were|had been)\s(?P<done>{DONE})\sby\s(?:the\s)?(?P<who>[A-Z][^,;:()]{{2,60}})"
)
_WAS_HELD = pattern_of(
    rf"\b(?:[Tt]he|[Ii]ts|[Oo]ur)\s(?:(?P<noun>[a-z]+ship|presidency|chair)(?:\sof\s(?:the\s)?[^,;:.]{{2,40}}?)?\s(?:was|had been)\sheld|(?P<what>[^,;:.]{{2,60}}?)\s(?:was|were|had been)\s(?P<done>{DONE}))\sfor\s{_HEDGED}\Z"
)
_BY = pattern_of(r",?\sby\s(?:the\s)?(?P<who>[A-Z][^,;:()]{2,60})")
_PAST_YEARS = pattern_of(r"(?:the|these)\s(?:past|last)\s", re.I)
_AFTER_ALL = pattern_of(
    r"(?:Now,\s)?(?:[Aa]fter|[Ww]ith)\s(?:(?:more than|over|nearly|almost|some|just under|just over|all of)\s)*"
)
_WITH = pattern_of(r"\s(?:with|at|in the service of)\s(?:the\s|our\s)?(?P<with>[^,;:.]{2,50}?)(?=,)")
_IN_THE_PRESENT = pattern_of(
    r"(?:,\s[^,;:.]{3,60},)?\s(?:now\s|still\s)?(?:is|are|has|have|will|would like|does|(?!was\b|ceas\w|his\b|its\b)[a-z]{2,}[a-rt-z]s)\b"
)
_HE_NOW = pattern_of(
    r"(?P<who>he|she)(?:\s(?:says|tells|thinks|adds)\b|\s(?:now\s|still\s)?(?:is|has|will|would like|wants|looks|knows|leaves|retires|feels|remains)\b)"
)
_HAS_BEEN = pattern_of(
    r"\s(?:was|were|stood|remained|(?:has|have|had)\s(?:now\s|by then\s|already\s)?been)\s(?:in\s(?:the\s)?(?:office|post|job|chair|role)|(?P<head>in charge|at (?:the|its|their) (?:helm|head)))"
    r"(?:\sof\s(?:the\s)?(?P<of>[^,;:.]{2,50}?))?(?=\s(?:now\s)?for\b)"
)
_POST_BEHIND = pattern_of(
    r",\s(?:the\s|its\s|their\s|our\s)?(?P<post>[A-Za-z][a-z-]+(?:\s(?!of\b|at\b|for\b)[A-Za-z][a-z-]+){0,2})(?:\s(?:of|at)\s(?:the\s)?(?P<of>[^,;:.]{2,50}?))?(?=\sfor\b)"
)
_OF_YEARS = pattern_of(
    r",\s(?:our|its|their|the\s[a-z]+[’']s)\s(?P<post>[A-Za-z][a-z-]+(?:\s(?!of\b)[a-z][a-z-]+){0,2})(?P<of>)\sof\s(?:(?:nearly|almost|more than|over|some)\s)*\Z"
)
_ENDS = pattern_of(r"\s*(?:,|\.(?:\s|\Z)|\Z|\)|;|said\b|says\b)")
_THE = pattern_of(
    r"\s(?:the|those|these|all)\s(?:(?:nearly|almost|more than|over|some|long|not quite|just under|just over)\s)*\Z|\A(?:The)\s\Z"
)
_OF_HIS = pattern_of(
    r"\sof\s(?P<whose>his|her)\s(?:long\s|entire\s)?(?P<noun>directorship|headship|presidency|chairmanship|editorship|conductorship|captaincy|governorship|reign|rule|professorship|leadership|rectorship|tenure)\b"
)
_OF_NAMED = pattern_of(
    r"\sof\s(?P<who>[A-Z][^,;:.]{2,50}?)[’']s?\s(?:long\s|entire\s)?(?P<noun>[a-z]{4,}ship|presidency|captaincy|reign|rule|tenure)\b"
)
_HAD_SPENT = pattern_of(
    r"\s(?:that\s|which\s|during which\s)?(?P<who>he|she|[A-Z][^,;:.]{2,40}?)\s(?:had|has)\s(?:by\s(?:now|then)\s|so\sfar\s|already\s|now\s)*(?:been|spent|served|stood|sat|worked|passed)\b"
)
_WORKED = pattern_of(
    r"\s(?:had\s|has\s|have\s)?(?:been\s)?(?:worked|working|employed|served|serving|flown|flying|sailed|driven|rowed|played|sung|danced|taught|been)\s(?:(?:for|with|at|by)\s|(?<=served\s|erving\s)(?=the\s))(?:the\s)?(?P<of>[^,;:.]{2,50}?)(?=\sfor\b)"
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
        return sort_of(role["post"].lower()), stems_of(role["of"] or "")
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
