"""Extract, part of prose: sentences, or the rest of one, that claim nothing: questions, and what never was."""

from __future__ import annotations

import re

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import closed_class
from factcheck.extract.tags import Tag
from factcheck.patterns import pattern_of

_UNREAL = pattern_of(
    r"[\W_]*(?:imagine|suppose|supposing|pretend|picture this|say that|i wish|if only|what if)\b"
    r"|[\W_]*(?:if|had|were)\b.*\bwould(?:n[’']t)?\s(?:not\s)?have\b",
    re.I | re.S,
)
_ASKED = pattern_of(
    r"\b(?:asks?|asked|asking|wonders?|wondered|wants?\sto\sknow|wanted\sto\sknow|enquires?|enquired|inquires?|inquired)\b[^.,;:]{0,60}?\s"
    r"(?:how\s(?:many|much|long|old|far|often)|whether|when|what|if|who)\b",
    re.I,
)


def asked_from(sentence: Clauses) -> int:
    """Where a question begins that a sentence tells of, whose words state nothing: `To ask how many ferries were cancelled in 2028`."""
    if sentence.vocabulary.isdisjoint(_ASKERS) or sentence.vocabulary.isdisjoint(_ASKING):
        return sentence.end
    match = _ASKED.search(sentence.block.text, sentence.start, sentence.end)
    is_aside = (match is not None and '"' in sentence.texts) or "”" in sentence.texts
    if match is not None and (is_aside or sentence.grammar.tags[0] is Tag.SUBORDINATOR):
        return sentence.end  # `When asked if it would open, she said in June`
    return match.end() if match is not None else sentence.end


_ASKERS = closed_class("askers")
_ASKING = frozenset(["how", "whether", "when", "what", "if", "who"])


def claims_nothing(sentence: str) -> bool:
    """Whether a sentence asks, or tells of what never was: `Was it opened in 1931?`, `If it had opened, it would have`."""
    if sentence.rstrip(' "”’)*_').endswith("?"):
        return True
    return not (sentence[:1].isalpha() and sentence[0] not in _BEGINS_UNREAL) and _UNREAL.match(sentence) is not None


_BEGINS_UNREAL = frozenset("iIİıspwhSPWHſ")
"""The letters that what was never may begin with."""
