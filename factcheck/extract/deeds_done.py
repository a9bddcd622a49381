"""Extract, part of statements: who did what is done once to one thing, in the forms in which the verb alone does not tell it.

`X laid out the path over the moor`, `X gave three summers to laying out the path over the moor`, `it was X who laid it out`,
`the man who laid out the path was X`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.extract.clauses import Clauses
from factcheck.extract.predicates import Form
from factcheck.extract.statement_drafts import name_at, statement
from factcheck.extract.verb_forms import lemma
from factcheck.extract.word_hints import hint_of
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.patterns import pattern_of
from factcheck.values.once_done import once_done
from factcheck.values.words import stem


@cache
def _may_be_done(low: str) -> bool:
    return stem(low) in once_done().sorts or stem(lemma(low)) in once_done().sorts


_DONE = hint_of(_may_be_done)
_HOLDERS = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.UNKNOWN})
_THING = pattern_of(
    r"(?:\s(?:out|up|down|in))?\s(?P<thing>(?:the|our|this|its)\s[^,;:()]+?)(?=[,;:()]|\.?\Z|\.\s|\s(?:who|which|that|where|and|but|when|while|after|before|until|with|by|as|so|because|since|in\s(?:\d{4}|[A-Z][a-z]+\s\d{4}|\d+\s))\b|\s(?:was|is|were|had|has)\s)"
)
_EFFORT = pattern_of(
    r"\b(?:spent|devoted|gave|passed|took|needed|worked)\s(?:[\w’'-]+\s){1,5}?(?:(?P<doing>[a-z]+ing)|to\s(?P<do>[a-z]+))(?=\s)"
)
_CLEFT = pattern_of(
    r"\b[Ii]t\s(?:was|is)\s(?:(?:the|our)\s(?:[a-z-]+\s){1,3})?(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}),?\s(?:that|who)\s(?:had\s|first\s)?(?P<verb>[a-z]+)"
)
_PSEUDO = pattern_of(
    r"\b(?:[Tt]he\s)?(?:man|woman|person|one|engineer|surveyor|firm|company|builder|member|player)\s(?:who|that|which)\s(?:had\s)?(?P<verb>[a-z]+)"
)
_WAS = pattern_of(r",?\s(?:was|is)\s(?:(?:the|our|one)\s(?:[a-z-]+\s){1,3})?\Z")


def deeds_done_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """The statements of who did something to the one thing of its kind."""
    if not sentence.names or not sentence.hints & _DONE:
        return
    yield from _plain(found, sentence)
    text = sentence.block.text
    for match in _EFFORT.finditer(text, sentence.start, sentence.end):
        group = "doing" if match["doing"] else "do"
        predicate = next((p for p in sentence.predicates if sentence.tokens[p.first].start == match.start()), None)
        name = _subject(sentence, predicate.first) if predicate is not None else None
        if name is not None and _may_be_done(match[group]):
            yield from _told(found, sentence, name, match.span(group))
    for match in _CLEFT.finditer(text, sentence.start, sentence.end):
        name = next((n for n in sentence.names if match.start("name") <= n.start < match.end("name")), None)
        if name is not None and name.kind in _HOLDERS and _may_be_done(match["verb"]):
            yield from _told(found, sentence, name, match.span("verb"))
    for match in _PSEUDO.finditer(text, sentence.start, sentence.end):
        thing = _THING.match(text, match.end("verb"), sentence.end) if _may_be_done(match["verb"]) else None
        name = next((n for n in sentence.names if thing and n.start > thing.end()), None)
        if (
            thing is not None
            and name is not None
            and name.kind in _HOLDERS
            and _WAS.fullmatch(text, thing.end(), name.start)
        ):
            yield from _told(found, sentence, name, match.span("verb"))


def _plain(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """Of `X laid out the path over the moor`."""
    for predicate in sentence.predicates:
        token = sentence.tokens[predicate.first]
        if predicate.passive or predicate.form is not Form.VERB or not _may_be_done(token.low):
            continue
        if token.low.endswith(("ing", "s")) or sentence.lows[predicate.first - 1 : predicate.first] == ["to"]:
            continue  # what is being done, or to be done
        if (name := _subject(sentence, predicate.first)) is not None:
            yield from _told(found, sentence, name, (token.start, sentence.tokens[predicate.last].end))


def _subject(sentence: Clauses, first: int) -> NameMention | None:
    """The name that is the whole subject of a verb, with what stands in apposition to it."""
    phrase = sentence.grammar.subject(first)
    name = name_at(sentence, phrase.first) if phrase is not None else None
    if phrase is None or name is None or name.kind not in _HOLDERS:
        return None
    k = sentence.index(name.end)
    is_whole = k >= phrase.last or sentence.tokens[k].text in (",", "(", "—", "–")
    return name if is_whole and not (k < len(sentence.tokens) and sentence.lows[k] in ("and", "'s", "’s")) else None


def _told(found: Extraction, sentence: Clauses, name: NameMention, verb: tuple[int, int]) -> Iterator[DraftClaim]:
    text = sentence.block.text
    thing = _THING.match(text, verb[1], sentence.end)
    if thing is None or _NOT.search(text[max(sentence.start, verb[0] - 30) : verb[0]]):
        return
    about = thing.span("thing")
    yield statement(
        found, sentence, ClaimType.ROLE, (name.start, name.end), lemma(text[slice(*verb)].split()[0].lower()), None,
        how="did", about=about, clause=(min(name.start, verb[0]), max(name.end, about[1])), shown=text[slice(*verb)],
    )  # fmt: skip


_NOT = re.compile(
    r"\b(?:not|never|no|would|could|should|might|may|will|shall|must|cannot|n[o’']t|if|to|tried|refused|wanted|hoped|planned|offered|helped)\b[^.;:]{0,30}\Z",
    re.I,
)
