"""Extract, part of statements: who leads by a set phrase: `X is in charge of the archive`, `at the head of the dig was X`.

The verb is a bare copula, so that no predicate tells the act: what tells it is the phrase behind it.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import BE, DETERMINERS, PREPOSITIONS
from factcheck.extract.statement_drafts import statement
from factcheck.extract.statement_words import statement_words
from factcheck.extract.tags import VERBAL
from factcheck.extract.word_hints import hint_of
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention

_MAY_LEAD = hint_of(frozenset(["charge", "command", "head", "helm"]).__contains__)
_COPULAS = BE | frozenset(["became", "remains", "remained", "stood", "stands"])


def charges_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """The leaders that a sentence names by a set phrase."""
    if not sentence.hints & _MAY_LEAD or not sentence.names:
        return
    lows = sentence.lows
    for phrase in statement_words().charges:
        size = len(phrase)
        for k in range(len(lows) - size):
            if tuple(lows[k : k + size]) == phrase:
                yield from _charge(found, sentence, k, k + size)


def _charge(found: Extraction, sentence: Clauses, first: int, after: int) -> Iterator[DraftClaim]:
    words = sentence.tokens
    end = _end_of_thing(sentence, after)
    if end == after:
        return
    thing = (words[after].start, words[end - 1].end)
    holder = _before(sentence, first) if first else _behind(sentence, end)
    if holder is None:
        return
    clause = (min(holder.start, words[first].start), max(holder.end, thing[1]))
    yield statement(
        found, sentence, ClaimType.ROLE, (holder.start, holder.end), "lead", None, how="charge", about=thing,
        clause=clause, shown=" ".join(t.text for t in words[first : after - 1]),
    )  # fmt: skip


def _end_of_thing(sentence: Clauses, at: int) -> int:
    """The index after the noun phrase that begins there: `the archive of the court`, up to a verb, a mark or another phrase."""
    words, tags, end = sentence.tokens, sentence.grammar.tags, at
    while end < len(words) and end - at < 9 and end not in sentence.blocked:
        token = words[end]
        if not (token.text[0].isalnum()) or tags[end] in VERBAL:
            break
        if end > at and ((token.low in PREPOSITIONS and token.low != "of") or token.low in BE or token.low == "and"):
            break
        end += 1
    while end > at and (words[end - 1].low in PREPOSITIONS or words[end - 1].low in DETERMINERS):
        end -= 1
    return end


def _before(sentence: Clauses, first: int) -> NameMention | None:
    """The person who is the subject of the copula before the phrase: `X, a miner's son, was`, or `X, who was`, or `X,` itself."""
    words = sentence.tokens
    at = first - 1
    if words[at].low not in _COPULAS:
        return None
    subject = sentence.grammar.subject(at)
    if subject is None:
        return None
    low, high = words[subject.first].start, words[subject.last - 1].end
    if words[subject.first].low == "who" and subject.first:
        end = words[subject.first - 1 - (words[subject.first - 1].text == ",")].end
        return next((n for n in sentence.names if n.end == end and n.kind is NameKind.PERSON), None)
    return next((n for n in sentence.names if low <= n.start < high and n.kind is NameKind.PERSON), None)


def _behind(sentence: Clauses, end: int) -> NameMention | None:
    """Of `At the head of the dig was X`: X."""
    words = sentence.tokens
    if end + 1 >= len(words) or words[end].low not in _COPULAS:
        return None
    return next((n for n in sentence.names if n.start == words[end + 1].start and n.kind is NameKind.PERSON), None)
