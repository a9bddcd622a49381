"""Judge, part of sequences: bodies, places and finds that take part in something before they were there, or after their end.

`acts` reads who acts from claims; this goes by the words around a name (`taking_part.py`), so that a thing may be object, giver or
place of what is told: `given to the museum in 1929`, `recorded at the Tannery`, `has represented Millside since 1999`, `radar
echoes from Vessa`. Where several passages tell of it before its beginning, that is no beginning (a new house, a second founding),
and all are let pass.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.acts import Life, founding_slack
from factcheck.judge.sequence.beginnings import ANEW, FOUND, FROM, Beginning, beginnings_of, is_known
from factcheck.judge.sequence.events import Event, Says, Statement, finite, widened
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.judge.sequence.said import Said
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.judge.sequence.taking_part import date_near, is_reduced, words_of_part
from factcheck.model.claim import EntityId
from factcheck.model.document import Block, BlockKind, Span
from factcheck.model.time import Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.names import is_state_adjective, name_tokens
from factcheck.values.network import ORIGIN, Bound, between
from factcheck.values.words import function_words, stem


@dataclass(frozen=True, slots=True, kw_only=True)
class _Presence:
    """A thing took part in something then, as one sentence tells."""

    entity: EntityId
    side: str
    document: str
    span: Span
    value: Span
    timex: Timex
    words: str
    first: int
    """The last day on which it must have been there at the latest, for a beginning."""
    last: int
    """The first day on which it must still have been there, for an end."""
    place: tuple[int, int]
    """The block and where the sentence starts."""


def presences_of(
    case: Case, scene: Scene, lives: Mapping[EntityId, Life], told: frozenset[tuple[str, int, str]]
) -> Iterator[Said]:
    """What bodies, places and finds take part in outside their time; `told` are dates of acts that were judged already."""
    known = _known(case, scene, lives)
    for entity in sorted(known):
        is_person = all(e.of_life for e in known[entity])
        if not is_person and _came_back(scene, entity):
            continue
        outside = [
            p
            for p in _found(case, scene, entity, known[entity])
            if (p.document, p.value.start, scene.entities[entity].name) not in told
        ]
        for side in (FROM, FOUND, "to"):
            listed = [p for p in outside if p.side == side]
            if listed and len({(p.document, *p.place) for p in listed}) == 1:
                yield from _tell(scene, listed[0], known[entity])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edge:
    """A day that bounds the time of a thing, of a claim or of words."""

    side: str
    point: str
    low: int
    high: int
    said: tuple[Said, ...]
    places: frozenset[tuple[str, int]]
    """The documents and blocks that tell it."""
    of_life: bool
    """Whether it is a birth or a death."""
    slack: float
    """Days that it may lie outside all the same: a body acts while it is set up and wound up."""


def _known(case: Case, scene: Scene, lives: Mapping[EntityId, Life]) -> dict[EntityId, tuple[_Edge, ...]]:
    known: dict[EntityId, list[_Edge]] = defaultdict(list)
    for entity, life in lives.items():
        for side, event in life:
            is_season = all(_OPENS.search(c.predicate_words) for c in event.claims)
            is_new = any(ANEW.search(scene.sentence_of(c).text) for c in event.claims)
            is_life = event.name in ("born", "die")
            if is_life is _is_person(scene, entity, life) and (is_life or not (is_season or is_new)):
                known[entity].append(_of_event(side, event))
    for entity, listed in beginnings_of(case, scene).items():
        known[entity] += [_of_words(b) for b in listed]
    return {entity: tuple(edges) for entity, edges in known.items()}


def _is_person(scene: Scene, entity: EntityId, life: Life) -> bool:
    """Whether a life is that of a person: nobody is opened or founded."""
    return scene.is_personal(entity) and all(event.name in ("born", "die") for _, event in life)


_OPENS = re.compile(r"\b(?:opens|opening|will|shall)\b", re.I)
"""A season or the hours of a day, as a rule."""


def _of_event(side: str, event: Event) -> _Edge:
    places = frozenset((c.document, c.block) for c in event.claims)
    of_life = event.name in ("born", "die")
    return _Edge(
        of_life=of_life,
        side=side,
        point=event.point,
        low=event.low,
        high=event.high,
        said=(),
        places=places,
        slack={"born": 0.0, "die": 31.0}.get(event.name, founding_slack(event.low, event.high)),
    )


def _of_words(told: Beginning) -> _Edge:
    places = frozenset({(told.document, told.block)})
    return _Edge(
        of_life=False,
        side=told.side,
        point=told.point,
        low=told.low,
        high=told.high,
        said=(told.said,),
        places=places,
        slack=31.0 if told.side == FOUND else founding_slack(told.low, told.high),
    )


_AGAIN = r"re-?(?:found|open|establish|launch|buil[dt]|constitut|creat|locat|viv)\w*"
_BEHIND = pattern_of(
    rf"[^.;:\n]{{0,45}}\b(?:{_AGAIN}|successors?|predecessors?|forerunners?|formerly|previously|merg\w+|grew out of|evolved from|traces? (?:its|their)"
    r"|moved (?:in)?to|under (?:the|its) (?:old )?name|(?:began|started) (?:life )?as|continu\w+)\b"
)
_BEFORE = pattern_of(
    rf"(?:\b(?:successors?|predecessors?|forerunners?)\s(?:of|to)\s|\b{_AGAIN}\s(?:of\s)?)(?:the\s|its\s|our\s)?\Z"
)
_REACH = 160
"""Characters before a name among which such words stand, a very long one among them."""
_ANOTHER = pattern_of(r"\b(?:earlier|older|previous|original|former|second|first|new|old|temporary)\s\Z")
_ALONE = pattern_of(r"[,.;:)]|\s(?:was|were|is|had|has|did|in|at|on|of|opened|closed|burnt|burned)\b")
"""Behind `first`, what the name is that of the thing itself: `the first MSA craft` is no other agency."""


def _came_back(scene: Scene, entity: EntityId) -> bool:
    """Whether a passage tells of a return, a forerunner or a move of it beside its name."""
    known = scene.entities[entity]
    for path in known.documents:
        text = scene.plain(path)
        for name in scene.names(entity):
            if any(_tells_of_return(text, at, at + len(name)) for at in _uses(text, name)):
                return True
    return False


def _uses(text: str, words: str) -> Iterator[int]:
    """Where words stand in a text."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _tells_of_return(text: str, start: int, end: int) -> bool:
    """Whether the words around a name tell of a return, a forerunner or a move; no pattern is made of the name itself."""
    if _BEHIND.match(text, end):
        return True
    if _BEFORE.search(text, max(0, start - _REACH), start):
        return True
    return _ALONE.match(text, end) is not None and _ANOTHER.search(text, max(0, start - _REACH), start) is not None


