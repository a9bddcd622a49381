"""Judge, part of names: one holder of one role, whose first name or initials two documents give in two ways.

`Anna Bellingham` and `Hannah Bellingham`, both the mayor of Harrow; `J. K. Ormerod` and `K. J. Ormerod`, who designed one instrument.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from factcheck.judge.conflict import Case
from factcheck.judge.lookup import lookup_of
from factcheck.judge.offices import is_in_turn
from factcheck.judge.role_meetings import things_of
from factcheck.model.claim import Claim, ClaimType
from factcheck.values.holders import holders
from factcheck.values.name_variants import are_namesakes, variants
from factcheck.values.names import name_tokens, normalise
from factcheck.values.words import stem, tokens

_MOST = 40
_BY_VERB = ("/agent", "/doer", "/under")


def swapped_first_names(case: Case) -> Iterator[tuple[Claim, Claim, str]]:
    """Two claims of one role whose holders differ in the first name only, and how."""
    blocks: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for _, claim in sorted(case.claims.items()):
        if claim.type is not ClaimType.ROLE or claim.fact is not None or len(name_tokens(normalise(claim.shown))) < 2:
            continue
        said = " ".join(stem(t.text) for t in tokens(claim.predicate_words))
        role = claim.predicate if claim.extractor.endswith(_BY_VERB) else said
        for thing in things_of(case, claim)[:1]:
            blocks[role, thing].append(claim)
    told: set[frozenset[str]] = set()
    for (role, _), block in sorted(blocks.items()):
        if len(block) > _MOST or not _is_of_one(role):
            continue
        for n, a in enumerate(block):
            for b in block[n + 1 :]:
                names = frozenset((normalise(a.shown), normalise(b.shown)))
                if a.document == b.document or names in told or not (how := _differ(a, b)):
                    continue
                if not any(_is_of_another(case, c) for c in (a, b)) and _are_seldom(case, a, b):
                    told.add(names)
                    yield a, b, how


def _is_of_one(role: str) -> bool:
    """Whether a role, by its noun or its act, has one holder: a mayor, a designer; no councillor."""
    return role in holders().sole_offices or role in holders().roles or stem(role) in holders().roles


def _differ(a: Claim, b: Claim) -> str:
    """How the names of two holders differ, if it is in the first name or the initials alone and by little."""
    x, y = name_tokens(normalise(a.shown)), name_tokens(normalise(b.shown))
    if x[-1] != y[-1] or x == y or len(x[-1]) < 3:
        return ""
    p, q = x[:-1], y[:-1]
    if all(len(w) == 1 for w in (*p, *q)):
        return "the initials have changed places" if len(p) > 1 and p != q and sorted(p) == sorted(q) else ""
    if len(p) != 1 or len(q) != 1 or min(len(p[0]), len(q[0])) < 3 or are_namesakes(p[0], q[0]):
        return ""
    return "the first names differ by a letter or two" if _distance(p[0], q[0]) <= 2 and _is_long(p[0], q[0]) else ""


def _is_long(p: str, q: str) -> bool:
    """Whether what two names have alike outweighs what they have not."""
    return _distance(p, q) * 2 < max(len(p), len(q))


def _distance(p: str, q: str) -> int:
    """The letters to be put in, taken out or replaced to make one word of the other."""
    row = list(range(len(q) + 1))
    for n, x in enumerate(p, 1):
        above, row[0] = row[0], n
        for m, y in enumerate(q, 1):
            above, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, above + (x != y))
    return row[-1]


def _is_of_another(case: Case, claim: Claim) -> bool:
    """Whether the text tells of kin, of a namesake or of one who came after."""
    block = case.documents[claim.document].blocks[claim.block]
    words = {t.low for t in tokens(block.text)}
    return (
        is_in_turn(case, claim) or not words.isdisjoint(variants()["kin"]) or _NAMESAKE.search(block.text) is not None
    )


_NAMESAKE = re.compile(
    r"\b(?:namesake|confused with|not to be|junior|senior|Jr|Sr|the elder|the younger|family|dynasty|née)\b"
)


def _are_seldom(case: Case, a: Claim, b: Claim) -> bool:
    """Whether no document names both, as one that knows two people would."""
    x, y = (re.compile(rf"\b{re.escape(c.shown)}\b") for c in (a, b))
    texts = (case.documents[path].text for path in lookup_of(case).documents_with(a.shown, b.shown))
    return not any(x.search(text) and y.search(text) for text in texts)
