"""Check: parts and their stated total do not add up, or a stated count is not that of what it introduces."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict
from factcheck.judge.totals.breakdowns import breakdown_conflicts
from factcheck.judge.totals.lists import list_conflicts
from factcheck.judge.totals.sentences import sentence_conflicts
from factcheck.judge.totals.stated import stated_conflicts
from factcheck.judge.totals.tables import table_conflicts
from factcheck.judge.totals.tallies import tally_conflicts
from factcheck.judge.totals.votes import vote_conflicts
from factcheck.model.document import Span
from factcheck.model.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: nothing."""


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """Conflicts in the tables, sentences and lists of each document, one for each wrong total."""
    told: set[tuple[str, Span]] = set()
    for conflict in _all_conflicts(case):
        place = conflict.sides[0].evidence[0]
        if (place.document, place.span) not in told:
            told.add((place.document, place.span))
            yield conflict


def _all_conflicts(case: Case) -> Iterator[Conflict]:
    """The same, a total as often as there are ways of looking that find it wrong."""
    for path, document in sorted(case.documents.items()):
        times = case.times[path]
        yield from table_conflicts(document)
        yield from sentence_conflicts(document, times)
        yield from vote_conflicts(document, times)
        yield from tally_conflicts(document, times)
        yield from list_conflicts(document, times)
        yield from breakdown_conflicts(document, times)
    yield from stated_conflicts(case)
