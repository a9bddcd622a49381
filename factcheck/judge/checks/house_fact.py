"""Check: documents contradict what the publisher declares in a facts file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from factcheck.judge.checks.deadlines_differ import said
from factcheck.judge.conflict import Case, Conflict, ConflictRepair, ConflictSide, evidence_of
from factcheck.judge.pairwise import is_guessed
from factcheck.model.cell import Pair
from factcheck.model.claim import Claim, ClaimType
from factcheck.model.house import HouseFact
from factcheck.model.rule import Rule, Severity
from factcheck.values import dates, quantities
from factcheck.values.dates import DateValue
from factcheck.values.durations import Duration
from factcheck.values.names import differ_surely, name_tokens
from factcheck.values.quantities import Quantity
from factcheck.values.words import content_words, function_words, stem, synonym

KINDS = {
    ClaimType.DATE: "event-date",
    ClaimType.DEADLINE: "deadline",
    ClaimType.QUANTITY: "quantity",
    ClaimType.DURATION: "duration",
    ClaimType.ROLE: "role",
    ClaimType.TEXT: "name",
}


class Params(BaseModel):
    """What the rule may set: nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """One conflict for each fact that documents contradict, with all their places."""
    held = held_claims(case, frozenset(rule.compare.never))
    for fact_id, claims in sorted(held.items()):
        fact = case.claims[fact_id]
        agreeing = [c for c, pair in claims if not differ(fact, c)]
        contradicting = [
            (c, pair) for c, pair in claims if differ(fact, c) and not _is_explained(fact, c, agreeing)
        ]
        if contradicting:
            settled = (*(c for c, _ in contradicting), *agreeing)
            yield _conflict(fact, contradicting, tuple(sorted(c.id for c in settled)))


def held_claims(case: Case, never: frozenset[str]) -> dict[int, list[tuple[Claim, Pair]]]:
    """For each fact, by its id, the claims of documents that are held against it, whether they agree or not."""
    held: dict[int, list[tuple[Claim, Pair]]] = {}
    for pair in case.pairs:
        if not pair.joined:
            continue
        a, b = case.claims[pair.a], case.claims[pair.b]
        fact, claim = (a, b) if a.fact is not None else (b, a)
        if fact.fact is None or claim.fact is not None:
            continue
        if claim.value is None or claim.modality.value in never or is_guessed(claim):
            continue
        if _is_in_time(case, fact.fact, claim) and not _is_restricted(case, fact, claim):
            held.setdefault(fact.id, []).append((claim, pair))
    return held


def _is_in_time(case: Case, fact: HouseFact, claim: Claim) -> bool:
    """Whether a claim speaks of the time at which the fact holds.

    A year that the claim names for its value counts first, then the day of its document; a fact with a time is not held
    against a claim of which neither is known. The date of an event holds for ever, so that only the document's day counts.
    """
    if fact.valid is None:
        return True
    dated = isinstance(claim.value, DateValue)
    years = [y for y in claim.years if y <= 9999]
    if years and not dated:
        return any(dates.overlaps(fact.valid, dates.year(y)) for y in years)
    day = case.dated.get(claim.document)
    return day is not None and dates.overlaps(fact.valid, day)


_RESTRICTS = re.compile(
    r"(?<![\w-])(?:for|with|without|including|excluding|if|unless|when|under|in|at|after|before)\s((?:[\w'’-]+\s?){1,4})", re.I
)


def _is_restricted(case: Case, fact: Claim, claim: Claim) -> bool:
    """Whether the sentence binds a figure or deadline to something that the fact does not name: `with a discount`."""
    if claim.type not in (ClaimType.QUANTITY, ClaimType.DEADLINE, ClaimType.DURATION) or claim.labels:
        return False
    text = case.documents[claim.document].text
    start, end = claim.value_span.start, claim.value_span.end
    low = max((m.end() for m in re.finditer(r"[.!?]\s|\n\s*\n", text[max(0, start - 300) : start])), default=0)
    before = text[max(0, start - 300) + low : start]
    after = re.split(r"[.!?;](?:\s|$)|\n\s*\n", text[end : end + 200], maxsplit=1)[0]
    assert fact.fact is not None
    known = {synonym(w) for w in content_words(" ".join((fact.fact.key, *fact.fact.aliases)))}
    names = {stem(t) for e in (*fact.subject, *claim.subject) for t in name_tokens(e)}
    for part in (before, after):
        for match in _RESTRICTS.finditer(part):
            following = [w for w in match[1].split() if w.lower() not in function_words()][:2]
            words = {synonym(w) for w in content_words(" ".join(following))}
            if words and not words & (known | names | {synonym(n) for n in names}):
                return True
    return False


def _is_explained(fact: Claim, claim: Claim, agreeing: list[Claim]) -> bool:
    """Whether the document also says what the fact says, and this claim has words that set it apart: two different things."""
    own = {synonym(w) for w in (*fact.context, *fact.theme)}
    for other in agreeing:
        if other.document == claim.document:
            more = {synonym(w) for w in claim.context} - own - {synonym(w) for w in other.context}
            if more:
                return True
    return False


