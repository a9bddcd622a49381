"""Judge, part of statements: pairs of roles that alignment leaves apart, since a text does not name what was led, opened or given.

Such claims meet by what was done. They are joined where they have one thing by name or by its noun, and where that alone does
not tell it, one occasion.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from factcheck.judge.common_ground import are_of_one_ground
from factcheck.judge.conflict import Case
from factcheck.judge.occasions import are_apart, occasion_of, of_other_years, shared_names, shared_time
from factcheck.judge.offices import are_of_one_time, is_in_turn
from factcheck.judge.sequence.scene import Scene
from factcheck.judge.statements import has_level, people, said, sentence_of, statements_joined
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim, ClaimType, EntityId
from factcheck.patterns import pattern_of
from factcheck.values.dates import Granularity
from factcheck.values.holders import holders
from factcheck.values.names import name_tokens, normalise, numbers_of
from factcheck.values.words import fold, stem, synonym, tokens

_BY_VERB = frozenset({"agent", "doer"})
_MOST = 40
"""Claims of one deed beyond which it tells nothing."""
_SCORE = 3.0
_CHIEFS = frozenset(stem(w) for w in ["chief", "head", "principal", "managing", "coordinating", "co-ordinating", "general", "artistic", "musical", "technical", "executive"])  # fmt: skip
"""Words before the noun of an office that make it the office of one."""
_OF_LABELS = frozenset(stem(w) for w in ["name", "person", "holder", "by", "who", "role", "value"])
_NO_HEADS = frozenset({"chair", "presid", "it"})
_LOOSE = frozenset({"ribbon", "sod", "turf", "tape", "spade", "vote", "gun", "it", "chair", "presid"})


def met_roles(case: Case) -> Iterator[Pair]:
    """Joined pairs of roles of two documents that alignment has not joined, in order of their ids."""
    joined = {(p.a, p.b) for p in statements_joined(case) if not has_level(p, "statement-office")}
    blocks: dict[str, list[Claim]] = defaultdict(list)
    for _, claim in sorted(case.claims.items()):
        if claim.type is ClaimType.ROLE and claim.fact is None and (deed := deed_of(claim)):
            blocks[deed].append(claim)
    made = [
        pair
        for deed, block in sorted(blocks.items())
        if len(block) <= _MOST
        for n, a in enumerate(block)
        for b in block[n + 1 :]
        if a.document != b.document and (a.id, b.id) not in joined and (pair := _meet(case, deed, a, b)) is not None
    ]
    yield from sorted(made, key=lambda pair: (pair.a, pair.b))


# --- what was done ----------------------------------------------------------------------------------------------------


def deed_of(claim: Claim) -> str:
    """What one alone did or was, so that two claims of it may meet; empty for what several do."""
    words, table = holders(), holders().roles
    how = claim.extractor.rpartition("/")[2]
    said = [stem(t.text) for t in tokens(claim.predicate_words)]
    if claim.extractor in ("pair", "table"):
        said = [stem(t.text) for t in tokens(claim.predicate_words.partition(",")[0])]
        said = [w for w in said if w not in _OF_LABELS] or said
        if not words.document_words.isdisjoint(said):
            return ""
    if claim.predicate in words.ceremonies:
        return claim.predicate
    if claim.predicate == "donate":
        return "" if _is_lecture(claim) else "donate"
    if claim.predicate == "succeed" and how == "successor":
        return f"succeed {said[-1]}"
    if claim.predicate == "sign":
        party = claim.predicate_words.lower().partition(" for ")[2]
        return f"sign for {party}" if party else ""
    if how == "under":
        return next((role for word, role in sorted(words.leading.items()) if f"{word} of" in claim.quote.lower()), "")
    if how in _BY_VERB:
        role = next((table[w] for w in (*said, stem(claim.predicate)) if w in table), None)
        if role is not None and role.name in words.met_by_occasion:
            return role.name
        if role is not None and role.when == "once" and role.name not in words.personal and _is_left_unnamed(claim):
            return role.name
        return "lecture" if _is_lecture(claim) and (claim.predicate in _GIVEN or claim.predicate == "lecture") else ""
    phrase = " ".join(said)
    if phrase in table and table[phrase].when == "once":
        return table[phrase].name
    if how in _OF_AN_OCCASION and not _IS_NOW.search(claim.quote):
        if phrase in table and table[phrase].name in words.met_by_occasion:
            return table[phrase].name
        if phrase in words.one_at_once:
            return phrase
    return f"office {' '.join(office)}" if (office := _office(claim, said)) else ""


def _is_left_unnamed(claim: Claim) -> bool:
    """Whether a verb tells of one thing that the text calls by its noun: `the top station was designed by X`."""
    return not claim.subject and bool(claim.theme) and _THE.match(claim.entity) is not None


_OF_AN_OCCASION = frozenset({"copula", "as", "label", "pair", "table"})
"""How a noun tells who acted on one occasion, and not who somebody is: `the organist was X`, `with X as organist`."""
_IS_NOW = re.compile(r"\b(?:is|are|remains|has been)\b")
_GIVEN = frozenset(["give", "deliver", "present", "read", "hold", "submit", "donate"])


def _is_lecture(claim: Claim) -> bool:
    words = [*claim.theme[-1:], *(stem(w) for e in claim.subject[:1] for w in name_tokens(e)[-1:])]
    return not holders().lectures.isdisjoint(words)


def _office(claim: Claim, said: list[str]) -> list[str]:
    """The stems of an office of one holder: a noun with `chief` or the like before it."""
    if not said:
        return []
    at = claim.quote.lower().find(claim.predicate_words.lower())
    before = [stem(t.text) for t in tokens(claim.quote[: max(at, 0)])[-2:]]
    if claim.extractor in ("pair", "table"):
        before = []
    for first in range(len(before) + 1):
        office = [*before[first:], *said]
        if len(office) > 1 and office[0] in _CHIEFS:
            return office
    return []


# --- whether it is one ------------------------------------------------------------------------------------------------


def _meet(case: Case, deed: str, a: Claim, b: Claim) -> Pair | None:
    """The pair, joined, where the two are of one thing and one occasion."""
    if _are_of_other_series(a, b):
        return None
    x, y = occasion_of(case, a), occasion_of(case, b)
    if are_apart(x, y):
        return None
    thing = _thing(case, a, b)
    if thing is None:
        return None
    holder = {w for c in (a, b) for w in name_tokens(normalise(c.shown))}
    time, names = shared_time(x, y), tuple(n for n in shared_names(x, y) if not set(name_tokens(n)) <= holder)
    if deed.startswith("office "):
        is_one = thing == "named" and are_of_one_time(case, a, b) and not (is_in_turn(case, a) or is_in_turn(case, b))
    elif deed.startswith(("succeed ", "sign for ")) or (thing == "named" and deed in holders().ceremonies | {"donate"}):
        is_one = thing == "named"
    elif deed == "lecture":
        is_one = thing == "named" and time is not None
    elif time is Granularity.DAY:
        is_one = bool(names)
    elif time is not None and time <= Granularity.MONTH:
        is_one = (thing != "open" or deed == "found") and (
            bool(names) or (thing == "noun" and (_head(a) in holders().bodies or _are_of_one_phrase(a, b)))
        )
    elif deed in holders().ceremonies and thing != "open":
        is_told = len(names) > 1 or any(n in claim.topic for n in names for claim in (a, b))
        is_one = is_told and not of_other_years(x, y)
    elif deed == "found" and thing == "open":
        is_one = (
            len(names) > 1 and not of_other_years(x, y) and any(_head(c) in holders().generic_things for c in (a, b))
        )
    elif thing == "near":
        is_one = time is not None and any(_is_single(p) and _head(p) in q.passage for p, q in ((a, b), (b, a)))
    else:
        is_one = (
            thing == "noun"
            and _is_once(deed)
            and bool(names)
            and not of_other_years(x, y)
            and all(_is_the_only(case, c) for c in (a, b))
        )
        is_told_of = all(any(v.granularity <= Granularity.YEAR for v in o.own) for o in (x, y))
        is_one = is_one or (
            thing == "named"
            and (_is_once(deed) or (_is_single(a) and _is_single(b)) or (is_told_of and time is not None))
        )
    if thing == "noun" and _is_once(deed) and _is_by_verb(a) and _is_by_verb(b):
        is_lasting = _head(a) in holders().works or holders().sorts.get(_head(a)) in _BUILT
        is_one = is_one or (_are_of_one_work(case, a, b) and (is_lasting or not of_other_years(x, y)))
    if not is_one:
        return None
    told = ", ".join(names) or thing
    level = Level(
        attribute="meeting",
        level=thing,
        weight=_SCORE,
        detail=f"{told}; {time.name.lower() if time is not None else 'no time'}",
    )
    return Pair(a=a.id, b=b.id, key=f"deed/{deed}", levels=(level,), score=_SCORE, joined=True)


def _thing(case: Case, a: Claim, b: Claim) -> str | None:
    """How the two have one thing: `named` by both, `noun` of both, by the one's name near the other, `open` by neither."""
    p, q = _head(a), _head(b)
    x, y = things_of(case, a), things_of(case, b)
    if x and y:
        if not (set(x) & set(y) or _stands_in(x, b) or _stands_in(y, a)) or _are_of_two_parts(a, b):
            return None
        m, n = (numbers_of(normalise(c.entity)) for c in (a, b))
        return None if m and n and m != n else "named"
    if x or y:
        one, named, head = (a, x, q) if x else (b, y, p)
        around = occasion_of(case, b if x else a).around
        if not any(f" {name} " in around for name in named):
            return None
        nouns = {synonym(stem(w)) for e in one.subject for w in name_tokens(e)} | {synonym(w) for w in one.theme}
        return "near" if not head or head in _LOOSE or synonym(head) in nouns else None
    if p and q and _is_longer_phrase(a, b):
        return "noun"
    if p and q:
        return "noun" if synonym(p) == synonym(q) and set(a.theme[:-1]) <= {*b.theme, *b.context, *b.passage} else None
    return "open"


