"""Extract, part: what the verb group of a value says of it: negation, `would`, `may`, `was to`, `used to`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.extract.closed_words import AUXILIARIES, BE, DO, HAVE, MODALS
from factcheck.extract.cue_line import Said, Value, words_of
from factcheck.extract.imperatives import is_prohibition
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.time import Relation
from factcheck.values.words import Token, WordTable, stem

SUBJECTS = frozenset({"the", "this", "these", "a", "an", "he", "she", "it", "they", "we", "his", "her", "its", "their"})


def group_of(said: Said, predicate: PredicateMention | None, value: Value) -> tuple[int, ...]:
    """The auxiliaries of the verb that a value belongs to, from the left; of a copula the words around it."""
    words, lows = said.tokens, said.lows
    if predicate is not None and predicate.form is not _NOUN:
        k = predicate.first - 1
        group: list[int] = []
        while k >= 0 and _IS_AUXILIARY[lows[k]] and k not in said.blocked:
            group.append(k)
            k -= 1
        return tuple(reversed(group))
    k, steps = value.first - 1, 0
    while k >= 0 and steps < 6 and not _IS_AUXILIARY[lows[k]]:
        if words[k].text in ",;:().—" or said.breaks[k] != said.breaks[value.first]:
            return ()
        k, steps = k - 1, steps + 1
    group = []
    while k >= 0 and _IS_AUXILIARY[lows[k]] and k not in said.blocked:
        group.append(k)
        k -= 1
    finite = any(lows[n] in _FINITE or "n't" in words[n].text.replace("’", "'") for n in group)
    return tuple(reversed(group)) if finite else ()


def is_auxiliary(words: Sequence[Token], k: int) -> bool:
    return _IS_AUXILIARY[words[k].low]


def _may_stand_in_group(low: str) -> bool:
    word = low.replace("’", "'")
    return word in AUXILIARIES or word in _CONTRACTED or (word.endswith("ly") and len(word) > 4 and word != "only")


_IS_AUXILIARY = WordTable(_may_stand_in_group)
_NOUN = Form.NOUN
_FINITE = (BE | HAVE | DO | MODALS) - {"to"}

_CONTRACTED = frozenset({"isn't", "aren't", "wasn't", "weren't", "hasn't", "haven't", "hadn't", "didn't", "doesn't", "don't", "won't", "wouldn't", "couldn't", "can't", "shouldn't", "mustn't", "longer", "no", "neither", "nor", "used", "hardly", "cannot"})  # fmt: skip

_NEGATIVE = frozenset({"not", "never", "n't", "cannot", "neither", "nor"})
_OPEN_RELATIONS = frozenset({Relation.UNTIL, Relation.AFTER, Relation.SINCE})
"""What was not done until May was done then; nothing after May means until May."""

_UNCERTAIN = frozenset(["be", "cost", "reach", "rise", "fall", "exceed", "last", "need", "grow", "total", "see", "face", "lose", "gain", "drop", "run", "amount"])  # fmt: skip
"""Verbs with which `could` and `may` guess at an amount; with others they tell what is possible or allowed."""


def by_group(said: Said, predicate: PredicateMention | None, value: Value) -> Iterator[tuple[Modality, str]]:
    if predicate is not None and not _is_of_verb(said, predicate, value):
        return
    indices = group_of(said, predicate, value)
    words = [said.lows[k].replace("’", "'") for k in indices]
    if not words:
        yield from _no(said, predicate, value)
        return
    negative = next((n for n, w in enumerate(words) if w in _NEGATIVE or w.endswith("n't")), -1)
    if negative >= 0 and words[negative] == "not" and len(words) == 1:
        negative = -1  # `not quite four weeks later`: of no verb
    if negative >= 0 and _negates(said, indices[negative], predicate, value):
        yield Modality.DENIED, words[negative]
    if "longer" in words and "no" in words and value.timex is None:
        yield Modality.SUPERSEDED, "no longer"
    is_told = any(cue.modality is Modality.REPORTED for cue in said.cues)
    if predicate is None and words[-2:] == ["had", "been"] and _is_measured(value) and not is_told:
        yield Modality.SUPERSEDED, "had been"
    verb = stem(said.tokens[predicate.first].text) if predicate is not None else "be"
    yield from _by_modal(words, verb, value)
    if "used" in words and "to" in words:
        at = words.index("used")
        if (words[at + 1 : at + 2] == ["to"] and not (set(words[:at]) & (BE | HAVE)) and verb != "be") or (
            words[at : at + 3] == ["used", "to", "be"]
        ):
            yield Modality.SUPERSEDED, "used to"
    yield from _be_to(words, verb, value)
    if negative < 0:
        yield from _no(said, predicate, value)


def _is_measured(value: Value) -> bool:
    """Whether a value is an amount of money, a share or a measure, and no count: `revenue had been 3 million euros`."""
    return value.quantity is not None and bool(value.quantity.unit) and not value.quantity.thing


def _is_of_verb(said: Said, predicate: PredicateMention, value: Value) -> bool:
    """Whether a value hangs on the verb itself: in its clause, not behind a colon, and no date of a noun (`the treaty of 1814`)."""
    if value.first > predicate.last:
        between = said.lows[predicate.last + 1 : value.first]
        if ":" in between or ";" in between or "—" in between:
            return False
        if said.breaks[value.first] != said.breaks[predicate.last] and "and" in between:
            return False
        after = said.lows[value.last + 1] if value.last + 1 < len(said.tokens) else ""
        if "and" in between[-2:] and after in SUBJECTS:
            return False  # `could not be ended and on the next day the council met`
    return not (value.is_date and value.first > 0 and said.lows[value.first - 1] == "of")


def _by_modal(words: Sequence[str], verb: str, value: Value) -> Iterator[tuple[Modality, str]]:
    """`would`, `could`, `might`, `may`: what is uncertain; what is allowed or can be done is said of the world."""
    perfect = "have" in words and (verb != "be" or "been" in words)  # `may have up to 12 books` is a leave
    if "would" in words and not {"later", "eventually"} & set(words) and value.kind is not ClaimType.DEADLINE:
        yield Modality.CONDITIONAL, "would"
    if "should" in words and perfect and value.kind is ClaimType.DATE:
        yield Modality.PLANNED, "should have"
    if "might" in words:
        yield Modality.PROPOSED, "might"
    for modal in ("could", "may"):
        if modal not in words:
            continue
        if (
            perfect
            or (value.kind is ClaimType.DATE and value.timex is not None and value.timex.relation is Relation.AT)
            or (
                value.quantity is not None
                and verb in _UNCERTAIN
                and "not" not in words
                and not (modal == "may" and value.quantity.comparator == "<=")  # `may have no more than 12 books`
            )
        ):
            yield Modality.PROPOSED, modal


_CAME_TRUE = frozenset(["becom", "remain", "prov", "die", "stay", "serv", "last", "liv", "see", "win", "lose"])


def _be_to(words: Sequence[str], verb: str, value: Value) -> Iterator[tuple[Modality, str]]:
    """`was to open`, `were to have opened`, `is to open on 3 May`; but what is or was to be paid by 3 May is a rule."""
    at = next((n for n, w in enumerate(words) if w == "to"), -1)
    if at <= 0 or words[at - 1] not in ("is", "are", "was", "were", "not"):
        return
    is_past = words[at - 1] in ("was", "were") and verb not in _CAME_TRUE and value.kind is not ClaimType.DEADLINE
    if "have" in words[at:] or is_past:
        yield Modality.PLANNED, "was to"
    elif value.kind is ClaimType.DATE and words[at - 1] in ("is", "are"):
        yield Modality.PLANNED, "is to"


def _negates(said: Said, at: int, predicate: PredicateMention | None, value: Value) -> bool:
    """Whether a negation in the verb group denies the value."""
    low = said.lows
    if value.timex is not None and value.timex.relation in _OPEN_RELATIONS:
        return False
    if value.quantity is not None and value.last < at:
        return False  # `40 members did not vote`: so many did not
    if predicate is not None and _is_length(value) and _is_forbidden(low, at, predicate, value):
        return False  # `must not drive for 24 hours`: so long it is forbidden
    follows = next((k for k in range(at + 1, len(low)) if not is_auxiliary(said.tokens, k)), len(low))
    for k in range(at + 1, min(follows + 1, len(low))):
        if low[k] in words_of("not-denied"):
            return False
    start = max(at, predicate.last if predicate is not None else at)
    if start < value.first:
        between = low[start + 1 : value.first]
        if "but" in between or "until" in between or "than" in between[-3:]:
            return False
    return not (value.first < at and low[at] == "never" and value.kind is not ClaimType.DATE)


def _is_length(value: Value) -> bool:
    """Whether a value is a length of time, or one counted from an event: `24 hours after the sedative`."""
    return value.kind is ClaimType.DURATION or (value.timex is not None and value.timex.shift is not None)


def _is_forbidden(low: Sequence[str], at: int, predicate: PredicateMention, value: Value) -> bool:
    """Whether a negation forbids what the verb says, for a length of time: not what cannot be done `in` it."""
    if (low[value.first - 1] == "in" and value.first > at) or low[predicate.first] in _LASTING:
        return False
    if low[at] in ("not", "never") and at and low[at - 1] in _DUTIES:
        return low[at - 1] != "should" or low[at - 2 : at - 1] == ["you"]
    if low[at] in _FORBIDS:
        return low[at - 1 : at] == ["you"]
    return is_prohibition(low, predicate.first)


_DUTIES = frozenset({"must", "may", "should", "shall"})
_FORBIDS = frozenset({"cannot", "can't", "mustn't", "shouldn't", "shan't"})
_LASTING = frozenset({"last", "wait", "take", "continue", "remain", "stay", "run", "be"})
"""Verbs whose length is what is denied: `should not last for three weeks`."""
_NOBODY = frozenset({"no", "nobody", "nothing", "none", "neither"})


def _no(said: Said, predicate: PredicateMention | None, value: Value) -> Iterator[tuple[Modality, str]]:
    """`No train ran on 3 May`, `nobody came on 3 May`: a negative subject."""
    if predicate is None or predicate.form is _NOUN or said.vocabulary.isdisjoint(_NOBODY):
        return
    if value.timex is not None and value.timex.relation in _OPEN_RELATIONS:
        return
    for k in range(predicate.first - 1, -1, -1):
        word = said.lows[k]
        if said.breaks[k] != said.breaks[predicate.first] or word in ",;:":
            return
        if k <= value.last < predicate.first:
            return
        if word in _NOBODY:
            if any(said.lows[n] in BE | HAVE for n in range(value.last + 1, k)):
                return
            after = said.lows[k + 1]
            if after not in words_of("not-denied") and after not in ("but", "one", "longer", ".", "doubt", "less"):
                yield Modality.DENIED, word
            return
