"""Extract, part: nouns that name an event, and the thing that it happened to: `the takeover of Bramwell Dairies`, `Mill fire`.

Beside the nouns of the classes of predicates, `claims/predicates/labels.en.yaml` lists what is held on a day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.extract.closed_words import AUXILIARIES, DETERMINERS, PREPOSITIONS
from factcheck.extract.phrases import Phrase, stems_of
from factcheck.extract.predicate_lexicon import class_of_event, class_of_noun, class_of_verb, predicate_class
from factcheck.extract.task_phrases import task_words
from factcheck.frozen import dataclass
from factcheck.values.words import Token, stem


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    days: frozenset[str]
    limits: frozenset[str]
    gatherings: frozenset[str]
    nouns: Mapping[str, str]
    terms: frozenset[str]
    manners: frozenset[str]
    light: Mapping[str, frozenset[str]]


@cache
def event_words() -> EventWords:
    data = load_yaml("claims/predicates/labels.en.yaml")
    return EventWords(
        days=frozenset(data["days"]),
        limits=frozenset(data["limits"]),
        gatherings=frozenset(stem(word) for word in data["gatherings"]),
        nouns={stem(word): name for name, words in data["nouns"].items() for word in words},
        terms=frozenset(stem(word) for word in data["terms"]),
        manners=frozenset(data["manners"]),
        light={name: frozenset(classes) for name, classes in data["light"].items()},
    )


@dataclass(frozen=True, slots=True)
class EventPhrase:
    """A phrase that names an event, by its class. The thing is a stretch of tokens, empty where the phrase names none."""

    name: str
    word: int
    """The token of the noun."""
    first: int
    last: int

    @property
    def thing(self) -> Phrase | None:
        return Phrase(self.first, self.last) if self.last > self.first else None


_OF_THING = frozenset(["of", "for", "on"])
"""Words that lead from a noun of an event to its thing: `the sale of the mill`, `the attack on the port`."""
_MARKS = frozenset(",;:()[]–—.")


def event_in(words: Sequence[Token], first: int, last: int) -> EventPhrase | None:
    """The event that a noun phrase names, in those tokens; none where its head names no event."""
    lexicon, begin = event_words(), first
    while first < last and words[first].low in DETERMINERS:
        first += 1
    whole = first
    while first < last and (words[first].low in DETERMINERS or words[first].low in lexicon.manners):
        first += 1
    if first >= last:
        return None
    stop = next((k for k in range(first, last) if words[k].low in PREPOSITIONS or words[k].text in _MARKS), last)
    head = stop - 1
    if head > first and is_gathering(words[head - 1]) and (words[head].text.isdigit() or len(words[head].text) == 1):
        return EventPhrase("hold", head - 1, whole, head + 1)  # `Workshop 2`
    if head < first:
        return None
    if words[head].low in ("day", "date") and head > first:
        return _of_day(words, first, head)
    if any([words[k].low in DETERMINERS or words[k].low in AUXILIARIES for k in range(first, head)]):
        return None  # `The divers found their wreck`
    if not is_gathering(words[head]) and any([words[k].low in _ONE_OF for k in range(begin, head)]):
        return None  # `Last inspection`: one of several
    is_led = stop < last and words[stop].low in _OF_THING
    name = _class_of(words[head], is_led=is_led and head == first)
    if not name:
        return None
    if is_gathering(words[head]):
        end = _end_of_thing(words, stop, last) if is_led and words[stop].low == "of" else stop
        return EventPhrase(name, head, whole, end)
    if is_led:
        begin, end = stop + 1, _end_of_thing(words, stop, last)
        while begin < end and words[begin].low in DETERMINERS and not _is_ordinal(words[begin]):
            begin += 1
        if stems_of(words, Phrase(begin, end)):
            return EventPhrase(name, head, begin, end)
    return EventPhrase(name, head, first, head)


def _of_day(words: Sequence[Token], first: int, head: int) -> EventPhrase | None:
    """What a day is called after: `Opening day`, `Open day`, `Sports day`; nothing of `Closing day` and of `Start date` itself."""
    before = words[head - 1]
    if before.low in _LAST:
        return None
    if before.low != "open" and (name := _class_of(before, is_led=False)):  # `opening` has its stem
        return EventPhrase(name, head - 1, first, head - 1)
    return EventPhrase("hold", head, first, head + 1) if words[head].low == "day" else None


_LAST = frozenset(["last", "final", "closing", "due", "latest", "first", "cut-off", "working", "business", "week", "every", "each", "whole", "half", "one", "target", "key", "important", "expiry", "expiration", "end", "rest", "rain", "the", "that", "this", "same", "next", "pay", "value", "birth", "reference"])  # fmt: skip


_ONE_OF = frozenset(["last", "final", "second", "third", "fourth", "next", "previous", "latest", "another", "no"])


def is_gathering(word: Token) -> bool:
    """Whether a noun is of something that is held on a day."""
    return stem(word.low) in event_words().gatherings


def _is_ordinal(word: Token) -> bool:
    return word.low in ("first", "last", "new", "old", "second", "third", "final", "former")


def _end_of_thing(words: Sequence[Token], of: int, last: int) -> int:
    """Where the thing behind `of` ends: before a mark or a preposition other than `of`."""
    return next(
        (k for k in range(of + 1, last) if words[k].text in _MARKS or (words[k].low in PREPOSITIONS and words[k].low != "of")),
        last,
    )  # fmt: skip


def _class_of(word: Token, *, is_led: bool) -> str:
    """The class of a noun of an event; of one that leads to its thing also by the verb that it is made of."""
    root = stem(word.low)
    if root in event_words().gatherings:
        return "hold"
    if own := event_words().nouns.get(root, ""):
        return own
    if root in task_words().papers or word.low.endswith("ed") or word.low in ("found", "open"):
        return ""
    if word.low.endswith("s") and not word.low.endswith("ss"):
        return ""  # `Openings`, `Awards`: several, and no one day
    if (listed := class_of_event(word.low)) and listed not in _NO_EVENTS:
        return listed
    listed = class_of_noun(word.low) if is_led or word.low.endswith("ing") else ""
    if not listed and is_led:
        listed = class_of_verb(word.low)
        listed = listed if predicate_class(listed) is not None else ""
    return "" if listed in _NO_EVENTS else listed


_NO_EVENTS = frozenset(
    ["measure", "record", "take", "run", "use", "propose", "inspect-report", "claim-money", "date", "order"]
)
"""Classes whose nouns are as often of things as of events: a recording, a report, a claim."""
