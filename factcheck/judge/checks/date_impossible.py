"""Check: a date that no calendar has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict, ConflictRepair, ConflictSide, Evidence, Remedy
from factcheck.model.rule import Rule
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of
from factcheck.values import dates

_SPOKEN_OF = pattern_of(
    r"\b(?:invalid|rejects?|rejected|non-?existent|no such|does not exist|such as|normali[sz]\w+|pars\w+|leap year|accepts?|typo|misprint)\b",
    re.I,
)
"""A text that is about dates that do not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: nothing."""


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """One conflict for each impossible date."""
    for path, document in sorted(case.documents.items()):
        for block in document.blocks:
            for timex in case.times[path].get(block.index, ()):
                if not timex.impossible or _SPOKEN_OF.search(block.text) or _is_of_other_year(block.text, timex):
                    continue
                if _is_ratio(timex.text):
                    continue
                span = block.source_span(timex.start, timex.end)
                last = timex.value.latest if timex.value else None
                inferred = any(p.part == "year" for p in timex.provenance)
                yield Conflict(
                    sides=(
                        ConflictSide(label=timex.text, evidence=(Evidence(document=path, span=span, values=(span,)),)),
                    ),
                    reason=timex.impossible[0].upper() + timex.impossible[1:] + ".",
                    predicate="date",
                    confidence=0.9 if inferred else 0.99,
                    values={"value": timex.text, "source": path},
                    remedies=(Remedy(document=path, span=span),),
                    repairs=(
                        ConflictRepair(
                            document=path,
                            span=span,
                            text=dates.describe(dates.of_day(last)),
                            description="the last day that there is",
                        ),
                    )
                    if last is not None and timex.parts and timex.parts.day
                    else (),
                )


_RATIO = pattern_of(r"(\d{1,2})/(\d{1,2})")


def _is_ratio(text: str) -> bool:
    """Whether two numbers with a stroke are both too large for a month, and no year tells that a day is meant: `30/30`."""
    match = _RATIO.fullmatch(text)
    return match is not None and min(int(match[1]), int(match[2])) > 12


_FOR = pattern_of(r"\b(?:for|of|since|until|by|from)\s(?:the\s)?(?:\w+\s)?\Z")


def _is_of_other_year(text: str, timex: Timex) -> bool:
    """Whether the year that makes a 29 February impossible is only near it, and tells of something else: `the return for 2031, due on 29 February`."""
    years = [p for p in timex.provenance if p.part == "year"]
    if timex.parts is None or (timex.parts.month, timex.parts.day) != (2, 29) or timex.parts.year is not None:
        return False
    return any(p.source == "sentence" and p.start is not None and _FOR.search(text[: p.start]) for p in years)
