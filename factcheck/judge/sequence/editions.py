"""Judge, part of sequences: what is held every year, and how many times it can have been held since the first: `the 25th annual fair`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.events import Says, Statement
from factcheck.judge.sequence.knowledge import ordinal_of
from factcheck.judge.sequence.said import Said, time_point
from factcheck.judge.sequence.scene import cut_sentences
from factcheck.model.document import Block, BlockKind, Span
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.durations import DAYS
from factcheck.values.network import between

_NAME = r"(?P<name>[A-Z][\w'’&.-]*(?:\s(?:of|the|for|and)(?=\s[A-Z])|\s[A-Z][\w'’&.-]*)*)"
_NTH = pattern_of(rf"\b(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|[A-Za-z]+(?:-[a-z]+)?)\s(?:[Aa]nnual|[Yy]early)\s{_NAME}")
_FIRST = pattern_of(rf"\b(?:[Ff]irst|[Ii]naugural|1st)\s(?:[Aa]nnual\s|ever\s)?{_NAME}")
_HELD = pattern_of(r"\b(?:held|took place|takes place|staged|run|ran|organi[sz]ed|celebrated|opened|opens|was in)\b")
_NOT = pattern_of(r"\b(?:will|would|planned|proposed|virtual|cancelled|twice|two|both)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edition:
    number: int
    path: str
    block: Block
    timex: Timex
    words: Span
    shown: str


def editions_of(case: Case) -> Iterator[Said]:
    """Editions of a yearly event with a higher number than there are years since the first."""
    found: dict[str, list[_Edition]] = defaultdict(list)
    for path, document in sorted(case.documents.items()):
        for block in document.blocks:
            times = case.times[path].get(block.index, ())
            if times and not block.boilerplate and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
                for name, edition in _in_block(path, block, times):
                    found[name].append(edition)
    for listed in found.values():
        firsts = [e for e in listed if e.number == 1]
        if len({_year(e) for e in firsts}) == 1:
            for edition in listed:
                if edition.number > _year(edition) - _year(firsts[0]) + 1 and edition.number > 1:
                    yield from _tell(firsts[0], edition)


def _year(edition: _Edition) -> int:
    value = edition.timex.value
    return dates.civil(value.earliest)[0] if value is not None else 0


def _in_block(path: str, block: Block, times: tuple[Timex, ...]) -> Iterator[tuple[str, _Edition]]:
    for start, end in cut_sentences(block.text):
        dated = [t for t in times if start <= t.start < end and t.type is TimexType.DATE]
        text = block.text[start:end]
        if len(dated) != 1 or not is_known(dated[0]) or not _HELD.search(text) or _NOT.search(text):
            continue
        if dated[0].relation not in (Relation.AT, Relation.DURING) or dated[0].value is None or dated[0].value.extended:
            continue
        for pattern in (_NTH, _FIRST):
            for match in pattern.finditer(block.text, start, end):
                number = 1 if pattern is _FIRST else ordinal_of(match["nth"].lower())
                if number is not None and match["name"][:1].isupper() and (number > 1) is (pattern is _NTH):
                    yield (
                        match["name"].lower(),
                        _Edition(
                            number=number,
                            path=path,
                            block=block,
                            timex=dated[0],
                            words=block.source_span(match.start(), match.end()),
                            shown=match[0],
                        ),
                    )


def _tell(first: _Edition, later: _Edition) -> Iterator[Said]:
    points = []
    for edition in (first, later):
        points.append(f"edition {edition.path} {edition.block.index} {edition.timex.start}")
        span = edition.block.source_span(edition.timex.start, edition.timex.end)
        yield time_point(edition.path, span, edition.timex, points[-1], edition.shown if edition is first else "")
    years = later.number - 1
    statement = Statement(
        label=f"{points[1]} number",
        says=Says.ANNIVERSARY,
        words=later.shown,
        shown=later.shown,
        evidence=(Evidence(document=later.path, span=later.words, values=(later.words,)),),
        documents=(later.path,),
        count=years,
        unit="year",
        start=points[0],
    )
    least = (years - 1) * DAYS["year"] + 1
    yield Said(statement=statement, bounds=tuple(between(points[0], points[1], least, None, statement.label)))
