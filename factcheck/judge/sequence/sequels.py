"""Judge, part of sequences: what came only after a dated event, and what ended before it began, told in several documents.

`The order was made on 6 March, and only then did they break ground`, where another passage dates the ground-breaking earlier;
`She ended her inquiry on 4 September`, where another says that the inquiry opened on the twelfth.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.distances import is_plain
from factcheck.judge.sequence.events import Says, Statement, day_bounds, widened
from factcheck.judge.sequence.said import Said, dated_point, time_point
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.model.claim import Claim
from factcheck.model.document import Block, BlockKind, Span
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.dates import DateValue
from factcheck.values.network import Bound
from factcheck.values.words import content_words, stem

_ONLY_THEN = pattern_of(
    r"[,;]?\s(?:and\s|but\s)?(?P<words>(?:it was\s)?only\s(?:then|thereafter|after\sthat|afterwards|subsequently|after\sthis)|not\suntil\sthen)\s"
    r"(?:did|was|were|could|that)\s(?P<clause>[^,;:.]{6,90})",
    re.I,
)
_UNTOLD = pattern_of(r"\b(?:again|re\w+ed|second|another|next|other|further|new)\b")


def sequels_of(case: Case, scene: Scene, claims: Sequence[Claim]) -> Iterator[Said]:
    """Events that are told as coming after a dated one, dated before it by another passage."""
    plain = [c for c in claims if c.predicate and is_plain(c)]
    for path, document in sorted(case.documents.items()):
        for block in document.blocks:
            found = case.times[path].get(block.index, ())
            if found and not block.boilerplate and ("only " in block.text or "until then" in block.text):
                for match in _ONLY_THEN.finditer(block.text):
                    yield from _after(scene, path, block, found, match, plain)
    yield from _sessions(case, scene)


def _after(
    scene: Scene, path: str, block: Block, found: Sequence[Timex], match: re.Match[str], claims: Sequence[Claim]
) -> Iterator[Said]:
    start, end = next((s, e) for s, e in cut_sentences(block.text) if s <= match.start() < e)
    dated = [t for t in found if start <= t.start < match.start() and is_known(t)]
    inside = [t for t in found if match.start() < t.start < match.end() and t.type is TimexType.DATE]
    if len(dated) != 1 or inside or dated[0].value is None or dated[0].relation is not Relation.AT:
        return
    clause = frozenset(content_words(match["clause"]))
    told = clause | frozenset(content_words(block.text[start:end]))
    first = widened(dated[0].value, dated[0])[0]
    same = [c for c in claims if _is_told_by(scene, c, path, clause, told)]
    days = {c.text_value for c in same}
    if len(days) != 1 or _UNTOLD.search(match["clause"]):
        return
    claim = same[0]
    if day_bounds(claim)[1] >= first:
        return
    if claim.document == path and scene.sentence_of(claim).start == block.source_span(start, start + 1).start:
        return
    points = f"after {path} {block.index} {match.start()}", f"sequel {claim.id}"
    yield time_point(path, block.source_span(dated[0].start, dated[0].end), dated[0], points[0])
    yield dated_point(claim, points[1])
    span = block.source_span(match.start("words"), match.end())
    statement = Statement(
        label=f"{points[0]} {claim.id}",
        says=Says.STEP,
        words=block.text[match.start("words") : match.end()],
        shown=block.text[match.start("words") : match.end()],
        evidence=(Evidence(document=path, span=span, values=(span,)),),
        documents=(path,),
        start=points[0],
    )
    yield Said(statement=statement, bounds=(Bound(points[1], points[0], 0.0, statement.label),))


def _is_told_by(scene: Scene, claim: Claim, path: str, clause: frozenset[str], told: frozenset[str]) -> bool:
    """Whether a dated claim tells what the clause tells: its verb and a noun of it, and nothing that the sentence has not."""
    verb = frozenset(content_words(claim.predicate_words))
    own = frozenset(claim.theme) | verb
    if not verb & clause or len(own & clause) < 2 or not own <= told:
        return False
    if claim.document == path:
        return True
    texts = scene.plain(path), scene.plain(claim.document)
    names = (e.name for e in scene.entities.values() if len(e.name.split()) > 1)
    return scene.are_of_one_matter(path, claim.document) or any(name in texts[0] and name in texts[1] for name in names)


# --- sessions ---------------------------------------------------------------------------------------------------------

_NOUN = r"(?P<noun>inquest|inquiry|enquiry|hearings?|trial|filming|shooting|excavations?|dig|digging|siege|strike|expedition|voyage|restoration|renovation|refit|rehearsals|auction|conclave|recount|drilling|dredging)"
_OF = r"(?P<of>\s(?:of|into|for|at|on|against)\s(?:the\s)?[A-Z*_“\"][^.;:,]{1,50}?)?"
_BEGINS = pattern_of(
    rf"\b(?P<lead>(?:the|her|his|its|their|a|an)\s)?{_NOUN}{_OF}\s(?:was\s|were\s)?(?:opens?|opened|begins?|began|begun|starts?|started|commenced|got under way)\b",
    re.I,
)
_ENDS = pattern_of(
    rf"(?:\b(?P<lead>(?:the|her|his|its|their)\s)?{_NOUN}{_OF}\s(?:was\s|were\s)?(?:ends?|ended|closes?|closed|finished|finishes|concluded|wrapped(?: up)?|was over)\b)"
    rf"|(?:\b(?:ended|closed|concluded|finished|wrapped up)\s(?:the|her|his|its|their)\s{_NOUN.replace('noun', 'noun_b')}{_OF.replace('<of>', '<of_b>')}(?=\s(?:on|in|at)\b))",
    re.I,
)
_PLANNED = pattern_of(r"\b(?:will|would|should|shall|may|might|could|if|planned|expected|due|scheduled|not|never)\b")
_OTHER = pattern_of(
    r"\b(?:second|another|other|new|first|third|re-?open\w*|resum\w+|adjourn\w*|earlier|previous|original|again|two|three|several)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edge:
    path: str
    timex: Timex
    words: str
    span: Span
    value: Span
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """The day on which a sitting began or ended, for others to use."""

    value: DateValue | None
    text: str
    place: tuple[str, Span, Span]


def edges_of(case: Case) -> Iterator[tuple[str, str, Edge, Edge]]:
    """The noun, the document, the only beginning and the only end of each sitting, where the two are in order."""
    begun, ended = _told_edges(case)
    for noun, firsts in begun.items():
        lasts = ended.get(noun, [])
        if len({_day(e) for e in firsts}) == 1 and len({_day(e) for e in lasts}) == 1:
            if not firsts[0].of or not lasts[0].of or firsts[0].of.lower() == lasts[0].of.lower():
                first, last = (
                    Edge(value=e.timex.value, text=e.timex.text, place=(e.path, e.span, e.value))
                    for e in (firsts[0], lasts[0])
                )
                yield noun, firsts[0].path, first, last


def _sessions(case: Case, scene: Scene) -> Iterator[Said]:
    """The only beginning and the only end of a sitting or a work that the documents tell."""
    begun, ended = _told_edges(case)
    for noun, firsts in begun.items():
        lasts = ended.get(noun, [])
        if len({_day(e) for e in firsts}) == 1 and len({_day(e) for e in lasts}) == 1:
            yield from _ended_before(scene, firsts[0], lasts[0])


def _told_edges(case: Case) -> tuple[dict[str, list[_Edge]], dict[str, list[_Edge]]]:
    """The beginnings and the ends of sittings by their noun, worked out once."""
    if "sittings" not in case.memo:
        case.memo["sittings"] = _find_edges(case)
    found: tuple[dict[str, list[_Edge]], dict[str, list[_Edge]]] = case.memo["sittings"]
    return found


def _find_edges(case: Case) -> tuple[dict[str, list[_Edge]], dict[str, list[_Edge]]]:
    begun: dict[str, list[_Edge]] = defaultdict(list)
    ended: dict[str, list[_Edge]] = defaultdict(list)
    for path, document in sorted(case.documents.items()):
        for block in document.blocks:
            found = case.times[path].get(block.index, ())
            if not found or block.boilerplate or block.kind in (BlockKind.TITLE, BlockKind.HEADING):
                continue
            if block.kind is BlockKind.TABLE_CELL or not any(map(_is_sure, found)):
                continue
            for start, end in cut_sentences(block.text):
                dated = [t for t in found if start <= t.start < end]
                if len(dated) != 1 or not _is_sure(dated[0]):
                    continue
                for pattern, into in ((_BEGINS, begun), (_ENDS, ended)):
                    told = _edge(path, block, start, end, dated[0], pattern)
                    if told is not None:
                        into[told[0]].append(told[1])
        for noun, edge, is_end in _entries(case, path):
            (ended if is_end else begun)[noun].append(edge)
    return begun, ended


def _entries(case: Case, path: str) -> Iterator[tuple[str, _Edge, bool]]:
    """Rows of a chronicle: a cell with a date alone, and beside it one that tells a beginning or an end."""
    blocks = case.documents[path].blocks
    for before, block in pairwise(blocks):
        a, b = before.table, block.table
        if a is None or b is None or (a.table, a.row) != (b.table, b.row) or b.head:
            continue
        dated = case.times[path].get(before.index, ())
        if len(dated) != 1 or len(before.text.strip()) > len(dated[0].text) + 2 or case.times[path].get(block.index):
            continue
        for pattern, is_end in ((_BEGINS, False), (_ENDS, True)):
            match = pattern.search(block.text)
            if match is not None and _is_sure(dated[0]) and not _OTHER.search(block.text):
                yield *_edge_of(path, block, dated[0], match, before), is_end


def _day(edge: _Edge) -> str:
    return edge.timex.value.edtf if edge.timex.value is not None else ""


def _edge(
    path: str, block: Block, start: int, end: int, timex: Timex, pattern: re.Pattern[str]
) -> tuple[str, _Edge] | None:
    match = pattern.search(block.text, start, end)
    if match is None:
        return None
    beside = block.text[max(start, match.start() - 50) : min(end, match.end() + 30)]
    if _PLANNED.search(beside) or _OTHER.search(beside):
        return None
    near = abs(timex.start - match.end()) <= 40 or timex.end <= match.start() <= timex.end + 12
    return _edge_of(path, block, timex, match, block) if near else None


def _is_sure(timex: Timex) -> bool:
    if not is_known(timex) or any(p.part in ("year", "century") for p in timex.provenance) or timex.value is None:
        return False
    return timex.relation is Relation.AT and not timex.value.extended


def _edge_of(path: str, block: Block, timex: Timex, match: re.Match[str], dated: Block) -> tuple[str, _Edge]:
    groups = match.groupdict()
    noun = groups["noun"] or groups.get("noun_b") or ""
    of = groups["of"] or groups.get("of_b") or ""
    value = dated.source_span(timex.start, timex.end)
    words = block.source_span(match.start(), match.end())
    span = words if dated is not block else Span(min(words.start, value.start), max(words.end, value.end))
    edge = _Edge(path=path, timex=timex, words=match[0].lower(), span=span, value=value, of=of.strip(' *_“"'))
    return stem(noun.lower()), edge


def _ended_before(scene: Scene, first: _Edge, last: _Edge) -> Iterator[Said]:
    a, b = first.timex.value, last.timex.value
    assert a is not None
    assert b is not None
    if widened(a, first.timex)[0] <= widened(b, last.timex)[1]:
        return
    if first.of and last.of and first.of.lower() != last.of.lower():
        return
    is_one = first.path == last.path or (first.of and first.of.lower() == last.of.lower())
    if not is_one and not scene.are_of_one_matter(first.path, last.path):
        return
    points = []
    said = None
    for edge in (first, last):
        points.append(f"session {edge.path} {edge.value.start}")
        said = time_point(edge.path, edge.span, edge.timex, points[-1], edge.words)
        evidence = Evidence(document=edge.path, span=edge.span, values=(edge.value,))
        yield Said(statement=replace(said.statement, evidence=(evidence,)), bounds=said.bounds)
    if said is not None:
        yield Said(statement=said.statement, bounds=(Bound(points[1], points[0], 0.0, ""),))
