"""Extract, part: what a question asks the time of: `When is the levy payable?`, `Until when can seed be ordered?`.

An answer without a verb says only the time; predicate and thing stand in the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from factcheck.extract.closed_words import AUXILIARIES, BE, DETERMINERS, PREPOSITIONS
from factcheck.extract.grammar import Grammar
from factcheck.extract.last_day_words import LAST_DAY
from factcheck.extract.phrases import Phrase, stems_of
from factcheck.extract.predicate_lexicon import class_of_verb
from factcheck.extract.predicates import Form, PredicateMention, find_predicates
from factcheck.extract.tags import Tag, TaggedSentence
from factcheck.extract.task_phrases import (
    LINKS,
    OF,
    index_at,
    object_at,
    read_matter,
    stems_with_of,
    task_before_head,
    task_of_verb,
)
from factcheck.frozen import dataclass
from factcheck.values.words import Token, stem, tokens


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks the time of. Offsets are of its text; the thing is empty where a pronoun stands for it."""

    predicate: str
    said: str
    is_last_day: bool
    start: int = 0
    end: int = 0
    stems: tuple[str, ...] = ()


_ASKS = re.compile(
    r"\b(?:(?P<until>(?:by|until|till)\swhen|how\s(?:long|soon|late|quickly)|(?:by|until)\s(?:what|which)\s(?:day|date|time))"
    r"|(?:since|from|on|in)?\s?(?:what|which)\s(?:day|date|year|month)|when)\b", re.I,
)  # fmt: skip
_WHAT_IS = re.compile(r"\b(?:what|when)(?:[’']s|\s(?:is|are|was))\s(?:the|our|your)?\b", re.I)
_STATES = {"due": "pay", "payable": "pay", "valid": "use", "open": "open", "over": "end", "finished": "complete", "ready": "complete", "available": "release"}  # fmt: skip
"""What an adjective at the end of a question asks: `When is the levy payable?`."""
_LAST = frozenset(["due", "payable", "valid"])
_PERSONS = frozenset(["i", "we", "you", "one", "they", "he", "she", "people", "applicants", "students", "members"])
_PRONOUNS = frozenset(["it", "this", "that", "they", "he", "she", "these", "those"])
_CLOSING = frozenset(["close", "expire", "end", "", "lapse"])
_PRESENT = frozenset(["do", "does", "will", "is", "are", "must", "can", "may", "should", "shall"])


@lru_cache(maxsize=1024)
def asked_by(text: str) -> Asked | None:
    """What the last question of a text asks the time of; nothing where it asks for something else."""
    begins = max(text.rfind(mark, 0, len(text.rstrip(_CLOSERS))) for mark in (". ", "? ", "! ")) + 1
    words = tokens(text[begins:])
    lows, texts = [w.low for w in words], [w.text for w in words]
    found = _asked(text[begins:], words, lows, texts) if words else None
    if found is None or found.end == 0:
        return found
    return Asked(found.predicate, found.said, found.is_last_day, found.start + begins, found.end + begins, found.stems)


_CLOSERS = ' "”’)*_'


def is_question(text: str) -> bool:
    """Whether a text ends by asking."""
    return text.rstrip(_CLOSERS).endswith("?")


def _asked(text: str, words: Sequence[Token], lows: Sequence[str], texts: Sequence[str]) -> Asked | None:
    asks = _ASKS.search(text)
    last = LAST_DAY.search(text) if _WHAT_IS.search(text) is not None else None
    if asks is None and last is None:
        return None
    predicates = find_predicates(words, lows)
    grammar = Grammar(TaggedSentence(words, texts, lows, predicates, set()))
    if last is not None:
        return _of_last_day(words, grammar.tags, last)
    assert asks is not None
    wh = index_at(words, asks.end())
    is_until = asks["until"] is not None
    if all([not w.text[0].isalnum() for w in words[wh:]]):
        return _told_before(words, grammar, predicates, wh)
    aux = next((k for k in range(wh, len(words)) if lows[k] in _ASKING), -1)
    if aux < 0:
        return None
    end = next((k for k in range(aux, len(words)) if words[k].text == "?"), len(words))
    return (
        _of_verb(words, grammar, predicates, aux, end, is_until)
        or _of_state(words, grammar, aux, end)
        or _of_event(words, grammar, predicates, aux, end)
    )


_ASKING = frozenset(["is", "are", "was", "were", "do", "does", "did", "will", "can", "must", "may", "should", "shall", "has", "have", "could", "would"])  # fmt: skip


def _of_last_day(words: Sequence[Token], tags: Sequence[int], last: re.Match[str]) -> Asked | None:
    k = index_at(words, last.end())
    end = len(words) - 1
    led = task_before_head(words, tags, index_at(words, last.start()))
    matter = (
        read_matter(words, tags, k + 1, end, is_verb=words[k].low == "to") if k < end and words[k].low in LINKS else led
    )
    if matter is None or not (matter.task or matter.thing):
        return None
    alone = Phrase(matter.word, matter.word + 1) if matter.word >= 0 else None
    return _made(words, matter.task, last[0], True, matter.thing, alone)


