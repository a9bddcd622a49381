"""Extract, part: what the sentences of a block speak of: the subjects of their verbs, and what a verb brings in."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import closed_class
from factcheck.extract.predicates import Form
from factcheck.extract.said import is_quality, state_led_in
from factcheck.extract.tags import Tag
from factcheck.frozen import maker
from factcheck.model.mention import Referent

_referent = maker(Referent)


def referents_of(sentences: Iterable[Clauses]) -> tuple[Referent, ...]:
    """The subjects of the verbs of some sentences, in order of their place."""
    places: set[tuple[int, int]] = set()
    objects: set[tuple[int, int]] = set()
    for sentence in sentences:
        words = sentence.tokens
        verbs = list(sentence.grammar.verbs())
        is_bare = not verbs and not state_led_in(sentence)
        if is_bare and (phrase := sentence.grammar.title()) is not None and not is_quality(sentence, phrase):
            places.add((words[phrase.first].start, words[phrase.last - 1].end))
        for first in verbs:
            if (phrase := sentence.grammar.subject(first)) is not None:
                is_led = phrase.first > 0 and sentence.grammar.tags[phrase.first - 1] is Tag.PREPOSITION
                place = (words[phrase.first].start, words[phrase.last - 1].end)
                (objects if is_led else places).add(place)  # `After a campaign led by Ann Lee, it`
        it = -1 if _TAKING_UP.isdisjoint(sentence.vocabulary) else _last_taken_up(sentence)
        if verbs and (it > 0 or not _BRINGING.isdisjoint(sentence.vocabulary)):
            for predicate in sentence.predicates:
                if predicate.form is Form.NOUN or predicate.last + 1 >= len(words):
                    continue
                low = words[predicate.last + 1].low
                if (
                    low in _BRINGING or low[0].isdigit() or (low == "the" and predicate.last < it)
                ):  # `Edith ran the shop until it closed`
                    phrase = sentence.grammar.object(predicate)
                    if phrase is not None and (phrase.last - phrase.first > 1 or low in _INDEFINITE):
                        objects.add((words[phrase.first].start, words[phrase.last - 1].end))
    starts = {start for start, _ in places}
    every = [(*p, False) for p in places] + [(*o, True) for o in objects if o[0] not in starts]
    return tuple([_referent(start, end, is_object) for start, end, is_object in sorted(every)])


def _last_taken_up(sentence: Clauses) -> int:
    """Where the last pronoun stands that may mean an object before it in its sentence."""
    return max(k for k, low in enumerate(sentence.lows) if low in _TAKING_UP)


_TAKING_UP = frozenset(["it", "them", "they"])
_INDEFINITE = frozenset({"a", "an"})
_BRINGING = _INDEFINITE | closed_class("counting") - {"those"}
