"""Judge, part of places: pairs of places of one founding, which two texts of one house tell by its day and under two names.

`Clerks met in the Swan on 21 May 1911 and founded what they called the Harbour Society`, `The club was founded on 21 May
1911 in the Corn Hall`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from factcheck.judge.common_ground import are_of_one_ground
from factcheck.judge.conflict import Case
from factcheck.judge.occasions import occasion_of
from factcheck.judge.statements import said
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim, ClaimType
from factcheck.patterns import pattern_of
from factcheck.values.dates import Granularity

_SCORE = 3.0
_MOST = 40
_OTHER = pattern_of(r"\b(?:branch|section|sister|daughter|also|again|anew|re-?founded|another|both|two|three)\b")


def met_foundings(case: Case) -> Iterator[Pair]:
    """Joined pairs of places of what was founded on one day, in two documents of one house, in order of their ids."""
    blocks: dict[int, list[Claim]] = defaultdict(list)
    for _, claim in sorted(case.claims.items()):
        if claim.type is not ClaimType.PLACE or claim.fact is not None or claim.value is None:
            continue
        if claim.predicate != "found" or _OTHER.search(said(claim)):
            continue
        days = {v.earliest for v in occasion_of(case, claim).own if v.granularity is Granularity.DAY}
        if len(days) == 1:
            blocks[days.pop()].append(claim)
    made: dict[tuple[int, int], Pair] = {}
    for _, block in sorted(blocks.items()):
        for n, a in enumerate(block) if len(block) <= _MOST else ():
            for b in block[n + 1 :]:
                if a.document == b.document or not _may_be_one(a, b):
                    continue
                if are_of_one_ground(case, a.document, b.document):
                    level = Level(attribute="meeting", level="founding", weight=_SCORE, detail="one day's founding")
                    made[a.id, b.id] = Pair(
                        a=a.id, b=b.id, key="one day's founding", levels=(level,), score=_SCORE, joined=True
                    )
    yield from (made[key] for key in sorted(made))


_BY_NOUN = pattern_of(
    r"\b(?:[Tt]he|[Oo]ur)\s(?:[a-z-]+\s)?[a-z-]+\s(?:itself\s)?(?:was|were|is|came|began)\b|\b(?:[Ww]e\swere|[Ii]t\swas)\b"
)


def _may_be_one(a: Claim, b: Claim) -> bool:
    """Whether one name is told by both, or one text leaves the body to its reader: `the club was founded`."""
    if set(a.subject) & set(b.subject) or not (a.subject and b.subject):
        return True
    return any(_BY_NOUN.search(said(claim)) for claim in (a, b))
