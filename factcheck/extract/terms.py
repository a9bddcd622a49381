"""Extract, part: of what a length of time is the length: `30 days' notice`, `a warranty of two years`, `the trial lasts 14 days`.

`prose.py` asks for each length of time of a sentence. What is found becomes the claim's measure, by which the lengths that
two documents state for one thing meet.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.extract.clauses import Clauses, names_within
from factcheck.extract.closed_words import BE, closed_stems
from factcheck.extract.limits import counted_from, is_limit
from factcheck.extract.noun_phrases import nouns_behind, phrase_ending
from factcheck.extract.predicates import PredicateMention
from factcheck.extract.scope_members import ORDINALS
from factcheck.extract.tags import Tag
from factcheck.frozen import replace
from factcheck.model.extraction import DraftClaim
from factcheck.model.time import Relation, Timex
from factcheck.patterns import pattern_of
from factcheck.values.lengths import is_sort_of_length, length_words, sorts_of_length
from factcheck.values.names import name_tokens
from factcheck.values.words import content_words, stem

_OF = pattern_of(r"(?:\A|[\s(])(?P<what>[a-z][a-z-]{2,}(?:\s(?:period|time|term|span|length))?)\sof\s(?:(?:up\sto|at\sleast|at\smost|about|only|just|some|exactly)\s)?\Z", re.I)  # fmt: skip
_FOR_A = pattern_of(r"\bfor\s(?:a|an|the)\s\Z", re.I)
_SPEND = stem("spend")
_IN = pattern_of(r"\s(?:in|on|under|at)\s(?:(?:the|a|an|our|its|their|his|her)\s)?", re.I)
_NO_THING = closed_stems("no thing")
"""Nouns before `of` that name nothing that has a length: `in the space of three weeks`, `at the end of two years`."""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(stem, load_yaml("claims/words/terms.en.yaml")[name]))


@cache
def _generic() -> frozenset[str]:
    """Heads that say only that something has a length: the word before them tells what, as in `notice period`."""
    return length_words().nouns | {stem("phase")}


_NUMBERING = frozenset(stem(w) for w in (*ORDINALS, "last", "next", "final"))
_BEHIND = pattern_of(r"(?:['’]s?)?[\s-]")
_TELLING = frozenset([Relation.FOR, Relation.WITHIN, Relation.AT, Relation.DURING])


def with_term(sentence: Clauses, timex: Timex, predicate: PredicateMention | None, draft: DraftClaim) -> DraftClaim:
    """The draft of a length of time with what it is the length of as its measure: of a limit, what it is counted from."""
    if (label := _BARE_LABEL.fullmatch(sentence.block.text, sentence.start, timex.start)) is not None:
        return replace(draft, measure=stem(label["what"]))  # `Duration: five hours, including the safety check`
    term = sort_of_term(term_of(sentence, timex, predicate, draft))
    if is_sort_of_length(term):
        return replace(draft, measure=term)  # `is guaranteed for three years from the date of purchase`
    counted = counted_from(sentence.block, timex, sentence.start, sentence.end)
    if counted is not None and is_limit(sentence.block, timex, sentence.start, sentence.end):
        context = tuple(dict.fromkeys((*draft.context, *counted.stems)))
        return replace(draft, measure=counted.head, context=context, end=max(draft.end, counted.end))
    return replace(draft, measure=term)


_BARE_LABEL = pattern_of(r"[\W_]*(?P<what>duration|length)[*_]*\s?:[*_]*\s*", re.I)
_READERS = frozenset({"we", "you", "i"})


def of_object(sentence: Clauses, timex: Timex, predicate: PredicateMention | None, draft: DraftClaim) -> DraftClaim:
    """Of `We keep server logs for 90 days` the draft as one of the server logs: who keeps them says nothing."""
    if predicate is None or draft.subject.lower() not in _READERS or not is_sort_of_length(draft.measure):
        return draft
    end = timex.relation_start if timex.relation_start is not None else timex.start
    phrase = phrase_ending(
        sentence, sentence.block.text.rfind(" ", 0, end) if sentence.block.text[end - 1 : end] != " " else end - 1
    )
    if phrase is None or phrase[0] < sentence.tokens[predicate.last].end:
        return draft
    words = sentence.block.text[slice(*phrase)]
    names = names_within(sentence, *phrase)
    return replace(
        draft,
        subject=words,
        subject_start=phrase[0],
        subject_names=names,
        names=tuple(dict.fromkeys((*names, *draft.names))),
        subject_stems=content_words(words),
        shown=words,
        shown_start=-1,
    )


def sort_of_term(measure: str) -> str:
    """The one word for a sort of length of time, by the stem of any of its words: what is stored is kept."""
    return sorts_of_length().get(stem(measure), measure) if measure else ""


def term_of(sentence: Clauses, timex: Timex, predicate: PredicateMention | None, draft: DraftClaim) -> str:
    """The stem of what the length of time is the length of; empty where the words do not tell."""
    if timex.duration is None or timex.duration.vague:
        return ""
    text = sentence.block.text
    if timex.relation is Relation.AFTER:
        verb = stem(sentence.lows[predicate.first]) if predicate is not None else ""
        return stem("keep") if verb in _words("erasing") else ""
    if timex.relation not in _TELLING:
        return ""
    behind = _BEHIND.match(text, timex.end)
    if behind is not None and (nouns := nouns_behind(sentence, behind.end())) is not None:
        return head_of_term(content_words(text[slice(*nouns)]))
    of = _OF.search(text, max(sentence.start, timex.start - 60), timex.start)
    is_agreed = of is not None and _is_term_agreed(text, of.start("what"), content_words(of["what"]), predicate)
    if of is not None and not is_agreed:
        words = content_words(of["what"])
        return "" if not words or words[-1] in _NO_THING else head_of_term(words)
    if (what := _IS_WHAT.match(text, timex.end, sentence.end)) is not None and timex.text.lower().startswith(
        "the first"
    ):
        return head_of_term(content_words(what["what"]))
    if (what := _FOR_WHAT.match(text, timex.end, sentence.end)) is not None:
        return head_of_term(content_words(what["what"]))
    if (what := _OF_WHAT.match(text, timex.end, sentence.end)) is not None:
        return head_of_term(content_words(what["what"]))
    if (stay := _spent_in(sentence, timex)) is not None:
        return head_of_term(content_words(stay))
    if draft.subject_stems and (is_agreed or _lasts(sentence, timex.start) or _is_labelled(text, timex.start)):
        head = head_of_term(draft.subject_stems)
        is_named = any(head == stem(t) for name in draft.subject_names for t in name_tokens(name))
        return (draft.predicate or "length") if is_named else head
    if predicate is not None and timex.relation in (Relation.FOR, Relation.WITHIN) and draft.subject:
        return _given_within(sentence, timex, predicate) or draft.predicate
    return ""


def _is_labelled(text: str, at: int) -> bool:
    """Whether a length stands right behind the colon of its label: `Retention period of backups: 30 days`."""
    return text[max(0, at - 4) : at].rstrip(" *_").endswith(":")


_FOR_WHAT = pattern_of(
    r"\sfor\s(?:your|our|each|every|the|a|an|their)\s(?P<what>[a-z][a-z-]+)(?=[.,;:)]|\s(?:and|or|with|including|plus)\b|\Z)"
)
"""What there is so much time for: `You have 25 minutes for your talk`."""


_IS_WHAT = pattern_of(
    r"\s(?:is|are|will\sbe|form|count\sas)\s(?:an?\s|the\s|your\s)(?P<what>[a-z-]+(?:\s[a-z]+)?\s(?:period|phase|time)|[a-z]+)(?=[.,;:)]|\s(?:in|of|for|during|and|with)\b|\Z)"
)
"""What a stretch of time is: `The first six months are a probation period`."""


_OF_WHAT = pattern_of(
    r"\sof\s(?:[a-z]+\s){0,2}?(?P<what>leave|vacation|holidays?|rest|training|notice|treatment|therapy|sleep|quarantine|isolation|free\s[a-z]+)(?![\w-])"
)
"""What there are so many days of: `28 days of paid vacation`."""


def _given_within(sentence: Clauses, timex: Timex, predicate: PredicateMention) -> str:
    """What one gets, has or is sent within a length of time: `You receive a first reply from us within three days`."""
    if timex.relation is not Relation.WITHIN or stem(sentence.lows[predicate.first]) not in _words("light"):
        return ""
    start = sentence.tokens[predicate.last].end
    end = timex.relation_start if timex.relation_start is not None else timex.start
    nouns = _AT_HEAD.match(sentence.block.text[start:end])
    return head_of_term(content_words(nouns["what"])) if nouns is not None else ""


_AT_HEAD = pattern_of(r"\s(?P<what>(?:[a-z-]+\s){1,4}?)(?:(?:from|of|to|by|for)\s.*)?\Z", re.S)


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
