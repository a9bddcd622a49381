"""Judge, part of places: the event or the standing thing that a claim of place is about, by its noun: `the annual general meeting`.

What alignment knows of the subject leaves out the words of time in it (`the Whitsun concert`, `the open evening`); here they tell.
"""

from __future__ import annotations

import re
from collections.abc import Set

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case
from factcheck.judge.statements import sentence_of
from factcheck.model.claim import Claim, ClaimType
from factcheck.patterns import pattern_of
from factcheck.values.calendar import MONTHS, WEEKDAYS
from factcheck.values.events import event_words
from factcheck.values.names import name_tokens
from factcheck.values.words import content_stem, fold, stem, synonym, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class EventNoun:
    """What took place or stands somewhere, as its noun phrase tells it."""

    sort: str
    """`gathering`, `standing`, or the act that was done to it."""
    matter: frozenset[str]
    names: frozenset[str]
    is_definite: bool
    around: frozenset[str] = frozenset()
    """Where a pronoun stands for it: the stems around the claim, among which its noun must be."""


_BEHIND = frozenset(["evening", "evenings", "night", "day", "days", "morning", "afternoon", "weekend", "week"])
_DEFINITE = frozenset(["the", "our", "its", "their", "his", "her", "this", "your", "my"])
_OF = pattern_of(
    r"\A\s(?:of|for|on)\s(?:the\s)?(?P<of>[\w’' -]{2,60}?)(?=\s(?:is|was|are|were|will|has|had|on|in|at|to|takes?|took|from|met|which|that|who)\b|[,.;:(]|\Z)"
)
_PRONOUNS = frozenset(["it", "they", "we", "he", "she", "this", "that", "all", "everyone", "everybody"])


def event_of(case: Case, claim: Claim) -> EventNoun | None:
    """The event or thing of a claim of place; None where the text tells it by a pronoun, or of one among many."""
    if claim.type is not ClaimType.PLACE:
        return None
    text = sentence_of(case, claim)
    phrase = claim.entity
    if claim.extractor in ("pair", "table"):
        label = _LABEL.sub(" ", claim.predicate_words)
        return _event(claim, label, "", "", is_definite=True)
    if fold(phrase) in _PRONOUNS or (claim.extractor.endswith("/venue") and not claim.theme):
        return _open(case, claim)
    if claim.extractor.endswith("/venue") and not claim.subject:
        return _event(claim, " ".join(claim.theme), "", "", is_definite=True)
    at = text.find(phrase)
    if at < 0 and (phrase.lower().startswith(("the ", "our ", "this ")) or claim.subject):
        return _event(claim, phrase, "", "", is_definite=True)  # what a pronoun was found to mean
    if at < 0:
        lead = re.search(rf"(?<!\w){re.escape(phrase.split(' ')[-1])}(?!\w)", text)
        if lead is None:
            return None
        phrase, at = phrase.split(" ")[-1], lead.start()
    behind = text[at + len(phrase) :]
    if _OTHER_THING.search(behind.partition(claim.shown)[0]):
        return None  # `The relay is on Mill Green, the dinner in the Corn Hall`
    return _event(claim, phrase, text[:at], behind)


def _open(case: Case, claim: Claim) -> EventNoun | None:
    """An event that a pronoun or nothing stands for: `We meet in the Corn Hall`, `The venue is the Drill Hall`."""
    sort = _sort_of(claim, event_words().gatherings)
    if not sort:
        return None
    document = case.documents[claim.document]
    block = document.blocks[claim.block]
    texts = [block.text, *(document.blocks[k].text for k in block.headings[-1:])]
    around = {stem(t.text) for text in texts for t in tokens(text)}
    around |= {synonym(root) for root in around} | {w for text in texts for w in name_tokens(fold(text))}
    return EventNoun(sort=sort, matter=frozenset(), names=frozenset(), is_definite=True, around=frozenset(around))


_OTHER_THING = pattern_of(r",\s(?:and\s|but\s)?(?:the|an?|our|its|their)\s[a-z]")


_LABEL = pattern_of(
    r"\b(?:where|venue|places?|location|site|held (?:at|in)|what|event|date|time|meeting point|address)\b", re.I
)


def _event(claim: Claim, phrase: str, before: str, behind: str, *, is_definite: bool = False) -> EventNoun | None:
    words = list(tokens(phrase))
    stems: set[str] = set()
    names: set[str] = set()
    for token in words:
        if token.low in _DEFINITE or token.low.endswith(("'s", "’s")):
            is_definite = True
        _sort_word(token.text, token.start == 0 and (not before.strip() or before.rstrip()[-1:] in ".:"), stems, names)
    lead = tokens(before)
    while lead and not before[lead[-1].end :].strip():
        token = lead[-1]
        if token.low in _DEFINITE or token.low.endswith(("'s", "’s")):
            is_definite = True
            break
        if not token.text.isalpha() or not content_stem(token.text):
            break
        _sort_word(token.text, token.start == 0, stems, names)
        before, lead = before[: token.start], lead[:-1]
    follow = tokens(behind[:40])
    if follow and follow[0].low in _BEHIND and words and words[-1].low not in _DEFINITE:
        stems.add(stem(follow[0].text))
        behind = behind[follow[0].end :]
    if (of := _OF.match(behind)) is not None:
        for token in tokens(of["of"]):
            _sort_word(token.text, False, stems, names)
    head = stem(words[-1].text) if words else ""
    heads = {head, *({stem(follow[0].text)} if follow else set())}
    stems -= event_words().idle
    owned = {stem(w) for e in claim.subject for w in name_tokens(e)}
    if claim.subject and stems and stems <= owned:
        names, stems = {w for e in claim.subject[:1] for w in name_tokens(e) if w.isalpha()}, set()
    sort = _sort_of(claim, heads | stems | ({"meet"} if names and not stems and _is_held(claim) else set()))
    if not sort or not (stems or names):
        return None
    plain = frozenset(synonym(s) for s in stems)
    return EventNoun(
        sort=sort, matter=plain, names=frozenset(names), is_definite=is_definite or words[-1].low.endswith("s")
    )


def _is_held(claim: Claim) -> bool:
    """Whether what bears a name takes place, and does not act: a fair that is held, not a choir that sings."""
    return claim.predicate in ("hold", "place") or claim.extractor in ("pair", "table")


_OF_DATES = frozenset(map(stem, (*MONTHS, *WEEKDAYS)))


def _sort_word(word: str, is_first: bool, stems: set[str], names: set[str]) -> None:
    root = content_stem(word)
    if not root or root in _OF_DATES:
        return
    if word[0].isupper() and not is_first:
        names.update(name_tokens(fold(word)))
    else:
        stems.add(root)


def _sort_of(claim: Claim, heads: Set[str]) -> str:
    words, acts = event_words(), {stem(claim.predicate), *(stem(t.text) for t in tokens(claim.predicate_words))}
    if claim.extractor in ("pair", "table") or acts & words.gathering_acts:
        if heads & words.gatherings:
            return "gathering"
    if acts & words.standing_acts:
        return "standing"
    made = sorted(acts & words.made_acts)
    return made[0] if made else ""
