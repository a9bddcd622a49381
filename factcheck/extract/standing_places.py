"""Extract, part of statements: places that a bare copula or a label tells: `The seed store is at Barrow Farm`, `Launch venue: the Guildhall`.

No predicate puts the thing there; the noun phrase before the copula, or the words of the label, tell what is or takes place there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import BE, DETERMINERS
from factcheck.extract.phrases import Phrase
from factcheck.extract.place_statements import whole_place
from factcheck.extract.statement_drafts import statement
from factcheck.extract.tags import Tag
from factcheck.extract.word_hints import hint_of
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.patterns import pattern_of
from factcheck.values.events import event_words
from factcheck.values.holders import holders
from factcheck.values.words import stem

_STANDING = (BE - {"being", "been", "be", "am"}) | frozenset(["stands", "stand", "stood", "lies", "sits"])
_IN = frozenset(["in", "at", "on"])
_MAY_STAND = hint_of(_IN.__contains__)
_BY_THE_WAY = frozenset(["now", "also", "again", "still", "always", "once", "held", ","])
_VENUE = pattern_of(
    r"\b[Tt]he[ ](?:venue|place|setting|location|meeting[ ]place|meeting[ ]point)(?:[ ](?:of|for)[ ](?P<thing>(?:the[ ]|our[ ]|this year[’']s[ ])?[\w’' -]{3,50}?))?[ ](?:is|was|will[ ]be|remains)[ ](?:the[ ])?(?=[A-Z])"
)
_HOST = pattern_of(
    r"[ ](?:is|was|will[ ]be)[ ](?:our[ ]|a[ ]|the[ ])?(?:[a-z]+[ ])?(?:host|venue|setting)[ ](?:of|for|to)[ ](?P<thing>(?:the|our|its|this year[’']s)[ ][\w’' -]{3,50}?)(?=[,.;:(]|[ ](?:in|on|at|from|when|where|and|which|that)\b|\Z)"
)
_LABEL = pattern_of(
    r"\s*[*_]*(?:(?P<before>[A-Z][\w’' -]{2,40}?)[ ](?:venue|place|location)|(?:Venue|Place|Location|Site)[ ](?:of|for)[ ](?:the[ ])?(?P<behind>[\w’' -]{3,40}?))[ ]?[*_]*:[*_]*[ ](?:the[ ])?(?=[A-Z])"
)


def standing_places_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """The places of a sentence that no predicate tells."""
    if not sentence.names:
        return
    text = sentence.block.text
    if ":" in text[sentence.start : sentence.start + 60] and (
        label := _LABEL.match(text, sentence.start, sentence.end)
    ):
        yield from _told(found, sentence, label, "before" if label["before"] else "behind")
    if "venue" in sentence.vocabulary or "place" in sentence.vocabulary or "setting" in sentence.vocabulary:
        for match in _VENUE.finditer(text, sentence.start, sentence.end):
            yield from _told(found, sentence, match, "thing")
    if "host" in sentence.vocabulary or "venue" in sentence.vocabulary:
        yield from _hosting(found, sentence)
    if sentence.hints & _MAY_STAND:
        yield from _standing(found, sentence)
        if "has" in sentence.vocabulary or "have" in sentence.vocabulary:
            yield from _had(found, sentence)


def _told(found: Extraction, sentence: Clauses, match: re.Match[str], group: str) -> Iterator[DraftClaim]:
    """The place right behind a label or `the venue is`."""
    name = next((n for n in sentence.names if n.start == match.end()), None)
    if name is None:
        return
    value = whole_place(sentence, name) or (name.start, name.end)
    about = match.span(group) if match[group] else None
    yield statement(
        found, sentence, ClaimType.PLACE, value, "hold", None, how="venue", about=about,
        clause=(match.start(), value[1]), shown="venue",
    )  # fmt: skip


def _hosting(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """Of `Namur was our host for the workshop`: that the workshop was held there."""
    for name in sentence.names:
        match = _HOST.match(sentence.block.text, name.end, sentence.end)
        if match is not None and _is_place(name, "in"):
            yield statement(
                found, sentence, ClaimType.PLACE, (name.start, name.end), "hold", None, how="host",
                about=match.span("thing"), clause=(name.start, match.end()), shown="host",
            )  # fmt: skip


def _standing(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    words, lows = sentence.tokens, sentence.lows
    for k in range(1, len(words) - 2):
        if lows[k] not in _STANDING:
            continue
        at = _preposition(sentence, k + 1)
        if at is None:
            continue
        first = at + 1 + (lows[at + 1] == "the")
        name = next((n for n in sentence.names if first < len(words) and n.start == words[first].start), None)
        if name is None or not _is_place(name, lows[at]):
            continue
        subject = sentence.grammar.subject(k)
        value = whole_place(sentence, name)
        if subject is None or value is None or not _is_one_thing(sentence, subject):
            continue
        thing = (words[subject.first].start, words[subject.last - 1].end)
        is_event = not event_words().gatherings.isdisjoint(stem(t.text) for t in words[subject.first : subject.last])
        yield statement(
            found, sentence, ClaimType.PLACE, value, "hold" if is_event else "locate", None, how="standing", about=thing,
            clause=(thing[0], value[1]), shown=words[k].text,
        )  # fmt: skip


def _had(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """Of `The Tarn Line has its head office in Port Ames`: where that office is."""
    words, lows = sentence.tokens, sentence.lows
    for k in range(1, len(words) - 3):
        if lows[k] not in ("has", "have") or lows[k + 1] not in ("its", "their"):
            continue
        at = next((j for j in range(k + 3, min(len(words) - 1, k + 7)) if lows[j] in ("in", "at")), None)
        subject = sentence.grammar.subject(k)
        if at is None or subject is None or not all(t.text.isalpha() for t in words[k + 2 : at]):
            continue
        owner = next((n for n in sentence.names if words[subject.first].start <= n.start < words[k].start), None)
        first = at + 1 + (lows[at + 1] == "the")
        name = next((n for n in sentence.names if first < len(words) and n.start == words[first].start), None)
        value = whole_place(sentence, name) if name is not None else None
        if owner is None or value is None:
            continue
        yield statement(
            found, sentence, ClaimType.PLACE, value, "locate", None, how="standing",
            about=(words[k + 1].start, words[at - 1].end), clause=(owner.start, value[1]), shown=words[k].text,
        )  # fmt: skip


def _preposition(sentence: Clauses, k: int) -> int | None:
    """The index of the preposition that leads to a place behind a copula, a time between left out: `is on 3 May in the`."""
    words, lows = sentence.tokens, sentence.lows
    end = min(len(words) - 2, k + 9)
    while k < end:
        if k in sentence.blocked or lows[k] in _BY_THE_WAY or (lows[k] in _IN and k + 1 in sentence.blocked):
            k += 1
        else:
            break
    return k if k < end + 1 and lows[k] in _IN and k + 1 not in sentence.blocked else None


def _is_one_thing(sentence: Clauses, subject: Phrase) -> bool:
    """Whether a subject is one definite thing with a noun in small letters (`our seed store`, `Prize-giving`), or a house by its name."""
    words, tags = sentence.tokens, sentence.grammar.tags
    lead = words[subject.first]
    if lead.low in ("a", "an", "there", "it", "he", "she", "they", "we", "one", "this", "that", "these", "all"):
        return False
    nouns = [k for k in range(subject.first, subject.last) if tags[k] is Tag.NOUN and words[k].text[0].islower()]
    names = [n for n in sentence.names if words[subject.first].start <= n.start < words[subject.last - 1].end]
    if len(names) == 1 and (names[0].end == words[subject.last - 1].end) and _is_house(names[0]):
        return True
    is_led = lead.low in DETERMINERS or lead.low in ("our", "its", "their", "his", "her")
    return bool(nouns) and (is_led or not names) and not any(n.kind is NameKind.PERSON for n in names)


def _is_house(name: NameMention) -> bool:
    """Whether the last word of a name says that it is a building or ground: `Tarn Gallery`."""
    words = name.text.split()
    return len(words) > 1 and holders().sorts.get(stem(words[-1].lower())) not in (None, "town", "room")


def _is_place(name: NameMention, preposition: str) -> bool:
    """Whether a name behind a preposition is a place: nothing is in or at a person."""
    last = stem(name.text.split()[-1].lower())
    return preposition != "on" or last in holders().sorts or name.kind is NameKind.PLACE
