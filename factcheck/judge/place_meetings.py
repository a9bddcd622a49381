"""Judge, part of statements: pairs of places that alignment leaves apart, since a text leaves open what took place there.

Such claims meet by the sort of event (people gathered, something went wrong) and are joined where both tell of one day, and of
one thing by its name, its noun or a name that stands around both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from factcheck.judge.conflict import Case
from factcheck.judge.day_meetings import are_alike
from factcheck.judge.occasions import Occasion, are_apart, occasion_of, shared_names
from factcheck.judge.statements import people
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim, ClaimType, EntityId
from factcheck.values.dates import Granularity
from factcheck.values.holders import holders
from factcheck.values.names import name_tokens, normalise
from factcheck.values.words import content_words, stem, synonym

_SCORE = 3.0
_MOST = 60
_SORTS = {
    "gathering": ["hold", "meet", "convene", "sit", "assemble", "give", "perform", "play", "premiere", "stage", "come", "count", "count-votes", "start", "happen", "award", "present", "receive", "sign", "read", "deliver", "lecture", "launch", "celebrate", "marry", "bury", "vote"],
    "incident": ["happen", "break", "fail", "explode", "collapse", "crash", "occur", "start", "burn"],
}  # fmt: skip
_INCIDENTS = frozenset(stem(w) for w in ["fire", "blaze", "explosion", "blast", "collapse", "collision", "derailment", "crash", "leak", "spill", "outage", "breakdown", "failure", "landslip", "landslide", "robbery", "burglary", "shooting", "theft", "murder", "riot", "outbreak"])  # fmt: skip


def met_places(case: Case) -> Iterator[Pair]:
    """Joined pairs of places of two documents that alignment has not joined, in order of their ids."""
    joined = {(pair.a, pair.b) for pair in case.pairs if pair.joined}
    blocks: dict[str, list[Claim]] = defaultdict(list)
    for _, claim in sorted(case.claims.items()):
        if (
            claim.type is ClaimType.PLACE
            and claim.fact is None
            and claim.value is not None
            and claim.shown[:1].isupper()
        ):
            for sort in _sorts_of(claim):
                blocks[sort].append(claim)
    made: dict[tuple[int, int], Pair] = {}
    for sort, block in sorted(blocks.items()):
        by_day = _by_day(case, block)
        for _, those in sorted(by_day.items()):
            if len(those) > _MOST:
                continue
            for n, a in enumerate(those):
                for b in those[n + 1 :]:
                    key = (a.id, b.id)
                    if a.document != b.document and key not in joined and key not in made:
                        if (pair := _meet(case, sort, a, b)) is not None:
                            made[key] = pair
    for a, b, what in _of_one_event(blocks["gathering"]):
        key = (a.id, b.id)
        if key not in joined and key not in made and not are_apart(occasion_of(case, a), occasion_of(case, b)):
            level = Level(attribute="meeting", level="named", weight=_SCORE, detail=what)
            made[key] = Pair(a=a.id, b=b.id, key=f"event/{what}", levels=(level,), score=_SCORE, joined=True)
    for a, b, what in _of_one_wording(case):
        key = (a.id, b.id)
        if key not in joined and key not in made and not are_apart(occasion_of(case, a), occasion_of(case, b)):
            level = Level(attribute="meeting", level="wording", weight=_SCORE, detail=what)
            made[key] = Pair(a=a.id, b=b.id, key=f"wording/{what}", levels=(level,), score=_SCORE, joined=True)
    yield from (made[key] for key in sorted(made))


def _of_one_wording(case: Case) -> Iterator[tuple[Claim, Claim, str]]:
    """Claims of two documents that say word for word where one thing was made, but for the place."""
    blocks: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for _, claim in sorted(case.claims.items()):
        if (
            claim.type is not ClaimType.PLACE
            or claim.fact is not None
            or claim.predicate not in _MADE
            or not claim.shown[:1].isupper()
        ):
            continue
        rest = claim.quote.replace(claim.shown, " ")
        words = tuple(sorted(set(content_words(rest))))
        if len(words) >= _LEAST_WORDS and any(c.isupper() for c in rest[1:]) and not any(c.isdigit() for c in rest):
            blocks[words].append(claim)
    for words, block in sorted(blocks.items()):
        for n, a in enumerate(block[:_MOST]):
            for b in block[n + 1 : _MOST]:
                if a.document != b.document and a.predicate == b.predicate:
                    yield a, b, " ".join(words)


_MADE = frozenset(["manufacture", "make", "build", "produce", "print", "assemble", "brew", "bottle", "cast", "mint", "weave", "forge"])  # fmt: skip
"""What is done to one thing in one place; other acts happen again, or to parts of it."""
_LEAST_WORDS = 4
"""Words besides the place in which two sentences must agree."""


def _of_one_event(claims: list[Claim]) -> Iterator[tuple[Claim, Claim, str]]:
    """Claims of two documents of what took place once: the first performance of a work, the inquiry into one loss."""
    blocks: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if not claim.subject:
            continue
        head = claim.theme[-1] if claim.theme else ""
        if claim.predicate == "premiere" or ("order:first" in claim.scope and claim.predicate in _SHOWN):
            if _things(claim):
                blocks[f"first night of {claim.subject[0]}"].append(claim)
        elif head in holders().bodies | holders().happenings | {"court"}:
            blocks[f"{head} of {claim.subject[0]}"].append(claim)
    for what, block in sorted(blocks.items()):
        for n, a in enumerate(block[:_MOST]):
            for b in block[n + 1 : _MOST]:
                if a.document != b.document and not _are_of_other_parts(a, b):
                    yield a, b, what


_SHOWN = frozenset(["play", "perform", "give", "hold", "show", "stage", "hear", "see", "sing"])


def _sorts_of(claim: Claim) -> Iterator[str]:
    incident = not _INCIDENTS.isdisjoint(
        (*claim.theme, stem(claim.predicate_words.split()[-1])) if claim.predicate_words else claim.theme
    )
    if incident:
        yield "incident"
    elif claim.predicate in _SORTS["gathering"] or stem(claim.predicate) in _GATHERING:
        yield "gathering"


_GATHERING = frozenset(stem(w) for w in _SORTS["gathering"])


def _by_day(case: Case, claims: list[Claim]) -> dict[int, list[Claim]]:
    """Claims by the days that their own sentences tell, or where those tell none, the page."""
    found: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        for day in sorted(_days(occasion_of(case, claim))):
            found[day].append(claim)
    return found


def _days(occasion: Occasion) -> set[int]:
    own = {v.earliest for v in occasion.own if v.granularity is Granularity.DAY}
    return own or {v.earliest for v in occasion.near if v.granularity is Granularity.DAY}


def _meet(case: Case, sort: str, a: Claim, b: Claim) -> Pair | None:
    x, y = occasion_of(case, a), occasion_of(case, b)
    if are_apart(x, y) or _are_of_other_parts(a, b):
        return None
    here = {w for c in (a, b) for w in name_tokens(normalise(c.shown))}
    names = tuple(n for n in shared_names(x, y) if not set(name_tokens(n)) & here)
    how = _one_thing(case, a, b, x, y, names)
    if not how or not (_own_day(x) or _own_day(y) or _head(a) in _ONCE):
        return None
    is_once = how == "noun" and _head(a) in _ONCE and len(names) > 1
    if sort == "gathering" and not (_own_day(x) and _own_day(y)) and how != "named" and not is_once:
        return None
    level = Level(attribute="meeting", level=how, weight=_SCORE, detail=f"{', '.join(names) or how}; day")
    return Pair(a=a.id, b=b.id, key=f"day/{sort}", levels=(level,), score=_SCORE, joined=True)


def _own_day(occasion: Occasion) -> bool:
    return any(v.granularity is Granularity.DAY for v in occasion.own)


def _one_thing(case: Case, a: Claim, b: Claim, x: Occasion, y: Occasion, names: tuple[str, ...]) -> str:
    """How the two are of one event: `named` by both, the `noun` of both and a name, or `near`: the one's name stands around the other."""
    p, q = _things(a), _things(b)
    if p and q:
        shared = [EntityId(e) for e in p if e in q]
        if not shared or _part(a, shared) != _part(b, shared):
            return ""
        is_event = people(case).kind(shared[0]) != "person"
        return "named" if is_event or a.predicate == b.predicate else ""
    heads = [_head(c) for c in (a, b)]
    if heads[0] and heads[0] == heads[1]:
        if not are_alike(case, a, b):
            return ""
        both = (set(a.passage) & set(b.passage)) - {*heads, *a.theme, *b.theme}
        return "noun" if names or (heads[0] in _INCIDENTS and len(both) > 2) else ""
    for claim, own, other, head in ((a, p, y, heads[1]), (b, q, x, heads[0])):
        if any(f" {name} " in other.around for name in own) and (not head or _fits(head, claim)):
            return "near"
    quoted = [n for n in names if _is_quoted(n, a) or _is_quoted(n, b)]
    if all(heads):
        return ""
    is_topic = any((n in a.topic or _is_pronoun(a)) and (n in b.topic or _is_pronoun(b)) for n in names)
    return "near" if quoted or (a.predicate == b.predicate and is_topic) else ""


