"""Check: one event is put into two places of which neither lies in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Case, Conflict
from factcheck.judge.day_meetings import met_days
from factcheck.judge.edition_places import met_editions
from factcheck.judge.event_meetings import met_events
from factcheck.judge.founding_meetings import met_foundings
from factcheck.judge.lookup import lookup_of
from factcheck.judge.meetings import with_meetings
from factcheck.judge.occasions import occasion_of
from factcheck.judge.pairwise import pairwise_conflicts
from factcheck.judge.place_meetings import met_places
from factcheck.judge.statements import after, before, people, said
from factcheck.model.cell import Pair
from factcheck.model.claim import Claim, ClaimType, EntityId
from factcheck.model.rule import Rule
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import Granularity
from factcheck.values.holders import holders
from factcheck.values.name_variants import is_region
from factcheck.values.names import name_tokens, normalise, state_of
from factcheck.values.places import are_two_places
from factcheck.values.words import stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: nothing."""


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """Conflicts between joined places of one sort that nothing in the corpus ties together.

    A town and a hall neither agree nor disagree: such pairs are left out, so that they explain nothing away.
    """
    known = people(case)
    events = [*met_events(case), *met_days(case), *met_editions(case), *met_foundings(case)]
    by_noun = {(pair.a, pair.b) for pair in events}

    def differ(a: Claim, b: Claim) -> str:
        if (
            _is_one_of_several(case, a)
            or _is_one_of_several(case, b)
            or _is_on_tour(case, a, b)
            or _is_for_elsewhere(case, a, b)
        ):
            return ""
        if not (_is_name(a.shown) and _is_name(b.shown)):
            is_founding = _are_of_one_founding(case, a, b)
            is_one = _key(a, b) in by_noun or is_founding
            return _UNNAMED if is_one and _are_two(case, a, b, is_once=is_founding) else ""
        x, y = (known.named_by(c, _house(c.shown)) for c in (a, b))
        if x in b.entities or y in a.entities or known.may_be_one(x, y):
            return ""
        p, q = _preposition(case, a), _preposition(case, b)
        sorts = _sorts(case, a, b)
        if {p, q} - holders().placing - {""} or (
            p and q and p != q and not (sorts == {"building"} and {p, q} == {"in", "at"})
        ):
            return ""
        if (
            len(sorts) > 1 and not (sorts <= _GROUNDS and {p, q} <= {"at", "on", ""} and "in" not in (p, q))
        ) or _are_tied(case, _house(a.shown), _house(b.shown)):
            return ""
        return f"It is put in {a.shown} and in {b.shown}, and nothing says that one lies in the other."

    def is_telling(pair: Pair) -> bool:
        a, b = case.claims[pair.a], case.claims[pair.b]
        sorts = _sorts(case, a, b)
        if not a.type is b.type is ClaimType.PLACE:
            return True
        if not (_is_name(a.shown) and _is_name(b.shown)):  # `on a wet pitch` agrees with no town
            is_one = _key(a, b) in by_noun or _are_of_one_founding(case, a, b)
            is_two = is_one and are_two_places(a.shown, b.shown)
            return is_two or a.shown.lower() == b.shown.lower()
        if len(sorts) == 1 or sorts <= _GROUNDS:
            return True
        if any(_is_around_another(case, c) for c in (a, b)):
            return False
        x, y = (known.named_by(c, _house(c.shown)) for c in (a, b))
        return known.may_be_one(x, y) or _are_tied(case, _house(a.shown), _house(b.shown))

    met = {(pair.a, pair.b): pair for pair in (*events, *met_places(case))}
    grown = with_meetings(case, met.values())
    cells = [replace(cell, pairs=tuple(p for p in cell.pairs if is_telling(p))) for cell in grown.cells]
    told: set[tuple[tuple[str, int], ...]] = set()
    for conflict in pairwise_conflicts(replace(case, cells=cells), rule, differ):
        where = _blocks(case, conflict)
        if where not in told:  # the hall and the town of one sentence are one mistake
            told.add(where)
            yield conflict


