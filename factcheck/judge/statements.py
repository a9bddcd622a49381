"""Judge, part: what the checks of roles, places and titles share: the words around a value, and whom a name means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.judge.conflict import Case
from factcheck.model.cell import Pair
from factcheck.model.claim import Claim, ClaimType, Entity, EntityId
from factcheck.patterns import pattern_of
from factcheck.values.holders import holders
from factcheck.values.name_variants import are_namesakes, fits_person
from factcheck.values.names import final_nouns, is_near_miss, name_tokens, normalise
from factcheck.values.words import fold

_MARKUP = pattern_of(r"<[^>\n]{1,200}>|[*_`\[\]]|\]\([^)\s]*\)|\{[^}\n]*\}|&nbsp;")
_END = pattern_of(r"[.!?;:](?=\s|$)|\n\s*\n|\n\s*[-*#|]|</(?:p|li|t[dhr]|h\d|div|d[dt]|title)>")
_ABBREVIATED = pattern_of(r"(?:\b[A-Z]|\b(?:Dr|Mr|Mrs|Ms|St|Prof|Sir|Capt|Col|Gen|Lt|No|Jr|Sr))\Z")


_SPOKEN = pattern_of(r"[,.!?…][\"”’](?=\s)")
"""The end of what somebody says: `“…,” asks Ann Lee`."""


_STATEMENTS = frozenset({ClaimType.ROLE, ClaimType.PLACE, ClaimType.UNIQUE})


def statements_joined(case: Case) -> Iterator[Pair]:
    """The joined pairs of roles, places and titles: the levels of others, which may have to be loaded, are not asked for."""
    return (pair for pair in case.pairs if pair.joined and case.claims[pair.a].type in _STATEMENTS)


def has_level(pair: Pair, attribute: str) -> bool:
    """Whether a pair was compared by an attribute."""
    return any(level.attribute == attribute for level in pair.levels)


def before(case: Case, claim: Claim, width: int = 80) -> str:
    """The words of the sentence before the value, without markup, and without what is quoted before its speaker."""
    text = case.documents[claim.document].text[max(0, claim.value_span.start - width) : claim.value_span.start]
    start = max((match.end() for match in _SPOKEN.finditer(text)), default=0)
    for match in _END.finditer(text, start):
        if not _ABBREVIATED.search(text[: match.start()]):
            start = match.end()
    return " ".join(_MARKUP.sub(" ", text[start:]).split())


def after(case: Case, claim: Claim, width: int = 80) -> str:
    """The words of the sentence after the value, without markup."""
    text = case.documents[claim.document].text[claim.value_span.end : claim.value_span.end + width]
    match = _END.search(text)
    return " ".join(_MARKUP.sub(" ", text[: match.start()] if match else text).split())


def said(claim: Claim) -> str:
    """The words of the claim without markup."""
    return " ".join(_MARKUP.sub(" ", claim.quote).split())


def sentence_of(case: Case, claim: Claim) -> str:
    """The words of the claim with those of its sentence before and after it, without markup."""
    text, span = case.documents[claim.document].text, claim.span
    start = lead = max(0, span.start - 120)
    for match in _END.finditer(text, start, span.start):
        if not _ABBREVIATED.search(text[start : match.start()]):
            lead = match.end()
    stop = _END.search(text, span.end, span.end + 80)
    return " ".join(_MARKUP.sub(" ", text[lead : stop.start() if stop else span.end + 80]).split())


class People:
    """Whom the names of a corpus mean: made once for a case."""

    def __init__(self, case: Case) -> None:
        self.entities: dict[EntityId, Entity] = {e.id: e for e in case.entities}
        self.forms: dict[EntityId, frozenset[str]] = {
            e.id: frozenset(normalise(form) for form in (e.name, *e.aliases)) for e in case.entities
        }

    def named_by(self, claim: Claim, name: str) -> EntityId:
        """The entity of a claim that a name in it means; the name itself where none of them bears it."""
        key = normalise(name)
        for entity in claim.entities:
            if entity == key or key in self.forms.get(entity, ()):
                return entity
        by_surname = [e for e in claim.entities if " " not in key and " " in e and e.split()[-1] == key]
        if len(by_surname) == 1 and self.kind(by_surname[0]) == "person":
            return by_surname[0]  # `Dr Holm`, whom the text has called Ida Holm
        return EntityId(key)

    def kind(self, entity: EntityId) -> str:
        """`person`, `organisation` and so on, by the entity's mentions and its last word."""
        found = self.entities.get(entity)
        kind = found.kind if found is not None else "unknown"
        words = entity.split()
        if kind in ("unknown", "person") and words and (words[-1] in final_nouns() or words[-1] in holders().firms):
            return "organisation"
        return kind

    def may_be_one(self, a: EntityId, b: EntityId) -> bool:
        """Whether two entities can be one under two names, or one a part of the other."""
        if a == b:
            return True
        for x in self._names(a):
            for y in self._names(b):
                if _can_be_one(x, y):
                    return True
        return False

    def _names(self, entity: EntityId) -> Iterable[str]:
        return sorted({entity, *self.forms.get(entity, ())})


def people(case: Case) -> People:
    """The names of a case, worked out once."""
    found = case.memo.get("people")
    if not isinstance(found, People):
        found = case.memo["people"] = People(case)
    return found


def _can_be_one(a: str, b: str) -> bool:
    x, y = name_tokens(a), name_tokens(b)
    if not x or not y:
        return True
    if set(x) <= final_nouns() or set(y) <= final_nouns():
        return x == y
    if set(x) <= set(y) or set(y) <= set(x) or fits_person(a, b) or fits_person(b, a) or is_near_miss(a, b):
        return True
    if len(x) > 1 and len(y) > 1 and x[-1] == y[-1] and x[0][0] == y[0][0] and 1 in (len(x[0]), len(y[0])):
        return True  # E. M. Rowan, Edith Rowan
    if len(x) == len(y) and sum(p != q for p, q in zip(x, y, strict=True)) == 1:
        p, q = next((p, q) for p, q in zip(x, y, strict=True) if p != q)
        return are_namesakes(p, q) or p.rstrip("s") == q.rstrip("s") or (p[0] == q[0] and x[-1] == y[-1])
    return _is_acronym(a, y) or _is_acronym(b, x)


def _is_acronym(short: str, words: tuple[str, ...]) -> bool:
    return len(words) > 1 and fold(short).replace(".", "") == "".join(w[0] for w in words)
