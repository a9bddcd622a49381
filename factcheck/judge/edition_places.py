"""Judge, part of places: pairs of places of what a body has one of in a year, where both texts tell the year and no two days.

`The text was adopted at the summit of June 2031 in Orme`, `the 2031 summit, which was held in Melk`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.common_ground import are_of_one_ground
from factcheck.judge.conflict import Case
from factcheck.judge.day_meetings import are_alike, told_by
from factcheck.judge.statements import said
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim, ClaimType
from factcheck.patterns import pattern_of
from factcheck.values.calendar import MONTHS
from factcheck.values.occasion_kinds import occasion_kinds

_SCORE = 3.0
_MOST = 40
_YEAR = pattern_of(r"(?<![\d.,/-])(?:1[89]|20)\d\d(?![\d,])")
_MONTH = pattern_of(r"\b(" + "|".join(sorted(month.capitalize() for month in MONTHS if len(month) > 3)) + r"|May)\b")
_ONE_OF_SEVERAL = pattern_of(
    r"\b(?:spring|summer|autumn|fall|winter|second|third|fourth|extraordinary|special|regional|district|junior|youth|senior|women[’']s|men[’']s|online|virtual|moved|was to|planned|cancelled|will|semi|quarter|heats?|opening|closing|last|next|previous|joint|both|two|three|each|every)\b",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edition:
    kind: str
    year: str
    months: frozenset[str]


def met_editions(case: Case) -> Iterator[Pair]:
    """Joined pairs of places of one year's congress or final in two documents, in order of their ids."""
    blocks: dict[tuple[str, str], list[tuple[Claim, _Edition]]] = defaultdict(list)
    for _, claim in sorted(case.claims.items()):
        if claim.type is ClaimType.PLACE and claim.fact is None and claim.value is not None:
            edition = _edition_of(case, claim)
            if edition is not None:
                blocks[edition.kind, edition.year].append((claim, edition))
    made: dict[tuple[int, int], Pair] = {}
    for (kind, year), block in sorted(blocks.items()):
        for n, (a, x) in enumerate(block) if len(block) <= _MOST else ():
            for b, y in block[n + 1 :]:
                if a.document == b.document or (x.months and y.months and not x.months & y.months):
                    continue
                if set(a.subject) != set(b.subject) and a.subject and b.subject:
                    continue
                if are_alike(case, a, b) and are_of_one_ground(case, a.document, b.document):
                    level = Level(attribute="meeting", level="edition", weight=_SCORE, detail=f"{kind} {year}")
                    key = f"{year}'s {kind}"
                    made[a.id, b.id] = Pair(a=a.id, b=b.id, key=key, levels=(level,), score=_SCORE, joined=True)
    yield from (made[key] for key in sorted(made))


def _edition_of(case: Case, claim: Claim) -> _Edition | None:
    """What took place once in the year that the words of a claim tell; None where there may have been two."""
    if claim.extractor not in ("prose/occasion", "prose/place"):
        return None
    text = said(claim)
    years = set(_YEAR.findall(text))
    if len(years) != 1 or _ONE_OF_SEVERAL.search(text):
        return None
    told, kinds = told_by(case, claim), occasion_kinds()
    if told is None or not (told.is_definite or claim.extractor == "prose/occasion"):
        return None
    if told.kind not in kinds.yearly and told.matter.isdisjoint(kinds.once_a_year):
        return None
    return _Edition(kind=told.kind, year=years.pop(), months=frozenset(_MONTH.findall(text)))
