"""Check: one role, act or work is given to two people or organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Case, Conflict
from factcheck.judge.deed_meetings import met_deeds
from factcheck.judge.meetings import with_meetings
from factcheck.judge.office_meetings import met_offices
from factcheck.judge.offices import held_at_once
from factcheck.judge.pairwise import pairwise_conflicts
from factcheck.judge.role_meetings import met_roles
from factcheck.judge.statements import after, before, has_level, people, said, statements_joined
from factcheck.model.claim import Claim
from factcheck.model.corpus import LARGE
from factcheck.model.rule import Rule
from factcheck.patterns import pattern_of
from factcheck.values.holders import holders
from factcheck.values.words import stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set: nothing."""


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """Conflicts between joined roles whose holders are surely two, and of whom neither is said to be one of several."""
    known = people(case)
    met = list({(pair.a, pair.b): pair for pair in (*met_offices(case), *met_roles(case), *met_deeds(case))}.values())
    unnamed = {(pair.a, pair.b) for pair in statements_joined(case) if has_level(pair, "statement-office")}
    unnamed -= {(pair.a, pair.b) for pair in met}

    def differ(a: Claim, b: Claim) -> str:
        if _is_shared(case, a) or _is_shared(case, b) or _category(case, a) != _category(case, b):
            return ""
        if _is_title(a) or _is_title(b) or _is_patron(a) != _is_patron(b):
            return ""
        if len(case.documents) >= LARGE and a.document != b.document and not (a.subject or b.subject):
            return ""
        x, y = known.named_by(a, a.shown), known.named_by(b, b.shown)
        if x in b.entities[len(b.subject) :] or y in a.entities[len(a.subject) :] or known.may_be_one(x, y):
            return ""
        kinds = {known.kind(x), known.kind(y)}
        if kinds != {"person"} and _is_personal(a):
            return ""
        if len(kinds) > 1 and not kinds <= {"person", "unknown"}:
            return ""  # a firm and one of its people, a state and its general
        if kinds == {"place"} or any(len(e.split()) < 2 and known.kind(e) == "unknown" for e in (x, y)):
            return ""
        if (min(a.id, b.id), max(a.id, b.id)) in unnamed and not held_at_once(case, a, b):
            return ""
        return f"One alone is said to have done or held it: {a.shown} or {b.shown}."

    for conflict in pairwise_conflicts(with_meetings(case, met), rule, differ):
        is_unnamed = any(told.startswith("statement-office:") for told in conflict.explanation)
        yield replace(conflict, entity="The same body") if is_unnamed else conflict


def _is_title(claim: Claim) -> bool:
    """Whether a holder is told by an office alone: `by the harbourmaster`."""
    return " ".join(stem(w) for w in claim.shown.split()) in holders().roles


def _is_personal(claim: Claim) -> bool:
    """Whether firms hold such a role in another sense, side by side with people: producers, translators."""
    return claim.predicate in holders().personal


def _is_patron(claim: Claim) -> bool:
    """Whether a holder of that rank had the thing built or founded by others."""
    words = holders()
    return claim.predicate in words.patronised and claim.shown.split()[0].lower() in words.patrons


def _is_shared(case: Case, claim: Claim) -> bool:
    """Whether the words around a name make it one of several, a deputy, or a holder in part."""
    words = holders()
    text = _without_other_denials(said(claim).replace(claim.shown, " ", 1))
    is_noun = not claim.extractor.endswith(("/agent", "/doer"))
    beside = f"{text} {before(case, claim, 60)}" if is_noun else before(case, claim, 30)
    beside = _TIME_AFTER.sub(" ", beside)
    lead = before(case, claim, 60)
    if claim.predicate == "translate":
        if _INTO.search(text) or _INTO.search(lead):
            return True  # into one of several languages, or anew
        text, lead = (_TRANSLATED.sub(" ", part) for part in (text, lead))  # it is this that the role is of
    return bool(
        words.shared_beside.search(beside)
        or words.shared_before.search(text)
        or words.shared_before.search(lead)
        or words.shared_after.match(after(case, claim))
    )


def _without_other_denials(text: str) -> str:
    """The words of a claim without what a clause before a colon denies: `has not rested since: it is she who wrote`."""
    earlier, mark, rest = text.rpartition(": ")
    return f"{_DENIALS.sub(' ', earlier)}{mark}{rest}" if mark else text


_INTO = pattern_of(r"\btranslated\s(?:into|again|anew)\b|\b(?:newly|freshly|first|again|be)\stranslated\b", re.I)
_TRANSLATED = pattern_of(r"\b[Tt]ranslated\b")
_DENIALS = pattern_of(r"\b(?:not|never|nor|neither)\b", re.I)
_TIME_AFTER = pattern_of(r"\b(?:years?|months?|weeks?|days?|hours?|minutes?) later\b")

_CATEGORY = pattern_of(
    r"\A\s*(?:(?:in|among|at)[ ](?:the[ ])?[\w'’-]+[ ](?:[\w'’-]+[ ])?(?:class|category|division|section|discipline|group|league|singles|doubles|event)\b"
    r"|for[ ](?!(?:his|her|their|its|a|an|the)\b)[\w'’-]+)",
    re.I,
)


def _category(case: Case, claim: Claim) -> str:
    """The class or field that a prize was won in, behind the clause: `in the open class`, `for chemistry`."""
    end = max(claim.span.end, claim.value_span.end)
    match = _CATEGORY.match(case.documents[claim.document].text[end : end + 60])
    return match[0].strip().lower() if match else ""