def differ(fact: Claim, claim: Claim) -> str:
    """Why a claim of a document contradicts a fact, or nothing if both can be true."""
    x, y = fact.value, claim.value
    if isinstance(x, Quantity) and isinstance(y, Quantity):
        if not quantities.comparable(x, y) or quantities.agree(x, y):
            return ""
        return f"{claim.shown} and {fact.shown} differ by {quantities.relative_difference(x, y):.0%}, more than rounding explains."
    if isinstance(x, DateValue) and isinstance(y, DateValue):
        return _dates_differ(fact, claim)
    if isinstance(x, Duration) and isinstance(y, Duration):
        if x.most_days >= y.least_days and y.most_days >= x.least_days:
            return ""
        return f"{claim.shown} and {fact.shown} are not the same length of time."
    if isinstance(x, str) and isinstance(y, str):
        return _words_differ(x, y, fact.type)
    return ""


def _dates_differ(fact: Claim, claim: Claim) -> str:
    deadline = fact.type is ClaimType.DEADLINE
    x, y = (said(fact), said(claim)) if deadline else (fact.value, claim.value)
    if not isinstance(x, DateValue) or not isinstance(y, DateValue) or dates.overlaps(x, y):
        return ""
    if any(p.part == "year" for p in (claim.timex.provenance if claim.timex is not None else ())):
        first, second = dates.civil(x.latest), dates.civil(y.latest)
        if first[1:] == second[1:]:
            return ""  # they differ in nothing but a year that the document does not say
    if y.approximate and dates.distance(x, y) <= max(10, (y.latest - y.earliest + 1) // 3):
        return ""
    if deadline:
        return f"The last day is either {dates.describe(x)} or {dates.describe(y)}."
    return f"No day is both {dates.describe(x)} and {dates.describe(y)}."


def _words_differ(x: str, y: str, kind: ClaimType) -> str:
    """Names that share a word may be one (`Lee`, `Dr Ann B. Lee`); other texts that share a word are left alone, too."""
    if kind is ClaimType.ROLE:
        first, second = set(name_tokens(x)), set(name_tokens(y))
        if not second or (first & second and not differ_surely(x, y)) or not y[:1].isupper():
            return ""
        return f"It is either {x} or {y}."
    first, second = {synonym(w) for w in content_words(x)}, {synonym(w) for w in content_words(y)}
    return f"It is either {x} or {y}." if first and second and not first & second else ""


def _conflict(fact: Claim, contradicting: list[tuple[Claim, Pair]], settled: tuple[int, ...]) -> Conflict:
    declared = fact.fact
    assert declared is not None
    best = max((pair for _, pair in contradicting), key=lambda pair: pair.score)
    by_value: dict[str, list[Claim]] = {}
    for claim, _ in sorted(contradicting, key=lambda item: item[0].id):
        by_value.setdefault(claim.text_value, []).append(claim)
    sides = tuple(
        ConflictSide(label=claims[0].shown, evidence=tuple(e for c in claims for e in evidence_of(c)))
        for claims in by_value.values()
    )
    own = ConflictSide(label=fact.shown, evidence=evidence_of(fact))
    shown = dates.describe(fact.value) if isinstance(fact.value, DateValue) and "T" not in fact.text_value else fact.shown
    if fact.type is ClaimType.DEADLINE:
        shown = shown.removeprefix("by ")
    first = next(iter(by_value.values()))[0]
    return Conflict(
        sides=(*sides, own),
        reason=" ".join(differ(fact, claims[0]) for claims in by_value.values()),
        entity=declared.entity,
        predicate=declared.predicate or fact.predicate,
        measure=fact.measure,
        confidence=0.95,
        kind=KINDS.get(fact.type, ""),
        severity=Severity(declared.severity),
        settles=settled,
        values={
            "a.value": first.shown,
            "a.source": first.document,
            "b.value": fact.shown,
            "b.source": declared.document,
            "statements": _statements(list(by_value.values())),
            "fact": declared.words,
            "fact.source": declared.place,
            "expected": fact.shown,
        },
        explanation=(
            f"blocking key {best.key}",
            *(f"{lv.attribute}: {lv.level} ({lv.weight:+.2f}){' ' + lv.detail if lv.detail else ''}" for lv in best.levels),
        ),
        repairs=tuple(
            ConflictRepair(
                document=claim.document, span=claim.value_span, text=shown, description=f"say {shown} as {declared.document} does"
            )
            for claims in by_value.values()
            for claim in claims
            if not claim.headed
        ),
    )


def _statements(by_value: list[list[Claim]]) -> str:
    """`pricing.md says 29 euros, faq.md and team.md say 31 euros`."""
    told = []
    for claims in by_value:
        documents = list(dict.fromkeys(c.document for c in claims))
        listed = documents[0] if len(documents) == 1 else f"{', '.join(documents[:-1])} and {documents[-1]}"
        told.append(f"{listed} {'says' if len(documents) == 1 else 'say'} {claims[0].shown}")
    return ", ".join(told)
