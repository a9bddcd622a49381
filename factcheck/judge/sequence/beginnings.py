"""Judge, part of sequences: beginnings and ends of named bodies, places and finds, read from the words themselves.

Claims tell most of them; this reads those whose subject stands further off: `it took its first patients in 1958`, `there was
no museum in Torne until 1934`, `1873 Foundation of the Savings Bank`, `founded by an Act that took effect on 1 July 1970`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.events import Says, Statement, finite, widened
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.judge.sequence.said import Said
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.model.claim import EntityId
from factcheck.model.document import Block, BlockKind
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import by_first_letter, pattern_of
from factcheck.values.dates import Granularity
from factcheck.values.names import name_tokens
from factcheck.values.network import ORIGIN, between
from factcheck.values.words import stem

FROM, TO, FOUND = "from", "to", "found"
"""The sides of a life, and the day from which a find is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A day before which, or after which, something was not there, as one passage tells it."""

    entity: EntityId
    side: str
    point: str
    said: Said
    low: int
    high: int
    document: str
    block: int
    start: int
    """Where its sentence starts in the text of the block."""


_WAS = r"(?:(?:was|were|is|are|has been|had been)\s(?:first\s|finally\s|formally\s|officially\s|publicly\s|only\s)?)"
_FIRST = (
    r"bookings?|patients?|pupils?|students?|guests?|visitors?|customers?|passengers?|readers?|boarders|prisoners|inmates"
    r"|audience|lodgers|trainees|animals|cases?|travellers|cars|trains?|ships?"
)
_CUES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        FROM,
        pattern_of(
            rf"\s{_WAS}(?P<verb>founded|established|set up|created|instituted|formed(?!\s(?:into|part|of)\b)|constituted|launched|introduced(?!\s(?:to|into|as)\b)|opened|invented|first (?:offered|released|published|issued|aired|shown|sold|produced|broadcast|marketed|introduced|minted|brewed|awarded|given|paid|held|run|staged|made|built))\b"
        ),
    ),
    (
        FROM,
        pattern_of(
            r"\s(?:only\s)?(?P<verb>dates from|dates back to|came into being|came into existence|emerged(?!\s(?:as|with|unscathed|victorious)\b)|came (?:on|on to|onto) the market|came into use|started life|went on (?:the )?air|went into service|first appeared|(?:began|started) (?:production|operations?|broadcasting|publication|trading|service|life))\b"
        ),
    ),
    (
        FROM,
        pattern_of(
            rf"\s(?P<verb>(?:took|takes|received|admitted|welcomed|saw|carried|served)\s(?:in\s)?(?:its|their|the)\s(?:very\s)?first\s(?:{_FIRST})|opened its doors)\b"
        ),
    ),
    (
        FROM,
        pattern_of(
            r"\s(?P<verb>(?:has|have) been (?:on (?:the market|sale|air)|in (?:our|the|their) (?:catalogue|range|programme|shops?)|in (?:service|use|operation|print|production|business)|available))(?=\ssince\s)"
        ),
    ),
    (FROM, pattern_of(r"\s(?P<verb>opened)(?=\s(?:to (?:the )?(?:public|traffic|visitors)\s)?(?:in|on)\s)")),
    (
        FROM,
        re.compile(
            r",\s(?:an?\s[^,;:.]{2,60}?\s)?(?P<verb>founded|established|set up|formed|created|chartered)(?=\s(?:(?:only|by\s[^,;:.]{2,40})\s)?(?:in|on)\s)"
        ),
    ),
    (
        TO,
        pattern_of(
            rf"\s{_WAS}(?P<verb>dissolved|disbanded|abolished|wound up|demolished|pulled down|torn down|knocked down|liquidated|closed (?:for good|permanently))\b"
        ),
    ),
    (
        TO,
        pattern_of(
            r"\s(?P<verb>closed (?:for good|permanently)|ceased to exist|burnt down|burned down|ceased trading)\b"
        ),
    ),
    (
        FOUND,
        pattern_of(
            rf"\s{_WAS}(?P<verb>discovered|unearthed|dug up|found(?=\s(?:by|in|on|under|near|at|during|off)\s))(?!\s(?:guilty|dead|not))"
        ),
    ),
    (FOUND, pattern_of(r"\s(?P<verb>came to light)\b")),
)
_CUE_WORDS = (
    r"found(?:ed|ation|ing)?|formed|constituted|introduced|invented|emerged|establish\w+|set up|creat(?:ed|ion)|instituted|launched|open(?:ed|ing)|first|dates|came|went|began|started"
    r"|no|been on|been in|been available|dissolved|disbanded|abolished|wound up|demolished|down|liquidated|closed|ceased|discovered|unearthed|dug up"
)
_ANY = pattern_of(rf"\b(?:{by_first_letter(_CUE_WORDS)})\b")
"""What every text with a cue has in lower case."""
_MAY_BE_PERSON = pattern_of(r"discovered|found|came|first|started|began|set|ceased|created")
"""Verbs that are told of persons, too."""
_ENTRY = pattern_of(
    r"\s*[:–—-]?\s*(?P<verb>(?:Foundation|Founding|Creation|Establishment|Opening)) of (?:the )?(?P<name>[A-Z][^.,;:()]+)"
)
_NONE = pattern_of(
    r"\b[Tt]here\s(?:was|were|had been|is)\sno\s(?P<noun>[a-z]+)(?:\sof any (?:kind|sort)|\sat all|\sworth the name)?\s(?:in|at)\s(?P<place>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*)"
    r"(?:\sat all|\sof any (?:kind|sort))?\s(?:until|till|before)\s"
)
_AND = pattern_of(r"\s(?:is|was|are|were|has|had)\s[^,;:.]{2,60}\sand\Z")
_SORT_OF = pattern_of(
    r"(?<=\w)\s(?:(?:programming\s)?language|system|software|app|card|brand|drug|vaccine|process|currency|format|protocol|method|service|tool|library|platform|product|database|engine|line|network|programme|program|scheme|fund|award|prize|magazine|journal|newspaper|festival|series)\Z"
)
"""What a thing is, behind its name: `the Cobalt language`."""
_QUESTION = pattern_of(r"(?:What|Who)\s(?:is|was|are)\s(?:the\s|an?\s)?(?P<name>[A-Z][\w'’ &.-]*?)\s?\?\s*\Z")
_IT = pattern_of(r"(?:\A|[\s(“\"])[Ii]t\Z")
_ACT = pattern_of(
    r"\sby (?:an?|the) (?:[A-Z]?[a-z]+ ){0,3}(?:act|decree|charter|law|statute|ordinance|deed|treaty|order|resolution)\s(?:of [A-Z]\w+\s)?(?:that|which)\s"
    r"(?:took effect|came into force|entered into force|was passed|was signed|is dated)\s(?:on|in)\s\Z",
    re.I,
)
_BREAK = pattern_of(
    r"[;:!?(–—]|\.\s|\b(?:who|whom|which|that|when|where|whose|while|because|after|before|until|since|but|as part|as successor"
    r"|and (?:it|its|he|she|they|the|in|on|from)|and \w+ed)\b|,\s(?:the|its|it|he|she|they|then|now)\b"
)
_FRONT = pattern_of(r"[\s,:–—-]*(?:(?:that|when|so|and)\s)?(?:the\s|its\s|our\s)?\Z", re.I)
_UNSURE = pattern_of(
    r"\b(?:will|would|shall|should|may|might|if|planned|proposed|hop(?:e|ed|ing)|intend\w*|plans?|legend\w*|tradition|said to|claim(?:s|ed)"
    r"|allegedly|supposedly|believed|perhaps|probably|wrongly|mistaken\w*|lost|missing|stolen)\b"
)
ANEW = pattern_of(
    r"\b(?:again|anew|successor|merg\w+|reopen\w*|rebuil\w+|temporar\w+|new (?:building|house|home|premises|site|hall))\b"
)
_PART = pattern_of(
    r"(?:\b[A-Z]\w+\sand|\b(?:of|in|at|for|by|with|from|to|near|behind|beside|under|on|as|like|than))\s(?:[Tt]he\s)?\Z"
)


def beginnings_of(case: Case, scene: Scene) -> Mapping[EntityId, Sequence[Beginning]]:
    """All beginnings, ends and finds that passages of the case date in words of their own, by what they are of; worked out once."""
    if "beginnings" not in case.memo:
        grouped: dict[EntityId, list[Beginning]] = defaultdict(list)
        for beginning in _found(case, scene):
            grouped[beginning.entity].append(beginning)
        case.memo["beginnings"] = dict(grouped)
    known: Mapping[EntityId, Sequence[Beginning]] = case.memo["beginnings"]
    return known


def _found(case: Case, scene: Scene) -> Iterator[Beginning]:
    for path, document in sorted(case.documents.items()):
        times = case.times[path]
        for block in document.blocks:
            if block.boilerplate or block.kind in (BlockKind.TITLE, BlockKind.HEADING) or not times.get(block.index):
                continue
            if _ANY.search(block.text.lower()):
                yield from _in_block(scene, path, block, times[block.index])


def _in_block(scene: Scene, path: str, block: Block, times: Sequence[Timex]) -> Iterator[Beginning]:
    for start, end in cut_sentences(block.text):
        dated = [t for t in times if start <= t.start < end and is_known(t)]
        text = block.text[start:end]
        if not dated or not _ANY.search(text.lower()) or _UNSURE.search(text):
            continue
        sentence = _Told(scene, path, block, start, end, dated)
        yield from _by_cue(sentence)
        yield from _by_entry(sentence)
        yield from _by_year(sentence)
        yield from _by_lack(sentence)


@dataclass(frozen=True, slots=True)
class _Told:
    scene: Scene
    path: str
    block: Block
    start: int
    end: int
    dated: Sequence[Timex]


def is_known(timex: Timex) -> bool:
    """Whether a time is a known day, month, season, year or range of these, with no doubt of its year."""
    value = timex.value
    if timex.type is not TimexType.DATE or value is None or timex.impossible or timex.alternatives:
        return False
    if timex.shift is not None or timex.repeats or (timex.parts is not None and timex.parts.fiscal):
        return False
    return value.extended or value.granularity <= Granularity.YEAR


_SURE = frozenset({"sentence", "other-end", "heading"})


def _is_sure(timex: Timex) -> bool:
    return not any(p.part in ("year", "century") and p.source not in _SURE for p in timex.provenance)


def _by_cue(told: _Told) -> Iterator[Beginning]:
    text = told.block.text
    for side, pattern in _CUES:
        for match in pattern.finditer(text, told.start, told.end):
            entity, name_start = _subject(told, match.start())
            is_apposed = match[0].startswith(",")
            if entity is None or (
                told.scene.is_personal(entity) and (is_apposed or _MAY_BE_PERSON.match(match["verb"]))
            ):
                continue
            timex = _date_for(told, match, name_start)
            if timex is not None and _SOLD.match(match["verb"]) and _is_of_a_place(text, match.end(), timex):
                continue
            is_first = "first" in match["verb"] and "offered" not in match["verb"]
            if timex is not None and (is_first or not ANEW.search(text, told.start, told.end)):
                yield _beginning(told, entity, side, timex, match["verb"], name_start, match.end())
                return


_SOLD = pattern_of(r"introduced|launched|first ")
_PLACE = pattern_of(r"\b(?:in|to|into|for|on|at)\s(?:the\s)?[A-Z]")


def _is_of_a_place(text: str, end: int, timex: Timex) -> bool:
    """Whether it was there elsewhere before: `first sold in Japan in 2011`."""
    behind = text[timex.end : timex.end + 24]
    return _PLACE.search(text[end : max(end, timex.start)]) is not None or _PLACE.match(behind.lstrip(" ,")) is not None


def _subject(told: _Told, end: int) -> tuple[EntityId | None, int]:
    """The named thing that the words before a verb end with, or the only one told of when they end with `it`."""
    text = told.block.text
    before = text[told.start : end]
    before = re.sub(r"\s*\([^()]{1,60}\)\Z", "", before)
    if (aside := re.search(r",\s(?:an?|the|its|our)\s[^,;:.]{3,80},\Z", before)) is not None:
        before = before[: aside.start()]
    before = re.sub(r",\swhich\Z", "", before)
    if (both := _AND.search(before)) is not None:
        before = before[: both.start()]
    found = ending_name(told.scene, _SORT_OF.sub("", before))
    if found is not None:
        entity, start = found
        lead = before[:start]
        if _PART.search(lead) or re.search(r"[\w-]+[’']s?\s\Z", lead):
            return None, 0  # `the pension scheme of the Ice Service was founded`
        if (word := re.search(r"([a-z]+)\s\Z", lead)) and stem(word[1]) in knowledge().other:
            return None, 0
        return entity, told.start + start
    if (it := _IT.search(before)) is not None:
        return _only_thing(told, told.start + it.start()), told.start + it.start()
    return None, 0


def ending_name(scene: Scene, text: str) -> tuple[EntityId, int] | None:
    """The longest name that a text ends with, and where it starts."""
    starts = [m.start() for m in re.finditer(r"(?<![\w’'-])\w", text)][-8:]
    for start in starts:
        if text[start].isupper() or text[start].isdigit():
            entity = scene.named(text[start:])
            if entity is not None:
                return entity, start
    return None


def _only_thing(told: _Told, at: int) -> EntityId | None:
    """The only body, place or thing that sentences of this paragraph began with, up to here."""
    scene, text = told.scene, told.block.text
    found: set[EntityId] = set()
    for start, end in cut_sentences(text):
        if start >= at:
            break
        match = re.match(
            r"(?:The\s)?(?P<name>[A-Z][\w'’&.-]*(?:\s(?:of\s|the\s|for\s)*[A-Z][\w'’&.-]*)*)", text[start:end]
        )
        if (asked := _QUESTION.match(text[start:end])) is not None:
            match = asked
        entity = scene.named(match["name"]) if match is not None else None
        if entity is not None and not scene.is_personal(entity):
            found.add(entity)
    return next(iter(found)) if len(found) == 1 else None


def _date_for(told: _Told, match: re.Match[str], name_start: int) -> Timex | None:
    """The date of a verb: behind it in its clause, before its subject, or the only one of the sentence."""
    text = told.block.text
    after = [t for t in told.dated if t.start >= match.end()]
    if after:
        first = after[0]
        gap = text[match.end() : first.start]
        is_near = len(gap) <= 70 and (_BREAK.search(gap) is None or gap.strip() == "since")
        relations = (
            (Relation.SINCE,) if match["verb"].startswith("ha") else (Relation.AT, Relation.DURING, Relation.FROM)
        )
        if (is_near or _ACT.match(gap)) and first.relation in relations:
            return first if _is_sure(first) else None
    before = [t for t in told.dated if t.end <= name_start]
    if before and before[-1].relation in (Relation.AT, Relation.DURING) and _is_sure(before[-1]):
        last = before[-1]
        if _FRONT.fullmatch(text[last.end : name_start]):
            return last
        is_making = match["verb"] in ("created", "founded", "established", "set up")
        if is_making and len(told.dated) == 1 and not re.search(r"[;.]", text[last.end : name_start]):
            return last  # `the review of 2003, which also moved the lines: and Eastmoor was created`
    return None


def _by_entry(told: _Told) -> Iterator[Beginning]:
    """`1873 Foundation of the National Bank` in a chronicle, its date at the head of the line."""
    first = told.dated[0]
    match = _ENTRY.match(told.block.text, first.end, told.end) if first.start - told.start <= 3 else None
    if match is None or not _is_sure(first):
        return
    entity = told.scene.named(match["name"].strip())
    if entity is None:
        entity = told.scene.named(f"{match['verb']} of the {match['name'].strip()}")
    if entity is not None and not told.scene.is_personal(entity):
        yield _beginning(told, entity, FROM, first, match["verb"].lower(), first.start, match.end())


_THE_YEAR = pattern_of(
    r",?\sthe\s(?:very\s)?(?:year|month|day|summer|winter|spring|autumn)\s(?:in|on)\swhich\s(?:it|they|the\s(?P<noun>[a-z]+))\s(?:was|were|had\sbeen)\s"
    r"(?P<verb>founded|established|set\sup|formed|created|opened|launched)\b"
)


_FIRMS = frozenset(["firm", "company", "business", "partnership", "concern", "enterprise"])


def _by_year(told: _Told) -> Iterator[Beginning]:
    """`was run by Brandt & Sons from 1871, the year in which the firm was set up`: the one body that the sentence names."""
    text = told.block.text
    for timex in told.dated:
        match = _THE_YEAR.match(text, timex.end, told.end)
        if match is None or timex.value is None:
            continue
        named = {
            entity
            for entity in told.scene.entities_in(told.path)
            if not told.scene.is_personal(entity) and told.scene.kind(entity) != "place"
            if any(name in text[told.start : timex.start] for name in told.scene.names(entity))
        }
        named = {e for e in named if not any(e != o and told.scene.stems(e) < told.scene.stems(o) for o in named)}
        noun = match["noun"]
        if len(named) == 1 and (not noun or noun in _FIRMS or noun in name_tokens(next(iter(named)))):
            yield _beginning(told, next(iter(named)), FROM, timex, match["verb"], timex.start, match.end())


def _by_lack(told: _Told) -> Iterator[Beginning]:
    """`There was no museum of any kind in Torne until 2 May 1934`: none was there, whatever its name."""
    match = _NONE.search(told.block.text, told.start, told.end)
    timex = next((t for t in told.dated if match is not None and 0 <= t.start - match.end() <= 4), None)
    if match is None or timex is None or not _is_sure(timex):
        return
    words = frozenset({stem(match["noun"]), *(stem(w) for w in name_tokens(match["place"]))})
    for entity in sorted(told.scene.entities):
        known = told.scene.entities[entity]
        if any(frozenset(stem(t) for t in name_tokens(n)) == words for n in (known.name, *known.aliases)):
            yield _beginning(told, entity, FROM, timex, "there was none until", match.start(), timex.end)
            return


def _beginning(told: _Told, entity: EntityId, side: str, timex: Timex, words: str, start: int, end: int) -> Beginning:
    assert timex.value is not None
    point = f"{side} {entity} {told.path} {told.block.index} {timex.start}"
    low, high = widened(timex.value, timex)
    span = told.block.source_span(min(start, timex.start), max(end, timex.end))
    value = told.block.source_span(timex.start, timex.end)
    statement = Statement(
        label=point,
        says=Says.DATE,
        words=words.lower(),
        shown=timex.text,
        evidence=(Evidence(document=told.path, span=span, values=(value,)),),
        documents=(told.path,),
        date=timex.value,
        name=told.scene.entities[entity].name,
    )
    bounds = tuple(between(ORIGIN, point, finite(low), finite(high), point))
    return Beginning(
        entity=entity,
        side=side,
        point=point,
        said=Said(statement=statement, bounds=bounds),
        low=low,
        high=high,
        document=told.path,
        block=told.block.index,
        start=told.start,
    )
