"""Judge, part of spells: since when somebody has held a post, or been with a body, where no end is told.

`has been head of the ward since 2016`, `became abbot in 1811`, `joined the firm in 2004`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.judge.sequence.owners import owner_before
from factcheck.judge.sequence.posts import DONE, STAFF, Post, Spell, comes_back, end_of, is_broken, stems_of
from factcheck.judge.sequence.scene import Scene
from factcheck.judge.sequence.tenures import sort_of
from factcheck.model.document import Block
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.dates import DateValue

_SINCE = pattern_of(r",?\s+(?:ever\s)?since\s+(?:the\s(?:start|beginning)\sof\s)?\Z")
_IS = pattern_of(
    r"\s(?:is|has been|have been|has served as|has acted as|remains)\s(?:the\s|its\s|their\s|our\s|an?\s)?(?P<post>[a-z][a-z-]+(?:\s[a-z][a-z-]+){0,2}?)"
    r"(?:\s(?:of|at|for|to|in|on)\s(?:the\s)?(?P<of>[^,;:]{2,60}?))?\Z"
    rf"|\s(?:has|have)\s(?P<done>{DONE.replace('ran', 'run')})\s(?:the\s|its\s)?(?P<what>[^,;:.]{{2,60}}?)\Z"
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


def begun_in(scene: Scene, path: str, block: Block, start: int, end: int, inside: Sequence[Timex]) -> Iterator[Spell]:
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
                last, until = end_of(other.value, last=True), other.end
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
            first=end_of(timex.value, last=False),
            last=last,
            document=path,
            span=block.source_span(at, until),
            value=block.source_span(timex.start, until),
            shown=text[timex.start : until] if last is not None else text[at:until],
            sentence=(block.index, start),
            is_broken=is_broken(text[start:end]) or comes_back(text[start:]),
        )


def _post_of(words: str, of: str | None) -> Post | None:
    sort = sort_of(words)
    return (sort, stems_of(of or "")) if sort else None