def _is_on_tour(case: Case, a: Claim, b: Claim) -> bool:
    """Whether what is shown in one place is told to be shown elsewhere in another time."""
    if a.predicate not in _SHOWN or b.predicate not in _SHOWN:
        return False
    x, y = ([t.value for t in case.times.get(c.document, {}).get(c.block, ()) if t.value is not None] for c in (a, b))
    return bool(x and y) and not any(dates.overlaps(p, q) for p in x for q in y)


def _is_for_elsewhere(case: Case, a: Claim, b: Claim) -> bool:
    """Whether what took place is that of a town or group of which the other page knows nothing: `the ceremony for Elm`."""
    for claim, other in ((a, b), (b, a)):
        told = _FOR_NAME.search(claim.entity)
        if told is not None and told["name"].lower() not in case.documents[other.document].text.lower():
            return True
    return False


_FOR_NAME = pattern_of(r"\b(?:for|in)\s(?:the\s)?(?P<name>[A-Z][\w’'-]+)")


_SHOWN = frozenset(["run", "open", "close", "show", "exhibit", "display", "tour", "start", "end", "last"])


def _blocks(case: Case, conflict: Conflict) -> tuple[tuple[str, int], ...]:
    """The blocks that a conflict stands in."""
    ids = {e.claim for side in conflict.sides for e in side.evidence if e.claim is not None}
    return tuple(sorted({(case.claims[k].document, case.claims[k].block) for k in ids}))


_GROUNDS = frozenset({"park", "street", "shore"})
"""Sorts of places that stand side by side in one town: `at` one of them is not at another."""


_UNNAMED = "It is put into two places, of which neither can stand within the other."


def _key(a: Claim, b: Claim) -> tuple[int, int]:
    return min(a.id, b.id), max(a.id, b.id)


def _are_two(case: Case, a: Claim, b: Claim, *, is_once: bool = False) -> bool:
    """Whether two places of which one has no name are surely two, and no page tells of both; what happened once did not move."""
    if not are_two_places(a.shown, b.shown) or {_preposition(case, c) for c in (a, b)} - {"in", "at", "on", ""}:
        return False
    if is_once:
        return not _are_tied(case, *(c.shown.removeprefix("the ") for c in (a, b)))
    nouns = [c.shown.lower().removeprefix("the ") for c in (a, b)]
    return not any(nouns[1 - n] in case.documents[c.document].text.lower() for n, c in enumerate((a, b)))


def _are_of_one_founding(case: Case, a: Claim, b: Claim) -> bool:
    """Whether two joined claims put one founding, of a day or month that both tell, in a place."""
    if not a.predicate == b.predicate == "found":
        return False
    x, y = ([v for v in occasion_of(case, c).own if v.granularity <= Granularity.MONTH] for c in (a, b))
    return any(p.earliest <= q.latest and q.earliest <= p.latest for p in x for q in y)


def _is_around_another(case: Case, claim: Claim) -> bool:
    """Whether a sentence tells with a town the house in it: `in the Corn Hall at Melk` agrees with no other house of Melk."""
    if _sort(claim.shown) != "town":
        return False
    return any(
        c.type is ClaimType.PLACE
        and c.predicate == claim.predicate
        and c.block == claim.block
        and 0 < claim.value_span.start - c.value_span.end < _BEHIND
        and (_sort(c.shown) != "town" or _is_house(case, c))
        for c in lookup_of(case).claims_in(claim.document)
    )


_BEHIND = 12
"""Characters between a house and the town that it is in: `, `, ` at `, ` in the town of `."""
_IN_HOUSE = pattern_of(r"\A(?:the\s)?[a-z][a-z -]*\sof\s(?:the\s)?(?=[A-Z])")


def _house(shown: str) -> str:
    """The house of a room without a name of its own: of `the upper room of the Swan`, the Swan."""
    return _IN_HOUSE.sub("", shown) if _sort_of_noun(shown.partition(" of ")[0]) == "room" else shown


def _is_name(shown: str) -> bool:
    return shown[:1].isupper() or " of " in shown


def _preposition(case: Case, claim: Claim) -> str:
    """The preposition that leads to the place; empty where a label does."""
    if (
        claim.extractor in ("pair", "table")
        or claim.extractor.endswith(("/come", "/host", "/venue"))
        or _WHERE.search(said(claim))
    ):
        return ""
    words = [w.lower() for w in before(case, claim, 40).split() if w.lower() not in ("the", "our", "its", "their", "a", "an", "town", "city", "village", "port", "of")]  # fmt: skip
    return words[-1].strip(",(") if words else ""