def _found(case: Case, scene: Scene, entity: EntityId, edges: Sequence[_Edge]) -> Iterator[_Presence]:
    known = scene.entities[entity]
    short = _short(scene, entity)
    for path in (*known.documents, *(short[1] if short is not None else ())):
        called = _called(scene, path, entity) if path in known.documents else short and short[0]
        if called is None:
            continue
        times = case.times[path]
        for block in scene.documents[path].blocks:
            if block.boilerplate or block.kind in (BlockKind.TITLE, BlockKind.HEADING) or not times.get(block.index):
                continue
            if called.search(block.text):
                yield from _in_block(
                    path, block, times[block.index], called, entity, edges, all(e.of_life for e in edges)
                )


_DEFINED = frozenset(["Society", "Institute", "Trust", "Company", "Foundation", "Association", "Club", "Union", "Academy", "Commission", "Federation", "Guild", "Board", "Bureau", "Authority", "Agency", "Corporation", "Fund", "Friends", "Conservancy", "League", "Partnership", "Cooperative", "Network", "Consortium", "Commissioners", "Trustees", "Fellowship", "Collective", "Orchestra", "Choir"])  # fmt: skip
_SHARED = 2


def _short(scene: Scene, entity: EntityId) -> tuple[re.Pattern[str], list[str]] | None:
    """`the Society` and the papers that call the only society of all documents so, without ever giving its name."""
    known = scene.entities[entity]
    words = known.name.split()
    head = words[0] if words[1:2] == ["of"] else words[-1]  # `the Friends` of Orme
    if len(words) < 3 or head not in _DEFINED or known.kind == "person":
        return None
    pattern = re.compile(rf"(?:(?<=\bthe )|(?<=\bThe )){head}(?![\w’'-]|\s[A-Z])")
    others = [e for e in scene.entities.values() if e.id != entity and head.lower() in name_tokens(e.name.lower())]
    own = scene.stems(entity)
    if any(not (own <= scene.stems(e.id) or scene.stems(e.id) <= own) for e in others):
        return None
    papers = [
        path
        for path in scene.lookup.documents_with(head)
        if path not in known.documents
        and pattern.search(scene.plain(path)) is not None
        and any(len(scene.lookup.shared_entities(path, home)) >= _SHARED for home in known.documents)
    ]
    return pattern, papers


