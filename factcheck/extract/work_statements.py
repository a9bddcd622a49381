"""Extract, part of statements: whose work something is: `The emblem is the work of Ida Holm`, `the hall, a work of Ida Holm`."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract.clauses import Clauses
from factcheck.extract.phrases import Phrase
from factcheck.extract.statement_drafts import statement
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind
from factcheck.patterns import pattern_of

_WORK = pattern_of(
    r"(?P<copula>\s(?:is|was|are|were)(?:\sall|\sboth)?\s|,\s)(?:the|an?)\s(?:[a-z]+\s)?work\sof\s(?:(?:the|an?)\s)?(?:[a-z-]+\s){0,3}\Z"
)
_HOLDERS = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.UNKNOWN})
_REACH = 80


def works_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """The statements of whose work a thing is, which an act of designing it tells as well."""
    if "work" not in sentence.vocabulary:
        return
    text = sentence.block.text
    for name in sentence.names:
        begin = max(sentence.start, name.start - _REACH)
        match = _WORK.search(text, begin, name.start) if name.kind in _HOLDERS else None
        thing = _thing_before(sentence, match.start("copula")) if match is not None else None
        if match is not None and thing is not None:
            tokens = sentence.tokens
            about = (tokens[thing.first].start, tokens[thing.last - 1].end)
            yield statement(
                found, sentence, ClaimType.ROLE, (name.start, name.end), "design", None, how="agent", about=about,
                clause=(about[0], name.end), shown="work",
            )  # fmt: skip


def _thing_before(sentence: Clauses, at: int) -> Phrase | None:
    """The noun phrase that ends before a copula or a comma; before a copula the subject of it."""
    k = sentence.index(at)
    if k >= len(sentence.tokens) or not k:
        return None
    if sentence.texts[k] == ",":
        return sentence.grammar.ending_at(k - 1)
    return sentence.grammar.subject(k)
