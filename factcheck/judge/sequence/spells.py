"""Judge, part of sequences: from when to when somebody held a post, in a sentence or in a list of holders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.sequence.durations import BROKEN
from factcheck.judge.sequence.owners import owner_before
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.judge.sequence.tenures import sort_of
from factcheck.model.claim import EntityId
from factcheck.model.document import Block, BlockKind, Span
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import OPEN_END, OPEN_START, DateValue
from factcheck.values.words import stem, synonym

Post = tuple[tuple[str, ...], frozenset[str]]
"""The sort of a post with what makes it a lesser one, and the stems of the words behind it: of what it is the post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """From when to when somebody held a post."""

    who: EntityId
    post: Post
    first: DateValue
    last: DateValue | None
    """None while it goes on, as far as is told."""
    document: str
    span: Span
    value: Span
    shown: str
    sentence: tuple[int, int]
    is_broken: bool
    is_listed: bool = False
    """Whether it comes from a list of holders, which need not say of what."""


_DONE = r"directed|led|headed|ran|chaired|managed|edited|conducted|coached|governed|commanded|ruled|reigned|captained|presided"
_HELD = pattern_of(
    rf"\s(?:(?:was|were|had been|has been|remained|served as|acted as|worked as|became|sat as)\s(?:the\s|its\s|their\s|an?\s)?(?P<post>[a-z][a-z-]+(?:\s[a-z][a-z-]+){{0,2}}?)(?:\s(?:of|at|for|to|in|on)\s(?:the\s)?(?P<of>[^,;:]{{2,60}}?))?"
    rf"|(?P<done>{_DONE})(?:\s(?:over\s)?(?:the\s|its\s|their\s)?(?P<what>[^,;:.]{{2,60}}?))?"
    rf"|(?:held|occupied)\s(?:the|this|that)\s(?:post of\s|office of\s)?(?P<seat>[a-z][a-z-]+)(?:\sof\s(?:the\s)?(?P<seat_of>[^,;:]{{2,60}}?))?)"
)
_RANGE_LEAD = pattern_of(r",?\s+(?:from|between|in|during|\()?\s*\Z|\s?\(\Z")
_TO = pattern_of(
    r"\s*,?\s*(?:to|until|till|up to|through|and|–|—|-)\s+(?:(?:the\s)?(?:[a-z]+\s){1,3}(?:of|in)\s|the\s)?", re.I
)
_COLUMN = pattern_of(
    r"\b(?:reign(?:ed|s)?|rul(?:e|ed)|in office|term(?: of office)?|tenure|held office|chaired|president|director|headmaster|chair)\b",
    re.I,
)


_SINCE = pattern_of(r",?\s+(?:ever\s)?since\s+(?:the\s(?:start|beginning)\sof\s)?\Z")
_IS = pattern_of(
    r"\s(?:is|has been|have been|has served as|has acted as|remains)\s(?:the\s|its\s|their\s|our\s|an?\s)?(?P<post>[a-z][a-z-]+(?:\s[a-z][a-z-]+){0,2}?)"
    r"(?:\s(?:of|at|for|to|in|on)\s(?:the\s)?(?P<of>[^,;:]{2,60}?))?\Z"
    rf"|\s(?:has|have)\s(?P<done>{_DONE.replace('ran', 'run')})\s(?:the\s|its\s)?(?P<what>[^,;:.]{{2,60}}?)\Z"
)
_TOOK = pattern_of(
    r"\s(?:became|was (?:appointed|made|elected|named|chosen)|took over as|was promoted to|succeeded [^,;:.]{3,40} as)\s(?:the\s|its\s|their\s|an?\s)?"
    r"(?P<post>[a-z][a-z-]+(?:\s[a-z][a-z-]+){0,2}?)(?:\s(?:of|at|for|to)\s(?:the\s)?(?P<of>[^,;:]{2,60}?))?,?\s(?:in|on)\s(?:the\s)?\Z"
)
_STAYED = pattern_of(
    r",?\s(?:and|then|and then)?\s?(?:stayed|remained|served|continued|carried on|held (?:it|the post|the office)|kept (?:it|the post)|sat)"
    r"(?:\s(?:in (?:the )?(?:office|post|job|chair)|in charge|there|as such|so|on|at (?:its|the) (?:head|helm)))?\s(?:until|till|up to)\s(?:the\s)?\Z"
)
_JOINED = pattern_of(
    r"\s(?:first\s|had\s)*(?:joined|entered the service of|started (?:work\s)?(?:at|with)|signed on with)\s(?:the\s)?(?P<of>[^,;:.]{2,50}?)"
    r"(?:\sas\s[^,;:.]{2,30})?\s(?:in|on)\s(?:the\s)?\Z"
)
STAFF = ("staff",)
"""The sort of whoever works for somebody."""


def spells_in(scene: Scene, path: str, block: Block, found: Sequence[Timex]) -> Iterator[Spell]:
    """The spells that a sentence, or a cell of a list of holders, tells; one that goes on has no end."""
    if block.kind is BlockKind.TABLE_CELL:
        yield from _of_cell(scene, path, block, found)
        return
    for start, end in cut_sentences(block.text):
        inside = [t for t in found if start <= t.start < end]
        yield from _begun(scene, path, block, start, end, inside)
        ranges = list(ranges_in(block.text, inside))
        for at, until, first, last in ranges:
            lead = _RANGE_LEAD.search(block.text, start, at)
            held = post_before(block.text, start, lead.start() if lead is not None else at)
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
                is_broken=len(ranges) > 1 or len(inside) > 2 or is_broken(block.text[start:end]),
            )


