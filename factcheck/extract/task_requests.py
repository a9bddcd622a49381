"""Extract, part of tasks: what is asked for, and what is sent to those who take it in: `claim a refund`, `give us their number`."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.phrases import Phrase
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.tags import Tag
from factcheck.extract.task_phrases import Matter, bounds, object_at, read_matter, requests, task_of_verb, task_words
from factcheck.values.words import Token, person_nouns, stem


def asked_or_sent(
    words: Sequence[Token], tags: Sequence[int], verb: PredicateMention, end: int, subject: Phrase | None
) -> Matter | None:
    """The task that a verb tells by itself, with its object: `claim a refund`, `renew the pass`, `give us their number`."""
    if _is_request(words, verb):
        return _requested(words, tags, verb, end, subject)
    if task := task_words().verbs.get(stem(words[verb.first].text), ""):
        return Matter(task, *(bounds(object_at(words, tags, verb.last + 1, end)) or bounds(subject) or (0, 0)))
    return _sent_to_us(words, tags, verb, end)


def _sent_to_us(words: Sequence[Token], tags: Sequence[int], verb: PredicateMention, end: int) -> Matter | None:
    """`should give us their new telephone number by`: what goes in, whatever the verb may be elsewhere."""
    k = verb.last + 1
    if k >= end or words[k].low not in ("us", "me") or stem(words[verb.first].text) not in task_words().sending:
        return None
    sent = object_at(words, tags, k, end)
    if sent is None:
        return None
    found = read_matter(words, tags, sent.first, end)
    return found if found is not None and found.task else Matter("submit", sent.first, sent.last)


def is_addressee(words: Sequence[Token], k: int) -> bool:
    """Whether somebody who takes in what is sent is named there: `us`, `the secretary`, `our office`, `the Clerk of Works`."""
    if k >= len(words) or words[k].low in ("us", "me", "him", "her", "them"):
        return k < len(words)
    heads = [stem(w.text) for w in words[k : k + 4]]
    return words[k].low in ("our", "your", "my") or any(
        [h in task_words().offices or h in person_nouns() for h in heads]
    )


def _is_request(words: Sequence[Token], verb: PredicateMention) -> bool:
    """Whether a verb asks for what is due to one: `claim`, `ask for`."""
    low, asking = stem(words[verb.first].text), requests()
    after = words[verb.last + 1].low if verb.last + 1 < len(words) else ""
    return low in asking or (low, after) in asking


def asked_before_noun(words: Sequence[Token], tags: Sequence[int], noun: PredicateMention, end: int) -> Matter | None:
    """`ask for a refund until`, where the noun tells of an event of its own."""
    for k in range(noun.first - 1, max(-1, noun.first - 5), -1):
        if tags[k] not in (Tag.NOUN, Tag.DETERMINER, Tag.PREPOSITION, Tag.VERB, Tag.ADVERB):
            return None
        if _is_request(words, PredicateMention(first=k, last=k, name="", form=Form.VERB)):
            return Matter(
                "apply", *(bounds(object_at(words, tags, k + (2 if words[k + 1].low == "for" else 1), end)) or (0, 0))
            )
    return None


def _requested(
    words: Sequence[Token], tags: Sequence[int], verb: PredicateMention, end: int, subject: Phrase | None
) -> Matter:
    """`claim a refund`, `ask for it`, `A refund can be requested`: what is asked for."""
    k = verb.last + 1
    if k < end and words[k].low in ("for", "in"):
        k += 2 if words[k].low == "in" else 1
    found = object_at(words, tags, k, end) or (subject if verb.passive else None)
    return Matter("apply", *(bounds(found) or (0, 0)))


def task_of_purpose(words: Sequence[Token], k: int) -> str:
    """The task whose purpose a verb tells: `register to vote`, `apply to take part`."""
    if k < 2 or words[k - 1].low != "to":
        return ""
    task = task_of_verb(words[k - 2].low, words[k - 2].low)
    return task if task in ("register", "apply") else ""
