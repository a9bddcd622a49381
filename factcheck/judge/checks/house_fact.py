"""Check: documents contradict what the publisher declares in a facts file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict, ConflictRepair, ConflictSide, evidence_of
from factcheck.judge.difference import differ, statements_of
from factcheck.judge.pairwise import is_guessed
from factcheck.model.cell import Pair
from factcheck.model.claim import Claim, ClaimType
from factcheck.model.house import HouseFact
from factcheck.model.rule import Rule, Severity
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.names import name_tokens
from factcheck.values.words import content_words, function_words, stem, synonym

WITH_FACTS = True
KINDS = {
    ClaimType.DATE: "event-date",
    ClaimType.DEADLINE: "deadline",
    ClaimType.QUANTITY: "quantity",
    ClaimType.DURATION: "duration",
    ClaimType.ROLE: "role",
    ClaimType.TEXT: "name",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: nothing."""


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """One conflict for each fact that documents contradict, with all their places."""
    pairs = {(pair.a, pair.b): pair for pair in case.pairs}
    for fact, agreeing, contradicting in standing_of_facts(case, frozenset(rule.compare.never)):
        if contradicting:
            found = [(c, pairs[min(c.id, fact.id), max(c.id, fact.id)]) for c in contradicting]
            yield _conflict(fact, found, tuple(sorted(c.id for c in (*contradicting, *agreeing))))


def standing_of_facts(case: Case, never: frozenset[str]) -> Iterator[tuple[Claim, list[Claim], list[Claim]]]:
    """Every house fact with the claims that state it and those that contradict it, in order of their places."""
    held = _held_claims(case, never)
    for _, fact in sorted(case.claims.items()):
        if fact.fact is None:
            continue
        claims = held.get(fact.id, [])
        agreeing = [c for c in claims if not differ(fact, c)]
        yield fact, agreeing, [c for c in claims if differ(fact, c) and not _is_explained(fact, c, agreeing)]


def _held_claims(case: Case, never: frozenset[str]) -> dict[int, list[Claim]]:
    """For each fact, by its id, the claims of documents that are held against it, whether they agree or not."""
    held: dict[int, list[Claim]] = {}
    named = _Names(case)
    for pair in case.pairs:
        if not pair.joined:
            continue
        a, b = case.claims[pair.a], case.claims[pair.b]
        fact, claim = (a, b) if a.fact is not None else (b, a)
        if fact.fact is None or claim.fact is not None:
            continue
        if claim.value is None or claim.modality.value in never or is_guessed(claim):
            continue
        if (
            named.hold(fact, claim)
            and _is_in_time(case, fact.fact, fact.value, claim)
            and not _is_restricted(case, fact, claim)
        ):
            held.setdefault(fact.id, []).append(claim)
    return held


class _Names:
    """Whether a document itself names what a fact is about: `the bridge` of a text that names none may be any."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.words: dict[str, frozenset[str]] = {}

    def hold(self, fact: Claim, claim: Claim) -> bool:
        """Whether all words of one of its names stand somewhere in the document or its path."""
        assert fact.fact is not None
        names = (*fact.subject, *fact.fact.aliases)
        if claim.document not in self.words:
            text = f"{claim.document} {self.case.documents[claim.document].text}"
            self.words[claim.document] = frozenset(name_tokens(re.sub(r"[/_-]", " ", text)))
        return not fact.subject or any(self.words[claim.document].issuperset(_parts(name)) for name in names)


def _parts(name: str) -> tuple[str, ...]:
    return name_tokens(re.sub(r"[/_-]", " ", name))


def _is_in_time(case: Case, fact: HouseFact, value: object, claim: Claim) -> bool:
    """Whether a claim speaks of the time at which the fact holds.

    A year that the claim, its labels, the heading or the title names for its value counts first, then the day of its document;
    a fact with a time is not held against a claim of which neither is known, and one without is not held against a claim that
    names a year. The date of an event holds for ever, so that only the document's day counts.
    """
    if isinstance(claim.value, DateValue) and isinstance(value, DateValue):
        own, other = (dates.civil(v.latest)[0] for v in (value, claim.value))
        if own != other and str(other) in " ".join(_around(case, claim)):
            return False  # `the final of 2023 was played on 20 May 2023`: the sentence itself names the edition
    years = [] if isinstance(claim.value, DateValue) else _years_of(case, claim)
    if fact.valid is None:
        return all(str(year) in fact.key for year in years)
    if years:
        return any(dates.overlaps(fact.valid, dates.year(year)) for year in years)
    day = case.dated.get(claim.document)
    return day is not None and dates.overlaps(fact.valid, day)


def _years_of(case: Case, claim: Claim) -> list[int]:
    """The years that a claim's sentence, labels, heading or title names; those of its neighbours in the paragraph left out."""
    block = case.documents[claim.document].blocks[claim.block]
    said = " ".join((*_around(case, claim), claim.predicate_words))
    day = case.dated.get(claim.document)
    today = (
        dates.civil(day.latest)[0] if day is not None else None
    )  # `Newsletter, spring 2025` is no edition of its figures
    return [
        year
        for year in claim.years
        if year <= 9999 and (str(year) in said or (str(year) not in block.text and year != today))
    ]


def _around(case: Case, claim: Claim) -> tuple[str, str]:
    """The rest of the claim's sentence, before and behind its value."""
    text, start, end = case.documents[claim.document].text, claim.value_span.start, claim.value_span.end
    before = re.split(r"[.!?;]\s|\n\s*\n", text[max(0, start - 300) : start])[-1]
    return before, re.split(r"[.!?;](?:\s|$)|\n\s*\n", text[end : end + 200], maxsplit=1)[0]


_RESTRICTS = pattern_of(
    r"(?<![\w-])(?:for|with|without|including|excluding|if|unless|when|under|in|at|after|before|until|till|from)\s((?:[\w'’-]+\s?){1,4})",
    re.I,
)


def _is_restricted(case: Case, fact: Claim, claim: Claim) -> bool:
    """Whether the sentence binds a figure or deadline to something that the fact does not name: `with a discount`."""
    if claim.type not in (ClaimType.QUANTITY, ClaimType.DEADLINE, ClaimType.DURATION) or claim.labels:
        return False
    assert fact.fact is not None
    known = {synonym(w) for w in content_words(" ".join((fact.fact.key, *fact.fact.aliases)))}
    names = {stem(t) for e in (*fact.subject, *claim.subject) for t in name_tokens(e)}
    for part in _around(case, claim):
        for match in _RESTRICTS.finditer(part):
            following = [w for w in match[1].split() if w.lower() not in function_words()][:1]
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
    shown = (
        dates.describe(fact.value) if isinstance(fact.value, DateValue) and "T" not in fact.text_value else fact.shown
    )
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
            "statements": statements_of(list(by_value.values())),
            "fact": declared.words,
            "fact.source": declared.place,
            "expected": fact.shown,
        },
        explanation=(
            f"blocking key {best.key}",
            *(
                f"{lv.attribute}: {lv.level} ({lv.weight:+.2f}){' ' + lv.detail if lv.detail else ''}"
                for lv in best.levels
            ),
        ),
        repairs=tuple(
            ConflictRepair(
                document=claim.document,
                span=claim.value_span,
                text=shown,
                description=f"say {shown} as {declared.document} does",
            )
            for claims in by_value.values()
            for claim in claims
            if not claim.headed
        ),
    )
