"""Check: the claims about one thing that a rule names in words agree, wherever they are told."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict, ConflictSide, evidence_of
from factcheck.judge.difference import differ, statements_of
from factcheck.judge.pairwise import is_guessed
from factcheck.judge.paths import matches_any
from factcheck.model.claim import Claim
from factcheck.model.rule import Rule
from factcheck.model.wording import SAID_ANYWAY, other_subject, stems_of_names, synonyms, words_beyond, words_of
from factcheck.values.words import content_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: nothing. What is compared stands under `compare:`."""


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """One conflict for all claims that the rule names and that disagree; those of another scope or year stay apart."""
    apart: dict[tuple[object, ...], list[Claim]] = {}
    for claim in case.claims.values():
        if _is_meant(claim, rule):
            apart.setdefault((claim.type, claim.scope, claim.occurrence, claim.years), []).append(claim)
    for claims in apart.values():
        wrong = [c for c in claims if any(differ(c, other) for other in claims)]
        if not wrong:
            continue
        by_value: dict[str, list[Claim]] = {}
        for claim in wrong:
            by_value.setdefault(claim.text_value, []).append(claim)
        groups = list(by_value.values())
        first, second = groups[0][0], next(c for c in wrong if differ(groups[0][0], c))
        yield Conflict(
            sides=tuple(
                ConflictSide(label=group[0].shown, evidence=tuple(e for c in group for e in evidence_of(c)))
                for group in groups
            ),
            reason=differ(first, second),
            entity=rule.compare.entity,
            predicate=rule.compare.predicate or first.predicate_words,
            measure=first.measure,
            confidence=0.97,
            values={
                "a.value": first.shown,
                "a.source": first.document,
                "b.value": second.shown,
                "b.source": second.document,
                "statements": statements_of(groups),
            },
        )


def _is_meant(claim: Claim, rule: Rule) -> bool:
    """Whether a claim is of what the rule names: all of its words are found, and it is about nothing more."""
    compare = rule.compare
    if claim.value is None or claim.type.value not in compare.type or is_guessed(claim):
        return False
    if claim.modality.value in compare.never or (compare.files and not matches_any(claim.document, compare.files)):
        return False
    entity, predicate = synonyms(content_words(compare.entity)), synonyms(content_words(compare.predicate))
    names = stems_of_names([compare.entity])
    known = entity | predicate | names
    said = words_of(claim) | stems_of_names(claim.topic[:1])
    if not entity | names <= said or other_subject(claim, known) or words_beyond(claim, known, claim.predicate):
        return False
    return not predicate or bool(predicate <= said | SAID_ANYWAY)
