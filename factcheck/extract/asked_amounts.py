"""Extract, part: what a question asks the price, size or length of, for answers without a verb: `What does a permit cost?` `£85 for the first car`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from factcheck.extract.clauses import Clauses, names_within
from factcheck.extract.label_lines import question_of
from factcheck.extract.questions import asked_by
from factcheck.extract.tags import VERBAL
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.patterns import pattern_of
from factcheck.values.units import is_currency
from factcheck.values.words import content_words

_COSTS = pattern_of(
    r"\b(?:how\smuch|what)\s(?:does|do|did|will|would)\s(?P<thing>[^?]{3,60}?)\s(?P<said>cost)\b"
    r"|\bhow\smuch\s(?:is|are|was|were)\s(?P<thing2>[^?]{3,60}?)\s?\?"
    r"|\bwhat(?:[’']s|\sis|\sare|\swas)\s(?P<thing3>(?:the|your|our)\s[^?]{0,40}?\b(?:prices?|fees?|costs?|charges?|rates?|fares?|deposit|rent|subscription|dues|fine|levy)\b[^?]{0,40}?)\s?\?", re.I,
)  # fmt: skip
_SIZES = pattern_of(r"\bhow\s(?P<said>tall|high|long|wide|deep|heavy|big|large|fast|far|thick)\s(?:is|are|was|were)\s(?P<thing>[^?]{3,60}?)\s?\?", re.I)  # fmt: skip
_PRONOUNS = frozenset(["it", "that", "this", "they", "these", "those", "there"])
_FOR = pattern_of(r"(?:\s(?:a|per)\s\w+)?\s(?P<phrase>(?:for|with|without)\s(?:(?:the|an?|each|every)\s)?[\w-]+(?:\s[\w-]+)?)(?=\s?[,.;(]|\s(?:and|or)\b|\Z)", re.I)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AskedAmount:
    """The thing that a question asks an amount of, with its offsets in the question."""

    said: str
    is_of_money: bool
    start: int
    end: int


@lru_cache(maxsize=1024)
def asked_amount(text: str) -> AskedAmount | None:
    """What a question asks the price or size of; nothing where it asks for something else or a pronoun stands for the thing."""
    is_of_money = True
    match = _COSTS.search(text)
    if match is None:
        match, is_of_money = _SIZES.search(text), False
    if match is None:
        return None
    group = next(name for name in ("thing", "thing2", "thing3") if match.groupdict().get(name))
    if match[group].lower().split()[0] in _PRONOUNS:
        return None
    said = match.groupdict().get("said") or "cost"
    return AskedAmount(said.lower(), is_of_money, *match.span(group))


def of_asked_thing(found: Extraction, sentence: Clauses, draft: DraftClaim) -> DraftClaim:
    """The draft of a clause about `it` as one of what the question above asks about: `When does the rink open?` `It opens in May.`"""
    if draft.subject.lower() not in _PRONOUNS or not sentence.block.headings:
        return draft
    question = question_of(found, sentence)
    if question is None:
        return draft
    text, index, offset = question
    asked = asked_by(text) or asked_amount(text)
    if asked is None or asked.end <= asked.start or text[asked.start : asked.end].lower() in _PRONOUNS:
        return draft
    start, end = asked.start + offset, asked.end + offset
    names = tuple([n.text for n in found.names.get(index, ()) if start <= n.start < end])
    thing = text[asked.start : asked.end]
    return replace(
        draft, shown=thing, shown_start=-1, subject=thing, subject_start=-1, subject_names=names,
        names=tuple(dict.fromkeys((*names, *draft.names))), subject_stems=content_words(thing),
    )  # fmt: skip


def as_answer(found: Extraction, sentence: Clauses, draft: DraftClaim, unit: str) -> DraftClaim:
    """The draft of a figure that answers a question and stands in no clause of its own, as one of the thing asked about."""
    if draft.type is not ClaimType.QUANTITY or (not sentence.block.headings and not sentence.block.index):
        return draft
    before = range(sentence.index(draft.value_start))
    if any([sentence.grammar.tags[k] in VERBAL for k in before]):
        return draft
    question = question_of(found, sentence)
    asked = asked_amount(question[0]) if question is not None else None
    if question is None or asked is None or is_currency(unit.partition("/")[0]) is not asked.is_of_money:
        return draft
    text, index, offset = question
    own = sentence.block.text
    thing = text[asked.start : asked.end]
    after = _FOR.match(own, draft.value_end, sentence.end)
    phrase = f" {after['phrase']}" if after is not None else ""
    start = asked.start + offset
    names = tuple([n.text for n in found.names.get(index, ()) if start <= n.start < asked.end + offset])
    names = (*names, *names_within(sentence, after.start(), after.end())) if after is not None else names
    return replace(
        draft,
        predicate="",
        predicate_words=asked.said,
        said=asked.said,
        shown=thing + phrase,
        shown_start=-1,
        subject=thing + phrase,
        subject_start=-1,
        subject_names=names,
        names=tuple(dict.fromkeys((*names, *draft.names))),
        subject_stems=content_words(thing + phrase),
        measure="cost" if asked.is_of_money else draft.measure,
        context=tuple(dict.fromkeys((*draft.context, *content_words(text)))),
    )
