"""Align, part of statements: offices whose body is not named beside them, `the honorary treasurer, X`, `chair of the grants committee`.

Such claims meet by the office alone; whether both texts speak of one body at one time is left to the check, which sees the documents.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model.claim import Claim, ClaimType
from factcheck.values.holders import Role, holders
from factcheck.values.words import content_stem, stem, tokens

OFFICE = "office/"
"""What the blocking keys of such offices begin with."""


def office_keys(claim: Claim, role: Role | None, part: frozenset[str]) -> Iterator[str]:
    """The key of an office of which there is one, and of the head of a body that a description tells."""
    if claim.type is not ClaimType.ROLE:
        return
    office = office_of(claim)
    if office:
        yield f"{OFFICE}{office}"
    body = part or (frozenset(claim.theme) if not claim.subject else frozenset())
    if role is not None and role.name in _HEADS and (len(body) > 1 or body & holders().bodies):
        yield f"{OFFICE}{role.name}/~{' '.join(sorted(body))}"


_HEADS = frozenset({"chair", "lead"})


def office_of(claim: Claim) -> str:
    """The stems of the office that a noun gives, with the words before it: `return officer`; empty where it is none of one holder."""
    noun = [stem(t.text) for t in tokens(claim.predicate_words)]
    if not noun or claim.extractor.endswith(("/agent", "/doer", "/under")):
        return ""
    words = [*_before(claim), *noun]
    for first in range(max(0, len(words) - 4), len(words)):
        phrase = " ".join(words[first:])
        if phrase in holders().sole_offices:
            return phrase
    return ""


def _before(claim: Claim) -> list[str]:
    """The stems of the words that stand before the noun of a role in its clause."""
    at = claim.quote.lower().find(claim.predicate_words.lower())
    if at <= 0:
        return []
    found: list[str] = []
    for token in reversed(tokens(claim.quote[:at])[-3:]):
        root = content_stem(token.text)
        if not root:
            break
        found.insert(0, root)
    return found
