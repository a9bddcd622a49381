"""Judge, part of sequences: journeys told with both ends and their length: `sailed on 4 March 1891. After a voyage of nine months …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.judge.conflict import Case
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.office_lengths import bounds_of
from factcheck.judge.sequence.said import Said, time_between, time_point
from factcheck.judge.sequence.scene import cut_sentences
from factcheck.model.document import Block, BlockKind
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of

_OF = pattern_of(
    r"\b[Aa]fter\s(?:an?|its|their|her|his|the)\s(?:[a-z]+\s){0,2}(?:voyage|cruise|flight|journey|passage|crossing|trip|march|trek|drive|ride|expedition)\sof\s"
    r"(?:nearly\s|almost\s|more than\s|over\s|some\s|about\s|just\sunder\s|just\sover\s)?\Z"
)
_LEFT = pattern_of(
    r"\b(?:sailed|set\sout|set\soff|set\ssail|left|departed|lifted\soff|took\soff|blasted\soff|(?:was|were)\slaunched|embarked|started\sout|put\sto\ssea|weighed\sanchor|cast\soff|rode\sout|drove\soff|marched\soff|flew\soff)\b"
    r"[^.;:]{0,60}?\s(?:on|in|at)\s(?:the\s)?(?:(?:spring|summer|autumn|winter|end|start|beginning)\s(?:of\s)?)?\Z"
)


def voyages_of(case: Case) -> Iterator[Said]:
    """The length of a journey against its departure and arrival in one paragraph, where no stage in between fits either."""
    for path, document in sorted(case.documents.items()):
        for block in document.blocks:
            found = case.times[path].get(block.index, ())
            if len(found) > 2 and not block.boilerplate and block.kind not in (BlockKind.TITLE, BlockKind.HEADING):
                yield from _in_block(path, block, found)


def _in_block(path: str, block: Block, found: Sequence[Timex]) -> Iterator[Said]:
    text = block.text
    for start, end in cut_sentences(text):
        for timex in found:
            duration = timex.duration
            if not start <= timex.start < end or timex.type is not TimexType.DURATION or duration is None:
                continue
            lead = _OF.search(text[start : timex.start])
            if lead is None or duration.vague or duration.working or duration.unit in ("second", "minute", "hour"):
                continue
            arrival = next((t for t in found if timex.end <= t.start < end and is_known(t)), None)
            before = [t for t in found if t.end <= timex.start and is_known(t) and t.value is not None]
            left = [t for t in before if _LEFT.search(text[: t.start])]
            if arrival is None or not left or arrival.relation is not Relation.AT or arrival.value is None:
                continue
            if re.search(r"[;:]", text[timex.end : arrival.start]):
                continue
            least, most = bounds_of(duration, text[start : timex.start])
            spans = [
                (arrival.value.earliest - t.value.latest, arrival.value.latest - t.value.earliest)
                for t in before
                if t.value
            ]
            if any(low <= most + 1 and least <= high + 1 for low, high in spans) or any(high < 0 for _, high in spans):
                continue
            yield from _tell(path, block, left[-1], arrival, timex, (least, most), start + lead.start())


def _tell(
    path: str, block: Block, left: Timex, arrival: Timex, timex: Timex, days: tuple[float, float], start: int
) -> Iterator[Said]:
    points = [f"{name} {path} {block.index} {t.start}" for name, t in (("left", left), ("arrived", arrival))]
    for point, dated in zip(points, (left, arrival), strict=True):
        yield time_point(path, block.source_span(dated.start, dated.end), dated, point)
    words = block.text[start : timex.end].removeprefix("After ").removeprefix("after ")
    span = block.source_span(start, timex.end)
    value = block.source_span(timex.start, timex.end)
    wide = (days[0] - 1, days[1] + 1)
    yield time_between(path, (span, value), words, (points[0], points[1]), wide, duration=timex.duration)
