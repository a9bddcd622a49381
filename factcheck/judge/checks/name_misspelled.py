"""Check: a rare spelling that the evidence of the corpus shows to be a slip for a well attested name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict, ConflictRepair, ConflictSide, Evidence, evidence_of
from factcheck.judge.first_names import swapped_first_names
from factcheck.model.claim import Claim, ClaimType
from factcheck.model.document import Document
from factcheck.model.rule import Rule
from factcheck.patterns import pattern_of
from factcheck.values.name_variants import Slip, are_namesakes, slip_between
from factcheck.values.names import is_near_miss, name_tokens, normalise

_ON_SPELLING = pattern_of(
    r"\b(?:mis-?spel\w+|spel[lt]\w*|sic|typos?|mis-?print\w*|wrongly|variants?|confus\w+|written as|pronounced)\b", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: nothing."""


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """One conflict for each misspelled name: its place, and a place of the name that it is meant to be.

    Also two names of one holder of a role that differ by a slip, however seldom either stands.
    """
    told: set[frozenset[str]] = set()
    names = {e.id: (e.name, *e.aliases) for e in case.entities}
    for _, claim in sorted(case.claims.items()):
        if claim.type is not ClaimType.NAME or claim.predicate != "spelled" or not claim.subject:
            continue
        if _is_identifier(claim.shown):
            continue
        document = case.documents[claim.document]
        if _ON_SPELLING.search(document.blocks[claim.block].text):
            continue  # the text itself speaks of the spelling
        forms = [f for f in names.get(claim.subject[0], ()) if is_near_miss(normalise(f), normalise(claim.shown))]
        found = _place_of(case, claim, forms)
        if found is not None:
            told.add(frozenset((normalise(claim.shown), normalise(found[2]))))
            yield _conflict(claim, *found)
    yield from _of_one_role(case, told)
    yield from _of_first_names(case, told)


def _of_first_names(case: Case, told: set[frozenset[str]]) -> Iterator[Conflict]:
    for a, b, how in swapped_first_names(case):
        if frozenset((normalise(a.shown), normalise(b.shown))) in told or _is_same_entity(a, b):
            continue
        if any(_ON_SPELLING.search(case.documents[c.document].blocks[c.block].text) for c in (a, b)):
            continue
        yield Conflict(
            sides=tuple(ConflictSide(label=c.shown, evidence=evidence_of(c)) for c in (a, b)),
            reason=f"Both are said to be or to have done the same ({a.entity}, {a.predicate_words or a.predicate}), and {how}.",
            entity=a.entity,
            predicate="spelled",
            confidence=0.7,
            values={"a.value": a.shown, "b.value": b.shown, "a.source": a.document, "b.source": b.document},
            explanation=(how,),
        )


def _of_one_role(case: Case, told: set[frozenset[str]]) -> Iterator[Conflict]:
    for pair in case.pairs:
        a, b = case.claims[pair.a], case.claims[pair.b]
        if not pair.joined or a.type is not ClaimType.ROLE or a.document == b.document:
            continue
        x, y = normalise(a.shown), normalise(b.shown)
        names = frozenset((x, y))
        if names in told or " " not in x or not is_near_miss(x, y) or _is_same_entity(a, b):
            continue
        p, q = next((p, q) for p, q in zip(name_tokens(x), name_tokens(y), strict=True) if p != q)
        if are_namesakes(p, q) or x.split()[0] != y.split()[0] or slip_between(p, q) in (None, Slip.VARIANT):
            continue
        if any(_ON_SPELLING.search(case.documents[c.document].blocks[c.block].text) for c in (a, b)):
            continue
        told.add(names)
        yield Conflict(
            sides=tuple(ConflictSide(label=c.shown, evidence=evidence_of(c)) for c in (a, b)),
            reason=f"Both are said to be or to have done the same ({a.entity}, {a.predicate_words or a.predicate}).",
            entity=a.entity,
            predicate="spelled",
            confidence=0.75,
            values={"a.value": a.shown, "b.value": b.shown, "a.source": a.document, "b.source": b.document},
            explanation=(f"`{p}` differs from `{q}` by {slip_between(p, q)}", f"blocking key {pair.key}"),
        )


def _is_same_entity(a: Claim, b: Claim) -> bool:
    """Whether the two names were merged to one entity already: accepted spellings of one name."""
    return len(a.entities) > 1 and len(b.entities) > 1 and bool(set(a.entities[1:]) & set(b.entities[1:]))


def _is_identifier(name: str) -> bool:
    """Whether a name is an identifier of a program, `ServerConn`: its neighbours differ by a letter on purpose."""
    return " " not in name and re.search(r"[a-z][A-Z]|\w[A-Z]\w*[a-z]|_|\d", name) is not None


def _place_of(case: Case, claim: Claim, forms: list[str]) -> tuple[Document, Evidence, str] | None:
    """A place of the right spelling, in the same document rather than in another one, in prose rather than in a heading."""
    others = [d for path, d in sorted(case.documents.items()) if path != claim.document]
    for document in (case.documents[claim.document], *others):
        for form in sorted(forms, key=lambda f: (-len(f), f)):
            pattern = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)")
            for block in sorted(document.blocks, key=lambda b: (b.level > 0, b.index)):
                if form in block.text and (match := pattern.search(block.text)):
                    span = block.source_span(match.start(), match.end())
                    return document, Evidence(document=document.path, span=span, values=(span,)), form
    return None


def _conflict(claim: Claim, document: Document, right: Evidence, form: str) -> Conflict:
    told = tuple(s.what for s in claim.steps if s.stage == "resolve")
    return Conflict(
        sides=(
            ConflictSide(label=claim.shown, evidence=evidence_of(claim)),
            ConflictSide(label=form, evidence=(right,)),
        ),
        reason="; ".join(told).capitalize() + ".",
        entity=claim.entity,
        predicate="spelled",
        confidence=0.8,
        values={"a.value": claim.shown, "b.value": form, "a.source": claim.document, "b.source": document.path},
        explanation=told,
        repairs=(
            ConflictRepair(
                document=claim.document, span=claim.value_span, text=form, description=f"spell it {form} as elsewhere"
            ),
        ),
    )
