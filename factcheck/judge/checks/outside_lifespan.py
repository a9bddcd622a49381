"""Check: somebody acts before birth or after death, a body before its founding or after its end."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict
from factcheck.judge.parameters import setting
from factcheck.judge.sequence.network import contradictions_of
from factcheck.model.rule import Rule

STANDS_ON = "the temporal network"
"""What several checks work out once: the rules of all of them are judged by one process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set."""

    lifespans: str = setting("", "further lifespans, `Name 1939/1995; Other name ../1912`, `..` being an open end")


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """One conflict for each act outside a lifespan that the documents state or the lexicon has."""
    yield from contradictions_of(case, "anachronism", params.lifespans)
