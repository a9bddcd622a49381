"""Judge, part: whether an office that two texts give to two people is one office at one time.

The texts leave out the body that the office is of, so the documents must show that both mean the same: they name the same
bodies and places, they are of one time, and nothing in them tells that one followed the other.
"""

from __future__ import annotations

import re

from factcheck.judge.conflict import Case
from factcheck.judge.lookup import lookup_of
from factcheck.judge.statements import after, before, said
from factcheck.model.claim import Claim, ClaimType
from factcheck.patterns import pattern_of
from factcheck.values.dates import civil
from factcheck.values.holders import holders
from factcheck.values.names import name_tokens, normalise
from factcheck.values.words import fold, stem

_APART = 200
"""Days between two documents up to which an office has surely not changed hands unless a text says so."""
_SHARED = 3


def held_at_once(case: Case, a: Claim, b: Claim) -> bool:
    """Whether two claims of an office of an unnamed body speak of one body at one time."""
    if any(is_in_turn(case, claim) for claim in (a, b)) or know_each_other(case, a, b):
        return False
    return are_of_one_time(case, a, b) and are_of_one_body(case, a, b)


_IN_TURN = pattern_of(
    r"\b(?:former|formerly|ex-|past|previous|outgoing|incoming|new|next|late|then|until|elect|designate|predecessor|successor|succeed\w*"
    r"|took over|takes over|stepp?\w* down|retir\w+|resign\w+|replac\w+|appointed|elected|will be|to become|becomes?|became|first|second|third)\b",
    re.I,
)


def is_in_turn(case: Case, claim: Claim) -> bool:
    """Whether the words around an office tell that it passes on."""
    return any(
        _IN_TURN.search(text) for text in (said(claim), before(case, claim, 60), after(case, claim, 60).split(".")[0])
    )


def know_each_other(case: Case, a: Claim, b: Claim) -> bool:
    """Whether any document names both holders close together: it knows that they are two."""
    x, y = (claim.shown.split()[-1] for claim in (a, b))
    key = f"together:{min(x, y)}|{max(x, y)}"
    if key not in case.memo:
        p, q = (rf"\b{re.escape(name)}\b" for name in (x, y))
        near = re.compile(rf"{p}[^\n]{{0,160}}{q}|{q}[^\n]{{0,160}}{p}")
        case.memo[key] = any(near.search(case.documents[path].text) for path in lookup_of(case).documents_with(x, y))
    return bool(case.memo[key])


# --- the time ---------------------------------------------------------------------------------------------------------

_SINCE = pattern_of(r"\bsince[ ](?:the[ ])?(?:[A-Za-z]+[ ](?:of[ ])?)?((?:1[89]|20)\d\d)\b")


def are_of_one_time(case: Case, a: Claim, b: Claim) -> bool:
    """Whether the two documents are of about one day, or the term of one began before the other speaks and still lasts."""
    since = [_since(case, claim) for claim in (a, b)]
    days = [value.earliest if (value := case.dated.get(claim.document)) is not None else None for claim in (a, b)]
    for began, other in ((since[0], days[1]), (since[1], days[0])):
        if began is not None:
            return other is not None and began < civil(other)[0] <= began + _LASTS
    if days[0] is not None and days[1] is not None:
        return abs(days[0] - days[1]) <= _APART
    known = [civil(day)[0] for day in days if day is not None]
    silent = [claim.document for claim, day in zip((a, b), days, strict=True) if day is None]
    return len(known) == 1 and _latest_year(case, silent[0]) == known[0]


def _latest_year(case: Case, document: str) -> int | None:
    """The latest year that a document without a date of its own names."""
    key = f"latest:{document}"
    if key not in case.memo:
        years = [c.years[-1] for c in lookup_of(case).claims_in(document) if c.years]
        years += [int(y) for y in _YEAR.findall(case.documents[document].text)]
        case.memo[key] = max(years, default=None)
    found: int | None = case.memo[key]
    return found


_YEAR = pattern_of(r"(?<![\d.,/-])(?:1[89]|20)\d\d(?![\d,])")


_LASTS = 8
"""Years for which a page that says `since` and bears no date is taken to be still true."""


def _since(case: Case, claim: Claim) -> int | None:
    match = _SINCE.search(after(case, claim, 90))
    return int(match[1]) if match else None


# --- the body ---------------------------------------------------------------------------------------------------------


def are_of_one_body(case: Case, a: Claim, b: Claim) -> bool:
    """Whether each text names, near the office, what the other one speaks of, and the two share enough."""
    there = [named_in(case, claim.document) for claim in (a, b)]
    near = [near_names(case, claim) | main_names(case, claim.document) for claim in (a, b)]
    for claim, other in ((a, there[1]), (b, there[0])):
        if (
            claim.type is ClaimType.ROLE
            and claim.subject
            and claim.theme
            and not any(is_among(name, other) for name in claim.subject)
        ):
            return False  # of a body that the other text does not know
    if any(is_among(name, near_names(case, b)) for name in near_names(case, a)):
        return True
    shared = [name for name in there[0] if is_among(name, there[1])]
    return (
        len(shared) >= _SHARED
        and any(is_among(name, there[1]) for name in near[0])
        and any(is_among(name, there[0]) for name in near[1])
    )


def is_among(name: str, others: frozenset[str]) -> bool:
    """Whether a name is among others, or one of them is a longer or shorter form of it: `Season of the Varley Ballet`."""
    return name in others or any(f" {name} " in f" {other} " or f" {other} " in f" {name} " for other in others)


def named_in(case: Case, document: str) -> frozenset[str]:
    """The names in a document that are no people's and no offices': bodies, places, works."""
    key = f"named:{document}"
    if key not in case.memo:
        case.memo[key] = frozenset(
            e.id for e in lookup_of(case).entities_in(document) if e.kind != "person" and _is_telling(e.id)
        )
    found: frozenset[str] = case.memo[key]
    return found


def main_names(case: Case, document: str) -> frozenset[str]:
    """The names that a document uses most."""
    key = f"main:{document}"
    if key not in case.memo:
        text = f" {_OWN.sub('', fold(case.documents[document].text) + ' ')} "
        counts = {name: text.count(f" {name} ") for name in named_in(case, document)}
        most = sorted(counts, key=lambda name: (-counts[name], name))[:3]
        case.memo[key] = frozenset(name for name in most if counts[name] > 1)
    found: frozenset[str] = case.memo[key]
    return found


def _is_telling(name: str) -> bool:
    words = [stem(w) for w in name_tokens(name)]
    return len(name) > 3 and not all(w in holders().label_words or w in holders().office_words for w in words)


_OWN = pattern_of(r"[’']s?(?= )|[.,;:!?()\"“”]")


def near_names(case: Case, claim: Claim) -> frozenset[str]:
    """Those of the names that stand in the block of a claim, in the headings above it or in the title."""
    document = case.documents[claim.document]
    block = document.blocks[claim.block]
    texts = [block.text, *(document.blocks[k].text for k in block.headings), document.blocks[0].text[:200]]
    if document.title is not None:
        texts.append(document.title.text)
    around = f" {' '.join(_OWN.sub('', fold(t) + ' ') for t in texts)} "
    holder = set(name_tokens(normalise(claim.shown)))
    names = named_in(case, claim.document) | {e for e in claim.topic if _is_telling(e)}
    return frozenset(e for e in names if f" {e} " in around and not set(name_tokens(e)) <= holder)
