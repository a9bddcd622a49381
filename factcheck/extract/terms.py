"""Extract, part: of what a length of time is the length: `30 days' notice`, `a warranty of two years`, `the trial lasts 14 days`.

`prose.py` asks for each length of time of a sentence. What is found becomes the claim's measure, by which the lengths that
two documents state for one thing meet.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import BE, closed_stems
from factcheck.extract.limits import counted_from, is_limit
from factcheck.extract.noun_phrases import nouns_behind
from factcheck.extract.predicates import PredicateMention
from factcheck.extract.scope_members import ORDINALS
from factcheck.extract.tags import Tag
from factcheck.frozen import replace
from factcheck.model.extraction import DraftClaim
from factcheck.model.time import Relation, Timex
from factcheck.patterns import pattern_of
from factcheck.values.lengths import length_words
from factcheck.values.names import name_tokens
from factcheck.values.words import content_words, stem

_OF = pattern_of(r"(?:\A|[\s(])(?P<what>[a-z][a-z-]{2,}(?:\s(?:period|time|term|span|length))?)\sof\s(?:(?:up\sto|at\sleast|at\smost|about|only|just|some|exactly)\s)?\Z", re.I)  # fmt: skip
_FOR_A = pattern_of(r"\bfor\s(?:a|an|the)\s\Z", re.I)
_SPEND = stem("spend")
_IN = pattern_of(r"\s(?:in|on|under|at)\s(?:(?:the|a|an|our|its|their|his|her)\s)?", re.I)
_NO_THING = closed_stems("no thing")
"""Nouns before `of` that name nothing that has a length: `in the space of three weeks`, `at the end of two years`."""


@cache
def _generic() -> frozenset[str]:
    """Heads that say only that something has a length: the word before them tells what, as in `notice period`."""
    return length_words().nouns | {stem("phase")}


_NUMBERING = frozenset(stem(w) for w in (*ORDINALS, "last", "next", "final"))
_BEHIND = pattern_of(r"(?:['’]s?)?[\s-]")
_TELLING = frozenset([Relation.FOR, Relation.WITHIN, Relation.AT, Relation.DURING])


def with_term(sentence: Clauses, timex: Timex, predicate: PredicateMention | None, draft: DraftClaim) -> DraftClaim:
    """The draft of a length of time with what it is the length of as its measure: of a limit, what it is counted from."""
    counted = counted_from(sentence.block, timex, sentence.start, sentence.end)
    if counted is not None and is_limit(sentence.block, timex, sentence.start, sentence.end):
        context = tuple(dict.fromkeys((*draft.context, *counted.stems)))
        return replace(draft, measure=counted.head, context=context, end=max(draft.end, counted.end))
    return replace(draft, measure=term_of(sentence, timex, predicate, draft))


def term_of(sentence: Clauses, timex: Timex, predicate: PredicateMention | None, draft: DraftClaim) -> str:
    """The stem of what the length of time is the length of; empty where the words do not tell."""
    if timex.duration is None or timex.duration.vague or timex.relation not in _TELLING:
        return ""
    text = sentence.block.text
    behind = _BEHIND.match(text, timex.end)
    if behind is not None and (nouns := nouns_behind(sentence, behind.end())) is not None:
        return head_of_term(content_words(text[slice(*nouns)]))
    of = _OF.search(text, max(sentence.start, timex.start - 60), timex.start)
    is_agreed = of is not None and _is_term_agreed(text, of.start("what"), content_words(of["what"]), predicate)
    if of is not None and not is_agreed:
        words = content_words(of["what"])
        return "" if not words or words[-1] in _NO_THING else head_of_term(words)
    if (stay := _spent_in(sentence, timex)) is not None:
        return head_of_term(content_words(stay))
    if draft.subject_stems and (is_agreed or _lasts(sentence, timex.start)):
        head = head_of_term(draft.subject_stems)
        is_named = any(head == stem(t) for name in draft.subject_names for t in name_tokens(name))
        return (draft.predicate or "length") if is_named else head
    if predicate is not None and timex.relation in (Relation.FOR, Relation.WITHIN) and draft.subject:
        return draft.predicate
    return ""


def _is_term_agreed(text: str, at: int, words: Sequence[str], predicate: PredicateMention | None) -> bool:
    """Whether `of` only leads a length that something was agreed for: `was agreed for a term of four years`."""
    return (
        predicate is not None
        and bool(words)
        and set(words) <= _generic()
        and _FOR_A.search(text, max(0, at - 12), at) is not None
    )


def _spent_in(sentence: Clauses, timex: Timex) -> str | None:
    """Where or in what a length of time is spent: the nouns of `spends six weeks in the cooling pit`."""
    text, k = sentence.block.text, sentence.at(timex.start)
    if k == 0 or stem(sentence.lows[k - 1]) != _SPEND:
        return None
    led = _IN.match(text, timex.end, sentence.end)
    nouns = nouns_behind(sentence, led.end()) if led is not None else None
    return text[slice(*nouns)] if nouns is not None else None


def head_of_term(stems: Sequence[str]) -> str:
    """The last of the words that names something: `notice` of `notice period`."""
    telling = [w for w in stems if w not in _generic() and w not in _NUMBERING]
    return telling[-1] if telling else stems[-1] if stems else ""


def _lasts(sentence: Clauses, at: int) -> bool:
    """Whether a verb of lasting or being stands right before a length of time: `takes`, `is`, `ran for`, `is valid for`."""
    words, tags = sentence.tokens, sentence.grammar.tags
    k = bisect_left(words, at, key=lambda t: t.start) - 1
    while k >= 0 and (tags[k] is Tag.ADVERB or words[k].low in ("for", "about", "some", "nearly", "only", "valid", "good", "up", "to", "on")):  # fmt: skip
        k -= 1
    return k >= 0 and (words[k].low in BE or stem(words[k].low) in length_words().verbs)
