"""Judge, part of offices: pairs of claims that give one office to two people, in two documents that are of one body.

`Race director is X` in the handbook, `race director Y` in the news: what the office is of, both texts leave to their readers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from factcheck.judge.common_ground import are_of_one_ground, are_of_one_name, are_of_one_season
from factcheck.judge.conflict import Case
from factcheck.judge.editions import edition_year
from factcheck.judge.occasions import are_apart, occasion_of
from factcheck.judge.office_names import NamedOffice, office_named
from factcheck.judge.offices import (
    are_of_one_body,
    are_of_one_time,
    is_in_turn,
    know_each_other,
)
from factcheck.judge.statements import people
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim, EntityId
from factcheck.values.holders import holders
from factcheck.values.names import name_tokens
from factcheck.values.words import fold

_MOST = 40
"""Claims of one office beyond which it tells nothing."""
_SCORE = 3.0


def met_offices(case: Case) -> Iterator[Pair]:
    """Joined pairs of holders of one office in two documents, in order of their ids."""
    blocks: dict[tuple[str, frozenset[str]], list[tuple[Claim, NamedOffice]]] = defaultdict(list)
    for _, claim in sorted(case.claims.items()):
        if claim.fact is None and (office := office_named(claim)) is not None:
            blocks[office.group, office.matter].append((claim, office))
    made = [
        pair
        for block in blocks.values()
        if len(block) <= _MOST
        for n, (a, x) in enumerate(block)
        for b, y in block[n + 1 :]
        if a.document != b.document and (pair := _meet(case, a, b, x, y)) is not None
    ]
    yield from sorted(made, key=lambda pair: (pair.a, pair.b))


def _meet(case: Case, a: Claim, b: Claim, x: NamedOffice, y: NamedOffice) -> Pair | None:
    if (
        not are_of_one_name(case, (a, x.names), (b, y.names))
        or _are_of_two_years(a, b)
        or not all(_is_person(case, c) for c in (a, b))
    ):
        return None
    if are_apart(occasion_of(case, a), occasion_of(case, b)):
        return None
    if any(_is_known(case, p, q) for p, q in ((a, b), (b, a))):
        return None
    is_of_edition = _is_of_one_edition(case, a, b, x)
    if not is_of_one_body(case, a, b, x, y) or not (is_of_edition or is_held_by_two(case, a, b)):
        return None
    told = f"{x.group} {' '.join(sorted(x.matter))}".strip()
    level = Level(attribute="meeting", level="office", weight=_SCORE, detail=told)
    return Pair(a=a.id, b=b.id, key=f"office of one/{told}", levels=(level,), score=_SCORE, joined=True)


def is_of_one_body(case: Case, a: Claim, b: Claim, x: NamedOffice, y: NamedOffice) -> bool:
    """Whether both texts name what the office is of, or are of one house."""
    return bool(x.names & y.names) or are_of_one_ground(case, a.document, b.document) or are_of_one_body(case, a, b)


def _is_of_one_edition(case: Case, a: Claim, b: Claim, office: NamedOffice) -> bool:
    """Whether the office is one of what takes place once a year, as `chief arbiter of the championship`, and both texts are of one year's."""
    if (holders().happenings | holders().repeated).isdisjoint(office.matter):
        return False
    if any(is_in_turn(case, claim) for claim in (a, b)) or know_each_other(case, a, b):
        return False
    year = edition_year(case, a)
    return year is not None and year == edition_year(case, b)


def is_held_by_two(case: Case, a: Claim, b: Claim) -> bool:
    """Whether the two holders are of one time, and nothing tells that one followed the other."""
    if any(is_in_turn(case, claim) for claim in (a, b)) or know_each_other(case, a, b):
        return False
    return are_of_one_time(case, a, b) or are_of_one_season(case, a, b)


def _are_of_two_years(a: Claim, b: Claim) -> bool:
    """Whether the two clauses write out years, and none in common."""
    x, y = ({year for year in c.years if str(year) in c.quote} for c in (a, b))
    return bool(x and y) and not x & y


def _is_person(case: Case, claim: Claim) -> bool:
    return people(case).kind(people(case).named_by(claim, claim.shown)) == "person"


def _is_known(case: Case, a: Claim, b: Claim) -> bool:
    """Whether the document of the one names the holder that the other tells: it knows somebody else by that name."""
    holder = people(case).named_by(a, a.shown)
    words = name_tokens(EntityId(holder))
    if len(words) < 2:
        return False
    return re.search(rf"\b{re.escape(' '.join(words[-2:]))}\b", fold(case.documents[b.document].text)) is not None