_THE = re.compile(r"(?:the|our|this)\s", re.I)


def _is_the_only(case: Case, claim: Claim) -> bool:
    """Whether a claim is about the one thing of its sort that its document tells of: `the bakery`, and never `a bakery` or `two bakeries`."""
    if not _THE.match(claim.entity) or not claim.theme or claim.extractor in ("pair", "table"):
        return False
    return _scene(case).is_only(claim.document, claim.theme[-1:])


def _are_of_one_phrase(a: Claim, b: Claim) -> bool:
    """Whether both call their thing by the same two words or more: `the containment suite`."""
    return a.theme == b.theme and len(a.theme) > 1 and all(_THE.match(c.entity) for c in (a, b))


def _is_by_verb(claim: Claim) -> bool:
    return claim.extractor.rpartition("/")[2] in _BY_VERB


def _are_of_one_work(case: Case, a: Claim, b: Claim) -> bool:
    """Whether two texts of one house tell who designed or made `the top station`, of which each knows one."""
    if not are_of_one_ground(case, a.document, b.document) or any(_OTHER_WORK.search(said(c)) for c in (a, b)):
        return False
    for claim, other in ((a, b), (b, a)):
        years = _YEAR.findall(sentence_of(case, claim))
        if any(year not in case.documents[other.document].text for year in years):
            return False  # `the summit station of 1931`
    return _are_of_one_phrase(a, b) or _is_longer_phrase(a, b) or all(_is_the_only(case, c) for c in (a, b))


