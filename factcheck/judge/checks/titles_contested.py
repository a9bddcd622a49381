"""Check: a title that one alone can hold is given to two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict
from factcheck.judge.meetings import with_meetings
from factcheck.judge.offices import are_of_one_body
from factcheck.judge.pairwise import pairwise_conflicts
from factcheck.judge.statements import after, before, has_level, people, said, statements_joined
from factcheck.judge.title_matter import is_placed_apart
from factcheck.judge.title_meetings import met_titles
from factcheck.model.claim import Claim
from factcheck.model.corpus import LARGE
from factcheck.model.rule import Rule
from factcheck.patterns import pattern_of
from factcheck.values.holders import holders
from factcheck.values.names import normalise, numbers_of
from factcheck.values.words import content_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: nothing."""


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """Conflicts between joined titles whose holders are surely two, and of which neither is hedged."""
    known = people(case)
    unplaced = {(p.a, p.b) for p in statements_joined(case) if has_level(p, "statement-body")}

    pairs = list(met_titles(case))
    met = {(p.a, p.b) for p in pairs if p.levels[0].level != "scope"}

    def differ(a: Claim, b: Claim) -> str:
        if _is_hedged(case, a) or _is_hedged(case, b):
            return ""
        if len(case.documents) >= LARGE and _RELATIVE.match(a.shown) is not None:
            return ""
        if _OF_ONESELF.search(a.quote) is not None and _OF_ONESELF.search(b.quote) is not None:
            return ""
        if (min(a.id, b.id), max(a.id, b.id)) in met:
            return f"Only one can be it: {_holder(a)} or {_holder(b)}."
        x, y = a.subject, b.subject
        if not x or not y:
            return ""
        if _are_two_of_a_series(a, b):
            return f"Only one can be it: {a.entity} or {b.entity}."
        if set(x) & set(b.entities) or set(y) & set(a.entities):
            return ""
        if any(known.may_be_one(p, q) for p in x for q in y):
            return ""
        if (min(a.id, b.id), max(a.id, b.id)) in unplaced and (
            is_placed_apart(case, a, b) or not (are_of_one_body(case, a, b) or _is_long(a, b))
        ):
            return ""
        return f"Only one can be it: {a.entity} or {b.entity}."

    yield from pairwise_conflicts(with_meetings(case, pairs), rule, differ)


_RELATIVE = pattern_of(r"(?:the\s)?(?:last|latest|newest|next|previous)\b", re.I)
"""What is so only when it is told: `the last milestone`."""
_OF_ONESELF = pattern_of(r"\b(?:[Ff]irst|[Ll]ast|[Oo]nly|[a-z]+est)\s(?:[\w-]+\s){1,4}?(?:I|we)\s[a-z]")
"""What each one who speaks may say: `the first computer I used`."""
_MANY_WORDS = 5


def _is_long(a: Claim, b: Claim) -> bool:
    """Whether a title is told in so many same words that two texts hardly mean two by it."""
    return len(set(content_words(a.shown)) & set(content_words(b.shown))) >= _MANY_WORDS


def _are_two_of_a_series(a: Claim, b: Claim) -> bool:
    """Whether two holders are two of one series by their numbers: `Heron 3` and `Heron 4`."""
    m, n = (numbers_of(normalise(c.entity)) for c in (a, b))
    return bool(m and n and m != n) and a.entity.split()[0] == b.entity.split()[0]


def _holder(claim: Claim) -> str:
    return "those who write it" if claim.entity.lower() == "we" else claim.entity


_INTRODUCED = pattern_of(r"\A\W*[Oo]ne\sof\s(?:our|the|its|their)\s[a-z]+(?:\s[a-z]+)?,\s(?=[A-Z])")
"""Who the holder is, before the name, and no hedge of the title: `One of our members, Ann Lee, became the first`."""


def _is_hedged(case: Case, claim: Claim) -> bool:
    """Whether the words around a title leave it to an opinion or a time."""
    words = holders()
    leading = (_INTRODUCED.sub("", text) for text in (said(claim), before(case, claim, 60)))
    around = (*leading, after(case, claim, 40).partition(", and ")[0])
    if any(words.hedged.search(text) for text in around):
        return True
    return claim.predicate not in words.lasting and any(words.passing.search(text) for text in around)