_WHERE = pattern_of(r"\A[^;]{2,60},? where ")

_SEVERAL = pattern_of(
    r"\A[\s,]*(?:(?:and|or|then|but)[ ](?:in[ ]|at[ ]|on[ ]|later[ ]|then[ ]|the[ ]|not[ ])*(?=[A-Z])|(?:then|later|until|moved|not)\b)|\A\s*(?:–|—|-|/|&|to)\s*[A-Z]"
)
_NOT = pattern_of(
    r"\b(?:not|never|n't|neither|nor|formerly|originally|initially|until|first(?![ ]+(?:public(?:ly)?[ ]+)?(?:perform|show|shown|giv|stag|held|heard|seen|publish|print|record|concert|night|exhibit|screen|sung|play)\w*)|later|between|partly|mostly|mainly|either|also|moved|once|then|was to|were to|planned|instead of|rather than|if|perhaps|probably|possibly|said to|believed|thought|claims?|legend|several|two|three)\b",
    re.I,
)


def _is_one_of_several(case: Case, claim: Claim) -> bool:
    """Whether the words around a place deny it, doubt it, or go on to another one."""
    return claim.entity.lower().startswith("one of ") or bool(
        _SEVERAL.match(after(case, claim, 40))
        or re.search(
            r"\b(?:until|before (?:it |he |she |they )?mov|and (?:later|then) (?:in|at|on|to|the|moved|[A-Z]))",
            after(case, claim, 40),
        )
        or _NOT.search(said(claim))
        or _NOT.search(before(case, claim, 60))
    )


def _sort(name: str) -> str:
    """The sort of a place by its name: a state, a region, a street, a building; else a town or village."""
    is_noun = not name[:1].isupper()
    name = (name.partition(" of ")[0] if is_noun else name).split(",")[0]
    if state_of(name) is not None:
        return "state"
    if is_region(name):
        return "region"
    sort = _sort_of_noun(name)
    return "building" if is_noun and sort == "room" else sort  # `the upper room of the Swan` is in a house


_AT_THE = pattern_of(r"(?:\A|\s)(?P<at>at|in)\sthe\Z", re.I)


def _sorts(case: Case, a: Claim, b: Claim) -> set[str]:
    """The sorts of two places; beside a building, what no town would have an article before is one, too."""
    sorts = {_sort(a.shown), _sort(b.shown)}
    if sorts != {"town", "building"}:
        return sorts
    return {"building"} if _is_house(case, a if _sort(a.shown) == "town" else b) else sorts


def _is_house(case: Case, claim: Claim) -> bool:
    """Whether the article before a place makes it a house: `at the Regent`, `in the White Hart`."""
    if not claim.shown[:1].isupper() or people(case).kind(EntityId(normalise(claim.shown))) == "place":
        return False
    lead, words = _AT_THE.search(before(case, claim, 40)), name_tokens(claim.shown.split(",")[0])
    is_single = len(words) == 2 and not words[-1].endswith("s")  # no `Lower Highlands`
    return lead is not None and (is_single or lead["at"].lower() == "at")


def _sort_of_noun(name: str) -> str:
    words = name_tokens(name)
    return holders().sorts.get(stem(words[-1]), "town") if words else "town"


def _are_tied(case: Case, a: str, b: str) -> bool:
    """Whether the corpus anywhere ties two places together: `X, Y`, `X in Y`, `X (formerly Y)`, `from X to Y`."""
    x, y = re.escape(a), re.escape(b)
    near = re.compile(rf"\b{x}\b[^.;!?\n|]{{0,60}}\b{y}\b|\b{y}\b[^.;!?\n|]{{0,60}}\b{x}\b")
    names = (normalise(a), normalise(b))
    key = f"tied:{min(names)}|{max(names)}"
    if key not in case.memo:
        case.memo[key] = any(near.search(case.documents[path].text) for path in lookup_of(case).documents_with(a, b))
    return bool(case.memo[key])