def _of_verb(
    words: Sequence[Token], grammar: Grammar, predicates: Sequence[PredicateMention], aux: int, end: int, is_until: bool
) -> Asked | None:
    """`When do entries close?`, `By when must I return the survey?`"""
    verb = next((p for p in reversed(predicates) if aux < p.first < end and p.form is not Form.NOUN), None)
    if verb is None and words[aux].low in _BEFORE_BARE:
        verb = _bare_verb(words, aux, end)
    if verb is None:
        return None
    tags, said = grammar.tags, words[verb.first].text
    if [w.low for w in words[aux + 1 : aux + 3]] == ["it", "take"] and words[verb.first - 1].low == "to":
        thing = object_at(words, tags, verb.last + 1, end)  # `How long does it take to process a claim?`
        return _made(words, verb.name, f"take to {said}", False, thing)
    subject = _between(words, tags, aux + 1, verb.first)
    is_person = subject is not None and words[subject.last - 1].low in _PERSONS
    is_closing = verb.name in _CLOSING and words[aux].low in _GOING_ON
    is_duty = verb.passive and words[aux].low in _DUTIES
    if is_person and not verb.passive:
        task = (
            task_of_verb(words[verb.first].low, words[verb.first].low) if is_until or words[aux].low in _PRESENT else ""
        )
        done = read_matter(words, tags, verb.first, end, is_verb=True) if task else None
        if done is not None and done.task:
            return _made(words, done.task, said, is_until, done.thing)
        return _made(words, verb.name, said, is_until, object_at(words, tags, verb.last + 1, end))
    about = read_matter(words, tags, subject.first, subject.last, is_subject=True) if subject is not None else None
    if is_closing and about is not None and about.task:
        return _made(words, about.task, said, True, about.thing, subject)
    name = verb.name
    if (is_duty or is_until) and verb.form is Form.VERB:
        name = task_of_verb(words[verb.first].low, words[verb.first].low) or name
    return _made(words, name, said, is_until or is_closing or is_duty, subject)


_BEFORE_BARE = frozenset(["do", "does", "did", "will", "can", "must", "may", "should", "shall", "could", "would"])


def _bare_verb(words: Sequence[Token], aux: int, end: int) -> PredicateMention | None:
    """The infinitive of a question, whatever its word is elsewhere: `When did the strike end?`"""
    for k in range(end - 1, aux + 1, -1):
        low = words[k].low
        ends = k + 1 == end or not words[k + 1].text[0].isalpha() or words[k + 1].low in PREPOSITIONS | DETERMINERS
        if ends and stem(low) in (low, low.removesuffix("e")) and (name := class_of_verb(low)):
            return PredicateMention(first=k, last=k, name=name, form=Form.VERB)
    return None


_GOING_ON = frozenset(["do", "does", "will"])
_DUTIES = frozenset(["must", "shall", "should"])


def _of_state(words: Sequence[Token], grammar: Grammar, aux: int, end: int) -> Asked | None:
    """`When is the levy payable?`, `How long is my permit valid?`"""
    k = end - 1
    if k <= aux + 1 or words[k].low not in _STATES:
        return None
    thing = _between(words, grammar.tags, aux + 1, k)
    about = read_matter(words, grammar.tags, thing.first, thing.last, is_subject=True) if thing is not None else None
    if words[k].low == "due" and about is not None and about.task:
        return _made(words, about.task, words[k].text, True, about.thing, thing)
    return _made(words, _STATES[words[k].low], words[k].text, words[k].low in _LAST, thing)


def _of_event(
    words: Sequence[Token], grammar: Grammar, predicates: Sequence[PredicateMention], aux: int, end: int
) -> Asked | None:
    """`When is the opening of the hall?`, `When is the lifeboat fair?`"""
    noun = next((p for p in predicates if aux < p.first < end), None)
    thing = _between(words, grammar.tags, aux + 1, end)
    if thing is not None and noun is None and words[aux].low in BE and grammar.tags[thing.last - 1] is Tag.NOUN:
        return _made(words, "hold", words[aux].text, False, thing)
    if noun is None or thing is None:
        return None
    if noun.last + 1 < end and words[noun.last + 1].low in OF:
        thing = object_at(words, grammar.tags, noun.last + 2, end) or thing
    return _made(words, noun.name, words[noun.first].text, False, thing)


def _told_before(
    words: Sequence[Token], grammar: Grammar, predicates: Sequence[PredicateMention], wh: int
) -> Asked | None:
    """`Who built the mill, and when?`"""
    verb = next((p for p in predicates if p.first < wh and p.form is not Form.NOUN), None)
    if verb is None:
        return None
    theme, _ = grammar.theme(verb)
    return _made(words, verb.name, words[verb.first].text, False, theme)


def _between(words: Sequence[Token], tags: Sequence[int], first: int, last: int) -> Phrase | None:
    """The noun phrase between an auxiliary and its verb."""
    while last > first and (words[last - 1].low in AUXILIARIES or tags[last - 1] in (Tag.ADVERB, Tag.COMMA)):
        last -= 1
    while first < last and tags[first] in (Tag.ADVERB, Tag.COMMA):
        first += 1
    return Phrase(first, last) if first < last else None


def _made(
    words: Sequence[Token],
    predicate: str,
    said: str,
    is_last_day: bool,
    thing: Phrase | None,
    shown: Phrase | None = None,
) -> Asked | None:
    """`shown` are the words that name only the task, for people: `When does registration close?`"""
    if thing is None or (thing.last - thing.first == 1 and words[thing.first].low in _PRONOUNS | _PERSONS):
        if shown is not None and predicate:
            return Asked(predicate, said, is_last_day, words[shown.first].start, words[shown.last - 1].end)
        return Asked(predicate, said, is_last_day) if predicate else None
    stems = stems_with_of(words, thing) if is_last_day else stems_of(words, thing)
    return Asked(predicate, said, is_last_day, words[thing.first].start, words[thing.last - 1].end, stems)