_YEAR = pattern_of(r"\b(?:1[5-9]|20)\d\d\b")
_OTHER_WORK = pattern_of(r"\b(?:other|another|first|second|third|earlier|previous|former|initially)\b", re.I)
_BUILT = frozenset({"building", "room", "park", "shore"})
_CONTRASTING = frozenset(stem(w) for w in ["new", "old", "north", "northern", "south", "southern", "east", "eastern", "west", "western", "upper", "lower", "first", "second", "third", "left", "right", "inner", "outer", "main", "former", "original", "previous", "small", "large", "big", "great", "little", "temporary", "permanent", "earlier", "later", "present", "current", "other", "next", "last"])  # fmt: skip
"""Words before a noun by which there are two of it."""


def _is_longer_phrase(a: Claim, b: Claim) -> bool:
    """Whether the one calls by two words or more what the other calls so with a word of praise: `the bright top station`."""
    x, y = sorted((a.theme, b.theme), key=len)
    if len(x) < 2 or len(x) == len(y) or y[-len(x) :] != x or not all(_THE.match(c.entity) for c in (a, b)):
        return False
    return not _CONTRASTING & set(y[: -len(x)]) and not any(w.isdigit() for w in y)


def _scene(case: Case) -> Scene:
    found = case.memo.get("scene of roles")
    if not isinstance(found, Scene):
        found = case.memo["scene of roles"] = Scene(case)
    return found