def _called(scene: Scene, path: str, entity: EntityId) -> re.Pattern[str] | None:
    """The names of a thing in a document, and `the` with its noun where it is the only thing of that sort."""
    if not scene.calls_in_full(path, entity):
        return None
    parts = [re.escape(n) for n in scene.names(entity) if not is_state_adjective(n)]
    if not parts:
        return None
    head = name_tokens(scene.entities[entity].name)[-1:]
    nouns = [head[0].lower()] if head and len(name_tokens(scene.entities[entity].name)) > 1 else []
    nouns = [n for n in nouns if _is_only_one(scene, path, entity, n)] or described_as(scene, path, entity)
    parts += [rf"(?<=[Tt]he ){re.escape(n)}" for n in nouns]
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(parts)})(?![\w’'-])")


_SORT = r"\b(?:[Tt]he|[Aa]n?|[Oo]ur)\s(?:[\w-]+\s){0,2}(?P<noun>[a-z]+)\s"


def described_as(scene: Scene, path: str, entity: EntityId) -> list[str]:
    """The noun that a document ties to the name, and to no other: `the asteroid Vessa`, `Vessa, an asteroid of ...`."""
    text = scene.plain(path)
    found: list[str] = []
    for name in scene.names(entity):
        if name in text:
            found += [m["noun"] for m in re.finditer(rf"{_SORT}{re.escape(name)}\b", text)]
            for match in re.finditer(
                rf"{re.escape(name)},?\s(?:is\s|was\s)?an?\s(?P<words>(?:[a-z-]+\s){{0,2}}[a-z]+)", text
            ):
                found += match["words"].split()
    for noun in dict.fromkeys(found):
        is_used = len(noun) > 3 and noun not in function_words() and re.search(rf"\b[Tt]he {noun}\b", text)
        others = {m[1] for m in re.finditer(rf"\b{noun}\s([A-Z][\w-]+)", text)}
        if is_used and others <= {n.split()[0] for n in scene.names(entity)} and stem(noun) not in knowledge().common:
            return [noun]
    return []


def _is_only_one(scene: Scene, path: str, entity: EntityId, head: str) -> bool:
    """Whether a document names no other thing of that sort."""
    if not head.isalpha() or stem(head) in knowledge().recurring:
        return False
    return not any(
        e.id != entity and stem(head) in {stem(t) for t in name_tokens(e.name)} for e in scene.lookup.entities_in(path)
    )


def _in_block(
    path: str,
    block: Block,
    times: Sequence[Timex],
    called: re.Pattern[str],
    entity: EntityId,
    edges: Sequence[_Edge],
    is_person: bool,
) -> Iterator[_Presence]:
    sides = {e.side for e in edges}
    known = [t for t in times if _is_dated(t, block)]
    if not known:
        return
    for start, end in cut_sentences(block.text):
        dated = [t for t in known if start <= t.start < end]
        if not dated or (is_person and _is_afterlife(block.text[start:end])):
            continue
        for match in called.finditer(block.text, start, end):
            for is_find in (False, True):
                if is_find is (FOUND in sides) or (not is_find and sides - {FOUND}):
                    role = words_of_part(block.text, start, end, match, is_find=is_find, is_person=is_person)
                    timex = date_near(block.text, start, dated, role, match) if role is not None else None
                    if role is None or timex is None:
                        continue
                    presence = _presence(path, block, start, entity, timex, role)
                    side = _outside(presence, [e for e in edges if (e.side == FOUND) is is_find])
                    # what is left of a body may be there after it, nothing by it before it was
                    if side and not (side == "to" and is_reduced(block.text, start, role, match)):
                        yield replace(presence, side=side)


def _is_dated(timex: Timex, block: Block) -> bool:
    """A known date, or `that summer` of a year that this paragraph or the one before tells."""
    if is_known(timex):
        return True
    value, shift = timex.value, timex.shift
    if timex.type is not TimexType.DATE or value is None or shift is None or timex.impossible or timex.alternatives:
        return False
    if shift.count is None or abs(shift.count) > 1 or not shift.whole or value.granularity > Granularity.YEAR:
        return False
    return any(p.part == "anchor" and p.block is not None and block.index - p.block in (0, 1) for p in timex.provenance)


def _is_afterlife(text: str) -> bool:
    """Whether a sentence is about somebody else of that name, or of what came after a death."""
    return knowledge().posthumous.search(text) is not None or knowledge().namesake.search(text) is not None


def _presence(
    path: str, block: Block, sentence: int, entity: EntityId, timex: Timex, words: tuple[int, int]
) -> _Presence:
    assert timex.value is not None
    first, last = _ends(timex.value, block.text[max(0, timex.start - 9) : timex.start], timex)
    start, end = min(words[0], timex.start), max(words[1], timex.end)
    return _Presence(
        entity=entity,
        side="",
        document=path,
        span=block.source_span(start, end),
        value=block.source_span(timex.start, timex.end),
        timex=timex,
        words=_without_date(block.text, words, timex),
        first=first,
        last=last,
        place=(block.index, sentence),
    )


_DANGLING = re.compile(r"\s+(?:in|on|at|from|since|between|during)\s*\Z")


def _without_date(text: str, words: tuple[int, int], timex: Timex) -> str:
    """The words that tell the part, without the date that may stand among them."""
    start, end = words
    if start <= timex.start < end:
        return " ".join(f"{_DANGLING.sub('', text[start : timex.start])} {text[timex.end : end]}".split())
    return " ".join(text[start:end].split())


def _ends(value: DateValue, lead: str, timex: Timex) -> tuple[int, int]:
    """The last day by which it must have begun, and the first day up to which it lasted."""
    low, high = widened(value, timex)
    if not value.extended or "/" not in value.edtf or re.search(r"\bbetween\s\Z", lead):
        return high, low
    start, end = value.edtf.split("/")
    first = dates.from_edtf(start).latest if start not in ("..", "") else high
    last = dates.from_edtf(end).earliest if end not in ("..", "") else low
    return first, last


def _outside(presence: _Presence, edges: Sequence[_Edge]) -> str:
    """The side on which all that is known of that side shuts a presence out."""
    for side in (FROM, FOUND):
        of_side = [e for e in edges if e.side == side]
        if of_side and all(presence.first + e.slack < e.low for e in of_side):
            return side
    ends = [e for e in edges if e.side == "to"]
    starts = [e for e in edges if e.side == FROM]
    if ends and all(presence.last - e.slack > e.high for e in ends):
        # what ended and was begun later is there again
        return "" if any(s.high >= e.low for s in starts for e in ends) else "to"
    return ""


def _tell(scene: Scene, presence: _Presence, edges: Sequence[_Edge]) -> Iterator[Said]:
    value = presence.timex.value
    assert value is not None
    edge = next(e for e in edges if e.side == presence.side)
    if (presence.document, presence.place[0]) in edge.places and len({p for e in edges for p in e.places}) == 1:
        # told in one breath: `played there in 1931, before it opened in 1935`
        if presence.side != FOUND and _is_one_sentence(scene, presence, edge):
            return
    point = f"present {presence.document} {presence.value.start} {presence.entity}"
    statement = Statement(
        label=point,
        says=Says.DATE if presence.side == FOUND else Says.ACT,
        words=presence.words,
        shown=presence.timex.text,
        evidence=(Evidence(document=presence.document, span=presence.span, values=(presence.value,)),),
        documents=(presence.document,),
        date=value,
        name=scene.entities[presence.entity].name,
    )
    yield from edge.said
    bounds: list[Bound] = []
    if presence.side == "to":
        bounds += between(ORIGIN, point, finite(presence.last), None, point)
        bounds.append(Bound(edge.point, point, edge.slack, point))
    else:
        bounds += between(ORIGIN, point, None, finite(presence.first), point)
        bounds.append(Bound(point, edge.point, edge.slack, point))
    yield Said(statement=statement, bounds=tuple(bounds))


def _is_one_sentence(scene: Scene, presence: _Presence, edge: _Edge) -> bool:
    block = scene.documents[presence.document].blocks[presence.place[0]]
    return any(
        scene.sentence(presence.document, block, e.span.start)
        == scene.sentence(presence.document, block, presence.span.start)
        for said in edge.said
        for e in said.statement.evidence
    )