def _is_pronoun(claim: Claim) -> bool:
    """Whether the sentence before names what took place: `It meets at six`."""
    return re.match(r"(?:It|This|That|They)\b", claim.quote) is not None


_ONCE = frozenset(stem(w) for w in ["count", "inquest", "trial", "final", "poll", "funeral", "coronation", "verdict"])


def _head(claim: Claim) -> str:
    """The noun of what took place; empty where the text leaves it open."""
    if claim.predicate == "count-votes":
        return "count"
    head = claim.theme[-1] if claim.theme else ""
    return "" if head in _WHICH else synonym(head)


def _part(claim: Claim, names: list[EntityId]) -> frozenset[str]:
    """The words for what of the named thing took place: of `Ann's wedding breakfast`, the breakfast."""
    return frozenset(claim.theme) - {stem(w) for e in names for w in name_tokens(e)}


_WHICH = frozenset(
    stem(w) for w in ["next", "last", "previous", "following", "first", "second", "date", "time", "place"]
)


def _things(claim: Claim) -> tuple[str, ...]:
    """The names of what took place: those that the subject has, a place or a person in it left out."""
    if not claim.subject or not claim.theme:
        return ()
    return tuple(e for e in claim.subject if set(stem(w) for w in name_tokens(e)) & set(claim.theme))


def _fits(head: str, claim: Claim) -> bool:
    """Whether a noun can stand for what the other text names: a meeting for the council that meets, a concert for a concert."""
    words = {synonym(stem(claim.predicate)), synonym(claim.theme[-1]) if claim.theme else ""}
    return head in words or head in {synonym(stem(w)) for e in claim.subject for w in name_tokens(e)} or not claim.theme


_QUOTES = re.compile(r"[\"“”*_]")


def _is_quoted(name: str, claim: Claim) -> bool:
    """Whether a name is one of a work or an event: set in quotation marks or italics in the claim's own words."""
    return bool(_QUOTES.search(claim.quote)) and name in normalise(_QUOTES.sub("", claim.quote))


_PARTS = frozenset(["order", "sex", "term", "plan", "season", "year"])


def _are_of_other_parts(a: Claim, b: Claim) -> bool:
    x, y = ({s.partition(":")[0]: s for s in c.scope} for c in (a, b))
    return any(x[k] != y[k] for k in sorted(x.keys() & y.keys()) if k not in _PARTS)
