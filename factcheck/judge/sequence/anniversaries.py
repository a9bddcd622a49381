"""Judge, part of sequences: anniversaries and the age of things, counted from what they began with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.distances import EVENT_NOUNS, is_plain
from factcheck.judge.sequence.events import Event, Says, Statement
from factcheck.judge.sequence.knowledge import BUILT, knowledge, ordinal_of
from factcheck.judge.sequence.said import ByBlock, Events, Said, dated_point, day_of_text
from factcheck.judge.sequence.scene import Scene, Sentence
from factcheck.model.claim import ClaimType, EntityId
from factcheck.model.document import Block, Span
from factcheck.patterns import pattern_of
from factcheck.values.durations import DAYS
from factcheck.values.network import between

_YEAR = DAYS["year"]
FEASTS = {
    "centenary": 100,
    "centennial": 100,
    "bicentenary": 200,
    "bicentennial": 200,
    "tercentenary": 300,
    "sesquicentenary": 150,
    "sesquicentennial": 150,
    "silver jubilee": 25,
    "golden jubilee": 50,
    "diamond jubilee": 60,
}
_NTH = (
    r"(?P<nth>(?:(?P<n>\d{1,3})(?:st|nd|rd|th)|(?P<word>[a-z]+(?:-[a-z]+)?))\s+(?:anniversary|birthday)"
    rf"|(?P<feast>{'|'.join(FEASTS)}))\b"
)
_IS_FEAST = pattern_of(rf"anniversary|birthday|{'|'.join(FEASTS)}")
_OWN = pattern_of(
    rf"(?P<verb>celebrat\w+|mark\w*|observ\w+|had|has|reach\w*)\s+(?P<whole>(?:its|their)\s+{_NTH})(?!\s+(?:of|as|in(?!\s(?:(?:[A-Z]\w+|\d\d?)\s)*\d{{4}}\b)|since|season|edition|year))"
)
_OF = pattern_of(
    rf"\b(?P<whole>(?:the|its|their)\s+{_NTH}\s+of\s+(?:(?:the|its|their)\s+)?(?:(?P<what>[a-z]+)\s+of\s+(?:the\s+)?(?P<of>[A-Z][^,;.()]*)"
    r"|(?P<whose>[A-Z][^,;.()]*?)[’\']s?\s+(?P<that>[a-z]+)))"
)
_FEAST = pattern_of(
    r"\b(?:celebrat|mark|observ|commemorat)\w+\s+(?:\w+\s){0,3}\Z|(?:\A|[.,]\s)[OoFf](?:n|or)\s\Z|\bin honour of\s\Z"
)
"""What makes an anniversary a feast of that day, and no matter of a book."""
_OLD = pattern_of(r"\b(?P<whole>(?P<nth>(?P<n>\d{2,3})-year-old))\s+(?P<of>[A-Z][^,;.()]*)")
_NOW = pattern_of(r"\b[Tt]his (?:year|spring|summer|autumn|winter|month|week)\b")


def anniversaries_of(
    case: Case, scene: Scene, blocks: Mapping[str, Sequence[Block]], claims: ByBlock, events: Events
) -> Iterator[Said]:
    """Anniversaries of what a thing began with: a year more or less is let pass, for feasts are moved."""
    for path, listed in blocks.items():
        for block in listed:
            text = block.text
            if block.boilerplate:
                continue
            if _IS_FEAST.search(text):
                for match in _OWN.finditer(text):
                    yield from _of_itself(case, scene, path, block, match, claims, events)
                for match in _OF.finditer(text):
                    yield from _of_event(case, scene, path, block, match, claims, events)
            if "-year-old " in text:
                for match in _OLD.finditer(text):
                    yield from _old(case, scene, path, block, match, events)


def _of_itself(
    case: Case,
    scene: Scene,
    path: str,
    block: Block,
    match: re.Match[str],
    claims: ByBlock,
    events: Events,
) -> Iterator[Said]:
    """`In 2004 the club marked its 100th anniversary`."""
    span = block.source_span(match.start("whole"), match.end("whole"))
    sentence = scene.sentence(path, block, span.start)
    before = scene.documents[path].text[sentence.start : span.start]
    about = sorted(e for e in scene.entities_in(path) if _celebrates(scene, e, match["verb"], before))
    if len(about) != 1:
        return
    known = events.get(f"{about[0]}||", {})
    starts = [known[k] for k in knowledge().anniversary if k in known]
    begun = {c.id for event in starts for c in event.claims}
    when = _when(case, scene, path, block, sentence, span, claims, begun)
    if when is not None:
        yield from _counted(path, span, match, starts, when, 366)


def _celebrates(scene: Scene, entity: EntityId, verb: str, before: str) -> bool:
    return any(
        re.search(rf"\b{re.escape(name)}\s+(?:\w+\s+){{0,2}}{verb}\s*\Z", before) for name in scene.names(entity)
    )


def _of_event(
    case: Case,
    scene: Scene,
    path: str,
    block: Block,
    match: re.Match[str],
    claims: ByBlock,
    events: Events,
) -> Iterator[Said]:
    """`the 50th anniversary of the opening of the Rosen Bridge`: that event alone counts."""
    name = EVENT_NOUNS.get(match["what"] or match["that"])
    if name is None or not _FEAST.search(block.text[max(0, match.start() - 40) : match.start()]):
        return
    span = block.source_span(match.start("whole"), match.end("nth"))
    entity = _named(scene, match["of"], match["whose"])
    event = events.get(f"{entity}||", {}).get(name) if entity is not None else None
    when = _when(case, scene, path, block, scene.sentence(path, block, span.start), span, claims)
    if event is not None and when is not None:
        yield from _counted(path, span, match, [event], when, 366)


def _old(case: Case, scene: Scene, path: str, block: Block, match: re.Match[str], events: Events) -> Iterator[Said]:
    """`the 120-year-old Hale Viaduct` in a text whose day is known; round numbers are rounded."""
    entity = _named(scene, match["of"], None)
    known = events.get(f"{entity}||", {}) if entity is not None else {}
    starts = [known[k] for k in (*knowledge().anniversary, *BUILT) if k in known]
    now = day_of_text(case, path)
    if now is None or "born" in known or "die" in known:
        return
    if re.search(
        r"\b(?:about|around|nearly|almost|over|than|some|roughly|then|was)\s\Z|\b(?:then|was|had)\b",
        block.text[max(0, match.start() - 40) : match.start()],
    ):
        return
    span = block.source_span(match.start("whole"), match.end("whole"))
    slack = 366 if int(match["n"]) % 5 else 5 * 366
    yield from _counted(path, span, match, starts, now, slack)


def _named(scene: Scene, first: str | None, whole: str | None) -> EntityId | None:
    """The entity whose name the words are, or begin with."""
    if whole is not None:
        return scene.named(whole)
    words = (first or "").split()
    for end in range(len(words), 0, -1):
        found = scene.named(" ".join(words[:end]))
        if found is not None:
            # `the 90-year-old Hale Viaduct Society` is no viaduct
            return found if end == len(words) or not words[end][:1].isupper() else None
    return None


def _when(
    case: Case,
    scene: Scene,
    path: str,
    block: Block,
    sentence: Sentence,
    span: Span,
    claims: ByBlock,
    begun: Set[int] = frozenset(),
) -> Said | None:
    """When an anniversary fell: the only date of the sentence, if it stands before it, or `this year` in a dated text."""
    dated = [
        c
        for c in claims.get((path, block.index), ())
        if c.type is ClaimType.DATE and sentence.start <= c.value_span.start < sentence.end and c.id not in begun
    ]
    if _NOW.search(sentence.text) and len({c.value_span for c in dated}) < 2:
        return day_of_text(case, path)
    plain = [c for c in dated if is_plain(c)]
    if len({c.value_span for c in plain}) != 1 or len(plain) != len(dated):
        return None
    if plain[0].value_span.start > span.start and scene.documents[path].text[span.end :][:4] == " of ":
        return None
    return dated_point(plain[0], f"claim {plain[0].id}")


def _years(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("feast"):
        return FEASTS[groups["feast"]]
    return int(groups["n"]) if groups.get("n") else ordinal_of(groups.get("word") or "")


def _counted(
    path: str, span: Span, match: re.Match[str], starts: Sequence[Event], when: Said, slack: int
) -> Iterator[Said]:
    years = _years(match)
    if years is None:
        return
    low, high = (years - 1) * _YEAR - slack, (years + 1) * _YEAR + slack
    date = when.statement.date
    if date is None or not starts:
        return
    first, last = date.earliest, date.latest
    if any(first - s.high <= high and low <= last - s.low for s in starts):
        return
    point = next(p for b in when.bounds for p in (b.earlier, b.later) if p)
    label = f"anniversary {path} {span.start}"
    statement = Statement(
        label=label,
        says=Says.ANNIVERSARY,
        words=match["nth"],
        shown=match["nth"],
        evidence=(Evidence(document=path, span=span, values=(span,)),),
        documents=(path,),
        count=years,
        unit="year",
        start=starts[0].point,
    )
    yield when
    yield Said(statement=statement, bounds=tuple(between(starts[0].point, point, low, high, label)))
