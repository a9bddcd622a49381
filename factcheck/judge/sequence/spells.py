"""Judge, part of sequences: from when to when somebody held a post, in a sentence or in a list of holders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.judge.sequence.begun import begun_in
from factcheck.judge.sequence.owners import RANK, owner_before
from factcheck.judge.sequence.posts import DONE, ROLE, STAFF, Post, Spell, end_of, goes_on_behind, is_broken, stems_of
from factcheck.judge.sequence.scene import PERSON, Scene, cut_sentences
from factcheck.judge.sequence.tenures import sort_of
from factcheck.model.claim import EntityId
from factcheck.model.document import Block, BlockKind
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue

_OWNED = r"(?:the\s)?(?:[A-Z][\w-]*\s){0,3}[A-Z][\w-]*[’']s?\s|the\s[a-z]+[’']s\s"
"""`the Federation's` before the word for a post."""
_HELD = pattern_of(
    rf"\s(?:(?:was|were|had been|has been|remained|served as|acted as|worked as|became|sat as)\s(?:{_OWNED}|the\s|its\s|their\s|our\s|an?\s)?{ROLE}"
    rf"|(?P<done>{DONE})(?:\s(?:over\s)?(?:the\s|its\s|their\s)?(?P<what>[^,;:.]{{2,60}}?))?"
    rf"|(?:held|occupied)\s(?:the|this|that)\s(?:post of\s|office of\s)?(?P<seat>[a-z][a-z-]+)(?:\sof\s(?:the\s)?(?P<seat_of>[^,;:]{{2,60}}?))?)"
)
_APPOSED = pattern_of(
    rf"(?:,\s(?:who\s(?:was|had\sbeen|served\sas|became)\s)?|\s\(|,?\sas\s|,\sas\s)(?:the\s|its\s|their\s|our\s|an?\s)?{ROLE}"
)
"""`the books show X as its treasurer from 1948`, `X (director 1951–1968)`, `under X, keeper from 1948`."""
_RANGE_LEAD = pattern_of(r",?\s+(?:from|between|in|during|\()?\s*\Z|\s?\(\Z")
_TO = pattern_of(
    r"\s*,?\s*(?:to|until|till|up to|through|and|–|—|-)\s+(?:(?:the\s)?(?:[a-z]+\s){1,3}(?:of|in)\s|the\s)?", re.I
)
_COLUMN = pattern_of(
    r"\b(?:reign(?:ed|s)?|rul(?:e|ed)|in office|term(?: of office)?|tenure|held office|chaired|president|director|headmaster|chair)\b",
    re.I,
)


_BEGUN_COLUMN = pattern_of(
    r"(?:date (?:of )?)?(?:(?P<joined>joined|joining|hired|signed|started|with us since|employed since|member since)|appointed|appointment|elected|took office"
    r"|in (?:office|post) since|since)(?: on| in)?",
    re.I,
)


def spells_in(scene: Scene, path: str, block: Block, found: Sequence[Timex]) -> Iterator[Spell]:
    """The spells that a sentence, or a cell of a list of holders, tells; one that goes on has no end."""
    if block.kind is BlockKind.TABLE_CELL:
        yield from _of_cell(scene, path, block, found)
        return
    if block.kind is BlockKind.LIST_ITEM:
        yield from _of_line(scene, path, block, found)
    for start, end in cut_sentences(block.text):
        inside = [t for t in found if start <= t.start < end]
        yield from begun_in(scene, path, block, start, end, inside)
        ranges = list(ranges_in(block.text, inside))
        for at, until, first, last in ranges:
            lead = _RANGE_LEAD.search(block.text, start, at)
            behind = lead.start() if lead is not None else at
            held = post_before(block.text, start, behind) or last_full(_APPOSED, block.text, start, behind)
            if held is None:
                continue
            who = owner_before(scene, path, block, start, held.start())
            post = post_of(held)
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
                is_broken=len(ranges) > 1
                or len(inside) > 2
                or is_broken(block.text[start:end])
                or goes_on_behind(block.text, until),
            )


def ranges_in(text: str, found: Sequence[Timex]) -> Iterator[tuple[int, int, DateValue, DateValue]]:
    """The ranges of dates of a sentence: where each stands, its first and its last date."""
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
                first_value, last_value = end_of(value, last=False), end_of(other.value, last=True)
                if first_value.earliest <= last_value.latest:
                    yield timex.start, other.end, first_value, last_value


def post_before(text: str, start: int, at: int) -> re.Match[str] | None:
    """The words of a post that end right before a range."""
    return last_full(_HELD, text, start, at)


def last_full(pattern: re.Pattern[str], text: str, start: int, at: int) -> re.Match[str] | None:
    """The last stretch up to a place that a pattern fills."""
    best = None
    for match in pattern.finditer(text, start, at):
        full = pattern.fullmatch(text, match.start(), at)
        best = full or best
    return best


def post_of(held: re.Match[str]) -> Post | None:
    told = held.groupdict()
    words = held["post"] or told.get("done") or told.get("seat") or ""
    sort = sort_of(words.lower())
    of = held["of"] or told.get("what") or told.get("seat_of") or ""
    return (sort, stems_of(of)) if sort else None


_YEARS = pattern_of(
    r"(?:years?|period|dates?|terms?|tenure|from.*to|in office|time|served|when)(?: (?:in|of) (?:office|service|post))?",
    re.I,
)
_LIST_OF = pattern_of(r"\b(?P<post>[a-z]+)s?\b(?:\s(?:of|at)\s(?:the\s)?(?P<of>.+))?", re.I)


def _of_cell(scene: Scene, path: str, block: Block, found: Sequence[Timex]) -> Iterator[Spell]:
    """A cell under `Reigned` or `In office` in the row of a person, or the years of one in a list of holders."""
    place = block.table
    if place is None or place.head:
        return
    blocks = scene.documents[path].blocks
    head = " ".join(blocks[i].text for i in place.column_heads)
    match = _COLUMN.search(head)
    begun = _BEGUN_COLUMN.fullmatch(head.strip())
    spans = list(ranges_in(block.text, found))
    since = [(t, t.value) for t in found if (t.relation is Relation.SINCE or begun) and t.value is not None]
    if len(spans) + len(since) != 1 or len(found) > 2:
        return
    row = [b for b in blocks if b.table is not None and (b.table.table, b.table.row) == (place.table, place.row)]
    holders = [(b, who) for b in row if b is not block and (who := scene.named(_bare(b.text))) is not None]
    holders = [(b, who) for b, who in holders if scene.kind(who) in (PERSON, "unknown")]
    holders = [(b, who) for b, who in holders if scene.kind(who) == PERSON] or holders
    if len(holders) != 1:
        return
    cell, who = holders[0]
    post: Post | None = None
    if match is not None and not re.search(r"\bborn\b", head, re.I):
        post = (sort_of(match[0].lower()) or ("office",), frozenset())
    if begun is not None:
        post = (STAFF if begun["joined"] else ("office",), frozenset())
    if post is None or post == (("office",), frozenset()):
        post = _listed(scene, path, block, cell, head) or post
    if post is None:
        return
    if spans:
        at, until, first, last = spans[0]
    else:
        at, until, first, last = since[0][0].start, since[0][0].end, end_of(since[0][1], last=False), None
    yield _listed_spell(path, block, who, post, (at, until, first, last))


_HOLDER_LINE = pattern_of(r"\s*(?P<who>[^,;:()]{3,50}?)\s*(?:[,:–—-]|\s\()\s*")
_LINE_END = pattern_of(r"\s*\)?\.?\s*")


def _of_line(scene: Scene, path: str, block: Block, found: Sequence[Timex]) -> Iterator[Spell]:
    """`Ana Teles, 1972–1991` in a list under a heading or a sentence that names the post: a line with no more than that."""
    spans = list(ranges_in(block.text, found))
    if len(spans) != 1 or len(found) != 1:
        return
    at, until, first, last = spans[0]
    match = _HOLDER_LINE.fullmatch(block.text, 0, at)
    who = scene.named(_bare(match["who"])) if match is not None and _LINE_END.fullmatch(block.text, until) else None
    if who is None or scene.kind(who) not in (PERSON, "unknown"):
        return
    blocks = scene.documents[path].blocks
    for index in (block.lead_in, *block.headings[-1:]):
        for named in _LIST_OF.finditer(blocks[index].text) if index is not None else ():
            sort = sort_of(named["post"].lower())
            if sort:
                yield _listed_spell(path, block, who, (sort, stems_of(named["of"] or "")), (at, until, first, last))
                return


def _listed_spell(
    path: str, block: Block, who: EntityId, post: Post, told: tuple[int, int, DateValue, DateValue | None]
) -> Spell:
    at, until, first, last = told
    return Spell(
        who=who,
        post=post,
        first=first,
        last=last,
        document=path,
        span=block.source_span(at, until),
        value=block.source_span(at, until),
        shown=block.text[at:until],
        sentence=(block.index, 0),
        is_broken=False,
        is_listed=True,
    )


def _bare(name: str) -> str:
    """A name in a cell without its rank and what stands in brackets behind it."""
    return RANK.sub("", re.sub(r"\s*\([^()]*\)\s*\Z", "", name.strip()), count=1)


def _listed(scene: Scene, path: str, block: Block, cell: Block, head: str) -> Post | None:
    """The post of a list of holders, as the head of the column of names, the caption or the heading names it."""
    blocks = scene.documents[path].blocks
    place, of_names = block.table, cell.table
    if (
        place is None
        or of_names is None
        or (head.strip() and not (_YEARS.fullmatch(head.strip()) or _COLUMN.search(head)))
    ):
        return None
    titles = [blocks[i].text for i in of_names.column_heads]
    titles += [blocks[i].text for i in (place.caption, block.lead_in) if i is not None]
    titles += [blocks[i].text for i in block.headings[-1:]]
    for title in titles:
        for match in _LIST_OF.finditer(title):
            sort = sort_of(match["post"].lower())
            if sort:
                return sort, stems_of(match["of"] or "")
    return None
