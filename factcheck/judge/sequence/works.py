"""Judge, part of sequences: how long works took, and how long something has been given, against the days that other passages tell.

`After barely two years of building the line was opened`, where the ground was broken in another year: every start and every end
that the documents tell of such works must refute the length. `It has been giving heat for more than ninety years`, where it gave
its first heat later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.durations import BROKEN
from factcheck.judge.sequence.office_lengths import bounds_of
from factcheck.judge.sequence.said import Said, day_of_text, latest_day, time_between, time_point
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.model.document import Block, BlockKind
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words, stem

_OF_WORKS = pattern_of(
    r"\s(?:of|spent\son)\s(?:(?:hard|slow|steady|painstaking|patient)\s)?(?:building(?:\swork)?|construction(?:\swork)?|works?|digging|tunnelling|drilling|restoration|renovation)\b(?!\s(?:experience|on\s(?:his|her)|with|for|by|in\sthe\sfield))"
)
_AFTER = pattern_of(
    r"\b[Aa]fter\s(?:barely\s|only\s|just\s|nearly\s|almost\s|more\sthan\s|over\s|about\s|some\s|not\squite\s|just\sunder\s|just\sover\s)*\Z"
)
_START = pattern_of(
    r"\b(?:broke ground|ground (?:was )?broken|foundation stone (?:was )?laid|(?:works?|construction|building|digging|tunnelling|restoration|renovation) (?:work )?(?:was |were )?(?:began|begun|started|commenced)|start of (?:works?|construction|building)|first sod (?:was )?(?:cut|turned))\b",
    re.I,
)
_END = pattern_of(
    r"\b(?:open\w*|inaugurat\w*|complet\w*|finish\w*|hand\w* over|handover|in service|into service|started|reopen\w*|re-open\w*|return\w*|ready|first (?:train|tram|day|performance|passengers?|visitors?|guests?))\b",
    re.I,
)
_RECENT = 366
"""Days before the day of a text, a year, within which the works that it tells of may have ended."""
_UNREAL = pattern_of(r"\b(?:will|would|should|may|might|planned|scheduled|expected|hoped|originally|if|not)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    path: str
    block: Block
    timex: Timex


def works_of(case: Case, scene: Scene) -> Iterator[Said]:
    """Lengths of works that no start and no end of the documents allows, and of gifts that began later."""
    lengths = [
        (path, block, timex)
        for path, document in sorted(case.documents.items())
        for block in document.blocks
        for timex in case.times[path].get(block.index, ())
        if _is_length(timex, block)
    ]
    works = [item for item in lengths if _OF_WORKS.match(item[1].text, item[2].end)]
    if works:
        starts, ends = list(_dated(case, _START)), list(_dated(case, _END))
        for path, block, timex in works:
            yield from _of_works(case, scene, (path, block, timex), starts, ends)
    giving = [(item, match) for item in lengths if (match := _giving(item[1], item[2])) is not None]
    if giving:
        firsts = list(_firsts(case))
        for item, match in giving:
            yield from _of_gift(case, scene, item, match, firsts)


def _is_length(timex: Timex, block: Block) -> bool:
    duration = timex.duration
    if timex.type is not TimexType.DURATION or duration is None or duration.vague or duration.working:
        return False
    is_text = block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION) and not block.boilerplate
    return is_text and duration.unit in ("month", "year", "decade") and duration.high is None


# --- works ------------------------------------------------------------------------------------------------------------


def _dated(case: Case, words: re.Pattern[str]) -> Iterator[_Told]:
    """The days that stand with such words, in a sentence or under a key."""
    for path, document in sorted(case.documents.items()):
        for block in document.blocks:
            found = case.times[path].get(block.index, ())
            if not found or block.boilerplate or block.kind is BlockKind.FRONT_MATTER:
                continue
            if block.kind is BlockKind.KEY_VALUE:
                if words.search(block.key) and is_known(found[0]):
                    yield _Told(path=path, block=block, timex=found[0])
                continue
            for start, end in cut_sentences(block.text):
                if words.search(block.text, start, end):
                    for timex in found:
                        if start <= timex.start < end and timex.type is TimexType.DATE and timex.value is not None:
                            if not timex.impossible and not timex.alternatives:
                                yield _Told(path=path, block=block, timex=timex)


def _of_works(
    case: Case, scene: Scene, length: tuple[str, Block, Timex], starts: Sequence[_Told], ends: Sequence[_Told]
) -> Iterator[Said]:
    path, block, timex = length
    start, end = next((s, e) for s, e in cut_sentences(block.text) if s <= timex.start < e)
    text, lead = block.text[start:end], block.text[start : timex.start]
    now = day_of_text(case, path)
    if timex.duration is None or BROKEN.search(text) or _UNREAL.search(text) or not _AFTER.search(lead):
        return
    own = [t for t in starts if _is_start(t) and (t.path == path or scene.lookup.share_name(path, t.path))]
    firsts = {(t.timex.value.earliest, t.timex.value.latest) for t in own if t.timex.value is not None}
    if not own or not firsts or any(b[0] > a[1] for a in firsts for b in firsts):
        return
    # the days of the sentence itself, or else any on which something opened up to the day of the text
    here = [t for t in ends if t.block is block and start <= t.timex.start < end and is_known(t.timex)]
    low = max(a for a, _ in firsts)
    # a dated text speaks of what is over since not long
    if now is not None and now.statement.date is not None:
        low = max(low, now.statement.date.earliest - _RECENT)
    last = now.statement.date.latest if now is not None and now.statement.date is not None else None
    there = here or [
        t for t in ends if t.timex.value is not None and _shares(scene, path, t) and _is_later(t, low, last)
    ]
    days = [(t.timex.value.earliest, t.timex.value.latest) for t in there if t.timex.value is not None]
    if not here and now is not None and now.statement.date is not None:
        days.append((now.statement.date.earliest, now.statement.date.latest))
    least, most = bounds_of(timex.duration, lead)
    spans = [(b[0] - a[1], b[1] - a[0]) for a in firsts for b in days]
    if not there or any(low_ <= most + 32 and least - 32 <= high for low_, high in spans):
        return
    ending = max(there, key=lambda t: (is_known(t.timex), t.timex.value.latest if t.timex.value else 0))
    yield from _tell(own[0], ending, (path, block, timex), (least, most))


def _is_start(told: _Told) -> bool:
    if not is_known(told.timex) or told.timex.relation is not Relation.AT:
        return False
    if told.block.kind is BlockKind.KEY_VALUE:
        return True
    match = _START.search(told.block.text)
    near = match is not None and any(
        abs(told.timex.start - m.end()) < 40 or 0 <= m.start() - told.timex.end < 40
        for m in _START.finditer(told.block.text)
    )
    return near and _UNREAL.search(told.block.text) is None


def _shares(scene: Scene, path: str, told: _Told) -> bool:
    return told.path == path or scene.lookup.share_name(path, told.path)


def _is_later(told: _Told, low: int, last: int | None) -> bool:
    value = told.timex.value
    return value is not None and value.latest > low and (last is None or value.earliest <= last)


def _tell(first: _Told, last: _Told, length: tuple[str, Block, Timex], days: tuple[float, float]) -> Iterator[Said]:
    points = []
    for told, words in ((first, "begun"), (last, "")):
        points.append(f"works {told.path} {told.block.index} {told.timex.start}")
        span = told.block.source_span(told.timex.start, told.timex.end)
        yield time_point(told.path, span, told.timex, points[-1], words)
    path, block, timex = length
    match = _OF_WORKS.match(block.text, timex.end)
    stop = match.end() if match is not None else timex.end
    yield _length(path, block, timex, stop, (points[0], points[1]), (days[0] - 32, days[1] + 32))


def _length(
    path: str, block: Block, timex: Timex, stop: int, points: tuple[str, str], days: tuple[float, float]
) -> Said:
    start = timex.modifier_start if timex.modifier_start is not None else timex.start
    span = block.source_span(start, stop)
    words = " ".join(block.text[start:stop].split())
    value = block.source_span(timex.start, timex.end)
    return time_between(path, (span, value), words, points, days, duration=timex.duration)


# --- gifts ------------------------------------------------------------------------------------------------------------

_FIRST = pattern_of(
    r"(?P<who>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*|\b[Ii]t|\b[Ss]he)\s(?:delivered|gave|produced|made|carried|took|sent|generated|supplied|brewed|served|printed|published|broadcast|received|pumped|baked|sold)"
    r"\s(?:its|her|their|the)\s(?:very\s)?first\s(?P<what>[a-z]+)"
)
_GIVING = pattern_of(
    r"\b(?:has|have)\s(?:now\s|always\s)?been\s(?P<verb>giving|delivering|producing|making|carrying|taking|sending|generating|supplying|brewing|serving|printing|publishing|broadcasting|pumping|baking|selling|lighting|heating|feeding)\b(?P<what>[^.;:]{0,60}?)\sfor\s(?:more than\s|over\s|well over\s|at least\s)?\Z"
)


def _giving(block: Block, timex: Timex) -> re.Match[str] | None:
    start = next((s for s, e in cut_sentences(block.text) if s <= timex.start < e), 0)
    if timex.duration is None or timex.duration.comparator not in ("=", ">", ">="):
        return None
    return _GIVING.search(block.text[start : timex.start])


def _firsts(case: Case) -> Iterator[tuple[_Told, re.Match[str]]]:
    for path, document in sorted(case.documents.items()):
        for block in document.blocks:
            found = case.times[path].get(block.index, ())
            if not found or block.boilerplate or " first " not in block.text:
                continue
            for match in _FIRST.finditer(block.text):
                start, end = next((s, e) for s, e in cut_sentences(block.text) if s <= match.start() < e)
                near = [t for t in found if start <= t.start < end and is_known(t) and t.relation is Relation.AT]
                near = [t for t in near if 0 <= t.start - match.end() < 40 or t.end <= match.start() < t.end + 4]
                if len(near) == 1:
                    yield _Told(path=path, block=block, timex=near[0]), match


def _of_gift(
    case: Case,
    scene: Scene,
    length: tuple[str, Block, Timex],
    giving: re.Match[str],
    firsts: Sequence[tuple[_Told, re.Match[str]]],
) -> Iterator[Said]:
    """What has been given for so long, against the day of the first, if it is the same thing, or given by the same."""
    path, block, timex = length
    start, end = next((s, e) for s, e in cut_sentences(block.text) if s <= timex.start < e)
    given = frozenset(content_words(giving["what"]))
    lead = block.text[start : start + giving.start()]
    same = [
        told
        for told, match in firsts
        if _shares(scene, path, told)
        if stem(match["what"]) in given or (match["who"] in lead and len(match["who"].split()) > 1)
    ]
    now = day_of_text(case, path) or latest_day(case)
    if not same or now is None or now.statement.date is None or timex.duration is None:
        return
    if BROKEN.search(block.text[start:end]):
        return
    least = timex.duration.least_days - 366
    if any(t.timex.value is None or now.statement.date.latest - t.timex.value.earliest >= least for t in same):
        return
    point = f"gift {same[0].path} {same[0].block.index} {same[0].timex.start}"
    span = same[0].block.source_span(same[0].timex.start, same[0].timex.end)
    yield time_point(same[0].path, span, same[0].timex, point, "first given")
    yield now
    yield _length(path, block, timex, timex.end, (point, now.statement.label), (least, float("inf")))