def _begun(scene: Scene, path: str, block: Block, start: int, end: int, inside: Sequence[Timex]) -> Iterator[Spell]:
    """`has been head of the ward since 2016`, `became abbot in 1811 and stayed until 1840`, `joined the firm in 2004`."""
    text = block.text
    for number, timex in enumerate(inside):
        if timex.type is not TimexType.DATE or timex.value is None or timex.impossible or timex.shift is not None:
            continue
        before = text[start : timex.start]
        last: DateValue | None = None
        until = timex.end
        if timex.relation is Relation.SINCE and (lead := _SINCE.search(before)):
            held = _IS.search(before[: lead.start()])
            post = _post_of(held["post"] or held["done"], held["of"] or held["what"]) if held is not None else None
        elif timex.relation is Relation.AT and (held := _TOOK.search(before)):
            post = _post_of(held["post"], held["of"])
            other = inside[number + 1] if number + 1 < len(inside) else None
            if other is not None and other.value is not None and _STAYED.fullmatch(text[timex.end : other.start]):
                last, until = _end(other.value, last=True), other.end
            elif other is not None:
                continue
        elif timex.relation is Relation.AT and (held := _JOINED.search(before)):
            post = (STAFF, stems_of(held["of"]))
        else:
            continue
        who = owner_before(scene, path, block, start, start + held.start()) if held is not None and post else None
        if who is None or held is None or post is None:
            continue
        at = start + held.start() + 1
        yield Spell(
            who=who,
            post=post,
            first=_end(timex.value, last=False),
            last=last,
            document=path,
            span=block.source_span(at, until),
            value=block.source_span(timex.start, until),
            shown=text[timex.start : until] if last is not None else text[at:until],
            sentence=(block.index, start),
            is_broken=is_broken(text[start:end]) or _AGAIN.search(text, start) is not None,
        )


_AGAIN = pattern_of(
    r"\b(?:return\w*|again|came back|second (?:term|spell|time|stint)|re-?(?:appointed|elected|joined|hired)|left (?:it|the firm|the company)? ?(?:for|to))\b"
)


def _post_of(words: str, of: str | None) -> Post | None:
    sort = sort_of(words)
    return (sort, stems_of(of or "")) if sort else None


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
                first_value, last_value = _end(value, last=False), _end(other.value, last=True)
                if first_value.earliest <= last_value.latest:
                    yield timex.start, other.end, first_value, last_value


def _end(value: DateValue, *, last: bool) -> DateValue:
    """The day or month that `since 2012` or `until 2020` names."""
    if value.earliest == OPEN_START or value.latest == OPEN_END:
        first, second = value.edtf.split("/")
        return dates.from_edtf(second if first in ("..", "") else first)
    return value


def post_before(text: str, start: int, at: int) -> re.Match[str] | None:
    """The words of a post that end right before a range."""
    best = None
    for match in _HELD.finditer(text, start, at):
        full = _HELD.fullmatch(text, match.start(), at)
        best = full or best
    return best


def post_of(held: re.Match[str]) -> Post | None:
    words = held["post"] or held["done"] or held["seat"]
    sort = sort_of(words)
    of = held["of"] or held["what"] or held["seat_of"] or ""
    return (sort, stems_of(of)) if sort else None


_CUT = pattern_of(r"\s(?:he|she|they|it|had|has|was|were|in|from|for|after|before|and|until|between|during)\b.*", re.S)


def stems_of(words: str) -> frozenset[str]:
    """The stems of the words for what a post is in, each as the head of its synonyms: a firm is a company."""
    words = _CUT.sub("", words)
    return frozenset(
        synonym(stem(w)) for w in re.findall(r"[A-Za-z][\w’'-]+", words) if w.lower() not in ("the", "of", "and")
    )


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
    row = [b for b in blocks if b.table is not None and (b.table.table, b.table.row) == (place.table, place.row)]
    holders = [(b, who) for b in row if b is not block and (who := scene.named(_bare(b.text))) is not None]
    holders = [(b, who) for b, who in holders if scene.kind(who) in ("person", "unknown")]
    spans = list(ranges_in(block.text, found))
    since = [(t, t.value) for t in found if t.relation is Relation.SINCE and t.value is not None]
    if len(holders) != 1 or len(spans) + len(since) != 1 or len(found) > 2:
        return
    cell, who = holders[0]
    post: Post | None = None
    if match is not None and not re.search(r"\bborn\b", head, re.I):
        post = (sort_of(match[0].lower()) or ("office",), frozenset())
    if post is None or post[0] == ("office",):
        post = _listed(scene, path, block, cell, head) or post
    if post is None:
        return
    if spans:
        at, until, first, last = spans[0]
    else:
        at, until, first, last = since[0][0].start, since[0][0].end, _end(since[0][1], last=False), None
    yield Spell(
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


_TITLE = pattern_of(r"(?:Dr|Prof|Professor|Sir|Dame|Mr|Mrs|Ms|Miss|Rev|Lord|Lady)\.?\s")


def _bare(name: str) -> str:
    return _TITLE.sub("", re.sub(r"\s*\([^()]*\)\s*\Z", "", name.strip()), count=1)


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


_UNBROKEN = pattern_of(r"\bwithout\s(?:a|any)\s(?:break|interruption|gap)\b")


def is_broken(text: str) -> bool:
    return BROKEN.search(_UNBROKEN.sub("", text)) is not None


def comes_back(text: str) -> bool:
    """Whether a text tells that somebody came back, or held a post twice."""
    return _AGAIN.search(text) is not None
