"""Judge, part of spells: since when somebody has held a post, or been with a body, where no end is told.

`has been head of the ward since 2016`, `became abbot in 1811`, `joined the firm in 2004`, `since 2020 the ward has been led by
X`, `President: X (took office in 2019)`; in a table, a column `Joined`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.sequence.owners import name_ahead, owner_before
from factcheck.judge.sequence.posts import DONE, ROLE, STAFF, Post, Spell, comes_back, end_of, is_broken, stems_of
from factcheck.judge.sequence.scene import PERSON, Scene
from factcheck.judge.sequence.tenures import sort_of
from factcheck.model.claim import EntityId
from factcheck.model.document import Block
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.dates import DateValue

_SINCE = pattern_of(r",?\s+(?:ever\s)?since\s+(?:the\s(?:start|beginning)\sof\s)?\Z")
_IS = pattern_of(
    rf"\s(?:is|has been|have been|has served as|has acted as|remains)\s(?:the\s|its\s|their\s|our\s|an?\s)?{ROLE}\Z"
    rf"|\s(?:has|have)\s(?P<done>{DONE})\s(?:the\s|its\s)?(?P<what>[^,;:.]{{2,60}}?)\Z"
)
_TOOK = pattern_of(
    r"\s(?:became|was (?:appointed|made|elected|named|chosen|engaged|installed|hired)(?:\s(?:as|to be))?|took over as|was promoted to|succeeded [^,;:.]{3,40} as)\s(?:the\s|its\s|their\s|an?\s)?"
    rf"{ROLE}(?P<lead>,?\s(?:in|on)\s(?:the\s)?|,?\s)\Z"
)
_ON_THAT_DAY = pattern_of(
    r",?\s(?P<who>[A-Z][^,;:.()]{2,60}?)(?:,\s[^,;:.]{3,60},|\s\([^()]{3,40}\))?\s"
    r"(?:became|was (?:appointed|made|elected|named|chosen|installed)(?:\s(?:as|to be))?|took over as)\s(?:the\s|its\s|their\s|our\s|an?\s)?"
    rf"{ROLE}(?=[,.;]|\s(?:and|until|till|which|a post)\b)"
)
"""Behind a date that leads: `On 3 May 1951 X was elected president`."""
_APPOINTED = pattern_of(
    r"\s(?:was\s(?:appointed|elected|engaged|installed)|took up (?:the|his|her) (?:post|appointment|duties)),?\s(?:in|on)\s(?:the\s)?\Z"
)
"""Of what, the words of staying tell: `was appointed in 1951 and held the directorship until 1968`."""
_STAYED = pattern_of(
    r",?\s(?:and|then|and then|(?:a|an) (?:post|office|position|job) (?:that|which))?\s?(?:(?:he|she)\s)?"
    r"(?:(?:stayed|remained|served|continued|carried on|was to (?:hold|keep) (?:it|that (?:post|office))|(?:held|kept)(?: (?:it|that (?:post|office)|the (?P<held>[a-z]+)(?:\s(?:of|at)\s(?:the\s)?[^,;:.]{2,40}?)?))?|sat)"
    r"(?:\s(?:in (?:the )?(?:office|post|job|chair)|in charge|there|as such|so|on|at (?:its|the) (?:head|helm)))?"
    r"(?:\swithout (?:a break|interruption|a pause)|\sunbroken)?\s(?:until|till|up to)"
    r"(?:\s(?:his|her) (?:sudden\s)?(?:death|retirement|resignation),?(?:\s(?:in|on))?|\s(?:he|she) (?:died|retired|resigned|stepped down|stood down),?\s(?:in|on))?"
    r"|(?:(?:finally\s|duly\s)?(?:retired|resigned|stepped down|stood down|handed over(?: to [^,;:.]{3,40})?|gave (?:it|the post) up|gave up the post)),?\s(?:in|on|at the end of))\s(?:the\s)?\Z"
)
_JOINED = pattern_of(
    r"\s(?:first\s|had\s)*(?:joined|entered the service of|started (?:work\s)?(?:at|with)|signed on with|signed for|came to|arrived at)\s(?:the\s)?"
    r"(?P<of>[^,;:.]{2,50}?)(?:\sas\s[^,;:.]{2,30})?\s(?:in|on)\s(?:the\s)?\Z"
)
_TOOK_OFFICE = pattern_of(
    r"\stook\s(?:office|charge|over|the (?:helm|reins|chair))(?:\s(?:of|at)\s(?:the\s)?(?P<of>[^,;:.]{2,50}?))?,?\s(?:in|on)\s(?:the\s)?\Z"
)
_LED_BY = pattern_of(
    rf",?\s(?:the\s|its\s)?(?P<what>[^,;:.]{{2,60}}?)\s(?:has|have)\sbeen\s(?P<done>{DONE})\sby\s(?:the\s)?(?P<who>[A-Z][^,;:()]{{2,60}})"
)
_IN_BRACKETS = pattern_of(
    r"\s\((?:in office |in post |here |with us )?(?:since|from|took office|appointed|elected|joined)\s(?:on\s|in\s|the\s)*\Z"
)
_LABEL = pattern_of(
    r"(?P<post>[A-Z][a-z]+(?:\s[a-z]+){0,2})(?:\sof\s(?:the\s)?(?P<of>[^,;:]{2,50}))?:\s(?P<who>[A-Z][^,;:()]{2,50})\Z"
)


def begun_in(scene: Scene, path: str, block: Block, start: int, end: int, inside: Sequence[Timex]) -> Iterator[Spell]:
    """`has been head of the ward since 2016`, `became abbot in 1811 and stayed until 1840`, `joined the firm in 2004`."""
    text = block.text
    for number, timex in enumerate(inside):
        if timex.type is not TimexType.DATE or timex.value is None or timex.impossible:
            continue
        if timex.shift is not None and not _is_same_day(timex):
            continue
        other = inside[number + 1] if number + 1 < len(inside) else None
        leads = _LEADS.fullmatch(text, start, timex.start) is not None
        named = _ON_THAT_DAY.match(text, timex.end, other.start if other is not None else end) if leads else None
        behind = named.end() if named is not None else timex.end
        stays = _STAYED.fullmatch(text[behind : other.start]) if other is not None else None
        stayed = other if stays is not None else None
        if named is not None:
            found = _named_that_day(scene, path, named, timex, is_last=other is stayed)
        else:
            found = _held_from(scene, path, block, (start, end), timex, is_last=other is stayed, stays=stays)
        if found is None:
            continue
        last: DateValue | None = None
        until = timex.end
        if found.may_end and stayed is not None and stayed.value is not None:
            last, until = end_of(stayed.value, last=True), stayed.end
        yield Spell(
            who=found.who,
            post=found.post,
            first=end_of(timex.value, last=False),
            last=last,
            document=path,
            span=block.source_span(min(found.start, timex.start), max(until, found.end)),
            value=block.source_span(timex.start, until),
            shown=text[timex.start : until]
            if last is not None
            else text[min(found.start, timex.start) : max(until, found.end)],
            sentence=(block.index, start),
            is_broken=is_broken(text[start:end]) or comes_back(text[start:]),
            is_listed=found.is_listed,
        )


_LEADS = pattern_of(r"(?:On|In)\s(?:the\s)?")


def _is_same_day(timex: Timex) -> bool:
    """Whether it is `that same night`, of the day told before."""
    shift = timex.shift
    return shift is not None and shift.count == 0 and shift.unit == "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """Who held what from a date on, and where the words of it stand."""

    who: EntityId
    post: Post
    start: int
    end: int
    may_end: bool = False
    is_listed: bool = False


def _held_from(
    scene: Scene,
    path: str,
    block: Block,
    sentence: tuple[int, int],
    timex: Timex,
    *,
    is_last: bool,
    stays: re.Match[str] | None,
) -> _Held | None:
    """Who held what post from a date on; `is_last` where no other date follows in the sentence, or one until which it was held.

    `stays` are the words of staying up to another date, which may name the post.
    """
    text, (start, end) = block.text, sentence
    before = text[start : timex.start]
    may_end = False
    if (lead := _IN_BRACKETS.search(before)) is not None:
        return _labelled(scene, path, block, start, start + lead.start(), timex)
    if timex.relation is Relation.SINCE:
        lead = _SINCE.search(before) or _LEADING.fullmatch(before)
        if lead is None:
            return None
        if (led := _LED_BY.match(text, timex.end, end)) is not None:
            return _led_by(scene, path, led)
        held = _IS.search(before[: lead.start()])
        post = _post_of(held["post"] or held["done"], held["of"] or held["what"]) if held is not None else None
    elif timex.relation is not Relation.AT:
        return None
    elif (held := _TOOK.search(before)) is not None and bool(held["lead"].strip(" ,")) == (timex.shift is None):
        post, may_end = _post_of(held["post"], held["of"]), True
    elif is_last and stays and (held := _APPOINTED.search(before)) is not None:
        post, may_end = _post_of(stays["held"] or "", None) or (("office",), frozenset()), True
    elif (held := _TOOK_OFFICE.search(before)) is not None:
        post = (("office",), stems_of(held["of"] or ""))
    elif (held := _JOINED.search(before)) is not None:
        post = (STAFF, stems_of(held["of"]))
    else:
        return None
    if held is None or post is None or (may_end and not is_last):
        return None
    who = owner_before(scene, path, block, start, start + held.start())
    return _Held(who=who, post=post, start=start + held.start() + 1, end=timex.end, may_end=may_end) if who else None


def _named_that_day(scene: Scene, path: str, named: re.Match[str], timex: Timex, *, is_last: bool) -> _Held | None:
    """`On 3 May 1951 X was elected president`."""
    post = _post_of(named["post"], named["of"])
    who = name_ahead(scene, named["who"])
    if post is None or who is None or not is_last or timex.relation is not Relation.AT:
        return None
    if not scene.is_personal(who[0]) or not scene.calls_in_full(path, who[0]) or who[1] < len(named["who"].rstrip()):
        return None
    return _Held(who=who[0], post=post, start=named.start("who"), end=named.end(), may_end=True)


_LEADING = pattern_of(r"(?:Ever\s)?[Ss]ince\s(?:the\s(?:start|beginning)\sof\s)?\Z")


def _led_by(scene: Scene, path: str, led: re.Match[str]) -> _Held | None:
    """`Since 2020 it has been led by Dr X`."""
    post = _post_of(led["done"], led["what"])
    named = name_ahead(scene, led["who"])
    if post is None or named is None or not scene.is_personal(named[0]) or not scene.calls_in_full(path, named[0]):
        return None
    return _Held(who=named[0], post=post, start=led.start("what"), end=led.start("who") + named[1])


def _labelled(scene: Scene, path: str, block: Block, start: int, at: int, timex: Timex) -> _Held | None:
    """`President: X (took office in 2019)` in a line, in the pair of a sheet, or behind a name with its post."""
    text = block.text
    if timex.until is not None or text[timex.end : timex.end + 1] not in (")", ",", ";"):
        return None  # `(from 1999 to 2004)`: it has an end
    label = _LABEL.fullmatch(text, start, at)
    if label is not None:
        post, who = _post_of(label["post"].lower(), label["of"]), label["who"]
    elif block.key:
        post, who = _post_of(block.key.lower(), None), text[start:at]
    else:
        return None
    entity = scene.named(who.strip()) if post is not None else None
    if post is None or entity is None or scene.kind(entity) not in (PERSON, "unknown"):
        return None
    return _Held(who=entity, post=post, start=start, end=timex.end, is_listed=True)


def _post_of(words: str, of: str | None) -> Post | None:
    sort = sort_of(words.lower())
    return (sort, stems_of(of or "")) if sort else None