def _of_row(case: Case, claim: Claim) -> tuple[EntityId, ...]:
    """The things that the other cells of a row name in full."""
    blocks = case.documents[claim.document].blocks
    place = blocks[claim.block].table
    if place is None:
        return ()
    named = [
        EntityId(normalise(b.text))
        for b in blocks[max(0, claim.block - 9) : claim.block + 9]
        if b.table is not None and (b.table.table, b.table.row) == (place.table, place.row) and b.index != claim.block
    ]
    return tuple(e for e in named if e in people(case).entities)


_LABEL_OF = re.compile(r"^.*?(?:, | of (?:the )?)")
_IT = re.compile(r"\b(?:it|them)\b", re.I)


def things_of(case: Case, claim: Claim) -> tuple[EntityId, ...]:
    """The things with a name that a claim is about; none where a pronoun leaves it to the text before."""
    if claim.extractor == "table" and claim.predicate == "donate":
        return _of_row(case, claim)
    if claim.extractor in ("pair", "table"):
        of = EntityId(normalise(_LABEL_OF.sub("", claim.predicate_words)))
        if of in people(case).entities:
            return (of,)
        said = " ".join(stem(t.text) for t in tokens(claim.predicate_words))
        if said in holders().roles and holders().roles[said].when == "once":
            return tuple(e for e in claim.topic[:2] if any(c.isdigit() for c in e))  # else alignment has met them
        return claim.topic[:2]
    if not claim.theme and _IT.search(claim.quote) and claim.subject[:1] == claim.topic[:1]:
        return ()
    named = EntityId(normalise(claim.entity))
    if not claim.subject and claim.theme and named in people(case).entities:
        return (named,)
    return tuple(e for e in claim.subject if not {stem(w) for w in name_tokens(e)} <= holders().label_words)


def _stands_in(names: tuple[EntityId, ...], claim: Claim) -> bool:
    """Whether a name with a number stands in the words of a claim, as which a shorter name was taken."""
    said = f" {_MARKS.sub(' ', fold(claim.quote))} "
    return any(any(c.isdigit() for c in name) and f" {name} " in said for name in names)


_MARKS = re.compile(r"[.,;:!?()\"“”*_]")


def _head(claim: Claim) -> str:
    head = claim.theme[-1] if claim.theme and claim.extractor not in ("pair", "table") else ""
    return "" if head in _NO_HEADS else head


def _part(claim: Claim) -> frozenset[str]:
    """Stems for the part of the named thing that a claim is about; empty where it is the thing itself."""
    if claim.extractor in ("pair", "table") or not claim.theme:
        return frozenset()
    names = {stem(t) for e in claim.subject for t in name_tokens(e)}
    if claim.theme[-1] in names or names.isdisjoint(claim.theme) or claim.theme[-1] in _LOOSE:
        return frozenset()
    return frozenset(claim.theme) - names


def _are_of_two_parts(a: Claim, b: Claim) -> bool:
    """Whether two claims are of two parts of the named thing: its morning session and its afternoon session."""
    if _part(a) != _part(b):
        return True
    if any(c.extractor in ("pair", "table") for c in (a, b)):
        return False
    names = {stem(t) for c in (a, b) for e in c.subject for t in name_tokens(e)}
    p, q = (set(c.theme) - names - _LOOSE for c in (a, b))
    return bool(p and q) and not (p <= q or q <= p)


def _is_once(deed: str) -> bool:
    return any(role.name == deed and role.when == "once" for role in holders().roles.values())


def _is_single(claim: Claim) -> bool:
    """Whether what was led happens once under its name: an inquiry, a siege."""
    words = {*claim.theme, *(stem(t) for e in claim.subject[:1] for t in name_tokens(e))}
    return not words.isdisjoint(holders().happenings)


def _are_of_other_series(a: Claim, b: Claim) -> bool:
    x, y = ({s.partition(":")[0]: s for s in c.scope if not s.startswith(("order:", "sex:", "term:"))} for c in (a, b))
    return any(x[k] != y[k] for k in sorted(x.keys() & y.keys()))
