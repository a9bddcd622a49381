"""Extract, part: reads phrases that name a task and its thing: `registering for the race`, `applications for a bursary`.

The words are data in `claims/predicates/tasks.en.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.extract.phrases import Phrase, stems_of
from factcheck.extract.predicate_lexicon import class_of_verb, predicate_class
from factcheck.extract.tags import Tag
from factcheck.frozen import dataclass
from factcheck.values.words import Token, is_money_word, stem


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWords:
    nouns: Mapping[str, str]
    verbs: Mapping[str, str]
    papers: frozenset[str]
    requests: frozenset[str]
    sending: frozenset[str]
    means: frozenset[str]
    accepting: frozenset[str]
    running: frozenset[str]
    usable: frozenset[str]
    offices: frozenset[str]
    taken_once: frozenset[str]


@cache
def task_words() -> TaskWords:
    data = load_yaml("claims/predicates/tasks.en.yaml")
    return TaskWords(
        nouns={
            root: task
            for task, words in data["nouns"].items()
            for word in words
            for root in (stem(word), stem(word + "s"))
        },
        verbs={stem(word): task for task, words in data["verbs"].items() for word in words},
        papers=frozenset(stem(word) for word in data["papers"]),
        requests=frozenset(data["requests"]),
        sending=frozenset(data["sending"]),
        means=frozenset(stem(word) for word in data["means"]),
        accepting=frozenset(stem(word) for word in data["accepting"]),
        running=frozenset(stem(word) for word in data["running"]),
        usable=frozenset(stem(word) for word in data["usable"]),
        offices=frozenset(stem(word) for word in data["offices"]),
        taken_once=frozenset(stem(word) for word in data["taken once"]),
    )


@dataclass(frozen=True, slots=True)
class Matter:
    """What a last day is for. The thing is a stretch of tokens, empty where only the task is said."""

    task: str
    first: int = 0
    last: int = 0
    word: int = -1
    """The token that tells the task, where that is a noun."""
    by_means: bool = False
    """Whether the phrase names only that by which the task is done: a form, a portal."""

    @property
    def thing(self) -> Phrase | None:
        return Phrase(self.first, self.last) if self.last > self.first else None


OF = frozenset(["for", "of", "to", "on", "in", "from", "against", "with"])
LINKS = frozenset(["for", "to", "of"])


def task_of_noun(word: str) -> str:
    lexicon, head = task_words(), stem(word)
    return lexicon.nouns.get(head, "submit" if head in lexicon.papers else "")


@cache
def requests() -> frozenset[str | tuple[str, str]]:
    found: set[str | tuple[str, str]] = set()
    for words in task_words().requests:
        parts = words.split()
        found.add(stem(parts[0]) if len(parts) == 1 else (stem(parts[0]), parts[-1]))
    return frozenset(found)


def read_matter(
    words: Sequence[Token], tags: Sequence[int], k: int, end: int, *, is_verb: bool = False, is_subject: bool = False
) -> Matter | None:
    """The task and the thing that a phrase names: `registering for the race`, `applications for a bursary`, `full proposals`.

    In a subject, a form in -ing of no class is a noun: `Fishing licences`.
    """
    k = _skip_lead(words, tags, k, end)
    if k >= end:
        return None
    low = words[k].low
    if not is_verb and (done := _done_by(words, tags, k, end)) is not None:
        return done
    if is_verb or (low.endswith("ing") and low not in _NO_GERUNDS):
        task = task_of_verb(low.removesuffix("ing") if low.endswith("ing") else low, low)
        if task and not (is_subject and predicate_class(task) is None):
            return _done_to(words, tags, k, end, task)
    stop = _noun_end(words, tags, k, end)
    if stop == k and k + 1 < end and words[k + 1].low in OF and task_of_noun(low):
        stop += 1  # `Support for the parser`, which might be a verb elsewhere
    if stop == k:
        return None
    lexicon, head = task_words(), stem(words[stop - 1].text)
    task = lexicon.nouns.get(head, "")
    if task:
        is_place = stop + 1 < end and words[stop].low == "in" and words[stop + 1].text[0].isupper()  # `in Torne`
        after = object_at(words, tags, stop + 1, end) if stop < end and words[stop].low in OF and not is_place else None
        return Matter(task, *(bounds(after) or (k, stop - 1)), word=stop - 1)
    if head not in lexicon.papers or (
        words[stop - 1].low == "form" and words[stop : stop + 1] and words[stop].low == "of"
    ):
        return Matter("", *(bounds(object_at(words, tags, k, end)) or (k, stop)))
    of = object_at(words, tags, stop + 1, end) if stop < end and words[stop].low in OF else None
    is_named = of is not None and tags[of.first] is not Tag.PRONOUN
    return Matter("submit", k, of.last if of is not None and is_named else stop)


_NO_GERUNDS = frozenset(["spring", "evening", "morning", "king", "ring", "wing", "string", "sling", "ceiling", "sibling", "duckling", "shilling", "herring", "pudding", "viking", "thing"])  # fmt: skip


def _done_by(words: Sequence[Token], tags: Sequence[int], k: int, end: int) -> Matter | None:
    """What a form, a portal or a window is for: `the nomination window`, `the portal for bursary applications`, `the form for the grant`."""
    stop = next((n + 1 for n in range(k, min(end, k + 5)) if stem(words[n].text) in task_words().means), -1)
    if stop < 0 or stop < _noun_end(words, tags, k, end) or any([words[n].low in OF for n in range(k, stop)]):
        return None
    behind: Matter | None = None
    if stop + 1 < end and words[stop].low in OF | {"to"}:
        behind = read_matter(words, tags, stop + 1, end, is_verb=words[stop].low == "to")
    before = next((n for n in range(stop - 2, k - 1, -1) if task_of_noun(words[n].text)), -1)
    if before >= 0 and (words[stop - 1].low != "form" or task_of_noun(words[before].text) != "pay"):
        thing = behind if behind is not None and behind.thing is not None else Matter("", k, before)
        return Matter(task_of_noun(words[before].text), thing.first, thing.last, word=before, by_means=True)
    if behind is not None and behind.task:
        return Matter(behind.task, behind.first, behind.last, word=behind.word, by_means=True)
    if behind is not None and behind.thing is not None and words[stop - 1].low == "form" and words[stop].low == "for":
        return Matter("submit", behind.first, behind.last, by_means=True)
    if behind is not None and behind.thing is not None and is_money_word(words[behind.last - 1].low):
        return Matter("apply", behind.first, behind.last, by_means=True)  # `the window for travel grants`
    return None


def _done_to(words: Sequence[Token], tags: Sequence[int], k: int, end: int, task: str) -> Matter:
    """What a verb of a task is done to; a verb of sending that sends an application or objection is of that."""
    at = k + 1
    if at < end and words[at].low in ("in", "off", "up", "out", "back", "on"):
        at += 1
    if at < end and words[at].low in ("for", "as", "in", "on", "to", "from", "against", "with"):
        if words[at].low == "to" and at + 1 < end and task_of_verb(words[at + 1].low, words[at + 1].low):
            return Matter(task)  # `to register to vote`
        at += 1
    found = object_at(words, tags, at, end)
    if found is not None and task in task_words().sending:
        inner = read_matter(words, tags, found.first, end)
        if inner is not None and inner.task not in ("", "submit"):
            return inner
    return Matter(task, *(bounds(found) or (0, 0)))


def task_of_verb(base: str, word: str) -> str:
    lexicon = task_words()
    if stem(base) in requests():
        return "apply"
    return lexicon.verbs.get(stem(word), "") or class_of_verb(word)


def _skip_lead(words: Sequence[Token], tags: Sequence[int], k: int, end: int) -> int:
    while k < end and (tags[k] in (Tag.DETERMINER, Tag.ADVERB, Tag.TIME) or words[k].low in _BARE):
        k += 1
    return k


_BARE = frozenset(["your", "my", "completed", "complete", "finished", "late", "all", "any", "new", "further", "written", "online", "*", "“", "\"", "our", "their", "his", "her", "its", "whole", "own"])  # fmt: skip
"""Words before a noun that tell nothing of which thing it is."""


def object_at(words: Sequence[Token], tags: Sequence[int], k: int, end: int) -> Phrase | None:
    """The noun phrase that begins there, with its `of`; a pronoun stands for itself, but not the one to whom it goes."""
    if k + 1 < end and words[k].low in _TO_WHOM:
        if words[k + 1].low == "that":
            k += 2  # `send us that certificate`
        elif tags[k + 1] in (Tag.DETERMINER, Tag.NOUN):
            k += 1
    k = _skip_lead(words, tags, k, end)
    if k < end and tags[k] is Tag.PRONOUN and words[k].low in ("it", "them", "one"):
        return Phrase(k, k + 1)
    stop = _noun_end(words, tags, k, end)
    if stop == k or words[stop - 1].low in ("one", "ones") or (stop < end and words[stop].low in ("one", "ones")):
        return None
    if stop + 1 < end and words[stop].low == "of":
        inner = object_at(words, tags, stop + 1, end)
        if inner is not None and tags[inner.first] is not Tag.PRONOUN:
            stop = inner.last
    return Phrase(k, stop)


_TO_WHOM = frozenset(["us", "me", "them", "him", "her"])


def _noun_end(words: Sequence[Token], tags: Sequence[int], k: int, end: int) -> int:
    """Where the nouns and adjectives that begin there end; a participle before a noun is one of them, `last season` is none."""
    stop = k
    while stop < end:
        is_noun = tags[stop] is Tag.NOUN or words[stop].low in _BARE
        if not is_noun and not (tags[stop] is Tag.VERB and stop + 1 < end and tags[stop + 1] is Tag.NOUN):
            break
        if stop > k and words[stop].low in ("last", "next", "previous"):
            break
        stop += 1
    return stop


def bounds(phrase: Phrase | None) -> tuple[int, int] | None:
    return None if phrase is None else (phrase.first, phrase.last)


def stems_with_of(words: Sequence[Token], phrase: Phrase) -> tuple[str, ...]:
    """The stems of a phrase, the head last: a letter of intent is an intent letter."""
    of = next((k for k in range(phrase.first + 1, phrase.last) if words[k].low in OF), None)
    if of is None:
        return stems_of(words, phrase)
    return (*stems_of(words, Phrase(of, phrase.last)), *stems_of(words, Phrase(phrase.first, of)))


def index_at(words: Sequence[Token], offset: int) -> int:
    return next((k for k, t in enumerate(words) if t.start >= offset), len(words))


def task_before_head(words: Sequence[Token], tags: Sequence[int], k: int) -> Matter | None:
    """The task that stands before the word: `the application deadline`, `Entry cut-off`."""
    first = k
    while first > 0 and k - first < 4 and tags[first - 1] is Tag.NOUN:
        first -= 1
    found = read_matter(words, tags, first, k) if first < k else None
    return found if found is not None and found.task else None


def right_before(words: Sequence[Token], tags: Sequence[int], at: int) -> Phrase | None:
    """The noun phrase right before `must` or `closes on`, whatever its words may be elsewhere: `completed forms must`."""
    first = at
    while first > 0 and tags[first - 1] in (Tag.NOUN, Tag.VERB, Tag.DETERMINER, Tag.PREPOSITION):
        first -= 1
        if tags[first] is Tag.DETERMINER and (first == 0 or tags[first - 1] is not Tag.PREPOSITION):
            break
    while (
        first < at
        and tags[first] in (Tag.PREPOSITION, Tag.VERB)
        and first + 1 < at
        and tags[first + 1] is Tag.DETERMINER
    ):
        first += 1
    return Phrase(first, at) if first < at and stems_of(words, Phrase(first, at)) else None


def with_head(words: Sequence[Token], tags: Sequence[int], subject: Phrase | None) -> Phrase | None:
    """A subject with the noun that a `to` cut off: `Objections to the wall`, `The window to submit claims`."""
    if subject is None or subject.first < 2 or words[subject.first - 1].low != "to":
        return subject
    head = words[subject.first - 2]
    if tags[subject.first - 2] is not Tag.NOUN or not (
        task_of_noun(head.text) or stem(head.text) in task_words().means
    ):
        return subject
    return Phrase(subject.first - 2, subject.last)
