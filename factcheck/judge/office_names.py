"""Judge, part of offices: the office that a claim gives to its holder, in a form that two wordings share.

`the race director, X`, `X is race director`, `Race director: X`; `head of casework` and `who heads casework`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.frozen import dataclass
from factcheck.judge.statements import said
from factcheck.model.claim import Claim, ClaimType
from factcheck.patterns import pattern_of
from factcheck.values.holders import holders
from factcheck.values.names import name_tokens, normalise
from factcheck.values.offices import group_of_office, office_words
from factcheck.values.words import Token, content_stem, stem, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedOffice:
    """An office of one holder, as its words tell it."""

    group: str
    """The group of the noun: `chair` of a chairman."""
    matter: frozenset[str]
    """Stems of what else tells it, before the noun or behind `of`."""
    names: frozenset[str]
    """The words of names in it, and its numbers: `of the Colne Mile`, `of 5.0`."""


_INDEFINITE = frozenset(["a", "an", "another", "one", "some", "any", "every", "each", "two", "three", "several", "many", "both"])  # fmt: skip
_BEHIND = pattern_of(r"\s(?:of|for|at|to)\s(?P<of>[^,;:()\n]{2,60})")
_STOP = pattern_of(
    r"\s(?:is|was|are|were|has|had|will|who|and|since|from|until|in|on|by|when|said|told|with)\b|\.\s|\.\Z"
)
_YEAR = pattern_of(r"(?:1[89]|20)\d\d(?:[/–-]\d\d)?")
_LABEL_STOP = pattern_of(r"\b(?:name|holder|person|who|post|value|role)s?\b", re.I)


def office_named(claim: Claim) -> NamedOffice | None:
    """The office that a claim tells the holder of; None where it tells none of one holder."""
    if claim.type is not ClaimType.ROLE or not claim.predicate_words:
        return None
    how = claim.extractor.rpartition("/")[2]
    if how in ("doer", "agent"):
        return _by_verb(claim)
    if how in ("under", "charge"):
        leading = next((r for w, r in sorted(holders().leading.items()) if f"{w} of" in claim.quote.lower()), "lead")
        return _of_thing(claim, "lead" if how == "charge" else leading)
    if claim.extractor in ("pair", "table"):
        label = _LABEL_STOP.sub(" ", claim.predicate_words)
        return _of_words(label) or (_of_page(claim, label) if claim.extractor == "pair" else None)
    text = said(claim)
    at = _place_of(text, claim)
    if at < 0:
        return None
    return _of_words(text, at, at + len(claim.predicate_words), claim.shown)


def _place_of(text: str, claim: Claim) -> int:
    """Where the noun of the office stands, beside the holder's name and not in it."""
    found = re.search(rf"(?<![\w-]){re.escape(claim.predicate_words)}(?![\w-])", text, re.I)
    return found.start() if found is not None else -1


def _by_verb(claim: Claim) -> NamedOffice | None:
    verbs = [stem(t.text) for t in tokens(claim.predicate_words)]
    group = next((office_words().verbs[v] for v in verbs if v in office_words().verbs), None)
    return _of_thing(claim, group) if group is not None else None


def _of_thing(claim: Claim, group: str) -> NamedOffice | None:
    """The office of leading what a claim is about: a thing by its noun, or by its name."""
    names = frozenset(w for e in claim.subject[:1] for w in name_tokens(e))
    matter = frozenset(claim.theme) - {stem(w) for w in names}
    return NamedOffice(group=group, matter=matter, names=names) if matter or names else None


def _of_page(claim: Claim, label: str) -> NamedOffice | None:
    """The office that a sheet of facts tells with its noun alone: of the thing that the sheet is of."""
    nouns = tokens(label)
    names = frozenset(w for e in claim.subject[:1] for w in name_tokens(e))
    if len(nouns) != 1 or not names or not set(claim.subject) <= set(claim.topic):
        return None
    found = group_of_office([], stem(nouns[0].text), True)
    return NamedOffice(group=found[0], matter=found[1], names=names) if found is not None else None


def _of_words(text: str, start: int = -1, end: int = -1, holder: str = "") -> NamedOffice | None:
    """The office whose noun stands at that place of a text, or which a label is of."""
    if start < 0:
        head = re.split(r",|\sof\s|\sfor\s|\(", text.strip(" :*"), maxsplit=1)[0].strip()
        start, end = text.find(head), text.find(head) + len(head)
        nouns = tokens(head)
    else:
        nouns = tokens(text[start:end])
    if not nouns:
        return None
    before, names = _before(text[:start])
    if before is None:
        return None
    stems = [*before, *(stem(t.text) for t in nouns[:-1])]
    of, owners = _behind(text[end:], holder)
    found = group_of_office(stems, stem(nouns[-1].text), bool(of or owners))
    if found is None:
        return None
    group, matter = found
    if matter and of <= _loose():
        of = frozenset()  # `head gardener of the works`
    return NamedOffice(group=group, matter=matter | of, names=names | owners)


def _loose() -> frozenset[str]:
    """Stems of nouns that stand for what the whole text is about."""
    return holders().open_scopes | holders().generic_things | office_words().whole


def _before(text: str) -> tuple[list[str] | None, frozenset[str]]:
    """The stems right before the noun of an office, and the names there; None of them where the office is one of several."""
    words: Sequence[Token] = tokens(text)
    stems: list[str] = []
    names: set[str] = set()
    end = len(text)
    for token in reversed(words[-5:]):
        if text[token.end : end].strip(" *_"):
            break
        if token.low in _INDEFINITE:
            return None, frozenset()
        if token.low.endswith(("'s", "’s")):
            names.update(name_tokens(normalise(re.sub(r"[’']s\Z", "", token.text))) if token.text[0].isupper() else ())
            break
        root = content_stem(token.text)
        if not root:
            break
        if token.text[0].isupper() and token.start > 0:
            names.add(token.low)
        else:
            stems.insert(0, root)
        end = token.start
    return stems, frozenset(names)


def _behind(text: str, holder: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems and the names of what an office is of, behind its noun; of `the Colne plant` the name alone."""
    match = _BEHIND.match(text)
    if match is None:
        return frozenset(), frozenset()
    of = match["of"].split(holder)[0] if holder else match["of"]
    if (stop := _STOP.search(of)) is not None:
        of = of[: stop.start()]
    words = tokens(of)
    names = {t.low for t in words if t.text[0].isupper() and content_stem(t.text)}
    names |= {t.low for t in words if t.text[0].isdigit() and not _YEAR.fullmatch(t.text)}
    stems = {root for t in words if t.text[0].islower() and (root := content_stem(t.text))}
    return frozenset() if names else frozenset(stems), frozenset(names)
