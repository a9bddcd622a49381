"""Judge, part of statements: of which year's race, fair or congress a claim is told, as the nearest words that tell a year show."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.judge.conflict import Case
from factcheck.judge.occasions import occasion_of
from factcheck.model.claim import Claim
from factcheck.model.time import TimexType
from factcheck.patterns import pattern_of
from factcheck.values.dates import DateValue, Granularity, civil

_LINE = 60
_YEAR = pattern_of(r"(?<![\d.,/-])(?:1[89]|20)\d\d(?![\d,])")


def edition_year(case: Case, claim: Claim) -> int | None:
    """The year of the occasion of a claim: that of its sentence, else of its paragraph, its headings, its title, its file's name, its date."""
    key = f"edition:{claim.id}"
    if key not in case.memo:
        case.memo[key] = next((years.pop() if len(years) == 1 else None for years in _told(case, claim) if years), None)
    found: int | None = case.memo[key]
    return found


def _told(case: Case, claim: Claim) -> Iterable[set[int]]:
    document = case.documents[claim.document]
    block = document.blocks[claim.block]
    yield _years(v for v in occasion_of(case, claim).own)
    yield set(map(int, _YEAR.findall(block.text)))
    if block.index and len(line := document.blocks[block.index - 1].text.strip()) < _LINE and not line.endswith("."):
        yield set(map(int, _YEAR.findall(line)))  # `2. Championship 2031`, above what was said of it
    for index in sorted(block.headings, reverse=True):
        yield set(map(int, _YEAR.findall(document.blocks[index].text)))
    if document.title is not None:
        yield set(map(int, _YEAR.findall(document.title.text)))
    path = case.path_times.get(claim.document, ())
    yield _years(t.value for t in path if t.type is TimexType.DATE and isinstance(t.value, DateValue))
    if (dated := case.dated.get(claim.document)) is not None:
        yield {civil(dated.earliest)[0]}


def _years(values: Iterable[DateValue]) -> set[int]:
    return {civil(v.earliest)[0] for v in values if v.granularity <= Granularity.YEAR}
